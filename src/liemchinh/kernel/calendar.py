"""Days, periods and days off, as the law and the reports count them."""

from __future__ import annotations

import calendar
import enum
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from liemchinh.kernel.label import Label

FAR: Final = date(9999, 12, 31)
"""The day after every act: `to` of a span that has not ended."""

WEEKDAYS: Final = (
    Label("thứ Hai", "Monday"),
    Label("thứ Ba", "Tuesday"),
    Label("thứ Tư", "Wednesday"),
    Label("thứ Năm", "Thursday"),
    Label("thứ Sáu", "Friday"),
    Label("thứ Bảy", "Saturday"),
    Label("Chủ nhật", "Sunday"),
)


class Precision(enum.StrEnum):
    """How exactly a paper gives a day."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def label(self) -> Label:
        """The word on the form."""
        return _PRECISION_LABELS[self]


_PRECISION_LABELS: Final = {
    Precision.DAY: Label("ngày", "day"),
    Precision.MONTH: Label("tháng", "month"),
    Precision.QUARTER: Label("quý", "quarter"),
    Precision.YEAR: Label("năm", "year"),
}


class UnreadableDateError(ValueError):
    """A date that does not exist or was not understood; `label` says what and how to write it."""

    def __init__(self, label: Label) -> None:
        self.label = label
        super().__init__(label.vi)


def show_date(day: date, precision: Precision = Precision.DAY) -> str:
    """dd/mm/yyyy, or as much of it as the paper gave: tháng 3/2026, quý III/2026, năm 2026."""
    if precision is Precision.MONTH:
        return f"tháng {day.month}/{day.year}"
    if precision is Precision.QUARTER:
        return f"quý {('I', 'II', 'III', 'IV')[(day.month - 1) // 3]}/{day.year}"
    if precision is Precision.YEAR:
        return f"năm {day.year}"
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def parse_date(text: str, *, today: date) -> date:
    """A day as officers type it: 14/07/2026, 14-7-2026, 14.7.26, 14/7 (the year of `today`), 2026-07-14.

    Raises UnreadableDateError, which names the fault (no such day, no such month) and gives an example.
    """
    cleaned = text.strip()
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", cleaned):
        year, month, day = (int(part) for part in iso.groups())
    elif written := re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?", cleaned):
        day, month = int(written[1]), int(written[2])
        year = today.year if written[3] is None else int(written[3])
        if year < 100:
            year += 2000 if year <= (today.year + 1) % 100 else 1900
    else:
        raise UnreadableDateError(
            Label(
                f"Chưa hiểu ngày “{cleaned}”. Gõ ngày/tháng/năm, ví dụ {show_date(today)}.",
                f"“{cleaned}” was not understood. Type day/month/year, for example {show_date(today)}.",
            )
        )
    if not 1 <= month <= 12:
        raise UnreadableDateError(
            Label(
                f"Chưa hiểu: không có tháng {month}. Gõ lại, ví dụ {show_date(today)}.",
                f"There is no month {month}. Type again, for example {show_date(today)}.",
            )
        )
    if not 1900 <= year <= 2200:
        raise UnreadableDateError(
            Label(f"Chưa hiểu: năm {year} ngoài sổ.", f"The year {year} lies outside the register.")
        )
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise UnreadableDateError(
            Label(
                f"Chưa hiểu: tháng {month} chỉ có {last} ngày. Gõ lại, ví dụ {last:02d}/{month:02d}/{year}.",
                f"Month {month} has only {last} days. Type again, for example {last:02d}/{month:02d}/{year}.",
            )
        )
    return date(year, month, day)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days, both ends counted in (`first` ≤ `last`), as papers write “từ … đến …”."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the period ends ({self.last}) before it begins ({self.first})")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def day_before(self) -> date:
        """The day whose closing is this period's opening."""
        return self.first - timedelta(days=1)

    def year_earlier(self) -> Period:
        """The same stretch one year before (cùng kỳ)."""
        return Period(add_months(self.first, -12), end_of_month_kept(self.last, -12))

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """`half` 1 is “6 tháng đầu năm”, 2 the rest."""
        return cls(date(year, 1, 1), date(year, 6, 30)) if half == 1 else cls(date(year, 7, 1), date(year, 12, 31))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """`quarter` 1 to 4."""
        first = date(year, 3 * quarter - 2, 1)
        return cls(first, add_months(first, 3) - timedelta(days=1))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @property
    def label(self) -> Label:
        """The stretch as reports name it."""
        year = self.first.year
        if self == Period.year(year):
            return Label(f"năm {year}", f"the year {year}")
        if self == Period.half(year, 1):
            return Label(f"6 tháng đầu năm {year}", f"the first half of {year}")
        if self == Period.half(year, 2):
            return Label(f"6 tháng cuối năm {year}", f"the second half of {year}")
        for number, roman in enumerate(("I", "II", "III", "IV"), start=1):
            if self == Period.quarter(year, number):
                return Label(f"quý {roman}/{year}", f"quarter {number} of {year}")
        if self == Period.month(year, self.first.month):
            return Label(f"tháng {self.first.month}/{year}", f"{self.first.month:02d}/{year}")
        return Label(
            f"từ {show_date(self.first)} đến {show_date(self.last)}",
            f"from {show_date(self.first)} to {show_date(self.last)}",
        )


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later; the month's last day where it has none (BLTTHS, Điều 134)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_month_kept(day: date, months: int) -> date:
    """Like `add_months`, but the last day of a month stays the last day of the other."""
    moved = add_months(day, months)
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return date(moved.year, moved.month, calendar.monthrange(moved.year, moved.month)[1])
    return moved


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked: weekends and `holidays` are not, `made_up` (ngày làm bù) are."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    made_up: frozenset[date] = field(default_factory=frozenset)

    def is_worked(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day in self.made_up:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def next_worked(self, day: date) -> date:
        """`day`, or the first worked day after it: a limit that ends on a day off ends then (Điều 134)."""
        while not self.is_worked(day):
            day += timedelta(days=1)
        return day

    def add(self, day: date, count: int) -> date:
        """The day on which `count` working days have passed since `day` (which is not counted)."""
        while count:
            day += timedelta(days=1)
            if self.is_worked(day):
                count -= 1
        return day
