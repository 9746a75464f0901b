"""Deadlines against an oracle: the limits typed again from the Codes, counted by walking the calendar day by day.

Random calendars with holidays and made-up days, extensions, pauses, changes of charge and of law. LIEMCHINH_CASES sets
how many cases are tried; the long run tries 100,000.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest

from liemchinh.kernel.calendar import WorkingDays
from liemchinh.law.acts import Act, DossierKind, SubjectLine
from liemchinh.law.history import fold

CASES = int(os.environ.get("LIEMCHINH_CASES", "6000"))
CHARGES = ("364.1", "353.1", "353.2", "353.3")
"""One charge for each class of crime, the least serious first."""
NEW_CODE = date(2018, 1, 1)

# Typed from BLTTHS 2015 (and 2003 where it says otherwise), by class of crime: months, days.
INVESTIGATION = ((2, 2), (3, 3, 2), (4, 4, 4), (4, 4, 4, 4, 4))
INVESTIGATION_2003 = ((2, 2), (3, 3, 2), (4, 4, 4), (4, 4, 4, 4))
RESUMED = ((2, 1), (2, 2), (3, 2), (3, 3))
DETENTION = ((60, 30), (90, 60), (120, 90), (120, 120, 120, 120))
DETENTION_2003 = ((60, 30), (90, 60, 30), (120, 90, 60), (120, 120, 120, 120))
PROSECUTION = ((20, 10), (20, 10), (30, 15), (30, 30))
PREPARATION = (("d30", 15), ("d45", 15), ("m2", 30), ("m3", 30))


@dataclass
class Oracle:
    """Counts by walking."""

    holidays: frozenset[date]
    made_up: frozenset[date]

    def works(self, day: date) -> bool:
        return day in self.made_up or (day.weekday() not in {5, 6} and day not in self.holidays)

    def settle(self, day: date) -> date:
        while not self.works(day):
            day += timedelta(days=1)
        return day

    @staticmethod
    def months(day: date, count: int) -> date:
        """Month by month: the same number, or the last day of the month that lacks it."""
        year, month = day.year, day.month
        for _ in range(count):
            month += 1
            if month == 13:
                year, month = year + 1, 1
        number = day.day
        while True:
            try:
                return date(year, month, number)
            except ValueError:
                number -= 1

    def working(self, day: date, count: int) -> date:
        left = count
        while left:
            day += timedelta(days=1)
            left -= self.works(day)
        return day


@dataclass
class Case:
    """A dossier in the making, and what the oracle says of its clocks: (limit, person) -> day due, None = stopped."""

    chance: Random
    oracle: Oracle
    acts: list[Act] = field(default_factory=list)
    expected: dict[tuple[str, str], date | None] = field(default_factory=dict)

    def act(self, kind: str, on: date, **said: object) -> None:
        said.setdefault("document_number", "1")
        self.acts.append(Act(position=len(self.acts) + 1, kind=kind, effective_on=on, **said))  # type: ignore[arg-type]

    def later(self, day: date, most: int = 60) -> date:
        return day + timedelta(days=self.chance.randint(1, most))


def days_after(day: date, count: int) -> date:
    return day + timedelta(days=count)


def source(case: Case, start: date) -> None:
    received = start + timedelta(days=case.chance.randint(0, 4))
    case.act("source.received", start, ground="news", counted_from=received)
    nominal, day, given = days_after(received, 20), start, 0
    for _ in range(case.chance.randint(0, 3)):
        day = case.later(day, 9)
        case.act("source.extended", day)
        if given == 0:
            nominal, given = case.oracle.months(received, 2), 1
        elif given == 1 and day >= NEW_CODE:
            nominal, given = case.oracle.months(nominal, 2), 2
    case.expected["source", ""] = case.oracle.settle(nominal)
    if case.chance.random() < 0.3:
        day = case.later(day, 9)
        case.act("source.suspended", day, ground="expertise")
        case.expected["source", ""] = None
        day = case.later(day)
        case.act("source.resumed", day)
        case.expected["source.resumed", ""] = case.oracle.settle(case.oracle.months(day, 1))
        del case.expected["source", ""]


def investigation(case: Case, start: date) -> None:
    level = case.chance.randrange(4)
    opened = case.chance.randrange(level + 1)
    case.act("case.initiated", start, offence=CHARGES[opened])
    day = case.later(start, 20)
    case.act("case.charged", day, subjects=(SubjectLine("A", CHARGES[level]),))
    case.act("case.charges_approved", day, subjects=(SubjectLine("A"),))
    given = 0
    for _ in range(case.chance.randint(0, 5)):
        day = case.later(day, 40)
        case.act("case.investigation_extended", day)
        rows = INVESTIGATION if day >= NEW_CODE else INVESTIGATION_2003
        given += given + 1 < len(rows[level])
    if case.chance.random() < 0.3:
        day = case.later(day, 40)
        level = case.chance.randrange(4)
        case.act("case.charge_supplemented", day, subjects=(SubjectLine("A", CHARGES[level]),))
    nominal = start
    lengths = [*INVESTIGATION[level], 0, 0, 0, 0, 0]
    for count in lengths[: given + 1]:
        nominal = case.oracle.months(nominal, count)
    case.expected["investigation", ""] = case.oracle.settle(nominal)
    if case.chance.random() < 0.4:
        pause = case.later(day, 40)
        case.act("case.suspended", pause, ground="expertise")
        case.expected["investigation", ""] = None
        if case.chance.random() < 0.8:
            again = case.later(pause, 200)
            case.act("case.resumed", again)
            del case.expected["investigation", ""]
            nominal = case.oracle.months(again, RESUMED[level][0])
            for number in range(case.chance.randint(0, 2)):
                case.act("case.investigation_extended", case.later(again, 50))
                nominal = case.oracle.months(nominal, RESUMED[level][1]) if number == 0 else nominal
            case.expected["investigation.resumed", ""] = case.oracle.settle(nominal)


def detention(case: Case, start: date) -> None:
    """Two persons, each by the class of the own charge; nothing moves to a working day."""
    case.act("case.initiated", start, offence="353.3")
    levels = {"A": case.chance.randrange(4), "B": case.chance.randrange(4)}
    case.act("case.charged", start, subjects=tuple(SubjectLine(who, CHARGES[at]) for who, at in levels.items()))
    for who, level in levels.items():
        held = case.later(start, 10)
        case.act("detention.ordered", held, subjects=(SubjectLine(who),))
        rows = DETENTION if held >= NEW_CODE else DETENTION_2003
        due, given, day = days_after(held, rows[level][0]), 0, held
        for _ in range(case.chance.randint(0, 4)):
            day = case.later(day, 40)
            case.act("detention.extended", day, subjects=(SubjectLine(who),))
            rows = DETENTION if day >= NEW_CODE else DETENTION_2003
            if given + 1 < len(rows[level]):
                given += 1
                due = days_after(due, rows[level][given])
        case.expected["detention", who] = due
    case.acts.sort(key=lambda one: one.effective_on)
    case.acts = [replace(one, position=at) for at, one in enumerate(case.acts, start=1)]
    case.expected["investigation", ""] = case.oracle.settle(
        case.oracle.months(start, INVESTIGATION[max(levels.values())][0])
    )
    case.expected["approval", "AB"] = case.oracle.settle(days_after(start, 3))


def trial(case: Case, start: date) -> None:
    """From the conclusion to the judgment in force; each body's clock as long as it runs."""
    level = case.chance.randrange(4)
    person = (SubjectLine("A"),)
    case.act("case.initiated", start, offence=CHARGES[level])
    case.act("case.charged", start, subjects=(SubjectLine("A", CHARGES[level]),))
    case.act("case.charges_approved", start, subjects=person)
    day = case.later(start)
    got = case.later(day, 5)
    case.act("case.investigation_concluded", day, subjects=person, counted_from=got)
    nominal = days_after(got, PROSECUTION[level][0])
    last = case.chance.randint(0, 6)
    if case.chance.random() < 0.5:
        case.act("prosecution.extended", got)
        nominal = days_after(nominal, PROSECUTION[level][1])
    case.expected["prosecution", ""] = case.oracle.settle(nominal)
    if last == 0:
        return
    if last == 1:
        day = case.later(got, 20)
        got = case.later(day, 5)
        case.act("case.returned", day, counted_from=got)
        case.expected = {("investigation.supplementary", ""): case.oracle.settle(case.oracle.months(got, 2))}
        return
    day = case.later(got, 20)
    case.act("case.indicted", day, subjects=person)
    day = case.later(day, 9)
    case.act("trial.accepted", day)
    base, more = PREPARATION[level]
    count = int(base[1:])
    nominal = case.oracle.months(day, count) if base[0] == "m" else days_after(day, count)
    if case.chance.random() < 0.5:
        case.act("trial.extended", case.later(day, 20))
        nominal = days_after(nominal, more)
    case.expected = {("trial.preparation", ""): case.oracle.settle(nominal)}
    if last == 2:
        return
    day = case.later(day, 30) + timedelta(days=20)
    if last == 3:
        case.act("trial.returned", day, ground="panel")
        case.expected = {("investigation.supplementary_court", ""): case.oracle.settle(case.oracle.months(day, 1))}
        return
    case.act("trial.ordered", day, subjects=person)
    case.expected = {("trial.hearing", ""): case.oracle.settle(days_after(day, 15))}
    if last == 4:
        day = case.later(day, 15)
        case.act("trial.adjourned", day, ground="absence")
        case.expected = {("trial.adjourned", ""): case.oracle.settle(days_after(day, 30))}
        return
    day = case.later(day, 15)
    case.act("trial.first_instance", day, subjects=(SubjectLine("A", outcome="guilty"),))
    if last == 5:
        day = case.later(day, 14)
        case.act("trial.appealed", day)
        day = case.later(day, 30)
        court = case.chance.choice(("province", "higher"))
        case.act("appeal.accepted", day, ground=court)
        suffix, hearing, order = ("", 60, 45) if court == "province" else ("_higher", 90, 75)
        case.expected = {
            (f"appeal.hearing{suffix}", ""): case.oracle.settle(days_after(day, hearing)),
            (f"appeal.order{suffix}", ""): case.oracle.settle(days_after(day, order)),
        }
        return
    day = case.later(day, 30)
    case.act("judgment.in_force", day, subjects=(SubjectLine("A", outcome="guilty"),))
    case.expected = {
        ("enforcement", ""): case.oracle.settle(days_after(day, 7)),
        ("heads", ""): case.oracle.settle(case.oracle.working(day, 30)),
    }


