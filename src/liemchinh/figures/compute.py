"""Values and their evidence: a whole report in three statements, and the rows behind any one number.

Both come from the indicator's one Condition: `matches` sorts grouped rows into indicators, `_where` finds the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from liemchinh.directory.places import Place
from liemchinh.figures.catalogue import IDENTITIES, INDICATORS
from liemchinh.figures.indicator import Condition, Flow, Indicator, Stock, Total
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import NOW, Known
from liemchinh.ledger.models import Act

_DEED_COLUMNS: Final = ("kind", "counted", "dossier_kind", "offence_group", "level", "rung")
_SPAN_COLUMNS: Final = ("state", "detail", "dossier_kind", "offence_group")
_DISTINCT: Final = {
    "person": "coalesce(person_id::text, 'o' || organisation_id::text)",
    "organisation": "organisation_id",
    "dossier": "dossier_id",
}


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
            " (SELECT max(position) FROM ledger_dossier WHERE recorded_at <= %s))",
            [moment, moment],
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
    wanted = [INDICATORS[code] for code in codes]
    leaves = _leaves(wanted)
    flows = [item for item in leaves if isinstance(item, Flow) and not item.distinct]
    once = [item for item in leaves if isinstance(item, Flow) and item.distinct]
    stocks = [item for item in leaves if isinstance(item, Stock)]
    found: dict[tuple[str, str], tuple[Decimal, int]] = {}
    if flows:
        found |= _flows(flows, places, period, known)
    if once:
        found |= _distinct(once, places, period, known)
    if stocks:
        found |= _stocks(stocks, places, period.last, known)
    for item in wanted:
        if isinstance(item, Total):
            for place in places:
                parts = [found[part, place.code] for part in item.parts]
                found[item.code, place.code] = (
                    sum((value for value, _ in parts), Decimal(0)),
                    sum(count for _, count in parts),
                )
    return {
        (item.code, place.code): Figure(item, place, period, known, *found[item.code, place.code])
        for item in wanted
        if not item.is_stated
        for place in places
    }


def one(code: str, place: Place, period: Period, known: Known = NOW) -> Figure:
    """One computed figure."""
    return compute([code], [place], period, known)[code, place.code]


def _leaves(wanted: Iterable[Indicator]) -> list[Indicator]:
    leaves: dict[str, Indicator] = {}
    for item in wanted:
        for part in item.parts if isinstance(item, Total) else (item.code,):
            leaves[part] = INDICATORS[part]
    return list(leaves.values())


def _spread(
    groups: Iterable[tuple[str, Mapping[str, str], int, int]],
    items: Sequence[tuple[Indicator, Condition]],
    places: Sequence[Place],
) -> dict[tuple[str, str], tuple[Decimal, int]]:
    """Sort grouped rows (territory, columns, count, sum) into indicators and places."""
    reached: dict[str, list[str]] = {}
    everywhere = [place.code for place in places if place.territories is None]
    for place in places:
        for territory in place.territories or ():
            reached.setdefault(territory, []).append(place.code)
    values: dict[tuple[str, str], list[int]] = {(i.code, p.code): [0, 0] for i, _ in items for p in places}
    answers: dict[tuple[str, ...], list[Indicator]] = {}
    for territory, columns, count, total in groups:
        key = tuple(columns.values())
        if key not in answers:
            answers[key] = [item for item, condition in items if condition.matches(columns)]
        for item in answers[key]:
            for code in (*everywhere, *reached.get(territory, ())):
                cell = values[item.code, code]
                cell[0] += total if isinstance(item, Flow) and item.sums else count
                cell[1] += count
    return {key: (Decimal(value), count) for key, (value, count) in values.items()}


def _flows(
    items: Sequence[Flow], places: Sequence[Place], period: Period, known: Known
) -> dict[tuple[str, str], tuple[Decimal, int]]:
    kinds = {kind for item in items for kind in item.of.kind}
    narrowed = all(item.of.kind for item in items)
    names = ", ".join(_DEED_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT territory_id, {names}, count(*), coalesce(sum(amount), 0)::bigint FROM derived.deed"
            " WHERE effective_on BETWEEN %s AND %s AND since <= %s AND until > %s"
            + (" AND kind = ANY(%s)" if narrowed else " AND (kind = ANY(%s) OR counted = 'money')")
            + f" GROUP BY territory_id, {names}",
            [period.first, period.last, known.position, _after(known), sorted(kinds)],
        )
        rows = cursor.fetchall()
    groups = ((row[0], dict(zip(_DEED_COLUMNS, row[1:7], strict=True)), row[7], row[8]) for row in rows)
    return _spread(groups, [(item, item.of) for item in items], places)


def _stocks(
    items: Sequence[Stock], places: Sequence[Place], day: date, known: Known
) -> dict[tuple[str, str], tuple[Decimal, int]]:
    states = sorted({state for item in items for state in item.at.state})
    names = ", ".join(_SPAN_COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT territory_id, {names}, count(*), 0 FROM derived.span"
            ' WHERE state = ANY(%s) AND "on" <= %s AND till > %s AND since <= %s AND until > %s'
            f" GROUP BY territory_id, {names}",
            [states, day, day, known.position, _after(known)],
        )
        rows = cursor.fetchall()
    groups = ((row[0], dict(zip(_SPAN_COLUMNS, row[1:5], strict=True)), row[5], row[6]) for row in rows)
    return _spread(groups, [(item, item.at) for item in items], places)


def _distinct(
    items: Sequence[Flow], places: Sequence[Place], period: Period, known: Known
) -> dict[tuple[str, str], tuple[Decimal, int]]:
    pairs = [(place.code, territory) for place in places for territory in sorted(place.territories or ())]
    everywhere = [place.code for place in places if place.territories is None]
    selected: list[str] = []
    params: list[Any] = []
    for item in items:
        where, values = _where(item.of)
        selected.append(f"count(DISTINCT {_DISTINCT[item.distinct]}) FILTER (WHERE {where})")
        selected.append(f"count(*) FILTER (WHERE {where})")
        params += [*values, *values]
    kinds = sorted({kind for item in items for kind in item.of.kind})
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH reach (place, territory) AS (SELECT * FROM unnest(%s::text[], %s::text[])),"
            " slice AS MATERIALIZED (SELECT * FROM derived.deed WHERE effective_on BETWEEN %s AND %s"
            "  AND since <= %s AND until > %s AND kind = ANY(%s)),"
            " spread AS (SELECT place, slice.* FROM slice JOIN reach ON territory = territory_id"
            "  UNION ALL SELECT place, slice.* FROM slice CROSS JOIN unnest(%s::text[]) AS whole (place))"
            f" SELECT place, {', '.join(selected)} FROM spread GROUP BY place",
            [
                [code for code, _ in pairs],
                [territory for _, territory in pairs],
                period.first,
                period.last,
                known.position,
                _after(known),
                kinds,
                everywhere,
                *params,
            ],
        )
        rows = cursor.fetchall()
    found = {(item.code, place.code): (Decimal(0), 0) for item in items for place in places}
    for place_code, *cells in rows:
        for number, item in enumerate(items):
            found[item.code, place_code] = (Decimal(cells[2 * number]), cells[2 * number + 1])
    return found


def _after(known: Known) -> int:
    """A row is believed at a position when `until` lies past it; at NOW, when it is not closed."""
    return known.position - 1 if known.is_now else known.position


def _where(condition: Condition) -> tuple[str, list[Any]]:
    parts = condition.parts()
    return " AND ".join(f"{name} = ANY(%s)" for name, _ in parts), [list(values) for _, values in parts]


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
    where, params = _where(indicator.of)
    within, reach = _within(place)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT act_id, dossier_id, committee_id, effective_on, person_id, organisation_id, amount"
            f" FROM derived.deed WHERE {where}{within} AND effective_on BETWEEN %s AND %s"
            " AND since <= %s AND until > %s ORDER BY effective_on, act_id, id",
            [*params, *reach, period.first, period.last, known.position, _after(known)],
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
    where, params = _where(indicator.at)
    within, reach = _within(place)
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT act_id, dossier_id, committee_id, "on", person_id, organisation_id'
            f' FROM derived.span WHERE {where}{within} AND "on" <= %s AND till > %s'
            ' AND since <= %s AND until > %s ORDER BY "on", act_id, id',
            [*params, *reach, day, day, known.position, _after(known)],
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


def balances(places: Sequence[Place], period: Period, known: Known = NOW) -> dict[tuple[str, str], Balance]:
    """Every identity for every place, by (identity code, place code)."""
    before = Period(period.day_before, period.day_before)
    stocks = [identity.stock for identity in IDENTITIES]
    moves = [code for identity in IDENTITIES for code in (*identity.comes_in, *identity.goes_out)]
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
        for identity in IDENTITIES
        for place in places
    }
