"""Reports on the desk: choose, look, issue, open each number, take the file along."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.reports.conftest import Province, province

from liemchinh.directory.models import Committee, Duty, Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger import record
from liemchinh.ledger.entry import Entry, Subject
from liemchinh.ledger.models import Act
from liemchinh.reports.editions import paper_of
from liemchinh.reports.models import Edition
from liemchinh.reports.trace import check, read_back

__all__ = ["province"]

PERIOD = urlencode({"ky": "tu-chon", "tu": "01/01/2023", "den": "30/06/2023"})
SIGNED = {
    "number": "61-BC/BCĐ",
    "issued_on": "05/07/2023",
    "signer": "Đ.V.K.",
    "signer_post": "Phó Trưởng ban Thường trực",
}


def sign_in(province: Province, role: DutyRole, committee: Committee | None = None) -> Client:
    officer = Officer.objects.create(username=f"bao-cao-{role.value}", name="Bà N.T.H.", password="!")
    home = committee or province.committee
    Duty.objects.create(
        officer=officer,
        role=role.value,
        committee=None if role in {DutyRole.CENTRE, DutyRole.ADMINISTRATOR} else home,
        valid_from=date(2022, 1, 1),
    )
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))).replace("\u00a0", " ")


def issued(client: Client, **given: str) -> Edition:
    answer = client.post(f"/bao-cao/ban-hanh/?{PERIOD}", SIGNED | given)
    assert answer.status_code == 302, said(answer)
    return Edition.objects.get(pk=int(answer["Location"].strip("/").split("/")[-1]))


def test_an_empty_list_says_what_will_stand_there(province: Province) -> None:
    text = said(sign_in(province, DutyRole.HEAD).get("/bao-cao/"))
    assert "Chưa có ấn bản nào được ban hành." in text
    assert "Soạn báo cáo" in text


def test_a_draft_shows_its_prose_its_clocks_and_its_checks(province: Province) -> None:
    answer = sign_in(province, DutyRole.SPECIALIST).get(f"/bao-cao/soan/?{PERIOD}")
    text = said(answer)
    assert answer.status_code == 200
    assert "khởi tố mới 01 vụ/02 bị can (cùng kỳ năm trước 01 vụ/01 bị can)" in text
    assert "hiệu lực đến 30/06/2023" in text
    assert "Không có chỗ chặn" in text
    assert "Đầu kỳ + vào − ra = cuối kỳ" in text


def test_a_pair_in_a_draft_is_one_link_to_its_evidence(province: Province) -> None:
    html = sign_in(province, DutyRole.SPECIALIST).get(f"/bao-cao/soan/?{PERIOD}").content.decode()
    links = {text.replace("\u00a0", " "): unescape(url) for url, text in
                 re.findall(r'<a class="figure[^"]*" href="([^"]*)">([^<]*)</a>', html)}  # fmt: skip
    assert links["01 vụ/02 bị can"].startswith("/so-lieu/crime.cases_initiated/14/bang-chung/?tu=2023-01-01")
    assert links["không có vụ nào"].startswith("/so-lieu/inspection.referred_cases/14/bang-chung/")


def test_every_number_of_a_draft_opens(province: Province) -> None:
    client = sign_in(province, DutyRole.SPECIALIST)
    html = client.get(f"/bao-cao/soan/?{PERIOD}").content.decode()
    addresses = {unescape(url) for url in re.findall(r'<a class="figure[^"]*" href="([^"]*)"', html)}
    assert len(addresses) > 60
    for url in sorted(addresses)[::7]:
        assert client.get(url).status_code == 200, url


def test_a_draft_stands_still_at_the_position_of_its_address(province: Province) -> None:
    client = sign_in(province, DutyRole.HEAD)
    pinned = province.draft().known.position
    correct(province)
    text = said(client.get(f"/bao-cao/soan/?{PERIOD}&muc={pinned}"))
    assert "khởi tố mới 01 vụ/02 bị can" in text
    assert "Sổ đã có thêm" in text
    assert "Lấy mốc mới" in text
    assert "khởi tố mới 01 vụ/01 bị can" in said(client.get(f"/bao-cao/soan/?{PERIOD}"))


def correct(province: Province) -> None:
    act = Act.objects.get(dossier__number="VA-2023-001", dossier__committee=province.committee, kind="case.charged")
    entry = Entry(
        kind="case.charged",
        effective_on=act.effective_on,
        subjects=(Subject(name="Ông L.V.B.", charge="356.1"),),
        document_number=act.document_number,
    )
    record.correct(act=act, entry=entry, reason="chỉ một bị can", officer=province.officer, now=province.now)


def test_days_that_do_not_exist_are_refused_and_kept(province: Province) -> None:
    client = sign_in(province, DutyRole.SPECIALIST)
    answer = client.get("/bao-cao/soan/?ky=tu-chon&tu=31/02/2023&den=30/06/2023")
    assert answer.status_code == 422
    assert "tháng 2 chỉ có 28 ngày" in said(answer)
    assert 'value="31/02/2023"' in answer.content.decode()


def test_the_head_of_office_issues_and_sees_it_done(province: Province) -> None:
    client = sign_in(province, DutyRole.HEAD)
    form = client.get(f"/bao-cao/ban-hanh/?{PERIOD}")
    assert 'value="61-BC/BCĐ"' in form.content.decode()
    edition = issued(client)
    text = said(client.get(f"/an-ban/{edition.pk}/"))
    assert "Đã ban hành 61-BC/BCĐ" in text
    assert "Sổ hôm nay cho cùng các con số." in text
    assert "bằng số đã ban hành" in text
    assert "Đã ban hành 61-BC/BCĐ" not in said(client.get(f"/an-ban/{edition.pk}/"))
    assert "61-BC/BCĐ" in said(client.get("/bao-cao/"))


def test_a_refused_issue_keeps_what_was_typed_and_names_the_field(province: Province) -> None:
    client = sign_in(province, DutyRole.HEAD)
    answer = client.post(f"/bao-cao/ban-hanh/?{PERIOD}", SIGNED | {"signer": "", "issued_on": "31/06/2023"})
    assert answer.status_code == 422
    text = said(answer)
    assert "Chưa ban hành" in text
    assert "tháng 6 chỉ có 30 ngày" in text
    html = answer.content.decode()
    assert 'value="31/06/2023"' in html
    assert 'href="#f-issued_on"' in html
    assert not Edition.objects.exists()


@pytest.mark.parametrize("role", [DutyRole.SPECIALIST, DutyRole.MEMBER, DutyRole.CENTRE, DutyRole.ADMINISTRATOR])
def test_nobody_else_issues(province: Province, role: DutyRole) -> None:
    client = sign_in(province, role)
    assert client.get(f"/bao-cao/ban-hanh/?{PERIOD}").status_code == 403
    assert client.post(f"/bao-cao/ban-hanh/?{PERIOD}", SIGNED).status_code == 403
    assert not Edition.objects.exists()


@pytest.mark.parametrize("role", [DutyRole.MEMBER, DutyRole.CENTRE])
def test_readers_read_editions_and_draft_nothing(province: Province, role: DutyRole) -> None:
    edition = province.issue()
    client = sign_in(province, role)
    assert client.get(f"/an-ban/{edition.pk}/").status_code == 200
    assert client.get(f"/bao-cao/soan/?{PERIOD}").status_code == 403
    assert "Soạn báo cáo" not in said(client.get("/bao-cao/"))


def test_another_provinces_edition_looks_like_none(province: Province) -> None:
    edition = province.issue()
    stranger = sign_in(province, DutyRole.HEAD, Committee.objects.get(code="ha-noi"))
    missing = stranger.get("/an-ban/999999/")
    for path in ("", "word/", "trang-in/", "so/1/"):
        answer = stranger.get(f"/an-ban/{edition.pk}/{path}")
        assert answer.status_code == 404
        assert said(answer) == said(missing).replace("999999", str(edition.pk))
    assert "61-BC/BCĐ" not in said(stranger.get("/bao-cao/"))


def test_a_number_opens_with_its_value_its_pair_and_its_lines(province: Province) -> None:
    edition = province.issue()
    paper = paper_of(edition)
    accused = next(one for one in paper.numbers if one.indicator == "crime.accused_initiated")
    client = sign_in(province, DutyRole.MEMBER)
    text = said(client.get(f"/an-ban/{edition.pk}/so/{accused.place}/"))
    assert "in “02 bị can”" in text
    assert "In cùng cặp với 01 vụ." in text
    assert "Bằng chứng lúc ban hành: 1 dòng" in text
    assert "VA-2023-001" in text
    assert client.get(f"/an-ban/{edition.pk}/so/9999/").status_code == 404


def test_a_correction_shows_on_the_edition_with_its_act(province: Province) -> None:
    edition = province.issue()
    correct(province)
    client = sign_in(province, DutyRole.HEAD)
    text = said(client.get(f"/an-ban/{edition.pk}/"))
    assert "1 con số nay sẽ khác" in text
    assert "Ban hành 2, nay 1." in text
    assert "bằng số đã ban hành" in text
    accused = next(one for one in paper_of(edition).numbers if one.indicator == "crime.accused_initiated")
    opened = said(client.get(f"/an-ban/{edition.pk}/so/{accused.place}/"))
    assert "Sổ hôm nay cho 1, ấn bản giữ 2." in opened
    assert "chỉ một bị can" in opened


def test_the_word_file_of_an_edition_is_the_edition(province: Province) -> None:
    edition = province.issue()
    client = sign_in(province, DutyRole.MEMBER)
    answer = client.get(f"/an-ban/{edition.pk}/word/")
    assert answer["Content-Disposition"] == 'attachment; filename="61-BC-BCD_2023-01-01_2023-06-30.docx"'
    assert check(answer.content, paper_of(edition)) == []
    assert read_back(answer.content)[0].address == f"http://testserver/an-ban/{edition.pk}/so/1/"
    assert client.get(f"/an-ban/{edition.pk}/word/").content == answer.content


def test_the_word_file_of_a_draft_is_marked(province: Province) -> None:
    answer = sign_in(province, DutyRole.SPECIALIST).get(f"/bao-cao/soan/word/?{PERIOD}")
    assert "du-thao" in answer["Content-Disposition"]
    assert {one.key for one in read_back(io.BytesIO(answer.content).getvalue())} == {"draft"}


def test_the_page_for_paper_has_the_party_heading(province: Province) -> None:
    edition = province.issue()
    text = said(sign_in(province, DutyRole.MEMBER).get(f"/an-ban/{edition.pk}/trang-in/"))
    for piece in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số 61-BC/BCĐ", "K/T TRƯỞNG BAN", "Sơn La, ngày 05 tháng 7 năm 2023"):
        assert piece in text


def test_nothing_is_issued_while_an_earlier_state_is_read(province: Province) -> None:
    client = sign_in(province, DutyRole.HEAD)
    session = client.session
    session["clock_position"] = province.draft().known.position - 1
    session.save()
    answer = client.post(f"/bao-cao/ban-hanh/?{PERIOD}", SIGNED)
    assert answer.status_code == 422
    assert "Về hiện tại rồi ban hành." in said(answer)
    assert not Edition.objects.exists()
