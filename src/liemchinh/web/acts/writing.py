"""One submit of an act's form: kept as a draft, drawn anew, a list pasted, previewed, or recorded."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import Precision
from liemchinh.ledger import choices, documents, models, queries, record
from liemchinh.ledger.entry import Entry, RefusedEntryError, StaleError, UnlawfulError
from liemchinh.ledger.queries import File, Recorded
from liemchinh.web.acts import charges, choosing, drafts, knowing, roll
from liemchinh.web.acts.drafts import RefusedDraftError
from liemchinh.web.acts.forms import ActForm
from liemchinh.web.acts.previewing import shown_preview
from liemchinh.web.acts.roll import Roll
from liemchinh.web.acts.typed import Typed
from liemchinh.web.acts.understanding import Problem
from liemchinh.web.dossiers.pages import RECORDED_KEY, WATCHED_KINDS
from liemchinh.web.models import Draft
from liemchinh.web.showing import shapes
from liemchinh.web.showing.sentences import paper_words, sentence
from liemchinh.web.showing.shown import show_entry, show_hour
from liemchinh.web.visit import Visit, VisitRequest, page

SENT_BY: Final = "X-Sent-By"
"""The header with which the page's own script sends the form; an answer to it never leaves the page by itself."""
GO_TO: Final = "X-Go-To"
SAVED_KEY: Final = "saved_draft"
"""Where the session keeps the key of a draft just saved, told once."""

Write = Callable[[Entry], models.Act]


def address_of(dossier: models.Dossier) -> str:
    """The page of a dossier."""
    return reverse("dossier", args=[dossier.committee.code, dossier.number])


def frame(file: File, title: str) -> dict[str, Any]:
    """Where the form stands: its dossier and the way to it."""
    in_watch = file.dossier.kind in WATCHED_KINDS
    address = address_of(file.dossier)
    return {
        "dossier": file.dossier,
        "dossier_url": address,
        "crumbs": [
            (_("Diện theo dõi") if in_watch else _("Hồ sơ"), reverse(room_of(file))),
            (file.dossier.number, address),
            (title, ""),
        ],
    }


def room_of(file: File) -> str:
    """The room in which the dossier is found."""
    return "watch_list" if file.dossier.kind in WATCHED_KINDS else "dossier_list"


def by_script(request: VisitRequest) -> bool:
    """Whether the page's own script asks, which shows the answer itself."""
    return request.headers.get(SENT_BY) == "page"


# Drafts --------------------------------------------------------------------------------------------------------------


def save_draft(request: VisitRequest, committee: str, number: str, replaces: int | None) -> HttpResponse:
    """Keep the form as it stands; nothing of it is read."""
    visit = request.visit
    dossier = drafts.writable(visit.scope, committee, number)
    typed = Typed.from_request(request.POST)
    sent = typed.get("request_key")
    key = uuid.UUID(sent) if re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", sent) else uuid.uuid4()
    try:
        drafts.keep(
            key=key,
            dossier=dossier,
            kind=typed.get("kind"),
            replaces=replaces,
            typed=typed.with_values(request_key=str(key)),
            officer=visit.officer,
            now=visit.now,
        )
    except RefusedDraftError as fault:
        return HttpResponse(visit.said(fault.label), status=409, content_type="text/plain; charset=utf-8")
    if by_script(request):
        told = _("Đã lưu nháp lúc %(hour)s.") % {"hour": show_hour(visit.now)}
        return HttpResponse(told, content_type="text/plain; charset=utf-8")
    request.session[SAVED_KEY] = str(key)
    return HttpResponseRedirect(f"{request.path}?nhap={key}")


def draft_asked(request: VisitRequest, dossier: models.Dossier, replaces: int | None) -> Draft | None:
    """The draft that the address names; it must be the officer's own and belong here."""
    asked = request.GET.get("nhap", "")
    if request.method == "POST" or not asked:
        return None
    try:
        key = uuid.UUID(asked)
    except ValueError:
        return None
    draft = drafts.found(request.visit.scope, key)
    return draft if draft.dossier_id == dossier.pk and draft.replaces == replaces else None


