"""The watch list as a Word file: A4 landscape, two rows of heads repeated on each page, groups with their pairs.

The sheet is the Party sheet turned: its left margin of 30 mm for the binding lies on top (DOMAIN 13.1).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.law.acts import DossierKind
from liemchinh.reports import ooxml
from liemchinh.reports.paper import paper_day
from liemchinh.reports.watch_list import NOBODY_GUILTY, Line, WatchList

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDTHS: Final = (8, 38, 20, 23, 11, 13, 40, 27, 16, 22, 39)
"""mm, together the 257 between the margins."""
SECRECY: Final = "Lưu hành nội bộ"

_CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
_LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT
_HEADS: Final = (
    ("TT", 1),
    ("Vụ án, vụ việc", 1),
    ("Cơ quan thụ lý", 1),
    ("Giai đoạn", 1),
    ("Bị can", 2),
    ("Nội dung chính; hành vi mới nhất", 1),
    ("Thời hạn", 1),
    ("Vào diện", 2),
    ("Ghi chú; thay đổi từ phiên trước", 1),
)
_UNDER: Final = {4: "đang bị buộc tội", 5: "không còn là bị can", 8: "cấp theo dõi", 9: "ngày, văn bản"}


def file_name(paper: WatchList) -> str:
    """ASCII, with the day and the place in the register: danh-muc-dien_2026-07-14_48213.docx."""
    return f"danh-muc-dien_{paper.clocks.day.isoformat()}_{paper.clocks.position}.docx"


def render(paper: WatchList) -> bytes:
    """The .docx. The bytes depend on the paper alone."""
    return _Writer(paper).written(paper.clocks.printed_at)


class _Writer:
    def __init__(self, paper: WatchList) -> None:
        self.paper = paper
        self.document = ooxml.blank()

    def written(self, made_at: datetime) -> bytes:
        self._styles()
        self._page()
        self._head()
        self._list()
        self._left()
        self._proposals()
        self._properties()
        return ooxml.packed(self.document, made_at)

    def _styles(self) -> None:
        named = self.document
        ooxml.style(named, "Normal")
        ooxml.style(named, "Cơ quan", size=13, align=_CENTRE)
        ooxml.style(named, "Tiêu đề Đảng", size=14, bold=True, align=_CENTRE, underline=True)
        ooxml.style(named, "Địa danh và ngày", size=13, italic=True, align=_CENTRE, before=4)
        ooxml.style(named, "Tên loại", size=15, bold=True, align=_CENTRE, before=10, keep_next=True)
        ooxml.style(named, "Trích yếu", size=13, bold=True, align=_CENTRE, keep_next=True)
        ooxml.style(named, "Lời dẫn", size=12, align=_CENTRE, before=3, keep_next=True)
        ooxml.style(named, "Khoảng cách", size=6)
        ooxml.style(named, "Đầu cột", size=9.5, bold=True, align=_CENTRE, before=1, after=1)
        ooxml.style(named, "Ô chữ", size=10, align=_LEFT, before=1)
        ooxml.style(named, "Ô giữa", size=10, align=_CENTRE, before=1)
        ooxml.style(named, "Nhóm", size=10.5, bold=True, align=_LEFT, before=2, after=2, keep_next=True)
        ooxml.style(named, "Heading 1", size=13, bold=True, align=_LEFT, before=12, after=4, keep_next=True)
        ooxml.style(named, "Ghi chú", size=11, italic=True, align=_LEFT, before=4)
        ooxml.style(named, "Header", size=12, align=_CENTRE)
        ooxml.style(named, "Footer", size=8.5, align=_LEFT)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(30), Mm(15)
        section.left_margin, section.right_margin = Mm(20), Mm(20)
        section.header_distance, section.footer_distance = Mm(15), Mm(7)
        section.gutter = 0
        section.different_first_page_header_footer = True
        section.first_page_header.is_linked_to_previous = False
        ooxml.add_field(section.header.paragraphs[0], "PAGE")
        for footer in (section.footer, section.first_page_footer):
            paragraph = footer.paragraphs[0]
            paragraph.style = self.document.styles["Footer"]
            ooxml.border(paragraph, side="top", size=4, space=3)
            paragraph.add_run(f"{SECRECY}. {self.paper.clocks.label.vi} {self.paper.clocks.printed.vi}")
            paragraph.add_run().add_break(WD_BREAK.LINE)
            paragraph.add_run(NOBODY_GUILTY.vi)

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
        paper, widths = self.paper, (120, 137)
        head = ooxml.table(self.document, widths, ruled=False)
        left, right = ooxml.add_row(head, widths).cells
        self._paragraph("Cơ quan", paper.head.parent.upper(), into=left)
        self._paragraph("Cơ quan", into=left).add_run(paper.head.issuer.upper()).bold = True
        self._paragraph("Cơ quan", "*", into=left)
        self._paragraph("Tiêu đề Đảng", "ĐẢNG CỘNG SẢN VIỆT NAM", into=right)
        self._paragraph("Địa danh và ngày", f"{paper.head.city}, {paper_day(paper.clocks.day)}", into=right)
        self._paragraph("Tên loại", "DANH MỤC")
        self._paragraph("Trích yếu", f"{paper.title.vi[:1].lower()}{paper.title.vi[1:]}")
        told = " ".join(part for part in (paper.summary.vi, paper.since.vi) if part)
        self._paragraph("Lời dẫn", told)
        if paper.changes:
            counted = "; ".join(f"{mark.value.vi.lower()}: {show_number(count)}" for mark, count in paper.changes)
            self._paragraph("Lời dẫn", f"Số vụ án, vụ việc có thay đổi: {counted}.")
        self._paragraph("Khoảng cách")

    def _list(self) -> None:
        if not self.paper.groups:
            self._paragraph("Ghi chú", "Không có vụ án, vụ việc nào thuộc diện ở mốc này.")
            return
        table = self._heads()
        for group in self.paper.groups:
            cells = ooxml.add_row(table, WIDTHS).cells
            title = f"{group.level.vi}: {group.pair.vi}"
            if group.cleared:
                title += f"; {show_number(group.cleared)} người không còn là bị can"
            self._paragraph("Nhóm", title, into=cells[0].merge(cells[-1]))
            for line in group.lines:
                self._line(table, line)
        self._paragraph("Khoảng cách")

    def _heads(self) -> Any:
        table = ooxml.table(self.document, WIDTHS, ruled=True)
        upper = ooxml.add_row(table, WIDTHS, is_head=True).cells
        lower = ooxml.add_row(table, WIDTHS, is_head=True).cells
        column = 0
        for title, span in _HEADS:
            first, last = column, column + span - 1
            cell = upper[first].merge(upper[last]) if span > 1 else upper[first].merge(lower[first])
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            self._paragraph("Đầu cột", title, into=cell)
            for under in range(first, last + 1) if span > 1 else ():
                lower[under].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                self._paragraph("Đầu cột", _UNDER[under], into=lower[under])
            column += span
        return table

    def _line(self, table: Any, line: Line) -> None:
        cells = ooxml.add_row(table, WIDTHS).cells
        self._paragraph("Ô giữa", str(line.ordinal), into=cells[0])
        name = self._paragraph("Ô chữ", into=cells[1])
        name.add_run(line.number).bold = True
        if line.register.vi:
            name.add_run(f", {line.register.vi}")
        self._paragraph("Ô chữ", line.title, into=cells[1])
        self._paragraph("Ô chữ", line.agency.vi, into=cells[2])
        self._paragraph("Ô chữ", line.stage.vi, into=cells[3])
        self._paragraph("Ô chữ", f"từ {show_date(line.stage_on)}", into=cells[3])
        if line.suspended:
            self._paragraph("Ô chữ", into=cells[3]).add_run("tạm đình chỉ").italic = True
        self._paragraph("Ô giữa", _count(line.accused), into=cells[4])
        cleared = self._paragraph("Ô giữa", into=cells[5]).add_run(_count(line.cleared))
        cleared.bold = bool(line.cleared)
        for text in (line.offence, _newest(line)):
            if text.vi:
                self._paragraph("Ô chữ", text.vi, into=cells[6])
        self._due(line, cells[7])
        for level in line.levels:
            self._paragraph("Ô chữ", level.vi, into=cells[8])
        self._paragraph("Ô chữ", show_date(line.listed_on), into=cells[9])
        if line.conclusion.vi:
            self._paragraph("Ô chữ", line.conclusion.vi, into=cells[9])
        self._notes(line, cells[10])

    def _due(self, line: Line, cell: Any) -> None:
        paragraph = self._paragraph("Ô chữ", into=cell)
        words = f"{show_date(line.due_on)}, {line.due_word.vi}" if line.due_on else line.due_word.vi
        run = paragraph.add_run(words)
        run.bold, run.italic = line.is_over, line.suspended and line.due_on is None
        if line.due_basis.vi:
            self._paragraph("Ô chữ", line.due_basis.vi, into=cell)

    def _notes(self, line: Line, cell: Any) -> None:
        for note in line.notes:
            paragraph = self._paragraph("Ô chữ", into=cell)
            paragraph.add_run(note.mark.value.vi).bold = True
            if note.text.vi:
                paragraph.add_run(f": {note.text.vi}")

    def _left(self) -> None:
        if not self.paper.left:
            return
        self._paragraph("Heading 1", "Đã đưa ra khỏi diện từ phiên trước")
        widths = (9, 78, 30, 30, 58, 52)
        heads = (
            "TT",
            "Vụ án, vụ việc",
            "Vào diện",
            "Ra khỏi diện",
            "Lý do, văn bản",
            "Giai đoạn hiện nay; còn theo dõi",
        )
        table = self._simple(widths, heads)
        for line in self.paper.left:
            cells = ooxml.add_row(table, widths).cells
            self._paragraph("Ô giữa", str(line.ordinal), into=cells[0])
            self._paragraph("Ô chữ", into=cells[1]).add_run(line.number).bold = True
            self._paragraph("Ô chữ", line.title, into=cells[1])
            self._paragraph("Ô chữ", show_date(line.listed_on), into=cells[2])
            self._paragraph("Ô chữ", show_date(line.left_on) if line.left_on else "", into=cells[3])
            self._paragraph("Ô chữ", line.exit_reason.vi, into=cells[4])
            self._paragraph("Ô chữ", f"{line.stage.vi}, từ {show_date(line.stage_on)}", into=cells[5])
            if line.kind is DossierKind.CASE:
                told = f"{_count(line.accused)} đang bị buộc tội; {_count(line.cleared)} không còn là bị can"
                self._paragraph("Ô chữ", told, into=cells[5])
        self._paragraph(
            "Ghi chú", "Ra khỏi diện không kết thúc vụ án, vụ việc; thi hành án và thu hồi tài sản vẫn tiếp tục."
        )

    def _proposals(self) -> None:
        if not self.paper.proposals:
            return
        self._paragraph("Heading 1", "Đề xuất đưa vào diện, chưa tính vào danh mục")
        widths = (9, 128, 40, 30, 50)
        table = self._simple(widths, ("TT", "Vụ án, vụ việc", "Cấp đề xuất", "Ngày đề xuất", "Văn bản"))
        for ordinal, one in enumerate(self.paper.proposals, start=1):
            cells = ooxml.add_row(table, widths).cells
            self._paragraph("Ô giữa", str(ordinal), into=cells[0])
            self._paragraph("Ô chữ", into=cells[1]).add_run(one.number).bold = True
            self._paragraph("Ô chữ", one.title, into=cells[1])
            self._paragraph("Ô chữ", one.level.vi, into=cells[2])
            self._paragraph("Ô chữ", show_date(one.on), into=cells[3])
            self._paragraph("Ô chữ", one.document.vi, into=cells[4])

    def _simple(self, widths: tuple[int, ...], heads: tuple[str, ...]) -> Any:
        table = ooxml.table(self.document, widths, ruled=True)
        for cell, head in zip(ooxml.add_row(table, widths, is_head=True).cells, heads, strict=True):
            self._paragraph("Đầu cột", head, into=cell)
        return table

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.title = f"Danh mục {self.paper.title.vi[:1].lower()}{self.paper.title.vi[1:]}"
        properties.subject = self.paper.clocks.label.vi
        properties.author = properties.last_modified_by = self.paper.head.issuer
        properties.language = ooxml.LANGUAGE
        properties.comments = properties.keywords = properties.category = ""
        properties.revision = 1


def _count(number: int | None) -> str:
    return "–" if number is None else show_number(number)


def _newest(line: Line) -> Label:
    """“Mới nhất: Gia hạn điều tra, 08/04/2026”."""
    if line.newest_on is None:
        return Label("", "")
    day = show_date(line.newest_on)
    return Label(f"Mới nhất: {line.newest.vi}, {day}", f"Newest: {line.newest.en}, {day}")
