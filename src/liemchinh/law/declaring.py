"""Short ways to declare acts that differ in little: a step of criminal procedure, its document, its persons."""

from __future__ import annotations

from typing import Any, Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import ActKind, Choice, DossierKind, Need, Party, Role, Stage, SubjectSpec
from liemchinh.law.basis import Article

CASE: Final = frozenset({DossierKind.CASE})
MATTER: Final = frozenset({DossierKind.MATTER})
CASE_OR_MATTER: Final = CASE | MATTER
PROCEEDINGS: Final = frozenset({Stage.INVESTIGATION, Stage.PROSECUTION, Stage.FIRST_INSTANCE, Stage.APPEAL})
OPENED: Final = ("case.initiated", "case.split_from")
"""What a case begins with: a decision to open it, or its split from another."""


def choice(code: str, vi: str, en: str) -> Choice:
    """An allowed value without dates."""
    return Choice(code, Label(vi, en))


def step(
    code: str,
    label: Label,
    *basis: Article,
    at: Stage | frozenset[Stage] = frozenset(),
    sentence: Label | None = None,
    document: Need = Need.MUST,
    dossiers: frozenset[DossierKind] = CASE,
    **declared: Any,
) -> ActKind:
    """A step of procedure: done at a stage, on a document, told by its label unless a sentence is given."""
    told = sentence or label
    subjects: SubjectSpec | None = declared.get("subjects")
    if sentence is None and subjects is not None and subjects.least:
        told = Label(f"{label.vi}: {{subjects}}", f"{label.en}: {{subjects}}")
    elif sentence is None and declared.get("grounds"):
        told = Label(f"{label.vi}: {{ground}}", f"{label.en}: {{ground}}")
    return ActKind(
        code=code,
        label=label,
        sentence=told,
        basis=basis,
        dossiers=dossiers,
        stages=frozenset({at}) if isinstance(at, Stage) else at,
        document=document,
        **declared,
    )


def those(vi: str, en: str, *standing: Role, **declared: Any) -> SubjectSpec:
    """Persons or bodies that already stand in one of the roles."""
    return SubjectSpec(label=Label(vi, en), party=Party.EITHER, standing=frozenset(standing), **declared)


def newcomers(vi: str, en: str, role: Role, **declared: Any) -> SubjectSpec:
    """Persons or bodies that do not yet stand in the role they take."""
    return SubjectSpec(label=Label(vi, en), party=Party.EITHER, role=role, fresh=True, **declared)
