"""The government's notice of days off, as it is pasted: one day or one stretch of days on a line.

Tết Nguyên đán: từ thứ Bảy ngày 14/02/2026 đến hết Chủ nhật ngày 22/02/2026
30/4 - 03/5/2026 Ngày Chiến thắng, Ngày Quốc tế lao động
Làm bù thứ Bảy 22/08/2026 cho thứ Hai 31/08/2026
Hoán đổi ngày làm việc từ thứ Hai 31/08/2026 sang thứ Bảy 22/08/2026
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liemchinh.kernel.calendar import UnreadableDateError, parse_date, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import fold, nfc
from liemchinh.ledger.calendar_changes import DayChange

LONGEST: Final = 31
"""Days of one stretch; a longer one is taken for a slip of the pen."""

_WEEKDAY: Final = r"(?:th(?:ứ|u)\s+(?:hai|ba|t(?:ư|u)|n(?:ă|a)m|s(?:á|a)u|b(?:ả|a)y|[2-7])|ch(?:ủ|u)\s+nh(?:ậ|a)t)"
_BEFORE: Final = rf"(?:(?:từ|tu|trong)\s+)?(?:{_WEEKDAY}\s*[,(]?\s*)?(?:(?:các\s+)?ngày\s+|ngay\s+)?"
_WRITTEN: Final = (
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<day>\d{1,2})(?:\s*[/.]\s*(?P<month>\d{1,2})(?:\s*[/.]\s*(?P<year>\d{4}))?"
    r"|-(?P<dashed>\d{1,2}-\d{4})"
    r"|\s+tháng\s+(?P<said>\d{1,2})(?:\s+năm\s+(?P<saidyear>\d{4}))?"
    r"|(?=\s*(?:[-–—]|đến|den)))"
)
_DATE: Final = re.compile(rf"(?<![\w/]){_BEFORE}(?:{_WRITTEN})(?![\w/])\)?", re.IGNORECASE)
_TO: Final = re.compile(r"\s*,?\s*(?:[-–—]|(?:đến|den|tới|toi)(?:\s+(?:hết|het))?)\s*", re.IGNORECASE)
_MADE_UP: Final = re.compile(r"\b(?:lam bu|di lam|lam viec bu|lam viec)\b")
_SWAPPED: Final = re.compile(r"\bhoan doi\b")


@dataclass(frozen=True, slots=True)
class NoticeFault:
    """A line that was not understood, by its number from 1."""

    line: int
    label: Label


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    day: int
    month: int | None
    year: int | None


def read_notice(
    text: str, *, today: date, name: str = "", document_number: str = ""
) -> tuple[list[DayChange], list[NoticeFault]]:
    """The days of a pasted notice, and the lines that were not understood.

    `name` stands for lines without words of their own. A year that is left out is the one after it on the line, or
    that of `today`.
    """
    days: list[DayChange] = []
    faults: list[NoticeFault] = []
    for number, line in enumerate(nfc(text).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            days += _read(line, today, name, document_number)
        except UnreadableDateError as fault:
            faults.append(NoticeFault(number, fault.label))
    return days, faults


def _read(line: str, today: date, name: str, paper: str) -> list[DayChange]:
    found = _dates(line)
    if not found:
        raise UnreadableDateError(
            Label(
                f"Chưa thấy ngày nào trong “{line.strip()[:60]}”. Gõ ngày/tháng/năm, ví dụ {show_date(today)}.",
                f"No day was found in “{line.strip()[:60]}”. Type day/month/year, for example {show_date(today)}.",
            )
        )
    days = [_day(found, at, today) for at in range(len(found))]
    plain = fold(line)
    if _SWAPPED.search(plain) and len(days) == 2:
        return [
            DayChange(days[0], is_worked=False, name=f"Nghỉ, làm bù {show_date(days[1])}", document_number=paper),
            DayChange(days[1], is_worked=True, name=f"Làm bù cho {show_date(days[0])}", document_number=paper),
        ]
    if _MADE_UP.search(plain):
        own = f"Làm bù cho {show_date(days[1])}" if len(days) == 2 else name or "Làm bù"
        return [DayChange(days[0], is_worked=True, name=own, document_number=paper)]
    said = _name(line, found) or name
    return [DayChange(day, is_worked=False, name=said, document_number=paper) for day in _off(line, found, days)]


def _dates(line: str) -> list[_Found]:
    found = []
    for one in _DATE.finditer(line):
        if one["iso"]:
            year, month, day = (int(part) for part in one["iso"].split("-"))
            found.append(_Found(one.start(), one.end(), day, month, year))
            continue
        if one["dashed"]:
            month, year = (int(part) for part in one["dashed"].split("-"))
            found.append(_Found(one.start(), one.end(), int(one["day"]), month, year))
            continue
        month_text, year_text = one["month"] or one["said"], one["year"] or one["saidyear"]
        found.append(
            _Found(
                one.start(),
                one.end(),
                int(one["day"]),
                int(month_text) if month_text else None,
                int(year_text) if year_text else None,
            )
        )
    return found


def _day(found: Sequence[_Found], at: int, today: date) -> date:
    """The day with the month and the year that stand later on the line. Raises UnreadableDateError."""
    month = next((one.month for one in found[at:] if one.month), today.month)
    year = next((one.year for one in found[at:] if one.year), None)
    if year is None:
        year = next((one.year for one in found if one.year), today.year)
    return parse_date(f"{found[at].day}/{month}/{year}", today=today)


def _off(line: str, found: Sequence[_Found], days: Sequence[date]) -> list[date]:
    """Single days and stretches of the line. Raises UnreadableDateError for one that runs backwards or too long."""
    off: list[date] = []
    at = 0
    while at < len(days):
        last = at
        if at + 1 < len(days) and _TO.fullmatch(line[found[at].end : found[at + 1].start]):
            last = at + 1
        count = (days[last] - days[at]).days + 1
        if not 1 <= count <= LONGEST:
            raise UnreadableDateError(
                Label(
                    f"Đợt nghỉ từ {show_date(days[at])} đến {show_date(days[last])} chưa hiểu được: một đợt dài từ 1"
                    f" đến {LONGEST} ngày.",
                    f"From {show_date(days[at])} to {show_date(days[last])} is not a stretch of 1 to {LONGEST} days.",
                )
            )
        off += [days[at] + timedelta(days=n) for n in range(count)]
        at = last + 1
    return off


def _name(line: str, found: Sequence[_Found]) -> str:
    """What is left of the line without its days: the name of the days off."""
    kept: list[str] = []
    at = 0
    for one in found:
        between = line[at : one.start]
        kept.append("" if _TO.fullmatch(between) else between)
        at = one.end
    kept.append(line[at:])
    words = " ".join(" ".join(kept).split()).strip(" :;,.()-–—*+•")
    return words[:1].upper() + words[1:]