# The form ------------------------------------------------------------------------------------------------------------


def written(request: VisitRequest, form: ActForm, write: Write, title: str, draft: Draft | None = None) -> HttpResponse:
    """Answer one request for a form. `draft`: what it was opened from."""
    visit = request.visit
    step = request.POST.get("step", "") if request.method == "POST" else ""
    seen = form.seen
    if step in {"", "fields"} and draft is None:
        form.begin()
    if (answer := _pasted(request, form, step, title)) is not None:
        return answer
    preview: shapes.Preview | None = None
    stale: StaleError | None = None
    beside = bool(request.headers.get("HX-Request")) and step == "preview"
    if beside and not form.typed.get("effective_on"):
        return render(request, "desk/act_preview.html", {"preview": None, "htmx_only": True})
    if step in {"preview", "record"}:
        _keep_file(request, form)
        entry = form.read()
        if entry is not None and step == "record":
            try:
                row = drafts.settled(lambda: write(entry), key=form.request_key, officer=visit.officer)
            except StaleError as fault:
                stale = fault
                form.typed = form.typed.with_values(seen=str(fault.position))
            except RefusedEntryError as fault:
                form.problems.append(Problem(fault.place, visit.said(fault.label)))
            except UnlawfulError:
                preview = _weigh(form, entry, visit)
            else:
                return _recorded(request, form.file.dossier, row)
        elif entry is not None:
            preview = _weigh(form, entry, visit)
    if beside:
        context = {"preview": preview, "refusals": form.summary(), "htmx_only": True}
        return render(request, "desk/act_preview.html", context)
    if draft is not None:
        form.typed = form.typed.with_values(seen=str(form.file.newest))
    moved_on = _since(form.file, seen) if stale or draft else []
    refused = bool(form.problems) or stale is not None
    context = frame(form.file, title) | {
        "title": title,
        "form": form,
        "fields": form.heading(),
        "declared": form.declared(),
        "rows": knowing.asked(visit, form.file.dossier, form.rows()),
        "lines_problem": form.problem_at("subjects"),
        "offence_list": charges.suggestions(),
        "file_field": form.file_field(),
        "note_field": form.note(),
        "paste_problem": form.problem_at("pasted"),
        "kept": _kept(form),
        "refusals": form.summary(),
        "refused_title": _("Chưa ghi vào sổ") if step == "record" else _("Chưa ghi được như vậy"),
        "stale": stale,
        "stale_label": stale.label if stale else "",
        "draft": draft,
        "saved": draft is not None and request.session.pop(SAVED_KEY, "") == str(draft.key),
        "since": moved_on,
        "preview": preview,
        "not_allowed": choosing.not_allowed(form.offers),
        "wrong": _wrong(form),
    }
    return page(request, "desk/act.html", context, room=room_of(form.file), status=422 if refused else 200)


def sent_again(request: VisitRequest, dossier: models.Dossier, wrong: Recorded | None) -> HttpResponse | None:
    """The answer to a correction whose first sending was recorded, though its answer never arrived."""
    row = wrong.replaced_by if wrong is not None and request.method == "POST" else None
    if row is None or row.request_key is None or str(row.request_key) != request.POST.get("request_key"):
        return None
    return _recorded(request, dossier, row)


def _recorded(request: VisitRequest, dossier: models.Dossier, row: models.Act) -> HttpResponse:
    request.session[RECORDED_KEY] = row.position
    address = address_of(dossier)
    if by_script(request):
        return HttpResponse(status=204, headers={GO_TO: address})
    return HttpResponseRedirect(address)


