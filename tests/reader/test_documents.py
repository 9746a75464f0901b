from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pypdfium2
import pytest

from liemchinh.reader import documents
from liemchinh.reader.documents import UnreadableDocumentError, text_of

SENTENCE = "Năm 2031, các cơ quan của tỉnh đã khởi tố 12 vụ án về tham nhũng và được báo cáo trong kỳ."


def word_file(fill: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    fill(document)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def repacked(content: bytes, name: str, data: bytes) -> bytes:
    packed = io.BytesIO(content)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_is_read_in_every_unicode_form(encoding: str) -> None:
    assert text_of("bao-cao.txt", SENTENCE.encode(encoding)) == SENTENCE


def test_plain_text_of_old_fonts_is_read() -> None:
    back = {letter: byte for byte, letter in documents._TCVN.items()}
    old = bytes(back.get(letter, ord(letter)) for letter in SENTENCE)
    assert text_of("CU.TXT", old) == SENTENCE


def test_plain_text_of_windows_1258_is_read() -> None:
    decomposed = ""
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    for letter in SENTENCE:
        parts = documents.nfc(letter)
        tone = next((mark for mark in marks if len(documents.nfc(letter)) == 1 and _without(letter, mark)), "")
        decomposed += _without(parts, tone) + tone if tone else parts
    assert text_of("cu.txt", decomposed.encode("cp1258")) == SENTENCE


def _without(letter: str, mark: str) -> str:
    """The letter from which `letter` is composed with `mark`, or nothing."""
    return next(
        (base for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" if mark and documents.nfc(base + mark) == letter),
        "",
    )


def test_an_unknown_encoding_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableDocumentError, match="UTF-8"):
        text_of("la.txt", bytes(range(128, 256)) * 3)


def test_a_word_file_gives_paragraphs_and_table_cells_in_order() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph("Phần một")
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Chỉ tiêu", "Số"
        table.cell(1, 0).text, table.cell(1, 1).text = "Khởi tố mới", "12 vụ"
        document.add_paragraph("Phần hai")

    assert text_of("b.docx", word_file(fill)).split("\n") == [
        "Phần một",
        "Chỉ tiêu\tSố",
        "Khởi tố mới\t12 vụ",
        "Phần hai",
    ]


def test_a_merged_cell_is_read_once() -> None:
    def fill(document: docx.document.Document) -> None:
        table = document.add_table(rows=1, cols=3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "12 vụ"

    assert text_of("b.docx", word_file(fill)).count("12 vụ") == 1


def test_macros_are_refused() -> None:
    plain = word_file(lambda document: document.add_paragraph("a"))
    with pytest.raises(UnreadableDocumentError, match="macro"):
        text_of("b.docx", repacked(plain, "word/vbaProject.bin", b"x"))
    with pytest.raises(UnreadableDocumentError, match="macro"):
        text_of("b.docm", plain)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "UNPACKED_LIMIT", 2 * documents.MEGABYTE)
    plain = word_file(lambda document: document.add_paragraph("a"))
    with pytest.raises(UnreadableDocumentError, match="quá nhiều"):
        text_of("b.docx", repacked(plain, "word/media/x.bin", b"\0" * (3 * documents.MEGABYTE)))


def test_a_locked_word_file_is_refused() -> None:
    locked = documents._OLE + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableDocumentError, match="mật khẩu"):
        text_of("b.docx", locked)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"%PDF-1.7 xyz"),
        ("a.pdf", b"PK\x03\x04abc"),
        ("a.txt", b"%PDF-1.7 xyz"),
        ("a.docx", b"chi la chu"),
        ("a.txt", b"ab\0\0\0c\0"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="đuôi tệp"):
        text_of(name, content)


def test_a_damaged_word_file_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="hỏng"):
        text_of("a.docx", b"PK\x03\x04" + b"\0" * 100)


@pytest.mark.parametrize("name", ["a.doc", "a.xlsx", "khongduoi"])
def test_other_kinds_are_refused_with_advice(name: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"\.docx"):
        text_of(name, b"x")


def test_empty_and_large_files_are_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="rỗng"):
        text_of("a.txt", b"")
    with pytest.raises(UnreadableDocumentError, match="không có chữ"):
        text_of("a.txt", b" \n ")
    with pytest.raises(UnreadableDocumentError, match="lớn hơn"):
        text_of("a.txt", b"abc", limit=2)


def test_a_scan_without_text_is_refused() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    packed = io.BytesIO()
    document.save(packed)
    with pytest.raises(UnreadableDocumentError, match="ảnh chụp"):
        text_of("a.pdf", packed.getvalue())


def test_a_pdf_gives_its_text() -> None:
    assert "Khoi to 12 vu" in text_of("a.pdf", pdf_with("Khoi to 12 vu"))


def pdf_with(line: str) -> bytes:
    """A PDF of one line, written by hand."""
    stream = f"BT /F1 12 Tf 20 100 Td ({line}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
