"""A specialist's day in Chromium: a case is opened, twelve acts recorded, one corrected, list and brief printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page
from tests.web.test_acts_in_browser import Served, page_of, served

from browser import NEEDS_CHROMIUM, chromium
from liemchinh.law.acts import DossierKind, Role, Rung, Stage
from liemchinh.law.history import fold
from liemchinh.ledger import derived, facts
from liemchinh.ledger.models import Dossier

pytestmark = NEEDS_CHROMIUM
__all__ = ["served"]

LIST = """Đinh Văn An\t1970\tnam\tnguyên Giám đốc\tHợp tác xã N.\t353.2
Lò Thị Bình\t1982\tnữ\tkế toán\tHợp tác xã N.\t353.1"""
DAY, PAPER = "#f-effective_on", "#f-document_number"


def begin(page: Page, served: Served, number: str, kind: str, day: str, paper: str = "") -> None:
    """The form of an act, with its day and the number of its paper."""
    page.goto(f"{served.url}/ho-so/son-la/{number}/ghi/?kind={kind}")
    page.fill(DAY, day)
    if paper:
        page.fill(PAPER, paper)


def finish(page: Page) -> None:
    """Into the register."""
    page.click("button.main:has-text('Ghi vào sổ')")
    page.wait_for_url("**/VA-2026-777/**", wait_until="load")
    page.wait_for_selector("#dien-bien")


def only(page: Page, name: str) -> None:
    """Of the persons offered, tick this one alone."""
    for row in page.locator(".subject-rows tbody tr").all():
        box = row.locator("input[name=subject]")
        if box.count():
            box.set_checked(name in (row.inner_text() or ""))


def recorded(page: Page, served: Served, number: str) -> None:
    """Twelve acts of one case, each through its form."""
    begin(page, served, number, "source.received", "05/01/2026")
    choose(page, "ground", "news")
    finish(page)
    begin(page, served, number, "case.initiated", "20/01/2026", "12/QĐ-CSKT")
    page.fill("#f-offence", "353.2")
    finish(page)
    begin(page, served, number, "case.charged", "20/01/2026", "13/QĐ-CSKT")
    page.click("details.paste summary")
    page.fill("#f-pasted", LIST)
    page.click("button:has-text('Xem danh sách')")
    page.click("button:has-text('Đưa vào hành vi')")
    page.wait_for_selector("input[value='Đinh Văn An']")
    finish(page)
    begin(page, served, number, "case.charges_approved", "22/01/2026", "05/QĐ-VKS")
    only(page, "")
    finish(page)
    begin(page, served, number, "watch.put_on", "10/02/2026", "08-TB/BCĐ")
    choose(page, "level", "TINH-BCĐ")
    finish(page)
    begin(page, served, number, "expertise.requested", "20/02/2026", "21/YC-CSKT")
    choose(page, "ground", "valuation")
    page.fill("#f-addressee", "Hội đồng định giá tài sản tỉnh")
    page.fill("#f-due_on", "20/04/2026")
    finish(page)
    begin(page, served, number, "detention.ordered", "23/02/2026", "03/LTG")
    only(page, "Đinh Văn An")
    finish(page)
    begin(page, served, number, "assets.seized", "02/03/2026")
    page.fill("#f-money-seized", "1,2 tỷ")
    finish(page)
    begin(page, served, number, "expertise.delivered", "15/04/2026", "09/KL-HĐĐG")
    finish(page)
    begin(page, served, number, "case.investigation_extended", "08/05/2026", "31/QĐ-VKS")
    finish(page)
    begin(page, served, number, "case.terminated_against", "20/05/2026", "40/QĐ-CSKT")
    choose(page, "ground", "no_crime")
    only(page, "Lò Thị Bình")
    finish(page)
    begin(page, served, number, "case.investigation_concluded", "22/06/2026", "44/KLĐT")
    only(page, "Đinh Văn An")
    finish(page)


def choose(page: Page, name: str, value: str) -> None:
    """A choice, whether it is shown as a list or as radio buttons."""
    if page.locator(f"select[name={name}]").count():
        page.select_option(f"select[name={name}]", value)
    else:
        page.check(f"input[name={name}][value='{value}']")


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_a_specialist_opens_a_case_records_twelve_acts_corrects_one_and_prints_list_and_brief(
    served: Served, tmp_path: Path
) -> None:
    with chromium() as browser:
        page = page_of(browser, served)
        page.goto(f"{served.url}/ho-so/mo/")
        choose(page, "kind", "case")
        page.fill("#f-number", "VA-2026-777")
        page.fill("#f-title", "Tham ô tài sản, xảy ra tại Hợp tác xã N.")
        page.fill("#f-opened_on", "05/01/2026")
        page.click("button.main:has-text('Mở hồ sơ')")
        page.wait_for_url("**/VA-2026-777/**")
        recorded(page, served, "VA-2026-777")
        page.goto(f"{served.url}/ho-so/son-la/VA-2026-777/")
        seized = page.locator("#dien-bien tr", has_text="Tạm giữ, kê biên, phong tỏa").last
        seized.locator("a:has-text('Đính chính')").click()
        page.wait_for_url("**/dinh-chinh/")
        page.fill("#f-money-seized", "1,5 tỷ")
        page.fill("#f-note", "Biên bản ghi thêm một thửa đất")
        finish(page)
        struck = page.inner_text("#dien-bien")
        people = page.inner_text("#nguoi")
        experts = page.inner_text("#giam-dinh")
        page.goto(f"{served.url}/dien/danh-muc/")
        page.emulate_media(media="print")
        printed = text_of(page.pdf(format="A4", landscape=True))
        brief = page.request.get(f"{served.url}/ho-so/son-la/VA-2026-777/tom-tat/?x")
        paper = page.request.get(f"{served.url}/ho-so/son-la/VA-2026-777/tom-tat.pdf").body()
    dossier = Dossier.objects.get(number="VA-2026-777")
    assert dossier.acts.count() == 13, [act.kind for act in dossier.acts.order_by("position")]
    history = fold(DossierKind.CASE, dossier.opened_on, facts.acts_of([dossier.pk])[dossier.pk])
    day = date(2026, 11, 25)
    assert history.refusals == ()
    assert history.stage(day) is Stage.PROSECUTION
    assert sorted(history.standing(day).values()) == [Role.ACCUSED, Role.CLEARED]
    assert history.sums(day)[Rung.SEIZED] == 1_500_000_000
    assert derived.verify() == []
    assert "Biên bản ghi thêm một thửa đất" in struck
    assert "không còn là bị can" in people
    assert "tạm giam" in people
    assert "Hội đồng định giá tài sản tỉnh" in experts
    assert "VA-2026-777" in printed
    assert brief.ok
    told = text_of(paper)
    assert "Đinh Văn An" in told
    assert "Lò Thị Bình" in told
    assert len(pypdfium2.PdfDocument(paper)) == 1
