"""The form asks what the declaration asks, begins with what such acts begin with, and records every field of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.web.registers import Office, fields_of, office, said

from liemchinh.directory import access
from liemchinh.directory.roles import DutyRole
from liemchinh.law.acts import ActKind, DossierKind, Need
from liemchinh.law.book import kinds_for
from liemchinh.ledger import record
from liemchinh.ledger.entry import Entry, Subject
from liemchinh.ledger.models import Act, Person

pytestmark = pytest.mark.django_db

ADDRESS = "/ho-so/son-la/VA-2026-901/"
WRITE = f"{ADDRESS}ghi/"


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def opened(client: Client, kind: str, write: str = WRITE) -> dict[str, Any]:
    """The form of a kind as it is first shown."""
    return fields_of(client.get(f"{write}?kind={kind}"))


def recorded(client: Client, kind: str, write: str = WRITE, **more: Any) -> None:
    """Fill in the form of a kind and record it."""
    sent = opened(client, kind, write) | more | {"step": "record"}
    answer = client.post(write, sent)
    assert answer.status_code == 302, said(answer)


def options(page: Any, name: str) -> dict[str, str]:
    """Value and words of the choices of a select, the empty one left out."""
    found = re.search(rf'<select[^>]*name="{name}"[^>]*>(.*?)</select>', page.content.decode(), re.DOTALL)
    assert found, f"no select {name}"
    return {v: said(w).strip() for v, w in re.findall(r'value="([^"]+)"[^>]*>(.*?)</option>', found[1])}


def asked(kind: ActKind) -> set[str]:
    """The names of the fields that a declaration calls for beyond those of every act."""
    needs = {
        "addressee": kind.addressee,
        "level": kind.level,
        "offence": kind.offence,
        "related": kind.related,
        "counted_from": kind.counted_from,
        "due_on": kind.due,
        "keeper": kind.keeper,
    }
    found = {name for name, need in needs.items() if need is not Need.NO}
    found |= {f"money-{rung.value}" for rung in kind.money}
    found |= {"ground"} if kind.grounds or kind.open_grounds else set()
    return found | ({"answers"} if kind.answers else set())


@pytest.mark.parametrize("number", ["VA-2026-901", "VV-2026-901", "PH-2026-901"])
def test_every_kind_asks_exactly_for_what_its_declaration_has(desk: Office, number: str) -> None:
    client = desk.client()
    every = {"addressee", "level", "offence", "related", "counted_from", "due_on", "keeper", "ground", "answers"}
    for kind in kinds_for(DossierKind(desk.dossier(number).kind)):
        page = client.get(f"/ho-so/son-la/{number}/ghi/?kind={kind.code}")
        sent = fields_of(page)
        shown = {name for name in sent if name in every or name.startswith("money-")}
        assert shown == asked(kind), kind.code
        assert {"effective_on", "document_number", "issuer", "note", "precision"} <= set(sent), kind.code
        assert ('name="criteria"' in page.content.decode()) == kind.criteria, kind.code
        for need, label in ((kind.due, kind.due_label), (kind.counted_from, kind.counted_label)):
            assert need is Need.NO or label.vi in said(page), kind.code


def test_a_day_is_never_guessed(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "assets.seized")
    assert sent["effective_on"] == ""
    answer = client.post(WRITE, sent | {"money-seized": "4,2 tỷ", "step": "record"})
    assert answer.status_code == 422
    assert "chưa ghi ngày; ngày không được đoán." in said(answer)


def test_an_expertise_is_delivered_to_the_request_that_waits(desk: Office) -> None:
    client = desk.client()
    for day, to in (("05/04/2026", "Sở Xây dựng"), ("06/04/2026", "Hội đồng định giá tỉnh")):
        more = {"effective_on": day, "document_number": "4/QĐ", "addressee": to, "due_on": "05/07/2026"}
        kind = opened(client, "expertise.requested")
        assert {"addressee", "due_on"} <= set(kind)
        page = client.get(f"{WRITE}?kind=expertise.requested")
        grounds = options(page, "ground") if "ground" in kind else {}
        recorded(client, "expertise.requested", **more, **({"ground": next(iter(grounds))} if grounds else {}))
    first, second = Act.objects.filter(kind="expertise.requested").order_by("position")
    page = client.get(f"{WRITE}?kind=expertise.delivered")
    waiting = options(page, "answers")
    assert list(waiting) == [str(second.position), str(first.position)]
    assert "Sở Xây dựng" in waiting[str(first.position)]
    assert fields_of(page)["answers"] == ""
    recorded(
        client,
        "expertise.delivered",
        effective_on="01/06/2026",
        document_number="9/KL",
        answers=str(first.position),
    )
    assert desk.act("expertise.delivered").answers_id == first.position
    left = client.get(f"{WRITE}?kind=expertise.delivered")
    assert list(options(left, "answers")) == [str(second.position)]
    assert fields_of(left)["answers"] == str(second.position)
    assert "Có kết luận giám định" in said(client.get(WRITE)).split("Khởi tố, điều tra")[0]


def test_the_words_of_the_last_such_paper_come_back(desk: Office) -> None:
    client = desk.client()
    assert opened(client, "assets.seized")["issuer"] == ""
    recorded(
        client,
        "assets.seized",
        **{"effective_on": "20/04/2026", "money-seized": "1 tỷ", "issuer": "Công an tỉnh Sơn La"},
    )
    assert opened(client, "assets.seized")["issuer"] == "Công an tỉnh Sơn La"


def test_the_limit_is_counted_from_the_day_the_file_was_received(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "case.investigation_concluded")
    assert sent["counted_from"] == ""
    recorded(
        client,
        "case.investigation_concluded",
        effective_on="10/06/2026",
        document_number="19/KLĐT",
        counted_from="12/6/2026",
    )
    assert desk.act("case.investigation_concluded").counted_from == date(2026, 6, 12)


def test_an_act_that_carries_all_on_begins_with_everybody_ticked(desk: Office) -> None:
    client = desk.client()
    accused, cleared = Person.objects.get(name="Ông Đ.Q.V."), Person.objects.get(name="Bà N.K.T.")
    page = client.get(f"{WRITE}?kind=case.investigation_concluded")
    assert fields_of(page)["subject"] == [f"P{accused.pk}"]
    assert "Đã tích sẵn mọi người" in said(page)
    assert f'id="tick-P{cleared.pk}"' in page.content.decode()
    assert "subject" not in opened(client, "case.terminated_against")


def test_another_kind_takes_back_what_the_first_had_ticked_but_not_what_was_chosen(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "case.investigation_concluded")
    turned = client.post(WRITE, sent | {"kind": "case.terminated_against", "step": "fields"})
    assert "subject" not in fields_of(turned)
    chosen = opened(client, "case.terminated_against") | {"subject": sent["subject"], "note": "một chữ"}
    kept = fields_of(client.post(WRITE, chosen | {"kind": "case.charge_supplemented", "step": "fields"}))
    assert kept["subject"] == sent["subject"]
    assert kept["note"] == "một chữ"
    unticked = {name: value for name, value in sent.items() if name != "subject"} | {"step": "fields"}
    assert "subject" not in fields_of(client.post(WRITE, unticked))


def test_only_the_levels_that_the_law_takes_are_offered(desk: Office) -> None:
    client = desk.client()
    page = client.get(f"{WRITE}?kind=watch.taken_off")
    assert list(options(page, "level")) == ["TINH-BCĐ"]
    assert fields_of(page)["level"] == "TINH-BCĐ"
    assert "TINH-BCĐ" not in options(client.get(f"{WRITE}?kind=watch.put_on"), "level")


def test_criteria_and_grounds_come_from_the_committees_own_lists(desk: Office) -> None:
    client = desk.client()
    page = client.get("/ho-so/son-la/VV-2026-901/ghi/?kind=watch.put_on")
    assert "Thiệt hại lớn về tiền, tài sản" in said(page)
    recorded(
        client,
        "watch.put_on",
        "/ho-so/son-la/VV-2026-901/ghi/",
        effective_on="20/05/2026",
        document_number="20-TB/BCĐ",
        level="TINH-BCĐ",
        criteria=["thiet-hai-lon", "tw-giao"],
    )
    row = desk.act("watch.put_on", "VV-2026-901")
    assert row.criteria == "thiet-hai-lon;tw-giao"
    shown = fields_of(client.get(f"/ho-so/son-la/VV-2026-901/muc/{row.position}/dinh-chinh/"))
    assert shown["criteria"] == ["thiet-hai-lon", "tw-giao"]
    assert "con-thi-hanh" in options(client.get(f"{WRITE}?kind=watch.taken_off"), "ground")
    strange = opened(client, "watch.put_on", "/ho-so/son-la/VV-2026-901/ghi/") | {
        "effective_on": "21/05/2026",
        "criteria": ["bia-ra"],
        "step": "record",
    }
    refused = client.post("/ho-so/son-la/VV-2026-901/ghi/", strange)
    assert "Tiêu chí đưa vào diện: chọn trong danh sách." in said(refused)


def test_a_dossier_is_handed_to_an_officer_of_the_register(desk: Office) -> None:
    client = desk.client()
    page = client.get(f"{WRITE}?kind=register.handed_over")
    head, member = (desk.officers[role] for role in (DutyRole.HEAD, DutyRole.MEMBER))
    offered = options(page, "keeper")
    assert str(head.pk) in offered
    assert str(member.pk) not in offered
    wrong = fields_of(page) | {"effective_on": "20/05/2026", "keeper": str(member.pk), "step": "record"}
    assert "Người nhận theo dõi: chọn một dòng trong danh sách." in said(client.post(WRITE, wrong))
    recorded(client, "register.handed_over", effective_on="20/05/2026", keeper=str(head.pk), document_number="3/QĐ")
    assert desk.act("register.handed_over").keeper == head


def test_a_new_person_is_recorded_with_all_that_is_known_and_several_offences(desk: Office) -> None:
    client = desk.client()
    recorded(
        client,
        "case.charged",
        **{
            "effective_on": "20/05/2026",
            "document_number": "21/QĐ-CSKT",
            "name-new1": "Nguyễn Văn An",
            "birth-new1": "12/05/1975",
            "sex-new1": "M",
            "post-new1": "Kế toán trưởng",
            "unit-new1": "Bệnh viện H.",
            "charge-new1": "353.2; khoản 1 Điều 354",
        },
    )
    person = Person.objects.get(name="Nguyễn Văn An")
    assert (person.birth_year, person.sex, person.post, person.unit) == (1975, "M", "Kế toán trưởng", "Bệnh viện H.")
    assert desk.act("case.charged").subject_lines.get().charge == "353.2;354.1"


@pytest.mark.parametrize(("birth", "sentence"), [("75", "chưa hiểu năm sinh “75”"), ("2999", "chưa hiểu năm sinh")])
def test_a_year_of_birth_that_is_none_is_told_at_its_row(desk: Office, birth: str, sentence: str) -> None:
    sent = opened(desk.client(), "case.charged") | {
        "effective_on": "20/05/2026",
        "document_number": "21/QĐ",
        "name-new1": "Lê Thị B",
        "charge-new1": "353.2",
        "birth-new1": birth,
        "step": "record",
    }
    answer = desk.client().post(WRITE, sent)
    assert sentence in said(answer)
    assert fields_of(answer)["birth-new1"] == birth


def test_offences_are_echoed_by_name_and_class(desk: Office) -> None:
    echo = said(desk.client().get("/doc-thu/toi/?charge-new1=353.2; tham ô; 999.9"))
    assert "khoản 2 Điều 353 BLHS, Tham ô tài sản: tội phạm rất nghiêm trọng" in echo
    assert "Chưa hiểu “999.9”" in echo


def defendant(desk: Office) -> Person:
    """Bring the one accused before the court."""
    accused = Person.objects.get(name="Ông Đ.Q.V.")
    subject = (Subject(person_id=accused.pk, name=accused.name),)
    steps = (
        ("case.investigation_concluded", date(2026, 6, 1), subject),
        ("case.indicted", date(2026, 6, 20), subject),
        ("trial.accepted", date(2026, 6, 25), ()),
        ("trial.ordered", date(2026, 7, 10), subject),
    )
    for kind, day, subjects in steps:
        entry = Entry(kind=kind, effective_on=day, subjects=subjects, document_number="1/QĐ")
        record.act(dossier=desk.dossier(), entry=entry, officer=desk.officers[DutyRole.SPECIALIST], now=desk.moment)
    return accused


def test_a_sentence_that_has_a_length_asks_for_its_months(desk: Office) -> None:
    accused = defendant(desk)
    client = desk.client()
    key = f"P{accused.pk}"
    page = client.get(f"{WRITE}?kind=trial.first_instance")
    sent = fields_of(page)
    assert sent["subject"] == [key]
    assert f"months-{key}" not in sent
    outcome = next(iter(options(page, f"outcome-{key}")))
    sent |= {"effective_on": "01/09/2026", "document_number": "40/HSST", f"outcome-{key}": outcome}
    asks = client.post(WRITE, sent | {f"form-{key}": "prison", "step": "fields"})
    assert fields_of(asks)[f"months-{key}"] == ""
    wrong = client.post(WRITE, fields_of(asks) | {f"months-{key}": "lâu", "step": "record"})
    assert "chưa hiểu số tháng “lâu”" in said(wrong)
    done = client.post(WRITE, fields_of(wrong) | {f"months-{key}": "2 năm 6 tháng", "step": "record"})
    assert done.status_code == 302, said(done)
    line = desk.act("trial.first_instance").subject_lines.get()
    assert (line.form, line.months) == ("prison", 30)
    correct = client.get(f"{ADDRESS}muc/{desk.act('trial.first_instance').position}/dinh-chinh/")
    assert fields_of(correct)[f"months-{key}"] == "30"
    assert "2 năm 6 tháng" in said(correct)


def test_persons_are_brought_forward_in_the_capacity_of_the_paper(desk: Office) -> None:
    client = desk.client()
    officer = desk.officers[DutyRole.SPECIALIST]
    record.open_dossier(
        committee=desk.committee,
        kind=DossierKind.CASE,
        number="VA-2026-902",
        title="Vụ án trên giấy",
        opened_on=date(2026, 2, 1),
        officer=officer,
        now=desk.moment,
    )
    write = "/ho-so/son-la/VA-2026-902/ghi/"
    page = client.get(f"{write}?kind=register.brought_forward")
    assert "defendant" in options(page, "role-new1")
    recorded(
        client,
        "register.brought_forward",
        write,
        **{
            "effective_on": "05/02/2026",
            "ground": "first_instance",
            "offence": "353.2; 356.1",
            "name-new1": "Trần Thị C",
            "role-new1": "defendant",
            "charge-new1": "353.2",
        },
    )
    row = desk.act("register.brought_forward", "VA-2026-902")
    assert row.offence == "353.2;356.1"
    assert row.subject_lines.get().role == "defendant"


def test_a_name_that_the_dossier_has_is_asked_about_before_it_is_recorded(desk: Office) -> None:
    client = desk.client()
    known = Person.objects.get(name="Bà N.K.T.")
    sent = opened(client, "case.charged") | {
        "effective_on": "20/05/2026",
        "document_number": "21/QĐ",
        "name-new1": "Bà N.K.T.",
        "charge-new1": "222.1",
        "step": "record",
    }
    answer = client.post(WRITE, sent)
    assert answer.status_code == 422
    assert "trong hồ sơ đã có Bà N.K.T.; chọn là người ấy, hay người khác cùng tên." in said(answer)
    assert f'name="known-new1" value="{known.pk}"' in answer.content.decode()
    other = client.post(WRITE, sent | {"known-new1": "new"})
    assert other.status_code == 302, said(other)
    assert Person.objects.filter(name="Bà N.K.T.").count() == 2


def test_the_person_chosen_is_the_one_recorded(desk: Office) -> None:
    client = desk.client()
    known = Person.objects.get(name="Bà N.K.T.")
    sent = opened(client, "case.charged") | {
        "effective_on": "20/05/2026",
        "document_number": "21/QĐ",
        "name-new1": "Bà N.K.T.",
        "charge-new1": "222.1",
        "known-new1": str(known.pk),
        "step": "record",
    }
    assert client.post(WRITE, sent).status_code == 302
    assert desk.act("case.charged").subject_lines.get().person == known
    assert Person.objects.filter(name="Bà N.K.T.").count() == 1


def test_the_chooser_leads_with_what_usually_follows_and_is_narrowed_by_words(desk: Office) -> None:
    client = desk.client()
    text = said(client.get(WRITE))
    assert text.index("Thường ghi tiếp theo") < text.index("Khởi tố, điều tra") < text.index("Diện theo dõi, chỉ đạo")
    narrowed = said(client.get(f"{WRITE}?loc=tam giam"))
    assert "1 hành vi khớp “tam giam”." in narrowed
    assert "Kết luận điều tra, đề nghị truy tố" not in narrowed
    why = client.get(f"{WRITE}?loc=cao+trang")
    assert '<details class="not-allowed" open>' in why.content.decode()
    assert "Truy tố bằng cáo trạng hồ sơ đang ở giai đoạn Điều tra" in said(why)


def test_what_usually_follows_is_learnt_from_the_register(desk: Office) -> None:
    client = desk.client()
    assert "Bàn giao hồ sơ" not in said(client.get(WRITE)).split("Khởi tố, điều tra")[0]
    head = desk.officers[DutyRole.HEAD]
    for number in range(910, 914):
        dossier = record.open_dossier(
            committee=desk.committee,
            kind=DossierKind.CASE,
            number=f"VA-2026-{number}",
            title="Vụ án khác",
            opened_on=date(2026, 2, 1),
            officer=head,
            now=desk.moment,
        )
        for entry in (
            Entry(kind="petty.marked", effective_on=date(2026, 3, 1), ground="health"),
            Entry(kind="register.handed_over", effective_on=date(2026, 3, 2), keeper_id=head.pk),
        ):
            record.act(dossier=dossier, entry=entry, officer=head, now=desk.moment)
    recorded(client, "petty.marked", effective_on="20/05/2026", ground="health")
    assert "Bàn giao hồ sơ" in said(client.get(WRITE)).split("Khởi tố, điều tra")[0]
