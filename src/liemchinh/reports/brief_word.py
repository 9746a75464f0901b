"""The brief of a case as a Word file: the same parts at the measure that the typesetter found, with room to spare."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from liemchinh.reports import ooxml
from liemchinh.reports.brief import Brief, Measure
from liemchinh.reports.brief_pdf import WORD_RESERVE, measure_of, sections
from liemchinh.reports.paper import paper_day

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEAD_WIDTHS: Final = (80, 90)
_DAY_WIDTH: Final = 24
_CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
_LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT


def render(brief: Brief) -> bytes:
    """The .docx, one A4 page. Raises OversizeError, TypesettingError."""
    return _Writer(brief, measure_of(brief, reserve=WORD_RESERVE)).written(brief.clocks.printed_at)


class _Writer:
    def __init__(self, brief: Brief, measure: Measure) -> None:
        self.brief = brief
        self.measure = measure
        self.document = ooxml.blank()

    def written(self, made_at: datetime) -> bytes:
        self._styles()
        self._page()
        self._head()
        for section in sections(self.brief, self.measure):
            self._paragraph("Heading 1", section["title"])
            getattr(self, f"_{section['kind']}")(section)
        properties = self.document.core_properties
        properties.title = f"{self.brief.heading}: {self.brief.title}"
        properties.subject = self.brief.number
        properties.author = properties.last_modified_by = self.brief.head.issuer
        properties.language = ooxml.LANGUAGE
        properties.comments = properties.keywords = properties.category = ""
        properties.revision = 1
        return ooxml.packed(self.document, made_at)

    def _styles(self) -> None:
        named, size = self.document, self.measure.size
        ooxml.style(named, "Normal", size=size)
        ooxml.style(named, "Cơ quan", size=10, align=_CENTRE)
        ooxml.style(named, "Tiêu đề Đảng", size=11, bold=True, align=_CENTRE, underline=True)
        ooxml.style(named, "Địa danh và ngày", size=10, italic=True, align=_CENTRE)
        ooxml.style(named, "Tên loại", size=13, bold=True, align=_CENTRE, before=2)
        ooxml.style(named, "Trích yếu", size=max(size, 10), bold=True, align=_CENTRE)
        ooxml.style(named, "Số hồ sơ", size=max(size - 1.5, 6.5), align=_CENTRE)
        ooxml.style(named, "Heading 1", size=size, bold=True, align=_LEFT, before=size * 0.4, keep_next=True)
        ooxml.style(named, "Dòng", size=size, align=_LEFT)
        ooxml.style(named, "Người", size=size, align=_LEFT, indent=None)
        ooxml.style(named, "Lưu ý", size=max(size - 1.5, 6.5), italic=True, align=_LEFT)
        ooxml.style(named, "Footer", size=7.5, align=_LEFT)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(14), Mm(15)
        section.left_margin, section.right_margin = Mm(25), Mm(15)
        section.header_distance, section.footer_distance = Mm(6), Mm(6)
        section.gutter = 0
        footer = section.footer.paragraphs[0]
        footer.style = self.document.styles["Footer"]
        ooxml.border(footer, side="top", size=4, space=2)
        footer.add_run(self.brief.clocks_told)

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
        brief = self.brief
        head = ooxml.table(self.document, _HEAD_WIDTHS, ruled=False)
        left, right = ooxml.add_row(head, _HEAD_WIDTHS).cells
        self._paragraph("Cơ quan", brief.head.parent.upper(), into=left)
        self._paragraph("Cơ quan", into=left).add_run(brief.head.issuer.upper()).bold = True
        self._paragraph("Cơ quan", "*", into=left)
        self._paragraph("Tiêu đề Đảng", "ĐẢNG CỘNG SẢN VIỆT NAM", into=right)
        self._paragraph("Địa danh và ngày", f"{brief.head.city}, {paper_day(brief.clocks.day)}", into=right)
        self._paragraph("Tên loại", brief.heading.upper())
        self._paragraph("Trích yếu", brief.title)
        self._paragraph("Số hồ sơ", brief.number)

    def _lines(self, section: dict[str, Any]) -> None:
        for line in section["lines"]:
            self._paragraph("Dòng", line)

    def _people(self, section: dict[str, Any]) -> None:
        for group in section["groups"]:
            paragraph = self._paragraph("Dòng")
            paragraph.add_run(group["title"]).bold = True
            if group["runin"]:
                paragraph.add_run(f": {group['runin']}")
            for name, rest in group["lines"]:
                line = self._paragraph("Người")
                line.paragraph_format.left_indent = Mm(4)
                line.add_run(name).bold = group["cleared"]
                line.add_run(rest)
        if section["note"]:
            self._paragraph("Lưu ý", section["note"])

    def _acts(self, section: dict[str, Any]) -> None:
        for on, text, paper in section["rows"]:
            paragraph = self._paragraph("Dòng", f"{on}\t{text}")
            paragraph.paragraph_format.left_indent = Mm(_DAY_WIDTH)
            paragraph.paragraph_format.first_line_indent = Mm(-_DAY_WIDTH)
            if paper:
                paragraph.add_run(f" ({paper})").font.size = Pt(max(self.measure.size - 1.5, 6.5))
        if section["rest"]:
            self._paragraph("Dòng").add_run(section["rest"]).italic = True

    def _money(self, section: dict[str, Any]) -> None:
        paragraph = self._paragraph("Dòng")
        for place, (rung, words) in enumerate(section["rows"]):
            paragraph.add_run(f"{'; ' if place else ''}{rung}: ")
            paragraph.add_run(words).bold = True

    def _deadlines(self, section: dict[str, Any]) -> None:
        for label, due, basis, _, is_over in section["rows"]:
            paragraph = self._paragraph("Dòng", f"{label}: ")
            paragraph.add_run(due).bold = is_over
            paragraph.add_run(f" ({basis})")
        self._lines(section)
