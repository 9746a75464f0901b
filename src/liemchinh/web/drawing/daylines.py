"""Drawings along days: the bar of a deadline and the calendar strip of the desk. See web/charts.py for the rules."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from liemchinh.kernel.calendar import add_months, show_date
from liemchinh.web.drawing import ink
from liemchinh.web.drawing.ink import LETTER, drawing, hatch, joined, row_drawing, share, tag, wide_and_phone, words


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a deadline from `first` to `until`. `kind`: runs (counted) or suspended (not counted)."""

    first: date
    until: date
    words: str
    kind: str = "runs"


def deadline_line(
    started: date, due: date, today: date, *, key: str, state: str = "open", done_on: date | None = None
) -> SafeString:
    """A plain bar: how much of the time is used; past the tick in son when overdue. `state` as in shown.Due."""
    total = max((due - started).days, 1)
    at = done_on if done_on and state in {"done", "late"} else today
    used = max((at - started).days, 0)
    whole = max(total, used)
    colour = {"soon": ink.NGHE, "done": ink.LUC}.get(state, ink.MUC)
    pieces: list[str] = [tag("line", x1="0", y1=6.5, x2="100%", y2=6.5, stroke=ink.KE2)]
    if state == "stopped":
        pieces += [
            hatch(f"{key}-h"),
            tag("rect", x="0", y=2, width=share(min(used, total), whole), height=9, fill=f"url(#{key}-h)"),
        ]
    else:
        pieces.append(tag("rect", x="0", y=2, width=share(min(used, total), whole), height=9, fill=colour))
    if used > total:
        pieces.append(tag("rect", x=share(total, whole), y=2, width=share(used - total, whole), height=9, fill=ink.SON))
    edge = tag(
        "svg",
        tag(
            "line",
            x1=-0.5,
            y1=0,
            x2=-0.5,
            y2=13,
            stroke=ink.TRANG if used > total else ink.MUC,
            stroke_width=3 if used > total else 1,
        ),
        x=share(total, whole),
        overflow="visible",
    )
    pieces.append(edge)
    return row_drawing(joined(pieces), height=14)


def deadline_bar(
    stretches: Sequence[Stretch], *, due: date | None, today: date, state: str, key: str, title: str, description: str
) -> SafeString:
    """The bar to scale: used = ink, rest = outlined, suspension = hatched, overdue = son; today = chàm line.

    Stretches are in order and do not overlap. On the phone they carry numbers that the table repeats.
    """
    if not stretches:
        return SafeString()
    start = min(one.first for one in stretches).replace(day=1)
    end = max([one.until for one in stretches] + [today] + ([due] if due else []))
    until = add_months(end.replace(day=1), 2 if end.day > 15 else 1)
    drawn = []
    for form, assumed, room in (("wide", 1100, 0.92), ("phone", 340, 0.86)):
        # The words of the tick stand to its right, so the last day keeps away from the end of the line.
        days = max((until - start).days, math.ceil((end - start).days / room))
        bar = _Bar(f"{key}-{form}", form, assumed, start, days, due, today, state)
        drawn.append(
            drawing(
                joined((*bar.stretches(stretches), *bar.months(), *bar.due_tick(), *bar.today_line())),
                key=bar.key,
                title=title,
                description=description,
                height=bar.axis + 24,
                class_=f"chart chart-{form}",
            )
        )
    return wide_and_phone(*drawn, needs_room=True)


