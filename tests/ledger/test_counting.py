"""The census counts as passing through every dossier does, and pages along cells hold what sorting the whole would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liemchinh.demo import invention, routine
from liemchinh.demo.invention import Someone, seeded
from liemchinh.demo.lives import Case, tell_case, worked
from liemchinh.demo.matters import Matter, tell_matter
from liemchinh.demo.sheet import Sheet
from liemchinh.directory import access
from liemchinh.directory.access import Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import RIGHTS, DutyRole
from liemchinh.directory.territories import TERRITORIES
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import agenda, batch, census, counting, derived, listing, notation, warning_days
from liemchinh.ledger.agenda import Stretch
from liemchinh.ledger.counting import Counts, Filters
from liemchinh.ledger.queries import Reading
from liemchinh.ledger.warning_days import Thresholds

pytestmark = pytest.mark.django_db

FIRST = date(2024, 1, 8)
LAST = date(2026, 3, 2)
PLACES = ("son-la", "lai-chau")
KINDS = tuple(kind.value for kind in DossierKind)


def text_of(place: str) -> str:
    """Twenty lives in one register."""
    sheet, chance = Sheet(TERRITORIES[place], seeded(f"papers {place}")), seeded(f"lives {place}")
    for number in range(20):
        start = worked(FIRST + timedelta(days=chance.randint(0, 640)))
        watched_on = worked(start + timedelta(days=20)) if number % 3 else None
        if number % 5 == 4:
            routine.meeting(sheet, chance, start, start + timedelta(days=30))
        elif number % 2:
            tell_matter(Matter(sheet.number(DossierKind.MATTER, 2024), "Cấp đất", start, watched_on), sheet, chance)
            if watched_on is None:
                sheet.act(worked(start + timedelta(days=9)), "watch.proposed", ("cấp TINH-BCĐ",), lag=1)
        else:
            names = invention.persons(chance)
            who = [Someone(next(names), "kế toán", "353.2") for _ in range(1 + number % 3)]
            case = Case(sheet.number(DossierKind.CASE, 2024), "Tham ô tài sản", "353.2", start, who, watched_on)
            tell_case(case, sheet, chance)
    return sheet.text


@pytest.fixture
def officers() -> Iterator[list[Officer]]:
    with access.entered(access.HOUSE):
        found = [Officer.objects.create(username=f"giu-{n}", name=f"Bà {n}", password="!") for n in "abc"]
        for place in PLACES:
            text = notation.parse(text_of(place), today=date(2100, 1, 1))
            keepers = {one.key: found[number % 3] for number, one in enumerate(text.dossiers)}
            batch.record_text(text, officer=found[0], now=timezone.now(), keepers=keepers)
        yield found


def scope_of(place: str) -> Scope:
    """A specialist of the place; empty: the centre."""
    if not place:
        return Scope(None, RIGHTS[DutyRole.CENTRE], None, None, (DutyRole.CENTRE,))
    home = Committee.objects.get(code=place).pk
    return Scope(None, RIGHTS[DutyRole.SPECIALIST], frozenset({home}), home, (DutyRole.SPECIALIST,))


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


days = st.integers(0, (LAST - FIRST).days).map(lambda number: FIRST + timedelta(days=number))
places = st.sampled_from(["", *PLACES])
filters = st.builds(
    Filters,
    kinds=st.sampled_from([KINDS, ("case", "matter")]),
    kind=some(list(KINDS[:2])),
    state=some(["watched", "off", "proposed"]),
    due=some(["over", "near", "suspended"]),
    stage=some(["investigation", "checking", "enforcement", "ended"]),
    level=some(["TINH-BCĐ", "TINH-BTV"]),
    keeper=some(["0", "1"]),
)
"""A keeper is one of the officers by place."""
warnings = st.dictionaries(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(["investigation", "source", "heads"])),
    st.integers(0, 60),
    max_size=2,
).map(lambda own: Thresholds(own, {}))
"""Days of warning that an office set."""
many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def kept_by(chosen: Filters, officers: list[Officer]) -> Filters:
    return replace(chosen, keeper=tuple(str(officers[int(place)].pk) for place in chosen.keeper))


def shown(counts: Counts) -> object:
    """Everything that a page of a list says of its counts."""
    by_group = {group: {key: n for key, n in counts.of(group).items() if n} for group in counting.GROUPS}
    return counts.total, counts.accused, counts.by_kind(), by_group


def both(day: date) -> tuple[Reading, Reading]:
    """The same day as the present, and as an earlier day of a later present: acts that lie ahead of it included."""
    return Reading(day, day), Reading(day, day + timedelta(days=1))


@many
@given(day=days, place=places, chosen=filters, warned=warnings)
def test_the_census_counts_what_passing_through_counts(
    officers: list[Officer], day: date, place: str, chosen: Filters, warned: Thresholds
) -> None:
    present, earlier = both(day)
    wanted = kept_by(chosen, officers)
    counted = counting.from_census(scope_of(place), wanted, present, warned)
    assert shown(counted) == shown(counting.passed_through(scope_of(place), wanted, earlier, warned))


@many
@given(
    day=days,
    place=places,
    chosen=filters,
    order=st.sampled_from([listing.DUE, listing.LISTED, listing.NUMBER]),
    size=st.integers(1, 7),
    taken=st.sampled_from([0, listing._SORTED]),
    warned=warnings,
)
def test_pages_along_cells_are_the_whole_sorted(
    officers: list[Officer],
    day: date,
    place: str,
    chosen: Filters,
    order: str,
    size: int,
    taken: int,
    warned: Thresholds,
) -> None:
    present, earlier = both(day)
    scope, wanted = scope_of(place), kept_by(chosen, officers)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "_SORTED", taken)
        patch.setattr(warning_days, "thresholds", lambda: warned)
        whole = [row.dossier_id for row in listing.page(scope, wanted, earlier, order=order, size=100).rows]
        assert len(whole) == counting.counts(scope, wanted, present, warned).total
        found: list[int] = []
        page = listing.page(scope, wanted, present, order=order, size=size)
        while True:
            found += [row.dossier_id for row in page.rows]
            if not page.has_next:
                break
            last = page.rows[-1].key(order)
            page = listing.page(scope, wanted, present, order=order, size=size, after=last)
        assert found == whole
        if len(found) > len(page.rows):
            back = listing.page(scope, wanted, present, order=order, size=size, before=page.rows[0].key(order))
            at = len(found) - len(page.rows)
            assert [row.dossier_id for row in back.rows] == found[max(at - size, 0) : at]


@many
@given(day=days, place=places, keeper=st.sampled_from([None, 0, 1]), back=st.integers(0, 30), on=st.integers(0, 60))
def test_the_desk_at_the_present_shows_what_looking_at_every_deadline_shows(
    officers: list[Officer], day: date, place: str, keeper: int | None, back: int, on: int
) -> None:
    scope, keeper_id = scope_of(place), None if keeper is None else officers[keeper].pk
    first, last = day - timedelta(days=back), day + timedelta(days=on)
    stretches = [Stretch(date.min, day - timedelta(days=1), 3), Stretch(day, day + timedelta(days=9), 5), Stretch(last)]

    def seen(reading: Reading) -> object:
        return (
            agenda.due_days(scope, reading, first, last, keeper_id=keeper_id),
            agenda.deadlines(scope, reading, keeper_id=keeper_id, stretches=stretches),
            agenda.proposals(scope, reading),
        )

    present, earlier = both(day)
    assert seen(present) == seen(earlier)


def test_verification_finds_a_wrong_count(officers: list[Officer]) -> None:
    assert derived.verify() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE derived.census SET count = count + 1 WHERE committee_id = 0 AND grain = 'all'")
    assert {found.table for found in derived.verify()} == {"census"}
    census.rebuild()
    assert derived.verify() == []


def test_a_specialist_sees_no_count_of_the_country(officers: list[Officer]) -> None:
    with access.entered(scope_of("son-la")), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT committee_id FROM derived.census")
        assert cursor.fetchall() == [(Committee.objects.get(code="son-la").pk,)]
