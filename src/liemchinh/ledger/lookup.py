"""What search finds: one row of derived.findable for each dossier, act, person, body and document, and what lists find
dossiers by. Written in the transaction of the fact, rebuilt from the facts, compared with them by `verify`.

Besides its words a row holds marks, which are lexemes too, so that the index narrows by them: the year (~2026), the
kind of dossier (~case), the committee (@12), the number (#va-2026-015), and the shelves on which it stands, by age, in
the country (^a732) and in the committee (@12a732).
"""

# ruff: noqa: S608 - the statement is composed of the words beside it; every value is a parameter

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from liemchinh.law.book import BOOK
from liemchinh.ledger import models, search
from liemchinh.ledger.models import Act, Document, DocumentText, Dossier, SubjectLine

DOSSIER, PERSON, BODY, ACT, DOCUMENT = THINGS = ("dossier", "person", "body", "act", "document")
READ: Final = 300_000
"""Characters of a document's text that are looked into."""
MOST: Final = 2**20 * 3 // 4
"""Bytes of words that one row holds; PostgreSQL takes a little more."""
CHUNK: Final = 500

SHELVES: Final = (13, 15, 17, 19, 21, 23)
"""Places on a shelf, as powers of two, by size of shelf; derived.newest reads the same."""


class Findable(NamedTuple):
    """A row of derived.findable. `place`: the mục that brought the thing into the register; a document's own number."""

    thing: str
    thing_id: int
    dossier_id: int | None
    committee_id: int
    place: int
    day: date
    words: str


def marks(committee_id: int, kind: str, day: date, place: int) -> set[str]:
    """The marks of a thing; `kind` of its dossier, "" where it has none. Shelves are a, b, … with their numbers."""
    found = {f"@{committee_id}", f"~{day.year}"}
    if kind:
        found.add(f"~{kind}")
    for size, places in enumerate(SHELVES):
        shelf = f"{chr(ord('a') + size)}{place >> places}"
        found |= {f"^{shelf}", f"@{committee_id}{shelf}"}
    return found


@functools.lru_cache(maxsize=20_000)
def _lexemes(text: str) -> frozenset[str]:
    return frozenset(search.lexemes(text))


def _words(*texts: str) -> set[str]:
    """Names of kinds and offices come again and again; long notes are not kept."""
    return set().union(*(_lexemes(text) if len(text) < 200 else search.lexemes(text) for text in texts if text))


def _number(number: str) -> set[str]:
    key = search.number_key(number)
    return {f"#{key}"} if key else set()


def of_dossier(dossier: Dossier, names: Iterable[str] = ()) -> Findable:
    """A dossier is found by its title and number; together with them, by the names of persons and bodies in it."""
    words = _words(dossier.title, dossier.number) | _number(dossier.number) | search.inner_lexemes(names)
    words |= marks(dossier.committee_id, dossier.kind, dossier.opened_on, dossier.position)
    return Findable(
        DOSSIER,
        dossier.pk,
        dossier.pk,
        dossier.committee_id,
        dossier.position,
        dossier.opened_on,
        search.vector(words),
    )


def of_act(act: Act, kind: str) -> Findable:
    """An act is found by its kind, its paper's number, who issued it, to whom, and its note. `kind` of the dossier."""
    label = BOOK[act.kind].label.vi if act.kind in BOOK else ""
    words = _words(label, act.document_number, act.issuer, act.addressee, act.note) | _number(act.document_number)
    words |= marks(act.committee_id, kind, act.effective_on, act.position)
    return Findable(
        ACT, act.position, act.dossier_id, act.committee_id, act.position, act.effective_on, search.vector(words)
    )


def of_subject(line: SubjectLine, act: Act, kind: str) -> Findable:
    """A person is found by name, post and unit; a body by its name. `act`: the first that names them."""
    if line.person is not None:
        thing, thing_id = PERSON, line.person.pk
        about = f"{line.person.post} {line.person.unit}"
        words = search.name_lexemes(line.person.name) | _words(about.strip())
    else:
        assert line.organisation is not None  # noqa: S101 - the table holds one of the two
        thing, thing_id = BODY, line.organisation.pk
        words = _words(line.organisation.name)
    words |= marks(act.committee_id, kind, act.effective_on, act.position)
    return Findable(
        thing, thing_id, act.dossier_id, act.committee_id, act.position, act.effective_on, search.vector(words)
    )


