"""What the desk shows: deadlines that are open and that were met, what is new, what is proposed for the list.

At the present the numbers come from sums by the day (derived.due_day), and the lines along an index, as many as are
shown; read otherwise, every deadline within reach is looked at.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from liemchinh.directory.access import Scope
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import FAR
from liemchinh.kernel.known import UNBOUNDED
from liemchinh.ledger import counting, models
from liemchinh.ledger.counting import LAST, PASSING
from liemchinh.ledger.queries import Reading, reach, rows_of

_OPEN = f"c.until = {UNBOUNDED} AND c.till = '{FAR.isoformat()}'"
_PASSING = f"c.until = {UNBOUNDED} AND c.till < '{FAR.isoformat()}'"
_ALL = "ARRAY(SELECT id FROM directory_committee)"


@dataclass(frozen=True, slots=True)
class Due:
    """One open deadline with its dossier."""

    due_on: date
    limit_code: str
    lapses: bool
    started_by: int
    started_kind: str
    started_on: date
    committee_code: str
    number: str
    title: str
    keeper: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `first` to `last`, of which at most `most` deadlines are wanted, the nearest first."""

    first: date = date.min
    last: date = FAR
    most: int = 200


def deadlines(
    scope: Scope,
    reading: Reading,
    *,
    keeper_id: int | None = None,
    stretches: Sequence[Stretch] = (Stretch(),),
) -> list[Due]:
    """Open deadlines of each stretch, the nearest first; those whose right merely lapses only while they lie ahead."""
    scope.require(Right.READ_DOSSIERS)
    near, params = (_along_index if reading.is_current else _all_held)(scope, reading, keeper_id)
    wanted = [[one.first for one in stretches], [one.last for one in stretches], [one.most for one in stretches]]
    stands, standing = reading.held("s")
    found = rows_of(
        "WITH w AS (SELECT * FROM unnest(%s::date[], %s::date[], %s::int[]) WITH ORDINALITY w (low, high, most, at)),"
        f" near AS MATERIALIZED ({near}), numbered AS (SELECT n.*,"
        "  row_number() OVER (PARTITION BY n.at ORDER BY n.due_on, n.dossier_id, n.id) AS place FROM near n)"
        " SELECT c.due_on, c.limit_code, c.lapses, c.act_id, a.kind, a.effective_on, b.code, d.number, d.title, o.name"
        " FROM numbered n JOIN derived.deadline c ON c.id = n.id JOIN ledger_dossier d ON d.id = c.dossier_id"
        " JOIN ledger_act a ON a.position = c.act_id JOIN directory_committee b ON b.id = c.committee_id"
        f" JOIN derived.standing s ON s.dossier_id = c.dossier_id AND {stands}"
        " JOIN directory_officer o ON o.id = s.keeper_id WHERE n.place <= n.most ORDER BY n.at, n.place",
        [*wanted, *params, *standing],
    )
    return [Due(*row) for row in found]


def _along_index(scope: Scope, reading: Reading, keeper_id: int | None) -> tuple[str, list[Any]]:
    """As many open deadlines of each stretch as are wanted, and what holds on the day but passes without an act."""
    kept, keeping = _kept(reading, keeper_id)
    reached, reach_params = reach(scope, "c")
    apart, bounded = "", ""
    committees: list[Any] = []
    if scope.committees is not None:
        apart, bounded = " CROSS JOIN unnest(%s::bigint[]) AS k (id)", "c.committee_id = k.id AND "
        committees = [sorted(scope.committees)]
    elif keeper_id is not None:
        apart, bounded = f" CROSS JOIN unnest({_ALL}) AS k (id)", "c.committee_id = k.id AND "
    return (
        "SELECT w.at, w.most, t.* FROM w"
        " CROSS JOIN (VALUES (FALSE, DATE '0001-01-01'), (TRUE, %s::date)) q (lapses, low)"
        f"{apart} CROSS JOIN LATERAL (SELECT c.id, c.dossier_id, c.due_on FROM derived.deadline c"
        f"  WHERE {bounded}{_OPEN} AND c.lapses = q.lapses AND c.due_on BETWEEN greatest(w.low, q.low) AND w.high"
        f'  AND c."on" <= %s {kept} ORDER BY c.due_on, c.dossier_id, c.id LIMIT w.most) t'
        " UNION ALL SELECT w.at, w.most, c.id, c.dossier_id, c.due_on FROM derived.deadline c"
        f' JOIN w ON c.due_on BETWEEN w.low AND w.high WHERE {_PASSING} AND c.till > %s AND c."on" <= %s'
        f" AND (NOT c.lapses OR c.due_on >= %s) AND {reached} {kept}",
        [
            reading.day, *committees, reading.day, *keeping,
            reading.day, reading.day, reading.day, *reach_params, *keeping,
        ],
    )  # fmt: skip


def _all_held(scope: Scope, reading: Reading, keeper_id: int | None) -> tuple[str, list[Any]]:
    """Every deadline that was open on the day."""
    within, params = reach(scope, "c")
    held, more = reading.held("c")
    kept, keeping = _kept(reading, keeper_id)
    return (
        "SELECT w.at, w.most, c.id, c.dossier_id, c.due_on FROM derived.deadline c"
        f" JOIN w ON c.due_on BETWEEN w.low AND w.high WHERE {within} AND {held} AND (NOT c.lapses OR c.due_on >= %s)"
        f" {kept}",
        [*params, *more, reading.day, *keeping],
    )


