"""Search: dossiers, persons, bodies, acts and documents by their words, within reach, at both clocks.

What is found is ranked: a number typed in full, then what is written as typed, then what is written so but for its
accents; among these dossiers, persons and bodies by name, acts, persons by post or unit, documents; the newest first.
At most CAP of each are taken, and who reads is told that there are more. The cost is that of what is taken, not of what
is there: the newest are looked for first, shelf by shelf (ledger/lookup.py), and the rest only while they are too few.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.db.models import Max

from liemchinh.directory.access import Scope
from liemchinh.directory.roles import Right
from liemchinh.ledger import lookup, models, search
from liemchinh.ledger.lookup import ACT, BODY, DOCUMENT, DOSSIER, PERSON, THINGS
from liemchinh.ledger.queries import Reading, reach, rows_of
from liemchinh.ledger.search import Query

CAP: Final = 1000
"""Things of one kind that are taken, and the most that is counted."""
PAGE: Final = 20

GROUPS: Final = ("thing", "kind", "stage", "keeper", "year")
"""What results are narrowed by: kind of thing, kind of dossier, its stage, its keeper, the year of the thing."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What results are narrowed to; an empty group does not narrow."""

    thing: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    keeper: tuple[str, ...] = ()
    year: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, group) for group in GROUPS)


class Match(NamedTuple):
    """A thing that was found, in the order of its rank. `rank`: number, accents and kind of match, best first."""

    rank: tuple[bool, bool, int]
    older: int
    thing: str
    thing_id: int
    dossier_id: int | None
    year: int

    @property
    def is_loose(self) -> bool:
        """Whether it is written with other accents than were typed."""
        return self.rank[1]

    @property
    def key(self) -> str:
        """Where it stands: the next page begins after it."""
        return "~".join(map(str, (*map(int, self.rank), -self.older, self.thing, self.thing_id)))


Cell = tuple[str, str, str, str, str]
"""The values of one thing in the order of GROUPS; "" where it has none."""


@dataclass(frozen=True)
class Results:
    """Everything found, ranked; the best CAP when there are more (`is_cut`). `cells`: how many of each kind there are
    without filters, `counted_whole` or among the best CAP alone.

    `sought` is how the words were read in the end: with the last one as a beginning when nothing else was found.
    `spread`: no single thing holds all the words; these dossiers hold them in title and names together.
    """

    sought: Query
    matches: tuple[Match, ...]
    is_cut: bool = False
    cells: Mapping[Cell, int] = field(default_factory=dict)
    counted_whole: bool = True
    filters: Filters = Filters()
    spread: bool = False

    @property
    def total(self) -> int:
        """How many were found; CAP when there are more."""
        return len(self.matches)

    def of(self, group: str) -> dict[str, int]:
        """How many each value of a group would show, the other groups as chosen."""
        place = GROUPS.index(group)
        found: dict[str, int] = {}
        for cell, count in self.cells.items():
            if cell[place] and all(
                other == group or not (chosen := getattr(self.filters, other)) or cell[at] in chosen
                for at, other in enumerate(GROUPS)
            ):
                found[cell[place]] = found.get(cell[place], 0) + count
        return found

    def page(self, *, after: str = "", before: str = "", size: int = PAGE) -> tuple[int, Sequence[Match]]:
        """The matches after or before a key, and how many stand before them."""
        shown = self.matches
        key = _read_key(after or before)
        start = 0
        if key is not None:
            start = next((at for at, match in enumerate(shown) if match[:4] >= key), len(shown))
            if before:
                start = max(start - size, 0)
            elif start < len(shown) and shown[start][:4] == key:
                start += 1
        return start, shown[start : start + size]


def _read_key(text: str) -> tuple[Any, ...] | None:
    parts = text.split("~")
    numbers = [part for at, part in enumerate(parts) if at != 4]
    if len(parts) != 6 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in numbers):
        return None
    numbered, loose, tier, place = map(int, parts[:4])
    return (bool(numbered), bool(loose), tier), -place, parts[4], int(parts[5])


def find(scope: Scope, text: str, reading: Reading, filters: Filters = Filters()) -> Results:
    """What holds the words typed. Nothing outside the scope is found or counted."""
    scope.require(Right.READ_DOSSIERS)
    sought = search.query(text)
    attempts = [(sought, False)]
    if sought.begins:
        attempts.append((sought.unfinished, False))
    if reading.is_current and len(sought.terms) > 1:  # the names in a dossier do not say since when they are there
        attempts.append((sought, True))
    for attempt, spread in attempts if sought.terms else ():
        gather = _Gathering(scope, attempt, reading, spread=spread)
        found, is_cut = gather.matches()
        if found:
            return _narrowed(gather, found, is_cut, filters)
    return Results(sought, (), filters=filters)


