"""Report beside register on the desk: counts, values that open, and what changed since the paper."""

from __future__ import annotations

import re
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.figures.conftest import HALF, Registers, registers
from tests.web.test_document_pages import TEXT, first_claim, pasted
from tests.web.test_figure_pages import clock, figures_in, said

from liemchinh.directory import access
from liemchinh.directory.access import HOUSE
from liemchinh.directory.models import Officer
from liemchinh.directory.places import place_of
from liemchinh.directory.roles import DutyRole
from liemchinh.figures import claims, compute
from liemchinh.figures.models import Verdict
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import Known
from liemchinh.ledger import record
from liemchinh.ledger.entry import Entry
from liemchinh.ledger.models import Act, Document
from liemchinh.web.papers.readings import current_of
from liemchinh.web.papers.reconciling import results_of
from liemchinh.web.showing import shown
from liemchinh.web.visit import Clocks, Visit

__all__ = ["registers"]


def test_the_list_counts_every_document_and_all_together(registers: Registers) -> None:
    client = registers.client()
    pasted(client)
    text = said(client.get("/doi-chieu/"))
    assert "1 văn bản, 5 số đọc được: 3 khớp, 1 lệch, 1 sổ chưa có." in re.sub(r" ([,.])", r"\1", text)
    assert "Báo cáo số 52-BC/BCĐ 03/07/2023 5 3 1 0 1 0 0 0" in text


def test_a_paper_right_on_its_day_says_so_and_names_the_entry_that_changed_the_register(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    answer = client.get(f"/doi-chieu/{document.pk}/")
    text = said(answer)
    correction = registers.correction()
    assert "Báo cáo đúng với sổ lúc ban hành. Theo sổ đến hết ngày 03/07/2023: 5 ." in text
    assert f"mục {correction.position} , vào sổ 05/07/2023, thay mục {correction.replaces_id} trong VA-2023-001" in text
    assert "Khởi tố bị can: Ông N.V.A. (−1)." in text
    assert "lệch +1" in text


def test_values_of_the_register_open_the_evidence_they_show(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    opened = list(figures_in(client.get(f"/doi-chieu/{document.pk}/").content.decode()))
    assert len(opened) == 5
    for number, url in opened:
        text = said(client.get(url))
        assert "đúng bằng số trên." in text
        assert number in text, (number, url)


def test_as_known_before_the_correction_everything_agrees(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    assert "lệch" in said(client.get(f"/doi-chieu/{document.pk}/"))
    before = registers.correction().position - 1
    found = results_of(visit_at(registers, before), current_of(document), explain=True)
    assert {one.kind for one in found} == {"agrees", "absent"}
    # A paper that came in today was not known then: the page of that moment does not have it.
    clock(client, str(before))
    assert "Chưa có văn bản nào để đối chiếu." in said(client.get("/doi-chieu/"))
    assert client.get(f"/doi-chieu/{document.pk}/").status_code == 404


def visit_at(registers: Registers, position: int) -> Visit:
    clocks = Clocks(HALF.last, Known(position), position, registers.now, is_past=True, is_other_day=False)
    return Visit(registers.recorder, HOUSE, registers.son_la, clocks, registers.now, "vi")


def test_a_new_correction_turns_an_agreeing_figure_into_a_difference_with_its_act(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    act = Act.objects.get(kind="assets.recovered")
    annulled = record.annul(act=act, reason="ghi nhầm sổ", officer=registers.recorder, now=registers.now)
    text = said(client.get(f"/doi-chieu/{document.pk}/"))
    assert "hơn 2,50 tỷ 0 đồng lệch +2,50 tỷ" in text
    assert f"mục {annulled.position} , vào sổ 20/11/2023, thay mục {act.position}" in text
    assert "(−2,54 tỷ)" in text


def test_a_figure_of_a_wider_scope_is_not_compared_with_a_part_of_the_register(registers: Registers) -> None:
    document = pasted(registers.client(), "Trong 6 tháng đầu năm 2023, cả nước khởi tố mới 3 vụ án về tham nhũng.")
    own = said(registers.client().get(f"/doi-chieu/{document.pk}/"))
    assert "ngoài phần việc" in own
    assert "lệch" not in own
    assert "3 3 khớp" in said(registers.client(DutyRole.CENTRE).get(f"/doi-chieu/{document.pk}/"))


def test_a_refused_reading_is_not_counted_as_differing(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    differing = next(one for one in claims.current(document=document) if one.indicator == "crime.accused_initiated")
    claims.judge([differing], Verdict.REFUSED, officer=registers.recorder, now=registers.now, reason="số cũ")
    text = said(client.get(f"/doi-chieu/{document.pk}/"))
    assert "lệch" not in text
    assert "Lý do bác: số cũ" in text


def test_the_text_is_whole_and_each_number_is_tied_to_its_row(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    html = client.get(f"/doi-chieu/{document.pk}/").content.decode()
    for number in range(1, 6):
        assert html.count(f'id="claim-{number}"') == 1
        assert html.count(f'href="#claim-{number}"') == 1
    text = said(client.get(f"/doi-chieu/{document.pk}/"))
    assert "Báo cáo kết quả 6 tháng đầu năm 2023 của Ban Chỉ đạo tỉnh Sơn La." in text


def test_a_member_reads_without_buttons(registers: Registers) -> None:
    document = pasted(registers.client())
    html = registers.client(DutyRole.MEMBER).get(f"/doi-chieu/{document.pk}/").content.decode()
    assert 'name="judgement"' not in html
    assert first_claim(document).document_id == document.pk


def test_the_pages_ask_the_database_a_bounded_number_of_times(registers: Registers) -> None:
    client = registers.client()
    document = pasted(client)
    for number in range(6):
        pasted(client, f"{TEXT}\n{number}")
    for path, most in (("/doi-chieu/", 18), (f"/doi-chieu/{document.pk}/", 34)):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) <= most, (path, len(queries))


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_five_reports_of_the_demonstration_agree_with_the_register(demo: str) -> None:
    text = re.sub(r" ([,.])", r"\1", said(signed_in("trung-uong.son").get("/doi-chieu/")))
    assert "5 văn bản, 33 số đọc được: 29 khớp, 4 sổ chưa có." in text


def test_one_correction_shows_as_a_difference_while_as_known_before_still_agrees(demo: str) -> None:
    client = signed_in("son-la.minh")
    with access.entered(HOUSE):
        document = Document.objects.get(name__startswith="Báo cáo kết quả năm đầu")
        period = Period(date(2022, 6, 16), date(2023, 6, 30))
        entry = compute.evidence("watch.matters", place_of("14", on=period.last), period)[-1]
        act = Act.objects.get(position=entry.act_id)
        later = Entry(
            kind=act.kind, effective_on=date(2023, 7, 3), level=act.level, document_number=act.document_number
        )
        officer = Officer.objects.get(username="son-la.minh")
        corrected = record.correct(
            act=act, entry=later, reason="văn bản ký ngày 03/07/2023", officer=officer, now=timezone.now()
        )
    url = f"/doi-chieu/{document.pk}/"
    text = said(client.get(url))
    assert "lệch +1" in text
    assert "Báo cáo đúng với sổ lúc ban hành." in text
    assert f"{shown.show_entry(corrected.position)} , vào sổ".replace("\u00a0", " ") in text
    clock(client, str(corrected.position - 1))
    assert "lệch +" not in said(client.get(url))
    assert "11 khớp" in said(client.get(url))
