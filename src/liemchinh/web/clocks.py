"""Setting the two clocks of a sign-in."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from liemchinh.figures import compute
from liemchinh.kernel.calendar import UnreadableDateError, parse_date, show_date
from liemchinh.web.visit import EFFECTIVE_KEY, POSITION_KEY, VisitRequest, page


def _back(request: VisitRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) and "/moc/" not in wanted:
        return wanted
    return "/"


def clocks(request: VisitRequest) -> HttpResponse:
    """Ask for the day of effect and for what the register knew: a day, or a mục."""
    visit = request.visit
    context: dict[str, Any] = {
        "effective": request.POST.get("effective", show_date(visit.clocks.effective)),
        "known": request.POST.get("known", str(visit.clocks.position) if visit.clocks.is_past else ""),
        "next": _back(request),
        "errors": {},
    }
    if request.method != "POST":
        return page(request, "desk/clocks.html", context)
    chosen = visit.clocks.effective
    try:
        chosen = parse_date(context["effective"], today=visit.today) if context["effective"].strip() else visit.today
    except UnreadableDateError as fault:
        context["errors"]["effective"] = visit.said(fault.label)
    position: int | None = None
    known = context["known"].strip().removeprefix("mục").strip()
    if known.replace(".", "").isdigit() and "/" not in known and len(known.replace(".", "")) <= 18:
        position = int(known.replace(".", ""))
    elif known:
        try:
            day = parse_date(known, today=visit.today)
            midnight = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
            position = compute.known_at(midnight - timedelta(microseconds=1)).position
        except UnreadableDateError:
            context["errors"]["known"] = _(
                "Chưa hiểu. Gõ một ngày, ví dụ %(day)s, hoặc số mục, ví dụ %(entry)s; để trống là bây giờ."
            ) % {"day": show_date(visit.today), "entry": visit.clocks.position}
    if context["errors"]:
        return page(request, "desk/clocks.html", context, status=422)
    if chosen == visit.today:
        request.session.pop(EFFECTIVE_KEY, None)
    else:
        request.session[EFFECTIVE_KEY] = chosen.isoformat()
    if position is None or position >= compute.head()[0]:
        request.session.pop(POSITION_KEY, None)
    else:
        request.session[POSITION_KEY] = position
    return HttpResponseRedirect(context["next"])


def clocks_now(request: VisitRequest) -> HttpResponse:
    """Back to today and to everything the register knows."""
    request.session.pop(EFFECTIVE_KEY, None)
    request.session.pop(POSITION_KEY, None)
    return HttpResponseRedirect(_back(request))


urlpatterns = [
    path("moc/", clocks, name="clocks"),
    path("moc/hien-tai/", clocks_now, name="clocks_now"),
]