def _narrowed(gather: _Gathering, found: list[Match], is_cut: bool, filters: Filters) -> Results:
    """Counts over what was taken; with filters, what they leave of it, or of everything where not all was taken."""
    standing = _standings(found, gather.reading)
    cells = Counter(_cell(match, standing) for match in found)
    whole = not is_cut
    if filters and whole:
        found = [match for match in found if _fits(_cell(match, standing), filters)]
    elif filters:
        gather.filters = filters
        found, is_cut = gather.matches()
    return Results(gather.sought, tuple(found), is_cut, cells, whole, filters, gather.spread)


def _fits(cell: Cell, filters: Filters) -> bool:
    return all(not (chosen := getattr(filters, group)) or cell[at] in chosen for at, group in enumerate(GROUPS))


def _cell(match: Match, standing: Mapping[int, tuple[str, str, str]]) -> Cell:
    kind, stage, keeper = standing.get(match.dossier_id or 0, ("", "", ""))
    return (PERSON if match.thing == BODY else match.thing, kind, stage, keeper, str(match.year))


def _standings(matches: Iterable[Match], reading: Reading) -> dict[int, tuple[str, str, str]]:
    """Kind, stage and keeper of the dossiers of what was found, on the day read."""
    ids = {match.dossier_id for match in matches} - {None}
    held, params = reading.held("s")
    found = rows_of(
        "SELECT array_agg(s.dossier_id), array_agg(s.dossier_kind::text), array_agg(s.stage::text),"
        f" array_agg(s.keeper_id) FROM derived.standing s WHERE s.dossier_id = ANY(%s) AND {held}",
        [list(ids), *params],
    )[0]
    if found[0] is None:
        return {}
    return {pk: (kind, stage, str(keeper)) for pk, kind, stage, keeper in zip(*found, strict=True)}


# Gathering -----------------------------------------------------------------------------------------------------------


class _Scan(NamedTuple):
    """One reading of the index. `exact` is "" where nothing was typed with accents."""

    thing: str
    tier: int
    loose: str
    exact: str = ""
    without: str = ""


class _Row(NamedTuple):
    """A row of the index as one scan gives it."""

    thing_id: int
    dossier_id: int | None
    place: int
    year: int
    numbered: bool
    written: bool


