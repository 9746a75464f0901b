"""The committee's list, the board by stage, the brief and the criteria, as the desk shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from tests.web.registers import Office, office, said

from liemchinh.directory import access
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger import batch, notation
from liemchinh.ledger.models import Criterion, Look
from liemchinh.web.watching import pages

LIST = "/dien/danh-muc/"
BOARD = "/dien/giai-doan/"
CRITERIA = "/dien/tieu-chi/"
CASE = "/ho-so/son-la/VA-2026-901/"
BRIEF = f"{CASE}tom-tat/"
MORE = """
sổ son-la
hồ sơ PH-2026-902 01/06/2026 Phiên họp thứ hai
  01/06/2026 committee.session_held
hồ sơ VA-2026-902 01/03/2026 Tham ô tài sản, xảy ra tại Quỹ tín dụng xã K.
  02/03/2026 case.initiated; tội 353.2; số 21/QĐ-CSKT
  10/03/2026 watch.put_on; cấp TINH-BCĐ; số 22-TB/BCĐ
  05/06/2026 watch.taken_off; cấp TINH-BCĐ; số 23-TB/BCĐ; lý do settled
hồ sơ VA-2026-903 01/05/2026 Nhận hối lộ, xảy ra tại Trung tâm Đăng kiểm
  02/05/2026 case.initiated; tội 354.1; số 24/QĐ-CSKT
  04/06/2026 watch.put_on; cấp TINH-BCĐ; số 25-TB/BCĐ; tiêu chí keo-dai
  08/06/2026 watch.exit_proposed; cấp TINH-BCĐ
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        found = office()
        text = notation.parse(MORE, today=found.moment.date())
        batch.record_text(text, officer=found.officers[DutyRole.SPECIALIST], now=found.moment, dated=True)
        yield found


def reader(desk: Office) -> Client:
    return desk.client(DutyRole.MEMBER)


def test_the_list_groups_counts_and_says_that_nobody_is_guilty(desk: Office) -> None:
    told = said(reader(desk).get(LIST))
    assert "Đang theo dõi 2 vụ án / 1 bị can, 0 vụ việc. 1 người không còn là bị can." in told
    assert "Ban Chỉ đạo tỉnh: 2 vụ án / 1 bị can; 1 người không còn là bị can" in told
    assert "không ai trong danh mục này là người có tội" in told
    assert "Vi phạm quy định về đấu thầu, xảy ra tại Bệnh viện H." in told


def test_the_list_marks_what_changed_since_the_session(desk: Office) -> None:
    told = said(reader(desk).get(LIST))
    assert "So với khi kết thúc phiên họp thứ hai, 01/06/2026." in told
    assert "Mới vào diện : Kéo dài, hoặc các cơ quan tiến hành tố tụng còn ý kiến khác nhau, 04/06/2026" in told
    assert "Đã đưa ra khỏi diện từ phiên trước 1" in told
    assert "đã giải quyết xong (số 23-TB/BCĐ, 05/06/2026)" in told
    assert "Chờ quyết định : Đề xuất đưa ra khỏi diện theo dõi, 08/06/2026" in told
    assert "Đề xuất đưa vào diện, chưa tính 1" in told


def test_the_reader_chooses_what_to_compare_with(desk: Office) -> None:
    told = said(reader(desk).get(LIST, {"tu": "05/06/2026"}))
    assert "So với ngày 05/06/2026" in told
    assert "Mới vào diện" not in told
    position = desk.act("watch.exit_proposed", "VA-2026-903").position
    assert "như đã biết ở mục" in said(reader(desk).get(LIST, {"muc": str(position - 1)}))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"tu": "31/06/2026"}, "tháng 6 chỉ có 30 ngày"),
        ({"tu": "01/01/2100"}, "Chọn ngày trước ngày của danh mục"),
        ({"muc": "trước"}, "Ghi số mục, ví dụ 48.213."),
    ],
)
def test_what_was_not_understood_is_said_and_kept(desk: Office, sent: dict[str, str], told: str) -> None:
    answer = reader(desk).get(LIST, sent)
    assert told in said(answer)
    assert f'value="{next(iter(sent.values()))}"' in answer.content.decode()
    assert "VA-2026-901" in said(answer)
    assert reader(desk).get("/dien/danh-muc.docx", sent).status_code == 302


