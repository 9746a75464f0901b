"""Vietnamese narrative text -> claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from liemchinh.figures.wording import HEADS
from liemchinh.kernel.calendar import Period
from liemchinh.reader.claim import OTHER, Claim, Qualifier
from liemchinh.reader.labels import groups, name_numbers
from liemchinh.reader.lexicon import MEANINGS, Meaning, goes_down
from liemchinh.reader.mentions import Element, Number, Spans, counted, documents, elements
from liemchinh.reader.passage import Passage, Sentence, prepare, unaccented
from liemchinh.reader.period import moments, published_in
from liemchinh.reader.scope import Home, Mention, Scope, mentions, scope_of
from liemchinh.reader.timing import Timing
from liemchinh.reader.topic import Judge, Memory

_RANKING: Final = re.compile(
    r"xếp (?:hạng|thứ|loại)|chỉ số|đánh giá công tác|\d/63|bảng xếp|điểm đánh giá|thứ hạng|hạng \d|\d bậc|/100 điểm"
)
_WORDS: Final = re.compile(r"\S+")
_QUOTED: Final = 12
_STAGES: Final = frozenset(
    {"initiation", "investigated", "prosecuted", "tried", "acceptance", "appeal", "staying", "returning"}
)
_OF_WHICH: Final = frozenset({"do", "liên", "thuộc"})
_EACH: Final = "each"
_WHOLE_SCOPE: Final = frozenset({"country", "home", "home_cluster", "cluster", "region"})


@dataclass(slots=True)
class _Told:
    """A figure settled in this sentence, for the rule of parts."""

    meaning: Meaning
    scope: str
    time: tuple[Period | None, date | None]
    value: Decimal
    depth: int


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
    starts: list[int] = field(default_factory=list)
    told: list[_Told] = field(default_factory=list)

    def sentence(self, sentence: Sentence) -> None:
        """Read one sentence."""
        found = elements(self.passage, sentence, self.masks)
        local = self._scopes_in(sentence)
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.carried = None
            self.told = []
        self.timing.enter(self.passage, sentence)
        numbers = [at for at, element in enumerate(found) if element.kind == "number"]
        topics = frozenset(topic for element in found for topic in element.topics)
        self._drop_ranges(found)
        if numbers:
            name_numbers(self.passage, found)
            judge = Judge(found, groups(found), self.memory, topics)
            told = self.told
            for one in told:
                one.depth = 0
            for at in numbers:
                self._figure(sentence, found, at, judge, local, told)
        if "watch" in topics or "closing" in topics:
            self.memory.watching = True
        if any(element.head == "petition" for element in found) or any(
            found[at].number is not None and found[at].number.head in {"petition", "complaint", "denunciation"}  # type: ignore[union-attr]
            for at in numbers
        ):
            self.memory.petitioning = True
        first_number = found[numbers[0]].first if numbers else sentence.end
        leading = [mention for mention in local if mention.first < first_number and mention.kind != "rest"]
        rivals = {mention.key for mention in local if leading and mention.kind == leading[-1].kind}
        if leading and (len(rivals) < 2 or not numbers):
            self.carried = self._meant(leading[-1] if numbers else leading[0], local)
        self.timing.leave(self.passage, found)

    def _drop_ranges(self, found: Sequence[Element]) -> None:
        """“từ 3 đến 5 biên chế”, “1 trong 20 tỉnh”: bounds and shares, not figures."""
        tokens = self.passage.tokens
        for element in found:
            number = element.number
            if number is None or number.first < 2:
                continue
            low = tokens[number.first - 2]
            if (
                (
                    tokens[number.first - 1] in {"đến", "-", "–"}
                    and tokens[number.first - 3 : number.first - 2] == ["từ"]
                )
                or (tokens[number.first - 1] == "trong" and low in {"1", "một", "những"})
                or (tokens[number.first - 1] == "từ" and tokens[number.end : number.end + 1] == ["đến"])
            ):
                number.percent = True

    def _scopes_in(self, sentence: Sentence) -> Sequence[Mention]:
        at = bisect_left(self.starts, sentence.first)
        end = bisect_left(self.starts, sentence.end)
        return self.scopes[at:end]

    def _figure(
        self,
        sentence: Sentence,
        found: list[Element],
        at: int,
        judge: Judge,
        local: Sequence[Mention],
        told: list[_Told],
    ) -> None:
        element = found[at]
        number = element.number
        assert number is not None
        if number.percent or not counted(number.head):
            return
        if self._foreign(found, at, number):
            return
        change = self._change(found, at)
        if number.head == "step":
            if change is None:
                return
            down = goes_down(self.passage.tokens[change.first : change.end])
            meaning: Meaning | None = Meaning("index.rank_change", "rank")
            topic = ""
            value = -number.value if down else number.value
        elif change is not None:
            return
        else:
            value = number.value
            meaning, topic = self._meaning(found, at, judge, number)
        if meaning is None:
            return
        if meaning.indicator == "crime.accused_initiated" and any(one.mark == "raised_to" for one in found[at:]):
            meaning = Meaning(OTHER, "person", "part of crime.accused_initiated: khởi tố thêm")
        judge.told.append(meaning)
        self.memory.claimed.add(meaning.indicator)
        if number.head and not meaning.note.startswith("part of"):
            self.memory.last = meaning
            if topic:
                self.memory.by_head[number.head] = topic
        if meaning.indicator == "index.score" and value > 100:
            return
        if (
            meaning.unit not in {"VND", "point", "ha"}
            and meaning.note != "bình quân"
            and value != value.to_integral_value()
        ):
            if any("mean" in one.topics for one in found[:at]):
                meaning = Meaning(OTHER, HEADS[number.head].unit, "bình quân")
            elif -value.as_tuple().exponent == 3:  # type: ignore[operator]
                value = Decimal(int(value * 1000))
            else:
                return
        for mention in self._mentions_for(found, at, local, sentence):
            self._emit(sentence, found, at, number, value, meaning, topic, mention, told)
        self._second(sentence, found, at, number, meaning, topic, local, told)

    def _meaning(self, found: list[Element], at: int, judge: Judge, number: Number) -> tuple[Meaning | None, str]:
        if not number.head and number.of is not None:
            pair = self._bare_pair(found, at)
            if pair is not None:
                return pair
        if number.head == "rank":
            return (Meaning("index.rank", "rank"), "") if number.value <= 63 else (None, "")
        if number.head == "point" and number.of is not None:
            if number.of == 100:
                return Meaning("index.score", "point"), "score"
            return Meaning(OTHER, "point", "điểm thành phần"), "component"
        if number.head == "comrade" and number.first and self.passage.tokens[number.first - 1] in {"gồm", "có"}:
            if any(element.head == "committee" for element in found[:at]):
                return Meaning(OTHER, "person", "thành viên Ban Chỉ đạo"), ""
        if number.head == "point" and not self.memory.ranking and self.memory.emulating:
            return Meaning(OTHER, "point", "điểm thi đua"), "component"
        if not number.head:
            if any(element.mark == "anaphora" for element in found[:at]) and self.memory.last is not None:
                return self.memory.last, ""
            return None, ""
        return judge.judge(at)

    def _foreign(self, found: Sequence[Element], at: int, number: Number) -> bool:
        """Whether the figure belongs to other work: another index, other crimes, a scale of points."""
        if number.head in {"point", "rank", "step"}:
            if any(element.mark == "other_index" for element in found[:at]):
                return True
            following = self.passage.tokens[number.noun_end : number.noun_end + 2]
            return number.head == "point" and following == ["tối", "đa"]
        following_element = found[at + 1] if at + 1 < len(found) else None
        return (
            following_element is not None
            and following_element.mark == "other_crime"
            and following_element.first - found[at].end <= 2
        )

    def _bare_pair(self, found: Sequence[Element], at: int) -> tuple[Meaning, str] | None:
        """“khởi tố 13/45”: cases over accused, as forms write it."""
        number = found[at].number
        assert number is not None
        topic = next((one for one in number.topics if one in _STAGES), "")
        meaning = MEANINGS.get((topic, "affair")) if topic else None
        return (meaning, topic) if meaning is not None else None

    def _change(self, found: Sequence[Element], at: int) -> Element | None:
        """The mark that makes this number only a difference (“tăng 7 vụ, 22 bị can”)."""
        for place in range(at - 1, -1, -1):
            element = found[place]
            if element.mark == "change":
                return element
            if element.mark in {"change_to", "part"} or element.kind == "topic" or element.sign in {";", "(", ")", ":"}:
                return None
            if element.sign == "," and (
                place == 0 or found[place - 1].kind != "number" or found[at].number.head == "step"
            ):  # type: ignore[union-attr]
                return None
            if element.kind == "number" and found[at].number is not None and found[at].number.head == "rank":
                return None
            if element.kind == "time":
                continue
        return None

    def _mentions_for(
        self, found: Sequence[Element], at: int, local: Sequence[Mention], sentence: Sentence
    ) -> list[Mention | None]:
        """Whose figure it is; several for “mỗi tỉnh”, one of a list for “lần lượt”."""
        first = found[at].first
        before = [mention for mention in local if mention.first < first]
        lists = self._lists(local)
        marks = {element.mark for element in found[:at]}
        if lists and "respectively" in marks:
            numbers = self._row(found, at)
            members = next((one for one in reversed(lists) if one[0].first < first and len(one) == len(numbers)), None)
            members = members or next((one for one in lists if len(one) == len(numbers)), None)
            if members:
                return [members[numbers.index(at)]]
        if lists and _EACH in marks:
            members = next((one for one in reversed(lists) if one[-1].end <= first), None)
            if members and members[-1] is before[-1]:
                return list(members)
        if before:
            last = before[-1]
            if last.kind == "home":
                return [self._meant(last, before)]
            if last.kind == "rest":
                return [next((one for one in before if one.kind in _WHOLE_SCOPE), self.carried)]
            return [last]
        following = next((one for one in local if one.first >= found[at].end), None)
        if following is not None and following.kind not in {"rest"}:
            gap = self.passage.tokens[found[at].end : following.first]
            stop = any(
                element.kind == "number" or element.sign in {";", ":"}
                for element in found[at + 1 :]
                if element.first < following.first
            )
            if not stop and len(gap) <= 8 and any(token in {"tại", "ở", "của"} for token in gap[-4:]):
                return [following]
        return [self.carried]

    def _meant(self, mention: Mention, before: Sequence[Mention]) -> Mention:
        """“toàn tỉnh” after the name of a province in the same paragraph is that province."""
        if mention.kind != "home":
            return mention
        named = next((one for one in reversed(before) if one.kind == "province" and one.first < mention.first), None)
        return named or mention

    def _lists(self, local: Sequence[Mention]) -> list[list[Mention]]:
        made: list[list[Mention]] = []
        for mention in local:
            if mention.kind not in {"province", "district"}:
                continue
            if made and all(
                token in {",", "và", "tỉnh", "thành", "phố"}
                for token in self.passage.tokens[made[-1][-1].end : mention.first]
            ):
                made[-1].append(mention)
            else:
                made.append([mention])
        return [one for one in made if len(one) > 1]

    def _row(self, found: Sequence[Element], at: int) -> list[int]:
        """The numbers of one list around element `at`."""
        row = [at]
        place = at
        while (
            place >= 2
            and found[place - 1].kind == "sign"
            and found[place - 1].sign in {",", "và"}
            and found[place - 2].number
        ):
            place -= 2
            row.insert(0, place)
        place = at
        while (
            place + 2 < len(found)
            and found[place + 1].kind == "sign"
            and found[place + 1].sign in {",", "và"}
            and found[place + 2].number
        ):
            place += 2
            row.append(place)
        return row

    def _emit(
        self,
        sentence: Sentence,
        found: Sequence[Element],
        at: int,
        number: Number,
        value: Decimal,
        meaning: Meaning,
        topic: str,
        mention: Mention | None,
        told: list[_Told],
    ) -> None:
        depth = self._depth(found, at)
        planned = self._planned(found, at, sentence)
        period, as_of = self.timing.of(self.passage, sentence, found, at, meaning, topic, planned=planned)
        on = (period.last if period else as_of) or self.timing.published
        scope = scope_of(mention, self.home, on)
        if meaning.unit == "province":
            scope = Scope("VN", "cả nước")
        time = period, as_of
        note = meaning.note
        indicator = meaning.indicator
        if planned and indicator != OTHER:
            note, indicator = f"plan: {indicator}", OTHER
        elif depth and indicator not in {OTHER, "inspection.targets"}:
            if any(
                one.meaning.indicator == indicator
                and one.scope == scope.code
                and one.time == time
                and one.value == value
                for one in told
            ):
                return
            whole = any(
                one.meaning.indicator == indicator
                and one.depth < depth
                and one.scope == scope.code
                and one.time == time
                and one.value >= value
                for one in told
            )
            if whole:
                note, indicator = f"part of {indicator}", OTHER
        told.append(_Told(meaning, scope.code, time, value, depth))
        unit = (
            HEADS[number.head].unit
            if indicator == OTHER
            and meaning.indicator != OTHER
            and number.head in {"affair", "case"}
            and meaning.unit == "case"
            else meaning.unit
        )
        self._claim(
            indicator, value, unit, scope, time, number.qualifier, number.first, max(number.noun_end, number.end), note
        )

    def _claim(
        self,
        indicator: str,
        value: Decimal,
        unit: str,
        scope: Scope,
        time: tuple[Period | None, date | None],
        qualifier: Qualifier,
        first: int,
        end: int,
        note: str,
    ) -> None:
        if value == value.to_integral_value():
            value = Decimal(int(value))
        key = (indicator, value, unit, scope.code, *time, note if indicator == OTHER else "")
        if key in self.seen:
            return
        self.seen.add(key)
        passage = self.passage
        start, stop = passage.starts[first], passage.ends[end - 1]
        quote_start, quote_end = _quote(passage.text, start, stop)
        self.claims.append(
            Claim(
                indicator=indicator,
                value=value,
                unit=unit,
                scope=scope.code,
                scope_name=scope.name,
                period=time[0],
                as_of=time[1],
                qualifier=qualifier,
                quote=passage.slice_of(quote_start, quote_end),
                start=passage.places[start],
                end=passage.places[stop],
                note=note,
            )
        )

    def _depth(self, found: Sequence[Element], at: int) -> int:
        """How deep in parts a number stands: after “trong đó”, in brackets, after “trong 53 vụ …”, “có 21 …”."""
        tokens = self.passage.tokens
        number = found[at].number
        assert number is not None
        depth = int(any(element.mark == "part" for element in found[:at]))
        for element in found[:at]:
            depth += {"(": 1, ")": -1}.get(element.sign, 0)
            if element.kind == "number" and element.first and tokens[element.first - 1] == "trong":
                depth += 1
        since = next((place for place in range(at - 1, -1, -1) if found[place].kind == "number"), -1)
        if since >= 0 and not any(element.topics for element in found[since + 1 : at]):
            following = tokens[number.noun_end : number.noun_end + 1]
            if tokens[number.first - 1] == "có" or (following and following[0] in _OF_WHICH):
                depth += 1
        return depth

    def _planned(self, found: Sequence[Element], at: int, sentence: Sentence) -> bool:
        """Whether the number is a target: a word of planning before it and no “đã” since."""
        plan = next((element for element in reversed(found[:at]) if element.mark == "plan"), None)
        if plan is None:
            return False
        between = self.passage.tokens[plan.end : found[at].first]
        return "đã" not in between and ";" not in between

    def _second(
        self,
        sentence: Sentence,
        found: Sequence[Element],
        at: int,
        number: Number,
        meaning: Meaning,
        topic: str,
        local: Sequence[Mention],
        told: list[_Told],
    ) -> None:
        """The y of “x/y”, where it is a figure of its own."""
        if number.of is None:
            return
        second: Meaning | None = None
        if topic in _STAGES and number.noun_end <= number.end:
            second = MEANINGS.get((topic, "accused"))
            if second is not None:
                self._second_claim(sentence, found, at, number, second, topic, local)
            return
        if meaning.indicator in {"index.rank", "index.participants"}:
            if number.of in {34, 63, 64}:
                second = Meaning("index.participants", "province")
        elif meaning.indicator in {"index.score", "committee.committees"} or meaning.unit == "point":
            return
        elif meaning.indicator.startswith("watch."):
            noun = {"case": "watch.cases", "matter": "watch.matters"}.get(meaning.unit, "watch.items")
            second = Meaning(noun, meaning.unit)
        elif meaning.indicator == "assets.recovered":
            lost = any("damage" in element.topics for element in found[at + 1 : at + 4])
            second = Meaning("assets.damage", "VND") if lost else Meaning(OTHER, "VND", "phải thu hồi")
        elif meaning.indicator == "petitions.resolved":
            denounced = number.head == "denunciation" and not any(
                claim.indicator == "petitions.denunciations" for claim in self.claims
            )
            second = (
                Meaning("petitions.denunciations", "petition")
                if denounced
                else Meaning(OTHER, "petition", "thuộc thẩm quyền")
            )
        elif meaning.indicator != OTHER:
            watched = any("watch" in element.topics for element in found)
            if watched and meaning.unit == "case":
                second = Meaning("watch.cases", "case")
            else:
                second = Meaning(OTHER, meaning.unit, f"plan: {meaning.indicator}")
        if second is None or (
            second.indicator == OTHER
            and number.of == number.value
            and (meaning.indicator == OTHER or meaning.indicator == "petitions.resolved")
        ):
            return
        self._second_claim(sentence, found, at, number, second, topic, local)

    def _second_claim(
        self,
        sentence: Sentence,
        found: list[Element],
        at: int,
        number: Number,
        second: Meaning,
        topic: str,
        local: Sequence[Mention],
    ) -> None:
        assert number.of is not None
        for mention in self._mentions_for(found, at, local, sentence):
            period, as_of = self.timing.of(self.passage, sentence, found, at, second, topic, planned=False)
            scope = scope_of(mention, self.home, (period.last if period else as_of) or self.timing.published)
            if second.indicator == "index.participants":
                scope = Scope("VN", "cả nước")
            self._claim(
                second.indicator, number.of, second.unit, scope, (period, as_of), number.qualifier, number.first,
                max(number.noun_end, number.end), second.note,
            )  # fmt: skip


def _quote(text: str, start: int, end: int) -> tuple[int, int]:
    """At most twelve words around a figure, within its sentence."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "; ", "\n\n")) + 1
    words_before = [found.start() for found in _WORDS.finditer(text, left, start)]
    words_in = len(_WORDS.findall(text, start, end))
    budget = max(0, _QUOTED - words_in)
    before = min(len(words_before), budget - budget // 3)
    quote_start = words_before[-before] if before else start
    after = [found.end() for found in _WORDS.finditer(text, end, min(len(text), end + 80))]
    taken = min(budget - before, 3)
    stop = end
    for place in after[:taken]:
        if text[stop:place].strip() and re.search(r"[.;\n]\s|\n", text[end:place]):
            break
        stop = place
    return quote_start, stop


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
    memory = Memory(
        emulating="thi đua" in passage.key,
        ranking=bool(_RANKING.search(passage.key)),
        watching="theo dõi" in passage.key,
    )
    reading = _Reading(
        passage=passage,
        timing=Timing.of_text(passage.key, found, day),
        home=Home.of(scopes, default_scope),
        scopes=scopes,
        masks=Spans.of([*masks, *documents(passage.text)]),
        memory=memory,
        starts=[mention.first for mention in scopes],
    )
    for sentence in passage.sentences:
        reading.sentence(sentence)
    return sorted(reading.claims, key=lambda claim: claim.start)
