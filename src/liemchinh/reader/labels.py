"""Numbers without a noun of their own: lists (“45, 18 và 12 vụ”), labels (“khiển trách: 78”), ranks (“xếp thứ 4”)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from liemchinh.figures.wording import HEADS
from liemchinh.reader.mentions import Element, Line, joined
from liemchinh.reader.numbers import Number

_LINKS: Final = frozenset(
    {":", "là", "đạt", "có", "gồm", "(", "–", "-", "được", "cả", "tương", "ứng", "lần", "lượt", "thì"}
)
_TOPIC_LINKS: Final = frozenset({"(", "được", "–", "-", "vào", "thêm", "ra", "xong"})
_NO_LABEL: Final = frozenset({"delegate", "money", "land", "committee", "province", "seat", "point"})
_ORDERED: Final = frozenset({"plenary", "session", "sitting", "standing", "document", "report", "conclusion"})
_LABEL_PASSIVE: Final = frozenset({"được", "bị"})
_DEFAULT_HEADS: Final = {
    "form": "person",
    "administrative": "person",
    "criminal": "person",
    "staying": "affair",
    "returning": "affair",
    "checking": "round",
    "supervising": "round",
    "checking_both": "round",
    "auditing": "round",
    "initiation": "affair",
    "investigated": "affair",
    "prosecuted": "affair",
    "tried": "affair",
    "appeal": "affair",
    "acceptance": "affair",
    "opening": "affair",
    "listing": "affair",
    "closing": "affair",
    "remaining": "affair",
    "settling": "affair",
    "discipline": "person",
    "transfer": "person",
    "responsibility": "instance",
    "receipt": "petition",
    "watch": "affair",
    "denouncing": "petition",
    "complaining": "petition",
    "verifying": "person",
    "declaring": "person",
    "obliged": "person",
    "reproof": "person",
}
_SCALE: Final = 100
_AFTER_LABEL: Final = frozenset(
    {"và", "còn", "so", "thì", "trong", "tăng", "giảm", "với", "nhưng", "là", "đạt", "đã", "cao", "thấp", "của", "nữa"}
)


@dataclass(slots=True)
class _Label:
    """What stands before a bare number: `element`, the words `between`, and whether those only link."""

    element: Element
    between: Sequence[str]
    near: bool


def name_numbers(line: Line) -> None:
    """Give every bare number the noun and topics that its list or its label says."""
    last_label = ""
    for at, element in enumerate(line.found):
        number = line.numbers.get(at)
        if number is None:
            if element.kind == "head" and element.head not in _NO_LABEL and element.head != "rank":
                last_label = element.head
            continue
        if number.money or number.percent:
            continue
        if not number.head or (number.head in {"province", "place"} and number.of is not None):
            label = _label(line, at)
            if label is not None and label.near and label.element.head in {"rank", "step"} and not number.topics:
                number.head = "rank"
            elif not number.head:
                _name(line, at, number, label, last_label)
        elif number.head in {"person", "instance"} and at and line.found[at - 1].sign == ":":
            # “số người đứng đầu bị xử lý: 8 người”
            clause = line.found[_clause_start(line.found, at) : at]
            label_heads = [one.head for one in clause if one.head and HEADS[one.head].counted]
            if label_heads[:1] == ["leader"]:
                number.head = "leader"
        if number.head and number.head not in _NO_LABEL and number.head != "rank":
            last_label = number.head


def _label(line: Line, at: int) -> _Label | None:
    found = line.found
    linked = at - 1
    qualified = linked >= 0 and found[linked].kind == "qualifier"
    if qualified:
        linked -= 1
    while linked >= 0 and (found[linked].sign in {":", "("} or found[linked].mark == "respectively"):
        linked -= 1
    if linked < 0:
        return None
    end = found[at - 1].first if qualified else found[at].first
    between = line.passage.tokens[found[linked].end : end]
    return _Label(found[linked], between, len(between) <= 3 and all(token in _LINKS for token in between))


def _name(line: Line, at: int, number: Number, label: _Label | None, last_label: str) -> None:
    found = line.found
    if at and found[at - 1].sign == "(" and at + 1 < len(found) and found[at + 1].sign == ")" and number.of is None:
        # “Hà Nam (26)” under “số bị can”; “(1)” else only numbers a list.
        tokens = line.passage.tokens
        noun = next((one for one in reversed(found[:at]) if one.head and tokens[one.first - 1] == "số"), None)
        number.head = noun.head if noun is not None else ""
    elif number.of == _SCALE and any(
        "score" in one.topics or one.head == "point" for one in found[max(0, at - 4) : at]
    ):
        number.head = "point"
    elif _share(line, at, number):
        return
    elif label is not None and found[at - 1].sign == ":" and _dated(line, at, label):
        number.head = last_label
    elif number.topics:
        leading = any(one.number is not None and one.number.head == "leader" for one in found[:at])
        number.head = "person" if leading else _default(number.topics) or "person"
    elif label is not None:
        _by_label(line, at, number, label, last_label)


def _dated(line: Line, at: int, label: _Label) -> bool:
    """“73 bị can (năm 2022: 30; năm 2023: 43)”: the label only says when, or in brackets whose."""
    if label.element.kind == "time":
        return True
    opened = sum({"(": 1, ")": -1}.get(one.sign, 0) for one in line.found[:at]) > 0
    if not opened or not _says_nothing(label.element):
        return False
    return bool(label.element.head) or (not label.near and bool(label.between))


def _says_nothing(element: Element) -> bool:
    """Whether an element gives no number its noun."""
    return element.kind in {"sign", "number"} or bool(element.head and not HEADS[element.head].counted)


def _default(topics: Sequence[str]) -> str:
    return next((_DEFAULT_HEADS[topic] for topic in topics if topic in _DEFAULT_HEADS), "")


def _by_label(line: Line, at: int, number: Number, label: _Label, last_label: str) -> None:
    element, between = label.element, label.between
    if label.near and "score" in element.topics and "điểm" in line.passage.tokens[element.first : element.end]:
        number.head = "point"
        return
    if label.near and not between and element.head in _ORDERED:
        # “Phiên họp 17” is the seventeenth.
        return
    if label.near and element.kind == "head" and element.head not in _NO_LABEL:
        number.head, number.topics = element.head, element.topics
    elif label.near and element.kind == "topic" and all(token in _TOPIC_LINKS for token in between):
        if not _noun_unknown(line, at):
            number.topics = element.topics
            number.head = _under_topic(line, element, last_label)
    elif ":" in between or "là" in between or (label.near and between):
        nouns = [
            one
            for one in line.found[_clause_start(line.found, at) : at]
            if one.kind == "head" and one.head not in _NO_LABEL and one.head != "rank"
        ]
        tokens = line.passage.tokens
        named = next((one for one in nouns if one.first and tokens[one.first - 1] == "số"), nouns[0] if nouns else None)
        if named is not None:
            number.head, number.topics = named.head, named.topics
        elif element.kind == "topic" and ":" in between:
            number.topics = element.topics
            number.head = _default(element.topics)


def _under_topic(line: Line, label: Element, last_label: str) -> str:
    """The noun of “được giám sát 39” (the last one named) and of “truy tố 06” (the usual one)."""
    if label.topics[0] in {"settling", "closing"} and last_label in {"petition", "denunciation", "complaint"}:
        return "petition"
    if last_label and line.passage.tokens[label.first] in _LABEL_PASSIVE:
        return last_label
    return _default(label.topics)


def _clause_start(found: Sequence[Element], at: int) -> int:
    while at > 0 and found[at - 1].sign != ";" and found[at - 1].mark != "part":
        at -= 1
    return at


def _noun_unknown(line: Line, at: int) -> bool:
    """Whether a word follows the number that must be its noun, only none the reader knows."""
    end = line.found[at].end
    tokens = line.passage.tokens
    return end < len(tokens) and tokens[end].isalpha() and tokens[end] not in _AFTER_LABEL


def _share(line: Line, at: int, number: Number) -> bool:
    """“45, 18 và 12 vụ”: a bare number takes the noun of the next; one after a named number takes that one's."""
    found, numbers = line.found, line.numbers
    ahead = at + 1
    while ahead + 1 in numbers and (joined(found[ahead]) or found[ahead].mark == "change_to"):
        following = numbers[ahead + 1]
        if following.head:
            # Only bare numbers side by side make a list; “06, 15 bị can” is a pair of two nouns.
            if found[ahead].sign == "và" or found[ahead].mark == "change_to" or ahead > at + 1:
                number.head = following.head
                return True
            break
        ahead += 2
    if at - 2 in numbers and joined(found[at - 1]):
        earlier = numbers[at - 2]
        listed = earlier.head != "rank" or found[at - 1].sign == "và"
        if earlier.head and earlier.noun_end == earlier.end and earlier.head != "person" and listed:
            number.head, number.topics = earlier.head, earlier.topics
            return True
    return False