@dataclass
class _Gathering:
    """Takes the newest of each kind from the index."""

    scope: Scope
    sought: Query
    reading: Reading
    spread: bool = False
    filters: Filters = Filters()

    def matches(self) -> tuple[list[Match], bool]:
        """The best CAP, ranked, and whether there are more: one statement, or two where accents count."""
        scans = list(self._scans())
        found = self._read(scans)
        # Where not all were taken, those written as typed may be among the others.
        again = [at for at, group in enumerate(found) if scans[at].exact and len(group) > CAP]
        for at, group in zip(again, self._read([scans[at] for at in again], exact=True), strict=True):
            found[at] = group + [row for row in found[at] if not row.written]
        ranked: list[tuple[tuple[bool, bool, int], _Scan, list[_Row]]] = []
        for scan, group in zip(scans, found, strict=True):
            for numbered, written in ((True, True), (True, False), (False, True), (False, False)):
                alike = [row for row in group if row.numbered == numbered and row.written == written]
                if alike:
                    ranked.append(((not numbered, not written, scan.tier), scan, alike))
        best: list[Match] = []
        for rank, same in itertools.groupby(sorted(ranked, key=lambda one: one[0]), key=lambda one: one[0]):
            if len(best) >= CAP:
                break
            best += sorted(
                Match(rank, -row.place, scan.thing, row.thing_id, row.dossier_id, row.year)
                for _, scan, rows in same
                for row in rows
            )
        return best[:CAP], sum(map(len, found)) > CAP

    def _scans(self) -> Iterator[_Scan]:
        sought, toned = self.sought, self.sought.is_toned
        if self.spread:
            yield _Scan(DOSSIER, 1, sought.spread())
            return
        words = sought.words()
        exact = sought.words(exact=True) if toned else ""
        named = sought.named()
        wanted = self.filters.thing or THINGS
        if DOSSIER in wanted:
            yield _Scan(DOSSIER, 1, words, exact)
        if PERSON in wanted:
            yield _Scan(PERSON, 2, named, sought.named(exact=True) if toned else "")
            yield _Scan(BODY, 2, words, exact)
            yield _Scan(PERSON, 4, words, exact, without=named)
        if ACT in wanted:
            yield _Scan(ACT, 3, words, exact)
        if DOCUMENT in wanted:
            yield _Scan(DOCUMENT, 5, words, exact)

    def _read(self, scans: Sequence[_Scan], *, exact: bool = False) -> list[list[_Row]]:
        if not scans:
            return []
        number = f"'#{self.sought.number}'" if self.sought.number else ""
        parts: list[str] = []
        params: list[Any] = []
        heads = self._heads()
        for at, scan in enumerate(scans):
            inner, values = self._newest(scan, scan.exact if exact else scan.loose, heads)
            numbered = "f.words @@ %s::tsquery" if number and scan.thing in {DOSSIER, ACT} else "FALSE"
            written = "f.words @@ %s::tsquery" if scan.exact and not exact else "TRUE"
            parts.append(
                f"SELECT {at}, array_agg(f.thing_id), array_agg(f.dossier_id), array_agg(f.place), array_agg(f.year),"
                f" array_agg({numbered}), array_agg({written}) FROM ({inner}) f"
            )
            params += [number] * ("%s" in numbered) + [scan.exact] * ("%s" in written) + values
        found: list[list[_Row]] = [[] for _ in scans]
        for at, *columns in rows_of(" UNION ALL ".join(parts), params):
            if columns[0] is not None:
                found[at] = list(map(_Row._make, zip(*columns, strict=True)))
        return found

    def _heads(self) -> dict[bool, int]:
        """The newest place that counts, of documents (True) and of everything else."""
        head = models.Head.objects.values_list("position", flat=True).get()
        newest = models.Document.objects.aggregate(Max("pk"))["pk__max"]
        return {False: min(head, self.reading.known.position), True: newest or 0}

    def _newest(self, scan: _Scan, words: str, heads: Mapping[bool, int]) -> tuple[str, list[Any]]:
        """The newest CAP and one more: ring after ring of shelves, each read only when those before were too few."""
        where, params = self._conditions(scan)
        rings: list[str] = []
        values: list[Any] = []
        for marks, first, end in _rings(self.scope, heads[scan.thing == DOCUMENT]):
            sought = " & ".join([f"({words})", *self._narrowing(), *([_any(marks)] if marks else [])])
            rings.append(
                "(SELECT w.thing_id, w.dossier_id, w.place, extract(year FROM w.day)::int AS year, w.words"
                " FROM derived.findable_in_reach w"
                f" WHERE w.thing = '{scan.thing}' AND w.words @@ %s::tsquery AND w.place >= %s AND w.place < %s"
                f" AND {where} ORDER BY w.place DESC)"
            )
            values += [sought, first, end, *params]
        return f"{' UNION ALL '.join(rings)} LIMIT {CAP + 1}", values

    def _narrowing(self) -> Iterator[str]:
        for chosen in (self.filters.kind, self.filters.year):
            if chosen:
                yield _any(f"~{value}" for value in chosen)

    def _conditions(self, scan: _Scan) -> tuple[str, list[Any]]:
        within, params = reach(self.scope, "w")
        where = [within]
        if not self.reading.is_current:
            where.append("w.day <= %s")
            params.append(self.reading.day)
            if scan.thing == DOCUMENT and not self.reading.known.is_now:
                where.append(
                    "EXISTS (SELECT FROM ledger_document x WHERE x.id = w.thing_id AND x.recorded_at <="
                    " (SELECT max(a.recorded_at) FROM ledger_act a WHERE a.position <= %s))"
                )
                params.append(self.reading.known.position)
        if scan.without:
            where.append("NOT w.words @@ %s::tsquery")
            params.append(scan.without)
        if self.filters.stage or self.filters.keeper:
            held, more = self.reading.held("s")
            inner = ["s.dossier_id = w.dossier_id", held]
            params += more
            if self.filters.stage:
                inner.append("s.stage = ANY(%s)")
                params.append(list(self.filters.stage))
            if self.filters.keeper:
                inner.append("s.keeper_id = ANY(%s)")
                params.append([int(one) for one in self.filters.keeper if one.isdigit()])
            where.append(f"EXISTS (SELECT FROM derived.standing s WHERE {' AND '.join(inner)})")
        return " AND ".join(where), params


_Ring = tuple[tuple[str, ...], int, int]
"""Marks of shelves, the first place on them, the first beyond them."""

_COUNTRY: Final = ((0, 2), (1, 4), (2, 4))
_COMMITTEES: Final = ((1, 4), (2, 4))
"""How many shelves of which size a ring takes, from the newest."""


def _rings(scope: Scope, head: int) -> list[_Ring]:
    """The newest shelves, then some more that are larger, then everything before."""
    committees = [None] if scope.committees is None else sorted(scope.committees)
    end = head + 1
    rings: list[_Ring] = []
    for size, count in _COUNTRY if scope.committees is None else _COMMITTEES:
        if end <= 0:
            return rings
        top = (end - 1) >> lookup.SHELVES[size]
        last = max(top - count + 1, 0)
        marks = tuple(
            lookup.shelf(size, number << lookup.SHELVES[size], committee)
            for number in range(top, last - 1, -1)
            for committee in committees
        )
        rings.append((marks, last << lookup.SHELVES[size], end))
        end = last << lookup.SHELVES[size]
    if end > 0:
        rings.append((() if scope.committees is None else tuple(f"@{one}" for one in committees), 0, end))
    return rings


def _any(lexemes: Iterable[str]) -> str:
    quoted = ("'" + one + "'" for one in lexemes)
    return f"({' | '.join(quoted)})"
