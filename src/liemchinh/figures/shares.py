"""What one dossier adds to each indicator, and how a stock stood on many days: the same conditions as `compute`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from liemchinh.directory.places import Place
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Flow, Stock, Total
from liemchinh.figures.tally import tally
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import NOW, Known
from liemchinh.ledger.projection import Deed, Row, SpanRow


def shares(rows: Iterable[Row], period: Period) -> dict[str, Decimal]:
    """What the derived rows of one dossier add to every indicator they touch; flows over the period, stocks at its end.

    An indicator that counts persons, bodies or dossiers once counts each once in this dossier.
    """
    found = list(rows)
    deeds = [(row, row._asdict()) for row in found if isinstance(row, Deed) and row.effective_on in period]
    spans = [(row, row._asdict()) for row in found if isinstance(row, SpanRow) and row.on <= period.last < row.till]
    values: dict[str, Decimal] = {}
    for item in INDICATORS:
        if isinstance(item, Flow):
            counted = [row for row, columns in deeds if item.of.matches(columns)]
            if counted:
                values[item.code] = _flow(item, counted)
        elif isinstance(item, Stock) and (count := sum(item.at.matches(columns) for _, columns in spans)):
            values[item.code] = Decimal(count)
    for item in INDICATORS:
        if isinstance(item, Total) and any(part in values for part in item.parts):
            values[item.code] = sum((values.get(part, Decimal(0)) for part in item.parts), Decimal(0))
    return values


def _flow(item: Flow, counted: Sequence[Deed]) -> Decimal:
    if item.sums:
        return Decimal(sum(row.amount or 0 for row in counted))
    if item.distinct == "dossier":
        return Decimal(1)
    if item.distinct:
        return Decimal(len({(row.person_id, row.organisation_id) for row in counted}))
    return Decimal(len(counted))


def changed(before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """By how much each indicator moves, in the order of the catalogue; those that stay are left out."""
    moved = {code: after.get(code, Decimal(0)) - before.get(code, Decimal(0)) for code in INDICATORS.codes}
    return {code: by for code, by in moved.items() if by}


def stock_on(code: str, place: Place, days: Sequence[date], known: Known = NOW) -> list[int]:
    """A stock on each of the days, which stand in order, in one statement."""
    if not isinstance(INDICATORS[code], Stock):
        raise ValueError(f"{code} is no stock")
    cells = tally([code], [place], [Period(day, day) for day in days], known)[code, place.code]
    return [int(value) for value, _ in cells]
