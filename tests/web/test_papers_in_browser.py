"""Papers in a real Chromium: attached without scripts, a scan recognised meanwhile; sound for axe, in their width."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, FilePayload, Page
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.files import papers
from tests.web.registers import Office, office

from browser import NEEDS_CHROMIUM, chromium, serving
from liemchinh.directory import access
from liemchinh.directory.roles import DutyRole
from liemchinh.files.recognition import tesseract
from liemchinh.ledger.models import Document
from liemchinh.web import jobs

pytestmark = NEEDS_CHROMIUM

PDF = "application/pdf"


@dataclass
class Served:
    """The office of the other tests, committed and served on loopback."""

    office: Office
    url: str
    cookie: str
    act: str

    def page(self, browser: Browser, *, width: int = 1440, scripts: bool = True, trusted: bool = False) -> Page:
        """A page of the specialist."""
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, bypass_csp=trusted
        )
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": self.cookie, "url": self.url}])
        return context.new_page()


@pytest.fixture
def served(own_database: str) -> Iterator[Served]:
    with access.entered(access.HOUSE):
        desk = office()
        cookie = desk.client(DutyRole.SPECIALIST).cookies[settings.SESSION_COOKIE_NAME].value
        act = f"/ho-so/son-la/VA-2026-901/muc/{desk.act('case.charged').position}/van-ban/"
        with serving() as url:
            yield Served(desk, url, cookie, act)


def attach(page: Page, served: Served, *files: tuple[str, str, bytes]) -> None:
    page.goto(served.url + served.act)
    page.set_input_files(
        "[name=files]", [FilePayload(name=name, mimeType=kind, buffer=content) for name, kind, content in files]
    )
    page.get_by_role("button", name="Kèm văn bản").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_papers_are_attached_seen_page_by_page_and_taken_off(served: Served, scripts: bool) -> None:
    with chromium() as browser:
        page = served.page(browser, scripts=scripts)
        attach(page, served, ("Quyết định.pdf", PDF, papers.pdf("Khoi to 12 vu an", "Truy to 3 bi can")))
        assert "Đã kèm 1 văn bản." in page.inner_text("main")
        page.get_by_role("link", name="Quyết định.pdf", exact=True).click()
        page.get_by_role("link", name="Xem từng trang").click()
        with page.expect_response(lambda answer: answer.url.endswith("/ban-goc/2/")) as picture:
            page.get_by_role("link", name="Trang sau").click()
        assert picture.value.headers["content-type"] == "image/png"
        page.wait_for_load_state("load")
        assert "Truy to 3 bi can" in page.inner_text("main")
        page.goto(served.url + served.act)
        page.get_by_role("link", name="Gỡ Quyết định.pdf").click()
        page.fill("[name=reason]", "kèm nhầm mục")
        page.get_by_role("button", name="Gỡ văn bản").click()
        page.wait_for_load_state()
        assert "Đã gỡ. Lý do: kèm nhầm mục" in page.inner_text("main").replace("\n", " ")


def test_a_scan_is_recognised_while_one_looks_on(served: Served) -> None:
    if tesseract() is None and not os.environ.get("LIEMCHINH_REQUIRE_BROWSER"):
        pytest.skip("Tesseract with its Vietnamese model is not installed")
    with chromium() as browser:
        page = served.page(browser)
        attach(page, served, ("Bản quét.pdf", PDF, papers.scan()))
        page.get_by_role("link", name="Bản quét.pdf", exact=True).click()
        page.wait_for_selector("text=Đang chờ nhận dạng.")
    document = Document.objects.get()
    jobs.recognise(**ProcrastinateJob.objects.get().args)
    with chromium() as browser:
        page = served.page(browser)
        page.goto(f"{served.url}/van-ban/{document.pk}/")
        words = " ".join(page.inner_text("main").split())
        assert "Đã nhận dạng 1 trang." in words
        assert "12 vụ án, 31 bị can" in words


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge(served: Served, width: int) -> None:
    with chromium() as browser:
        page = served.page(browser, width=width, trusted=True)
        attach(page, served, ("Quyết định khởi tố bị can.pdf", PDF, papers.scan()), ("xau.docm", "", papers.word()))
        places = [page.url]
        scan = page.get_by_role("link", name="Quyết định khởi tố bị can.pdf", exact=True).get_attribute("href")
        off = page.get_by_role("link", name="Gỡ Quyết định").get_attribute("href")
        places += [f"{served.url}{one}" for one in (served.act, off, scan, f"{scan}ban-goc/", "/van-ban/")]
        for number, place in enumerate(places):
            if number:
                page.goto(place)
            faults = [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
            assert faults == [], place
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, place


def test_nothing_is_asked_of_another_host(served: Served, tmp_path: Path) -> None:
    with chromium() as browser:
        page = served.page(browser)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        attach(page, served, ("Quyết định.pdf", PDF, papers.pdf()))
        page.get_by_role("link", name="Quyết định.pdf", exact=True).click()
        page.get_by_role("link", name="Xem từng trang").click()
        page.wait_for_load_state("load")
        with page.expect_download() as download:
            page.get_by_role("link", name="Tải nguyên văn").click()
        assert download.value.suggested_filename == "Quyết định.pdf"
        assert all(one.startswith((served.url, "data:", "blob:")) for one in asked), asked
