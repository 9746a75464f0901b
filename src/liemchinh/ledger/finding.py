"""Search: dossiers, persons, bodies, acts and documents by their words, within reach, at both clocks.

What is found is ranked: a number typed in full, then what is written as typed, then what is written so but for its
accents; among these dossiers, persons and bodies by name, acts, persons by post and unit (whose words stand in order,
because all posts share them), documents; among these what holds the words in the order typed; the newest first.
At most CAP of each are taken, and who reads is told that there are more. The cost is that of what is taken, not of what
is there: the newest are looked for first (derived.newest in ledger/derived.sql), the rest only while they are too few.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any, Final, NamedTuple

from django.db.models import Max

from liemchinh.directory.access import Scope
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import FAR
from liemchinh.kernel.known import UNBOUNDED
from liemchinh.ledger import models, search
from liemchinh.ledger.lookup import ACT, BODY, DOCUMENT, DOSSIER, PERSON
from liemchinh.ledger.queries import Reading, rows_of
from liemchinh.ledger.search import Query, quoted

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
    """A thing that was found, in the order of its rank. `rank`: accents, kind of match, order."""

    rank: tuple[bool, int, bool]
    older: int
    thing: str
    thing_id: int
    dossier_id: int | None
    year: int

    @property
    def is_loose(self) -> bool:
        """Whether it is written with other accents than were typed."""
        return self.rank[0]

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
        chosen = [
            (at, frozenset(values))
            for at, other in enumerate(GROUPS)
            if other != group and (values := getattr(self.filters, other))
        ]
        found: dict[str, int] = {}
        for cell, count in self.cells.items():
            if cell[place] and all(cell[at] in values for at, values in chosen):
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
    loose, tier, apart, place = map(int, parts[:4])
    return (bool(loose), tier, bool(apart)), -place, parts[4], int(parts[5])


def _wanted(filters: Filters) -> frozenset[str]:
    """The kinds of thing asked for; bodies are among persons."""
    return frozenset(filters.thing) | (frozenset({BODY}) if PERSON in filters.thing else frozenset())


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
    """One reading of the index: what is `sought` there, and of it what is `written` so, without what another finds.

    `ordered` asks whether the words stand in the order typed; "" where there is one.
    """

    thing: str
    tier: int
    sought: str
    written: str = ""
    ordered: str = ""
    without: str = ""


_Row = tuple[int, int | None, int, int, bool]
"""A thing, its dossier, its place, its year, and whether the words stand in the order typed."""


@dataclass
class _Gathering:
    """Takes the newest of each kind from the index."""

    scope: Scope
    sought: Query
    reading: Reading
    spread: bool = False
    filters: Filters = Filters()

    def matches(self) -> tuple[list[Match], bool]:
        """The best CAP, ranked, and whether there are more. What ranks below CAP others is not looked for."""
        ranked: dict[tuple[bool, int, bool], list[Match]] = {}
        total = 0
        for is_loose, stage in self._stages():
            scans = [scan for scan in stage if not self.filters.thing or scan.thing in _wanted(self.filters)]
            for scan, group in zip(scans, self._read(scans), strict=True):
                total += len(group)
                for thing_id, dossier_id, place, year, ordered in group[:CAP]:
                    rank = (is_loose, scan.tier, not ordered)
                    match = Match(rank, -place, scan.thing, thing_id, dossier_id, year)
                    ranked.setdefault(rank, []).append(match)
            if total > CAP:
                break
        best: list[Match] = []
        for rank in sorted(ranked):
            if len(best) < CAP:
                best += sorted(ranked[rank])
        return best[:CAP], total > CAP

    def _stages(self) -> Iterator[tuple[bool, list[_Scan]]]:
        """What is read after what, each stage by one statement; True: what is written with other accents than typed."""
        sought = self.sought
        number = quoted(f"#{sought.number}") if sought.number and not self.spread else ""
        if number:
            yield False, [_Scan(DOSSIER, 0, number), _Scan(ACT, 0, number)]
        if self.spread:
            yield False, [_Scan(DOSSIER, 1, sought.spread())]
            return
        several = len(sought.terms) > 1
        ordered, in_name = (sought.in_order(), sought.in_order(before="*")) if several else ("", "")
        loose = (sought.words(), sought.named(), sought.in_order())
        if sought.is_toned:
            exact = (sought.words(exact=True), sought.named(exact=True), sought.in_order(exact=True))
            checks = (sought.written(), sought.written(before="*"), sought.written())
            for stage in _stages_of(exact, checks, (number, "", loose[1]), ordered, in_name):
                yield False, stage
            whole = [f"({one}) & {check}" for one, check in zip(exact, checks, strict=True)]
            others = (_either(number, whole[0]), whole[1], _either(loose[1], whole[2]))
            for stage in _stages_of(loose, ("", "", ""), others, ordered, in_name):
                yield True, stage
        else:
            for stage in _stages_of(loose, ("", "", ""), (number, "", loose[1]), ordered, in_name):
                yield False, stage

    def _read(self, scans: Sequence[_Scan]) -> list[list[_Row]]:
        """The newest CAP of each scan and one more: one statement."""
        if not scans:
            return []
        committees = None if self.scope.committees is None else sorted(self.scope.committees)
        keepers = [int(one) for one in self.filters.keeper if one.isdigit() and len(one) < 19]
        params: list[Any] = []
        for at, scan in enumerate(scans):
            params += [
                at,
                scan.thing,
                " & ".join([f"({scan.sought})", *self._narrowing()]),
                scan.written or None,
                scan.ordered or None,
                scan.without or None,
                committees,
                self._heads[scan.thing == DOCUMENT],
                min(self.reading.known.position, UNBOUNDED - 1),
                # A row of now lies on no later day than today, whatever an officer's clock says.
                FAR - timedelta(days=1) if self.reading.is_current else self.reading.day,
                list(self.filters.stage) or None,
                keepers if self.filters.keeper else None,
                CAP + 1,
            ]
        one = (
            "SELECT %s, n.* FROM derived.newest(%s, %s, %s::tsquery, %s::tsquery, %s::tsquery, %s, %s, %s, %s,"
            " %s::text[], %s::bigint[], %s) AS n"
        )
        found: list[list[_Row]] = [[] for _ in scans]
        for at, *columns in rows_of(" UNION ALL ".join([one] * len(scans)), params):
            if columns[0] is not None:
                found[at] = list(zip(*columns, strict=True))
        return found

    @cached_property
    def _heads(self) -> dict[bool, int]:
        """The newest place that counts, of documents (True) and of everything else."""
        known = self.reading.known
        papers = models.Document.objects.all()
        if known.is_now:
            head = models.Head.objects.values_list("position", flat=True).get()
        else:
            head = known.position
            moment = models.Act.objects.filter(position__lte=head).aggregate(Max("recorded_at"))["recorded_at__max"]
            papers = papers.filter(recorded_at__lte=moment) if moment else papers.none()
        return {False: head, True: papers.aggregate(Max("pk"))["pk__max"] or 0}

    def _narrowing(self) -> Iterator[str]:
        for chosen in (self.filters.kind, self.filters.year):
            if chosen:
                # What was typed into the address is no lexeme until its marks are gone.
                yield f"({' | '.join(quoted(f'~{search.number_key(value)}') for value in chosen)})"


_Three = tuple[str, str, str]
"""A tsquery for words, one for names, one for posts."""


def _stages_of(sought: _Three, written: _Three, without: _Three, ordered: str, in_name: str) -> list[list[_Scan]]:
    """Titles and names first, then what more of them there is."""
    words, named, posted = zip(sought, written, strict=True)
    return [
        [
            _Scan(DOSSIER, 1, *words, ordered, without[0]),
            _Scan(PERSON, 2, *named, in_name, without[1]),
            _Scan(BODY, 2, *words, ordered, without[0]),
        ],
        [
            _Scan(ACT, 3, *words, ordered, without[0]),
            _Scan(PERSON, 4, *posted, "", without[2]),
            _Scan(DOCUMENT, 5, *words, ordered, without[0]),
        ],
    ]


def _either(*queries: str) -> str:
    """A tsquery for what any of them finds; "" when there is none."""
    return " | ".join(f"({one})" for one in queries if one)
