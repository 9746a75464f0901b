"""The derived schema: written in the same transaction as the act, rebuilt and verified from the acts alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction

from liemchinh.kernel.known import UNBOUNDED
from liemchinh.law.acts import Act
from liemchinh.law.history import History, fold
from liemchinh.ledger import census, lookup, models, spellings, working_days
from liemchinh.ledger import facts as stored
from liemchinh.ledger.histories import Revision
from liemchinh.ledger.projection import (
    Believed,
    DeadlineRow,
    Deed,
    Facts,
    Row,
    SpanRow,
    StandingRow,
    key_of,
    replay,
    rows,
)

_TYPES: Final = {
    "committee_id": "bigint",
    "dossier_id": "bigint",
    "act_id": "bigint",
    "person_id": "bigint",
    "organisation_id": "bigint",
    "keeper_id": "bigint",
    "amount": "bigint",
    "ended_by": "bigint",
    "since": "bigint",
    "until": "bigint",
    "accused": "integer",
    "key": "bytea",
    "effective_on": "date",
    "due_on": "date",
    "ended_on": "date",
    "on": "date",
    "till": "date",
    "watched_from": "date",
    "next_due": "date",
    "lapses": "boolean",
    "watched": "boolean",
    "was_watched": "boolean",
    "proposed": "boolean",
    "suspended": "boolean",
}
_TABLES: Final[dict[type[Row], str]] = {
    Deed: "deed",
    SpanRow: "span",
    DeadlineRow: "deadline",
    StandingRow: "standing",
}
CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """A derived row that the acts do not give (`excess`), or that is lacking; `dossier_id` 0: it is a person's or
    a count."""

    table: str
    dossier_id: int
    excess: bool
    row: str


def opened(facts: Facts) -> None:
    """Write the rows of a dossier that has no act yet."""
    found = rows(facts, fold(facts.kind, facts.opened_on, ()))
    write(Believed(row, key_of(row), facts.position, UNBOUNDED) for row in found)
    census.enter([facts.dossier_id])


def project(facts: Facts, before: History, after: History, *, position: int) -> None:
    """Bring the dossier's rows from one history to the next, recorded at `position`."""
    project_all([(facts, before, after)], position=position)


def project_all(moves: Iterable[tuple[Facts, History, History]], *, position: int) -> None:
    """Bring the rows of dossiers from one history to the next, all at one position."""
    project_each((*move, position) for move in moves)


def project_each(moves: Iterable[tuple[Facts, History, History, int]]) -> None:
    """Bring the rows of dossiers from one history to the next, each at its own position, and the census after them.

    One statement for the rows, however many dossiers they are, and one for the census. Rows that no longer hold are
    closed, new ones added; what both histories give is left alone.
    """
    gone: dict[type[Row], list[tuple[Row, int]]] = {}
    fresh: list[Believed] = []
    for facts, before, after, position in moves:
        old, new = rows(facts, before), rows(facts, after)
        held, holds = set(old), set(new)
        for row in old:
            if row not in holds:
                gone.setdefault(type(row), []).append((row, position))
        fresh += [Believed(row, key_of(row), position, UNBOUNDED) for row in new if row not in held]
    _run([*(_closing(row_type, group) for row_type, group in gone.items()), *_adding(fresh)])
    moved = {(row.dossier_id, position) for group in gone.values() for row, position in group}
    census.move(moved | {(item.row.dossier_id, item.since) for item in fresh})


def write(found: Iterable[Believed]) -> None:
    """Add rows; several tables, one statement."""
    _run(list(_adding(found)))


Statement = tuple[str, list[Any]]


def _run(parts: Sequence[Statement]) -> None:
    """Changes of several tables at once: parts of one statement see none of each other's rows and need not."""
    if parts:
        named = ", ".join(f"part_{number} AS ({text})" for number, (text, _) in enumerate(parts))
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {named} SELECT", [value for _, values in parts for value in values])


def _closing(row_type: type[Row], group: Sequence[tuple[Row, int]]) -> Statement:
    """End rows of a table, each at its position."""
    keys = _array("key", (key_of(row) for row, _ in group))
    return (
        f"UPDATE derived.{_TABLES[row_type]} r SET until = g.position"
        " FROM unnest(%s::bigint[], %s::bytea[], %s::bigint[]) AS g (dossier_id, key, position)"
        f" WHERE r.dossier_id = g.dossier_id AND r.until = {UNBOUNDED} AND r.key = g.key",
        [[row.dossier_id for row, _ in group], keys, [position for _, position in group]],
    )


