"""What is said of a cell, a row or a column of a workbook."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from liemchinh.kernel.label import Label


class Weight(enum.IntEnum):
    """WRONG bars recording, ASKED wants a yes, TOLD is only said."""

    WRONG = 1
    ASKED = 2
    TOLD = 3

    @property
    def label(self) -> Label:
        """The word of the column in lists of remarks."""
        return (Label("phải sửa", "to mend"), Label("cần trả lời", "asked"), Label("cần biết", "told"))[self - 1]


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell: the place of its sheet in the workbook from 0, row and column from 1. Column 0 is the whole row, row 0
    the whole column, both 0 the sheet."""

    sheet: int
    row: int = 0
    column: int = 0

    @property
    def reference(self) -> str:
        """“F12”; the row alone “12”, the column alone “F”."""
        return f"{get_column_letter(self.column) if self.column else ''}{self.row or ''}"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said of a spot. `key` names a question, so that its answer finds it again."""

    spot: Spot
    weight: Weight
    label: Label
    key: str = ""


class MisreadError(ValueError):
    """A cell that was not understood; `label` says what to write."""

    def __init__(self, vi: str, en: str) -> None:
        self.label = Label(vi, en)
        super().__init__(vi)
