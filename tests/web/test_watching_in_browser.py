"""The committee's list, the board and the brief in a real Chromium: keyboard, phone, paper, sound for axe."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.test_acts_in_browser import Served, page_of, served

from browser import NEEDS_CHROMIUM, chromium
from liemchinh.directory.roles import DutyRole

__all__ = ["served"]

LIST, BOARD, CRITERIA = "/dien/danh-muc/", "/dien/giai-doan/", "/dien/tieu-chi/"
CASE = "/ho-so/son-la/VA-2026-901/"
BRIEF = f"{CASE}tom-tat/"

pytestmark = NEEDS_CHROMIUM


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge_of_the_list(served: Served, width: int) -> None:
    faults: list[str] = []
    with chromium() as browser:
        for address in (LIST, f"{LIST}?tu=31/06/2026", BOARD, CRITERIA, BRIEF, CASE, "/dien/"):
            page = page_of(browser, served, DutyRole.HEAD, width=width, trusted=True)
            page.goto(served.url + address)
            faults += [
                f"{address}: {found['id']}: {node['html'][:200]}"
                for found in Axe().run(page).response["violations"]
                if found["impact"] in {"serious", "critical"}
                for node in found["nodes"]
            ]
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                faults.append(f"{address}: {over} px over the edge")
    assert faults == []


def test_the_board_is_walked_by_keys_and_opens_a_dossier(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served, DutyRole.HEAD)
        page.goto(served.url + BOARD)
        page.keyboard.press("j")
        focused = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{CASE}")
    assert focused == "VA-2026-901"


def test_on_the_phone_the_board_stands_as_sections_one_under_the_other(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served, DutyRole.HEAD, width=390)
        page.goto(served.url + BOARD)
        boxes = page.evaluate(
            "[...document.querySelectorAll('.board > section')].map(e => e.getBoundingClientRect())"
            ".map(box => [box.x, box.y])"
        )
    assert len({x for x, _ in boxes}) == 1
    assert [y for _, y in boxes] == sorted(y for _, y in boxes)


@pytest.mark.parametrize(("address", "across"), [(LIST, True), (BOARD, True), (BRIEF, False)])
def test_pages_print_on_a4_without_the_room(served: Served, address: str, across: bool) -> None:
    with chromium() as browser:
        page = page_of(browser, served, DutyRole.HEAD)
        page.goto(served.url + address)
        document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {tuple(round(side / 72 * 25.4) for side in leaf.get_size()) for leaf in document}
    assert sizes == {(297, 210) if across else (210, 297)}
    told = document[0].get_textpage().get_text_range()
    assert "VA-2026-901" in told
    assert "Đổi mốc" not in told
    assert "Lưu hành nội bộ" in document[len(document) - 1].get_textpage().get_text_range()


def test_a_criterion_is_added_without_scripts(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served, DutyRole.HEAD, scripts=False)
        page.goto(served.url + CRITERIA)
        page.fill("#f-name-entry", "Do cử tri kiến nghị")
        page.press("#f-name-entry", "Enter")
        told = page.text_content("main") or ""
    assert "Đã thêm “Do cử tri kiến nghị”." in told
    assert "do-cu-tri-kien" in told
