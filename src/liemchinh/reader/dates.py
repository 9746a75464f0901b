"""Single dates and stretches as papers write them: “6 tháng đầu năm 2023”, “quý I/2024”, “ngày 5 tháng 7”."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from liemchinh.kernel.calendar import Period, add_months
from liemchinh.kernel.numerals import UnreadableNumberError, number_from_words

FOUNDED: Final = date(2022, 6, 1)
"""The month in which the provincial committees were founded (Quy định 67-QĐ/TW of 02/6/2022)."""


class Kind(Enum):
    """What a stretch of text says about time."""

    PERIOD = "period"
    UNTIL = "until"
    DAY = "day"
    NOW = "now"
    NONE = "none"
    SAME = "same"
    SINCE = "since"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression over the characters `start` to `end` of the composed text.

    `compared` marks what a figure is only compared with (“so với năm 2021”).
    """

    kind: Kind
    start: int
    end: int
    period: Period | None = None
    day: date | None = None
    compared: bool = False


_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?:\s+(?:một|hai))?)"
_SEP = r"\s?[/.\-]\s?"
YEAR = r"(?:19|20)\d\d"
_QUARTER = r"(?:i{1,3}|iv|[1-4])"

ATOM: Final = re.compile(
    rf"""
    (?P<full>\b(?:ngày\s+)?(?P<fd>\d{{1,2}}){_SEP}(?P<fm>\d{{1,2}}){_SEP}(?P<fy>{YEAR})\b)
  | (?P<long>\bngày\s+(?P<ld>\d{{1,2}})\s+tháng\s+(?P<lm>\d{{1,2}})\s*,?\s+(?:năm\s+)?(?P<ly>{YEAR}|nay)\b)
  | (?P<short>\b(?:(?:ngày|sáng|chiều|tối|trưa|đêm|mùng|hôm|trước|đến|tới)\s+(?:ngày\s+)?
      |(?<=từ\s)(?=\d+/(?:0?\d|1[012])\b))
      (?P<sd>\d{{1,2}})[/](?P<sm>\d{{1,2}})\b(?!\s?[/]|\s*(?:vụ|đơn|điểm|tỉnh|bị)))
  | (?P<weekday>(?<!đứng\s)(?<!xếp\s)(?<!trí\s)(?<!hạng\s)(?<!lên\s)
      \bthứ\s+(?:hai|ba|tư|năm|sáu|bảy)\b(?=\s*[,(]|\s+hằng|\s+hàng|\s+ngày))
  | (?P<clock>\b\d{{1,2}}\s?(?::|giờ|h)\s?\d{{0,2}}(?:\s?phút)?\b)
  | (?P<part>\b(?P<pn>{_COUNT})\s+tháng(?:\s+(?P<pw>đầu|cuối))?(?:\s+(?:của\s+)?năm)?(?:\s+(?P<py>{YEAR}|nay))(?!\d))
  | (?P<part2>\b(?P<qn>{_COUNT})\s+tháng\s+(?P<qw>đầu|cuối)\s+năm\b)
  | (?P<past>\b(?P<tn>{_COUNT})\s+tháng\s+(?:vừa\s+)?qua\b|\btrong\s+(?P<tm>{_COUNT})\s+tháng(?=\s*[,;]))
  | (?P<plain>(?<!hạn\s)(?<!vòng\s)(?<!sau\s)(?<!thêm\s)(?<!mỗi\s)(?<!trước\s)(?<!tù\s)(?<!án\s)
      \b(?P<xn>{_COUNT})\s+tháng(?=\s*[.,;:)]))
  | (?P<sofar>\b(?:l(?:ũy|uỹ)\s+kế|tính\s+chung|cộng\s+dồn)\s+(?:cả\s+)?(?P<zn>{_COUNT})\s+tháng
      (?!\s+(?:đầu|cuối|năm)))
  | (?P<half>\b(?:nửa|nữa)\s+(?P<hw>đầu|cuối|sau)\s+năm(?:\s+(?P<hy>{YEAR}|nay))?\b)
  | (?P<quarter>\bquý\s+(?P<kn>{_QUARTER})(?:\s?[/\-]\s?|\s+năm\s+|\s+)?(?P<ky>{YEAR})?\b)
  | (?P<range>\b(?:(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|các\s+năm)\s+(?:từ\s+)?(?:năm\s+)?)(?P<ra>{YEAR})\s?
      (?:[-–]|đến|tới)\s?(?:năm\s+|tháng\s+)?(?:(?P<rm>\d{{1,2}})/)?(?P<rb>{YEAR})\b)
  | (?P<bare>\b(?P<ba>{YEAR})\s?[-–]\s?(?P<bb>{YEAR})\b)
  | (?P<begun>\b(?:từ\s+)?đầu\s+năm(?:\s+(?P<gy>{YEAR}|nay))?\s+(?:đến|tới)\s+(?:hết\s+|cuối\s+)?(?:
      (?P<gnow>nay)\b|(?:ngày\s+(?P<gd>\d{{1,2}})/)?(?:tháng\s+)?(?P<gm>\d{{1,2}})(?:/(?P<gz>{YEAR}))?))
  | (?P<opened>\btừ\s+đầu\s+năm(?:\s+(?P<ez>{YEAR}|nay))?(?=\s+(?:lên|là|có|,)|,))
  | (?P<month>\btháng\s+(?P<mm>\d{{1,2}})(?:\s?[/\-]\s?|\s+năm\s+|\s*,\s*năm\s+)(?P<my>{YEAR})\b)
  | (?P<bmonth>(?<![\d/])(?P<nm>\d{{1,2}})/(?P<ny>{YEAR})\b(?!\s?[/\-]))
  | (?P<lmonth>\btháng\s+(?P<om>\d{{1,2}})\b)
  | (?P<year>\bnăm\s+(?:công\s+tác\s+|học\s+)?(?P<yy>{YEAR})\b)
  | (?P<ryear>\b(?:(?:đầu\s+|cuối\s+)?năm\s+nay|cả\s+năm(?!\s+{YEAR})|năm\s+qua
      |trong\s+năm(?=\s*,)|năm\s+vừa\s+qua|năm\s+vừa\s+rồi|một\s+năm\s+qua))
  | (?P<pyear>\b(?:năm\s+ngoái|năm\s+trước))
  | (?P<after>\b(?:sau|qua|trong|tròn|trải\s+qua|hơn)\s+(?:hơn\s+|gần\s+|chỉ\s+)?(?P<an>{_COUNT}|nửa)\s+
      (?P<au>năm|tháng)(?=\s+(?:thành\s+lập|hoạt\s+động|đi\s+vào|ra\s+mắt|kể\s+từ|kiện\s+toàn|được\s+thành|
      thực\s+hiện\s+quy\s+định\s+(?:số\s+)?67)|\s*,)
      | \bnăm\s+đầu(?:\s+tiên)?\s+(?:thành\s+lập|hoạt\s+động|đi\s+vào\s+hoạt\s+động))
  | (?P<born>\b(?:kể\s+)?từ\s+(?:khi|ngày)\s+(?:được\s+)?(?:thành\s+lập|ra\s+đời|đi\s+vào\s+hoạt\s+động)
      (?:\s+(?:và\s+đi\s+vào\s+hoạt\s+động\s+)?(?:cho\s+)?(?:đến|tới)\s+nay)?(?!\s*[(]|\s+(?:vào\s+)?ngày|\s+tháng))
  | (?P<same>\bcùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái|{YEAR}))?)
  | (?P<now>\b(?:nay)\b)
  | (?P<span>\b(?P<dn>\d{{1,4}}|{_COUNT}|nửa|vài|mấy|hàng)\s+
      (?:năm|tháng|ngày|tuần|tuổi|giờ|phút|thế\s+kỷ|ngày\s+làm\s+việc)\b)
    """,
    re.VERBOSE,
)
_COMING: Final = re.compile(
    rf"\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?:ngày\s+|tháng\s+)?\d{{1,2}}(?:[/.-]\d{{1,2}})?[/.-]({YEAR})"
)
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _int(count: str) -> int:
    try:
        return int(count) if count.isdigit() else number_from_words(count)
    except UnreadableNumberError:
        return 0


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@dataclass(slots=True)
class Clock:
    """What a text's open times hang on: the day it was published and the year it last named."""

    published: date | None
    year: int | None = None

    def open_year(self) -> int | None:
        """The year of “6 tháng đầu năm” without a number."""
        if self.year is not None:
            return self.year
        return self.published.year if self.published else None


