"""What a page of results shows of the things that were found: their texts, their dossiers, what became of an act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from liemchinh.directory.access import Scope
from liemchinh.directory.roles import Right
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import documents, models
from liemchinh.ledger.finding import Match
from liemchinh.ledger.lookup import ACT, BODY, DOCUMENT, DOSSIER, PERSON
from liemchinh.ledger.queries import WITH_PERSONS, Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. `dossiers`: where it stands, the newest first; none for a paper put to no act.

    `replaced_by`: the entry that struck the act. `names` of persons and bodies, where a dossier was found by them.
    """

    match: Match
    dossiers: tuple[models.Dossier, ...] = ()
    act: models.Act | None = None
    replaced_by: models.Act | None = None
    person: models.Person | None = None
    body: models.Organisation | None = None
    document: models.Document | None = None
    text: str = ""
    names: tuple[str, ...] = ()


def hits(
    scope: Scope, matches: Sequence[Match], reading: Reading, *, now: datetime, with_names: bool = False
) -> list[Hit]:
    """Load what one page shows. A person shown is a look at the dossiers named beside, and is written down.

    Raises NotAllowedError. What is gone from reach meanwhile is left out.
    """
    scope.require(Right.READ_DOSSIERS)
    by_thing: dict[str, list[int]] = {}
    for match in matches:
        by_thing.setdefault(match.thing, []).append(match.thing_id)
    acts = _acts(by_thing.get(ACT, ()))
    successors = _successors(acts, reading)
    people = models.Person.objects.in_bulk(by_thing.get(PERSON, ()))
    bodies = models.Organisation.objects.in_bulk(by_thing.get(BODY, ()))
    papers = {
        paper.pk: paper
        for paper in models.Document.objects.filter(pk__in=by_thing.get(DOCUMENT, ())).defer("content", "text")
    }
    texts = documents.texts(papers) if papers else {}
    places = _places(people, bodies, reading)
    wanted = {match.dossier_id for match in matches} | {pk for found in places.values() for pk in found}
    dossiers = models.Dossier.objects.select_related("committee").in_bulk(wanted - {None})
    names = _names(by_thing.get(DOSSIER, ()), reading) if with_names else {}
    found: list[Hit] = []
    for match in matches:
        stands = places.get((match.thing, match.thing_id)) or [match.dossier_id or 0]
        within = tuple(dossiers[pk] for pk in stands if pk in dossiers and scope.reaches(dossiers[pk].committee_id))
        hit = Hit(
            match,
            within,
            act=acts.get(match.thing_id) if match.thing == ACT else None,
            replaced_by=successors.get(match.thing_id) if match.thing == ACT else None,
            person=people.get(match.thing_id) if match.thing == PERSON else None,
            body=bodies.get(match.thing_id) if match.thing == BODY else None,
            document=papers.get(match.thing_id) if match.thing == DOCUMENT else None,
            text=texts.get(match.thing_id, "") if match.thing == DOCUMENT else "",
            names=names.get(match.thing_id, ()) if match.thing == DOSSIER else (),
        )
        if within or hit.document is not None:
            found.append(hit)
    _write_looks(scope, found, now)
    return found


def _acts(positions: Iterable[int]) -> dict[int, models.Act]:
    rows = models.Act.objects.filter(position__in=positions).select_related("officer")
    return {act.position: act for act in rows}


def _successors(acts: Mapping[int, models.Act], reading: Reading) -> dict[int, models.Act]:
    found = models.Act.objects.filter(replaces_id__in=acts)
    if not reading.known.is_now:
        found = found.filter(position__lte=reading.known.position)
    return {row.replaces_id: row for row in found if row.replaces_id is not None} if acts else {}


def _places(people: Iterable[int], bodies: Iterable[int], reading: Reading) -> dict[tuple[str, int], list[int]]:
    """The dossiers whose acts name each person and body, the newest first."""
    found: dict[tuple[str, int], list[int]] = {}
    known = {} if reading.known.is_now else {"act__position__lte": reading.known.position}
    lines = models.SubjectLine.objects.filter(act__effective_on__lte=reading.day, **known)
    for thing, column, ids in ((PERSON, "person_id", list(people)), (BODY, "organisation_id", list(bodies))):
        if ids:
            rows = lines.filter(**{f"{column}__in": ids}).order_by("-act_id").values_list(column, "act__dossier_id")
            for pk, dossier_id in rows:
                stands = found.setdefault((thing, pk), [])
                if dossier_id not in stands:
                    stands.append(dossier_id)
    return found


def _names(dossier_ids: Iterable[int], reading: Reading) -> dict[int, tuple[str, ...]]:
    known = {} if reading.known.is_now else {"act__position__lte": reading.known.position}
    rows = models.SubjectLine.objects.filter(
        act__dossier_id__in=dossier_ids, act__effective_on__lte=reading.day, **known
    ).order_by("act_id", "id")
    found: dict[int, dict[str, None]] = {}
    for dossier_id, person, body in rows.values_list("act__dossier_id", "person__name", "organisation__name"):
        found.setdefault(dossier_id, {})[person or body] = None
    return {dossier_id: tuple(names) for dossier_id, names in found.items()}


def _write_looks(scope: Scope, found: Sequence[Hit], now: datetime) -> None:
    if scope.officer_id is None:
        return
    seen = {dossier for hit in found if hit.person is not None or hit.names for dossier in hit.dossiers}
    models.Look.objects.bulk_create(
        models.Look(committee_id=dossier.committee_id, officer_id=scope.officer_id, dossier=dossier, looked_at=now)
        for dossier in sorted(seen, key=lambda one: one.pk)
        if DossierKind(dossier.kind) in WITH_PERSONS
    )
