"""Recording an act, correcting one, annulling one: the form, its preview, the law's refusals at their fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import Precision
from liemchinh.law.book import BOOK
from liemchinh.ledger import documents, models, queries, record
from liemchinh.ledger.entry import Entry, RefusedEntryError, StaleError, UnlawfulError
from liemchinh.ledger.queries import File, Reading, Recorded
from liemchinh.reader.documents import UnreadableDocumentError, text_of
from liemchinh.web.acts import forms
from liemchinh.web.acts.forms import ActForm, Problem
from liemchinh.web.acts.previewing import shown_preview
from liemchinh.web.acts.typed import Typed
from liemchinh.web.dossiers.opening import why_not_record
from liemchinh.web.dossiers.pages import RECORDED_KEY, WATCHED_KINDS
from liemchinh.web.showing import shapes
from liemchinh.web.showing.sentences import paper_words, sentence
from liemchinh.web.showing.shown import said, show_entry
from liemchinh.web.visit import Visit, VisitRequest, page


def _opened(visit: Visit, committee: str, number: str) -> File:
    """The dossier as it is now; forms do not look at the past."""
    visit.scope.require(Right.RECORD)
    opened = queries.dossier(visit.scope, committee, number, now=visit.now)
    return queries.file_of(visit.scope, opened, Reading(visit.today, visit.today))


def _address(file: File) -> str:
    return reverse("dossier", args=[file.dossier.committee.code, file.dossier.number])


def _frame(file: File, title: str) -> dict[str, Any]:
    in_watch = file.dossier.kind in WATCHED_KINDS
    room = "watch_list" if in_watch else "dossier_list"
    address = _address(file)
    return {
        "dossier": file.dossier,
        "dossier_url": address,
        "crumbs": [
            (_("Diện theo dõi") if in_watch else _("Hồ sơ"), reverse(room)),
            (file.dossier.number, address),
            (title, ""),
        ],
    }


def _room(file: File) -> str:
    return "watch_list" if file.dossier.kind in WATCHED_KINDS else "dossier_list"


def act_new(request: VisitRequest, committee: str, number: str) -> HttpResponse:
    """Choose a kind of act, then write it."""
    visit = request.visit
    file = _opened(visit, committee, number)
    code = request.POST.get("kind") or request.GET.get("kind", "")
    offers = queries.offers(file.dossier, file.acts, visit.today)
    if why_not := why_not_record(visit):
        return _kinds(request, file, offers, why_not)
    kind = next((offer.kind for offer in offers if offer.kind.code == code), None)
    if kind is None:
        return _kinds(request, file, offers, "")
    typed = Typed.from_request(request.POST) if request.method == "POST" else Typed.blank(visit.today)
    form = ActForm(kind, file, visit.scope, visit.today, typed, offers)

    def write(entry: Entry) -> models.Act:
        return record.act(dossier=file.dossier, entry=entry, officer=visit.officer, now=visit.now, seen=form.seen)

    return _form(request, form, write, _("Ghi hành vi"))


def _kinds(request: VisitRequest, file: File, offers: tuple[queries.Offer, ...], why_not: str) -> HttpResponse:
    context = _frame(file, _("Ghi hành vi")) | {
        "stage": file.history.stage(request.visit.today).label,
        "offered": [] if why_not else [offer.kind for offer in offers if offer.refusal is None],
        "not_allowed": _not_allowed(offers),
        "why_not": why_not,
    }
    return page(request, "desk/act_kind.html", context, room=_room(file), status=409 if why_not else 200)


def _not_allowed(offers: Sequence[queries.Offer]) -> list[shapes.NotAllowed]:
    found = []
    for offer in offers:
        if offer.refusal is not None:
            basis = f", {said(offer.refusal.basis.label)}" if offer.refusal.basis else ""
            found.append(shapes.NotAllowed(offer.kind.label, f"{said(offer.refusal.label)}{basis}"))
    return found


def act_correct(request: VisitRequest, committee: str, number: str, position: int) -> HttpResponse:
    """Write an act in place of a wrong one."""
    visit = request.visit
    file = _opened(visit, committee, number)
    wrong = _standing(file, position)
    if why_not := why_not_record(visit):
        return _kinds(request, file, (), why_not)
    rest = [act for act in file.acts if act.position != position]
    offers = queries.offers(file.dossier, rest, wrong.row.effective_on)
    typed = Typed.from_request(request.POST) if request.method == "POST" else Typed.from_act(wrong)
    kind = BOOK.get(request.POST.get("kind", "")) or BOOK[wrong.row.kind]
    form = ActForm(kind, file, visit.scope, visit.today, typed, offers, replaces=wrong)

    def write(entry: Entry) -> models.Act:
        return record.correct(
            act=wrong.row, entry=entry, reason=entry.note, officer=visit.officer, now=visit.now, seen=form.seen
        )

    return _form(request, form, write, _("Đính chính %(entry)s") % {"entry": show_entry(position)})


def _standing(file: File, position: int) -> Recorded:
    """The act, which must stand: what was replaced leads to the same answer as what does not exist."""
    found = file.at(position)
    if found is None or not found.stands:
        raise OutOfScopeError
    return found


def _form(request: VisitRequest, form: ActForm, write: Callable[[Entry], models.Act], title: str) -> HttpResponse:
    visit = request.visit
    step = request.POST.get("step", "") if request.method == "POST" else ""
    preview: shapes.Preview | None = None
    stale: StaleError | None = None
    if step in {"preview", "record"}:
        _keep_file(request, form)
        entry = form.read()
        if entry is not None and step == "record":
            try:
                row = write(entry)
            except StaleError as fault:
                stale = fault
                form.typed = form.typed.with_values(seen=str(fault.position))
            except RefusedEntryError as fault:
                form.problems.append(Problem(fault.place, visit.said(fault.label)))
            except UnlawfulError:
                preview = _weigh(form, entry, visit)
            else:
                request.session[RECORDED_KEY] = row.position
                return HttpResponseRedirect(_address(form.file))
        elif entry is not None:
            preview = _weigh(form, entry, visit)
    if request.headers.get("HX-Request") and step == "preview":
        return _preview_alone(request, form, preview)
    refused = bool(form.problems) or stale is not None
    context = _frame(form.file, title) | {
        "title": title,
        "form": form,
        "fields": form.fields(),
        "rows": form.rows(),
        "lines_problem": form.problem_at("subjects"),
        "offence_list": forms.offence_list(),
        "file_field": form.file_field(),
        "note_field": form.note_field(),
        "kept": _kept(form),
        "refusals": form.summary(),
        "refused_title": _("Chưa ghi vào sổ") if step == "record" else _("Chưa ghi được như vậy"),
        "stale": stale,
        "stale_label": stale.label if stale else "",
        "preview": preview,
        "not_allowed": _not_allowed(form.offers),
        "wrong": _wrong(form),
    }
    return page(request, "desk/act.html", context, room=_room(form.file), status=422 if refused else 200)


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


def _preview_alone(request: VisitRequest, form: ActForm, preview: shapes.Preview | None) -> HttpResponse:
    context = {"preview": preview, "refusals": form.summary(), "htmx_only": True}
    return render(request, "desk/act_preview.html", context)


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
        content = sent.read()
        kept = documents.keep(
            committee=form.file.dossier.committee,
            name=name,
            media_type=sent.content_type or "application/octet-stream",
            content=content,
            text=text_of(name, content),
            officer=visit.officer,
            now=visit.now,
        )
    except UnreadableDocumentError as fault:
        form.problems.append(Problem("file", visit.said(fault.label)))
    except RefusedEntryError as fault:
        form.problems.append(Problem(fault.place, visit.said(fault.label)))
    else:
        form.typed = form.typed.with_values(document=str(kept.pk))


def _kept(form: ActForm) -> models.Document | None:
    if form.document_id is None:
        return None
    return queries.documents(form.scope).filter(pk=form.document_id).first()


def _wrong(form: ActForm) -> dict[str, Any] | None:
    """The act that is being corrected, as it stands."""
    wrong = form.replaces
    if wrong is None:
        return None
    related = wrong.row.related.number if wrong.row.related else ""
    return {
        "position": wrong.position,
        "sentence": sentence(wrong.act, form.file.names, related),
        "day": wrong.row.effective_on,
        "precision": Precision(wrong.row.precision),
        "paper": paper_words(wrong, form.file.names),
    }


def act_annul(request: VisitRequest, committee: str, number: str, position: int) -> HttpResponse:
    """Take an act out of force, with the reason."""
    visit = request.visit
    file = _opened(visit, committee, number)
    wrong = _standing(file, position)
    if why_not := why_not_record(visit):
        return _kinds(request, file, (), why_not)
    title = _("Hủy ghi %(entry)s") % {"entry": show_entry(position)}
    reason = request.POST.get("note", "")
    problems: list[str] = []
    stale: StaleError | None = None
    seen = request.POST.get("seen", "")
    if request.method == "POST":
        try:
            row = record.annul(
                act=wrong.row,
                reason=reason,
                officer=visit.officer,
                now=visit.now,
                seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None,
            )
            request.session[RECORDED_KEY] = row.position
            return HttpResponseRedirect(_address(file))
        except RefusedEntryError as fault:
            problems = [visit.said(fault.label)]
        except UnlawfulError as fault:
            problems = [visit.said(refusal.label) for refusal in fault.refusals]
        except StaleError as fault:
            stale = fault
    related = wrong.row.related.number if wrong.row.related else ""
    context = _frame(file, title) | {
        "title": title,
        "seen": stale.position if stale else file.newest,
        "stale": stale,
        "stale_label": stale.label if stale else "",
        "refusals": [shapes.Refused(text, "f-note") for text in problems],
        "sentence": sentence(wrong.act, file.names, related),
        "day": wrong.row.effective_on,
        "paper": paper_words(wrong, file.names),
        "field": shapes.Field(
            "note",
            _("Lý do hủy ghi"),
            "area",
            value=reason,
            rows=2,
            hint=_("Bắt buộc; hiện cạnh mục bị hủy."),
            refusal=problems[0] if problems else "",
        ),
    }
    return page(request, "desk/annul.html", context, room=_room(file), status=422 if problems or stale else 200)


# Echoes: what a field is understood as -------------------------------------------------------------------------------


def echo_day(request: VisitRequest) -> HttpResponse:
    """The words beside a day as typed."""
    text = next(iter(request.GET.values()), "")
    return HttpResponse(
        forms.day_echo(str(text), Precision.DAY, request.visit.today), content_type="text/plain; charset=utf-8"
    )


def echo_amount(request: VisitRequest) -> HttpResponse:
    """An amount as typed, in words."""
    text = next(iter(request.GET.values()), "")
    return HttpResponse(forms.amount_echo(str(text)), content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("ho-so/<slug:committee>/<str:number>/ghi/", act_new, name="act_new"),
    path("ho-so/<slug:committee>/<str:number>/muc/<int:position>/dinh-chinh/", act_correct, name="act_correct"),
    path("ho-so/<slug:committee>/<str:number>/muc/<int:position>/huy/", act_annul, name="act_annul"),
    path("doc-thu/ngay/", echo_day, name="echo_day"),
    path("doc-thu/tien/", echo_amount, name="echo_amount"),
]
