"""A paper on the screen: prose with open figures, tables, the tree of its sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from liemchinh.reports.paper import NBSP, Grid, Heading, Paper, Prose, Run
from liemchinh.web.showing.shapes import Section

Opens = Callable[[int], str]
"""The address that a number opens, by its place."""

SHORT: Final = 16
"""Letters of a linked number that never breaks."""
_COMPOUNDS: Final = ("kết quả", "công tác", "tham nhũng", "lãng phí", "tiêu cực")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `head` is the name of its column, `kind` one of name, number, ordinal, word."""

    html: SafeString
    head: str
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page: a heading, a paragraph or a table, told apart by what is given."""

    heading: Heading | None = None
    prose: SafeString | None = None
    grid: Grid | None = None
    rows: Sequence[tuple[bool, Sequence[Cell]]] = ()


def blocks_of(paper: Paper, opens: Opens) -> list[Block]:
    """The body of a paper, without its annex."""
    return [_block(block, opens) for block in paper.text.blocks]


def annex_of(paper: Paper, opens: Opens) -> Block:
    """The annex as a block."""
    return _grid(paper.text.annex, opens)


def _block(block: Heading | Prose | Grid, opens: Opens) -> Block:
    if isinstance(block, Heading):
        return Block(heading=block)
    if isinstance(block, Prose):
        return Block(prose=prose(block.runs, opens))
    return _grid(block, opens)


def prose(runs: Sequence[Run], opens: Opens) -> SafeString:
    """Runs as HTML. Two numbers parted by a slash alone are a pair, which is one link."""
    drawn: list[SafeString] = []
    at = 0
    while at < len(runs):
        run = runs[at]
        if not run.place:
            drawn.append(format_html("{}", run.text))
            at += 1
            continue
        text = run.text
        if at + 2 < len(runs) and runs[at + 1] == Run("/") and runs[at + 2].place:
            text = f"{text}/{runs[at + 2].text}"
            at += 2
        drawn.append(_figure(text, opens(run.place)))
        at += 1
    return mark_safe("".join(drawn))  # noqa: S308 - every piece is escaped above


def _figure(text: str, url: str) -> SafeString:
    # A number stays with its first word; long nouns, and the words that stand for 0, may run on to the next line.
    extra = " figure-words" if len(text) > SHORT and "/" not in text else ""
    return format_html('<a class="figure{}" href="{}">{}</a>', extra, url, text)


def _grid(grid: Grid, opens: Opens) -> Block:
    rows: list[tuple[bool, list[Cell]]] = []
    for line in grid.lines:
        cells: list[Cell] = []
        for number, runs in enumerate(line.cells):
            if number >= grid.numbers_from:
                kind = "number"
            elif grid.numbers_from > 2 and number == 0:
                kind = "word" if line.is_group else "ordinal"
            else:
                kind = "name" if number == grid.numbers_from - 1 - (grid.numbers_from > 2) else "word"
            cells.append(Cell(prose(runs, opens), "" if line.is_group else grid.heads[number], kind))
        rows.append((line.is_group, cells))
    return Block(grid=grid, rows=rows)


def tree_of(paper: Paper, address: str = "") -> list[Section]:
    """The headings as the tree beside the text, with the annex last."""
    tree: list[Section] = []
    parts: list[Section] = []
    for block in paper.text.blocks:
        if not isinstance(block, Heading):
            continue
        if block.level == 1:
            parts = []
            tree.append(Section(block.number, block.text, f"{address}#{block.code}", parts=parts))
        else:
            parts.append(Section(block.number, block.text, f"{address}#{block.code}"))
    tree.append(Section("", paper.text.annex_title, f"{address}#phu-luc"))
    return tree


def heading(text: str) -> str:
    """A title whose compounds stay in one line."""
    for compound in _COMPOUNDS:
        text = text.replace(compound, compound.replace(" ", NBSP))
    return text
