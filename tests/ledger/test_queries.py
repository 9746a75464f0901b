"""Reads of the register: within scope, at both clocks, counted exactly, paged by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from liemchinh.directory import access, places
from liemchinh.directory.access import NOBODY, NotAllowedError, OutOfScopeError, Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import RIGHTS, DutyRole
from liemchinh.figures import compute
from liemchinh.figures.shares import changed, shares, stock_on
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import Known
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import agenda, batch, counting, finding, listing, notation, queries, record
from liemchinh.ledger import facts as stored
from liemchinh.ledger.counting import Filters
from liemchinh.ledger.entry import Entry
from liemchinh.ledger.models import Act, Dossier, Look
from liemchinh.ledger.projection import rows
from liemchinh.ledger.queries import Reading
from liemchinh.ledger.warning_days import Thresholds

pytestmark = pytest.mark.django_db

TEXT = """
sổ son-la
hồ sơ VA-2026-801 01/03/2026 Tham ô tài sản tại Quỹ tín dụng xã K.
  02/03/2026 case.initiated; tội 353.2; số 1/QĐ
  03/03/2026 case.charged; người Ông A.; người Ông B.; số 2/QĐ
  05/03/2026 watch.put_on; cấp TINH-BCĐ; số 3-TB/BCĐ
  06/03/2026 assets.damage_found; tiền damage 2 tỷ
hồ sơ VA-2026-802 01/04/2026 Nhận hối lộ tại Trung tâm Đăng kiểm
  02/04/2026 case.initiated; tội 354.1; số 4/QĐ
  05/04/2026 watch.put_on; cấp TINH-BCĐ; số 5-TB/BCĐ
  06/05/2026 watch.taken_off; cấp TINH-BCĐ; số 6-TB/BCĐ; lý do moved
hồ sơ VV-2026-801 01/05/2026 Cấp đất trái quy định tại xã Đ.
  02/05/2026 source.received; lý do news
  03/05/2026 watch.proposed; cấp TINH-BCĐ
sổ lai-chau
hồ sơ VA-2026-801 01/03/2026 Tham ô tài sản tại Kho bạc huyện S.
  02/03/2026 case.initiated; tội 353.2; số 1/QĐ
  05/03/2026 watch.put_on; cấp TINH-BCĐ; số 3-TB/BCĐ
