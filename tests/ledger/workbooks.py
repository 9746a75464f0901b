"""Workbooks for tests of the import: the template filled by column codes, and lists as offices keep them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from liemchinh.ledger.importing import template
from liemchinh.ledger.importing.columns import COLUMNS, List
from liemchinh.ledger.importing.template import Filled

Rows = Sequence[Mapping[str, Any]]

CASE = {
    "number": "VA-2024-101",
    "kind": "Vụ án",
    "title": "Tham ô tài sản, xảy ra tại Quỹ tín dụng xã K.",
    "opened_on": date(2024, 3, 12),
    "issuer": "Cơ quan Cảnh sát điều tra",
    "document": "12/QĐ-CSĐT",
    "stage": "Điều tra",
    "offence": "khoản 2 Điều 353",
    "level": "BCĐ tỉnh",
    "watched_on": date(2024, 3, 20),
    "conclusion": "18-TB/BCĐ",
}
MATTER = {
    "number": "VV-2024-101",
    "title": "Chuyển mục đích sử dụng rừng phòng hộ tại xã Đ.",
    "opened_on": date(2024, 5, 2),
    "stage": "Kiểm tra, xác minh",
}


def filled(dossiers: Rows, persons: Rows = (), acts: Rows = ()) -> bytes:
    """The template with rows."""
    return template.build(Filled({List.DOSSIERS: dossiers, List.PERSONS: persons, List.ACTS: acts}))


def cell_of(kept: List, row: int, code: str) -> str:
    """Where a column of the template stands in its n-th entry, from 0: “C2”."""
    codes = [column.code for column in COLUMNS[kept] if column.offered]
    return f"{get_column_letter(codes.index(code) + 1)}{row + 2}"


def listed(*rows: Sequence[Any], merged: Sequence[str] = (), name: str = "Danh sách") -> bytes:
    """A list as an office keeps it: rows as they are, cells merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for reference in merged:
        sheet.merge_cells(reference)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def day_cell(year: int, month: int, day: int) -> datetime:
    """A day as a cell of Excel gives it."""
    return datetime.combine(date(year, month, day), time())
