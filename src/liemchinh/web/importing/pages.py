"""A workbook on its way into the register: chosen, weighed, given back with comments, recorded, and what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import UnreadableDateError, parse_date, show_date
from liemchinh.ledger.importing import intake, marking, template, workbook
from liemchinh.ledger.importing.intake import Examined, UnsoundWorkbookError
from liemchinh.ledger.importing.remarks import Weight
from liemchinh.ledger.importing.workbook import UnreadableWorkbookError
from liemchinh.ledger.models import Document
from liemchinh.web.dossiers.opening import why_not_record
from liemchinh.web.importing import telling
from liemchinh.web.models import Workbook
from liemchinh.web.showing import shapes
from liemchinh.web.showing.values import printed
from liemchinh.web.visit import Visit, VisitRequest, page

KEPT: Final = timedelta(days=7)
"""How long a workbook that was not recorded waits on the desk."""
ROOM: Final = "dossier_list"


class NoWorkbookError(OutOfScopeError):
    """No such workbook, or somebody else's: one answer for both."""


def _committee(visit: Visit) -> Committee:
    """The register into which the officer imports. Raises NotAllowedError, OutOfScopeError."""
    visit.scope.require(Right.RECORD)
    if visit.committee is None:
        raise OutOfScopeError
    return visit.committee


def _workbook(visit: Visit, key: uuid.UUID) -> Workbook:
    _committee(visit)
    found = Workbook.objects.filter(key=key, officer=visit.officer).first()
    if found is None:
        raise NoWorkbookError
    return found


def _day(visit: Visit, typed: str, errors: dict[str, str]) -> date:
    """The day on which stages are brought over; today when nothing is typed."""
    if not typed.strip():
        return visit.today
    try:
        day = parse_date(typed, today=visit.today)
    except UnreadableDateError as fault:
        errors["ngay"] = visit.said(fault.label)
        return visit.today
    if day > visit.today:
        errors["ngay"] = _("Ngày %(day)s chưa tới.") % {"day": show_date(day)}
    return day


# Choosing ------------------------------------------------------------------------------------------------------------


def import_choose(request: VisitRequest) -> HttpResponse:
    """Choose a workbook; it is weighed at once and its page opens."""
    visit = request.visit
    committee = _committee(visit)
    errors: dict[str, str] = {}
    typed = request.POST.get("ngay", show_date(visit.today))
    if request.method == "POST":
        day = _day(visit, typed, errors)
        kept = _receive(request, committee, day, errors)
        if kept is not None:
            return HttpResponseRedirect(reverse("import_workbook", args=[kept.key]))
    context = {
        "fields": _fields(typed, errors),
        "refusals": [shapes.Refused(text, f"f-{place}" if place else "") for place, text in errors.items()],
        "waiting": Workbook.objects.filter(officer=visit.officer).defer("content").order_by("-saved_at"),
        "crumbs": [(_("Hồ sơ"), reverse("dossier_list")), (_("Nhập từ Excel"), "")],
        "most_rows": workbook.ROWS,
        "most_size": workbook.LIMIT // workbook.MEGABYTE,
    }
    return page(request, "desk/import_choose.html", context, room=ROOM, status=422 if errors else 200)


def _fields(typed: str, errors: dict[str, str]) -> list[shapes.Field]:
    return [
        shapes.Field(
            "tep",
            _("Tệp Excel"),
            "file",
            hint=_(".xlsx, tối đa %(size)s MB. Tệp mẫu, hoặc danh sách sẵn có với tên cột gần như vậy.")
            % {"size": workbook.LIMIT // workbook.MEGABYTE},
            accept=".xlsx",
            refusal=errors.get("tep", ""),
        ),
        shapes.Field(
            "ngay",
            _("Ngày chuyển sổ"),
            "day",
            typed,
            hint=_("Giai đoạn ghi trong danh sách tính đến ngày này; dòng nào có cột Ngày chuyển sổ thì theo cột ấy."),
            refusal=errors.get("ngay", ""),
        ),
    ]


def _receive(request: VisitRequest, committee: Committee, day: date, errors: dict[str, str]) -> Workbook | None:
    """Keep a workbook that can be read; what an officer left lying for a week is thrown away."""
    visit = request.visit
    if why_not := why_not_record(visit):
        errors[""] = why_not
        return None
    upload = request.FILES.get("tep")
    if upload is None:
        errors["tep"] = _("Chưa có tệp nào. Chọn một tệp .xlsx.")
        return None
    name = PurePath(upload.name or "").name.replace("\0", "")[-200:] or "tep.xlsx"
    try:
        workbook.refuse_size(name, upload.size or 0)
        content = upload.read()
        workbook.read(name, content)
    except UnreadableWorkbookError as fault:
        errors["tep"] = visit.said(fault.label)
        return None
    if errors:
        return None
    Workbook.objects.filter(officer=visit.officer, saved_at__lt=visit.now - KEPT).delete()
    return Workbook.objects.create(
        key=uuid.uuid4(),
        committee=committee,
        officer=visit.officer,
        name=name,
        content=content,
        day=day,
        saved_at=visit.now,
    )


def import_template(request: VisitRequest) -> HttpResponse:
    """The workbook to fill in."""
    _committee(request.visit)
    return _file(_("Mẫu nhập hồ sơ.xlsx"), template.build())


def _file(name: str, content: bytes) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=intake.MEDIA, headers={"Content-Disposition": header or "attachment"})


