"""The minute of a handover as a paper of the standing office: its words, and the Word file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.money import show_number
from liemchinh.law.acts import DossierKind, Stage
from liemchinh.ledger.minutes import Minute, MinuteLine
from liemchinh.reports import ooxml
from liemchinh.reports.heading import PaperHead
from liemchinh.reports.paper import paper_day

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPE: Final = "Biên bản"
TITLE: Final = "bàn giao hồ sơ đang theo dõi"
HEADS: Final = ("TT", "Số hồ sơ", "Tên hồ sơ", "Giai đoạn", "Hạn gần nhất", "Ghi chú")
UNSIGNED: Final = "(bản minh họa, không có chữ ký, con dấu)"
_WIDTHS: Final = (10, 24, 62, 26, 23, 20)
_ENDS: Final = (55, 55, 55)
_CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER


@dataclass(frozen=True, slots=True)
class MinutePaper:
    """The words of the minute; `rows` in the order of HEADS, `signed` the three who sign."""

    head: PaperHead
    dated: str
    opening: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: str
    signed: tuple[tuple[str, str], ...]
    foot: str

    @property
    def subject(self) -> str:
        """The title in one line."""
        return f"{TYPE} {TITLE}"


def compose(minute: Minute, head: PaperHead) -> MinutePaper:
    """The minute of a handover in the words of a paper."""
    givers = ", ".join(minute.givers)
    count = len(minute.lines)
    number = f" theo văn bản số {minute.document_number}" if minute.document_number else ""
    where = f"{head.issuer} {head.parent}"
    return MinutePaper(
        head=head,
        dated=f"{head.city}, {paper_day(minute.on)}",
        opening=(
            f"Tại {where}, hai bên lập biên bản bàn giao hồ sơ{number}:",
            f"1. Bên giao: {_who(givers, minute.giver_title)}.",
            f"2. Bên nhận: {_who(minute.receiver, minute.receiver_title)}.",
            f"Bên giao bàn giao cho bên nhận {_count(count)} hồ sơ ({_kinds(minute.lines)}):",
        ),
        rows=tuple(_row(place, line) for place, line in enumerate(minute.lines, start=1)),
        closing=f"Từ {paper_day(minute.on)}, bên nhận theo dõi các hồ sơ trên. Các hành vi đã ghi trước đó giữ nguyên"
        " trong sổ. Biên bản lập thành 03 bản, mỗi bên giữ 01 bản, 01 bản lưu.",
        signed=(("BÊN GIAO", givers), ("BÊN NHẬN", minute.receiver), ("XÁC NHẬN CỦA LÃNH ĐẠO", minute.officer)),
        foot=f"Mục {show_number(minute.first)}–{show_number(minute.last)} của sổ, vào sổ"
        f" {show_date(minute.recorded_at.date())} {minute.recorded_at:%H:%M}; {minute.officer} ghi.",
    )


def _who(name: str, title: str) -> str:
    return f"{name}, {title}" if title else name


def _count(count: int) -> str:
    """Numbers under ten take a nought in issued prose."""
    return f"{count:02d}" if count < 10 else show_number(count)


def _kinds(lines: Sequence[MinuteLine]) -> str:
    kinds = [line.kind for line in lines]
    return ", ".join(
        f"{_count(kinds.count(kind))} {kind.label.vi.lower()}" for kind in DossierKind if kind in set(kinds)
    )


def _row(place: int, line: MinuteLine) -> tuple[str, ...]:
    stage = Stage(line.stage).label.vi if line.stage in set(Stage) else ""
    note = f"đã thay bằng mục {show_number(line.replaced_by)}" if line.replaced_by else ""
    return (str(place), line.number, line.title, stage, show_date(line.next_due) if line.next_due else "", note)


def file_name(minute: Minute) -> str:
    """ASCII, with the day and the first entry: bien-ban-ban-giao_2026-07-14_48213.docx."""
    return f"bien-ban-ban-giao_{minute.on.isoformat()}_{minute.first}.docx"


def render(paper: MinutePaper, *, made_at: datetime) -> bytes:
    """The .docx in the layout of Party papers. The bytes depend on the paper and `made_at` alone."""
    return _Writer(paper).written(made_at)


class _Writer:
    def __init__(self, paper: MinutePaper) -> None:
        self.paper = paper
        self.document = ooxml.blank()

    def written(self, made_at: datetime) -> bytes:
        self._styles()
        self._page()
        self._head()
        for line in self.paper.opening:
            self._paragraph("Nội dung", line)
        self._paragraph("Khoảng cách")
        self._list()
        self._paragraph("Nội dung", self.paper.closing)
        self._paragraph("Khoảng cách")
        self._end()
        properties = self.document.core_properties
        properties.title = self.paper.subject
        properties.author = properties.last_modified_by = f"{self.paper.head.issuer} {self.paper.head.parent}"
        properties.language = ooxml.LANGUAGE
        properties.comments = properties.keywords = properties.category = properties.subject = ""
        properties.revision = 1
        return ooxml.packed(self.document, made_at)

    def _styles(self) -> None:
        named = self.document
        ooxml.style(named, "Normal")
        ooxml.style(named, "Cơ quan", align=_CENTRE)
        ooxml.style(named, "Tiêu đề Đảng", size=15, bold=True, align=_CENTRE, underline=True)
        ooxml.style(named, "Địa danh và ngày", italic=True, align=_CENTRE, before=14)
        ooxml.style(named, "Tên loại", size=16, bold=True, align=_CENTRE, before=18, keep_next=True)
        ooxml.style(named, "Trích yếu", bold=True, align=_CENTRE, after=8, keep_next=True)
        ooxml.style(named, "Nội dung", align=WD_ALIGN_PARAGRAPH.JUSTIFY, indent=Cm(1), before=6, line=1.1)
        ooxml.style(named, "Đầu cột", size=12, bold=True, align=_CENTRE, before=2, after=2)
        ooxml.style(named, "Ô chữ", size=12, align=WD_ALIGN_PARAGRAPH.LEFT, before=2, after=2)
        ooxml.style(named, "Ô giữa", size=12, align=_CENTRE, before=2, after=2)
        ooxml.style(named, "Khoảng cách", size=8)
        ooxml.style(named, "Người ký", align=_CENTRE)
        ooxml.style(named, "Header", align=_CENTRE)
        ooxml.style(named, "Footer", size=8.5, align=WD_ALIGN_PARAGRAPH.LEFT)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(20), Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance, section.footer_distance = Mm(10), Mm(8)
        section.gutter = 0
        section.different_first_page_header_footer = True
        section.first_page_header.is_linked_to_previous = False
        ooxml.add_field(section.header.paragraphs[0], "PAGE")
        for footer in (section.footer, section.first_page_footer):
            paragraph = footer.paragraphs[0]
            paragraph.style = self.document.styles["Footer"]
            ooxml.border(paragraph, side="top", size=4, space=3)
            paragraph.add_run(self.paper.foot)

    def _paragraph(self, style: str, text: str = "", *, into: Any = None) -> Any:
        if into is None:
            paragraph = self.document.add_paragraph(style=style)
        else:
            paragraph = into.paragraphs[0]
            if paragraph.style.name != "Normal" or paragraph.runs:
                paragraph = into.add_paragraph()
            paragraph.style = self.document.styles[style]
        if text:
            paragraph.add_run(text)
        return paragraph

    def _head(self) -> None:
        head, widths = self.paper.head, (80, 85)
        left, right = ooxml.add_row(ooxml.table(self.document, widths, ruled=False), widths).cells
        self._paragraph("Cơ quan", head.parent.upper(), into=left)
        self._paragraph("Cơ quan", into=left).add_run(head.issuer.upper()).bold = True
        self._paragraph("Cơ quan", "*", into=left)
        self._paragraph("Tiêu đề Đảng", "ĐẢNG CỘNG SẢN VIỆT NAM", into=right)
        self._paragraph("Địa danh và ngày", self.paper.dated, into=right)
        self._paragraph("Tên loại", TYPE.upper())
        self._paragraph("Trích yếu", TITLE)

    def _list(self) -> None:
        table = ooxml.table(self.document, _WIDTHS, ruled=True)
        for cell, head in zip(ooxml.add_row(table, _WIDTHS, is_head=True).cells, HEADS, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            self._paragraph("Đầu cột", head, into=cell)
        for row in self.paper.rows:
            for place, (cell, text) in enumerate(zip(ooxml.add_row(table, _WIDTHS).cells, row, strict=True)):
                self._paragraph("Ô giữa" if place in {0, 4} else "Ô chữ", text, into=cell)

    def _end(self) -> None:
        end = ooxml.table(self.document, _ENDS, ruled=False)
        for cell, (word, name) in zip(ooxml.add_row(end, _ENDS).cells, self.paper.signed, strict=True):
            self._paragraph("Người ký", into=cell).add_run(word).bold = True
            note = self._paragraph("Người ký", into=cell)
            note.paragraph_format.space_before = note.paragraph_format.space_after = Mm(10)
            if self.paper.head.is_demonstration:
                note.add_run(UNSIGNED).italic = True
            self._paragraph("Người ký", into=cell).add_run(name).bold = True