"""
WATCH = Filters(kinds=("case", "matter"))
UNSET = Thresholds({}, {})


@pytest.fixture
def officer() -> Iterator[Officer]:
    with access.entered(access.HOUSE):
        found = Officer.objects.create(username="ghi-so", name="Bà T.", password="!")
        now = timezone.now()
        text = TEXT.replace("người Ông A.", "người Ông A. [353.2]").replace("người Ông B.", "người Ông B. [353.2]")
        batch.record_text(notation.parse(text, today=timezone.localdate(now)), officer=found, now=now)
        yield found


def scope(officer: Officer, code: str = "son-la", role: DutyRole = DutyRole.SPECIALIST) -> Scope:
    home = Committee.objects.get(code=code).pk
    return Scope(officer.pk, RIGHTS[role], frozenset({home}), home, (role,))


def now_reading(day: date | None = None) -> Reading:
    today = timezone.localdate()
    return Reading(day or today, today)


# The door ------------------------------------------------------------------------------------------------------------


def test_missing_and_foreign_dossiers_raise_the_same(officer: Officer) -> None:
    for committee, number in (("son-la", "VA-2026-999"), ("lai-chau", "VA-2026-801"), ("khong-co", "VA-2026-801")):
        with pytest.raises(OutOfScopeError):
            queries.dossier(scope(officer), committee, number, now=timezone.now())
    assert Look.objects.count() == 0


def test_a_look_is_written_for_kinds_that_name_persons(officer: Officer) -> None:
    queries.dossier(scope(officer), "son-la", "VA-2026-801", now=timezone.now())
    assert Look.objects.get().dossier.number == "VA-2026-801"
    assert DossierKind.MEETING not in queries.WITH_PERSONS
    assert DossierKind.DISCIPLINE in queries.WITH_PERSONS


@pytest.mark.parametrize("reader", [NOBODY, Scope(1, RIGHTS[DutyRole.ADMINISTRATOR], None)])
def test_every_read_asks_for_the_right_first(officer: Officer, reader: Scope) -> None:
    reading = now_reading()
    reads = (
        lambda: queries.dossier(reader, "son-la", "VA-2026-801", now=timezone.now()),
        lambda: agenda.deadlines(reader, reading),
        lambda: agenda.due_days(reader, reading, date(2026, 1, 1), date(2026, 1, 2)),
        lambda: agenda.newest_acts(reader, reading, timezone.now()),
        lambda: agenda.proposals(reader, reading),
        lambda: finding.find(reader, "tham o", reading),
        lambda: queries.documents(reader),
        lambda: counting.counts(reader, WATCH, reading, UNSET),
        lambda: listing.page(reader, WATCH, reading),
    )
    for read in reads:
        with pytest.raises(NotAllowedError):
            read()


def test_a_file_of_a_foreign_dossier_is_not_loaded(officer: Officer) -> None:
    foreign = Dossier.objects.get(committee__code="lai-chau")
    with pytest.raises(OutOfScopeError):
        queries.file_of(scope(officer), foreign, now_reading())


# Two clocks ----------------------------------------------------------------------------------------------------------


def test_a_file_folds_what_took_effect_by_the_day_as_known_at_the_position(officer: Officer) -> None:
    opened = Dossier.objects.get(committee__code="son-la", number="VA-2026-801")
    wrong = Act.objects.get(dossier=opened, kind="assets.damage_found")
    record.correct(
        act=wrong,
        entry=Entry(kind="assets.damage_found", effective_on=date(2026, 3, 20), money=((_DAMAGE, 5),)),
        reason="ghi nhầm",
        officer=officer,
        now=timezone.now(),
    )
    today = now_reading()
    file = queries.file_of(scope(officer), opened, today)
    assert list(file.history.sums(today.day).values()) == [5]
    assert file.at(wrong.position).replaced_by is not None  # type: ignore[union-attr]
    before = queries.file_of(scope(officer), opened, replace(today, known=Known(wrong.position)))
    assert list(before.history.sums(today.day).values()) == [2_000_000_000]
    early = queries.file_of(scope(officer), opened, now_reading(date(2026, 3, 10)))
    assert early.history.sums(date(2026, 3, 10)) == {}
    assert [item.row.kind for item in early.recorded][-1] != "assets.damage_found" or not early.recorded[-1].stands


_DAMAGE = next(rung for rung in queries.law.Rung if rung.value == "damage")


def test_the_list_of_a_past_day_shows_who_was_on_it_then(officer: Officer) -> None:
    on_list = replace(WATCH, state=("watched",))

    def numbers(reading: Reading) -> list[str]:
        return [row.number for row in listing.page(scope(officer), on_list, reading).rows]

    assert numbers(now_reading()) == ["VA-2026-801"]
    assert sorted(numbers(now_reading(date(2026, 4, 20)))) == ["VA-2026-801", "VA-2026-802"]
    taken_off = Act.objects.get(kind="watch.taken_off").position
    earlier = replace(now_reading(), known=Known(taken_off - 1))
    assert sorted(numbers(earlier)) == ["VA-2026-801", "VA-2026-802"]


def test_deadlines_are_those_open_on_the_day(officer: Officer) -> None:
    def limits(day: date) -> list[tuple[str, date]]:
        found = agenda.deadlines(scope(officer), now_reading(day))
        return [(due.limit_code, due.due_on) for due in found if due.number == "VA-2026-801"]

    # 03/03/2026 and three days; 02/03/2026 and four months.
    assert limits(date(2026, 3, 4)) == [("approval", date(2026, 3, 6)), ("investigation", date(2026, 7, 2))]
    assert limits(date(2026, 3, 2)) == [("investigation", date(2026, 5, 4))] or limits(date(2026, 3, 2))


# Counts and pages ----------------------------------------------------------------------------------------------------


def test_counts_equal_what_the_list_would_show(officer: Officer) -> None:
    reading = now_reading(date(2026, 5, 10))
    counts = counting.counts(scope(officer), WATCH, reading, UNSET)
    for group in counting.GROUPS:
        for value, count in counts.of(group).items():
            chosen = replace(WATCH, **{group: (value,)})
            assert len(listing.page(scope(officer), chosen, reading, size=100).rows) == count, (group, value)
    assert counts.total == 3
    assert counts.accused == 2
    assert counts.by_kind() == {"case": 2, "matter": 1}


@pytest.mark.parametrize("order", [listing.DUE, listing.LISTED, listing.NUMBER])
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pages_hold_every_dossier_once_forwards_and_backwards(officer: Officer, order: str, size: int) -> None:
    reader, reading = access.HOUSE, now_reading()
    whole = [row.dossier_id for row in listing.page(reader, WATCH, reading, order=order, size=100).rows]
    assert len(whole) == len(set(whole)) == 4
    walked: list[int] = []
    page = listing.page(reader, WATCH, reading, order=order, size=size)
    while True:
        walked += [row.dossier_id for row in page.rows]
        if not page.has_next:
            break
        page = listing.page(reader, WATCH, reading, order=order, size=size, after=page.rows[-1].key(order))
    assert walked == whole
    back = [row.dossier_id for row in page.rows]
    while page.has_previous:
        page = listing.page(reader, WATCH, reading, order=order, size=size, before=page.rows[0].key(order))
        back = [row.dossier_id for row in page.rows] + back
    assert back == whole


def test_a_page_and_its_counts_are_four_statements(officer: Officer) -> None:
    reader = scope(officer)
    with CaptureQueriesContext(connection) as captured:
        listing.page(reader, replace(WATCH, text="tham o"), now_reading())
        counting.counts(reader, WATCH, now_reading(), UNSET)
    assert len(captured) == 4


# What may be recorded and what it changes ----------------------------------------------------------------------------


def test_what_is_offered_is_what_the_law_would_take(officer: Officer) -> None:
    opened = Dossier.objects.get(committee__code="son-la", number="VA-2026-801")
    acts = stored.acts_of([opened.pk])[opened.pk]
    offers = {offer.kind.code: offer.refusal for offer in queries.offers(opened, acts, timezone.localdate())}
    assert offers["case.charged"] is None
    assert offers["case.suspended"] is None
    assert offers["case.resumed"] is not None
    assert offers["case.initiated"] is not None
    assert "register.annulled" not in offers


def test_the_share_of_every_dossier_adds_up_to_the_value_of_the_province(officer: Officer) -> None:
    period = Period.half(2026, 1)
    place = places.place_of("son-la", on=period.last)
    total: dict[str, int] = {}
    for opened in Dossier.objects.filter(committee__code="son-la"):
        acts = stored.acts_of([opened.pk])[opened.pk]
        history = queries.history_of(opened, acts)
        for code, share in shares(rows(stored.of_dossier(opened), history), period).items():
            total[code] = total.get(code, 0) + int(share)
    values = compute.compute(total, [place], period)
    assert total == {code: int(values[code, place.code].value) for code in total}
    assert total["watch.cases"] == 2
    assert total["assets.damage"] == 2_000_000_000


def test_only_what_moves_is_said_to_change() -> None:
    assert changed({}, {}) == {}


def test_a_stock_on_many_days_equals_the_stock_of_each_day(officer: Officer) -> None:
    days = [date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]
    place = places.place_of("son-la", on=days[-1])
    values = [int(compute.one("watch.cases_open", place, Period(day, day)).value) for day in days]
    assert stock_on("watch.cases_open", place, days) == values == [0, 1, 2, 1]
    known = Known(Act.objects.get(kind="watch.taken_off").position - 1)
    assert stock_on("watch.cases_open", place, days, known) == [0, 1, 2, 2]


@pytest.mark.parametrize("text", ["'", "a & b", "!", "(", ":*", "\\", "“", '"', "a:b:*", "%", "ă" * 300, "1'2", "0\0"])
def test_search_takes_whatever_is_typed(officer: Officer, text: str) -> None:
    assert finding.find(scope(officer), text, now_reading()).total <= 20
    assert len(listing.page(scope(officer), replace(WATCH, text=text), now_reading()).rows) <= 20
