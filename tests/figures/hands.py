"""The second path of the figures of proceedings: a plain replay of the facts, by hand, without the fold.

Reads the acts from their own tables and walks each dossier once; a table says who has the file after each kind of act.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

CORRUPT = {"353", "354", "355", "356", "357", "358", "359", "360", "361", "364", "365", "366"}
FILE_GOES_TO = {
    "source.received": "source",
    "source.suspended": "",
    "source.resumed": "source",
    "source.suspension_cancelled": "source",
    "source.declined": "",
    "matter.checking_started": "",
    "matter.turned_into_case": "",
    "case.initiated": "investigation",
    "case.split_from": "investigation",
    "case.suspended": "",
    "case.resumed": "investigation",
    "case.reopened": "investigation",
    "case.terminated": "",
    "case.merged_into": "",
    "case.investigation_concluded": "prosecution",
    "case.returned": "investigation",
    "case.indicted": "",
    "prosecution.suspended": "",
    "prosecution.resumed": "prosecution",
    "prosecution.terminated": "",
    "trial.accepted": "first_instance",
    "trial.ordered": "first_instance",
    "trial.returned": "investigation",
    "trial.suspended": "",
    "trial.resumed": "first_instance",
    "trial.terminated": "",
    "trial.first_instance": "",
    "appeal.accepted": "appeal",
    "appeal.withdrawn": "",
    "trial.appeal_decided": "",
    "judgment.in_force": "",
}
CHARGES = {"case.charged", "case.merged_from", "case.split_from"}
FREES = {"case.terminated_against", "case.charges_cancelled", "prosecution.terminated_against", "case.split"}
SETTLES = {"case.initiated", "source.declined", "matter.checking_started", "matter.turned_into_case"}
ENDS_ALL = {"case.terminated", "prosecution.terminated", "trial.terminated", "case.merged_into"}


@dataclass(frozen=True)
class Passed:
    """A file (`who` empty) or a person came (+1) to a body or left it (−1)."""

    territory: str
    corrupt: bool
    stage: str
    who: str
    on: date
    kind: str
    sign: int


def passages(known: int) -> list[Passed]:
    """Every passage of every case and matter, as known at a position."""
    found: list[Passed] = []
    for (territory, corrupt), acts in _dossiers(known):
        found += _walk(territory, corrupt, acts)
    return found


def _dossiers(known: int) -> list[tuple[tuple[str, bool], list[tuple[date, str, list[str]]]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE chain (position, root) AS ("
            "  SELECT position, position FROM ledger_act WHERE replaces_id IS NULL"
            "  UNION ALL SELECT a.position, c.root FROM ledger_act a JOIN chain c ON a.replaces_id = c.position)"
            " SELECT d.id, d.territory_id, a.kind, a.effective_on, a.offence, array_agg(coalesce("
            "  'p' || l.person_id, 'o' || l.organisation_id) ORDER BY l.id) FROM ledger_act a"
            " JOIN chain c ON c.position = a.position JOIN ledger_dossier d ON d.id = a.dossier_id"
            " LEFT JOIN ledger_subjectline l ON l.act_id = a.position"
            " WHERE d.kind IN ('case', 'matter') AND a.position <= %s AND a.kind <> 'register.annulled'"
            "  AND NOT EXISTS (SELECT FROM ledger_act r WHERE r.replaces_id = a.position AND r.position <= %s)"
            " GROUP BY d.id, a.position, c.root ORDER BY d.id, a.effective_on, c.root",
            [known, known],
        )
        rows = cursor.fetchall()
    grouped: dict[int, list[tuple[date, str, list[str]]]] = defaultdict(list)
    heads: dict[int, tuple[str, bool]] = {}
    for dossier, territory, kind, on, offence, people in rows:
        corrupt = heads.get(dossier, (territory, False))[1]
        heads[dossier] = (territory, offence[:3] in CORRUPT if kind == "case.initiated" else corrupt)
        grouped[dossier].append((on, kind, [one for one in people if one]))
    return [(heads[dossier], acts) for dossier, acts in grouped.items()]


def _walk(territory: str, corrupt: bool, acts: list[tuple[date, str, list[str]]]) -> list[Passed]:
    found: list[Passed] = []
    where, accused, held = "", dict[str, None](), dict[str, str]()
    for on, kind, people in acts:
        if kind in CHARGES:
            accused.update(dict.fromkeys(people))
        elif kind in FREES:
            for who in people:
                accused.pop(who, None)
        elif kind in ENDS_ALL:
            accused.clear()
        elif kind == "judgment.in_force":
            for who in people:
                accused.pop(who, None)
        where = FILE_GOES_TO.get(kind, where)
        now = {"": where} if where else {}
        if where and where != "source":
            now |= dict.fromkeys(accused, where)
        for who, stage in held.items():
            if now.get(who) != stage:
                found.append(Passed(territory, corrupt, stage, who, on, kind, -1))
        for who, stage in now.items():
            if held.get(who) != stage:
                found.append(Passed(territory, corrupt, stage, who, on, kind, +1))
        held = now
    return found


def late_sources(known: int, day: date) -> dict[str, int]:
    """Sources in hand on `day` whose twenty days had passed without settlement, by territory; none is extended here."""
    received: dict[tuple[str, int], date] = {}
    late: dict[str, int] = defaultdict(int)
    for number, ((territory, _), acts) in enumerate(_dossiers(known)):
        for on, kind, _people in acts:
            if kind == "source.received":
                received[territory, number] = on
            elif on <= day and kind in SETTLES:
                received.pop((territory, number), None)
    for (territory, _), on in received.items():
        due = on + timedelta(days=20)
        while due.weekday() > 4:
            due += timedelta(days=1)
        if on <= day and due < day:
            late[territory] += 1
    return late
