"""The desk, the lists and the page of a dossier: what they say, at which clocks, and at what cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.registers import Office, fields_of, office, said

from liemchinh.directory import access
from liemchinh.directory.roles import DutyRole
from liemchinh.kernel.calendar import show_date
from liemchinh.ledger import batch, notation, record
from liemchinh.ledger.entry import Entry

pytestmark = pytest.mark.django_db

DOSSIER = "/ho-so/son-la/VA-2026-901/"


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def at(client: Client, *, effective: date | None = None, position: int | None = None) -> Client:
    """The same browser with its clocks set."""
    session = client.session
    for name, value in (
        ("clock_effective", effective.isoformat() if effective else None),
        ("clock_position", position),
    ):
        if value is None:
            session.pop(name, None)
        else:
            session[name] = value
    session.save()
    return client


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def many(desk: Office, count: int, first: int) -> None:
    """Further dossiers of the same kind."""
    lines = ["sổ son-la"]
    for number in range(first, first + count):
        lines += [
            f"hồ sơ VA-2026-{number:03d} 01/03/2026 Tham ô tài sản tại xã số {number}",
            "  12/03/2026 case.initiated; tội 353.2; số 05/QĐ-CSKT",
            f"  13/03/2026 case.charged; người Ông {number} [353.2]; số 06/QĐ",
            f"  {13 + number % 15:02d}/03/2026 watch.put_on; cấp TINH-BCĐ; số 18-TB/BCĐ",
        ]
    moment = timezone.now()
    text = notation.parse("\n".join(lines), today=timezone.localdate(moment))
    batch.record_text(text, officer=desk.officers[DutyRole.HEAD], now=moment)


# The page of a dossier ----------------------------------------------------------------------------------------------


def test_a_dossier_says_its_stage_its_people_its_money_and_its_deadline(desk: Office) -> None:
    text = said(desk.client().get(DOSSIER))
    assert "Vụ án Vi phạm quy định về đấu thầu, xảy ra tại Bệnh viện H." in text
    assert "Ban Chỉ đạo tỉnh, từ 20/03/2026" in text
    assert "Điều tra từ 12/03/2026 đang ở giai đoạn này" in text
    assert "1 bị can; 1 không còn là bị can" in text
    assert "Thiệt hại, chiếm đoạt 9,66 tỷ" in text
    assert "Hạn điều tra : Chủ nhật" not in text
    assert "Lượt xem này đã vào nhật ký." in text


def test_who_is_cleared_stands_in_the_same_list_in_bold(desk: Office) -> None:
    html = desk.client().get(DOSSIER).content.decode().replace("\u00a0", " ")
    people = html[html.index('id="nguoi"') : html.index('id="tien"')]
    assert ">Bà N.K.T.</a></b>" in people
    assert 'class="item-right done-strong">không còn là bị can' in people
    assert "không ai trong danh sách này là người có tội" in people


def test_the_timeline_shows_both_clocks_and_the_lag(desk: Office) -> None:
    text = said(desk.client().get(DOSSIER))
    charged = desk.act("case.charged")
    lag = (timezone.localdate(desk.moment) - charged.effective_on).days
    assert "12/03/2026 Khởi tố bị can: Ông Đ.Q.V., Bà N.K.T." in text
    assert f"mục {charged.position} · sau {lag} ngày" in text


def test_the_day_of_effect_leaves_out_what_had_not_happened(desk: Office) -> None:
    client = at(desk.client(), effective=date(2026, 3, 31))
    text = said(client.get(DOSSIER))
    assert "2 bị can" in text
    assert "không còn là bị can" not in text
    assert "9,66 tỷ" not in text


def test_an_earlier_knowledge_leaves_out_what_was_recorded_later(desk: Office) -> None:
    before = desk.act("case.charges_approved").position
    client = at(desk.client(), position=before)
    text = said(client.get(DOSSIER))
    assert "Phê chuẩn" in text or "phê chuẩn" in text
    assert "không thuộc diện theo dõi" in text
    assert "Đang đọc sổ ở mốc cũ nên không ghi được." in text


def test_a_correction_does_not_change_what_was_known_before_it(desk: Office) -> None:
    wrong = desk.act("assets.damage_found")
    known = wrong.position
    client = desk.client()
    form = client.get(f"{DOSSIER}muc/{wrong.position}/dinh-chinh/")
    sent = fields_of(form) | {"money-damage": "38,42 tỷ", "note": "ghi nhầm số", "step": "record"}
    assert client.post(f"{DOSSIER}muc/{wrong.position}/dinh-chinh/", sent).status_code == 302
    assert "Thiệt hại, chiếm đoạt 38,42 tỷ" in said(client.get(DOSSIER))
    assert "Thiệt hại, chiếm đoạt 9,66 tỷ" in said(at(client, position=known).get(DOSSIER))


def test_a_dossier_lists_the_figures_it_feeds_with_the_value_of_the_province(desk: Office) -> None:
    client = at(desk.client(), effective=date(2026, 6, 30))
    text = said(client.get(DOSSIER))
    assert "Thiệt hại, chiếm đoạt 6 tháng đầu năm 2026 9,66 tỷ" in text
    assert "Vụ án đưa vào diện theo dõi, chỉ đạo 6 tháng đầu năm 2026 1 1 chưa ban hành" in text
    assert "/so-lieu/watch.cases/14/bang-chung/?tu=2026-01-01" in client.get(DOSSIER).content.decode()


def test_the_timeline_can_be_read_from_the_oldest_act(desk: Office) -> None:
    text = said(desk.client().get(f"{DOSSIER}?thu-tu=cu-truoc"))
    timeline = text[text.index("Diễn biến") :]
    assert timeline.index("Tiếp nhận nguồn tin") < timeline.index("Đình chỉ điều tra đối với")


def test_a_dossier_costs_the_same_statements_however_much_it_holds(desk: Office) -> None:
    client = desk.client()
    before = statements(client, DOSSIER)
    for day in range(1, 9):
        record.act(
            dossier=desk.dossier(),
            entry=Entry(
                kind="case.charged",
                effective_on=date(2026, 5, day),
                document_number=f"{day}/QĐ",
                subjects=(batch_subject(day),),
            ),
            officer=desk.officers[DutyRole.HEAD],
            now=desk.moment,
        )
    assert statements(client, DOSSIER) == before
    assert before <= 24


def batch_subject(number: int) -> record.Subject:
    return record.Subject(name=f"Ông {number}", charge="222.1")


# Lists ---------------------------------------------------------------------------------------------------------------


def test_the_watch_list_balances_and_names_what_it_shows(desk: Office) -> None:
    client = at(desk.client(), effective=date(2026, 12, 31))
    text = said(client.get("/dien/"))
    assert "1 vụ án; 1 người đang bị buộc tội. Xếp theo hạn gần nhất." in text
    html = client.get("/dien/").content.decode()
    assert "/so-lieu/watch.cases_open/14/bang-chung/" in html


def test_filters_count_what_each_choice_would_show(desk: Office) -> None:
    client = desk.client()
    text = said(client.get("/dien/"))
    assert "Đang theo dõi 1 Đã đưa ra khỏi diện 0 Đề xuất, chưa tính 1" in text
    proposed = client.get("/dien/?loc=1&dien=proposed")
    assert "VV-2026-901" in said(proposed)
    assert "VA-2026-901" not in said(proposed)


def test_search_in_a_list_forgives_accents_and_says_when_nothing_fits(desk: Office) -> None:
    client = desk.client()
    assert "VA-2026-901" in said(client.get("/dien/?tim=dau thau benh vien"))
    nothing = said(client.get("/dien/?tim=dau gia cat"))
    assert "Không có hồ sơ nào khớp “dau gia cat”." in nothing


@pytest.mark.parametrize("order", ["", "so", "vao-dien"])
def test_pages_follow_each_other_without_gap_or_overlap_and_lead_back(desk: Office, order: str) -> None:
    many(desk, 45, 1)
    client = desk.client()
    address = f"/dien/?xep={order}"
    seen: list[list[str]] = []
    while address:
        html = client.get(address).content.decode()
        seen.append([part.split("/")[3] for part in _hrefs(html, "/ho-so/son-la/VA") if part.endswith("/")][::1])
        address = _link(html, "next")
    assert [len(set(page)) for page in seen] == [20, 20, 6]
    flat = [number for page in seen for number in dict.fromkeys(page)]
    assert len(set(flat)) == 46
    back = client.get(_link(html, "prev")).content.decode()
    assert list(
        dict.fromkeys(part.split("/")[3] for part in _hrefs(back, "/ho-so/son-la/VA") if part.endswith("/"))
    ) == (list(dict.fromkeys(seen[1])))


def _hrefs(html: str, start: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('href="')[1:] if part.startswith(start)]


def _link(html: str, rel: str) -> str:
    mark = f'<a rel="{rel}" href="'
    return html.split(mark)[1].split('"', maxsplit=1)[0].replace("&amp;", "&") if mark in html else ""


@pytest.mark.parametrize("address", ["/ban/", "/dien/", "/dien/?xep=so", "/ho-so/", "/tim/?q=tham o"])
def test_a_list_costs_the_same_statements_however_long_it_is(desk: Office, address: str) -> None:
    many(desk, 3, 1)
    client = desk.client(DutyRole.HEAD)
    before = statements(client, address)
    many(desk, 30, 100)
    assert statements(client, address) == before
    assert before <= 22


@pytest.mark.parametrize(
    "tail", ["sau=~", "sau=2026-99-99~1", "sau=x", "sau=~9999999999999999999", "tu=x", "xep=x", "nguoi=x", "truoc=~1"]
)
def test_an_address_that_makes_no_sense_still_answers(desk: Office, tail: str) -> None:
    assert desk.client().get(f"/dien/?{tail}").status_code == 200


# The desk ------------------------------------------------------------------------------------------------------------


def test_the_desk_groups_deadlines_as_seen_on_the_day_read(desk: Office) -> None:
    # 12/03/2026 and four months: 12/07/2026 is a Sunday, so the limit ends on Monday 13/07/2026.
    due = date(2026, 7, 13)
    for day, heading in (
        (due + timedelta(days=1), "Quá hạn 1"),
        (due, "Hôm nay 1"),
        (due - timedelta(days=3), "Tuần sau 1"),
        (due - timedelta(days=40), "Sau đó 1"),
    ):
        text = said(at(desk.client(), effective=day).get("/ban/"))
        assert heading in text, day
        assert "Điều tra từ khởi tố vụ án ngày 12/03/2026 · Điều 172 BLTTHS" in text


def test_the_desk_of_a_specialist_holds_the_dossiers_kept_by_that_officer(desk: Office) -> None:
    many(desk, 1, 1)
    client = at(desk.client(), effective=date(2026, 7, 13))
    assert "Tham ô tài sản tại xã số 1" not in said(client.get("/ban/"))
    assert "Tham ô tài sản tại xã số 1" in said(client.get("/ban/?ai=tat-ca"))


def test_the_desk_says_what_is_new_and_what_waits(desk: Office) -> None:
    text = said(desk.client().get("/ban/"))
    assert "Mới vào sổ từ hôm qua 8" in text
    assert "Đề xuất đưa vào diện 1" in text
    assert "VV-2026-901 Chuyển mục đích sử dụng rừng phòng hộ tại xã Đ." in text


def test_an_empty_desk_says_what_will_stand_there() -> None:
    with access.entered(access.HOUSE):
        from_nothing = office()
    client = at(from_nothing.client(), effective=date(2020, 1, 1))
    assert "Không có hạn nào đang chạy." in said(client.get("/ban/"))


# Opening and finding ------------------------------------------------------------------------------------------------


def test_a_dossier_is_opened_with_the_next_number_of_its_kind(desk: Office) -> None:
    client = desk.client()
    year = timezone.localdate(desk.moment).year
    form = fields_of(client.get("/ho-so/mo/?kind=matter"), 'class="narrow"')
    assert form["number"] == ("VV-2026-902" if year == 2026 else f"VV-{year}-001")
    answer = client.post("/ho-so/mo/", form | {"title": "Bổ nhiệm cán bộ tại Sở V.", "step": "record"})
    assert answer["Location"] == f"/ho-so/son-la/{form['number']}/"
    assert "Bổ nhiệm cán bộ tại Sở V." in said(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", " ", "Phải ghi tên hồ sơ."),
        ("number", "VA-2026-901", "Số VA-2026-901 đã có."),
        ("opened_on", "30/02/2026", "tháng 2 chỉ có 28 ngày"),
        ("number", "VA/2026 901", "Số hồ sơ chỉ gồm chữ, số và dấu gạch"),
        ("title", "x" * 500, "dài quá 400 chữ"),
    ],
)
def test_a_dossier_that_cannot_be_opened_says_why_at_its_field(
    desk: Office, field: str, typed: str, sentence: str
) -> None:
    sent = {"kind": "case", "number": "VA-2026-950", "title": "Tên", "opened_on": show_date(date(2026, 5, 1))}
    answer = desk.client().post("/ho-so/mo/", sent | {field: typed, "step": "record"})
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert f'href="#f-{field}"' in answer.content.decode()


def test_search_marks_the_words_it_found(desk: Office) -> None:
    html = desk.client().get("/tim/?q=dau thau benh").content.decode()
    assert "<mark>đấu</mark> <mark>thầu</mark>" in html
    assert "<mark>Bệnh</mark> viện H." in html
    assert "Không có gì khớp “khong co dau ca”." in said(desk.client().get("/tim/?q=khong co dau ca"))


def test_search_finds_a_dossier_by_number_and_by_person(desk: Office) -> None:
    client = desk.client()
    assert "VA-2026-901" in said(client.get("/tim/?q=VA-2026-901"))
    assert "VA-2026-901" in said(client.get("/tim/?q=N.K.T."))


@pytest.mark.parametrize("address", ["/ban/", "/dien/", "/ho-so/", DOSSIER, f"{DOSSIER}ghi/", "/danh-ba/", "/moc/"])
def test_every_page_stands_in_english_too(desk: Office, address: str) -> None:
    client = desk.client()
    client.cookies["django_language"] = "en"
    html = client.get(address).content.decode()
    assert '<html lang="en">' in html


def test_what_is_typed_is_never_taken_for_markup(desk: Office) -> None:
    bad = "<script>alert(1)</script>\"'"
    client = desk.client()
    for address in (f"/tim/?q={bad}", f"/dien/?tim={bad}", f"/ban/?mo={bad}"):
        assert "<script>alert" not in client.get(address).content.decode()
    record.open_dossier(
        committee=desk.committee,
        kind=record.law.DossierKind.CASE,
        number="VA-2026-990",
        title=bad,
        opened_on=date(2026, 5, 1),
        officer=desk.officers[DutyRole.HEAD],
        now=desk.moment,
    )
    for address in ("/ho-so/son-la/VA-2026-990/", "/ho-so/", "/tim/?q=alert"):
        assert "<script>alert" not in client.get(address).content.decode()
