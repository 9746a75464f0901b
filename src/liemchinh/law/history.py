"""The fold: acts of one dossier -> its history. The only definition of stage, role, deadline and money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import WorkingDays
from liemchinh.law.acts import TRACKS, Act, ActKind, DossierKind, Role, Rung, Stage
from liemchinh.law.book import ANNULLED, kinds_for
from liemchinh.law.deadlines import Deadline
from liemchinh.law.folding import Folding
from liemchinh.law.holidays import CALENDAR
from liemchinh.law.refusals import Refusal
from liemchinh.law.rules import offer
from liemchinh.law.spans import PENDING, SUSPENDED, WATCH, Passage, Span

__all__ = ["PENDING", "SUSPENDED", "WATCH", "History", "Passage", "Span", "believed", "fold", "offered", "unfold"]

MEASURE: Final = "measure"
WANTED: Final = "wanted"


@dataclass(frozen=True, slots=True)
class History:
    """Everything a dossier's acts amount to."""

    kind: DossierKind
    acts: tuple[Act, ...]
    spans: tuple[Span, ...]
    passages: tuple[Passage, ...]
    deadlines: tuple[Deadline, ...]
    refusals: tuple[Refusal, ...]

    def stage(self, day: date) -> Stage:
        """The stage on `day`; the first of the track before the opening."""
        for span in self.spans:
            if span.state == "stage" and span.holds(day):
                return Stage(span.detail)
        return TRACKS[self.kind][0]

    def levels(self, day: date) -> tuple[str, ...]:
        """The levels that watched on `day`."""
        return tuple(span.detail for span in self.spans if span.state == WATCH and span.holds(day))

    def standing(self, day: date) -> dict[str, Role]:
        """Role by subject on `day`."""
        return {span.subject: Role(span.detail) for span in self.spans if span.state == "role" and span.holds(day)}

    def charges(self, day: date) -> dict[str, str]:
        """What each subject was last charged with, up to and including `day`."""
        return {
            line.subject: line.charge
            for act in self.acts
            if act.effective_on <= day
            for line in act.subjects
            if line.charge
        }

    def measures(self, day: date) -> dict[str, str]:
        """The preventive measure each subject is under on `day`: “custody”, “detention”, “bail” …"""
        return {span.subject: span.detail for span in self.spans if span.state == MEASURE and span.holds(day)}

    def wanted(self, day: date) -> frozenset[str]:
        """The subjects wanted on `day`."""
        return frozenset(span.subject for span in self.spans if span.state == WANTED and span.holds(day))

    def is_suspended(self, day: date) -> bool:
        """Whether the file was suspended on `day`."""
        return any(span.state == SUSPENDED and not span.subject and span.holds(day) for span in self.spans)

    def held_at(self, day: date) -> Stage | None:
        """In whose hands the file was on `day`: the body of that stage, or nobody's."""
        for span in self.spans:
            if span.state == PENDING and not span.subject and span.holds(day):
                return Stage(span.detail)
        return None

    def keeper(self, day: date) -> int | None:
        """The officer the dossier was handed over to by `day`; None = still the one who opened it."""
        return next((int(s.detail) for s in self.spans if s.state == "keeper" and s.holds(day)), None)

    def sums(self, day: date) -> dict[Rung, int]:
        """Đồng by rung up to and including `day`; rungs are never added to each other."""
        totals: dict[Rung, int] = {}
        for act in self.acts:
            if act.effective_on <= day:
                for line in act.money:
                    totals[line.rung] = totals.get(line.rung, 0) + line.amount
        return totals


def settled(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts with the first of their chain of corrections filled in, and with answers pointing to such firsts.

    Takes all acts of the dossier, replaced ones included; already settled ones stay as they are.
    """
    replaces = {act.position: act.replaces for act in acts}

    def root(position: int) -> int:
        while (earlier := replaces.get(position)) is not None:
            position = earlier
        return position

    found = []
    for act in acts:
        if not act.root and (act.replaces is not None or act.answers is not None):
            first = root(act.position)
            act = replace(act, root=first, answers=None if act.answers is None else root(act.answers))  # noqa: PLW2901
        found.append(act)
    return tuple(found)


def believed(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts that stand: neither replaced nor annulled, by day of effect, then by place in the register.

    A correcting act keeps the place of the act it corrects among those of the same day.
    """
    gone = {act.replaces for act in acts if act.replaces is not None}
    standing = (act for act in settled(acts) if act.position not in gone and act.kind != ANNULLED)
    return tuple(sorted(standing, key=lambda act: (act.effective_on, act.root or act.position)))


def fold(kind: DossierKind, opened_on: date, acts: Sequence[Act], *, days: WorkingDays = CALENDAR) -> History:
    """Fold the acts of one dossier, replaced and annulled ones included, into its history.

    Refusals are collected, not raised: whoever records refuses when there are any; whoever reads shows what stands.
    """
    standing = believed(acts)
    folding = Folding(kind, opened_on, days)
    for act in standing:
        folding.take(act)
    return _history(folding, standing)


def offered(
    kind: DossierKind, opened_on: date, acts: Sequence[Act], on: date, *, days: WorkingDays = CALENDAR
) -> tuple[tuple[ActKind, Refusal | None], ...]:
    """Every kind of the dossier's book, with the law's answer to one dated `on`: None = it may be recorded."""
    folding = Folding(kind, opened_on, days)
    for act in believed(acts):
        if act.effective_on <= on:
            folding.take(act)
    newest = max((act.position for act in acts), default=0) + 1
    return tuple(
        (one, offer(one, Act(position=newest, kind=one.code, effective_on=on), folding.ground))
        for one in kinds_for(kind)
    )


def unfold(
    kind: DossierKind, opened_on: date, acts: Sequence[Act], *, days: WorkingDays = CALENDAR
) -> Iterator[History]:
    """The history after no act, after the first, after the second …, in the order in which they came in.

    Each equals `fold` of that beginning. An act that follows all before it is added to what was folded already; one
    that comes late, corrects or annuls makes the fold begin anew.
    """
    ordered = settled(sorted(acts, key=lambda act: act.position))
    folding = Folding(kind, opened_on, days)
    standing: tuple[Act, ...] = ()
    yield _history(folding, standing)
    for count, act in enumerate(ordered, start=1):
        follows = not standing or standing[-1].effective_on <= act.effective_on
        if act.replaces is None and act.kind != ANNULLED and follows:
            standing = (*standing, act)
            folding.take(act)
        else:
            standing = believed(ordered[:count])
            folding = Folding(kind, opened_on, days)
            for earlier in standing:
                folding.take(earlier)
        yield _history(folding, standing)


def _history(folding: Folding, acts: tuple[Act, ...]) -> History:
    """What stands so far; more acts may follow."""
    return History(
        folding.kind,
        acts,
        folding.timeline.spans(),
        tuple(folding.timeline.passages),
        tuple(clock.frozen() for clock in folding.ground.clocks),
        tuple(folding.refusals),
    )
