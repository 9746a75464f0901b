"""One officer's dossiers go to another: one act in each dossier, all or none, and the minute of what went over.

Who keeps a dossier follows from its acts; `Dossier.keeper` stays the officer who was given it when it was opened.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from liemchinh.directory.access import OutOfScopeError, Scope, scope_of
from liemchinh.directory.models import Duty, Officer
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import FAR, show_date
from liemchinh.kernel.known import UNBOUNDED
from liemchinh.kernel.label import Label
from liemchinh.law.acts import DossierKind
from liemchinh.law.history import History, fold
from liemchinh.ledger import derived, lookup, models, working_days
from liemchinh.ledger import facts as stored
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.projection import Facts
from liemchinh.ledger.queries import Reading, reach, rows_of
from liemchinh.ledger.record import take_position

HANDED_OVER: Final = "register.handed_over"
TOLD: Final = 3
"""How many dossiers a refusal names."""
_KINDS: Final = {kind: place for place, kind in enumerate(DossierKind)}


@dataclass(frozen=True, slots=True)
class Kept:
    """A dossier that an officer keeps, as it stands today."""

    dossier_id: int
    committee_code: str
    number: str
    title: str
    kind: DossierKind
    stage: str
    next_due: date | None


@dataclass(frozen=True, slots=True)
class Handover:
    """What was recorded: the entries `first` to `last`, one for each dossier."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many dossiers went over."""
        return self.last - self.first + 1


# Who keeps what ------------------------------------------------------------------------------------------------------


def keeper_of(scope: Scope, dossier_id: int, reading: Reading) -> Officer | None:
    """Who keeps a dossier as the reader's clocks stand; None for what is out of reach."""
    within, params = reach(scope, "s")
    held, more = reading.held("s")
    found = rows_of(
        f"SELECT s.keeper_id FROM derived.standing s WHERE s.dossier_id = %s AND {within} AND {held} LIMIT 1",
        [dossier_id, *params, *more],
    )
    return Officer.objects.filter(pk=found[0][0]).first() if found else None


def keepers(scope: Scope) -> list[tuple[Officer, int]]:
    """Everybody who keeps a dossier within reach, by name, with how many. Raises NotAllowedError."""
    scope.require(Right.HAND_OVER)
    within, params = reach(scope, "s")
    counts = dict(
        rows_of(
            f"SELECT s.keeper_id, count(*) FROM derived.standing s WHERE {within} AND s.until = %s AND s.till = %s"
            " GROUP BY s.keeper_id",
            [*params, UNBOUNDED, FAR],
        )
    )
    officers = Officer.objects.filter(pk__in=counts).order_by("name", "id")
    return [(officer, counts[officer.pk]) for officer in officers]


def kept(scope: Scope, keeper_id: int) -> list[Kept]:
    """The dossiers within reach that an officer keeps, by kind and number. Raises NotAllowedError."""
    scope.require(Right.HAND_OVER)
    within, params = reach(scope, "s")
    found = rows_of(
        "SELECT d.id, b.code, d.number, d.title, s.dossier_kind, s.stage, s.next_due FROM derived.standing s"
        " JOIN ledger_dossier d ON d.id = s.dossier_id JOIN directory_committee b ON b.id = s.committee_id"
        f" WHERE {within} AND s.keeper_id = %s AND s.until = %s AND s.till = %s"
        " ORDER BY b.code, d.number",
        [*params, keeper_id, UNBOUNDED, FAR],
    )
    dossiers = [Kept(row[0], row[1], row[2], row[3], DossierKind(row[4]), row[5], row[6]) for row in found]
    return sorted(dossiers, key=lambda one: _KINDS[one.kind])


def receivers(scope: Scope, *, today: date) -> list[Officer]:
    """Officers who record in a register within reach today, by name. Raises NotAllowedError."""
    scope.require(Right.HAND_OVER)
    duties = Duty.objects.filter(valid_from__lte=today, officer__is_active=True).exclude(valid_to__lt=today)
    if scope.committees is not None:
        duties = duties.filter(committee_id__in=scope.committees)
    officers = Officer.objects.filter(pk__in=duties.values("officer_id")).order_by("name", "id")
    return [officer for officer in officers if scope_of(officer, today=today).may(Right.RECORD)]


# Handing over --------------------------------------------------------------------------------------------------------


@transaction.atomic
def hand_over(
    *,
    scope: Scope,
    giver: Officer,
    receiver: Officer,
    dossier_ids: Sequence[int],
    on: date,
    document_number: str,
    officer: Officer,
    now: datetime,
    note: str = "",
    request_key: uuid.UUID | None = None,
) -> Handover:
    """Record that these dossiers go from `giver` to `receiver` as of `on`: one act in each, all or none.

    `request_key`: sent again, it hands nothing over twice. Raises RefusedEntryError when the receiver does not reach a
    dossier, when the giver no longer keeps one, or when the law does not let an act stand; NotAllowedError.
    """
    scope.require(Right.HAND_OVER)
    if request_key is not None and (earlier := handed_over(request_key)) is not None:
        return earlier
    _check(giver, receiver, dossier_ids, on, document_number, now)
    # The lock on the head comes first: nobody records in these dossiers from here to the commit.
    first, stamped = take_position(now, count=len(dossier_ids))
    dossiers = _dossiers(scope, giver, receiver, dossier_ids, timezone.localdate(now))
    rows = [
        models.Act(
            position=first + place,
            committee_id=dossier.committee_id,
            dossier=dossier,
            kind=HANDED_OVER,
            effective_on=on,
            recorded_at=stamped,
            officer=officer,
            keeper=receiver,
            document_number=" ".join(document_number.split()),
            note=note.strip(),
            request_key=request_key if place == 0 else None,
        )
        for place, dossier in enumerate(dossiers)
    ]
    moves = _moves(dossiers, rows)
    models.Act.objects.bulk_create(rows, batch_size=1000)
    derived.project_each((*move, row.position) for move, row in zip(moves, rows, strict=True))
    lookup.recorded_each(rows)
    return Handover(first, first + len(rows) - 1)


