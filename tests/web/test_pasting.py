"""Lists pasted from Word and Excel: read in any order of columns, told row by row, then lines of the act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.web.registers import Office, fields_of, office, said

from liemchinh.directory import access
from liemchinh.directory.roles import DutyRole
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import record
from liemchinh.ledger.entry import Entry, Subject
from liemchinh.ledger.models import Person
from liemchinh.web.acts import charges, pasting
from liemchinh.web.models import Draft

TODAY = date(2026, 7, 14)
ADDRESS = "/ho-so/son-la/VA-2026-901/"
WRITE = f"{ADDRESS}ghi/"
ROLL = 'id="roll-form"'


def read(text: str) -> list[tuple[str, ...]]:
    """Each row as name, birth, sex, post, unit, charge."""
    return [(one.name, one.birth, one.sex, one.post, one.unit, one.charge) for one in pasting.read(text, TODAY)]


AN = ("Nguyễn Văn An", "1975", "M", "Giám đốc", "Sở Y tế", "khoản 2 Điều 353")


@pytest.mark.parametrize(
    "text",
    [
        "STT\tHọ và tên\tNăm sinh\tGiới tính\tChức vụ\tĐơn vị\tTội danh\n"
        "1\tNguyễn Văn An\t1975\tNam\tGiám đốc\tSở Y tế\tkhoản 2 Điều 353",
        "Tội danh\tĐơn vị\tChức vụ\tGiới tính\tNăm sinh\tHọ tên\n"
        "khoản 2 Điều 353\tSở Y tế\tGiám đốc\tNam\t1975\tNguyễn Văn An",
        "Nguyễn Văn An\t1975\tNam\tGiám đốc\tSở Y tế\tkhoản 2 Điều 353",
        "khoản 2 Điều 353\tSở Y tế\tNam\t1975\tNguyễn Văn An\tGiám đốc",
        "Nguyễn Văn An; 1975; nam; Giám đốc; Sở Y tế; khoản 2 Điều 353",
        "1. Nguyễn Văn An   1975   nam   Giám đốc   Sở Y tế   khoản 2 Điều 353",
        "họ tên,năm sinh,giới tính,chức vụ,đơn vị,tội danh\nNguyễn Văn An,1975,nam,Giám đốc,Sở Y tế,khoản 2 Điều 353",
        "| Nguyễn Văn An | 1975 | nam | Giám đốc | Sở Y tế | khoản 2 Điều 353 |",
    ],
)
def test_columns_are_found_in_any_order_with_heads_or_without(text: str) -> None:
    assert read(text) == [AN]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "1. Nguyễn Văn Nam, sinh năm 1975, nam, nguyên Giám đốc Bệnh viện H., khoản 3 Điều 222",
            ("Nguyễn Văn Nam", "1975", "M", "nguyên Giám đốc Bệnh viện H.", "", "khoản 3 Điều 222"),
        ),
        ("- Trần Thị Hoa Kế toán trưởng", ("Trần Thị Hoa", "", "", "Kế toán trưởng", "", "")),
        ("Nguyễn Văn An", ("Nguyễn Văn An", "", "", "", "", "")),
        ("Lê C 1980 nữ Thủ kho 353.1", ("Lê C", "1980", "F", "Thủ kho", "", "353.1")),
    ],
)
def test_a_line_without_columns_is_read_by_its_words(text: str, row: tuple[str, ...]) -> None:
    assert read(text) == [row]


def test_a_cell_of_excel_may_hold_lines_and_columns_of_article_and_clause_belong_together() -> None:
    assert read('Lê B\t1980\t"353.2;\n354.1"') == [("Lê B", "1980", "", "", "", "353.2; 354.1")]
    assert read("Họ tên\tĐiều\tKhoản\nLê B\t353\t2")[0][5] == "353.2"
    assert read("Lê B; 1980; Kế toán; 353.2; 354.1\nLê C; 1981; Kế toán; 353.1")[0][5] == "353.2; 354.1"


def test_nothing_pasted_is_dropped_in_silence() -> None:
    (row,) = pasting.read("Họ tên\tNăm sinh\tGhi chú\nLê B\t1980\tđang bỏ trốn\tô thừa", TODAY)
    assert row.left == ["đang bỏ trốn", "ô thừa"]
    assert pasting.read("\n \t \n", TODAY) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("353.2; khoản 3 Điều 222", "353.2;222.3"),
        ("Điều 353, khoản 2, khoản 1 Điều 354", "353.2;354.1"),
        ("Điều 222, khoản 4 Điều 354", "222;354.4"),
        ("Tham ô tài sản (khoản 2 Điều 353 BLHS)", "353.2"),
        ("Tham ô tài sản", "353"),
        ("Đ353 k2 và 354.1", "353.2;354.1"),
        ("222.3 353.2", "222.3;353.2"),
        ("353.2, 353.2", "353.2"),
        ("999.9; trộm gà", "999.9;trộm gà"),
        ("", ""),
    ],
)
def test_offences_are_read_as_officers_write_them(text: str, codes: str) -> None:
    assert charges.codes(text) == codes
    assert charges.codes(charges.written(codes)) == codes


@pytest.fixture
def desk(db: None) -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def pasted(client: Client, text: str, kind: str = "case.charged", **more: Any) -> Any:
    """The page of a pasted list."""
    sent = fields_of(client.get(f"{WRITE}?kind={kind}")) | more | {"pasted": text, "step": "paste"}
    return client.post(WRITE, sent)


HEADS = "Họ tên\tNăm sinh\tGiới tính\tChức vụ\tĐơn vị\tTội danh\n"


def test_a_pasted_list_is_shown_corrected_in_place_and_becomes_the_lines_of_the_act(desk: Office) -> None:
    client = desk.client()
    text = f"{HEADS}Lê B\t1980\tnữ\tThủ quỹ\tSở X\t353.2\nTrần C\t19800\tkhông rõ\t\t\tĐiều 999"
    page = pasted(client, text, effective_on="20/05/2026", document_number="21/QĐ", note="còn đây")
    shown = said(page)
    assert page.status_code == 200
    assert "2 dòng. 1 dòng chưa hiểu hết" in shown
    for fault in ("năm sinh “19800”", "giới tính “không rõ”", "tội danh “999”"):
        assert f"hưa hiểu {fault}" in shown
    sent = fields_of(page, ROLL)
    refused = client.post(WRITE, sent | {"step": "take"})
    assert refused.status_code == 422
    assert "Dòng 2, Trần C: chưa hiểu năm sinh “19800”" in said(refused)
    mended = fields_of(refused, ROLL) | {
        "paste-birth-2": "1980",
        "paste-sex-2": "M",
        "paste-charge-2": "khoản 1 Điều 354",
    }
    form = client.post(WRITE, mended | {"step": "take"})
    kept = fields_of(form)
    assert (kept["effective_on"], kept["document_number"], kept["note"]) == ("20/05/2026", "21/QĐ", "còn đây")
    assert (kept["name-new2"], kept["birth-new2"], kept["sex-new2"], kept["charge-new2"]) == (
        "Trần C",
        "1980",
        "M",
        "354.1",
    )
    assert client.post(WRITE, kept | {"step": "record"}).status_code == 302
    lines = desk.act("case.charged").subject_lines.order_by("id")
    assert [(one.person.name, one.person.unit, one.charge) for one in lines if one.person] == [
        ("Lê B", "Sở X", "353.2"),
        ("Trần C", "", "354.1"),
    ]


def test_doubles_in_the_list_and_names_of_the_dossier_are_asked_about(desk: Office) -> None:
    client = desk.client()
    known = Person.objects.get(name="Bà N.K.T.")
    text = f"{HEADS}Lê B\t\t\t\t\t353.2\nông LÊ B\t\t\t\t\t353.2\nBà N.K.T.\t\t\t\t\t222.1"
    page = pasted(client, text, effective_on="20/05/2026", document_number="21/QĐ")
    assert "2 dòng cần trả lời là ai" in said(page)
    assert "Cùng tên với dòng 1." in said(page)
    assert "Trong hồ sơ đã có người cùng tên." in said(page)
    sent = fields_of(page, ROLL)
    unanswered = client.post(WRITE, sent | {"step": "take"})
    assert "Dòng 2, ông LÊ B: trả lời câu hỏi ở cuối dòng" in said(unanswered)
    answered = sent | {"paste-who-2": "skip", "paste-who-3": f"P{known.pk}", "step": "take"}
    kept = fields_of(client.post(WRITE, answered))
    assert kept["name-new1"] == "Lê B"
    assert kept["subject"] == [f"P{known.pk}"]
    assert kept[f"charge-P{known.pk}"] == "222.1"
    assert kept.get("name-new2", "") == ""


def test_a_person_of_another_dossier_is_recognised_with_the_evidence(desk: Office) -> None:
    officer = desk.officers[DutyRole.SPECIALIST]
    other = record.open_dossier(
        committee=desk.committee,
        kind=DossierKind.CASE,
        number="VA-2026-905",
        title="Vụ án khác",
        opened_on=date(2026, 2, 1),
        officer=officer,
        now=desk.moment,
    )
    subject = Subject(name="Nguyễn Văn An", post="Giám đốc", unit="Sở Y tế", birth_year=1975, charge="353.2")
    for entry in (
        Entry(kind="case.initiated", effective_on=date(2026, 2, 2), offence="353.2", document_number="1/QĐ"),
        Entry(kind="case.charged", effective_on=date(2026, 2, 3), subjects=(subject,), document_number="2/QĐ"),
    ):
        record.act(dossier=other, entry=entry, officer=officer, now=desk.moment)
    known = Person.objects.get(name="Nguyễn Văn An")
    client = desk.client()
    text = f"{HEADS}Nguyễn Văn An\t1975\tnam\tGiám đốc\tSở Y tế\t222.3"
    page = pasted(client, text, effective_on="20/05/2026", document_number="21/QĐ")
    assert "VA-2026-905" in said(page)
    assert "Nhiều khả năng là một người" in said(page)
    sent = fields_of(page, ROLL) | {"paste-who-1": str(known.pk), "step": "take"}
    kept = fields_of(client.post(WRITE, sent))
    assert kept["known-new1"] == str(known.pk)
    assert client.post(WRITE, kept | {"step": "record"}).status_code == 302
    assert desk.act("case.charged").subject_lines.get().person == known


def test_an_act_of_those_who_stand_takes_only_those(desk: Office) -> None:
    client = desk.client()
    accused = Person.objects.get(name="Ông Đ.Q.V.")
    page = pasted(client, "Ông Đ.Q.V.\nLê B", kind="case.terminated_against")
    assert "không có người này trong hồ sơ" in said(page).lower()
    kept = fields_of(client.post(WRITE, fields_of(page, ROLL) | {"paste-who-2": "skip", "step": "take"}))
    assert kept["subject"] == [f"P{accused.pk}"]


def test_leaving_the_list_leads_back_to_the_form_with_the_pasted_text(desk: Office) -> None:
    client = desk.client()
    page = pasted(client, "Lê B\nTrần C", note="còn đây")
    back = fields_of(client.post(WRITE, fields_of(page, ROLL) | {"step": "fields"}))
    assert back["pasted"] == "Lê B\nTrần C"
    assert back["note"] == "còn đây"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Chưa có dòng nào."), ("Lê B\n" * 121, "Danh sách có 121 dòng; mỗi lần nhận nhiều nhất 120 dòng.")],
)
def test_what_is_no_list_is_said_at_its_field(desk: Office, text: str, sentence: str) -> None:
    answer = pasted(desk.client(), text)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert fields_of(answer)["pasted"].strip() == text.strip()


def test_a_list_half_corrected_is_kept_as_a_draft_and_opens_as_it_was(desk: Office) -> None:
    client = desk.client()
    page = pasted(client, f"{HEADS}Lê B\t19800\t\t\t\t353.2")
    client.post(WRITE, fields_of(page, ROLL) | {"paste-name-1": "Lê Bình", "step": "draft"})
    opened = client.get(f"{WRITE}?nhap={Draft.objects.get().key}")
    assert fields_of(opened, ROLL)["paste-name-1"] == "Lê Bình"


def test_fifty_rows_become_fifty_persons(desk: Office) -> None:
    client = desk.client()
    rows = "\n".join(
        f"Bị can {chr(65 + n // 26)}{chr(65 + n % 26)}\t{1950 + n}\tnam\tNhân viên\tSở X\t353.{1 + n % 4}"
        for n in range(50)
    )
    page = pasted(client, HEADS + rows, effective_on="20/05/2026", document_number="21/QĐ")
    sent = fields_of(page, ROLL)
    for number in range(1, 51):
        sent[f"paste-who-{number}"] = "new"
    form = client.post(WRITE, sent | {"step": "take"})
    assert client.post(WRITE, fields_of(form) | {"step": "record"}).status_code == 302
    assert desk.act("case.charged").subject_lines.count() == 50
