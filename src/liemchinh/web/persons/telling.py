"""What a person's page tells of one: capacities over time, what acts said of them, evidence for and against a twin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import FAR, Precision
from liemchinh.kernel.label import Label
from liemchinh.law.acts import ActKind, Role, SubjectLine
from liemchinh.law.book import BOOK
from liemchinh.ledger import models
from liemchinh.ledger.likeness import Comparison, Side
from liemchinh.ledger.person_file import Part
from liemchinh.ledger.twins import Known, Stand
from liemchinh.web.dossiers.parts import INNOCENT, anchor
from liemchinh.web.showing.sentences import charge_label, choice_label
from liemchinh.web.showing.shown import NBSP, said

SEXES = {"M": Label("nam", "male"), "F": Label("nữ", "female")}


def person_url(person_id: int) -> str:
    """The page of a person."""
    return reverse("person", args=[person_id])


def dossier_url(committee: str, number: str, position: int = 0) -> str:
    """The page of a dossier, at one of its entries."""
    address = reverse("dossier", args=[committee, number])
    return f"{address}{anchor(position)}" if position else address


def marks(person: models.Person) -> str:
    """“Giám đốc, Sở Y tế, nam, sinh năm 1975”: what a row says beside the name."""
    born = _("sinh năm %(year)s") % {"year": person.birth_year} if person.birth_year else ""
    sex = str(said(SEXES[person.sex])) if person.sex in SEXES else ""
    return ", ".join(part for part in (person.post, person.unit, sex, born.replace(" ", NBSP)) if part)


@dataclass(frozen=True, slots=True)
class Standing:
    """One capacity in one dossier. `until` None: still so on the day read."""

    role: Role
    on: date
    until: date | None
    number: str
    title: str
    url: str
    act: Label | str
    position: int
    cleared: bool
    kind: Label


@dataclass(frozen=True, slots=True)
class Told:
    """What one act says of the person."""

    on: date
    precision: Precision
    act: Label | str
    details: str
    number: str
    url: str
    position: int


def standings(parts: Iterable[Part], day: date) -> list[Standing]:
    """Every capacity the person ever stood in, the newest first; an accusation and its end are lines of one size."""
    found = []
    for part in parts:
        file = part.file
        dossier = file.dossier
        for span in file.history.spans:
            if span.state != "role" or span.subject not in part.keys or span.on > day:
                continue
            role = Role(span.detail)
            entered = file.at(span.position)
            kind = BOOK.get(entered.row.kind) if entered else None
            found.append(
                Standing(
                    role=role,
                    on=span.on,
                    until=None if span.until == FAR or span.until > day else span.until,
                    number=dossier.number,
                    title=dossier.title,
                    url=dossier_url(dossier.committee.code, dossier.number, span.position),
                    act=kind.label if kind else "",
                    position=span.position,
                    cleared=role in INNOCENT,
                    kind=file.history.kind.label,
                )
            )
    return sorted(found, key=lambda one: (one.on, one.position), reverse=True)


def told(parts: Iterable[Part]) -> list[Told]:
    """Charges, sanctions, decisions on heads, penalties and outcomes, the newest first."""
    found = [
        Told(
            item.act.effective_on,
            Precision(item.row.precision),
            BOOK[item.row.kind].label,
            details(BOOK[item.row.kind], line),
            part.file.dossier.number,
            dossier_url(part.file.dossier.committee.code, part.file.dossier.number, item.position),
            item.position,
        )
        for part in parts
        for item in part.file.recorded
        if item.stands and item.row.kind in BOOK
        for line in item.act.subjects
        if line.subject in part.keys
    ]
    return sorted(found, key=lambda one: (one.on, one.position), reverse=True)


def details(kind: ActKind, line: SubjectLine) -> str:
    """What an act says of one person: offence, form, length, outcome."""
    spec = kind.subjects
    parts = [str(said(charge_label(line.charge))) if line.charge else ""]
    if spec is not None:
        parts += [
            str(said(choice_label(choices, code)))
            for choices, code in ((spec.forms, line.form), (spec.outcomes, line.outcome))
            if code
        ]
    if line.months:
        parts.append((_("%(count)s tháng") % {"count": line.months}).replace(" ", NBSP))
    return "; ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece of evidence as the page prints it; `word` says the side before the sentence."""

    side: str
    word: str
    text: Label


def evidence(comparison: Comparison) -> list[Weighed]:
    """What speaks for, what against, what says nothing, in this order."""
    words = {Side.FOR: _("Giống"), Side.AGAINST: _("Khác"), Side.NEITHER: _("Chưa đủ")}
    return [
        Weighed(side.value, words[side], piece.label)
        for side in (Side.FOR, Side.AGAINST, Side.NEITHER)
        for piece in comparison.on(side)
    ]


@dataclass(frozen=True, slots=True)
class Placed:
    """A dossier beside a row: its number and the role there."""

    number: str
    url: str
    title: str
    role: Label | str


def placed(stands: Sequence[Stand]) -> list[Placed]:
    """The dossiers in which a row stands."""
    return [
        Placed(
            stand.number,
            dossier_url(stand.committee_code, stand.number),
            stand.title,
            Role(stand.role).label if stand.role in set(Role) else "",
        )
        for stand in stands
    ]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the register beside another."""

    pk: int
    name: str
    url: str
    marks: str
    dossiers: Sequence[Placed]


def shown_row(known: Known) -> ShownRow:
    """A row with its marks and dossiers."""
    person = known.person
    return ShownRow(person.pk, person.name, person_url(person.pk), marks(person), placed(known.stands))
