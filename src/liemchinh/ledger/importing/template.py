"""The workbook that offices fill in, made from the declarations of the law: heads, hints, choices, guide."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from liemchinh.law.acts import TRACKS
from liemchinh.law.book import BOOK
from liemchinh.law.offences import OFFENCES
from liemchinh.ledger.importing import words
from liemchinh.ledger.importing.columns import COLUMNS, Column, List
from liemchinh.ledger.importing.workbook import GUIDE, ROWS, WORDS, Value

VALIDATED: Final = 5_000
"""Rows to which the lists to choose from reach."""
HEAD: Final = 1
AUTHOR: Final = "Hướng dẫn"

_INK: Final = "FF1B1A17"
_MARGIN: Final = "FFF4F2EB"
_FONT: Final = Font(name="Calibri", size=11, color=_INK)
_HEAD_FONT: Final = Font(name="Calibri", size=11, bold=True, color=_INK)
_HEAD_FILL: Final = PatternFill("solid", start_color=_MARGIN, end_color=_MARGIN)
_UNDER: Final = Border(bottom=Side(style="medium", color=_INK))
_TOP: Final = Alignment(vertical="top", wrap_text=True)
_DAY_FORMAT: Final = "dd/mm/yyyy"
_NAMES: Final = {
    "kinds": "DS_Loai",
    "stages": "DS_GiaiDoan",
    "levels": "DS_Cap",
    "sexes": "DS_GioiTinh",
    "parties": "DS_ChuThe",
    "roles": "DS_TuCach",
    "acts": "DS_HanhVi",
    "exits": "DS_LyDoRa",
}
"""The defined names behind the lists to choose from; a name survives where Excel would drop a reference."""


@dataclass(slots=True)
class Filled:
    """What stands in the sheets of the template: values by column code, a row each."""

    rows: Mapping[List, Sequence[Mapping[str, Value]]] = field(default_factory=dict)


def build(filled: Filled | None = None) -> bytes:
    """The template, empty or with rows. Text never becomes a formula."""
    book = Workbook()
    book.remove(book.active)
    day = NamedStyle("ngay", font=_FONT, number_format=_DAY_FORMAT, alignment=_TOP)
    text = NamedStyle("chu", font=_FONT, number_format="@", alignment=_TOP)
    book.add_named_style(day)
    book.add_named_style(text)
    sheets = {kept: book.create_sheet(kept.sheet) for kept in List}
    guide = book.create_sheet(GUIDE)
    choices = _write_words(book)
    for kept, sheet in sheets.items():
        columns = [column for column in COLUMNS[kept] if column.offered]
        _write_heads(sheet, columns)
        _validate(sheet, columns, choices)
        for number, row in enumerate((filled.rows if filled else {}).get(kept, ()), start=HEAD + 1):
            for place, column in enumerate(columns, start=1):
                if (value := row.get(column.code)) is not None and value != "":
                    _put(sheet.cell(number, place), value, column)
    _write_guide(guide)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put_text(cell: Cell, text: str) -> None:
    """Write text that stays text, whatever it begins with."""
    cell.value = text
    cell.data_type = "s"


def _put(cell: Cell, value: Value, column: Column) -> None:
    if isinstance(value, str):
        put_text(cell, value)
        cell.style = "chu"
    else:
        cell.value = value
        cell.style = "ngay" if isinstance(value, date) else "chu"
        if not isinstance(value, date):
            cell.number_format = "General"


def _write_heads(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(HEAD, place, column.label.vi)
        cell.font, cell.fill, cell.border, cell.alignment = _HEAD_FONT, _HEAD_FILL, _UNDER, _TOP
        if column.hint.vi:
            cell.comment = Comment(column.hint.vi, AUTHOR, width=260, height=110)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width + 2
        # Text columns keep “353.2” and “07” as they are typed; days are shown as Vietnam writes them.
        sheet.column_dimensions[letter].number_format = _DAY_FORMAT if column.is_day else "@"
    sheet.row_dimensions[HEAD].height = 32
    _print_across(sheet)
    sheet.freeze_panes = sheet.cell(HEAD + 1, 3 if columns[0].code == "ordinal" else 2)
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(columns))}{HEAD}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"


def _print_across(sheet: Worksheet) -> None:
    """A4 landscape, all columns on one page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _validate(sheet: Worksheet, columns: Sequence[Column], choices: Mapping[str, str]) -> None:
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        reach = f"{letter}{HEAD + 1}:{letter}{VALIDATED}"
        if column.choices:
            rule = DataValidation(type="list", formula1=choices[column.choices], allow_blank=True)
            # Other words of the same meaning are understood as well: the list offers, it does not forbid.
            rule.showErrorMessage = False
        elif column.hint.vi:
            rule = DataValidation(allow_blank=True)
        else:
            continue
        rule.promptTitle = column.label.vi[:32]
        rule.prompt = column.hint.vi[:255]
        rule.showInputMessage = bool(column.hint.vi)
        rule.add(reach)
        sheet.add_data_validation(rule)


