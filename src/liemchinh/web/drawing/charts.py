"""Drawings made on the server: pure functions from numbers to safe SVG.

Places along the line are shares of its length (12.5%) and heights are pixels, so that a drawing fills its column while
its letters keep their size. Counts start at zero. `key` is the id of the drawing and must be the only one on the page.
A drawing that stands in a table row beside its number is hidden from screen readers; every other has a title and a
description. Deadlines and the desk's calendar are in web/daylines.py, the map in web/tiles.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.kernel.money import show_number
from liemchinh.web.drawing import ink
from liemchinh.web.drawing.ink import LETTER, drawing, hatch, joined, row_drawing, share, tag, wide_and_phone, words
from liemchinh.web.showing.shapes import Rung, Term


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: its name and its values in order; None is a gap. The first series is drawn strong."""

    name: str
    values: Sequence[float | int | Decimal | None]


@dataclass(frozen=True, slots=True)
class Break:
    """A change of law or of units before the value at `at`, with its words."""

    at: int
    words: str


def _top(series: Sequence[Series]) -> float:
    return max((float(value) for one in series for value in one.values if value is not None), default=0.0) or 1.0


def _path(values: Sequence[float | int | Decimal | None], top: float, *, steps: bool, height: float) -> str:
    pieces: list[str] = []
    pen = False
    for at, value in enumerate(values):
        if value is None:
            pen = False
            continue
        y = round(height - float(value) / top * height, 2)
        if steps:
            pieces.append(f"{'V' if pen else f'M{at} '}{y}H{at + 1}")
        else:
            pieces.append(f"{'L' if pen else 'M'}{at} {y}")
        pen = True
    return "".join(pieces)


def _label_places(ends: Sequence[float], gap: float = 18.0) -> list[float]:
    """Push labels apart that would touch; the order from top to bottom stays."""
    order = sorted(range(len(ends)), key=lambda one: ends[one])
    places = list(ends)
    for before, after in pairwise(order):
        places[after] = max(places[after], places[before] + gap)
    return places


def trend(
    series: Sequence[Series],
    *,
    key: str,
    title: str,
    description: str,
    first: str,
    last: str,
    steps: bool = False,
    breaks: Sequence[Break] = (),
    height: int = 64,
    labels: Sequence[str] | None = None,
) -> SafeString:
    """Lines from zero with their names at their ends; `first` and `last` name the ends of time.

    `steps`: stocks stand until they change. `labels` replace “value name” at the ends. On the phone the words of a
    break go under the drawing.
    """
    ends = labels or [
        f"{show_number(one.values[-1]) if isinstance(one.values[-1], int | Decimal) else ''} {one.name}".strip()
        for one in series
    ]
    longest = max((len(text) for text in ends), default=0) * LETTER + 12
    return wide_and_phone(
        *(
            _trend(series, f"{key}-{form}", title, description, first, last, steps, breaks, height, ends, plot, form)
            for form, plot in (("wide", max(0.55, 1 - longest / 460)), ("phone", max(0.5, 1 - longest / 320)))
        )
    )


def _trend(
    series: Sequence[Series],
    key: str,
    title: str,
    description: str,
    first: str,
    last: str,
    steps: bool,
    breaks: Sequence[Break],
    height: int,
    ends: Sequence[str],
    plot: float,
    form: str,
) -> SafeString:
    top = _top(series)
    count = max((len(one.values) for one in series), default=1)
    span = count if steps else max(count - 1, 1)
    lines = joined(
        tag(
            "path",
            d=_path(one.values, top, steps=steps, height=height),
            fill="none",
            vector_effect="non-scaling-stroke",
            stroke=ink.MUC if at == 0 else ink.VIEN,
            stroke_width=2 if at == 0 else 1.5,
        )
        for at, one in enumerate(series)
    )
    pieces = [
        tag(
            "svg",
            lines,
            x="0",
            y=8,
            width=share(plot),
            height=height,
            viewBox=f"0 0 {span} {height}",
            preserveAspectRatio="none",
            overflow="visible",
        ),
        tag("line", x1="0", y1=height + 8.5, x2=share(plot), y2=height + 8.5, stroke=ink.KE2),
    ]
    for one in breaks:
        place = share(plot * one.at / span)
        pieces.append(tag("line", x1=place, y1=2, x2=place, y2=height + 8, stroke=ink.VIEN, stroke_dasharray="2 3"))
        if form == "wide":
            pieces.append(words(one.words, x=place, y=height + 24, dx=-4, text_anchor="end", class_="axis"))
    places = _label_places(
        [8 + height - float(one.values[-1] or 0) / top * height if one.values else height for one in series]
    )
    for at, (text, y) in enumerate(zip(ends, places, strict=True)):
        pieces.append(words(text, x=share(plot), dx=8, y=round(y + 4, 1), class_="strong" if at == 0 else "axis"))
    pieces.append(words(first, x="0", y=height + 24, class_="axis"))
    pieces.append(words(last, x=share(plot), y=height + 24, text_anchor="end", class_="axis"))
    below = 28
    if breaks and form == "phone":
        below = 48
        pieces.append(
            words(
                _("Vạch chấm: %(words)s") % {"words": "; ".join(one.words for one in breaks)},
                x="0",
                y=height + 44,
                class_="axis",
            )
        )
    return drawing(
        joined(pieces),
        key=key,
        title=title,
        description=description,
        height=height + below,
        class_=f"chart chart-{form}",
    )


