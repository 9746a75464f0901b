"""Persons on the desk: one person's page, the questions about twins, the hint beside a new name, the description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.registers import Office, appoint, office, said

from liemchinh.directory import access
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import DutyRole
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import record
from liemchinh.ledger.entry import Entry, Subject
from liemchinh.ledger.models import Look, Person, PersonChange, PersonLink

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)
GROUND = "Cùng số định danh."


@dataclass
class Twins:
    """The office of the tests, and two rows of one name in two dossiers of its own."""

    desk: Office
    accused: Person
    disciplined: Person

    @property
    def pair(self) -> str:
        """The page of the two rows."""
        return f"/nguoi/{self.accused.pk}/va/{self.disciplined.pk}/"


def add(desk: Office, number: str, kind: DossierKind, entries: list[Entry], committee: Committee | None = None) -> None:
    """A dossier with these acts."""
    officer = desk.officers[DutyRole.SPECIALIST]
    now = timezone.now()
    dossier = record.open_dossier(
        committee=committee or desk.committee,
        kind=kind,
        number=number,
        title=f"Sai phạm tại Sở Y tế ({number})",
        opened_on=DAY,
        officer=officer,
        now=now,
    )
    for entry in entries:
        record.act(dossier=dossier, entry=entry, officer=officer, now=now)


def charged(name: str, **described: object) -> list[Entry]:
    """The acts of a case against one person."""
    subject = Subject(name=name, charge="222.3", **described)  # type: ignore[arg-type]
    return [
        Entry(kind="case.initiated", effective_on=DAY, offence="222.3", document_number="1"),
        Entry(kind="case.charged", effective_on=DAY, subjects=(subject,), document_number="2"),
    ]


def disciplined(name: str, **described: object) -> list[Entry]:
    """The act that disciplines one person."""
    subject = Subject(name=name, form="party.warning", **described)  # type: ignore[arg-type]
    return [Entry(kind="discipline.person", effective_on=DAY, subjects=(subject,), document_number="3")]


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


@pytest.fixture
def two(desk: Office) -> Twins:
    add(desk, "VA-2026-950", DossierKind.CASE, charged("Nguyễn Văn An", birth_year=1975, post="Giám đốc"))
    add(desk, "KL-2026-950", DossierKind.DISCIPLINE, disciplined("Nguyễn Văn An", birth_year=1975, unit="Sở Y tế"))
    first, second = Person.objects.filter(name="Nguyễn Văn An").order_by("id")
    return Twins(desk, first, second)


def test_a_dossier_leads_to_the_page_of_each_person(two: Twins) -> None:
    html = two.desk.client().get("/ho-so/son-la/VA-2026-950/").content.decode()
    assert f'href="/nguoi/{two.accused.pk}/"' in html


def test_a_person_cleared_stands_as_large_as_when_accused(desk: Office) -> None:
    person = Person.objects.get(name="Bà N.K.T.")
    html = desk.client().get(f"/nguoi/{person.pk}/").content.decode()
    assert '<span class="done-strong">không còn là bị can</span>' in html
    assert '<span class="strong">bị can</span>' in html
    text = said(html)
    assert "không còn là bị can ( VA-2026-901 )" in text
    assert "người này không phải là người có tội" in text
    assert "12/03/2026 15/04/2026 bị can" in text


def test_linked_rows_are_read_as_one_person_and_apart_again_when_taken_back(two: Twins) -> None:
    client = two.desk.client()
    sent = {"deed": "link", "reason": GROUND, "ve": "/nguoi/trung-ten/"}
    assert client.post(two.pair, sent)["Location"] == "/nguoi/trung-ten/"
    text = said(client.get(f"/nguoi/{two.accused.pk}/"))
    assert "Có tên trong 2 hồ sơ" in text
    assert "Sổ có 2 dòng về người này, đã được nối lại." in text
    assert "KL-2026-950" in text
    assert GROUND in text
    assert client.post(two.pair, {"deed": "undo", "reason": "Nhầm người."}).status_code == 302
    text = said(client.get(f"/nguoi/{two.accused.pk}/"))
    assert "Có tên trong 1 hồ sơ" in text
    assert "KL-2026-950" not in text
    assert PersonLink.objects.count() == 2


def test_the_questions_say_why_they_are_asked(two: Twins) -> None:
    text = said(two.desk.client().get("/nguoi/trung-ten/"))
    assert "1 cặp cần kết luận là một hay hai người." in text
    assert "Nhiều khả năng là một người 1" in text
    assert "Giống Họ tên viết giống nhau, cả dấu." in text
    assert "Giống Cùng năm sinh 1975." in text
    assert "bị can · VA-2026-950" in text


@pytest.mark.parametrize(
    ("deed", "verdict", "told"),
    [
        ("link", PersonLink.SAME, "Đã ghi: Nguyễn Văn An và Nguyễn Văn An là một người."),
        ("part", PersonLink.DIFFERENT, "Đã ghi: Nguyễn Văn An và Nguyễn Văn An là hai người."),
        ("defer", PersonLink.UNDECIDED, "Đã để sau: Nguyễn Văn An và Nguyễn Văn An."),
    ],
)
def test_a_decision_is_told_and_the_question_leaves_the_list(two: Twins, deed: str, verdict: str, told: str) -> None:
    client = two.desk.client()
    client.post(two.pair, {"deed": deed, "reason": GROUND, "ve": "/nguoi/trung-ten/"})
    assert PersonLink.objects.get().verdict == verdict
    text = said(client.get("/nguoi/trung-ten/"))
    assert told in text
    assert "Không còn cặp nào cần kết luận." in text
    assert GROUND in text


def test_a_decision_without_a_ground_is_refused_and_nothing_typed_is_lost(two: Twins) -> None:
    answer = two.desk.client().post(two.pair, {"deed": "link", "reason": " "})
    assert answer.status_code == 422
    assert "Phải ghi căn cứ." in said(answer)
    again = two.desk.client().post(two.pair, {"deed": "undo", "reason": "Chưa rõ là ai."})
    assert "Chưa có kết luận nào để rút lại." in said(again)
    assert "Chưa rõ là ai." in again.content.decode()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_nobody_is_led_out_of_the_desk(two: Twins, back: str) -> None:
    answer = two.desk.client().post(two.pair, {"deed": "link", "reason": GROUND, "ve": back})
    assert answer["Location"] == f"/nguoi/{two.accused.pk}/"


@pytest.mark.parametrize("role", [DutyRole.MEMBER, DutyRole.CENTRE])
def test_who_only_reads_sees_persons_and_decides_nothing(two: Twins, role: DutyRole) -> None:
    client = two.desk.client(role)
    page = client.get(f"/nguoi/{two.accused.pk}/")
    assert page.status_code == 200
    assert "Sửa mô tả" not in said(page)
    assert client.get("/nguoi/trung-ten/").status_code == 403
    assert client.post(two.pair, {"deed": "link", "reason": GROUND}).status_code == 409
    assert client.post(f"/nguoi/{two.accused.pk}/mo-ta/", {"name": "Khác"}).status_code == 403
    assert not PersonLink.objects.exists()


def test_the_neighbour_and_a_missing_person_get_the_same_answer(two: Twins) -> None:
    neighbours = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    client = Client()
    client.force_login(neighbours[DutyRole.HEAD], backend="django.contrib.auth.backends.ModelBackend")
    texts = set()
    for address in (f"/nguoi/{two.accused.pk}/", "/nguoi/999999999/", two.pair, f"/nguoi/{two.accused.pk}/mo-ta/"):
        answer = client.get(address)
        assert answer.status_code == 404
        texts.add(said(answer).split("Lượt")[0])
    assert len(texts) == 1
    assert not Look.objects.filter(officer=neighbours[DutyRole.HEAD]).exists()
    assert "An" not in said(client.get("/nguoi/trung-ten/goi-y/?name=Nguyễn Văn An&birth_year=1975&so=lai-chau"))
    assert client.get("/nguoi/trung-ten/goi-y/?name=Nguyễn Văn An&so=son-la").status_code == 404


def test_each_look_at_a_person_is_written_down_for_each_dossier(two: Twins) -> None:
    member = two.desk.officers[DutyRole.MEMBER]
    two.desk.client(DutyRole.MEMBER).get(f"/nguoi/{two.accused.pk}/")
    assert [look.dossier.number for look in Look.objects.filter(officer=member)] == ["VA-2026-950"]
    two.desk.client(DutyRole.MEMBER).get(two.pair)
    assert Look.objects.filter(officer=member).count() == 3


def test_the_hint_beside_a_new_name_asks_and_explains(two: Twins) -> None:
    asked = "/nguoi/trung-ten/goi-y/?name=NGUYỄN VĂN AN&birth_year=1975&so=son-la&dong=new1"
    answer = two.desk.client().get(asked)
    html = answer.content.decode()
    assert f'name="known-new1" value="{two.accused.pk}"' in html
    assert 'name="known-new1" value="new"' in html
    assert "Có thể đã có trong sổ" in html
    assert "Cùng năm sinh 1975." in html
    assert "<html" not in html
    nobody = two.desk.client().get("/nguoi/trung-ten/goi-y/?name=Nguyễn Văn Ân&birth_year=1980&so=son-la")
    assert nobody.content.decode().strip() == ""


def test_a_description_is_changed_with_a_reason_and_the_old_words_stay_readable(two: Twins) -> None:
    client = two.desk.client()
    address = f"/nguoi/{two.accused.pk}/mo-ta/"
    sent = {"name": "Nguyễn Văn Ân", "post": "Giám đốc", "unit": "", "birth_year": "1975", "sex": "M", "reason": ""}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Phải ghi vì sao sửa." in said(refused)
    assert 'value="Nguyễn Văn Ân"' in refused.content.decode()
    assert client.post(address, sent | {"reason": "Theo lý lịch bị can."}).status_code == 302
    text = said(client.get(f"/nguoi/{two.accused.pk}/"))
    assert "Đã sửa mô tả." in text
    assert "Nguyễn Văn An, Giám đốc, sinh năm 1975" in text
    assert "Theo lý lịch bị can." in text
    assert PersonChange.objects.get().officer == two.desk.officers[DutyRole.SPECIALIST]
    assert "Nguyễn Văn Ân" in said(client.get("/ho-so/son-la/VA-2026-950/"))


@pytest.mark.parametrize("year", ["75", "một", "1875"])
def test_a_year_that_is_not_understood_is_said_at_its_field(two: Twins, year: str) -> None:
    sent = {"name": "Nguyễn Văn An", "post": "", "unit": "", "birth_year": year, "sex": "", "reason": "x"}
    answer = two.desk.client().post(f"/nguoi/{two.accused.pk}/mo-ta/", sent)
    assert answer.status_code == 422
    assert 'href="#f-birth_year"' in answer.content.decode()
    assert f'value="{year}"' in answer.content.decode()


def test_a_row_is_compared_with_another_by_its_number(two: Twins) -> None:
    client = two.desk.client()
    answer = client.get(f"/nguoi/{two.accused.pk}/va/?voi={two.disciplined.pk}")
    assert answer["Location"] == two.pair
    for number in ("", "abc", str(two.accused.pk)):
        assert client.get(f"/nguoi/{two.accused.pk}/va/?voi={number}").status_code == 404


def test_nothing_is_decided_while_an_earlier_knowledge_is_read(two: Twins) -> None:
    client = two.desk.client()
    session = client.session
    session["clock_position"] = two.desk.act("case.charged").position
    session.save()
    assert client.post(two.pair, {"deed": "link", "reason": GROUND}).status_code == 409
    assert not PersonLink.objects.exists()
