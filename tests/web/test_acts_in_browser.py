"""The desk's own rooms in a real Chromium: an act recorded by keyboard alone, and without scripts; sound for axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page
from tests.web.registers import Office, office

from browser import NEEDS_CHROMIUM, chromium, serving
from liemchinh.directory import access
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger.models import Act, Person

DOSSIER = "/ho-so/son-la/VA-2026-901/"

pytestmark = NEEDS_CHROMIUM


@dataclass
class Served:
    """The office of the other tests, committed and served on loopback; sign-ins are made beforehand."""

    office: Office
    url: str
    cookies: dict[DutyRole, str]
    position: int


@pytest.fixture
def served(own_database: str) -> Iterator[Served]:
    """A desk on a port of its own."""
    with access.entered(access.HOUSE):
        desk = office()
        name = settings.SESSION_COOKIE_NAME
        cookies = {role: desk.client(role).cookies[name].value for role in DutyRole}
        with serving() as url:
            yield Served(desk, url, cookies, desk.act("case.charged").position)


def page_of(
    browser: Browser,
    served: Served,
    role: DutyRole = DutyRole.SPECIALIST,
    *,
    width: int = 1440,
    scripts: bool = True,
    trusted: bool = False,
) -> Page:
    """A page of the officer of that role. `trusted` lets axe in past the page's own policy."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, bypass_csp=trusted
    )
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": served.cookies[role], "url": served.url}])
    return context.new_page()


def go_to(page: Page, key: str, *, most: int = 80) -> None:
    """Press Tab until the control with that id, name or text has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "(() => { const e = document.activeElement; return [e.id, e.name, (e.textContent || '').trim()]; })()"
        )
        if key in found:
            return
    raise AssertionError(f"Tab never reaches {key!r}")


def test_an_act_is_recorded_by_keyboard_alone_with_its_preview_beside_the_form(served: Served) -> None:
    complaints: list[str] = []
    with chromium() as browser:
        page = page_of(browser, served)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(served.url + DOSSIER)
        go_to(page, "Ghi hành vi")
        page.keyboard.press("Enter")
        page.wait_for_url("**/ghi/")
        go_to(page, "Thu hồi, nộp lại tiền, tài sản")
        page.keyboard.press("Enter")
        page.wait_for_url("**kind=assets.recovered")
        go_to(page, "f-effective_on")
        page.keyboard.press("Control+a")
        page.keyboard.type("20/5/2026")
        go_to(page, "f-document_number")
        page.keyboard.type("118/GNT")
        go_to(page, "f-money-recovered")
        page.keyboard.type("6,25 tỷ")
        page.keyboard.press("Tab")
        page.wait_for_selector("#preview:has-text('6,25')")
        words = page.text_content("#echo-f-money-recovered") or ""
        go_to(page, "Ghi vào sổ")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{DOSSIER}*")
        focused = page.evaluate("document.activeElement.textContent.trim()")
    assert "Sáu tỷ hai trăm năm mươi triệu" in words
    assert focused.startswith("Đã ghi mục")
    row = Act.objects.get(kind="assets.recovered")
    assert (row.document_number, row.money_lines.get().amount) == ("118/GNT", 6_250_000_000)
    assert complaints == []


def test_an_act_is_recorded_without_scripts(served: Served) -> None:
    accused = Person.objects.get(name="Ông Đ.Q.V.").pk
    with chromium() as browser:
        page = page_of(browser, served, scripts=False)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=case.investigation_concluded")
        page.fill("#f-effective_on", "10/06/2026")
        page.fill("#f-document_number", "19/KLĐT")
        page.check(f"#tick-P{accused}")
        page.click("button:visible:has-text('Xem trước')")
        preview = page.text_content("#preview") or ""
        kept = page.input_value("#f-document_number")
        page.click("button:visible:has-text('Ghi vào sổ')")
        done = page.text_content(".recorded-line") or ""
    assert "Truy tố" in preview
    assert kept == "19/KLĐT"
    assert "Đã ghi mục" in done
    assert Act.objects.filter(kind="case.investigation_concluded").count() == 1


def test_enter_in_a_field_shows_the_preview_and_records_nothing(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served, scripts=False)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=petty.marked")
        page.select_option("#f-ground", "health")
        page.fill("#f-effective_on", "10/06/2026")
        page.press("#f-effective_on", "Enter")
        preview = page.text_content("#preview") or ""
    assert "Vụ án “tham nhũng vặt”" in preview
    assert not Act.objects.filter(kind="petty.marked").exists()


def test_choosing_another_act_changes_the_fields_and_keeps_what_was_typed(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=case.suspended")
        page.fill("#f-document_number", "11/QĐ")
        page.select_option("#f-kind", "assets.seized")
        page.wait_for_selector("#f-money-seized")
        kept = page.input_value("#f-document_number")
        grounds = page.locator("#f-ground").count()
    assert kept == "11/QĐ"
    assert grounds == 0


def test_a_refusal_takes_the_focus_and_leads_to_its_field(served: Served) -> None:
    with chromium() as browser:
        page = page_of(browser, served)
        page.goto(f"{served.url}{DOSSIER}ghi/?kind=assets.seized")
        page.fill("#f-effective_on", "31/06/2026")
        page.click("button:visible:has-text('Ghi vào sổ')")
        page.wait_for_selector(".refusal-summary")
        focused = page.evaluate("document.activeElement.className")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        landed = page.evaluate("location.hash")
    assert focused == "refusal-summary"
    assert landed == "#f-effective_on"


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge(served: Served, width: int) -> None:
    asked = [
        (DutyRole.SPECIALIST, address)
        for address in (
            "/ban/",
            "/dien/",
            "/dien/?loc=1",
            "/ho-so/",
            "/ho-so/mo/",
            DOSSIER,
            f"{DOSSIER}ghi/",
            f"{DOSSIER}ghi/?kind=case.charged",
            f"{DOSSIER}ghi/?kind=trial.ordered",
            f"{DOSSIER}ghi/?kind=discipline.person",
            f"{DOSSIER}muc/{served.position}/dinh-chinh/",
            f"{DOSSIER}muc/{served.position}/huy/",
            "/tim/?q=dau thau",
            "/tim/?q=khong co",
            "/tim/?q=đau hieu",
            "/tim/da-luu/",
            "/danh-ba/",
            "/phien/",
            "/moc/",
        )
    ]
    asked += [(DutyRole.MEMBER, DOSSIER), (DutyRole.CENTRE, "/dien/"), (DutyRole.ADMINISTRATOR, "/can-bo/")]
    faults: list[str] = []
    with chromium() as browser:
        for role, address in asked:
            page = page_of(browser, served, role, width=width, trusted=True)
            page.goto(served.url + address)
            violations = Axe().run(page).response["violations"]
            faults += [
                f"{address}: {found['id']}: {node['html'][:200]}"
                for found in violations
                if found["impact"] in {"serious", "critical"}
                for node in found["nodes"][:3]
            ]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{address}: {wide} px at {width}")
            page.context.close()
    assert not faults, "\n".join(faults)
