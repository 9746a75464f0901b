"""The pages of figures: every number opens what makes it, the shares add up, and both clocks are obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.figures.conftest import HALF, Registers, registers

from liemchinh.directory.places import COUNTRY
from liemchinh.directory.roles import DutyRole
from liemchinh.figures import claims, compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.models import Verdict
from liemchinh.kernel.money import show_number
from liemchinh.ledger import record
from liemchinh.ledger.models import Act
from liemchinh.reader import Claim as Read

__all__ = ["registers"]

COMPUTED = [item.code for item in INDICATORS if not item.is_stated]
OWN = urlencode({"ky": "tu-chon", "tu": "01/01/2023", "den": "30/06/2023"})
DAYS = "tu=2023-01-01&den=2023-06-30"


def said(answer: Any) -> str:
    """The words of the main part, one space between them."""
    found = re.search(r"<main.*?</main>", answer.content.decode(), re.S)
    text = re.sub(r"<svg.*?</svg>", " ", found[0] if found else answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text))).replace("\u00a0", " ").strip()


def figures_in(html: str) -> Iterator[tuple[str, str]]:
    """Each opened figure of a page: its number as text and its address."""
    for url, text in re.findall(r'<a class="figure"[^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.S):
        yield unescape(re.sub(r"<[^>]+>", "", text)).replace("\u00a0", " ").strip(), unescape(url)


def clock(client: Client, known: str) -> None:
    assert client.post("/moc/", {"effective": "", "known": known, "next": "/so-lieu/"}).status_code == 302


def test_the_catalogue_holds_every_indicator_with_its_definition(registers: Registers) -> None:
    text = said(registers.client().get(f"/so-lieu/?{OWN}"))
    for item in INDICATORS:
        assert item.label.vi in text
        assert item.definition.vi in text
    assert "Sơn La, 6 tháng đầu năm 2023" in text


def test_every_figure_of_the_catalogue_opens_evidence_that_adds_up(registers: Registers) -> None:
    client = registers.client()
    html = client.get(f"/so-lieu/?{OWN}").content.decode()
    opened = {url: number for number, url in figures_in(html)}
    assert len(opened) > 2 * len(COMPUTED) - 5
    for url, number in opened.items():
        text = said(client.get(url))
        assert "đúng bằng số trên." in text, url
        assert number.split(" ")[0] in text, (url, number)


@pytest.mark.parametrize("code", COMPUTED)
def test_the_evidence_page_shows_the_value_and_its_check(registers: Registers, code: str) -> None:
    value = compute.one(code, registers.place, HALF).value
    text = said(registers.client().get(f"/so-lieu/{code}/14/bang-chung/?{DAYS}&nhom=tat-ca"))
    assert re.search(rf"= {re.escape(show_number(int(value)))}(?: đồng)?, đúng bằng số trên\.", text) or value > 10**6
    assert "lệch với số trên" not in text


def test_a_stock_is_shown_as_opening_in_out_and_closing(registers: Registers) -> None:
    text = said(registers.client().get(f"/so-lieu/watch.cases_open/14/bang-chung/?{DAYS}"))
    assert "Vụ án đang theo dõi cuối kỳ: 2 vụ án" in text
    assert "1 + 2 + 0 + 0 − 1 − 0 = 2, đúng bằng số trên." in text
    assert "Hai cách đếm cho cùng kết quả" in text
    for number in ("VA-2022-001", "VA-2023-001", "VA-2023-002"):
        assert number in text


def test_a_line_of_evidence_leads_to_its_act_in_its_dossier(registers: Registers) -> None:
    html = registers.client().get(f"/so-lieu/crime.accused_initiated/14/bang-chung/?{DAYS}").content.decode()
    correction = registers.correction()
    assert f'href="/ho-so/son-la/VA-2023-001/#muc-{correction.position}"' in html
    assert "Khởi tố mới: 2\u00a0vụ\u00a0án, 4\u00a0bị\u00a0can" in unescape(html)


def test_who_is_counted_elsewhere_is_listed_and_says_so(registers: Registers) -> None:
    text = said(registers.client().get(f"/so-lieu/discipline.individuals/14/bang-chung/?{DAYS}"))
    assert "Bằng chứng: 2 dòng" in text
    assert "đã đếm ở dòng khác" in text
    assert "1 = 1, đúng bằng số trên." in text


def test_the_page_says_what_was_known_before_each_change(registers: Registers) -> None:
    client = registers.client()
    correction = registers.correction()
    answer = client.get(f"/so-lieu/crime.accused_initiated/14/bang-chung/?{DAYS}")
    assert "1 lần đổi sau khi hết kỳ." in said(answer)
    links = dict(figures_in(answer.content.decode()))
    before = links["2 / 5"]
    assert before.endswith(f"biet={correction.position - 1}")
    text = said(client.get(before))
    assert "Khởi tố mới: 2 vụ án, 5 bị can" in text
    assert "Đang đọc số này như đã biết lúc" in text


def test_the_clock_of_entry_is_obeyed(registers: Registers) -> None:
    client = registers.client()
    assert "khởi tố mới 2 vụ án, 4 bị can" in said(client.get(f"/so-lieu/?{OWN}"))
    clock(client, "04/07/2023")
    assert "khởi tố mới 2 vụ án, 5 bị can" in said(client.get(f"/so-lieu/?{OWN}"))
    assert "2 vụ án , 5 bị can" in said(client.get(f"/so-lieu/crime.accused_initiated/?{OWN}"))
    text = said(client.get(f"/so-lieu/crime.accused_initiated/14/bang-chung/?{DAYS}"))
    assert "2 vụ án, 5 bị can" in text


def test_an_address_cannot_look_past_the_clock(registers: Registers) -> None:
    client = registers.client()
    last = registers.correction().position
    clock(client, "04/07/2023")
    assert "5 bị can" in said(client.get(f"/so-lieu/crime.accused_initiated/14/bang-chung/?{DAYS}&biet={last}"))


def test_a_later_correction_changes_the_page_and_not_the_past(registers: Registers) -> None:
    client = registers.client()
    act = Act.objects.get(kind="assets.recovered")
    record.annul(act=act, reason="ghi nhầm sổ", officer=registers.recorder, now=registers.now)
    url = f"/so-lieu/assets.recovered/14/bang-chung/?{DAYS}"
    assert "Đã thu hồi, nộp lại: 0 đồng" in said(client.get(url))
    assert "Đã thu hồi, nộp lại: 2,54 tỷ đồng" in said(client.get(f"{url}&biet={act.position}"))


def test_periods_end_no_later_than_the_clock_of_effect(registers: Registers) -> None:
    client = registers.client()
    assert client.post("/moc/", {"effective": "20/05/2023", "known": "", "next": "/"}).status_code == 302
    assert "từ 01/01/2023 đến 20/05/2023" in said(client.get("/so-lieu/"))
    assert "đi quá mốc hiệu lực 20/05/2023" in said(client.get(f"/so-lieu/?{OWN}"))


@pytest.mark.parametrize("path", ["/so-lieu/{0}/VN/bang-chung/", "/so-lieu/{0}/19/bang-chung/", "/so-lieu/{0}/?noi=VN"])
def test_what_lies_outside_the_duty_is_answered_like_what_does_not_exist(registers: Registers, path: str) -> None:
    client = registers.client()
    outside = client.get(path.format("crime.cases_initiated"))
    missing = client.get("/so-lieu/crime.nothing/14/bang-chung/")
    assert outside.status_code == missing.status_code == 404
    assert said(outside) == said(missing)


def test_a_province_is_never_listed_as_nought_for_who_cannot_see_it(registers: Registers) -> None:
    text = said(registers.client().get(f"/so-lieu/crime.cases_initiated/?{OWN}"))
    assert "Thái Nguyên" not in text
    assert "Chỉ hiện những nơi thuộc phần việc được giao" in text


def test_the_centre_sees_all_provinces_of_the_day_sorted_and_on_the_map(registers: Registers) -> None:
    client = registers.client(DutyRole.CENTRE)
    answer = client.get(f"/so-lieu/crime.accused_initiated/?{OWN}")
    rows = re.findall(r'<tr><th scope="row" class="name">(.*?)</th>', answer.content.decode())
    assert len(rows) == 63
    assert rows[:2] == ["Sơn La", "Thái Nguyên (cũ)"]
    assert "Cả nước, 6 tháng đầu năm 2023: 3 vụ án , 5 bị can" in said(answer)
    assert "Hoàng Sa" in answer.content.decode()
    by_name = client.get(f"/so-lieu/crime.accused_initiated/?{OWN}&xep=ten&chieu=tang").content.decode()
    assert re.findall(r'<tr><th scope="row" class="name">(.*?)</th>', by_name)[0] == "An Giang (cũ)"


def test_every_figure_of_the_table_by_province_opens(registers: Registers) -> None:
    client = registers.client(DutyRole.CENTRE)
    html = client.get(f"/so-lieu/crime.cases_initiated/?{OWN}").content.decode()
    opened = dict.fromkeys(url for _number, url in figures_in(html))
    assert len(opened) > 4 * 63
    for url in list(opened)[::17]:
        assert "đúng bằng số trên." in said(client.get(url)), url


def test_the_country_is_the_sum_of_its_provinces(registers: Registers) -> None:
    text = said(registers.client(DutyRole.CENTRE).get(f"/so-lieu/crime.accused_initiated/VN/bang-chung/?{DAYS}"))
    value = compute.one("crime.accused_initiated", COUNTRY, HALF).value
    assert f"4 + 1 = {value}, đúng bằng số trên." in text


def test_a_stated_figure_shows_the_accepted_paper_and_no_evidence(registers: Registers) -> None:
    client = registers.client()
    row = re.compile(r"Điểm đánh giá công tác PCTN .{0,120}?(– sổ chưa có|72,46)")
    found = row.search(said(client.get(f"/so-lieu/?{OWN}")))
    assert found is not None
    assert found[1] == "– sổ chưa có"
    read = Read("index.score", Decimal("72.46"), "point", "14", "", HALF, None, "exact", "x", 0, 1)
    paper = claims.Paper(name="Báo cáo số 9", media_type="text/plain", content=b"x", text="x")
    document = claims.receive(paper, [read], committee=registers.son_la, officer=registers.recorder, now=registers.now)
    claim = claims.current(document=document).get()
    claims.judge([claim], Verdict.ACCEPTED, officer=registers.recorder, now=registers.now)
    answer = client.get(f"/so-lieu/?{OWN}")
    found = row.search(said(answer))
    assert found is not None
    assert found[1] == "72,46"
    assert ("72,46", f"/van-ban/{document.pk}/#so-{claim.pk}") in list(figures_in(answer.content.decode()))
    assert client.get(f"/so-lieu/index.score/14/bang-chung/?{DAYS}").status_code == 404
    assert "theo văn bản Báo cáo số 9" in said(client.get(f"/so-lieu/index.score/?{OWN}"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"tu": "31/06/2023", "den": "30/06/2023"}, "tháng 6 chỉ có 30 ngày"),
        ({"tu": "01/07/2023", "den": "30/06/2023"}, "Ngày cuối kỳ trước ngày đầu kỳ"),
        ({"tu": "hôm qua", "den": ""}, "Chưa hiểu ngày"),
    ],
)
def test_days_not_understood_are_refused_at_their_field_and_kept(
    registers: Registers, typed: dict[str, str], why: str
) -> None:
    answer = registers.client().get("/so-lieu/?" + urlencode({"ky": "tu-chon", **typed}))
    assert answer.status_code == 422
    assert why in said(answer)
    assert f'value="{typed["tu"]}"' in answer.content.decode()


@pytest.mark.parametrize("tail", ["tu=2023-02-30&den=2023-06-30", "tu=x&den=y", "tu=2023-06-30&den=2023-01-01"])
def test_an_address_with_an_impossible_period_finds_nothing(registers: Registers, tail: str) -> None:
    assert registers.client().get(f"/so-lieu/crime.cases_initiated/14/bang-chung/?{tail}").status_code == 404


def test_the_administrator_of_the_system_reads_no_figure(registers: Registers) -> None:
    client = registers.client(DutyRole.ADMINISTRATOR)
    for path in (
        "/so-lieu/",
        "/so-lieu/crime.cases_initiated/",
        f"/so-lieu/crime.cases_initiated/14/bang-chung/?{DAYS}",
    ):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (f"/so-lieu/?{OWN}", 24),
        (f"/so-lieu/crime.accused_initiated/?{OWN}", 22),
        (f"/so-lieu/watch.cases_open/?{OWN}", 24),
        (f"/so-lieu/crime.accused_initiated/14/bang-chung/?{DAYS}", 26),
        (f"/so-lieu/watch.items_open/14/bang-chung/?{DAYS}", 28),
    ],
)
def test_a_page_asks_the_database_a_bounded_number_of_times(registers: Registers, path: str, most: int) -> None:
    for role in (DutyRole.HEAD, DutyRole.CENTRE):
        client = registers.client(role)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) <= most