def test_word_and_excel_hold_the_same_lines(desk: Office) -> None:
    word = reader(desk).get("/dien/danh-muc.docx")
    told = "\n".join(cell.text for table in Document(io.BytesIO(word.content)).tables for cell in table._cells)
    sheet = load_workbook(io.BytesIO(reader(desk).get("/dien/danh-muc.xlsx").content))["Danh mục"]
    numbers = {row[1] for row in sheet.iter_rows(min_row=7, values_only=True) if row[1]}
    assert numbers == {"VA-2026-901", "VA-2026-903"}
    assert all(number in told for number in numbers)
    assert word["Cache-Control"] == "no-store"


def test_an_earlier_clock_gives_the_earlier_list(desk: Office) -> None:
    client = reader(desk)
    client.post("/moc/", {"effective": "03/06/2026", "position": ""})
    told = said(client.get(LIST))
    assert "VA-2026-902" in told
    assert "VA-2026-903" not in told
    assert "Đang theo dõi 2 vụ án / 1 bị can" in told


def test_the_board_s_counts_open_the_same_dossiers_in_the_list(desk: Office) -> None:
    client = reader(desk)
    answer = client.get(BOARD)
    told = said(answer)
    assert "Đang theo dõi 2 vụ án, 0 vụ việc." in told
    assert "Điều tra 2 Vụ án, Điều tra 1 bị can" in told
    address = "/dien/?loc=1&loai=case&dien=watched&giai-doan=investigation"
    assert address.replace("&", "&amp;") in answer.content.decode()
    listed = said(client.get(address))
    assert "VA-2026-901" in listed
    assert "VA-2026-903" in listed
    assert "VA-2026-902" not in listed


def test_the_brief_tells_the_case_and_is_written_down_as_a_look(desk: Office) -> None:
    told = said(reader(desk).get(BRIEF))
    for words in ("Tóm tắt vụ án", "Ông Đ.Q.V.", "nguyên Giám đốc", "khoản 3 Điều 222 BLHS", "Không còn là bị can 1",
                  "Bà N.K.T.", "9,66 tỷ đồng", "Ban Chỉ đạo tỉnh, từ 20/03/2026 (số 18-TB/BCĐ)", "Việc tiếp theo",
                  "không ai trong danh sách này là người có tội"):  # fmt: skip
        assert words in told
    looks = Look.objects.filter(officer=desk.officers[DutyRole.MEMBER], dossier=desk.dossier())
    assert looks.count() == 1
    for ending in ("pdf", "docx"):
        assert reader(desk).get(f"{CASE}tom-tat.{ending}").status_code == 200
    assert looks.count() == 3


