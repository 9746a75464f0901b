"""The pages of the import: a workbook is chosen, looked through, given back, recorded; nothing of it for others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.ledger import workbooks
from tests.ledger.workbooks import CASE, MATTER, cell_of
from tests.web.registers import Office, appoint, office, said

from liemchinh.directory import access
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger.importing import intake, rows, workbook
from liemchinh.ledger.importing.columns import List
from liemchinh.ledger.models import Act, Document, Dossier
from liemchinh.web.models import Workbook

pytestmark = pytest.mark.django_db

SOUND = workbooks.filled([CASE, MATTER], [{"number": "VA-2024-101", "name": "Nguyễn Văn A"}])
FAULTY = workbooks.filled([CASE | {"stage": "Đang điều chỉnh", "opened_on": "31/06/2024"}, MATTER])


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def upload(client: Client, content: bytes, name: str = "danh-sach.xlsx", **typed: str) -> Any:
    return client.post("/nhap-excel/", {"tep": SimpleUploadedFile(name, content), **typed})


def test_a_sound_workbook_is_looked_through_then_recorded_and_listed(desk: Office) -> None:
    client = desk.client()
    own = upload(client, SOUND, ngay="05/01/2026")["Location"]
    before = Act.objects.count()
    shown = said(client.get(own))
    assert "Ghi được 1 vụ án, 1 vụ việc, 1 người bằng 3 hành vi." in shown
    assert "VA-2024-101" in shown
    assert Act.objects.count() == before
    answer = client.post(own, {"step": "record"})
    assert answer.status_code == 302
    done = client.get(answer["Location"])
    assert "Đã ghi vào sổ 1 vụ án, 1 vụ việc từ “danh-sach.xlsx”" in said(done)
    assert 'href="/ho-so/son-la/VA-2024-101/"' in done.content.decode()
    assert not Workbook.objects.exists()
    assert Act.objects.get(kind="register.brought_forward", dossier__number="VV-2024-101").effective_on == date(
        2026, 1, 5
    )
    kept = Document.objects.get(media_type=intake.MEDIA)
    assert client.get(f"/van-ban/{kept.pk}/tep/").content == SOUND
    assert "Tham ô tài sản" in said(client.get(f"/van-ban/{kept.pk}/"))
    dossier = said(client.get("/ho-so/son-la/VA-2024-101/"))
    assert "Chuyển sổ từ hồ sơ giấy" in dossier


def test_a_faulty_workbook_is_told_cell_by_cell_and_not_recorded(desk: Office) -> None:
    client = desk.client()
    own = upload(client, FAULTY)["Location"]
    page = client.get(own)
    shown = said(page)
    cell = cell_of(List.DOSSIERS, 0, "stage")
    assert "Chưa ghi được: 2 ô ở 1 dòng phải sửa." in shown
    assert f'<a href="{own}?dong=0-2#dong">{cell}</a>' in page.content.decode()
    opened = said(client.get(f"{own}?dong=0-2"))
    assert "Dòng 2, trang Hồ sơ" in opened
    assert "Chưa hiểu giai đoạn “Đang điều chỉnh”" in opened
    answer = client.post(own, {"step": "record"})
    assert answer.status_code == 422
    assert "Còn 2 ô phải sửa." in said(answer)
    assert not Dossier.objects.filter(number="VV-2024-101").exists()


def test_the_workbook_comes_back_with_comments_and_mended_is_recorded(desk: Office) -> None:
    client = desk.client()
    own = upload(client, FAULTY)["Location"]
    answer = client.get(f"{own}co-ghi-chu.xlsx")
    assert "danh-sach%20%28c%C3%B3%20ghi%20ch%C3%BA%29.xlsx" in answer["Content-Disposition"]
    back = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = back["Hồ sơ"]
    stage, day = cell_of(List.DOSSIERS, 0, "stage"), cell_of(List.DOSSIERS, 0, "opened_on")
    assert "Chưa hiểu giai đoạn" in sheet[stage].comment.text
    sheet[stage], sheet[day] = "Điều tra", date(2024, 3, 12)
    own = upload(client, workbooks.saved(back))["Location"]
    assert client.post(own, {"step": "record"}).status_code == 302
    assert Dossier.objects.filter(number__in=["VA-2024-101", "VV-2024-101"]).count() == 2


def test_what_is_asked_must_be_answered_and_the_answer_stays_ticked(desk: Office) -> None:
    client = desk.client()
    content = workbooks.filled([CASE | {"accused": 3}], [{"number": "VA-2024-101", "name": "Nguyễn Văn A"}])
    own = upload(client, content)["Location"]
    page = client.get(own).content.decode()
    key = page.split('name="dong-y" value="')[1].split('"')[0]
    refused = client.post(own, {"step": "record"})
    assert refused.status_code == 422
    assert "Ghi 3 bị can nhưng danh sách người có 1" in said(refused)
    assert client.post(own, {"step": "record", "dong-y": key}).status_code == 302


def test_a_workbook_that_was_recorded_is_shown_with_who_did(desk: Office) -> None:
    client = desk.client()
    client.post(upload(client, SOUND)["Location"], {"step": "record"})
    own = upload(client, SOUND)["Location"]
    assert "Tệp này đã ghi vào sổ; không ghi lần thứ hai." in said(client.get(own))
    assert client.post(own, {"step": "record"}).status_code == 422
    assert Document.objects.filter(media_type=intake.MEDIA).count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", "Mở bằng Excel, chọn Lưu thành"),
        ("a.csv", b"a,b", "chỉ nhận tệp .xlsx, không nhận .csv"),
        ("a.xlsx", b"PK\x03\x04", "tệp bị hỏng"),
    ],
)
def test_what_is_no_workbook_is_refused_on_the_page(desk: Office, name: str, content: bytes, sentence: str) -> None:
    answer = upload(desk.client(), content, name, ngay="05/01/2026")
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert 'value="05/01/2026"' in answer.content.decode()
    assert not Workbook.objects.exists()


def test_no_file_and_a_day_to_come_are_refused(desk: Office) -> None:
    client = desk.client()
    assert "Chưa có tệp nào." in said(client.post("/nhap-excel/", {}))
    assert "chưa tới" in said(upload(client, SOUND, ngay="05/01/2090"))


def test_the_template_is_downloaded_and_read_back(desk: Office) -> None:
    answer = desk.client().get("/nhap-excel/mau.xlsx")
    found = rows.read(workbook.read("mau.xlsx", answer.content), today=date(2026, 6, 1))
    assert len(found.heads) == 3


def test_a_waiting_workbook_is_its_sender_s_alone_and_can_be_thrown_away(desk: Office) -> None:
    client = desk.client()
    own = upload(client, SOUND)["Location"]
    other = desk.client(DutyRole.HEAD)
    for address in (own, f"{own}co-ghi-chu.xlsx"):
        assert other.get(address).status_code == 404
    assert "danh-sach.xlsx" in said(client.get("/nhap-excel/"))
    assert "danh-sach.xlsx" not in said(other.get("/nhap-excel/"))
    client.post(own, {"step": "drop"})
    assert client.get(own).status_code == 404


def test_what_lay_for_a_week_is_thrown_away(desk: Office) -> None:
    client = desk.client()
    own = upload(client, SOUND)["Location"]
    kept = Workbook.objects.get()
    kept.delete()
    kept.pk, kept.saved_at = None, timezone.now() - timedelta(days=8)
    kept.save(force_insert=True)
    upload(client, SOUND)
    assert client.get(own).status_code == 404


def test_the_neighbour_does_not_see_what_was_imported(desk: Office) -> None:
    client = desk.client()
    done = client.post(upload(client, SOUND)["Location"], {"step": "record"})["Location"]
    neighbours = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    neighbour = Client()
    neighbour.force_login(neighbours[DutyRole.HEAD], backend="django.contrib.auth.backends.ModelBackend")
    assert neighbour.get(done).status_code == 404
    assert desk.client(DutyRole.MEMBER).get(done).status_code == 200
