"""The kind of a file, from its first bytes; the name may not contradict them."""

from __future__ import annotations

import enum
import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath
from typing import Final

from liemchinh.files import refusals
from liemchinh.files.refusals import MEGABYTE, refused
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import nfc

LIMIT: Final = 50 * MEGABYTE
"""Bytes of the largest file that is taken."""


class FileKind(enum.Enum):
    """What is taken. Each value is the extension under which it is given back."""

    PDF = "pdf"
    WORD = "docx"
    EXCEL = "xlsx"
    PNG = "png"
    JPEG = "jpg"
    TIFF = "tif"
    TEXT = "txt"

    @property
    def label(self) -> Label:
        """Its name on the desk."""
        return _LABELS[self]

    @property
    def media_type(self) -> str:
        """Its name on the wire."""
        return _MEDIA[self]

    @property
    def is_picture(self) -> bool:
        """Whether its text can only be recognised."""
        return self in {FileKind.PNG, FileKind.JPEG, FileKind.TIFF}

    @property
    def has_pages(self) -> bool:
        """Whether its pages can be shown as pictures."""
        return self is FileKind.PDF or self.is_picture


_LABELS: Final = {
    FileKind.PDF: Label("PDF", "PDF"),
    FileKind.WORD: Label("Word", "Word"),
    FileKind.EXCEL: Label("Excel", "Excel"),
    FileKind.PNG: Label("ảnh PNG", "PNG picture"),
    FileKind.JPEG: Label("ảnh JPEG", "JPEG picture"),
    FileKind.TIFF: Label("ảnh TIFF", "TIFF picture"),
    FileKind.TEXT: Label("chữ", "plain text"),
}
_MEDIA: Final = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.TIFF: "image/tiff",
    FileKind.TEXT: "text/plain",
}
ACCEPTED: Final = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg,.tif,.tiff,.txt"
"""What a browser's file chooser offers first."""


def kind_of_media(media_type: str) -> FileKind | None:
    """The kind of a paper that was kept, by its media type."""
    return next((kind for kind, media in _MEDIA.items() if media == media_type), None)


_PICTURES: Final = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.TIFF})
_NAMED: Final[dict[str, frozenset[FileKind]]] = {
    "pdf": frozenset({FileKind.PDF}),
    "docx": frozenset({FileKind.WORD}),
    "xlsx": frozenset({FileKind.EXCEL}),
    "txt": frozenset({FileKind.TEXT}),
    # Scanners and phones mix these up; a picture shown as a picture deceives nobody.
    **dict.fromkeys(("png", "jpg", "jpeg", "jpe", "jfif", "tif", "tiff"), _PICTURES),
}
_WITH_MACROS: Final = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm"})
_OTHERS: Final = frozenset(
    re.findall(
        r"\w+",
        "ade apk app bat bin bmp chm cmd com cpl csv dll dmg doc dot dotx eml exe gif gz heic hta htm html ics inf iso"
        " jar js jse lnk mht mhtml msg msi odp ods odt one php pif pps ppsx ppt pptx ps ps1 psd py rar reg rtf scr sh"
        " svg swf tar url vb vbe vbs webp wmf wsf xht xhtml xls xlt xltx xml xps xz zip 7z",
    )
)
"""Extensions that mean something else; any other ending (“12.QĐ”) is a part of the name."""

