"""A report as a finished paper: words and numbers in their places. What an edition freezes and what renderers print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.calendar import Period, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_dong, show_number

NBSP: Final = "\u00a0"
NO_VALUE: Final = "–"


def paper_date(day: date) -> str:
    """30/6/2026, 05/01/2026: a day in the text of an issued paper (the zero stands before days and before 1 and 2)."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def paper_day(day: date) -> str:
    """“ngày 15 tháng 7 năm 2026”, as it stands under the heading."""
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def paper_period(period: Period) -> str:
    """“6 tháng đầu năm 2026”, or “từ ngày 16/6/2022 đến ngày 30/6/2023”; no number stands alone at a line's end."""
    named = period.label.vi
    if named.startswith("từ "):
        return f"từ ngày {paper_date(period.first)} đến ngày {paper_date(period.last)}"
    return named.replace("6 tháng", f"6{NBSP}tháng").replace("năm ", f"năm{NBSP}").replace("quý ", f"quý{NBSP}")


def paper_number(number: Decimal | int) -> str:
    """07, 21, 1.858: in prose a zero stands before what is below ten."""
    return f"0{number}" if 0 < number < 10 and number == int(number) else show_number(number)


def paper_count(value: Decimal, unit: str, noun: str) -> str:
    """A number with its noun as prose has it: “07 vụ án”, “26,50 tỷ đồng”."""
    if unit == "VND":
        return show_dong(int(value), unit=True).replace(" ", NBSP)
    if not noun:
        return paper_number(value)
    # A noun of two syllables (vụ án, bị can) stays with its number; of a longer one the first word does.
    head, _, rest = noun.partition(" ")
    return f"{paper_number(value)}{NBSP}{head}{' ' if ' ' in rest else NBSP}{rest}".rstrip()


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the register in a paper. `first` is None for a state on the day `last`; `value` None = “–”.

    `printed` is the whole linked text. `definition` is the digest of the indicator the number was computed by.
    """

    place: int
    indicator: str
    first: date | None
    last: date
    value: Decimal | None
    unit: str
    printed: str
    evidence: int
    definition: str

    @property
    def period(self) -> Period:
        """What `compute` is asked for."""
        return Period(self.first or self.last, self.last)

    @property
    def label(self) -> Label:
        """What it counts; the code alone when the catalogue has it no longer."""
        found = INDICATORS.get(self.indicator)
        return found.label if found else Label(self.indicator, self.indicator)

    @property
    def days(self) -> Label:
        """The period, or the day of a state."""
        if self.first is not None:
            return Period(self.first, self.last).label
        return Label(f"ngày {show_date(self.last)}", show_date(self.last))


@dataclass(frozen=True, slots=True)
class Run:
    """Words, or the printed text of the number at `place` (counted from 1; 0 = plain words)."""

    text: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading; level 1 is I, II, III. `code` is its anchor."""

    level: int
    number: str
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; the cells before `figures_from` name it, those after hold numbers. A group has one cell."""

    cells: tuple[tuple[Run, ...], ...]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `widths` in mm; columns before `numbers_from` are words, set left."""

    caption: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    lines: tuple[Line, ...]
    numbers_from: int = 1


