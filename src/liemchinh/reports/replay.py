"""Editions against the register: computed again at their own position, and beside what the register says now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from liemchinh.directory import access
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.changes import Change, changes
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import NOW, Known
from liemchinh.kernel.label import Label
from liemchinh.reports.editions import paper_of, reach_frozen
from liemchinh.reports.layouts import LAYOUTS
from liemchinh.reports.models import Edition
from liemchinh.reports.paper import Number


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A figure of an edition that does not replay. `what`: value, evidence, definition, or gone from the catalogue."""

    place: int
    indicator: str
    what: str
    issued: str
    replayed: str

    @property
    def label(self) -> Label:
        """The words on the edition's page."""
        return {
            "value": Label("giá trị tính lại khác lúc ban hành", "the value computed again differs"),
            "evidence": Label("số dòng bằng chứng khác lúc ban hành", "the count of evidence differs"),
            "definition": Label("định nghĩa đã đổi từ lúc ban hành", "the definition changed since the issue"),
            "gone": Label("chỉ tiêu không còn trong danh mục", "the catalogue holds the indicator no longer"),
        }[self.what]


def replay(edition: Edition) -> list[Mismatch]:
    """Compute every figure again at the edition's own position; an honest register gives an empty list for ever."""
    numbers = paper_of(edition).numbers
    computed = _computed(edition, numbers, Known(edition.position))
    wrong: list[Mismatch] = []
    for number in numbers:
        indicator = INDICATORS.get(number.indicator)
        if indicator is None:
            wrong.append(Mismatch(number.place, number.indicator, "gone", number.printed, ""))
            continue
        if indicator.digest() != number.definition:
            wrong.append(Mismatch(number.place, number.indicator, "definition", number.definition, indicator.digest()))
        if number.value is None:
            continue
        figure = computed[number.place]
        if figure.value != number.value:
            wrong.append(Mismatch(number.place, number.indicator, "value", str(number.value), str(figure.value)))
        if figure.evidence != number.evidence:
            wrong.append(
                Mismatch(number.place, number.indicator, "evidence", str(number.evidence), str(figure.evidence))
            )
    return wrong


def _computed(edition: Edition, numbers: Iterable[Number], known: Known) -> Mapping[int, compute.Figure]:
    """The figures at other positions, by place in the edition: one `compute` for each stretch of days."""
    reach = reach_frozen(edition)
    by_period: dict[Period, list[Number]] = defaultdict(list)
    for number in numbers:
        if number.indicator in INDICATORS:
            by_period[number.period].append(number)
    found: dict[int, compute.Figure] = {}
    with access.entered(reach.scope):
        for period, group in by_period.items():
            codes = sorted({number.indicator for number in group})
            figures = compute.compute(codes, [reach.place], period, known)
            found |= {number.place: figures[number.indicator, reach.place.code] for number in group}
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that the register would give otherwise now, and the entries since the issue that changed it."""

    number: Number
    value: Decimal
    evidence: int
    changes: tuple[Change, ...]


def differences(edition: Edition, known: Known = NOW) -> list[Difference]:
    """What the figures would be as known at `known` (now), where that is not what was issued; each with its acts."""
    numbers = [number for number in paper_of(edition).numbers if number.value is not None]
    computed = _computed(edition, numbers, known)
    reach = reach_frozen(edition)
    causes: dict[tuple[str, Period], tuple[Change, ...]] = {}
    found: list[Difference] = []
    with access.entered(reach.scope):
        for number in numbers:
            figure = computed.get(number.place)
            if figure is None or figure.value == number.value:
                continue
            key = (number.indicator, number.period)
            if key not in causes:
                causes[key] = tuple(
                    change
                    for change in changes(number.indicator, reach.place, number.period, known)
                    if change.known.position > edition.position
                )
            found.append(Difference(number, figure.value, figure.evidence, causes[key]))
    return found


def evidence_of(edition: Edition, number: Number) -> list[compute.Line]:
    """The lines that made a number when it was issued, oldest first."""
    if number.indicator not in INDICATORS:
        return []
    reach = reach_frozen(edition)
    with access.entered(reach.scope):
        return compute.evidence(number.indicator, reach.place, number.period, Known(edition.position))


def layout_changed(edition: Edition) -> bool:
    """Whether the layout or a definition it uses reads otherwise today; what was issued stays as it was."""
    layout = LAYOUTS.get(edition.layout)
    return layout is None or layout.digest() != edition.layout_digest
