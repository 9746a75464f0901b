"""Which topic governs a number, and what the number then states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from liemchinh.figures.wording import HEADS
from liemchinh.reader.claim import OTHER
from liemchinh.reader.lexicon import MEANINGS, Meaning
from liemchinh.reader.mentions import Element, Line, joined
from liemchinh.reader.numbers import Number
from liemchinh.reader.passage import normal_tokens

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
        "petty", "publicity", "declaring", "obliged", "verifying", "sentence", "founding", "resignation", "incomplete",
        "returning", "norms", "remaining", "violation", "stage",
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
_YIELDING: Final = frozenset({"incomplete", "declaring", "obliged", "verifying", "remaining", "violation", "norms"})
_WATCHED: Final = frozenset({"watch", "listing", "closing", "settling", "opening", "remaining"})
_PLAIN_HEADS: Final = frozenset(
    {"conclusion", "report", "document", "check", "watching", "combined_check", "audit", "plenary", "standing"}
)
_MEETINGS: Final = frozenset({"sitting", "session", "round", "plenary"})
_PERSONS: Final = frozenset({"person", "instance", "individual", "official", "comrade", "member", "cadre"})
_PARTY_DISCIPLINE: Final = Meaning("discipline.organisations", "organisation")
_OF_BODIES: Final = "part of discipline.organisations"
_DISCIPLINED: Final = frozenset({"discipline.individuals", "heads.administrative", "heads.handled"})
_SETTLED: Final = frozenset({"case", "matter", "affair", "items", "business", "instance"})
_BUDGETED: Final = frozenset({"money", "instance", "person", "affair"})
_LETTERS: Final = frozenset({"petition", "denunciation", "complaint"})
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
    petty: bool = False
    asked: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    listed: int = 0
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
        if element.kind == "number" or element.sign in _BREATHS or element.mark == "part":
            break
        if element.sign == "và" and place + 1 < len(found):
            following = found[place + 1]
            if following.kind == "topic" and following.first - element.end <= 1:
                break
        topics.extend((place, topic) for topic in _topics_of(element))
    return topics


_BREATHS: Final = frozenset({",", ";", ")", "(", ":"})
_HARD: Final = frozenset({";"})
_SOFT: Final = frozenset({",", ";", "(", ":"})
_Ruling = tuple[Meaning | None, bool]


@dataclass(slots=True)
class Judge:
    """Decides what each number of one sentence states."""

    line: Line
    memory: Memory
    told: list[Meaning] = field(default_factory=list)
    by_form: bool = False
    foreign: set[int] = field(default_factory=set)
    inner: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Mark the elements that only tell of a part: in brackets, or after “trong đó” up to the next semicolon."""
        inner: set[int] = set()
        depth = 0
        part = False
        for place, element in enumerate(self.line.found):
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
        number = self.line.numbers[at]
        if number.head in {"round", "audit"} and at and self.line.found[at - 1].head == "conclusion":
            return Meaning(OTHER, "inspection", "cuộc đã kết luận"), "auditing"
        for said in self._candidates(at, number):
            # What the bureau advised on is petty corruption only where the paper speaks of that.
            topic = said if said != "advised" else "petty" if self.memory.petty else "watch"
            if topic == "budget" and number.head in _BUDGETED:
                return None, topic
            meaning = self._meaning(topic, number, at)
            if meaning is not None:
                self.by_form = self.by_form or (topic == "form" and meaning.indicator != OTHER)
                return meaning, topic
        return None, ""

    def _group_start(self, at: int) -> int:
        """The element of the first number that stands in one row with that of element `at`."""
        groups = self.line.groups
        first = at
        while first:
            if groups[first - 1] == groups[at]:
                first -= 1
            elif first > 1 and joined(self.line.found[first - 1]) and groups[first - 2] == groups[at]:
                first -= 2
            else:
                break
        return first

    def _passive(self, at: int, after: Sequence[tuple[int, str]]) -> bool:
        """Whether what follows governs the number: “… bị kỷ luật”, “… kê khai”."""
        if not after:
            return False
        last, place = self.line.groups[at], after[0][0]
        found = self.line.found
        if any(found[between].mark == "passive" for between in range(last + 1, place)):
            return True
        return found[place].first == found[last].end and after[0][1] not in _WATCHED

    def _candidates(self, at: int, number: Number) -> Iterator[str]:
        """Topics that may govern the number, the likeliest first."""
        found = self.line.found
        head = number.head
        last = self.line.groups[at]
        after = _after(found, last)
        direct = list(_backwards(found, at, _SOFT)) or list(_backwards(found, self._group_start(at), _SOFT))
        before = [topic for _, topic in direct]
        following = [topic for _, topic in after]
        passive = self._passive(at, after)
        yield from number.topics
        strong = bool(before) and before[0] in _STRONG
        checked = bool(before) and before[0] == "verifying"
        passive = passive and not (checked and following[0] in {"declaring", "obliged"})
        yield from (
            topic
            for topic in following
            if topic in _OVERRIDING
            and not (strong and topic in _YIELDING)
            and not (checked and topic in {"declaring", "obliged"})
        )
        yield from self._by_noun(head, before)
        if passive and before and (last != at or number.of is not None):
            yield from before
        if head == "denunciation":
            yield from (topic for topic in before if topic in {"closing", "settling"})
            yield "denouncing"
        crossed = bool(direct) and any(place in self.line.numbers for place in range(direct[0][0], at))
        if following and (passive or not before or crossed):
            if not passive:
                yield from before
            yield from following
        yield from before
        yield from following
        yield from (topic for _, topic in _backwards(found, at, _HARD))
        if head == "leader":
            yield ""
        yield from (topic for place, topic in _backwards(found, at, frozenset()) if place not in self.inner)
        yield ""
        yield from self._remembered(head)

    def _by_noun(self, head: str, before: Sequence[str]) -> Iterator[str]:
        """What the noun says of itself: a “cuộc thanh tra” is one whatever the verb."""
        if head in _MEETINGS and "standing" in before:
            yield "standing"
        inherent = INHERENT.get(head)
        if inherent and head != "denunciation":
            if "publicity" in before or "publicity" in self._heading():
                yield "publicity"
            yield inherent
        if head in _PLAIN_HEADS:
            if "norms" in before or "norms" in self._heading():
                yield "norms"
            yield ""

    def _heading(self) -> frozenset[str]:
        """The topics of “Công khai, minh bạch: …”: what stands before the first colon, where no figure does."""
        topics: set[str] = set()
        for element in self.line.found:
            if element.sign == ":":
                return frozenset(topics)
            if element.kind == "number":
                break
            topics.update(element.topics)
        return frozenset()

    def _remembered(self, head: str) -> Iterator[str]:
        if head in _REMEMBERED and head in self.memory.by_head:
            yield self.memory.by_head[head]
        last = self.memory.last
        if last is not None and head in _TRIED_ONES and head not in self.memory.by_head:
            # “Số vụ án khởi tố: 18. Số bị can: 52.”
            yield next((topic for topic, name in _OF_STAGES if last.indicator == name), "")
        yield from self.memory.asked
        if head == "round":
            yield from self.memory.section
        if head in {"instance", "person", "comrade"} and last is not None and last.indicator.startswith("heads."):
            yield "responsibility"

    def _earlier(self, at: int, *topics: str) -> bool:
        """Whether one of `topics` governs in the same breath as element `at`."""
        start = self._group_start(at)
        return any(topic in topics for _, topic in _backwards(self.line.found, start, _LIGHT))

    def _meaning(self, topic: str, number: Number, at: int) -> Meaning | None:
        """What the number states under `topic`; None when the topic does not govern such a noun here."""
        if not topic:
            return self._alone(number.head)
        for rule in (self._of_heads, self._of_sanctions, self._of_watch, self._of_others):
            meaning, settled = rule(topic, number, at)
            if settled:
                return meaning
        return MEANINGS.get((topic, number.head))

    def _alone(self, head: str) -> Meaning | None:
        """What a noun states without any topic."""
        if head == "conclusion" and ("auditing" in self.line.topics or "auditing" in self.memory.section):
            return Meaning(OTHER, "document", "kết luận thanh tra")
        if head == "leader":
            return Meaning("heads.handled", "person")
        if head == "advice" and self.memory.petitioning:
            return Meaning(OTHER, "petition", "khiếu nại, kiến nghị, phản ánh")
        if head == "point" and self.memory.ranking:
            return Meaning("index.score", "point")
        if head == "petition":
            received = "petitions.received" in self.memory.claimed
            return Meaning(OTHER, "petition", "đơn") if received else Meaning("petitions.received", "petition")
        return MEANINGS.get(("", head))

    def _of_heads(self, topic: str, number: Number, at: int) -> _Ruling:
        """Sanctions of persons where the sentence speaks of heads of agencies."""
        of_heads = any(one.indicator.startswith("heads.") for one in self.told)
        if not of_heads and not self.told and at in self.inner and self.memory.last is not None:
            # “Trong đó, xử lý hình sự 2 người” after a sentence on heads of agencies.
            of_heads = self.memory.last.indicator.startswith("heads.")
        if number.head in _PERSONS and of_heads:
            if topic in {"discipline", "administrative"}:
                return Meaning("heads.administrative", "person"), True
            if topic in {"criminal", "initiation", "prosecuted"}:
                return Meaning("heads.criminal", "person"), True
        return None, False

    def _of_sanctions(self, topic: str, number: Number, at: int) -> _Ruling:
        """Forms of discipline, sentences, and what is only proposed."""
        head = number.head
        if topic == "form" and head == "leader":
            return Meaning("heads.administrative", "person"), True
        if topic == "form":
            whole = next((one for one in reversed(self.told) if one.indicator in _DISCIPLINED), None)
            if (whole is None or self.by_form) and number.noun_end > number.end:
                return MEANINGS.get(("discipline", head)), True
            if head not in _PERSONS and head:
                return None, True
            latest = self.told[-1] if self.told else None
            if at in self.inner and (latest == _PARTY_DISCIPLINE or (latest is not None and latest.note == _OF_BODIES)):
                return Meaning(OTHER, "organisation", _OF_BODIES), True
            return Meaning(OTHER, "person", f"part of {whole.indicator if whole else 'discipline.individuals'}"), True
        if topic == "sentence" and head in {"defendant", "person"}:
            if "crime.defendants_tried" not in self.memory.claimed:
                return Meaning("crime.defendants_tried", "person"), True
        elif topic == "responsibility" and self._earlier(at, "proposal"):
            return MEANINGS.get(("proposal", head)), True
        elif topic == "discipline" and self._earlier(at, "proposal", "discipline_proposal"):
            return Meaning(OTHER, HEADS[head].unit, "đề nghị kỷ luật"), True
        elif topic == "recovery" and self._earlier(at, "ordered"):
            return MEANINGS.get(("ordered", head)), True
        elif topic == "recovery" and self._earlier(at, "recovery_proposal"):
            return Meaning(OTHER, HEADS[head].unit, "kiến nghị thu hồi"), True
        return None, False

    def _of_watch(self, topic: str, number: Number, at: int) -> _Ruling:
        """Matters put on the list, kept, taken off; letters settled."""
        head = number.head
        last = self.told[-1] if self.told else self.memory.last
        if topic not in _WATCHED:
            return None, False
        if topic == "opening" and last is not None and last.indicator.startswith("inspection."):
            # “64 cuộc thanh tra (kỳ trước chuyển sang 09 …)”
            return Meaning(OTHER, "inspection", f"part of {last.indicator}"), True
        if topic == "watch" and head in _SETTLED and last is not None and last.indicator.endswith("_closed"):
            # “20 vụ đã giải quyết xong, 4 vụ đang giải quyết”
            after = _after(self.line.found, self.line.groups[at])
            if any(self._going_on(place) for place, _ in after):
                return self._watched("remaining", head, last), True
        if head == "affair" and topic != "remaining" and self._only_cases():
            head = "case"
        if topic in {"listing", "watch"}:
            spoken = [one for _, one in _after(self.line.found, self.line.groups[at])]
            turned = {"tried", "closing", "appeal"} if topic == "listing" else {"closing", "settling"}
            if topic == "listing" or "watch" in spoken:
                topic = next((one for one in spoken if one in turned), topic)
        if topic in {"settling", "closing", "remaining"} and head in _SETTLED:
            return self._watched(topic, head, last), True
        if topic in {"settling", "closing"} and head in _LETTERS:
            return Meaning("petitions.resolved", "petition"), True
        prosecuting = last is not None and last.indicator.startswith("crime.")
        named = any(one == "watch" for _, one in _after(self.line.found, self.line.groups[at]))
        if topic in {"watch", "listing"} and head in {"affair", "business"} and prosecuting and not named:
            return None, True
        return MEANINGS.get((topic, head)), True

    def _of_others(self, topic: str, number: Number, at: int) -> _Ruling:
        """Nouns and topics that need something beside them."""
        head = number.head
        if topic == "detection":
            if head in {"affair", "case", "matter", "suspect"} and not self._tainted(at):
                return None, True
            if self.memory.by_head.get(head) == "petty":
                return MEANINGS.get(("petty", head)), True
        if topic == "stage" and head == "affair" and any(one.unit == "item" for one in self.told[-2:]):
            return Meaning(OTHER, "item", "đang ở giai đoạn"), True
        if topic == "obliged" and self._declared_apart(at):
            return Meaning(OTHER, HEADS[head].unit, "thuộc diện kê khai"), True
        if topic == "receipt" and head in _LETTERS and self._dealt_with(at):
            return Meaning("petitions.resolved", "petition"), True
        if topic == "receipt" and head == "complaint":
            # “tiếp nhận 25 đơn phản ánh, trong đó 06 đơn tố cáo”: the total of all that came.
            whole = any(element.mark == "part" for element in self.line.found[at : at + 4])
            return Meaning("petitions.received", "petition") if whole else None, whole
        if head == "paper":
            return MEANINGS.get(("", "document")) if topic == "issuing" else None, True
        if head == "province":
            if topic in {"initiation", "tried", "discipline", "transfer"}:
                # “11 tỉnh chỉ khởi tố …”: only where the verb follows.
                verbs = {one for _, one in _after(self.line.found, at)}
                return MEANINGS.get((topic, head)) if topic in verbs else None, True
            if topic == "founding" and number.of is None and all(one.head != "committee" for one in self.line.found):
                return None, True
        return None, topic == "score" and head == "point" and not self.memory.ranking

    def _going_on(self, place: int) -> bool:
        element = self.line.found[place]
        return self.line.passage.tokens[element.first] == _GOING_ON or self.line.found[place - 1].mark == "now"

    def _declared_apart(self, at: int) -> bool:
        """“4.872 người thuộc diện kê khai, đã kê khai 4.870”: who has declared is told by the next number."""
        found = self.line.found
        parted = False
        for place in range(self.line.groups[at] + 1, len(found)):
            if "declaring" in found[place].topics or found[place].number is not None:
                break
            parted = parted or found[place].sign in {",", ";"}
        if not parted:
            return False
        rest = self.line.passage.tokens[found[at].end : self.line.sentence.end]
        later = any(number > at for number in self.line.numbers)
        return later and (
            any(two == _DONE for two in pairwise(rest)) or any("declaring" in e.topics for e in found[at:])
        )

    def _dealt_with(self, at: int) -> bool:
        """“tiếp nhận 210 đơn, đã xử lý 198 đơn”: a second verb of its own before the second number."""
        found = self.line.found
        place = at - 1
        while place >= 0 and found[place].kind == "qualifier":
            place -= 1
        if place < 1 or found[place].mark != "neutral" or found[place - 1].sign == ",":
            received = place > 1 and place - 2 in self.line.numbers and found[place - 1].sign == ","
        else:
            received = place - 1 in self.line.numbers
        return received and tuple(self.line.passage.tokens[found[place].first : found[place].end]) == _DEALT

    def _only_cases(self) -> bool:
        """Whether the sentence has spoken of watched cases and of nothing else, so that a bare “vụ” is one."""
        watched = {one.indicator for one in self.told if one.indicator.startswith("watch.")}
        return bool(watched) and watched <= {"watch.cases", "watch.cases_closed"}

    def _tainted(self, at: int) -> bool:
        """Whether corruption is named beside the number, or petty corruption is what the text is about."""
        if self.memory.by_head.get(self.line.numbers[at].head) == "petty" or "petty" in self.line.topics:
            return True
        last = self.line.groups[at]
        if self.line.found[at - 1].sign == ":" and at:
            label = next((place for place in range(at - 2, -1, -1) if self.line.found[place].sign == ";"), 0)
            if any(element.mark in _TAINTS for element in self.line.found[label:at]):
                return True
        if any(element.mark in _TAINTS for element in self.line.found[at : last + 3]):
            return True
        if any("damage" in element.topics for element in self.line.found[last + 1 : last + 2]):
            return True
        # “phát hiện 1 vụ tham nhũng với 2 đối tượng”: those of the case just told.
        return self.line.numbers[at].head == "suspect" and bool(self.told) and self.told[-1].unit == "case"

    def _watched(self, topic: str, head: str, last: Meaning | None) -> Meaning | None:
        """“giải quyết xong”, “còn lại”: of watched cases, of letters, or of neither."""
        here = bool(self.line.topics & {"watch", "listing", "opening"})
        resolved = Meaning("petitions.resolved", "petition")
        if not here and last is not None:
            if last.indicator.startswith("petitions") or (self.memory.petitioning and topic == "settling"):
                return resolved if topic == "settling" else Meaning(OTHER, "petition", "đơn còn lại")
            if last.indicator.startswith("crime.") and topic != "closing":
                return Meaning(OTHER, HEADS[head].unit, "chưa xong") if topic == "remaining" else None
        if not (here or self.memory.watching or topic == "closing"):
            return resolved if topic == "settling" and self.memory.petitioning else None
        if topic == "remaining":
            if head == "case":
                return Meaning("watch.cases", "case")
            if head in {"matter", "business"}:
                return Meaning("watch.matters", "matter")
            return Meaning("watch.items_open", "item")
        return MEANINGS.get((topic, head))


_LIGHT: Final = frozenset({";", ","})
_TRIED_ONES: Final = frozenset({"accused", "defendant", "suspect"})
_OF_STAGES: Final = tuple(
    (topic, MEANINGS[topic, "case"].indicator) for topic in ("initiation", "investigated", "prosecuted", "tried")
)
_GOING_ON: Final = "đang"
_TAINTS: Final = frozenset({"tainted", "mixed"})
_DONE: Final = normal_tokens("hoàn thành")
_DEALT: Final = normal_tokens("xử lý")
