"""The papers of one act: which there are, putting more to it, taking one off that was put to the wrong act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.roles import Right
from liemchinh.files.kinds import ACCEPTED, LIMIT
from liemchinh.files.refusals import MEGABYTE
from liemchinh.kernel.calendar import Precision
from liemchinh.ledger import attachments, documents, queries, recognition
from liemchinh.ledger.attachments import Attached
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.queries import File, Recorded
from liemchinh.web.dossiers.opening import why_not_record
from liemchinh.web.dossiers.pages import WATCHED_KINDS, papers_of, reading_of
from liemchinh.web.papers import scans
from liemchinh.web.papers.originals import kind_of
from liemchinh.web.showing import shapes, values
from liemchinh.web.showing.sentences import paper_words, sentence
from liemchinh.web.showing.shown import show_entry
from liemchinh.web.visit import Visit, VisitRequest, page

AT_ONCE: Final = 20
"""Files of one sending."""


def _opened(visit: Visit, committee: str, number: str, position: int) -> tuple[File, Recorded]:
    opened = queries.dossier(visit.scope, committee, number, now=visit.now)
    file = queries.file_of(visit.scope, opened, reading_of(visit))
    found = file.at(position)
    if found is None:
        raise OutOfScopeError
    return file, found


def _why_not(item: Recorded, visit: Visit) -> str:
    """Why no paper can be put to the act now; empty when one can."""
    if why := why_not_record(visit):
        return why
    if item.replaced_by is not None:
        told = _("%(entry)s không còn hiệu lực. Kèm văn bản vào %(by)s.")
        return told % {"entry": show_entry(item.position), "by": show_entry(item.replaced_by.position)}
    return "" if item.stands else _("Mục hủy ghi không nhận văn bản.")


@dataclass(frozen=True, slots=True)
class Row:
    """One paper as the page lists it. `state`: what is said of its text while it is recognised."""

    paper: Attached
    kind: object
    state: str
    withdraw_url: str


def _rows(item: Recorded, papers: Sequence[Attached], file: File, *, may: bool) -> list[Row]:
    progress = recognition.progress([one.document for one in papers])
    rows = []
    for one in papers:
        own = one.attachment is not None and one.act_id == item.position and one.stands and may
        place = [file.dossier.committee.code, file.dossier.number, item.position]
        kind, now = kind_of(one.document), progress.get(one.document.pk)
        rows.append(
            Row(
                one,
                kind.label if kind else "",
                scans.sentence_of(now) if now else "",
                reverse("paper_withdraw", args=[*place, one.attachment.pk]) if own and one.attachment else "",
            )
        )
    return rows


def act_papers(request: VisitRequest, committee: str, number: str, position: int) -> HttpResponse:
    """The papers of an act; with POST, more of them. Each file is taken or refused by itself."""
    visit = request.visit
    file, item = _opened(visit, committee, number, position)
    refusals: list[shapes.Refused] = []
    taken = 0
    if request.method == "POST":
        visit.scope.require(Right.RECORD)
        if why := _why_not(item, visit):
            refusals = [shapes.Refused(why, "f-files")]
        else:
            taken, refusals = _take(request, file, item)
        if not refusals:
            return HttpResponseRedirect(f"{request.path}?da-kem={taken}")
    else:
        asked = request.GET.get("da-kem", "")
        taken = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    why_not = _why_not(item, visit)
    context = _frame(file, item) | {
        "rows": _rows(item, papers_of(file, visit).get(position, []), file, may=not why_not),
        "why_not": why_not,
        "field": _field(refusals),
        "refusals": refusals,
        "done": ngettext("Đã kèm %(n)s văn bản.", "Đã kèm %(n)s văn bản.", taken) % {"n": taken} if taken else "",
        "printed": values.printed(visit),
    }
    return page(request, "desk/act_papers.html", context, room=_room(file), status=422 if refusals else 200)


def _field(refusals: Sequence[shapes.Refused]) -> shapes.Field:
    return shapes.Field(
        "files",
        _("Tệp"),
        "file",
        hint=_("PDF, Word (.docx), Excel (.xlsx), ảnh PNG, JPEG, TIFF hoặc .txt; mỗi tệp tối đa %(size)s MB.")
        % {"size": LIMIT // MEGABYTE},
        accept=ACCEPTED,
        multiple=True,
        refusal=_("Có tệp chưa nhận; lý do ở đầu trang.") if refusals else "",
    )


def _take(request: VisitRequest, file: File, item: Recorded) -> tuple[int, list[shapes.Refused]]:
    """Keep and attach each file that was sent; how many, and what was refused of the others."""
    visit = request.visit
    sent = [one for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
    if not sent:
        return 0, [shapes.Refused(_("Chưa chọn tệp nào."), "f-files")]
    if len(sent) > AT_ONCE:
        told = _("Gửi mỗi lần nhiều nhất %(n)s tệp; chưa nhận tệp nào.") % {"n": AT_ONCE}
        return 0, [shapes.Refused(told, "f-files")]
    taken = 0
    refusals = []
    for one in sent:
        name = one.name or "tệp"
        try:
            documents.refuse_size(name, one.size or 0)
            document = documents.take(
                committee=file.dossier.committee,
                name=name,
                content=one.read(),
                officer=visit.officer,
                now=visit.now,
            )
            attachments.attach(act=item.row, document=document, officer=visit.officer, now=visit.now)
        except RefusedEntryError as fault:
            refusals.append(shapes.Refused(visit.said(fault.label), "f-files"))
        else:
            taken += 1
    return taken, refusals


def paper_withdraw(request: VisitRequest, committee: str, number: str, position: int, pk: int) -> HttpResponse:
    """Take a paper off its act, with the reason."""
    visit = request.visit
    visit.scope.require(Right.RECORD)
    file, item = _opened(visit, committee, number, position)
    found = next(
        (
            one
            for one in papers_of(file, visit).get(position, [])
            if one.attachment is not None and one.attachment.pk == pk and one.act_id == position
        ),
        None,
    )
    if found is None or found.attachment is None:
        raise OutOfScopeError
    back = reverse("act_papers", args=[committee, number, position])
    reason, problem = request.POST.get("reason", "").replace("\0", ""), ""
    if request.method == "POST":
        problem = why_not_record(visit)
        try:
            if not problem:
                attachments.withdraw(attachment=found.attachment, reason=reason, officer=visit.officer, now=visit.now)
                return HttpResponseRedirect(back)
        except RefusedEntryError as fault:
            problem = visit.said(fault.label)
    context = _frame(file, item, _("Gỡ văn bản")) | {
        "paper": found,
        "back": back,
        "refusals": [shapes.Refused(problem, "f-reason")] if problem else [],
        "field": shapes.Field(
            "reason",
            _("Lý do gỡ"),
            "area",
            value=reason,
            rows=2,
            hint=_("Bắt buộc; hiện cạnh văn bản đã gỡ."),
            refusal=problem,
        ),
    }
    return page(request, "desk/paper_withdraw.html", context, room=_room(file), status=422 if problem else 200)


def _room(file: File) -> str:
    return "watch_list" if file.dossier.kind in WATCHED_KINDS else "dossier_list"


def _frame(file: File, item: Recorded, title: str = "") -> dict[str, Any]:
    address = reverse("dossier", args=[file.dossier.committee.code, file.dossier.number])
    own = reverse("act_papers", args=[file.dossier.committee.code, file.dossier.number, item.position])
    words = _("Văn bản kèm theo")
    room = _room(file)
    related = item.row.related.number if item.row.related else ""
    return {
        "dossier": file.dossier,
        "dossier_url": address,
        "item": item,
        "told": sentence(item.act, file.names, related),
        "day": item.row.effective_on,
        "precision": Precision(item.row.precision),
        "basis": paper_words(item, file.names),
        "crumbs": [
            (_("Diện theo dõi") if room == "watch_list" else _("Hồ sơ"), reverse(room)),
            (file.dossier.number, address),
            (words, own if title else ""),
            *([(title, "")] if title else []),
        ],
    }


urlpatterns = [
    path("ho-so/<slug:committee>/<str:number>/muc/<int:position>/van-ban/", act_papers, name="act_papers"),
    path(
        "ho-so/<slug:committee>/<str:number>/muc/<int:position>/van-ban/<int:pk>/go/",
        paper_withdraw,
        name="paper_withdraw",
    ),
]
