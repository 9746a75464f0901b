"""The working calendar: what a change moves, what it leaves alone, and that everything derived follows it exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.test_laws import FIRST, Office, Step, entry, office, recorded, slow, steps

from liemchinh.directory import access
from liemchinh.directory.access import Scope
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.figures import compute
from liemchinh.kernel.known import NOW, UNBOUNDED, Known
from liemchinh.law.acts import Act, DossierKind
from liemchinh.law.book import BOOK
from liemchinh.law.deadlines import Deadline
from liemchinh.law.history import fold
from liemchinh.law.holidays import CALENDAR
from liemchinh.ledger import calendar_changes, derived, models, queries, record, working_days
from liemchinh.ledger import facts as stored
from liemchinh.ledger.calendar_changes import DayChange, change_days, preview_days
from liemchinh.ledger.entry import Entry, RefusedEntryError, StaleError, Subject, UnlawfulError
from liemchinh.ledger.histories import Revision, histories

pytestmark = pytest.mark.django_db
__all__ = ["office"]

numbers = count(1)
STORY = (
    ("case.initiated", 5),
    ("case.charged", 6),
    ("case.investigation_concluded", 60),
    ("case.indicted", 70),
    ("trial.accepted", 80),
    ("trial.ordered", 90),
    ("trial.first_instance", 100),
    ("judgment.in_force", 120),
)
"""A plain case, in days after FIRST."""
TUESDAY = date(2024, 1, 23)
"""Twenty-one days after FIRST: where a limit of twenty days from 03/01/2024 ends."""


def off(*days: date, name: str = "Nghỉ theo thông báo") -> list[DayChange]:
    return [DayChange(day, is_worked=False, name=name, document_number="1-TB") for day in days]


def made_up(day: date) -> DayChange:
    return DayChange(day, is_worked=True, name="Làm bù")


def received(office: Office, on: date, code: str = "son-la") -> models.Dossier:
    """A case whose limit of twenty days runs from the receipt of the source."""
    dossier = record.open_dossier(
        committee=Committee.objects.get(code=code),
        kind=DossierKind.CASE,
        number=f"VA-2024-{next(numbers):05d}-L",
        title="Hồ sơ thử lịch",
        opened_on=on,
        officer=office.officer,
        now=office.now,
    )
    sent = Entry(kind="source.received", effective_on=on, ground="recommendation", document_number="1")
    record.act(dossier=dossier, entry=sent, officer=office.officer, now=office.now)
    return dossier


def due(dossier: models.Dossier, known: Known = NOW, code: str = "source") -> list[date]:
    """The days of a limit as the derived rows say."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT due_on FROM derived.deadline WHERE dossier_id = %s AND since <= %s AND until > %s"
            " AND limit_code = %s ORDER BY 1",
            [dossier.pk, known.position, min(known.position, UNBOUNDED - 1), code],
        )
        return [row[0] for row in cursor.fetchall()]


def shown(dossier: models.Dossier, known: Known = NOW) -> list[date | None]:
    """The days of the limit of the source as its page folds them."""
    reading = queries.Reading(date(2026, 1, 1), date(2026, 1, 1), known)
    file = queries.file_of(access.HOUSE, dossier, reading)
    return [one.due_on for one in file.history.deadlines if one.limit.code == "source"]


