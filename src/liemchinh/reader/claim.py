"""What a paper says: one figure with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from liemchinh.kernel.calendar import Period

Qualifier = Literal["exact", "at_least", "more_than", "about", "at_most"]

OTHER: Final = "other"
"""The indicator of a figure that belongs to the work and that no indicator counts; the note says what it is."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that a text states.

    `indicator` is a code of the figures' catalogue or `OTHER`; `value` is in `unit` (đồng for VND). `scope` is the code
    of a province, "VN", "CLUSTER:<name>" or "ORG:<name>". A claim has a `period` (counted over) or an `as_of` (a state
    on a day), never both. `start` and `end` count characters of the text as it was given; `quote` is a slice of it.
    """

    indicator: str
    value: Decimal
    unit: str
    scope: str
    scope_name: str
    period: Period | None
    as_of: date | None
    qualifier: Qualifier
    quote: str
    start: int
    end: int
    note: str = ""
