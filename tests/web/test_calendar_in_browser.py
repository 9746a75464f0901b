"""The pages of days in a real Chromium: a change previewed and applied without scripts, sound for axe, in its width."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from tests.web.test_acts_in_browser import Served, page_of, served
from tests.web.test_calendar_pages import received, soon

from browser import NEEDS_CHROMIUM, chromium
from liemchinh.directory.roles import DutyRole
from liemchinh.kernel.calendar import show_date
from liemchinh.law.acts import DossierKind
from liemchinh.law.history import fold
from liemchinh.ledger import derived, working_days
from liemchinh.ledger import facts as stored
from liemchinh.ledger.models import CalendarDay, Dossier

pytestmark = NEEDS_CHROMIUM
__all__ = ["served"]


def refolded() -> dict[tuple[str, str, int], str]:
    """Every deadline of the register, folded anew with the calendar in force."""
    days = working_days.calendar()
    found = {}
    for dossier in Dossier.objects.all():
        acts = stored.acts_of([dossier.pk])[dossier.pk]
        for one in fold(DossierKind(dossier.kind), dossier.opened_on, acts, days=days).deadlines:
            found[dossier.number, one.limit.label.vi, one.started_by] = show_date(one.due_on) if one.due_on else ""
    return found


@pytest.mark.parametrize("scripts", [True, False])
def test_a_change_is_previewed_then_applied_and_moves_what_the_preview_said(served: Served, scripts: bool) -> None:
    due = soon()
    received(served.office, due)
    received(served.office, due + timedelta(days=1), "VV-2026-951")
    before = refolded()
    with chromium() as browser:
        page = page_of(browser, served, DutyRole.HEAD, scripts=scripts)
        page.goto(f"{served.url}/lich-lam-viec/")
        page.click("text=Đổi lịch")
        page.fill("#f-first", show_date(due))
        page.fill("#f-name", "Nghỉ theo thông báo")
        page.fill("#f-document_number", "12/TB-VPCP")
        page.press("#f-document_number", "Enter")
        page.wait_for_selector("#preview table")
        shown = {
            (cells[3].split()[0], cells[0].strip(), cells[1].strip())
            for row in page.locator("#preview tbody tr").all()
            if (cells := [cell.text_content() or "" for cell in row.locator("td").all()])
        }
        kept = page.input_value("#f-document_number")
        page.click("button:visible:has-text('Ghi vào sổ')")
        page.wait_for_url("**/lich-lam-viec/?nam=*")
        done = page.text_content(".recorded-line") or ""
        listed = page.text_content("#ngay-nghi") or ""
    after = refolded()
    moved = {(key[0], before[key], after[key]) for key in before if before[key] != after[key]}
    assert kept == "12/TB-VPCP"
    assert shown == moved
    assert ("VV-2026-950", show_date(due), show_date(due + timedelta(days=1))) in moved
    assert f"{len(moved)} hạn ở {len({one[0] for one in moved})} hồ sơ đã dời." in done
    assert "Nghỉ theo thông báo" in listed
    assert CalendarDay.objects.get().day == due
    assert derived.verify() == []


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_days_are_sound_and_stay_in_their_width(served: Served, width: int) -> None:
    due = soon()
    received(served.office, due)
    today = timezone.localdate()
    faults: list[str] = []
    with chromium() as browser:
        page = page_of(browser, served, DutyRole.HEAD, width=width, trusted=True)
        for address in (
            "/lich-lam-viec/",
            f"/lich-lam-viec/?nam={today.year + 3}",
            "/lich-lam-viec/doi/",
            "/lich-han/",
            "/nguong-nhac/",
            "/toi/",
        ):
            page.goto(served.url + address)
            if address.endswith("/doi/"):
                page.fill("#f-first", show_date(due))
                page.fill("#f-name", "Nghỉ")
                page.click("button:visible:has-text('Xem trước')")
                page.wait_for_selector("#preview table")
            if address == "/toi/":
                page.click("button:has-text('Tạo địa chỉ')")
                page.wait_for_selector(".secret")
            faults += [
                f"{address}: {found['id']}: {node['html'][:200]}"
                for found in Axe().run(page).response["violations"]
                if found["impact"] in {"serious", "critical"}
                for node in found["nodes"][:3]
            ]
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                faults.append(f"{address}: {wide} px at {width}")
        page.context.close()
    assert not faults, "\n".join(faults)
