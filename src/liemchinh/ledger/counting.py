"""Exact counts for every filter of a list.

Read at the present, they come from the census (ledger/census.py): as many rows as there are cells, however many
dossiers. What changes by itself between two days (a last stretch that has not begun, one before it that still holds) is
set right by the rows concerned. Read as known earlier, on an earlier day, or among what a search found, the dossiers
are passed through and grouped: exact as well, and as long as they are many.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from liemchinh.directory.access import Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import FAR
from liemchinh.kernel.known import UNBOUNDED
from liemchinh.ledger import search, warning_days
from liemchinh.ledger.queries import Reading, reach, rows_of
from liemchinh.ledger.warning_days import Thresholds

GROUPS: Final = ("kind", "state", "due", "stage", "level", "keeper")
CELL: Final = "derived.cell_of(s.dossier_kind, s.watched, s.was_watched, s.proposed, s.stage, s.level, s.suspended)"
LAST: Final = f"s.until = {UNBOUNDED} AND s.till = '{FAR.isoformat()}'"
"""The last stretch of a dossier, as believed now."""
PASSING: Final = f"s.until = {UNBOUNDED} AND s.till < '{FAR.isoformat()}'"
"""An earlier stretch, as believed now."""
_ALL: Final = "all"
_UNSET: Final = Thresholds({}, {})


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

    @property
    def keepers(self) -> list[int]:
        """The keepers chosen, as the database numbers them."""
        return [int(keeper) for keeper in self.keeper if keeper.isdigit() and len(keeper) < 19]


@dataclass(frozen=True, slots=True)
class Cell:
    """Dossiers that share every value a filter asks for, but for their keeper. `name`: as derived.standing has it."""

    name: str
    kind: str
    state: str
    stage: str
    level: str
    suspended: bool
    due: str
    count: int
    accused: int

    @classmethod
    def of(cls, name: str, due: str, count: int, accused: int) -> Cell:
        """A cell by its name."""
        kind, state, stage, level, suspended = name.split("/")
        return cls(name, kind, state, stage, level, bool(suspended), due, count, accused)

    def values(self, group: str) -> tuple[str, ...]:
        """The values by which a group finds this cell."""
        if group == "due":
            return (*([self.due] if self.due else []), *(["suspended"] if self.suspended else []))
        value: str = getattr(self, group)
        return (value,) if value else ()


@dataclass(frozen=True, slots=True)
class Counts:
    """The cells that the chosen keepers leave, and every count that follows from them.

    `keepers`: how many dossiers of each keeper the other groups leave: of all within reach, of those chosen where a
    reader reaches the whole country and would be offered some eight hundred. `names`: what they
    are called, as far as it is known; `warned`: from when a limit was near.
    """

    cells: tuple[Cell, ...]
    filters: Filters
    warned: Thresholds
    keepers: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def kept(self, leaving_out: str = "") -> Iterator[Cell]:
        """The cells that the filters leave; one group may be left out of the question."""
        for cell in self.cells:
            if all(
                group in {leaving_out, "keeper"}
                or not (chosen := getattr(self.filters, group))
                or set(chosen) & set(cell.values(group))
                for group in GROUPS
            ):
                yield cell

    @property
    def total(self) -> int:
        """How many dossiers the filters leave."""
        return sum(cell.count for cell in self.kept())

    @property
    def accused(self) -> int:
        """How many stand under charge in them."""
        return sum(cell.accused for cell in self.kept())

    def of(self, group: str) -> Mapping[str, int]:
        """How many dossiers each value of a group would show, the other groups as chosen."""
        if group == "keeper":
            return self.keepers
        found: dict[str, int] = {}
        for cell in self.kept(leaving_out=group):
            for value in cell.values(group):
                found[value] = found.get(value, 0) + cell.count
        return found

    def by_kind(self) -> dict[str, int]:
        """What the list holds, by kind."""
        found: dict[str, int] = {}
        for cell in self.kept():
            found[cell.kind] = found.get(cell.kind, 0) + cell.count
        return found


def counts(scope: Scope, filters: Filters, reading: Reading, warned: Thresholds) -> Counts:
    """Every count of a list: two statements at the present, one otherwise. `warned`: from when a limit is near."""
    scope.require(Right.READ_DOSSIERS)
    if reading.is_current and not filters.text.strip():
        return from_census(scope, filters, reading, warned)
    return passed_through(scope, filters, reading, warned)


def keepers(found: Counts) -> dict[str, str]:
    """Names of the officers who keep the dossiers counted, and of those chosen."""
    unknown = {*found.keepers, *map(str, found.filters.keepers)} - set(found.names)
    names = dict(found.names)
    if unknown:
        names |= {str(pk): name for pk, name in Officer.objects.filter(pk__in=unknown).values_list("pk", "name")}
    return dict(sorted(names.items(), key=lambda one: one[1]))


def proposed(scope: Scope, reading: Reading) -> tuple[str, list[Any]]:
    """The statement that counts dossiers proposed for the list, not put on it and not ended, and its values."""
    wanted = "cell LIKE '%%/proposed/%%' AND cell NOT LIKE '%%/ended/%%'"
    if reading.is_current:
        lines, params = _lines(scope, reading, _UNSET, "= 0", [], by_due=False)
        return f"SELECT sum(count)::bigint FROM ({lines}) l WHERE due = 'all' AND {wanted}", params
    where, params = among(scope, Filters(kinds=()), reading)
    cells = f"SELECT {CELL} AS cell FROM derived.standing s WHERE {where}"
    return f"SELECT count(*) FROM ({cells}) l WHERE {wanted}", params


# By the census -------------------------------------------------------------------------------------------------------


def from_census(scope: Scope, filters: Filters, reading: Reading, warned: Thresholds) -> Counts:
    """The counts at the present."""
    lines, params = _lines(scope, reading, warned, "= 0", [])
    if filters.keeper:
        more, values = _lines(scope, reading, warned, "= ANY(%s)", [filters.keepers])
        lines, params = f"{lines} UNION ALL {more}", [*params, *values]
    found = rows_of(
        f"SELECT keeper_id <> 0, cell, due, sum(count)::bigint, sum(accused)::bigint FROM ({lines}) l GROUP BY 1, 2, 3",
        params,
    )
    everyone = Counts(_cells(filters, (row[1:] for row in found if not row[0])), filters, warned)
    narrowed = _cells(filters, (row[1:] for row in found if row[0])) if filters.keeper else everyone.cells
    by_keeper = _by_keeper(scope, reading, everyone) if scope.committees is not None or filters.keeper else {}
    names = {keeper: name for keeper, (name, _) in by_keeper.items()}
    return Counts(narrowed, filters, warned, {keeper: count for keeper, (_, count) in by_keeper.items()}, names)


def _cells(filters: Filters, rows: Iterable[tuple[Any, ...]]) -> tuple[Cell, ...]:
    """Cells without a due day of interest are what the whole leaves over."""
    sums: dict[str, dict[str, list[int]]] = {}
    for name, due, count, accused in rows:
        if name.partition("/")[0] in filters.kinds:
            sums.setdefault(name, {})[due] = [count, accused]
    found = []
    for name, by_due in sums.items():
        rest = by_due.pop(_ALL, [0, 0])
        for due, (count, accused) in by_due.items():
            rest = [rest[0] - count, rest[1] - accused]
            found.append(Cell.of(name, due, count, accused))
        found.append(Cell.of(name, "", *rest))
    return tuple(cell for cell in found if cell.count)


def _by_keeper(scope: Scope, reading: Reading, everyone: Counts) -> dict[str, tuple[str, int]]:
    """Name, and how many of the dossiers kept each keeper has; a cell kept whole is counted whole."""
    dues: dict[str, set[str]] = {}
    for cell in everyone.cells:
        dues.setdefault(cell.name, set()).add(cell.due)
    wanted: dict[str, set[str]] = {}
    for cell in everyone.kept():
        wanted.setdefault(cell.name, set()).add(cell.due)
    pairs = [
        (name, due) for name, kept in wanted.items() for due in ((_ALL,) if kept == dues[name] else sorted(kept - {""}))
    ]
    by_due = any(due != _ALL for _, due in pairs)
    whose: tuple[str, list[Any]] = ("<> 0", [])
    if scope.committees is None:
        whose = ("= ANY(%s)", [everyone.filters.keepers])
    lines, params = _lines(scope, reading, everyone.warned, *whose, by_due=by_due)
    found = rows_of(
        f"SELECT k.keeper_id, o.name, k.count FROM (SELECT keeper_id, sum(count)::bigint AS count FROM ({lines}) l"
        " JOIN unnest(%s::text[], %s::text[]) AS wanted (cell, due) USING (cell, due)"
        " GROUP BY keeper_id HAVING sum(count) <> 0) k JOIN directory_officer o ON o.id = k.keeper_id",
        [*params, [name for name, _ in pairs], [due for _, due in pairs]],
    )
    return {str(keeper): (name, count) for keeper, name, count in found}


def _lines(
    scope: Scope, reading: Reading, warned: Thresholds, keeper: str, chosen: list[Any], *, by_due: bool = True
) -> tuple[str, list[Any]]:
    """Lines of (keeper_id, cell, due, count, accused) within reach; they add up to what holds on the day read.

    `keeper`: the condition on the keeper's number, 0 standing for all of them; `chosen`: its values. `by_due`: beside
    the whole also what is over and what is near.
    """
    whole = scope.committees is None and keeper == "= 0"
    if whole:
        within, params = "committee_id = 0", chosen
    elif scope.committees is None:
        within, params = "committee_id = ANY(ARRAY(SELECT id FROM directory_committee))", chosen
    else:
        within, params = "committee_id = ANY(%s)", [sorted(scope.committees), *chosen]
    where = f"{within} AND keeper_id {keeper}"
    parts = [_whole(where, params), _set_right(scope, reading, warned, keeper, chosen)]
    if by_due:
        parts += [_by_month(where, params, reading), _by_day(where, params, reading, _UNSET if whole else warned)]
    if by_due and whole and warned.own:
        parts.append(_warned_otherwise(reading, warned))
    return " UNION ALL ".join(part for part, _ in parts), [value for _, values in parts for value in values]


def _whole(where: str, params: list[Any]) -> tuple[str, list[Any]]:
    """All dossiers."""
    return (
        f"SELECT keeper_id, cell, 'all' AS due, count, accused FROM derived.census WHERE {where} AND grain = 'all'",
        params,
    )


def _by_month(where: str, params: list[Any], reading: Reading) -> tuple[str, list[Any]]:
    """Those whose deadline passed in an earlier month."""
    return (
        "SELECT keeper_id, cell, 'over', count, accused FROM derived.census"
        f" WHERE {where} AND grain = 'month' AND due < %s",
        [*params, reading.day.replace(day=1)],
    )


def _days(where: str) -> str:
    """Rows of the census by day that read as rows of derived.standing."""
    return (
        "(SELECT committee_id, keeper_id, cell, due AS next_due, next_limit, count, accused FROM derived.census"
        f" WHERE {where} AND grain = 'day' AND due BETWEEN %s AND %s)"
    )


def _by_day(where: str, params: list[Any], reading: Reading, warned: Thresholds) -> tuple[str, list[Any]]:
    """Those whose deadline passed this month or is near."""
    near, near_params = warning_days.near(warned, "s", reading.day)
    last = reading.day + timedelta(days=warning_days.furthest(warned))
    return (
        "SELECT s.keeper_id, s.cell, CASE WHEN s.next_due < %s THEN 'over' ELSE 'near' END, s.count, s.accused"
        f" FROM {_days(where)} s WHERE s.next_due < %s OR {near}",
        [reading.day, *params, reading.day.replace(day=1), last, reading.day, *near_params],
    )


def _warned_otherwise(reading: Reading, warned: Thresholds) -> tuple[str, list[Any]]:
    """What is near, or is not, in offices that set their own days; the whole country is counted by the law's."""
    own, own_params = warning_days.near(warned, "s", reading.day)
    usual, usual_params = warning_days.near(_UNSET, "s", reading.day)
    last = reading.day + timedelta(days=warning_days.furthest(warned))
    return (
        "SELECT 0::bigint, s.cell, 'near', s.count * s.sign, s.accused * s.sign FROM (SELECT s.*,"
        f" ({own})::int - ({usual})::int AS sign FROM {_days('committee_id = ANY(%s) AND keeper_id = 0')} s) s"
        " WHERE s.sign <> 0",
        [*own_params, *usual_params, [pk for pk, _ in warning_days.deciding(warned)], reading.day, last],
    )


