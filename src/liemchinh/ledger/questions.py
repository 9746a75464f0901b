"""Pairs of rows that may be one person and that nobody decided: the questions an officer is asked.

Names that share a key are paired by the database, newest rows first; the evidence is weighed here, a page at a time.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from liemchinh.directory.access import Scope
from liemchinh.directory.roles import Right
from liemchinh.ledger import likeness, links, models
from liemchinh.ledger.likeness import Comparison, Setting, Verdict
from liemchinh.ledger.links import Links
from liemchinh.ledger.models import PersonLink
from liemchinh.ledger.queries import reach, rows_of
from liemchinh.ledger.twins import Known, described, look, stands_of

PAGE: Final = 20
ROWS: Final = (40, 640)
"""How many rows are paired at first, and at most, at a time: where names are common a few fill a page."""
PAIRS: Final = 12_000
"""How many rows and pairs one page goes through before it stops and says so."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two rows that may be one person. `latest`: why it was left open or taken back before."""

    newer: Known
    older: Known
    comparison: Comparison
    latest: PersonLink | None = None


@dataclass(frozen=True, slots=True)
class Questions:
    """A page of what is open, those left for later, and where the next page begins (empty: nothing is left)."""

    fresh: tuple[Question, ...]
    later: tuple[Question, ...]
    following: str


_PAIRED: Final = (
    "('whole', 'whole'), ('whole', 'lacking'), ('lacking', 'whole'),"
    " ('begun', 'begun'), ('begun', 'initials'), ('initials', 'begun')"
)
_TOLD: Final = "(p.post <> '' OR p.unit <> '') AND (q.post <> '' OR q.unit <> '')"
_WORTH: Final = (
    "(a.kind = 'whole' AND b.kind = 'whole' AND (p.birth_year IS NULL OR q.birth_year IS NULL)"
    f" OR p.birth_year = q.birth_year OR ({_TOLD})"
    " OR EXISTS (SELECT FROM ledger_subjectline x JOIN ledger_act y ON y.position = x.act_id"
    " JOIN ledger_act z ON z.dossier_id = y.dossier_id JOIN ledger_subjectline w ON w.act_id = z.position"
    " WHERE x.person_id = a.person_id AND w.person_id = b.person_id))"
)
"""Pairs of names alone that could come out as more than different; what is left is weighed in Python."""


@dataclass(slots=True)
class _Met:
    """In which acts and dossiers rows stand, and what bodies those dossiers name."""

    acts: dict[int, set[int]] = field(default_factory=dict)
    dossiers: dict[int, dict[int, str]] = field(default_factory=dict)
    bodies: dict[int, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, ids: Sequence[int]) -> _Met:
        """Two statements for any number of rows."""
        met = cls()
        for person_id, act_id, dossier_id, number in rows_of(
            "SELECT l.person_id, l.act_id, a.dossier_id, d.number FROM ledger_subjectline l"
            " JOIN ledger_act a ON a.position = l.act_id JOIN ledger_dossier d ON d.id = a.dossier_id"
            " LEFT JOIN ledger_act r ON r.replaces_id = a.position WHERE l.person_id = ANY(%s) AND r.position IS NULL",
            [list(ids)],
        ):
            met.acts.setdefault(person_id, set()).add(act_id)
            met.dossiers.setdefault(person_id, {})[dossier_id] = number
        named = sorted({dossier for own in met.dossiers.values() for dossier in own})
        for dossier_id, name in rows_of(
            "SELECT DISTINCT a.dossier_id, o.name FROM ledger_act a JOIN ledger_subjectline l ON l.act_id = a.position"
            " JOIN ledger_organisation o ON o.id = l.organisation_id WHERE a.dossier_id = ANY(%s)",
            [named],
        ):
            met.bodies.setdefault(dossier_id, set()).add(name)
        return met

    def setting(self, one: int, other: int) -> Setting:
        """Where two rows meet."""
        mine, theirs = self.dossiers.get(one, {}), self.dossiers.get(other, {})
        both = sorted(mine.keys() & theirs.keys())
        named = [{name for dossier in own for name in self.bodies.get(dossier, ())} for own in (mine, theirs)]
        return Setting(
            in_one_act=bool(self.acts.get(one, set()) & self.acts.get(other, set())),
            in_one_dossier=mine[both[0]] if both else "",
            bodies=() if both else tuple(sorted(named[0] & named[1])),
        )


def questions(scope: Scope, *, now: datetime, after: str = "") -> Questions:
    """The pairs that nobody decided, the newest rows first; `after`: where the page before ended.

    Raises NotAllowedError: who may not decide is not asked.
    """
    scope.require(Right.RECORD)
    known = links.within(scope)
    found, following = _open(scope, known, _read_cursor(after))
    left = [pair for pair, link in known.latest.items() if link.verdict == PersonLink.UNDECIDED]
    asked = [(newer, older) for older, newer in left if not known.way(older, newer)]
    later = () if after else tuple(_asked(scope, known, asked, _compared(scope, asked)))
    fresh = tuple(_asked(scope, known, list(found), found))
    look(scope, (stand for one in (*fresh, *later) for row in (one.newer, one.older) for stand in row.stands), now)
    return Questions(fresh, later, following)


