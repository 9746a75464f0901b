"""Lịch làm việc: a year of days off and make-up days, and the form that changes it after showing what moves."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import UnreadableDateError, WorkingDays, parse_date, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.ledger import working_days
from liemchinh.ledger.calendar_changes import (
    CalendarPreview,
    DayChange,
    Moved,
    change_days,
    preview_days,
)
from liemchinh.ledger.entry import RefusedEntryError, StaleError
from liemchinh.ledger.holiday_notices import LONGEST, read_notice
from liemchinh.ledger.working_days import NamedDay
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import said, show_entry, show_hour
from liemchinh.web.showing.values import printed
from liemchinh.web.visit import VisitRequest, page

DONE_KEY: Final = "calendar_done"
"""Where the session keeps the sentence of the newest change, shown once."""
SHOWN: Final = 2000
"""Moved deadlines on one page."""
_OLDEST, _LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month. `mark`: "", off, made-up; `name` of a day that bears one."""

    day: date
    mark: str
    name: Label | str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One month in weeks from Monday; None where a week reaches into another month."""

    label: Label
    weeks: Sequence[Sequence[Cell | None]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Named days in a row that belong together."""

    first: date
    last: date
    is_worked: bool
    name: Label | str
    decided: Any
    """The office's entry (CalendarDay), or None for the law's own days."""

    @property
    def count(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


def year_calendar(request: VisitRequest) -> HttpResponse:
    """A year at a time, as known where the second clock stands."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    wanted = request.GET.get("nam", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else visit.clocks.effective.year
    year = min(max(year, _OLDEST), _LATEST)
    first, last = date(year, 1, 1), date(year, 12, 31)
    known = visit.clocks.known
    days = working_days.calendar(known)
    named = working_days.named_days(first, last, known)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    context = {
        "year": year,
        "years": [(one, reverse("year_calendar") + f"?nam={one}") for one in (year - 1, year + 1)],
        "months": [_month(year, number, days, named, visit.today) for number in range(1, 13)],
        "stretches": stretches(named.values()),
        "worked_count": sum(days.is_worked(day) for day in every),
        "off_count": sum(day.weekday() < 5 and not days.is_worked(day) for day in every),
        "made_up_count": sum(day.weekday() >= 5 and days.is_worked(day) for day in every),
        "lacks_tet": not working_days.knows_tet(year, known),
        "may_change": visit.scope.may(Right.KEEP_CALENDAR) and visit.clocks.can_record,
        "done": request.session.pop(DONE_KEY, ""),
        "crumbs": [(_("Bàn làm việc"), reverse("desk")), (_("Lịch hạn"), reverse("due_calendar")),
                   (_("Lịch làm việc"), "")],
        "printed": printed(visit),
    }  # fmt: skip
    return page(request, "desk/year_calendar.html", context, room="desk")


def _month(year: int, number: int, days: WorkingDays, named: Mapping[date, NamedDay], today: date) -> Month:
    weeks: list[list[Cell | None]] = []
    for week in calendar.Calendar().monthdatescalendar(year, number):
        cells: list[Cell | None] = []
        for day in week:
            if day.month != number:
                cells.append(None)
                continue
            worked = days.is_worked(day)
            mark = "" if worked == (day.weekday() < 5) and worked else "made-up" if worked else "off"
            bears = named.get(day)
            cells.append(Cell(day, mark, bears.name if bears else "", day == today))
        weeks.append(cells)
    return Month(Label(f"Tháng {number}", f"{calendar.month_name[number]}"), weeks)


def stretches(named: Iterable[NamedDay]) -> list[Stretch]:
    """Named days in a row under one name and one entry, as one line."""
    found: list[Stretch] = []
    for one in named:
        before = found[-1] if found else None
        same = (
            before is not None
            and before.last + timedelta(days=1) == one.day
            and (before.is_worked, before.name) == (one.is_worked, one.name)
            and _entry(before.decided) == _entry(one.decided)
        )
        if before is not None and same:
            found[-1] = Stretch(before.first, one.day, one.is_worked, one.name, one.decided)
        else:
            found.append(Stretch(one.day, one.day, one.is_worked, one.name, one.decided))
    return found


def _entry(decided: Any) -> int:
    return int(decided.position) if decided else 0


# Changing it ---------------------------------------------------------------------------------------------------------


_FIELDS: Final = ("first", "last", "use", "name", "document_number", "notice")


def change_calendar(request: VisitRequest) -> HttpResponse:
    """Write days off or make-up days; “Xem trước” lists every deadline that moves, “Ghi vào sổ” records."""
    visit = request.visit
    visit.scope.require(Right.KEEP_CALENDAR)
    typed = {name: request.POST.get(name, "").replace("\x00", "") for name in _FIELDS}
    if request.method != "POST":
        typed = _blank(request)
    errors: dict[str, str] = {}
    preview: CalendarPreview | None = None
    stale: StaleError | None = None
    step = request.POST.get("step", "") if visit.clocks.can_record else ""
    seen = _number(request.POST.get("seen", ""), working_days.newest())
    if step in {"preview", "record"}:
        days = _read(typed, visit.today, errors)
        if not errors:
            try:
                if step == "record":
                    _record(request, days, seen)
                    return HttpResponseRedirect(f"{reverse('year_calendar')}?nam={min(days, key=_day).day.year}")
                preview = preview_days(visit.scope, days, visit.now)
                seen = preview.seen
            except RefusedEntryError as fault:
                errors[_place(fault.place, typed)] = visit.said(fault.label)
            except StaleError as fault:
                stale = fault
                preview = preview_days(visit.scope, days, visit.now)
                seen = preview.seen
    context = {
        "fields": _fields(typed, errors),
        "refusals": [shapes.Refused(text, f"f-{place}") for place, text in errors.items()],
        "stale_label": stale.label if stale else "",
        "preview": preview,
        "days": stretches(_named(preview.days)) if preview else [],
        "moved": [_line(one, visit.today) for one in preview.moved[:SHOWN]] if preview else [],
        "more": max(len(preview.moved) - SHOWN, 0) if preview else 0,
        "seen": seen,
        "can_record": visit.clocks.can_record,
        "crumbs": [(_("Lịch làm việc"), reverse("year_calendar")), (_("Đổi lịch"), "")],
    }
    return page(request, "desk/change_calendar.html", context, room="desk", status=422 if errors or stale else 200)


def _day(one: DayChange) -> date:
    return one.day


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else otherwise


def _blank(request: VisitRequest) -> dict[str, str]:
    """The empty form, or one day as it stands, opened from the year."""
    typed = dict.fromkeys(_FIELDS, "") | {"use": "off"}
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return typed
    known = working_days.named_days(day, day).get(day)
    typed["first"] = show_date(day)
    if known is not None:
        typed["use"] = "worked" if known.is_worked else "off"
        typed["name"] = known.name.vi
        typed["document_number"] = known.decided.document_number if known.decided else ""
    return typed


def _read(typed: Mapping[str, str], today: date, errors: dict[str, str]) -> list[DayChange]:
    """The days of both ways of writing them; what is not understood goes to its field."""
    days: list[DayChange] = []
    name, paper = typed["name"].strip(), typed["document_number"].strip()
    bounds: dict[str, date] = {}
    for place in ("first", "last"):
        if typed[place].strip():
            try:
                bounds[place] = parse_date(typed[place], today=today)
            except UnreadableDateError as fault:
                errors[place] = str(said(fault.label))
    if "first" in bounds:
        last = bounds.get("last", bounds["first"])
        count = (last - bounds["first"]).days + 1
        if not 1 <= count <= LONGEST:
            errors["last"] = _("Một đợt dài từ 1 đến %(most)s ngày; ngày cuối không trước ngày đầu.") % {
                "most": LONGEST
            }
        else:
            days += [
                DayChange(bounds["first"] + timedelta(days=n), typed["use"] == "worked", name, paper)
                for n in range(count)
            ]
    elif "last" in bounds:
        errors["first"] = _("Ghi ngày đầu của đợt.")
    found, faults = read_notice(typed["notice"], today=today, name=name, document_number=paper)
    if faults:
        errors["notice"] = " ".join(
            _("Dòng %(line)s: %(text)s") % {"line": fault.line, "text": said(fault.label)} for fault in faults
        )
    if not days and not found and not errors:
        errors["first"] = _("Ghi một ngày, một đợt, hoặc dán danh sách.")
    return days + found


def _place(place: str, typed: Mapping[str, str]) -> str:
    """The field of a refusal that concerns the days as a whole."""
    if place in {"name", "document_number"}:
        return place
    return "first" if typed["first"].strip() else "notice"


def _record(request: VisitRequest, days: Sequence[DayChange], seen: int) -> None:
    visit = request.visit
    done = change_days(days=days, officer=visit.officer, now=visit.now, seen=seen)
    told = {
        "entry": show_entry(done.position),
        "hour": show_hour(visit.now),
        "day": show_date(visit.today),
        "days": show_number(done.days),
        "deadlines": show_number(done.deadlines),
        "dossiers": show_number(done.dossiers),
    }
    request.session[DONE_KEY] = (
        _(
            "Đã ghi %(entry)s lúc %(hour)s ngày %(day)s: %(days)s ngày của lịch;"
            " %(deadlines)s hạn ở %(dossiers)s hồ sơ đã dời."
        )
        % told
    )


def _named(days: Iterable[DayChange]) -> list[NamedDay]:
    return [NamedDay(one.day, one.is_worked, Label(one.name, one.name)) for one in days]


def _line(one: Moved, today: date) -> dict[str, Any]:
    return {
        "limit": one.limit.label,
        "basis": one.limit.basis.label,
        "number": one.number,
        "url": reverse("dossier", args=[one.committee_code, one.number]),
        "keeper": one.keeper,
        "before": one.before,
        "after": one.after,
        "met_on": one.ended_on,
        "is_over": one.ended_on is None and one.after is not None and one.after < today,
    }


def _fields(typed: Mapping[str, str], errors: Mapping[str, str]) -> dict[str, shapes.Field]:
    echo = reverse("echo_day")
    uses = (("off", _("ngày nghỉ")), ("worked", _("ngày làm việc: làm bù, hoặc bỏ ngày nghỉ")))
    found = (
        shapes.Field("first", _("Ngày, hoặc ngày đầu của đợt"), "day", typed["first"], echo_url=echo),
        shapes.Field("last", _("Ngày cuối của đợt"), "day", typed["last"], echo_url=echo),
        shapes.Field(
            "use",
            _("Là"),
            "radios",
            choices=[shapes.Choice(value, label, typed["use"] == value) for value, label in uses],
            upright=True,
        ),
        shapes.Field("name", _("Tên"), value=typed["name"], hint=_("Tết Nguyên đán; Làm bù cho 31/08/2026.")),
        shapes.Field(
            "document_number", _("Số, ký hiệu thông báo"), value=typed["document_number"], width="short"
        ),
        shapes.Field(
            "notice",
            _("Hoặc dán danh sách từ thông báo"),
            "area",
            typed["notice"],
            hint=_(
                "Mỗi dòng một ngày hoặc một đợt: 14/02/2026 – 22/02/2026 Tết Nguyên đán;"
                " Làm bù 22/08/2026 cho 31/08/2026."
            ),
            rows=5,
        ),
    )  # fmt: skip
    return {one.name: replace(one, refusal=errors.get(one.name, "")) for one in found}


urlpatterns = [
    path("lich-lam-viec/", year_calendar, name="year_calendar"),
    path("lich-lam-viec/doi/", change_calendar, name="change_calendar"),
]