def _adding(found: Iterable[Believed]) -> Iterator[Statement]:
    """Add rows, table by table."""
    by_table: dict[type[Row], list[Believed]] = {}
    for believed in found:
        by_table.setdefault(type(believed.row), []).append(believed)
    for row_type, group in by_table.items():
        names = (*row_type._fields, "key", "since", "until")
        columns = zip(*((*item.row, item.key, item.since, item.until) for item in group), strict=True)
        into = ", ".join(_quoted(name) for name in names)
        arrays = ", ".join(f"%s::{_TYPES.get(name, 'text')}[]" for name in names)
        yield (
            f"INSERT INTO derived.{_TABLES[row_type]} ({into}) SELECT * FROM unnest({arrays})",
            [_array(name, column) for name, column in zip(names, columns, strict=True)],
        )


def _array(name: str, column: Iterable[object]) -> str:
    """A column as PostgreSQL writes arrays: an import of many thousand rows spends its time here."""
    write = _WRITTEN.get(_TYPES.get(name, "text"), str)
    return "{" + ",".join("NULL" if value is None else write(value) for value in column) + "}"


def _text(value: object) -> str:
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_WRITTEN: Final[dict[str, Callable[[Any], str]]] = {
    "text": _text,
    "boolean": lambda value: "t" if value else "f",
    "bytea": lambda value: f'"\\\\x{value.hex()}"',
}
"""How values stand in an array where `str` does not do."""


def _quoted(name: str) -> str:
    return f'"{name}"'


def look_up(dossiers: Iterable[models.Dossier]) -> None:
    """Write anew by what search finds these dossiers, their acts, persons and bodies."""
    lookup.enter(dossiers)


def _chunks() -> Iterator[list[models.Dossier]]:
    last = 0
    while chunk := list(models.Dossier.objects.filter(id__gt=last).order_by("id")[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


def _with_acts(chunk: Sequence[models.Dossier]) -> list[tuple[Facts, Sequence[Act]]]:
    acts = stored.acts_of(dossier.pk for dossier in chunk)
    return [(stored.of_dossier(dossier), acts[dossier.pk]) for dossier in chunk]


@transaction.atomic
def rebuild() -> int:
    """Empty the derived schema and fill it from the acts. Returns the number of dossiers. Needs the whole scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE derived.deed, derived.span, derived.deadline, derived.standing, derived.lookup, derived.findable"
            " RESTART IDENTITY"
        )
    count = 0
    revisions = working_days.revisions()
    for chunk in _chunks():
        write(row for facts, acts in _with_acts(chunk) for row in replay(facts, acts, revisions))
        look_up(chunk)
        count += len(chunk)
    census.rebuild()
    spellings.rebuild()
    lookup.enter_documents(models.Document.objects.order_by("pk").values_list("pk", flat=True))
    return count


def verify() -> list[Difference]:
    """Refold every dossier over its whole past and compare with the stored rows; empty when they are equal."""
    differences: list[Difference] = []
    alone = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if alone:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        known: set[int] = set()
        revisions = working_days.revisions()
        for chunk in _chunks():
            known.update(dossier.pk for dossier in chunk)
            differences.extend(_compare(chunk, revisions))
            differences.extend(_lookup_differences(lookup.differences(chunk)))
        for table in _TABLES.values():
            cursor.execute(
                f"SELECT DISTINCT dossier_id FROM derived.{table} WHERE NOT dossier_id = ANY(%s)",
                [list(known)],
            )
            differences.extend(Difference(table, row[0], True, "hồ sơ không có trong sổ") for row in cursor.fetchall())
        differences.extend(Difference(table, 0, excess, row) for table, excess, row in census.differences())
        differences.extend(Difference("spelling", 0, excess, repr(row)) for excess, row in spellings.differences())
        differences.extend(_lookup_differences(lookup.other_differences()))
    return differences


def _lookup_differences(found: Iterable[tuple[bool, lookup.Findable]]) -> Iterator[Difference]:
    return (Difference("findable", row.dossier_id or 0, excess, repr(row)) for excess, row in found)


def _compare(chunk: Sequence[models.Dossier], revisions: Sequence[Revision]) -> Iterator[Difference]:
    ids = [dossier.pk for dossier in chunk]
    wanted: dict[str, dict[tuple[int, bytes, int, int], Row]] = {table: {} for table in _TABLES.values()}
    for facts, acts in _with_acts(chunk):
        for item in replay(facts, acts, revisions):
            wanted[_TABLES[type(item.row)]][facts.dossier_id, item.key, item.since, item.until] = item.row
    with connection.cursor() as cursor:
        for row_type, table in _TABLES.items():
            names = ", ".join(_quoted(name) for name in row_type._fields)
            cursor.execute(
                f"SELECT since, until, {names} FROM derived.{table} WHERE dossier_id = ANY(%s)",
                [ids],
            )
            stored_rows: dict[tuple[int, bytes, int, int], Row] = {}
            for since, until, *values in cursor.fetchall():
                row = row_type(*values)
                stored_rows[row.dossier_id, key_of(row), since, until] = row
            for place, row in wanted[table].items():
                if place not in stored_rows:
                    yield Difference(table, place[0], False, repr(row))
            for place, row in stored_rows.items():
                if place not in wanted[table]:
                    yield Difference(table, place[0], True, repr(row))
