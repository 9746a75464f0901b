"""The watch list by stage: for each stage of a track how many dossiers stand there, and the most urgent of them."""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from liemchinh.directory.access import Scope
from liemchinh.law.acts import TRACKS, DossierKind, Stage
from liemchinh.ledger import watching
from liemchinh.ledger.queries import Reading, rows_of

SHOWN: Final = 40
"""Dossiers that a column names; the list has the rest."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One dossier in its column."""

    committee_code: str
    number: str
    title: str
    stage_on: date
    suspended: bool
    accused: int
    next_due: date | None
    next_limit: str

    def days(self, day: date) -> int:
        """Days at this stage."""
        return (day - self.stage_on).days


@dataclass(frozen=True, slots=True)
class Column:
    """One stage: how many stand there (`count`, with `accused` in them), the nearest deadlines first."""

    stage: Stage
    count: int
    accused: int
    suspended: int
    rows: tuple[Standing, ...]


def columns(
    scope: Scope, reading: Reading, committees: frozenset[int] | None, kind: DossierKind, *, shown: int = SHOWN
) -> tuple[Column, ...]:
    """Every stage of the kind's track in its order, empty ones too: one statement. Raises NotAllowedError."""
    where, params = watching.within(scope, reading, committees, ("watched",))
    held, more = reading.held("p")
    found = rows_of(
        "WITH listed AS MATERIALIZED (SELECT s.dossier_id, s.committee_id, s.stage, s.suspended, s.accused, s.next_due,"
        " s.next_limit, row_number() OVER w AS place, count(*) OVER (PARTITION BY s.stage) AS many,"
        " sum(s.accused) OVER (PARTITION BY s.stage) AS charged,"
        " count(*) FILTER (WHERE s.suspended) OVER (PARTITION BY s.stage) AS stopped"
        f" FROM derived.standing s WHERE {where} AND s.watched AND s.dossier_kind = %s"
        " WINDOW w AS (PARTITION BY s.stage ORDER BY s.next_due NULLS LAST, s.dossier_id))"
        ' SELECT l.stage, l.many, l.charged, l.stopped, b.code, d.number, d.title, coalesce(p."on", d.opened_on),'
        " l.suspended, l.accused, l.next_due, l.next_limit FROM listed l"
        " JOIN ledger_dossier d ON d.id = l.dossier_id JOIN directory_committee b ON b.id = l.committee_id"
        f" LEFT JOIN derived.span p ON p.dossier_id = l.dossier_id AND p.state = 'stage' AND {held}"
        " WHERE l.place <= %s ORDER BY l.stage, l.place",
        [*params, str(kind), *more, shown],
    )
    by_stage: dict[str, list[Standing]] = {}
    counts: dict[str, tuple[int, int, int]] = {}
    for stage, many, charged, stopped, *rest in found:
        counts[stage] = (many, int(charged), stopped)
        by_stage.setdefault(stage, []).append(Standing(*rest))
    return tuple(
        Column(stage, *counts.get(stage, (0, 0, 0)), tuple(by_stage.get(stage, ())))
        for stage in TRACKS[kind]
        if stage is not Stage.ENDED or stage in counts
    )
