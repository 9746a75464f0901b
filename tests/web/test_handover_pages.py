"""Handing dossiers over on the desk: choose, look, record, print; only a head, nothing typed lost."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pytest
from docx import Document
from tests.web.registers import Office, fields_of, office, said

from liemchinh.directory import access
from liemchinh.directory.models import Duty, Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger.handover import HANDED_OVER
from liemchinh.ledger.models import Act

pytestmark = pytest.mark.django_db

FORM = 'id="handover-form"'


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        found = office()
        receiver = Officer.objects.create(username="nhan", password="!", name="Ông P.V.D.", title="Chuyên viên")
        Duty.objects.create(officer=receiver, role="specialist", committee=found.committee, valid_from=date(2022, 1, 1))
        yield found


def opened(desk: Office) -> dict[str, object]:
    """The form of the specialist's dossiers, filled in for the receiver."""
    giver = desk.officers[DutyRole.SPECIALIST]
    sent = fields_of(desk.client(DutyRole.HEAD).get(f"/ban-giao/?tu={giver.pk}"), FORM)
    receiver = Officer.objects.get(username="nhan")
    return sent | {"receiver": str(receiver.pk), "document_number": "12-QĐ/BNCTU"}


def test_a_head_sees_who_keeps_what_and_hands_all_of_it_over(desk: Office) -> None:
    client = desk.client(DutyRole.HEAD)
    giver = desk.officers[DutyRole.SPECIALIST]
    assert f"{giver.name}: 3 hồ sơ" in said(client.get("/ban-giao/"))
    sent = opened(desk)
    looked = client.post("/ban-giao/", sent | {"step": "preview"})
    assert f"{giver.name} giao 3 hồ sơ (1 vụ án, 1 vụ việc, 1 phiên họp, cuộc họp) cho Ông P.V.D." in said(looked)
    assert not Act.objects.filter(kind=HANDED_OVER).exists()
    done = client.post("/ban-giao/", sent | {"step": "record"})
    first = Act.objects.filter(kind=HANDED_OVER).order_by("position")[0].position
    assert done["Location"] == f"/ban-giao/{first}/"
    assert Act.objects.filter(kind=HANDED_OVER).count() == 3
    minute = said(client.get(done["Location"]))
    assert "Đã bàn giao 3 hồ sơ cho Ông P.V.D." in minute
    assert f"1. Bên giao: {giver.name}." in minute
    assert "2. Bên nhận: Ông P.V.D., Chuyên viên." in minute
    assert "03 hồ sơ (01 vụ án, 01 vụ việc, 01 phiên họp, cuộc họp)" in minute


def test_the_dossier_its_timeline_and_the_lists_name_the_new_keeper(desk: Office) -> None:
    client = desk.client(DutyRole.HEAD)
    client.post("/ban-giao/", opened(desk) | {"step": "record"})
    text = said(client.get("/ho-so/son-la/VA-2026-901/"))
    assert "Người theo dõi Ông P.V.D." in text
    assert "Bàn giao hồ sơ cho Ông P.V.D." in text
    assert "Ông P.V.D." in said(client.get("/ho-so/"))


@pytest.mark.parametrize(("which", "left"), [("only", 2), ("except", 1)])
def test_only_the_ticked_go_over_or_all_but_the_ticked(desk: Office, which: str, left: int) -> None:
    client = desk.client(DutyRole.HEAD)
    ticked = {"which": which, "dossier": [str(desk.dossier("VV-2026-901").pk)]}
    client.post("/ban-giao/", opened(desk) | ticked | {"step": "record"})
    assert Act.objects.filter(kind=HANDED_OVER).count() == 3 - left


@pytest.mark.parametrize(
    ("changed", "sentence", "place"),
    [
        ({"receiver": ""}, "Chọn người nhận.", "receiver"),
        ({"document_number": " "}, "Phải ghi số văn bản phân công hoặc bàn giao.", "document_number"),
        ({"which": "only"}, "Chưa chọn hồ sơ nào.", "which"),
        ({"on": "31/02/2026"}, "Chưa hiểu", "on"),
        ({"on": "01/01/2099"}, "Ngày ấy chưa tới.", "on"),
        ({"on": "01/01/2020"}, "Luật không cho phép ghi ở VA-2026-901", "which"),
        ({"count": "7"}, "Danh sách đã đổi", "which"),
    ],
)
def test_a_refusal_stands_at_its_field_and_loses_nothing(
    desk: Office, changed: dict[str, str], sentence: str, place: str
) -> None:
    sent = opened(desk) | {"note": "Nghỉ chế độ.", "step": "record"} | changed
    answer = desk.client(DutyRole.HEAD).post("/ban-giao/", sent)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert f'href="#f-{place}"' in answer.content.decode()
    assert 'value="Nghỉ chế độ."' in answer.content.decode()
    assert not Act.objects.filter(kind=HANDED_OVER).exists()


def test_the_same_form_sent_twice_hands_over_once(desk: Office) -> None:
    client = desk.client(DutyRole.HEAD)
    ids = [str(desk.dossier(number).pk) for number in ("VA-2026-901", "VV-2026-901")]
    sent = opened(desk) | {"which": "only", "dossier": ids, "step": "record"}
    first = client.post("/ban-giao/", sent)
    again = client.post("/ban-giao/", sent)
    assert again["Location"] == first["Location"]
    assert Act.objects.filter(kind=HANDED_OVER).count() == 2


@pytest.mark.parametrize("role", [DutyRole.SPECIALIST, DutyRole.MEMBER, DutyRole.CENTRE, DutyRole.ADMINISTRATOR])
def test_nobody_but_a_head_hands_over(desk: Office, role: DutyRole) -> None:
    sent = opened(desk) | {"step": "record"}
    assert desk.client(role).post("/ban-giao/", sent).status_code == 403
    assert not Act.objects.filter(kind=HANDED_OVER).exists()
    link = "Bàn giao hồ sơ" in said(desk.client(role).get("/ho-so/"))
    assert not link


def test_the_minute_comes_as_a_word_file_with_every_dossier(desk: Office) -> None:
    client = desk.client(DutyRole.HEAD)
    done = client.post("/ban-giao/", opened(desk) | {"step": "record"})
    answer = client.get(f"{done['Location']}tai/")
    assert "bien-ban-ban-giao_" in answer["Content-Disposition"]
    document = Document(io.BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Bên giao bàn giao cho bên nhận 03 hồ sơ" in text
    assert {"VA-2026-901", "VV-2026-901", "PH-2026-901", "BÊN GIAO", "BÊN NHẬN"} <= {
        line for cell in cells for line in cell.splitlines()
    }
    assert client.get(f"{done['Location']}tai/").content == answer.content
    assert desk.client(DutyRole.ADMINISTRATOR).get(done["Location"]).status_code == 403
