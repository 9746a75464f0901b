"""Recording, correcting and annulling through the form: what the law refuses stands at its field, nothing is lost."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.registers import Office, fields_of, office, said

from liemchinh.directory import access
from liemchinh.directory.roles import DutyRole
from liemchinh.law.acts import Rung
from liemchinh.law.book import ANNULLED
from liemchinh.ledger import derived, record
from liemchinh.ledger.entry import Entry
from liemchinh.ledger.models import Act, Document, Person

pytestmark = pytest.mark.django_db

ADDRESS = "/ho-so/son-la/VA-2026-901/"
WRITE = f"{ADDRESS}ghi/"


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def opened(client: Client, kind: str) -> dict[str, Any]:
    """The form of a kind as it is first shown."""
    return fields_of(client.get(f"{WRITE}?kind={kind}"))


def count(kind: str) -> int:
    return Act.objects.filter(kind=kind, dossier__number="VA-2026-901").count()


def test_the_choice_of_acts_names_what_the_law_allows_and_why_not_the_rest(desk: Office) -> None:
    text = said(desk.client().get(WRITE))
    assert "Kết luận điều tra, đề nghị truy tố" in text
    assert "Truy tố bằng cáo trạng hồ sơ đang ở giai đoạn Điều tra, chỉ ghi được ở giai đoạn Truy tố" in text


def test_an_act_is_recorded_and_its_row_is_shown_as_just_recorded(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "assets.seized") | {
        "effective_on": "20/04/2026",
        "money-seized": "4,2 tỷ",
        "document_number": "03/LKB-CSKT",
        "issuer": "Cơ quan Cảnh sát điều tra Công an tỉnh Sơn La",
        "step": "record",
    }
    answer = client.post(WRITE + "?kind=assets.seized", sent)
    row = desk.act("assets.seized")
    assert answer.status_code == 302
    assert answer["Location"] == ADDRESS
    assert row.money_lines.get().amount == 4_200_000_000
    shown = client.get(ADDRESS)
    assert f"Đã ghi mục {row.position} lúc" in said(shown)
    assert f'href="#muc-{row.position}">Xem trong diễn biến' in shown.content.decode()
    assert f'id="muc-{row.position}" class="recorded"' in shown.content.decode()
    assert "Đã ghi mục" not in said(client.get(ADDRESS))
    assert derived.verify() == []


def test_the_preview_shows_stage_deadlines_and_figures_and_writes_nothing(desk: Office) -> None:
    client = desk.client()
    accused = Person.objects.get(name="Ông Đ.Q.V.")
    sent = opened(client, "case.investigation_concluded") | {
        "effective_on": "10/06/2026",
        "document_number": "19/KLĐT",
        "subject": [f"P{accused.pk}"],
        "step": "preview",
    }
    answer = client.post(WRITE, sent)
    text = said(answer)
    assert answer.status_code == 200
    assert "Giai đoạn Điều tra Truy tố" in text
    assert "Quyết định việc truy tố 10/07/2026 mới; khoản 1 Điều 240 BLTTHS" in text
    assert "Vụ án kết luận điều tra, đề nghị truy tố" not in text  # bidding is no crime of corruption
    assert "Không chỉ tiêu nào đổi" in text
    assert fields_of(answer)["document_number"] == "19/KLĐT"
    assert count("case.investigation_concluded") == 0


def test_a_figure_that_recording_moves_is_shown_now_and_after(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "assets.recovered") | {
        "effective_on": "20/05/2026",
        "money-recovered": "6,25 tỷ",
        "step": "preview",
    }
    text = said(client.post(WRITE, sent))
    assert "Đã thu hồi, nộp lại, 6 tháng đầu năm 2026 0 đồng 6,25 tỷ" in text
    record.act(
        dossier=desk.dossier(),
        entry=Entry(kind="assets.recovered", effective_on=date(2026, 5, 2), money=((Rung.RECOVERED, 10**9),)),
        officer=desk.officers[DutyRole.SPECIALIST],
        now=desk.moment,
    )
    assert "6 tháng đầu năm 2026 1,00 tỷ 7,25 tỷ" in said(client.post(WRITE, sent))


def test_the_htmx_preview_answers_only_the_preview(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "case.investigation_extended") | {"effective_on": "01/07/2026", "step": "preview"}
    answer = client.post(WRITE, sent, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert html.lstrip().startswith('<section class="preview"')
    assert "phải ghi số, ký hiệu văn bản" in said(html)


def test_a_refusal_of_the_law_stands_at_the_person_and_keeps_every_word(desk: Office) -> None:
    client = desk.client()
    accused, cleared = Person.objects.get(name="Ông Đ.Q.V."), Person.objects.get(name="Bà N.K.T.")
    sent = opened(client, "case.investigation_concluded") | {
        "effective_on": "10/06/2026",
        "document_number": "19/KLĐT-CSKT",
        "issuer": "Cơ quan điều tra",
        "note": "đủ 64 trang",
        "subject": [f"P{accused.pk}", f"P{cleared.pk}"],
        "step": "record",
    }
    answer = client.post(WRITE, sent)
    html, text = answer.content.decode(), said(answer)
    assert answer.status_code == 422
    assert count("case.investigation_concluded") == 0
    assert "Chưa ghi vào sổ" in text
    assert "Bà N.K.T. không còn là bị can từ ngày 15/04/2026, không phải bị can" in text
    assert f'href="#f-line-P{cleared.pk}"' in html
    assert f'<tr id="f-line-P{cleared.pk}" tabindex="-1" class="refused-row">' in html
    kept = fields_of(answer)
    for name in ("effective_on", "document_number", "issuer", "note", "subject"):
        assert kept[name] == sent[name], name


def test_an_act_that_the_law_does_not_allow_is_refused_at_the_kind_with_what_can_be_done(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "case.suspended") | {
        "effective_on": "01/06/2026",
        "ground": "expertise",
        "document_number": "11/QĐ",
        "step": "record",
    }
    assert client.post(WRITE, sent).status_code == 302
    again = client.post(WRITE, opened(client, "assets.damage_found") | {"kind": "case.suspended", "step": "fields"})
    refused = client.post(WRITE, fields_of(again) | sent | {"request_key": str(uuid.uuid4()), "seen": "9" * 12})
    text = said(refused)
    assert refused.status_code == 422
    assert "vụ án đang tạm đình chỉ từ ngày 01/06/2026; phải phục hồi trước" in text
    assert "?kind=case.resumed" in refused.content.decode()
    assert 'href="#f-kind"' in refused.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("effective_on", "31/06/2026", "tháng 6 chỉ có 30 ngày"),
        ("effective_on", "mai", "Chưa hiểu ngày “mai”"),
        ("effective_on", "31/12/2199", "chưa tới"),
        ("effective_on", "01/01/2026", "trước ngày mở hồ sơ 01/03/2026"),
        ("money-seized", "1,858", "Chưa rõ “1,858”"),
        ("money-seized", "nhiều", "Chưa hiểu số tiền"),
        ("money-seized", "", "phải ghi số tiền lớn hơn 0"),
        ("money-seized", "99999999999999999999", "Số tiền quá lớn"),
    ],
)
def test_what_was_not_understood_is_said_at_its_field_and_stays(
    desk: Office, field: str, typed: str, sentence: str
) -> None:
    client = desk.client()
    sent = opened(client, "assets.seized") | {
        "effective_on": "20/04/2026",
        "money-seized": "4,2 tỷ",
        "note": "còn đây",
        "step": "record",
    }
    answer = client.post(WRITE, sent | {field: typed})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert f'href="#f-{field}"' in html
    assert f'class="field refused" id="field-f-{field}"' in html
    assert fields_of(answer)[field] == typed
    assert fields_of(answer)["note"] == "còn đây"
    assert count("assets.seized") == 0


def test_an_unknown_related_dossier_is_named_at_its_field(desk: Office) -> None:
    client = desk.client()
    address = "/ho-so/son-la/VV-2026-901/ghi/"
    sent = fields_of(client.get(f"{address}?kind=matter.turned_into_case"))
    answer = client.post(address, sent | {"related": "VA-2026-999", "step": "record"})
    assert answer.status_code == 422
    assert "Không có hồ sơ VA-2026-999, hoặc hồ sơ không thuộc phần việc được giao." in said(answer)
    assert 'id="field-f-related"' in answer.content.decode()


def test_a_form_that_somebody_overtook_keeps_its_words_and_can_be_sent_again(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "assets.seized") | {
        "effective_on": "20/04/2026",
        "money-seized": "4,2 tỷ",
        "step": "record",
    }
    other = record.act(
        dossier=desk.dossier(),
        entry=Entry(kind="petty.marked", effective_on=date(2026, 5, 2), ground="health"),
        officer=desk.officers[DutyRole.HEAD],
        now=desk.moment,
    )
    answer = client.post(WRITE, sent)
    assert answer.status_code == 422
    assert f"ghi mục {other.position} lúc" in said(answer)
    assert f"{ADDRESS}#muc-{other.position}" in answer.content.decode()
    kept = fields_of(answer)
    assert kept["money-seized"] == "4,2 tỷ"
    assert client.post(WRITE, kept | {"step": "record"}).status_code == 302
    assert count("assets.seized") == 1


def test_the_same_form_sent_twice_records_once(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "assets.seized") | {
        "effective_on": "20/04/2026",
        "money-seized": "4,2 tỷ",
        "step": "record",
    }
    first, second = client.post(WRITE, sent), client.post(WRITE, sent)
    assert first.status_code == second.status_code == 302
    assert count("assets.seized") == 1


def test_new_persons_are_named_in_rows_and_more_rows_can_be_asked_for(desk: Office) -> None:
    client = desk.client()
    more = client.post(WRITE, opened(client, "case.charged") | {"name-new1": "Ông L.V.C.", "step": "more"})
    kept = fields_of(more)
    assert kept["name-new1"] == "Ông L.V.C."
    assert "name-new4" in kept
    sent = kept | {
        "effective_on": "20/05/2026",
        "document_number": "21/QĐ-CSKT",
        "post-new1": "Kế toán trưởng",
        "charge-new1": "222.2",
        "name-new4": "Công ty X.",
        "party-new4": ["organisation"],
        "charge-new4": "222",
        "step": "record",
    }
    assert client.post(WRITE, sent).status_code == 302
    lines = list(desk.act("case.charged").subject_lines.order_by("id"))
    assert [(line.person.name if line.person else line.organisation.name, line.charge) for line in lines] == [
        ("Ông L.V.C.", "222.2"),
        ("Công ty X.", "222"),
    ]


def test_a_charge_that_no_law_knows_is_refused_at_its_new_row(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "case.charged") | {
        "effective_on": "20/05/2026",
        "document_number": "21/QĐ-CSKT",
        "name-new2": "Ông L.V.C.",
        "charge-new2": "999.9",
        "step": "record",
    }
    answer = client.post(WRITE, sent)
    assert answer.status_code == 422
    assert "Ông L.V.C.: Chưa hiểu tội danh “999.9”" in said(answer)
    assert 'id="f-line-new2" tabindex="-1" class="refused-row"' in answer.content.decode()
    assert not Person.objects.filter(name="Ông L.V.C.").exists()


def test_a_paper_is_kept_at_the_first_submit_and_goes_with_the_act(desk: Office) -> None:
    client = desk.client()
    paper = SimpleUploadedFile("lenh-03.txt", "Lệnh kê biên số 03".encode(), content_type="text/plain")
    sent = opened(client, "assets.seized") | {"effective_on": "20/04/2026", "money-seized": "4,2 tỷ"}
    shown = client.post(WRITE, sent | {"file": paper, "step": "preview"})
    assert "lenh-03.txt đã nhận, chưa vào sổ" in said(shown)
    kept = fields_of(shown)
    assert client.post(WRITE, kept | {"step": "record"}).status_code == 302
    assert desk.act("assets.seized").document == Document.objects.get(name="lenh-03.txt")
    assert "lenh-03.txt" in said(client.get(ADDRESS))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [("trong.txt", b"", "rỗng"), ("anh.exe", b"MZ\x90\x00", "anh.exe"), ("gia.pdf", b"khong phai", "gia.pdf")],
)
def test_a_paper_that_cannot_be_read_is_refused_at_its_field(
    desk: Office, name: str, content: bytes, sentence: str
) -> None:
    client = desk.client()
    file = io.BytesIO(content)
    file.name = name
    sent = opened(client, "assets.seized") | {"effective_on": "20/04/2026", "money-seized": "4,2 tỷ"}
    answer = client.post(WRITE, sent | {"file": file, "step": "record"})
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert 'class="field refused" id="field-f-file"' in answer.content.decode()
    assert count("assets.seized") == 0


def test_a_correction_begins_with_what_was_recorded_and_both_stay_readable(desk: Office) -> None:
    client = desk.client()
    wrong = desk.act("case.charged")
    address = f"{ADDRESS}muc/{wrong.position}/dinh-chinh/"
    form = client.get(address)
    sent = fields_of(form)
    assert sent["document_number"] == "06/QĐ-CSKT"
    assert len(sent["subject"]) == 2
    charged = Person.objects.get(name="Ông Đ.Q.V.")
    assert sent[f"charge-P{charged.pk}"] == "222.3"
    without = client.post(address, sent | {f"charge-P{charged.pk}": "222.2", "step": "record"})
    assert without.status_code == 422
    assert "Phải ghi lý do đính chính." in said(without)
    done = client.post(address, fields_of(without) | {"note": "ghi sai khoản", "step": "record"})
    assert done.status_code == 302
    right = desk.act("case.charged")
    assert right.replaces_id == wrong.position
    text = said(client.get(ADDRESS))
    assert f"Đính chính mục {wrong.position}." in text
    assert "Lý do: ghi sai khoản" in text
    assert f"đã thay bằng mục {right.position}" in text
    assert client.get(address).status_code == 404


def test_annulling_needs_a_reason_and_leaves_the_entry_struck(desk: Office) -> None:
    client = desk.client()
    wrong = desk.act("assets.damage_found")
    address = f"{ADDRESS}muc/{wrong.position}/huy/"
    refused = client.post(address, {"note": " ", "seen": ""})
    assert refused.status_code == 422
    assert "Phải ghi lý do hủy ghi." in said(refused)
    assert client.post(address, {"note": "ghi nhầm hồ sơ", "seen": ""}).status_code == 302
    assert Act.objects.get(kind=ANNULLED).replaces_id == wrong.position
    page = client.get(ADDRESS)
    assert f"Hủy ghi, mục {Act.objects.get(kind=ANNULLED).position}." in said(page)
    assert f'id="muc-{wrong.position}" class="struck ' in page.content.decode()


def test_annulling_what_a_later_act_rests_on_is_refused_with_that_act(desk: Office) -> None:
    client = desk.client()
    wrong = desk.act("case.initiated")
    answer = client.post(f"{ADDRESS}muc/{wrong.position}/huy/", {"note": "ghi nhầm", "seen": ""})
    assert answer.status_code == 422
    assert "trái luật" in said(answer)


def test_nothing_is_recorded_while_an_earlier_knowledge_is_read(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "assets.seized")
    session = client.session
    session["clock_position"] = desk.dossier().position
    session.save()
    answer = client.post(WRITE, sent | {"money-seized": "4,2 tỷ", "step": "record"})
    assert answer.status_code == 409
    assert "Đang đọc sổ ở mốc cũ nên không ghi được." in said(answer)
    assert count("assets.seized") == 0


def test_the_echo_reads_a_day_and_an_amount_back(desk: Office) -> None:
    client = desk.client()
    assert client.get("/doc-thu/ngay/?effective_on=14/7/2026").content.decode().endswith("14/07/2026")
    words = client.get("/doc-thu/tien/?money-damage=38,42 tỷ").content.decode().replace("\u00a0", " ")
    assert words == "Ba mươi tám tỷ bốn trăm hai mươi triệu đồng"


def test_a_month_is_recorded_as_its_last_day(desk: Office) -> None:
    client = desk.client()
    sent = opened(client, "assets.seized") | {
        "effective_on": "4/2026",
        "precision": "month",
        "money-seized": "1 tỷ",
        "step": "record",
    }
    assert client.post(WRITE, sent).status_code == 302
    row = desk.act("assets.seized")
    assert (row.effective_on, row.precision) == (date(2026, 4, 30), "month")
    assert "tháng 4/2026" in said(client.get(ADDRESS))
