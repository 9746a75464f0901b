"""The import in a real Chromium: wrong cells told, the workbook given back, mended, recorded; also without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page
from tests.ledger import workbooks
from tests.ledger.workbooks import CASE, MATTER, cell_of
from tests.web.registers import Office, office

from browser import NEEDS_CHROMIUM, chromium, serving
from liemchinh.directory import access
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger.importing.columns import List
from liemchinh.ledger.models import Dossier

pytestmark = NEEDS_CHROMIUM

FAULTY = workbooks.filled(
    [CASE | {"stage": "Đang điều chỉnh", "opened_on": "31/06/2024", "accused": 2}, MATTER],
    [{"number": "VA-2024-101", "name": "Nguyễn Văn A", "birth_year": 1970}],
)


@pytest.fixture
def served(own_database: str) -> Iterator[tuple[Office, str, str]]:
    """The office, the address of its desk, and the sign-in of its specialist."""
    with access.entered(access.HOUSE):
        desk = office()
        cookie = desk.client(DutyRole.SPECIALIST).cookies[settings.SESSION_COOKIE_NAME].value
        with serving() as url:
            yield desk, url, cookie


def page_of(browser: Browser, url: str, cookie: str, *, width: int = 1440, scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, bypass_csp=scripts, accept_downloads=True
    )
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])
    return context.new_page()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_faulty_list_is_mended_with_the_comments_and_recorded(
    served: tuple[Office, str, str], tmp_path: Path, scripts: bool
) -> None:
    desk, url, cookie = served
    source = tmp_path / "danh-sach.xlsx"
    source.write_bytes(FAULTY)
    stage, day = (cell_of(List.DOSSIERS, 0, code) for code in ("stage", "opened_on"))
    with chromium() as browser:
        page = page_of(browser, url, cookie, scripts=scripts)
        page.goto(f"{url}/ho-so/")
        page.click("text=Nhập từ Excel")
        page.set_input_files("#f-tep", source)
        page.click("button:has-text('Xem thử')")
        page.click(f"a:text-is('{stage}')")
        opened = page.text_content("#dong") or ""
        with page.expect_download() as waiting:
            page.click("text=Tải tệp có ghi chú")
        back = tmp_path / "co-ghi-chu.xlsx"
        waiting.value.save_as(back)
        book = openpyxl.load_workbook(back)
        comment = book["Hồ sơ"][stage].comment.text
        book["Hồ sơ"][stage], book["Hồ sơ"][day] = "Điều tra", date(2024, 3, 12)
        book.save(back)
        page.set_input_files("#f-lai", back)
        page.click("button:has-text('Xem thử')")
        page.click("button:has-text('Ghi vào sổ')")
        refusal = page.text_content(".refusal-summary") or ""
        page.check("input[name=dong-y]")
        page.click("button:has-text('Ghi vào sổ')")
        done = page.text_content(".recorded-line") or ""
        page.click("a:text-is('VA-2024-101')")
        dossier = page.text_content("main") or ""
    assert "Đang điều chỉnh" in opened
    assert "Chưa hiểu giai đoạn" in comment
    assert "nhưng danh sách người có 1" in refusal
    assert "Đã ghi vào sổ" in done
    assert "Nguyễn Văn A" in dossier
    assert Dossier.objects.filter(committee=desk.committee, number__in=["VA-2024-101", "VV-2024-101"]).count() == 2


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_on_the_pages_of_the_import(
    served: tuple[Office, str, str], tmp_path: Path, width: int
) -> None:
    _desk, url, cookie = served
    faulty, sound = tmp_path / "sai.xlsx", tmp_path / "tot.xlsx"
    faulty.write_bytes(FAULTY)
    sound.write_bytes(workbooks.filled([CASE, MATTER]))
    faults: list[str] = []

    def look(page: Page, name: str) -> None:
        violations = Axe().run(page).response["violations"]
        faults.extend(f"{name}: {one['id']}" for one in violations if one["impact"] in {"serious", "critical"})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            faults.append(f"{name}: {wide} px at {width}")

    with chromium() as browser:
        page = page_of(browser, url, cookie, width=width)
        page.goto(f"{url}/nhap-excel/")
        look(page, "choose")
        for path in (faulty, sound):
            page.goto(f"{url}/nhap-excel/")
            page.set_input_files("#f-tep", path)
            page.click("button:has-text('Xem thử')")
            page.wait_for_selector("#record-form")
            look(page, path.stem)
        page.click("button:has-text('Ghi vào sổ')")
        page.wait_for_selector(".recorded-line")
        look(page, "done")
    assert not faults, "\n".join(faults)
