"""Pieces of WordprocessingML that python-docx leaves to its users: styles without a theme, fields, controls, lines."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from liemchinh.kernel.vietnamese import fold

FONT: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"
_FONT_SLOTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
_KEPT_STYLES: Final = frozenset({"Normal", "Heading 1", "Heading 2", "Header", "Footer"})
_LEFT_OUT: Final = frozenset(
    {
        "customXml",
        "extended-properties",
        "fontTable",
        "numbering",
        "stylesWithEffects",
        "theme",
        "thumbnail",
        "webSettings",
    }
)
"""Parts of python-docx's template that a report has no use for."""
_PACKED_AT: Final = (2000, 1, 1, 0, 0, 0)
NAME_LIMIT: Final = 64
"""Characters Word keeps of the tag and the title of a content control."""


def element(tag: str, **attributes: str | int) -> Any:
    """An element of the w: namespace with w: attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def blank() -> Any:
    """An empty document: one typeface, Vietnamese, no theme, no picture of the template, only the styles in use."""
    document = Document()
    for rels in (document.part.rels, document.part.package.rels):
        for relationship, target in list(rels.items()):
            if target.reltype.rsplit("/", 1)[-1] in _LEFT_OUT:
                del rels[relationship]
    styles = document.styles.element
    for found in list(styles.findall(qn("w:style"))):
        name = found.find(qn("w:name")).get(qn("w:val"))
        is_default = found.get(qn("w:default")) == "1"
        if not is_default and name.title() not in _KEPT_STYLES:
            styles.remove(found)
            continue
        for tag in ("link", "next"):
            for link in found.findall(qn(f"w:{tag}")):
                found.remove(link)
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(fonts())
    defaults.append(element("sz", val=28))
    defaults.append(element("szCs", val=28))
    defaults.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE))
    spacing = styles.find(qn("w:docDefaults")).find(qn("w:pPrDefault")).find(qn("w:pPr"))
    for child in list(spacing):
        spacing.remove(child)
    _settle(document.settings.element)
    return document


def _settle(settings: Any) -> None:
    """The settings of a document made by Word 2013 or later, without traces of the template's own making."""
    for tag in ("themeFontLang", "clrSchemeMapping", "rsids", "savePreviewPicture"):
        for found in settings.findall(qn(f"w:{tag}")):
            settings.remove(found)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for child in list(settings.find(qn("w:compat"))):
        if child.get(qn("w:name")) == "compatibilityMode":
            child.set(qn("w:val"), "15")
        elif child.tag == qn("w:useFELayout"):
            settings.find(qn("w:compat")).remove(child)


def fonts() -> Any:
    """All four slots of the typeface, so that no letter falls back to another."""
    return element("rFonts", **dict.fromkeys(_FONT_SLOTS, FONT))


def style(
    document: Any,
    name: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    indent: Any = None,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    keep_next: bool = False,
    underline: bool = False,
) -> Any:
    """A paragraph style of the paper (sizes and spaces in points), made anew or rewritten."""
    if name in document.styles:
        made = document.styles[name]
        for tag in ("rPr", "pPr"):
            for found in made.element.findall(qn(f"w:{tag}")):
                made.element.remove(found)
    else:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
        made.element.set(qn("w:styleId"), "".join(word.capitalize() for word in fold(name).split()))
        made.quick_style = True
    font = made.font
    font.size, font.bold, font.italic, font.underline = Pt(size), bold, italic, underline or None
    font.color.rgb = RGBColor(0, 0, 0)
    run = made.element.get_or_add_rPr()
    for found in run.findall(qn("w:rFonts")):
        run.remove(found)
    run.insert(0, fonts())
    laid = made.paragraph_format
    laid.alignment, laid.first_line_indent = align, indent
    laid.space_before, laid.space_after, laid.line_spacing = Pt(before), Pt(after), line
    laid.keep_with_next = keep_next or None
    laid.widow_control = True
    return made


def add_field(paragraph: Any, code: str) -> None:
    """A field that Word computes, such as PAGE."""
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            instruction = element("instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif kind == "text":
            run.text = "2"
        else:
            run._r.append(element("fldChar", fldCharType=kind))


def add_control(
    paragraph: Any, text: str, *, tag: str, title: str, identity: int, address: str, hint: str, locked: bool
) -> None:
    """A content control around `text`, which is a link to `address`. A locked one cannot be typed into."""
    part = paragraph.part
    control = element("sdt")
    properties = element("sdtPr")
    properties.append(element("alias", val=_cut(title)))
    properties.append(element("tag", val=_cut(tag)))
    properties.append(element("id", val=identity))
    if locked:
        properties.append(element("lock", val="sdtContentLocked"))
    control.append(properties)
    content = element("sdtContent")
    link = element("hyperlink", tooltip=hint, history=1)
    link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = element("r")
    words = element("t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    run.append(words)
    link.append(run)
    content.append(link)
    control.append(content)
    paragraph._p.append(control)


def _cut(text: str) -> str:
    if len(text) <= NAME_LIMIT:
        return text
    return text[:NAME_LIMIT].rsplit(" ", 1)[0]


def border(paragraph: Any, *, side: str = "bottom", size: int = 6, space: int = 1) -> None:
    """A line along a paragraph; `size` in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("pBdr")
    borders.append(element(side, val="single", sz=size, space=space, color="000000"))
    properties.insert_element_before(
        borders,
        *(f"w:{tag}" for tag in ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc", "outlineLvl", "rPr")),
    )


def table(document: Any, widths_mm: tuple[int, ...], *, ruled: bool) -> Any:
    """A table of fixed widths, with all its lines or with none."""
    made = document.add_table(rows=0, cols=len(widths_mm))
    made.autofit = False
    properties = made._tbl.tblPr
    for tag in ("tblStyle", "tblW", "tblLook", "tblBorders", "tblCellMar"):
        for found in properties.findall(qn(f"w:{tag}")):
            properties.remove(found)
    total = sum(_twentieths(width) for width in widths_mm)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(element("tblW", w=total, type="dxa"))
    layout.addprevious(element("tblInd", w=0, type="dxa"))
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if ruled else {"val": "nil"}
        borders.append(element(side, **line))
    layout.addprevious(borders)
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=85 if ruled else 0, type="dxa"))
    layout.addnext(margins)
    for column, width in zip(made._tbl.tblGrid.findall(qn("w:gridCol")), widths_mm, strict=True):
        column.set(qn("w:w"), str(_twentieths(width)))
    return made


def add_row(made: Any, widths_mm: tuple[int, ...], *, is_head: bool = False) -> Any:
    """A row that is never split over pages; a head is repeated on each page."""
    row = made.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))
    for cell, width in zip(row.cells, widths_mm, strict=True):
        cell._tc.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), str(_twentieths(width)))
        cell._tc.tcPr.tcW.set(qn("w:type"), "dxa")
    return row


def _twentieths(mm: int) -> int:
    return round(mm * 1440 / 25.4)


def packed(document: Any, made_at: datetime) -> bytes:
    """The file's bytes, the same for the same document: entries carry a fixed day, the properties `made_at`."""
    properties = document.core_properties
    properties.created = properties.modified = made_at.replace(tzinfo=None, microsecond=0)
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, _PACKED_AT), source.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
