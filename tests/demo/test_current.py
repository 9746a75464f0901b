"""What waits on the desk follows the day of loading; everything else does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from django.utils import timezone

from liemchinh.demo import current, loading
from liemchinh.kernel.calendar import FAR, Period
from liemchinh.law.acts import Act, DossierKind, MoneyLine, SubjectLine
from liemchinh.law.history import History, unfold
from liemchinh.ledger import notation
from liemchinh.ledger.notation import Text

DAYS = [
    date(2026, 7, 14),
    date(2026, 11, 28),
    date(2027, 1, 1),
    date(2027, 2, 28),
    date(2028, 3, 31),
]
"""A Tuesday, a Saturday, a holiday, the end of a short month, the end of a long one."""
days = pytest.mark.parametrize("day", DAYS, ids=str)
REPORTED = (
    Period(date(2022, 6, 1), date(2023, 6, 30)),
    Period(date(2020, 1, 1), date(2020, 6, 30)),
    Period(date(2013, 1, 1), date(2020, 10, 15)),
)


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 15)))


@cache
def whole(day: date) -> Text:
    return loading.registers(morning(day))[0]


@cache
def desk(day: date) -> Text:
    by_hand = [loading.written(name) for name in loading.WRITTEN]
    text, _ = current.register(by_hand, day, datetime.combine(day, time(9, 15)))
    return loading.known_at(notation.parse(text, today=date(2100, 1, 1)), datetime.combine(day, time(9, 15)))


def histories(text: Text) -> Iterator[tuple[str, list[History]]]:
    """Every dossier of a text folded in the order in which its acts came in."""
    ordered = sorted(text.acts, key=lambda act: (act.recorded_at or datetime.min, act.line))  # noqa: DTZ901
    places = {act.label: number for number, act in enumerate(ordered, start=1) if act.label}
    acts: dict[str, list[Act]] = {one.key: [] for one in text.dossiers}
    for number, act in enumerate(ordered, start=1):
        acts[act.dossier].append(
            Act(
                position=number,
                kind=act.kind,
                effective_on=act.effective_on,
                subjects=tuple(
                    SubjectLine(one.name, one.charge, one.form, one.outcome, is_organisation=one.is_organisation)
                    for one in act.subjects
                ),
                money=tuple(MoneyLine(rung, amount) for rung, amount in act.money),
                replaces=places[act.replaces] if act.replaces else None,
                level=act.values.get("cấp", ""),
                ground=act.values.get("lý do", ""),
                offence=act.values.get("tội", ""),
                document_number=act.values.get("số", ""),
                related=act.values.get("liên quan", ""),
                addressee=act.values.get("nơi nhận", ""),
                due_on=act.due_on,
                answers=places[act.answers] if act.answers else None,
            )
        )
    for one in text.dossiers:
        yield one.key, list(unfold(DossierKind(one.kind), one.opened_on, acts[one.key]))


def due(history: History, day: date, *, but: str = "") -> date | None:
    open_ones = [
        deadline.due_on
        for deadline in history.deadlines
        if deadline.limit.code != but
        and deadline.is_open(day)
        and not deadline.limit.passes_quietly
        and deadline.due_on is not None
    ]
    return min(open_ones, default=None)


@days
def test_the_law_allows_every_act_when_it_came_in(day: date) -> None:
    refused = [
        (key, refusal.label.vi)
        for key, folded in histories(whole(day))
        for history in folded
        for refusal in history.refusals
    ]
    assert refused == []


@days
def test_the_desk_has_overdue_near_and_later_deadlines_on_any_day(day: date) -> None:
    found = [due(folded[-1], day) for _, folded in histories(desk(day))]
    dated = sorted(when for when in found if when is not None)
    week = day + timedelta(days=7)
    assert len(found) == len(current.TASKS) == 28
    assert 3 <= sum(when < day for when in dated) <= 5
    assert sum(day <= when <= day + timedelta(days=4) for when in dated) >= 3
    assert sum(day <= when <= week for when in dated) >= 5
    assert sum(week < when <= week + timedelta(days=7) for when in dated) >= 3
    assert sum(when > week + timedelta(days=7) for when in dated) >= 7


@days
def test_nobody_outside_the_desk_has_missed_a_deadline(day: date) -> None:
    """A sheet may wait a few days for a paper that was late, no longer; only the experts keep a file waiting."""
    late = {
        key: when
        for key, folded in histories(whole(day))
        if not key.startswith("son-la:") and (when := due(folded[-1], day, but="expertise"))
        if when < day - timedelta(days=9)
    }
    assert late == {}


@days
def test_current_work_touches_no_reported_period(day: date) -> None:
    assert [act for act in desk(day).acts for period in REPORTED if act.effective_on in period] == []


def test_what_happened_before_2024_does_not_depend_on_the_day_of_loading() -> None:
    def before(day: date) -> set[tuple[str, str, date, datetime | None, str]]:
        return {
            (act.dossier, act.kind, act.effective_on, act.recorded_at, f"{act.subjects} {act.money} {act.values}")
            for act in whole(day).acts
            if act.effective_on < date(2024, 1, 1)
        }

    first, *others = DAYS
    assert before(first)
    assert all(before(day) == before(first) for day in others)


def test_some_papers_came_late() -> None:
    lags = [(act.recorded_at.date() - act.effective_on).days for act in whole(DAYS[0]).acts if act.recorded_at]
    assert sum(36 <= lag <= 45 for lag in lags) >= 10
    assert sum(lag <= 7 for lag in lags) > 0.9 * len(lags)


def test_every_dossier_written_by_hand_has_its_end() -> None:
    """No clock of a case that was written by hand runs on for ever."""
    running = [
        key
        for key, folded in histories(whole(DAYS[0]))
        if key.startswith(("thai-nguyen-1:", "kien-giang-1:", "soc-trang-1:"))
        and any(one.ended_on == FAR and not one.limit.lapses for one in folded[-1].deadlines)
    ]
    assert running == []
