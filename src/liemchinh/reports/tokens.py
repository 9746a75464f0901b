"""Digits in the words of a paper: what may stand there without a source, and what may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from liemchinh.reports.paper import Grid, Paper, Prose, Run, Text

DIGITS: Final = re.compile(r"\d+(?:[.,/]\d+)*")
"""A number, date or pair of figures as one token: 07, 1.858, 30/6/2026."""

_DATED: Final = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}"
    r"|ngày\s\d{2}\stháng\s\d{1,2}\snăm\s\d{4}"
    r"|6\stháng\s(?:đầu|cuối)\snăm\s\d{4}"
    r"|quý\s(?:I|II|III|IV)/\d{4}"
    r"|tháng\s\d{1,2}/\d{4}"
    r"|năm\s\d{4}"
)


def digits(text: str) -> list[str]:
    """Every number in a text."""
    return DIGITS.findall(text)


def untraced(text: Text) -> list[str]:
    """Plain words that hold a number which is neither a day nor the name of a period nor a row's ordinal."""
    return [said for said in _sayings(text) if digits(_DATED.sub("", said))]


def _sayings(text: Text) -> Iterator[str]:
    yield from (*text.title, text.opening, text.closing)
    for block in (*text.blocks, text.annex):
        if isinstance(block, Prose):
            yield from _plain(block.runs)
        elif isinstance(block, Grid):
            yield from (block.caption, *block.heads)
            ordinal = block.numbers_from > 2
            for line in block.lines:
                for cell in line.cells[1:] if ordinal and not line.is_group else line.cells:
                    yield from _plain(cell)


def _plain(runs: tuple[Run, ...]) -> Iterator[str]:
    yield from (run.text for run in runs if not run.place)


def structure(paper: Paper) -> list[str]:
    """Every number that the file of this paper may hold outside its controls, as often as it stands there."""
    text = paper.text
    said = [paper.series_line, paper.dated, *text.title, text.opening, text.closing, text.annex_title]
    for block in (*text.blocks, text.annex):
        if isinstance(block, Prose):
            said += _plain(block.runs)
        elif isinstance(block, Grid):
            said += [block.caption, *block.heads]
            said += [run.text for line in block.lines for cell in line.cells for run in cell if not run.place]
        else:
            said.append(f"{block.number}. {block.text}")
    said += [*text.recipients, paper.signer, paper.signer_post]
    return [token for one in said for token in digits(one)]
