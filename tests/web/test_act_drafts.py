"""Drafts: kept as typed, seen by their writer alone, gone once recorded, honest about what was recorded since."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.web.registers import Office, appoint, fields_of, office, said

from liemchinh.directory import access
from liemchinh.directory.models import Committee, Duty, Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger import record
from liemchinh.ledger.entry import Entry
from liemchinh.ledger.models import Act
from liemchinh.web.models import Draft

pytestmark = pytest.mark.django_db

ADDRESS = "/ho-so/son-la/VA-2026-901/"
WRITE = f"{ADDRESS}ghi/"


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def typed(client: Client, **more: Any) -> dict[str, Any]:
    """A form of seizure half written."""
    sent = fields_of(client.get(f"{WRITE}?kind=assets.seized"))
    return sent | {"effective_on": "31/06/2026", "money-seized": "nhiều", "note": "gọi lại CQĐT"} | more


def saved(client: Client, **more: Any) -> Draft:
    """The form saved as a draft."""
    sent = typed(client, **more)
    answer = client.post(WRITE, sent | {"step": "draft"})
    assert answer.status_code == 302
    return Draft.objects.get(key=sent["request_key"])


def test_a_draft_keeps_every_word_unread_and_opens_with_them(desk: Office) -> None:
    client = desk.client()
    draft = saved(client)
    page = client.get(f"{WRITE}?nhap={draft.key}")
    kept = fields_of(page)
    assert (kept["effective_on"], kept["money-seized"], kept["note"]) == ("31/06/2026", "nhiều", "gọi lại CQĐT")
    assert kept["request_key"] == str(draft.key)
    assert "Đã lưu nháp lúc" in said(page)
    assert "Đã lưu nháp lúc" not in said(client.get(f"{WRITE}?nhap={draft.key}"))
    assert not Act.objects.filter(kind="assets.seized").exists()


def test_the_same_form_saved_again_stays_one_draft(desk: Office) -> None:
    client = desk.client()
    sent = typed(client)
    for note in ("một", "hai"):
        client.post(WRITE, sent | {"note": note, "step": "draft"})
    assert Draft.objects.get().typed["note"] == ["hai"]


def test_the_page_itself_is_told_the_hour_and_stays(desk: Office) -> None:
    client = desk.client()
    answer = client.post(WRITE, typed(client) | {"step": "draft"}, headers={"X-Sent-By": "page"})
    assert answer.status_code == 200
    assert answer.content.decode().startswith("Đã lưu nháp lúc ")


def test_a_recorded_form_leaves_no_draft_and_is_not_kept_again(desk: Office) -> None:
    client = desk.client()
    right = {"effective_on": "20/04/2026", "money-seized": "4,2 tỷ"}
    draft = saved(client, **right)
    sent = fields_of(client.get(f"{WRITE}?nhap={draft.key}"))
    assert client.post(WRITE, sent | {"step": "record"}).status_code == 302
    assert not Draft.objects.exists()
    late = client.post(WRITE, sent | {"step": "draft"}, headers={"X-Sent-By": "page"})
    assert late.status_code == 409
    assert f"đã vào sổ, mục {desk.act('assets.seized').position}" in said(late)
    assert not Draft.objects.exists()
    assert client.post(WRITE, sent | {"step": "record"}).status_code == 302
    assert Act.objects.filter(kind="assets.seized").count() == 1


def test_nobody_else_sees_a_draft_opens_it_or_throws_it_away(desk: Office) -> None:
    draft = saved(desk.client())
    colleague = Officer.objects.create(username="dong-nghiep", password="!", name="Ông D.")
    Duty.objects.create(
        officer=colleague, role=DutyRole.SPECIALIST.value, committee=desk.committee, valid_from=date(2022, 1, 1)
    )
    client = Client()
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")
    for address in ("/ban/", "/nhap/", ADDRESS, WRITE):
        assert "gọi lại" not in said(client.get(address))
        assert str(draft.key) not in client.get(address).content.decode()
    assert client.get(f"{WRITE}?nhap={draft.key}").status_code == 404
    assert client.post(f"/nhap/{draft.key}/bo/").status_code == 404
    taken = typed(client) | {"request_key": str(draft.key), "note": "của người khác", "step": "draft"}
    assert client.post(WRITE, taken, headers={"X-Sent-By": "page"}).status_code == 409
    assert Draft.objects.get().typed["note"] == ["gọi lại CQĐT"]


def test_the_database_itself_hides_drafts_of_another_register(desk: Office) -> None:
    saved(desk.client())
    other = Committee.objects.get(code="lai-chau")

    def rows(scope: access.Scope) -> int:
        with access.entered(scope), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM web_draft")
            return int(cursor.fetchone()[0])

    def reach(*committees: int) -> access.Scope:
        return access.Scope(None, frozenset(), frozenset(committees))

    assert rows(reach(desk.committee.pk)) == 1
    assert rows(reach(other.pk)) == rows(access.NOBODY) == 0


def test_the_neighbour_keeps_no_draft_in_a_foreign_dossier(desk: Office) -> None:
    neighbours = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    client = Client()
    client.force_login(neighbours[DutyRole.SPECIALIST], backend="django.contrib.auth.backends.ModelBackend")
    sent = {"kind": "assets.seized", "request_key": str(uuid.uuid4()), "step": "draft"}
    assert client.post(WRITE, sent).status_code == 404
    assert desk.client(DutyRole.MEMBER).post(WRITE, sent).status_code == 403
    assert not Draft.objects.exists()


def test_a_draft_says_what_was_recorded_since_and_then_records(desk: Office) -> None:
    client = desk.client()
    draft = saved(client, effective_on="20/04/2026", **{"money-seized": "4,2 tỷ"})
    other = record.act(
        dossier=desk.dossier(),
        entry=Entry(kind="petty.marked", effective_on=date(2026, 5, 2), ground="health"),
        officer=desk.officers[DutyRole.HEAD],
        now=desk.moment,
    )
    assert "hồ sơ đã có 1 mục mới từ khi viết nháp" in said(client.get("/nhap/"))
    page = client.get(f"{WRITE}?nhap={draft.key}")
    assert "Hồ sơ đã có mục mới từ khi viết nháp này." in said(page)
    assert "Bà HEA." in said(page)
    assert f"{ADDRESS}#muc-{other.position}" in page.content.decode()
    assert client.post(WRITE, fields_of(page) | {"step": "record"}).status_code == 302
    assert desk.act("assets.seized").position > other.position


def test_drafts_are_listed_opened_and_thrown_away(desk: Office) -> None:
    client = desk.client()
    assert "Chưa có nháp nào." in said(client.get("/nhap/"))
    draft = saved(client, document_number="03/LKB")
    for address in ("/ban/", "/nhap/", ADDRESS, WRITE):
        page = client.get(address)
        assert f"{WRITE}?nhap={draft.key}" in page.content.decode(), address
        assert "03/LKB" in said(page)
    answer = client.post(f"/nhap/{draft.key}/bo/", {"next": ADDRESS})
    assert answer["Location"] == ADDRESS
    assert "Đã bỏ một nháp của hồ sơ VA-2026-901." in said(client.get("/nhap/"))
    assert not Draft.objects.exists()
    assert client.get(f"{WRITE}?nhap={draft.key}").status_code == 404


def test_a_draft_of_a_correction_keeps_its_place(desk: Office) -> None:
    client = desk.client()
    wrong = desk.act("case.charged")
    address = f"{ADDRESS}muc/{wrong.position}/dinh-chinh/"
    sent = fields_of(client.get(address)) | {"note": "ghi sai khoản", "step": "draft"}
    assert client.post(address, sent).status_code == 302
    draft = Draft.objects.get()
    assert draft.replaces == wrong.position
    assert f"Đính chính mục {wrong.position}: Khởi tố bị can" in said(client.get("/nhap/"))
    assert fields_of(client.get(f"{address}?nhap={draft.key}"))["note"] == "ghi sai khoản"
    assert client.get(f"{WRITE}?nhap={draft.key}").status_code == 200
    assert 'id="act-form"' not in client.get(f"{WRITE}?nhap={draft.key}").content.decode()


def test_a_correction_sent_again_after_its_answer_was_lost_is_recorded_once(desk: Office) -> None:
    client = desk.client()
    wrong = desk.act("case.charged")
    address = f"{ADDRESS}muc/{wrong.position}/dinh-chinh/"
    sent = fields_of(client.get(address)) | {"note": "ghi sai khoản", "step": "record"}
    first, second = client.post(address, sent), client.post(address, sent)
    assert first.status_code == second.status_code == 302
    assert Act.objects.filter(kind="case.charged").count() == 2


def test_what_no_form_can_hold_is_no_draft(desk: Office) -> None:
    client = desk.client()
    headers = {"X-Sent-By": "page"}
    long = client.post(WRITE, typed(client, note="x" * 500_000) | {"step": "draft"}, headers=headers)
    assert long.status_code == 409
    assert "Nháp dài quá" in said(long)
    strange = client.post(WRITE, typed(client) | {"kind": "khong.co", "step": "draft"}, headers=headers)
    assert "Chưa chọn hành vi." in said(strange)
