"""Pages of lists from derived.standing, by key, in any of three orders.

At the present a page costs what it shows: for each cell that the filters keep (ledger/counting.py) the rows are taken
in the order of an index, from where the page before ended, and the best of them are shown; nothing is counted past and
nothing is sorted whole. Read as known earlier, on an earlier day, or among what a search found, the rows are taken
whole and sorted.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from liemchinh.directory.access import Scope
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import FAR
from liemchinh.law.acts import DossierKind
from liemchinh.law.book import ANNULLED
from liemchinh.ledger import warning_days
from liemchinh.ledger.counting import CELL, LAST, PASSING, Cell, Counts, Filters, among, counts
from liemchinh.ledger.queries import Reading, reach, rows_of
from liemchinh.ledger.warning_days import Thresholds

PAGE: Final = 20
DUE, LISTED, NUMBER = "due", "listed", "number"
"""The orders: by the nearest deadline, by the day put on the list, by number."""
_BY: Final = {
    DUE: ("due_at", "dossier_id"),
    LISTED: ("listed_at", "dossier_id"),
    NUMBER: ("committee_id", "number"),
}
_SORTED: Final = 1000
"""Up to so many rows that a due day keeps in a cell are taken and sorted; more are met soon along the order."""


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
    committee_id: int
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
            return f"{self.committee_id}~{self.number}"
        day = self.next_due if order == DUE else self.watched_from
        return f"{day.isoformat() if day else ''}~{self.dossier_id}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and whether there are lines after its last and before its first."""

    rows: tuple[Listed, ...]
    has_next: bool
    has_previous: bool


def page(
    scope: Scope, filters: Filters, reading: Reading, *, order: str = DUE, after: str = "", before: str = "",
    size: int = PAGE, counted: Counts | None = None,
) -> Page:  # fmt: skip
    """The lines after (or before) a key: the rows of the page, and one statement for the newest act of each.

    `counted`: the counts of the same list, when they are known already.
    """
    scope.require(Right.READ_DOSSIERS)
    walk = _Walk(scope, filters, reading, order, _read_key(before or after, order), bool(before), size + 1)
    if reading.is_current and not filters.text.strip():
        counted = counted or counts(scope, filters, reading, warning_days.thresholds())
        inner, values = walk.along_cells(counted)
    else:
        inner, values = walk.sorted_whole()
    found = walk.read(inner, values)
    more = len(found) > size
    found = found[:size]
    if walk.backwards:
        found.reverse()
    newest = newest_of([row.dossier_id for row in found], reading)
    rows = tuple(replace(row, newest=newest.get(row.dossier_id)) for row in found)
    return Page(rows, walk.backwards or more, more if walk.backwards else bool(after))


