"""The feed of deadlines: a secret address without a sign-in, read back by the library that calendar programs use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from tests.web.registers import Office, office, said
from tests.web.test_calendar_pages import received, soon

from liemchinh.directory import access, roster
from liemchinh.directory.access import HOUSE
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger import record
from liemchinh.ledger.calendar_changes import DayChange, change_days
from liemchinh.ledger.entry import Entry
from liemchinh.web.calendar import feeds
from liemchinh.web.models import Feed

pytestmark = pytest.mark.django_db

OWN = "/toi/"


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def address_for(desk: Office, role: DutyRole = DutyRole.SPECIALIST) -> str:
    """Make an address on the officer's page and take it from the answer, where it stands once."""
    html = desk.client(role).post(OWN, {"deed": "make"}).content.decode()
    return html.split('value="http://testserver')[1].split('"')[0]


def entries(address: str, **headers: str) -> dict[str, date]:
    """What a calendar program without a sign-in reads: summary and day."""
    with access.entered(access.NOBODY):
        answer = Client().get(address, headers=headers)
    assert answer.status_code == 200, answer.content
    read = Calendar.from_ical(answer.content)
    return {str(one["summary"]): one["dtstart"].dt for one in read.walk("VEVENT")}


def test_the_feed_holds_number_limit_and_day_and_nothing_else(desk: Office) -> None:
    due = soon()
    received(desk, due)
    address = address_for(desk)
    found = entries(address)
    assert found["VV-2026-950: giải quyết nguồn tin"] == due
    with access.entered(access.NOBODY):
        answer = Client().get(address)
    text = answer.content.decode().replace("\r\n ", "")
    for secret in ("Đ.Q.V", "N.K.T", "Bệnh viện", "Trường T", "SPE", "Dấu hiệu", "specialist"):
        assert secret not in text
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert set(event) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP"}
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_each_entry_keeps_its_identity_and_follows_its_deadline(desk: Office) -> None:
    due = soon()
    received(desk, due)
    address = address_for(desk)

    def uids() -> dict[str, str]:
        with access.entered(access.NOBODY):
            read = Calendar.from_ical(Client().get(address).content)
        return {str(one["summary"]): str(one["uid"]) for one in read.walk("VEVENT")}

    before = uids()
    assert len(set(before.values())) == len(before)
    change_days(
        days=[DayChange(due, is_worked=False, name="Nghỉ")], officer=desk.officers[DutyRole.HEAD], now=desk.moment
    )
    assert uids() == before
    assert entries(address)["VV-2026-950: giải quyết nguồn tin"] == due + timedelta(days=1)


def test_a_met_deadline_leaves_the_feed(desk: Office) -> None:
    dossier = received(desk, soon())
    address = address_for(desk)
    assert "VV-2026-950: giải quyết nguồn tin" in entries(address)
    sent = Entry(kind="matter.checking_started", effective_on=timezone.localdate(), document_number="2")
    record.act(dossier=dossier, entry=sent, officer=desk.officers[DutyRole.SPECIALIST], now=timezone.now())
    assert "VV-2026-950: giải quyết nguồn tin" not in entries(address)


def test_a_specialist_is_fed_the_own_dossiers_and_a_head_those_within_reach(desk: Office) -> None:
    received(desk, soon(), "VV-2026-970", "ha-noi")
    theirs = received(desk, soon(), "VV-2026-971")
    sent = entries(address_for(desk, DutyRole.HEAD))
    assert any(summary.startswith(theirs.number) for summary in sent)
    assert not any(summary.startswith("VV-2026-970") for summary in sent)
    assert any(summary.startswith("VV-2026-970") for summary in entries(address_for(desk, DutyRole.CENTRE)))


def test_the_secret_is_shown_once_and_only_its_digest_is_kept(desk: Office) -> None:
    address = address_for(desk)
    secret = address.removeprefix("/lich/").removesuffix(".ics")
    assert len(secret) >= 43
    row = Feed.objects.get()
    assert row.digest == feeds.digest_of(secret)
    assert secret not in desk.client(DutyRole.SPECIALIST).get(OWN).content.decode()
    with access.entered(access.NOBODY):
        assert Client().get(f"/lich/{row.digest}.ics").status_code == 404


def test_a_revoked_address_a_closed_account_and_an_ended_duty_answer_like_none_at_all(desk: Office) -> None:
    officer = desk.officers[DutyRole.SPECIALIST]
    client = desk.client(DutyRole.SPECIALIST)
    first, second = address_for(desk), address_for(desk)
    assert client.post(OWN, {"deed": "revoke", "feed": Feed.objects.earliest("id").pk}).status_code == 302
    with access.entered(access.NOBODY):
        missing = Client().get("/lich/khong-co-dia-chi-nay.ics")
        gone = Client().get(first)
        assert Client().get(second).status_code == 200
    assert (gone.status_code, gone.content) == (missing.status_code, missing.content) == (404, missing.content)
    roster.end(HOUSE, officer.duties.get(), today=timezone.localdate())
    with access.entered(access.NOBODY):
        assert Client().get(second).status_code == 404
    other = address_for(desk, DutyRole.HEAD)
    roster.set_open(HOUSE, desk.officers[DutyRole.HEAD], is_open=False)
    with access.entered(access.NOBODY):
        assert Client().get(other).status_code == 404


def test_nobody_revokes_the_address_of_another(desk: Office) -> None:
    address = address_for(desk)
    desk.client(DutyRole.HEAD).post(OWN, {"deed": "revoke", "feed": Feed.objects.get().pk})
    assert entries(address)


def test_what_has_not_changed_is_not_sent_again(desk: Office) -> None:
    received(desk, soon())
    address = address_for(desk)
    with access.entered(access.NOBODY):
        mark = Client().get(address)["ETag"]
        again = Client().get(address, headers={"if-none-match": mark})
        head = Client().head(address)
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "private, no-cache"
    assert (head.status_code, head["ETag"]) == (200, mark)
    received(desk, soon(), "VV-2026-972")
    with access.entered(access.NOBODY):
        assert Client().get(address, headers={"if-none-match": mark}).status_code == 200
        assert Client().post(address).status_code == 405


def test_an_officer_has_a_few_addresses_and_is_told_when_there_are_enough(desk: Office) -> None:
    client = desk.client(DutyRole.SPECIALIST)
    for _ in range(feeds.MOST):
        assert client.post(OWN, {"deed": "make"}).status_code == 200
    refused = client.post(OWN, {"deed": "make"})
    assert refused.status_code == 422
    assert "Thu hồi một địa chỉ không dùng nữa" in said(refused)


def test_who_reads_no_dossiers_gets_no_address(desk: Office) -> None:
    client = desk.client(DutyRole.ADMINISTRATOR)
    assert "không có lịch hạn" in said(client.get(OWN))
    assert client.post(OWN, {"deed": "make"}).status_code == 403
    assert Feed.objects.count() == 0
