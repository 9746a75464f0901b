"""One person across the register: every row that is this person, every dossier, as far as the reader reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.roles import Right
from liemchinh.ledger import links, models, queries
from liemchinh.ledger.links import Links
from liemchinh.ledger.models import PersonLink
from liemchinh.ledger.projection import person_key
from liemchinh.ledger.queries import File, Reading


@dataclass(frozen=True, slots=True)
class Part:
    """What one dossier says of the person; `keys`: under which keys of the law it names them."""

    file: File
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Joined:
    """Another row that is the same person, and the decisions by which it is."""

    person: models.Person
    way: tuple[PersonLink, ...]

    @property
    def is_direct(self) -> bool:
        """Whether one decision joins the two rows, so that one decision parts them."""
        return len(self.way) == 1


@dataclass(frozen=True, slots=True)
class Apart:
    """A row that was decided to be another person."""

    person: models.Person
    link: PersonLink


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The row that was asked for, the rows joined to it, those parted from it, the dossiers, the earlier descriptions.

    `changes` are of every row that is this person, the newest first.
    """

    person: models.Person
    joined: tuple[Joined, ...]
    apart: tuple[Apart, ...]
    parts: tuple[Part, ...]
    changes: tuple[models.PersonChange, ...]

    @property
    def rows(self) -> tuple[models.Person, ...]:
        """Every row that is this person."""
        return (self.person, *(one.person for one in self.joined))


def person_file(scope: Scope, person_id: int, reading: Reading, *, now: datetime) -> PersonFile:
    """Open a person; each dossier that names them is written down as looked at.

    Raises NotAllowedError; OutOfScopeError for what is missing and for what is out of reach.
    """
    scope.require(Right.READ_DOSSIERS)
    person = links.people(scope).select_related("committee").filter(pk=person_id).first()
    if person is None:
        raise OutOfScopeError
    known = links.around(scope, [person_id])
    one_person = known.one_person(person_id)
    rows = links.people(scope).in_bulk(_named(known, one_person))
    joined = [
        Joined(rows[row], tuple(known.way(person_id, row))) for row in sorted(one_person - {person_id}) if row in rows
    ]
    parts = _parts(scope, sorted(one_person), reading, now)
    changes = models.PersonChange.objects.filter(person_id__in=one_person).select_related("officer", "person")
    return PersonFile(
        person,
        tuple(joined),
        tuple(_apart(known, one_person, rows)),
        tuple(parts),
        tuple(changes.order_by("-id")),
    )


def _named(known: Links, one_person: frozenset[int]) -> set[int]:
    return set(one_person) | {row for pair in known.latest for row in pair if one_person & set(pair)}


def _apart(known: Links, one_person: frozenset[int], rows: Mapping[int, models.Person]) -> list[Apart]:
    found = []
    for pair, link in known.latest.items():
        inside = one_person & set(pair)
        if link.verdict == PersonLink.DIFFERENT and len(inside) == 1:
            other = pair[1] if pair[0] in inside else pair[0]
            if other in rows:
                found.append(Apart(rows[other], link))
    return sorted(found, key=lambda one: -one.link.pk)


def _parts(scope: Scope, ids: Sequence[int], reading: Reading, now: datetime) -> list[Part]:
    """The dossiers that name the rows in an act the reader knows of, the newest first."""
    keys = frozenset(person_key(row) for row in ids)
    found = models.Dossier.objects.filter(acts__subject_lines__person_id__in=ids).distinct()
    if scope.committees is not None:
        found = found.filter(committee_id__in=scope.committees)
    dossiers = list(found.select_related("committee", "territory", "keeper", "officer").order_by("-opened_on", "-id"))
    parts = []
    for dossier in dossiers:
        file = queries.file_of(scope, dossier, reading)
        named = keys & {line.subject for act in file.acts for line in act.subjects}
        if named:
            parts.append(Part(file, named))
    if scope.officer_id is not None:
        models.Look.objects.bulk_create(
            models.Look(
                committee_id=part.file.dossier.committee_id,
                officer_id=scope.officer_id,
                dossier=part.file.dossier,
                looked_at=now,
            )
            for part in parts
        )
    return parts
