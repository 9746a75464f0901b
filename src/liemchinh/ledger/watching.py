"""The watch list as the committee reads it: who is on it, since when, at which level, and what waits for a decision.

A *stay* is an unbroken time on the list; it has one step for each level that watched. Leaving the list ends a stay and
nothing else. A proposal is not counted until the committee decides (DOMAIN 2.4 to 2.6). Everything is read at a
`Reading`: what took effect by its day, as known at its position.
"""
# ruff: noqa: S608 - statements are composed of the conditions above them; every value is a parameter

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from liemchinh.directory import access
from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import FAR
from liemchinh.law.acts import Act, DossierKind, Role, Stage, WatchLevel
from liemchinh.law.book import ANNULLED
from liemchinh.law.history import PENDING, WATCH, History
from liemchinh.ledger.queries import Reading, reach, rows_of

KINDS: Final = (DossierKind.CASE, DossierKind.MATTER)
PROPOSALS: Final = frozenset({"watch.proposed", "watch.exit_proposed"})
DECISIONS: Final = frozenset(
    {"watch.put_on", "watch.carried_over", "watch.level_changed", "watch.taken_off", "matter.turned_into_case"}
)
"""Acts after which an earlier proposal no longer waits."""
EXITS: Final = frozenset({"watch.taken_off", "matter.turned_into_case"})
CLEARED: Final = frozenset({Role.CLEARED, Role.ACQUITTED})
LEVELS: Final = [str(level) for level in WatchLevel]


# Stays and proposals -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One level that watched from `on` until the day before `until` (FAR while it lasts); `position` began it."""

    level: str
    on: date
    until: date
    position: int

    def holds(self, day: date) -> bool:
        """Whether this level watched on the day."""
        return self.on <= day < self.until


@dataclass(frozen=True, slots=True)
class Stay:
    """An unbroken time on the list: steps by day; two levels may watch at once."""

    steps: tuple[Step, ...]

    @property
    def on(self) -> date:
        """The day of entry."""
        return self.steps[0].on

    @property
    def until(self) -> date:
        """The day of exit; FAR while it lasts."""
        return max(step.until for step in self.steps)

    def levels(self, day: date) -> tuple[str, ...]:
        """The levels that watched on the day, the highest first; those of its last day when it had ended by then."""
        held = [step.level for step in self.steps if step.holds(day)]
        held = held or [step.level for step in self.steps if step.until == self.until]
        return tuple(sorted(dict.fromkeys(held), key=LEVELS.index))


def stays_of(steps: Iterable[Step]) -> tuple[Stay, ...]:
    """The stays that these steps make up, the oldest first."""
    found: list[list[Step]] = []
    for step in sorted(steps, key=lambda one: (one.on, one.position)):
        if found and step.on <= max(one.until for one in found[-1]):
            found[-1].append(step)
        else:
            found.append([step])
    return tuple(Stay(tuple(stay)) for stay in found)


def stays_in(history: History) -> tuple[Stay, ...]:
    """The stays of one folded dossier."""
    return stays_of(
        Step(str(span.detail), span.on, span.until, span.position) for span in history.spans if span.state == WATCH
    )


def waiting(acts: Iterable[tuple[str, date, int]]) -> tuple[int, ...]:
    """Which proposals wait for a decision: `acts` are (kind, day, position) of what stands, in any order."""
    found: list[int] = []
    for kind, _, position in sorted(acts, key=lambda act: (act[1], act[2])):
        if kind in DECISIONS:
            found.clear()
        elif kind in PROPOSALS:
            found.append(position)
    return tuple(found)


def waiting_in(history: History, day: date) -> tuple[Act, ...]:
    """The proposals of one folded dossier that wait on the day."""
    standing = [act for act in history.acts if act.effective_on <= day]
    wanted = set(waiting((act.kind, act.effective_on, act.position) for act in standing))
    return tuple(act for act in standing if act.position in wanted)