def _pasted(request: VisitRequest, form: ActForm, step: str, title: str) -> HttpResponse | None:
    """The page of a pasted list, while there is one; None when the form itself is asked for."""
    if step == "paste":
        form.typed, fault = roll.unfolded(form.typed, form.today)
        if fault:
            form.problems.append(Problem("pasted", fault, _("Chưa nhận được:")))
            return None
    found = Roll(form.typed, form.lines, request.visit)
    if step == "take":
        taken = found.taken()
        if taken is not None:
            form.take(taken)
            return None
    if step not in {"paste", "paste_check", "take"} and (step or not found.is_open):
        form.take(form.typed.without(roll.PREFIX))
        return None
    rows = found.rows(asked=step == "take")
    context = frame(form.file, _("Danh sách vừa dán")) | {
        "title": title,
        "form": form,
        "rows": rows,
        "carried": [
            (name, value)
            for name, values in form.typed.words().items()
            if not name.startswith(roll.PREFIX)
            for value in values
        ],
        "row_count": len(rows),
        "faulty": sum(bool(row.faults) for row in rows),
        "asking": sum(not row.who for row in rows),
        "refused": step == "take",
        "refusals": [
            shapes.Refused(
                _("Dòng %(row)s, %(name)s: %(fault)s") % {"row": row.number, "name": row.name or "–", "fault": fault},
                f"f-paste-{row.number}",
            )
            for row in rows
            for fault in row.faults
        ]
        if step == "take"
        else [],
        "offence_list": charges.suggestions(),
    }
    status = 422 if step == "take" else 200
    return page(request, "desk/act_paste.html", context, room=room_of(form.file), status=status)


def _weigh(form: ActForm, entry: Entry, visit: Visit) -> shapes.Preview | None:
    """Fold with and without the entry; what the law objects to goes to its field."""
    replaces = form.replaces.position if form.replaces else None
    try:
        weighed = record.preview(form.file.dossier, entry, now=visit.now, replaces=replaces)
    except RefusedEntryError as fault:
        form.problems.append(Problem(fault.place, visit.said(fault.label)))
        return None
    form.refuse(weighed.refusals)
    return shown_preview(weighed, entry, form.file, visit.today)


def _since(file: File, seen: int) -> list[dict[str, Any]]:
    """What came into the dossier since the form was opened, and by whom."""
    return [
        {
            "entry": show_entry(item.position),
            "url": f"{address_of(file.dossier)}#muc-{item.position}",
            "sentence": _what(item, file),
            "officer": item.row.officer.name,
            "at": item.row.recorded_at,
        }
        for item in choices.since(file, seen)
    ]


def _what(item: Recorded, file: File) -> object:
    related = item.row.related.number if item.row.related else ""
    return sentence(item.act, file.names, related)


def _keep_file(request: VisitRequest, form: ActForm) -> None:
    """Keep a paper as soon as it comes, so that a second submit need not send it again."""
    sent = request.FILES.get("file")
    if form.typed.sent("drop_file"):
        form.typed = form.typed.with_values(document="")
    if not isinstance(sent, UploadedFile):
        return
    name = sent.name or "văn-bản"
    visit = request.visit
    try:
        documents.refuse_size(name, sent.size or 0)
        kept = documents.take(
            committee=form.file.dossier.committee,
            name=name,
            content=sent.read(),
            officer=visit.officer,
            now=visit.now,
        )
    except RefusedEntryError as fault:
        form.problems.append(Problem(fault.place, visit.said(fault.label)))
    else:
        form.typed = form.typed.with_values(document=str(kept.pk))
        form.date_from(kept.published_on)


def _kept(form: ActForm) -> models.Document | None:
    if form.document_id is None:
        return None
    return queries.documents(form.scope).filter(pk=form.document_id).first()


def _wrong(form: ActForm) -> dict[str, Any] | None:
    """The act that is being corrected, as it stands."""
    wrong = form.replaces
    if wrong is None:
        return None
    return {
        "position": wrong.position,
        "sentence": _what(wrong, form.file),
        "day": wrong.row.effective_on,
        "precision": Precision(wrong.row.precision),
        "paper": paper_words(wrong, form.file.names),
    }