def _set_right(
    scope: Scope, reading: Reading, warned: Thresholds, keeper: str, chosen: list[Any]
) -> tuple[str, list[Any]]:
    """Last stretches that have not begun, taken off; earlier ones that still hold, added: for keeper, whole and due."""
    reached, reach_params = reach(scope, "s")
    near, near_params = warning_days.near(warned, "p", reading.day)
    columns = "s.committee_id, s.keeper_id, s.next_due, s.next_limit, s.accused"
    return (
        "SELECT k.keeper_id, p.cell, d.due, p.sign, p.sign * p.accused FROM ("
        f" SELECT {columns}, s.cell, -1 AS sign FROM derived.standing s"
        f' WHERE {LAST} AND s."on" > %s AND {reached} UNION ALL'
        f" SELECT {columns}, {CELL}, 1 FROM derived.standing s"
        f' WHERE {PASSING} AND s.till > %s AND s."on" <= %s AND {reached}) p'
        " CROSS JOIN LATERAL (VALUES (0), (p.keeper_id)) k (keeper_id)"
        f" CROSS JOIN LATERAL (VALUES ('all', TRUE), ('over', p.next_due < %s), ('near', {near})) d (due, holds)"
        f" WHERE d.holds AND k.keeper_id {keeper}",
        [reading.day, *reach_params, reading.day, reading.day, *reach_params, reading.day, *near_params, *chosen],
    )


