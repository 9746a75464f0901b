"""A paper as a Word file in the layout of Party documents; every number is a control that opens its evidence."""

from __future__ import annotations

import re
import zlib
from datetime import datetime
from typing import Any, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Mm, Pt

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.money import show_number
from liemchinh.reports import ooxml
from liemchinh.reports.paper import NBSP, Grid, Heading, Number, Paper, Prose, Run, signature_lines

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNSIGNED: Final = "(bản minh họa, không có chữ ký, con dấu)"
DRAFT_WORD: Final = "DỰ THẢO"
TEXT_WIDTH: Final = 165
"""mm between the margins of 30 left and 15 right on A4."""

_CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
_LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT
_RIGHT: Final = WD_ALIGN_PARAGRAPH.RIGHT
_JUSTIFIED: Final = WD_ALIGN_PARAGRAPH.JUSTIFY
_HEAD_WIDTHS: Final = (80, 85)
_END_WIDTHS: Final = (82, 83)
_ISSUER_WIDTH: Final = 26
"""Capital letters in a line of the issuer's name."""
_WHOLE: Final = re.compile(r"BAN CHỈ ĐẠO|PHÒNG, CHỐNG THAM NHŨNG|LÃNG PHÍ|TIÊU CỰC|TRUNG ƯƠNG")


def file_name(paper: Paper) -> str:
    """ASCII, with the number and the period: 61-BC-BCD_2026-01-01_2026-06-30.docx."""
    number = paper.number.replace("/", "-").replace("Đ", "D").replace("đ", "d") or "du-thao"
    return f"{number}_{paper.period.first.isoformat()}_{paper.period.last.isoformat()}.docx"


def render(paper: Paper, *, base_url: str, made_at: datetime) -> bytes:
    """The .docx of a draft or an edition. `base_url` (“http://127.0.0.1:8017”) begins the address behind each number.

    The bytes depend on the paper, the address and `made_at` alone.
    """
    return _Writer(paper, base_url.rstrip("/")).written(made_at)


def evidence_path(paper: Paper, place: int) -> str:
    """Where the desk opens a number: an edition's own page, or the figure behind a draft."""
    if paper.edition_id is not None:
        return f"/an-ban/{paper.edition_id}/so/{place}/"
    number = paper.at(place)
    return (
        f"/so-lieu/{number.indicator}/{paper.place_code}/bang-chung/?tu={number.period.first.isoformat()}"
        f"&den={number.period.last.isoformat()}&biet={paper.position}"
    )


def balanced(text: str) -> list[str]:
    """A long name in the fewest lines that fit, none longer than need be; “phòng, chống tham nhũng” is not torn."""
    words = _WHOLE.sub(lambda found: found[0].replace(" ", NBSP), text).split(" ")
    fits = max(_ISSUER_WIDTH, *(len(word) for word in words))
    count = len(_wrapped(words, fits))
    narrow = next(width for width in range(1, fits + 1) if len(_wrapped(words, width)) == count)
    return _wrapped(words, narrow)


