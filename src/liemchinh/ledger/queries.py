"""Every read of dossiers. The reader's scope comes first and is required; both clocks are obeyed.

Rows of the derived schema are taken where since <= known < until and, for states, "on" <= day < till. Names of persons
are loaded only with a dossier that the scope reaches, and each opening of such a dossier is written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Agency
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import FAR
from liemchinh.kernel.known import NOW, UNBOUNDED, Known
from liemchinh.kernel.label import Label
from liemchinh.law import acts as law
from liemchinh.law.acts import ActKind, DossierKind, Party
from liemchinh.law.book import ANNULLED, kinds_for
from liemchinh.law.history import History, fold, offered, settled
from liemchinh.law.refusals import Refusal
from liemchinh.ledger import facts as stored
from liemchinh.ledger import models, working_days
from liemchinh.ledger.criteria import words_in
from liemchinh.ledger.projection import organisation_key, person_key

WITH_PERSONS: Final = frozenset(
    kind
    for kind in DossierKind
    if any(act.subjects and act.subjects.party is not Party.ORGANISATION for act in kinds_for(kind))
)
"""Kinds of dossier whose acts can name persons: each look at one is written down."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a reader stands: what took effect by `day`, as known at `known`; `today` is the office's day."""

    day: date
    today: date
    known: Known = NOW

    @property
    def is_current(self) -> bool:
        """Whether the newest row of each dossier is the one that is read: no act lies in the future."""
        return self.known.is_now and self.day >= self.today

    def believed(self, alias: str) -> tuple[str, list[Any]]:
        """The condition on the positions of a derived row."""
        if self.known.is_now:
            return f"{alias}.until = {UNBOUNDED}", []
        return f"{alias}.since <= %s AND {alias}.until > %s", [self.known.position, self.known.position]

    def held(self, alias: str) -> tuple[str, list[Any]]:
        """The condition on positions and days of a derived row that describes a state."""
        believed, params = self.believed(alias)
        if self.is_current:
            return f"{believed} AND {alias}.till = '{FAR.isoformat()}'", params
        return f'{believed} AND {alias}."on" <= %s AND {alias}.till > %s', [*params, self.day, self.day]


def reach(scope: Scope, alias: str) -> tuple[str, list[Any]]:
    """The condition that keeps rows of a table within the scope."""
    if scope.committees is None:
        return "TRUE", []
    return f"{alias}.committee_id = ANY(%s)", [sorted(scope.committees)]


def rows_of(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run one statement and take everything it gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())


# The door ------------------------------------------------------------------------------------------------------------


def dossier(scope: Scope, committee_code: str, number: str, *, now: datetime) -> models.Dossier:
    """Open a dossier. Raises NotAllowedError; OutOfScopeError for what is missing and for what is out of reach."""
    scope.require(Right.READ_DOSSIERS)
    found = (
        models.Dossier.objects.select_related("committee", "territory", "keeper", "officer")
        .filter(committee__code=committee_code, number=number)
        .first()
    )
    if found is None or not scope.reaches(found.committee_id):
        raise OutOfScopeError
    if scope.officer_id is not None and DossierKind(found.kind) in WITH_PERSONS:
        models.Look.objects.create(
            committee_id=found.committee_id, officer_id=scope.officer_id, dossier=found, looked_at=now
        )
    return found


@dataclass(frozen=True, slots=True)
class Name:
    """Who stands behind a key of the law."""

    key: str
    name: str
    post: str = ""
    is_organisation: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A stored act with its lines and what became of it, as known to the reader."""

    row: models.Act
    act: law.Act
    replaced_by: models.Act | None

    @property
    def position(self) -> int:
        """Its place in the register (mục)."""
        return self.row.position

    @property
    def stands(self) -> bool:
        """Whether it is in force: neither replaced nor annulled, nor itself an annulment."""
        return self.replaced_by is None and self.row.kind != ANNULLED


@dataclass(frozen=True, slots=True)
class File:
    """A dossier as a reader sees it: its acts in the order of their entry, its history, its names.

    `words`: the committee's own criteria and grounds by code, as far as its acts name them, and by `officer_word` the
    officers it was handed over to.
    """

    dossier: models.Dossier
    recorded: tuple[Recorded, ...]
    history: History
    names: Mapping[str, Name]
    words: Mapping[str, Label] = field(default_factory=dict)

    @property
    def newest(self) -> int:
        """The newest position of the dossier that the reader knows; its opening when there is no act."""
        return max((item.position for item in self.recorded), default=self.dossier.position)

    @property
    def acts(self) -> tuple[law.Act, ...]:
        """All acts, replaced ones included."""
        return tuple(item.act for item in self.recorded)

    def keeper(self, day: date) -> str:
        """The name of the officer who keeps the dossier on a day."""
        taken_over = self.history.keeper(day)
        word = self.words.get(officer_word(taken_over)) if taken_over is not None else None
        return word.vi if word else self.dossier.keeper.name

    def at(self, position: int) -> Recorded | None:
        """The act at a position."""
        return next((item for item in self.recorded if item.position == position), None)


def officer_word(officer_id: int) -> str:
    """The code under which a file's words name an officer."""
    return f"@{officer_id}"


