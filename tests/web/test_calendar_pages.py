"""The pages of days: the working calendar and its change, deadlines by month, days of warning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.registers import Office, appoint, fields_of, office, said

from liemchinh.directory import access
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import DutyRole
from liemchinh.kernel.calendar import show_date
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import (
    agenda,
    batch,
    counting,
    derived,
    listing,
    notation,
    queries,
    record,
    warning_days,
    working_days,
)
from liemchinh.ledger.calendar_changes import DayChange, change_days
from liemchinh.ledger.entry import Entry
from liemchinh.ledger.models import CalendarDay, Dossier, WarningDays

pytestmark = pytest.mark.django_db

YEAR, CHANGE, DUE, WARNINGS = "/lich-lam-viec/", "/lich-lam-viec/doi/", "/lich-han/", "/nguong-nhac/"


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def ordinary(day: date) -> date:
    """The first worked day from `day` on whose next day is worked too."""
    days = working_days.calendar()
    while not (days.is_worked(day) and days.is_worked(day + timedelta(days=1))):
        day += timedelta(days=1)
    return day


def received(desk: Office, due: date, number: str = "VV-2026-950", code: str = "son-la") -> Dossier:
    """A matter whose limit of twenty days ends on `due`, kept by the specialist."""
    on = due - timedelta(days=20)
    keeper = desk.officers[DutyRole.SPECIALIST]
    opened = record.open_dossier(
        committee=Committee.objects.get(code=code),
        kind=DossierKind.MATTER,
        number=number,
        title="Dấu hiệu sai phạm tại Trường T.",
        opened_on=on,
        officer=keeper,
        now=desk.moment,
    )
    sent = Entry(kind="source.received", effective_on=on, ground="recommendation", document_number="1")
    record.act(dossier=opened, entry=sent, officer=keeper, now=desk.moment)
    return opened


def soon(days: int = 5) -> date:
    return ordinary(timezone.localdate() + timedelta(days=days))


# The working calendar ------------------------------------------------------------------------------------------------


def test_a_year_counts_its_worked_days_and_names_its_days_off(desk: Office) -> None:
    text = said(desk.client(DutyRole.MEMBER).get(f"{YEAR}?nam=2026"))
    assert "Năm 2026 có 251 ngày làm việc, 10 ngày nghỉ rơi vào ngày thường, 0 ngày làm bù." in text
    assert "16/02/2026 – 20/02/2026 5 ngày Tết Nguyên đán" in text
    assert "Chưa có ngày nghỉ Tết" not in text
    assert "Đổi lịch" not in text
    head = desk.client(DutyRole.HEAD)
    assert "Chưa có ngày nghỉ Tết Nguyên đán 2027." in said(head.get(f"{YEAR}?nam=2027"))
    assert "Đổi lịch" in said(head.get(YEAR))
    for odd in ("abcd", "0001", "9999", "٢٠٢٦"):
        assert head.get(YEAR, {"nam": odd}).status_code == 200


def test_a_preview_lists_what_moves_and_records_nothing_then_recording_moves_it(desk: Office) -> None:
    due = soon()
    dossier = received(desk, due)
    client = desk.client(DutyRole.HEAD)
    typed = {"first": show_date(due), "use": "off", "name": "Nghỉ theo thông báo", "document_number": "12/TB-VPCP"}
    answer = client.post(CHANGE, {**typed, "step": "preview"})
    text = said(answer)
    after = due + timedelta(days=1)
    assert answer.status_code == 200
    assert f"{show_date(due)} {show_date(after)} Giải quyết nguồn tin" in text
    assert dossier.number in text
    assert CalendarDay.objects.count() == 0
    sent = fields_of(answer, 'id="calendar-form"')
    assert (sent["name"], sent["document_number"]) == ("Nghỉ theo thông báo", "12/TB-VPCP")
    recorded = client.post(CHANGE, {**sent, "step": "record"}, follow=True)
    assert recorded.redirect_chain[-1][0] == f"{YEAR}?nam={due.year}"
    assert "1 ngày của lịch; 1 hạn ở 1 hồ sơ đã dời." in said(recorded)
    row = CalendarDay.objects.get()
    assert (row.day, row.is_worked, row.officer) == (due, False, desk.officers[DutyRole.HEAD])
    reading = queries.Reading(timezone.localdate(), timezone.localdate())
    assert after in [one.due_on for one in agenda.deadlines(access.HOUSE, reading)]
    assert derived.verify() == []


def test_days_outside_reach_are_counted_and_never_named(desk: Office) -> None:
    due = soon()
    foreign = received(desk, due, "VV-2026-777", "ha-noi")
    answer = desk.client(DutyRole.HEAD).post(
        CHANGE, {"first": show_date(due), "use": "off", "name": "Nghỉ", "step": "preview"}
    )
    assert "Ngoài phạm vi được xem còn 1 hạn dời." in said(answer)
    assert foreign.number not in said(answer)


def test_a_pasted_notice_is_read_line_by_line_and_faults_keep_what_was_typed(desk: Office) -> None:
    client = desk.client(DutyRole.CENTRE)
    notice = "14/02/2027 - 20/02/2027 Tết Nguyên đán\nLàm bù 27/02/2027 cho 15/02/2027"
    text = said(client.post(CHANGE, {"notice": notice, "document_number": "9/TB", "step": "preview"}))
    assert "14/02/2027 – 20/02/2027 nghỉ 7 ngày Tết Nguyên đán" in text
    assert "27/02/2027 làm việc Làm bù cho 15/02/2027" in text
    wrong = client.post(CHANGE, {"notice": f"{notice}\n30/02/2027 Nghỉ", "name": "Tết", "step": "record"})
    assert wrong.status_code == 422
    assert "Dòng 3: Chưa hiểu: tháng 2 chỉ có 28 ngày." in said(wrong)
    assert fields_of(wrong, 'id="calendar-form"')["notice"].strip().startswith("14/02/2027")
    assert CalendarDay.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Ghi một ngày, một đợt, hoặc dán danh sách."),
        ({"last": "02/09/2026"}, "Ghi ngày đầu của đợt."),
        ({"first": "05/09/2026", "last": "02/09/2026", "name": "x"}, "ngày cuối không trước ngày đầu"),
        ({"first": "31/06/2026"}, "tháng 6 chỉ có 30 ngày"),
        ({"first": "05/10/2026"}, "Phải ghi tên ngày nghỉ"),
        ({"first": "02/09/2026", "use": "off", "name": "Quốc khánh"}, "Lịch đã đúng như vậy"),
    ],
)
def test_what_cannot_be_recorded_is_said_at_its_field(desk: Office, typed: dict[str, str], sentence: str) -> None:
    answer = desk.client(DutyRole.HEAD).post(CHANGE, {"use": "off", **typed, "step": "record"})
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert CalendarDay.objects.count() == 0


def test_who_does_not_keep_the_calendar_changes_nothing_by_sending_the_form(desk: Office) -> None:
    typed = {"first": "05/10/2026", "use": "off", "name": "Nghỉ", "step": "record"}
    for role in (DutyRole.SPECIALIST, DutyRole.MEMBER, DutyRole.ADMINISTRATOR):
        assert desk.client(role).post(CHANGE, typed).status_code == 403
    assert CalendarDay.objects.count() == 0


def test_a_second_officer_is_told_of_the_first_and_keeps_the_words(desk: Office) -> None:
    first, second = soon(30), soon(40)
    client = desk.client(DutyRole.HEAD)
    opened = fields_of(client.get(CHANGE), 'id="calendar-form"')
    change_days(
        days=[DayChange(first, is_worked=False, name="Nghỉ")],
        officer=desk.officers[DutyRole.CENTRE],
        now=desk.moment,
    )
    sent = {**opened, "first": show_date(second), "name": "Nghỉ nữa", "step": "record"}
    answer = client.post(CHANGE, sent)
    assert answer.status_code == 422
    assert "Có người vừa đổi lịch" in said(answer)
    again = fields_of(answer, 'id="calendar-form"')
    assert again["name"] == "Nghỉ nữa"
    assert client.post(CHANGE, {**again, "step": "record"}).status_code == 302
    assert CalendarDay.objects.count() == 2


def test_an_earlier_clock_shows_the_calendar_of_that_time_and_records_nothing(desk: Office) -> None:
    due = soon()
    dossier = received(desk, due)
    before = record.models.Head.objects.get().position
    change_days(
        days=[DayChange(due, is_worked=False, name="Nghỉ bất thường")],
        officer=desk.officers[DutyRole.HEAD],
        now=desk.moment,
    )
    client = desk.client(DutyRole.HEAD)
    page = f"/ho-so/son-la/{dossier.number}/"
    assert show_date(due + timedelta(days=1)) in said(client.get(page))
    assert "Nghỉ bất thường" in said(client.get(f"{YEAR}?nam={due.year}"))
    client.post("/moc/", {"effective": show_date(timezone.localdate()), "known": str(before), "next": "/"})
    assert show_date(due + timedelta(days=1)) not in said(client.get(page))
    assert "Nghỉ bất thường" not in said(client.get(f"{YEAR}?nam={due.year}"))
    assert dossier.number in said(client.get(f"{DUE}?thang={due:%Y-%m}&ai=tat-ca"))
    refused = client.post(CHANGE, {"first": "05/10/2026", "use": "off", "name": "Nghỉ", "step": "record"})
    assert "Đang đọc sổ ở mốc cũ" in said(refused)
    assert CalendarDay.objects.count() == 1


# Deadlines by month --------------------------------------------------------------------------------------------------


def test_a_month_shows_each_deadline_on_its_day_and_a_specialist_only_the_own_ones(desk: Office) -> None:
    due = soon()
    own = received(desk, due)
    other = received(desk, due, "VV-2026-951")
    text = notation.parse(
        f"sổ son-la\nhồ sơ VV-2026-952 {show_date(due - timedelta(days=20))} Việc của người khác\n"
        f"  {show_date(due - timedelta(days=20))} source.received; lý do recommendation\n",
        today=timezone.localdate(),
    )
    batch.record_text(text, officer=desk.officers[DutyRole.HEAD], now=desk.moment)
    month = f"{DUE}?thang={due:%m/%Y}"
    specialist = said(desk.client(DutyRole.SPECIALIST).get(month))
    assert own.number in specialist
    assert other.number in specialist
    assert "VV-2026-952" not in specialist
    assert "VV-2026-952" in said(desk.client(DutyRole.SPECIALIST).get(f"{month}&ai=tat-ca"))
    assert "VV-2026-952" in said(desk.client(DutyRole.HEAD).get(month))
    assert "Dấu hiệu sai phạm" not in specialist


def test_a_busy_day_opens_whole_and_other_months_and_nonsense_are_answered(desk: Office) -> None:
    due = soon()
    for number in range(9):
        received(desk, due, f"VV-2026-96{number}")
    client = desk.client(DutyRole.HEAD)
    month = f"{DUE}?thang={due:%Y-%m}"
    assert "3 hạn nữa" in said(client.get(month))
    opened = said(client.get(f"{month}&ngay={due.isoformat()}"))
    assert "hạn nữa" not in opened
    assert "VV-2026-968" in opened
    for odd in ("", "13/2026", "2026-00", "0001-01", "x", "99999999-01"):
        assert client.get(DUE, {"thang": odd, "ngay": odd}).status_code == 200


def test_a_day_off_bears_its_name_in_the_month(desk: Office) -> None:
    assert "Quốc khánh" in said(desk.client(DutyRole.HEAD).get(f"{DUE}?thang=09/2026"))


def test_the_neighbour_sees_no_number_of_this_register(desk: Office) -> None:
    due = soon()
    received(desk, due)
    neighbours = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    client = desk.client()
    client.force_login(neighbours[DutyRole.HEAD], backend="django.contrib.auth.backends.ModelBackend")
    assert "VV-2026-950" not in said(client.get(f"{DUE}?thang={due:%Y-%m}"))


# Days of warning -----------------------------------------------------------------------------------------------------


def test_the_days_of_warning_decide_what_is_near_on_desk_list_and_dossier(desk: Office) -> None:
    due = soon(15)
    dossier = received(desk, due)
    page = f"/ho-so/son-la/{dossier.number}/"
    reader = desk.client(DutyRole.SPECIALIST)
    addresses = (page, "/ho-so/?loc=1", f"{DUE}?thang={due:%Y-%m}")
    before = [reader.get(address).content.decode().count("due-soon") for address in addresses]
    scope = access.scope_of(desk.officers[DutyRole.HEAD], today=timezone.localdate())
    quiet = _near(scope)
    head = desk.client(DutyRole.HEAD)
    rows = warning_days.listed(access.scope_of(desk.officers[DutyRole.HEAD], today=timezone.localdate()))
    sent = {f"days-{one.code}": str(one.days) for one in rows} | {"days-source": "30"}
    assert "Đã đổi ngưỡng nhắc của 1 thời hạn." in said(head.post(WARNINGS, sent, follow=True))
    assert WarningDays.objects.get().days == 30
    after = [reader.get(address).content.decode().count("due-soon") for address in addresses]
    assert [now - earlier for now, earlier in zip(after, before, strict=True)] == [1, 1, 1]
    assert [_near(scope)[number] for number in (0, 1)] == [count + 1 for count in quiet]
    assert "Đơn vị đã đặt khác mặc định ở 1 thời hạn." in said(head.get(WARNINGS))
    assert head.post(WARNINGS, sent | {"days-source": ""}).status_code == 302
    assert "Đơn vị chưa đặt khác mặc định" in said(head.get(WARNINGS))


def _near(scope: access.Scope) -> tuple[int, int]:
    """How many dossiers the lists count as near, and how many they show when asked for those."""
    today = timezone.localdate()
    reading = queries.Reading(today, today)
    filters = counting.Filters(tuple(DossierKind), due=("near",))
    counted = counting.counts(scope, filters, reading, warning_days.thresholds())
    return counted.of("due").get("near", 0), len(listing.page(scope, filters, reading).rows)


@pytest.mark.parametrize(("value", "sentence"), [("nhiều", "Ghi một số ngày"), ("500", "Ghi số ngày từ 0 đến 120.")])
def test_days_of_warning_that_make_no_sense_are_refused_at_their_field(desk: Office, value: str, sentence: str) -> None:
    answer = desk.client(DutyRole.HEAD).post(WARNINGS, {"days-source": value})
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert WarningDays.objects.count() == 0


def test_a_register_that_was_taken_over_is_warned_of_as_its_successor_wishes() -> None:
    found = warning_days.Thresholds({("moi", "source"): 9, ("cu", "heads"): 1}, {"cu": "moi"})
    assert found.of("cu", "source") == 9
    assert found.of("cu", "heads") == 1
    assert found.of("khac", "source") == 5
    assert found.of("khac", "khong-co") == 0
