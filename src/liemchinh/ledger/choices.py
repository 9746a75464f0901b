"""What the form of an act may offer to choose from, as the register and the law know it. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from liemchinh.directory.access import Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import RIGHTS, Right
from liemchinh.law import acts as law
from liemchinh.law.acts import ActKind, DossierKind, WatchLevel
from liemchinh.law.history import fold
from liemchinh.law.refusals import Refusal
from liemchinh.ledger import models
from liemchinh.ledger.queries import File, Recorded, rows_of
from liemchinh.ledger.record import PENDING

RECENT: Final = 20_000
"""Positions of the register that are looked through for what was last written; older habits do not matter."""


@dataclass(frozen=True, slots=True)
class Written:
    """Words of a paper that come back from act to act."""

    issuer: str = ""
    addressee: str = ""


def last_written(scope: Scope, dossier: models.Dossier, kind: ActKind) -> Written:
    """Who issued the last act of this kind in this dossier, else in this register, and to whom it went."""
    if not scope.reaches(dossier.committee_id):
        return Written()
    same = models.Act.objects.filter(kind=kind.code).exclude(issuer="", addressee="")
    here = same.filter(dossier=dossier).order_by("-position")
    newest = models.Act.objects.order_by("-position").values_list("position", flat=True).first() or 0
    anywhere = same.filter(committee_id=dossier.committee_id, position__gt=newest - RECENT).order_by("-position")
    found = here.values_list("issuer", "addressee").first() or anywhere.values_list("issuer", "addressee").first()
    return Written(*found) if found else Written()


def followers(scope: Scope, dossier: models.Dossier, kind: str) -> dict[str, float]:
    """What was recorded next after an act of this kind in this register's dossiers of late: share by kind of act."""
    if not kind or not scope.reaches(dossier.committee_id):
        return {}
    found = rows_of(
        "WITH acts AS (SELECT a.kind, lag(a.kind) OVER (PARTITION BY a.dossier_id ORDER BY a.effective_on, a.position)"
        " AS earlier FROM ledger_act a JOIN ledger_dossier d ON d.id = a.dossier_id AND d.kind = %s"
        " WHERE a.committee_id = %s AND a.replaces_id IS NULL"
        " AND a.position > (SELECT max(position) FROM ledger_act) - %s)"
        " SELECT kind, count(*) FROM acts WHERE earlier = %s GROUP BY kind",
        [dossier.kind, dossier.committee_id, RECENT, kind],
    )
    total = sum(count for _, count in found)
    return {code: count / total for code, count in found}


def keepers(scope: Scope, committee_id: int, on: date) -> QuerySet[Officer]:
    """The officers who may keep dossiers of the register on that day, by name."""
    recorders = [role.value for role, rights in RIGHTS.items() if Right.RECORD in rights]
    if not scope.reaches(committee_id):
        return Officer.objects.none()
    return (
        Officer.objects.filter(
            Q(duties__valid_to__isnull=True) | Q(duties__valid_to__gte=on),
            is_active=True,
            duties__committee_id=committee_id,
            duties__role__in=recorders,
            duties__valid_from__lte=on,
        )
        .distinct()
        .order_by("name", "id")
    )


def objections(file: File, tried: law.Act) -> tuple[Refusal, ...]:
    """What the law would say to an act that is not recorded; its position is taken as PENDING."""
    history = fold(DossierKind(file.dossier.kind), file.dossier.opened_on, [*file.acts, tried])
    return tuple(refusal for refusal in history.refusals if refusal.position == PENDING)


def answerable(file: File, kind: ActKind, on: date, replaces: int | None = None) -> list[Recorded]:
    """The acts that an act of this kind may belong to on that day, the newest first: those the law still holds open."""
    standing = [
        item
        for item in file.recorded
        if item.stands and item.row.kind in kind.answers and item.row.effective_on <= on and item.position != replaces
    ]
    return [item for item in reversed(standing) if _taken(file, kind, on, "answers", replaces, answers=item.position)]


def levels(file: File, kind: ActKind, on: date, replaces: int | None = None) -> list[WatchLevel]:
    """The levels of watching that the law takes for an act of this kind on that day; all when it takes none."""
    taken = [level for level in WatchLevel if _taken(file, kind, on, "level", replaces, level=level.value)]
    return taken or list(WatchLevel)


def _taken(
    file: File,
    kind: ActKind,
    on: date,
    place: str,
    replaces: int | None,
    *,
    level: str = "",
    answers: int | None = None,
) -> bool:
    tried = law.Act(position=PENDING, kind=kind.code, effective_on=on, replaces=replaces, level=level, answers=answers)
    return not any(str(refusal.place) == place for refusal in objections(file, tried))


def since(file: File, seen: int) -> Sequence[Recorded]:
    """What came into the dossier after the mục that somebody saw last, the oldest first."""
    return [item for item in file.recorded if item.position > seen]


def answered_by(file: File) -> dict[int, int]:
    """The newest standing act that belongs to an act, by the position of that act."""
    return {item.act.answers: item.position for item in file.recorded if item.stands and item.act.answers is not None}
