"""Papers put to acts when they were recorded or later; taken off again when it was the wrong act. Only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from liemchinh.directory.access import Scope
from liemchinh.directory.models import Officer
from liemchinh.kernel.label import Label
from liemchinh.law.book import ANNULLED
from liemchinh.ledger import lookup
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.models import Act, Attachment, Document, Withdrawal


@dataclass(frozen=True, slots=True)
class Attached:
    """A paper as it stands at an act. `withdrawn`: the row by which it was taken off, None while it counts.

    `attachment` is None for the paper that was part of the act from the start: it goes with a correction of the act.
    """

    document: Document
    act_id: int
    attachment: Attachment | None = None
    withdrawn: Withdrawal | None = None

    @property
    def stands(self) -> bool:
        """Whether the paper belongs to the act."""
        return self.withdrawn is None


@transaction.atomic
def attach(*, act: Act, document: Document, officer: Officer, now: datetime) -> Attachment:
    """Put a paper to an act; one that is there already stays as it is, one that was taken off is put back.

    Raises RefusedEntryError when the act no longer stands, or the paper is of another register.
    """
    if document.committee_id != act.committee_id:
        raise RefusedEntryError(
            "file", Label("Văn bản thuộc sổ khác; không kèm được.", "The paper belongs to another register.")
        )
    _refuse_what_no_longer_stands(act)
    _one_at_a_time(act)
    known = Attachment.objects.filter(act=act, document=document).first()
    if known is not None:
        if _withdrawal_of(known) is not None:
            Withdrawal.objects.create(
                committee_id=act.committee_id, attachment=known, is_undone=True, recorded_at=now, officer=officer
            )
            lookup.enter_documents([document.pk])
        return known
    attached = Attachment.objects.create(
        committee_id=act.committee_id, act=act, document=document, recorded_at=now, officer=officer
    )
    lookup.enter_documents([document.pk])
    return attached


@transaction.atomic
def withdraw(*, attachment: Attachment, reason: str, officer: Officer, now: datetime) -> Withdrawal:
    """Take a paper off its act. It stays in the register, and at the act, struck, with the reason.

    Raises RefusedEntryError when no reason is given.
    """
    if not reason.strip():
        raise RefusedEntryError("reason", Label("Phải ghi lý do gỡ văn bản.", "Say why the paper is taken off."))
    _one_at_a_time(attachment.act)
    known = _withdrawal_of(attachment)
    if known is not None:
        return known
    withdrawn = Withdrawal.objects.create(
        committee_id=attachment.committee_id,
        attachment=attachment,
        reason=" ".join(reason.split()),
        recorded_at=now,
        officer=officer,
    )
    lookup.enter_documents([attachment.document_id])
    return withdrawn


def _refuse_what_no_longer_stands(act: Act) -> None:
    by = act.position if act.kind == ANNULLED else Act.objects.filter(replaces=act).values_list("pk", flat=True).first()
    if by is not None:
        raise RefusedEntryError(
            "file",
            Label(
                f"Mục {act.position} không còn hiệu lực (xem mục {by}). Kèm văn bản vào mục đang có hiệu lực.",
                f"Entry {act.position} no longer stands (see entry {by}). Attach to the one that stands.",
            ),
        )


def _one_at_a_time(act: Act) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [act.position])


def _withdrawal_of(attachment: Attachment) -> Withdrawal | None:
    newest = Withdrawal.objects.filter(attachment=attachment).order_by("-pk").first()
    return newest if newest is not None and not newest.is_undone else None


def of_acts(acts: Sequence[Act], *, until: datetime | None = None) -> Mapping[int, list[Attached]]:
    """The papers of acts by mục, those recorded with the act first: two statements.

    `until`: as known at that moment. Papers put to an act that was corrected since stay with its correction: they
    belong to what happened, not to how it was first written down. `acts` holds what they replaced.
    """
    rows = {act.position: act for act in acts}
    known = Q() if until is None else Q(recorded_at__lte=until)
    added = (
        Attachment.objects.filter(known, act_id__in=rows)
        .select_related("document", "officer")
        .defer("document__content", "document__text")
        .order_by("pk")
    )
    newest: dict[int, Withdrawal] = {
        row.attachment_id: row
        for row in Withdrawal.objects.filter(known, attachment__act_id__in=rows)
        .select_related("officer")
        .order_by("pk")
    }
    own: dict[int, list[Attached]] = {}
    for act in acts:
        if act.document is not None:
            own.setdefault(act.position, []).append(Attached(act.document, act.position))
    for one in added:
        withdrawn = newest.get(one.pk)
        if withdrawn is not None and withdrawn.is_undone:
            withdrawn = None
        own.setdefault(one.act_id, []).append(Attached(one.document, one.act_id, one, withdrawn))
    return {position: _once([*own.get(position, ()), *_inherited(act, rows, own)]) for position, act in rows.items()}


def _inherited(act: Act, rows: Mapping[int, Act], own: Mapping[int, Iterable[Attached]]) -> list[Attached]:
    """What was put to the acts that this one replaced. Their own paper is not: the correction says which is right."""
    found: list[Attached] = []
    earlier = act.replaces_id if act.kind != ANNULLED else None
    while earlier is not None and earlier in rows:
        found += [one for one in own.get(earlier, ()) if one.attachment is not None]
        earlier = rows[earlier].replaces_id
    return found


def _once(papers: Iterable[Attached]) -> list[Attached]:
    """Each paper once; one that counts before one that was taken off."""
    found: dict[int, Attached] = {}
    for one in papers:
        if one.document.pk not in found or (one.stands and not found[one.document.pk].stands):
            found[one.document.pk] = one
    return list(found.values())


def acts_of(scope: Scope, document: Document, *, until: datetime | None = None) -> list[Act]:
    """The acts to which a paper is put, as far as the scope reaches them and they stand."""
    known = Q() if until is None else Q(recorded_at__lte=until)
    put = list(Attachment.objects.filter(known, document=document).values_list("pk", "act_id"))
    newest: dict[int, bool] = {
        row.attachment_id: row.is_undone
        for row in Withdrawal.objects.filter(known, attachment_id__in=[pk for pk, _act_id in put]).order_by("pk")
    }
    positions = _successors([act_id for pk, act_id in put if newest.get(pk, True)], known)
    replaced = Act.objects.filter(known, replaces=OuterRef("pk"))
    acts = Act.objects.filter(Q(pk__in=positions) | Q(document=document), known, ~Exists(replaced))
    if scope.committees is not None:
        acts = acts.filter(committee_id__in=scope.committees)
    return list(acts.exclude(kind=ANNULLED).select_related("dossier__committee").order_by("pk"))


def _successors(positions: list[int], known: Q) -> list[int]:
    """The acts with what corrected them, and what corrected that."""
    found, newest = list(positions), list(positions)
    while newest:
        newest = list(Act.objects.filter(known, replaces_id__in=newest).values_list("pk", flat=True))
        found += newest
    return found
