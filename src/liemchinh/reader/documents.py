"""The text of a file: .txt, .docx, .pdf; everything else, and everything unsound, is refused with the reason."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

import docx
import pypdfium2
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import nfc

MEGABYTE: Final = 1024 * 1024
LIMIT: Final = 50 * MEGABYTE
"""How large a file may be, in bytes."""
UNPACKED_LIMIT: Final = 200 * MEGABYTE
"""How large what a .docx holds may be, in bytes."""

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PDF: Final = b"%PDF-"
_PASSWORD_ERROR: Final = 4
_COMMON: Final = frozenset(
    {"của", "và", "các", "được", "tỉnh", "đảng", "vụ", "án", "không", "có", "là", "đã", "về", "người", "năm", "với"}
)
_WORD: Final = re.compile(r"[^\W\d_]+")

# TCVN 5712-1 (fonts .VnTime …): byte to letter.
_TCVN: Final = {
    **dict(zip(range(0xA1, 0xAF), "ĂÂÊÔƠƯĐăâêôơưđ", strict=True)),
    **dict(zip(range(0xB5, 0xBA), "àảãáạ", strict=True)),
    **dict(zip(range(0xBB, 0xBF), "ằẳẵắ", strict=True)),
    **dict(zip(range(0xC6, 0xCD), "ặầẩẫấậè", strict=True)),
    **dict(zip(range(0xCE, 0xD9), "ẻẽéẹềểễếệìỉ", strict=True)),
    **dict(zip(range(0xDC, 0xE0), "ĩíịò", strict=True)),
    **dict(zip(range(0xE1, 0xF0), "ỏõóọồổỗốộờởỡớợù", strict=True)),
    **dict(zip(range(0xF1, 0xFF), "ủũúụừửữứựỳỷỹýỵ", strict=True)),
}


class UnreadableDocumentError(ValueError):
    """A file whose text cannot be had; `label` says why and what to do."""

    def __init__(self, label: Label) -> None:
        self.label = label
        super().__init__(label.vi)


def _refuse(vi: str, en: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(Label(vi, en))


def text_of(name: str, content: bytes, *, limit: int = LIMIT) -> str:
    """The text of the file `name`, by its extension, which must fit its first bytes.

    Raises UnreadableDocumentError: too large, empty, of another kind than its name says, locked with a password,
    carrying macros, scanned without text, in an unknown encoding.
    """
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    if len(content) > limit:
        size, most = len(content) / MEGABYTE, limit / MEGABYTE
        raise _refuse(
            f"Chưa đọc được “{name}”: tệp {size:.0f} MB, lớn hơn mức {most:.0f} MB. Tách tệp hoặc bỏ ảnh rồi gửi lại.",
            f"“{name}” was not read: {size:.0f} MB is over the limit of {most:.0f} MB. Split it or leave out images.",
        )
    if not content:
        raise _refuse(f"Chưa đọc được “{name}”: tệp rỗng.", f"“{name}” was not read: the file is empty.")
    if kind == "txt":
        text = _plain(name, content)
    elif kind == "docx":
        text = _word(name, content)
    elif kind == "pdf":
        text = _pdf(name, content)
    elif kind in {"docm", "dotm"}:
        raise _macros(name)
    else:
        raise _refuse(
            f"Chưa đọc được “{name}”: chỉ nhận .txt, .docx và .pdf. Mở tệp, lưu lại thành .docx rồi gửi.",
            f"“{name}” was not read: only .txt, .docx and .pdf are taken. Save the file as .docx and send it again.",
        )
    if not text.strip():
        raise _refuse(f"Chưa đọc được “{name}”: tệp không có chữ nào.", f"“{name}” was not read: it holds no text.")
    return text


def _macros(name: str) -> UnreadableDocumentError:
    return _refuse(
        f"Chưa đọc được “{name}”: tệp có macro. Lưu lại thành .docx không macro rồi gửi.",
        f"“{name}” was not read: it carries macros. Save it as a .docx without macros and send it again.",
    )


def _mismatch(name: str, kind: str) -> UnreadableDocumentError:
    return _refuse(
        f"Chưa đọc được “{name}”: nội dung không phải là tệp {kind}. Kiểm tra lại đuôi tệp.",
        f"“{name}” was not read: its content is not a {kind} file. Check its extension.",
    )


def _locked(name: str) -> UnreadableDocumentError:
    return _refuse(
        f"Chưa đọc được “{name}”: tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại.",
        f"“{name}” was not read: it is locked with a password. Remove the password and send it again.",
    )


def _plain(name: str, content: bytes) -> str:
    if content.startswith((_PDF, _ZIP, _OLE)):
        raise _mismatch(name, ".txt")
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _old_encoding(name, content)
    if "\0" not in text:
        return text
    return _wide(name, content)


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
    raise _mismatch(name, ".txt")


def _old_encoding(name: str, content: bytes) -> str:
    """windows-1258 or TCVN 5712, whichever gives Vietnamese words."""
    if 0 in content:
        return _wide(name, content)
    tcvn = "".join(_TCVN.get(byte, chr(byte)) for byte in content)
    windows = nfc(content.decode("cp1258", errors="replace"))
    best = max((tcvn, windows), key=_vietnamese)
    if _vietnamese(best) < 3 or "\ufffd" in best:
        raise _refuse(
            f"Chưa đọc được “{name}”: không rõ bảng mã. Mở tệp, lưu lại với bảng mã UTF-8 rồi gửi.",
            f"“{name}” was not read: its encoding is unknown. Save the file as UTF-8 and send it again.",
        )
    return best


def _vietnamese(text: str) -> int:
    """How many of the commonest accented words a text holds."""
    return sum(word in _COMMON for word in _WORD.findall(text.lower()) if not word.isascii())


def _word(name: str, content: bytes) -> str:
    if content.startswith(_OLE):
        raise (
            _locked(name) if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in content else _mismatch(name, ".docx")
        )
    if not content.startswith(_ZIP):
        raise _mismatch(name, ".docx")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
                raise _macros(name)
            if "word/document.xml" not in package.namelist():
                raise _mismatch(name, ".docx")
            if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                raise _refuse(
                    f"Chưa đọc được “{name}”: tệp nén chứa quá nhiều dữ liệu (trên {UNPACKED_LIMIT // MEGABYTE} MB).",
                    f"“{name}” was not read: unpacked it is larger than {UNPACKED_LIMIT // MEGABYTE} MB.",
                )
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_blocks(document.iter_inner_content()))
    except UnreadableDocumentError:
        raise
    except Exception as fault:
        # A damaged package fails in many libraries at once (zip, XML, relationships): all mean the same to the officer.
        raise _refuse(
            f"Chưa đọc được “{name}”: tệp .docx bị hỏng. Mở bằng Word, lưu lại rồi gửi.",
            f"“{name}” was not read: the .docx is damaged. Open it in Word, save it and send it again.",
        ) from fault


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


def _pdf(name: str, content: bytes) -> str:
    if _PDF not in content[:1024]:
        raise _mismatch(name, ".pdf")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _PASSWORD_ERROR or "password" in str(fault).lower():
            raise _locked(name) from fault
        raise _refuse(
            f"Chưa đọc được “{name}”: tệp .pdf bị hỏng.", f"“{name}” was not read: the .pdf is damaged."
        ) from fault
    try:
        pages: list[str] = []
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            pages.append(words.get_text_bounded())
            words.close()
            page.close()
    except pypdfium2.PdfiumError as fault:
        raise _refuse(
            f"Chưa đọc được “{name}”: tệp .pdf bị hỏng.", f"“{name}” was not read: the .pdf is damaged."
        ) from fault
    finally:
        document.close()
    text = "\n".join(pages).replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\u00ad", "")
    if not text.strip():
        raise _refuse(
            f"Chưa đọc được “{name}”: tệp .pdf là ảnh chụp, không có chữ. Gửi bản .docx hoặc .pdf xuất từ máy.",
            f"“{name}” was not read: the .pdf is a scan without text. Send the .docx, or a .pdf made from it.",
        )
    return text
