"""What a weighed workbook is told as: its sentence, its remarks by sheet, one of its rows, what it would record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils import get_column_letter

from liemchinh.directory.models import Officer
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.law.acts import DossierKind, WatchLevel
from liemchinh.ledger.importing.intake import Examined
from liemchinh.ledger.importing.readings import text_of
from liemchinh.ledger.importing.remarks import Remark, Weight
from liemchinh.ledger.importing.rows import Row
from liemchinh.ledger.models import Document, Dossier
from liemchinh.web.models import Workbook
from liemchinh.web.showing import shapes, shown
from liemchinh.web.visit import Visit

MOST: Final = 200
"""Remarks of one kind on the page; the workbook with comments holds them all."""
PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A remark as the table prints it. `url` opens the row it stands in."""

    reference: str
    url: str
    content: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """The remarks of one sheet."""

    sheet: str
    anchor: str
    count: int
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an opened row."""

    reference: str
    head: str
    content: str
    remarks: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """A row of the workbook as it stands, with what is said of each cell."""

    title: str
    cells: Sequence[Cell]
    whole: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class ToRecord:
    """A dossier as it would be recorded."""

    number: str
    title: str
    kind: Label
    stage: Label | str
    persons: int
    watched: str
    keeper: str


def refusals(examined: Examined, agreed: frozenset[str]) -> list[str]:
    """Why a workbook was not recorded, in sentences."""
    found = []
    if examined.earlier is not None:
        found.append(_("Tệp này đã ghi vào sổ rồi."))
    if wrong := len(examined.of(Weight.WRONG)):
        found.append(ngettext("Còn %(n)s ô phải sửa.", "Còn %(n)s ô phải sửa.", wrong) % {"n": show_number(wrong)})
    found += [str(shown.said(remark.label)) for remark in examined.open_questions(agreed)]
    return found or [_("Tệp không có hồ sơ nào để ghi.")]


class Telling:
    """One workbook for one reader. `left_out`: remarks that the page does not print; `pages`: of the dossiers."""

    def __init__(self, examined: Examined, visit: Visit, own: str) -> None:
        self.examined = examined
        self.visit = visit
        self.own = own
        self.left_out = 0
        self.pages: shapes.Pages | None = None

    def lead(self) -> str:
        """How much there is, and whether it can be recorded."""
        counts = self.examined.counts
        wrong = self.examined.of(Weight.WRONG)
        said = _("Ghi được %(cases)s vụ án, %(matters)s vụ việc, %(persons)s người bằng %(acts)s hành vi.") % {
            "cases": show_number(counts.cases),
            "matters": show_number(counts.matters),
            "persons": show_number(counts.persons),
            "acts": show_number(counts.acts),
        }
        if self.examined.earlier is not None:
            return _("Tệp này đã ghi vào sổ; không ghi lần thứ hai.")
        if wrong:
            rows = len({(remark.spot.sheet, remark.spot.row) for remark in wrong})
            return _("Chưa ghi được: %(cells)s ô ở %(rows)s dòng phải sửa. Những dòng khác đã đọc được hết.") % {
                "cells": show_number(len(wrong)),
                "rows": show_number(rows),
            }
        if asked := len(self.examined.of(Weight.ASKED)):
            return f"{said} " + ngettext(
                "Có %(n)s điều cần trả lời trước khi ghi.", "Có %(n)s điều cần trả lời trước khi ghi.", asked
            ) % {"n": show_number(asked)}
        return f"{said} " + _("Chưa có gì được ghi.")

    def facts(self, kept: Workbook) -> list[shapes.Fact]:
        """The file, its sheets, and the day of carrying over."""
        rows = Counter(row.spot.sheet for row in self._rows())
        sheets = "; ".join(
            f"{self._sheet(index)}: {show_number(rows[index])} {shown.said(head.kept.label)}"
            for index, head in self.examined.lists.heads.items()
            if rows[index]
        )
        facts = [
            shapes.Fact(_("Đọc được"), sheets or _("không trang nào")),
            shapes.Fact(_("Ngày chuyển sổ"), show_date(kept.day)),
            shapes.Fact(_("Nhận lúc"), shown.show_moment(kept.saved_at)),
        ]
        if brought := self.examined.counts.brought:
            facts.append(shapes.Fact(_("Chuyển sổ từ hồ sơ giấy"), _("%(n)s hồ sơ") % {"n": show_number(brought)}))
        return facts

    def _rows(self) -> Iterable[Row]:
        lists = self.examined.lists
        return [*lists.dossiers, *lists.persons, *lists.acts]

    def _sheet(self, index: int) -> str:
        sheets = self.examined.book.sheets
        return sheets[index].name if index < len(sheets) else ""

    # Remarks ---------------------------------------------------------------------------------------------------------

    def line(self, remark: Remark) -> Line:
        """One remark with its cell."""
        spot = remark.spot
        content = ""
        if spot.row and spot.column:
            value = self.examined.book.sheets[spot.sheet].row(spot.row).get(spot.column)
            content = "" if value is None else " ".join(text_of(value).split())
        elif spot.column and spot.sheet in self.examined.lists.heads:
            content = self.examined.lists.heads[spot.sheet].heads.get(spot.column, "")
        reference = spot.reference
        if remark.weight is Weight.ASKED and spot.row:
            reference = f"{self._sheet(spot.sheet)}, {reference}"
        if not spot.row:
            reference = _("cột %(column)s") % {"column": reference} if spot.column else _("cả trang")
        elif not spot.column:
            reference = _("dòng %(row)s") % {"row": spot.row}
        url = f"{self.own}?dong={spot.sheet}-{spot.row}#dong" if spot.row else ""
        return Line(reference, url, content, str(shown.said(remark.label)))

    def groups(self, weight: Weight) -> list[Group]:
        """The remarks of a weight by sheet."""
        by_sheet: dict[int, list[Remark]] = defaultdict(list)
        for remark in self.examined.of(weight):
            by_sheet[remark.spot.sheet].append(remark)
        found = []
        left = MOST
        for sheet, remarks in by_sheet.items():
            taken = remarks[: max(left, 0)]
            left -= len(taken)
            self.left_out += len(remarks) - len(taken)
            lines = [self.line(remark) for remark in taken]
            found.append(Group(self._sheet(sheet), f"{weight.name.lower()}-{sheet}", len(remarks), lines))
        return found

    def row(self, asked: str) -> OpenedRow | None:
        """The row that the address asks for (“0-12”), cell by cell."""
        sheet, _dash, number = asked.partition("-")
        if not (sheet.isascii() and sheet.isdigit() and number.isascii() and number.isdigit() and len(asked) < 12):
            return None
        heads = self.examined.lists.heads.get(int(sheet))
        if heads is None:
            return None
        said: Mapping[int, list[Remark]] = defaultdict(list)
        for remark in self.examined.remarks:
            if (remark.spot.sheet, remark.spot.row) == (int(sheet), int(number)):
                said[remark.spot.column].append(remark)
        values = self.examined.book.sheets[int(sheet)].row(int(number))
        cells = [
            Cell(
                f"{get_column_letter(place)}{number}",
                head,
                text_of(values[place]) if place in values else "",
                said[place],
            )
            for place, head in heads.heads.items()
            if place in values or said.get(place)
        ]
        title = _("Dòng %(row)s, trang %(sheet)s") % {"row": number, "sheet": self._sheet(int(sheet))}
        return OpenedRow(title, cells, said[0]) if cells or said[0] else None

    # What would be recorded ------------------------------------------------------------------------------------------

    def dossiers(self, asked: str) -> list[ToRecord]:
        """The dossiers that the workbook would record, a page of them."""
        composed, today = self.examined.composed, self.visit.today
        opened = composed.text.dossiers
        last = max(-(-len(opened) // PAGE), 1)
        at = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
        if last > 1:
            first = (at - 1) * PAGE
            self.pages = shapes.Pages(
                first + 1,
                min(first + PAGE, len(opened)),
                len(opened),
                f"?trang={at - 1}#se-ghi" if at > 1 else "",
                f"?trang={at + 1}#se-ghi" if at < last else "",
            )
        shown_ones = opened[(at - 1) * PAGE : at * PAGE]
        usernames = {username for one in shown_ones if (username := composed.keepers.get(one.key))}
        names = dict(Officer.objects.filter(username__in=usernames).values_list("username", "name"))
        found = []
        for one in shown_ones:
            history = self.examined.histories[one.key]
            levels = [span for span in history.spans if span.state == "watch" and span.holds(today)]
            watched = f"{shown.said(WatchLevel(levels[0].detail).label)}, {show_date(levels[0].on)}" if levels else ""
            keeper = names.get(composed.keepers.get(one.key, ""), self.visit.officer.name)
            persons = len({span.subject for span in history.spans if span.state == "role"})
            found.append(
                ToRecord(one.number, one.title, one.kind.label, history.stage(today).label, persons, watched, keeper)
            )
        return found


@dataclass(frozen=True, slots=True)
class Recorded:
    """A dossier that was recorded from a workbook."""

    number: str
    url: str
    title: str
    kind: Label
    opened_on: date
    keeper: str


def recorded(dossiers: Sequence[Dossier]) -> list[Recorded]:
    """What was recorded from a workbook."""
    return [
        Recorded(
            dossier.number,
            reverse("dossier", args=[dossier.committee.code, dossier.number]),
            dossier.title,
            DossierKind(dossier.kind).label,
            dossier.opened_on,
            dossier.keeper.name,
        )
        for dossier in dossiers
    ]


def done(dossiers: Sequence[Dossier], kept: Document) -> str:
    """What was recorded, when, by whom."""
    kinds = Counter(dossier.kind for dossier in dossiers)
    return _("Đã ghi vào sổ %(cases)s vụ án, %(matters)s vụ việc từ “%(name)s”: %(officer)s, %(moment)s.") % {
        "cases": show_number(kinds[DossierKind.CASE.value]),
        "matters": show_number(kinds[DossierKind.MATTER.value]),
        "name": kept.name,
        "officer": kept.officer.name,
        "moment": shown.show_moment(kept.recorded_at),
    }
