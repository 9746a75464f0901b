"""The watch list as a finished paper: lines, groups with their pairs, marks of what changed. Plain data, no queries.

Renderers: `watch_list_word`, `watch_list_sheet`, and the desk's page. A text is a Label; papers print the Vietnamese.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.law.acts import DossierKind
from liemchinh.reports.heading import Clocks, PaperHead

NOBODY_GUILTY: Final = Label(
    "Chưa có bản án kết tội đã có hiệu lực pháp luật thì không ai trong danh mục này là người có tội (Điều 13 BLTTHS).",
    "Until a judgment of conviction is in force, nobody on this list is guilty (Article 13 of the Criminal Procedure"
    " Code).",
)

NOTHING: Final = Label("", "")


class Mark(enum.Enum):
    """What a note of a line is about; its word stands in bold before the note."""

    ENTERED = Label("Mới vào diện", "New on the list")
    RETURNED = Label("Trở lại diện", "Back on the list")
    LEFT = Label("Ra khỏi diện", "Left the list")
    LEVEL = Label("Chuyển cấp", "Level changed")
    STAGE = Label("Chuyển giai đoạn", "Stage changed")
    ADDED = Label("Thêm bị can", "Accused added")
    CLEARED = Label("Không còn là bị can", "No longer accused")
    ACTS = Label("Hành vi mới", "New acts")
    CORRECTED = Label("Đính chính", "Corrected")
    ANNULLED = Label("Hủy ghi", "Annulled")
    PROPOSED = Label("Chờ quyết định", "Awaiting decision")
    EARLIER = Label("Đã từng trong diện", "Was on the list before")

    @property
    def is_change(self) -> bool:
        """Whether it tells what happened since the earlier side of the comparison."""
        return self not in {Mark.PROPOSED, Mark.EARLIER}


@dataclass(frozen=True, slots=True)
class Note:
    """One remark in the last column."""

    mark: Mark
    text: Label


@dataclass(frozen=True, slots=True)
class Line:
    """One case or matter. `accused`, `cleared` None where the kind knows no accused; `due_on` None with its word.

    `register`: whose register it stands in, where the list holds several.
    """

    ordinal: int
    committee_code: str
    number: str
    title: str
    kind: DossierKind
    agency: Label
    stage: Label
    stage_on: date
    suspended: bool
    accused: int | None
    cleared: int | None
    offence: Label
    newest: Label
    newest_on: date | None
    due_on: date | None
    due_word: Label
    due_basis: Label
    is_over: bool
    levels: tuple[Label, ...]
    listed_on: date
    conclusion: Label
    left_on: date | None = None
    exit_reason: Label = NOTHING
    register: Label = NOTHING
    notes: tuple[Note, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether something changed since."""
        return any(note.mark.is_change for note in self.notes)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one level and kind, with their pair."""

    level: Label
    kind: DossierKind
    lines: tuple[Line, ...]

    @property
    def accused(self) -> int:
        """How many stand under charge in them."""
        return sum(line.accused or 0 for line in self.lines)

    @property
    def cleared(self) -> int:
        """How many are no longer accused."""
        return sum(line.cleared or 0 for line in self.lines)

    @property
    def pair(self) -> Label:
        """“13 vụ án / 41 bị can”, “3 vụ việc”."""
        return pair(self.kind, self.lines)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A dossier proposed for the list on which nobody decided: not counted."""

    committee_code: str
    number: str
    title: str
    level: Label
    on: date
    document: Label


@dataclass(frozen=True, slots=True)
class WatchList:
    """The whole paper. `since`: what it is compared with; empty when there is nothing to compare with."""

    head: PaperHead
    clocks: Clocks
    title: Label
    place: Label
    since: Label
    groups: tuple[Group, ...]
    left: tuple[Line, ...]
    proposals: tuple[Proposal, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything on the list, in the order of its numbers."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def summary(self) -> Label:
        """“Đang theo dõi 13 vụ án / 41 bị can, 3 vụ việc. 2 người không còn là bị can.”"""
        pairs = [
            pair(kind, [line for line in self.lines if line.kind is kind])
            for kind in (DossierKind.CASE, DossierKind.MATTER)
        ]
        cleared = sum(group.cleared for group in self.groups)
        told = Label(
            f"Đang theo dõi {pairs[0].vi}, {pairs[1].vi}.",
            f"On the list: {pairs[0].en}, {pairs[1].en}.",
        )
        if cleared:
            more = Label(
                f" {show_number(cleared)} người không còn là bị can.",
                f" {show_number(cleared)} persons are no longer accused.",
            )
            told = Label(told.vi + more.vi, told.en + more.en)
        return told

    def count(self, mark: Mark) -> int:
        """How many lines carry a mark, those that left included."""
        return sum(any(note.mark is mark for note in line.notes) for line in (*self.lines, *self.left))

    @property
    def changes(self) -> tuple[tuple[Mark, int], ...]:
        """How many lines carry each mark of change, without those that none carries."""
        return tuple((mark, count) for mark in Mark if mark.is_change and (count := self.count(mark)))


def pair(kind: DossierKind, lines: Sequence[Line]) -> Label:
    """Cases with their accused; matters alone."""
    return count_pair(kind, len(lines), sum(line.accused or 0 for line in lines))


def count_pair(kind: DossierKind, dossiers: int, accused: int) -> Label:
    """“13 vụ án / 41 bị can”, “3 vụ việc”."""
    count, people = show_number(dossiers), show_number(accused)
    if kind is not DossierKind.CASE:
        return Label(f"{count} vụ việc", f"{count} matters")
    return Label(f"{count} vụ án / {people} bị can", f"{count} cases / {people} accused")


def due_word(due_on: date | None, day: date, *, suspended: bool) -> Label:
    """“còn 6 ngày”, “hôm nay”, “quá hạn 6 ngày”, “không tính”, “không có hạn”: counted at reading."""
    if due_on is None:
        if suspended:
            return Label("không tính, tạm đình chỉ", "not running, suspended")
        return Label("không có hạn", "no deadline")
    left = (due_on - day).days
    if left < 0:
        return Label(f"quá hạn {-left} ngày", f"{-left} days overdue")
    if left == 0:
        return Label("hôm nay", "today")
    return Label(f"còn {left} ngày", f"{left} days left")


def paper_number(number: str) -> Label:
    """“số 18-TB/BCĐ”; nothing for an act without a document."""
    return Label(f"số {number}", f"No. {number}") if number else NOTHING


def document_words(number: str, on: date, issuer: str = "") -> Label:
    """“số 18-TB/BCĐ, 20/03/2026, Ban Chỉ đạo tỉnh Sơn La”; the day alone for an act without a document."""
    day = show_date(on)
    told = [part for part in (number, day, issuer) if part]
    text = ", ".join(told)
    return Label(f"số {text}" if number else text, f"No. {text}" if number else text)


def numbered(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups with their lines counted through."""
    ordinal = itertools.count(1)
    return tuple(
        replace(group, lines=tuple(replace(line, ordinal=next(ordinal)) for line in group.lines)) for group in groups
    )
