"""The watch list as an Excel workbook: real numbers and days, frozen heads, A4 landscape, heads on every page."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from liemchinh.reports.watch_list import NOBODY_GUILTY, Line, WatchList

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT: Final = "Times New Roman"
DAY: Final = "dd/mm/yyyy"
HEAD_ROWS: Final = (5, 6)
"""The two rows of heads, repeated on each page; what is above them is printed once."""

Value = str | int | date | None
_HEADS: Final[tuple[tuple[str, tuple[tuple[str, float], ...]], ...]] = (
    ("TT", (("", 4),)),
    ("Số hồ sơ", (("", 13),)),
    ("Tên vụ án, vụ việc", (("", 25),)),
    ("Cơ quan thụ lý", (("", 15),)),
    ("Giai đoạn", (("tên", 10), ("từ ngày", 11))),
    ("Bị can", (("đang bị buộc tội", 7), ("không còn là bị can", 8))),
    ("Nội dung chính", (("tội danh khởi tố", 20), ("hành vi mới nhất", 15), ("ngày", 11))),
    ("Thời hạn", (("hạn gần nhất", 11), ("còn (ngày)", 7), ("căn cứ", 14))),
    ("Vào diện", (("cấp theo dõi", 11), ("ngày", 11), ("văn bản", 12))),
    ("Ghi chú; thay đổi từ phiên trước", (("", 24),)),
)
_WIDTHS: Final = tuple(width for _, under in _HEADS for _, width in under)
_LINE: Final = 14.5
"""Points of a line of text of 11."""
_LETTERS: Final = 1.1
"""Letters of such a text in a unit of width, at the least."""
_THIN: Final = Side(style="thin", color="000000")
_BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def file_name(paper: WatchList) -> str:
    """ASCII, with the day and the place in the register: danh-muc-dien_2026-07-14_48213.xlsx."""
    return f"danh-muc-dien_{paper.clocks.day.isoformat()}_{paper.clocks.position}.xlsx"


def render(paper: WatchList) -> bytes:
    """The .xlsx: the list, what left it, what waits, and what the workbook stands on."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _list(book.create_sheet("Danh mục"), paper)
    if paper.left:
        _left(book.create_sheet("Đã ra khỏi diện"), paper)
    if paper.proposals:
        _proposals(book.create_sheet("Đề xuất, chưa tính"), paper)
    properties = book.properties
    properties.title = f"Danh mục {paper.title.vi[:1].lower()}{paper.title.vi[1:]}"
    properties.creator = properties.lastModifiedBy = paper.head.issuer
    properties.description = paper.clocks.label.vi
    properties.created = properties.modified = paper.clocks.printed_at.replace(tzinfo=None, microsecond=0)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _list(sheet: Worksheet, paper: WatchList) -> None:
    width = sum(len(columns) for _, columns in _HEADS)
    _opening(sheet, paper, width, f"DANH MỤC {paper.title.vi.upper()}")
    _heads(sheet)
    row = HEAD_ROWS[1]
    for group in paper.groups:
        row += 1
        cell = _put(sheet, row, 1, f"{group.level.vi}: {group.pair.vi}", bold=True)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        cell.alignment = Alignment(vertical="center")
        for line in group.lines:
            row += 1
            values = _cells(line, paper.clocks.day)
            _row(sheet, row, values, _WIDTHS, bold=_bold_columns(line))
    _finish(sheet, paper, row, f"D{HEAD_ROWS[1] + 1}", HEAD_ROWS)


def _cells(line: Line, day: date) -> tuple[Value, ...]:
    return (
        line.ordinal,
        ", ".join(part for part in (line.number, line.register.vi) if part),
        line.title,
        line.agency.vi,
        f"{line.stage.vi} (tạm đình chỉ)" if line.suspended else line.stage.vi,
        line.stage_on,
        line.accused,
        line.cleared,
        line.offence.vi,
        line.newest.vi,
        line.newest_on,
        line.due_on,
        (line.due_on - day).days if line.due_on else None,
        line.due_basis.vi if line.due_on else line.due_word.vi,
        "; ".join(level.vi for level in line.levels),
        line.listed_on,
        line.conclusion.vi,
        "\n".join(f"{note.mark.value.vi}: {note.text.vi}".removesuffix(": ") for note in line.notes),
    )


def _bold_columns(line: Line) -> frozenset[int]:
    """An overdue limit and a person who is no longer accused stand out without colour."""
    return frozenset(({12, 13} if line.is_over else set()) | ({8} if line.cleared else set()))


def _opening(sheet: Worksheet, paper: WatchList, width: int, title: str) -> None:
    told = " ".join(part for part in (paper.summary.vi, paper.since.vi) if part)
    rows = (
        (f"{paper.head.parent} – {paper.head.issuer}", False, 11),
        (title, True, 14),
        (told, False, 11),
        (f"{NOBODY_GUILTY.vi} {paper.clocks.label.vi} {paper.clocks.printed.vi}", False, 10),
    )
    for row, (text, bold, size) in enumerate(rows, start=1):
        cell = _put(sheet, row, 1, text, bold=bold, size=size, boxed=False)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[row].height = 20 if bold else 15


