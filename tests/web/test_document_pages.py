"""Documents on the desk: received and read, refused with a sentence, judged without touching a number."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.figures.conftest import Registers, registers
from tests.web.test_figure_pages import clock, said

from liemchinh.directory.roles import DutyRole
from liemchinh.figures.models import Claim, Judgement
from liemchinh.ledger import documents as kept
from liemchinh.ledger.models import Document
from liemchinh.web.papers import documents

__all__ = ["registers"]

TEXT = """Báo cáo kết quả 6 tháng đầu năm 2023 của Ban Chỉ đạo tỉnh Sơn La.

Trong 6 tháng đầu năm 2023, cơ quan điều tra khởi tố mới 2 vụ án, 5 bị can về các tội tham nhũng, chức vụ.
Ban Chỉ đạo đưa 2 vụ án vào diện theo dõi, chỉ đạo. Thu hồi hơn 2,5 tỷ đồng. Cơ quan chức năng tiếp nhận 120 đơn."""


def send(client: Client, **typed: object) -> Any:
    return client.post("/van-ban/them/", {"ten": "", "chu": "", "ngay": ""} | typed)


def pasted(client: Client, text: str = TEXT) -> Document:
    answer = send(client, chu=text, ten="Báo cáo số 52-BC/BCĐ", ngay="03/07/2023")
    assert answer.status_code == 302, said(answer)
    return Document.objects.latest("pk")


def test_pasted_text_is_kept_whole_and_read(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    assert (document.text, document.published_on, document.committee) == (TEXT, date(2023, 7, 3), registers.son_la)
    read = {claim.indicator: claim for claim in Claim.objects.filter(document=document)}
    assert read["crime.accused_initiated"].value == 5
    assert read["crime.accused_initiated"].scope == "14"
    text = said(client.get(f"/van-ban/{document.pk}/?moi=1"))
    assert "Đã nhận văn bản vào hệ thống và đọc xong." in text
    assert "Bị can khởi tố mới" in text
    assert "Sơn La · 6 tháng đầu năm 2023" in text
    assert "hơn 2,50 tỷ" in text


def test_every_read_figure_is_marked_in_place_with_its_number(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    html = client.get(f"/van-ban/{document.pk}/").content.decode()
    marks = re.findall(r'<a class="claim [\w-]+" id="text-claim-(\d+)" href="#claim-(\d+)"[^>]*>(.*?)</a>', html)
    ordered = sorted(Claim.objects.filter(document=document), key=lambda claim: claim.start)
    assert [(int(own), int(row)) for own, row, _words in marks] == [(n, n) for n in range(1, len(ordered) + 1)]
    assert [words for *_ids, words in marks] == [TEXT[claim.start : claim.end] for claim in ordered]


def test_a_word_file_is_read_and_given_back_byte_for_byte(registers: Registers) -> None:
    paper = docx.Document()
    paper.add_paragraph("Năm 2023, tỉnh Sơn La khởi tố mới 2 vụ án về tham nhũng.")
    content = io.BytesIO()
    paper.save(content)
    client = registers.client()
    answer = send(client, tep=SimpleUploadedFile("Báo cáo 9.docx", content.getvalue()), ngay="05/01/2024")
    assert answer.status_code == 302
    document = Document.objects.latest("pk")
    assert document.name == "Báo cáo 9.docx"
    assert Claim.objects.get(document=document).value == 2
    back = client.get(f"/van-ban/{document.pk}/tep/")
    assert back.content == content.getvalue()
    assert back["Content-Type"] == "application/octet-stream"
    assert "attachment" in back["Content-Disposition"]


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (210 * 1024 * 1024))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.exe", b"MZ\x90\x00", "chương trình chạy được"),
        ("a.txt", b"", "tệp rỗng"),
        ("a.txt", b"   \n ", "không có chữ nào"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "Kiểm tra lại đuôi tệp"),
        ("a.pdf", b"khong phai pdf", "không phải là tệp .pdf"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "bị hỏng"),
        ("a.docx", b"PK\x03\x04rac", "Chưa nhận"),
        ("a.docm", b"PK\x03\x04", "có macro"),
        ("a.docx", None, "chứa quá nhiều dữ liệu"),
        ("../../etc/passwd", b"x", "chỉ nhận"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence_and_nothing_is_kept(
    registers: Registers, name: str, content: bytes | None, why: str
) -> None:
    upload = SimpleUploadedFile(name, _bomb() if content is None else content)
    answer = send(registers.client(), tep=upload, ten="Báo cáo số 7", ngay="03/07/2023")
    assert answer.status_code == 422
    assert why in said(answer)
    assert 'value="Báo cáo số 7"' in answer.content.decode()
    assert 'value="03/07/2023"' in answer.content.decode()
    assert not Document.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "LIMIT", 1024 * 1024)
    answer = send(registers.client(), tep=SimpleUploadedFile("to.txt", b"a" * (1024 * 1024 + 1)))
    assert "lớn hơn mức 1 MB" in said(answer)


def test_a_text_too_long_to_read_at_once_is_refused(registers: Registers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LONGEST", 100)
    assert "hơn mức 100" in said(send(registers.client(), chu=TEXT, ten="Báo cáo"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({}, "Chưa có văn bản nào"),
        ({"chu": TEXT}, "Phải ghi tên văn bản khi dán chữ"),
        ({"chu": TEXT, "ten": "Báo cáo", "ngay": "30/02/2023"}, "tháng 2 chỉ có 28 ngày"),
        ({"chu": TEXT, "ten": "Báo cáo", "ngay": "01/01/2199"}, "chưa tới"),
    ],
)
def test_a_faulty_form_keeps_what_was_typed(registers: Registers, typed: dict[str, str], why: str) -> None:
    answer = send(registers.client(), **typed)
    assert answer.status_code == 422
    assert why in said(answer)
    assert "khởi tố mới 2 vụ án" in said(answer) or "chu" not in typed


def test_the_same_paper_twice_leads_to_the_first(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    answer = send(client, chu=TEXT, ten="Tên khác")
    assert answer.status_code == 422
    html = answer.content.decode().replace("\u00a0", " ")
    assert f'<a href="/van-ban/{document.pk}/">Báo cáo số 52-BC/BCĐ</a>' in html
    assert Document.objects.count() == 1


def test_characters_that_no_database_keeps_do_not_bring_the_page_down(registers: Registers) -> None:
    document = pasted(registers.client(), TEXT + "\0\u200b\U0010ffff")
    assert document.text.startswith(TEXT)


def first_claim(document: Document) -> Claim:
    return Claim.objects.filter(document=document).order_by("start")[0]


def test_accepting_says_so_and_leaves_the_number(registers: Registers) -> None:
    client = registers.client()
    claim = first_claim(pasted(client))
    answer = client.post(f"/van-ban/so/{claim.pk}/?so=1", {"judgement": "accept", "next": "/doi-chieu/"})
    assert answer["Location"] == "/doi-chieu/#claim-1"
    assert Judgement.objects.get(claim=claim).verdict == "accepted"
    assert Claim.objects.get(pk=claim.pk).value == claim.value
    assert "đã nhận" in said(client.get(f"/van-ban/{claim.document_id}/"))


def test_refusing_asks_why_and_keeps_the_number(registers: Registers) -> None:
    client = registers.client()
    claim = first_claim(pasted(client))
    url = f"/van-ban/so/{claim.pk}/?so=1"
    assert "Vì sao bác cách đọc này" in said(client.post(url, {"judgement": "reject"}))
    empty = client.post(url, {"judgement": "reject", "reason": "  "})
    assert empty.status_code == 422
    assert "Phải ghi vì sao" in said(empty)
    assert not Judgement.objects.exists()
    done = client.post(url, {"judgement": "reject", "reason": "số người dự họp"})
    assert done["Location"] == f"/van-ban/{claim.document_id}/#claim-1"
    text = said(client.get(f"/van-ban/{claim.document_id}/"))
    assert "đã bác số người dự họp" in text
    assert Claim.objects.get(pk=claim.pk).value == claim.value


def test_amending_puts_a_better_reading_beside_the_first(registers: Registers) -> None:
    client = registers.client()
    claim = first_claim(pasted(client))
    to_form = client.post(f"/van-ban/so/{claim.pk}/?so=1", {"judgement": "amend", "next": "/doi-chieu/"})
    form = client.get(to_form["Location"])
    assert "selected>Vụ án khởi tố mới" in form.content.decode()
    typed = {
        "chi-tieu": "crime.cases_tried", "gia-tri": "2", "pham-vi": "VN", "tu": "01/01/2023", "den": "30/06/2023",
        "ngay": "", "ly-do": "văn bản nói xét xử", "next": "/doi-chieu/", "so": "1",
    }  # fmt: skip
    answer = client.post(f"/van-ban/so/{claim.pk}/sua/", typed)
    assert answer["Location"] == "/doi-chieu/#claim-1"
    better = Claim.objects.get(amends=claim)
    assert (better.indicator, better.value, better.scope, better.quote) == ("crime.cases_tried", 2, "VN", claim.quote)
    first = Claim.objects.get(pk=claim.pk)
    assert (first.indicator, first.value) == ("crime.cases_initiated", 2)
    again = client.post(f"/van-ban/so/{claim.pk}/sua/", typed)
    assert again.status_code == 422
    assert "Cách đọc này đã được sửa" in said(again)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"gia-tri": "hai mươi mấy"}, "Chưa hiểu số này"),
        ({"gia-tri": "9" * 30}, "Số lớn quá"),
        ({"chi-tieu": "assets.recovered", "gia-tri": "1,858"}, "Chưa rõ “1,858”"),
        ({"chi-tieu": "nothing"}, "Chọn chỉ tiêu"),
        ({"pham-vi": "99"}, "Chọn phạm vi"),
        ({"den": ""}, "Kỳ cần cả ngày đầu và ngày cuối"),
        ({"ngay": "30/06/2023"}, "không ghi cả hai"),
        ({"tu": "30/06/2023", "den": "01/01/2023"}, "Ngày cuối kỳ trước ngày đầu kỳ"),
        ({"tu": "31/06/2023"}, "tháng 6 chỉ có 30 ngày"),
    ],
)
def test_a_faulty_amendment_is_refused_at_its_field_and_kept(
    registers: Registers, typed: dict[str, str], why: str
) -> None:
    client = registers.client()
    claim = first_claim(pasted(client))
    form = {
        "chi-tieu": "crime.cases_tried", "gia-tri": "2", "pham-vi": "14", "tu": "01/01/2023", "den": "30/06/2023",
        "ngay": "", "ly-do": "giữ lại chữ này",
    } | typed  # fmt: skip
    answer = client.post(f"/van-ban/so/{claim.pk}/sua/", form)
    assert answer.status_code == 422
    assert why in said(answer)
    assert 'value="giữ lại chữ này"' in answer.content.decode()
    assert Claim.objects.filter(amends=claim).count() == 0


@pytest.mark.parametrize(("typed", "value"), [("−3", "-3"), ("72,46", "72.46"), ("1.858", "1858")])
def test_numbers_are_typed_the_vietnamese_way(registers: Registers, typed: str, value: str) -> None:
    client = registers.client()
    claim = first_claim(pasted(client))
    form = {
        "chi-tieu": "index.rank_change",
        "gia-tri": typed,
        "pham-vi": "14",
        "tu": "",
        "den": "",
        "ngay": "30/06/2023",
    }
    assert client.post(f"/van-ban/so/{claim.pk}/sua/", form).status_code == 302
    assert Claim.objects.get(amends=claim).value == Decimal(value)


def test_all_that_nobody_judged_is_accepted_at_once(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    count = Claim.objects.filter(document=document).count()
    client.post(f"/van-ban/so/{first_claim(document).pk}/", {"judgement": "reject", "reason": "không phải số liệu"})
    answer = client.post(f"/van-ban/{document.pk}/nhan-het/")
    assert f"Đã nhận {count - 1} cách đọc." in said(client.get(answer["Location"]))
    assert Judgement.objects.filter(verdict="accepted").count() == count - 1


def test_a_reader_sees_the_figures_without_buttons_and_cannot_judge(registers: Registers) -> None:
    document = pasted(registers.client())
    claim = first_claim(document)
    reader = registers.client(DutyRole.MEMBER)
    answer = reader.get(f"/van-ban/{document.pk}/")
    assert "Bị can khởi tố mới" in said(answer)
    assert 'name="judgement"' not in answer.content.decode()
    assert reader.post(f"/van-ban/so/{claim.pk}/", {"judgement": "accept"}).status_code == 403
    assert reader.get(f"/van-ban/so/{claim.pk}/sua/").status_code == 403
    assert reader.post(f"/van-ban/{document.pk}/nhan-het/").status_code == 403
    assert reader.get("/van-ban/them/").status_code == 403
    assert not Judgement.objects.exists()


def test_a_document_of_another_register_is_answered_like_one_that_does_not_exist(registers: Registers) -> None:
    document = pasted(registers.client())
    stranger = registers.client(DutyRole.SPECIALIST, registers.thai_nguyen)
    claim = first_claim(document)
    missing = said(stranger.get("/van-ban/999999/"))
    assert said(stranger.get(f"/van-ban/{document.pk}/")) == missing
    for path in (f"/van-ban/{document.pk}/tep/", f"/doi-chieu/{document.pk}/", f"/van-ban/so/{claim.pk}/sua/"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"/van-ban/so/{claim.pk}/", {"judgement": "accept"}).status_code == 404
    assert "52-BC" not in said(stranger.get("/van-ban/"))
    assert "52-BC" not in said(stranger.get("/doi-chieu/"))


def test_nothing_is_judged_or_received_while_an_earlier_knowledge_is_read(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    claim = first_claim(document)
    clock(client, "04/07/2023")
    answer = client.post(f"/van-ban/so/{claim.pk}/", {"judgement": "accept"})
    assert answer.status_code == 409
    assert "Về hiện tại rồi xử lý" in said(answer)
    assert "Đang đọc sổ ở mốc cũ" in said(send(client, chu=TEXT + " ", ten="Báo cáo"))
    assert "52-BC" not in said(client.get("/van-ban/"))
    assert client.get(f"/van-ban/{document.pk}/").status_code == 404
    assert not Judgement.objects.exists()


def test_a_verdict_leads_back_to_this_installation_only(registers: Registers) -> None:
    client = registers.client()
    claim = first_claim(pasted(client))
    answer = client.post(f"/van-ban/so/{claim.pk}/?so=1", {"judgement": "accept", "next": "https://example.org/"})
    assert answer["Location"] == f"/van-ban/{claim.document_id}/#claim-1"


def test_lists_and_pages_ask_the_database_a_bounded_number_of_times(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    for number in range(5):
        pasted(client, f"{TEXT}\n{number}")
    for path, most in ((f"/van-ban/{document.pk}/", 16), ("/van-ban/", 14), ("/van-ban/them/", 10)):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) <= most, path
