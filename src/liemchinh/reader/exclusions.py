"""What a number in a paper may be instead of a figure: a difference, a bound, a target, a part, other people's work."""

from __future__ import annotations

from typing import Final

from liemchinh.reader.mentions import Element, Line, joined
from liemchinh.reader.passage import normal_tokens

_ASKED: Final = normal_tokens("đề nghị")
_OF_WHICH: Final = frozenset({"do", "liên", "thuộc"})
_LOOSE: Final = frozenset({"round", "instance", "person"})


def drop_bounds(line: Line) -> None:
    """“từ 3 đến 5 biên chế”, “1 trong 20 tỉnh”: bounds and shares are no figures."""
    tokens = line.passage.tokens
    for number in line.numbers.values():
        if number.first < 2:
            continue
        before = tokens[number.first - 1]
        upper = before in {"đến", "-", "–"} and tokens[number.first - 3 : number.first - 2] == ["từ"]
        lower = before == "từ" and tokens[number.end : number.end + 1] == ["đến"]
        if upper or lower or (before == "trong" and tokens[number.first - 2] in {"1", "một", "những"}):
            number.percent = True


def foreign(line: Line, at: int) -> bool:
    """Whether the figure belongs to other work: another index, other crimes, a scale of points."""
    number = line.numbers[at]
    if number.head in {"point", "rank", "step"}:
        if any(element.mark == "other_index" for element in line.found[:at]):
            return True
        return number.head == "point" and line.passage.tokens[number.noun_end : number.noun_end + 2] == ["tối", "đa"]
    following = line.found[at + 1] if at + 1 < len(line.found) else None
    return following is not None and following.mark == "other_crime" and following.first - line.found[at].end <= 2


def difference(line: Line, at: int) -> Element | None:
    """The mark that makes the number only a difference (“tăng 7 vụ, 22 bị can”); None when it is a figure."""
    head = line.numbers[at].head
    for place in range(at - 1, -1, -1):
        element = line.found[place]
        if element.mark == "change":
            return element
        if element.mark in {"change_to", "part"} or element.kind == "topic" or element.sign in {";", "(", ")", ":"}:
            return None
        if element.sign == "," and (place == 0 or place - 1 not in line.numbers or head == "step"):
            return None
        if element.kind == "number" and head == "rank":
            return None
    return None


def planned(line: Line, at: int) -> bool:
    """Whether the number is a target: a word of planning before it and no “đã” since."""
    plan = next((element for element in reversed(line.found[:at]) if element.mark == "plan"), None)
    if plan is None:
        return False
    between = line.passage.tokens[plan.end : line.found[at].first]
    return "đã" not in between and ";" not in between


def asked(line: Line, at: int) -> bool:
    """Whether something is only asked for: “đề nghị trong 2 tháng cuối năm kết thúc điều tra 6 vụ”."""
    first = next(iter(line.numbers))
    tokens = line.passage.tokens
    return any(
        tuple(tokens[element.first : element.end]) == _ASKED and element.first < line.found[first].first
        for element in line.found[:at]
    )


def mixed(line: Line, at: int) -> bool:
    """“96 vụ án về kinh tế, tham nhũng, trong đó 22 vụ tham nhũng”: the total counts other crimes too."""
    last = at
    for place in range(at + 1, len(line.found)):
        element = line.found[place]
        if element.mark == "mixed":
            beyond = line.found[place + 1 : place + 4]
            return element.first - line.found[last].end <= 3 and any(one.mark == "part" for one in beyond)
        if element.kind == "number":
            last = place
        elif element.kind != "topic" and not joined(element):
            return False
    return False


def _of_a_time(line: Line, part: Element) -> bool:
    """“riêng trong kỳ”, “riêng năm 2023”: another time, not a part of the total."""
    tokens = line.passage.tokens
    return tokens[part.first] == _ALONE and part.end < len(tokens) and tokens[part.end] in _TIMES


_ALONE: Final = "riêng"
_TIMES: Final = frozenset({"trong", "năm", "quý", "tháng", "kỳ", "từ", "6", "9"})


def depth(line: Line, at: int) -> int:
    """How deep in parts a number stands: after “trong đó”, in brackets, after “trong 53 vụ …”, “có 21 …”."""
    tokens = line.passage.tokens
    number = line.numbers[at]
    deep = int(any(element.mark == "part" and not _of_a_time(line, element) for element in line.found[:at]))
    earlier = [place for place in line.numbers if place < at]
    for element in line.found[:at]:
        deep += {"(": 1, ")": -1}.get(element.sign, 0)
    deep += sum(tokens[line.found[place].first - 1] == "trong" for place in earlier if line.found[place].first)
    if earlier and not any(element.topics for element in line.found[max(earlier) + 1 : at]):
        same = line.numbers[max(earlier)].head == number.head or number.head in _LOOSE
        following = tokens[number.noun_end : number.noun_end + 1]
        if tokens[number.first - 1] == "có" or (same and following and following[0] in _OF_WHICH):
            deep += 1
    return deep