# One workbook --------------------------------------------------------------------------------------------------------


def import_workbook(request: VisitRequest, key: uuid.UUID) -> HttpResponse:
    """What a workbook would record and what is in its way; recording it, or throwing it away."""
    visit = request.visit
    kept = _workbook(visit, key)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if step == "drop":
        kept.delete()
        return HttpResponseRedirect(reverse("import_choose"))
    if step == "record":
        return _record(request, kept)
    return _examined(request, kept, _examine(visit, kept))


def _examine(visit: Visit, kept: Workbook) -> Examined:
    return intake.examine(
        kept.name,
        bytes(kept.content),
        scope=visit.scope,
        committee=_committee(visit),
        officer=visit.officer,
        now=visit.now,
        day=kept.day,
    )


def _record(request: VisitRequest, kept: Workbook) -> HttpResponse:
    visit = request.visit
    agreed = frozenset(request.POST.getlist("dong-y"))
    if why_not := why_not_record(visit):
        return _examined(request, kept, _examine(visit, kept), agreed, refused=[why_not])
    try:
        document = intake.record(
            kept.name,
            bytes(kept.content),
            scope=visit.scope,
            committee=_committee(visit),
            officer=visit.officer,
            now=visit.now,
            day=kept.day,
            agreed=agreed,
        )
    except UnsoundWorkbookError as fault:
        return _examined(request, kept, fault.examined, agreed, refused=telling.refusals(fault.examined, agreed))
    kept.delete()
    return HttpResponseRedirect(reverse("import_done", args=[document.pk]))


def _examined(
    request: VisitRequest,
    kept: Workbook,
    examined: Examined,
    agreed: frozenset[str] = frozenset(),
    *,
    refused: Sequence[str] = (),
) -> HttpResponse:
    visit = request.visit
    own = reverse("import_workbook", args=[kept.key])
    shown = telling.Telling(examined, visit, own)
    context: dict[str, Any] = {
        "workbook": kept,
        "own": own,
        "counts": examined.counts,
        "lead": shown.lead(),
        "facts": shown.facts(kept),
        "wrong": shown.groups(Weight.WRONG),
        "wrong_count": len(examined.of(Weight.WRONG)),
        "left_out": shown.left_out,
        "asked": [(remark, shown.line(remark), remark.key in agreed) for remark in examined.of(Weight.ASKED)],
        "told": shown.groups(Weight.TOLD),
        "row": shown.row(request.GET.get("dong", "")),
        "dossiers": shown.dossiers(request.GET.get("trang", "1")),
        "pages": shown.pages,
        "earlier": examined.earlier,
        "sound": not examined.of(Weight.WRONG) and examined.earlier is None and bool(examined.counts.dossiers),
        "refusals": [shapes.Refused(text) for text in refused],
        "crumbs": [
            (_("Hồ sơ"), reverse("dossier_list")),
            (_("Nhập từ Excel"), reverse("import_choose")),
            (kept.name, ""),
        ],
        "printed": printed(visit),
    }
    return page(request, "desk/import_workbook.html", context, room=ROOM, status=422 if refused else 200)


def import_marked(request: VisitRequest, key: uuid.UUID) -> HttpResponse:
    """The same workbook with a comment at each cell that is remarked upon."""
    visit = request.visit
    kept = _workbook(visit, key)
    examined = _examine(visit, kept)
    stem = kept.name.removesuffix(".xlsx")
    name = _("%(name)s (có ghi chú).xlsx") % {"name": stem}
    return _file(name, marking.marked(kept.name, bytes(kept.content), examined.remarks))


def import_done(request: VisitRequest, pk: int) -> HttpResponse:
    """What was recorded from a workbook, each dossier a link."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    kept = Document.objects.select_related("committee", "officer").defer("content", "text").filter(pk=pk).first()
    if kept is None or not visit.scope.reaches(kept.committee_id) or kept.media_type != intake.MEDIA:
        raise NoWorkbookError
    dossiers = intake.imported(kept)
    context = {
        "document": kept,
        "dossiers": telling.recorded(dossiers),
        "sentence": telling.done(dossiers, kept),
        "crumbs": [
            (_("Hồ sơ"), reverse("dossier_list")),
            (_("Nhập từ Excel"), reverse("import_choose")),
            (_("Đã ghi vào sổ"), ""),
        ],
        "printed": printed(visit),
        "across": True,
    }
    return page(request, "desk/import_done.html", context, room=ROOM)


urlpatterns = [
    path("nhap-excel/", import_choose, name="import_choose"),
    path("nhap-excel/mau.xlsx", import_template, name="import_template"),
    path("nhap-excel/da-ghi/<int:pk>/", import_done, name="import_done"),
    path("nhap-excel/<uuid:key>/", import_workbook, name="import_workbook"),
    path("nhap-excel/<uuid:key>/co-ghi-chu.xlsx", import_marked, name="import_marked"),
]