Cursor = tuple[int, int]
"""A pair: the newer row, the older row."""


def _read_cursor(text: str) -> Cursor | None:
    first, _, second = text.partition("-")
    if not (first.isascii() and first.isdigit() and second.isascii() and second.isdigit()):
        return None
    return (int(first), int(second)) if max(len(first), len(second)) < 19 else None


def _cursor(pair: Cursor) -> str:
    return f"{pair[0]}-{pair[1]}"


def _open(scope: Scope, known: Links, after: Cursor | None) -> tuple[dict[Cursor, Comparison], str]:
    """The next PAGE questions, and where to go on when there may be more of them."""
    found: dict[Cursor, Comparison] = {}
    weighed = 0
    size = ROWS[0]
    rows = _rows(scope, after[0] if after else None, size)
    while rows and weighed <= PAIRS:
        pairs = [pair for pair in _pairs(scope, rows) if after is None or pair < after]
        undecided = [
            pair for pair in pairs if known.on(*pair) is None and not known.way(*pair) and known.parting(*pair) is None
        ]
        for pair, comparison in _compared(scope, undecided).items():
            if comparison.verdict is Verdict.DIFFERENT:
                continue
            if len(found) == PAGE:
                return found, _cursor(list(found)[-1])
            found[pair] = comparison
        weighed += len(pairs) + len(rows)
        after = (rows[-1], 0)
        size = min(2 * size, ROWS[1])
        rows = _rows(scope, rows[-1] - 1, size)
    return found, _cursor(after) if rows and after else ""


def _rows(scope: Scope, newest: int | None, size: int) -> list[int]:
    """The next `size` rows, the newest first, beginning with `newest`."""
    found = links.people(scope)
    if newest is not None:
        found = found.filter(pk__lte=newest)
    return list(found.order_by("-pk").values_list("pk", flat=True)[:size])


def _pairs(scope: Scope, rows: Sequence[int]) -> list[Cursor]:
    """Each of these rows with every older row whose name could tie with its own, the newest pairs first."""
    within, params = reach(scope, "b")
    found = rows_of(
        "SELECT DISTINCT a.person_id, b.person_id FROM derived.spelling a"
        f" JOIN derived.spelling b ON b.key = a.key AND b.person_id < a.person_id AND {within}"
        " JOIN ledger_person p ON p.id = a.person_id JOIN ledger_person q ON q.id = b.person_id"
        f" WHERE a.person_id = ANY(%s) AND (a.kind, b.kind) IN ({_PAIRED}) AND {_WORTH} ORDER BY 1 DESC, 2 DESC",
        [*params, list(rows)],
    )
    return [(row[0], row[1]) for row in found]


def _compared(scope: Scope, pairs: Sequence[Cursor]) -> dict[Cursor, Comparison]:
    ids = sorted({row for pair in pairs for row in pair})
    rows = links.people(scope).in_bulk(ids)
    read = {pk: likeness.read(described(person)) for pk, person in rows.items()}
    met = _Met.of(ids)
    return {
        (newer, older): likeness.compare(read[newer], read[older], met.setting(newer, older))
        for newer, older in pairs
        if newer in read and older in read
    }


def _asked(
    scope: Scope, known: Links, pairs: Sequence[Cursor], comparisons: Mapping[Cursor, Comparison]
) -> list[Question]:
    ids = sorted({row for pair in pairs for row in pair})
    rows = links.people(scope).in_bulk(ids)
    stands = stands_of(ids)

    def row(pk: int) -> Known:
        return Known(rows[pk], stands.get(pk, ()))

    return [
        Question(row(pair[0]), row(pair[1]), comparisons[pair], known.on(*pair))
        for pair in pairs
        if pair in comparisons
    ]


def about(scope: Scope, one: int, other: int) -> Question | None:
    """One pair with its evidence, decided or not; None when it is not within reach. The caller writes the look down."""
    pair = max(one, other), min(one, other)
    found = _asked(scope, links.around(scope, pair), [pair], _compared(scope, [pair]))
    return found[0] if found else None


def decided(scope: Scope, *, limit: int = 20) -> list[tuple[PersonLink, models.Person, models.Person]]:
    """The newest decisions that stand, with their two rows."""
    scope.require(Right.RECORD)
    known = links.within(scope)
    standing = [link for link in known.latest.values() if link.verdict != PersonLink.UNDECIDED]
    newest = sorted(standing, key=lambda link: -link.pk)[:limit]
    rows = links.people(scope).in_bulk({row for link in newest for row in (link.person_id, link.other_id)})
    return [
        (link, rows[link.person_id], rows[link.other_id])
        for link in newest
        if link.person_id in rows and link.other_id in rows
    ]