def sparkline(values: Sequence[float | int | Decimal | None], *, width: int = 128, height: int = 20) -> SafeString:
    """A small line from zero on its own scale, a square at its last value; stands beside the numbers it shows."""
    known = [(at, float(value)) for at, value in enumerate(values) if value is not None]
    top = max((value for _at, value in known), default=0.0) or 1.0
    if not known:
        return row_drawing("", width=width, height=height, class_="chart inline")
    scale = (width - 6) / max(len(values) - 1, 1)
    points = [(round(2 + at * scale, 1), round(height - 3 - value / top * (height - 6), 1)) for at, value in known]
    line = tag(
        "polyline", points=" ".join(f"{x},{y}" for x, y in points), fill="none", stroke=ink.MUC2, stroke_width=1.2
    )
    x, y = points[-1]
    end = tag("rect", x=x - 2, y=y - 2, width=4, height=4, fill=ink.CHAM)
    return row_drawing(joined((line, end)), width=width, height=height, class_="chart inline")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words and its length."""

    label: str
    value: int | Decimal
    shown: str = ""


def bars(rows: Sequence[Bar], *, key: str, title: str, description: str) -> SafeString:
    """Bars from zero with their words above and their numbers at the end."""
    top = max((float(row.value) for row in rows), default=0.0) or 1.0
    pieces: list[str] = []
    for at, row in enumerate(rows):
        y = at * 40
        pieces += [
            words(row.label, x="0", y=y + 14),
            words(row.shown or show_number(row.value), x="100%", y=y + 14, text_anchor="end", class_="strong"),
            tag("line", x1="0", y1=y + 25.5, x2="100%", y2=y + 25.5, stroke=ink.KE),
            tag("rect", x="0", y=y + 22, width=share(float(row.value), top), height=6, fill=ink.MUC),
        ]
    return drawing(joined(pieces), key=key, title=title, description=description, height=40 * len(rows))


def waterfall(terms: Sequence[Term], *, key: str) -> list[SafeString]:
    """One bar a term, to stand in the row of its number: opening and in are ink, out is hatched, closing is chàm."""
    levels: list[tuple[float, float]] = []
    level = 0.0
    for term in terms:
        value = float(term.value or 0)
        if term.operator == "=":
            levels.append((0.0, value))
        elif term.operator in {"−", "-"}:
            levels.append((level - value, level))
            level -= value
        else:
            levels.append((level, level + value))
            level += value
    top = max((high for _low, high in levels), default=0.0) or 1.0
    drawn: list[SafeString] = []
    for at, (term, (low, high)) in enumerate(zip(terms, levels, strict=True)):
        out = term.operator in {"−", "-"}
        pattern = f"{key}-{at}"
        rect = tag(
            "rect",
            x=share(low, top),
            y=4.5 if out else 4,
            width=share(high - low, top),
            height=8 if out else 9,
            fill=f"url(#{pattern})" if out else ink.CHAM if term.operator == "=" else ink.MUC,
            stroke=ink.MUC2 if out else None,
        )
        drawn.append(row_drawing(joined((hatch(pattern) if out else "", rect)), height=18))
    return drawn


def ladder_bars(rungs: Sequence[Rung]) -> list[tuple[Rung, SafeString | str]]:
    """Each rung with its bar on the scale of the largest; no bar where there is no amount."""
    top = max((float(rung.amount) for rung in rungs if rung.amount is not None), default=0.0) or 1.0
    return [(rung, "" if rung.amount is None else _rung(float(rung.amount), top)) for rung in rungs]


def _rung(amount: float, top: float) -> SafeString:
    rail = tag("line", x1="0", y1=3.5, x2="100%", y2=3.5, stroke=ink.KE)
    return row_drawing(
        joined((rail, tag("rect", x="0", y=1, width=share(amount, top), height=5, fill=ink.MUC))), height=7
    )
