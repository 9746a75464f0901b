"""Which topic governs a number, and what the number then states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from liemchinh.figures.wording import HEADS, WORDINGS
from liemchinh.reader.claim import OTHER
from liemchinh.reader.labels import joined
from liemchinh.reader.lexicon import MEANINGS, Meaning
from liemchinh.reader.mentions import Element, Number

INHERENT: Final = {
    "check": "checking",
    "watching": "supervising",
    "combined_check": "checking_both",
    "audit": "auditing",
    "plenary": "meeting",
    "standing": "standing",
    "denunciation": "denouncing",
}
"""Nouns that carry their topic with them."""

# Said after the number, these turn it whatever stood before.
_OVERRIDING: Final = frozenset(
    {
        "petty", "publicity", "declaring", "verifying", "sentence", "founding", "resignation", "incomplete", "returning",
        "norms", "remaining", "violation",
    }
)  # fmt: skip
# … unless one of these governs from before.
_STRONG: Final = frozenset(
    {
        "discipline",
        "initiation",
        "investigated",
        "prosecuted",
        "tried",
        "referral",
        "proposal",
        "responsibility",
        "transfer",
    }
)
_YIELDING: Final = frozenset({"incomplete", "declaring", "verifying", "remaining", "violation", "norms"})
_WATCHED: Final = frozenset({"watch", "listing", "closing", "settling", "opening", "remaining"})
_PLAIN_HEADS: Final = frozenset(
    {"conclusion", "report", "document", "check", "watching", "combined_check", "audit", "plenary", "standing"}
)
_MEETINGS: Final = frozenset({"sitting", "session", "round", "plenary"})
_PERSONS: Final = frozenset({"person", "instance", "individual", "official", "comrade", "member", "cadre"})
_REMEMBERED: Final = frozenset(
    {"case", "matter", "affair", "items", "accused", "defendant", "committee", "point", "instance", "business", "step"}
)


@dataclass(slots=True)
class Memory:
    """What earlier sentences spoke of: by noun, and last of all."""

    by_head: dict[str, str] = field(default_factory=dict)
    last: Meaning | None = None
    watching: bool = False
    petitioning: bool = False
    ranking: bool = False
    emulating: bool = False
    claimed: set[str] = field(default_factory=set)


def _topics_of(element: Element) -> tuple[str, ...]:
    if element.kind == "number" and element.number is not None:
        inherent = INHERENT.get(element.number.head)
        return (*element.number.topics, inherent) if inherent else element.number.topics
    inherent = INHERENT.get(element.head)
    return (*element.topics, inherent) if inherent else element.topics


def _backwards(found: Sequence[Element], at: int, stops: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Topics before element `at`, nearest first, up to a sign of `stops`."""
    for place in range(at - 1, -1, -1):
        element = found[place]
        if element.kind == "sign" and element.sign in stops:
            return
        before = found[place - 1].number if place else None
        behind = (
            before is not None and HEADS[before.head or "person"].counted and element.first - found[place - 1].end <= 1
        )
        for topic in _topics_of(element):
            # “04 vụ đã thụ lý với 10 bị cáo”: it only says which cases.
            if not (behind and topic == "acceptance"):
                yield place, topic


def _after(found: Sequence[Element], last: int) -> list[tuple[int, str]]:
    """Topics after the last number of a group, in the same breath."""
    topics: list[tuple[int, str]] = []
    for place in range(last + 1, len(found)):
        element = found[place]
        if element.kind == "number" or (element.kind == "sign" and element.sign in _BREATHS) or element.mark == "part":
            break
        topics.extend((place, topic) for topic in _topics_of(element))
    return topics


_BREATHS: Final = frozenset({",", ";", ")", "(", ":", "và"})
_HARD: Final = frozenset({";"})
_SOFT: Final = frozenset({",", ";", "(", ":"})


