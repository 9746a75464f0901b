"""Sums of derived rows (derived.census, monthly, due_day): moved in the transaction of the rows, verified.

What a row adds is said once, by the views derived.census_line, monthly_line and due_day_line (ledger/derived.sql).
"""
# ruff: noqa: S608 - statements are composed of the names below

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from django.db import connection

from liemchinh.kernel.known import UNBOUNDED

_SUMMED: Final = (
    ("census", "committee_id, keeper_id, grain, due, next_limit, cell", ("count", "accused"), ("1", "accused")),
    (
        "monthly",
        "committee_id, territory_id, source, about, grain, day, what",
        ("lines", "amount"),
        ("lines", "amount"),
    ),
    ("due_day", "committee_id, keeper_id, lapses, due_on", ("open", "met"), ("open", "met")),
)
"""Table, its key, its sums, and of what in the lines they are sums."""


def move(moved: Collection[tuple[int, int]]) -> None:
    """Count what was closed and added, dossier by dossier at its position: one statement."""
    if moved:
        dossiers, positions = zip(*sorted(moved), strict=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT derived.move_census(%s, %s)", [list(dossiers), list(positions)])


def enter(dossier_ids: Collection[int]) -> None:
    """Count dossiers that came in with all their rows: one statement."""
    if dossier_ids:
        with connection.cursor() as cursor:
            cursor.execute("SELECT derived.take_census(%s)", [sorted(dossier_ids)])


def rebuild() -> None:
    """Count every dossier anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT derived.take_census(NULL)")


def differences() -> Iterator[tuple[str, bool, str]]:
    """Sums that the rows do not give (True), and sums that are lacking (False), by table. Needs the whole scope."""
    with connection.cursor() as cursor:
        for table, key, counted, line in _SUMMED:
            names = ", ".join(counted)
            sums = ", ".join(f"sum({summed})::bigint AS {name}" for name, summed in zip(counted, line, strict=True))
            kept = " OR ".join(f"{name} <> 0" for name in counted)
            cursor.execute(
                f"WITH lines AS (SELECT {key}, {sums} FROM derived.{table}_line"
                f"  WHERE until = {UNBOUNDED} GROUP BY {key}),"
                f" wanted AS (SELECT * FROM lines WHERE {kept}),"
                f" stored AS (SELECT {key}, {names} FROM derived.{table} WHERE {kept})"
                " (SELECT TRUE, stored.* FROM stored EXCEPT SELECT TRUE, wanted.* FROM wanted) UNION ALL"
                " (SELECT FALSE, wanted.* FROM wanted EXCEPT SELECT FALSE, stored.* FROM stored)"
            )
            for excess, *row in cursor.fetchall():
                yield table, excess, repr(tuple(row))
