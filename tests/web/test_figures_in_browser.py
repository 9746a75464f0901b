"""Figures, documents and reconciling in a real Chromium: sound for axe, inside the edge, and usable without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from tests.figures.conftest import Registers, recorded
from tests.web.test_document_pages import first_claim, pasted
from tests.web.test_figure_pages import DAYS, OWN

from browser import NEEDS_CHROMIUM, chromium, serving
from liemchinh.directory import access
from liemchinh.directory.roles import DutyRole
from liemchinh.figures.models import Claim, Judgement
from liemchinh.ledger.models import Document

pytestmark = NEEDS_CHROMIUM


@dataclass
class Served:
    """The registers of the other tests, committed and served on loopback."""

    registers: Registers
    document: Document
    claim: Claim
    url: str

    def addresses(self) -> list[str]:
        """Every page of the three rooms."""
        return [
            f"/so-lieu/?{OWN}",
            f"/so-lieu/crime.accused_initiated/?{OWN}",
            f"/so-lieu/watch.cases_open/?{OWN}",
            f"/so-lieu/index.score/?{OWN}",
            f"/so-lieu/crime.accused_initiated/14/bang-chung/?{DAYS}",
            f"/so-lieu/watch.cases_open/14/bang-chung/?{DAYS}",
            "/van-ban/",
            "/van-ban/them/",
            f"/van-ban/{self.document.pk}/",
            f"/van-ban/so/{self.claim.pk}/sua/",
            "/doi-chieu/",
            f"/doi-chieu/{self.document.pk}/",
        ]


@pytest.fixture
def served(own_database: str) -> Iterator[Served]:
    """A desk on a port of its own; everything is prepared before Chromium starts."""
    with access.entered(access.HOUSE):
        registers = recorded()
        document = pasted(registers.client())
        registers.client(DutyRole.CENTRE)
        with serving() as url:
            yield Served(registers, document, first_claim(document), url)


def page_of(
    browser: Browser, served: Served, client: Client, *, width: int = 1440, scripts: bool = True, trusted: bool = False
) -> Page:
    """A page signed in as `client`."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, bypass_csp=trusted
    )
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": served.url}])
    return context.new_page()


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge(served: Served, width: int) -> None:
    own, centre = served.registers.client(), served.registers.client(DutyRole.CENTRE)
    asked = [(own, address) for address in served.addresses()]
    asked += [(centre, f"/so-lieu/crime.accused_initiated/?{OWN}"), (centre, "/doi-chieu/")]
    faults: list[str] = []
    with chromium() as browser:
        for client, address in asked:
            page = page_of(browser, served, client, width=width, trusted=True)
            page.goto(f"{served.url}{address}")
            violations = Axe().run(page).response["violations"]
            faults += [
                f"{address}: {one['id']} {one['nodes'][0]['html'][:160]}"
                for one in violations
                if one["impact"] in {"serious", "critical"}
            ]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{address}: {wide} px wide")
            page.context.close()
    assert not faults, "\n".join(faults)


def test_nothing_is_blocked_and_nothing_leaves_the_installation(served: Served) -> None:
    client = served.registers.client()
    complaints: list[str] = []
    asked: list[str] = []
    with chromium() as browser:
        page = page_of(browser, served, client)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        for address in served.addresses():
            page.goto(f"{served.url}{address}")
    assert complaints == []
    assert [url for url in asked if not url.startswith(served.url)] == []


def test_without_scripts_a_reading_is_accepted_amended_and_refused(served: Served) -> None:
    first, second, third = list(Claim.objects.filter(document=served.document).order_by("start"))[:3]
    client = served.registers.client()
    with chromium() as browser:
        page = page_of(browser, served, client, scripts=False)
        page.goto(f"{served.url}/doi-chieu/{served.document.pk}/")
        page.get_by_role("button", name="Nhận số 1", exact=True).click()
        page.get_by_role("button", name="Bác số 2", exact=True).click()
        page.get_by_label("Vì sao bác cách đọc này").fill("đây là số của năm trước")
        page.get_by_role("button", name="Bác", exact=True).click()
        page.get_by_role("button", name="Sửa số 3", exact=True).click()
        page.get_by_label("Chỉ tiêu").select_option("watch.cases_open")
        page.get_by_role("button", name="Ghi cách đọc này").click()
        assert page.url == f"{served.url}/doi-chieu/{served.document.pk}/#claim-3"
        assert "đã sửa cách đọc" in page.inner_text("main")
    verdicts = dict(Judgement.objects.values_list("claim_id", "verdict"))
    assert (verdicts[first.pk], verdicts[second.pk], verdicts[third.pk]) == ("accepted", "refused", "amended")
    assert Claim.objects.get(amends=third).indicator == "watch.cases_open"


def test_without_scripts_a_figure_is_followed_to_its_act(served: Served) -> None:
    client = served.registers.client()
    with chromium() as browser:
        page = page_of(browser, served, client, scripts=False)
        page.goto(f"{served.url}/so-lieu/?{OWN}")
        page.locator("p.lead a.figure").first.click()
        assert "đúng bằng số trên" in page.inner_text("main")
        page.locator("#bang-chung a.nowrap", has_text="VA-2023-002").first.click()
        assert page.url == f"{served.url}/ho-so/son-la/VA-2023-002/"
        assert "VA-2023-002" in page.inner_text("main")
