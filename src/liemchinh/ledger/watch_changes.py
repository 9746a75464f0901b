"""What changed on the watch list since the committee last met, or since any day or place in the register.

The two sides of a comparison are two readings. The earlier one is what was in effect and known when the session's day
ended: an act that took effect before the session and was entered after it is news to the committee.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from liemchinh.directory.access import Scope
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.known import Known
from liemchinh.law.acts import Role, Stage
from liemchinh.law.book import ANNULLED
from liemchinh.ledger import watching
from liemchinh.ledger.projection import UNDER_CHARGE
from liemchinh.ledger.queries import Reading, reach, rows_of
from liemchinh.ledger.watching import CLEARED, ListedAct, Watched


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the committee that was held."""

    held_on: date
    committee_code: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Since:
    """The earlier side of the comparison: `session` None when the reader chose the day or the position."""

    reading: Reading
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to one dossier. `acts`: news that stand, the oldest first; `corrections`: those of them that took
    the place of what the committee knew; `annulled`: acts it knew that no longer stand."""

    entered: bool = False
    returned: bool = False
    left: bool = False
    levels_before: tuple[str, ...] = ()
    stage_before: Stage | None = None
    added: int = 0
    cleared: int = 0
    acts: tuple[ListedAct, ...] = ()
    corrections: frozenset[int] = frozenset()
    annulled: tuple[ListedAct, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether anything happened at all."""
        return self != Changes()


@dataclass(frozen=True, slots=True)
class Compared:
    """The list now, with the changes of each line by dossier; `left`: what was on it and is no longer."""

    lines: tuple[Watched, ...]
    left: tuple[Watched, ...]
    changes: dict[int, Changes]


def last_session(scope: Scope, reading: Reading, committees: frozenset[int] | None) -> Session | None:
    """The last session held before the day read, in these registers; the centre's own where they are every one."""
    scope.require(Right.READ_DOSSIERS)
    where, params = reach(scope, "a")
    held_by = committees
    if held_by is None:
        held_by = frozenset(Committee.objects.filter(territory__isnull=True).values_list("pk", flat=True))
    known = reading.known.position
    found = rows_of(
        "SELECT a.effective_on, b.code, d.number, d.title FROM ledger_dossier d"
        " JOIN ledger_act a ON a.dossier_id = d.id JOIN directory_committee b ON b.id = d.committee_id"
        f" WHERE {where} AND d.committee_id = ANY(%s) AND d.kind = 'meeting' AND a.kind = 'committee.session_held'"
        " AND a.effective_on < %s AND a.position <= %s AND NOT EXISTS (SELECT FROM ledger_act r"
        " WHERE r.replaces_id = a.position AND r.position <= %s)"
        " ORDER BY a.effective_on DESC, a.position DESC LIMIT 1",
        [*params, sorted(held_by), reading.day, known, known],
    )
    return Session(*found[0]) if found else None


def since_session(session: Session, reading: Reading) -> Since:
    """What was in effect and known when the day of the session ended."""
    return Since(since_day(session.held_on, reading).reading, session)


def since_day(day: date, reading: Reading) -> Since:
    """What was in effect and known when a day ended; never more than the reader knows."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    found = rows_of(
        "SELECT greatest((SELECT max(position) FROM ledger_act WHERE recorded_at < %s),"
        " (SELECT max(position) FROM ledger_dossier WHERE recorded_at < %s))",
        [end, end],
    )
    position = min(found[0][0] or 0, reading.known.position)
    return Since(Reading(min(day, reading.day), reading.today, Known(position)))


def since_position(position: int, reading: Reading) -> Since:
    """What the register knew at a place, in effect on the day on which it reached it."""
    found = rows_of("SELECT max(recorded_at) FROM ledger_act WHERE position <= %s", [position])
    day = timezone.localdate(found[0][0]) if found[0][0] else reading.day
    return Since(Reading(min(day, reading.day), reading.today, Known(min(position, reading.known.position))))


def compared(scope: Scope, reading: Reading, since: Since | None, committees: frozenset[int] | None) -> Compared:
    """The list with what changed since; without `since`, no line has changes."""
    lines = watching.on_list(scope, reading, committees)
    if since is None:
        return Compared(tuple(lines), (), {})
    where, params = watching.within(scope, since.reading, committees)
    ids = [line.dossier_id for line in lines]
    before = {
        row[0]: row[1:]
        for row in rows_of(
            f"SELECT s.dossier_id, s.stage, s.watched, s.was_watched FROM derived.standing s WHERE {where}"
            " AND (s.watched OR s.dossier_id = ANY(%s))",
            [*params, ids],
        )
    }
    now = set(ids)
    gone = [dossier_id for dossier_id, (_, watched, _) in before.items() if watched and dossier_id not in now]
    left = watching.lines_of(scope, reading, gone)
    both = [*lines, *left]
    roles = watching.roles_of([line.dossier_id for line in both], since.reading)
    changes = {
        line.dossier_id: _changes(line, reading, since.reading, before.get(line.dossier_id), roles) for line in both
    }
    return Compared(tuple(lines), tuple(left), changes)


def _changes(
    line: Watched,
    reading: Reading,
    earlier: Reading,
    before: Sequence[Any] | None,
    roles: Mapping[int, Mapping[str, Role]],
) -> Changes:
    stage, watched, was_watched = before or ("", False, False)
    is_on = line.stay.until > reading.day
    held = roles.get(line.dossier_id, {})
    news = tuple(act for act in line.acts if not act.stands(earlier))
    known = {act.position for act in line.recorded if act.stands(earlier)}
    corrections = frozenset(act.position for act in news if _corrects(act, line, known))
    annulled = tuple(
        act for act in line.recorded if act.position in known and _is_annulled(act, line) and not act.stands(reading)
    )
    levels = _levels_at(line, earlier) if watched and is_on else ()
    return Changes(
        entered=is_on and not watched,
        returned=is_on and not watched and was_watched,
        left=watched and not is_on,
        levels_before=levels if levels and levels != line.stay.levels(reading.day) else (),
        stage_before=Stage(stage) if stage and stage != line.stage else None,
        added=sum(
            role in UNDER_CHARGE and held.get(subject) not in UNDER_CHARGE for subject, role in line.roles.items()
        ),
        cleared=sum(role in CLEARED and held.get(subject) not in CLEARED for subject, role in line.roles.items()),
        acts=news,
        corrections=corrections,
        annulled=annulled,
    )


def _levels_at(line: Watched, earlier: Reading) -> tuple[str, ...]:
    """The levels that watched then, as far as the steps known now were known then."""
    held = [
        step.level
        for stay in line.stays
        for step in stay.steps
        if step.holds(earlier.day) and step.position <= earlier.known.position
    ]
    return tuple(sorted(dict.fromkeys(held), key=watching.LEVELS.index))


def _corrects(act: ListedAct, line: Watched, known: set[int]) -> bool:
    replaced = act.replaces
    while replaced is not None:
        if replaced in known:
            return True
        earlier = line.at(replaced)
        replaced = earlier.replaces if earlier else None
    return False


def _is_annulled(act: ListedAct, line: Watched) -> bool:
    by = act.replaced_by
    while by is not None:
        successor = line.at(by)
        if successor is None:
            return False
        if successor.kind == ANNULLED:
            return True
        by = successor.replaced_by
    return False
