"""Workbooks that are no lists: bombs, macros, entities, locked, old, endless; each is refused with what to do."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from tests.ledger import workbooks
from tests.ledger.workbooks import CASE, saved

from liemchinh.ledger.importing import marking, rows, workbook
from liemchinh.ledger.importing.remarks import Weight
from liemchinh.ledger.importing.workbook import UnreadableWorkbookError

TODAY = date(2026, 6, 1)
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def changed(*, parts: dict[str, bytes] | None = None, change: Callable[[bytes], bytes] | None = None) -> bytes:
    """A sound workbook with parts added, or its first sheet rewritten."""
    out = io.BytesIO()
    sound = zipfile.ZipFile(io.BytesIO(workbooks.filled([CASE])))
    with sound as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in package.namelist():
            content = package.read(name)
            made.writestr(name, change(content) if name == SHEET and change else content)
        for name, content in (parts or {}).items():
            made.writestr(name, content)
    return out.getvalue()


def in_sheet(before: bytes, extra: bytes) -> Callable[[bytes], bytes]:
    """Put XML before a mark of the sheet."""
    return lambda content: content.replace(before, extra + before, 1)


MILLION = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 1_000_003))
FRAMED = b"".join(b'<row r="%d">%s</row>' % (n, b"".join(b'<c s="1"/>' for _ in range(40))) for n in range(3, 30_003))
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "a million rows": (changed(change=in_sheet(b"</sheetData>", MILLION)), "hơn 20.000 dòng"),
    "frames without end": (changed(change=in_sheet(b"</sheetData>", FRAMED)), "ô trống được kẻ khung"),
    "a range merged over everything": (
        changed(
            change=in_sheet(b"<pageMargins", b'<mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>')
        ),
        "hơn 20.000 dòng",
    ),
    "a bomb": (changed(parts={"xl/media/image1.bin": b"\0" * (150 * 2**20)}), "quá nhiều dữ liệu"),
    "entities": (changed(change=lambda content: content.replace(b"<worksheet", LAUGHS + b"<worksheet", 1)), "XML"),
    "macros": (changed(parts={"xl/vbaProject.bin": b"VBA"}), "macro"),
    "cut short": (workbooks.filled([CASE])[:-200], "bị hỏng"),
    "nothing": (b"", "rỗng"),
    "no zip": (b"STT,Ten vu an\n1,Tham o", "không phải là tệp Excel"),
    "an old workbook": (OLE + b"\0" * 600, "đời cũ"),
    "a locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "mật khẩu"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_quickly_and_says_what_to_do(name: str) -> None:
    content, said = HOSTILE[name]
    began = time.perf_counter()
    for take in (workbook.read, lambda file, bytes_: marking.marked(file, bytes_, [])):
        with pytest.raises(UnreadableWorkbookError, match=said):
            take("danh-sach.xlsx", content)
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.xls", "Lưu thành"),
        ("a.csv", "không nhận .csv"),
        ("a.ods", "không nhận .ods"),
        ("a.xlsm", "macro"),
        ("a", "Excel"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_name(name: str, said: str) -> None:
    with pytest.raises(UnreadableWorkbookError, match=said):
        workbook.read(name, workbooks.filled([CASE]))


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableWorkbookError, match="lớn hơn 20 MB"):
        workbook.refuse_size("a.xlsx", workbook.LIMIT + 1)


def formula_book(formula: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbooks.filled([CASE])))
    book["Hồ sơ"]["D2"] = formula
    return saved(book)


@pytest.mark.parametrize(
    "formula", ['="Tham ô"&" tài sản"', '=WEBSERVICE("http://127.0.0.1:9/x")', "=cmd|' /C calc'!A0", "=[1]Sheet1!A1"]
)
def test_a_formula_is_never_computed_and_without_a_saved_result_it_is_wrong(formula: str) -> None:
    found = rows.read(workbook.read("a.xlsx", formula_book(formula)), today=TODAY)
    wrong = [remark for remark in found.remarks if remark.weight is Weight.WRONG]
    assert [remark.spot.reference for remark in wrong] == ["D2"]
    assert "công thức chưa có kết quả" in wrong[0].label.vi
    back = openpyxl.load_workbook(io.BytesIO(marking.marked("a.xlsx", formula_book(formula), wrong)))
    assert back["Hồ sơ"]["D2"].value == formula


def test_the_saved_result_of_a_formula_is_read() -> None:
    content = changed(
        change=lambda written: written.replace(
            b'<c r="D2"', b'<c r="D2" t="str"><f>CONCATENATE("a")</f><v>Vu theo cong thuc</v></c><c r="ZZ2"', 1
        )
    )
    found = rows.read(workbook.read("a.xlsx", content), today=TODAY)
    assert found.dossiers[0].title == "Vu theo cong thuc"


def test_text_of_the_register_never_becomes_a_formula() -> None:
    content = workbooks.filled([CASE | {"title": "=1+1", "note": "@SUM(A1)"}])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {cell.data_type for row in book["Hồ sơ"].iter_rows() for cell in row} <= {"s", "n", "d"}
    assert rows.read(workbook.read("a.xlsx", content), today=TODAY).dossiers[0].title == "=1+1"