def handed_over(request_key: uuid.UUID) -> Handover | None:
    """What was recorded when this request was sent before; its first act carries the key."""
    first = models.Act.objects.filter(request_key=request_key, kind=HANDED_OVER).first()
    if first is None:
        return None
    together = models.Act.objects.filter(
        kind=HANDED_OVER, recorded_at=first.recorded_at, officer_id=first.officer_id, position__gte=first.position
    )
    return Handover(first.position, first.position + together.count() - 1)


def _check(
    giver: Officer, receiver: Officer, dossier_ids: Sequence[int], on: date, document_number: str, now: datetime
) -> None:
    if giver.pk == receiver.pk:
        raise RefusedEntryError(
            "receiver",
            Label("Người nhận phải khác người giao.", "The receiver must be another than the one who hands over."),
        )
    if on > timezone.localdate(now):
        day = show_date(on)
        raise RefusedEntryError(
            "on",
            Label(
                f"Ngày {day} chưa tới. Chỉ ghi việc đã có hiệu lực.",
                f"{day} lies in the future. Only what has taken effect is recorded.",
            ),
        )
    if not document_number.strip():
        raise RefusedEntryError(
            "document_number",
            Label("Phải ghi số văn bản phân công hoặc bàn giao.", "The number of the paper must be given."),
        )
    if not dossier_ids:
        raise RefusedEntryError("dossiers", Label("Chưa chọn hồ sơ nào.", "No dossier is chosen."))


def _dossiers(
    scope: Scope, giver: Officer, receiver: Officer, dossier_ids: Sequence[int], today: date
) -> list[models.Dossier]:
    """The dossiers in the order of the list, still kept by the giver, within reach of both ends."""
    wanted = set(dossier_ids)
    now_kept = {one.dossier_id: place for place, one in enumerate(kept(scope, giver.pk))}
    found = models.Dossier.objects.filter(pk__in=wanted).select_related("committee").order_by("number", "id")
    dossiers = [dossier for dossier in found if scope.reaches(dossier.committee_id)]
    dossiers.sort(key=lambda dossier: now_kept.get(dossier.pk, 0))
    if len(dossiers) != len(wanted):
        raise OutOfScopeError
    lost = [dossier.number for dossier in dossiers if dossier.pk not in now_kept]
    if lost:
        raise RefusedEntryError(
            "dossiers",
            Label(
                f"{giver.name} không còn theo dõi {_listed(lost)}. Xem lại danh sách rồi bàn giao.",
                f"{giver.name} no longer keeps {_listed(lost)}. Look at the list again.",
            ),
        )
    theirs = scope_of(receiver, today=today)
    closed = [dossier.number for dossier in dossiers if not theirs.reaches(dossier.committee_id)]
    if not theirs.may(Right.RECORD) or closed:
        told = _listed(closed) or _listed([dossier.number for dossier in dossiers])
        raise RefusedEntryError(
            "receiver",
            Label(
                f"Phần việc được giao của {receiver.name} không gồm {told}. Giao việc trước, rồi bàn giao hồ sơ.",
                f"The duties of {receiver.name} do not include {told}. Give the duty first.",
            ),
        )
    return dossiers


def _moves(dossiers: Sequence[models.Dossier], rows: Sequence[models.Act]) -> list[tuple[Facts, History, History]]:
    """The history of each dossier without its act and with it; what the law objects to is refused with the number."""
    acts = stored.acts_of([dossier.pk for dossier in dossiers])
    days = working_days.calendar()
    moves = []
    refused: list[tuple[str, Label]] = []
    for dossier, row in zip(dossiers, rows, strict=True):
        kind = DossierKind(dossier.kind)
        before = fold(kind, dossier.opened_on, acts[dossier.pk], days=days)
        after = fold(kind, dossier.opened_on, [*acts[dossier.pk], stored.of_act(row, (), ())], days=days)
        old = {(refusal.position, refusal.rule, refusal.subject) for refusal in before.refusals}
        refused += [
            (dossier.number, refusal.label)
            for refusal in after.refusals
            if (refusal.position, refusal.rule, refusal.subject) not in old
        ][:1]
        moves.append((stored.of_dossier(dossier), before, after))
    if refused:
        number, label = refused[0]
        more = len(refused) - 1
        raise RefusedEntryError(
            "dossiers",
            Label(
                f"Luật không cho phép ghi ở {number}: {label.vi}{f', và {more} hồ sơ khác' if more else ''}.",
                f"The law does not allow it in {number}: {label.en}{f', and {more} more' if more else ''}.",
            ),
        )
    return moves


def _listed(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:TOLD])
    more = len(numbers) - TOLD
    return f"{shown} (+{more})" if more > 0 else shown
