"""The page of parts in a real Chromium: nothing blocked, nothing from outside, reached by keyboard, sound for axe."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from browser import NEEDS_CHROMIUM, chromium
from liemchinh.station.headers import CONTENT_SECURITY_POLICY
from liemchinh.web.specimens.pages import parts_page

ORIGIN = "http://desk.test"

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.urls(__name__)]


def _stand_in(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("tim/", _stand_in, name="search")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the module."""
    with chromium() as found:
        yield found


class Visited:
    """A page, what it complained about and whom it asked."""

    def __init__(self, browser: Browser, width: int, *, language: str = "vi", trusted: bool = False) -> None:
        with translation.override(language):
            self._html = parts_page(RequestFactory().get("/bo-phan/")).content
        context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=trusted)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.route("**/*", self._answer)
        self.page.goto(f"{ORIGIN}/bo-phan/")
        self.page.wait_for_load_state("networkidle")

    def _answer(self, route: Route) -> None:
        place = urlsplit(route.request.url).path
        if not place.startswith("/static/"):
            route.fulfill(
                body=self._html,
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY},
            )
            return
        file = finders.find(place.removeprefix("/static/"))
        if isinstance(file, str):
            kind = mimetypes.guess_type(file)[0] or ("font/woff2" if file.endswith(".woff2") else "text/plain")
            route.fulfill(path=file, content_type=kind)
        else:
            route.fulfill(status=404)


@pytest.mark.parametrize("width", [1440, 721, 390, 320])
def test_nothing_is_blocked_nothing_leaves_and_nothing_runs_over_the_edge(browser: Browser, width: int) -> None:
    visited = Visited(browser, width)
    assert visited.complaints == []
    assert all(address.startswith(ORIGIN) for address in visited.asked)
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visited.page.evaluate("document.fonts.check('16px \"Liem Sans\"', 'Ễ')")


@pytest.mark.parametrize(("width", "language"), [(1440, "vi"), (390, "vi"), (1440, "en")])
def test_axe_finds_nothing(browser: Browser, width: int, language: str) -> None:
    # Axe needs a script of its own, which the policy of the desk would refuse.
    visited = Visited(browser, width, language=language, trusted=True)
    found = [
        (fault["id"], fault["impact"], len(fault["nodes"])) for fault in Axe().run(visited.page).response["violations"]
    ]
    assert found == []


def test_the_keyboard_reaches_content_search_rows_and_the_list_of_keys(browser: Browser) -> None:
    page = Visited(browser, 1440).page
    focused = "document.activeElement"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.getAttribute('href')") == "#main"
    page.keyboard.press("j")
    first = page.evaluate(f"{focused}.textContent")
    page.keyboard.press("j")
    assert page.evaluate(f"{focused}.textContent") != first
    page.keyboard.press("k")
    assert page.evaluate(f"{focused}.textContent") == first
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('keys').open")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('keys').open")
    assert page.evaluate(f"{focused}.textContent") == first


def test_keys_can_be_switched_off_for_good(browser: Browser) -> None:
    page = Visited(browser, 1440).page
    page.keyboard.press("?")
    page.get_by_role("button", name="Tắt phím tắt trên máy này").click()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    assert not page.evaluate("document.getElementById('keys').open")


def test_money_is_whole_and_links_are_plain_on_paper(browser: Browser) -> None:
    page = Visited(browser, 1440).page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.money .exact')).position") == "static"
    assert page.evaluate("getComputedStyle(document.querySelector('.money .short')).display") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.figure')).textDecorationLine") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.needs-room .chart-phone')).display") == "block"
