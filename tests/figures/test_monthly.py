"""A figure of one place read from the sums by month is what passing through the acts gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liemchinh.demo import invention, routine
from liemchinh.demo.invention import Someone, seeded
from liemchinh.demo.lives import Case, tell_case, worked
from liemchinh.demo.matters import Matter, tell_matter
from liemchinh.demo.sheet import Sheet
from liemchinh.directory import access, places
from liemchinh.directory.access import HOUSE, Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import RIGHTS, DutyRole
from liemchinh.directory.territories import TERRITORIES
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Stock
from liemchinh.figures.shares import stock_on
from liemchinh.figures.tally import tally
from liemchinh.kernel.calendar import Period, add_months
from liemchinh.kernel.known import NOW, Known
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import batch, derived, notation

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2024, 1, 8), date(2026, 3, 2)
CODES = [item.code for item in INDICATORS if not item.is_stated]
many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def lives() -> Iterator[None]:
    """Thirty lives in two registers."""
    with access.entered(HOUSE):
        officer = Officer.objects.create(username="ghi-so", name="Bà T.", password="!")
        for place in ("son-la", "lai-chau"):
            sheet, chance = Sheet(TERRITORIES[place], seeded(f"papers {place}")), seeded(f"lives {place}")
            for number in range(15):
                start = worked(FIRST + timedelta(days=chance.randint(0, 600)))
                watched_on = worked(start + timedelta(days=20)) if number % 3 else None
                if number % 5 == 4:
                    routine.discipline(sheet, chance, start)
                elif number % 2:
                    matter = Matter(sheet.number(DossierKind.MATTER, 2024), "Cấp đất", start, watched_on)
                    tell_matter(matter, sheet, chance)
                else:
                    names = invention.persons(chance)
                    who = [Someone(next(names), "kế toán", "353.2") for _ in range(1 + number % 3)]
                    case = Case(sheet.number(DossierKind.CASE, 2024), "Tham ô", "353.2", start, who, watched_on)
                    tell_case(case, sheet, chance)
            text = notation.parse(sheet.text, today=date(2100, 1, 1))
            batch.record_text(text, officer=officer, now=timezone.now())
        yield


def scope_of(place: str) -> Scope:
    if not place:
        return HOUSE
    home = Committee.objects.get(code=place).pk
    return Scope(None, RIGHTS[DutyRole.SPECIALIST], frozenset({home}), home, (DutyRole.SPECIALIST,))


days = st.integers(0, (LAST - FIRST).days + 200).map(lambda number: FIRST + timedelta(days=number))


@many
@given(
    first=days,
    lengths=st.lists(st.integers(1, 140), min_size=1, max_size=4),
    by_month=st.booleans(),
    code=st.sampled_from(["14", "12", "VN"]),
    reader=st.sampled_from(["", "son-la"]),
)
def test_one_place_is_counted_as_many_are(
    lives: None, first: date, lengths: list[int], by_month: bool, code: str, reader: str
) -> None:
    if by_month:
        first = first.replace(day=1)
    periods = []
    for length in lengths:
        after = add_months(first, 1 + length % 5) if by_month else first + timedelta(days=length)
        periods.append(Period(first, after - timedelta(days=1)))
        first = after
    wanted = places.place_of(code, on=LAST)
    other = places.place_of("15", on=LAST)
    with access.entered(scope_of(reader)):
        alone = tally(CODES, [wanted], periods, NOW)
        beside = tally(CODES, [wanted, other], periods, NOW)
        known = tally(CODES, [wanted], periods, Known(2**60))
    assert alone == {key: cells for key, cells in beside.items() if key[1] == wanted.code} == known
    assert any(
        value for cells in tally(CODES, [places.COUNTRY], [Period(FIRST, LAST)], NOW).values() for value, _ in cells
    )


@many
@given(chosen=st.lists(days, min_size=1, max_size=5).map(sorted), code=st.sampled_from(["14", "VN"]))
def test_a_stock_on_many_days_is_the_stock_on_each(lives: None, chosen: list[date], code: str) -> None:
    place = places.place_of(code, on=LAST)
    for item in INDICATORS:
        if isinstance(item, Stock):
            assert stock_on(item.code, place, chosen) == stock_on(item.code, place, chosen, Known(2**60)), item.code


def test_the_months_hold_every_state_that_a_stock_counts(lives: None) -> None:
    summed = {"watch", "pending", "pending_of", "overdue"}  # derived.monthly_line
    assert {state for item in INDICATORS if isinstance(item, Stock) for state in item.at.state} <= summed
    assert derived.verify() == []
