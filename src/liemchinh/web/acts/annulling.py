"""Taking an act out of force, with its reason."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from liemchinh.ledger import record
from liemchinh.ledger.entry import RefusedEntryError, StaleError, UnlawfulError
from liemchinh.ledger.queries import File, Recorded
from liemchinh.web.acts.typed import Typed
from liemchinh.web.acts.writing import address_of, frame, room_of
from liemchinh.web.dossiers.pages import RECORDED_KEY
from liemchinh.web.showing import shapes
from liemchinh.web.showing.sentences import paper_words, sentence
from liemchinh.web.showing.shown import show_entry
from liemchinh.web.visit import VisitRequest, page


def annulled(request: VisitRequest, file: File, wrong: Recorded) -> HttpResponse:
    """Ask for the reason; annul."""
    visit = request.visit
    title = _("Hủy ghi %(entry)s") % {"entry": show_entry(wrong.position)}
    typed = Typed.from_request(request.POST)
    problems: list[str] = []
    stale: StaleError | None = None
    if request.method == "POST":
        try:
            row = record.annul(
                act=wrong.row,
                reason=typed.get("note"),
                officer=visit.officer,
                now=visit.now,
                seen=typed.number("seen"),
            )
            request.session[RECORDED_KEY] = row.position
            return HttpResponseRedirect(address_of(file.dossier))
        except RefusedEntryError as fault:
            problems = [visit.said(fault.label)]
        except UnlawfulError as fault:
            problems = [visit.said(refusal.label) for refusal in fault.refusals]
        except StaleError as fault:
            stale = fault
    related = wrong.row.related.number if wrong.row.related else ""
    context = frame(file, title) | {
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
            value=typed.get("note"),
            rows=2,
            hint=_("Bắt buộc; hiện cạnh mục bị hủy."),
            refusal=problems[0] if problems else "",
        ),
    }
    return page(request, "desk/annul.html", context, room=room_of(file), status=422 if problems or stale else 200)
