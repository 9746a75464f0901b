"""How the desk writes days, numbers, money, places in the register and deadlines.

Numbers and days are written the Vietnamese way (1.858; 72,46; 14/07/2026) in both languages of the interface: one
register has one way to write a number, and the fields read it back the same way. Only the words around them are
translated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import WEEKDAYS, Precision, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
EN_DASH: Final = "\u2013"
SOON: Final = 10
"""Days before a limit from which the desk calls it near."""

LAG: Final = 7
"""Days between effect and entry from which the desk prints the lag."""


def said(text: object) -> object:
    """A Label in the language of the interface; anything else as it is."""
    return text.said_in(get_language() or "vi") if isinstance(text, Label) else text


_BOUND: Final = re.compile(
    r"\b(Điều|điều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Tt]háng|[Qq]uý|[Nn]ăm|[Bb]ị can|Ông|Bà|thứ|Số|số|entry) (?=[\dIVX(A-ZĐ])"
    r"|(?<=\d) (?=(?:ngày|days?|tháng|năm|vụ|việc|bị can|bị cáo|người|tỷ|triệu|nghìn|đồng|tỉnh|trang|giờ|phút|MB)\b)"
)


def bound(text: object) -> object:
    """The text with no-break spaces between a word of law or measure and its number; safe HTML stays safe."""
    if not isinstance(text, str) or " " not in text:
        return text
    joined = _BOUND.sub(lambda found: f"{found[1] or ''}{NBSP}", text)
    return mark_safe(joined) if isinstance(text, SafeString) else joined  # noqa: S308  (only spaces change)


def show_day(day: date, precision: Precision = Precision.DAY) -> str:
    """14/07/2026, or tháng 3/2026 (03/2026 in English) when the paper gave no more."""
    if (get_language() or "vi").startswith("en") and precision is not Precision.DAY:
        return {
            Precision.MONTH: f"{day.month:02d}/{day.year}",
            Precision.QUARTER: f"Q{(day.month - 1) // 3 + 1}{NBSP}{day.year}",
            Precision.YEAR: f"{day.year}",
        }[precision]
    return show_date(day, precision).replace(" ", NBSP)


def show_weekday(day: date) -> str:
    """thứ Hai, 20/07/2026."""
    return f"{str(said(WEEKDAYS[day.weekday()])).replace(' ', NBSP)}, {show_date(day)}"


def show_moment(moment: datetime) -> str:
    """14/07/2026, 08:12 in the time of the installation."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{show_date(local.date())}, {local:%H:%M}"


def show_hour(moment: datetime) -> str:
    """08:12 in the time of the installation."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{local:%H:%M}"


def show_signed(number: int | Decimal) -> str:
    """+74, −166, 0."""
    return f"+{show_number(number)}" if number > 0 else show_number(number)


def show_percent(share: float | Decimal | None, *, signed: bool = False, places: int = 1) -> str:
    """5,8% of a share given in percent; an en dash when there is none to give."""
    if share is None:
        return EN_DASH
    value = Decimal(str(share))
    return f"{'+' if signed and value > 0 else ''}{show_number(value, places)}%"


def show_entry(position: int) -> str:
    """mục 48.213: a place in the register."""
    return str(bound(_("mục %(position)s") % {"position": show_number(position)}))


def show_lag(effective_on: date, entered_on: date) -> str:
    """sau 36 ngày, when an act was entered a week or more after its effect; else nothing."""
    days = (entered_on - effective_on).days
    if days < LAG:
        return ""
    return _counted(ngettext("sau %(count)s ngày", "sau %(count)s ngày", days), days)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in words. `state` is one of open, soon, over, done, late, stopped, none; `word` says the same."""

    state: str
    day: date | None
    word: str


def due(
    day: date | None,
    today: date,
    *,
    done_on: date | None = None,
    stopped: bool = False,
    soon: int = SOON,
    estimated: bool = False,
) -> Due:
    """The words of a deadline on `day` as read on `today`; nothing is stored, the days are counted here.

    `done_on`: when it was met. `stopped`: the clock does not run (tạm đình chỉ). `soon`: days before from which it is
    near. `estimated`: the starting day is known to the month only.
    """
    if done_on is not None:
        return _met(day, done_on)
    if stopped:
        return Due("stopped", None, _("không tính"))
    if day is None:
        return Due("none", None, _("không có hạn"))
    if estimated:
        return Due("open", day, _("ước tính"))
    left = (day - today).days
    if left < 0:
        return Due("over", day, _counted(ngettext("quá hạn %(count)s ngày", "quá hạn %(count)s ngày", -left), -left))
    if left == 0:
        return Due("soon", day, _("hôm nay"))
    word = _counted(ngettext("còn %(count)s ngày", "còn %(count)s ngày", left), left)
    return Due("soon" if left <= soon else "open", day, word)


def _met(day: date | None, done_on: date) -> Due:
    """The words of a deadline that was met on `done_on`."""
    if day is None:
        return Due("done", done_on, _("xong"))
    left = (day - done_on).days
    if left > 0:
        before = ngettext("xong trước hạn %(count)s ngày", "xong trước hạn %(count)s ngày", left)
        return Due("done", done_on, _counted(before, left))
    if left == 0:
        return Due("done", done_on, _("xong đúng hạn"))
    after = ngettext("xong sau hạn %(count)s ngày", "xong sau hạn %(count)s ngày", -left)
    return Due("late", done_on, _counted(after, -left))


def _counted(words: str, count: int) -> str:
    return str(bound(words % {"count": show_number(count)}))


@dataclass(frozen=True, slots=True)
class Room:
    """One word of the head: a room of the desk, and the letter that opens it after “g”."""

    label: str
    url: str
    current: bool
    key: str


def _letters(label: str) -> Iterable[str]:
    plain = "".join(one for one in unicodedata.normalize("NFD", label.lower()).replace("đ", "d") if one.isascii())
    words = [word for word in "".join(one if one.isalpha() else " " for one in plain).split() if word]
    yield from (word[0] for word in words)
    yield from "".join(words)


def rooms_with_keys(rooms: Sequence[tuple[object, str, bool]]) -> list[Room]:
    """Give each room the first letter of its name that no room before it took."""
    taken: set[str] = set()
    shown: list[Room] = []
    for label, url, current in rooms:
        name = str(said(label))
        key = next((letter for letter in _letters(name) if letter not in taken), "")
        taken.add(key)
        shown.append(Room(name, url, bool(current), key))
    return shown
