"""The histories of one dossier, one for each position at which what the office knew of it changed: acts and calendars.

Pure: no database. A calendar counts from its own position on. What was believed before was counted with the calendar of
that time and is never counted again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import WorkingDays
from liemchinh.law.acts import Act, DossierKind
from liemchinh.law.history import History, unfold
from liemchinh.law.holidays import CALENDAR


@dataclass(frozen=True, slots=True)
class Revision:
    """The working calendar from a position on. `changed`: the days on which it differs from the one before."""

    position: int
    calendar: WorkingDays
    changed: frozenset[date] = frozenset()


LAW: Final = (Revision(0, CALENDAR),)
"""The calendar before anybody changed it."""


@dataclass(frozen=True, slots=True)
class _Followed(WorkingDays):
    """The calendar of a fold under way: it notes the days that were asked for, and may pass on to the next calendar.

    A fold is what its acts and these answers make of it: when no answer changes, it goes on with the new calendar as if
    it had always been counted with it.
    """

    current: list[WorkingDays] = field(default_factory=list)
    asked: set[date] = field(default_factory=set)

    def is_worked(self, day: date) -> bool:
        """Whether offices work on `day` by the calendar in force."""
        self.asked.add(day)
        return self.current[-1].is_worked(day)


def histories(
    kind: DossierKind, opened_on: date, since: int, ordered: Sequence[Act], revisions: Sequence[Revision]
) -> Iterator[tuple[int, History]]:
    """Position and history: at the opening (`since`), after each act, and at each calendar that moves something.

    `ordered`: every act by position. `revisions`: every calendar by position, the first in force before the opening.
    """
    at_opening = [revision for revision in revisions if revision.position <= since][-1]
    later = [revision for revision in revisions if revision.position > since]
    days = _Followed(current=[at_opening.calendar])
    run = unfold(kind, opened_on, ordered, days=days)
    yield since, next(run)
    taken = 0
    events: list[Act | Revision] = [*ordered, *later]
    for event in sorted(events, key=lambda one: one.position):
        if isinstance(event, Act):
            yield event.position, next(run)
            taken += 1
        elif event.changed.isdisjoint(days.asked):
            days.current.append(event.calendar)
        else:
            days = _Followed(current=[event.calendar])
            run = itertools.islice(unfold(kind, opened_on, ordered, days=days), taken, None)
            yield event.position, next(run)
