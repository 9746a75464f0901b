"""The figures a dossier feeds: its own share, the province's value, and what issued reports printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from liemchinh.directory import places
from liemchinh.directory.access import Scope
from liemchinh.directory.places import Place
from liemchinh.directory.territories import TERRITORIES
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Total
from liemchinh.figures.shares import shares
from liemchinh.kernel.calendar import Period, show_date
from liemchinh.kernel.label import Label
from liemchinh.ledger import facts as stored
from liemchinh.ledger.projection import rows
from liemchinh.ledger.queries import File, Reading
from liemchinh.reports.models import EditionFigure
from liemchinh.web.showing.slices import evidence_url
from liemchinh.web.showing.values import written


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of the table. `share`, `value` are ready for the tag `figure`; `differs`: an edition printed another."""

    label: Label
    when: Label | str
    share: object
    value: object
    url: str
    editions: str
    differs: bool


def half_of(day: date) -> Period:
    """The half-year of a day, until that day."""
    return Period(Period.half(day.year, 1 if day.month <= 6 else 2).first, day)


def place_on(territory_id: str, on: date) -> Place:
    """The province in which a territory lies on a day: itself, or the one that took it over."""
    territory = TERRITORIES[territory_id]
    while not territory.in_force(on) and territory.successor_id and territory.valid_to and territory.valid_to < on:
        territory = TERRITORIES[territory.successor_id]
    return places.province(territory)


def contributions(scope: Scope, file: File, reading: Reading) -> tuple[list[Contribution], Period]:
    """What the dossier adds to each indicator in the current half-year, beside the province's value."""
    period = half_of(reading.day)
    own = {
        code: share
        for code, share in shares(rows(stored.of_dossier(file.dossier), file.history), period).items()
        if not isinstance(INDICATORS[code], Total)
    }
    if not own:
        return [], period
    place = place_on(file.dossier.territory_id, reading.day)
    values = compute.compute(own, [place], period, reading.known)
    issued = _issued(scope, own, place, period)
    found = []
    for code in (code for code in INDICATORS.codes if code in own):
        indicator = INDICATORS[code]
        value = values[code, place.code].value
        words, differs = _editions(issued.get(code, ()), value)
        found.append(
            Contribution(
                indicator.label,
                show_date(period.last) if indicator.is_stock else period.label,
                written(indicator.unit, own[code]),
                written(indicator.unit, value),
                evidence_url(code, place, period),
                words,
                differs,
            )
        )
    return found, period


def _issued(scope: Scope, codes: Iterable[str], place: Place, period: Period) -> Mapping[str, Sequence[EditionFigure]]:
    """Numbers of issued reports over days that end within the period, the newest report first."""
    found = EditionFigure.objects.select_related("edition").filter(
        indicator__in=list(codes),
        edition__place=place.territory_id,
        last_on__gte=period.first,
        last_on__lte=period.last,
    )
    if scope.committees is not None:
        found = found.filter(committee_id__in=scope.committees)
    by_code: dict[str, list[EditionFigure]] = {}
    for figure in found.order_by("-edition_id", "place"):
        by_code.setdefault(figure.indicator, []).append(figure)
    return by_code


def _editions(figures: Sequence[EditionFigure], value: Decimal) -> tuple[str, bool]:
    if not figures:
        return _("chưa ban hành"), False
    newest = figures[0]
    said = _("%(number)s, ban hành %(day)s: %(printed)s") % {
        "number": newest.edition.number,
        "day": show_date(newest.edition.issued_on),
        "printed": newest.printed,
    }
    return said, newest.value is not None and newest.value != value