def _months(clock: Clock, count: int, which: str | None, year: int | None) -> Period | None:
    year = year if year is not None else clock.open_year()
    if year is None or not 1 <= count <= 12:
        return None
    if which in {"cuối", "sau"}:
        return Period(date(year, 13 - count, 1), date(year, 12, 31))
    return Period(date(year, 1, 1), end_of_month(date(year, count, 1)))


def _year_of(clock: Clock, said: str | None) -> int | None:
    if said is None:
        return None
    if said.isdigit():
        return int(said)
    return clock.published.year if clock.published else clock.year


def _coming_year(key: str, end: int) -> int | None:
    """The year that only the end of a stretch carries (“từ ngày 01/7 đến ngày 31/10/2025”)."""
    found = _COMING.match(key, end)
    return int(found[1]) if found else None


def _begun(found: re.Match[str], clock: Clock) -> Period | None:
    """“từ đầu năm đến hết tháng 8”, “từ đầu năm 2024 đến nay”."""
    year = _year_of(clock, found["gz"]) or _year_of(clock, found["gy"])
    if year is None:
        year = clock.published.year if clock.published else clock.open_year()
    if year is None:
        return None
    first = date(year, 1, 1)
    if found["gnow"]:
        return Period(first, clock.published) if clock.published and clock.published >= first else None
    month = int(found["gm"])
    if not 1 <= month <= 12:
        return None
    last = day_of(year, month, int(found["gd"])) if found["gd"] else end_of_month(date(year, month, 1))
    return Period(first, last) if last else None


