"""The elements of a sentence: numbers with what they count, topics, marks, and the signs between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from liemchinh.reader.claim import Qualifier
from liemchinh.reader.lexicon import BARE_TREE, TREE, Entry, Node, longest
from liemchinh.reader.numbers import (
    NUMBERS,
    Number,
    closes_after,
    label_after,
    meeting_times,
    noun_after,
    number_in_figures,
    number_in_words,
)
from liemchinh.reader.passage import Passage, Sentence, folded, unaccented

_DOCUMENT: Final = re.compile(
    r"(?<!\d)\d{1,6}(?:/\d{4})?\s?[-–/]\s?[A-ZĐ][A-ZĐa-z]*[-–/]?[A-ZĐ][\w\-–/]*|\b(?:QL|ĐT|TL|BLHS|BLTTHS)\s?\.?\d+"
)
_SIGNS: Final = frozenset(",;:()/–-")
# “24 tỷ trên 35 tỷ đồng” is a share, not a bound.
_OUT_OF: Final = "trên"
_JOINING_WORDS: Final = 2
_PLACES: Final = frozenset({"nhất", "nhì"})
_JOINERS: Final = frozenset({"và", "với", "cùng"})


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


@dataclass(slots=True)
class Line:
    """One sentence as it is read: its elements, and the numbers among them by the place of their element.

    `groups` gives for each element that is a number the place of the last number of its group, -1 for all others.
    """

    passage: Passage
    sentence: Sentence
    found: list[Element]
    numbers: dict[int, Number]
    groups: list[int]
    topics: frozenset[str]


def documents(text: str) -> list[tuple[int, int]]:
    """Spans of the numbers of papers and roads (“67-QĐ/TW”, “130/2020/NĐ-CP”)."""
    return [found.span() for found in _DOCUMENT.finditer(text)]


def line_of(passage: Passage, sentence: Sentence, masks: Spans) -> Line:
    """The elements of one sentence in order."""
    found = _elements(passage, sentence, masks)
    numbers = {place: element.number for place, element in enumerate(found) if element.number is not None}
    topics = frozenset(topic for element in found for topic in element.topics)
    return Line(passage, sentence, found, numbers, _groups(found) if numbers else [], topics)


def _elements(passage: Passage, sentence: Sentence, masks: Spans) -> list[Element]:
    tokens = passage.tokens
    end = sentence.end
    tree: Node = TREE
    words: Sequence[str] = tokens
    if unaccented(tokens[sentence.first : end]):
        tree = BARE_TREE
        words = [*tokens[: sentence.first], *folded(tokens[sentence.first : end])]
    found: list[Element] = []
    at = sentence.first
    qualifier: Element | None = None
    while at < end:
        masked = masks.end_at(passage.starts[at])
        if masked:
            while at < end and passage.starts[at] < masked:
                at += 1
            found.append(Element("time", at, at))
            continue
        token = words[at]
        number = None
        if token[0].isdigit():
            number = number_in_figures(passage, at, end)
        elif token in NUMBERS or token in _PLACES:
            number = number_in_words(words, sentence.first, at, end)
        if number is not None and _named(number, words, tree, end):
            if qualifier is not None and qualifier.end == number.first:
                number.qualifier = qualifier.qualifier
            at = max(number.noun_end, number.end)
            found.append(Element("number", number.first, at, number=number))
            continue
        known = longest(tree, words, at, end)
        if known is not None:
            made = _element(known[0], at, known[1])
            shared = words[at] == _OUT_OF and bool(found) and found[-1].number is not None and found[-1].end == at
            if made.qualifier != "exact" and not shared:
                qualifier = made
            found.append(made)
            at = known[1]
            continue
        if token in _SIGNS or token in _JOINERS:
            found.append(Element("sign", at, at + 1, sign=token))
        at += 1
    return found


def _named(number: Number, words: Sequence[str], tree: Node, end: int) -> bool:
    """Give a number the noun after it; whether it is one at all (a lone “ba” or “năm” is not)."""
    entry = longest(tree, words, number.end, end)
    if entry is None and words[number.end : number.end + 1] == [")"] and words[number.first - 1] == "(":
        # “100% (4.512/4.512) người”
        beyond = longest(tree, words, number.end + 1, end)
        entry = beyond if beyond is not None and beyond[0].head else None
    noun_after(number, entry)
    meeting_times(number, words)
    if not number.head and entry is not None and entry[0].topics:
        label_after(number, entry, words[number.noun_end : end])
    spoken = number.words and not (number.head or number.topics or number.money)
    return not spoken or closes_after(words, number.end, end)


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


def joined(element: Element) -> bool:
    """Whether an element only joins two numbers: a comma, a slash, “và”."""
    return element.kind == "sign" and element.sign in {",", "/", "và", "với", "cùng"}


def _groups(found: Sequence[Element]) -> list[int]:
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
