"""Ngưỡng nhắc hạn: from how many days before its end each limit is near, as the office of the register wants it."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from liemchinh.directory.roles import Right
from liemchinh.kernel.money import show_number
from liemchinh.ledger import warning_days
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.web.showing import shapes
from liemchinh.web.visit import VisitRequest, page

DONE_KEY: Final = "warnings_done"


def warnings(request: VisitRequest) -> HttpResponse:
    """Each limit with its days; an empty field goes back to the default."""
    visit = request.visit
    visit.scope.require(Right.SET_WARNINGS)
    rows = warning_days.listed(visit.scope)
    errors: dict[str, str] = {}
    typed = {one.code: str(one.days) for one in rows}
    if request.method == "POST":
        typed = {one.code: request.POST.get(f"days-{one.code}", "").strip() for one in rows}
        wanted: dict[str, int] = {}
        for one in rows:
            text = typed[one.code]
            if not text:
                wanted[one.code] = one.default
            elif text.isascii() and text.isdigit() and len(text) <= 4:
                wanted[one.code] = int(text)
            else:
                errors[one.code] = _("Ghi một số ngày, ví dụ 7.")
        if not errors:
            try:
                changed = warning_days.set_days(visit.scope, wanted)
            except RefusedEntryError as fault:
                errors[fault.place] = visit.said(fault.label)
            else:
                request.session[DONE_KEY] = _("Đã đổi ngưỡng nhắc của %(count)s thời hạn.") % {
                    "count": show_number(changed)
                }
                return HttpResponseRedirect(reverse("warnings"))
    context = {
        "rows": [
            {"one": one, "value": typed[one.code], "error": errors.get(one.code, ""), "key": f"f-days-{number}"}
            for number, one in enumerate(rows, start=1)
        ],
        "refusals": [
            shapes.Refused(errors[one.code], f"f-days-{number}")
            for number, one in enumerate(rows, start=1)
            if one.code in errors
        ],
        "own_count": sum(one.is_own for one in rows),
        "done": request.session.pop(DONE_KEY, ""),
        "crumbs": [(_("Lịch hạn"), reverse("due_calendar")), (_("Ngưỡng nhắc hạn"), "")],
    }
    return page(request, "desk/warnings.html", context, room="desk", status=422 if errors else 200)


urlpatterns = [path("nguong-nhac/", warnings, name="warnings")]
