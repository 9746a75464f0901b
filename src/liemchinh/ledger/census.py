"""The census of dossiers: derived.census, moved in the transaction that moves the standings, counted anew, verified.

What a standing adds is said once, by the view derived.census_line (ledger/derived.sql).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import connection

_KEY = "committee_id, keeper_id, grain, due, next_limit, cell"


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


def differences() -> Iterator[tuple[bool, str]]:
    """Counts that the standings do not give (True), and counts that are lacking (False). Needs the whole scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH wanted AS (SELECT {_KEY}, count(*) AS count, sum(accused) AS accused FROM derived.census_line"  # noqa: S608
            f" WHERE until = 9223372036854775807 GROUP BY {_KEY}),"
            f" stored AS (SELECT {_KEY}, count, accused FROM derived.census WHERE count <> 0 OR accused <> 0)"
            " (SELECT TRUE, stored.* FROM stored EXCEPT SELECT TRUE, wanted.* FROM wanted) UNION ALL"
            " (SELECT FALSE, wanted.* FROM wanted EXCEPT SELECT FALSE, stored.* FROM stored)"
        )
        for excess, *row in cursor.fetchall():
            yield excess, repr(tuple(row))
