"""One dossier's history as rows of the derived schema. Pure: no database, the same rows for the same acts."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from liemchinh.kernel.calendar import FAR
from liemchinh.kernel.known import UNBOUNDED
from liemchinh.law.acts import TRACKS, Act, DossierKind, Role, SubjectLine, WatchLevel
from liemchinh.law.book import BOOK
from liemchinh.law.history import PENDING, SUSPENDED, WATCH, History
from liemchinh.law.offences import UnknownChargeError, gravest
from liemchinh.ledger.histories import LAW, Revision, histories

UNDER_CHARGE: Final = frozenset({Role.ACCUSED, Role.DEFENDANT, Role.CONVICTED, Role.SERVING})
_LEVELS: Final = [str(level) for level in WatchLevel]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dossier's own row says."""

    dossier_id: int
    committee_id: int
    territory_id: str
    kind: DossierKind
    number: str
    opened_on: date
    keeper_id: int
    position: int


class Deed(NamedTuple):
    """A row of derived.deed, without key and positions."""

    committee_id: int
    territory_id: str
    dossier_id: int
    dossier_kind: str
    act_id: int
    kind: str
    counted: str
    effective_on: date
    person_id: int | None = None
    organisation_id: int | None = None
    amount: int | None = None
    rung: str = ""
    level: str = ""
    ground: str = ""
    form: str = ""
    outcome: str = ""
    offence_group: str = ""
    stage: str = ""


class SpanRow(NamedTuple):
    """A row of derived.span."""

    committee_id: int
    territory_id: str
    dossier_id: int
    dossier_kind: str
    offence_group: str
    state: str
    detail: str
    person_id: int | None
    organisation_id: int | None
    act_id: int
    on: date
    till: date


class DeadlineRow(NamedTuple):
    """A row of derived.deadline."""

    committee_id: int
    territory_id: str
    dossier_id: int
    limit_code: str
    act_id: int
    due_on: date | None
    lapses: bool
    ended_on: date
    ended_by: int
    on: date
    till: date


class StandingRow(NamedTuple):
    """A row of derived.standing."""

    committee_id: int
    territory_id: str
    dossier_id: int
    dossier_kind: str
    number: str
    stage: str
    level: str
    watched: bool
    was_watched: bool
    proposed: bool
    suspended: bool
    accused: int
    watched_from: date | None
    next_due: date | None
    next_limit: str
    keeper_id: int
    on: date
    till: date


Row = Deed | SpanRow | DeadlineRow | StandingRow


@dataclass(frozen=True, slots=True)
class Believed:
    """A row with the positions over which it was believed."""

    row: Row
    key: bytes
    since: int
    until: int


def person_key(person_id: int) -> str:
    """The law's opaque key of a person."""
    return f"P{person_id}"


def organisation_key(organisation_id: int) -> str:
    """The law's opaque key of an organisation."""
    return f"O{organisation_id}"


def _subject(key: str) -> tuple[int | None, int | None]:
    if not key:
        return None, None
    number = int(key[1:])
    return (number, None) if key[0] == "P" else (None, number)


def key_of(row: Row) -> bytes:
    """A digest of the whole row: two rows are the same row when their keys are equal."""
    said = "\x1f".join((type(row).__name__, *map(str, row)))
    return hashlib.blake2b(said.encode(), digest_size=16).digest()


def _offence_group(history: History) -> str:
    """The group of the most serious offence the case was opened, changed or brought forward with."""
    offence = ""
    for act in history.acts:
        if act.offence:
            offence = f"{offence};{act.offence}" if act.kind == "case.opening_supplemented" else act.offence
    try:
        found = gravest(offence)
    except UnknownChargeError:
        return ""
    return found.offence.group.value if found else ""


def rows(facts: Facts, history: History) -> list[Row]:
    """Every derived row of the dossier as it is believed with these acts."""
    return _Reckoning(facts).rows(history)


