"""Twins and a handover in a real Chromium: asked, linked and taken back, handed over and printed; sound for axe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page
from tests.web.registers import office
from tests.web.test_acts_in_browser import Served, go_to, page_of
from tests.web.test_person_pages import add, charged, disciplined

from browser import NEEDS_CHROMIUM, chromium, serving
from liemchinh.directory import access
from liemchinh.directory.models import Duty, Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import handover
from liemchinh.ledger.handover import HANDED_OVER
from liemchinh.ledger.models import Act, Person, PersonLink

pytestmark = NEEDS_CHROMIUM

CASE = "/ho-so/son-la/VA-2026-950/"


@pytest.fixture
def served(own_database: str) -> Iterator[Served]:
    """The office with two rows of one name and somebody to hand dossiers over to, served on loopback."""
    with access.entered(access.HOUSE):
        desk = office()
        add(desk, "VA-2026-950", DossierKind.CASE, charged("Nguyễn Văn An", birth_year=1975, post="Giám đốc"))
        add(desk, "KL-2026-950", DossierKind.DISCIPLINE, disciplined("Nguyễn Văn An", birth_year=1975, unit="Sở Y tế"))
        receiver = Officer.objects.create(username="nhan", password="!", name="Ông P.V.D.", title="Chuyên viên")
        Duty.objects.create(officer=receiver, role="specialist", committee=desk.committee, valid_from=date(2022, 1, 1))
        name = settings.SESSION_COOKIE_NAME
        cookies = {role: desk.client(role).cookies[name].value for role in DutyRole}
        with serving() as url:
            yield Served(desk, url, cookies, desk.act("case.charged").position)


def text_of(page: Page, selector: str) -> str:
    return (page.text_content(selector) or "").replace("\u00a0", " ")


def test_a_twin_is_asked_about_linked_and_taken_back_by_keyboard_alone(served: Served) -> None:
    complaints: list[str] = []
    with chromium() as browser:
        page = page_of(browser, served)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{served.url}/ho-so/")
        go_to(page, "Người trùng tên")
        page.keyboard.press("Enter")
        page.wait_for_url("**/nguoi/trung-ten/")
        why = text_of(page, ".twin-question")
        go_to(page, "reason")
        page.keyboard.type("Cùng số định danh.")
        go_to(page, "Là một người")
        page.keyboard.press("Enter")
        page.wait_for_selector(".recorded-line")
        done = text_of(page, ".recorded-line")
        left = page.locator(".twin-question").count()
        page.goto(served.url + CASE)
        page.click("#nguoi a:has-text('Nguyễn Văn An')")
        page.wait_for_selector("#cac-dong")
        one = text_of(page, "main")
        page.click("#cac-dong a:has-text('Rút lại')")
        page.fill("#f-reason", "Nhầm người.")
        page.click("button:has-text('Rút lại kết luận')")
        page.wait_for_selector(".recorded-line")
        rows = page.locator("#cac-dong").count()
    assert "Cùng năm sinh 1975." in why
    assert "là một người" in done
    assert left == 0
    assert "KL-2026-950" in one
    assert "Cùng số định danh." in one
    assert rows == 0
    assert [link.verdict for link in PersonLink.objects.order_by("id")] == [PersonLink.SAME, PersonLink.UNDECIDED]
    assert complaints == []


def test_dossiers_are_handed_over_looked_at_and_printed_without_scripts(served: Served) -> None:
    meeting = served.office.dossier("PH-2026-901").pk
    with chromium() as browser:
        page = page_of(browser, served, DutyRole.HEAD, scripts=False)
        page.goto(f"{served.url}/ban-giao/")
        page.click("button:has-text('Xem hồ sơ')")
        page.select_option("#f-receiver", label="Ông\u00a0P.V.D., Chuyên viên")
        page.fill("#f-document_number", "12-QĐ/BNCTU")
        page.check("input[name=which][value=except]")
        page.check(f"#hs-{meeting}")
        page.click("button:visible:has-text('Xem trước')")
        preview = text_of(page, ".handover-preview")
        kept = page.is_checked("input[name=which][value=except]")
        page.click("button.main:has-text('Bàn giao')")
        page.wait_for_url("**/ban-giao/*/")
        minute = text_of(page, "article.sheet")
        done = text_of(page, ".recorded-line")
        paper = page.pdf()
        page.goto(f"{served.url}/ho-so/son-la/VA-2026-901/")
        dossier = text_of(page, "main")
    assert "giao 4 hồ sơ" in preview
    assert kept
    assert "Đã bàn giao 4 hồ sơ" in done
    assert "VA-2026-901" in minute
    assert "PH-2026-901" not in minute
    assert paper.startswith(b"%PDF")
    assert "Ông P.V.D." in dossier
    assert Act.objects.filter(kind=HANDED_OVER).count() == 4


def addresses(served: Served) -> list[tuple[DutyRole, str]]:
    first, second = Person.objects.filter(name="Nguyễn Văn An").order_by("id").values_list("pk", flat=True)
    giver, head = (served.office.officers[role] for role in (DutyRole.SPECIALIST, DutyRole.HEAD))
    done = handover.hand_over(
        scope=access.scope_of(head, today=timezone.localdate()),
        giver=giver,
        receiver=Officer.objects.get(username="nhan"),
        dossier_ids=[served.office.dossier("PH-2026-901").pk],
        on=timezone.localdate(),
        document_number="12-QĐ/BNCTU",
        officer=head,
        now=timezone.now(),
    )
    return [
        (DutyRole.SPECIALIST, f"/nguoi/{first}/"),
        (DutyRole.SPECIALIST, f"/nguoi/{first}/mo-ta/"),
        (DutyRole.SPECIALIST, f"/nguoi/{first}/va/{second}/"),
        (DutyRole.SPECIALIST, "/nguoi/trung-ten/"),
        (DutyRole.MEMBER, f"/nguoi/{first}/"),
        (DutyRole.HEAD, "/ban-giao/"),
        (DutyRole.HEAD, f"/ban-giao/?tu={giver.pk}"),
        (DutyRole.HEAD, f"/ban-giao/{done.first}/"),
    ]


def faults_of(browser: Browser, served: Served, role: DutyRole, address: str, width: int) -> list[str]:
    page = page_of(browser, served, role, width=width, trusted=True)
    page.goto(served.url + address)
    found = [
        f"{address}: {violation['id']}: {node['html'][:200]}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"][:3]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    return [*found, *([f"{address}: {wide} px at {width}"] if wide > width else [])]


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_on_persons_and_handovers(served: Served, width: int) -> None:
    asked = addresses(served)
    with chromium() as browser:
        faults = [fault for role, address in asked for fault in faults_of(browser, served, role, address, width)]
    assert not faults, "\n".join(faults)
