"""The one engine that counts: indicators, places and periods compiled into three statements.

Flows and stocks are grouped once by the columns that any condition reads and sorted into indicators in Python; what is
counted once (persons, bodies, dossiers) needs the database to tell doubles apart and takes the third statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from liemchinh.directory.places import Place
from liemchinh.figures import monthly
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Condition, Flow, Indicator, Stock, Total
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import UNBOUNDED, Known
from liemchinh.law.book import BOOK

COUNTED_ONCE: Final[Mapping[str, str]] = {
    "person": "coalesce(person_id::text, 'o' || organisation_id::text)",
    "organisation": "organisation_id::text",
    "dossier": "dossier_id::text",
}
"""What a distinct flow counts, as text."""

Cell = tuple[Decimal, int]
"""A value and how many lines of evidence make it."""
Cells = dict[tuple[str, str], list[Cell]]
"""One cell for each period, by (indicator code, place code)."""
EMPTY: Final[Cell] = (Decimal(0), 0)


def where(condition: Condition) -> tuple[str, list[Any]]:
    """The condition as SQL with its parameters."""
    parts = condition.parts()
    return " AND ".join(f"{name} = ANY(%s)" for name, _ in parts), [list(values) for _, values in parts]


def believed(known: Known) -> list[int]:
    """The two parameters of “since <= %s AND until > %s”; at NOW only rows that are not closed pass."""
    return [known.position, min(known.position, UNBOUNDED - 1)]


def leaves_of(item: Indicator) -> tuple[str, ...]:
    """The codes an indicator adds up, or its own."""
    return item.parts if isinstance(item, Total) else (item.code,)


def tally(codes: Iterable[str], places: Sequence[Place], periods: Sequence[Period], known: Known) -> Cells:
    """Every computed indicator of `codes` for every place over `periods`, which stand side by side in order.

    Flows count what took effect in each period, stocks what held on its last day. Stated indicators are left out.
    """
    wanted = [item for code in codes if not (item := INDICATORS[code]).is_stated]
    leaves = {code: INDICATORS[code] for item in wanted for code in leaves_of(item)}
    found: Cells = {(code, place.code): [EMPTY] * len(periods) for code in leaves for place in places}
    plain = [item for item in leaves.values() if isinstance(item, Flow) and not item.distinct]
    once = [item for item in leaves.values() if isinstance(item, Flow) and item.distinct]
    stocks = [item for item in leaves.values() if isinstance(item, Stock)]
    alone = known.is_now and len(places) == 1
    if plain:
        deeds = monthly.deeds(_kinds(plain), places[0], periods) if alone else _deeds(plain, periods, known)
        _spread(found, deeds, [(item, item.of) for item in plain], places)
    if once:
        _count_once(found, once, places, periods, known)
    if stocks:
        days = [period.last for period in periods]
        spans = monthly.spans(_states(stocks), places[0], days) if alone else _spans(stocks, days, known)
        _spread(found, spans, [(item, item.at) for item in stocks], places)
    return {
        (item.code, place.code): [
            (sum((value for value, _ in cells), Decimal(0)), sum(lines for _, lines in cells))
            for cells in zip(*(found[code, place.code] for code in leaves_of(item)), strict=True)
        ]
        for item in wanted
        for place in places
    }


def _spread(
    found: Cells, groups: Iterable[monthly.Group], items: Sequence[tuple[Indicator, Condition]], places: Sequence[Place]
) -> None:
    """Sort grouped rows into indicators, places and periods."""
    reached: dict[str, list[str]] = {}
    everywhere = [place.code for place in places if place.territories is None]
    for place in places:
        for territory in place.territories or ():
            reached.setdefault(territory, []).append(place.code)
    answers: dict[tuple[str, ...], list[tuple[str, bool]]] = {}
    sums: dict[tuple[str, str, int], list[int]] = {}
    for at, territory, columns, lines, total in groups:
        key = tuple(columns.values())
        if key not in answers:
            answers[key] = [
                (item.code, isinstance(item, Flow) and item.sums)
                for item, condition in items
                if condition.matches(columns)
            ]
        for code, in_dong in answers[key]:
            for place_code in (*everywhere, *reached.get(territory, ())):
                cell = sums.setdefault((code, place_code, at), [0, 0])
                cell[0] += total if in_dong else lines
                cell[1] += lines
    for (code, place_code, at), (value, lines) in sums.items():
        found[code, place_code][at] = (Decimal(value), lines)


def _kinds(items: Sequence[Flow]) -> list[str]:
    """The kinds of act that any of the flows counts: every one when money of any kind is counted."""
    if not all(item.of.kind for item in items):
        return sorted(BOOK.codes)
    return sorted({kind for item in items for kind in item.of.kind})


def _states(items: Sequence[Stock]) -> list[str]:
    return sorted({state for item in items for state in item.at.state})


def _deeds(items: Sequence[Flow], periods: Sequence[Period], known: Known) -> list[monthly.Group]:
    kinds = sorted({kind for item in items for kind in item.of.kind})
    narrowed = "kind = ANY(%s)" if all(item.of.kind for item in items) else "(kind = ANY(%s) OR counted = 'money')"
    names = ", ".join(monthly.DEEDS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_period_of('effective_on', periods)}, territory_id, {names}, count(*),"
            " coalesce(sum(amount), 0)::bigint FROM derived.deed"
            f" WHERE effective_on BETWEEN %s AND %s AND since <= %s AND until > %s AND {narrowed}"
            f" GROUP BY 1, territory_id, {names}",
            [*_firsts(periods), periods[0].first, periods[-1].last, *believed(known), kinds],
        )
        rows = cursor.fetchall()
    return [(row[0], row[1], dict(zip(monthly.DEEDS, row[2:-2], strict=True)), row[-2], row[-1]) for row in rows]


def _spans(items: Sequence[Stock], days: Sequence[date], known: Known) -> list[monthly.Group]:
    names = ", ".join(monthly.SPANS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT at - 1, territory_id, {names}, count(*) FROM unnest(%s::date[]) WITH ORDINALITY AS days (day, at)"
            ' JOIN derived.span ON "on" <= day AND till > day'
            " WHERE state = ANY(%s) AND since <= %s AND until > %s"
            f" GROUP BY at, territory_id, {names}",
            [list(days), _states(items), *believed(known)],
        )
        rows = cursor.fetchall()
    return [(row[0], row[1], dict(zip(monthly.SPANS, row[2:6], strict=True)), row[6], 0) for row in rows]


def _count_once(
    found: Cells, items: Sequence[Flow], places: Sequence[Place], periods: Sequence[Period], known: Known
) -> None:
    pairs = [(place.code, territory) for place in places for territory in sorted(place.territories or ())]
    everywhere = [place.code for place in places if place.territories is None]
    selected: list[str] = []
    params: list[Any] = []
    held = f"until = {UNBOUNDED}" if known.is_now else "since <= %s AND until > %s"
    within = "" if everywhere else " AND territory_id = ANY(%s)"
    for item in items:
        condition, values = where(item.of)
        selected.append(f"count(DISTINCT {COUNTED_ONCE[item.distinct]}) FILTER (WHERE {condition})")
        selected.append(f"count(*) FILTER (WHERE {condition})")
        params += [*values, *values]
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH reach (place, territory) AS (SELECT * FROM unnest(%s::text[], %s::text[])),"
            f" slice AS MATERIALIZED (SELECT {_period_of('effective_on', periods)} AS at, deed.* FROM derived.deed"
            f"  WHERE effective_on BETWEEN %s AND %s AND {held} AND kind = ANY(%s){within}),"
            " spread AS (SELECT place, slice.* FROM slice JOIN reach ON territory = territory_id"
            "  UNION ALL SELECT place, slice.* FROM slice CROSS JOIN unnest(%s::text[]) AS whole (place))"
            f" SELECT at, place, {', '.join(selected)} FROM spread GROUP BY at, place",
            [
                [code for code, _ in pairs],
                [territory for _, territory in pairs],
                *_firsts(periods),
                periods[0].first,
                periods[-1].last,
                *([] if known.is_now else believed(known)),
                sorted({kind for item in items for kind in item.of.kind}),
                *([] if everywhere else [[territory for _, territory in pairs]]),
                everywhere,
                *params,
            ],
        )
        for at, place, *cells in cursor.fetchall():
            for number, item in enumerate(items):
                found[item.code, place][at] = (Decimal(cells[2 * number]), cells[2 * number + 1])


def _period_of(column: str, periods: Sequence[Period]) -> str:
    """Which period a day falls in, from 0; nothing to find out when there is only one."""
    return "0" if len(periods) == 1 else f"width_bucket({column}, %s::date[]) - 1"


def _firsts(periods: Sequence[Period]) -> list[Any]:
    return [] if len(periods) == 1 else [[period.first for period in periods]]
