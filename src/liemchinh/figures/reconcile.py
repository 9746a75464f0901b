"""What papers say beside what the register computes: never mixed, never added (balance assertions of the office)."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone

from liemchinh.directory.places import Place, UnknownPlaceError, place_of
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Flow, Indicator, Total
from liemchinh.figures.models import Claim
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import NOW, Known
from liemchinh.kernel.label import Label

ABOUT: Final = Decimal("0.05")
"""“khoảng” and “gần” may be off by a twentieth."""


class Outcome(enum.StrEnum):
    """How a claim compares."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNSURE = "unsure"
    ABSENT = "absent"

    @property
    def label(self) -> Label:
        """The word in the column “Kết quả”."""
        return {
            "agrees": Label("khớp", "agrees"),
            "differs": Label("lệch", "differs"),
            "unsure": Label("chưa chắc", "unsure"),
            "absent": Label("sổ chưa có", "not in the register"),
        }[self]


@dataclass(frozen=True, slots=True)
class Cause:
    """An act that makes the value of today another than the one known on the day of the paper."""

    act_id: int
    dossier_id: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Compared:
    """One claim beside the register.

    `figure` is None when the register computes no such figure. `then`: the value as known on the day the paper came,
    given when the claim differs; `causes`: the acts recorded since that changed it.
    """

    claim: Claim
    outcome: Outcome
    why: Label
    place: Place | None = None
    period: Period | None = None
    figure: compute.Figure | None = None
    then: compute.Figure | None = None
    causes: tuple[Cause, ...] = field(default=())

    @property
    def difference(self) -> Decimal:
        """Report minus register."""
        return Decimal(0) if self.figure is None else self.claim.value - self.figure.value

    @property
    def was_right(self) -> bool:
        """Whether the paper agreed with the register of its own day."""
        return self.then is not None and _agrees(self.claim, self.then.value)


_NO_PERIOD: Final = Label(
    "Văn bản không nêu kỳ hoặc ngày; chưa đối chiếu được.", "The paper gives neither period nor day."
)
_OWN_HOUSE: Final = Label(
    "Số của riêng một cơ quan; sổ tính theo địa bàn.", "The figure of one agency; the register counts by territory."
)
_STATED: Final = Label("Sổ chưa ghi từng việc cho chỉ tiêu này.", "The register holds no acts for this indicator.")
_OTHER: Final = Label("Chưa có chỉ tiêu cho số này.", "No indicator names this figure.")
_NOTHING: Final = Label("", "")


def reconcile(claims: Iterable[Claim], *, known: Known = NOW, explain: bool = True) -> list[Compared]:
    """Set every claim beside the register as known at `known`, in the order given; few statements for each slice.

    `explain`: for those that differ, also say what was known on the day of the paper and what changed since.
    """
    given = list(claims)
    settled: dict[int, Compared] = {}
    slices: dict[Period, list[tuple[Claim, Indicator, Place]]] = defaultdict(list)
    for claim in given:
        prepared = _prepare(claim)
        if isinstance(prepared, Compared):
            settled[claim.pk] = prepared
        else:
            indicator, place, period = prepared
            slices[period].append((claim, indicator, place))
    for period, members in slices.items():
        places = {place.code: place for _, _, place in members}
        codes = sorted({indicator.code for _, indicator, _ in members})
        figures = compute.compute(codes, list(places.values()), period, known)
        for claim, indicator, place in members:
            figure = figures[indicator.code, place.code]
            settled[claim.pk] = _weigh(claim, place, period, figure, known, explain=explain)
    return [settled[claim.pk] for claim in given]


def _prepare(claim: Claim) -> Compared | tuple[Indicator, Place, Period]:
    indicator = INDICATORS.get(claim.indicator)
    if indicator is None:
        return Compared(claim, Outcome.ABSENT, _OTHER)
    if claim.scope.startswith("ORG:"):
        return Compared(claim, Outcome.ABSENT, _OWN_HOUSE)
    if indicator.is_stated:
        return Compared(claim, Outcome.ABSENT, _STATED)
    day = claim.as_of or claim.last_on or claim.document.published_on
    if day is None or (claim.as_of is None and claim.first_on is None):
        return Compared(claim, Outcome.UNSURE, _NO_PERIOD)
    try:
        place = place_of(claim.scope, on=day)
    except UnknownPlaceError as fault:
        return Compared(claim, Outcome.UNSURE, fault.label)
    if claim.as_of is not None:
        indicator = _state_of(indicator)
        return indicator, place, Period(claim.as_of, claim.as_of)
    return indicator, place, Period(claim.first_on or day, claim.last_on or day)


def _state_of(indicator: Indicator) -> Indicator:
    """A paper that gives a day asks for the state, not for the flow of that day."""
    if isinstance(indicator, Flow | Total) and indicator.state:
        return INDICATORS[indicator.state]
    return indicator


def _agrees(claim: Claim, value: Decimal) -> bool:
    if claim.qualifier in {"at_least", "more_than"}:
        return value >= claim.value
    if claim.qualifier == "at_most":
        return value <= claim.value
    if claim.qualifier == "about":
        return abs(value - claim.value) <= claim.value * ABOUT
    return value == claim.value


def _weigh(
    claim: Claim, place: Place, period: Period, figure: compute.Figure, known: Known, *, explain: bool
) -> Compared:
    if _agrees(claim, figure.value):
        return Compared(claim, Outcome.AGREES, _NOTHING, place, period, figure)
    if not explain:
        return Compared(claim, Outcome.DIFFERS, _NOTHING, place, period, figure)
    then_known = compute.known_at(end_of(paper_day(claim)))
    if then_known.position > known.position:
        then_known = known
    then = compute.one(figure.indicator.code, place, period, then_known)
    causes = causes_between(figure.indicator.code, place, period, then_known, known)
    return Compared(claim, Outcome.DIFFERS, _NOTHING, place, period, figure, then, causes)


def paper_day(claim: Claim) -> date:
    """The day on which the paper could know what it says: its own, or the one on which it was received."""
    return claim.document.published_on or timezone.localdate(claim.document.recorded_at)


def end_of(day: date) -> datetime:
    """The last instant of a day at the office."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) - timedelta(microseconds=1)


def causes_between(code: str, place: Place, period: Period, then: Known, now: Known) -> tuple[Cause, ...]:
    """The acts whose lines make the difference between two moments of knowledge, in the order of the register."""
    before = _shares(compute.evidence(code, place, period, then))
    after = _shares(compute.evidence(code, place, period, now))
    return tuple(
        Cause(
            act_id,
            dossier_id,
            after.get((act_id, dossier_id), Decimal(0)) - before.get((act_id, dossier_id), Decimal(0)),
        )
        for act_id, dossier_id in sorted(before.keys() | after.keys())
        if after.get((act_id, dossier_id)) != before.get((act_id, dossier_id))
    )


def _shares(lines: Sequence[compute.Line]) -> dict[tuple[int, int], Decimal]:
    shares: dict[tuple[int, int], Decimal] = {}
    for line in lines:
        key = (line.act_id, line.dossier_id)
        shares[key] = shares.get(key, Decimal(0)) + line.share
    return shares