class _Reckoning:
    """The rows of one dossier's histories one after another; what an act at the end cannot change is kept."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.deeds: dict[tuple[int, str, str], tuple[Deed, ...]] = {}
        self.acts: tuple[Act, ...] = ()
        self.standings: list[StandingRow] = []

    def rows(self, history: History) -> list[Row]:
        """Every row of this history."""
        group = _offence_group(history)
        found: list[Row] = []
        stages = _Stages(history)
        for act in history.acts:
            if act.kind in BOOK:
                stage = stages.after(act)
                if (act.position, group, stage) not in self.deeds:
                    self.deeds[act.position, group, stage] = tuple(_deeds(self.facts, act, group, stage))
                found += self.deeds[act.position, group, stage]
        found += _passages(self.facts, history, group)
        self.standings = self._standings(history)
        self.acts = history.acts
        return [*found, *_spans(self.facts, history, group), *_deadlines(self.facts, history), *self.standings]

    def _standings(self, history: History) -> list[StandingRow]:
        """Days before the day of an act that only follows stand as they stood."""
        kept: list[StandingRow] = []
        if self.standings and history.acts[:-1] == self.acts and history.acts:
            kept = [row for row in self.standings if row.till <= history.acts[-1].effective_on]
        return [*kept, *_standings(self.facts, history, since=kept[-1].till if kept else date.min)]


class _Stages:
    """The stage of a dossier on the days of its acts, which come in order."""

    def __init__(self, history: History) -> None:
        self.left = [span for span in history.spans if span.state == "stage"]
        self.first = TRACKS[history.kind][0].value

    def after(self, act: Act) -> str:
        """Where the dossier stands at the end of the act's day."""
        while self.left and self.left[0].until <= act.effective_on:
            self.left.pop(0)
        return str(self.left[0].detail) if self.left and self.left[0].on <= act.effective_on else self.first


def _deeds(facts: Facts, act: Act, group: str, stage: str) -> Iterator[Deed]:
    head = Deed(
        facts.committee_id,
        facts.territory_id,
        facts.dossier_id,
        facts.kind.value,
        act.position,
        act.kind,
        "act",
        act.effective_on,
        level=act.level,
        ground=act.ground,
        offence_group=group,
        stage=stage,
    )
    yield head
    for line in act.subjects:
        person_id, organisation_id = _subject(line.subject)
        yield head._replace(
            counted="person" if person_id else "organisation",
            person_id=person_id,
            organisation_id=organisation_id,
            form=_result(line),
            outcome=line.outcome,
        )
    for money in act.money:
        yield head._replace(counted="money", amount=money.amount, rung=money.rung.value)


PRISON: Final = ((36, "prison_3"), (84, "prison_7"), (180, "prison_15"))
"""Most months of each group of prison terms, as reports group them; longer ones are “prison_20”."""


def _result(line: SubjectLine) -> str:
    """The form by which a line is counted: terms of prison in groups, a verdict of not guilty as one."""
    if line.form == "prison" and line.months:
        return next((group for most, group in PRISON if line.months <= most), "prison_20")
    return line.outcome if line.outcome == "not_guilty" else line.form


def _passages(facts: Facts, history: History, group: str) -> Iterator[Deed]:
    """Who and what came into the hands of a body or left them, and levels that a change of level left behind."""
    head = Deed(
        facts.committee_id, facts.territory_id, facts.dossier_id, facts.kind.value, 0, "", "", facts.opened_on,
        offence_group=group,
    )  # fmt: skip
    for passage in history.passages:
        person_id, organisation_id = _subject(passage.subject)
        yield head._replace(
            act_id=passage.position,
            kind=passage.kind,
            counted=("person_" if passage.subject else "file_") + ("enters" if passage.enters else "leaves"),
            effective_on=passage.on,
            person_id=person_id,
            organisation_id=organisation_id,
            stage=passage.stage.value,
        )
    changes = {(act.effective_on, act.level): act for act in history.acts if act.kind == "watch.level_changed"}
    for (day, level), act in changes.items():
        for span in history.spans:
            if span.state == WATCH and span.until == day and span.detail != level:
                yield head._replace(
                    act_id=act.position, kind=act.kind, counted="level_leaves", effective_on=day, level=span.detail
                )


def _spans(facts: Facts, history: History, group: str) -> Iterator[SpanRow]:
    for span in history.spans:
        person_id, organisation_id = _subject(span.subject)
        yield SpanRow(
            facts.committee_id,
            facts.territory_id,
            facts.dossier_id,
            facts.kind.value,
            group,
            "pending_of" if span.state == PENDING and span.subject else span.state,
            str(span.detail),
            person_id,
            organisation_id,
            span.position,
            span.on,
            span.until,
        )
    for family, started_by, on, till in _overdue(history):
        yield SpanRow(
            facts.committee_id,
            facts.territory_id,
            facts.dossier_id,
            facts.kind.value,
            group,
            "overdue",
            family,
            None,
            None,
            started_by,
            on,
            till,
        )


def _overdue(history: History) -> Iterator[tuple[str, int, date, date]]:
    """When limits of each family were passed and not met; days on which several were are told once."""
    late: dict[str, list[tuple[date, date, int]]] = {}
    for deadline in history.deadlines:
        if deadline.limit.passes_quietly:
            continue
        bounds = [run.on for run in deadline.runs[1:]] + [deadline.ended_on]
        for run, till in zip(deadline.runs, bounds, strict=True):
            if run.due_on is not None and (on := max(run.on, run.due_on + timedelta(days=1))) < till:
                family = deadline.limit.code.split(".")[0]
                late.setdefault(family, []).append((on, till, deadline.started_by))
    for family, stretches in late.items():
        reached = date.min
        for on, till, started_by in sorted(stretches):
            if till > reached:
                yield family, started_by, max(on, reached), till
                reached = till


