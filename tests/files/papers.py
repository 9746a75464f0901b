"""Honest files made in the test: Word, Excel, PDF, and a scan of a Vietnamese page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import docx
import openpyxl
from PIL import Image, ImageDraw, ImageFont

SENTENCE: Final = "Năm 2031, các cơ quan của tỉnh đã khởi tố 12 vụ án về tham nhũng và được báo cáo trong kỳ."
LINES: Final = (
    "BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
    "Trong 6 tháng đầu năm 2026, cơ quan điều tra khởi tố mới",
    "12 vụ án, 31 bị can về các tội tham nhũng, chức vụ.",
    "Thu hồi hơn 26,5 tỷ đồng; kê biên 9,66 tỷ đồng.",
)
FONTS: Final = (
    Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
)


def word(*paragraphs: str) -> bytes:
    """A Word file of these paragraphs."""
    made = docx.Document()
    for paragraph in paragraphs or (SENTENCE,):
        made.add_paragraph(paragraph)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def excel(*rows: Sequence[object]) -> bytes:
    """An Excel file of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bảng 1"
    for row in rows or (("Chỉ tiêu", "Số"), ("Khởi tố mới", 12)):
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def pdf(*pages: str, catalog: bytes = b"", page: bytes = b"", extra: Sequence[bytes] = ()) -> bytes:
    """A PDF written by hand, one line a page. `catalog`, `page`: more of their dictionaries; `extra`: objects 10, …"""
    texts = pages or ("Khoi to 12 vu an, 31 bi can ve cac toi tham nhung, chuc vu trong nam 2031.",)
    numbers = [100 + 2 * at for at in range(len(texts))]
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % one for one in numbers), len(texts)),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    for number, text in zip(numbers, texts, strict=True):
        stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode() if text else b""
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 200]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>%s>>" % (number + 1, page)
        )
        objects[number + 1] = b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)
    objects |= dict(enumerate(extra, start=10))
    return assembled(objects)


def assembled(objects: Mapping[int, bytes], *, trailer: bytes = b"") -> bytes:
    """The objects with their table of places."""
    made = b"%PDF-1.5\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj%s endobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 1\n0000000000 65535 f \n"
    made += b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    return made + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (max(places) + 1, trailer, table)


def sheet_of_paper(lines: Sequence[str] = LINES) -> Image.Image:
    """A typewritten page as a scanner at 300 dpi sees it."""
    font = ImageFont.truetype(next(one for one in FONTS if one.exists()), 58)
    page = Image.new("L", (2480, 1600), 255)
    drawn = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        drawn.text((250, 250 + 100 * number), line, font=font, fill=0)
    return page


def picture(kind: str, *pages: Image.Image, **more: object) -> bytes:
    """Pages as a picture file, or as the PDF of a scanner."""
    first, *rest = pages or (sheet_of_paper(),)
    made = io.BytesIO()
    if rest:
        first.save(made, kind, save_all=True, append_images=rest, **more)
    else:
        first.save(made, kind, **more)
    return made.getvalue()


def scan(*pages: Sequence[str]) -> bytes:
    """A scanned PDF."""
    return picture("PDF", *(sheet_of_paper(lines) for lines in pages or (LINES,)), resolution=300)


def packed(members: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


def with_member(content: bytes, members: Mapping[str, bytes | str]) -> bytes:
    """A package with these members put in place of its own or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        own = {name: package.read(name) for name in package.namelist()}
    return packed(own | dict(members))


def with_text(content: bytes, member: str, before: str, after: str) -> bytes:
    """A package with `before` put into words of one of its members."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read(member).decode()
    assert before in text
    return with_member(content, {member: text.replace(before, after)})