def _read_key(text: str, order: str) -> tuple[object, object] | None:
    first, found, second = text.partition("~")
    if not found:
        return None
    if order == NUMBER:
        return (int(first), second) if first.isdigit() and len(first) < 19 and "\0" not in second else None
    if not second.isdigit() or len(second) > 18:
        return None
    try:
        return (date.fromisoformat(first) if first else FAR, int(second))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Walk:
    """One page's way through the standings. `size`: one row more than the page has tells whether there is a next."""

    scope: Scope
    filters: Filters
    reading: Reading
    order: str
    key: tuple[object, object] | None
    backwards: bool
    size: int

    def _ordered(self, alias: str) -> str:
        way = "DESC" if self.backwards else "ASC"
        return ", ".join(f"{alias}.{column} {way}" for column in _BY[self.order])

    def _beyond(self, alias: str) -> tuple[str, list[Any]]:
        if self.key is None:
            return "TRUE", []
        first, second = _BY[self.order]
        return f"({alias}.{first}, {alias}.{second}) {'<' if self.backwards else '>'} (%s, %s)", list(self.key)

    def along_cells(self, counted: Counts) -> tuple[str, list[Any]]:
        """The ids of the page, from as many short walks as there are cells."""
        cells: dict[str, list[Cell]] = {}
        for cell in counted.kept():
            cells.setdefault(cell.name, []).append(cell)
        day = self.reading.day
        bounds = {name: _bounds(found[0], self.filters, day, counted.warned) for name, found in cells.items()}
        few = [
            name
            for name, found in cells.items()
            if bounds[name] and self.order != DUE and sum(cell.count for cell in found) <= _SORTED
        ]
        many = [name for name in cells if name not in set(few)]
        passing, values = self._passing(bounds, counted.warned)
        parts, params = [passing], values
        for names, arm in (
            (many, self._arm(counted.warned, sort=False)),
            (few, self._arm(counted.warned, sort=True)),
        ):
            if names:
                statement, arm_params = arm
                limits = [bounds[name] or (date.min, FAR) for name in names]
                parts.append(statement)
                params += [names, [low for low, _ in limits], [high for _, high in limits], *arm_params]
        return " UNION ALL ".join(f"({part})" for part in parts), params

    def _near(self, warned: Thresholds) -> tuple[str, list[Any]]:
        """Between the bounds of a cell lie limits that are near and others that are warned of later."""
        if "near" not in self.filters.due:
            return "TRUE", []
        near, params = warning_days.near(warned, "s", self.reading.day, due="due_at")
        over = "s.due_at < %s" if "over" in self.filters.due else "FALSE"
        return f"(c.high = '{FAR}' OR {over} OR {near})", [*([self.reading.day] if over != "FALSE" else []), *params]

    def _arm(self, warned: Thresholds, *, sort: bool) -> tuple[str, list[Any]]:
        """A walk along each cell, or the rows of each cell between its bounds, sorted."""
        first, second = _BY[self.order]
        apart = ""
        params: list[Any] = []
        where = [LAST, "s.cell = c.cell"]
        if self.filters.keeper:
            apart = " CROSS JOIN unnest(%s::bigint[]) k (id)"
            params.append(self.filters.keepers)
            where.append("s.keeper_id = k.id")
            within, reach_params = reach(self.scope, "s")
            where.append(within)
        elif self.scope.committees is not None:
            apart, reach_params = " CROSS JOIN unnest(%s::bigint[]) k (id)", []
            params.append(sorted(self.scope.committees))
            where.append("s.committee_id = k.id")
        else:
            reach_params = []
        where.append('s."on" <= %s')
        params += [*reach_params, self.reading.day]
        if self.order == DUE or sort:
            where.append("s.due_at BETWEEN c.low AND c.high")
        else:
            # Written so that no index answers it: the rows are to come in their order, and enough of them fit.
            where.append("s.due_at - c.low >= 0 AND s.due_at - c.high <= 0")
        for condition, more in (self._near(warned), self._beyond("s")):
            where.append(condition)
            params += more
        inner = f"SELECT s.id, s.{first}, s.{second} FROM derived.standing s WHERE {' AND '.join(where)}"
        if sort:
            inner = f"SELECT * FROM ({inner} OFFSET 0) s"
        inner += f" ORDER BY {self._ordered('s')} LIMIT %s"
        return (
            "SELECT t.* FROM unnest(%s::text[], %s::date[], %s::date[]) c (cell, low, high)"
            f"{apart} CROSS JOIN LATERAL ({inner}) t ORDER BY {self._ordered('t')} LIMIT %s",
            [*params, self.size, self.size],
        )

    def _passing(self, bounds: dict[str, tuple[date, date] | None], warned: Thresholds) -> tuple[str, list[Any]]:
        """Rows that still hold on the day although their dossier changes later without an act: few, mostly none."""
        first, second = _BY[self.order]
        limits = [bound or (date.min, FAR) for bound in bounds.values()]
        within, params = reach(self.scope, "s")
        where = [PASSING, 's.till > %s AND s."on" <= %s', within]
        values: list[Any] = [list(bounds), [low for low, _ in limits], [high for _, high in limits]]
        values += [self.reading.day, self.reading.day, *params]
        if self.filters.keeper:
            where.append("s.keeper_id = ANY(%s)")
            values.append(self.filters.keepers)
        for condition, more in (self._near(warned), self._beyond("s")):
            where.append(condition)
            values += more
        return (
            f"SELECT s.id, s.{first}, s.{second} FROM derived.standing s"
            f" JOIN unnest(%s::text[], %s::date[], %s::date[]) c (cell, low, high)"
            f" ON c.cell = {CELL} AND s.due_at BETWEEN c.low AND c.high"
            f" WHERE {' AND '.join(where)} ORDER BY {self._ordered('s')} LIMIT %s",
            [*values, self.size],
        )

    def sorted_whole(self) -> tuple[str, list[Any]]:
        """The ids of the page out of every row within reach."""
        first, second = _BY[self.order]
        where, params = among(self.scope, self.filters, self.reading)
        narrowed, more = _narrowed(self.filters, self.reading)
        beyond, bound = self._beyond("w")
        return (
            f"WITH whole AS MATERIALIZED (SELECT s.id, s.{first}, s.{second} FROM derived.standing s"
            f" WHERE {where} AND {narrowed}) SELECT w.* FROM whole w WHERE {beyond}"
            f" ORDER BY {self._ordered('w')} LIMIT %s",
            [*params, *more, *bound, self.size],
        )

    def read(self, inner: str, values: Sequence[Any]) -> list[Listed]:
        """The lines of the ids found, in their order."""
        found = rows_of(
            f"WITH found AS MATERIALIZED (SELECT t.id FROM ({inner}) t ORDER BY {self._ordered('t')} LIMIT %s)"
            " SELECT t.dossier_id, t.committee_id, b.code, d.number, d.title, t.dossier_kind, t.stage, t.level,"
            " t.watched, t.was_watched, t.proposed, t.suspended, t.accused, t.watched_from, t.next_due, t.next_limit,"
            " o.name FROM found JOIN derived.standing t ON t.id = found.id JOIN ledger_dossier d ON d.id = t.dossier_id"
            " JOIN directory_committee b ON b.id = t.committee_id JOIN directory_officer o ON o.id = t.keeper_id"
            f" ORDER BY {self._ordered('t')}",
            [*values, self.size],
        )
        return [
            Listed(
                dossier_id=row[0],
                committee_id=row[1],
                committee_code=row[2],
                number=row[3],
                title=row[4],
                kind=DossierKind(row[5]),
                stage=row[6],
                level=row[7],
                watched=row[8],
                was_watched=row[9],
                proposed=row[10],
                suspended=row[11],
                accused=row[12],
                watched_from=row[13],
                next_due=row[14],
                next_limit=row[15],
                keeper=row[16],
            )
            for row in found
        ]


