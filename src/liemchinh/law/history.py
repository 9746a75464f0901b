"""The fold: acts of one dossier -> its history. The only definition of stage, role, deadline and money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import FAR, WorkingDays
from liemchinh.law.acts import TRACKS, Act, DossierKind, Role, Rung, Severity, Stage
from liemchinh.law.book import ANNULLED, BOOK
from liemchinh.law.deadlines import Clock, Deadline
from liemchinh.law.holidays import CALENDAR
from liemchinh.law.limits import LIMITS
from liemchinh.law.offences import UnknownChargeError, parse_charge
from liemchinh.law.refusals import Refusal
from liemchinh.law.rules import Ground, check

WATCH: Final = "watch"
SUSPENDED: Final = "suspended"


@dataclass(frozen=True, slots=True)
class Span:
    """A state that held from `on` until the day before `until` (FAR while it lasts).

    `state`: "stage", "watch", "suspended" or "role"; `detail`: the stage, the level or the role; `subject` empty for
    the dossier itself; `position`: the act that began it (0 = the opening of the dossier).
    """

    state: str
    detail: str
    subject: str
    on: date
    until: date
    position: int

    def holds(self, day: date) -> bool:
        """Whether the state held on `day`."""
        return self.on <= day < self.until


@dataclass(frozen=True, slots=True)
class History:
    """Everything a dossier's acts amount to."""

    kind: DossierKind
    acts: tuple[Act, ...]
    spans: tuple[Span, ...]
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

    def is_suspended(self, day: date) -> bool:
        """Whether the investigation was suspended on `day`."""
        return any(span.state == SUSPENDED and span.holds(day) for span in self.spans)

    def sums(self, day: date) -> dict[Rung, int]:
        """Đồng by rung up to and including `day`; rungs are never added to each other."""
        totals: dict[Rung, int] = {}
        for act in self.acts:
            if act.effective_on <= day:
                for line in act.money:
                    totals[line.rung] = totals.get(line.rung, 0) + line.amount
        return totals


