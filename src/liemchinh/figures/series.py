"""Values side by side in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from liemchinh.directory.places import Place
from liemchinh.figures.tally import tally
from liemchinh.kernel.calendar import Period, add_months
from liemchinh.kernel.known import NOW, Known

Values = dict[tuple[str, str], list[Decimal]]
"""One value for each period, by (indicator code, place code)."""


def quarters(until: date, *, count: int = 12) -> tuple[Period, ...]:
    """The last `count` quarters up to the one that holds `until`, which ends on that day."""
    first = date(until.year, 3 * ((until.month - 1) // 3) + 1, 1)
    starts = [add_months(first, 3 * (at - count + 1)) for at in range(count)]
    whole = [Period.quarter(start.year, (start.month + 2) // 3) for start in starts[:-1]]
    return (*whole, Period(first, until))


def series(codes: Iterable[str], places: Sequence[Place], periods: Sequence[Period], known: Known = NOW) -> Values:
    """Every computed indicator of `codes` for every place over `periods`, which stand side by side and do not overlap.

    Flows count what took effect in each period, stocks what held on its last day. Stated indicators are left out.
    """
    return {key: [value for value, _ in cells] for key, cells in tally(codes, places, periods, known).items()}
