"""Deadlines against an oracle that counts day by day, and worked examples with their articles."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.kernel.calendar import FAR, WorkingDays
from liemchinh.law.acts import Act, DossierKind, SubjectLine
from liemchinh.law.deadlines import Deadline
from liemchinh.law.history import History, fold
from liemchinh.law.holidays import CALENDAR

BASE = {"353.1": (3, 3, 2), "353.2": (4, 4, 4), "353.3": (4, 4, 4, 4, 4), "364.1": (2, 2), "356.1": (3, 3, 2)}
"""Months of investigation by charge: the base, then each extension (BLTTHS, Điều 172), typed from the Code."""


def oracle(start: date, months: int) -> date:
    """The day `months` later, found by walking; the last day of the month where the day is lacking."""
    wanted = (start.month - 1 + months) % 12 + 1
    year = start.year + (start.month - 1 + months) // 12
    day = start
    while (day.year, day.month) != (year, wanted):
        day += timedelta(days=1)
    while day.day != start.day and (day + timedelta(days=1)).month == wanted:
        day += timedelta(days=1)
    return day


def worked(day: date, days: WorkingDays) -> date:
    """The first day from `day` on that is no weekend and no holiday, unless it is made up for."""
    while day not in days.made_up and (day.weekday() >= 5 or day in days.holidays):
        day += timedelta(days=1)
    return day


def investigation(start: date, charge: str, extensions: int, days: WorkingDays = CALENDAR) -> Deadline:
    acts = [Act(position=1, kind="case.initiated", effective_on=start, offence=charge, document_number="1")]
    acts += [
        Act(position=2 + n, kind="case.investigation_extended", effective_on=start, document_number="2")
        for n in range(extensions)
    ]
    history = fold(DossierKind.CASE, start, acts, days=days)
    (found,) = [deadline for deadline in history.deadlines if deadline.limit.code == "investigation"]
    return found


@settings(max_examples=300, deadline=None)
@given(
    start=st.dates(date(2018, 1, 1), date(2030, 12, 31)),
    charge=st.sampled_from(sorted(BASE)),
    extensions=st.integers(0, 4),
    holidays=st.frozensets(st.dates(date(2018, 1, 1), date(2033, 1, 1)), max_size=40),
)
def test_investigation_ends_when_the_oracle_says(
    start: date, charge: str, extensions: int, holidays: frozenset[date]
) -> None:
    days = WorkingDays(holidays=holidays)
    used = min(extensions, len(BASE[charge]) - 1)
    nominal = start
    for months in BASE[charge][: used + 1]:
        nominal = oracle(nominal, months)
    assert investigation(start, charge, extensions, days).due_on == worked(nominal, days)


@given(st.dates(date(2019, 1, 1), date(2026, 6, 30)))
def test_every_deadline_falls_on_a_working_day(start: date) -> None:
    due = investigation(start, "353.1", 1).due_on
    assert due is not None
    assert CALENDAR.is_worked(due)


def test_the_arithmetic_of_a_suspended_and_extended_investigation() -> None:
    history = _suspended()
    first, resumed = [d for d in history.deadlines if d.limit.code.startswith("investigation")]
    assert [step.due_on for step in first.steps] == [date(2025, 9, 28), date(2025, 9, 29), None]
    assert first.due_as_of(date(2025, 10, 1)) is None
    assert first.ended_on == date(2026, 1, 19)
    assert resumed.due_as_of(date(2026, 2, 1)) == date(2026, 4, 20)
    assert resumed.due_on == date(2026, 7, 20)
    assert resumed.ended_on == FAR


def test_each_step_names_its_article() -> None:
    for deadline in _suspended().deadlines:
        assert all("Điều" in step.why.vi for step in deadline.steps)


def _suspended() -> History:
    return fold(
        DossierKind.CASE,
        date(2025, 5, 12),
        [
            Act(
                position=1,
                kind="case.initiated",
                effective_on=date(2025, 5, 28),
                offence="222.3",
                document_number="41/QĐ-CSKT",
            ),
            Act(
                position=2,
                kind="case.suspended",
                effective_on=date(2025, 9, 29),
                ground="expertise",
                document_number="11/QĐ-CSKT",
            ),
            Act(position=3, kind="case.resumed", effective_on=date(2026, 1, 19), document_number="02/QĐ-CSKT"),
            Act(
                position=4,
                kind="case.investigation_extended",
                effective_on=date(2026, 4, 8),
                document_number="07/QĐ-VKS",
            ),
        ],
    )


def test_a_graver_charge_lengthens_the_limit_from_its_day_on() -> None:
    acts = [
        Act(position=1, kind="case.initiated", effective_on=date(2024, 1, 10), offence="364.1", document_number="1"),
        Act(
            position=2,
            kind="case.charged",
            effective_on=date(2024, 2, 1),
            subjects=(SubjectLine("A", "364.3"),),
            document_number="2",
        ),
    ]
    history = fold(DossierKind.CASE, date(2024, 1, 2), acts)
    investigation_limit = history.deadlines[0]
    assert investigation_limit.due_as_of(date(2024, 1, 31)) == date(2024, 3, 11)
    assert investigation_limit.due_as_of(date(2024, 2, 1)) == date(2024, 5, 10)


def test_working_days_skip_tet() -> None:
    assert CALENDAR.add(date(2024, 2, 7), 1) == date(2024, 2, 15)


def test_thirty_working_days_for_the_head_run_from_the_judgment_in_force() -> None:
    from_day = date(2024, 3, 1)
    days = [from_day + timedelta(days=n) for n in range(1, 80)]
    thirtieth = [day for day in days if CALENDAR.is_worked(day)][29]
    assert CALENDAR.add(from_day, 30) == thirtieth
