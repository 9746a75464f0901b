"""Figures of one place at the present from sums by the month (derived.monthly), with the rows of the days left over.

A page that shows a few figures of a place costs as many rows as there are months and kinds, however many acts. Whole
reports, earlier knowledge and many places at once pass through the acts (figures/tally.py).
"""
# ruff: noqa: S608 - statements are composed of column names declared below; every value is a parameter

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection

from liemchinh.directory.places import Place
from liemchinh.directory.territories import TERRITORIES
from liemchinh.kernel.calendar import Period, add_months
from liemchinh.kernel.known import UNBOUNDED

DEEDS: Final = ("kind", "counted", "dossier_kind", "offence_group", "level", "rung", "stage", "form")
SPANS: Final = ("state", "detail", "dossier_kind", "offence_group")
"""The columns that conditions read, in the order in which derived.monthly.what names them."""

Group = tuple[int, str, Mapping[str, str], int, int]
"""Period, territory, columns, number of lines, their sum in đồng."""

_EVERYWHERE: Final = "current_setting('liemchinh.scope', true) = '*'"
_APART: Final = "current_setting('liemchinh.scope', true) IS DISTINCT FROM '*'"
_PLACES: Final = f"ANY(CASE WHEN {_EVERYWHERE} THEN ARRAY[''] ELSE %s::text[] END)"
"""The territories of the whole country: summed under no name for who sees all of it, by territory otherwise."""


def deeds(kinds: Sequence[str], place: Place, periods: Sequence[Period]) -> list[Group]:
    """What took effect in each period, grouped by what conditions read."""
    whole, rest = _pieces(periods)
    where, territories = _within(place)
    parts = [
        "SELECT w.at, m.what, m.lines, m.amount FROM unnest(%s::int[], %s::date[], %s::date[]) w (at, low, high)"
        f" JOIN derived.monthly m ON m.territory_id = {where} AND m.source = 'deed' AND m.grain = 'month'"
        " AND m.about = ANY(%s) AND m.day BETWEEN w.low AND w.high",
        "SELECT w.at, concat_ws('/', " + ", ".join(f"d.{name}" for name in DEEDS) + "), 1, coalesce(d.amount, 0)"
        " FROM unnest(%s::int[], %s::date[], %s::date[]) w (at, low, high)"
        f" JOIN derived.deed d ON d.territory_id = ANY(%s) AND d.until = {UNBOUNDED} AND d.kind = ANY(%s)"
        f" AND d.effective_on BETWEEN w.low AND w.high WHERE {_APART if _is_country(place) else 'TRUE'}",
    ]
    params = [*_columns(whole), territories, list(kinds), *_columns(rest), territories, list(kinds)]
    if _is_country(place):
        parts.append(_by_day("deed"))
        params += [*_columns(rest), list(kinds)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT at, what, sum(lines)::bigint, sum(amount)::bigint"
            f" FROM ({' UNION ALL '.join(parts)}) p GROUP BY 1, 2",
            params,
        )
        rows = cursor.fetchall()
    name = _named(place)
    return [(at, name, _read(DEEDS, what), lines, amount) for at, what, lines, amount in rows]


def spans(states: Sequence[str], place: Place, days: Sequence[date]) -> list[Group]:
    """What held on each of the days, which stand in order, grouped by what conditions read."""
    months = [_month_after(day) for day in days]
    rest = [(at, month, day) for at, (month, day) in enumerate(zip(months, days, strict=True)) if month <= day]
    where, territories = _within(place)
    what = "concat_ws('/', " + ", ".join(f"s.{name}" for name in SPANS) + ")"
    apart = _APART if _is_country(place) else "TRUE"

    def moved(column: str, sign: str) -> str:
        ended = "" if column == "on" else " AND s.till < '9999-12-31'"
        return (
            f"SELECT w.at, TRUE, {what}, {sign} FROM unnest(%s::int[], %s::date[], %s::date[]) w (at, low, high)"
            f" JOIN derived.span s ON s.territory_id = ANY(%s) AND s.state = ANY(%s) AND s.until = {UNBOUNDED}{ended}"
            f' AND s."{column}" BETWEEN w.low AND w.high WHERE {apart}'
        )

    parts = [
        "SELECT width_bucket(m.day, %s::date[]) AS at, FALSE AS alone, m.what, m.lines FROM derived.monthly m"
        f" WHERE m.territory_id = {where} AND m.source = 'span' AND m.grain = 'month' AND m.about = ANY(%s)"
        " AND m.day < %s",
        moved("on", "1"),
        moved("till", "-1"),
    ]
    own = [*_columns(rest), territories, list(states)]
    params = [months, territories, list(states), months[-1], *own, *own]
    if _is_country(place):
        parts.append(_by_day("span"))
        params += [*_columns(rest), list(states)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT at, alone, what, sum(lines)::bigint FROM ({' UNION ALL '.join(parts)}) p GROUP BY 1, 2, 3", params
        )
        rows = cursor.fetchall()
    held: dict[str, list[int]] = {}
    for at, alone, name, lines in rows:
        counted = held.setdefault(name, [0] * len(days))
        for place_in_order in [at] if alone else range(at, len(days)):
            counted[place_in_order] += lines
    name = _named(place)
    return [
        (at, name, _read(SPANS, what), count, 0) for what, counted in held.items() for at, count in enumerate(counted)
    ]


def _by_day(source: str) -> str:
    """The days left over, for who sees the whole country."""
    of_span = source == "span"
    return (
        f"SELECT w.at, {'TRUE, ' if of_span else ''}m.what, m.lines{'' if of_span else ', m.amount'}"
        " FROM unnest(%s::int[], %s::date[], %s::date[]) w (at, low, high)"
        f" JOIN derived.monthly m ON m.territory_id = '' AND m.source = '{source}' AND m.grain = 'day'"
        f" AND m.about = ANY(%s) AND m.day BETWEEN w.low AND w.high WHERE {_EVERYWHERE}"
    )


def _is_country(place: Place) -> bool:
    return place.territories is None


def _named(place: Place) -> str:
    """Any territory of the place: sums are not told apart within it."""
    return min(place.territories) if place.territories else ""


def _within(place: Place) -> tuple[str, list[str]]:
    if place.territories is None:
        return _PLACES, sorted(TERRITORIES)
    return "ANY(%s)", sorted(place.territories)


def _read(names: Sequence[str], what: str) -> Mapping[str, str]:
    return dict(zip(names, what.split("/"), strict=True))


def _month_after(day: date) -> date:
    """The first day of the month that is not over with the day."""
    tomorrow = day + timedelta(days=1)
    return tomorrow if tomorrow.day == 1 else day.replace(day=1)


def _pieces(periods: Sequence[Period]) -> tuple[list[tuple[int, date, date]], list[tuple[int, date, date]]]:
    """Each period as whole months, given by their first days, and as the days left over before and after them."""
    whole, rest = [], []
    for at, period in enumerate(periods):
        first = period.first if period.first.day == 1 else add_months(period.first.replace(day=1), 1)
        after = _month_after(period.last)
        if first < after:
            whole.append((at, first, after - timedelta(days=1)))
        before = (period.first, min(first - timedelta(days=1), period.last))
        beyond = (max(after, first), period.last)
        rest += [(at, low, high) for low, high in (before, beyond) if low <= high]
    return whole, rest


def _columns(pieces: Sequence[tuple[int, date, date]]) -> list[Any]:
    return [[piece[number] for piece in pieces] for number in range(3)]