def file_of(scope: Scope, opened: models.Dossier, reading: Reading) -> File:
    """Everything of a dossier whose door was passed: four statements."""
    if not scope.reaches(opened.committee_id):
        raise OutOfScopeError
    known = {} if reading.known.is_now else {"position__lte": reading.known.position}
    rows = list(
        models.Act.objects.filter(dossier=opened, **known)
        .select_related("officer", "keeper", "document", "related", "related__committee")
        .defer("document__content", "document__text")
        .order_by("position")
    )
    subjects: dict[int, list[models.SubjectLine]] = {}
    names: dict[str, Name] = {}
    lines = models.SubjectLine.objects.filter(act__dossier=opened).select_related("person", "organisation")
    for line in lines.order_by("id"):
        subjects.setdefault(line.act_id, []).append(line)
        if line.person is not None:
            key = person_key(line.person.pk)
            names[key] = Name(key, line.person.name, line.person.post)
        elif line.organisation is not None:
            key = organisation_key(line.organisation.pk)
            names[key] = Name(key, line.organisation.name, is_organisation=True)
    money: dict[int, list[models.MoneyLine]] = {}
    for amount in models.MoneyLine.objects.filter(act__dossier=opened).order_by("id"):
        money.setdefault(amount.act_id, []).append(amount)
    successors = {row.replaces_id: row for row in rows if row.replaces_id is not None}
    acts = settled([stored.of_act(row, subjects.get(row.position, ()), money.get(row.position, ())) for row in rows])
    recorded = tuple(
        Recorded(row, act, successors.get(row.position))
        for row, act in zip(rows, acts, strict=True)
        if row.effective_on <= reading.day
    )
    standing = [item.act for item in recorded if item.stands]
    words = dict(words_in(opened.committee_id, rows))
    words |= {officer_word(row.keeper.pk): Label(row.keeper.name, row.keeper.name) for row in rows if row.keeper}
    return File(opened, recorded, history_of(opened, standing, reading.known), names, words)


def history_of(opened: models.Dossier, acts: Iterable[law.Act], known: Known = NOW) -> History:
    """Fold a dossier's acts: those the reader knows of and that took effect by the day read; days off as known, too."""
    return fold(DossierKind(opened.kind), opened.opened_on, list(acts), days=working_days.calendar(known))


# What may be recorded ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of act and why it cannot be recorded on the day; `refusal` None = it can."""

    kind: ActKind
    refusal: Refusal | None


def offers(opened: models.Dossier, acts: Sequence[law.Act], on: date) -> tuple[Offer, ...]:
    """Every kind of the dossier's book, with the law's answer to one dated `on`. `acts`: all acts of the dossier."""
    found = offered(DossierKind(opened.kind), opened.opened_on, acts, on, days=working_days.calendar())
    return tuple(Offer(kind, refusal) for kind, refusal in found)


def agencies(opened: models.Dossier) -> list[str]:
    """The bodies that may have issued a paper of the dossier: suggestions, not a closed list."""
    return list(Agency.objects.filter(committee_id=opened.committee_id).order_by("id").values_list("name", flat=True))


def numbered(scope: Scope, committee_id: int, number: str) -> models.Dossier | None:
    """The dossier of that number in the same register, when the scope reaches it."""
    if not scope.reaches(committee_id):
        return None
    return models.Dossier.objects.filter(committee_id=committee_id, number__iexact=number.strip()).first()


def documents(scope: Scope) -> QuerySet[models.Document]:
    """The papers within reach, without their bytes and text."""
    scope.require(Right.READ_DOSSIERS)
    found = models.Document.objects.defer("content", "text")
    return found if scope.committees is None else found.filter(committee_id__in=scope.committees)