def _bounds(cell: Cell, filters: Filters, day: date, warned: Thresholds) -> tuple[date, date] | None:
    """The due days by which a cell is kept; None: all of it."""
    if not filters.due or (cell.suspended and "suspended" in filters.due):
        return None
    last = timedelta(days=warning_days.furthest(warned)) if "near" in filters.due else -timedelta(days=1)
    return date.min if "over" in filters.due else day, day + last


def _narrowed(filters: Filters, reading: Reading) -> tuple[str, list[Any]]:
    kinds = [kind for kind in filters.kinds if not filters.kind or kind in filters.kind]
    where = ["s.dossier_kind = ANY(%s)"]
    params: list[Any] = [kinds]
    if filters.state:
        where.append("split_part(" + CELL + ", '/', 2) = ANY(%s)")
        params.append(list(filters.state))
    if filters.due:
        near, near_params = warning_days.near(warning_days.thresholds(), "s", reading.day)
        where.append(f"((%s AND s.next_due < %s) OR (%s AND {near}) OR (%s AND s.suspended))")
        over, soon, halted = (due in filters.due for due in ("over", "near", "suspended"))
        params += [over, reading.day, soon, *near_params, halted]
    for column, values in (("stage", filters.stage), ("level", filters.level)):
        if values:
            where.append(f"s.{column} = ANY(%s)")
            params.append(list(values))
    if filters.keeper:
        where.append("s.keeper_id = ANY(%s)")
        params.append(filters.keepers)
    return " AND ".join(where), params


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