def _day_said(name: str, found: re.Match[str], key: str, clock: Clock) -> date | None:
    """The day of a date in full, in words, or without its year."""
    if name == "full":
        return day_of(int(found["fy"]), int(found["fm"]), int(found["fd"]))
    if name == "long":
        return day_of(_year_of(clock, found["ly"]) or 0, int(found["lm"]), int(found["ld"]))
    year = _coming_year(key, found.end()) or clock.open_year()
    return day_of(year, int(found["sm"]), int(found["sd"])) if year else None


def _months_said(name: str, found: re.Match[str], clock: Clock) -> Period | None:
    """Some months of a year: “9 tháng đầu năm”, “nửa đầu năm 2024”, “bảy tháng qua”, “từ đầu năm đến hết tháng 8”."""
    if name == "part":
        return _months(clock, _int(found["pn"]), found["pw"], _year_of(clock, found["py"]))
    if name == "part2":
        return _months(clock, _int(found["qn"]), found["qw"], None)
    if name == "half":
        return _months(clock, 6, found["hw"], _year_of(clock, found["hy"]))
    if name == "begun":
        return _begun(found, clock)
    if name == "opened":
        year = _year_of(clock, found["ez"]) or clock.open_year()
        day = clock.published
        return Period(date(day.year, 1, 1), day) if day is not None and day.year == year else None
    if found["zn"] is not None:
        return _months(clock, _int(found["zn"]), None, None)
    if found["tm"] is not None:
        return _months(clock, _int(found["tm"]), None, None)
    count = _int(found["tn"] or found["xn"])
    if clock.published and clock.published.month - count in {0, 1}:
        return _months(clock, count, None, clock.published.year)
    return None


