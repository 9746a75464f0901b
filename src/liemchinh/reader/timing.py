"""The period or the day of each figure, carried from sentence to sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

from liemchinh.kernel.calendar import Period
from liemchinh.reader.dates import Kind, Moment
from liemchinh.reader.lexicon import Meaning
from liemchinh.reader.mentions import Element, joined
from liemchinh.reader.passage import Passage, Sentence
from liemchinh.reader.period import day_before, since_founding

_FOUNDED: Final = re.compile(r"thành lập[^.;]{0,40}$")
_STATES: Final = frozenset({"committee.committees", "watch.items_open"})
_STATE_NOTES: Final = frozenset(
    {
        "thành viên Ban Chỉ đạo",
        "chưa xong",
        "đơn còn lại",
        "Ban Chỉ đạo",
        "còn phải thi hành, thu hồi",
        "đang ở giai đoạn",
    }
)
_DECISIONS: Final = frozenset({"watch", "listing", "closing", "settling", "reward"})
_TIMELESS: Final = frozenset({"khen thưởng"})
_AHEAD: Final = re.compile(r"(?:(?:trong|vào|ở|của)\s+(?:đầu\s+|cuối\s+)?(?:cả\s+)?|từ\s[^,;]*)$")
_RAISED: Final = re.compile(r"(?:nâng|đưa) (?:tổng )?số")
_POINTED: Final = re.compile(r"\s*,?\s*(?:con số|số) (?:này|đó|ấy)")
_NOW: Final = frozenset({"hiện", "đang"})
_PAIR: Final = 2
_BRACKET: Final = 200
_MOVED: Final = frozenset({"lên", "xuống", "còn", "tụt", "tăng", "giảm", "vươn"})
_NEAR: Final = 14
_SAME_BREATH: Final = 60
_PLANNING: Final = re.compile(
    r"(?<!thực hiện )(?<!hoàn thành )(?:phương hướng|nhiệm vụ|kế hoạch|mục tiêu|chỉ tiêu|phấn đấu)[^.;]{0,40}$"
    r"|[,;]\s*riêng\s+(?:trong\s+)?$"
)
_REPORTED: Final = re.compile(r"(?:kỳ báo cáo|số liệu(?: được)?(?: tính| lấy)?|thời kỳ báo cáo)\s*:?\s*(?:từ\s+)?$")
_CONTRAST: Final = re.compile(
    r"(?:(?:nâng|đưa) (?:tổng )?số|trong khi|trước đó|con số này|con số đó|số này)[^.;]{0,15}$"
)


def _decided(found: Sequence[Element], at: int) -> bool:
    """Whether a meeting decides here: “thống nhất đưa …”, the verb close behind."""
    return any(
        one.mark == "meeting_decides" and following.topics and following.first - one.end <= 2
        for one, following in pairwise(found[: at + 1])
    )


@dataclass(slots=True)
class Timing:
    """What a text says about time, and where the reading stands in it."""

    moments: Sequence[Moment]
    published: date | None
    main: Period | None = None
    founded: date | None = None
    carried: Period | None = None
    silenced: bool = False
    interview: bool = False
    paragraph: int = -1
    local: Sequence[Moment] = ()
    starts: list[int] = field(default_factory=list)

    @classmethod
    def of_text(cls, key: str, found: Sequence[Moment], published: date | None) -> Timing:
        """The first period of the text is its main one, unless it is that of a plan."""
        # Question and answer are paragraphs of one speech: a time named in one holds in the next.
        interview = "pv:" in key or "phóng viên:" in key
        timing = cls(found, published, interview=interview, starts=[moment.start for moment in found])
        for moment in found:
            before = key[max(0, moment.start - 60) : moment.start]
            if moment.kind is Kind.DAY and timing.founded is None and moment.day and _FOUNDED.search(before):
                timing.founded = moment.day
            if moment.kind is Kind.PERIOD and _REPORTED.search(before):
                timing.main = moment.period
                return timing
        for moment in found:
            period = timing.period(moment)
            if (
                period
                and moment.kind is not Kind.YEAR
                and not moment.compared
                and not _CONTRAST.search(before := key[max(0, moment.start - 60) : moment.start])
                and not _POINTED.match(key, moment.end)
                and not _PLANNING.search(before)
            ):
                timing.main = period
                return timing
        open_year = next((moment.period for moment in found if moment.kind is Kind.YEAR and not moment.compared), None)
        timing.main = open_year
        return timing

    def period(self, moment: Moment) -> Period | None:
        """The period that a moment says, if it says one."""
        if moment.kind is Kind.PERIOD:
            return moment.period
        if moment.kind is Kind.SINCE:
            until = next((one.day for one in self.moments if one.kind is Kind.UNTIL and one.start < moment.start), None)
            return since_founding(moment.day, self.founded, until)
        if moment.kind is Kind.YEAR:
            return moment.period
        return None

    def enter(self, passage: Passage, sentence: Sentence) -> None:
        """Step into a sentence."""
        start, end = passage.starts[sentence.first], passage.ends[sentence.end - 1]
        self.local = self.moments[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            if not self.interview:
                self.carried = None
            self.silenced = False

    def leave(self, passage: Passage, found: Sequence[Element]) -> None:
        """Step out of a sentence: what it said of time before its last number holds on, targets and asides do not."""
        last = next((passage.starts[one.first] for one in reversed(found) if one.kind == "number"), None)
        planned = next((passage.starts[one.first] for one in found if one.mark == "plan"), None)
        end = passage.ends[found[-1].end - 1] if found else 0
        for moment in self.local:
            if moment.compared or moment.kind is Kind.YEAR or (planned is not None and moment.start > planned):
                continue
            if last is not None and moment.start > last:
                continue
            if _CONTRAST.search(passage.key[max(0, moment.start - 40) : moment.start]):
                continue
            if self._inside(passage, found, moment, end):
                continue
            period = self.period(moment)
            if period is not None:
                self.carried = period
                self.silenced = False
            elif moment.kind is Kind.NONE:
                self.silenced = True
        self.local = ()

    def named(self) -> bool:
        """Whether the sentence names a period itself."""
        return any(self.period(moment) for moment in self.local if not moment.compared)

    def coming(self, period: Period | None) -> bool:
        """Whether a stretch named here ends after the paper was written."""
        return period is not None and self.published is not None and period.last > self.published and self.named()

    def of(
        self,
        passage: Passage,
        found: Sequence[Element],
        at: int,
        meaning: Meaning,
        topic: str,
        *,
        planned: bool,
    ) -> tuple[Period | None, date | None]:
        """(period, day) of the number at element `at`; at most one of them."""
        element = found[at]
        start = passage.starts[element.first]
        end = passage.ends[element.end - 1]
        period = self._counted_over(passage, found, at, start, end, index=meaning.indicator.startswith("index."))
        if topic == "opening":
            return (None, day_before(period)) if period else (None, self.published)
        state = meaning.indicator in _STATES or meaning.note in _STATE_NOTES or topic == "remaining"
        now = False
        if topic in {"watch"} and not state:
            state = now = self._now(found, at)
        if topic == "acceptance" and any(one.mark == "now" and passage.tokens[one.first] in _NOW for one in found[:at]):
            return None, self.published
        if planned and meaning.indicator in _STATES and period is not None:
            return None, period.last
        if meaning.note in _TIMELESS:
            return None, None
        if topic == "due" and meaning.unit == "property":
            return None, self.published
        if state and not planned:
            until = next(
                (one.day for one in reversed(self.local) if one.kind is Kind.UNTIL and one.start < start), None
            )
            until = until or next((one.day for one in self.local if one.kind is Kind.UNTIL), None)
            if until:
                return None, until
            if topic in {"remaining", "stage"} and not self._now(found, at) and period is not None and not now:
                return None, min(period.last, self.published) if self.published else period.last
            return None, self.published or (period.last if period else None)
        if topic in _DECISIONS and not self.named() and _decided(found, at):
            return None, None
        return period, None

    def _now(self, found: Sequence[Element], at: int) -> bool:
        """Whether “hiện”, “đang” stands before the number in its clause."""
        last = at
        while last + 2 < len(found) and joined(found[last + 1]) and found[last + 2].number is not None:
            last += 2
        if last + 1 < len(found) and found[last + 1].mark == "now" and found[last + 1].first == found[last].end:
            return True
        spoken = False
        for element in reversed(found[:at]):
            if element.sign == ";" and spoken:
                return False
            spoken = spoken or bool(element.topics)
            if element.mark == "now":
                return True
        return False

    def _inside(self, passage: Passage, found: Sequence[Element], moment: Moment, start: int) -> bool:
        """Whether a moment stands in brackets with figures of its own, closed before `start`."""
        opened = passage.key.rfind("(", max(0, moment.start - _BRACKET), moment.start)
        closed = passage.key.find(")", moment.end, start)
        if opened < 0 or closed < 0 or ")" in passage.key[opened : moment.start]:
            return False
        return any(one.number is not None and opened < passage.starts[one.first] < closed for one in found)

    def _counted_over(
        self, passage: Passage, found: Sequence[Element], at: int, start: int, end: int, *, index: bool
    ) -> Period | None:
        base = self.carried if self.carried is not None else None if self.silenced else self.main
        silent = self.silenced
        for moment in self.local:
            if moment.start > start:
                break
            if moment.compared or self._inside(passage, found, moment, start):
                continue
            period = self.period(moment)
            if period is not None:
                base, silent = period, False
            elif moment.kind is Kind.NONE:
                base, silent = None, True
        if base is not None and self._year_before(passage, found, at, start, end):
            return base.year_earlier()
        if index and not silent:
            ahead = next(
                (one for one in self.local if one.start >= end and self.period(one) and not one.compared), None
            )
            if (
                ahead is not None
                and ";" not in passage.key[end : ahead.start]
                and len(passage.key[end : ahead.start]) < _SAME_BREATH
            ):
                return self.period(ahead)
        if not silent:
            ahead = next(
                (one for one in self.local if one.start >= end and self.period(one) and not one.compared), None
            )
            if ahead is not None:
                between = passage.key[end : ahead.start]
                blocked = any(
                    one.kind == "number" and one.first >= found[at].end and passage.starts[one.first] < ahead.start
                    for one in found
                )
                if not blocked and ";" not in between and _AHEAD.search(between) and not _RAISED.search(between):
                    return self.period(ahead)
        return base

    def _year_before(self, passage: Passage, found: Sequence[Element], at: int, start: int, end: int) -> bool:
        """Whether the number is that of the same period a year before: “(cùng kỳ 18 vụ)”, “tăng từ 7 vụ lên …”."""
        before = found[at - 1] if at else None
        moved = before is not None and (before.mark == "change_to" or before.head == "rank")
        if before is not None and moved and "từ" in passage.tokens[before.first : before.end]:
            return any(
                (one.mark == "change_to" or one.head == "rank") and passage.tokens[one.first] in _MOVED
                for one in found[at + 1 : at + 6]
            )
        first = at
        while first >= _PAIR and joined(found[first - 1]) and found[first - 2].number is not None:
            # “cùng kỳ khởi tố 7 vụ, 16 bị can”
            first -= 2
        start = passage.starts[found[first].first]
        for moment in self.local:
            if moment.kind is not Kind.SAME or moment.compared:
                continue
            opened = passage.key.rfind("(", max(0, moment.start - 12), moment.start)
            if opened < 0 and passage.key[moment.end : moment.end + 1] == ":" and moment.end <= start:
                # The head of a column, or a label.
                return True
            closed = passage.key.find(")", moment.end, moment.end + 80)
            if opened >= 0 and closed >= 0:
                if moment.end <= start < closed:
                    return True
                inside = any(one.kind == "number" and moment.end <= passage.starts[one.first] < closed for one in found)
                if not inside and 0 <= opened - end <= 2:
                    return True
            elif (
                moment.end <= start
                and start - moment.end < _NEAR
                and not set(",;)") & set(passage.key[moment.end : start])
            ):
                return True
        return False