def test_the_brief_is_one_page_on_paper(desk: Office) -> None:
    answer = reader(desk).get(f"{CASE}tom-tat.pdf")
    assert answer["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    assert len(document) == 1
    told = document[0].get_textpage().get_text_range()
    assert "Ông Đ.Q.V." in told
    assert "Lưu hành nội bộ" in told


def test_a_waiting_expert_opinion_is_what_stalls_a_case(desk: Office) -> None:
    more = """
sổ son-la
hồ sơ VA-2026-904 01/02/2026 Vi phạm quy định về kế toán tại Công ty chè V.
  02/02/2026 case.initiated; tội 221.2; số 31/QĐ-CSKT
  03/03/2026 expertise.requested; lý do valuation; nơi nhận Hội đồng định giá tỉnh; hạn 03/04/2026; số 32/YC-CSKT
"""
    batch.record_text(
        notation.parse(more, today=desk.moment.date()), officer=desk.officers[DutyRole.SPECIALIST], now=desk.moment
    )
    told = said(reader(desk).get("/ho-so/son-la/VA-2026-904/tom-tat/"))
    assert "Chờ định giá tài sản của Hội đồng định giá tỉnh, yêu cầu ngày 03/03/2026, hạn 03/04/2026, quá hạn" in told


def test_only_cases_and_matters_have_a_brief(desk: Office) -> None:
    assert reader(desk).get("/ho-so/son-la/VV-2026-901/tom-tat/").status_code == 200
    assert reader(desk).get("/ho-so/son-la/PH-2026-901/tom-tat/").status_code == 404


def test_the_dossier_shows_proposals_that_wait_and_that_leaving_ends_nothing(desk: Office) -> None:
    proposed = said(reader(desk).get("/ho-so/son-la/VV-2026-901/"))
    assert "Mới được đề xuất, chưa thuộc diện và chưa tính vào số liệu." in proposed
    left = said(reader(desk).get("/ho-so/son-la/VA-2026-902/"))
    assert "Đã ra khỏi diện ngày 05/06/2026. Ra khỏi diện không kết thúc vụ án, vụ việc: hồ sơ vẫn mở." in left
    waits = said(reader(desk).get("/ho-so/son-la/VA-2026-903/"))
    assert "Chờ quyết định:" in waits
    assert "kéo dài, hoặc các cơ quan tiến hành tố tụng còn ý kiến khác nhau" in waits


def test_the_head_adds_rewords_and_ends_a_criterion(desk: Office) -> None:
    head = desk.client(DutyRole.HEAD)
    assert head.post(CRITERIA, {"deed": "add", "use": "entry", "name": "Do cử tri kiến nghị"}).status_code == 302
    added = Criterion.objects.get(committee=desk.committee, name="Do cử tri kiến nghị")
    assert "Đã thêm “Do cử tri kiến nghị”." in said(head.get(CRITERIA))
    head.post(CRITERIA, {"deed": "rename", "criterion": added.pk, "name": "Cử tri kiến nghị nhiều lần"})
    head.post(CRITERIA, {"deed": "end", "criterion": added.pk})
    told = said(head.get(CRITERIA))
    assert "Thôi dùng “Cử tri kiến nghị nhiều lần”" in told
    assert "1 tiêu chí đã thôi dùng" in told
    added.refresh_from_db()
    assert added.valid_to is not None


def test_a_refused_criterion_keeps_what_was_typed(desk: Office) -> None:
    head = desk.client(DutyRole.HEAD)
    double = "Thiệt hại lớn về tiền, tài sản"
    answer = head.post(CRITERIA, {"deed": "add", "use": "entry", "name": double, "name_en": "Large damage"})
    assert answer.status_code == 422
    assert "Danh mục đã có tiêu chí này." in said(answer)
    assert 'value="Large damage"' in answer.content.decode()
    assert 'href="#f-name-entry"' in answer.content.decode()


@pytest.mark.parametrize("role", [DutyRole.SPECIALIST, DutyRole.MEMBER, DutyRole.CENTRE])
def test_who_is_not_the_head_reads_the_criteria_and_changes_none(desk: Office, role: DutyRole) -> None:
    client = desk.client(role)
    answer = client.get(CRITERIA, {"so": "son-la"})
    assert "Kéo dài, hoặc các cơ quan" in said(answer)
    assert "Thêm tiêu chí" not in said(answer)
    assert client.post(CRITERIA, {"deed": "add", "use": "entry", "name": "Mới"}).status_code == 403
    assert not Criterion.objects.filter(name="Mới").exists()


def test_a_list_too_long_for_a_page_gives_its_numbers_and_the_ways_on(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_LINES", 1)
    told = said(reader(desk).get(LIST))
    assert "Đang theo dõi 2 vụ án / 1 bị can, 0 vụ việc." in told
    assert "Danh mục có 2 dòng, quá dài cho một trang." in told
    assert "VA-2026-901" not in told
    assert reader(desk).get("/dien/danh-muc.docx").status_code == 302
    assert reader(desk).get("/dien/danh-muc.xlsx").status_code == 200
    monkeypatch.setattr(pages, "MOST_ROWS", 1)
    assert reader(desk).get("/dien/danh-muc.xlsx").status_code == 302


def test_a_list_of_several_registers_says_whose_number_it_is(desk: Office) -> None:
    more = """
sổ lai-chau
hồ sơ VA-2026-901 01/03/2026 Tham ô tài sản tại Kho bạc huyện S.
  02/03/2026 case.initiated; tội 353.2; số 1/QĐ
  05/03/2026 watch.put_on; cấp TINH-BCĐ; số 3-TB/BCĐ
"""
    batch.record_text(
        notation.parse(more, today=desk.moment.date()), officer=desk.officers[DutyRole.SPECIALIST], now=desk.moment
    )
    told = said(desk.client(DutyRole.CENTRE).get(LIST))
    assert "VA-2026-901 Lai Châu" in told
    assert "VA-2026-901 Sơn La" in told
    assert "VA-2026-901 Sơn La" not in said(reader(desk).get(LIST))


def test_the_centre_chooses_a_committee(desk: Office) -> None:
    centre = desk.client(DutyRole.CENTRE)
    assert "Chọn một Ban Chỉ đạo" in said(centre.get(CRITERIA))
    told = said(centre.get(LIST, {"so": "son-la"}))
    assert "Đang theo dõi 2 vụ án" in told
    assert centre.get(LIST, {"so": "khong-co"}).status_code == 404


@pytest.mark.parametrize("address", [LIST, BOARD, CRITERIA, BRIEF, "/ho-so/son-la/VA-2026-903/"])
def test_every_page_of_the_list_stands_in_english_too(desk: Office, address: str) -> None:
    client = desk.client(DutyRole.HEAD)
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    answer = client.get(address)
    assert answer.status_code == 200
    assert 'lang="en' in answer.content.decode()
