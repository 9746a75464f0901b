"""Clocks: computed by the fold from the acts and the limits, never stored as counters (BLTTHS, Điều 134)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import FAR, WorkingDays, show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Severity
from liemchinh.law.basis import BLTTHS
from liemchinh.law.limits import NONE, Extension, Length, Limit

DAY_OFF: Final = Label("Ngày cuối là ngày nghỉ", "The last day is a day off")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a deadline's arithmetic. `due_on` None = not running. `skipped`: a shift over days off."""

    on: date
    position: int
    event: Label
    added: Label
    why: Label
    due_on: date | None
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """What the deadline was from `on` (until the next): a day, or None while suspended."""

    on: date
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock with its arithmetic. `ended_on`/`ended_by`: the act that met it; FAR and 0 while open.

    `subjects`: the persons it runs for, empty for the dossier; `key`: the request it belongs to; `counted_from`: the
    day the limit is counted from; `nominal`: its unshifted end; `extended`: how many extensions it had; `stated`:
    whether the act itself says the day.
    """

    limit: Limit
    started_by: int
    started_on: date
    steps: tuple[Step, ...]
    runs: tuple[Running, ...]
    ended_on: date
    ended_by: int
    subjects: tuple[str, ...]
    key: int
    counted_from: date
    nominal: date
    severity: Severity
    extended: int
    stated: bool

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


def _plus(length: Length) -> Label:
    return Label(f"+ {length.label.vi}", f"+ {length.label.en}")


@dataclass(slots=True)
class Clock:
    """A deadline while the fold goes on.

    `since`: the day of the act that starts it; `counted_from`: the day the limit is counted from, earlier or later.
    `stated`: the day the act itself says, which then goes before the text's length.
    """

    limit: Limit
    started_by: int
    since: date
    counted_from: date
    severity: Severity
    days: WorkingDays
    event: Label
    subjects: tuple[str, ...] = ()
    key: int = 0
    stated: date | None = None
    given: list[Extension] = field(default_factory=list)
    suspended: bool = False
    nominal: date = field(init=False)
    waiting: set[str] = field(init=False)
    steps: list[Step] = field(default_factory=list)
    runs: list[Running] = field(default_factory=list)
    ended_on: date = FAR
    ended_by: int = 0

    def __post_init__(self) -> None:
        self.waiting = set(self.subjects)
        self.nominal = self._base()
        on = max(self.since, self.counted_from)
        self._step(on, self.started_by, self.event, self._base_added(), self._base_why())

    def _base(self) -> date:
        return self.stated or self.limit.length(self.severity).after(self.counted_from, self.days)

    def _base_added(self) -> Label:
        if self.stated:
            return Label("theo văn bản", "as written")
        return _plus(self.limit.length(self.severity))

    def _base_why(self) -> Label:
        basis = self.limit.basis.label
        vi, en = basis.vi, basis.en
        if self.limit.by_class and not self.stated:
            vi, en = f"Tội {self.severity.label.vi}. {vi}", f"{self.severity.label.en} crime. {en}"
        if self.counted_from != self.since and not self.stated:
            day = show_date(self.counted_from)
            vi, en = f"{vi}; tính từ {day}", f"{en}; counted from {day}"
        return Label(vi, en)

    def shifted(self, nominal: date) -> date:
        """The day itself, or the first worked day after it where the text lets it move."""
        return nominal if self.limit.to_the_day or self.limit.stated else self.days.next_worked(nominal)

    def _step(self, on: date, position: int, event: Label, added: Label, why: Label) -> None:
        self.steps.append(Step(on, position, event, added, why, self.nominal))
        due = self.shifted(self.nominal)
        if due != self.nominal:
            skipped = (due - self.nominal).days
            day, article = show_date(self.nominal), BLTTHS.article(134).label
            self.steps.append(
                Step(
                    self.nominal,
                    position,
                    DAY_OFF,
                    Label(f"+ {skipped} ngày", f"+ {skipped} days"),
                    Label(
                        f"{day} là ngày nghỉ, chuyển sang ngày làm việc tiếp theo, {article.vi}",
                        f"{day} is a day off: moved to the next working day, {article.en}",
                    ),
                    due,
                    skipped=True,
                )
            )
        self.runs.append(Running(on, due))

    @property
    def extensions(self) -> int:
        """How many extensions were given."""
        return len(self.given)

    def next_extension(self, by: str, line: Limit) -> Extension | None:
        """The extension that an act of kind `by` would give now by the line in force; None when none is left."""
        rows = [one for one in line.extensions if one.by == by]
        used = sum(one.by == by for one in self.given)
        found = rows[used] if used < len(rows) else next((one for one in rows[-1:] if one.repeats), None)
        return found if found is not None and found.given(self.severity) else None

    def extended_by(self, extension: Extension, stated: date | None = None) -> date:
        """The unshifted day after one more extension."""
        if extension.stated or (stated and self.limit.to_the_day):
            return stated or self.nominal
        start = self.counted_from if extension.total else self.nominal
        return extension.length(self.severity).after(start, self.days)

    def extend(self, on: date, position: int, event: Label, extension: Extension, stated: date | None = None) -> None:
        """Add an extension to the unadjusted day."""
        self.nominal = self.extended_by(extension, stated)
        self.given.append(extension)
        number = self.extensions
        if extension.stated or (stated and self.limit.to_the_day):
            added = Label("theo văn bản", "as written")
        elif extension.total:
            length = extension.length(self.severity).label
            added = Label(f"tổng {length.vi}", f"{length.en} in all")
        else:
            added = _plus(extension.length(self.severity))
        basis, who = extension.basis.label, extension.decided_by
        self._step(
            on,
            position,
            Label(f"{event.vi} lần {number}", f"{event.en} no. {number}"),
            added,
            Label(f"{basis.vi}; {who.vi}", f"{basis.en}; {who.en}"),
        )

    def reclass(self, on: date, position: int, severity: Severity, event: Label) -> None:
        """Recompute when the class of the crime changes: base and the extensions already given."""
        moves = self.limit.by_class and self.stated is None and severity != self.severity
        self.severity = severity
        if not moves:
            return
        self.nominal = self._base()
        for extension in self.given:
            start = self.counted_from if extension.total else self.nominal
            self.nominal = (extension.length(severity) if extension.lengths else NONE).after(start, self.days)
        self._step(on, position, event, Label("tính lại", "recomputed"), self._base_why())

    def suspend(self, on: date, position: int, event: Label, why: Label) -> None:
        """Stop counting."""
        self.suspended = True
        self.steps.append(Step(on, position, event, Label("dừng tính", "stopped"), why, None))
        self.runs.append(Running(on, None))

    def end(self, on: date, position: int) -> None:
        """The act that meets the deadline."""
        self.ended_on, self.ended_by = on, position

    def answer(self, subjects: set[str], on: date, position: int) -> None:
        """An act that concerns some of the persons it waits for; met when all are answered."""
        self.waiting -= subjects
        if not self.waiting:
            self.end(on, position)

    def frozen(self) -> Deadline:
        """The finished value."""
        return Deadline(
            self.limit,
            self.started_by,
            max(self.since, self.counted_from),
            tuple(self.steps),
            tuple(self.runs),
            self.ended_on,
            self.ended_by,
            self.subjects,
            self.key,
            self.counted_from,
            self.nominal,
            self.severity,
            self.extensions,
            self.stated is not None,
        )
