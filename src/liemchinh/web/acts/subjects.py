"""The persons and bodies of an act's form: those who stand in the dossier, to be ticked, and rows for new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Protocol

from django.utils.translation import gettext as _

from liemchinh.kernel.label import Label
from liemchinh.law.acts import ActKind, Choice, Need, Party, Role
from liemchinh.law.offences import UnknownChargeError, parse_charge
from liemchinh.ledger.entry import Subject
from liemchinh.ledger.queries import File
from liemchinh.web.acts.typed import Typed
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import said

BLANK_ROWS: Final = 2
MOST_ROWS: Final = 60
MOST_CHARGES: Final = 80
"""Letters of the charges on one line."""


def charge_code(text: str) -> str:
    """“khoản 2 Điều 353” as 353.2; what is no charge stays as typed, for the law to refuse."""
    try:
        return parse_charge(text).code
    except UnknownChargeError:
        return " ".join(text.split())


class Refused(Protocol):
    """What is said at a line."""

    @property
    def text(self) -> str: ...
    @property
    def word(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. `is_new`: name and post are typed here."""

    key: str
    name: str
    post: str
    status: str
    is_new: bool
    is_organisation: bool
    ticked: bool
    charge: str
    forms: Sequence[shapes.Choice]
    outcomes: Sequence[shapes.Choice]
    refusal: str = ""
    refusal_word: str = ""

    @property
    def place(self) -> str:
        """The id of the row."""
        return f"f-line-{self.key}"

    def refused(self, problem: Refused | None) -> Line:
        """The same line with what is said against it."""
        return self if problem is None else replace(self, refusal=problem.text, refusal_word=problem.word)


@dataclass(slots=True)
class SubjectLines:
    """Reads and shows the rows of one form."""

    kind: ActKind
    file: File
    typed: Typed
    today: date
    problems: list[tuple[str, str]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    @property
    def label(self) -> Label | str:
        """The heading of the table."""
        return self.kind.subjects.label if self.kind.subjects else ""

    @property
    def takes_new(self) -> bool:
        """Whether the act may name somebody who does not stand in the dossier yet."""
        return self.kind.subjects is not None and not self.kind.subjects.standing

    @property
    def has_charge(self) -> bool:
        """Whether a line carries an offence."""
        return self.kind.subjects is not None and self.kind.subjects.charge is not Need.NO

    @property
    def either(self) -> bool:
        """Whether a new line says if it is a person or a body."""
        return self.kind.subjects is not None and self.kind.subjects.party is Party.EITHER

    @property
    def row_count(self) -> int:
        """How many rows for new names the form has."""
        text = self.typed.get("rows")
        count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else BLANK_ROWS
        if self.typed.get("step") == "more":
            count += BLANK_ROWS
        return min(max(count, BLANK_ROWS), MOST_ROWS)

    def lines(self) -> list[Line]:
        """Everybody of the dossier whom the act may concern, then the rows for new names."""
        spec = self.kind.subjects
        if spec is None:
            return []
        ticked = set(self.typed.all("subject"))
        standing = self.file.history.standing(self.today)
        found = []
        for key, name in self.file.names.items():
            if (spec.party is Party.ORGANISATION) != name.is_organisation and spec.party is not Party.EITHER:
                continue
            role = standing.get(key)
            chosen_here = key in ticked and self.typed.get("step") != "fields"
            if spec.fresh and role is spec.role and role is not None and not chosen_here:
                continue
            found.append(self._line(key, name.name, name.post, role, name.is_organisation, key in ticked, is_new=False))
        if self.takes_new:
            for number in range(1, self.row_count + 1):
                key = f"new{number}"
                is_body = spec.party is Party.ORGANISATION or self.typed.get(f"party-{key}") == Party.ORGANISATION.value
                name_typed, post = self.typed.get(f"name-{key}"), self.typed.get(f"post-{key}")
                found.append(self._line(key, name_typed, post, None, is_body, ticked=False, is_new=True))
        return found

    def line(self, key: str) -> Line | None:
        """One row."""
        return next((line for line in self.lines() if line.key == key), None)

    def _line(
        self, key: str, name: str, post: str, role: Role | None, is_organisation: bool, ticked: bool, *, is_new: bool
    ) -> Line:
        spec = self.kind.subjects
        charge = self.typed.get(f"charge-{key}")
        if not charge and not is_new and not self.typed.sent(f"charge-{key}"):
            charge = self._last_charge(key)
        return Line(
            key=key,
            name=name,
            post=post,
            status=str(said(role.label)) if role else "",
            is_new=is_new,
            is_organisation=is_organisation,
            ticked=ticked,
            charge=charge if self.has_charge else "",
            forms=self._choices(spec.forms if spec else (), f"form-{key}"),
            outcomes=self._choices(spec.outcomes if spec else (), f"outcome-{key}"),
        )

    def _last_charge(self, key: str) -> str:
        charges = [line.charge for act in self.file.history.acts for line in act.subjects if line.subject == key]
        return next((charge for charge in reversed(charges) if charge), "")

    def _choices(self, choices: Iterable[Choice], name: str) -> list[shapes.Choice]:
        offered = [choice for choice in choices if choice.in_force(self.today) or choice.code == self.typed.get(name)]
        if not offered:
            return []
        chosen = self.typed.get(name)
        return [
            shapes.Choice("", _("– chọn –"), not chosen),
            *(shapes.Choice(choice.code, choice.label, choice.code == chosen) for choice in offered),
        ]

    def read(self, on: date) -> list[Subject]:
        """The lines that are ticked or filled in; `problems` says what is wrong with a row."""
        if self.kind.subjects is None:
            return []
        self.today = on
        found = []
        for line in self.lines():
            filled = line.name or self.typed.get(f"charge-{line.key}") if line.is_new else line.ticked
            if not filled:
                continue
            if not line.name:
                self.problems.append((line.key, _("chưa ghi họ tên của dòng này.")))
            self.order.append(line.key)
            found.append(self._subject(line))
        return found

    def _subject(self, line: Line) -> Subject:
        charge = ";".join(charge_code(part) for part in line.charge.replace(",", ";").split(";") if part.strip())
        if len(charge) > MOST_CHARGES:
            self.problems.append((line.key, _("quá nhiều tội danh trên một dòng; ghi thành hai hành vi.")))
        spec = self.kind.subjects
        number = int(line.key[1:]) if not line.is_new else None
        return Subject(
            person_id=number if line.key.startswith("P") else None,
            organisation_id=number if line.key.startswith("O") else None,
            name=line.name[: 200 if line.is_organisation else 120],
            post=line.post[:200],
            is_organisation=line.is_organisation,
            charge=charge,
            form=self.typed.get(f"form-{line.key}") if spec and spec.forms else "",
            outcome=self.typed.get(f"outcome-{line.key}") if spec and spec.outcomes else "",
        )

    def key_of(self, subject: str) -> str:
        """The row of a subject of the law: a stored key is its own row, N2 is the second line read."""
        if subject.startswith("N") and subject[1:].isdigit() and int(subject[1:]) <= len(self.order):
            return self.order[int(subject[1:]) - 1]
        return subject
