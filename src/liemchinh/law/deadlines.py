"""Clocks: computed by the fold from the acts and the limits, never stored as counters (BLTTHS, Điều 134)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from liemchinh.kernel.calendar import FAR, WorkingDays, add_months, show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Severity
from liemchinh.law.limits import Limit, Unit

_UNITS_EN: Final = {Unit.DAYS: "days", Unit.WORKING_DAYS: "working days", Unit.MONTHS: "months"}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a deadline's arithmetic. `due_on` None = not running."""

    on: date
    position: int
    event: Label
    added: Label
    why: Label
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Running:
    """What the deadline was from `on` (until the next): a day, or None while suspended."""

    on: date
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock with its arithmetic. `ended_on`/`ended_by`: the act that met it; FAR and 0 while open."""

    limit: Limit
    started_by: int
    started_on: date
    steps: tuple[Step, ...]
    runs: tuple[Running, ...]
    ended_on: date
    ended_by: int

    def due_as_of(self, day: date) -> date | None:
        """The day it was due, as things stood on `day`; None while suspended."""
        due: date | None = None
        for run in self.runs:
            if run.on <= day:
                due = run.due_on
        return due

    def is_open(self, day: date) -> bool:
        """Whether the clock had started and was not yet met on `day`."""
        return self.started_on <= day < self.ended_on

    @property
    def due_on(self) -> date | None:
        """The latest result."""
        return self.runs[-1].due_on


def _length(limit: Limit, count: int) -> Label:
    return Label(f"{count} {limit.unit.value}", f"{count} {_UNITS_EN[limit.unit]}")


@dataclass(slots=True)
class Clock:
    """A deadline while the fold goes on."""

    limit: Limit
    started_by: int
    started_on: date
    severity: Severity
    days: WorkingDays
    event: Label
    extensions: int = 0
    suspended: bool = False
    nominal: date = field(init=False)
    steps: list[Step] = field(default_factory=list)
    runs: list[Running] = field(default_factory=list)
    ended_on: date = FAR
    ended_by: int = 0

    def __post_init__(self) -> None:
        self.nominal = self._later(self.started_on, self.limit.length(self.severity))
        self._step(self.started_on, self.started_by, self.event, self._base_added(), self._base_why())

    def _later(self, day: date, count: int) -> date:
        if self.limit.unit is Unit.MONTHS:
            return add_months(day, count)
        if self.limit.unit is Unit.WORKING_DAYS:
            return self.days.add(day, count)
        return day + timedelta(days=count)

    def _base_added(self) -> Label:
        length = _length(self.limit, self.limit.length(self.severity))
        return Label(f"+ {length.vi}", f"+ {length.en}")

    def _base_why(self) -> Label:
        basis = self.limit.basis.label
        if len(self.limit.base) == 1:
            return basis
        return Label(f"Tội {self.severity.label.vi}. {basis.vi}", f"{self.severity.label.en} crime. {basis.en}")

    def _step(self, on: date, position: int, event: Label, added: Label, why: Label) -> None:
        self.steps.append(Step(on, position, event, added, why, self.nominal))
        due = self.days.next_worked(self.nominal)
        if due != self.nominal:
            skipped = (due - self.nominal).days
            self.steps.append(
                Step(
                    self.nominal,
                    position,
                    Label("Ngày cuối là ngày nghỉ", "The last day is a day off"),
                    Label(f"+ {skipped} ngày", f"+ {skipped} days"),
                    Label(
                        f"{show_date(self.nominal)} là ngày nghỉ, chuyển sang ngày làm việc tiếp theo, Điều\u00a0134",
                        f"{show_date(self.nominal)} is a day off: moved to the next working day, Art.\u00a0134",
                    ),
                    due,
                )
            )
        self.runs.append(Running(on, due))

    @property
    def next_extension(self) -> int:
        """How long the next extension would be; 0 when the law gives none."""
        return self.limit.extension(self.extensions + 1, self.severity)

    def extend(self, on: date, position: int, event: Label) -> None:
        """Add the next extension to the unadjusted day."""
        length = self.next_extension
        self.extensions += 1
        self.nominal = self._later(self.nominal, length)
        added = _length(self.limit, length)
        self._step(
            on,
            position,
            Label(f"{event.vi} lần {self.extensions}", f"{event.en} no. {self.extensions}"),
            Label(f"+ {added.vi}", f"+ {added.en}"),
            self.limit.basis.label,
        )

    def reclass(self, on: date, position: int, severity: Severity, event: Label) -> None:
        """Recompute when the class of the crime changes: base and the extensions already given."""
        if severity == self.severity or len(self.limit.base) == 1:
            self.severity = severity
            return
        self.severity = severity
        self.nominal = self._later(self.started_on, self.limit.length(severity))
        for number in range(1, self.extensions + 1):
            self.nominal = self._later(self.nominal, self.limit.extension(number, severity))
        self._step(on, position, event, Label("tính lại", "recomputed"), self._base_why())

    def suspend(self, on: date, position: int, event: Label, why: Label) -> None:
        """Stop counting."""
        self.suspended = True
        self.steps.append(Step(on, position, event, Label("dừng tính", "stopped"), why, None))
        self.runs.append(Running(on, None))

    def end(self, on: date, position: int) -> None:
        """The act that meets the deadline."""
        self.ended_on, self.ended_by = on, position

    def frozen(self) -> Deadline:
        """The finished value."""
        return Deadline(
            self.limit,
            self.started_by,
            self.started_on,
            tuple(self.steps),
            tuple(self.runs),
            self.ended_on,
            self.ended_by,
        )
