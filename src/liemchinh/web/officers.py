"""The administrator's page: officers, duties, sign-ins. It shows no content of the register."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from liemchinh.directory import roster
from liemchinh.directory.models import Duty, Officer
from liemchinh.directory.roles import DutyRole, Right
from liemchinh.directory.roster import RefusedOfficerError
from liemchinh.web.showing import shapes
from liemchinh.web.visit import VisitRequest, page


def officer_list(request: VisitRequest) -> HttpResponse:
    """Everybody who may sign in, and what can be done about them."""
    visit = request.visit
    visit.scope.require(Right.MANAGE_OFFICERS)
    context: dict[str, Any] = {"done": "", "refusals": [], "password": "", "typed": request.POST}
    status = 200
    if request.method == "POST":
        try:
            context["done"], context["password"] = _do(request)
        except RefusedOfficerError as fault:
            context["refusals"] = [shapes.Refused(visit.said(fault.label), f"f-{fault.place}" if fault.place else "")]
            status = 422
        else:
            if not context["password"]:
                request.session["officers_done"] = context["done"]
                return HttpResponseRedirect(reverse("officer_list"))
    context["done"] = context["done"] or request.session.pop("officers_done", "")
    rows = roster.listed(visit.scope, now=visit.now, today=visit.today)
    context |= {
        "rows": [
            {
                "officer": row.officer,
                "duties": [
                    {
                        "duty": duty,
                        "role": DutyRole(duty.role).label,
                        "office": duty.committee.office if duty.committee else "",
                    }
                    for duty in row.duties
                ],
                "sessions": row.sessions,
            }
            for row in rows
        ],
        "open_count": sum(row.officer.is_active for row in rows),
        "session_count": sum(row.sessions for row in rows),
        "roles": list(DutyRole),
        "committees": list(roster.committees(visit.today)),
        "own": visit.officer.pk,
    }
    return page(request, "desk/officers.html", context, room="officer_list", status=status)


def _do(request: VisitRequest) -> tuple[str, str]:
    """Do what the button says; returns the sentence of what was done and a password to show once."""
    visit, sent = request.visit, request.POST
    deed = sent.get("deed", "")
    if deed == "create":
        officer, password = roster.create(
            visit.scope, username=sent.get("username", ""), name=sent.get("name", ""), title=sent.get("title", "")
        )
        return _("Đã thêm %(name)s.") % {"name": officer.name}, password
    if deed == "end":
        duty = get_object_or_404(Duty, pk=_number(sent.get("duty", "")))
        roster.end(visit.scope, duty, today=visit.today)
        return _("Đã kết thúc việc được giao của %(name)s.") % {"name": duty.officer.name}, ""
    officer = get_object_or_404(Officer, pk=_number(sent.get("officer", "")))
    told = {"name": officer.name}
    if deed == "give":
        roster.give(
            visit.scope, officer, role=sent.get("role", ""), committee_code=sent.get("committee", ""), today=visit.today
        )
        return _("Đã giao việc cho %(name)s.") % told, ""
    if deed == "sessions":
        count = roster.end_sessions(visit.scope, officer)
        return _("Đã kết thúc %(count)s phiên của %(name)s.") % {**told, "count": count}, ""
    if deed == "password":
        return _("Đã đặt lại mật khẩu của %(name)s.") % told, roster.renew_password(visit.scope, officer)
    if deed in {"close", "open"}:
        roster.set_open(visit.scope, officer, is_open=deed == "open")
        return (_("Đã mở tài khoản %(name)s.") if deed == "open" else _("Đã đóng tài khoản %(name)s.")) % told, ""
    return "", ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


urlpatterns = [path("can-bo/", officer_list, name="officer_list")]
