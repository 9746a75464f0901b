"""The text of Word, Excel and plain files, old Vietnamese encodings included."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import Final

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from liemchinh.files import refusals
from liemchinh.files.refusals import refused
from liemchinh.kernel.vietnamese import nfc

LETTERS: Final = 5_000_000
"""Characters that are taken of an Excel file; the rest of its cells is left out."""

_COMMON: Final = frozenset(
    {"của", "và", "các", "được", "tỉnh", "đảng", "vụ", "án", "không", "có", "là", "đã", "về", "người", "năm", "với"}
)
_WORD: Final = re.compile(r"[^\W\d_]+")

# TCVN 5712-1 (fonts .VnTime …): byte to letter.
TCVN: Final = {
    **dict(zip(range(0xA1, 0xAF), "ĂÂÊÔƠƯĐăâêôơưđ", strict=True)),
    **dict(zip(range(0xB5, 0xBA), "àảãáạ", strict=True)),
    **dict(zip(range(0xBB, 0xBF), "ằẳẵắ", strict=True)),
    **dict(zip(range(0xC6, 0xCD), "ặầẩẫấậè", strict=True)),
    **dict(zip(range(0xCE, 0xD9), "ẻẽéẹềểễếệìỉ", strict=True)),
    **dict(zip(range(0xDC, 0xE0), "ĩíịò", strict=True)),
    **dict(zip(range(0xE1, 0xF0), "ỏõóọồổỗốộờởỡớợù", strict=True)),
    **dict(zip(range(0xF1, 0xFF), "ủũúụừửữứựỳỷỹýỵ", strict=True)),
}


def of_plain(name: str, content: bytes) -> str:
    """A plain text in UTF-8, UTF-16, windows-1258 or TCVN 5712. Raises RefusedFileError for anything else."""
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _old_encoding(name, content)
    return text if "\0" not in text else _wide(name, content)


def _wide(name: str, content: bytes) -> str:
    """UTF-16 without its mark: every second byte of the plain letters is zero."""
    if len(content) % 2 == 0:
        encoding = "utf-16-le" if content[1::2].count(0) >= content[::2].count(0) else "utf-16-be"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            text = "\0"
        if "\0" not in text:
            return text
    raise refused(name, refusals.not_as_named("txt"))


def _old_encoding(name: str, content: bytes) -> str:
    """windows-1258 or TCVN 5712, whichever gives Vietnamese words."""
    if 0 in content:
        return _wide(name, content)
    tcvn = "".join(TCVN.get(byte, chr(byte)) for byte in content)
    windows = nfc(content.decode("cp1258", errors="replace"))
    best = max((tcvn, windows), key=_vietnamese)
    if _vietnamese(best) < 3 or "\ufffd" in best:
        raise refused(name, refusals.UNKNOWN_LETTERS)
    return best


def _vietnamese(text: str) -> int:
    """How many of the commonest accented words a text holds."""
    return sum(word in _COMMON for word in _WORD.findall(text.lower()) if not word.isascii())


def of_word(name: str, content: bytes) -> str:
    """Paragraphs and table rows of a Word file, one a line. Raises RefusedFileError when it is damaged."""
    try:
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_blocks(document.iter_inner_content()))
    except MemoryError:
        raise
    except Exception as fault:
        # A damaged package fails in many libraries at once (zip, XML, relationships): all mean the same to the officer.
        raise refused(name, refusals.damaged("docx")) from fault


def _blocks(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    """Paragraphs and table rows in the order of the page; cells of a row stand on one line."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _paragraph(block)
            continue
        for row in block.rows:
            cells: list[str] = []
            last = None
            for cell in row.cells:
                if cell._tc is last:
                    continue
                last = cell._tc
                cells.append(" ".join(part for part in _blocks(cell.iter_inner_content()) if part))
            yield "\t".join(cells)


def _paragraph(paragraph: Paragraph) -> str:
    """What a paragraph shows: inserted text counts, deleted text and the second copy of a text box do not."""
    written: list[str] = []
    skipped = {id(node) for copy in paragraph._p.iter(_FALLBACK) for node in copy.iter()}
    for node in paragraph._p.iter():
        if skipped and id(node) in skipped:
            continue
        if node.tag == _TEXT:
            written.append(node.text or "")
        elif node.tag == _TAB:
            written.append("\t")
        elif node.tag in _BREAKS:
            written.append("\n")
    return "".join(written)


_TEXT: Final = qn("w:t")
_TAB: Final = qn("w:tab")
_BREAKS: Final = frozenset({qn("w:br"), qn("w:cr")})
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def of_excel(name: str, content: bytes) -> str:
    """The sheets of an Excel file, a row a line, values as last computed. Raises RefusedFileError when damaged."""
    lines: list[str] = []
    left = LETTERS
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            lines.append(sheet.title)
            for row in sheet.iter_rows(values_only=True):
                line = "\t".join("" if value is None else str(value) for value in row).rstrip("\t")
                left -= len(line) + 1
                if left < 0:
                    return "\n".join(lines)
                if line:
                    lines.append(line)
        return "\n".join(lines)
    except MemoryError:
        raise
    except Exception as fault:
        # As with Word: whichever library stumbles, the officer is told the same.
        raise refused(name, refusals.damaged("xlsx")) from fault
