"""One fold under way: what each act does to stage, watch list, roles, hands, class of crime, clocks and money."""

from __future__ import annotations

from datetime import date
from typing import Final

from liemchinh.kernel.calendar import FAR, WorkingDays
from liemchinh.law.acts import TRACKS, Act, ActKind, DossierKind, Role, Severity, Stage, SubjectLine
from liemchinh.law.book import BOOK
from liemchinh.law.deadlines import Clock
from liemchinh.law.ground import FREED, LIVE, UNCHARGED, Ground, concerns
from liemchinh.law.limits import VERSIONS, Each, Limit, limit_on, matches
from liemchinh.law.offences import UnknownChargeError, severity_of
from liemchinh.law.refusals import Refusal
from liemchinh.law.rules import RESUMED_BY, check
from liemchinh.law.spans import SUSPENDED, WATCH, Timeline
from liemchinh.law.watching import ENTERS

_GIVES_OFFENCE: Final = frozenset(
    {"case.initiated", "case.split_from", "case.opening_changed", "register.brought_forward"}
)
_ENDS_MEASURES: Final = frozenset({"judgment.in_force", "judgment.enforcement_ordered"})
_ALL_BECOME: Final = {
    "case.terminated": (LIVE, Role.CLEARED),
    "prosecution.terminated": (LIVE, Role.CLEARED),
    "trial.terminated": (LIVE, Role.CLEARED),
    "trial.returned": (frozenset({Role.DEFENDANT}), Role.ACCUSED),
    "case.merged_into": (LIVE, Role.MOVED),
}
"""Acts on the whole file after which everybody in these roles stands in another."""
_CARRIED: Final = {
    Stage.SOURCE: "source",
    Stage.INVESTIGATION: "investigation",
    Stage.PROSECUTION: "prosecution",
    Stage.FIRST_INSTANCE: "trial.preparation",
    Stage.APPEAL: "appeal.hearing",
}
"""The limit that runs at a stage when a dossier is brought forward from paper."""
_BODIES: Final = frozenset(_CARRIED)
_WHO: Final = {
    Stage.INVESTIGATION: frozenset({Role.ACCUSED}),
    Stage.PROSECUTION: frozenset({Role.ACCUSED}),
    Stage.FIRST_INSTANCE: LIVE,
    Stage.APPEAL: frozenset({Role.DEFENDANT}),
}
"""Who is in the hands of a body together with the file."""
_STARTED_BY: Final = {
    kind: tuple(
        code
        for code, lines in VERSIONS.items()
        if any(kind == one.partition("[")[0] for line in lines for one in line.starts)
    )
    for kind in BOOK.codes
}
"""The limits that each kind of act may start."""


