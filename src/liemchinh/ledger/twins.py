"""Rows of the register that may be the person about to be entered, and where rows stand.

Everything is read within the reader's reach; that the dossiers named beside a person were seen is written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from liemchinh.directory.access import Scope
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import FAR
from liemchinh.kernel.known import UNBOUNDED
from liemchinh.ledger import likeness, links, models, spellings
from liemchinh.ledger.likeness import Comparison, Described, Row, Setting, Verdict
from liemchinh.ledger.links import Links
from liemchinh.ledger.queries import rows_of

SHOWN: Final = 5
"""How many twins are offered for one new name."""
CANDIDATES: Final = 300
"""How many rows of one name are compared with a new one, the newest first."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A dossier in which a row stands, and its role there now (a code of law.acts.Role; empty when it has none)."""

    dossier_id: int
    committee_code: str
    number: str
    title: str
    kind: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the register with the dossiers in which it stands."""

    person: models.Person
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """A row that may be the person about to be entered, with the evidence."""

    known: Known
    comparison: Comparison


# Entering somebody ---------------------------------------------------------------------------------------------------


def twins(
    scope: Scope,
    committee: Committee,
    name: str,
    *,
    now: datetime,
    post: str = "",
    unit: str = "",
    birth_year: int | None = None,
    sex: str = "",
    dossier: models.Dossier | None = None,
    besides: Iterable[int] = (),
) -> list[Twin]:
    """Rows that may be the person described, the likeliest first, at most SHOWN; one of several that are one person.

    `dossier`: where the person is about to be entered; `besides`: rows that the same act names already, which are
    therefore other people. Raises NotAllowedError.
    """
    scope.require(Right.RECORD)
    wanted = likeness.read(Described(name, post, unit, birth_year, sex))
    if not wanted.name.syllables or not scope.reaches(committee.pk):
        return []
    registers = sorted(scope.committees) if scope.committees is not None else [committee.pk]
    keys = spellings.sought(wanted.name)
    ids = [
        row[0]
        for row in rows_of(
            "SELECT s.person_id, bool_or(s.kind = 'whole') FROM derived.spelling s"
            " JOIN unnest(%s::text[], %s::text[]) AS w (key, kind) ON s.key = w.key AND s.kind = w.kind"
            " WHERE s.committee_id = ANY(%s) AND NOT s.person_id = ANY(%s::bigint[])"
            " GROUP BY s.person_id ORDER BY 2 DESC, 1 DESC LIMIT %s",
            [[key for key, _ in keys], [kind for _, kind in keys], registers, list(besides), CANDIDATES],
        )
    ]
    found = _weighed(scope, wanted, ids, dossier)
    chosen = _one_of_each(links.around(scope, [twin.known.person.pk for twin in found]), found)[:SHOWN]
    look(scope, (stand for twin in chosen for stand in twin.known.stands), now)
    return chosen


def _weighed(scope: Scope, wanted: Row, ids: Sequence[int], dossier: models.Dossier | None) -> list[Twin]:
    rows = links.people(scope).in_bulk(ids)
    there = _in_dossier(ids, dossier)
    found: list[tuple[models.Person, Comparison]] = []
    for person in rows.values():
        setting = Setting(in_one_dossier=dossier.number if dossier and person.pk in there else "")
        comparison = likeness.compare(wanted, likeness.read(described(person)), setting)
        if comparison.verdict is not Verdict.DIFFERENT:
            found.append((person, comparison))
    found.sort(key=lambda pair: (pair[1].verdict, pair[1].tie, -pair[0].pk))
    stands = stands_of([person.pk for person, _ in found])
    return [Twin(Known(person, stands.get(person.pk, ())), comparison) for person, comparison in found]


def _in_dossier(ids: Sequence[int], dossier: models.Dossier | None) -> set[int]:
    if dossier is None or not ids:
        return set()
    lines = models.SubjectLine.objects.filter(person_id__in=ids, act__dossier=dossier, act__replaced_by__isnull=True)
    return {person_id for person_id in lines.values_list("person_id", flat=True) if person_id is not None}


def _one_of_each(known: Links, found: Sequence[Twin]) -> list[Twin]:
    taken: set[int] = set()
    kept = []
    for twin in found:
        if twin.known.person.pk not in taken:
            kept.append(twin)
            taken |= known.one_person(twin.known.person.pk)
    return kept


def described(person: models.Person) -> Described:
    """A row as the comparison reads it."""
    return Described(person.name, person.post, person.unit, person.birth_year, person.sex)


def usable(scope: Scope, committee: Committee, person_id: int) -> models.Person | None:
    """The row, when an act of this register may name it: the answer “is this person” of a form is checked here."""
    return links.people(scope).filter(pk=person_id, committee=committee).first()


# Where rows stand ----------------------------------------------------------------------------------------------------


def stands_of(ids: Sequence[int]) -> dict[int, tuple[Stand, ...]]:
    """The dossiers that acts in force name each row in, the newest first, with the role of today."""
    if not ids:
        return {}
    found = rows_of(
        "WITH named AS (SELECT DISTINCT l.person_id, a.dossier_id FROM ledger_subjectline l"
        "  JOIN ledger_act a ON a.position = l.act_id LEFT JOIN ledger_act r ON r.replaces_id = a.position"
        "  WHERE l.person_id = ANY(%s) AND r.position IS NULL)"
        " SELECT n.person_id, d.id, b.code, d.number, d.title, d.kind, coalesce(s.detail, '') FROM named n"
        " JOIN ledger_dossier d ON d.id = n.dossier_id JOIN directory_committee b ON b.id = d.committee_id"
        " LEFT JOIN LATERAL (SELECT s.detail FROM derived.span s WHERE s.dossier_id = n.dossier_id"
        "  AND s.person_id = n.person_id AND s.state = 'role' AND s.until = %s AND s.till = %s"
        '  ORDER BY s."on" DESC, s.id DESC LIMIT 1) s ON TRUE ORDER BY n.person_id, d.opened_on DESC, d.id DESC',
        [list(ids), UNBOUNDED, FAR],
    )
    stands: dict[int, list[Stand]] = {}
    for person_id, *values in found:
        stands.setdefault(person_id, []).append(Stand(*values))
    return {person_id: tuple(own) for person_id, own in stands.items()}


def look(scope: Scope, stands: Iterable[Stand], now: datetime) -> None:
    """Write down that the officer saw persons of these dossiers."""
    if scope.officer_id is None:
        return
    ids = list(dict.fromkeys(stand.dossier_id for stand in stands))
    rows = models.Dossier.objects.filter(pk__in=ids).values_list("pk", "committee_id")
    models.Look.objects.bulk_create(
        models.Look(committee_id=committee_id, officer_id=scope.officer_id, dossier_id=pk, looked_at=now)
        for pk, committee_id in rows
    )
