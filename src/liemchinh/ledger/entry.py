"""What is about to be recorded, before the register has taken it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date

from liemchinh.kernel.calendar import Precision
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Rung
from liemchinh.law.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or body of an entry: one that the register knows (`person_id`, `organisation_id`) or a new `name`.

    `post`, `unit`, `birth_year` and `sex` ("M", "F") describe a new person; they are not facts of the act.
    """

    person_id: int | None = None
    organisation_id: int | None = None
    name: str = ""
    post: str = ""
    is_organisation: bool = False
    charge: str = ""
    form: str = ""
    outcome: str = ""
    months: int | None = None
    role: str = ""
    unit: str = ""
    birth_year: int | None = None
    sex: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The content of an act. `request_key` makes a repeated request record once."""

    kind: str
    effective_on: date
    precision: Precision = Precision.DAY
    subjects: tuple[Subject, ...] = ()
    money: tuple[tuple[Rung, int], ...] = ()
    level: str = ""
    ground: str = ""
    offence: str = ""
    document_number: str = ""
    issuer: str = ""
    document_id: int | None = None
    related_id: int | None = None
    answers: int | None = None
    counted_from: date | None = None
    criteria: tuple[str, ...] = ()
    keeper_id: int | None = None
    addressee: str = ""
    due_on: date | None = None
    note: str = ""
    request_key: uuid.UUID | None = field(default=None, compare=False)


class UnlawfulError(Exception):
    """The law does not let the entry stand; nothing was recorded. `refusals` say why, with names filled in."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals
        super().__init__("; ".join(refusal.label.vi for refusal in refusals))


class StaleError(Exception):
    """Somebody recorded in this dossier after the form was opened. `position` is their newest mục."""

    def __init__(self, position: int, officer: str, label: Label) -> None:
        self.position = position
        self.officer = officer
        self.label = label
        super().__init__(label.vi)


class RefusedEntryError(Exception):
    """The entry cannot be recorded for a reason outside the law: a day in the future, an act already replaced."""

    def __init__(self, place: str, label: Label) -> None:
        self.place = place
        self.label = label
        super().__init__(label.vi)
