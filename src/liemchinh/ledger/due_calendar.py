"""Deadlines by their day: open ones, and met ones on the day on which they would have ended."""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from liemchinh.directory.access import Scope
from liemchinh.directory.roles import DutyRole, Right
from liemchinh.ledger.queries import Reading, reach, rows_of


@dataclass(frozen=True, slots=True)
class DueOn:
    """One deadline on its day. `met_on`: when it was met; None while open. No name of a person, no title."""

    due_on: date
    limit_code: str
    committee_code: str
    number: str
    started_by: int
    recorded_at: datetime
    met_on: date | None


def own_keeper(scope: Scope) -> int | None:
    """Whose dossiers an officer is reminded of: a specialist's own; everybody else's are all within reach (None)."""
    return scope.officer_id if scope.roles[:1] == (DutyRole.SPECIALIST,) else None


def due_between(
    scope: Scope,
    reading: Reading,
    first: date,
    last: date,
    *,
    keeper_id: int | None = None,
    met: bool = True,
    limit: int = 5000,
) -> list[DueOn]:
    """Deadlines that end from `first` to `last` as read at the two clocks, by day and number.

    `keeper_id`: only the dossiers that this officer keeps on the day read. `met`: those that were met, too. Rights that
    merely lapse are listed while they lie ahead.
    """
    scope.require(Right.READ_DOSSIERS)
    within, params = reach(scope, "c")
    believed, more = reading.believed("c")
    where = [within, believed, 'c."on" <= %s', "c.due_on BETWEEN %s AND %s", "(NOT c.lapses OR c.due_on >= %s)"]
    params = [*params, *more, reading.day, first, last, reading.day]
    where.append("(c.till > %s OR c.till = c.ended_on)" if met else "c.till > %s")
    params.append(reading.day)
    if keeper_id is not None:
        kept, values = _kept(reading, keeper_id)
        where.append(kept)
        params += values
    found = rows_of(
        "SELECT c.due_on, c.limit_code, b.code, d.number, c.act_id, a.recorded_at,"
        " CASE WHEN c.ended_on <= %s THEN c.ended_on END"
        " FROM derived.deadline c JOIN ledger_dossier d ON d.id = c.dossier_id"
        " JOIN ledger_act a ON a.position = c.act_id JOIN directory_committee b ON b.id = c.committee_id"
        f" WHERE {' AND '.join(where)} ORDER BY c.due_on, d.number, b.code, c.limit_code, c.id LIMIT %s",
        [reading.day, *params, limit],
    )
    return [DueOn(*row) for row in found]


def _kept(reading: Reading, keeper_id: int) -> tuple[str, list[Any]]:
    held, params = reading.held("s")
    return (
        f"EXISTS (SELECT FROM derived.standing s WHERE s.dossier_id = c.dossier_id AND s.keeper_id = %s AND {held})",
        [keeper_id, *params],
    )
