"""The grammar of a report: sections of sentences made of words and figures, and tables of figures. Frozen data only."""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from liemchinh.figures.catalogue import INDICATORS, digest_of
from liemchinh.kernel.label import Label


class When(enum.StrEnum):
    """Which days a figure of a report is about."""

    PERIOD = "period"
    YEAR_EARLIER = "year_earlier"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the register. `noun` follows it; `nil` stands for the number and its noun where it is 0."""

    indicator: str
    noun: str = ""
    when: When = When.PERIOD
    nil: str = ""


@dataclass(frozen=True, slots=True)
class Each:
    """Items joined as a list; an item whose figures are all 0 is left out."""

    items: tuple[Tokens, ...]
    comma: str = ", "
    last: str = " và "


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that stand only where one of their figures is not 0; they never decide about the sentence around them."""

    tokens: Tokens


Token: TypeAlias = "str | Figure | Each | Aside"  # noqa: S105 - a piece of a sentence, not a secret
Tokens: TypeAlias = "tuple[Token, ...]"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. Where all its figures are 0, `otherwise` stands instead: other words, or nothing."""

    tokens: Tokens
    otherwise: Tokens = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences set in one block; left out when none of them stands."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its name and a figure, or nothing, for each column."""

    name: str
    cells: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures. `widths` in mm, the column of names first; they add up to the 165 mm of the text."""

    caption: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """The table of every indicator given, by subject, beside the same period a year earlier."""

    title: str
    caption: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part; sections inside it are numbered 1, 2, 3."""

    code: str
    title: str
    blocks: tuple[Paragraph | Table, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A statutory report. Texts may hold $period, $span, $first, $last, $issuer, $party, $place, $committee
    (the Party committee without its place) and $level.

    `series` ends the number of the document (61-BC/BCĐ); `recipients` are the lines of “Nơi nhận”.
    """

    code: str
    label: Label
    series: str
    title: tuple[str, ...]
    opening: str
    sections: tuple[Section, ...]
    closing: str
    annex: Annex
    recipients: tuple[str, ...]

    def indicators(self) -> tuple[str, ...]:
        """Every indicator the report uses, once, in the order of the catalogue."""
        used = {figure.indicator for figure in self.figures()} | set(self.annex.indicators)
        return tuple(code for code in INDICATORS.codes if code in used)

    def figures(self) -> Iterator[Figure]:
        """Every figure of the sections, as declared."""
        for section in self.sections:
            yield from _figures_in(section)

    def digest(self) -> str:
        """A fingerprint of the layout and of every definition it uses."""
        return hashlib.sha256(f"{self!r}\n{digest_of(self.indicators())}".encode()).hexdigest()


def _figures_in(section: Section) -> Iterator[Figure]:
    for block in section.blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells if cell)
        else:
            for sentence in block.sentences:
                yield from figures_of((*sentence.tokens, *sentence.otherwise))
    for inner in section.sections:
        yield from _figures_in(inner)


def figures_of(tokens: Tokens, *, asides: bool = True) -> Iterator[Figure]:
    """The figures among tokens, those of lists and (unless told otherwise) of asides included."""
    for token in tokens:
        if isinstance(token, Figure):
            yield token
        elif isinstance(token, Each):
            for item in token.items:
                yield from figures_of(item, asides=asides)
        elif isinstance(token, Aside) and asides:
            yield from figures_of(token.tokens)


_FIGURE: Final = re.compile(r"\{([a-z_.]+)(?:@([a-z_]+))?(?:\|([^{}=]*))?(?:=([^{}]*))?\}")


def written(text: str) -> Tokens:
    """Read a sentence: “khởi tố {crime.cases_initiated|vụ}”, with @year_earlier or @opening after the code and
    “=không có vụ nào” before the closing brace for the words of 0. A figure that no catalogue holds is refused at once.
    """
    tokens: list[Token] = []
    at = 0
    for found in _FIGURE.finditer(text):
        if found.start() > at:
            tokens.append(text[at : found.start()])
        code, when, noun, nil = found.groups()
        tokens.append(Figure(INDICATORS[code].code, noun or "", When(when or When.PERIOD), nil or ""))
        at = found.end()
    if at < len(text):
        tokens.append(text[at:])
    if any(isinstance(token, str) and ("{" in token or "}" in token) for token in tokens):
        raise ValueError(f"a figure of “{text}” was not understood")
    return tuple(tokens)


def sentence(*parts: str | Each | Aside, otherwise: str = "") -> Sentence:
    """A sentence from written words, lists and asides."""
    return Sentence(_joined(parts), written(otherwise))


def each(*items: str | tuple[str | Aside, ...], comma: str = ", ", last: str = " và ") -> Each:
    """A list from written items."""
    return Each(tuple(_joined((item,) if isinstance(item, str) else item) for item in items), comma, last)


def aside(text: str) -> Aside:
    """An aside from written words."""
    return Aside(written(text))


def _joined(parts: tuple[str | Each | Aside, ...]) -> Tokens:
    return tuple(token for part in parts for token in (written(part) if isinstance(part, str) else (part,)))
