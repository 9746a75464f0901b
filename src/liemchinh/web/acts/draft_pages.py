"""The officer's own drafts: the list of them, and throwing one away."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liemchinh.directory.roles import Right
from liemchinh.ledger import models
from liemchinh.web.acts import drafts
from liemchinh.web.acts.drafts import Listed
from liemchinh.web.visit import Visit, VisitRequest, page

FEW: Final = 5
"""Drafts shown beside other things; the rest stand behind a link."""
DROPPED_KEY: Final = "dropped_draft"
"""Where the session keeps what was thrown away, told once."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A draft as a list shows it."""

    listed: Listed
    url: str
    drop_url: str

    @property
    def dossier(self) -> models.Dossier:
        """Whose act it is."""
        return self.listed.draft.dossier


def _shown(listed: Listed) -> Shown:
    draft = listed.draft
    place = [draft.dossier.committee.code, draft.dossier.number]
    if draft.replaces is None:
        address = reverse("act_new", args=place)
    else:
        address = reverse("act_correct", args=[*place, draft.replaces])
    return Shown(listed, f"{address}?nhap={draft.key}", reverse("draft_drop", args=[draft.key]))


def drafts_of(visit: Visit, dossier: models.Dossier | None = None, most: int | None = FEW) -> dict[str, Any]:
    """The context of desk/drafts.html: the officer's own drafts, of one dossier or of all."""
    found = drafts.own(visit.scope, dossier)
    return {
        "drafts": [_shown(one) for one in drafts.listed(list(found[:most] if most else found))],
        "draft_count": found.count(),
    }


def draft_list(request: VisitRequest) -> HttpResponse:
    """Every draft of the officer's own."""
    visit = request.visit
    visit.scope.require(Right.RECORD)
    context = drafts_of(visit, most=None) | {
        "dropped": request.session.pop(DROPPED_KEY, ""),
        "crumbs": [(_("Bàn làm việc"), reverse("desk")), (_("Nháp của tôi"), "")],
    }
    return page(request, "desk/draft_list.html", context, room="desk")


@require_POST
def draft_drop(request: VisitRequest, key: uuid.UUID) -> HttpResponse:
    """Throw a draft away and go back."""
    visit = request.visit
    draft = drafts.throw_away(visit.scope, key)
    request.session[DROPPED_KEY] = draft.dossier.number
    back = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(back if allowed else reverse("draft_list"))
