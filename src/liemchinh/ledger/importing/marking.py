"""The office's own workbook back, formats kept, with a comment and a colour at each cell that is remarked upon.

The colours are rules of conditional formatting, so that the cells keep their own; a workbook that comes again loses the
comments, colours and the sheet of remarks of the time before.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook as Opened
from openpyxl.worksheet.worksheet import Worksheet

from liemchinh.ledger.importing.remarks import Remark, Spot, Weight
from liemchinh.ledger.importing.template import put_text
from liemchinh.ledger.importing.workbook import REMARKS_SHEET, check, opened

AUTHOR: Final = "Liêm Chính"
_GROUP: Final = 60
"""Cells to which one rule of colour reaches; Excel does not take rules without end."""
_COLOURS: Final = {Weight.WRONG: "FFF6CFC6", Weight.ASKED: "FFF7E3A8", Weight.TOLD: "FFDDE5F4"}
_ALWAYS: Final = "AND(TRUE,1=1)"
"""The condition of our rules: always true, and recognised when the workbook comes again."""
_PARTED: Final = "\n— — —\n"


def marked(name: str, content: bytes, remarks: Sequence[Remark]) -> bytes:
    """The workbook with its remarks. Raises UnreadableWorkbookError as reading it would."""
    check(name, content)
    book = opened(name, content, results=False)
    _clean(book)
    by_spot: dict[Spot, list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_spot[remark.spot].append(remark)
    for index, sheet in enumerate(book.worksheets):
        own = {spot: said for spot, said in by_spot.items() if spot.sheet == index and spot.row}
        coloured: dict[Weight, list[str]] = defaultdict(list)
        for spot, said in own.items():
            place = _comment(sheet, spot, said)
            coloured[min(remark.weight for remark in said)].append(place)
        for weight, places in coloured.items():
            _colour(sheet, weight, places)
    _list(book, remarks)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _clean(book: Opened) -> None:
    """Take away what an earlier marking left."""
    if REMARKS_SHEET in book.sheetnames:
        book.remove(book[REMARKS_SHEET])
    for sheet in book.worksheets:
        for row in sheet._cells:
            cell = sheet._cells[row]
            if cell.comment is not None and cell.comment.author == AUTHOR:
                kept = cell.comment.text.rpartition(_PARTED)[0] if _PARTED in cell.comment.text else ""
                cell.comment = Comment(kept, "") if kept else None
        others = ConditionalFormattingList()
        for formatting in sheet.conditional_formatting:
            for rule in formatting.rules:
                if list(rule.formula or ()) != [_ALWAYS]:
                    others.add(str(formatting.sqref), rule)
        sheet.conditional_formatting = others


def _comment(sheet: Worksheet, spot: Spot, said: Iterable[Remark]) -> str:
    """Put a comment on the cell of a spot, on the first of its row where it has none; returns the cell."""
    cell = sheet.cell(spot.row, spot.column or 1)
    if isinstance(cell, MergedCell):
        cell = next(
            sheet.cell(merged.min_row, merged.min_col) for merged in sheet.merged_cells if cell.coordinate in merged
        )
    text = "\n".join(f"{remark.weight.label.vi.capitalize()}: {remark.label.vi}" for remark in said)
    before = cell.comment.text if cell.comment is not None else ""
    if before and cell.comment.author == AUTHOR:
        text = f"{before}\n{text}"
    elif before:
        text = f"{before}{_PARTED}{text}"
    cell.comment = Comment(text, AUTHOR, width=340, height=min(60 + 18 * (len(text) // 48 + text.count("\n")), 360))
    return str(cell.coordinate)


def _colour(sheet: Worksheet, weight: Weight, places: Sequence[str]) -> None:
    fill = PatternFill("solid", start_color=_COLOURS[weight], end_color=_COLOURS[weight])
    for start in range(0, len(places), _GROUP):
        rule = FormulaRule(formula=[_ALWAYS], fill=fill, stopIfTrue=False)
        sheet.conditional_formatting.add(" ".join(places[start : start + _GROUP]), rule)


def _list(book: Opened, remarks: Sequence[Remark]) -> None:
    """Every remark on a sheet of its own, each with a link to its cell."""
    names = [sheet.title for sheet in book.worksheets]
    sheet = book.create_sheet(REMARKS_SHEET)
    for place, (head, width) in enumerate(
        (("Trang", 14), ("Dòng", 8), ("Cột", 8), ("Mức", 14), ("Việc cần làm", 110)), start=1
    ):
        put_text(sheet.cell(1, place), head)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, remark in enumerate(remarks, start=2):
        spot = remark.spot
        name = names[spot.sheet] if spot.sheet < len(names) else ""
        put_text(sheet.cell(number, 1), name)
        sheet.cell(number, 2).value = spot.row or None
        put_text(sheet.cell(number, 3), get_column_letter(spot.column) if spot.column else "")
        put_text(sheet.cell(number, 4), remark.weight.label.vi)
        put_text(sheet.cell(number, 5), remark.label.vi)
        if name and spot.row:
            quoted = name.replace("'", "''")
            sheet.cell(number, 1).hyperlink = f"#'{quoted}'!{get_column_letter(spot.column or 1)}{spot.row}"
            sheet.cell(number, 1).style = "Hyperlink"
    sheet.freeze_panes = "A2"
