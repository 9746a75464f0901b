"""Vietnamese narrative text -> claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from liemchinh.figures.wording import HEADS
from liemchinh.kernel.calendar import Period
from liemchinh.reader import exclusions
from liemchinh.reader.claim import OTHER, Claim
from liemchinh.reader.labels import name_numbers
from liemchinh.reader.lexicon import MEANINGS, Meaning, goes_down
from liemchinh.reader.mentions import Line, Spans, documents, line_of
from liemchinh.reader.numbers import Number, counted
from liemchinh.reader.offices import with_own_houses
from liemchinh.reader.passage import Passage, Sentence, prepare, unaccented
from liemchinh.reader.period import moments, published_in
from liemchinh.reader.scope import Home, Mention, Scope, mentions, scope_of, single_case
from liemchinh.reader.timing import Timing
from liemchinh.reader.topic import Judge, Memory
from liemchinh.reader.whose import Owners

_RANKING: Final = re.compile(
    r"xếp (?:hạng|thứ|loại)|chỉ số|đánh giá công tác|\d/63|bảng xếp|điểm đánh giá|thứ hạng|hạng \d|\d bậc|/100 điểm"
)
_WORDS: Final = re.compile(r"\S+")
_STOP: Final = re.compile(r"[.;\n]\s|\n")
_QUOTED: Final = 12
_NEAR: Final = 200
_WHOLE_COUNTRY: Final = Scope("VN", "cả nước")
_TITLE: Final = 24
_CHECKS: Final = frozenset({"auditing", "checking", "supervising", "checking_both", "publicity"})
_ACCUSED: Final = frozenset({"accused", "defendant", "suspect"})
_ORDINAL: Final = "thứ"
_QUESTION: Final = "?"
_FRACTIONS: Final = frozenset({"VND", "point", "ha"})
_CASES: Final = frozenset({"case", "affair", "matter", "items"})
_LETTERS: Final = frozenset({"petition", "complaint", "denunciation"})
# Where a form writes “13/45”, cases stand over accused.
_STAGES: Final = frozenset(
    {"initiation", "investigated", "prosecuted", "tried", "acceptance", "appeal", "staying", "returning"}
)

_Time = tuple[Period | None, date | None]


@dataclass(slots=True)
class _Told:
    """A figure already told in this paragraph, for the rule of parts."""

    indicator: str
    scope: str
    time: _Time
    value: Decimal
    depth: int


@dataclass(slots=True)
class _Figure:
    """One number on its way to becoming a claim."""

    at: int
    number: Number
    value: Decimal
    meaning: Meaning
    topic: str


@dataclass(slots=True)
class _Reading:
    """The state of one reading: what is remembered from sentence to sentence."""

    passage: Passage
    timing: Timing
    home: Home
    scopes: Sequence[Mention]
    masks: Spans
    memory: Memory
    claims: list[Claim] = field(default_factory=list)
    seen: set[tuple[object, ...]] = field(default_factory=set)
    carried: Mention | None = None
    paragraph: int = -1
    told: list[_Told] = field(default_factory=list)
    listed: Sequence[Mention] = ()
    case: Mention | None = None

    def sentence(self, sentence: Sentence, local: Sequence[Mention]) -> None:
        """Read one sentence, which names the scopes `local`."""
        if sentence.paragraph != self.paragraph:
            self.paragraph, self.carried, self.told, self.case = sentence.paragraph, None, [], None
        line = line_of(self.passage, sentence, self.masks)
        if not any(number.head in _CASES and number.value > 1 for number in line.numbers.values()):
            self.case = single_case(self.passage, sentence, local) or self.case
        owners = Owners(line, local, self.carried, self.listed)
        self.timing.enter(self.passage, sentence)
        if line.numbers:
            exclusions.drop_bounds(line)
            name_numbers(line)
            judge = Judge(line, self.memory)
            for one in self.told:
                one.depth = 0
            for at in line.numbers:
                figure = self._figure(line, at, judge)
                if figure is not None:
                    self._state(line, figure, owners)
        if self.passage.tokens[sentence.end - 1] == _QUESTION:
            self.memory.asked = tuple(topic for element in line.found for topic in element.topics)
        elif line.numbers:
            self.memory.asked = ()
        self._title(line, sentence)
        lists = owners.lists()
        if lists:
            self.listed = lists[-1]
            self.memory.listed = len(self.listed)
        if line.topics & {"watch", "closing"}:
            self.memory.watching = True
        if any((element.number.head if element.number else element.head) in _LETTERS for element in line.found):
            self.memory.petitioning = True
        self.carried = owners.carried_on()
        self.timing.leave(self.passage, line.found)

    def _title(self, line: Line, sentence: Sentence) -> None:
        """A short line without figures that names checks is the title of what follows: “1. Thanh tra hành chính”."""
        if sentence.end - sentence.first > _TITLE or any(number.head for number in line.numbers.values()):
            return
        checks = tuple(topic for element in line.found for topic in element.topics if topic in _CHECKS)
        if checks:
            self.memory.section = checks

    def _figure(self, line: Line, at: int, judge: Judge) -> _Figure | None:
        """What the number at element `at` states; None when it is no figure of this work."""
        number = line.numbers[at]
        if number.percent or not counted(number.head) or self._names(number) or self._foreign(line, at, judge):
            return None
        value = number.value
        topic = ""
        meaning: Meaning | None
        change = exclusions.difference(line, at)
        if number.head == "step" and change is not None:
            meaning = Meaning("index.rank_change", "rank")
            if goes_down(self.passage.tokens[change.first : change.end]):
                value = -value
        elif number.head == "step" or change is not None:
            return None
        else:
            meaning, topic = self._meaning(line, at, judge)
        if meaning is None or (meaning.indicator == "index.score" and value > 100):
            return None
        if meaning.indicator == "crime.accused_initiated" and self._added(line, at):
            meaning = Meaning(OTHER, "person", "part of crime.accused_initiated: khởi tố thêm")
        if meaning.indicator.startswith("crime.") and exclusions.mixed(line, at):
            meaning = Meaning(OTHER, meaning.unit, "gộp cả tội phạm kinh tế")
        judge.told.append(meaning)
        self._remember(number, meaning, topic)
        if meaning.unit not in _FRACTIONS and value != value.to_integral_value():
            if any("mean" in element.topics for element in line.found[:at]):
                meaning = Meaning(OTHER, HEADS[number.head].unit, "bình quân")
            elif value.as_tuple().exponent == -3:
                # “1,858 bị can”: persons have no decimals, so the comma parts thousands.
                value *= 1000
            else:
                return None
        return _Figure(at, number, value, meaning, topic)

    def _names(self, number: Number) -> bool:
        """Whether the number only names: “Phiên họp thứ 11 Ban Chỉ đạo”, “hai tỉnh lần lượt …” of those just named."""
        ordinal = number.first > 0 and self.passage.tokens[number.first - 1] == _ORDINAL
        if number.head == "province" and number.words:
            return number.value == self.memory.listed
        return ordinal and number.head != "rank"

    def _foreign(self, line: Line, at: int, judge: Judge) -> bool:
        """Whether other work is told: “1.023 vụ án hình sự các loại, 1.587 bị can”, cases and their accused."""
        foreign = exclusions.foreign(line, at)
        if not foreign and line.numbers[at].head in _ACCUSED:
            before = max((place for place in line.numbers if place < at), default=-1)
            between = line.found[before + 1 : at]
            foreign = before in judge.foreign and all(one.sign in {",", "/", "với"} or one.mark for one in between)
        if foreign:
            judge.foreign.add(at)
        return foreign

    def _added(self, line: Line, at: int) -> bool:
        """“khởi tố thêm 3 bị can, nâng tổng số lên 14”: only where no case is told beside the persons."""
        if not any(one.mark == "raised_to" for one in line.found[at:]):
            return False
        return not any(number.head in _CASES for place, number in line.numbers.items() if place < at)

    def _remember(self, number: Number, meaning: Meaning, topic: str) -> None:
        self.memory.claimed.add(meaning.indicator)
        if number.head and not meaning.note.startswith("part of"):
            self.memory.last = meaning
            if topic:
                self.memory.by_head[number.head] = topic

    def _meaning(self, line: Line, at: int, judge: Judge) -> tuple[Meaning | None, str]:
        number = line.numbers[at]
        pointed = self._pointed(line, at)
        if pointed is not None or not number.head:
            return pointed, ""
        if number.head == "rank":
            return (Meaning("index.rank", "rank") if number.value <= 63 else None), ""
        if number.head == "point" and number.of is not None:
            whole = number.of == 100
            return Meaning("index.score", "point") if whole else Meaning(OTHER, "point", "điểm thành phần"), "score"
        if number.head == "point" and self.memory.emulating and not self.memory.ranking:
            return Meaning(OTHER, "point", "điểm thi đua"), "score"
        if number.head == "province" and self.passage.tokens[number.first - 1] in {"trong", "trên"}:
            ranked = [place for place in line.numbers if place < at and line.numbers[place].head == "rank"]
            if ranked and number.first - line.found[ranked[-1]].end <= 3:
                return Meaning("index.participants", "province"), ""
        seated = number.first > 0 and self.passage.tokens[number.first - 1] in {"gồm", "có"}
        if number.head == "comrade" and seated and any(element.head == "committee" for element in line.found[:at]):
            return Meaning(OTHER, "person", "thành viên Ban Chỉ đạo"), ""
        return self._pair(number) or judge.judge(at)

    def _pair(self, number: Number) -> tuple[Meaning, str] | None:
        """“khởi tố 13/45” without a noun: cases over accused."""
        topic = next((one for one in number.topics if one in _STAGES), "")
        if number.of is None or number.noun_end > number.end or not topic:
            return None
        meaning = MEANINGS.get((topic, "affair"))
        return (meaning, topic) if meaning is not None else None

    def _pointed(self, line: Line, at: int) -> Meaning | None:
        """“con số này là 17”, “con số này năm 2022 là 17 người”: what was counted last."""
        head, last = line.numbers[at].head, self.memory.last
        for element in reversed(line.found[:at]):
            if element.mark == "anaphora":
                return last if last is not None and (not head or HEADS[head].unit == last.unit) else None
            if element.kind == "number" and head:
                return None
        return None

    def _state(self, line: Line, figure: _Figure, owners: Owners) -> None:
        """Make the claims of one number: for each that owns it, and for the y of x/y."""
        second = self._second(line, figure)
        planned = exclusions.planned(line, figure.at)
        depth = exclusions.depth(line, figure.at)
        single = self.case is not None and _of_a_case(figure.meaning)
        if single and not figure.meaning.note:
            figure.meaning = replace(figure.meaning, note="một vụ án")
        for mention in [self.case] if single else owners.of(figure.at):
            time = self.timing.of(self.passage, line.found, figure.at, figure.meaning, figure.topic, planned=planned)
            if single and not self.timing.named():
                time = None, None
            ended = (
                time[0] is not None
                and self.timing.published is not None
                and time[0].last.year < self.timing.published.year
            )
            coming = self.timing.coming(time[0]) and exclusions.asked(line, figure.at)
            self._total_or_part(figure, mention, time, depth, planned=(planned and not ended) or coming)
            if second is not None and figure.number.of is not None:
                time = self.timing.of(self.passage, line.found, figure.at, second, figure.topic, planned=False)
                self._claim(second, figure.number.of, self._scope(second, mention, time), time, figure.number)

    def _scope(self, meaning: Meaning, mention: Mention | None, time: _Time) -> Scope:
        if meaning.unit == "province":
            return _WHOLE_COUNTRY
        return scope_of(mention, self.home, (time[0].last if time[0] else time[1]) or self.timing.published)

    def _total_or_part(
        self, figure: _Figure, mention: Mention | None, time: _Time, depth: int, *, planned: bool
    ) -> None:
        """A part of a total told before is no figure of its own, nor is a target."""
        meaning, value = figure.meaning, figure.value
        scope = self._scope(meaning, mention, time)
        alike = [
            one
            for one in self.told
            if one.indicator == meaning.indicator and one.scope == scope.code and one.time == time
        ]
        claimed = meaning
        if meaning.indicator != OTHER:
            if planned:
                claimed = Meaning(OTHER, self._own_unit(figure), f"plan: {meaning.indicator}")
            elif depth and meaning.indicator != "inspection.targets":
                if any(one.value == value for one in alike):
                    return
                if any(one.depth < depth and one.value >= value for one in alike):
                    claimed = Meaning(OTHER, self._own_unit(figure), f"part of {meaning.indicator}")
        self.told.append(_Told(meaning.indicator, scope.code, time, value, depth))
        self._claim(claimed, value, scope, time, figure.number)

    def _own_unit(self, figure: _Figure) -> str:
        """The unit of a figure without its indicator."""
        return (
            "case"
            if figure.number.head in {"affair", "case"} and figure.meaning.unit == "case"
            else figure.meaning.unit
        )

    def _claim(self, meaning: Meaning, value: Decimal, scope: Scope, time: _Time, number: Number) -> None:
        if value == value.to_integral_value():
            value = Decimal(int(value))
        key = (
            meaning.indicator,
            value,
            meaning.unit,
            scope.code,
            *time,
            meaning.note if meaning.indicator == OTHER else "",
        )
        if key in self.seen:
            return
        self.seen.add(key)
        passage = self.passage
        start, stop = passage.starts[number.first], passage.ends[max(number.noun_end, number.end) - 1]
        self.claims.append(
            Claim(
                indicator=meaning.indicator,
                value=value,
                unit=meaning.unit,
                scope=scope.code,
                scope_name=scope.name,
                period=time[0],
                as_of=time[1],
                qualifier=number.qualifier,
                quote=passage.slice_of(*_quote(passage.text, start, stop)),
                start=passage.places[start],
                end=passage.places[stop],
                note=meaning.note,
            )
        )

    def _second(self, line: Line, figure: _Figure) -> Meaning | None:
        """What the y of “x/y” states, where it states something of its own."""
        number, meaning = figure.number, figure.meaning
        if number.of is None or meaning.unit == "point" or meaning.indicator == "committee.committees":
            return None
        if figure.topic in _STAGES and number.noun_end <= number.end:
            return MEANINGS.get((figure.topic, "accused"))
        if meaning.indicator in {"index.rank", "index.participants"}:
            return Meaning("index.participants", "province") if number.of in {34, 63, 64} else None
        if meaning.indicator.startswith("watch."):
            return Meaning(
                {"case": "watch.cases", "matter": "watch.matters"}.get(meaning.unit, "watch.items"), meaning.unit
            )
        if meaning.indicator == "assets.recovered":
            lost = any("damage" in element.topics for element in line.found[figure.at + 1 : figure.at + 4])
            return Meaning("assets.damage", "VND") if lost else Meaning(OTHER, "VND", "phải thu hồi")
        if meaning.indicator == "petitions.resolved":
            told = any(claim.indicator == "petitions.denunciations" for claim in self.claims)
            if number.head == "denunciation" and not told:
                return Meaning("petitions.denunciations", "petition")
            return Meaning(OTHER, "petition", "thuộc thẩm quyền") if number.of != number.value else None
        if meaning.indicator == OTHER:
            return None
        if meaning.unit == "case" and any("watch" in element.topics for element in line.found):
            return Meaning("watch.cases", "case")
        if number.of == number.value and meaning.indicator == "declarations.filed":
            return None
        return Meaning(OTHER, meaning.unit, f"out of which {meaning.indicator}")


def _of_a_case(meaning: Meaning) -> bool:
    return meaning.indicator.startswith(("crime.", "assets.")) or meaning.note.startswith("part of crime.")


def _quote(text: str, start: int, end: int) -> tuple[int, int]:
    """At most twelve words around a figure, within its sentence."""
    near = max(0, start - _NEAR)
    left = max(text.rfind(mark, near, start) for mark in (". ", "; ", "\n\n")) + 1 or near
    before = [found.start() for found in _WORDS.finditer(text, left, start)]
    budget = max(0, _QUOTED - len(_WORDS.findall(text, start, end)))
    taken = min(len(before), budget - budget // 3)
    stop = end
    for found in list(_WORDS.finditer(text, end, min(len(text), end + 80)))[: min(budget - taken, 3)]:
        if _STOP.search(text, end, found.end()):
            break
        stop = found.end()
    return before[-taken] if taken else start, stop


def read(text: str, *, published: date | None = None, default_scope: str | None = None) -> list[Claim]:
    """Every figure that `text` states, in the order of the text.

    `published` is the day of the paper; it is looked for in the text when not given. `default_scope` is the scope of
    figures that name none (the code of the office's province).
    """
    passage = prepare(text)
    day = published or published_in(passage.key)
    found, masks = moments(passage.key, day)
    bare = [False] * len(passage.tokens)
    for sentence in passage.sentences:
        if unaccented(passage.tokens[sentence.first : sentence.end]):
            bare[sentence.first : sentence.end] = [True] * (sentence.end - sentence.first)
    scopes = mentions(passage, bare)
    home = Home.of(scopes, default_scope)
    scopes = with_own_houses(passage, scopes)
    scopes = [mention for mention in scopes if mention.kind != "centre"]
    starts = [mention.first for mention in scopes]
    reading = _Reading(
        passage=passage,
        timing=Timing.of_text(passage.key, found, day),
        home=home,
        scopes=scopes,
        masks=Spans.of([*masks, *documents(passage.text)]),
        memory=Memory(
            emulating="thi đua" in passage.key,
            ranking=bool(_RANKING.search(passage.key)),
            watching="theo dõi" in passage.key,
            petty="vặt" in passage.key,
        ),
    )
    for sentence in passage.sentences:
        reading.sentence(sentence, scopes[bisect_left(starts, sentence.first) : bisect_left(starts, sentence.end)])
    return sorted(reading.claims, key=lambda claim: claim.start)