# The list ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListedAct:
    """An act of a listed dossier, without persons. `replaced_by`: the act known to have taken its place."""

    position: int
    kind: str
    on: date
    level: str
    ground: str
    offence: str
    document_number: str
    issuer: str
    criteria: tuple[str, ...]
    replaces: int | None
    replaced_by: int | None

    def stands(self, reading: Reading) -> bool:
        """Whether it was in force and known where the reader stands."""
        known = reading.known.position
        gone = self.replaced_by is not None and self.replaced_by <= known
        return self.kind != ANNULLED and self.position <= known and self.on <= reading.day and not gone


@dataclass(frozen=True, slots=True)
class Watched:
    """One line. `accused` stand under charge, `cleared` no longer do; `acts`: what stands, the oldest first.

    `hands`: the stage whose body has the file; None while it lies with nobody (decided, suspended, ended).
    """

    dossier_id: int
    committee_id: int
    committee_code: str
    number: str
    title: str
    kind: DossierKind
    opened_on: date
    keeper: str
    stage: Stage
    stage_on: date
    hands: Stage | None
    suspended: bool
    accused: int
    cleared: int
    next_due: date | None
    next_limit: str
    stays: tuple[Stay, ...]
    acts: tuple[ListedAct, ...]
    recorded: tuple[ListedAct, ...]
    roles: Mapping[str, Role]

    @property
    def stay(self) -> Stay:
        """The stay that holds, or the last."""
        return self.stays[-1]

    @property
    def has_returned(self) -> bool:
        """Whether it was on the list before this stay."""
        return len(self.stays) > 1

    def at(self, position: int) -> ListedAct | None:
        """The act at a position."""
        return next((act for act in self.recorded if act.position == position), None)

    @property
    def conclusion(self) -> ListedAct | None:
        """The act by which the stay began: it carries the document."""
        return self.at(self.stay.steps[0].position)

    @property
    def newest(self) -> ListedAct | None:
        """The newest act that stands."""
        return self.acts[-1] if self.acts else None

    @property
    def offence(self) -> str:
        """The offence for which the case was opened, as the newest decision has it."""
        return next((act.offence for act in reversed(self.acts) if act.offence), "")

    @property
    def left_by(self) -> ListedAct | None:
        """The act that ended the last stay."""
        return next((act for act in reversed(self.acts) if act.kind in EXITS and act.on == self.stay.until), None)

    @property
    def proposals(self) -> tuple[ListedAct, ...]:
        """What was proposed and not yet decided."""
        wanted = set(waiting((act.kind, act.on, act.position) for act in self.acts))
        return tuple(act for act in self.acts if act.position in wanted)


def committees_of(scope: Scope, code: str = "") -> frozenset[int] | None:
    """The registers that a list is about: that of one committee with those it took over, or all within reach (None =
    every one). Raises OutOfScopeError for a committee that is missing or out of reach."""
    scope.require(Right.READ_DOSSIERS)
    if not code:
        return scope.committees
    committee = Committee.objects.filter(code=code).first()
    if committee is None or not scope.reaches(committee.pk):
        raise OutOfScopeError
    return access.with_predecessors({committee.pk})


@dataclass(frozen=True, slots=True)
class Count:
    """How many dossiers of a kind are on the list under a level, and how many stand under charge in them."""

    level: str
    kind: DossierKind
    dossiers: int
    accused: int


def counts(scope: Scope, reading: Reading, committees: frozenset[int] | None) -> list[Count]:
    """The list by level and kind, without its lines: one statement. Raises NotAllowedError."""
    where, params = within(scope, reading, committees, ("watched",))
    found = rows_of(
        "SELECT s.level, s.dossier_kind, count(*), sum(s.accused) FROM derived.standing s"
        f" WHERE {where} AND s.watched GROUP BY s.level, s.dossier_kind",
        params,
    )
    counted = [Count(level, DossierKind(kind), many, int(accused)) for level, kind, many, accused in found]
    return sorted(counted, key=lambda one: (LEVELS.index(one.level), KINDS.index(one.kind)))


def on_list(scope: Scope, reading: Reading, committees: frozenset[int] | None) -> list[Watched]:
    """Everything on the list, by level, kind and day of entry: four statements whatever the size."""
    where, params = within(scope, reading, committees, ("watched",))
    return _order(_read(reading, f"{where} AND s.watched", params), reading)


