"""The bytes of an .xlsx as sheets of values. Hostile and oversized files are refused before they are unpacked.

Formulas are never computed: a cell holds what Excel saved as its result. Links to other files are not followed.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook as Opened

from liemchinh.files import packages
from liemchinh.files.refusals import RefusedFileError
from liemchinh.kernel.label import Label

MEGABYTE: Final = 2**20
LIMIT: Final = 20 * MEGABYTE
"""Bytes of the largest file that is taken."""
UNPACKED: Final = 100 * MEGABYTE
"""Bytes of what it may hold."""
ROWS: Final = 20_000
"""Rows with something in them."""
RAW_ROWS: Final = 100_000
RAW_CELLS: Final = 600_000
"""Rows and cells as written, empty ones with a frame or a colour included."""
COVERED: Final = 200_000
"""Cells that merged ranges and links may cover."""
COLUMNS: Final = 200
"""Columns read of a sheet; what stands further right is no list."""
GUIDE: Final = "Hướng dẫn"
WORDS: Final = "Từ dùng"
REMARKS_SHEET: Final = "Ghi chú kiểm tra"
"""Sheets that the template and `marking` add; never read as lists."""

Value = str | int | float | bool | datetime | date | time | timedelta

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_NO_WORKBOOK: Final = (
    "đây không phải là tệp Excel .xlsx. Chọn đúng tệp.",
    "it is no .xlsx workbook. Choose another file.",
)
_ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_COVERING: Final = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?ref\s*=\s*[\"']([^\"']{1,40})[\"']")

# What Excel leaves behind when it saves validation of a newer kind is not ours to complain about on stderr.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\..*")


class UnreadableWorkbookError(ValueError):
    """A file that is not taken; `label` says why and what to do."""

    def __init__(self, name: str, vi: str = "", en: str = "", *, label: Label | None = None) -> None:
        self.label = label or Label(f"Chưa đọc được “{name}”: {vi}", f"“{name}” was not read: {en}")
        super().__init__(self.label.vi)


@dataclass(slots=True)
class Sheet:
    """One sheet: what is not empty, by row and column from 1.

    `merged`: (first column, first row, last column, last row). `uncomputed`: cells whose formula has no saved result.
    """

    index: int
    name: str
    cells: dict[int, dict[int, Value]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    uncomputed: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False
    is_ours: bool = False

    def row(self, row: int) -> Mapping[int, Value]:
        """The values of one row by column."""
        return self.cells.get(row, {})

    @property
    def rows(self) -> Iterator[int]:
        """The numbers of the rows that hold something, from above."""
        return iter(sorted(self.cells))


@dataclass(slots=True)
class Workbook:
    """A workbook as read. `epoch`: the day from which its bare numbers count days."""

    name: str
    sheets: tuple[Sheet, ...]
    epoch: datetime


def refuse_size(name: str, size: int) -> None:
    """Raise UnreadableWorkbookError for a file that is too large, before its bytes are read."""
    if size > LIMIT:
        raise UnreadableWorkbookError(
            name,
            f"tệp lớn hơn {LIMIT // MEGABYTE} MB. Bỏ hình ảnh, hoặc tách danh sách thành nhiều tệp.",
            f"it is larger than {LIMIT // MEGABYTE} MB. Leave out images, or split the list.",
        )


def check(name: str, content: bytes) -> bool:
    """Raise UnreadableWorkbookError for what is not taken; returns whether there are formulas in it."""
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    refuse_size(name, len(content))
    if not content:
        raise UnreadableWorkbookError(name, "tệp rỗng.", "the file is empty.")
    if kind in {"xls", "csv", "ods", "xlsb", "txt"}:
        raise UnreadableWorkbookError(
            name,
            f"chỉ nhận tệp .xlsx, không nhận .{kind}. Mở bằng Excel, chọn Lưu thành, loại “Excel Workbook (*.xlsx)”.",
            f"only .xlsx is taken, not .{kind}. Open it in Excel and save it as “Excel Workbook (*.xlsx)”.",
        )
    if kind in {"xlsm", "xltm", "xlam"}:
        raise _macros(name)
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UnreadableWorkbookError(
                name,
                "tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại.",
                "it is locked with a password. Take the password off.",
            )
        raise UnreadableWorkbookError(
            name,
            "đây là tệp Excel đời cũ mang đuôi .xlsx. Mở bằng Excel, lưu lại thành “Excel Workbook (*.xlsx)”.",
            "it is an old Excel file under another name. Save it as “Excel Workbook (*.xlsx)”.",
        )
    if kind != "xlsx" or not content.startswith(_ZIP):
        raise UnreadableWorkbookError(name, *_NO_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            formulas = _measure(name, package)
    except UnreadableWorkbookError:
        raise
    except Exception as fault:
        # A broken package fails in many ways (directory, checksums, compression): all mean the same to the officer.
        raise _damaged(name) from fault
    try:
        packages.examine(name, content)
    except RefusedFileError as fault:
        raise UnreadableWorkbookError(name, label=fault.label) from fault
    return formulas


def _measure(name: str, package: zipfile.ZipFile) -> bool:
    """Refuse what would take too long to read; returns whether there are formulas."""
    parts = package.infolist()
    if not any(part.filename.endswith("workbook.xml") for part in parts):
        raise UnreadableWorkbookError(name, *_NO_WORKBOOK)
    if sum(part.file_size for part in parts) > UNPACKED:
        raise UnreadableWorkbookError(
            name,
            f"tệp nén chứa quá nhiều dữ liệu (trên {UNPACKED // MEGABYTE} MB). Chép riêng danh sách sang tệp mới.",
            f"unpacked it is larger than {UNPACKED // MEGABYTE} MB. Copy the list alone into a new workbook.",
        )
    rows = cells = covered = 0
    formulas = False
    for part in parts:
        written = package.read(part) if part.filename.lower().endswith(".xml") else b""
        if b"sheetData" in written:
            rows += len(_ROW.findall(written))
            cells += len(_CELL.findall(written))
            covered += sum(_area(found[1].decode("ascii", "replace")) for found in _COVERING.finditer(written))
            formulas = formulas or _FORMULA.search(written) is not None
    if rows > RAW_ROWS or cells > RAW_CELLS or covered > COVERED:
        raise _too_long(name)
    return formulas


def _area(reference: str) -> int:
    """How many cells a range covers; what is no range covers too many."""
    try:
        first_column, first_row, last_column, last_row = range_boundaries(reference)
        return int((last_column - first_column + 1) * (last_row - first_row + 1))
    except (TypeError, ValueError):
        return COVERED + 1


def _macros(name: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        name,
        "tệp có macro. Lưu lại thành “Excel Workbook (*.xlsx)” rồi gửi.",
        "it carries macros. Save it as “Excel Workbook (*.xlsx)” and send it again.",
    )


def _damaged(name: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        name,
        "tệp bị hỏng. Mở bằng Excel, lưu lại rồi gửi.",
        "the file is damaged. Open it in Excel, save it and send it again.",
    )


def _too_long(name: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        name,
        f"tệp có hơn {ROWS // 1000}.000 dòng, hoặc quá nhiều ô trống được kẻ khung. Xóa hẳn các dòng trống phía dưới "
        "(chọn dòng, Delete), hoặc tách danh sách thành nhiều tệp.",
        f"it has more than {ROWS:,} rows, or too many empty cells with a frame. Delete the empty rows below the list, "
        "or split it.",
    )


def opened(name: str, content: bytes, *, results: bool) -> Opened:
    """The workbook of a checked file, with the saved results of its formulas or with the formulas themselves."""
    try:
        return openpyxl.load_workbook(io.BytesIO(content), data_only=results, keep_links=False)
    except Exception as fault:
        # Whatever openpyxl stumbles over, the officer can only save the file anew.
        raise _damaged(name) from fault


def read(name: str, content: bytes) -> Workbook:
    """Read a workbook whole. Raises UnreadableWorkbookError."""
    formulas = check(name, content)
    book = opened(name, content, results=True)
    written = opened(name, content, results=False) if formulas else None
    sheets = []
    filled = 0
    for index, worksheet in enumerate(book.worksheets):
        cells: dict[int, dict[int, Value]] = {}
        for (row, column), cell in worksheet._cells.items():
            value = cell.value
            if value is None or column > COLUMNS or (isinstance(value, str) and not value.strip()):
                continue
            cells.setdefault(row, {})[column] = value
        is_ours = worksheet.title in {GUIDE, WORDS, REMARKS_SHEET}
        filled += 0 if is_ours else len(cells)
        uncomputed: frozenset[tuple[int, int]] = frozenset()
        if written is not None:
            uncomputed = frozenset(
                place
                for place, cell in written.worksheets[index]._cells.items()
                if cell.data_type == "f" and place[1] not in cells.get(place[0], {})
            )
        sheets.append(
            Sheet(
                index,
                worksheet.title,
                cells,
                tuple(tuple(found.bounds) for found in worksheet.merged_cells.ranges),
                uncomputed,
                worksheet.sheet_state != "visible",
                is_ours,
            )
        )
    if filled > ROWS:
        raise _too_long(name)
    return Workbook(name, tuple(sheets), book.epoch)
