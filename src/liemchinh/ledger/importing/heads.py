"""Where the list of a sheet begins, and which of its columns means what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from liemchinh.ledger.importing.columns import COLUMNS, TELLING, Column, List
from liemchinh.ledger.importing.readings import text_of
from liemchinh.ledger.importing.words import plain
from liemchinh.ledger.importing.workbook import Sheet

DEPTH: Final = 40
"""Rows that may stand above the heads: names of offices, titles, dates."""
FEWEST: Final = 3
"""Columns that must be known before a row counts as heads."""
SURE: Final = 4 * 95.0
"""A score after which rows further down are no longer tried."""
_EXACT: Final = 100.0
_WITHIN: Final = 60.0
_TYPO: Final = 90.0
_LONGEST_HEAD: Final = 120


@dataclass(frozen=True, slots=True)
class Head:
    """What a sheet holds. `columns`: place by code; `unknown`: place and head of columns that mean nothing here.

    `first`: the row of the first entry; `heads`: what stands over each column.
    """

    kept: List
    row: int
    first: int
    columns: Mapping[str, int]
    heads: Mapping[int, str]
    unknown: Mapping[int, str]


def head_of(sheet: Sheet) -> Head | None:
    """The head of a sheet; None when it is none of the lists."""
    best: tuple[float, Head] | None = None
    for row in [row for row in sheet.rows if row <= DEPTH]:
        if best is not None and best[0] >= SURE and row > best[1].first:
            break
        for heads, first in _candidates(sheet, row):
            for kept in List:
                columns, score = _assign(heads, COLUMNS[kept])
                if not all(telling & columns.keys() for telling in TELLING[kept]) or len(columns) < FEWEST:
                    continue
                score += 40.0 if plain(kept.sheet) == plain(sheet.name) else 0.0
                if best is None or score > best[0]:
                    taken = set(columns.values())
                    unknown = {place: head for place, head in heads.items() if place not in taken}
                    best = (score, Head(kept, row, first, columns, heads, unknown))
    return best[1] if best else None


def _candidates(sheet: Sheet, row: int) -> Iterator[tuple[dict[int, str], int]]:
    """The heads that a row gives alone, and with the row under it where it names groups of columns."""
    alone = {place: text_of(value) for place, value in sheet.row(row).items() if isinstance(value, str)}
    alone = {place: " ".join(head.split()) for place, head in alone.items() if len(head) <= _LONGEST_HEAD}
    below = {place: " ".join(text_of(value).split()) for place, value in sheet.row(row + 1).items()}
    yield alone, _after(sheet, row + 1)
    groups = [
        (first, last)
        for first, top, last, bottom in sheet.merged
        if top == row and bottom == row and last > first and first in alone
    ]
    if groups and below:
        both = dict(alone)
        for first, last in groups:
            for place in range(first, last + 1):
                if place in below:
                    both[place] = f"{alone[first]} {below[place]}"
        for place, head in below.items():
            both.setdefault(place, head)
        yield both, _after(sheet, row + 2)


def _after(sheet: Sheet, row: int) -> int:
    """The first row of entries: a row that only numbers the columns, (1) (2) (3) or A B C, is passed over."""
    values = [text_of(value) for value in sheet.row(row).values()]
    if len(values) > 2 and all(re.fullmatch(r"\(?(?:\d{1,2}|[A-Za-z])\)?", value) for value in values):
        return row + 1
    return row


def _assign(heads: Mapping[int, str], columns: tuple[Column, ...]) -> tuple[dict[str, int], float]:
    """Which head is which column, the surest first; each head and each column once."""
    pairs = sorted(
        (
            (score, -place, column.code)
            for place, head in heads.items()
            for column in columns
            if (score := _likeness(plain(re.sub(r"\(.*?\)", " ", head)) or plain(head), column)) > 0
        ),
        reverse=True,
    )
    found: dict[str, int] = {}
    taken: set[int] = set()
    total = 0.0
    for score, place, code in pairs:
        if code not in found and -place not in taken:
            found[code] = -place
            taken.add(-place)
            total += score
    return found, total


@lru_cache(maxsize=4096)
def _likeness(head: str, column: Column) -> float:
    """How surely a head names a column: 0 not at all, 100 word for word."""
    best = 0.0
    for rank, form in enumerate(column.forms):
        if head == form:
            return _EXACT - rank * 0.01
        if len(form) >= 5 and " " in form and re.search(rf"\b{re.escape(form)}\b", head):
            best = max(best, _WITHIN + min(len(form) / max(len(head), 1), 1) * 30)
        elif len(form) >= 6 and (close := fuzz.ratio(head, form)) >= _TYPO:
            best = max(best, close - 5)
    return best