def proposed(
    scope: Scope, reading: Reading, committees: frozenset[int] | None
) -> list[tuple[str, str, str, ListedAct]]:
    """Proposals for entry that wait, with committee, number and title: dossiers not on the list, the newest first."""
    where, params = within(scope, reading, committees, ("proposed", "off"))
    found = rows_of(
        "SELECT DISTINCT s.dossier_id, b.code, d.number, d.title FROM derived.standing s"
        " JOIN ledger_dossier d ON d.id = s.dossier_id JOIN directory_committee b ON b.id = s.committee_id"
        " JOIN ledger_act a ON a.dossier_id = s.dossier_id AND a.kind = 'watch.proposed'"
        f" WHERE {where} AND NOT s.watched AND s.stage <> 'ended'",
        params,
    )
    acts = acts_of([row[0] for row in found], reading)
    listed = []
    for dossier_id, code, number, title in found:
        standing = [act for act in acts.get(dossier_id, ()) if act.stands(reading)]
        wanted = set(waiting((act.kind, act.on, act.position) for act in standing))
        listed += [(code, number, title, act) for act in standing if act.position in wanted][-1:]
    return sorted(listed, key=lambda one: one[3].on, reverse=True)


def lines_of(scope: Scope, reading: Reading, dossier_ids: Sequence[int]) -> list[Watched]:
    """The lines of dossiers within reach that have ever been on the list, watched or not."""
    scope.require(Right.READ_DOSSIERS)
    where, params = reach(scope, "s")
    held, more = reading.held("s")
    found = _read(reading, f"{where} AND {held} AND s.dossier_id = ANY(%s)", [*params, *more, list(dossier_ids)])
    return _order(found, reading)


def within(
    scope: Scope, reading: Reading, committees: frozenset[int] | None, states: Sequence[str] = ()
) -> tuple[str, list[Any]]:
    """The condition on derived.standing for the cases and matters of these registers where the reader stands.

    `states` ("watched", "off", "proposed") says where the present finds them; the caller still asks for them itself.
    """
    scope.require(Right.READ_DOSSIERS)
    where, params = reach(scope, "s")
    held, more = reading.held("s")
    where, params = f"{where} AND {held} AND s.dossier_kind = ANY(%s)", [*params, *more, [str(kind) for kind in KINDS]]
    if committees is not None:
        where, params = f"{where} AND s.committee_id = ANY(%s)", [*params, sorted(committees)]
    if reading.is_current and states:
        cells = [f"{kind}/{state}" for kind in KINDS for state in states]
        ranges = " OR ".join("(s.cell >= %s AND s.cell < %s)" for _ in cells)
        where = f"{where} AND ({ranges})"
        params += [bound for cell in cells for bound in (f"{cell}/", f"{cell}0")]
    elif committees is not None and not reading.is_current:
        # No index holds what was believed once: the rows are found through the register's own dossiers.
        where += " AND s.dossier_id IN (SELECT id FROM ledger_dossier WHERE committee_id = ANY(%s))"
        params.append(sorted(committees))
    return where, params


def acts_of(dossier_ids: Sequence[int], reading: Reading) -> dict[int, list[ListedAct]]:
    """Every act known of the dossiers, replaced ones included, by day of effect and place in the register."""
    known = reading.known.position
    found = rows_of(
        "SELECT a.dossier_id, a.position, a.kind, a.effective_on, a.level, a.ground, a.offence, a.document_number,"
        " a.issuer, a.criteria, a.replaces_id, r.position FROM ledger_act a"
        " LEFT JOIN ledger_act r ON r.replaces_id = a.position AND r.position <= %s"
        " WHERE a.dossier_id = ANY(%s) AND a.position <= %s ORDER BY a.dossier_id, a.effective_on, a.position",
        [known, list(dossier_ids), known],
    )
    acts: dict[int, list[ListedAct]] = {}
    for dossier_id, position, kind, on, level, ground, offence, number, issuer, criteria, replaces, by in found:
        named = tuple(filter(None, criteria.split(";")))
        act = ListedAct(position, kind, on, level, ground, offence, number, issuer, named, replaces, by)
        acts.setdefault(dossier_id, []).append(act)
    return acts