@dataclass(frozen=True, slots=True)
class _Bar:
    """One drawing of a deadline. `assumed`: pixels of the line when words are asked whether they fit."""

    key: str
    form: str
    assumed: int
    start: date
    days: int
    due: date | None
    today: date
    state: str

    @property
    def top(self) -> int:
        """Where the bar begins; it is 13 pixels high. An overdue one needs a line of words more."""
        return 52 if self.state == "over" else 38

    @property
    def axis(self) -> int:
        """The line of the months."""
        return self.top + 24

    def at(self, day: date) -> float:
        """The place of a day as a share of the line."""
        return (day - self.start).days / self.days

    def between(
        self, first: date, until: date, fill: str, *, stroke: str | None = None, stroke_width: float | None = None
    ) -> SafeString:
        """A piece of the bar; one with a frame is a little smaller, so that the frame stays inside."""
        inset = 0.5 if stroke else 0
        return tag(
            "rect",
            x=share(self.at(first)),
            y=self.top + inset,
            width=share(self.at(until) - self.at(first)),
            height=13 - 2 * inset,
            fill=fill,
            stroke=stroke,
            stroke_width=stroke_width,
        )

    def stretches(self, stretches: Sequence[Stretch]) -> list[SafeString]:
        """The pieces of the bar with their words, or their numbers where words do not fit."""
        pieces = [hatch(f"{self.key}-h")]
        for number, one in enumerate(stretches, start=1):
            after = stretches[number] if number < len(stretches) else None
            room = (self.at(after.first) if after else 1) - self.at(one.first)
            fits = self.form == "wide" and len(one.words) * LETTER < room * self.assumed
            style = ("italic" if one.kind == "suspended" else None) if fits else "strong"
            if fits or self.form == "phone":
                label = one.words if fits else number
                pieces.append(words(label, x=share(self.at(one.first)), y=self.top - 8, class_=style))
            if one.kind == "suspended":
                pieces.append(self.between(one.first, one.until, f"url(#{self.key}-h)", stroke=ink.MUC2))
                continue
            used_until = min(one.until, max(self.today, one.first))
            if used_until > one.first:
                pieces.append(self.between(one.first, used_until, ink.MUC))
            if used_until < one.until:
                colour = ink.NGHE if self.state == "soon" else ink.MUC
                pieces.append(self.between(used_until, one.until, "none", stroke=colour, stroke_width=1.5))
            if after and after.kind == "runs":
                gap = tag("line", x1=0, y1=self.top, x2=0, y2=self.top + 13, stroke=ink.TRANG, stroke_width=2)
                pieces.append(tag("svg", gap, x=share(self.at(one.until)), overflow="visible"))
        return pieces

    def months(self) -> list[SafeString]:
        """The axis: every month on a wide drawing of up to twenty months, else every third or fourth."""
        every = 4 if self.form == "phone" else 1 if self.days < 620 else 3
        pieces = [tag("line", x1="0", y1=self.axis + 0.5, x2="100%", y2=self.axis + 0.5, stroke=ink.KE2)]
        month, count = self.start, 0
        while (month - self.start).days < self.days:
            x = share(self.at(month))
            with_year = month.month == 1 or count == 0
            pieces.append(
                tag("line", x1=x, y1=self.axis, x2=x, y2=self.axis + (12 if with_year else 6), stroke=ink.KE2)
            )
            if count % every == 0:
                short = pgettext("tháng viết tắt", "T%(month)s") % {"month": month.month}
                text = f"{short}/{month.year}" if with_year else short
                pieces.append(words(text, x=x, dx=4, y=self.axis + 20, class_="axis"))
            month, count = add_months(month, 1), count + 1
        return pieces

    def due_tick(self) -> list[SafeString]:
        """The day itself, and the part beyond it when overdue; words to the left where the right has no room."""
        if self.due is None:
            return []
        pieces = []
        colour = {"over": ink.SON, "soon": ink.NGHE}.get(self.state, ink.MUC)
        if self.state == "over":
            pieces.append(self.between(self.due, self.today, ink.SON))
        x = share(self.at(self.due))
        pieces.append(tag("line", x1=x, y1=self.top - 4, x2=x, y2=self.top + 17, stroke=colour, stroke_width=2))
        day = f"{self.due:%d/%m}"
        text = _("hạn %(day)s") % {"day": day} if self.form == "wide" else day
        style = self.state if self.state in {"over", "soon"} else "strong"
        if self.state == "over":
            # Today is further right: these words stand above, to the left of their tick.
            pieces.append(words(text, x=x, dx=-2, y=27, text_anchor="end", class_=style))
        else:
            pieces.append(words(text, x=x, dx=8, y=self.top + 11, class_=style))
        return pieces

    def today_line(self) -> list[SafeString]:
        """The chàm line of today, its words on the side that has room and that the tick leaves free."""
        place = self.at(self.today)
        if not 0 <= place <= 1:
            return []
        anchor = "end" if place > 0.3 else None
        text = _("hôm nay %(day)s") % {"day": f"{self.today:%d/%m}"}
        return [
            tag("line", x1=share(place), y1=2, x2=share(place), y2=self.top + 30, stroke=ink.CHAM, stroke_width=2),
            words(text, x=share(place), dx=-6 if anchor else 6, y=12, text_anchor=anchor, class_="here"),
        ]


# The desk's calendar ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StripDay:
    """A day of the strip: how many limits on it are over, due and met; whether offices rest; `url` opens its list."""

    day: date
    over: int = 0
    due: int = 0
    done: int = 0
    off: bool = False
    url: str = ""


_HIGH = 4