def test_a_day_off_moves_the_limits_that_end_on_it_and_a_make_up_day_takes_them_back(office: Office) -> None:
    dossier = received(office, TUESDAY - timedelta(days=20))
    other = received(office, TUESDAY - timedelta(days=19))
    assert due(dossier) == [TUESDAY]
    told = preview_days(access.HOUSE, off(TUESDAY), office.now)
    assert [(one.number, one.limit.code, one.before, one.after) for one in told.moved] == [
        (dossier.number, "source", TUESDAY, TUESDAY + timedelta(days=1))
    ]
    first = change_days(days=off(TUESDAY), officer=office.officer, now=office.now)
    assert (first.days, first.dossiers, first.deadlines) == (1, 1, 1)
    assert due(dossier) == [TUESDAY + timedelta(days=1)] == shown(dossier)
    assert due(other) == [TUESDAY + timedelta(days=1)]
    change_days(days=off(TUESDAY + timedelta(days=1)), officer=office.officer, now=office.now)
    assert due(dossier) == due(other) == [TUESDAY + timedelta(days=2)]
    change_days(days=[made_up(TUESDAY)], officer=office.officer, now=office.now)
    assert due(dossier) == [TUESDAY] == shown(dossier)
    assert due(other) == [TUESDAY + timedelta(days=2)]
    assert derived.verify() == []


def test_what_was_known_before_a_change_is_read_with_the_calendar_of_that_time(office: Office) -> None:
    dossier = received(office, TUESDAY - timedelta(days=20))
    before = Known(compute.head()[0])
    changed = change_days(days=off(TUESDAY), officer=office.officer, now=office.now)
    moved = [TUESDAY + timedelta(days=1)]
    assert due(dossier, before) == shown(dossier, before) == [TUESDAY]
    assert due(dossier, Known(changed.position)) == shown(dossier, Known(changed.position)) == moved
    assert working_days.calendar(before) == CALENDAR
    assert not working_days.calendar().is_worked(TUESDAY)
    assert compute.known_at(models.CalendarDay.objects.get().recorded_at).position == changed.position


def test_a_limit_in_working_days_is_moved_by_every_day_between_its_start_and_its_end(office: Office) -> None:
    dossier = received(office, FIRST)
    accused = Subject(name="Ông A.", charge="353.2")
    for kind, after in STORY:
        spec = BOOK[kind].subjects
        person = models.Person.objects.filter(subjectline__act__dossier=dossier).first()
        subject = replace(accused, person_id=person.pk) if person else accused
        if spec is not None and spec.outcomes:
            subject = replace(subject, outcome=spec.outcomes[0].code)
        sent = Entry(
            kind=kind,
            effective_on=FIRST + timedelta(days=after),
            document_number="1",
            offence="353.2" if kind == "case.initiated" else "",
            subjects=(subject,) if spec is not None and spec.least else (),
        )
        record.act(dossier=dossier, entry=sent, officer=office.officer, now=office.now)
    start = FIRST + timedelta(days=120)
    end = CALENDAR.add(start, 30)
    assert end in due(dossier, code="heads")
    middle = CALENDAR.add(start, 11)
    told = preview_days(access.HOUSE, off(middle), office.now)
    assert [(one.limit.code, one.before, one.after) for one in told.moved if one.number == dossier.number] == [
        ("heads", end, CALENDAR.add(end, 1))
    ]
    change_days(days=off(middle), officer=office.officer, now=office.now)
    assert CALENDAR.add(end, 1) in due(dossier, code="heads")
    assert derived.verify() == []


def test_the_preview_lists_what_is_within_reach_and_counts_the_rest(office: Office) -> None:
    ours = received(office, TUESDAY - timedelta(days=20))
    received(office, TUESDAY - timedelta(days=20), "ha-noi")
    scope = Scope(None, frozenset({Right.READ_DOSSIERS}), frozenset({ours.committee_id}))
    told = preview_days(scope, off(TUESDAY), office.now)
    assert [one.number for one in told.moved] == [ours.number]
    assert told.outside == 1
    assert models.CalendarDay.objects.count() == 0


Pick = tuple[int, int, bool]
changes = st.lists(st.tuples(st.integers(0, 30), st.integers(-8, 3), st.booleans()), min_size=1, max_size=12)
"""Each: near which deadline, how many days from it, and whether the day becomes one that is worked."""


