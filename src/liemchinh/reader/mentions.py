"""The elements of a sentence: numbers with what they count, topics, marks, and the signs between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from liemchinh.figures.wording import HEADS
from liemchinh.kernel.numerals import NUMBER_WORDS, longest_number
from liemchinh.reader.claim import Qualifier
from liemchinh.reader.lexicon import BARE_TREE, TREE, Entry, Node, longest
from liemchinh.reader.passage import Passage, Sentence, folded, normal, unaccented

_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMA_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_PLAIN: Final = re.compile(r"\d+(?:[.,]\d{1,3})?")
_DOCUMENT: Final = re.compile(
    r"\d+(?:/\d{4})?\s?[-–/]\s?[A-ZĐ][A-ZĐa-z]*[-–/]?[A-ZĐ][\w\-–/]*|\b(?:QL|ĐT|TL|BLHS|BLTTHS)\s?\.?\d+"
)
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
_NUMBERS: Final = frozenset(normal(word) for word in NUMBER_WORDS)
_SIGNS: Final = frozenset(",;:()/–-")
_JOINERS: Final = frozenset({"và", "với", "cùng"})


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


@dataclass(slots=True)
class Element:
    """A piece of a sentence from token `first` to `end`: one of number, head, topic, mark, qualifier, sign."""

    kind: str
    first: int
    end: int
    head: str = ""
    topics: tuple[str, ...] = ()
    mark: str = ""
    sign: str = ""
    number: Number | None = None
    qualifier: Qualifier = "exact"


@dataclass(slots=True)
class Spans:
    """Sorted character spans in which digits are no figures."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, spans: Sequence[tuple[int, int]]) -> Spans:
        """Merge overlapping spans."""
        made = cls()
        for start, end in sorted(spans):
            if made.ends and start <= made.ends[-1]:
                made.ends[-1] = max(made.ends[-1], end)
            else:
                made.starts.append(start)
                made.ends.append(end)
        return made

    def end_at(self, offset: int) -> int:
        """The end of the span that holds `offset`; 0 when none does."""
        at = bisect_right(self.starts, offset) - 1
        return self.ends[at] if at >= 0 and offset < self.ends[at] else 0


def documents(text: str) -> list[tuple[int, int]]:
    """Spans of the numbers of papers and roads (“67-QĐ/TW”, “130/2020/NĐ-CP”)."""
    return [found.span() for found in _DOCUMENT.finditer(text)]


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


def _in_words(tokens: Sequence[str], first: int, at: int, end: int) -> Number | None:
    """A number written in words, unless the word is something else here (năm 2023, thứ bảy, tư pháp)."""
    word = tokens[at]
    before = tokens[at - 1] if at else ""
    if before == _ORDINAL_RANK or word in {"không", "mươi", "trăm", "mốt", "lăm", "nhăm", "tư"}:
        return None
    if word == "năm" and (before in _TIME_BEFORE or before.isdigit() or before in _NUMBERS):
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


def _number(passage: Passage, at: int, end: int) -> Number | None:
    """The number at token `at`, with x/y, scale and currency, but not yet its noun."""
    tokens = passage.tokens
    token = tokens[at]
    before = tokens[at - 1] if at else ""
    value = value_of(token)
    if value is None:
        return None
    number = Number(at, at + 1, value)
    if before in _NAMING and not (before == "số" and at > 1 and tokens[at - 2] in {"con", "tổng"}):
        number.percent = before != _ORDINAL_RANK
    if at + 1 < end and tokens[at + 1] in _PERCENT:
        number.percent = True
        return number
    if at + 2 < end and tokens[at + 1] == "/" and tokens[at + 2][0].isdigit():
        other = value_of(tokens[at + 2])
        if other is not None and not (at + 3 < end and tokens[at + 3] == "/"):
            number.of, number.of_first, number.end = other, at + 2, at + 3
    _scaled(tokens, number, end)
    if number.end == at + 1 and at + 2 < end and tokens[at + 1] == "(" and tokens[at + 2] in _NUMBERS:
        close = next((place for place in range(at + 2, min(end, at + 9)) if tokens[place] == ")"), 0)
        number.end = close + 1 if close else number.end
    return number


def elements(passage: Passage, sentence: Sentence, masks: Spans) -> list[Element]:
    """The elements of one sentence in order."""
    tokens = passage.tokens
    first, end = sentence.first, sentence.end
    tree: Node = TREE
    words: Sequence[str] = tokens
    if unaccented(tokens[first:end]):
        tree = BARE_TREE
        words = [*tokens[:first], *folded(tokens[first:end])]
    found: list[Element] = []
    at = first
    qualifier: Element | None = None
    while at < end:
        masked = masks.end_at(passage.starts[at])
        token = words[at]
        if masked:
            while at < end and passage.starts[at] < masked:
                at += 1
            found.append(Element("time", at, at))
            continue
        number = None
        if token[0].isdigit():
            number = _number(passage, at, end)
            if number is None:
                at += 1
                continue
        elif token in _NUMBERS:
            number = _in_words(words, first, at, end)
        if number is not None:
            entry = longest(tree, words, number.end, end) if number.end < end else None
            if entry is None and words[number.end : number.end + 1] == [")"] and words[number.first - 1] == "(":
                # “100% (4.512/4.512) người”
                entry = longest(tree, words, number.end + 1, end)
                if entry is not None and not entry[0].head:
                    entry = None
            noun_after(number, entry)
            if not number.head and number.noun_end < end and entry is not None and entry[0].topics:
                _label_after(number, entry, words[number.noun_end : end])
            if (
                number.words
                and not number.head
                and not number.topics
                and not number.money
                and not _closes(words, number.end, end)
            ):
                number = None
            else:
                if qualifier is not None and qualifier.end == number.first:
                    number.qualifier = qualifier.qualifier
                found.append(Element("number", number.first, max(number.noun_end, number.end), number=number))
                at = max(number.noun_end, number.end)
                continue
        entry = longest(tree, words, at, end)
        if entry is not None:
            made = _element(entry[0], at, entry[1])
            if made.qualifier != "exact":
                qualifier = made
            found.append(made)
            at = entry[1]
            continue
        if token in _SIGNS or token in _JOINERS:
            found.append(Element("sign", at, at + 1, sign=token))
        at += 1
    return found


def _closes(words: Sequence[str], at: int, end: int) -> bool:
    """Whether a clause ends here: only there may a number word stand without a noun."""
    return at >= end or words[at] in {",", ";", ".", ")"}


def _element(entry: Entry, first: int, end: int) -> Element:
    kind = "head" if entry.head else "topic" if entry.topics else "mark" if entry.mark else "qualifier"
    return Element(
        kind,
        first,
        end,
        head=entry.head or "",
        topics=entry.topics,
        mark=entry.mark or "",
        qualifier=entry.qualifier or "exact",
    )


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


def _label_after(number: Number, found: tuple[Entry, int], rest: Sequence[str]) -> None:
    """“8 cuộc (5 kiểm tra, 3 giám sát)”: the kind of check stands for the noun where nothing follows it."""
    entry, end = found
    following = rest[end - number.noun_end : end - number.noun_end + 1]
    if number.topics or not any(topic in _CHECKS for topic in entry.topics):
        return
    if not following or following[0] in {",", ";", ")", ".", "và"}:
        number.topics = entry.topics
        number.noun_end = end


_CHECKS: Final = frozenset({"checking", "supervising", "auditing", "checking_both"})
_LABELS: Final = frozenset({"form", "administrative", "criminal"})


def counted(head: str) -> bool:
    """Whether figures of this noun can be claims."""
    return not head or HEADS[head].counted