class Folding:
    """State of one fold."""

    def __init__(self, kind: DossierKind, opened_on: date, days: WorkingDays) -> None:
        self.kind = kind
        self.days = days
        first = TRACKS[kind][0]
        self.ground = Ground(kind=kind, opened_on=opened_on, stage=first)
        self.timeline = Timeline(opened={("stage", first, ""): (opened_on, 0)})
        self.refusals: list[Refusal] = []

    def take(self, act: Act) -> None:
        """One act after another, in the order of `believed`."""
        kind = BOOK.get(act.kind)
        if kind is None:
            return
        ground = self.ground
        self.refusals.extend(check(act, ground))
        extended = [
            (clock, extension)
            for clock in ground.extended_by(act.kind, act)
            if (extension := clock.next_extension(act.kind, limit_on(clock.limit.code, act.effective_on)))
        ]
        ground.done.setdefault(act.kind, act)
        ground.ever[act.kind] += 1
        if act.ground:
            ground.ever[f"{act.kind}[{act.ground}]"] += 1
        before = ground.stage
        sent_back = self._move(kind, act)
        self._watch(act)
        self._suspend(act, before)
        self._roles(kind, act)
        self._measures(act)
        self._requests(act)
        self._hands(kind, act, sent_back)
        for line in act.money:
            ground.sums[line.rung] += line.amount
        if act.keeper is not None:
            self.timeline.end_all("keeper", "", act.effective_on)
            self.timeline.begin("keeper", str(act.keeper), "", act)
        self._class(act)
        for clock in ground.clocks:
            self._stop(clock, act)
        for clock, extension in extended:
            if clock.ended_on == FAR and not clock.suspended:
                clock.extend(act.effective_on, act.position, BOOK[act.kind].label, extension, act.due_on)
        self._start(act, before)

    # Stage -----------------------------------------------------------------------------------------------------------

    def _move(self, kind: ActKind, act: Act) -> Stage | None:
        """Move on; the stage when an outcome sends the file back to it."""
        stage, sent_back = kind.leads_to, None
        if kind.leads_by_outcome:
            outcomes = {line.outcome for line in act.subjects}
            sent_back = next((to for outcome, to in kind.leads_by_outcome if outcome in outcomes), None)
            stage = sent_back or stage
        if act.kind == "register.brought_forward" and act.ground in set(Stage):
            stage = Stage(act.ground)
        here = self.ground.stage
        track = TRACKS[self.kind]
        if stage is None or stage not in track or here in kind.keeps:
            return None
        if sent_back or track.index(stage) < track.index(here):
            self._send_back(stage)
        if stage is here:
            return sent_back
        self.timeline.end("stage", here, "", act.effective_on)
        self.ground.stage = stage
        self.timeline.begin("stage", stage, "", act)
        return sent_back

    def _send_back(self, stage: Stage) -> None:
        """A new round from `stage` on: what belongs to it and to later stages may, and must, be done again."""
        track = TRACKS[self.kind]
        for code in [*self.ground.done]:
            stages = BOOK[code].stages
            # The investigation itself is gone on with: who was charged stays charged.
            if (
                stages
                and Stage.INVESTIGATION not in stages
                and all(one in track and track.index(one) >= track.index(stage) for one in stages)
            ):
                del self.ground.done[code]

    # Watch list ------------------------------------------------------------------------------------------------------

    def _watch(self, act: Act) -> None:
        levels = self.ground.levels
        if act.kind in ENTERS:
            levels.setdefault(act.level, act)
            self.timeline.begin(WATCH, act.level, "", act)
        elif act.kind == "watch.taken_off":
            levels.pop(act.level, None)
            self.timeline.end(WATCH, act.level, "", act.effective_on)
        elif act.kind in {"matter.turned_into_case", "watch.level_changed"}:
            stays = act.level if act.kind == "watch.level_changed" else ""
            for level in [level for level in levels if level != stays]:
                self.timeline.end(WATCH, level, "", act.effective_on)
                del levels[level]
            if stays:
                levels.setdefault(stays, act)
                self.timeline.begin(WATCH, stays, "", act)

    # Suspension ------------------------------------------------------------------------------------------------------

    def _suspend(self, act: Act, before: Stage) -> None:
        ground, timeline = self.ground, self.timeline
        named = [line.subject for line in act.subjects]
        if act.kind in RESUMED_BY:
            ground.suspended = act
            timeline.begin(SUSPENDED, "", "", act)
        elif ground.suspended is not None and (
            act.kind in {RESUMED_BY[ground.suspended.kind], "source.suspension_cancelled"} or ground.stage is not before
        ):
            ground.suspended = None
            timeline.end(SUSPENDED, "", "", act.effective_on)
        if act.kind == "case.suspended_against":
            for subject in named:
                ground.set_aside.setdefault(subject, act)
                timeline.begin(SUSPENDED, "", subject, act)
        elif act.kind in {"case.resumed_against", "case.terminated_against", "case.charges_cancelled", "case.split"}:
            for subject in named:
                ground.set_aside.pop(subject, None)
                timeline.end(SUSPENDED, "", subject, act.effective_on)

    # Roles -----------------------------------------------------------------------------------------------------------

    def _take_role(self, subject: str, role: Role, act: Act) -> None:
        current = self.ground.roles.get(subject)
        if current is not None and role in UNCHARGED and current[0] not in UNCHARGED:
            return
        if current is not None and current[0] is not role:
            self.timeline.end("role", current[0], subject, act.effective_on)
        if current is None or current[0] is not role:
            self.timeline.begin("role", role, subject, act)
        self.ground.roles[subject] = (role, act)

    def _roles(self, kind: ActKind, act: Act) -> None:
        ground = self.ground
        becomes = _ALL_BECOME.get(act.kind)
        if becomes is not None:
            for subject, (role, _) in tuple(ground.roles.items()):
                if role in becomes[0]:
                    self._take_role(subject, becomes[1], act)
                    if becomes[1] in FREED:
                        ground.charges.pop(subject, None)
        if kind.subjects is None:
            return
        for line in act.subjects:
            taken = self._role_of(kind, line)
            if taken is not None:
                self._take_role(line.subject, taken, act)
            if line.charge and (kind.subjects.role is not None or kind.subjects.roles):
                ground.charges[line.subject] = line.charge
            current = ground.roles.get(line.subject)
            if current is not None and current[0] in FREED:
                ground.charges.pop(line.subject, None)

    @staticmethod
    def _role_of(kind: ActKind, line: SubjectLine) -> Role | None:
        spec = kind.subjects
        if spec is None:
            return None
        if spec.roles:
            return Role(line.role) if line.role in set(spec.roles) else None
        return dict(spec.role_by_outcome).get(line.outcome, spec.role)

    def _measures(self, act: Act) -> None:
        timeline = self.timeline
        for line in act.subjects:
            measure = {
                "custody.ordered": "custody",
                "detention.ordered": "detention",
                "measure.applied": line.form,
            }.get(act.kind)
            if act.kind == "detention.ended" and act.ground != "released":
                measure = act.ground
            role = self.ground.roles.get(line.subject)
            ended = act.kind in {"custody.ended", "detention.ended"} or act.kind in _ENDS_MEASURES
            if measure or ended or (role is not None and role[0] in FREED):
                timeline.end_all("measure", line.subject, act.effective_on)
            if measure:
                timeline.begin("measure", measure, line.subject, act)
            if act.kind == "wanted.issued":
                timeline.begin("wanted", "", line.subject, act)
            elif act.kind == "wanted.ended" or (role is not None and role[0] in FREED):
                timeline.end("wanted", "", line.subject, act.effective_on)

    def _requests(self, act: Act) -> None:
        """Expert requests that wait for an answer."""
        waiting = self.ground.requests
        if act.kind == "expertise.requested":
            waiting[act.root or act.position] = act
        elif act.kind in {"expertise.delivered", "expertise.refused"} and waiting:
            waiting.pop(act.answers if act.answers is not None else next(iter(waiting)), None)

    # In whose hands --------------------------------------------------------------------------------------------------

    def _hands(self, kind: ActKind, act: Act, sent_back: Stage | None) -> None:
        ground = self.ground
        if act.kind == "appeal.accepted":
            ground.on_appeal = {line.subject for line in act.subjects}
        if sent_back is not None:
            ground.held_at = sent_back
        elif act.kind == "register.brought_forward":
            ground.held_at = ground.stage if ground.stage in _BODIES else None
        elif kind.held_at is not None:
            ground.held_at = kind.held_at
        elif kind.released and not (kind.keeps and ground.stage in kind.keeps):
            ground.held_at = None
        wanted: dict[str, Stage] = {}
        if ground.held_at is not None:
            wanted[""] = ground.held_at
            who = _WHO.get(ground.held_at, frozenset())
            for subject, (role, _) in ground.roles.items():
                beside = ground.held_at is Stage.APPEAL and ground.on_appeal and subject not in ground.on_appeal
                if role in who and subject not in ground.set_aside and not beside:
                    wanted[subject] = ground.held_at
        if wanted != self.timeline.pending:
            self.timeline.pend(wanted, act)

    # Class of crime --------------------------------------------------------------------------------------------------

    def _class(self, act: Act) -> None:
        ground = self.ground
        if act.offence and act.kind in _GIVES_OFFENCE:
            ground.offence = act.offence
        elif act.offence and act.kind == "case.opening_supplemented":
            ground.offence = f"{ground.offence};{act.offence}" if ground.offence else act.offence
        ground.severity = self._severity()
        label = BOOK[act.kind].label
        for clock in ground.clocks:
            if clock.ended_on == FAR and not clock.suspended:
                clock.reclass(act.effective_on, act.position, self._severity_for(clock), label)

    def _severity(self) -> Severity:
        live = [charge for charge in self.ground.charges.values() if charge.strip()]
        return max(
            (_class_of(text, self.ground.severity) for text in live or [self.ground.offence] if text),
            default=self.ground.severity,
        )

    def _severity_for(self, clock: Clock) -> Severity:
        """A person's detention goes by that person's own charges."""
        if clock.limit.each is Each.PERSON and (charge := self.ground.charges.get(clock.subjects[0])):
            return _class_of(charge, self.ground.severity)
        return self.ground.severity

    # Clocks ----------------------------------------------------------------------------------------------------------

    def _stop(self, clock: Clock, act: Act) -> None:
        if clock.ended_on != FAR:
            return
        limit, kind = clock.limit, BOOK[act.kind]
        if matches(act, limit.ends):
            if not concerns(clock, act):
                return
            if clock.subjects and act.subjects:
                clock.answer({line.subject for line in act.subjects}, act.effective_on, act.position)
            else:
                clock.end(act.effective_on, act.position)
        elif matches(act, limit.suspends) and not clock.suspended:
            clock.suspend(act.effective_on, act.position, kind.label, kind.governing(act.effective_on).label)
        elif matches(act, limit.resumes) and clock.suspended:
            clock.end(act.effective_on, act.position)

    def _start(self, act: Act, before: Stage) -> None:
        if act.kind == "register.brought_forward":
            self._carry(act)
            return
        for code in _STARTED_BY[act.kind]:
            line = limit_on(code, act.effective_on)
            if matches(act, line.starts) and self._applies(line, act, before):
                self._clock(line, act)

    def _applies(self, line: Limit, act: Act, before: Stage) -> bool:
        ever = self.ground.ever
        if line.in_stages and before not in line.in_stages:
            return False
        if line.only_after and not any(code in ever for code in line.only_after):
            return False
        if any(code in ever for code in line.not_after):
            return False
        return not line.stated or act.due_on is not None

    def _clock(self, line: Limit, act: Act) -> None:
        subjects = tuple(one.subject for one in act.subjects)
        groups: list[tuple[str, ...]] = [()]
        if line.each is Each.ACT:
            groups = [subjects]
        elif line.each is Each.PERSON:
            groups = [(subject,) for subject in subjects]
            for clock in self.ground.clocks:
                if (
                    clock.limit.code.split(".")[0] == line.code.split(".")[0]
                    and clock.ended_on == FAR
                    and concerns(clock, act)
                ):
                    clock.end(act.effective_on, act.position)
        counted_from = act.counted_from or act.effective_on
        if line.follows:
            counted_from = next(
                (
                    due
                    for clock in reversed(self.ground.clocks)
                    if clock.limit.code == line.follows and (due := clock.runs[-1].due_on)
                ),
                counted_from,
            )
        for group in groups:
            charge = self.ground.charges.get(group[0], "") if line.each is Each.PERSON else ""
            self.ground.clocks.append(
                Clock(
                    line,
                    act.position,
                    act.effective_on,
                    counted_from,
                    _class_of(charge, self.ground.severity) if charge else self.ground.severity,
                    self.days,
                    BOOK[act.kind].label,
                    subjects=group,
                    key=act.root or act.position,
                    stated=act.due_on if line.stated or line.to_the_day or act.kind == "case.split_from" else None,
                )
            )

    def _carry(self, act: Act) -> None:
        """The limit that was running on paper goes on as it was written there."""
        code = _CARRIED.get(self.ground.stage)
        if code is None or act.due_on is None:
            return
        line = limit_on(code, act.effective_on)
        self.ground.clocks.append(
            Clock(
                line,
                act.position,
                act.effective_on,
                act.effective_on,
                self.ground.severity,
                self.days,
                BOOK[act.kind].label,
                key=act.root or act.position,
                stated=act.due_on,
            )
        )


def _class_of(text: str, otherwise: Severity) -> Severity:
    try:
        return severity_of(text)
    except UnknownChargeError:
        return otherwise
