"""What was typed into a form: sent values, or the content of an act that is being corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from liemchinh.kernel.calendar import Precision, show_date
from liemchinh.kernel.money import show_exact
from liemchinh.ledger.queries import Recorded

_QUARTERS = ("I", "II", "III", "IV")


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

    def sent(self, name: str) -> bool:
        """Whether the field was sent at all."""
        return name in self.values

    def with_values(self, **changes: str) -> Typed:
        """The same with some fields changed."""
        return Typed({**self.values, **{name: [value] for name, value in changes.items()}})

    @classmethod
    def from_request(cls, query: QueryDict) -> Typed:
        """As the browser sent it; control characters a database cannot keep are left out."""
        return cls({name: [value.replace("\x00", "") for value in query.getlist(name)] for name in query})

    @classmethod
    def blank(cls, today: date) -> Typed:
        """A new form."""
        return cls({"effective_on": [show_date(today)]})

    @classmethod
    def from_act(cls, recorded: Recorded) -> Typed:
        """The content of an act, as the form of its correction begins."""
        row, act = recorded.row, recorded.act
        values = {
            "effective_on": [_written(act.effective_on, act.precision)],
            "precision": [act.precision.value],
            "document_number": [row.document_number],
            "issuer": [row.issuer],
            "level": [act.level],
            "ground": [act.ground],
            "offence": [act.offence],
            "related": [row.related.number if row.related else ""],
            "due_on": [show_date(act.due_on) if act.due_on else ""],
            "document": [str(row.document_id) if row.document_id else ""],
            "subject": [line.subject for line in act.subjects],
        }
        for line in act.subjects:
            values |= {
                f"charge-{line.subject}": [line.charge],
                f"form-{line.subject}": [line.form],
                f"outcome-{line.subject}": [line.outcome],
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