def roles_of(dossier_ids: Sequence[int], reading: Reading) -> dict[int, dict[str, Role]]:
    """Role by subject ("P7", "O3") of each dossier where the reader stands; nobody is named."""
    held, params = reading.held("r")
    found = rows_of(
        "SELECT r.dossier_id, coalesce('P' || r.person_id, 'O' || r.organisation_id), r.detail FROM derived.span r"
        f" WHERE {held} AND r.state = 'role' AND r.dossier_id = ANY(%s)",
        [*params, list(dossier_ids)],
    )
    roles: dict[int, dict[str, Role]] = {}
    for dossier_id, subject, role in found:
        roles.setdefault(dossier_id, {})[subject] = Role(role)
    return roles


def _read(reading: Reading, where: str, params: Sequence[Any]) -> list[Watched]:
    rows = rows_of(
        "SELECT s.dossier_id, s.committee_id, b.code, d.number, d.title, s.dossier_kind, d.opened_on, o.name, s.stage,"
        " s.suspended, s.accused, s.next_due, s.next_limit FROM derived.standing s"
        " JOIN ledger_dossier d ON d.id = s.dossier_id JOIN directory_committee b ON b.id = s.committee_id"
        f" JOIN directory_officer o ON o.id = s.keeper_id WHERE {where}",
        params,
    )
    ids = [row[0] for row in rows]
    acts, roles = acts_of(ids, reading), roles_of(ids, reading)
    steps, stages, hands = _spans(ids, reading)
    return [
        Watched(
            dossier_id=row[0],
            committee_id=row[1],
            committee_code=row[2],
            number=row[3],
            title=row[4],
            kind=DossierKind(row[5]),
            opened_on=row[6],
            keeper=row[7],
            stage=Stage(row[8]),
            stage_on=stages.get(row[0], row[6]),
            hands=hands.get(row[0]),
            suspended=row[9],
            accused=row[10],
            cleared=sum(role in CLEARED for role in roles.get(row[0], {}).values()),
            next_due=row[11],
            next_limit=row[12],
            stays=stays_of(steps[row[0]]),
            acts=tuple(act for act in acts.get(row[0], ()) if act.stands(reading)),
            recorded=tuple(acts.get(row[0], ())),
            roles=roles.get(row[0], {}),
        )
        for row in rows
        if row[0] in steps
    ]


def _spans(
    dossier_ids: Sequence[int], reading: Reading
) -> tuple[dict[int, list[Step]], dict[int, date], dict[int, Stage]]:
    """Steps of watching begun by the day, the day on which the stage of the day began, and who has the file."""
    believed, params = reading.believed("p")
    found = rows_of(
        'SELECT p.dossier_id, p.state, p.detail, p."on", p.till, p.act_id FROM derived.span p'
        f" WHERE {believed} AND p.dossier_id = ANY(%s) AND p.\"on\" <= %s AND (p.state = 'watch' OR"
        " (p.state IN ('stage', 'pending') AND p.till > %s))",
        [*params, list(dossier_ids), reading.day, reading.day],
    )
    steps: dict[int, list[Step]] = {}
    stages: dict[int, date] = {}
    hands: dict[int, Stage] = {}
    for dossier_id, state, detail, on, till, position in found:
        if state == WATCH:
            # What ends after the day read has not ended for this reader.
            until = till if till <= reading.day else FAR
            steps.setdefault(dossier_id, []).append(Step(detail, on, until, position))
        elif state == PENDING:
            hands[dossier_id] = Stage(detail)
        else:
            stages[dossier_id] = on
    return steps, stages, hands


def _order(found: Iterable[Watched], reading: Reading) -> list[Watched]:
    def key(line: Watched) -> tuple[int, int, date, int]:
        return (
            LEVELS.index(line.stay.levels(reading.day)[0]),
            KINDS.index(line.kind),
            line.stay.on,
            line.dossier_id,
        )

    return sorted(found, key=key)
