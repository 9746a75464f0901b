"""Sets the computed figures into a layout: numbers get their places, silent sentences fall away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from string import Template
from typing import Final

from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Subject
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.money import show_number
from liemchinh.reports.layout import (
    Annex,
    Aside,
    Each,
    Figure,
    Layout,
    Paragraph,
    Section,
    Table,
    Tokens,
    When,
    figures_of,
)
from liemchinh.reports.paper import (
    NO_VALUE,
    Block,
    Grid,
    Heading,
    Line,
    Number,
    Prose,
    Run,
    Text,
    paper_count,
    paper_date,
    paper_period,
)

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Found:
    """What the register gave for one indicator over one stretch: None where it was not defined yet."""

    value: Decimal | None
    evidence: int


@dataclass(frozen=True, slots=True)
class Names:
    """Who issues and about whom: “Tỉnh ủy Sơn La”, “Ban Chỉ đạo … tỉnh Sơn La”, the same without its place,
    “tỉnh Sơn La”, “Sơn La”, “Tỉnh ủy”, “tỉnh”.
    """

    party: str
    issuer: str
    issuer_short: str
    place: str
    city: str
    committee: str
    level: str
    is_demonstration: bool


def period_of(when: When, period: Period) -> Period:
    """The stretch a figure is computed over; an opening is the closing of the day before."""
    if when is When.YEAR_EARLIER:
        return period.year_earlier()
    if when is When.OPENING:
        return Period(period.day_before, period.day_before)
    return period


class Composer:
    """Composes one report. `found` holds every figure of the layout by (code, when)."""

    def __init__(self, period: Period, found: Mapping[tuple[str, When], Found], names: Names) -> None:
        self.period = period
        self.found = found
        self.names = names
        self.numbers: list[Number] = []
        named = paper_period(period)
        days = f"từ ngày {paper_date(period.first)} đến ngày {paper_date(period.last)}"
        self.words = {
            "period": named,
            "span": "" if named == days else f" (số liệu {days})",
            "first": paper_date(period.first),
            "last": paper_date(period.last),
            "issuer": names.issuer,
            "party": names.party,
            "place": names.place,
            "committee": names.committee,
            "level": names.level,
        }

    def compose(self, layout: Layout) -> Text:
        """The whole text; `numbers` then holds its numbers in their places."""
        blocks: list[Block] = []
        for number, section in zip(_ROMAN, layout.sections, strict=False):
            blocks.append(Heading(1, number, self._said(section.title), section.code))
            blocks += self._section(section)
            for inner_number, inner in enumerate(section.sections, start=1):
                blocks.append(Heading(2, str(inner_number), self._said(inner.title), inner.code))
                blocks += self._section(inner)
        return Text(
            parent=self.names.party,
            issuer=self.names.issuer_short,
            city=self.names.city,
            title=tuple(self._said(line) for line in layout.title),
            opening=self._said(layout.opening),
            blocks=tuple(blocks),
            closing=self._said(layout.closing),
            annex_title=self._said(layout.annex.title),
            annex=self._annex(layout.annex),
            recipients=tuple(self._said(line) for line in layout.recipients),
            is_demonstration=self.names.is_demonstration,
        )

    def _said(self, text: str) -> str:
        return Template(text).substitute(self.words)

    def _section(self, section: Section) -> list[Block]:
        composed: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Table):
                composed.append(self._table(block))
            elif runs := self._paragraph(block):
                composed.append(Prose(runs))
        return composed

    def _paragraph(self, paragraph: Paragraph) -> tuple[Run, ...]:
        runs: list[Run] = []
        for sentence in paragraph.sentences:
            said = self._runs(sentence.otherwise if self._silent(sentence.tokens) else sentence.tokens)
            runs += [Run(" "), *said] if runs and said else said
        return _joined(runs)

    def _silent(self, tokens: Tokens, *, asides: bool = False) -> bool:
        """Whether tokens hold figures and all of them are 0."""
        figures = list(figures_of(tokens, asides=asides))
        return bool(figures) and not any(self.found[figure.indicator, figure.when].value for figure in figures)

    def _runs(self, tokens: Tokens) -> list[Run]:
        runs: list[Run] = []
        for token in tokens:
            if isinstance(token, str):
                runs.append(Run(self._said(token)))
            elif isinstance(token, Figure):
                runs.append(self._figure(token, cell=False))
            elif isinstance(token, Aside):
                if not self._silent(token.tokens, asides=True):
                    runs += self._runs(token.tokens)
            else:
                runs += self._each(token)
        return runs

    def _each(self, each: Each) -> list[Run]:
        standing = [item for item in each.items if not self._silent(item)]
        runs: list[Run] = []
        for number, item in enumerate(standing):
            if number:
                runs.append(Run(each.last if number == len(standing) - 1 else each.comma))
            runs += self._runs(item)
        return runs

    def _figure(self, figure: Figure, *, cell: bool) -> Run:
        indicator = INDICATORS[figure.indicator]
        found = self.found[figure.indicator, figure.when]
        stretch = period_of(figure.when, self.period)
        if found.value is None:
            printed = NO_VALUE
        elif cell:
            printed = show_number(found.value)
        elif figure.nil and not found.value:
            printed = figure.nil
        else:
            printed = paper_count(found.value, indicator.unit.value, figure.noun)
        self.numbers.append(
            Number(
                place=len(self.numbers) + 1,
                indicator=figure.indicator,
                first=None if indicator.is_stock else stretch.first,
                last=stretch.last,
                value=found.value,
                unit=indicator.unit.value,
                printed=printed,
                evidence=found.evidence,
                definition=indicator.digest(),
            )
        )
        return Run(printed, len(self.numbers))

    def _table(self, table: Table) -> Grid:
        return Grid(
            caption=self._said(table.caption),
            heads=tuple(self._said(head) for head in table.heads),
            widths=table.widths,
            lines=tuple(
                Line(
                    (
                        (Run(self._said(row.name)),),
                        *((self._figure(cell, cell=True),) if cell else () for cell in row.cells),
                    )
                )
                for row in table.rows
            ),
        )

    def _annex(self, annex: Annex) -> Grid:
        lines: list[Line] = []
        subject: Subject | None = None
        for count, code in enumerate(annex.indicators, start=1):
            indicator = INDICATORS[code]
            if indicator.subject is not subject:
                subject = indicator.subject
                lines.append(Line(((Run(subject.label.vi),),), is_group=True))
            lines.append(
                Line(
                    (
                        (Run(str(count)),),
                        (Run(indicator.label.vi),),
                        (Run(indicator.unit.label.vi),),
                        (self._figure(Figure(code), cell=True),),
                        (self._figure(Figure(code, when=When.YEAR_EARLIER), cell=True),),
                    )
                )
            )
        return Grid(
            caption=self._said(annex.caption),
            heads=("Stt", "Chỉ tiêu", "Đơn vị tính", "Trong kỳ, cuối kỳ", "Cùng kỳ năm trước"),
            widths=(11, 64, 26, 32, 32),
            lines=tuple(lines),
            numbers_from=3,
        )


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbouring words in one run."""
    joined: list[Run] = []
    for run in runs:
        if joined and not run.place and not joined[-1].place:
            joined[-1] = Run(joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