# By passing through --------------------------------------------------------------------------------------------------


def among(scope: Scope, filters: Filters, reading: Reading) -> tuple[str, list[Any]]:
    """The condition on standings `s` within reach, at the two clocks, and found by the words typed."""
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
            "s.dossier_id IN (WITH found AS MATERIALIZED (SELECT w.dossier_id FROM derived.lookup_in_reach w"
            f" WHERE {reached} AND w.words @@ %s::tsquery) SELECT dossier_id FROM found)"
        )
        params += [*reach_params, query]
    return " AND ".join(where), params


def passed_through(scope: Scope, filters: Filters, reading: Reading, warned: Thresholds) -> Counts:
    """The counts at any two clocks and for any words: every dossier within reach is looked at."""
    where, params = among(scope, filters, reading)
    near, near_params = warning_days.near(warned, "s", reading.day)
    found = rows_of(
        f"SELECT s.keeper_id, {CELL} AS cell, CASE WHEN s.next_due < %s THEN 'over' WHEN {near} THEN 'near'"
        " ELSE '' END AS due, count(*), sum(s.accused)::bigint"
        f" FROM derived.standing s WHERE {where} AND s.dossier_kind = ANY(%s) GROUP BY 1, 2, 3",
        [reading.day, *near_params, *params, list(filters.kinds)],
    )
    chosen = set(filters.keepers) if filters.keeper else None
    offered = chosen or set() if scope.committees is None else None
    sums: dict[tuple[str, str], list[int]] = {}
    by_keeper: dict[str, int] = {}
    for keeper, name, due, count, accused in found:
        kept = any(True for _ in Counts((Cell.of(name, due, count, accused),), filters, warned).kept())
        if kept and (offered is None or keeper in offered):
            by_keeper[str(keeper)] = by_keeper.get(str(keeper), 0) + count
        if chosen is None or keeper in chosen:
            cell = sums.setdefault((name, due), [0, 0])
            cell[0] += count
            cell[1] += accused
    cells = tuple(Cell.of(name, due, *both) for (name, due), both in sums.items())
    return Counts(cells, filters, warned, by_keeper)