def _write_words(book: Workbook) -> dict[str, str]:
    """The lists to choose from, one a column, each under a name."""
    sheet = book.create_sheet(WORDS)
    stages = dict.fromkeys(stage.label.vi for kind in words.WATCHED for stage in TRACKS[kind])
    lists: dict[str, Iterable[str]] = {
        "kinds": (word.label.vi for word in words.KINDS.words),
        "stages": stages,
        "levels": (word.label.vi for word in words.LEVELS.words),
        "sexes": (word.label.vi for word in words.SEXES.words),
        "parties": (word.label.vi for word in words.PARTIES.words),
        "roles": (role.label.vi for role in words.brought_roles()),
        "acts": (word.label.vi for word in words.ACTS.words),
        "exits": (choice.label.vi for choice in BOOK["watch.taken_off"].grounds),
    }
    named: dict[str, str] = {}
    for place, (key, items) in enumerate(lists.items(), start=1):
        head = sheet.cell(HEAD, place, _NAMES[key])
        head.font, head.fill, head.border = _HEAD_FONT, _HEAD_FILL, _UNDER
        count = 0
        for count, item in enumerate(items, start=1):
            put_text(sheet.cell(HEAD + count, place), item)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 34
        where = f"'{WORDS}'!${letter}${HEAD + 1}:${letter}${HEAD + max(count, 1)}"
        book.defined_names[_NAMES[key]] = DefinedName(_NAMES[key], attr_text=where)
        named[key] = _NAMES[key]
    sheet.freeze_panes = "A2"
    return named


_GUIDE_WIDTHS: Final = (30, 46, 62)
"""Letters that a line of each column of the guide holds."""
_RULES: Final = (
    "Mỗi vụ án, vụ việc một dòng ở trang Hồ sơ. Mỗi người một dòng ở trang Người, nối với vụ bằng số hồ sơ (vụ chưa "
    "có số thì bằng STT).",
    "Vụ nào có đủ hành vi thì ghi ở trang Hành vi: giai đoạn, tư cách, hạn tính ra từ các hành vi ấy. Vụ chỉ có hồ sơ "
    "giấy thì ghi cột Giai đoạn: sổ nhận bằng hành vi “Chuyển sổ từ hồ sơ giấy” vào ngày chuyển sổ, không tính là "
    "khởi tố mới.",
    "Vừa có giai đoạn trên giấy vừa có hành vi về sau: ghi Giai đoạn, Ngày chuyển sổ, và các hành vi sau ngày ấy.",
    "Đưa vào diện, ra khỏi diện cần ngày và số thông báo kết luận. “18-TB/BCĐ ngày 20/03/2026” trong một ô cũng được.",
    "Ngày: 14/07/2026, 14-7-2026, hoặc ô kiểu ngày của Excel. Ngày của hành vi còn nhận: tháng 3/2026, quý II/2026, "
    "năm 2025.",
    "Số: 7, 07, 1.858. Tiền: 1,26 tỷ; 850 triệu; 38420000000. Số trần dưới một triệu phải ghi kèm đơn vị.",
    "Tội danh: 353.2; khoản 2 Điều 353; Đ353 k2; hoặc tên tội. Nhiều tội cách nhau bằng dấu chấm phẩy.",
    "Những người: mỗi người một dòng trong ô hoặc cách nhau bằng dấu chấm phẩy, thêm trong ngoặc vuông tội danh, kết "
    "quả, hình thức, số tháng: Ông N.V.A. [353.2]; Bà T.T.B. [phạm tội] [36 tháng]. “Tất cả” là mọi người của vụ ở "
    "trang Người.",
    "Cột thêm ngoài mẫu không mất: nội dung vào ghi chú. Thứ tự cột, chữ hoa, dấu trong tên cột không quan trọng.",
    f"Một tệp nhiều nhất {ROWS // 1000}.000 dòng, 20 MB, đuôi .xlsx. Xem thử trước, sửa hết các ô được ghi chú, rồi "
    "mới ghi vào sổ; có một ô sai thì không ghi dòng nào.",
)


