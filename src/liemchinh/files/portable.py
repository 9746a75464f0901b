"""PDF files: whether one may be kept, which of its pages are scans, its text."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator
from typing import Final

import pypdfium2
from pypdfium2 import raw

from liemchinh.files import refusals
from liemchinh.files.refusals import MEGABYTE, refused
from liemchinh.kernel.label import Label

PAGES: Final = 2_000
SCARCE: Final = 50
"""A page with fewer letters than these and a picture on it is a scan; scanners print a line or a stamp of their own."""

_PASSWORD_ERROR: Final = 4
_XFA: Final = (2, 3)
_ESCAPED: Final = re.compile(rb"#([0-9a-fA-F]{2})")
_ACTION: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|ImportData|SubmitForm|RichMedia|GoToE|Rendition|Movie)(?![\w#])"
)
_CARRIED: Final = re.compile(rb"/(?:EmbeddedFiles?|FileAttachment)(?![\w#])")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_PACKED_OBJECTS: Final = re.compile(rb"/ObjStm(?![\w#])")
_UNPACKED: Final = 20 * MEGABYTE


@contextlib.contextmanager
def opened(name: str, content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document. Raises RefusedFileError when it is locked or damaged."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _PASSWORD_ERROR or "password" in str(fault).lower():
            raise refused(name, refusals.LOCKED) from fault
        raise refused(name, refusals.damaged("pdf")) from fault
    try:
        yield document
    except pypdfium2.PdfiumError as fault:
        raise refused(name, refusals.damaged("pdf")) from fault
    finally:
        document.close()


def examine(name: str, content: bytes) -> None:
    """Refuse what a PDF must not hold.

    Raises RefusedFileError: locked, damaged, no page or too many, scripts and commands, other files inside.
    """
    with opened(name, content) as document:
        if why := _fault(document, content):
            raise refused(name, why)


def _fault(document: pypdfium2.PdfDocument, content: bytes) -> Label | None:
    if not len(document):
        return refusals.damaged("pdf")
    if len(document) > PAGES:
        return refusals.TOO_MANY_PAGES
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or raw.FPDF_GetFormType(document) in _XFA:
        return refusals.RUNS_COMMANDS
    if raw.FPDFDoc_GetAttachmentCount(document) > 0:
        return refusals.CARRIES_FILES
    for objects in _objects(content):
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), objects)
        if _ACTION.search(plain):
            return refusals.RUNS_COMMANDS
        if _CARRIED.search(plain):
            return refusals.CARRIES_FILES
    return None


def _objects(content: bytes) -> Iterator[bytes]:
    """Where the document's objects are written: everything outside its streams, and streams that pack objects."""
    outside: list[bytes] = []
    last = 0
    for stream in _STREAM.finditer(content):
        before = content[last : stream.start()]
        outside.append(before)
        last = stream.end()
        if _PACKED_OBJECTS.search(before[before.rfind(b" obj") :]):
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(stream[1], _UNPACKED)
    yield b"\n".join([*outside, content[last:]])


def pages_text(document: pypdfium2.PdfDocument) -> list[str]:
    """The text of each page as the file holds it."""
    return [page_text(document, number) for number in range(len(document))]


def page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    """The text of one page, counted from 0."""
    page = document[number]
    words = page.get_textpage()
    try:
        found: str = words.get_text_bounded()
    finally:
        words.close()
        page.close()
    return found.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\u00ad", "").replace("\0", "")


def is_scan(document: pypdfium2.PdfDocument, number: int, text: str) -> bool:
    """Whether a page holds a picture of its text instead of the text. A blank page is no scan."""
    if sum(letter.isalnum() for letter in text) >= SCARCE:
        return False
    page = document[number]
    try:
        return next(iter(page.get_objects(max_depth=3)), None) is not None and (not text.strip() or _is_covered(page))
    finally:
        page.close()


def _is_covered(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > width * height / 2:
            return True
    return False
