"""Values side by side in time: many periods of many indicators in three statements, each from its one Condition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from liemchinh.directory.places import Place
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Condition, Flow, Indicator, Stock, Total
from liemchinh.kernel.calendar import Period, add_months
from liemchinh.kernel.known import NOW, UNBOUNDED, Known

_DEEDS: Final = ("kind", "counted", "dossier_kind", "offence_group", "level", "rung")
_SPANS: Final = ("state", "detail", "dossier_kind", "offence_group")
COUNTED_ONCE: Final[Mapping[str, str]] = {
    "person": "coalesce(person_id::text, 'o' || organisation_id::text)",
    "organisation": "organisation_id::text",
    "dossier": "dossier_id::text",
}
"""What a distinct flow counts, as text."""

Values = dict[tuple[str, str], list[Decimal]]
"""One value for each period, by (indicator code, place code)."""


def where(condition: Condition) -> tuple[str, list[Any]]:
    """The condition as SQL with its parameters."""
    parts = condition.parts()
    return " AND ".join(f"{name} = ANY(%s)" for name, _ in parts), [list(values) for _, values in parts]


def believed(known: Known) -> list[int]:
    """The two parameters of “since <= %s AND until > %s”; at NOW only rows that are not closed pass."""
    return [known.position, min(known.position, UNBOUNDED - 1)]


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
    wanted = [item for code in codes if not (item := INDICATORS[code]).is_stated]
    leaves = {code: INDICATORS[code] for item in wanted for code in _parts(item)}
    plain = [item for item in leaves.values() if isinstance(item, Flow) and not item.distinct]
    once = [item for item in leaves.values() if isinstance(item, Flow) and item.distinct]
    stocks = [item for item in leaves.values() if isinstance(item, Stock)]
    found: Values = {(code, place.code): [Decimal(0)] * len(periods) for code in leaves for place in places}
    if plain:
        _flows(found, plain, places, periods, known)
    if once:
        _once(found, once, places, periods, known)
    if stocks:
        _stocks(found, stocks, places, periods, known)
    return {
        (item.code, place.code): [
            sum(values, Decimal(0)) for values in zip(*(found[code, place.code] for code in _parts(item)), strict=True)
        ]
        for item in wanted
        for place in places
    }


def _parts(item: Indicator) -> tuple[str, ...]:
    return item.parts if isinstance(item, Total) else (item.code,)


def _spread(
    found: Values,
    rows: Iterable[tuple[int, str, Mapping[str, str], int, int]],
    items: Sequence[tuple[Indicator, Condition]],
    places: Sequence[Place],
) -> None:
    """Sort grouped rows (period, territory, columns, count, sum) into indicators, places and periods."""
    reached: dict[str, list[str]] = {}
    everywhere = [place.code for place in places if place.territories is None]
    for place in places:
        for territory in place.territories or ():
            reached.setdefault(territory, []).append(place.code)
    answers: dict[tuple[str, ...], list[Indicator]] = {}
    for at, territory, columns, count, total in rows:
        key = tuple(columns.values())
        if key not in answers:
            answers[key] = [item for item, condition in items if condition.matches(columns)]
        for item in answers[key]:
            share = total if isinstance(item, Flow) and item.sums else count
            for code in (*everywhere, *reached.get(territory, ())):
                found[item.code, code][at] += share


def _flows(
    found: Values, items: Sequence[Flow], places: Sequence[Place], periods: Sequence[Period], known: Known
) -> None:
    kinds = sorted({kind for item in items for kind in item.of.kind})
    narrowed = "kind = ANY(%s)" if all(item.of.kind for item in items) else "(kind = ANY(%s) OR counted = 'money')"
    names = ", ".join(_DEEDS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT width_bucket(effective_on, %s::date[]) - 1, territory_id, {names}, count(*),"  # noqa: S608
            " coalesce(sum(amount), 0)::bigint FROM derived.deed"
            f" WHERE effective_on BETWEEN %s AND %s AND since <= %s AND until > %s AND {narrowed}"
            f" GROUP BY 1, territory_id, {names}",
            [[period.first for period in periods], periods[0].first, periods[-1].last, *believed(known), kinds],
        )
        rows = cursor.fetchall()
    grouped = ((row[0], row[1], dict(zip(_DEEDS, row[2:8], strict=True)), row[8], row[9]) for row in rows)
    _spread(found, grouped, [(item, item.of) for item in items], places)


def _once(
    found: Values, items: Sequence[Flow], places: Sequence[Place], periods: Sequence[Period], known: Known
) -> None:
    pairs = [(place.code, territory) for place in places for territory in sorted(place.territories or ())]
    everywhere = [place.code for place in places if place.territories is None]
    selected: list[str] = []
    params: list[Any] = []
    for item in items:
        condition, values = where(item.of)
        selected.append(f"count(DISTINCT {COUNTED_ONCE[item.distinct]}) FILTER (WHERE {condition})")
        params += values
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH reach (place, territory) AS (SELECT * FROM unnest(%s::text[], %s::text[])),"  # noqa: S608
            " slice AS MATERIALIZED (SELECT width_bucket(effective_on, %s::date[]) - 1 AS at, deed.* FROM derived.deed"
            "  WHERE effective_on BETWEEN %s AND %s AND since <= %s AND until > %s AND kind = ANY(%s)),"
            " spread AS (SELECT place, slice.* FROM slice JOIN reach ON territory = territory_id"
            "  UNION ALL SELECT place, slice.* FROM slice CROSS JOIN unnest(%s::text[]) AS whole (place))"
            f" SELECT at, place, {', '.join(selected)} FROM spread GROUP BY at, place",
            [
                [code for code, _ in pairs],
                [territory for _, territory in pairs],
                [period.first for period in periods],
                periods[0].first,
                periods[-1].last,
                *believed(known),
                sorted({kind for item in items for kind in item.of.kind}),
                everywhere,
                *params,
            ],
        )
        for at, place, *cells in cursor.fetchall():
            for item, value in zip(items, cells, strict=True):
                found[item.code, place][at] = Decimal(value)


def _stocks(
    found: Values, items: Sequence[Stock], places: Sequence[Place], periods: Sequence[Period], known: Known
) -> None:
    states = sorted({state for item in items for state in item.at.state})
    names = ", ".join(_SPANS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT at - 1, territory_id, {names}, count(*), 0 FROM unnest(%s::date[])"  # noqa: S608
            ' WITH ORDINALITY AS days (day, at) JOIN derived.span ON "on" <= day AND till > day'
            " WHERE state = ANY(%s) AND since <= %s AND until > %s"
            f" GROUP BY at, territory_id, {names}",
            [[period.last for period in periods], states, *believed(known)],
        )
        rows = cursor.fetchall()
    grouped = ((row[0], row[1], dict(zip(_SPANS, row[2:6], strict=True)), row[6], row[7]) for row in rows)
    _spread(found, grouped, [(item, item.at) for item in items], places)
