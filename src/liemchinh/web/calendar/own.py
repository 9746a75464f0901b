"""Thiết đặt của tôi: the address of one's own calendar feed, and the morning mail."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from liemchinh.directory import roster
from liemchinh.directory.roles import Right
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.web.calendar import feeds
from liemchinh.web.showing import shapes
from liemchinh.web.visit import VisitRequest, page

DONE_KEY: Final = "own_done"


@never_cache
def own_settings(request: VisitRequest) -> HttpResponse:
    """What an officer decides alone. A new address is shown in the answer that makes it, and never again."""
    visit = request.visit
    reads = visit.scope.may(Right.READ_DOSSIERS)
    context: dict[str, Any] = {"secret_url": "", "refusals": []}
    email, wants = visit.officer.email, visit.officer.wants_digest
    error = ""
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    if deed == "make":
        visit.scope.require(Right.READ_DOSSIERS)
        try:
            secret = feeds.make_feed(visit.officer, now=visit.now)
        except RefusedEntryError as fault:
            context["refusals"] = [shapes.Refused(visit.said(fault.label), "dia-chi")]
        else:
            context["secret_url"] = request.build_absolute_uri(reverse("feed", args=[secret]))
    elif deed == "revoke":
        number = request.POST.get("feed", "")
        if number.isascii() and number.isdigit() and len(number) < 19:
            feeds.revoke_feed(visit.officer, int(number), now=visit.now)
        request.session[DONE_KEY] = _("Đã thu hồi địa chỉ. Chương trình lịch không đọc được nữa.")
        return HttpResponseRedirect(reverse("own_settings"))
    elif deed == "digest":
        email, wants = request.POST.get("email", "").strip(), request.POST.get("wants_digest") == "1"
        error = _fault(email, wants=wants)
        if not error:
            roster.set_digest(visit.officer, email=email, wants=wants)
            request.session[DONE_KEY] = _("Đã lưu.")
            return HttpResponseRedirect(reverse("own_settings"))
        context["refusals"] = [shapes.Refused(error, "f-email")]
    context |= {
        "reads": reads,
        "feeds": feeds.open_feeds(visit.officer),
        "email": shapes.Field("email", _("Địa chỉ thư"), value=email, refusal=error, autocomplete="email"),
        "wants": wants,
        "mail_is_set_up": settings.MORNING_MAIL,
        "done": request.session.pop(DONE_KEY, ""),
    }
    return page(request, "desk/own_settings.html", context, status=422 if context["refusals"] else 200)


def _fault(email: str, *, wants: bool) -> str:
    if not email:
        return _("Ghi địa chỉ thư để nhận tin.") if wants else ""
    try:
        validate_email(email)
    except ValidationError:
        return _("Chưa hiểu địa chỉ thư. Gõ lại, ví dụ ten@tinhuy.example.")
    return _("Địa chỉ thư dài quá 254 chữ.") if len(email) > 254 else ""


urlpatterns = [path("toi/", own_settings, name="own_settings")]