def _write_guide(sheet: Worksheet) -> None:
    """Rules, columns, and the words of every column that has its own."""
    _print_across(sheet)
    for letter, width in zip("ABC", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width + 3
    at = _section(sheet, 1, "Cách ghi", "", "")
    for number, rule in enumerate(_RULES, start=1):
        at = _line(sheet, at, str(number), rule)
    for kept in List:
        at = _section(sheet, at + 1, f"Trang {kept.sheet}", "Ghi gì", "Đầu cột khác cũng hiểu")
        for column in COLUMNS[kept]:
            if column.offered:
                label = f"{column.label.vi} (bắt buộc)" if column.needed else column.label.vi
                at = _line(sheet, at, label, column.hint.vi, ", ".join(column.also[:8]))
    for kind in words.WATCHED:
        at = _section(sheet, at + 1, f"Giai đoạn của {kind.label.vi.lower()}", "", "Từ khác cũng hiểu")
        for stage, forms in words.stage_forms(kind).items():
            at = _line(sheet, at, stage.label.vi, "", ", ".join(forms))
    for title, vocabulary in (("Cấp theo dõi", words.LEVELS), ("Tư cách", words.ROLES), ("Bậc tiền", words.RUNGS)):
        at = _section(sheet, at + 1, title, "Mã", "Từ khác cũng hiểu")
        for word in vocabulary.words:
            at = _line(sheet, at, word.label.vi, word.value, ", ".join(word.also))
    at = _section(sheet, at + 1, "Tội danh", "Tên", "Số khoản")
    for offence in OFFENCES:
        at = _line(sheet, at, offence.code, offence.label.vi, str(len(offence.classes)))
    at = _section(sheet, at + 1, "Hành vi", "Mã; dùng cho", "Những gì ghi thêm")
    for word in words.ACTS.words:
        act = BOOK[word.value]
        used = ", ".join(one.label.vi.lower() for one in words.WATCHED if one in act.dossiers)
        at = _line(sheet, at, word.label.vi, f"{word.value}; {used}", words.said_with(act))


def _section(sheet: Worksheet, at: int, *titles: str) -> int:
    for place, title in enumerate(titles, start=1):
        cell = sheet.cell(at, place, title)
        cell.font, cell.fill, cell.border = _HEAD_FONT, _HEAD_FILL, _UNDER
    return at + 1


def _line(sheet: Worksheet, at: int, *texts: str) -> int:
    widths = _GUIDE_WIDTHS
    if len(texts) == 2 and len(texts[1]) > widths[1]:
        sheet.merge_cells(start_row=at, start_column=2, end_row=at, end_column=3)
        widths = (widths[0], widths[1] + widths[2], 0)
    for place, text in enumerate(texts, start=1):
        cell = sheet.cell(at, place)
        put_text(cell, text)
        cell.alignment = _TOP
    # Not every program fits the height of a row to its words.
    lines = max(-(-len(text) // width) for text, width in zip(texts, widths, strict=False) if width)
    sheet.row_dimensions[at].height = 15.5 * max(lines, 1)
    return at + 1