def _kept(reading: Reading, keeper_id: int | None) -> tuple[str, list[Any]]:
    """The condition that an officer keeps the dossier of a deadline `c` on the day read."""
    if keeper_id is None:
        return "", []
    held, params = reading.held("s")
    return (
        "AND EXISTS (SELECT FROM derived.standing s"
        f" WHERE s.dossier_id = c.dossier_id AND s.keeper_id = %s AND {held})",
        [keeper_id, *params],
    )


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many deadlines of one day are open and how many were met."""

    day: date
    open: int
    met: int


def due_days(scope: Scope, reading: Reading, first: date, last: date, *, keeper_id: int | None = None) -> list[DueDay]:
    """Deadlines by their day from `first` to `last`; open ones before and after stand on the day before and after."""
    scope.require(Right.READ_DOSSIERS)
    lines, params = (_summed if reading.is_current else _looked_at)(scope, reading, keeper_id)
    found = rows_of(
        "SELECT greatest(least(due_on, %s), %s), sum(open)::bigint,"
        f" (sum(met) FILTER (WHERE due_on BETWEEN %s AND %s))::bigint FROM ({lines}) l"
        " WHERE NOT lapses OR due_on >= %s GROUP BY 1 ORDER BY 1",
        [last + timedelta(days=1), first - timedelta(days=1), first, last, *params, reading.day],
    )
    return [DueDay(day, opened, met or 0) for day, opened, met in found if opened or met]


def _summed(scope: Scope, reading: Reading, keeper_id: int | None) -> tuple[str, list[Any]]:
    """From the sums, set right by what begins or passes without an act."""
    where: list[str] = ["d.keeper_id = %s"]
    params: list[Any] = [keeper_id or 0]
    if scope.committees is not None:
        where.append("d.committee_id = ANY(%s)")
        params.append(sorted(scope.committees))
    else:
        where.append("d.committee_id = 0" if keeper_id is None else f"d.committee_id = ANY({_ALL})")
    reached, reach_params = reach(scope, "c")
    kept, kept_params = _kept(reading, keeper_id)
    both = [*reach_params, *kept_params]
    return (
        f"SELECT d.lapses, d.due_on, d.open, d.met FROM derived.due_day d WHERE {' AND '.join(where)} UNION ALL"
        f' SELECT c.lapses, c.due_on, -1, 0 FROM derived.deadline c WHERE {_OPEN} AND c."on" > %s'
        f" AND c.due_on IS NOT NULL AND {reached} {kept} UNION ALL"
        ' SELECT c.lapses, c.due_on, (c."on" <= %s)::int, -(c.till = c.ended_on)::int FROM derived.deadline c'
        f" WHERE {_PASSING} AND c.till > %s AND c.due_on IS NOT NULL AND {reached} {kept}",
        [*params, reading.day, *both, reading.day, reading.day, *both],
    )


def _looked_at(scope: Scope, reading: Reading, keeper_id: int | None) -> tuple[str, list[Any]]:
    """From every deadline within reach."""
    within, params = reach(scope, "c")
    believed, more = reading.believed("c")
    kept, kept_params = _kept(reading, keeper_id)
    return (
        "SELECT c.lapses, c.due_on, (c.till > %s)::int AS open, (c.till <= %s)::int AS met FROM derived.deadline c"
        f' WHERE {within} AND {believed} AND c."on" <= %s AND c.due_on IS NOT NULL'
        f" AND (c.till > %s OR c.till = c.ended_on) {kept}",
        [reading.day, reading.day, *params, *more, reading.day, reading.day, *kept_params],
    )


def newest_acts(scope: Scope, reading: Reading, since: datetime, *, limit: int = 8) -> tuple[list[models.Act], int]:
    """Acts that came into the register since a moment, the newest first, and how many there are."""
    scope.require(Right.READ_DOSSIERS)
    found = models.Act.objects.filter(recorded_at__gte=since)
    if not reading.known.is_now:
        found = found.filter(position__lte=reading.known.position)
    if scope.committees is not None:
        found = found.filter(committee_id__in=scope.committees)
    rows = found.select_related("dossier", "dossier__committee", "officer").order_by("-recorded_at", "-position")
    return list(rows[:limit]), found.count()


def proposals(scope: Scope, reading: Reading, *, limit: int = 5) -> tuple[list[tuple[str, str, str, date]], int]:
    """Dossiers proposed for the watch list that nobody put on it: committee, number, title, day; and how many."""
    scope.require(Right.READ_DOSSIERS)
    within, params = reach(scope, "s")
    wanted = f"{within} AND s.proposed AND s.stage <> 'ended'"
    if reading.is_current:
        ordered = 'ORDER BY s."on" DESC, s.dossier_id LIMIT %s'
        rows = (
            f'(SELECT s.id FROM derived.standing s WHERE {LAST} AND s."on" <= %s AND {wanted} {ordered}) UNION ALL'
            f' (SELECT s.id FROM derived.standing s WHERE {PASSING} AND s.till > %s AND s."on" <= %s AND {wanted})'
        )
        values = [reading.day, *params, limit, reading.day, reading.day, *params]
    else:
        held, more = reading.held("s")
        rows, values = f"SELECT s.id FROM derived.standing s WHERE {held} AND {wanted}", [*more, *params]
    counted, counting_params = counting.proposed(scope, reading)
    found = rows_of(
        f'SELECT b.code, d.number, d.title, s."on", ({counted}) FROM ({rows}) p JOIN derived.standing s ON s.id = p.id'
        " JOIN ledger_dossier d ON d.id = s.dossier_id JOIN directory_committee b ON b.id = s.committee_id"
        ' ORDER BY s."on" DESC, s.dossier_id LIMIT %s',
        [*counting_params, *values, limit],
    )
    return [(row[0], row[1], row[2], row[3]) for row in found], found[0][4] if found else 0
