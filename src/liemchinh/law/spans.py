"""States over time, and the passages by which dossiers and persons enter and leave them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import FAR
from liemchinh.law.acts import Act, Stage

WATCH: Final = "watch"
SUSPENDED: Final = "suspended"
PENDING: Final = "pending"


@dataclass(frozen=True, slots=True)
class Span:
    """A state that held from `on` until the day before `until` (FAR while it lasts).

    `state` and `detail`: "stage" and the stage; "watch" and the level; "suspended"; "role" and the role; "pending" and
    the stage in whose body's hands the file or the person is; "measure" and the preventive measure; "wanted"; "keeper"
    and the officer. `subject` empty for the dossier itself; `position`: the act that began it (0 = the opening of the
    dossier).
    """

    state: str
    detail: str
    subject: str
    on: date
    until: date
    position: int

    def holds(self, day: date) -> bool:
        """Whether the state held on `day`."""
        return self.on <= day < self.until


@dataclass(frozen=True, slots=True)
class Passage:
    """The file, or a person in it, comes into the hands of a stage's body (`enters`) or leaves them, by an act.

    Opening + those that enter − those that leave = closing, whatever the period (DOMAIN 12.4).
    """

    stage: Stage
    subject: str
    on: date
    position: int
    kind: str
    enters: bool


@dataclass(slots=True)
class Timeline:
    """States while the fold goes on."""

    opened: dict[tuple[str, str, str], tuple[date, int]] = field(default_factory=dict)
    closed: list[Span] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    pending: dict[str, Stage] = field(default_factory=dict)

    def begin(self, state: str, detail: str, subject: str, act: Act) -> None:
        """A state begins, unless it holds already."""
        self.opened.setdefault((state, detail, subject), (act.effective_on, act.position))

    def end(self, state: str, detail: str, subject: str, on: date) -> None:
        """A state ends, if it holds."""
        began = self.opened.pop((state, detail, subject), None)
        if began is not None and began[0] < on:
            self.closed.append(Span(state, detail, subject, began[0], on, began[1]))

    def end_all(self, state: str, subject: str, on: date) -> None:
        """Whatever state of this name the subject is in ends."""
        for key in [key for key in self.opened if key[0] == state and key[2] == subject]:
            self.end(*key, on)

    def pend(self, wanted: dict[str, Stage], act: Act) -> None:
        """Who and what lies with which body from this act on ("" = the file); those that moved have passed."""
        for subject, stage in [*self.pending.items()]:
            if wanted.get(subject) is not stage:
                self.end(PENDING, stage, subject, act.effective_on)
                self.passages.append(Passage(stage, subject, act.effective_on, act.position, act.kind, enters=False))
        for subject, stage in wanted.items():
            if self.pending.get(subject) is not stage:
                self.begin(PENDING, stage, subject, act)
                self.passages.append(Passage(stage, subject, act.effective_on, act.position, act.kind, enters=True))
        self.pending = wanted

    def spans(self) -> tuple[Span, ...]:
        """Every state, ended or lasting, in a fixed order."""
        lasting = (
            Span(state, detail, subject, on, FAR, position)
            for (state, detail, subject), (on, position) in self.opened.items()
        )
        return tuple(sorted([*self.closed, *lasting], key=_order))


def _order(span: Span) -> tuple[date, int, str, str, str]:
    return span.on, span.position, span.state, span.detail, span.subject
