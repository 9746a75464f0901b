"""The working calendar: the law's days, overlaid by what the office decided, as known at any position.

A day off or a make-up day is a fact with its place in the register (CalendarDay); of several decisions on one day the
latest counts. The statutory days and their names follow Điều 112 Bộ luật Lao động.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from liemchinh.kernel.calendar import WorkingDays
from liemchinh.kernel.known import NOW, Known
from liemchinh.kernel.label import Label
from liemchinh.law.holidays import CALENDAR
from liemchinh.ledger.histories import LAW, Revision
from liemchinh.ledger.models import CalendarDay

_FIXED: Final = {
    (1, 1): Label("Tết Dương lịch", "New Year"),
    (4, 30): Label("Ngày Chiến thắng 30/4", "Victory Day"),
    (5, 1): Label("Ngày Quốc tế lao động", "Labour Day"),
    (9, 2): Label("Quốc khánh", "National Day"),
}
TET: Final = Label("Tết Nguyên đán", "Lunar New Year")
_HUNG_KINGS: Final = Label("Giỗ Tổ Hùng Vương", "Commemoration of the Hùng Kings")

Decision = tuple[date, bool]


def calendar(known: Known = NOW) -> WorkingDays:
    """The calendar in force at a position: one short statement, so that it is never stale."""
    found = CalendarDay.objects.filter(position__lte=known.position).order_by("day", "-position").distinct("day")
    return _overlaid(tuple(found.values_list("day", "is_worked")))


@lru_cache(maxsize=64)
def _overlaid(decisions: tuple[Decision, ...]) -> WorkingDays:
    return overlay(CALENDAR, decisions)


def overlay(under: WorkingDays, decisions: Iterable[Decision]) -> WorkingDays:
    """A calendar with some days decided otherwise; each day at most once."""
    decided = dict(decisions)
    on = {day for day, is_worked in decided.items() if is_worked}
    off = decided.keys() - on
    return WorkingDays(holidays=(under.holidays | off) - on, made_up=(under.made_up | on) - off)


def revisions() -> tuple[Revision, ...]:
    """Every calendar there ever was, by the position from which it counted; the law's own first, at 0."""
    found = list(LAW)
    by_position: dict[int, list[Decision]] = {}
    rows = CalendarDay.objects.order_by("position").values_list("position", "day", "is_worked")
    for position, day, is_worked in rows:
        by_position.setdefault(position, []).append((day, is_worked))
    for position, decisions in by_position.items():
        before = found[-1].calendar
        found.append(Revision(position, overlay(before, decisions), differing(before, decisions)))
    return tuple(found)


def differing(before: WorkingDays, decisions: Iterable[Decision]) -> frozenset[date]:
    """The days on which decisions say otherwise than a calendar."""
    return frozenset(day for day, is_worked in decisions if before.is_worked(day) != is_worked)


def newest() -> int:
    """The position of the newest change; 0 before the first."""
    found = CalendarDay.objects.order_by("-position").values_list("position", flat=True).first()
    return found or 0


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day off, or a day worked that would be one. `decided`: the office's own entry, with paper, mục and officer."""

    day: date
    is_worked: bool
    name: Label
    decided: CalendarDay | None = None


def named_days(first: date, last: date, known: Known = NOW) -> dict[date, NamedDay]:
    """Every day from `first` to `last` that bears a name: the law's days off and what the office decided."""
    found: dict[date, NamedDay] = {
        day: NamedDay(day, is_worked=False, name=_law_name(day)) for day in CALENDAR.holidays if first <= day <= last
    }
    rows = CalendarDay.objects.filter(position__lte=known.position, day__range=(first, last))
    for row in rows.select_related("officer").order_by("position"):
        found[row.day] = NamedDay(row.day, row.is_worked, Label(row.name, row.name), row)
    return dict(sorted(found.items()))


def _law_name(day: date) -> Label:
    """What the law's day off is called; the calendar of the law holds Tết and the Hùng Kings' day year by year."""
    if fixed := _FIXED.get((day.month, day.day)):
        return fixed
    return TET if day.month < 3 else _HUNG_KINGS


def knows_tet(year: int, known: Known = NOW) -> bool:
    """Whether the lunar new year of `year` stands in the calendar: at least three days off from 15/01 to 28/02."""
    days = calendar(known)
    first = date(year, 1, 15)
    off = [first + timedelta(days=n) for n in range(45)]
    return sum(day.weekday() < 5 and not days.is_worked(day) for day in off) >= 3
