"""What a form begins with: words of the last such paper, everybody whom the act concerns. A day is never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from liemchinh.directory.access import Scope
from liemchinh.law.acts import ActKind, Need
from liemchinh.ledger import choices
from liemchinh.ledger.queries import File
from liemchinh.web.acts.typed import Typed

LEAVING: Final = frozenset({"cleared", "acquitted", "released", "moved"})
"""Roles that some are given while the others stay: who gets one is chosen, never taken for granted."""
GIVEN: Final = "given"
"""The hidden field that remembers who was ticked beforehand, so that a change of kind does not take it for a choice."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the empty fields of a form are filled with. `subjects`: the keys ticked beforehand."""

    issuer: str = ""
    addressee: str = ""
    level: str = ""
    answers: str = ""
    subjects: tuple[str, ...] = ()


def defaults_of(kind: ActKind, file: File, scope: Scope, on: date, answers: int | None = None) -> Defaults:
    """What a form of this kind begins with; `answers`: the act it was said to belong to."""
    written = choices.last_written(scope, file.dossier, kind)
    open_acts = choices.answerable(file, kind, on) if kind.answers else []
    belongs = answers or (open_acts[0].position if len(open_acts) == 1 else None)
    levels = choices.levels(file, kind, on) if kind.level is not Need.NO else []
    return Defaults(
        issuer=written.issuer,
        addressee=written.addressee if kind.addressee is not Need.NO else "",
        level=levels[0].value if len(levels) == 1 else "",
        answers=str(belongs) if belongs else "",
        subjects=subjects_of(kind, file, on, belongs),
    )


def subjects_of(kind: ActKind, file: File, on: date, answers: int | None) -> tuple[str, ...]:
    """Who is ticked beforehand: those named by the act it belongs to, or everybody when it carries all of them on."""
    spec = kind.subjects
    if spec is None or not spec.standing:
        return ()
    standing = [key for key, role in file.history.standing(on).items() if role in spec.standing and key in file.names]
    answered = file.at(answers) if answers else None
    if answered is not None and answered.act.subjects:
        named = {line.subject for line in answered.act.subjects}
        return tuple(key for key in standing if key in named)
    forward = spec.role is not None and spec.role not in spec.standing and spec.role.value not in LEAVING
    return tuple(standing) if kind.leads_to is not None or kind.once or forward else ()


def begun(typed: Typed, defaults: Defaults, before: Defaults | None = None) -> Typed:
    """A form that begins, or turns to another kind: its empty fields filled; what `before` had filled in gives way."""
    found: dict[str, list[str]] = {}
    for name in ("issuer", "addressee", "level", "answers"):
        here = typed.get(name)
        if not here or (before is not None and here == getattr(before, name)):
            found[name] = [getattr(defaults, name)]
    return followed(typed.with_all(found), defaults, anew=not any(typed.all("subject")))


def followed(typed: Typed, defaults: Defaults, *, anew: bool = False) -> Typed:
    """The form with those ticked beforehand ticked again, unless somebody chose otherwise meanwhile."""
    if not anew and set(typed.all("subject")) != set(typed.all(GIVEN)):
        return typed
    return typed.with_all({"subject": defaults.subjects, GIVEN: defaults.subjects})