def custody_and_experts(case: Case, start: date) -> None:
    case.act("custody.ordered", start, subjects=(SubjectLine("A"),))
    given = case.chance.randint(0, 3)
    for _ in range(given):
        case.act("custody.extended", start, subjects=(SubjectLine("A"),))
    case.expected["custody", "A"] = days_after(start, 3 + 3 * min(given, 2))
    due = case.later(start)
    case.act("expertise.requested", start, ground="valuation", addressee="Hội đồng", due_on=due)
    asked = len(case.acts)
    for _ in range(case.chance.randint(0, 3)):
        due = case.later(due)
        case.act("expertise.extended", start, answers=asked, due_on=due)
    case.expected["expertise", ""] = due


FAMILIES: tuple[Callable[[Case, date], None], ...] = (source, investigation, detention, trial, custody_and_experts)


def calendar(chance: Random, around: date) -> tuple[frozenset[date], frozenset[date]]:
    """Tết somewhere, single days off, and some made-up Saturdays."""
    spring = date(around.year + 1, 1, 20) + timedelta(days=chance.randint(0, 30))
    holidays = {spring + timedelta(days=n) for n in range(chance.randint(5, 9))}
    holidays |= {around + timedelta(days=chance.randint(0, 700)) for _ in range(30)}
    made_up = {
        day for day in (around + timedelta(days=chance.randint(0, 700)) for _ in range(40)) if day.weekday() == 5
    }
    return frozenset(holidays), frozenset(made_up - holidays)


def cases(count: int, seed: int) -> Iterator[Case]:
    chance = Random(seed)  # noqa: S311 - cases to be tried again, no secret
    for number in range(count):
        start = date(2016, 6, 1) + timedelta(days=chance.randint(0, 5000))
        case = Case(chance, Oracle(*calendar(chance, start)))
        FAMILIES[number % len(FAMILIES)](case, start)
        yield case


@pytest.mark.parametrize("seed", range(4))
def test_the_fold_agrees_with_the_oracle(seed: int) -> None:
    for case in cases(CASES // 4, seed):
        opened = min(one.effective_on for one in case.acts)
        days = WorkingDays(holidays=case.oracle.holidays, made_up=case.oracle.made_up)
        history = fold(DossierKind.CASE, opened, case.acts, days=days)
        found = {
            (one.limit.code, "".join(one.subjects)): one.due_on
            for one in history.deadlines
            if one.ended_by == 0 and not one.limit.passes_quietly
        }
        told = [(one.kind, str(one.effective_on), one.counted_from and str(one.counted_from)) for one in case.acts]
        assert found == case.expected, told
