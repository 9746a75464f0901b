"""A dossier's deadlines as its page opens them: the nearest with its bar and arithmetic, the others in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.law.deadlines import Deadline
from liemchinh.law.history import History
from liemchinh.law.limits import Each
from liemchinh.ledger.queries import Name, Reading
from liemchinh.web.drawing.daylines import Stretch, deadline_bar
from liemchinh.web.showing import shapes, shown
from liemchinh.web.showing.shown import Due, said

Soon = Callable[[str], int]
"""The days of warning by code of the limit, as the office of the dossier set them."""

CHAINED = "investigation"
"""Clocks of this family follow each other: investigation, after resumption, supplementary."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What templates/parts/deadline.html is given."""

    title: str
    due: Due
    bar: SafeString
    rows: tuple[shapes.DeadlineRow, ...]
    note: str
    word_note: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """A further clock in one line."""

    label: Label
    basis: Label
    due: Due
    url: str


def nearest(history: History, day: date) -> Deadline | None:
    """The clock that matters most: the earliest open one that can be missed, else one that stands still."""
    running = [one for one in history.deadlines if one.is_open(day) and not one.limit.passes_quietly]
    dated = [(due, at, one) for at, one in enumerate(running) if (due := one.due_as_of(day)) is not None]
    if dated:
        return min(dated)[2]
    return running[-1] if running else None


def words_of(deadline: Deadline, day: date, soon: Soon) -> Due:
    """The day and its words. `soon`: from how many days before its end a limit is near."""
    done = deadline.ended_on if deadline.ended_on <= day else None
    due = deadline.due_as_of(min(day, deadline.ended_on))
    stopped = due is None and done is None
    return shown.due(due, day, done_on=done, stopped=stopped, soon=soon(deadline.limit.code))


def opened(history: History, reading: Reading, soon: Soon) -> Opened | None:
    """The nearest clock, opened; None when no clock runs."""
    chosen = nearest(history, reading.day)
    if chosen is None:
        return None
    family = chosen.limit.code.split(".", maxsplit=1)[0]
    chain = [chosen]
    if family == CHAINED:
        chain = [one for one in history.deadlines if one.limit.code.split(".", maxsplit=1)[0] == family]
    due = words_of(chosen, reading.day, soon)
    stretches = _stretches(chain, reading.day)
    title = _("Hạn %(limit)s") % {"limit": str(said(chosen.limit.label)).lower()}
    rows = tuple(_rows(chain))
    return Opened(
        title=title,
        due=due,
        bar=deadline_bar(
            stretches,
            due=due.day,
            today=reading.day,
            state=due.state,
            key="han",
            title=title,
            description=_describe(rows),
        ),
        rows=rows,
        note=_("Đếm lúc đọc, theo %(basis)s; lịch nghỉ theo Điều 134 BLTTHS.")
        % {"basis": said(chosen.limit.basis.label)},
        word_note=_("quyền hết sau ngày này") if chosen.limit.lapses else "",
    )


def _rows(chain: Sequence[Deadline]) -> list[shapes.DeadlineRow]:
    rows: list[shapes.DeadlineRow] = []
    number = 0
    for clock in chain:
        for step in clock.steps:
            own = not step.skipped
            number += own
            rows.append(
                shapes.DeadlineRow(
                    step.on,
                    step.event,
                    step.added,
                    step.why,
                    step.due_on,
                    f"#muc-{step.position}" if own and step.position else "",
                    number if own else None,
                )
            )
    return rows


def _stretches(chain: Sequence[Deadline], day: date) -> list[Stretch]:
    found: list[Stretch] = []
    for at, clock in enumerate(chain):
        end = chain[at + 1].started_on if at + 1 < len(chain) else None
        for number, step in enumerate(clock.steps):
            words = f"{said(step.event)}, {said(step.added)}"
            if step.due_on is None:
                found = _cut(found, step.on)
                found.append(Stretch(step.on, max(end or day, step.on), str(said(step.event)), "suspended"))
            elif number == 0:
                found = _cut(found, step.on)
                found.append(Stretch(step.on, step.due_on, words))
            elif step.skipped or step.added.vi.startswith("tính lại"):
                last = found.pop()
                found.append(Stretch(last.first, max(step.due_on, last.first), last.words, last.kind))
            else:
                found.append(Stretch(found[-1].until, step.due_on, words))
        if clock.ended_on <= day:
            found = _cut(found, clock.ended_on)
    return found


def _cut(found: list[Stretch], on: date) -> list[Stretch]:
    """Nothing runs past `on`."""
    return [Stretch(one.first, min(one.until, on), one.words, one.kind) for one in found if one.first < on]


def _describe(rows: Sequence[shapes.DeadlineRow]) -> str:
    return "; ".join(
        f"{show_date(row.on)} {said(row.event)} {said(row.added)}"
        + (f", {_('hạn')} {show_date(row.result)}" if row.result else "")
        for row in rows
    )


def others(history: History, names: Mapping[str, Name], reading: Reading, soon: Soon) -> list[Other]:
    """Every other clock that runs or stood still on the day, by its day; whose it is, where it is a person's."""
    chosen = nearest(history, reading.day)
    found = [
        Other(_whose(one, names), one.limit.basis.label, words_of(one, reading.day, soon), f"#muc-{one.started_by}")
        for one in history.deadlines
        if one is not chosen and one.is_open(reading.day) and not (one.limit.passes_quietly and _gone(one, reading.day))
    ]
    return sorted(found, key=lambda one: (one.due.day is None, one.due.day or reading.day))


def _whose(deadline: Deadline, names: Mapping[str, Name]) -> Label:
    """The limit, with the person it runs for."""
    label = deadline.limit.label
    if deadline.limit.each is not Each.PERSON:
        return label
    whose = ", ".join(names[subject].name if subject in names else "…" for subject in deadline.subjects)
    return Label(f"{label.vi}: {whose}", f"{label.en}: {whose}")


def _gone(deadline: Deadline, day: date) -> bool:
    due = deadline.due_as_of(day)
    return due is not None and due < day
