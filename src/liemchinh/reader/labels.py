"""Numbers without a noun of their own: lists (“45, 18 và 12 vụ”), labels (“khiển trách: 78”), ranks (“xếp thứ 4”)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from liemchinh.reader.mentions import Element
from liemchinh.reader.passage import Passage

_LINKS: Final = frozenset(
    {":", "là", "đạt", "có", "gồm", "(", "–", "-", "được", "cả", "tương", "ứng", "lần", "lượt", "thì"}
)
_TOPIC_LINKS: Final = frozenset({"(", "được", "–", "-"})
_NO_LABEL: Final = frozenset({"delegate", "money", "land", "committee", "province", "seat", "point"})
_ORDERED: Final = frozenset({"plenary", "session", "sitting", "standing", "document", "report", "conclusion"})
_JOINING_WORDS: Final = 2
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
    "transfer": "person",
    "responsibility": "instance",
    "receipt": "petition",
    "watch": "affair",
    "denouncing": "petition",
    "complaining": "petition",
    "verifying": "person",
    "declaring": "person",
}


def joined(element: Element) -> bool:
    """Whether an element only joins two numbers: a comma, a slash, “và”."""
    return element.kind == "sign" and element.sign in {",", "/", "và", "với", "cùng"}


def groups(found: Sequence[Element]) -> list[int]:
    """For each element that is a number, the index of the last number of its group; -1 for all others.

    Numbers form a group while only commas, slashes and “và” stand between them (other words are not elements).
    """
    last = [-1] * len(found)
    following = -1
    start = -1
    for at in range(len(found) - 1, -1, -1):
        element = found[at]
        if element.kind == "number":
            if following < 0:
                following = at
            last[at] = following
            start = element.first
        elif element.kind == "qualifier" and following >= 0:
            start = element.first
        elif not joined(element) or (following >= 0 and start - element.end > _JOINING_WORDS):
            following = -1
        elif following >= 0:
            start = element.first
    return last


def _clause_start(found: Sequence[Element], at: int) -> int:
    while at > 0 and not (found[at - 1].kind == "sign" and found[at - 1].sign == ";") and found[at - 1].mark != "part":
        at -= 1
    return at


def name_numbers(passage: Passage, found: list[Element]) -> None:
    """Give every bare number the noun and topics that its list or its label says."""
    last_label = ""
    for at, element in enumerate(found):
        number = element.number
        if element.kind == "head" and element.head not in _NO_LABEL and element.head != "rank":
            last_label = element.head
        if number is None or number.money or number.percent:
            continue
        if number.head and not (number.head in {"province", "place"} and number.of is not None):
            continue
        before = found[at - 1] if at else None
        linked = at - 1
        if before is not None and before.kind == "qualifier":
            linked -= 1
        while linked >= 0 and (found[linked].sign in {":", "("} or found[linked].mark == "respectively"):
            linked -= 1
        label = found[linked] if linked >= 0 else None
        between = passage.tokens[label.end : element.first] if label is not None else ()
        near = (
            label is not None
            and len(between) <= 3
            and all(token in _LINKS for token in _plain(found, linked, at, between))
        )
        if label is not None and near and label.kind == "head" and label.head in {"rank", "step"} and not number.topics:
            number.head = "rank"
            number.noun_end = number.end if number.of is None else number.noun_end
            continue
        if number.head:
            continue
        if (
            before is not None
            and before.sign == "("
            and at + 1 < len(found)
            and found[at + 1].sign == ")"
            and element.end == found[at + 1].first
        ):
            counted = next(
                (one for one in reversed(found[:at]) if one.kind == "head" and passage.tokens[one.first - 1] == "số"),
                None,
            )
            if counted is not None:
                number.head = counted.head
                continue
        if _share(found, at):
            continue
        if label is None or number.topics:
            if number.topics:
                number.head = next(
                    (_DEFAULT_HEADS[topic] for topic in number.topics if topic in _DEFAULT_HEADS), "person"
                )
            continue
        if near and not between and label.head in _ORDERED:
            continue
        if near and label.kind == "head" and label.head not in _NO_LABEL:
            number.head, number.topics = label.head, label.topics
        elif near and label.kind == "topic" and all(token in _TOPIC_LINKS for token in between):
            if _noun_unknown(passage, element):
                continue
            number.topics = label.topics
            passive = label.first and passage.tokens[label.first] in _LABEL_PASSIVE
            if label.topics[0] in {"settling", "closing"} and last_label in {"petition", "denunciation", "complaint"}:
                number.head = "petition"
                continue
            default = next((_DEFAULT_HEADS[topic] for topic in label.topics if topic in _DEFAULT_HEADS), "")
            number.head = last_label if passive and last_label else default
        elif ":" in between or "là" in between or (near and between):
            start = _clause_start(found, at)
            heads = [
                one
                for one in found[start:at]
                if one.kind == "head" and one.head not in _NO_LABEL and one.head != "rank"
            ]
            if heads:
                number.head = heads[0].head
                number.topics = heads[0].topics
            elif label.kind == "topic" and ":" in between:
                number.topics = label.topics
                number.head = next((_DEFAULT_HEADS[topic] for topic in label.topics if topic in _DEFAULT_HEADS), "")


def _plain(found: Sequence[Element], linked: int, at: int, between: Sequence[str]) -> list[str]:
    """The words between a label and its number, without those of a qualifier."""
    skipped = {token for one in found[linked + 1 : at] if one.kind == "qualifier" for token in ("",)}
    if skipped and found[at - 1].kind == "qualifier":
        return list(between[: len(between) - (found[at - 1].end - found[at - 1].first)])
    return list(between)


_AFTER_LABEL: Final = frozenset(
    {
        "và",
        "còn",
        "so",
        "thì",
        "trong",
        "tăng",
        "giảm",
        "với",
        "nhưng",
        "là",
        "đạt",
        "đã",
        "cao",
        "thấp",
        "của",
        "đều",
        "nữa",
    }
)


def _noun_unknown(passage: Passage, element: Element) -> bool:
    """Whether a word follows the number that must be its noun, only none the reader knows."""
    if element.end >= len(passage.tokens):
        return False
    token = passage.tokens[element.end]
    return token.isalpha() and token not in _AFTER_LABEL


def _share(found: Sequence[Element], at: int) -> bool:
    """“45, 18 và 12 vụ”: a bare number takes the noun of the next; one after a named number takes that one's."""
    number = found[at].number
    assert number is not None
    ahead = at + 1
    while (
        ahead + 1 < len(found)
        and (joined(found[ahead]) or found[ahead].mark == "change_to")
        and found[ahead + 1].kind == "number"
    ):
        following = found[ahead + 1].number
        assert following is not None
        # Only bare numbers side by side make a list; “06, 15 bị can” is a pair of two nouns.
        if following.head and (found[ahead].sign == "và" or found[ahead].mark == "change_to" or ahead > at + 1):
            number.head = following.head
            return True
        if following.head:
            break
        ahead += 2
    if at >= 2 and joined(found[at - 1]) and found[at - 2].kind == "number":
        earlier = found[at - 2].number
        assert earlier is not None
        if (
            earlier.head
            and earlier.noun_end == earlier.end
            and earlier.head != "person"
            and (earlier.head != "rank" or found[at - 1].sign == "và")
        ):
            number.head, number.topics = earlier.head, earlier.topics
            return True
    return False
