"""Recording an act, correcting one, annulling one: what may be recorded, and the form of what was chosen."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import Precision
from liemchinh.law.book import BOOK
from liemchinh.ledger import models, queries, record
from liemchinh.ledger.entry import Entry
from liemchinh.ledger.queries import File, Reading, Recorded
from liemchinh.web.acts import charges, choosing, draft_pages, understanding
from liemchinh.web.acts.annulling import annulled
from liemchinh.web.acts.forms import ActForm
from liemchinh.web.acts.typed import Typed
from liemchinh.web.acts.writing import draft_asked, frame, room_of, save_draft, sent_again, written
from liemchinh.web.dossiers.opening import why_not_record
from liemchinh.web.showing.shown import show_entry
from liemchinh.web.visit import VisitRequest, page

_MOST_WANTED: Final = 80
"""Letters of a filter of the kinds."""


def _opened(request: VisitRequest, committee: str, number: str) -> File:
    """The dossier as it is now; forms do not look at the past."""
    visit = request.visit
    visit.scope.require(Right.RECORD)
    opened = queries.dossier(visit.scope, committee, number, now=visit.now)
    return queries.file_of(visit.scope, opened, Reading(visit.today, visit.today))


def _is_draft(request: VisitRequest) -> bool:
    return request.method == "POST" and request.POST.get("step") == "draft"


def act_new(request: VisitRequest, committee: str, number: str) -> HttpResponse:
    """Choose a kind of act, then write it."""
    visit = request.visit
    if _is_draft(request):
        return save_draft(request, committee, number, None)
    file = _opened(request, committee, number)
    offers = queries.offers(file.dossier, file.acts, visit.today)
    if why_not := why_not_record(visit):
        return _kinds(request, file, offers, why_not)
    draft = draft_asked(request, file.dossier, None)
    code = draft.kind if draft else request.POST.get("kind") or request.GET.get("kind", "")
    kind = next((offer.kind for offer in offers if offer.kind.code == code), None)
    if kind is None:
        return _kinds(request, file, offers, "")
    typed = Typed.from_draft(draft.typed) if draft else Typed.from_request(request.POST)
    form = ActForm(kind, file, visit.scope, visit.today, typed, offers)

    def write(entry: Entry) -> models.Act:
        return record.act(dossier=file.dossier, entry=entry, officer=visit.officer, now=visit.now, seen=form.seen)

    return written(request, form, write, _("Ghi hành vi"), draft)


def _kinds(request: VisitRequest, file: File, offers: tuple[queries.Offer, ...], why_not: str) -> HttpResponse:
    """The acts to choose from; a word typed narrows them, and tells why the rest is not there."""
    visit = request.visit
    wanted = request.GET.get("loc", "").strip()[:_MOST_WANTED]
    groups = [] if why_not else choosing.groups(file, offers, visit.today, wanted, visit.scope)
    refused = choosing.not_allowed(offers, wanted)
    context = frame(file, _("Ghi hành vi")) | {
        "stage": file.history.stage(visit.today).label,
        "groups": groups,
        "offered": sum(len(group.kinds) for group in groups if not group.repeats),
        "wanted": wanted,
        "not_allowed": refused,
        "refused_opened": bool(wanted and refused),
        "why_not": why_not,
        **draft_pages.drafts_of(visit, file.dossier, most=3),
    }
    return page(request, "desk/act_kind.html", context, room=room_of(file), status=409 if why_not else 200)


def act_correct(request: VisitRequest, committee: str, number: str, position: int) -> HttpResponse:
    """Write an act in place of a wrong one."""
    visit = request.visit
    if _is_draft(request):
        return save_draft(request, committee, number, position)
    file = _opened(request, committee, number)
    if (answer := sent_again(request, file.dossier, file.at(position))) is not None:
        return answer
    wrong = _standing(file, position)
    if why_not := why_not_record(visit):
        return _kinds(request, file, (), why_not)
    draft = draft_asked(request, file.dossier, position)
    rest = [act for act in file.acts if act.position != position]
    offers = queries.offers(file.dossier, rest, wrong.row.effective_on)
    if draft:
        typed = Typed.from_draft(draft.typed)
    else:
        typed = Typed.from_request(request.POST) if request.method == "POST" else Typed.from_act(wrong)
    kind = BOOK.get(typed.get("kind")) or BOOK[wrong.row.kind]
    form = ActForm(kind, file, visit.scope, visit.today, typed, offers, replaces=wrong)

    def write(entry: Entry) -> models.Act:
        return record.correct(
            act=wrong.row, entry=entry, reason=entry.note, officer=visit.officer, now=visit.now, seen=form.seen
        )

    return written(request, form, write, _("Đính chính %(entry)s") % {"entry": show_entry(position)}, draft)


def _standing(file: File, position: int) -> Recorded:
    """The act, which must stand: what was replaced leads to the same answer as what does not exist."""
    found = file.at(position)
    if found is None or not found.stands:
        raise OutOfScopeError
    return found


def act_annul(request: VisitRequest, committee: str, number: str, position: int) -> HttpResponse:
    """Take an act out of force, with the reason."""
    file = _opened(request, committee, number)
    wrong = _standing(file, position)
    if why_not := why_not_record(request.visit):
        return _kinds(request, file, (), why_not)
    return annulled(request, file, wrong)


# Echoes: what a field is understood as -------------------------------------------------------------------------------


def _echoed(request: VisitRequest) -> str:
    """What stands in the field that asks; whatever else is sent with it steers the form."""
    return next((str(value) for name, value in request.GET.items() if name != "step"), "")


def echo_day(request: VisitRequest) -> HttpResponse:
    """The words beside a day as typed."""
    echo = understanding.day_echo(_echoed(request), Precision.DAY, request.visit.today)
    return HttpResponse(echo, content_type="text/plain; charset=utf-8")


def echo_amount(request: VisitRequest) -> HttpResponse:
    """An amount as typed, in words."""
    return HttpResponse(understanding.amount_echo(_echoed(request)), content_type="text/plain; charset=utf-8")


def echo_charge(request: VisitRequest) -> HttpResponse:
    """Offences as typed, each with its name and class."""
    return HttpResponse(charges.echo(_echoed(request), request.visit.today), content_type="text/html; charset=utf-8")


urlpatterns = [
    path("ho-so/<slug:committee>/<str:number>/ghi/", act_new, name="act_new"),
    path("ho-so/<slug:committee>/<str:number>/muc/<int:position>/dinh-chinh/", act_correct, name="act_correct"),
    path("ho-so/<slug:committee>/<str:number>/muc/<int:position>/huy/", act_annul, name="act_annul"),
    path("nhap/", draft_pages.draft_list, name="draft_list"),
    path("nhap/<uuid:key>/bo/", draft_pages.draft_drop, name="draft_drop"),
    path("doc-thu/ngay/", echo_day, name="echo_day"),
    path("doc-thu/tien/", echo_amount, name="echo_amount"),
    path("doc-thu/toi/", echo_charge, name="echo_charge"),
]
