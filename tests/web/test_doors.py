"""The table of doors: every address, for every role, for nobody, and for the neighbour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.web.registers import Office, appoint, office, said

from liemchinh.directory import access
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger.models import Act, Look, Person

pytestmark = pytest.mark.django_db

READERS = (DutyRole.SPECIALIST, DutyRole.HEAD, DutyRole.MEMBER, DutyRole.CENTRE)
WRITERS = (DutyRole.SPECIALIST, DutyRole.HEAD)
DOSSIER = "/ho-so/son-la/VA-2026-901/"
TABLE = {
    "/ban/": READERS,
    "/dien/": READERS,
    "/ho-so/": READERS,
    "/tim/?q=dau thau": READERS,
    "/tim/da-luu/": READERS,
    "/danh-ba/": READERS,
    "/dien/danh-muc/": READERS,
    "/dien/danh-muc.docx": READERS,
    "/dien/danh-muc.xlsx": READERS,
    "/dien/giai-doan/": READERS,
    "/dien/tieu-chi/": READERS,
    DOSSIER: READERS,
    f"{DOSSIER}tom-tat/": READERS,
    f"{DOSSIER}tom-tat.pdf": READERS,
    f"{DOSSIER}tom-tat.docx": READERS,
    "/ho-so/mo/": WRITERS,
    "/van-ban/": READERS,
    "/van-ban/them/": WRITERS,
    "/nhap-excel/": WRITERS,
    "/nhap-excel/mau.xlsx": WRITERS,
    f"{DOSSIER}ghi/": WRITERS,
    f"{DOSSIER}ghi/?kind=case.suspended": WRITERS,
    "/nhap/": WRITERS,
    f"{DOSSIER}muc/POSITION/dinh-chinh/": WRITERS,
    f"{DOSSIER}muc/POSITION/van-ban/": READERS,
    f"{DOSSIER}muc/POSITION/huy/": WRITERS,
    "/can-bo/": (DutyRole.ADMINISTRATOR,),
    "/nguoi/PERSON/": READERS,
    "/nguoi/PERSON/mo-ta/": WRITERS,
    "/nguoi/PERSON/va/OTHER/": READERS,
    "/nguoi/trung-ten/": WRITERS,
    "/ban-giao/": (DutyRole.HEAD,),
    "/nguoi/trung-ten/goi-y/?name=N.V.A.": WRITERS,
    "/phien/": tuple(DutyRole),
    "/moc/": tuple(DutyRole),
    "/toi/": tuple(DutyRole),
    "/lich-han/": READERS,
    "/lich-lam-viec/": READERS,
    "/lich-lam-viec/doi/": (DutyRole.HEAD, DutyRole.CENTRE),
    "/nguong-nhac/": (DutyRole.HEAD,),
}
"""Who gets an answer; everybody else signed in gets the sentence of refusal."""


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def address_of(desk: Office, address: str) -> str:
    for word, name in (("PERSON", "Ông Đ.Q.V."), ("OTHER", "Bà N.K.T.")):
        if word in address:
            address = address.replace(word, str(Person.objects.get(name=name).pk))
    return address.replace("POSITION", str(desk.act("case.charged").position))


@pytest.mark.parametrize("role", list(DutyRole))
@pytest.mark.parametrize("address", list(TABLE))
def test_a_door_opens_for_the_duties_that_have_the_right(desk: Office, address: str, role: DutyRole) -> None:
    answer = desk.client(role).get(address_of(desk, address))
    if role in TABLE[address]:
        assert answer.status_code == 200, said(answer)
    else:
        assert answer.status_code == 403
        assert "Phần việc được giao không gồm việc này." in said(answer)


@pytest.mark.parametrize("address", list(TABLE))
def test_nobody_is_led_to_the_sign_in_and_back(desk: Office, address: str) -> None:
    answer = Client().get(address_of(desk, address))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/vao/?next=")


@pytest.mark.parametrize("address", [address for address in TABLE if address.startswith(DOSSIER)])
def test_the_neighbour_and_a_missing_dossier_get_the_same_answer(desk: Office, address: str) -> None:
    neighbours = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    client = Client()
    client.force_login(neighbours[DutyRole.HEAD], backend="django.contrib.auth.backends.ModelBackend")
    foreign = client.get(address_of(desk, address))
    missing = client.get(address_of(desk, address).replace("VA-2026-901", "VA-2026-999"))
    assert foreign.status_code == missing.status_code == 404
    assert said(foreign).replace("901", "") == said(missing).replace("999", "")
    assert "Bệnh viện H." not in said(foreign)


def test_lists_desk_and_search_of_the_neighbour_hold_nothing_of_this_register(desk: Office) -> None:
    neighbours = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    client = Client()
    client.force_login(neighbours[DutyRole.SPECIALIST], backend="django.contrib.auth.backends.ModelBackend")
    for address in ("/ban/", "/dien/?loc=1", "/ho-so/", "/tim/?q=benh vien", "/tim/?q=VA-2026-901"):
        text = said(client.get(address))
        assert "Bệnh viện H." not in text, address


@pytest.mark.parametrize("role", [DutyRole.MEMBER, DutyRole.CENTRE])
def test_who_only_reads_records_nothing_by_sending_the_form(desk: Office, role: DutyRole) -> None:
    before = Act.objects.count()
    sent = {"kind": "petty.marked", "effective_on": "02/05/2026", "ground": "health", "step": "record"}
    assert desk.client(role).post(f"{DOSSIER}ghi/", sent).status_code == 403
    position = desk.act("case.charged").position
    assert desk.client(role).post(f"{DOSSIER}muc/{position}/huy/", {"note": "x"}).status_code == 403
    assert Act.objects.count() == before


def test_who_only_reads_is_told_why_there_is_no_button(desk: Office) -> None:
    answer = desk.client(DutyRole.MEMBER).get(DOSSIER)
    assert "Phần việc được giao chỉ gồm xem, không gồm ghi hành vi." in said(answer)
    assert "/ghi/" not in answer.content.decode()
    assert "dinh-chinh" not in answer.content.decode()


def test_each_look_at_a_dossier_with_persons_is_written_down(desk: Office) -> None:
    desk.client(DutyRole.MEMBER).get(DOSSIER)
    look = Look.objects.get(officer=desk.officers[DutyRole.MEMBER])
    assert look.dossier == desk.dossier()
    desk.client(DutyRole.MEMBER).get("/ho-so/son-la/PH-2026-901/")
    assert Look.objects.filter(officer=desk.officers[DutyRole.MEMBER]).count() == 1


def test_a_duty_that_ended_is_gone_at_the_next_request(desk: Office) -> None:
    client = desk.client(DutyRole.SPECIALIST)
    assert client.get(DOSSIER).status_code == 200
    administrator = desk.client(DutyRole.ADMINISTRATOR)
    duty = desk.officers[DutyRole.SPECIALIST].duties.get()
    assert administrator.post("/can-bo/", {"deed": "end", "duty": duty.pk}).status_code == 302
    assert client.get(DOSSIER).status_code == 403


def test_the_administrator_adds_an_officer_whose_password_is_shown_once(desk: Office) -> None:
    administrator = desk.client(DutyRole.ADMINISTRATOR)
    answer = administrator.post("/can-bo/", {"deed": "create", "username": "moi", "name": "Ông M.", "title": ""})
    html = answer.content.decode()
    password = html.split('<code class="code">')[1].split("</code>")[0]
    officer = Officer.objects.get(username="moi")
    assert officer.check_password(password)
    assert password not in administrator.get("/can-bo/").content.decode()
    give = {"deed": "give", "officer": officer.pk, "role": "specialist", "committee": "son-la"}
    assert administrator.post("/can-bo/", give).status_code == 302
    newcomer = Client()
    newcomer.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    assert newcomer.get(DOSSIER).status_code == 200


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"deed": "create", "username": "hai chữ", "name": "Ông M."}, "Ghi tên đăng nhập liền nhau"),
        ({"deed": "create", "username": "moi", "name": " "}, "Phải ghi tên cán bộ."),
        ({"deed": "create", "username": "head", "name": "Ông M."}, "Tên đăng nhập head đã có."),
        ({"deed": "give", "officer": "OWN", "role": "head", "committee": ""}, "Chọn Ban Chỉ đạo."),
        ({"deed": "close", "officer": "OWN"}, "Không tự đóng tài khoản đang dùng."),
    ],
)
def test_what_the_roster_does_not_take_is_said(desk: Office, sent: dict[str, str], sentence: str) -> None:
    own = str(desk.officers[DutyRole.ADMINISTRATOR].pk)
    answer = desk.client(DutyRole.ADMINISTRATOR).post(
        "/can-bo/", {name: own if value == "OWN" else value for name, value in sent.items()}
    )
    assert answer.status_code == 422
    assert sentence in said(answer)


def test_closing_an_account_ends_its_sign_ins(desk: Office) -> None:
    client = desk.client(DutyRole.SPECIALIST)
    administrator = desk.client(DutyRole.ADMINISTRATOR)
    officer = desk.officers[DutyRole.SPECIALIST]
    assert administrator.post("/can-bo/", {"deed": "close", "officer": officer.pk}).status_code == 302
    assert client.get("/ban/")["Location"].startswith("/vao/")