def believed(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts that stand: neither replaced nor annulled, by day of effect, then by place in the register.

    A correcting act keeps the place of the act it corrects among those of the same day.
    """
    replaces = {act.position: act.replaces for act in acts}
    gone = {act.replaces for act in acts if act.replaces is not None}

    def root(position: int) -> int:
        while (earlier := replaces.get(position)) is not None:
            position = earlier
        return position

    standing = (act for act in acts if act.position not in gone and act.kind != ANNULLED)
    return tuple(sorted(standing, key=lambda act: (act.effective_on, root(act.position))))


def fold(kind: DossierKind, opened_on: date, acts: Sequence[Act], *, days: WorkingDays = CALENDAR) -> History:
    """Fold the acts of one dossier, replaced and annulled ones included, into its history.

    Refusals are collected, not raised: whoever records refuses when there are any; whoever reads shows what stands.
    """
    standing = believed(acts)
    folding = _Folding(kind, opened_on, days)
    for act in standing:
        folding.take(act)
    return folding.history(standing)


def _order(span: Span) -> tuple[date, int, str, str, str]:
    return span.on, span.position, span.state, span.detail, span.subject


def unfold(
    kind: DossierKind, opened_on: date, acts: Sequence[Act], *, days: WorkingDays = CALENDAR
) -> Iterator[History]:
    """The history after no act, after the first, after the second …, in the order in which they came in.

    Each equals `fold` of that beginning. An act that follows all before it is added to what was folded already; one
    that comes late, corrects or annuls makes the fold begin anew.
    """
    ordered = sorted(acts, key=lambda act: act.position)
    folding = _Folding(kind, opened_on, days)
    standing: tuple[Act, ...] = ()
    yield folding.history(standing)
    for count, act in enumerate(ordered, start=1):
        follows = not standing or standing[-1].effective_on <= act.effective_on
        if act.replaces is None and act.kind != ANNULLED and follows:
            standing = (*standing, act)
            folding.take(act)
        else:
            standing = believed(ordered[:count])
            folding = _Folding(kind, opened_on, days)
            for earlier in standing:
                folding.take(earlier)
        yield folding.history(standing)


class _Folding:
    """State of one fold."""

    def __init__(self, kind: DossierKind, opened_on: date, days: WorkingDays) -> None:
        self.kind = kind
        self.days = days
        self.ground = Ground(kind=kind, opened_on=opened_on, stage=TRACKS[kind][0])
        self.opened: dict[tuple[str, str, str], tuple[date, int]] = {("stage", TRACKS[kind][0], ""): (opened_on, 0)}
        self.spans: list[Span] = []
        self.clocks: list[Clock] = []
        self.refusals: list[Refusal] = []

    def take(self, act: Act) -> None:
        """One act after another, in the order of `believed`."""
        if act.kind not in BOOK:
            return
        self.refusals.extend(check(act, self.ground, self._extension_of(act)))
        self.ground.done.setdefault(act.kind, act)
        self._move(act)
        self._watch(act)
        self._suspension(act)
        self._roles(act)
        self._class(act)
        self._clocks(act)

    def _begin(self, state: str, detail: str, subject: str, act: Act) -> None:
        self.opened.setdefault((state, detail, subject), (act.effective_on, act.position))

    def _end(self, state: str, detail: str, subject: str, on: date) -> None:
        began = self.opened.pop((state, detail, subject), None)
        if began is not None and began[0] < on:
            self.spans.append(Span(state, detail, subject, began[0], on, began[1]))

    def _move(self, act: Act) -> None:
        stage = BOOK[act.kind].leads_to
        if stage is None or stage not in TRACKS[self.kind] or stage is self.ground.stage:
            return
        self._end("stage", self.ground.stage, "", act.effective_on)
        self.ground.stage = stage
        self._begin("stage", stage, "", act)

    def _watch(self, act: Act) -> None:
        if act.kind in {"watch.put_on", "watch.carried_over"}:
            self.ground.levels.setdefault(act.level, act)
            self._begin(WATCH, act.level, "", act)
        elif act.kind == "watch.taken_off":
            self.ground.levels.pop(act.level, None)
            self._end(WATCH, act.level, "", act.effective_on)
        elif act.kind == "matter.turned_into_case":
            for level in tuple(self.ground.levels):
                self._end(WATCH, level, "", act.effective_on)
            self.ground.levels.clear()

    def _suspension(self, act: Act) -> None:
        if act.kind == "case.suspended":
            self.ground.suspended = act
            self._begin(SUSPENDED, "", "", act)
        elif act.kind in {"case.resumed", "case.terminated", "case.investigation_concluded"}:
            self.ground.suspended = None
            self._end(SUSPENDED, "", "", act.effective_on)

    def _take_role(self, subject: str, role: Role, act: Act) -> None:
        current = self.ground.roles.get(subject)
        if current is not None and current[0] is not role:
            self._end("role", current[0], subject, act.effective_on)
        if current is None or current[0] is not role:
            self._begin("role", role, subject, act)
        self.ground.roles[subject] = (role, act)

    def _roles(self, act: Act) -> None:
        spec = BOOK[act.kind].subjects
        if act.kind == "case.terminated":
            for subject, (role, _) in tuple(self.ground.roles.items()):
                if role in {Role.ACCUSED, Role.DEFENDANT}:
                    self._take_role(subject, Role.CLEARED, act)
        if spec is None or spec.role is None:
            return
        by_outcome = dict(spec.role_by_outcome)
        for line in act.subjects:
            self._take_role(line.subject, by_outcome.get(line.outcome, spec.role), act)
            if line.charge:
                self.ground.charges[line.subject] = line.charge
            if self.ground.roles[line.subject][0] in {Role.CLEARED, Role.ACQUITTED}:
                self.ground.charges.pop(line.subject, None)

    def _class(self, act: Act) -> None:
        if act.offence and act.kind == "case.initiated":
            self.ground.offence = act.offence
        severity = self._severity()
        if severity is not self.ground.severity:
            self.ground.severity = severity
            label = BOOK[act.kind].label
            for clock in self.clocks:
                if clock.ended_on == FAR and not clock.suspended:
                    clock.reclass(act.effective_on, act.position, severity, label)

    def _severity(self) -> Severity:
        live = [charge for part in self.ground.charges.values() for charge in part.split(";") if charge.strip()]
        classes = []
        for text in live or filter(None, [self.ground.offence]):
            try:
                classes.append(parse_charge(text).severity)
            except UnknownChargeError:
                continue
        return max(classes, default=self.ground.severity)

    def _extension_of(self, act: Act) -> Clock | None:
        running = [c for c in self.clocks if act.kind in c.limit.extends and c.ended_on == FAR and not c.suspended]
        return running[-1] if running else None

    def _clocks(self, act: Act) -> None:
        label = BOOK[act.kind].label
        for clock in self.clocks:
            if clock.ended_on != FAR:
                continue
            if act.kind in clock.limit.ends:
                clock.end(act.effective_on, act.position)
            elif act.kind in clock.limit.suspends and not clock.suspended:
                clock.suspend(act.effective_on, act.position, label, BOOK[act.kind].governing(act.effective_on).label)
        if act.kind == "case.resumed":
            for clock in self.clocks:
                if clock.suspended and clock.ended_on == FAR:
                    clock.end(act.effective_on, act.position)
        if (extended := self._extension_of(act)) and extended.next_extension:
            extended.extend(act.effective_on, act.position, label)
        for limit in LIMITS:
            if act.kind in limit.starts:
                clock = Clock(limit, act.position, act.effective_on, self.ground.severity, self.days, label)
                self.clocks.append(clock)

    def history(self, acts: tuple[Act, ...]) -> History:
        """What stands so far; more acts may follow."""
        lasting = [
            Span(state, detail, subject, on, FAR, position)
            for (state, detail, subject), (on, position) in self.opened.items()
        ]
        return History(
            self.kind,
            acts,
            tuple(sorted([*self.spans, *lasting], key=_order)),
            tuple(clock.frozen() for clock in self.clocks),
            tuple(self.refusals),
        )
