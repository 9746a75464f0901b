"""Forms half written. A draft is no fact: kept as typed and unread, seen by its writer alone, gone once recorded."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import Right
from liemchinh.kernel.label import Label
from liemchinh.law.book import BOOK
from liemchinh.ledger import models
from liemchinh.web.acts.typed import Typed
from liemchinh.web.models import Draft

MOST_LETTERS: Final = 400_000
"""Letters that one draft may hold; more than the longest form with all its rows."""


class RefusedDraftError(Exception):
    """The draft cannot be kept; `label` says why."""

    def __init__(self, label: Label) -> None:
        self.label = label
        super().__init__(label.vi)


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in a list: its act, what tells it from others of the same kind (day and number as typed, the first new
    name), and how many entries came into the dossier since it was opened.
    """

    draft: Draft
    label: Label
    about: str
    since: int


def writable(scope: Scope, committee_code: str, number: str) -> models.Dossier:
    """The dossier a draft is written for; opening it as a reader is another door. Raises OutOfScopeError."""
    scope.require(Right.RECORD)
    found = models.Dossier.objects.filter(committee__code=committee_code, number=number).first()
    if found is None or not scope.reaches(found.committee_id):
        raise OutOfScopeError
    return found


@transaction.atomic
def keep(
    *,
    key: uuid.UUID,
    dossier: models.Dossier,
    kind: str,
    replaces: int | None,
    typed: Typed,
    officer: Officer,
    now: datetime,
) -> Draft:
    """Keep a form as it was typed, in the place of what was kept under the same key.

    Raises RefusedDraftError when it is too long, when the form was recorded meanwhile, or when the key is another's.
    """
    words = typed.words()
    if len(json.dumps(words, ensure_ascii=False)) > MOST_LETTERS:
        raise RefusedDraftError(Label("Nháp dài quá, chưa lưu được.", "The draft is too long and was not kept."))
    recorded = models.Act.objects.filter(request_key=key).values_list("position", flat=True).first()
    if recorded is not None:
        raise RefusedDraftError(
            Label(f"Biểu mẫu này đã vào sổ, mục {recorded}.", f"This form is recorded, entry {recorded}.")
        )
    content = {
        "committee_id": dossier.committee_id,
        "dossier": dossier,
        "kind": kind[:40] if kind in BOOK else "",
        "replaces": replaces,
        "typed": words,
        "saved_at": now,
    }
    if not content["kind"]:
        raise RefusedDraftError(Label("Chưa chọn hành vi.", "No act is chosen."))
    if Draft.objects.filter(key=key).exclude(officer=officer).exists():
        raise RefusedDraftError(Label("Nháp này của người khác.", "This draft belongs to somebody else."))
    draft, _ = Draft.objects.update_or_create(key=key, officer=officer, defaults=content)
    return draft


def own(scope: Scope, dossier: models.Dossier | None = None) -> QuerySet[Draft]:
    """The officer's own drafts that still wait, the newest first; nobody else's, whatever the scope."""
    if scope.officer_id is None or not scope.may(Right.RECORD):
        return Draft.objects.none()
    recorded = models.Act.objects.filter(request_key=OuterRef("key"))
    found = Draft.objects.filter(~Exists(recorded), officer_id=scope.officer_id)
    if dossier is not None:
        found = found.filter(dossier=dossier)
    if scope.committees is not None:
        found = found.filter(committee_id__in=scope.committees)
    return found.select_related("dossier", "dossier__committee").order_by("-saved_at", "-id")


def found(scope: Scope, key: uuid.UUID) -> Draft:
    """One of the officer's own drafts. Raises OutOfScopeError for another's as for none."""
    draft = own(scope).filter(key=key).first()
    if draft is None:
        raise OutOfScopeError
    return draft


def listed(drafts: Sequence[Draft]) -> list[Listed]:
    """Drafts with what a list says of them: one query more, whatever their number."""
    dossiers = {draft.dossier_id for draft in drafts}
    positions: dict[int, list[int]] = {}
    rows = models.Act.objects.filter(dossier_id__in=dossiers).values_list("dossier_id", "position")
    for dossier_id, position in rows:
        positions.setdefault(dossier_id, []).append(position)
    shown = []
    for draft in drafts:
        typed = Typed.from_draft(draft.typed)
        seen = typed.number("seen") or 0
        since = sum(position > seen for position in positions.get(draft.dossier_id, ()))
        label = BOOK[draft.kind].label if draft.kind in BOOK else Label(draft.kind, draft.kind)
        about = ", ".join(filter(None, (typed.get(name) for name in ("effective_on", "document_number", "name-new1"))))
        shown.append(Listed(draft, label, about, since if seen else 0))
    return shown


@transaction.atomic
def throw_away(scope: Scope, key: uuid.UUID) -> Draft:
    """Throw away one of the officer's own drafts; gives what it was. Raises OutOfScopeError."""
    draft = found(scope, key)
    Draft.objects.filter(pk=draft.pk).delete()
    return draft


@transaction.atomic
def settled(write: Callable[[], models.Act], *, key: uuid.UUID, officer: Officer) -> models.Act:
    """Record by `write` and drop the draft of the same form: both, or neither."""
    row = write()
    Draft.objects.filter(key=key, officer=officer).delete()
    return row