# Writing -------------------------------------------------------------------------------------------------------------


def opened(dossier: Dossier) -> None:
    """Make a new dossier findable; one statement."""
    words = search.words_of([dossier.number, dossier.title])
    _write([of_dossier(dossier)], [(dossier.pk, dossier.committee_id, words)], whole=False)


def recorded(dossier: Dossier, act: Act, *, names: bool) -> None:
    """Make a new act findable, and with `names` the persons and bodies it names; one or two statements."""
    lines = list(act.subject_lines.select_related("person", "organisation")) if names else []
    rows = [of_act(act, dossier.kind), *(of_subject(line, act, dossier.kind) for line in lines)]
    if act.document_id is not None:
        rows.append(_kept_with(act.document_id, act, dossier.kind))
    named = [_name_of(line) for line in lines]
    if named:
        rows.append(_with_names(dossier, named))
    _write(rows, [(dossier.pk, dossier.committee_id, search.words_of(named))] if named else [], whole=False)


def recorded_each(acts: Iterable[Act]) -> None:
    """Make new acts of many dossiers findable, which name nobody and come without a document; one statement."""
    _write([of_act(act, act.dossier.kind) for act in acts], [], whole=False)


def enter(dossiers: Iterable[Dossier]) -> None:
    """Write everything by which these dossiers, their acts, persons and bodies are found, whatever was written."""
    batch = list(dossiers)
    for start in range(0, len(batch), CHUNK):
        rows, lookups = _of(batch[start : start + CHUNK])
        _write(rows, lookups, whole=True)


def enter_documents(document_ids: Iterable[int]) -> None:
    """Write by what these documents are found: when one is received, read anew, put to an act or taken from it."""
    for rows in _documents(sorted(document_ids)):
        _write(rows, [], whole=True)


Lookup = tuple[int, int, set[str]]
"""A dossier, its committee, and the words by which lists find it."""


def _name_of(line: SubjectLine) -> str:
    return line.person.name if line.person is not None else line.organisation.name if line.organisation else ""


def _kept_with(document_id: int, act: Act, kind: str) -> Findable:
    """What an act adds to the document it was recorded with, where no act came first."""
    words = search.vector([f"~{kind}"])
    return Findable(DOCUMENT, document_id, act.dossier_id, act.committee_id, document_id, act.effective_on, words)


def _with_names(dossier: Dossier, names: Iterable[str]) -> Findable:
    """What the names in an act add to the dossier."""
    words = search.vector(search.inner_lexemes(names))
    return Findable(DOSSIER, dossier.pk, dossier.pk, dossier.committee_id, dossier.position, dossier.opened_on, words)


