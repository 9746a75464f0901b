"""What is typed outlives a lost connection, a lost answer, a colleague who was faster and an ended sign-in."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, Route
from tests.web.test_acts_in_browser import DOSSIER, Served, go_to, page_of, served

from browser import NEEDS_CHROMIUM, chromium
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger.models import Act, Person
from liemchinh.web.models import Draft

pytestmark = NEEDS_CHROMIUM
__all__ = ["served"]

LOST = "#lost:visible"
STORED = "Object.keys(localStorage).filter(name => name.startsWith('liemchinh.words.')).length"
RECORD = "button:visible:has-text('Ghi vào sổ')"


def begin(page: Page, served: Served, kind: str = "assets.seized") -> None:
    """A seizure, ready to be recorded."""
    page.goto(f"{served.url}{DOSSIER}ghi/?kind={kind}")
    page.fill("#f-effective_on", "20/05/2026")
    page.fill("#f-money-seized", "4,2 tỷ")
    page.fill("#f-note", "Hai bất động sản")


def count() -> int:
    return Act.objects.filter(kind="assets.seized").count()


def sign_in(served: Served, role: DutyRole) -> dict[str, Any]:
    """The cookie of another sign-in in the same browser."""
    return {"name": settings.SESSION_COOKIE_NAME, "value": served.cookies[role], "url": served.url}


def test_a_connection_drops_and_the_act_is_recorded_once(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served)
        begin(page, served)
        page.context.set_offline(True)
        page.click(RECORD)
        page.wait_for_selector(LOST)
        told = page.inner_text(LOST)
        focused = page.evaluate("document.activeElement.id")
        kept = (page.input_value("#f-money-seized"), page.input_value("#f-note"))
        stored = page.evaluate(STORED)
        page.context.set_offline(False)
        page.click(RECORD)
        page.wait_for_selector(".recorded-line")
        left = page.evaluate(STORED)
    assert told.startswith("Chưa ghi được: máy chủ không trả lời lúc ")
    assert "HH:MM" not in told
    assert "Bấm Ghi vào sổ lần nữa; hệ thống chỉ ghi một lần." in told
    assert focused == "lost"
    assert kept == ("4,2 tỷ", "Hai bất động sản")
    assert (stored, left, count()) == (1, 0, 1)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("answer", ["lost", "broken"])
def test_the_server_records_but_its_answer_is_lost_and_a_second_press_records_nothing_more(
    served: Served, answer: str
) -> None:
    lost = 0

    def swallow(route: Route) -> None:
        nonlocal lost
        if b"record\r\n" not in (route.request.post_data_buffer or b""):
            route.continue_()
            return
        route.fetch(max_redirects=0)
        lost += 1
        if answer == "lost":
            route.abort()
        else:
            route.fulfill(status=502, body="")

    with chromium() as browser:
        page = page_of(browser, served)
        begin(page, served)
        page.route("**/ghi/**", swallow)
        page.click(RECORD)
        page.wait_for_selector(LOST)
        page.unroute("**/ghi/**")
        page.click(RECORD)
        page.wait_for_selector(".recorded-line")
    assert lost == 1
    assert count() == 1


def test_two_officers_collide_and_the_second_sees_what_the_first_recorded(served: Served) -> None:
    with chromium() as browser:
        second, first = page_of(browser, served), page_of(browser, served, DutyRole.HEAD)
        begin(second, served)
        first.goto(f"{served.url}{DOSSIER}ghi/?kind=petty.marked")
        first.select_option("#f-ground", "health")
        first.fill("#f-effective_on", "10/05/2026")
        first.click(RECORD)
        first.wait_for_selector(".recorded-line")
        second.click(RECORD)
        second.wait_for_selector(".stale-line")
        told = second.inner_text(".stale-line").replace("\u00a0", " ")
        since = second.inner_text(".since")
        kept = (second.input_value("#f-money-seized"), second.input_value("#f-note"))
        between = second.evaluate("document.querySelector('.since a').hash")
        second.click(RECORD)
        second.wait_for_selector(".recorded-line")
    assert told.startswith("Có người vừa ghi: Bà HEA. ghi mục")
    assert "tham nhũng vặt" in since
    assert "Bà HEA." in since
    assert between == f"#muc-{Act.objects.get(kind='petty.marked').position}"
    assert kept == ("4,2 tỷ", "Hai bất động sản")
    assert count() == 1


def test_what_is_typed_is_saved_while_typing_and_opened_on_another_machine(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served)
        begin(page, served)
        page.wait_for_selector("#draft-state:has-text('Đã lưu nháp lúc')")
        elsewhere = page_of(browser, served)
        elsewhere.goto(f"{served.url}/ban/")
        elsewhere.click("#nhap a:has-text('Tạm giữ, kê biên, phong tỏa')")
        note = elsewhere.input_value("#f-note")
        elsewhere.click(RECORD)
        elsewhere.wait_for_selector(".recorded-line")
        page.click(RECORD)
        page.wait_for_selector(".recorded-line")
    assert note == "Hai bất động sản"
    assert count() == 1


def test_words_that_never_reached_the_server_are_offered_back_and_gone_at_sign_out(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=assets.seized")
        page.route("**/ghi/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        page.fill("#f-note", "Hai bất động sản")
        page.wait_for_selector("#draft-state:has-text('giữ trên máy này')")
        page.goto(served.url + DOSSIER)
        offered = page.inner_text("[data-kept] .stale-line")
        other = page.context.new_page()
        page.context.add_cookies([sign_in(served, DutyRole.HEAD)])
        other.goto(served.url + DOSSIER)
        foreign = other.locator("[data-kept] .stale-line").count()
        page.context.add_cookies([sign_in(served, DutyRole.SPECIALIST)])
        page.unroute("**/ghi/**")
        page.click("[data-kept] [data-open]")
        page.wait_for_selector("#act-form")
        back = page.input_value("#f-note")
        page.wait_for_selector("#draft-state:has-text('Đã lưu nháp lúc')")
        emptied = page.evaluate(STORED)
        page.evaluate("localStorage.setItem(`liemchinh.words.${document.body.dataset.officer}.x`, '{}')")
        page.evaluate("localStorage.setItem('liemchinh.keys', 'off')")
        page.click("details.officer summary")
        page.click("button:has-text('Đăng xuất')")
        page.wait_for_url("**/vao/")
        gone = page.evaluate(STORED)
        keys = page.evaluate("localStorage.getItem('liemchinh.keys')")
    assert "VA-2026-901, Tạm giữ, kê biên, phong tỏa" in offered
    assert (foreign, back, emptied, gone, keys) == (0, "Hai bất động sản", 0, 0, "off")


def test_an_ended_sign_in_is_said_and_loses_nothing(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served)
        begin(page, served)
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        page.click(RECORD)
        page.wait_for_selector(LOST)
        told = page.inner_text(LOST)
        kept = page.input_value("#f-note")
        stored = page.evaluate(STORED)
    assert "Chưa ghi được:" in told
    assert "giữ trên máy này" in told
    assert (kept, stored, count()) == ("Hai bất động sản", 1, 0)


def test_a_part_that_comes_back_late_does_not_undo_what_was_typed_meanwhile(served: Served) -> None:
    held: list[Route] = []
    with chromium() as browser:
        page = page_of(browser, served)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=case.suspended")
        page.route("**/ghi/**", lambda route: held.append(route) if not held else route.continue_())
        page.select_option("#f-kind", "assets.seized")
        while not held:
            page.wait_for_timeout(20)
        page.fill("#f-document_number", "11/QĐ")
        page.fill("#f-note", "gõ trong lúc chờ")
        held[0].continue_()
        page.wait_for_selector("#f-money-seized")
        kept = (page.input_value("#f-document_number"), page.input_value("#f-note"))
    assert kept == ("11/QĐ", "gõ trong lúc chờ")


def test_choices_that_depend_on_others_follow_without_a_new_page(served: Served) -> None:
    accused = Person.objects.get(name="Ông Đ.Q.V.").pk
    with chromium() as browser:
        page = page_of(browser, served)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=measure.applied")
        page.check(f"#tick-P{accused}")
        page.goto(f"{served.url}{DOSSIER}ghi/")
        page.fill("#f-loc", "dinh gia")
        page.wait_for_selector("#act-kinds:has-text('khớp “dinh gia”')")
        shown = page.locator(".act-kinds a").count()
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=case.charged")
        page.fill("#f-name-new1", "Bà N.K.T.")
        page.press("#f-name-new1", "Tab")
        page.wait_for_selector("#known-new1:has-text('Bà N.K.T.')")
        page.fill("#f-charge-new1", "353.2; 354.1")
        page.press("#f-charge-new1", "Tab")
        page.wait_for_selector("#echo-f-charge-new1:has-text('Nhận hối lộ')")
    assert shown >= 1


def test_a_list_is_pasted_and_recorded_by_keyboard_alone(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=case.charged")
        page.fill("#f-effective_on", "20/05/2026")
        page.fill("#f-document_number", "21/QĐ-CSKT")
        go_to(page, "Dán danh sách")
        page.keyboard.press("Enter")
        go_to(page, "f-pasted")
        page.keyboard.insert_text("Lê B\t1980\t353.2\nTrần C\t1981\t354.1")
        go_to(page, "Xem danh sách")
        page.keyboard.press("Enter")
        page.wait_for_selector("#roll-form")
        go_to(page, "Đưa vào hành vi")
        page.keyboard.press("Enter")
        page.wait_for_selector("#f-name-new2")
        go_to(page, "Ghi vào sổ")
        page.keyboard.press("Enter")
        page.wait_for_selector(".recorded-line")
    lines = Act.objects.filter(kind="case.charged").latest("position").subject_lines.order_by("id")
    assert [line.person.name for line in lines if line.person] == ["Lê B", "Trần C"]


def test_without_scripts_a_draft_is_saved_a_list_pasted_and_the_kind_changed(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served, scripts=False)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=case.suspended")
        page.select_option("#f-kind", "case.charged")
        page.click("button:has-text('Đổi hành vi')")
        page.click("details.paste summary")
        page.fill("#f-pasted", "Lê B\t1980\t353.2")
        page.click("button:has-text('Xem danh sách')")
        page.click("button:has-text('Đưa vào hành vi')")
        name = page.input_value("#f-name-new1")
        page.click("button:has-text('Lưu nháp')")
        saved = page.inner_text(".recorded-line")
        page.goto(f"{served.url}/nhap/")
        page.click("button:has-text('Bỏ nháp')")
        dropped = page.inner_text(".recorded-line")
    assert name == "Lê B"
    assert saved.startswith("Đã lưu nháp lúc")
    assert dropped.startswith("Đã bỏ một nháp của hồ sơ VA-2026-901.")


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_in_drafts_lists_and_lost_words(served: Served, width: int) -> None:
    faults: list[str] = []

    def look(page: Page, what: str) -> None:
        found = Axe().run(page).response["violations"]
        faults.extend(
            f"{what}: {one['id']}: {node['html'][:200]}"
            for one in found
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"][:3]
        )
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{what}: {wide} px at {width}")

    with chromium() as browser:
        page = page_of(browser, served, width=width, trusted=True)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=case.charged")
        page.click("details.paste summary")
        page.fill("#f-pasted", "Lê B\t19800\t353.2\nBà N.K.T.\t1981\t999.9\nLê B\t1980\t353.2")
        page.click("button:has-text('Xem danh sách')")
        page.wait_for_selector("#roll-form")
        page.click("button:has-text('Đưa vào hành vi')")
        page.wait_for_selector(".refusal-summary")
        look(page, "roll")
        page.click("button:has-text('Lưu nháp')")
        page.wait_for_selector("#draft-state:has-text('Đã lưu nháp')")
        page.goto(f"{served.url}/nhap/")
        look(page, "drafts")
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=measure.applied")
        page.context.set_offline(True)
        page.fill("#f-note", "chữ")
        page.click(RECORD)
        page.wait_for_selector(LOST)
        look(page, "lost")
        page.context.set_offline(False)
    assert not faults, "\n".join(faults)