_BEGINNINGS: Final[tuple[tuple[bytes, Label], ...]] = (
    (b"MZ", refusals.PROGRAM),
    (b"\x7fELF", refusals.PROGRAM),
    (b"#!", refusals.PROGRAM),
    (b"\xca\xfe\xba\xbe", refusals.PROGRAM),
    (b"\xcf\xfa\xed\xfe", refusals.PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", refusals.PROGRAM),
    (b"{\\rt", refusals.RICH_TEXT),
    (b"GIF8", refusals.OTHER_PICTURE),
    (b"BM", refusals.OTHER_PICTURE),
    (b"RIFF", refusals.OTHER_PICTURE),
    (b"Rar!", refusals.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", refusals.ARCHIVE),
    (b"\x1f\x8b", refusals.ARCHIVE),
    (b"BZh", refusals.ARCHIVE),
    (b"\xfd7zXZ\0", refusals.ARCHIVE),
    (b"PK\x05\x06", refusals.ARCHIVE),
)
_PDF: Final = re.compile(rb"(?:\xef\xbb\xbf)?[\0\t\n\f\r ]{0,16}%PDF-")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_TIFF: Final = (b"II*\0", b"MM\0*")
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_MARKUP: Final = re.compile(
    rb"<(?:!doctype|html|head|body|script|svg|iframe|object|\?xml|\?php|%)|^\s*(?:<\?|mime-version:|content-type:)",
    re.I,
)
_HEAD: Final = 1024
"""How far from the start other programs look for the beginning of a file of their own."""


def clean_name(name: str) -> str:
    """The name without folders, control and direction characters; at most 200 characters, with its extension."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    shown = " ".join(nfc(shown).split()) or "tệp"
    stem, dot, suffix = shown.rpartition(".")
    return shown if len(shown) <= 200 else f"{stem[: 199 - len(suffix)]}{dot}{suffix}"[:200]


def suffix_of(name: str) -> str:
    """The extension in small letters; empty when there is none that means anything."""
    suffix = name.rpartition(".")[2].lower().strip() if "." in name else ""
    return suffix if suffix in _NAMED or suffix in _WITH_MACROS or suffix in _OTHERS else ""


def kind_of(name: str, content: bytes, *, limit: int = LIMIT) -> FileKind:
    """The kind of a file. Raises RefusedFileError: empty, too large, another kind than taken or than named, two in one.

    What is inside is not looked at: that is done where it can do no harm (`opening`).
    """
    if len(content) > limit:
        raise refused(name, refusals.too_large(len(content), limit))
    if not content:
        raise refused(name, refusals.EMPTY)
    suffix = suffix_of(name)
    if suffix in _WITH_MACROS:
        raise refused(name, refusals.MACROS)
    kind = _by_content(name, content)
    if kind is None:
        if suffix == "txt":
            kind = FileKind.TEXT
        elif suffix in _NAMED:
            raise refused(name, refusals.not_as_named(suffix))
        else:
            raise refused(name, refusals.UNKNOWN)
    if suffix and kind not in _NAMED.get(suffix, frozenset()):
        raise refused(name, refusals.not_as_named(suffix))
    _refuse_two_in_one(name, kind, content)
    return kind


def _by_content(name: str, content: bytes) -> FileKind | None:
    if _PDF.match(content):
        return FileKind.PDF
    if content.startswith(_PNG):
        return FileKind.PNG
    if content.startswith(_JPEG):
        return FileKind.JPEG
    if content.startswith(_TIFF):
        return FileKind.TIFF
    if content.startswith(_ZIP):
        return _package(name, content)
    if content.startswith(_OLE):
        raise refused(name, refusals.LOCKED if _LOCKED_PACKAGE in content else refusals.OLD_OFFICE)
    if content[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        raise refused(name, refusals.OTHER_PICTURE)
    for beginning, why in _BEGINNINGS:
        if content.startswith(beginning) and not (beginning.isalpha() and _is_letters(content)):
            raise refused(name, why)
    return None


def _is_letters(content: bytes) -> bool:
    """Whether it may be a text that happens to begin like something else (“BM”, “MZ”)."""
    return b"\0" not in content[:_HEAD]


def _package(name: str, content: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as fault:
        raise refused(name, refusals.damaged(suffix_of(name) or "zip")) from fault
    if "word/document.xml" in members:
        return FileKind.WORD
    if "xl/workbook.xml" in members:
        return FileKind.EXCEL
    if "ppt/presentation.xml" in members:
        raise refused(name, refusals.SLIDES)
    raise refused(name, refusals.MACROS if "xl/workbook.bin" in members else refusals.ARCHIVE)


def _refuse_two_in_one(name: str, kind: FileKind, content: bytes) -> None:
    """A file that another program would open as something else."""
    head = content[:_HEAD]
    if kind is FileKind.TEXT and (_MARKUP.search(head) or _MARKUP.search(head.replace(b"\0", b""))):
        raise refused(name, refusals.MARKUP)
    if kind not in {FileKind.WORD, FileKind.EXCEL} and zipfile.is_zipfile(io.BytesIO(content)):
        raise refused(name, refusals.TWO_IN_ONE)
    if kind is not FileKind.PDF and b"%PDF-" in head:
        raise refused(name, refusals.TWO_IN_ONE)
    if kind.is_picture and _MARKUP.search(head[:256]):
        raise refused(name, refusals.TWO_IN_ONE)