def _write(rows: Sequence[Findable], lookups: Sequence[Lookup], *, whole: bool) -> None:
    """One statement. `whole`: what is written replaces what stands there; otherwise it is added to it.

    Only dossiers, and documents that belong to none yet, are added to; a person already known stays as it is.
    """
    if whole:
        change = (
            "dossier_id = excluded.dossier_id, committee_id = excluded.committee_id, place = excluded.place,"
            " day = excluded.day, words = excluded.words"
        )
        only = ""
        words = "excluded.words"
    else:
        change = "dossier_id = excluded.dossier_id, words = f.words || excluded.words"
        only = " WHERE f.thing = 'dossier' OR (f.thing = 'document' AND f.dossier_id IS NULL)"
        words = "l.words || excluded.words"
    columns = zip(*rows, strict=True) if rows else ((),) * len(Findable._fields)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH found AS (INSERT INTO derived.findable AS f (thing, thing_id, dossier_id, committee_id, place, day,"
            " words) SELECT t, i, d, c, p, o, w::tsvector FROM unnest(%s::text[], %s::bigint[], %s::bigint[],"
            " %s::bigint[], %s::bigint[], %s::date[], %s::text[]) AS r (t, i, d, c, p, o, w)"
            f" ON CONFLICT (thing, thing_id) DO UPDATE SET {change}{only})"
            " INSERT INTO derived.lookup AS l (dossier_id, committee_id, words)"
            " SELECT d, c, array_to_tsvector(string_to_array(w, ' '))"
            " FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS r (d, c, w)"
            f" ON CONFLICT (dossier_id) DO UPDATE SET words = {words}",
            [
                *map(list, columns),
                [one[0] for one in lookups],
                [one[1] for one in lookups],
                [" ".join(sorted(one[2])) for one in lookups],
            ],
        )


# From the facts ------------------------------------------------------------------------------------------------------


def _of(batch: Sequence[Dossier]) -> tuple[list[Findable], list[Lookup]]:
    """Everything of some dossiers: four queries."""
    kinds = {dossier.pk: dossier.kind for dossier in batch}
    names: dict[int, list[str]] = {dossier.pk: [] for dossier in batch}
    rows: list[Findable] = []
    acts = Act.objects.filter(dossier_id__in=kinds).in_bulk()
    rows += [of_act(act, kinds[act.dossier_id]) for act in acts.values()]
    lines = list(
        SubjectLine.objects.filter(act__dossier_id__in=kinds)
        .select_related("person", "organisation")
        .order_by("act_id", "id")
    )
    firsts = _firsts(lines)
    for line in lines:
        act = acts[line.act_id]
        names[act.dossier_id].append(_name_of(line))
        if firsts.pop((line.person_id, line.organisation_id), None) == act.position:
            rows.append(of_subject(line, act, kinds[act.dossier_id]))
    rows += [of_dossier(dossier, names[dossier.pk]) for dossier in batch]
    return rows, [(one.pk, one.committee_id, search.words_of([one.number, one.title, *names[one.pk]])) for one in batch]


def _firsts(lines: Iterable[SubjectLine]) -> dict[tuple[int | None, int | None], int]:
    """The first act, in any dossier, that names each person and body of these lines, where it is among them."""
    people: set[int] = set()
    bodies: set[int] = set()
    here: set[int] = set()
    for line in lines:
        here.add(line.act_id)
        if line.person_id is not None:
            people.add(line.person_id)
        elif line.organisation_id is not None:
            bodies.add(line.organisation_id)
    found: dict[tuple[int | None, int | None], int] = {}
    by_person = SubjectLine.objects.filter(person_id__in=people).values_list("person_id")
    found.update({(pk, None): first for pk, first in by_person.annotate(Min("act_id")).order_by()})
    by_body = SubjectLine.objects.filter(organisation_id__in=bodies).values_list("organisation_id")
    found.update({(None, pk): first for pk, first in by_body.annotate(Min("act_id")).order_by()})
    return {key: first for key, first in found.items() if first in here}


def _documents(ids: Sequence[int]) -> Iterator[list[Findable]]:
    """The rows of documents, a few at a time: texts may be long."""
    for start in range(0, len(ids), 20):
        some = ids[start : start + 20]
        acts = _first_acts(some)
        texts = dict(
            DocumentText.objects.filter(document_id__in=some)
            .order_by("document_id", "-pk")
            .distinct("document_id")
            .values_list("document_id", "text")
        )
        rows = []
        for document in Document.objects.filter(pk__in=some).defer("content").order_by("pk"):
            text = (document.text or texts.get(document.pk, ""))[:READ]
            act = acts.get(document.pk)
            day = document.published_on or timezone.localdate(document.recorded_at)
            words = _fitted(document.name, text)
            words |= marks(document.committee_id, act.dossier.kind if act else "", day, document.pk)
            rows.append(
                Findable(
                    DOCUMENT,
                    document.pk,
                    act.dossier_id if act else None,
                    document.committee_id,
                    document.pk,
                    day,
                    search.vector(words),
                )
            )
        yield rows


def _fitted(name: str, text: str) -> set[str]:
    """The words of a document, of so much of its text as PostgreSQL holds in one row."""
    words = _words(name, text)
    while sum(len(word.encode()) for word in words) > MOST:
        text = text[: len(text) // 2]
        words = _words(name, text)
    return words


def _first_acts(document_ids: Sequence[int]) -> dict[int, Act]:
    """The first act with which each document is kept."""
    kept = Act.objects.filter(document_id__in=document_ids).values_list("document_id", "position")
    newest = models.Withdrawal.objects.filter(attachment=OuterRef("pk")).order_by("-pk").values("is_undone")[:1]
    put = (
        models.Attachment.objects.filter(document_id__in=document_ids)
        .alias(stands=Coalesce(Subquery(newest), True))
        .filter(stands=True)
        .values_list("document_id", "act_id")
    )
    first: dict[int, int] = {}
    for document_id, position in [*kept, *put]:
        if document_id is not None:
            first[document_id] = min(position, first.get(document_id, position))
    acts = Act.objects.select_related("dossier").in_bulk(first.values())
    return {document_id: acts[position] for document_id, position in first.items()}


# Verifying -----------------------------------------------------------------------------------------------------------


def differences(batch: Sequence[Dossier]) -> Iterator[tuple[bool, Findable]]:
    """Rows of these dossiers that the facts do not give (True), and rows that are lacking (False)."""
    wanted, lookups = _of(batch)
    yield from _compared(wanted)
    stored = _stored_lookups([one.pk for one in batch])
    for dossier_id, committee_id, words in lookups:
        if stored.get(dossier_id) != (committee_id, words):
            yield False, Findable("", dossier_id, dossier_id, committee_id, 0, date.min, search.vector(words))


def other_differences() -> Iterator[tuple[bool, Findable]]:
    """Differences of documents, and rows whose thing is not in the register or stands elsewhere. Whole scope."""
    ids = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    for rows in _documents(ids):
        yield from _compared(rows)
    with connection.cursor() as cursor:
        for thing, gone in _GONE.items():
            cursor.execute(
                "SELECT thing, thing_id, dossier_id, committee_id, place, day, words::text FROM derived.findable f"
                f" WHERE f.thing = '{thing}' AND NOT EXISTS ({gone})"
            )
            yield from ((True, Findable(*row)) for row in cursor.fetchall())


_GONE: Final = {
    DOSSIER: "SELECT FROM ledger_dossier x WHERE x.id = f.thing_id",
    PERSON: "SELECT FROM ledger_subjectline x WHERE x.person_id = f.thing_id",
    BODY: "SELECT FROM ledger_subjectline x WHERE x.organisation_id = f.thing_id",
    ACT: "SELECT FROM ledger_act x WHERE x.position = f.thing_id",
    DOCUMENT: "SELECT FROM ledger_document x WHERE x.id = f.thing_id",
}


def _compared(wanted: Sequence[Findable]) -> Iterator[tuple[bool, Findable]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.thing, f.thing_id, f.dossier_id, f.committee_id, f.place, f.day, f.words::text"
            " FROM unnest(%s::text[], %s::bigint[]) AS r (thing, thing_id)"
            " JOIN derived.findable f ON f.thing = r.thing AND f.thing_id = r.thing_id",
            [[row.thing for row in wanted], [row.thing_id for row in wanted]],
        )
        stored = {(row[0], row[1]): Findable(*row) for row in cursor.fetchall()}
    for row in wanted:
        found = stored.get((row.thing, row.thing_id))
        if found is None or found._replace(words="") != row._replace(words="") or _set(found.words) != _set(row.words):
            yield False, row


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split(" "))


def _stored_lookups(ids: Sequence[int]) -> dict[int, tuple[int, set[str]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossier_id, committee_id, tsvector_to_array(words) FROM derived.lookup WHERE dossier_id = ANY(%s)",
            [list(ids)],
        )
        return {pk: (committee_id, set(words)) for pk, committee_id, words in cursor.fetchall()}
