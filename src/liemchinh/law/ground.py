"""Where a dossier stands just before an act: what the checks of the law read and the fold writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import FAR
from liemchinh.law.acts import Act, DossierKind, Role, Rung, Severity, Stage
from liemchinh.law.deadlines import Clock
from liemchinh.law.limits import VERSIONS, Each

LIVE: Final = frozenset({Role.ACCUSED, Role.DEFENDANT})
"""The roles of those who are proceeded against."""
UNCHARGED: Final = frozenset({Role.REPORTED, Role.HELD, Role.RELEASED})
FREED: Final = frozenset({Role.CLEARED, Role.ACQUITTED, Role.MOVED})
EXTENDING: Final = frozenset(kind for lines in VERSIONS.values() for line in lines for kind in line.extends)
"""The kinds of act that extend a limit."""


@dataclass(slots=True)
class Ground:
    """Where a dossier stands.

    `done`: the first act of each kind in this round (a file sent back begins a new one), `ever`: how often in all;
    `held_at`: in whose hands the file is; `requests`: expert requests that wait, by the root of the act that made them.
    """

    kind: DossierKind
    opened_on: date
    stage: Stage
    done: dict[str, Act] = field(default_factory=dict)
    ever: Counter[str] = field(default_factory=Counter)
    levels: dict[str, Act] = field(default_factory=dict)
    roles: dict[str, tuple[Role, Act]] = field(default_factory=dict)
    charges: dict[str, str] = field(default_factory=dict)
    offence: str = ""
    severity: Severity = Severity.LESS_SERIOUS
    suspended: Act | None = None
    set_aside: dict[str, Act] = field(default_factory=dict)
    on_appeal: set[str] = field(default_factory=set)
    held_at: Stage | None = None
    requests: dict[int, Act] = field(default_factory=dict)
    sums: Counter[Rung] = field(default_factory=Counter)
    clocks: list[Clock] = field(default_factory=list)
    keeper: int | None = None

    @property
    def is_brought_forward(self) -> bool:
        """Whether its history before the register lies on paper."""
        return "register.brought_forward" in self.ever

    def running(self, code: str) -> Iterable[Clock]:
        """The clocks of a limit that are neither met nor suspended."""
        return (c for c in self.clocks if c.limit.code == code and c.ended_on == FAR and not c.suspended)

    def extended_by(self, kind: str, act: Act | None) -> list[Clock]:
        """The clocks an act of this kind would extend: for each person or request it names, else the latest."""
        found = [
            clock
            for clock in self.clocks
            if kind in clock.limit.extends and clock.ended_on == FAR and not clock.suspended and concerns(clock, act)
        ]
        if act is None or not found or found[-1].limit.each is not Each.PERSON:
            return found[-1:]
        return found


def concerns(clock: Clock, act: Act | None) -> bool:
    """Whether an act touches a clock: one that names persons or a request touches only theirs."""
    if act is None:
        return True
    if clock.limit.each is Each.ANSWER and act.answers is not None:
        return act.answers == clock.key
    if clock.subjects and act.subjects:
        return not clock.waiting.isdisjoint(line.subject for line in act.subjects)
    return True
