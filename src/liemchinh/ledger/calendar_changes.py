"""Changing the working calendar: which deadlines would move, and the change itself with everything derived from it.

A calendar belongs to the installation, so a change reaches every register; whoever looks at it beforehand is shown the
dossiers within reach and how many deadlines lie outside. Only dossiers whose deadlines can move are folded: those with
a deadline that ends where the shift of a changed day ends, and those whose limit counts working days over one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.access import Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import FAR, WorkingDays, show_date
from liemchinh.kernel.known import UNBOUNDED
from liemchinh.kernel.label import Label
from liemchinh.law.deadlines import Deadline
from liemchinh.law.history import History, fold
from liemchinh.law.limits import VERSIONS, Limit, Unit
from liemchinh.ledger import derived, models, working_days
from liemchinh.ledger import facts as stored
from liemchinh.ledger.entry import RefusedEntryError, StaleError
from liemchinh.ledger.projection import Facts
from liemchinh.ledger.record import take_position
from liemchinh.ledger.working_days import NamedDay, differing, overlay

MOST: Final = 400
"""Days that one change may hold: a year and its make-up days."""
_CHUNK: Final = 500


def _spans(line: Limit) -> bool:
    """Whether a day long before its end can move it: it counts working days, or runs from where another clock ends."""
    lengths = (*line.base, *(length for extension in line.extensions for length in extension.lengths))
    return bool(line.follows) or any(length.unit is Unit.WORKING_DAYS for length in lengths)


_SPANNING: Final = frozenset(code for code, lines in VERSIONS.items() if any(map(_spans, lines)))


@dataclass(frozen=True, slots=True)
class DayChange:
    """One day as it shall be. `name`: what the day off is called, or for which day it is made up."""

    day: date
    is_worked: bool
    name: str
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that a change of the calendar moves. `ended_on`: the day it was met; None while open."""

    committee_code: str
    number: str
    keeper: str
    limit: Limit
    before: date | None
    after: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What a change would move: within reach one by one, by day; `outside`: how many more lie outside.

    `days`: those that are not so already. `seen`: the newest change of the calendar when this was counted.
    """

    days: tuple[DayChange, ...]
    moved: tuple[Moved, ...]
    outside: int
    seen: int


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """A change that was recorded: its mục, how many days it decided, how many dossiers and deadlines it moved."""

    position: int
    days: int
    dossiers: int
    deadlines: int


def preview_days(scope: Scope, days: Iterable[DayChange], now: datetime) -> CalendarPreview:
    """Fold every dossier that can be touched with both calendars; nothing is written.

    Raises RefusedEntryError as `change_days` does, and NotAllowedError for who does not read dossiers.
    """
    scope.require(Right.READ_DOSSIERS)
    with access.entered(access.HOUSE):
        fresh = _fresh(days)
        before = working_days.calendar()
        after = _changed(before, fresh)
        found: list[Moved] = []
        outside = 0
        for dossier, old, new in _folded(before, after, _differing(before, fresh)):
            pairs = list(_moved(old, new))
            if scope.reaches(dossier.committee_id):
                found += [_told(dossier, one, other, timezone.localdate(now)) for one, other in pairs]
            else:
                outside += len(pairs)
        found.sort(key=lambda one: (one.ended_on is not None, one.after or FAR, one.committee_code, one.number))
        return CalendarPreview(fresh, tuple(found), outside, working_days.newest())


def change_days(
    *, days: Iterable[DayChange], officer: Officer, now: datetime, seen: int | None = None
) -> CalendarChanged:
    """Record days off and make-up days under one mục, and bring every dossier whose deadlines move to the new calendar.

    `seen`: the newest change of the calendar when the form was opened; None leaves the guard off. Days that are so
    already are left out. Raises RefusedEntryError when nothing is left or a day is given badly, StaleError.
    """
    with access.entered(access.HOUSE), transaction.atomic():
        position, recorded_at = take_position(now)
        _check_fresh(seen)
        fresh = _fresh(days)
        before = working_days.calendar()
        after = _changed(before, fresh)
        differ = _differing(before, fresh)
        models.CalendarDay.objects.bulk_create(
            models.CalendarDay(
                position=position,
                day=one.day,
                is_worked=one.is_worked,
                name=one.name,
                document_number=one.document_number,
                recorded_at=recorded_at,
                officer=officer,
            )
            for one in fresh
        )
        dossiers = deadlines = 0
        pending: list[tuple[Facts, History, History]] = []
        for dossier, old, new in _folded(before, after, differ):
            dossiers += 1
            deadlines += sum(1 for _ in _moved(old, new))
            pending.append((stored.of_dossier(dossier), old, new))
            if len(pending) >= _CHUNK:
                derived.project_all(pending, position=position)
                pending = []
        derived.project_all(pending, position=position)
        return CalendarChanged(position, len(fresh), dossiers, deadlines)


def _fresh(days: Iterable[DayChange]) -> tuple[DayChange, ...]:
    """The days that are not in the calendar as asked, by day. Raises RefusedEntryError."""
    asked: dict[date, DayChange] = {}
    for one in days:
        tidy = DayChange(one.day, one.is_worked, " ".join(one.name.split()), " ".join(one.document_number.split()))
        _check(tidy, asked.get(tidy.day))
        asked[tidy.day] = tidy
    if not asked:
        raise RefusedEntryError("days", Label("Chưa ghi ngày nào.", "No day was given."))
    if len(asked) > MOST:
        raise RefusedEntryError(
            "days", Label(f"Một lần ghi nhiều nhất {MOST} ngày.", f"At most {MOST} days are recorded at once.")
        )
    known = working_days.named_days(min(asked), max(asked))
    fresh = tuple(one for day, one in sorted(asked.items()) if not _is_so(one, known.get(day)))
    if not fresh:
        raise RefusedEntryError(
            "days", Label("Lịch đã đúng như vậy; không có gì để ghi.", "The calendar says so already.")
        )
    return fresh


def _check(one: DayChange, other: DayChange | None) -> None:
    if not one.name:
        raise RefusedEntryError(
            "name", Label("Phải ghi tên ngày nghỉ hoặc làm bù cho ngày nào.", "The day needs a name.")
        )
    for place, text, most in (("name", one.name, 120), ("document_number", one.document_number, 80)):
        if len(text) > most:
            raise RefusedEntryError(
                place, Label(f"Ghi ngắn hơn: nhiều nhất {most} chữ.", f"Shorter: at most {most} letters.")
            )
    if not 1990 <= one.day.year <= 2200:
        raise RefusedEntryError(
            "days", Label(f"Năm {one.day.year} ngoài lịch.", f"The year {one.day.year} lies outside the calendar.")
        )
    if other is not None and other.is_worked != one.is_worked:
        raise RefusedEntryError(
            "days",
            Label(
                f"Ngày {show_date(one.day)} ghi hai lần, vừa nghỉ vừa làm.",
                f"{show_date(one.day)} is given twice, as a day off and as a day worked.",
            ),
        )


def _is_so(one: DayChange, known: NamedDay | None) -> bool:
    if known is None or known.is_worked != one.is_worked or known.name.vi != one.name:
        return False
    return one.document_number == (known.decided.document_number if known.decided else "")


def _check_fresh(seen: int | None) -> None:
    newest = working_days.newest()
    if seen is None or newest <= seen:
        return
    row = models.CalendarDay.objects.filter(position=newest).select_related("officer")[0]
    at = timezone.localtime(row.recorded_at)
    raise StaleError(
        newest,
        row.officer.name,
        Label(
            f"Có người vừa đổi lịch: {row.officer.name} ghi mục {newest} lúc {at:%H:%M}."
            " Chữ của đồng chí vẫn còn ở đây. Xem trước lại rồi ghi.",
            f"{row.officer.name} changed the calendar at {at:%H:%M}, entry {newest}. What you typed is still here.",
        ),
    )


def _changed(before: WorkingDays, days: Sequence[DayChange]) -> WorkingDays:
    return overlay(before, [(one.day, one.is_worked) for one in days])


def _differing(before: WorkingDays, days: Sequence[DayChange]) -> frozenset[date]:
    return differing(before, [(one.day, one.is_worked) for one in days])


# Folding what can be touched -----------------------------------------------------------------------------------------


def candidates(before: WorkingDays, differ: frozenset[date]) -> list[int]:
    """Dossiers that a change on these days can touch.

    A limit in days or months ends on the first worked day from its last day on. A changed day matters to it when it is
    that end or one of the days off it was moved over: either way the limit ends where the shift of the changed day
    ends. A limit in working days, or one that runs from the end of another, is touched by every changed day between
    its start and its end.
    """
    if not differ:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossier_id FROM derived.deadline WHERE until = %s AND due_on = ANY(%s)"
            " UNION SELECT c.dossier_id FROM derived.deadline c JOIN ledger_act a ON a.position = c.act_id"
            " WHERE c.until = %s AND c.limit_code = ANY(%s) AND c.due_on >= %s"
            " AND least(a.effective_on, a.counted_from) < %s ORDER BY 1",
            [
                UNBOUNDED,
                sorted({before.next_worked(day) for day in differ}),
                UNBOUNDED,
                sorted(_SPANNING),
                min(differ),
                max(differ),
            ],
        )
        return [row[0] for row in cursor.fetchall()]


def _folded(
    before: WorkingDays, after: WorkingDays, differ: frozenset[date]
) -> Iterator[tuple[models.Dossier, History, History]]:
    """Every dossier that the change touches, with its history by both calendars."""
    ids = candidates(before, differ)
    for at in range(0, len(ids), _CHUNK):
        chunk = ids[at : at + _CHUNK]
        acts = stored.acts_of(chunk)
        for dossier in models.Dossier.objects.filter(pk__in=chunk).select_related("committee", "keeper").order_by("pk"):
            kind = stored.of_dossier(dossier).kind
            old = fold(kind, dossier.opened_on, acts[dossier.pk], days=before)
            new = fold(kind, dossier.opened_on, acts[dossier.pk], days=after)
            if old != new:
                yield dossier, old, new


def _moved(old: History, new: History) -> Iterator[tuple[Deadline, Deadline]]:
    """Deadlines whose day differs, of those that ran for a day at least: others are believed by no row."""
    earlier: dict[tuple[str, int], list[Deadline]] = {}
    for one in old.deadlines:
        earlier.setdefault((one.limit.code, one.started_by), []).append(one)
    for after in new.deadlines:
        same = earlier.get((after.limit.code, after.started_by))
        if same and last_day(before := same.pop(0)) != last_day(after):
            yield before, after


def last_day(deadline: Deadline) -> date | None:
    """The day on which a deadline ends or ended; None while it stands still, or when it was met as it began."""
    running = [run for run in deadline.runs if run.on < deadline.ended_on]
    return running[-1].due_on if running else None


def _told(dossier: models.Dossier, before: Deadline, after: Deadline, today: date) -> Moved:
    return Moved(
        dossier.committee.code,
        dossier.number,
        dossier.keeper.name,
        after.limit,
        last_day(before),
        last_day(after),
        after.ended_on if after.ended_on <= today else None,
    )