def days_of(near: Sequence[date], picked: list[Pick]) -> list[tuple[date, bool]]:
    """Days about deadlines, where a change matters; each day once."""
    near = near or [FIRST]
    return list({near[at % len(near)] + timedelta(days=by): worked for at, by, worked in picked}.items())


def ends() -> list[date]:
    """Every day on which a deadline of the register ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT due_on FROM derived.deadline WHERE due_on IS NOT NULL ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def changed(office: Office, picks: list[Pick]) -> None:
    """Record the change, after its preview was compared with a refold of the whole register by both calendars."""
    picked = days_of(ends(), picks)
    asked = [DayChange(day, is_worked, f"Ngày {next(numbers)}") for day, is_worked in picked]
    before, after = (
        working_days.calendar(),
        working_days.overlay(working_days.calendar(), picked),
    )
    told = preview_days(access.HOUSE, asked, office.now)
    wanted = []
    for dossier in models.Dossier.objects.all():
        acts = stored.acts_of([dossier.pk])[dossier.pk]
        old = fold(DossierKind(dossier.kind), dossier.opened_on, acts, days=before)
        new = fold(DossierKind(dossier.kind), dossier.opened_on, acts, days=after)
        wanted += [
            (dossier.number, one.limit.code, last(one), last(other))
            for one, other in zip(old.deadlines, new.deadlines, strict=True)
            if last(one) != last(other)
        ]
    found = [(one.number, one.limit.code, one.before, one.after) for one in told.moved]
    assert sorted(found, key=str) == sorted(wanted, key=str)
    done = change_days(days=asked, officer=office.officer, now=office.now, seen=told.seen)
    assert done.deadlines == len(wanted)


def last(one: Deadline) -> date | None:
    """The day of the last stretch over which a deadline ran."""
    ran = [run.due_on for run in one.runs if run.on < one.ended_on]
    return ran[-1] if ran else None


def go_on(office: Office, dossier: models.Dossier, plan: list[Step]) -> None:
    """More acts in a dossier, as far as the law takes them."""
    for which, after, who, _ in plan:
        try:
            sent = entry(dossier, which, after, who)
            record.act(dossier=dossier, entry=sent, officer=office.officer, now=office.now)
        except (UnlawfulError, RefusedEntryError):
            continue


def believed_at(position: int) -> set[tuple[object, ...]]:
    """Every derived state as it was believed at a position."""
    found: set[tuple[object, ...]] = set()
    for table in ("deadline", "standing", "span", "deed"):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT dossier_id, key FROM derived.{table} WHERE since <= %s AND until > %s", [position, position]
            )
            found |= {(table, dossier_id, bytes(key)) for dossier_id, key in cursor.fetchall()}
    return found


@slow
@given(first=steps, second=steps, one=changes, two=changes)
def test_derived_rows_follow_any_mixture_of_acts_and_calendars(
    office: Office, first: list[Step], second: list[Step], one: list[Pick], two: list[Pick]
) -> None:
    early = recorded(office, DossierKind.CASE, first)
    seen = {position: believed_at(position) for position in [compute.head()[0]]}
    changed(office, one)
    assert derived.verify() == []
    seen[compute.head()[0]] = believed_at(compute.head()[0])
    go_on(office, early, second)
    late = recorded(office, DossierKind.CASE, second)
    changed(office, two)
    go_on(office, late, first)
    assert derived.verify() == []
    for position, then in seen.items():
        assert believed_at(position) == then
    known = Known(sorted(seen)[0])
    acts = [act for act in stored.acts_of([early.pk])[early.pk] if act.position <= known.position]
    refolded = fold(DossierKind.CASE, early.opened_on, acts, days=working_days.calendar(known))
    for code in {one.limit.code for one in refolded.deadlines}:
        runs = {run.due_on for clock in refolded.deadlines if clock.limit.code == code for run in clock.runs}
        assert set(due(early, known, code)) <= runs


@slow
@given(plan=steps, one=changes, two=changes, third=changes)
def test_histories_over_calendars_are_the_folds_of_their_positions(
    office: Office,
    plan: list[Step],
    one: list[Pick],
    two: list[Pick],
    third: list[Pick],
) -> None:
    dossier = recorded(office, DossierKind.CASE, plan)
    acts = stored.acts_of([dossier.pk])[dossier.pk]
    places = sorted({act.position for act in acts} | {dossier.position})
    revisions = [Revision(0, CALENDAR)]
    for at, picks in enumerate((one, two, third)):
        picked = days_of(ends(), picks)
        under = revisions[-1].calendar
        position = places[(at + 1) * len(places) // 4] * 10 + 5 + at
        revisions.append(Revision(position, working_days.overlay(under, picked), working_days.differing(under, picked)))
    # Positions ten times as far apart leave room for calendars between acts.
    spread = [_spread(act) for act in acts]
    found = dict(histories(DossierKind.CASE, dossier.opened_on, dossier.position * 10, spread, revisions))
    for position in {*found, *(act.position for act in spread), *(one.position for one in revisions[1:])}:
        known = [act for act in spread if act.position <= position]
        days = [one for one in revisions if one.position <= position][-1].calendar
        believed = found[max(at for at in found if at <= position)]
        assert believed == fold(DossierKind.CASE, dossier.opened_on, known, days=days)


def _spread(act: Act) -> Act:
    return replace(act, position=act.position * 10, replaces=act.replaces * 10 if act.replaces else None)


def test_what_a_change_does_not_take_is_said_and_takes_no_position(office: Office) -> None:
    position = compute.head()[0]
    refused = [
        ([], "days"),
        ([DayChange(TUESDAY, is_worked=False, name=" ")], "name"),
        ([DayChange(TUESDAY, is_worked=False, name="x" * 121)], "name"),
        ([*off(TUESDAY), made_up(TUESDAY)], "days"),
        ([DayChange(date(2024, 9, 2), is_worked=False, name="Quốc khánh")], "days"),
        ([DayChange(date(1985, 1, 1), is_worked=False, name="Tết")], "days"),
    ]
    for asked, place in refused:
        with pytest.raises(RefusedEntryError) as fault:
            change_days(days=asked, officer=office.officer, now=office.now)
        assert fault.value.place == place
    assert compute.head()[0] == position
    change_days(days=off(TUESDAY), officer=office.officer, now=office.now)
    with pytest.raises(RefusedEntryError, match="Lịch đã đúng như vậy"):
        change_days(days=off(TUESDAY), officer=office.officer, now=office.now)
    with pytest.raises(StaleError):
        change_days(days=off(TUESDAY + timedelta(days=1)), officer=office.officer, now=office.now, seen=0)


def test_only_dossiers_that_can_be_touched_are_folded(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for after in range(10):
        received(office, FIRST + timedelta(days=7 * after))
    folded: list[int] = []
    real = calendar_changes.fold

    def counting(*args: object, **more: object) -> object:
        folded.append(1)
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(calendar_changes, "fold", counting)
    preview_days(access.HOUSE, off(FIRST + timedelta(days=20)), office.now)
    assert len(folded) == 2


def test_the_law_names_its_days_and_the_office_its_own(office: Office) -> None:
    change_days(days=off(date(2026, 9, 1), name="Quốc khánh"), officer=office.officer, now=office.now)
    found = working_days.named_days(date(2026, 1, 1), date(2026, 12, 31))
    assert found[date(2026, 2, 17)].name.vi == "Tết Nguyên đán"
    assert found[date(2026, 4, 27)].name.vi == "Giỗ Tổ Hùng Vương"
    assert found[date(2026, 9, 1)].decided is not None
    assert working_days.knows_tet(2026)
    assert not working_days.knows_tet(2027)


@pytest.fixture(autouse=True)
def whole() -> Iterator[None]:
    with access.entered(access.HOUSE):
        yield
