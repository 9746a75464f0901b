"""Which periods a text names, and which of its digits are only dates."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from liemchinh.kernel.calendar import Period, add_months
from liemchinh.reader.dates import ATOM, FOUNDED, YEAR, Clock, Kind, Moment, day_of, end_of_month, moment_of

_FROM: Final = re.compile(r"(?:từ|kể từ)\s+(?:khi\s+|đầu\s+|sau\s+|ngày\s+|cuối\s+)?$")
_TERM_FROM: Final = re.compile(r"từ\s+(?:đầu\s+)?(?:nhiệm kỳ|khi thành lập|ngày thành lập)[^.;]{0,40}$")
_UNTIL: Final = re.compile(
    r"(?:^|\W)(?:tính\s+)?(?:đến|tới|cho đến)\s+(?:hết\s+|cuối\s+|thời điểm\s+|chiều\s+|sáng\s+)?(?:ngày\s+)?$"
)
_COMPARED: Final = re.compile(
    r"(?:so với|so|bằng|cao hơn|thấp hơn|như|hơn|kể từ|gấp đôi|ít hơn|nhiều hơn)\s+(?:cùng kỳ\s+)?(?:với\s+)?$"
)
_LAW: Final = re.compile(
    r"(?:(?<!kỷ )(?<!kỉ )luật|nghị định|thông tư|sinh|khởi công|hiến pháp|chương trình|quy chế|chỉ thị|nghị quyết)"
    r"\b[^,.;]{0,45}$"
)
_NOT_PERIOD: Final = re.compile(r"(?:trước|sinh|khởi công|đêm|kể từ)\s+(?:ngày\s+|tháng\s+)?$")
_MEETING_FROM: Final = re.compile(r"từ\s+(?:sau\s+)?(?:phiên họp|kỳ họp|cuộc họp|phiên)[^.;]{0,45}đến\s*$")
_BETWEEN: Final = re.compile(
    r"\s*\)?\s*,?\s*(?:cho\s+)?(?:đến|tới|[-–])\s*(?:hết\s+|cuối\s+)?(?:ngày\s+|năm\s+|hết\s+)?"
)


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
    for atom in ATOM.finditer(key):
        masks.append(atom.span())
        moment = moment_of(atom, key, clock)
        if moment is None:
            continue
        before = key[max(0, moment.start - 70) : moment.start]
        named = _NOT_PERIOD.search(before) or (
            moment.kind is Kind.PERIOD and not _years(moment) and _LAW.search(before)
        )
        compared = bool(named or _COMPARED.search(before))
        last = _last(moment, clock)
        if last is not None and not compared and moment.kind is not Kind.NOW:
            clock.year = last.year
        joined = _join(found, moment, key, clock)
        if joined is not None:
            found[-1] = joined
            if joined.period is not None:
                clock.year = joined.period.last.year
            masks.append((joined.start, joined.end))
        elif moment.kind is Kind.NOW:
            found.append(replace(moment, kind=Kind.NONE) if _MEETING_FROM.search(before) else moment)
        elif compared:
            found.append(replace(moment, compared=True))
        elif moment.kind in {Kind.PERIOD, Kind.DAY} and _UNTIL.search(before + _preposition(key, moment)):
            found.append(Moment(Kind.UNTIL, moment.start, moment.end, day=last))
        else:
            found.append(moment)
    return found, masks


def _years(moment: Moment) -> bool:
    """Whether a moment says several years: no law carries such a date."""
    return moment.period is not None and moment.period.first.year < moment.period.last.year


def _preposition(key: str, moment: Moment) -> str:
    """“đến” where it is the first word of the date itself."""
    return key[moment.start : moment.start + 4] if key.startswith(("đến", "tới"), moment.start) else ""


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
    if not is_from or not _BETWEEN.fullmatch(between):
        return None
    first, end = _first(last), _last(moment, clock)
    if first is None or end is None or end < first:
        return Moment(Kind.NONE, last.start, moment.end) if moment.kind is Kind.NOW else None
    return Moment(Kind.PERIOD, last.start, moment.end, period=Period(first, end))


_PUBLISHED: Final = (
    re.compile(
        rf"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)\s*,?\s*(?:ngày\s+)?(\d{{1,2}})[/\-.](\d{{1,2}})[/\-.]({YEAR})"
    ),
    re.compile(
        rf"\b\d{{1,2}}[:h]\d{{2}}\s*(?:'|’)?\s*[-–|,]?\s*(?:ngày\s+)?(\d{{1,2}})[/\-.](\d{{1,2}})[/\-.]({YEAR})"
    ),
    re.compile(rf"(?:^|\s)(\d{{1,2}})[/\-.](\d{{1,2}})[/\-.]({YEAR})\s*[-–|,]?\s*\d{{1,2}}[:h]\d{{2}}"),
    re.compile(rf"[^\W\d]\s*,\s*ngày\s+(\d{{1,2}})\s+tháng\s+(\d{{1,2}})\s+năm\s+({YEAR})"),
    re.compile(rf"(?:cập nhật|đăng|xuất bản|ngày đăng)\D{{0,12}}(\d{{1,2}})[/\-.](\d{{1,2}})[/\-.]({YEAR})"),
)


def published_in(key: str) -> date | None:
    """The day of the paper, from its date line; None when it has none."""
    best: tuple[int, date] | None = None
    for pattern in _PUBLISHED:
        found = pattern.search(key)
        if found:
            day = day_of(int(found[3]), int(found[2]), int(found[1]))
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
    last = until or end_of_month(day if founded is None else add_months(founded, _months_between(FOUNDED, day)))
    return Period(first, last) if first <= last else None


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def day_before(period: Period) -> date:
    """The day on which a period opens its stocks."""
    return period.first - timedelta(days=1)
