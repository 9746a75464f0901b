"""A workbook weighed against the register, and recorded: all of it or nothing.

The file itself is kept with what was taken from it, as a paper of the register: each act leads back to it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Committee, Duty, Officer
from liemchinh.directory.roles import RIGHTS, Right
from liemchinh.kernel.label import Label
from liemchinh.law.acts import DossierKind, Stage
from liemchinh.law.history import History
from liemchinh.ledger import batch, documents
from liemchinh.ledger.importing import composing, persons, rows, workbook
from liemchinh.ledger.importing.columns import List
from liemchinh.ledger.importing.composing import BROUGHT_FORWARD, Composed
from liemchinh.ledger.importing.linking import Register
from liemchinh.ledger.importing.readings import text_of
from liemchinh.ledger.importing.remarks import Remark, Spot, Weight
from liemchinh.ledger.importing.rows import Lists
from liemchinh.ledger.importing.workbook import Workbook
from liemchinh.ledger.models import Act, Document, Dossier
from liemchinh.ledger.notation import FaultyTextError

MEDIA: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Counts:
    """What would be recorded. `brought`: dossiers whose stage comes from paper."""

    cases: int
    matters: int
    persons: int
    acts: int
    brought: int

    @property
    def dossiers(self) -> int:
        """Cases and matters together."""
        return self.cases + self.matters


@dataclass(frozen=True, slots=True)
class Examined:
    """A workbook as weighed. `earlier`: the paper of an import of the same bytes; `day`: when stages come over."""

    book: Workbook
    digest: str
    day: date
    lists: Lists
    composed: Composed
    histories: Mapping[str, History]
    remarks: tuple[Remark, ...]
    earlier: Document | None

    def of(self, weight: Weight) -> list[Remark]:
        """The remarks of one weight, by their places."""
        return [remark for remark in self.remarks if remark.weight is weight]

    def open_questions(self, agreed: frozenset[str]) -> list[Remark]:
        """What is asked and not yet answered with yes."""
        return [remark for remark in self.of(Weight.ASKED) if remark.key not in agreed]

    def is_sound(self, agreed: frozenset[str]) -> bool:
        """Whether it can be recorded as it is."""
        return bool(
            self.composed.text.dossiers
            and self.earlier is None
            and not self.of(Weight.WRONG)
            and not self.open_questions(agreed)
        )

    @property
    def counts(self) -> Counts:
        """How much would be recorded."""
        text = self.composed.text
        cases = sum(opened.kind is DossierKind.CASE for opened in text.dossiers)
        named = {(act.dossier, one.name, one.birth_year) for act in text.acts for one in act.subjects}
        brought = sum(act.kind == BROUGHT_FORWARD for act in text.acts)
        return Counts(cases, len(text.dossiers) - cases, len(named), len(text.acts), brought)

    def stage(self, key: str, today: date) -> Stage:
        """The stage in which a dossier would stand."""
        return self.histories[key].stage(today)


class UnsoundWorkbookError(Exception):
    """A workbook that cannot be recorded as it is; `examined` says why. Nothing was recorded."""

    def __init__(self, examined: Examined) -> None:
        self.examined = examined
        wrong = [remark.label.vi for remark in examined.remarks if remark.weight is not Weight.TOLD]
        super().__init__("\n".join(wrong))


def examine(
    name: str,
    content: bytes,
    *,
    scope: Scope,
    committee: Committee,
    officer: Officer,
    now: datetime,
    day: date | None = None,
) -> Examined:
    """Weigh a workbook; nothing is written. Raises UnreadableWorkbookError, NotAllowedError, OutOfScopeError."""
    scope.require(Right.RECORD)
    if not scope.reaches(committee.pk):
        raise OutOfScopeError
    today = timezone.localdate(now)
    book = workbook.read(name, content)
    lists = rows.read(book, today=today)
    composed = composing.compose(lists, _register(committee, officer, today), day=day or today)
    weighed = batch.weigh_text(composed.text, officer=officer, now=now)
    remarks = [*lists.remarks, *composed.remarks, *(composed.remark_of(fault) for fault in weighed.faults)]
    remarks += _stage_remarks(composed, weighed.histories, today)
    remarks += _sheet_remarks(book, lists)
    digest = hashlib.sha256(content).hexdigest()
    order = sorted(set(remarks), key=lambda remark: (remark.spot, remark.weight, remark.label.vi))
    return Examined(
        book, digest, day or today, lists, composed, weighed.histories, tuple(order), _earlier(committee, digest)
    )


@transaction.atomic
def record(
    name: str,
    content: bytes,
    *,
    scope: Scope,
    committee: Committee,
    officer: Officer,
    now: datetime,
    day: date | None = None,
    agreed: frozenset[str] = frozenset(),
) -> Document:
    """Record everything that a workbook says, after weighing it anew; returns the paper it is kept as.

    `agreed`: the keys of the questions that were answered with yes. Raises as `examine`, and UnsoundWorkbookError.
    """
    examined = examine(name, content, scope=scope, committee=committee, officer=officer, now=now, day=day)
    if not examined.is_sound(agreed):
        raise UnsoundWorkbookError(examined)
    known = {found.username: found for found in _recorders(committee, officer, timezone.localdate(now))}
    kept = documents.keep(
        committee=committee,
        name=name,
        media_type=MEDIA,
        content=content,
        text=_said(examined.book),
        officer=officer,
        now=now,
    )
    try:
        batch.record_text(
            examined.composed.text,
            officer=officer,
            now=now,
            keepers={key: known[username] for key, username in examined.composed.keepers.items()},
            document=kept,
        )
    except FaultyTextError as fault:
        # Somebody recorded the same number between the weighing and the lock on the register's head.
        again = tuple(examined.composed.remark_of(one) for one in fault.faults)
        raise UnsoundWorkbookError(
            Examined(
                examined.book,
                examined.digest,
                examined.day,
                examined.lists,
                examined.composed,
                examined.histories,
                again,
                None,
            )
        ) from fault
    return kept


def imported(document: Document) -> list[Dossier]:
    """The dossiers that were recorded from a workbook, by number."""
    found = Act.objects.filter(document=document).values_list("dossier_id", flat=True)
    return list(Dossier.objects.filter(pk__in=found).select_related("committee", "keeper").order_by("position"))


def _recorders(committee: Committee, officer: Officer, today: date) -> list[Officer]:
    """Who may keep a dossier of this register: whoever records in it today, and the importer."""
    recording = [role.value for role, rights in RIGHTS.items() if Right.RECORD in rights]
    duties = Duty.objects.filter(committee=committee, role__in=recording, valid_from__lte=today).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    )
    found = Officer.objects.filter(Q(pk__in=duties.values("officer_id"), is_active=True) | Q(pk=officer.pk))
    return list(found.order_by("username"))


def _register(committee: Committee, officer: Officer, today: date) -> Register:
    numbers = {
        number: (title, opened_on)
        for number, title, opened_on in Dossier.objects.filter(committee=committee).values_list(
            "number", "title", "opened_on"
        )
    }
    officers: dict[str, list[str]] = defaultdict(list)
    for found in _recorders(committee, officer, today):
        for said in {persons.key(found.username), persons.key(found.name)}:
            officers[said].append(found.username)
    return Register(committee.code, numbers, officers)


def _earlier(committee: Committee, digest: str) -> Document | None:
    """The paper of an earlier import of the same bytes."""
    found = (
        Document.objects.filter(committee=committee, digest=digest).select_related("officer").defer("content", "text")
    )
    kept = found.first()
    return kept if kept is not None and Act.objects.filter(document=kept).exists() else None


def _stage_remarks(composed: Composed, histories: Mapping[str, History], today: date) -> list[Remark]:
    """Where acts tell the history, the stage that the list states must be what comes out."""
    brought = {act.dossier for act in composed.text.acts if act.kind == BROUGHT_FORWARD}
    found = []
    for key, row in composed.rows.items():
        if row.stage is None or key in brought or key not in histories:
            continue
        reached = histories[key].stage(today)
        if reached is not row.stage:
            found.append(
                Remark(
                    row.at("stage"),
                    Weight.ASKED,
                    Label(
                        f"Ghi giai đoạn {row.stage.label.vi}, các hành vi ở trang Hành vi dừng ở {reached.label.vi}. "
                        f"Có đúng là ghi {reached.label.vi}?",
                        f"The stage is stated as {row.stage.label.en}, the acts lead to {reached.label.en}. Shall "
                        f"{reached.label.en} be recorded?",
                    ),
                    f"stage:{row.spot.sheet}:{row.spot.row}:{reached.value}",
                )
            )
    return found


def _sheet_remarks(book: Workbook, lists: Lists) -> list[Remark]:
    """Sheets that were not read, and a workbook without any list."""
    found = []
    for sheet in lists.left_out:
        if sheet.cells:
            why = ("trang đang ẩn", "it is hidden") if sheet.hidden else ("không thấy đầu bảng", "no heads were found")
            found.append(
                Remark(
                    Spot(sheet.index),
                    Weight.TOLD,
                    Label(f"Không đọc trang “{sheet.name}”: {why[0]}.", f"“{sheet.name}” was not read: {why[1]}."),
                )
            )
    if not any(head.kept is List.DOSSIERS for head in lists.heads.values()):
        heads = Label(
            "Không trang nào có danh sách vụ án, vụ việc: cần một dòng đầu bảng có “Tên vụ án, vụ việc” và “Ngày mở”. "
            "Tải tệp mẫu để xem.",
            "No sheet holds a list of cases and matters: heads such as “Tên vụ án, vụ việc” and “Ngày mở” are needed.",
        )
        found.append(Remark(Spot(0), Weight.WRONG, heads))
    elif not lists.dossiers:
        found.append(
            Remark(Spot(0), Weight.WRONG, Label("Trang Hồ sơ chưa có dòng nào.", "The list of dossiers is empty."))
        )
    return found


def _said(book: Workbook) -> str:
    """The workbook as text, a row a line, for those who search papers."""
    lines = []
    for sheet in book.sheets:
        lines.append(sheet.name)
        for row in sheet.rows:
            cells = sheet.row(row)
            lines.append(" | ".join(" ".join(text_of(cells[column]).split()) for column in sorted(cells)))
    return "\n".join(lines)