def _stretch_said(name: str, found: re.Match[str], key: str, clock: Clock) -> Period | None:
    """A quarter, a month, a year or several years."""
    if name == "year":
        return Period.year(int(found["yy"]))
    if name == "quarter":
        year = _year_of(clock, found["ky"]) or clock.open_year()
        number = _QUARTERS.get(found["kn"]) or int(found["kn"])
        return Period.quarter(year, number) if year else None
    if name in {"range", "bare"}:
        first, last = (found["ra"], found["rb"]) if name == "range" else (found["ba"], found["bb"])
        month = int(found["rm"] or 12) if name == "range" else 12
        if first > last or not 1 <= month <= 12:
            return None
        return Period(date(int(first), 1, 1), end_of_month(date(int(last), month, 1)))
    if name == "lmonth":
        month, year = int(found["om"]), _coming_year(key, found.end()) or clock.open_year()
    else:
        month, year = (int(found["mm"]), int(found["my"])) if name == "month" else (int(found["nm"]), int(found["ny"]))
    return Period.month(year, month) if year and 1 <= month <= 12 else None


_EARLY: Final = 3
_LATE: Final = 11


def _this_year(said: str, clock: Clock) -> Period | None:
    """“năm nay”, “cả năm”, “đầu năm nay” (up to the day of the paper)."""
    if clock.published and said.endswith(("qua", "rồi", "trong năm")):
        # “năm qua” of a paper from the first months is the calendar year before it, of one from the last its own.
        if said.startswith("trong") and clock.year is not None:
            return Period.year(clock.year)
        before = clock.published.year - (clock.published.month <= _EARLY)
        return Period.year(before) if before < clock.published.year or clock.published.month >= _LATE else None
    year = clock.published.year if clock.published and said.endswith("nay") else clock.open_year()
    if year is None or not said.endswith(("nay", "cả năm")):
        return None
    if said.startswith("đầu") and clock.published and clock.published.year == year:
        return Period(date(year, 1, 1), clock.published)
    return Period.year(year)


def _anniversary(found: re.Match[str]) -> date | None:
    """The day up to which “sau 1 năm hoạt động” counts, for a committee founded with the others."""
    if found["an"] is None:
        months = 12
    elif found["an"] == "nửa":
        months = 6
    else:
        months = _int(found["an"]) * (12 if found["au"] == "năm" else 1)
    return add_months(FOUNDED, months) if 0 < months <= 48 else None


def moment_of(found: re.Match[str], key: str, clock: Clock) -> Moment | None:
    """What one time expression says; None for what is only a mask (a clock time, a duration)."""
    name = next((group for group in _GROUPS if found[group] is not None), "")
    start, end = found.span()
    if name in {"full", "long", "short"}:
        day = _day_said(name, found, key, clock)
        return Moment(Kind.DAY, start, end, day=day) if day else None
    if name in _PLAIN:
        return Moment(_PLAIN[name], start, end)
    if name in {"after", "born"}:
        return Moment(Kind.SINCE, start, end, day=clock.published if name == "born" else _anniversary(found))
    if name == "ryear":
        year = _this_year(key[start:end], clock)
        return Moment(Kind.YEAR, start, end, period=year) if year else None
    if name in {"part", "part2", "half", "begun", "opened", "past", "plain", "sofar"}:
        period = _months_said(name, found, clock)
    elif name in {"quarter", "range", "bare", "month", "bmonth", "lmonth", "year"}:
        period = _stretch_said(name, found, key, clock)
    else:
        return None
    return Moment(Kind.PERIOD, start, end, period=period) if period else None


_PLAIN: Final = {"same": Kind.SAME, "now": Kind.NOW}
_GROUPS: Final = (
    "full", "long", "short", "weekday", "clock", "part", "part2", "past", "plain", "sofar", "half", "quarter",
    "range", "bare", "begun", "opened", "month", "bmonth", "lmonth", "year", "ryear", "pyear",
    "after", "born", "same", "now", "span",
)  # fmt: skip
