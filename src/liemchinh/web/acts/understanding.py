"""What was typed, understood: days, lengths, amounts, dossiers, choices. What was not is said at its field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liemchinh.directory.access import Scope
from liemchinh.kernel.calendar import WEEKDAYS, Period, Precision, UnreadableDateError, parse_date, show_date
from liemchinh.kernel.money import AmbiguousAmountError, UnreadableAmountError, parse_dong, show_number
from liemchinh.kernel.numerals import words_of
from liemchinh.kernel.vietnamese import fold
from liemchinh.law.acts import Need, Rung
from liemchinh.ledger import models, queries
from liemchinh.web.acts.typed import Typed
from liemchinh.web.showing.shown import NBSP, bound, said, show_weekday

LENGTHS: Final = {"document_number": 80, "issuer": 200, "addressee": 200, "offence": 80, "note": 4000}
"""Letters that a field takes."""
MOST_DONG: Final = 10**16
MOST_MONTHS: Final = 12 * 100
QUARTERS: Final = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something typed cannot be recorded: the field at which it is said, the sentence, what can be done."""

    place: str
    text: str
    word: str = ""
    can_do: SafeString | str = ""


def read_day(text: str, precision: Precision, today: date) -> date:
    """A day, or a month (3/2026), quarter (III/2026) or year as typed; the last day of it that is not in the future.

    Raises UnreadableDateError.
    """
    cleaned = text.strip().lower().removeprefix("tháng").removeprefix("quý").removeprefix("năm").strip()
    period: Period | None = None
    if precision is Precision.MONTH and (found := re.fullmatch(r"(\d{1,2})[/.\-](\d{4})", cleaned)):
        day = parse_date(f"1/{found[1]}/{found[2]}", today=today)
        period = Period.month(day.year, day.month)
    elif precision is Precision.QUARTER and (found := re.fullmatch(r"([1-4]|iv|i{1,3})[/.\-](\d{4})", cleaned)):
        period = Period.quarter(int(found[2]), QUARTERS[found[1]])
    elif precision is Precision.YEAR and re.fullmatch(r"(19|20|21)\d{2}", cleaned):
        period = Period.year(int(cleaned))
    if period is None:
        day = parse_date(text, today=today)
        if precision is Precision.DAY:
            return day
        period = {
            Precision.MONTH: Period.month(day.year, day.month),
            Precision.QUARTER: Period.quarter(day.year, (day.month + 2) // 3),
            Precision.YEAR: Period.year(day.year),
        }[precision]
    return min(period.last, today) if period.first <= today else period.last


def read_months(text: str) -> int | None:
    """A length in months: “30”, “30 tháng”, “2 năm 6 tháng”. None when it was not understood, or is not above zero."""
    bare = fold(text).strip()
    found = re.fullmatch(r"(?:(\d{1,3})\s*nam)?\s*(?:(\d{1,4})\s*(?:thang)?)?", bare)
    if not bare or found is None:
        return None
    months = 12 * int(found[1] or 0) + int(found[2] or 0)
    return months if 0 < months <= MOST_MONTHS else None


def months_words(months: int) -> str:
    """2 năm 6 tháng."""
    years, rest = divmod(months, 12)
    told = [
        ngettext("%(count)s năm", "%(count)s năm", years) % {"count": years} if years else "",
        ngettext("%(count)s tháng", "%(count)s tháng", rest) % {"count": rest} if rest else "",
    ]
    return str(bound(" ".join(part for part in told if part)))


def read_birth_year(text: str, today: date) -> int | None:
    """The year of birth in “1975” or “12/05/1975”. None when there is no year between 1900 and this one."""
    found = re.fullmatch(r"\s*(?:\d{1,2}[/.\-]\d{1,2}[/.\-]|\d{1,2}[/.\-])?((?:19|20)\d{2})\s*", text)
    return int(found[1]) if found and 1900 <= int(found[1]) <= today.year else None


def read_sex(text: str) -> str | None:
    """“M” or “F” of “nam”, “nữ”, “Ông”, “Bà”; None when it was not understood."""
    return {"nam": "M", "m": "M", "ong": "M", "nu": "F", "f": "F", "ba": "F"}.get(fold(text).strip().rstrip("."))


# Echoes: what a field is understood as -------------------------------------------------------------------------------


def day_echo(text: str, precision: Precision, today: date) -> str:
    """What a typed day is understood as."""
    if not text.strip():
        return ""
    try:
        day = read_day(text, precision, today)
    except UnreadableDateError as fault:
        return str(said(fault.label))
    if text.strip() == show_date(day):
        return str(said(WEEKDAYS[day.weekday()]))
    return _("hiểu là %(day)s") % {"day": show_weekday(day)}


def amount_echo(text: str) -> str:
    """A typed amount in words."""
    if not text.strip():
        return ""
    try:
        words = f"{words_of(parse_dong(text))} đồng"
    except UnreadableAmountError as fault:
        return str(said(fault.label))
    return words[0].upper() + words[1:].replace(" đồng", f"{NBSP}đồng")


def months_echo(text: str) -> str:
    """A typed length in years and months; empty when the field says no more than that already."""
    months = read_months(text)
    words = months_words(months) if months else ""
    return "" if words.replace(NBSP, " ") == text.strip() else words


# The fields of one form ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Understanding:
    """Reads the fields of one form; `problems` grows with what was not understood."""

    typed: Typed
    scope: Scope
    dossier: models.Dossier
    today: date
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, place: str, text: str, word: str = "", can_do: SafeString | str = "") -> None:
        """Say something at a field."""
        self.problems.append(Problem(place, text, word, can_do))

    def day(self, name: str, precision: Precision = Precision.DAY, *, needed: bool = False) -> date | None:
        """A day; an empty field is none, and a problem where it is needed."""
        text = self.typed.get(name)
        if not text and not needed:
            return None
        if not text:
            self.refuse(name, _("chưa ghi ngày; ngày không được đoán."), _("Chưa ghi được:"))
            return None
        try:
            return read_day(text, precision, self.today)
        except UnreadableDateError as fault:
            self.refuse(name, str(said(fault.label)))
            return None

    def money(self, rungs: Iterable[Rung]) -> Iterable[tuple[Rung, int]]:
        """The amounts that were typed."""
        for rung in rungs:
            name = f"money-{rung.value}"
            text = self.typed.get(name)
            if not text:
                continue
            try:
                amount = parse_dong(text)
            except AmbiguousAmountError as fault:
                small, large = (f"{show_number(amount)}" for amount in fault.readings)
                can_do = _("ghi %(small)s, hoặc %(large)s.") % {"small": small, "large": large}
                self.refuse(name, str(said(fault.label)), can_do=can_do)
            except UnreadableAmountError as fault:
                self.refuse(name, str(said(fault.label)))
            else:
                if amount > MOST_DONG:
                    told = _("Số tiền quá lớn: nhiều nhất %(most)s đồng.") % {"most": show_number(MOST_DONG)}
                    self.refuse(name, told)
                else:
                    yield rung, amount

    def related(self, need: Need) -> int | None:
        """The other dossier, by its number."""
        number = self.typed.get("related")
        if need is Need.NO or not number:
            return None
        found = queries.numbered(self.scope, self.dossier.committee_id, number)
        if found is None or found.pk == self.dossier.pk:
            text = _("Không có hồ sơ %(number)s, hoặc hồ sơ không thuộc phần việc được giao.") % {"number": number}
            self.refuse("related", text, can_do=_("gõ số hồ sơ khác, hoặc mở hồ sơ ấy trước."))
            return None
        return found.pk

    def one_of(self, name: str, offered: Collection[str]) -> str:
        """A choice of a closed list; anything else is a problem."""
        chosen = self.typed.get(name)
        if chosen and chosen not in offered:
            self.refuse(name, _("chọn một dòng trong danh sách."), _("Chưa hiểu:"))
            return ""
        return chosen

    def several_of(self, name: str, offered: Collection[str]) -> tuple[str, ...]:
        """Choices of a closed list, in its order."""
        chosen = set(self.typed.all(name)) - {""}
        if chosen - set(offered):
            self.refuse(name, _("chọn trong danh sách."), _("Chưa hiểu:"))
        return tuple(code for code in offered if code in chosen)

    def lengths(self) -> None:
        """What is longer than the register takes."""
        for name, most in LENGTHS.items():
            if len(self.typed.get(name)) > most:
                text = _("dài quá %(most)s chữ; rút ngắn, phần còn lại ghi ở ghi chú.") % {"most": most}
                self.refuse(name, text, _("Chưa ghi được:"))