def _wrapped(words: list[str], width: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class _Writer:
    def __init__(self, paper: Paper, base_url: str) -> None:
        self.paper = paper
        self.base_url = base_url
        self.document = ooxml.blank()

    def written(self, made_at: datetime) -> bytes:
        self._styles()
        self._page()
        self._head()
        self._title()
        self._body()
        self._end()
        self._annex()
        self._properties()
        return ooxml.packed(self.document, made_at)

    def _styles(self) -> None:
        named = self.document
        ooxml.style(named, "Normal")
        ooxml.style(named, "Cơ quan cấp trên", align=_CENTRE)
        ooxml.style(named, "Cơ quan ban hành", bold=True, align=_CENTRE)
        ooxml.style(named, "Số và ký hiệu", align=_CENTRE)
        ooxml.style(named, "Tiêu đề Đảng", size=15, bold=True, align=_CENTRE, underline=True)
        ooxml.style(named, "Địa danh và ngày", italic=True, align=_CENTRE)
        ooxml.style(named, "Dấu dự thảo", bold=True, align=_CENTRE, before=6)
        ooxml.style(named, "Tên loại", size=16, bold=True, align=_CENTRE, before=18, keep_next=True)
        ooxml.style(named, "Trích yếu", bold=True, align=_CENTRE, keep_next=True)
        ooxml.style(named, "Vạch trích yếu", size=4, after=8, keep_next=True)
        body: dict[str, Any] = {"align": _JUSTIFIED, "indent": Cm(1), "before": 6, "line": 1.1}
        ooxml.style(named, "Nội dung", **body)
        ooxml.style(named, "Heading 1", bold=True, keep_next=True, **body)
        ooxml.style(named, "Heading 2", bold=True, keep_next=True, **body)
        ooxml.style(named, "Tên bảng", size=13, bold=True, align=_CENTRE, before=10, after=4, keep_next=True)
        ooxml.style(named, "Đầu cột", size=12, bold=True, align=_CENTRE, before=2, after=2)
        ooxml.style(named, "Ô chữ", size=12, align=_LEFT, before=2, after=2)
        ooxml.style(named, "Ô số", size=12, align=_RIGHT, before=2, after=2)
        ooxml.style(named, "Ô số giữa", size=12, align=_CENTRE, before=2, after=2)
        ooxml.style(named, "Nhóm chỉ tiêu", size=12, bold=True, align=_LEFT, before=2, after=2, keep_next=True)
        ooxml.style(named, "Khoảng cách", size=10)
        ooxml.style(named, "Nơi nhận", size=12, align=_LEFT)
        ooxml.style(named, "Người ký", align=_CENTRE)
        ooxml.style(named, "Header", align=_CENTRE)
        ooxml.style(named, "Footer", size=8.5, align=_LEFT)

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
            self._foot(footer)

    def _foot(self, footer: Any) -> None:
        paper = self.paper
        clocks = [f"hiệu lực đến {show_date(paper.period.last)}"]
        if paper.known_at:
            clocks.append(f"vào sổ đến {show_date(paper.known_at.date())} {paper.known_at:%H:%M}")
        clocks.append(f"mục {show_number(paper.position)}")
        first = f"Ấn bản {paper.edition_id}" if paper.edition_id is not None else f"{DRAFT_WORD}, chưa ban hành"
        paragraph = footer.paragraphs[0]
        paragraph.style = self.document.styles["Footer"]
        ooxml.border(paragraph, side="top", size=4, space=3)
        paragraph.add_run(f"{first} · {' · '.join(clocks)}")
        paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run(f"{show_number(len(paper.numbers))} con số, mỗi con số mở được bằng chứng trong sổ")

    def _paragraph(self, style: str, text: str = "", *, into: Any = None) -> Any:
        if into is None:
            paragraph = self.document.add_paragraph(style=style)
        else:
            paragraph = into.paragraphs[0]
            if paragraph.style.name != "Normal" or paragraph._p.xpath("./w:r | ./w:sdt"):
                paragraph = into.add_paragraph()
            paragraph.style = self.document.styles[style]
        if text:
            paragraph.add_run(text)
        return paragraph

    def _head(self) -> None:
        paper = self.paper
        head = ooxml.table(self.document, _HEAD_WIDTHS, ruled=False)
        left, right = ooxml.add_row(head, _HEAD_WIDTHS).cells
        self._paragraph("Cơ quan cấp trên", paper.text.parent.upper(), into=left)
        for line in balanced(paper.text.issuer.upper()):
            self._paragraph("Cơ quan ban hành", line, into=left)
        self._paragraph("Số và ký hiệu", "*", into=left)
        self._paragraph("Số và ký hiệu", paper.series_line, into=left)
        if paper.is_draft:
            self._paragraph("Dấu dự thảo", DRAFT_WORD, into=left)
        self._paragraph("Tiêu đề Đảng", "ĐẢNG CỘNG SẢN VIỆT NAM", into=right)
        dated = self._paragraph("Địa danh và ngày", paper.dated, into=right)
        dated.paragraph_format.space_before = Pt(14)

    def _title(self) -> None:
        self._paragraph("Tên loại", "BÁO CÁO")
        for line in self.paper.text.title:
            self._paragraph("Trích yếu", line)
        rule = self._paragraph("Vạch trích yếu")
        rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm((TEXT_WIDTH - 22) / 2)
        ooxml.border(rule)

    def _body(self) -> None:
        self._paragraph("Nội dung", self.paper.text.opening)
        for block in self.paper.text.blocks:
            if isinstance(block, Heading):
                title = block.text.upper() if block.level == 1 else block.text
                self._paragraph(f"Heading {block.level}", f"{block.number}. {title}")
            elif isinstance(block, Prose):
                self._runs(self._paragraph("Nội dung"), block.runs)
            else:
                self._grid(block, figures="Ô số giữa")
        self._paragraph("Nội dung", self.paper.text.closing)

    def _runs(self, paragraph: Any, runs: tuple[Run, ...]) -> None:
        for run in runs:
            if run.place:
                self._control(paragraph, self.paper.at(run.place))
            else:
                paragraph.add_run(run.text)

    def _control(self, paragraph: Any, number: Number) -> None:
        tag = f"lc:{self.paper.key}:{number.place}"
        title = number.label.vi
        ooxml.add_control(
            paragraph,
            number.printed,
            tag=tag,
            title=title,
            identity=zlib.crc32(tag.encode()) & 0x7FFFFFFF or 1,
            address=f"{self.base_url}{evidence_path(self.paper, number.place)}",
            hint=f"{title}, {number.days.vi}",
            locked=not self.paper.is_draft,
        )

    def _grid(self, grid: Grid, *, figures: str) -> None:
        self._paragraph("Tên bảng", grid.caption)
        table = ooxml.table(self.document, grid.widths, ruled=True)
        for cell, head in zip(ooxml.add_row(table, grid.widths, is_head=True).cells, grid.heads, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            self._paragraph("Đầu cột", head, into=cell)
        for line in grid.lines:
            cells = ooxml.add_row(table, grid.widths).cells
            if line.is_group:
                whole = cells[0].merge(cells[-1])
                self._runs(self._paragraph("Nhóm chỉ tiêu", into=whole), line.cells[0])
                continue
            for number, (cell, runs) in enumerate(zip(cells, line.cells, strict=True)):
                ordinal = number == 0 and grid.numbers_from > 2
                style = "Ô số giữa" if ordinal else figures if number >= grid.numbers_from else "Ô chữ"
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                self._runs(self._paragraph(style, into=cell), runs)
        self._paragraph("Khoảng cách")

    def _end(self) -> None:
        paper = self.paper
        self._paragraph("Khoảng cách")
        end = ooxml.table(self.document, _END_WIDTHS, ruled=False)
        left, right = ooxml.add_row(end, _END_WIDTHS).cells
        self._paragraph("Nơi nhận", into=left).add_run("Nơi nhận:").underline = True
        for line in paper.text.recipients:
            self._paragraph("Nơi nhận", f"- {line}", into=left)
        for number, line in enumerate(signature_lines(paper.signer_post)):
            self._paragraph("Người ký", into=right).add_run(line).bold = number == 0
        note = self._paragraph("Người ký", into=right)
        note.paragraph_format.space_before = note.paragraph_format.space_after = Pt(30)
        if paper.text.is_demonstration:
            told = note.add_run(UNSIGNED)
            told.italic, told.font.size = True, Pt(11)
        self._paragraph("Người ký", into=right).add_run(paper.signer).bold = True

    def _annex(self) -> None:
        text = self.paper.text
        title = self._paragraph("Tên loại", text.annex_title.upper())
        title.paragraph_format.page_break_before = True
        title.paragraph_format.space_before = Pt(0)
        self._grid(text.annex, figures="Ô số")

    def _properties(self) -> None:
        paper = self.paper
        properties = self.document.core_properties
        properties.title = f"{paper.subject}{'' if paper.number else f' ({DRAFT_WORD})'}"
        properties.subject = paper.series_line.replace("\u00a0", " ") if paper.number else DRAFT_WORD
        properties.author = properties.last_modified_by = paper.text.issuer
        properties.language = ooxml.LANGUAGE
        properties.comments = properties.keywords = properties.category = ""
        properties.revision = 1