def _heads(sheet: Worksheet) -> None:
    column = 1
    sheet.row_dimensions[HEAD_ROWS[0]].height, sheet.row_dimensions[HEAD_ROWS[1]].height = _LINE, 3 * _LINE
    for title, under in _HEADS:
        last = column + len(under) - 1
        _head(sheet, HEAD_ROWS[0], column, title)
        if len(under) == 1:
            sheet.merge_cells(start_row=HEAD_ROWS[0], start_column=column, end_row=HEAD_ROWS[1], end_column=column)
        else:
            sheet.merge_cells(start_row=HEAD_ROWS[0], start_column=column, end_row=HEAD_ROWS[0], end_column=last)
        for name, letters in under:
            if name:
                _head(sheet, HEAD_ROWS[1], column, name)
            sheet.cell(HEAD_ROWS[1], column).border = _BOX
            sheet.column_dimensions[get_column_letter(column)].width = letters
            column += 1


def _head(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = _put(sheet, row, column, text, bold=True)
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")


def _row(
    sheet: Worksheet, row: int, values: Sequence[Value], widths: Sequence[float], *, bold: frozenset[int] = frozenset()
) -> None:
    for column, value in enumerate(values, start=1):
        _put(sheet, row, column, value, bold=column in bold)
    sheet.row_dimensions[row].height = _LINE * max(
        _lines(value, width) for value, width in zip(values, widths, strict=True)
    )


def _lines(value: Value, width: float) -> int:
    """How many lines a text takes in a column; rows of a workbook do not grow by themselves."""
    if not isinstance(value, str):
        return 1
    return sum(max(len(textwrap.wrap(part, max(int(width * _LETTERS), 1))), 1) for part in value.split("\n"))


def _put(
    sheet: Worksheet, row: int, column: int, value: Value, *, bold: bool = False, size: float = 11, boxed: bool = True
) -> Any:
    """One cell. A text is a text whatever it begins with, so that no name becomes a formula."""
    cell = sheet.cell(row, column)
    cell.value = value or None if isinstance(value, str) else value
    if isinstance(value, str) and value:
        cell.data_type = "s"
    cell.font = Font(name=FONT, size=size, bold=bold)
    is_number = isinstance(value, int)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if is_number else None)
    if isinstance(value, date):
        cell.number_format = DAY
        cell.alignment = Alignment(vertical="top", horizontal="left")
    elif is_number:
        cell.number_format = "#,##0"
    if boxed:
        cell.border = _BOX
    return cell


def _left(sheet: Worksheet, paper: WatchList) -> None:
    heads = (
        ("TT", 5), ("Số hồ sơ", 13), ("Tên vụ án, vụ việc", 46), ("Vào diện", 12), ("Ra khỏi diện", 12),
        ("Lý do, văn bản", 40), ("Giai đoạn hiện nay", 20), ("Đang bị buộc tội", 12), ("Không còn là bị can", 12),
    )  # fmt: skip
    rows = (
        (
            line.ordinal, line.number, line.title, line.listed_on, line.left_on, line.exit_reason.vi, line.stage.vi,
            line.accused, line.cleared,
        )
        for line in paper.left
    )  # fmt: skip
    _plain(sheet, paper, heads, rows, "ĐÃ ĐƯA RA KHỎI DIỆN TỪ PHIÊN TRƯỚC")


def _proposals(sheet: Worksheet, paper: WatchList) -> None:
    heads = (
        ("TT", 5), ("Số hồ sơ", 13), ("Tên vụ án, vụ việc", 56), ("Cấp đề xuất", 26), ("Ngày đề xuất", 13),
        ("Văn bản", 34),
    )  # fmt: skip
    rows = (
        (ordinal, one.number, one.title, one.level.vi, one.on, one.document.vi)
        for ordinal, one in enumerate(paper.proposals, start=1)
    )
    _plain(sheet, paper, heads, rows, "ĐỀ XUẤT ĐƯA VÀO DIỆN, CHƯA TÍNH VÀO DANH MỤC")


def _plain(
    sheet: Worksheet,
    paper: WatchList,
    heads: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Value]],
    title: str,
) -> None:
    cell = _put(sheet, 1, 1, title, bold=True, size=14, boxed=False)
    cell.alignment = Alignment(vertical="center")
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 20, 2 * _LINE
    for column, (text, letters) in enumerate(heads, start=1):
        _head(sheet, 2, column, text)
        sheet.column_dimensions[get_column_letter(column)].width = letters
    row = 2
    for values in rows:
        row += 1
        _row(sheet, row, values, [letters for _, letters in heads])
    _finish(sheet, paper, row, "A3", (2, 2))


def _finish(sheet: Worksheet, paper: WatchList, last_row: int, frozen: str, heads: tuple[int, int]) -> None:
    """Freeze the heads and set up the print."""
    sheet.freeze_panes = frozen
    sheet.print_title_rows = f"{heads[0]}:{heads[1]}"
    sheet.print_area = f"A1:{get_column_letter(sheet.max_column)}{last_row}"
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = 9, "landscape"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.left, margins.right = (mm / 25.4 for mm in (15, 14, 10, 10))
    margins.header = margins.footer = 7 / 25.4
    sheet.oddFooter.left.text = f"Lưu hành nội bộ. {paper.clocks.label.vi}".replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8
