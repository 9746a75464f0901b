"""The minute of a handover: which dossiers went from whom to whom, as they stood; and the handovers recorded."""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import Right
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import models
from liemchinh.ledger.handover import HANDED_OVER
from liemchinh.ledger.queries import reach, rows_of


@dataclass(frozen=True, slots=True)
class MinuteLine:
    """A dossier of a minute, as it stood when it went over. `replaced_by`: the entry that corrected or annulled it."""

    position: int
    committee_code: str
    number: str
    title: str
    kind: DossierKind
    stage: str
    next_due: date | None
    replaced_by: int | None = None


@dataclass(frozen=True, slots=True)
class Minute:
    """The minute of one handover, as far as the reader reaches; `recorded_at` in the office's time.

    `givers`: who kept the dossiers before; more than one where a back-dated act said otherwise.
    """

    givers: tuple[str, ...]
    receiver: str
    receiver_title: str
    giver_title: str
    on: date
    document_number: str
    note: str
    officer: str
    recorded_at: datetime
    committee_id: int
    lines: tuple[MinuteLine, ...]

    @property
    def first(self) -> int:
        """The first entry: the name of the minute."""
        return self.lines[0].position

    @property
    def last(self) -> int:
        """The last entry."""
        return self.lines[-1].position


def minute(scope: Scope, first: int) -> Minute:
    """The minute whose first entry within reach is `first`, or any of its entries.

    Raises NotAllowedError; OutOfScopeError for what is missing and for what is out of reach.
    """
    scope.require(Right.READ_DOSSIERS)
    row = models.Act.objects.select_related("officer", "keeper").filter(position=first, kind=HANDED_OVER).first()
    if row is None or row.keeper is None or not scope.reaches(row.committee_id):
        raise OutOfScopeError
    within, params = reach(scope, "a")
    found = rows_of(
        "SELECT a.position, b.code, d.number, d.title, d.kind, n.stage, n.next_due, r.position, p.keeper_id"
        " FROM ledger_act a JOIN ledger_dossier d ON d.id = a.dossier_id"
        " JOIN directory_committee b ON b.id = a.committee_id LEFT JOIN ledger_act r ON r.replaces_id = a.position"
        " LEFT JOIN derived.standing n ON n.dossier_id = a.dossier_id AND n.since <= a.position"
        ' AND n.until > a.position AND n."on" <= a.effective_on AND n.till > a.effective_on'
        " LEFT JOIN derived.standing p ON p.dossier_id = a.dossier_id AND p.since < a.position"
        ' AND p.until >= a.position AND p."on" <= a.effective_on AND p.till > a.effective_on'
        f" WHERE {within} AND a.kind = %s AND a.officer_id = %s AND a.recorded_at = %s AND a.keeper_id = %s"
        " ORDER BY a.position",
        [*params, HANDED_OVER, row.officer_id, row.recorded_at, row.keeper_id],
    )
    givers = Officer.objects.filter(pk__in={line[8] for line in found}).order_by("name", "id")
    return Minute(
        givers=tuple(giver.name for giver in givers),
        giver_title=givers[0].title if len(givers) == 1 else "",
        receiver=row.keeper.name,
        receiver_title=row.keeper.title,
        on=row.effective_on,
        document_number=row.document_number,
        note=row.note,
        officer=row.officer.name,
        recorded_at=timezone.localtime(row.recorded_at),
        committee_id=row.committee_id,
        lines=tuple(
            MinuteLine(line[0], line[1], line[2], line[3], DossierKind(line[4]), line[5] or "", line[6], line[7])
            for line in found
        ),
    )


@dataclass(frozen=True, slots=True)
class Past:
    """One handover in the list of those recorded."""

    first: int
    count: int
    receiver: str
    officer: str
    on: date
    document_number: str
    recorded_at: datetime


def past(scope: Scope, *, limit: int = 20) -> list[Past]:
    """The handovers recorded within reach, the newest first. Raises NotAllowedError."""
    scope.require(Right.HAND_OVER)
    within, params = reach(scope, "a")
    found = rows_of(
        "SELECT min(a.position), count(*), k.name, o.name, a.effective_on, a.document_number, a.recorded_at"
        " FROM ledger_act a JOIN directory_officer k ON k.id = a.keeper_id"
        " JOIN directory_officer o ON o.id = a.officer_id"
        f" WHERE {within} AND a.kind = %s GROUP BY k.name, o.name, a.keeper_id, a.officer_id, a.effective_on,"
        " a.document_number, a.recorded_at ORDER BY 1 DESC LIMIT %s",
        [*params, HANDED_OVER, limit],
    )
    return [Past(*row) for row in found]
