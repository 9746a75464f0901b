"""By what the register finds a person's name: rows of derived.spelling, written with the person, rebuilt from names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from django.db import connection

from liemchinh.kernel.names import PersonalName, parse
from liemchinh.kernel.namesakes import keys_of
from liemchinh.ledger import models

WHOLE: Final = "whole"
LACKING: Final = "lacking"
INITIALS: Final = "initials"
BEGUN: Final = "begun"
CHUNK: Final = 5_000


class Spelling(NamedTuple):
    """One key of one person."""

    committee_id: int
    key: str
    kind: str
    person_id: int


def keyed(name: PersonalName) -> Iterator[tuple[str, str]]:
    """Every key of a name with its kind."""
    keys = keys_of(name)
    if keys.own:
        yield keys.own, WHOLE
        yield from ((key, LACKING) for key in sorted(keys.lacking))
        yield keys.initials, INITIALS
    else:
        yield keys.initials, BEGUN


def sought(name: PersonalName) -> list[tuple[str, str]]:
    """The keys, with their kinds, of every name that could tie with this one."""
    keys = keys_of(name)
    if not keys.own:
        return [(keys.initials, BEGUN), (keys.initials, INITIALS)]
    return [
        (keys.own, WHOLE),
        (keys.own, LACKING),
        *((key, WHOLE) for key in sorted(keys.lacking)),
        (keys.initials, BEGUN),
    ]


def _of(person: models.Person) -> list[Spelling]:
    found = dict.fromkeys(keyed(parse(person.name)))
    return [Spelling(person.committee_id, key, kind, person.pk) for key, kind in found]


def enter(people: Iterable[models.Person]) -> None:
    """Write the keys of new persons: one statement for several thousand of them."""
    rows = [spelling for person in people for spelling in _of(person)]
    for start in range(0, len(rows), CHUNK * 4):
        columns = zip(*rows[start : start + CHUNK * 4], strict=True)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO derived.spelling (committee_id, key, kind, person_id)"
                " SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[])",
                [list(column) for column in columns],
            )


def renew(person: models.Person) -> None:
    """Write the keys of a person whose name changed."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM derived.spelling WHERE person_id = %s", [person.pk])
    enter([person])


def _chunks() -> Iterator[list[models.Person]]:
    last = 0
    while chunk := list(models.Person.objects.filter(id__gt=last).order_by("id")[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


def rebuild() -> None:
    """Empty the table and fill it from the names. Needs the whole scope."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE derived.spelling")
    for chunk in _chunks():
        enter(chunk)


def differences() -> Iterator[tuple[bool, Spelling]]:
    """Keys that the names do not give (True), and keys that are lacking (False)."""
    last = 0
    for chunk in _chunks():
        wanted = {spelling for person in chunk for spelling in _of(person)}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT committee_id, key, kind, person_id FROM derived.spelling"
                " WHERE person_id > %s AND person_id <= %s",
                [last, chunk[-1].pk],
            )
            stored = {Spelling(*row) for row in cursor.fetchall()}
        yield from ((False, spelling) for spelling in sorted(wanted - stored))
        yield from ((True, spelling) for spelling in sorted(stored - wanted))
        last = chunk[-1].pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT committee_id, key, kind, person_id FROM derived.spelling WHERE person_id > %s", [last])
        yield from ((True, Spelling(*row)) for row in cursor.fetchall())
