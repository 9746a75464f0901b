"""The demonstration as a whole: balanced, derived rows as refolded, invented persons, loaded once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db.models import F
from django.utils import timezone

from liemchinh.demo import PASSWORD, SIGN_INS, AlreadyLoadedError, load
from liemchinh.directory import access, places
from liemchinh.directory.models import Committee, Officer
from liemchinh.figures import compute
from liemchinh.figures.catalogue import IDENTITIES
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import Known
from liemchinh.ledger import derived, models

QUARTERS = [(year, quarter) for year in range(2020, 2027) for quarter in (1, 2, 3, 4)]


@pytest.mark.parametrize(("year", "quarter"), QUARTERS)
def test_opening_plus_in_minus_out_is_closing_in_every_province(demo: str, year: int, quarter: int) -> None:
    period = Period.quarter(year, quarter)
    with access.entered(access.HOUSE):
        everywhere = [*places.provinces(period.last), places.COUNTRY]
        found = compute.balances(everywhere, period)
    assert [key for key, balance in found.items() if not balance.holds] == []
    assert len(found) == len(IDENTITIES) * len(everywhere)


def test_the_derived_rows_are_those_of_the_acts(demo: str) -> None:
    with access.entered(access.HOUSE):
        assert derived.verify() == []


def test_all_persons_are_initials(demo: str) -> None:
    with access.entered(access.HOUSE):
        names = set(models.Person.objects.values_list("name", flat=True))
    assert names
    assert [name for name in names if not re.fullmatch(r"(Ông|Bà) (\w\.){2,3}", name)] == []


def test_every_register_is_marked_as_demonstration(demo: str) -> None:
    assert not Committee.objects.filter(is_demonstration=False).exists()


def test_the_demonstration_is_loaded_once(demo: str) -> None:
    with pytest.raises(AlreadyLoadedError):
        load(now=timezone.now())


def test_a_demonstration_officer_signs_in_and_reaches_the_registers_of_the_duty(demo: str) -> None:
    today = timezone.localdate()
    for one in SIGN_INS:
        officer = Officer.objects.get(username=one.username)
        assert officer.check_password(PASSWORD)
        assert access.scope_of(officer, today=today).roles == (one.role,)
    thai_nguyen = access.scope_of(Officer.objects.get(username="thai-nguyen.ha"), today=today)
    assert thai_nguyen.committees == frozenset(
        Committee.objects.filter(code__in=["thai-nguyen-1", "thai-nguyen-2", "bac-kan-1"]).values_list("id", flat=True)
    )


def test_nothing_lies_in_the_future_and_moments_follow_positions(demo: str) -> None:
    with access.entered(access.HOUSE):
        rows = list(models.Act.objects.order_by("position").values_list("effective_on", "recorded_at"))
    assert max(day for day, _ in rows) <= timezone.localdate()
    moments = [moment for _, moment in rows]
    assert moments == sorted(moments)
    assert moments[-1] <= timezone.now()


def test_a_charge_of_four_was_corrected_to_three_after_the_report(demo: str) -> None:
    period = Period.half(2024, 1)
    with access.entered(access.HOUSE):
        place = places.place_of("19", on=period.last)
        correction = models.Act.objects.get(
            dossier__committee__code="thai-nguyen-1", kind="case.charged", replaces__gt=0
        )
        now = compute.one("crime.accused_initiated", place, period)
        before = compute.one("crime.accused_initiated", place, period, Known(correction.position - 1))
        after = compute.one("crime.accused_initiated", place, period, Known(correction.position))
    assert timezone.localdate(correction.recorded_at) > period.last
    assert before.value == after.value + 1
    assert now.value == after.value


def test_one_entry_was_annulled_and_stays_readable(demo: str) -> None:
    with access.entered(access.HOUSE):
        annulling = models.Act.objects.get(kind="register.annulled")
        assert annulling.replaces is not None
        assert annulling.replaces.kind == "assets.recovered"
        assert annulling.note


def test_merged_provinces_keep_their_old_registers_and_open_new_ones(demo: str) -> None:
    with access.entered(access.HOUSE):
        outside = models.Dossier.objects.filter(opened_on__gt=F("territory__valid_to"))
        outside |= models.Dossier.objects.filter(opened_on__lt=F("territory__valid_from"))
        assert list(outside) == []
        for code in ("thai-nguyen-2", "an-giang-2", "can-tho-2"):
            opened = models.Dossier.objects.filter(committee__code=code)
            assert opened.count() >= 5
            assert not opened.filter(opened_on__lt=date(2025, 7, 1)).exists()


def test_every_old_province_takes_part_in_the_first_year(demo: str) -> None:
    period = Period(date(2022, 6, 1), date(2023, 6, 30))
    with access.entered(access.HOUSE):
        provinces = places.provinces(period.last)
        found = compute.compute(["watch.cases", "crime.cases_initiated"], provinces, period)
    assert len(provinces) == 63
    assert [key for key, figure in found.items() if figure.value == 0] == []
