"""Whose figure a number of a sentence is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from liemchinh.reader.mentions import Line
from liemchinh.reader.scope import Mention

_WHOLE: Final = frozenset({"country", "home", "home_cluster", "home_region", "cluster", "region"})
_LISTED: Final = frozenset({",", "và", "tỉnh", "thành", "phố"})
_PLACING: Final = frozenset({"tại", "ở", "của"})
_IS: Final = "là"
_IS_CLOSE: Final = 2
_REACH: Final = 8


def meant(mention: Mention, before: Sequence[Mention]) -> Mention:
    """“toàn tỉnh” after the name of a province in the same sentence is that province."""
    if mention.kind != "home":
        return mention
    named = next((one for one in reversed(before) if one.kind == "province" and one.first < mention.first), None)
    return named or mention


@dataclass(slots=True)
class Owners:
    """The scopes one sentence names, and the one carried into it."""

    line: Line
    local: Sequence[Mention]
    carried: Mention | None
    listed: Sequence[Mention] = ()

    def of(self, at: int) -> list[Mention | None]:
        """Whose the number at element `at` is; several for “mỗi tỉnh”, one of a list for “lần lượt”."""
        first = self.line.found[at].first
        before = [mention for mention in self.local if mention.first < first]
        listed = self._of_list(at, before)
        if listed:
            return listed
        if self.line.numbers[at].head == "rank":
            end = self.line.found[at].end
            named = next((one for one in self.local if end < one.first <= end + _IS_CLOSE), None)
            if named is not None and self.line.passage.tokens[end] == _IS:
                return [named]
        if before:
            last = before[-1]
            if last.kind == "rest":
                return [next((one for one in before if one.kind in _WHOLE), self.carried)]
            return [meant(last, before)]
        return [self._behind(at) or self.carried]

    def carried_on(self) -> Mention | None:
        """The scope the next sentence of the paragraph begins with."""
        numbers = [at for at, number in self.line.numbers.items() if number.head and not number.percent]
        first = self.line.found[min(numbers)].first if numbers else self.line.sentence.end
        leading = [mention for mention in self.local if mention.first < first and mention.kind != "rest"]
        if not leading:
            return self.carried
        rivals = {mention.key for mention in self.local if mention.kind == leading[-1].kind}
        if numbers and len(rivals) > 1:
            # A comparison of several hands nothing on.
            return self.carried
        return meant(leading[-1] if numbers else leading[0], self.local)

    def _of_list(self, at: int, before: Sequence[Mention]) -> list[Mention | None]:
        marks = {element.mark for element in self.line.found[:at]}
        if not marks & {"respectively", "each"}:
            return []
        first = self.line.found[at].first
        lists = self.lists()
        if "respectively" in marks:
            row = self._row(at)
            fitting = [one for one in lists if len(one) == len(row)]
            nearest = next((one for one in reversed(fitting) if one[0].first < first), fitting[0] if fitting else None)
            nearest = nearest or (list(self.listed) if len(self.listed) == len(row) else None)
            if nearest:
                return [nearest[row.index(at)]]
        if "each" in marks:
            nearest = next((one for one in reversed(lists) if one[-1].end <= first), None)
            if nearest and nearest[-1] is before[-1]:
                return list(nearest)
        return []

    def _behind(self, at: int) -> Mention | None:
        """A scope named after the number: “khởi tố 14 vụ tại Sơn La”."""
        line = self.line
        following = next((one for one in self.local if one.first >= line.found[at].end), None)
        if following is None or following.kind == "rest":
            return None
        gap = line.passage.tokens[line.found[at].end : following.first]
        between = [element for element in line.found[at + 1 :] if element.first < following.first]
        if any(element.kind == "number" or element.sign in {";", ":"} for element in between):
            return None
        return following if len(gap) <= _REACH and _PLACING & set(gap[-4:]) else None

    def lists(self) -> list[list[Mention]]:
        """Provinces and districts named one after the other."""
        made: list[list[Mention]] = []
        for mention in self.local:
            if mention.kind not in {"province", "district"}:
                continue
            between = self.line.passage.tokens[made[-1][-1].end : mention.first] if made else ()
            if made and all(token in _LISTED for token in between):
                made[-1].append(mention)
            else:
                made.append([mention])
        return [one for one in made if len(one) > 1]

    def _row(self, at: int) -> list[int]:
        """The elements of the numbers that make one list with element `at`."""
        found, numbers = self.line.found, self.line.numbers
        row = [at]
        while row[0] - 2 in numbers and found[row[0] - 1].sign in {",", "và"}:
            row.insert(0, row[0] - 2)
        while row[-1] + 2 in numbers and found[row[-1] + 1].sign in {",", "và"}:
            row.append(row[-1] + 2)
        return row