Block = Heading | Prose | Grid


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a paper with the places of its numbers: the part an edition stores as JSON."""

    parent: str
    issuer: str
    city: str
    title: tuple[str, ...]
    opening: str
    blocks: tuple[Block, ...]
    closing: str
    annex_title: str
    annex: Grid
    recipients: tuple[str, ...]
    is_demonstration: bool

    def runs(self) -> Iterator[Run]:
        """Every run, in the order of reading."""
        for block in (*self.blocks, self.annex):
            if isinstance(block, Prose):
                yield from block.runs
            elif isinstance(block, Grid):
                yield from (run for line in block.lines for cell in line.cells for run in cell)


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, a draft (`edition_id` None) or an issued edition. `number` is “61-BC/BCĐ”, empty in a draft."""

    text: Text
    numbers: tuple[Number, ...]
    layout: str
    series: str
    place_code: str
    place_name: str
    period: Period
    position: int
    known_at: datetime | None
    edition_id: int | None = None
    number: str = ""
    issued_on: date | None = None
    signer: str = ""
    signer_post: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether it was not issued."""
        return self.edition_id is None

    @property
    def subject(self) -> str:
        """“Báo cáo kết quả công tác … 6 tháng đầu năm 2026”."""
        return f"Báo cáo {' '.join(self.text.title)}"

    @property
    def key(self) -> str:
        """How places are named in files: the edition's id, or “draft”."""
        return "draft" if self.edition_id is None else str(self.edition_id)

    @property
    def series_line(self) -> str:
        """“Số 61-BC/BCĐ”, with a gap to fill in while it is a draft."""
        return f"Số {self.number}" if self.number else f"Số{NBSP * 8}-{self.series}"

    @property
    def dated(self) -> str:
        """“Sơn La, ngày 05 tháng 7 năm 2023”."""
        if self.issued_on:
            return f"{self.text.city}, {paper_day(self.issued_on)}"
        return f"{self.text.city}, ngày{NBSP * 6}tháng{NBSP * 6}năm{NBSP * 8}"

    def at(self, place: int) -> Number:
        """The number at a place, counted from 1. Raises LookupError."""
        if not 1 <= place <= len(self.numbers):
            raise LookupError(place)
        return self.numbers[place - 1]


def signature_lines(post: str) -> tuple[str, ...]:
    """The lines above a name: the head signs for the committee, a deputy in the head's place (K/T)."""
    said = post.strip() or "Trưởng ban"
    if said.casefold().startswith("trưởng ban"):
        return ("T/M BAN CHỈ ĐẠO", said.upper())
    return ("T/M BAN CHỈ ĐẠO", "K/T TRƯỞNG BAN", said.upper())


def to_json(text: Text) -> dict[str, Any]:
    """A text as an edition stores it; `from_json` gives it back equal."""
    return {
        "parent": text.parent,
        "issuer": text.issuer,
        "city": text.city,
        "title": list(text.title),
        "opening": text.opening,
        "blocks": [_block_to_json(block) for block in text.blocks],
        "closing": text.closing,
        "annex_title": text.annex_title,
        "annex": _block_to_json(text.annex),
        "recipients": list(text.recipients),
        "is_demonstration": text.is_demonstration,
    }


def from_json(stored: dict[str, Any]) -> Text:
    """The text an edition stored."""
    return Text(
        parent=stored["parent"],
        issuer=stored["issuer"],
        city=stored["city"],
        title=tuple(stored["title"]),
        opening=stored["opening"],
        blocks=tuple(_block_from_json(block) for block in stored["blocks"]),
        closing=stored["closing"],
        annex_title=stored["annex_title"],
        annex=_grid(stored["annex"]),
        recipients=tuple(stored["recipients"]),
        is_demonstration=stored["is_demonstration"],
    )


def _runs_to_json(runs: tuple[Run, ...]) -> list[list[str | int]]:
    return [[run.text, run.place] if run.place else [run.text] for run in runs]


def _runs(stored: list[list[Any]]) -> tuple[Run, ...]:
    return tuple(Run(*run) for run in stored)


def _block_to_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"heading": block.text, "level": block.level, "number": block.number, "code": block.code}
    if isinstance(block, Prose):
        return {"prose": _runs_to_json(block.runs)}
    return {
        "grid": block.caption,
        "heads": list(block.heads),
        "widths": list(block.widths),
        "numbers_from": block.numbers_from,
        "lines": [
            {"cells": [_runs_to_json(cell) for cell in line.cells], "group": line.is_group} for line in block.lines
        ],
    }


def _block_from_json(stored: dict[str, Any]) -> Block:
    if "heading" in stored:
        return Heading(stored["level"], stored["number"], stored["heading"], stored["code"])
    if "prose" in stored:
        return Prose(_runs(stored["prose"]))
    return _grid(stored)


def _grid(stored: dict[str, Any]) -> Grid:
    return Grid(
        stored["grid"],
        tuple(stored["heads"]),
        tuple(stored["widths"]),
        tuple(Line(tuple(_runs(cell) for cell in line["cells"]), line["group"]) for line in stored["lines"]),
        stored["numbers_from"],
    )
