"""Why the law does not let an act stand."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from liemchinh.kernel.label import Label
from liemchinh.law.basis import Article


class Place(enum.StrEnum):
    """The field of the form at which a refusal is shown."""

    KIND = "kind"
    DATE = "effective_on"
    SUBJECTS = "subjects"
    CHARGE = "offence"
    LEVEL = "level"
    GROUND = "ground"
    DOCUMENT = "document_number"
    MONEY = "money"
    RELATED = "related"
    DUE = "due_on"
    ANSWERS = "answers"
    COUNTED = "counted_from"
    ADDRESSEE = "addressee"
    CRITERIA = "criteria"
    KEEPER = "keeper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason. `position` is the act refused, `blocking` the act in the way (mục) with its day.

    `label` may hold {subject}: whoever knows names puts it in. `instead` names kinds that the law allows now.
    """

    rule: str
    label: Label
    place: Place
    position: int
    basis: Article | None = None
    blocking: int | None = None
    blocking_on: date | None = None
    subject: str = ""
    instead: tuple[str, ...] = ()
