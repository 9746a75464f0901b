"""Lists of dossiers from derived.standing: exact counts for every filter in one statement, pages by key.

A page costs what it shows: for each kind of dossier the rows are taken in the order of an index, from where the page
before ended; nothing is counted past. The counts are one grouped pass over the newest rows within reach.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from liemchinh.directory.access import Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import Right
from liemchinh.law.acts import DossierKind
from liemchinh.law.book import ANNULLED
from liemchinh.ledger import search, warning_days
from liemchinh.ledger.queries import Reading, reach, rows_of
from liemchinh.ledger.warning_days import Thresholds

PAGE: Final = 20
DUE, LISTED, NUMBER = "due", "listed", "number"
"""The orders: by the nearest deadline, by the day put on the list, by number."""

_STATES: Final = {
    "watched": "s.watched",
    "off": "(s.was_watched AND NOT s.watched)",
    "proposed": "s.proposed",
}
_COLUMNS: Final = (
    "s.dossier_id, s.dossier_kind, s.stage, s.level, s.watched, s.was_watched, s.proposed, s.suspended, s.accused,"
    " s.watched_from, s.next_due, s.next_limit, s.keeper_id, s.committee_id"
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; an empty group does not narrow. `kinds` is what the list is about at all."""

    kinds: tuple[str, ...]
    kind: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    keeper: tuple[str, ...] = ()
    text: str = ""


GROUPS: Final = ("kind", "state", "due", "stage", "level", "keeper")


@dataclass(frozen=True, slots=True)
class Cell:
    """Dossiers that share every value a filter asks for."""

    kind: str
    state: str
    due: str
    suspended: bool
    stage: str
    level: str
    keeper: str
    count: int
    accused: int

    def values(self, group: str) -> tuple[str, ...]:
        """The values by which a group finds this cell."""
        if group == "due":
            return (*([self.due] if self.due else []), *(["suspended"] if self.suspended else []))
        value: str = getattr(self, group)
        return (value,) if value else ()


@dataclass(frozen=True, slots=True)
class Counts:
    """The grouped pass, and every count that follows from it."""

    cells: tuple[Cell, ...]
    filters: Filters

    def _kept(self, leaving_out: str = "") -> Iterator[Cell]:
        for cell in self.cells:
            if all(
                group == leaving_out
                or not (chosen := getattr(self.filters, group))
                or set(chosen) & set(cell.values(group))
                for group in GROUPS
            ):
                yield cell

    @property
    def total(self) -> int:
        """How many dossiers the filters leave."""
        return sum(cell.count for cell in self._kept())

    @property
    def accused(self) -> int:
        """How many stand under charge in them."""
        return sum(cell.accused for cell in self._kept())

    def of(self, group: str) -> dict[str, int]:
        """How many dossiers each value of a group would show, the other groups as chosen."""
        found: dict[str, int] = {}
        for cell in self._kept(leaving_out=group):
            for value in cell.values(group):
                found[value] = found.get(value, 0) + cell.count
        return found

    def by_kind(self) -> dict[str, int]:
        """What the list holds, by kind."""
        found: dict[str, int] = {}
        for cell in self._kept():
            found[cell.kind] = found.get(cell.kind, 0) + cell.count
        return found


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest act of a dossier that stands."""

    kind: str
    on: date
    issuer: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list."""

    dossier_id: int
    committee_code: str
    number: str
    title: str
    kind: DossierKind
    stage: str
    level: str
    watched: bool
    was_watched: bool
    proposed: bool
    suspended: bool
    accused: int
    watched_from: date | None
    next_due: date | None
    next_limit: str
    keeper: str
    newest: Newest | None = None

    def key(self, order: str) -> str:
        """Where this line stands in an order: the next page begins after it."""
        if order == NUMBER:
            return f"{self.committee_code}~{self.number}"
        day = self.next_due if order == DUE else self.watched_from
        return f"{day.isoformat() if day else ''}~{self.dossier_id}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and whether there are lines after its last and before its first."""

    rows: tuple[Listed, ...]
    has_next: bool
    has_previous: bool


def counts(scope: Scope, filters: Filters, reading: Reading, warned: Thresholds) -> Counts:
    """Count every combination of filter values within reach: one statement. `warned`: from when a limit is near."""
    scope.require(Right.READ_DOSSIERS)
    where, params = _base(scope, filters, reading)
    near, near_params = warning_days.near(warned, "s", reading.day)
    found = rows_of(
        "SELECT s.dossier_kind, CASE WHEN s.watched THEN 'watched' WHEN s.was_watched THEN 'off' WHEN s.proposed THEN"
        f" 'proposed' ELSE '' END, CASE WHEN s.next_due < %s THEN 'over' WHEN {near} THEN 'near' ELSE '' END,"
        " s.suspended, s.stage, s.level, s.keeper_id, count(*), sum(s.accused)"
        f" FROM derived.standing s WHERE {where} AND s.dossier_kind = ANY(%s) GROUP BY 1, 2, 3, 4, 5, 6, 7",
        [reading.day, *near_params, *params, list(filters.kinds)],
    )
    cells = tuple(
        Cell(kind, state, due, suspended, stage, level, str(keeper), count, int(accused))
        for kind, state, due, suspended, stage, level, keeper, count, accused in found
    )
    return Counts(cells, filters)


