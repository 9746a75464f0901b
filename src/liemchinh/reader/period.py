"""Dates and stretches of time in a text: which period a figure was counted over, and which digits are only dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
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


_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?: một| hai)?)"
_SEP = r"\s?[/.\-]\s?"
_YEAR = r"(?:19|20)\d\d"
_QUARTER = r"(?:i{1,3}|iv|[1-4])"

_ATOM: Final = re.compile(
    rf"""
    (?P<full>\b(?:ngày\s+)?(?P<fd>\d{{1,2}}){_SEP}(?P<fm>\d{{1,2}}){_SEP}(?P<fy>{_YEAR})\b)
  | (?P<long>\bngày\s+(?P<ld>\d{{1,2}})\s+tháng\s+(?P<lm>\d{{1,2}})\s*,?\s+(?:năm\s+)?(?P<ly>{_YEAR}|nay)\b)
  | (?P<short>\b(?:ngày|sáng|chiều|tối|trưa|đêm|mùng|hôm|trước|đến|tới)\s+(?:ngày\s+)?(?P<sd>\d{{1,2}})[/](?P<sm>\d{{1,2}})\b(?!\s?[/]|\s*(?:vụ|đơn|điểm|tỉnh|bị)))
  | (?P<weekday>\bthứ\s+(?:hai|ba|tư|năm|sáu|bảy)\b(?=\s*[,(]|\s+hằng|\s+hàng|\s*,\s*thứ|\s+ngày))
  | (?P<clock>\b\d{{1,2}}\s?(?::|giờ|h)\s?\d{{0,2}}(?:\s?phút)?\b)
  | (?P<part>\b(?P<pn>{_COUNT})\s+tháng(?:\s+(?P<pw>đầu|cuối))?(?:\s+(?:của\s+)?năm)?(?:\s+(?P<py>{_YEAR}|nay))(?!\d))
  | (?P<part2>\b(?P<qn>{_COUNT})\s+tháng\s+(?P<qw>đầu|cuối)\s+năm\b)
  | (?P<past>\b(?P<tn>{_COUNT})\s+tháng\s+(?:vừa\s+)?qua\b)
  | (?P<half>\b(?:nửa|nữa)\s+(?P<hw>đầu|cuối|sau)\s+năm(?:\s+(?P<hy>{_YEAR}|nay))?\b)
  | (?P<quarter>\bquý\s+(?P<kn>{_QUARTER})(?:\s?[/\-]\s?|\s+năm\s+|\s+)?(?P<ky>{_YEAR})?\b)
  | (?P<range>\b(?:(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|các\s+năm)\s+(?:từ\s+)?(?:năm\s+)?)(?P<ra>{_YEAR})\s?(?:[-–]|đến|tới)\s?(?:năm\s+)?(?P<rb>{_YEAR})\b)
  | (?P<bare>\b(?P<ba>{_YEAR})\s?[-–]\s?(?P<bb>{_YEAR})\b)
  | (?P<begun>\b(?:từ\s+)?đầu\s+năm(?:\s+(?P<gy>{_YEAR}|nay))?\s+(?:đến|tới)\s+(?:hết\s+|cuối\s+)?(?:(?P<gnow>nay)\b|(?:ngày\s+(?P<gd>\d{{1,2}})/)?(?:tháng\s+)?(?P<gm>\d{{1,2}})(?:/(?P<gz>{_YEAR}))?))
  | (?P<month>\btháng\s+(?P<mm>\d{{1,2}})(?:\s?[/\-]\s?|\s+năm\s+|\s*,\s*năm\s+)(?P<my>{_YEAR})\b)
  | (?P<bmonth>(?<![\d/])(?P<nm>\d{{1,2}})/(?P<ny>{_YEAR})\b(?!\s?[/\-]))
  | (?P<lmonth>\btháng\s+(?P<om>\d{{1,2}})\b)
  | (?P<year>\bnăm\s+(?:công\s+tác\s+|học\s+)?(?P<yy>{_YEAR})\b)
  | (?P<ryear>\b(?:(?:đầu\s+|cuối\s+)?năm\s+nay|cả\s+năm|năm\s+qua|năm\s+vừa\s+qua|năm\s+vừa\s+rồi|một\s+năm\s+qua))
  | (?P<pyear>\b(?:năm\s+ngoái|năm\s+trước))
  | (?P<after>\b(?:sau|qua|trong|tròn|trải\s+qua|hơn)\s+(?:hơn\s+|gần\s+|chỉ\s+)?(?P<an>{_COUNT}|nửa)\s+(?P<au>năm|tháng)(?=\s+(?:thành\s+lập|hoạt\s+động|đi\s+vào|ra\s+mắt|kể\s+từ|kiện\s+toàn|được\s+thành)|\s*,)
      | \bnăm\s+đầu(?:\s+tiên)?\s+(?:thành\s+lập|hoạt\s+động|đi\s+vào\s+hoạt\s+động))
  | (?P<born>\b(?:kể\s+)?từ\s+(?:khi|ngày)\s+(?:được\s+)?(?:thành\s+lập|ra\s+đời|đi\s+vào\s+hoạt\s+động)(?:\s+(?:và\s+đi\s+vào\s+hoạt\s+động\s+)?(?:cho\s+)?(?:đến|tới)\s+nay)?(?!\s*[(]|\s+(?:vào\s+)?ngày|\s+tháng))
  | (?P<same>\bcùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái|{_YEAR}))?)
  | (?P<now>\b(?:nay)\b)
  | (?P<span>\b(?P<dn>\d+|{_COUNT}|nửa|vài|mấy|hàng)\s+(?:năm|tháng|ngày|tuần|tuổi|giờ|phút|thế\s+kỷ|ngày\s+làm\s+việc)\b)
    """,
    re.VERBOSE,
)

_TO: Final = re.compile(r"\s*(?:đến|tới|[-–])\s+(?:hết\s+|cuối\s+|ngày\s+|hết\s+ngày\s+|hết\s+năm\s+|năm\s+)?")
_FROM: Final = re.compile(r"(?:từ|kể từ)\s+(?:khi\s+|đầu\s+|sau\s+|ngày\s+|cuối\s+)?$")
_TERM_FROM: Final = re.compile(r"từ\s+(?:đầu\s+)?(?:nhiệm kỳ|khi thành lập|ngày thành lập)[^.;]{0,40}$")
_UNTIL: Final = re.compile(
    r"(?:^|\W)(?:tính\s+)?(?:đến|tới|cho đến)\s+(?:hết\s+|cuối\s+|thời điểm\s+|chiều\s+|sáng\s+)?(?:ngày\s+)?$"
)
_COMPARED: Final = re.compile(
    r"(?:so với|so|bằng|cao hơn|thấp hơn|như|hơn|kể từ|gấp đôi|ít hơn|nhiều hơn)\s+(?:cùng kỳ\s+)?(?:với\s+)?$"
)
_LAW: Final = re.compile(
    r"(?:(?<!kỷ )(?<!kỉ )luật|nghị định|thông tư|sinh|khởi công|hiến pháp|chương trình|quy chế|chỉ thị|nghị quyết)\b[^,.;]{0,45}$"
)
_NOT_PERIOD: Final = re.compile(r"(?:trước|sinh|khởi công|đêm|kể từ)\s+(?:ngày\s+|tháng\s+)?$")
_MEETING_FROM: Final = re.compile(r"từ\s+(?:sau\s+)?(?:phiên họp|kỳ họp|cuộc họp|phiên)[^.;]{0,45}đến\s*$")


def _int(count: str) -> int:
    try:
        return int(count) if count.isdigit() else number_from_words(count)
    except UnreadableNumberError:
        return 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of_month(day: date) -> date:
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
    return Period(date(year, 1, 1), _end_of_month(date(year, count, 1)))


def _year_of(clock: Clock, said: str | None) -> int | None:
    if said is None:
        return None
    if said.isdigit():
        return int(said)
    return clock.published.year if clock.published else clock.year


def _atom(found: re.Match[str], key: str, clock: Clock) -> Moment | None:  # noqa: PLR0912
    """One time expression; None for what is only a mask (a clock time, a duration)."""
    name = found.lastgroup or ""
    for kind in _GROUPS:
        if found[kind] is not None:
            name = kind
            break
    start, end = found.span()
    period: Period | None = None
    day: date | None = None
    if name == "full":
        day = _day(int(found["fy"]), int(found["fm"]), int(found["fd"]))
    elif name == "long":
        day = (
            _day(_year_of(clock, found["ly"]) or 0, int(found["lm"]), int(found["ld"]))
            if clock or found["ly"]
            else None
        )
    elif name == "short":
        year = _coming_year(key, end) or clock.open_year()
        day = _day(year, int(found["sm"]), int(found["sd"])) if year else None
    elif name == "part":
        period = _months(clock, _int(found["pn"]), found["pw"], _year_of(clock, found["py"]))
    elif name == "part2":
        period = _months(clock, _int(found["qn"]), found["qw"], None)
    elif name == "past":
        count = _int(found["tn"])
        if clock.published and clock.published.month - count in {0, 1}:
            period = _months(clock, count, None, clock.published.year)
    elif name == "half":
        period = _months(clock, 6, found["hw"], _year_of(clock, found["hy"]))
    elif name == "quarter":
        roman = found["kn"]
        number = int(roman) if roman.isdigit() else {"i": 1, "ii": 2, "iii": 3, "iv": 4}[roman]
        year = _year_of(clock, found["ky"]) or clock.open_year()
        period = Period.quarter(year, number) if year else None
    elif name in {"range", "bare"}:
        first, last = (int(found["ra"]), int(found["rb"])) if name == "range" else (int(found["ba"]), int(found["bb"]))
        if first <= last:
            period = Period(date(first, 1, 1), date(last, 12, 31))
    elif name == "begun":
        period = _begun(found, clock)
    elif name in {"month", "bmonth"}:
        month, year = (int(found["mm"]), int(found["my"])) if name == "month" else (int(found["nm"]), int(found["ny"]))
        if 1 <= month <= 12:
            period = Period.month(year, month)
    elif name == "lmonth":
        open_year = _coming_year(key, end) or clock.open_year()
        if open_year and 1 <= int(found["om"]) <= 12:
            period = Period.month(open_year, int(found["om"]))
    elif name == "year":
        period = Period.year(int(found["yy"]))
    elif name == "ryear":
        if clock.year is None and clock.published is None:
            return None
        said = key[start:end]
        year = clock.published.year if clock.published and said.endswith("nay") else clock.open_year()
        if year is None or not said.endswith(("nay", "cả năm")):
            return None
        if said.startswith("đầu") and clock.published and clock.published.year == year:
            return Moment(Kind.YEAR, start, end, period=Period(date(year, 1, 1), clock.published))
        return Moment(Kind.YEAR, start, end, period=Period.year(year))
    elif name == "after":
        count = 12 if found["an"] is None else 6 if found["an"] == "nửa" else _int(found["an"])
        months = count * 12 if found["au"] == "năm" and found["an"] != "nửa" else count
        return Moment(Kind.SINCE, start, end, day=add_months(FOUNDED, months) if 0 < months <= 48 else None)
    elif name == "born":
        return Moment(Kind.SINCE, start, end, day=clock.published)
    elif name == "same":
        return Moment(Kind.SAME, start, end)
    elif name == "now":
        return Moment(Kind.NOW, start, end)
    if period is None and day is None:
        return None
    return Moment(Kind.PERIOD if period else Kind.DAY, start, end, period=period, day=day)


_GROUPS: Final = (
    "full", "long", "short", "weekday", "clock", "part", "part2", "past", "half", "quarter", "range", "bare", "begun", "month",
    "bmonth",
    "lmonth", "year", "ryear", "pyear", "after", "born", "same", "now", "span",
)  # fmt: skip


_COMING: Final = re.compile(
    rf"\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?:ngày\s+|tháng\s+)?\d{{1,2}}(?:[/.-]\d{{1,2}})?[/.-]({_YEAR})"
)


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
    last = _day(year, month, int(found["gd"])) if found["gd"] else _end_of_month(date(year, month, 1))
    return Period(first, last) if last else None


def _first(moment: Moment) -> date | None:
    return moment.period.first if moment.period else moment.day


def _last(moment: Moment, clock: Clock) -> date | None:
    if moment.kind is Kind.NOW:
        return clock.published
    return moment.period.last if moment.period else moment.day


def moments(key: str, published: date | None) -> tuple[list[Moment], list[tuple[int, int]]]:
    """The time expressions of a text in order, and the spans of all digits that are only dates or durations."""
    clock = Clock(published)
    found: list[Moment] = []
    masks: list[tuple[int, int]] = []
    for atom in _ATOM.finditer(key):
        masks.append(atom.span())
        moment = _atom(atom, key, clock)
        if moment is None:
            continue
        before = key[max(0, moment.start - 70) : moment.start]
        year_named = moment.period or moment.day
        compared = bool(_COMPARED.search(before)) or bool(moment.kind is Kind.PERIOD and _LAW.search(before))
        if year_named and not compared and not _NOT_PERIOD.search(before):
            named = _last(moment, clock)
            if named and moment.kind is not Kind.NOW:
                clock.year = named.year
        joined = _join(found, moment, key, clock)
        if joined is not None:
            found[-1] = joined
            masks.append((joined.start, joined.end))
            continue
        if moment.kind is Kind.NOW and moment.period is None:
            if _MEETING_FROM.search(before):
                found.append(Moment(Kind.NONE, moment.start, moment.end))
            else:
                found.append(moment)
            continue
        if compared or _NOT_PERIOD.search(before):
            moment = Moment(moment.kind, moment.start, moment.end, moment.period, moment.day, compared=True)
        elif moment.kind in {Kind.PERIOD, Kind.DAY} and _UNTIL.search(
            key[max(0, moment.start - 30) : moment.start]
            if not key[moment.start :].startswith(("đến", "tới"))
            else key[max(0, moment.start - 30) : moment.start + 4]
        ):
            moment = Moment(Kind.UNTIL, moment.start, moment.end, day=_last(moment, clock))
        found.append(moment)
    return found, masks


def _join(found: list[Moment], moment: Moment, key: str, clock: Clock) -> Moment | None:
    """“từ A đến B”, “từ A đến nay”: one period out of the last moment and this one."""
    if not found:
        return None
    last = found[-1]
    between = key[last.end : moment.start]
    if last.kind not in {Kind.PERIOD, Kind.DAY} or len(between) > 30:
        return None
    starts = key[max(0, last.start - 60) : last.start]
    is_from = _FROM.search(starts) or _TERM_FROM.search(starts)
    if not is_from or not re.fullmatch(
        r"\s*\)?\s*,?\s*(?:cho\s+)?(?:đến|tới|[-–])\s*(?:hết\s+|cuối\s+)?(?:ngày\s+|năm\s+|hết\s+)?", between
    ):
        return None
    first, end = _first(last), _last(moment, clock)
    if first is None or end is None or end < first:
        return Moment(Kind.NONE, last.start, moment.end) if moment.kind is Kind.NOW else None
    return Moment(Kind.PERIOD, last.start, moment.end, period=Period(first, end))


_PUBLISHED: Final = (
    re.compile(
        rf"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)\s*,?\s*(?:ngày\s+)?(\d{{1,2}})[/\-.](\d{{1,2}})[/\-.]({_YEAR})"
    ),
    re.compile(
        rf"\b\d{{1,2}}[:h]\d{{2}}\s*(?:'|’)?\s*[-–|,]?\s*(?:ngày\s+)?(\d{{1,2}})[/\-.](\d{{1,2}})[/\-.]({_YEAR})"
    ),
    re.compile(rf"(?:^|\s)(\d{{1,2}})[/\-.](\d{{1,2}})[/\-.]({_YEAR})\s*[-–|,]?\s*\d{{1,2}}[:h]\d{{2}}"),
    re.compile(rf"[^\W\d]+\s*,\s*ngày\s+(\d{{1,2}})\s+tháng\s+(\d{{1,2}})\s+năm\s+({_YEAR})"),
    re.compile(rf"(?:cập nhật|đăng|xuất bản|ngày đăng)\D{{0,12}}(\d{{1,2}})[/\-.](\d{{1,2}})[/\-.]({_YEAR})"),
)


def published_in(key: str) -> date | None:
    """The day of the paper, from its date line; None when it has none."""
    best: tuple[int, date] | None = None
    for pattern in _PUBLISHED:
        found = pattern.search(key)
        if found:
            day = _day(int(found[3]), int(found[2]), int(found[1]))
            if day and (best is None or found.start() < best[0]):
                best = found.start(), day
    return best[1] if best else None


def since_founding(day: date | None, founded: date | None, until: date | None) -> Period | None:
    """“Sau 1 năm” of a committee: from the day it was founded (June 2022 where the text says none)."""
    if day is None:
        return None
    first = founded or FOUNDED
    if day.day != 1:
        return Period(first, until or day) if first <= day else None
    last = until or _end_of_month(day if founded is None else add_months(founded, _months_between(FOUNDED, day)))
    return Period(first, last) if first <= last else None


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def day_before(period: Period) -> date:
    """The day on which a period opens its stocks."""
    return period.first - timedelta(days=1)
