"""Opening a dossier in the reader's own register."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import UnreadableDateError, parse_date, show_date
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import models, record
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.web.showing import shapes
from liemchinh.web.visit import Visit, VisitRequest, page

_NUMBER = re.compile(r"[\w-]{1,20}")
_TITLE = 400


def why_not_record(visit: Visit) -> str:
    """Why nothing can be recorded here; empty when it can."""
    if not visit.scope.may(Right.RECORD):
        return _("Phần việc được giao chỉ gồm xem, không gồm ghi hành vi.")
    if not visit.clocks.can_record:
        return _("Đang đọc sổ ở mốc cũ nên không ghi được. Về hiện tại rồi ghi.")
    return ""


def dossier_open(request: VisitRequest) -> HttpResponse:
    """Ask for kind, number, title and day; open the dossier."""
    visit = request.visit
    visit.scope.require(Right.RECORD)
    if visit.committee is None:
        raise OutOfScopeError
    sent = request.POST if request.method == "POST" else request.GET
    wanted = sent.get("kind", "")
    kind = DossierKind(wanted) if wanted in set(DossierKind) else DossierKind.CASE
    suggested = record.next_number(visit.committee, kind, visit.today.year)
    changed = sent.get("old_kind", kind.value) != kind.value
    typed = {
        "number": suggested if changed else sent.get("number", "").strip() or suggested,
        "title": sent.get("title", "").replace("\x00", ""),
        "opened_on": sent.get("opened_on", show_date(visit.today)),
    }
    errors: dict[str, str] = {}
    if request.method == "POST" and request.POST.get("step") == "record":
        opened = _open(visit, visit.committee, kind, typed, errors)
        if opened is not None:
            return HttpResponseRedirect(reverse("dossier", args=[visit.committee.code, opened.number]))
    context = {
        "fields": _fields(kind, typed, suggested, errors),
        "kind": kind.value,
        "refusals": [shapes.Refused(text, f"f-{place}" if place else "") for place, text in errors.items()],
        "crumbs": [(_("Hồ sơ"), reverse("dossier_list")), (_("Mở hồ sơ"), "")],
    }
    return page(request, "desk/dossier_open.html", context, room="dossier_list", status=422 if errors else 200)


def _open(
    visit: Visit, committee: Committee, kind: DossierKind, typed: Mapping[str, str], errors: dict[str, str]
) -> models.Dossier | None:
    if why_not := why_not_record(visit):
        errors[""] = why_not
    if not _NUMBER.fullmatch(typed["number"]):
        errors["number"] = _("Số hồ sơ chỉ gồm chữ, số và dấu gạch nối, không quá 20 chữ.")
    if len(typed["title"]) > _TITLE:
        errors["title"] = _("Tên hồ sơ dài quá %(most)s chữ; rút ngắn.") % {"most": _TITLE}
    try:
        opened_on = parse_date(typed["opened_on"], today=visit.today)
        if not errors:
            return record.open_dossier(
                committee=committee,
                kind=kind,
                number=typed["number"],
                title=typed["title"],
                opened_on=opened_on,
                officer=visit.officer,
                now=visit.now,
            )
    except UnreadableDateError as fault:
        errors["opened_on"] = visit.said(fault.label)
    except RefusedEntryError as fault:
        errors[fault.place] = visit.said(fault.label)
    return None


def _fields(
    kind: DossierKind, typed: Mapping[str, str], suggested: str, errors: Mapping[str, str]
) -> list[shapes.Field]:
    """The fields by which a dossier is opened."""
    return [
        shapes.Field(
            "kind",
            _("Loại hồ sơ"),
            "select",
            choices=[shapes.Choice(one.value, one.label, one is kind) for one in DossierKind],
            hint=_("Đổi loại rồi bấm Xem số để lấy số của loại ấy."),
        ),
        shapes.Field(
            "number",
            _("Số hồ sơ"),
            value=typed["number"],
            width="short",
            hint=_("Số kế tiếp của sổ: %(number)s.") % {"number": suggested},
            refusal=errors.get("number", ""),
            required=True,
        ),
        shapes.Field(
            "title",
            _("Tên hồ sơ"),
            "area",
            value=typed["title"],
            rows=3,
            hint=_("Hành vi và nơi xảy ra; không ghi tên người chưa bị khởi tố."),
            refusal=errors.get("title", ""),
        ),
        shapes.Field(
            "opened_on",
            _("Ngày mở hồ sơ"),
            "day",
            value=typed["opened_on"],
            hint=_("Gõ 14/7 cũng được."),
            refusal=errors.get("opened_on", ""),
        ),
    ]
