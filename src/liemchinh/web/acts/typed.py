"""What was typed into a form: sent values, a kept draft, or the content of an act that is being corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import QueryDict

from liemchinh.kernel.calendar import Precision, show_date
from liemchinh.kernel.money import show_exact
from liemchinh.ledger.queries import Recorded
from liemchinh.web.acts import charges

_QUARTERS = ("I", "II", "III", "IV")
NOT_WORDS: Final = frozenset({"csrfmiddlewaretoken", "step", "file", "drop_file"})
"""Sent with a form, but no part of what was typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Values by field name; a missing one is empty."""

    values: Mapping[str, list[str]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The one value of a field, without space at its ends."""
        found = self.values.get(name)
        return found[-1].strip() if found else ""

    def all(self, name: str) -> list[str]:
        """Every value of a field."""
        return self.values.get(name) or []

    def number(self, name: str) -> int | None:
        """A field that holds a key of the register; None when it is empty or no such key."""
        text = self.get(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

    def sent(self, name: str) -> bool:
        """Whether the field was sent at all."""
        return name in self.values

    def with_values(self, **changes: str) -> Typed:
        """The same with some fields changed."""
        return Typed({**self.values, **{name: [value] for name, value in changes.items()}})

    def with_all(self, changes: Mapping[str, Iterable[str]]) -> Typed:
        """The same with some fields changed, each to any number of values."""
        return Typed({**self.values, **{name: list(values) for name, values in changes.items()}})

    def without(self, prefix: str) -> Typed:
        """The same without the fields whose name begins so."""
        return Typed({name: values for name, values in self.values.items() if not name.startswith(prefix)})

    def words(self) -> dict[str, list[str]]:
        """What is worth keeping: every field but those that only steer the form."""
        return {name: list(values) for name, values in self.values.items() if name not in NOT_WORDS}

    @classmethod
    def from_request(cls, query: QueryDict) -> Typed:
        """As the browser sent it; control characters a database cannot keep are left out."""
        return cls({name: [value.replace("\x00", "") for value in query.getlist(name)] for name in query})

    @classmethod
    def from_draft(cls, kept: Mapping[str, object]) -> Typed:
        """As a draft kept it."""
        return cls({name: [str(one) for one in values] for name, values in kept.items() if isinstance(values, list)})

    @classmethod
    def from_act(cls, recorded: Recorded) -> Typed:
        """The content of an act, as the form of its correction begins."""
        row, act = recorded.row, recorded.act
        values = {
            "effective_on": [_written(act.effective_on, act.precision)],
            "precision": [act.precision.value],
            "document_number": [row.document_number],
            "issuer": [row.issuer],
            "addressee": [row.addressee],
            "level": [act.level],
            "ground": [act.ground],
            "offence": [charges.written(act.offence)],
            "related": [row.related.number if row.related else ""],
            "answers": [str(act.answers) if act.answers else ""],
            "criteria": list(act.criteria),
            "keeper": [str(act.keeper) if act.keeper else ""],
            "counted_from": [show_date(act.counted_from) if act.counted_from else ""],
            "due_on": [show_date(act.due_on) if act.due_on else ""],
            "document": [str(row.document_id) if row.document_id else ""],
            "subject": [line.subject for line in act.subjects],
        }
        for line in act.subjects:
            values |= {
                f"charge-{line.subject}": [charges.written(line.charge)],
                f"form-{line.subject}": [line.form],
                f"months-{line.subject}": [str(line.months) if line.months else ""],
                f"outcome-{line.subject}": [line.outcome],
                f"role-{line.subject}": [line.role],
            }
        for money in act.money:
            values[f"money-{money.rung.value}"] = [show_exact(money.amount).removesuffix(" đồng")]
        return cls(values)


def _written(day: date, precision: Precision) -> str:
    if precision is Precision.MONTH:
        return f"{day.month}/{day.year}"
    if precision is Precision.QUARTER:
        return f"{_QUARTERS[(day.month - 1) // 3]}/{day.year}"
    return str(day.year) if precision is Precision.YEAR else show_date(day)
