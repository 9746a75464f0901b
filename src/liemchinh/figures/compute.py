"""Values and their evidence: a whole report in three statements, and the rows behind any one number.

Both come from the indicator's one Condition: `tally` counts with it, `evidence` finds the rows with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from liemchinh.directory.places import Place
from liemchinh.figures.catalogue import IDENTITIES, INDICATORS
from liemchinh.figures.indicator import Flow, Identity, Indicator, Stock, Total
from liemchinh.figures.tally import believed, tally, where
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import NOW, Known
from liemchinh.ledger.models import Act


@dataclass(frozen=True, slots=True)
class Figure:
    """A value the register computes. `evidence` = how many lines make it."""

    indicator: Indicator
    place: Place
    period: Period
    known: Known
    value: Decimal
    evidence: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of evidence. `share`: what it adds to the value (0 when its person or body is counted elsewhere)."""

    act_id: int
    dossier_id: int
    committee_id: int
    on: date
    share: Decimal
    part: str
    person_id: int | None
    organisation_id: int | None
    opening: bool


def known_at(moment: datetime) -> Known:
    """The position reached at a moment: everything recorded by then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT greatest((SELECT max(position) FROM ledger_act WHERE recorded_at <= %s),"
            " (SELECT max(position) FROM ledger_dossier WHERE recorded_at <= %s),"
            " (SELECT max(position) FROM ledger_calendarday WHERE recorded_at <= %s))",
            [moment, moment, moment],
        )
        row = cursor.fetchone()
    return Known(row[0] or 0)


def head() -> tuple[int, datetime]:
    """The newest position of the register and when it was reached."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, recorded_at FROM ledger_head")
        position, recorded_at = cursor.fetchone()
    return int(position), timezone.localtime(recorded_at)


def moment_of(known: Known) -> datetime | None:
    """When the register reached a position; None when it is empty up to there."""
    found = Act.objects.filter(position__lte=known.position).order_by("-position").first()
    return timezone.localtime(found.recorded_at) if found else None


def compute(
    codes: Iterable[str], places: Sequence[Place], period: Period, known: Known = NOW
) -> dict[tuple[str, str], Figure]:
    """Every computed indicator of `codes` for every place, by (code, place code); stated ones are left out."""
    found = tally(codes, places, [period], known)
    by_code = {place.code: place for place in places}
    return {
        (code, place): Figure(INDICATORS[code], by_code[place], period, known, *cells[0])
        for (code, place), cells in found.items()
    }


def one(code: str, place: Place, period: Period, known: Known = NOW) -> Figure:
    """One computed figure."""
    return compute([code], [place], period, known)[code, place.code]


def evidence(code: str, place: Place, period: Period, known: Known = NOW) -> list[Line]:
    """The lines that make a figure, oldest first; their shares add up to its value."""
    indicator = INDICATORS[code]
    if isinstance(indicator, Total):
        return [line for part in indicator.parts for line in evidence(part, place, period, known)]
    if isinstance(indicator, Flow):
        return _flow_lines(indicator, place, period, known)
    if isinstance(indicator, Stock):
        return _stock_lines(indicator, place, period.last, known)
    return []


def _within(place: Place) -> tuple[str, list[Any]]:
    if place.territories is None:
        return "", []
    return " AND territory_id = ANY(%s)", [sorted(place.territories)]


def _flow_lines(indicator: Flow, place: Place, period: Period, known: Known) -> list[Line]:
    condition, params = where(indicator.of)
    within, reach = _within(place)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT act_id, dossier_id, committee_id, effective_on, person_id, organisation_id, amount"
            f" FROM derived.deed WHERE {condition}{within} AND effective_on BETWEEN %s AND %s"
            " AND since <= %s AND until > %s ORDER BY effective_on, act_id, id",
            [*params, *reach, period.first, period.last, *believed(known)],
        )
        rows = cursor.fetchall()
    lines: list[Line] = []
    counted: set[object] = set()
    for act_id, dossier_id, committee_id, on, person_id, organisation_id, amount in rows:
        share = Decimal(amount) if indicator.sums else Decimal(1)
        if indicator.distinct:
            what: object = dossier_id if indicator.distinct == "dossier" else (person_id, organisation_id)
            share = Decimal(0) if what in counted else Decimal(1)
            counted.add(what)
        lines.append(
            Line(act_id, dossier_id, committee_id, on, share, indicator.code, person_id, organisation_id, opening=False)
        )
    return lines


def _stock_lines(indicator: Stock, place: Place, day: date, known: Known) -> list[Line]:
    condition, params = where(indicator.at)
    within, reach = _within(place)
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT act_id, dossier_id, committee_id, "on", person_id, organisation_id'
            f' FROM derived.span WHERE {condition}{within} AND "on" <= %s AND till > %s'
            ' AND since <= %s AND until > %s ORDER BY "on", act_id, id',
            [*params, *reach, day, day, *believed(known)],
        )
        rows = cursor.fetchall()
    return [
        Line(act_id, dossier_id, committee_id, on, Decimal(1), indicator.code, person_id, organisation_id, opening=True)
        for act_id, dossier_id, committee_id, on, person_id, organisation_id in rows
    ]


@dataclass(frozen=True, slots=True)
class Balance:
    """Opening + in − out = closing for one identity; `holds` says whether it does."""

    code: str
    opening: Figure
    comes_in: tuple[Figure, ...]
    goes_out: tuple[Figure, ...]
    closing: Figure

    @property
    def holds(self) -> bool:
        """Whether the two ways of counting agree."""
        moved = sum(figure.value for figure in self.comes_in) - sum(figure.value for figure in self.goes_out)
        return self.opening.value + moved == self.closing.value


def balances(
    places: Sequence[Place], period: Period, known: Known = NOW, *, identities: Iterable[Identity] = IDENTITIES
) -> dict[tuple[str, str], Balance]:
    """Identities for every place, by (identity code, place code)."""
    wanted = tuple(identities)
    before = Period(period.day_before, period.day_before)
    stocks = [identity.stock for identity in wanted]
    moves = [code for identity in wanted for code in (*identity.comes_in, *identity.goes_out)]
    opening = compute(stocks, places, before, known)
    found = compute([*stocks, *moves], places, period, known)
    return {
        (identity.code, place.code): Balance(
            identity.code,
            opening[identity.stock, place.code],
            tuple(found[code, place.code] for code in identity.comes_in),
            tuple(found[code, place.code] for code in identity.goes_out),
            found[identity.stock, place.code],
        )
        for identity in wanted
        for place in places
    }
