"""Lịch hạn: the deadlines of a month, each on its day; on the phone a list of the days that have any."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import WEEKDAYS, add_months
from liemchinh.kernel.label import Label
from liemchinh.law.limits import LIMITS
from liemchinh.ledger import due_calendar as ledger
from liemchinh.ledger import warning_days, working_days
from liemchinh.ledger.due_calendar import DueOn
from liemchinh.ledger.warning_days import Thresholds
from liemchinh.web.dossiers.pages import reading_of
from liemchinh.web.showing import shown
from liemchinh.web.showing.values import printed
from liemchinh.web.visit import VisitRequest, page

EACH: Final = 6
"""Deadlines of one day before the rest is a link."""


@dataclass(frozen=True, slots=True)
class Line:
    """One deadline: number and limit, with the words of its state."""

    number: str
    url: str
    limit: Label | str
    due: shown.Due


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the month. `rest`: how many deadlines stand behind the link."""

    day: date
    is_off: bool
    name: Label | str
    is_today: bool
    count: int
    lines: Sequence[Line]
    url: str

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


def due_calendar(request: VisitRequest) -> HttpResponse:
    """The month of the day read, or another; one's own dossiers, or everything within reach."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    reading = reading_of(visit)
    first = _month_of(request.GET.get("thang", ""), reading.day)
    last = add_months(first, 1) - timedelta(days=1)
    keeps = ledger.own_keeper(visit.scope)
    own = keeps is not None and request.GET.get("ai") != "tat-ca"
    found = ledger.due_between(visit.scope, reading, first, last, keeper_id=keeps if own else None)
    opened = request.GET.get("ngay", "")
    thresholds = warning_days.thresholds()
    by_day: dict[date, list[DueOn]] = {}
    for one in found:
        by_day.setdefault(one.due_on, []).append(one)
    days = working_days.calendar(reading.known)
    names = working_days.named_days(first, last, reading.known)
    who = {} if own or keeps is None else {"ai": "tat-ca"}

    def address(month: date, **more: str) -> str:
        return f"{reverse('due_calendar')}?{urlencode({'thang': f'{month:%Y-%m}'} | who | more)}"

    def made(day: date) -> Day:
        due = by_day.get(day, [])
        shown_lines = due if opened == day.isoformat() else due[:EACH]
        bears = names.get(day)
        return Day(
            day,
            not days.is_worked(day),
            bears.name if bears else "",
            day == reading.day,
            len(due),
            [_line(one, reading.day, thresholds) for one in shown_lines],
            f"{address(first, ngay=day.isoformat())}#ngay-{day:%d}",
        )

    weeks = [
        [made(day) if day.month == first.month else None for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    context = {
        "month": _label(first),
        "first": first,
        "weekdays": WEEKDAYS,
        "weeks": weeks,
        "counts": _counts(found, reading.day),
        "previous": (_label(add_months(first, -1)), address(add_months(first, -1))),
        "next": (_label(add_months(first, 1)), address(add_months(first, 1))),
        "this_month": "" if first == reading.day.replace(day=1) else address(reading.day.replace(day=1)),
        "keeps": keeps is not None,
        "own": own,
        "month_value": f"{first:%m/%Y}",
        "may_set": visit.scope.may(Right.SET_WARNINGS),
        "across": True,
        "printed": printed(visit),
        "secrecy": _("Lưu hành nội bộ. Chữ đậm: quá hạn."),
        "crumbs": [(_("Bàn làm việc"), reverse("desk")), (_("Lịch hạn"), "")],
    }
    return page(request, "desk/due_calendar.html", context, room="desk")


_MONTH: Final = re.compile(r"(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})|(?P<of>\d{4})-(?P<number>\d{1,2})")


def _month_of(text: str, day: date) -> date:
    """The first of a month as typed, 11/2026 or 2026-11; the month of `day` for anything else."""
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        return day.replace(day=1)
    month, year = int(found["month"] or found["number"]), int(found["year"] or found["of"])
    return date(year, month, 1) if 1 <= month <= 12 and 1990 <= year <= 2200 else day.replace(day=1)


def _label(first: date) -> Label:
    return Label(f"tháng {first.month}/{first.year}", f"{calendar.month_name[first.month]} {first.year}")


def _counts(found: Iterable[DueOn], day: date) -> Mapping[str, int]:
    """How many are overdue, still to come, and met."""
    counts = {"over": 0, "open": 0, "met": 0}
    for one in found:
        counts["met" if one.met_on else "over" if one.due_on < day else "open"] += 1
    return counts


def _line(one: DueOn, day: date, thresholds: Thresholds) -> Line:
    limit = LIMITS.get(one.limit_code)
    return Line(
        one.number,
        reverse("dossier", args=[one.committee_code, one.number]),
        limit.label if limit else one.limit_code,
        shown.due(one.due_on, day, done_on=one.met_on, soon=thresholds.of(one.committee_code, one.limit_code)),
    )


urlpatterns = [path("lich-han/", due_calendar, name="due_calendar")]
