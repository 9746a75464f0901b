"""Tiêu chí đưa vào, đưa ra khỏi diện: the committee's two lists, which its head changes and everybody reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import show_date
from liemchinh.ledger import criteria as lists
from liemchinh.ledger.criteria import Listed, RefusedCriterionError
from liemchinh.web.showing import shapes
from liemchinh.web.visit import Visit, VisitRequest, page
from liemchinh.web.watching.pages import committee_field

DONE_KEY = "criteria_done"


def criteria(request: VisitRequest) -> HttpResponse:
    """Both lists of the officer's committee; POST adds, rewords or ends a line."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    committee = _committee(visit, request.GET.get("so", "").strip())
    refusals: list[shapes.Refused] = []
    status = 200
    if request.method == "POST":
        try:
            request.session[DONE_KEY] = _do(request)
        except RefusedCriterionError as fault:
            refusals = [shapes.Refused(visit.said(fault.label), _place(request, fault.place))]
            status = 422
        else:
            return HttpResponseRedirect(reverse("criteria"))
    own = committee is not None and committee.pk == visit.scope.home_id
    may_change = own and visit.scope.may(Right.MANAGE_CRITERIA) and visit.clocks.can_record
    context = {
        "committee": committee,
        "groups": _groups(visit, committee, request, may_change, refused=bool(refusals)) if committee else [],
        "field": committee_field(visit, committee.code if committee else ""),
        "may_change": may_change,
        "refusals": refusals,
        "done": request.session.pop(DONE_KEY, "") if not refusals else "",
        "crumbs": [(_("Diện theo dõi"), reverse("watch_list")), (_("Tiêu chí đưa vào, đưa ra"), "")],
    }
    return page(request, "desk/criteria.html", context, room="watch_list", status=status)


def _committee(visit: Visit, code: str) -> Committee | None:
    """The committee whose lists are read: the officer's own, or the one chosen; None while the centre chooses.

    Raises OutOfScopeError for one that is missing or out of reach.
    """
    found = Committee.objects.filter(code=code).first() if code else visit.committee
    if code and (found is None or not visit.scope.reaches(found.pk)):
        raise OutOfScopeError
    return found if found is not None and found.territory_id is not None else None


def _groups(
    visit: Visit, committee: Committee, request: VisitRequest, may_change: bool, *, refused: bool
) -> list[dict[str, Any]]:
    typed = request.POST if refused else {}
    groups = []
    for use, lines in lists.listed(visit.scope, committee.pk).items():
        rows = [_row(visit, line, may_change, typed) for line in lines]
        adds = typed.get("deed") == "add" and typed.get("use") == use
        groups.append(
            {
                "use": use,
                "label": lists.USES[use],
                "open": [row for row in rows if row["is_open"]],
                "ended": [row for row in rows if not row["is_open"]],
                "name": typed.get("name", "") if adds else "",
                "name_en": typed.get("name_en", "") if adds else "",
            }
        )
    return groups


def _row(visit: Visit, line: Listed, may_change: bool, typed: Any) -> dict[str, Any]:
    criterion = line.criterion
    pk = criterion.pk if criterion else 0
    is_typed = criterion is not None and typed.get("deed") == "rename" and typed.get("criterion") == str(pk)
    return {
        "pk": pk,
        "label": line.choice.label,
        "code": line.choice.code,
        "valid_from": line.choice.valid_from,
        "valid_to": line.choice.valid_to,
        "is_open": line.is_open(visit.today),
        "is_fixed": criterion is None,
        "changes": may_change and criterion is not None and line.is_open(visit.today),
        "is_typed": is_typed,
        "name": typed.get("name", "") if is_typed else line.choice.label.vi,
        "name_en": typed.get("name_en", "") if is_typed else (criterion.name_en if criterion else ""),
    }


def _place(request: VisitRequest, place: str) -> str:
    """The field at fault: of the line that was reworded, or of the list that was added to."""
    tail = request.POST.get("criterion") or request.POST.get("use", "")
    return f"f-{place}-{tail}" if place else ""


def _do(request: VisitRequest) -> str:
    """Do what the button says; returns the sentence of what was done. Raises RefusedCriterionError, NotAllowedError."""
    visit, sent = request.visit, request.POST
    told: dict[str, str]
    if sent.get("deed") == "add":
        added = lists.add(
            visit.scope,
            use=sent.get("use", ""),
            name=sent.get("name", ""),
            name_en=sent.get("name_en", ""),
            today=visit.today,
        )
        told = {"name": added.name}
        return _("Đã thêm “%(name)s”.") % told
    pk = sent.get("criterion", "")
    number = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else 0
    if sent.get("deed") == "rename":
        renamed = lists.rename(
            visit.scope, number, name=sent.get("name", ""), name_en=sent.get("name_en", ""), today=visit.today
        )
        told = {"name": renamed.name}
        return _("Đã đổi lời thành “%(name)s”.") % told
    ended = lists.end(visit.scope, number, today=visit.today)
    told = {"name": ended.name, "day": show_date(visit.today)}
    return _("Thôi dùng “%(name)s” từ ngày %(day)s. Hành vi đã ghi vẫn giữ tiêu chí này.") % told


urlpatterns = [path("dien/tieu-chi/", criteria, name="criteria")]