def _deadlines(facts: Facts, history: History) -> Iterator[DeadlineRow]:
    for deadline in history.deadlines:
        bounds = [run.on for run in deadline.runs[1:]] + [deadline.ended_on]
        for run, till in zip(deadline.runs, bounds, strict=True):
            if run.on < till:
                yield DeadlineRow(
                    facts.committee_id,
                    facts.territory_id,
                    facts.dossier_id,
                    deadline.limit.code,
                    deadline.started_by,
                    run.due_on,
                    deadline.limit.passes_quietly,
                    deadline.ended_on,
                    deadline.ended_by,
                    run.on,
                    till,
                )


def _standings(facts: Facts, history: History, since: date) -> Iterator[StandingRow]:
    days = {facts.opened_on, FAR}
    days.update(day for span in history.spans for day in (span.on, span.until))
    days.update(day for deadline in history.deadlines for run in deadline.runs for day in (run.on, deadline.ended_on))
    days.update(act.effective_on for act in history.acts if act.kind == "watch.proposed")
    standing = _Standing(facts, history)
    pending: StandingRow | None = None
    for on, till in itertools.pairwise(sorted(day for day in days if day >= since)):
        row = standing.row(on, till)
        if pending is not None and pending[:-2] == row[:-2]:
            pending = pending._replace(till=till)
            continue
        if pending is not None:
            yield pending
        pending = row
    if pending is not None:
        yield pending


class _Standing:
    """A history sorted by what lists show of it."""

    def __init__(self, facts: Facts, history: History) -> None:
        self.facts = facts
        self.first_stage = TRACKS[history.kind][0].value
        self.stages = [span for span in history.spans if span.state == "stage"]
        self.watches = [span for span in history.spans if span.state == WATCH]
        self.suspensions = [span for span in history.spans if span.state == SUSPENDED and not span.subject]
        self.keepers = [span for span in history.spans if span.state == "keeper"]
        self.charges = [span for span in history.spans if span.state == "role" and span.detail in UNDER_CHARGE]
        self.deadlines = [deadline for deadline in history.deadlines if not deadline.limit.passes_quietly]
        self.proposals = [act.effective_on for act in history.acts if act.kind == "watch.proposed"]

    def row(self, on: date, till: date) -> StandingRow:
        """Where the dossier stands from `on` until the day before `till`."""
        facts = self.facts
        watched = [span for span in self.watches if span.on <= on < span.until]
        earlier = [span for span in self.watches if span.on <= on]
        shown = min(watched, key=lambda span: _LEVELS.index(span.detail)) if watched else None
        shown = shown or (max(earlier, key=lambda span: span.until) if earlier else None)
        due = [
            (day, deadline.limit.code)
            for deadline in self.deadlines
            if deadline.is_open(on) and (day := deadline.due_as_of(on)) is not None
        ]
        next_due, next_limit = min(due) if due else (None, "")
        return StandingRow(
            facts.committee_id,
            facts.territory_id,
            facts.dossier_id,
            facts.kind.value,
            facts.number,
            next((str(span.detail) for span in self.stages if span.on <= on < span.until), self.first_stage),
            shown.detail if shown else "",
            bool(watched),
            bool(earlier),
            any(day <= on for day in self.proposals) and not earlier,
            any(span.on <= on < span.until for span in self.suspensions),
            sum(span.on <= on < span.until for span in self.charges),
            min(span.on for span in (watched or earlier)) if earlier else None,
            next_due,
            next_limit,
            next((int(span.detail) for span in self.keepers if span.on <= on < span.until), facts.keeper_id),
            on,
            till,
        )


def replay(facts: Facts, acts: Sequence[Act], revisions: Sequence[Revision] = LAW) -> list[Believed]:
    """Every row ever believed: acts and calendars are taken in the order of their positions, one more at a time."""
    ordered = sorted(acts, key=lambda act: act.position)
    return believed_over(facts, histories(facts.kind, facts.opened_on, facts.position, ordered, revisions))


def believed_over(facts: Facts, found: Iterable[tuple[int, History]]) -> list[Believed]:
    """The rows of one history after another, each with the positions over which it was believed.

    `found`: histories with the position from which each was believed, ascending.
    """
    current: dict[Row, int] = {}
    finished: list[Believed] = []
    reckoning = _Reckoning(facts)
    for since, history in found:
        wanted = dict.fromkeys(reckoning.rows(history), since)
        for row in [row for row in current if row not in wanted]:
            began = current.pop(row)
            if began < since:
                finished.append(Believed(row, key_of(row), began, since))
        current = wanted | current
    finished.extend(Believed(row, key_of(row), since, UNBOUNDED) for row, since in current.items())
    return finished
