"""What would change a deadline: “what if it is extended, suspended, charged otherwise”, answered without recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from liemchinh.kernel.calendar import FAR, WorkingDays
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Severity
from liemchinh.law.basis import Article
from liemchinh.law.book import BOOK
from liemchinh.law.deadlines import Deadline
from liemchinh.law.limits import limit_on


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that would change a deadline. `due_on` None = it would stop.

    `kind`: the act that would do it, empty for a change of class; `decided_by`: who decides; `ask_by`: the last day to
    ask for it, None when the text sets none.
    """

    what: Label
    due_on: date | None
    basis: Article
    kind: str = ""
    decided_by: Label | None = None
    ask_by: date | None = None


def outcomes(deadline: Deadline, on: date, days: WorkingDays) -> tuple[Outcome, ...]:
    """Extensions still left one after another, suspension, other classes of crime; for an open deadline as of `on`."""
    if deadline.ended_on != FAR or deadline.due_on is None:
        return ()
    return (*_extended(deadline, on, days), *_suspended(deadline), *_reclassed(deadline, days))


def _shift(deadline: Deadline, day: date, days: WorkingDays) -> date:
    still = deadline.limit.to_the_day or deadline.limit.stated
    return day if still else days.next_worked(day)


def _extended(deadline: Deadline, on: date, days: WorkingDays) -> list[Outcome]:
    line = limit_on(deadline.limit.code, on)
    nominal, found = deadline.nominal, []
    for number, extension in enumerate(line.extensions[deadline.extended :], start=deadline.extended + 1):
        if extension.stated or not extension.given(deadline.severity):
            break
        due = _shift(deadline, nominal, days)
        start = deadline.counted_from if extension.total else nominal
        length = extension.length(deadline.severity)
        nominal = length.after(start, days)
        found.append(
            Outcome(
                what=Label(
                    f"{BOOK[extension.by].label.vi} lần {number} ({length.label.vi})",
                    f"{BOOK[extension.by].label.en} no. {number} ({length.label.en})",
                ),
                due_on=_shift(deadline, nominal, days),
                basis=extension.basis,
                kind=extension.by,
                decided_by=extension.decided_by,
                ask_by=due - timedelta(days=line.ask_before) if line.ask_before else None,
            )
        )
    return found


def _suspended(deadline: Deadline) -> list[Outcome]:
    return [
        Outcome(what=BOOK[code].label, due_on=None, basis=BOOK[code].basis[0], kind=code)
        for code in deadline.limit.suspends
    ]


def _reclassed(deadline: Deadline, days: WorkingDays) -> list[Outcome]:
    limit = deadline.limit
    if not limit.by_class or deadline.stated:
        return []
    found = []
    for severity in Severity:
        if severity is deadline.severity:
            continue
        nominal = limit.length(severity).after(deadline.counted_from, days)
        for extension in limit.extensions[: deadline.extended]:
            start = deadline.counted_from if extension.total else nominal
            nominal = extension.length(severity).after(start, days)
        found.append(
            Outcome(
                what=Label(f"Tội danh thành loại {severity.label.vi}", f"Charge becomes {severity.label.en}"),
                due_on=_shift(deadline, nominal, days),
                basis=limit.basis,
            )
        )
    return found
