"""Numbers in a sentence: figures and words, thousands and decimals, money, x/y; and the noun that follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from liemchinh.figures.wording import HEADS
from liemchinh.kernel.numerals import NUMBER_WORDS, longest_number
from liemchinh.reader.claim import Qualifier
from liemchinh.reader.lexicon import Entry
from liemchinh.reader.passage import Passage, normal

_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMA_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_PLAIN: Final = re.compile(r"\d+(?:[.,]\d{1,3})?")
_SCALES: Final = {normal("tỷ"): 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3, "ti": 10**9, "tr": 10**6}
_CURRENCY: Final = frozenset({"đồng", "đ", "vnđ", "vnd", "dong"})
_FOREIGN: Final = frozenset({"usd", "đô", "euro", "eur", "tệ", "yên", "$"})
_NOT_CURRENCY: Final = frozenset({"chí", "bào", "nghiệp", "thời", "đội"})
_PERCENT: Final = frozenset({"%", "‰"})
# Words before a number that make it a name, not a count.
_NAMING: Final = frozenset(
    normal(word)
    for word in ("thứ", "số", "điều", "khoản", "khóa", "chương", "mục", "tốp", "top", "phòng", "cỡ", "lớp", "phần")
)
_ORDINAL_RANK: Final = normal("thứ")
_TIME_BEFORE: Final = frozenset(
    normal(word)
    for word in [
        "trong",
        "đầu",
        "cuối",
        "hết",
        "cả",
        "hằng",
        "hàng",
        "mỗi",
        "các",
        "nhiều",
        "nửa",
        "giữa",
        "từ",
        "vài",
        "mấy",
        "những",
        "qua",
        "quý",
        "tháng",
        "kỳ",
        "theo",
    ]
)
NUMBERS: Final = frozenset(normal(word) for word in NUMBER_WORDS)


@dataclass(slots=True)
class Number:
    """One number: its tokens, value, and noun; `of` is the y of “x/y”."""

    first: int
    end: int
    value: Decimal
    head: str = ""
    money: bool = False
    words: bool = False
    qualifier: Qualifier = "exact"
    of: Decimal | None = None
    of_first: int = 0
    noun_end: int = 0
    percent: bool = False
    topics: tuple[str, ...] = ()


def value_of(figures: str) -> Decimal | None:
    """The number that Vietnamese figures say: 1.858 is a thousand, 72,46 a decimal; None for a telephone number."""
    if _GROUPED.fullmatch(figures):
        return Decimal(figures.replace(".", "").replace(",", "."))
    if _COMMA_GROUPED.fullmatch(figures):
        return Decimal(figures.replace(",", ""))
    if _PLAIN.fullmatch(figures) and len(figures) < 14:
        return Decimal(figures.replace(",", "."))
    return None


def _scaled(tokens: Sequence[str], number: Number, end: int) -> None:
    """Take in “tỷ”, “triệu đồng”, “21 tỷ 500 triệu đồng” after a number."""
    at = number.end
    scale = 1
    while at < end and tokens[at] in _SCALES:
        scale *= _SCALES[tokens[at]]
        at += 1
    if scale > 1:
        number.value *= scale
        if number.of is not None:
            number.of *= scale
        number.end = at
        while at + 1 < end and tokens[at].isdigit() and tokens[at + 1] in _SCALES and _SCALES[tokens[at + 1]] < scale:
            scale = _SCALES[tokens[at + 1]]
            number.value += Decimal(tokens[at]) * scale
            at += 2
            number.end = at
    if at < end and tokens[at] in _CURRENCY and (at + 1 == end or tokens[at + 1] not in _NOT_CURRENCY):
        number.end = at + 1
        number.money = True
    elif scale >= 10**6:
        number.money = True
    if at < end and tokens[at] in _FOREIGN:
        number.percent = True


def _ordinal(tokens: Sequence[str], at: int) -> Number | None:
    """“đứng thứ hai”: a rank; “phiên thứ hai” and “thứ hai” of a week are none."""
    found = longest_number(tokens[at : at + 4])
    if at < 2 or tokens[at - 2] not in _RANKING:
        return None
    value, length = found if found is not None else (_PLACES.get(tokens[at], 0), 1)
    return Number(at, at + length, Decimal(value)) if value else None


_RANKING: Final = frozenset({"đứng", "xếp", "hạng", "trí", "lên"})
_PLACES: Final = {"nhất": 1, "nhì": 2, "tư": 4}


def number_in_words(tokens: Sequence[str], first: int, at: int, end: int) -> Number | None:
    """A number written in words, unless the word is something else here (năm 2023, thứ bảy, tư pháp)."""
    word = tokens[at]
    before = tokens[at - 1] if at else ""
    if before == _ORDINAL_RANK:
        return _ordinal(tokens, at)
    if word in {"nhất", "nhì", "không", "mươi", "trăm", "mốt", "lăm", "nhăm", "tư"}:
        return None
    if word == "năm" and (before in _TIME_BEFORE or before.isdigit() or before in NUMBERS):
        return None
    found = longest_number([_SPELLED.get(token, token) for token in tokens[at : min(end, at + 14)]])
    if found is None:
        return None
    value, length = found
    if (
        word == "một"
        and length == 1
        and (before in {"trong", "là", "như", "thành"} or tokens[min(at + 1, end - 1)] in {"số", "trong", "phần"})
    ):
        return None
    number = Number(at, at + length, Decimal(value), words=True)
    _scaled(tokens, number, end)
    if tokens[number.end - 1] in _SCALES and _SCALES[tokens[number.end - 1]] >= 10**6:
        number.money = True
    return number


_SPELLED: Final = {normal(word): word for word in ("tỷ", "bảy", "bẩy")}


def number_in_figures(passage: Passage, at: int, end: int) -> Number | None:
    """The number at token `at`, with x/y, scale and currency, but not yet its noun."""
    tokens = passage.tokens
    token = tokens[at]
    before = tokens[at - 1] if at else ""
    value = value_of(token)
    if value is None:
        return None
    number = Number(at, at + 1, value)
    if at + 1 < end and tokens[at + 1] in _PERCENT:
        number.percent = True
        return number
    if at + 2 < end and tokens[at + 1] == "/" and tokens[at + 2][0].isdigit():
        other = value_of(tokens[at + 2])
        if other is not None and not (at + 3 < end and tokens[at + 3] == "/"):
            number.of, number.of_first, number.end = other, at + 2, at + 3
    _out_of(tokens, number, end)
    _scaled(tokens, number, end)
    if number.money and number.of is None and at + 1 < number.end < end - 1 and tokens[number.end] == "/":
        # “6,3 tỷ đồng/21,7 tỷ đồng”
        whole = value_of(tokens[number.end + 1])
        if whole is not None:
            beyond = Number(number.end + 1, number.end + 2, whole)
            _scaled(tokens, beyond, end)
            if beyond.money:
                number.of, number.of_first, number.end = beyond.value, beyond.first, beyond.end
    counted_by_name = before == "số" and at > 1 and tokens[at - 2] in {"con", "tổng", "trong"}
    if before in _NAMING and not counted_by_name and not number.money:
        number.percent = before != _ORDINAL_RANK
    if number.end == at + 1 and at + 2 < end and tokens[at + 1] == "(" and tokens[at + 2] in NUMBERS:
        close = next((place for place in range(at + 2, min(end, at + 9)) if tokens[place] == ")"), 0)
        number.end = close + 1 if close else number.end
    return number


def _out_of(tokens: Sequence[str], number: Number, end: int) -> None:
    """“66 trên tổng số 82 đơn” is 66/82."""
    at = number.end
    if number.of is not None or at >= end or tokens[at] != _OUT_OF:
        return
    at += 3 if tuple(tokens[at + 1 : at + 3]) == _TOTAL else 1
    whole = value_of(tokens[at]) if at < end and tokens[at][0].isdigit() else None
    if whole is not None and whole >= number.value:
        number.of, number.of_first, number.end = whole, at, at + 1


_OUT_OF: Final = "trên"
_TOTAL: Final = ("tổng", "số")


def noun_after(number: Number, found: tuple[Entry, int] | None) -> None:
    """Give a number the noun or the topic that follows it."""
    number.noun_end = number.end
    if number.money:
        number.head = "money"
        return
    if found is None:
        return
    entry, end = found
    if entry.head and entry.head != "rank":
        number.head = entry.head
        number.topics = entry.topics
        number.noun_end = end
    elif entry.topics and any(topic in _LABELS for topic in entry.topics):
        number.topics = entry.topics
        number.noun_end = end


def label_after(number: Number, found: tuple[Entry, int], rest: Sequence[str]) -> None:
    """“8 cuộc (5 kiểm tra, 3 giám sát)”: the kind of check stands for the noun where nothing follows it."""
    entry, end = found
    following = rest[end - number.noun_end : end - number.noun_end + 1]
    if number.topics or not any(topic in _TOLD_ALONE for topic in entry.topics):
        return
    if not following or following[0] in {",", ";", ")", ".", "và"}:
        number.topics = entry.topics
        number.noun_end = end


_TOLD_ALONE: Final = frozenset({"checking", "supervising", "auditing", "checking_both", "discipline", "initiation"})
_LABELS: Final = frozenset({"form", "administrative", "criminal"})


def meeting_times(number: Number, tokens: Sequence[str]) -> None:
    """“họp 7 lần”: seven sittings."""
    if number.first and tokens[number.first - 1] == "họp" and tokens[number.end : number.end + 1] == ["lần"]:
        number.head = "sitting"


def counted(head: str) -> bool:
    """Whether figures of this noun can be claims."""
    return not head or HEADS[head].counted


def closes_after(words: Sequence[str], at: int, end: int) -> bool:
    """Whether a clause ends here: only there may a number word stand without a noun."""
    return at >= end or words[at] in {",", ";", ".", ")"}
