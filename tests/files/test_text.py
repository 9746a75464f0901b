"""The text of files: old encodings, tables, scans, and what is shown of a page."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pypdfium2
import pytest
from PIL import Image
from tests.files import papers
from tests.files.papers import SENTENCE

from liemchinh.files import examining, words
from liemchinh.files.examining import text_of
from liemchinh.files.kinds import FileKind
from liemchinh.files.refusals import RefusedFileError
from liemchinh.kernel.vietnamese import nfc


def word_file(fill: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    fill(document)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_is_read_in_every_unicode_form(encoding: str) -> None:
    assert text_of("bao-cao.txt", SENTENCE.encode(encoding)) == SENTENCE


def test_plain_text_of_old_fonts_is_read() -> None:
    back = {letter: byte for byte, letter in words.TCVN.items()}
    old = bytes(back.get(letter, ord(letter)) for letter in SENTENCE)
    assert text_of("CU.TXT", old) == SENTENCE


def test_plain_text_of_windows_1258_is_read() -> None:
    decomposed = ""
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    for letter in SENTENCE:
        parts = nfc(letter)
        tone = next((mark for mark in marks if len(nfc(letter)) == 1 and _without(letter, mark)), "")
        decomposed += _without(parts, tone) + tone if tone else parts
    assert text_of("cu.txt", decomposed.encode("cp1258")) == SENTENCE


def _without(letter: str, mark: str) -> str:
    """The letter from which `letter` is composed with `mark`, or nothing."""
    return next(
        (base for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" if mark and nfc(base + mark) == letter),
        "",
    )


def test_an_unknown_encoding_is_refused_with_advice() -> None:
    with pytest.raises(RefusedFileError, match="UTF-8"):
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


def test_empty_and_large_files_are_refused() -> None:
    with pytest.raises(RefusedFileError, match="rỗng"):
        text_of("a.txt", b"")
    with pytest.raises(RefusedFileError, match="không có chữ"):
        text_of("a.txt", b" \n ")
    with pytest.raises(RefusedFileError, match="lớn hơn"):
        text_of("a.txt", b"abc", limit=2)


def test_a_pdf_without_anything_is_refused() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    packed = io.BytesIO()
    document.save(packed)
    with pytest.raises(RefusedFileError, match="ảnh chụp"):
        text_of("a.pdf", packed.getvalue())


def test_a_pdf_gives_its_text_page_by_page() -> None:
    found = examining.examine("a.pdf", papers.pdf("Khoi to 12 vu", "Truy to 3 vu"))
    assert found.text.split("\n") == ["Khoi to 12 vu", "Truy to 3 vu"]
    assert found.pages == 2


def test_an_excel_file_gives_its_rows() -> None:
    found = text_of("a.xlsx", papers.excel(("Chỉ tiêu", "Số"), ("Khởi tố mới", 12), (None, None), ("Thu hồi", 9.5)))
    assert found.split("\n") == ["Bảng 1", "Chỉ tiêu\tSố", "Khởi tố mới\t12", "Thu hồi\t9.5"]


@pytest.mark.parametrize("kind", ["PDF", "PNG", "JPEG", "TIFF"])
def test_a_scan_has_pages_and_no_text(kind: str) -> None:
    name = f"quet.{kind.lower()}"
    found = examining.examine(name, papers.picture(kind))
    assert (found.text, found.pages, found.is_scan) == ("", 1, True)
    with pytest.raises(RefusedFileError, match="ảnh chụp"):
        text_of(name, papers.picture(kind))


WRITTEN = "Khoi to 12 vu an, 31 bi can ve cac toi tham nhung, chuc vu trong nam 2031."


def pages_of(*pages: bytes) -> bytes:
    """The pages of several PDF files in one."""
    document = pypdfium2.PdfDocument.new()
    for page in pages:
        document.import_pages(pypdfium2.PdfDocument(page))
    return saved(document)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def stamped_scan(stamp: str) -> bytes:
    """A scan that carries a line of letters, as signing services and scanners leave one."""
    document = pypdfium2.PdfDocument(papers.pdf(stamp))
    picture = pypdfium2.PdfImage.new(document)
    picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(papers.sheet_of_paper().resize((248, 160))))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(600, 200))
    page = document[0]
    page.insert_obj(picture)
    page.gen_content()
    return saved(document)


def test_a_stamp_on_a_scanned_page_is_not_its_text() -> None:
    found = examining.examine("a.pdf", stamped_scan("Ky boi: UBND tinh, 14/07/2026"))
    assert (found.text, found.is_scan) == ("", True)
    assert not examining.examine("a.pdf", stamped_scan(WRITTEN)).is_scan


def test_an_annex_of_scans_leaves_the_text_of_the_written_pages() -> None:
    assert examining.examine("a.pdf", pages_of(papers.pdf(WRITTEN), papers.scan(), papers.scan())).is_scan
    mixed = pages_of(papers.pdf(WRITTEN), papers.pdf(WRITTEN), papers.scan())
    assert WRITTEN in examining.examine("a.pdf", mixed).text
    assert not examining.page(FileKind.PDF, mixed, 1).is_scan
    assert examining.page(FileKind.PDF, mixed, 3).is_scan


def test_a_page_is_drawn_as_wide_as_asked_and_no_larger_than_is_safe() -> None:
    drawn = examining.page(FileKind.PDF, papers.pdf("Khoi to 12 vu"), 1, width=900)
    with Image.open(io.BytesIO(drawn.picture)) as picture:
        assert (picture.format, picture.width, picture.height) == ("PNG", 900, 300)
    assert drawn.text == "Khoi to 12 vu"
    huge = papers.pdf("a").replace(b"/MediaBox[0 0 600 200]", b"/MediaBox[0 0 14400 14400]")
    with Image.open(io.BytesIO(examining.page(FileKind.PDF, huge, 1, dpi=300).picture)) as picture:
        assert picture.width * picture.height <= 20_100_000


def test_a_picture_is_drawn_upright_and_without_what_the_camera_wrote() -> None:
    sheet = papers.sheet_of_paper().resize((248, 160))
    turned = Image.Exif()
    turned[0x0112] = 6
    turned[0x010E] = "toa do 20.99, 105.84"
    content = papers.picture("JPEG", sheet, exif=turned)
    assert b"toa do" in content
    drawn = examining.page(FileKind.JPEG, content, 1, width=1000).picture
    assert b"toa do" not in drawn
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.width, picture.height) == (160, 248)


def test_each_page_of_a_fax_is_drawn_and_there_is_none_after_the_last() -> None:
    fax = papers.picture("TIFF", papers.sheet_of_paper(("Một",)), papers.sheet_of_paper(("Hai",)))
    first, second = (examining.page(FileKind.TIFF, fax, number, width=300) for number in (1, 2))
    assert first.pages == second.pages == 2
    assert first.picture != second.picture
    for missing in (0, 3):
        with pytest.raises(IndexError):
            examining.page(FileKind.TIFF, fax, missing, width=300)
    with pytest.raises(IndexError):
        examining.page(FileKind.PDF, papers.pdf(), 2)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_depth_are_drawn(mode: str) -> None:
    picture = Image.new(mode, (30, 20)) if mode == "I;16" else papers.sheet_of_paper().resize((30, 20)).convert(mode)
    drawn = examining.page(FileKind.PNG, papers.picture("PNG", picture), 1, width=30).picture
    with Image.open(io.BytesIO(drawn)) as shown:
        assert shown.size == (30, 20)


def test_a_transparent_picture_stands_on_white() -> None:
    clear = papers.picture("PNG", Image.new("RGBA", (10, 10), (0, 0, 0, 0)))
    with Image.open(io.BytesIO(examining.page(FileKind.PNG, clear, 1, width=10).picture)) as shown:
        assert shown.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