@dataclass(slots=True)
class Judge:
    """Decides what each number of one sentence states."""

    found: Sequence[Element]
    groups: Sequence[int]
    memory: Memory
    sentence_topics: frozenset[str] = frozenset()
    told: list[Meaning] = field(default_factory=list)
    by_form: list[Meaning] = field(default_factory=list)
    inner: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Mark the elements that only tell of a part: in brackets, or after “trong đó” up to the next semicolon."""
        inner: set[int] = set()
        depth = 0
        part = False
        for place, element in enumerate(self.found):
            if element.sign == ";":
                part = False
            elif element.mark == "part":
                part = True
            elif element.sign == "(":
                depth += 1
            elif element.sign == ")":
                depth = max(0, depth - 1)
            if part or depth:
                inner.add(place)
        self.inner = frozenset(inner)

    def judge(self, at: int) -> tuple[Meaning | None, str]:
        """What the number at element `at` states, and the topic that says so."""
        number = self.found[at].number
        assert number is not None
        for topic in self._candidates(at, number):
            if topic == "budget" and number.head == "money":
                return None, topic
            meaning = self._meaning(topic, number, at)
            if meaning is not None:
                if topic == "form" and meaning.indicator != OTHER:
                    self.by_form.append(meaning)
                return meaning, topic
        return None, ""

    def _candidates(self, at: int, number: Number) -> Iterator[str]:
        head = number.head
        after = _after(self.found, self.groups[at])
        yield from number.topics
        first = at
        while first:
            if self.groups[first - 1] == self.groups[at]:
                first -= 1
            elif joined(self.found[first - 1]) and first > 1 and self.groups[first - 2] == self.groups[at]:
                first -= 2
            else:
                break
        direct = list(_backwards(self.found, at, _SOFT))
        if first < at and not direct:
            direct = list(_backwards(self.found, first, _SOFT))
        strong = bool(direct) and direct[0][1] in _STRONG
        yield from (topic for _, topic in after if topic in _OVERRIDING and not (strong and topic in _YIELDING))
        passive = any(
            self.found[place].mark == "passive" for place in range(self.groups[at] + 1, after[0][0] if after else 0)
        ) or bool(
            after and self.found[after[0][0]].first == self.found[self.groups[at]].end and after[0][1] not in _WATCHED
        )
        if head in _MEETINGS and any(topic == "standing" for _, topic in direct):
            yield "standing"
        inherent = INHERENT.get(head)
        if inherent and head not in {"denunciation"}:
            if any(topic == "publicity" for _, topic in direct):
                yield "publicity"
            yield inherent
        if head in _PLAIN_HEADS:
            for _, topic in direct:
                if topic == "norms":
                    yield topic
            yield ""
        if passive and direct and (self.groups[at] != at or number.of is not None):
            yield from (topic for _, topic in direct)
        if head == "denunciation":
            yield from (topic for _, topic in direct if topic in {"closing", "settling"})
            yield "denouncing"
        crossed = bool(direct) and any(self.found[place].kind == "number" for place in range(direct[0][0], at))
        if after and (passive or not direct or crossed):
            if direct and not passive:
                yield from (topic for _, topic in direct)
            yield from (topic for _, topic in after)
        yield from (topic for _, topic in direct)
        yield from (topic for _, topic in after)
        yield from (topic for _, topic in _backwards(self.found, at, _HARD))
        yield from (topic for place, topic in _backwards(self.found, at, frozenset()) if place not in self.inner)
        yield ""
        if head in _REMEMBERED and head in self.memory.by_head:
            yield self.memory.by_head[head]
        if (
            head in {"instance", "person", "comrade"}
            and self.memory.last
            and self.memory.last.indicator.startswith("heads.")
        ):
            yield "responsibility"

    def _earlier(self, at: int, topic: str) -> bool:
        """Whether `topic` governs in the same breath before the nearest topic of element `at`."""
        return any(one == topic for _, one in _backwards(self.found, at, frozenset({";", ","})))

    def _meaning(self, topic: str, number: Number, at: int) -> Meaning | None:  # noqa: PLR0912
        head = number.head
        last = self.told[-1] if self.told else self.memory.last
        if topic in {"discipline", "administrative", "criminal", "form", "initiation"} and head in _PERSONS:
            heads = any(one.indicator.startswith("heads.") for one in self.told)
            if heads and topic in {"discipline", "administrative"}:
                return Meaning("heads.administrative", "person")
            if heads and topic == "criminal":
                return Meaning("heads.criminal", "person")
        if topic == "" and head == "conclusion" and "auditing" in self.sentence_topics:
            return Meaning(OTHER, "document", "kết luận thanh tra")
        if (
            topic == "sentence"
            and head in {"defendant", "person"}
            and "crime.defendants_tried" not in self.memory.claimed
        ):
            return Meaning("crime.defendants_tried", "person")
        if topic == "" and head == "leader":
            return Meaning("heads.handled", "person")
        if topic == "" and head == "point" and self.memory.ranking:
            return Meaning("index.score", "point")
        if topic == "form":
            whole = next((one for one in reversed(self.told) if one.indicator in _DISCIPLINED), None)
            if (whole is None or self.by_form) and number.noun_end > number.end:
                return MEANINGS.get(("discipline", head))
            if head not in _PERSONS and head:
                return None
            return Meaning(OTHER, "person", f"part of {whole.indicator if whole else 'discipline.individuals'}")
        if topic == "discipline" and (self._earlier(at, "proposal") or self._earlier(at, "discipline_proposal")):
            return Meaning(OTHER, HEADS[head].unit, "đề nghị kỷ luật") if head else None
        if topic == "recovery" and self._earlier(at, "recovery_proposal"):
            return Meaning(OTHER, HEADS[head].unit, "kiến nghị thu hồi") if head else None
        if topic == "detection" and head in {"affair", "case", "matter", "suspect"} and not self._tainted(at):
            return None
        if topic == "detection" and self.memory.by_head.get(head) == "petty":
            topic = "petty"
        if topic == "" and head == "petition":
            received = "petitions.received" in self.memory.claimed
            return Meaning(OTHER, "petition", "đơn") if received else Meaning("petitions.received", "petition")
        if head == "province" and topic in {"initiation", "tried", "discipline", "transfer"}:
            # “11 tỉnh chỉ khởi tố …”: only where the verb follows.
            return MEANINGS.get((topic, head)) if any(one == topic for _, one in _after(self.found, at)) else None
        if head == "paper":
            return MEANINGS.get(("", "document")) if topic == "issuing" else None
        if topic in {"watch", "listing", "closing", "settling"} and head == "affair" and self._only_cases():
            head = "case"
        if topic == "listing":
            turned = next(
                (one for _, one in _after(self.found, self.groups[at]) if one in {"tried", "closing", "appeal"}), ""
            )
            if turned:
                topic = turned
        if topic in {"settling", "closing", "remaining"} and head in {
            "case",
            "matter",
            "affair",
            "items",
            "business",
            "instance",
        }:
            return self._watched(topic, head, last)
        if topic in {"settling", "closing"} and head in {"petition", "denunciation", "complaint"}:
            return Meaning("petitions.resolved", "petition")
        if (
            topic in {"watch", "listing"}
            and head in {"affair", "business"}
            and last
            and last.indicator.startswith("crime.")
        ):
            return None
        if topic == "score" and head == "point" and not self.memory.ranking:
            return None
        if topic == "founding" and head == "province" and number.of is None and "committee" not in self._heads():
            return None
        return MEANINGS.get((topic, head))

    def _only_cases(self) -> bool:
        """Whether the sentence has spoken of watched cases and of nothing else, so that a bare “vụ” is one."""
        watched = {one.indicator for one in self.told if one.indicator.startswith("watch.")}
        return bool(watched) and watched <= {"watch.cases", "watch.cases_closed"}

    def _tainted(self, at: int) -> bool:
        """Whether corruption is named beside the number, or petty corruption is what the text is about."""
        if self.memory.by_head.get(self.found[at].head or "case") == "petty" or "petty" in self.sentence_topics:
            return True
        return any(element.mark == "tainted" for element in self.found[at : self.groups[at] + 3])

    def _heads(self) -> set[str]:
        return {one.head for one in self.found}

    def _watched(self, topic: str, head: str, last: Meaning | None) -> Meaning | None:
        """“giải quyết xong”, “còn lại”: of watched cases, of petitions, or of neither."""
        here = self.sentence_topics & {"watch", "listing", "opening"}
        if not here and last is not None:
            if last.indicator.startswith("petitions") or (self.memory.petitioning and topic == "settling"):
                return (
                    Meaning("petitions.resolved", "petition")
                    if topic == "settling"
                    else Meaning(OTHER, "petition", "đơn còn lại")
                )
            if last.indicator.startswith("crime.") and topic != "closing":
                return Meaning(OTHER, HEADS[head].unit, "chưa xong") if topic == "remaining" else None
        if not (here or self.memory.watching or topic == "closing"):
            if topic == "settling" and self.memory.petitioning:
                return Meaning("petitions.resolved", "petition")
            return None
        if topic == "remaining":
            if head == "case":
                return Meaning("watch.cases", "case")
            if head in {"matter", "business"}:
                return Meaning("watch.matters", "matter")
            return Meaning("watch.items_open", "item")
        return MEANINGS.get((topic, head))


_DISCIPLINED: Final = frozenset({"discipline.individuals", "heads.administrative", "heads.handled"})
UNITS: Final = {wording.code: wording.unit for wording in WORDINGS}
