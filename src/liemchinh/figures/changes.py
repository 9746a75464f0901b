"""What the register said of one figure as its knowledge grew: the entries at which the value changed.

Every line of evidence says over which positions it was believed. A value therefore changes only where one begins or
ends, and the act at that position is what changed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from liemchinh.directory.places import Place
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Flow, Stock, Total
from liemchinh.figures.tally import COUNTED_ONCE, where
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import NOW, UNBOUNDED, Known
from liemchinh.ledger.models import Act


@dataclass(frozen=True, slots=True)
class Change:
    """An entry at which a value changed: from `known` on the register said `value`.

    `act` is the act entered there; None when the opening of a dossier changed the value.
    """

    known: Known
    moment: datetime
    value: Decimal
    difference: Decimal
    act: Act | None


def changes(code: str, place: Place, period: Period, known: Known = NOW) -> list[Change]:
    """Every change of the figure up to `known`, in the order of the register: three statements at most.

    The value of the last one is the value of the figure; empty while nothing was ever counted.
    """
    indicator = INDICATORS[code]
    moved: Counter[int] = Counter()
    for part in indicator.parts if isinstance(indicator, Total) else (code,):
        for position, difference in _moves(part, place, period, known):
            moved[position] += difference
    positions = sorted(position for position, difference in moved.items() if difference)
    acts = {
        act.position: act
        for act in Act.objects.filter(position__in=positions).select_related("dossier__committee", "related")
    }
    moments = {position: act.recorded_at for position, act in acts.items()} | _openings(
        [position for position in positions if position not in acts]
    )
    found: list[Change] = []
    value = Decimal(0)
    for position in positions:
        value += moved[position]
        found.append(
            Change(
                Known(position), timezone.localtime(moments[position]), value, Decimal(moved[position]),
                acts.get(position),
            )
        )  # fmt: skip
    return found


def _openings(positions: Sequence[int]) -> dict[int, datetime]:
    if not positions:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, recorded_at FROM ledger_dossier WHERE position = ANY(%s)", [list(positions)])
        return dict(cursor.fetchall())


def _moves(code: str, place: Place, period: Period, known: Known) -> Iterator[tuple[int, int]]:
    """Position and difference of each change of a leaf; several may stand at one position."""
    indicator = INDICATORS[code]
    if isinstance(indicator, Flow):
        condition, params = where(indicator.of)
        table, days, bounds = "derived.deed", "effective_on BETWEEN %s AND %s", [period.first, period.last]
        thing = COUNTED_ONCE[indicator.distinct] if indicator.distinct else "''"
        share = "amount" if indicator.sums else "1"
    elif isinstance(indicator, Stock):
        condition, params = where(indicator.at)
        table, days, bounds = "derived.span", '"on" <= %s AND till > %s', [period.last, period.last]
        thing, share = "''", "1"
    else:
        return
    if place.territories is not None:
        condition += " AND territory_id = ANY(%s)"
        params.append(sorted(place.territories))
    rows = _rows(table, f"{condition} AND {days}", [*params, *bounds], thing, share, known)
    if not (isinstance(indicator, Flow) and indicator.distinct):
        yield from ((position, difference) for position, _, difference in rows)
        return
    held: Counter[str] = Counter()
    for position, name, difference in rows:
        before = held[name]
        held[name] += difference
        yield position, (held[name] > 0) - (before > 0)


def _rows(
    table: str, condition: str, params: list[Any], thing: str, share: str, known: Known
) -> list[tuple[int, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH slice AS MATERIALIZED"  # noqa: S608
            f" (SELECT {thing} AS thing, {share} AS share, since, until FROM {table} WHERE {condition} AND since <= %s)"
            " SELECT position, thing, sum(difference)::bigint FROM ("
            "  SELECT since AS position, thing, share AS difference FROM slice"
            "  UNION ALL SELECT until, thing, -share FROM slice WHERE until <= %s) AS moves"
            " GROUP BY position, thing HAVING sum(difference) <> 0 ORDER BY position, thing",
            [*params, known.position, min(known.position, UNBOUNDED - 1)],
        )
        return [(int(position), str(name), int(difference)) for position, name, difference in cursor.fetchall()]