def calendar_strip(days: Sequence[StripDay], *, today: date, key: str, title: str, description: str) -> SafeString:
    """The desk's days: squares stand on their day, the oldest state lowest; on the phone two weeks a line."""
    wide = _strip(days, today, 0.0, f"{key}-wide", full=True)
    rows = [days[at : at + 14] for at in range(0, len(days), 14)]
    phone = joined(
        tag(
            "svg",
            _strip(row, today, 0.0, f"{key}-phone-{at}", full=False, columns=14),
            y=at * 104,
            height=100,
            width="100%",
            overflow="visible",
        )
        for at, row in enumerate(rows)
    )
    drawn = wide_and_phone(
        drawing(wide, key=f"{key}-wide", title=title, description=description, height=92, class_="chart chart-wide"),
        drawing(
            phone,
            key=f"{key}-phone",
            title=title,
            description=description,
            height=104 * len(rows),
            class_="chart chart-phone",
        ),
        needs_room=True,
    )
    return format_html("{}{}", drawn, strip_legend())


def _strip(
    days: Sequence[StripDay], today: date, y: float, key: str, *, full: bool, columns: int | None = None
) -> SafeString:
    count = columns or len(days)
    base = 58
    pieces: list[str] = []
    for at, one in enumerate(days):
        x = at / count
        if one.off:
            pieces.append(tag("rect", x=share(x), y=4, width=share(1, count), height=base - 4, fill=ink.LE))
        if full and at and one.day.weekday() == 0:
            pieces.append(tag("line", x1=share(x), y1=4, x2=share(x), y2=base + 32, stroke=ink.KE))
    pieces.append(tag("line", x1="0", y1=base + 0.5, x2=share(len(days), count), y2=base + 0.5, stroke=ink.MUC))
    for at, one in enumerate(days):
        x = at / count
        class_ = "strong" if one.day == today else "axis"
        label = _weekday_letters(one.day)
        inner: list[str] = []
        marks = [ink.SON] * one.over + [ink.MUC] * one.due + [""] * one.done
        for level, colour in enumerate(marks[:_HIGH] if len(marks) <= _HIGH else marks[: _HIGH - 1]):
            top = base - 13 - level * 14
            inner.append(
                tag("rect", x=1, y=top, width=10, height=10, fill=colour)
                if colour
                else tag("rect", x=1.5, y=top + 0.5, width=9, height=9, fill=ink.TRANG, stroke=ink.MUC2)
            )
        if len(marks) > _HIGH:
            inner.append(words(f"+{len(marks) - _HIGH + 1}", x=0, y=base - 3 - (_HIGH - 1) * 14, class_="axis"))
        inner.append(words(label, x=0, y=base + 17, class_=class_))
        inner.append(words(f"{one.day:%d/%m}" if full else f"{one.day:%d}", x=0, y=base + 31, class_=class_))
        square = tag("svg", joined(inner), x=share(x + (0.18 if full else 0.28) / count), overflow="visible")
        pieces.append(square)
        if one.day == today:
            pieces.append(tag("line", x1=share(x), y1=4, x2=share(x), y2=base + 32, stroke=ink.CHAM, stroke_width=2))
    return joined(pieces)


def _weekday_letters(day: date) -> str:
    letters = (
        pgettext("thứ viết tắt", "T2"),
        pgettext("thứ viết tắt", "T3"),
        pgettext("thứ viết tắt", "T4"),
        pgettext("thứ viết tắt", "T5"),
        pgettext("thứ viết tắt", "T6"),
        pgettext("thứ viết tắt", "T7"),
        pgettext("thứ viết tắt", "CN"),
    )
    return letters[day.weekday()]


def strip_legend() -> SafeString:
    """The words of the strip's marks."""
    marks = (
        (tag("rect", x=0, y=1, width=10, height=10, fill=ink.SON), _("quá hạn")),
        (tag("rect", x=0, y=1, width=10, height=10, fill=ink.MUC), _("đến hạn")),
        (tag("rect", x=0.5, y=1.5, width=9, height=9, fill=ink.TRANG, stroke=ink.MUC2), _("đã xong")),
        (tag("rect", x=0, y=1, width=10, height=10, fill=ink.LE, stroke=ink.KE), _("ngày nghỉ")),
        (tag("line", x1=5, y1=0, x2=5, y2=12, stroke=ink.CHAM, stroke_width=2), _("hôm nay")),
    )
    items = joined(
        format_html("<li>{}{}</li>", row_drawing(mark, width=12, height=12, class_="chart inline"), word)
        for mark, word in marks
    )
    return format_html('<ul class="legend">{}</ul>', items)


def days_between(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both in."""
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


def describe_strip(days: Sequence[StripDay]) -> str:
    """The strip in words: only the days that hold something."""
    said = [
        f"{show_date(one.day)}: "
        + ", ".join(
            text
            for text in (
                _("%(n)s quá hạn") % {"n": one.over} if one.over else "",
                _("%(n)s đến hạn") % {"n": one.due} if one.due else "",
                _("%(n)s đã xong") % {"n": one.done} if one.done else "",
            )
            if text
        )
        for one in days
        if one.over or one.due or one.done
    ]
    return "; ".join(said) or _("không có việc nào đến hạn")