def keepers(found: Counts) -> dict[str, str]:
    """Names of the officers who keep the dossiers counted."""
    ids = {cell.keeper for cell in found.cells}
    return {str(pk): name for pk, name in Officer.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name")}


def page(
    scope: Scope, filters: Filters, reading: Reading, *, order: str = DUE, after: str = "", before: str = "",
    size: int = PAGE,
) -> Page:  # fmt: skip
    """The lines after (or before) a key: the rows of the page, and one statement for the newest act of each."""
    scope.require(Right.READ_DOSSIERS)
    backwards = bool(before)
    take = _by_number if order == NUMBER else _by_day
    found = take(scope, filters, reading, order, _read_key(before or after, order), backwards, size + 1)
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    newest = newest_of([row.dossier_id for row in found], reading)
    rows = tuple(replace(row, newest=newest.get(row.dossier_id)) for row in found)
    return Page(rows, backwards or more, more if backwards else bool(after))


def _base(scope: Scope, filters: Filters, reading: Reading) -> tuple[str, list[Any]]:
    within, params = reach(scope, "s")
    held, more = reading.held("s")
    where = [within, held]
    params = [*params, *more]
    if filters.text.strip():
        query = search.query_of(filters.text)
        if not query:
            return "FALSE", []
        reached, reach_params = reach(scope, "w")
        where.append(
            "s.dossier_id IN (WITH found AS MATERIALIZED (SELECT w.dossier_id FROM derived.lookup w"
            f" WHERE {reached} AND w.words @@ %s::tsquery) SELECT dossier_id FROM found)"
        )
        params += [*reach_params, query]
    return " AND ".join(where), params


def _narrowed(scope: Scope, filters: Filters, reading: Reading) -> tuple[str, list[Any]]:
    base, params = _base(scope, filters, reading)
    where = [base]
    if chosen := [_STATES[state] for state in filters.state if state in _STATES]:
        where.append(f"({' OR '.join(chosen)})")
    dues = []
    for due in filters.due:
        if due == "over":
            dues.append("s.next_due < %s")
            params.append(reading.day)
        elif due == "near":
            near, near_params = warning_days.near(warning_days.thresholds(), "s", reading.day)
            dues.append(near)
            params += near_params
        elif due == "suspended":
            dues.append("s.suspended")
    if dues:
        where.append(f"({' OR '.join(dues)})")
    for column, values in (("stage", filters.stage), ("level", filters.level)):
        if values:
            where.append(f"s.{column} = ANY(%s)")
            params.append(list(values))
    if filters.keeper:
        where.append("s.keeper_id = ANY(%s)")
        params.append([int(keeper) for keeper in filters.keeper if keeper.isdigit()])
    return " AND ".join(where), params


def _kinds(filters: Filters) -> Sequence[str]:
    return [kind for kind in filters.kinds if not filters.kind or kind in filters.kind]


Key = tuple[str, str]


def _read_key(text: str, order: str) -> Key | None:
    first, found, second = text.partition("~")
    if not found:
        return None
    if order == NUMBER:
        return first, second
    if not second.isdigit() or len(second) > 18:
        return None
    try:
        return (date.fromisoformat(first).isoformat() if first else "", second)
    except ValueError:
        return None


def _by_day(
    scope: Scope, filters: Filters, reading: Reading, order: str, key: Key | None, backwards: bool, size: int
) -> list[Listed]:
    """Days ascending, dossiers without one last."""
    column = "next_due" if order == DUE else "watched_from"
    way, nulls = ("DESC", "NULLS FIRST") if backwards else ("ASC", "NULLS LAST")
    # A few committees, or what search found, are taken whole and sorted; the whole country is read along its index.
    whole = scope.committees is not None or bool(filters.text.strip())
    take = _sorted_once if whole else _merged
    inner, values = take(scope, filters, reading, column, key, backwards, size)
    return _read(inner, values, f"t.{column} {way} {nulls}, t.dossier_id {way}", size)


def _sorted_once(
    scope: Scope, filters: Filters, reading: Reading, column: str, key: Key | None, backwards: bool, size: int
) -> tuple[str, list[Any]]:
    where, params = _narrowed(scope, filters, reading)
    sign = "<" if backwards else ">"
    bound, bounds = "TRUE", []
    if key and key[0]:
        bound, bounds = f"(w.{column}, w.dossier_id) {sign} (%s, %s)", list(key)
        bound += "" if backwards else f" OR w.{column} IS NULL"
    elif key:
        bound, bounds = f"w.{column} IS NULL AND w.dossier_id {sign} %s", [key[1]]
        bound = f"w.{column} IS NOT NULL OR ({bound})" if backwards else bound
    way, nulls = ("DESC", "NULLS FIRST") if backwards else ("ASC", "NULLS LAST")
    inner = (
        f"WITH whole AS MATERIALIZED (SELECT {_COLUMNS} FROM derived.standing s WHERE {where}"
        f" AND s.dossier_kind = ANY(%s)) SELECT * FROM whole w WHERE {bound}"
        f" ORDER BY w.{column} {way} {nulls}, w.dossier_id {way} LIMIT %s"
    )
    return inner, [*params, list(_kinds(filters)), *bounds, size]


def _merged(
    scope: Scope, filters: Filters, reading: Reading, column: str, key: Key | None, backwards: bool, size: int
) -> tuple[str, list[Any]]:
    """One ordered scan for each kind and for days and no days, each as long as the page."""
    where, params = _narrowed(scope, filters, reading)
    way, sign = ("DESC", "<") if backwards else ("ASC", ">")
    scans: list[str] = []
    values: list[Any] = []

    def scan(kind: str, bound: str, bounds: Iterable[Any]) -> None:
        # Ordered by the day even where it is null, or PostgreSQL does not see that the index gives the order.
        scans.append(
            f"(SELECT {_COLUMNS} FROM derived.standing s WHERE {where} AND s.dossier_kind = %s AND {bound}"
            f" ORDER BY s.{column} {way}, s.dossier_id {way} LIMIT %s)"
        )
        values.extend([*params, kind, *bounds, size])

    for kind in _kinds(filters):
        if key is None or key[0]:
            bound = f"(s.{column}, s.dossier_id) {sign} (%s, %s)" if key else f"s.{column} IS NOT NULL"
            scan(kind, bound, key or ())
        elif backwards:
            scan(kind, f"s.{column} IS NOT NULL", ())
        if key is None or (key[0] and not backwards):
            scan(kind, f"s.{column} IS NULL", ())
        elif not key[0]:
            scan(kind, f"s.{column} IS NULL AND s.dossier_id {sign} %s", (key[1],))
    return " UNION ALL ".join(scans) or f"SELECT {_COLUMNS} FROM derived.standing s WHERE FALSE", values


def _by_number(
    scope: Scope, filters: Filters, reading: Reading, order: str, key: Key | None, backwards: bool, size: int
) -> list[Listed]:
    where, params = _narrowed(scope, filters, reading)
    way, sign = ("DESC", "<") if backwards else ("ASC", ">")
    bound = f" AND (b.code, d.number) {sign} (%s, %s)" if key else ""
    ordered = f"b.code {way}, d.number {way}"
    inner = (
        f"SELECT {_COLUMNS}, b.code AS order_code, d.number AS order_number FROM derived.standing s"
        " JOIN ledger_dossier d ON d.id = s.dossier_id JOIN directory_committee b ON b.id = d.committee_id"
        f" WHERE {where} AND s.dossier_kind = ANY(%s){bound} ORDER BY {ordered} LIMIT %s"
    )
    values = [*params, list(_kinds(filters)), *(key or ()), size]
    return _read(inner, values, f"t.order_code {way}, t.order_number {way}", size)


def _read(inner: str, values: Sequence[Any], ordered: str, size: int) -> list[Listed]:
    found = rows_of(
        "SELECT t.dossier_id, b.code, d.number, d.title, t.dossier_kind, t.stage, t.level, t.watched, t.was_watched,"
        " t.proposed, t.suspended, t.accused, t.watched_from, t.next_due, t.next_limit, o.name"
        f" FROM ({inner}) t JOIN ledger_dossier d ON d.id = t.dossier_id"
        " JOIN directory_committee b ON b.id = t.committee_id"
        f" JOIN directory_officer o ON o.id = t.keeper_id ORDER BY {ordered} LIMIT %s",
        [*values, size],
    )
    return [
        Listed(
            dossier_id=row[0],
            committee_code=row[1],
            number=row[2],
            title=row[3],
            kind=DossierKind(row[4]),
            stage=row[5],
            level=row[6],
            watched=row[7],
            was_watched=row[8],
            proposed=row[9],
            suspended=row[10],
            accused=row[11],
            watched_from=row[12],
            next_due=row[13],
            next_limit=row[14],
            keeper=row[15],
        )
        for row in found
    ]


def newest_of(dossier_ids: Sequence[int], reading: Reading) -> dict[int, Newest]:
    """The newest act of each dossier that stands on the day read."""
    limit = "" if reading.known.is_now else " AND {0}.position <= %s"
    known = [] if reading.known.is_now else [reading.known.position]
    found = rows_of(
        "SELECT DISTINCT ON (a.dossier_id) a.dossier_id, a.kind, a.effective_on, a.issuer FROM ledger_act a"
        f" LEFT JOIN ledger_act r ON r.replaces_id = a.position{limit.format('r')}"
        f" WHERE a.dossier_id = ANY(%s){limit.format('a')} AND a.effective_on <= %s AND a.kind <> %s"
        " AND r.position IS NULL"
        " ORDER BY a.dossier_id, a.effective_on DESC, a.position DESC",
        [*known, list(dossier_ids), *known, reading.day, ANNULLED],
    )
    return {row[0]: Newest(row[1], row[2], row[3]) for row in found}
