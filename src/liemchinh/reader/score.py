"""How well the reader reads: its claims beside passages read by people."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from liemchinh.reader.claim import Claim
from liemchinh.reader.extract import read

Figure = tuple[str, str, str]


@dataclass(slots=True)
class Tally:
    """Counts of one indicator, or of all: right, claimed, stated."""

    right: int = 0
    claimed: int = 0
    stated: int = 0

    @property
    def precision(self) -> float:
        """The share of what was claimed that is stated."""
        return self.right / self.claimed if self.claimed else 1.0

    @property
    def recall(self) -> float:
        """The share of what is stated that was claimed."""
        return self.right / self.stated if self.stated else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.claimed + self.stated
        return 2 * self.right / total if total else 1.0


@dataclass(slots=True)
class Score:
    """`total` over (indicator, value, unit); of the matched figures, how many have the right scope and time."""

    passages: int = 0
    total: Tally = field(default_factory=Tally)
    by_indicator: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    matched: int = 0
    scope_right: int = 0
    time_right: int = 0
    qualifier_right: int = 0

    @property
    def scope_share(self) -> float:
        """The share of matched figures with the right scope."""
        return self.scope_right / self.matched if self.matched else 1.0

    @property
    def time_share(self) -> float:
        """The share of matched figures with the right period and the right day."""
        return self.time_right / self.matched if self.matched else 1.0

    @property
    def qualifier_share(self) -> float:
        """The share of matched figures with the right qualifier."""
        return self.qualifier_right / self.matched if self.matched else 1.0


def _shown(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _time_of_claim(claim: Claim) -> tuple[str, ...]:
    if claim.period:
        return claim.period.first.isoformat(), claim.period.last.isoformat()
    return (claim.as_of.isoformat(),) if claim.as_of else ()


def _time_of_row(stated: Mapping[str, Any]) -> tuple[str, ...]:
    if stated.get("period"):
        return tuple(stated["period"])
    return (stated["as_of"],) if stated.get("as_of") else ()


def _key_of_row(stated: Mapping[str, Any]) -> Figure:
    return stated["indicator"], _shown(Decimal(stated["value"])), stated["unit"]


def compare(score: Score, claims: Iterable[Claim], stated: Iterable[Mapping[str, Any]]) -> None:
    """Add one passage to `score`. Figures are matched as multisets, those of the right scope and time first."""
    open_rows: dict[Figure, list[Mapping[str, Any]]] = defaultdict(list)
    for row in stated:
        key = _key_of_row(row)
        open_rows[key].append(row)
        score.total.stated += 1
        score.by_indicator[key[0]].stated += 1
    made: dict[Figure, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = claim.indicator, _shown(claim.value), claim.unit
        made[key].append(claim)
        score.total.claimed += 1
        score.by_indicator[key[0]].claimed += 1
    for key, rows in open_rows.items():
        mine = made.get(key, [])
        for _ in range(min(len(rows), len(mine))):
            claim, row = max(
                ((one, other) for one in mine for other in rows),
                key=lambda pair: (
                    pair[0].scope == pair[1]["scope"],
                    _time_of_claim(pair[0]) == _time_of_row(pair[1]),
                ),
            )
            mine.remove(claim)
            rows.remove(row)
            score.matched += 1
            score.total.right += 1
            score.by_indicator[key[0]].right += 1
            score.scope_right += claim.scope == row["scope"]
            score.time_right += _time_of_claim(claim) == _time_of_row(row)
            score.qualifier_right += claim.qualifier == row.get("qualifier", "exact")


def score(rows: Iterable[Mapping[str, Any]]) -> Score:
    """Read every passage of `rows` (text, published, observations) and count what is right."""
    result = Score()
    for row in rows:
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        compare(result, read(row["text"], published=published), row["observations"])
        result.passages += 1
    return result


def score_file(path: Path) -> Score:
    """Score the passages of a JSONL file; raises OSError and json.JSONDecodeError."""
    with path.open(encoding="utf-8") as lines:
        return score(json.loads(line) for line in lines if line.strip())
