"""The registers of the demonstration come to the 33 figures that five reports state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from liemchinh.demo import loading
from liemchinh.directory import access, places
from liemchinh.figures import claims, compute
from liemchinh.figures.models import Claim
from liemchinh.kernel.calendar import Period

FIRST_YEAR = Period(date(2022, 6, 1), date(2023, 6, 30))
SON_LA = Period(date(2022, 6, 16), date(2023, 6, 30))
CLUSTER = Period(date(2020, 1, 1), date(2020, 6, 30))
KIEN_GIANG = Period(date(2013, 1, 1), date(2020, 10, 15))
YEAR_2022 = Period.year(2022)

COMPUTED = [
    ("watch.cases", "VN", FIRST_YEAR, 444),
    ("watch.matters", "VN", FIRST_YEAR, 156),
    ("crime.cases_initiated", "VN", FIRST_YEAR, 530),
    ("crime.accused_initiated", "VN", FIRST_YEAR, 1858),
    ("watch.cases", "19", FIRST_YEAR, 7),
    ("discipline.organisations", "19", FIRST_YEAR, 8),
    ("discipline.individuals", "19", FIRST_YEAR, 32),
    ("crime.cases_initiated", "19", FIRST_YEAR, 21),
    ("crime.accused_initiated", "19", FIRST_YEAR, 50),
    ("petty.cases", "CLUSTER:2", CLUSTER, 17),
    ("petty.matters", "CLUSTER:2", CLUSTER, 9),
    ("inspection.combined", "91", KIEN_GIANG, 156),
    ("watch.items", "91", KIEN_GIANG, 11),
    ("watch.items_closed", "91", KIEN_GIANG, 9),
    ("watch.items_open", "91", KIEN_GIANG, 2),
    ("heads.handled", "91", KIEN_GIANG, 21),
    ("heads.administrative", "91", KIEN_GIANG, 19),
    ("heads.criminal", "91", KIEN_GIANG, 2),
    ("committee.standing_meetings", "14", SON_LA, 9),
    ("committee.plenary_meetings", "14", SON_LA, 4),
    ("committee.conclusions", "14", SON_LA, 21),
    ("committee.reports", "14", SON_LA, 25),
    ("committee.documents", "14", SON_LA, 45),
    ("watch.cases", "14", SON_LA, 8),
    ("watch.matters", "14", SON_LA, 3),
    ("watch.cases_closed", "14", SON_LA, 1),
    ("inspection.supervisions", "14", SON_LA, 1),
    ("inspection.inspections", "14", SON_LA, 1),
    ("inspection.targets", "14", SON_LA, 10),
]
STATED = [
    ("index.score", "94", "72.46"),
    ("index.rank", "94", "8"),
    ("index.rank_change", "94", "1"),
    ("index.participants", "VN", "63"),
]


@pytest.mark.parametrize(("code", "where", "period", "value"), COMPUTED)
def test_the_register_computes_what_the_report_states(
    demo: str, code: str, where: str, period: Period, value: int
) -> None:
    with access.entered(access.HOUSE):
        place = places.place_of(where, on=period.last)
        figure = compute.one(code, place, period)
        assert figure.value == value
        assert sum(line.share for line in compute.evidence(code, place, period)) == value


@pytest.mark.parametrize(("code", "where", "value"), STATED)
def test_an_index_figure_is_stated_by_an_accepted_paper(demo: str, code: str, where: str, value: str) -> None:
    with access.entered(access.HOUSE):
        assert claims.stated([code], where, YEAR_2022)[code].value == Decimal(value)


def test_every_figure_that_a_written_register_promises_comes_out(demo: str) -> None:
    with access.entered(access.HOUSE):
        for name in loading.WRITTEN:
            for promise in loading.written(name).assertions:
                place = places.place_of(promise.place, on=promise.last)
                found = compute.one(promise.indicator, place, Period(promise.first, promise.last))
                assert (promise.line, found.value) == (promise.line, promise.value)


def test_the_five_papers_hold_exactly_the_33_figures(demo: str) -> None:
    wanted = {(code, where, Decimal(value)) for code, where, _, value in COMPUTED}
    wanted |= {(code, where, Decimal(value)) for code, where, value in STATED}
    with access.entered(access.HOUSE):
        found = [(claim.indicator, claim.scope, claim.value) for claim in Claim.objects.all()]
    assert len(found) == len(wanted) == 33
    assert set(found) == wanted


def test_a_report_of_the_first_year_already_found_its_figures_on_the_day_it_came(demo: str) -> None:
    """What came in later, late papers included, changed none of them."""
    with access.entered(access.HOUSE):
        for code, where, period, value in COMPUTED:
            claim = Claim.objects.get(indicator=code, scope=where, value=value)
            known = compute.known_at(claim.recorded_at)
            place = places.place_of(where, on=period.last)
            assert (code, where, compute.one(code, place, period, known).value) == (code, where, value)
