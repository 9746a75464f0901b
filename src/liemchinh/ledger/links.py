"""What officers decided about pairs of rows, as it stands now: which rows are one person, through whom, which are two.

Links are only ever added and the latest on a pair counts, so nothing is lost by linking and nothing by unlinking. That
three rows are one person follows from two links when it is read; it is stored nowhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from liemchinh.directory.access import Scope
from liemchinh.ledger import models
from liemchinh.ledger.models import PersonLink

Pair = tuple[int, int]


def pair_of(one: int, other: int) -> Pair:
    """Two rows as a link names them: the smaller number first."""
    return (one, other) if one < other else (other, one)


def people(scope: Scope) -> QuerySet[models.Person]:
    """The rows of persons within reach."""
    found = models.Person.objects.all()
    return found if scope.committees is None else found.filter(committee_id__in=scope.committees)


@dataclass(slots=True)
class Links:
    """The latest decision on each pair."""

    latest: Mapping[Pair, PersonLink]
    _beside: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (one, other), link in self.latest.items():
            if link.verdict == PersonLink.SAME:
                self._beside.setdefault(one, []).append(other)
                self._beside.setdefault(other, []).append(one)

    def on(self, one: int, other: int) -> PersonLink | None:
        """The latest decision on a pair; None when nobody ever decided."""
        return self.latest.get(pair_of(one, other))

    def one_person(self, row: int) -> frozenset[int]:
        """Every row that is one person with this one, itself included."""
        return frozenset(self._ways(row))

    def way(self, one: int, other: int, *, without: Pair | None = None) -> list[PersonLink]:
        """The links by which two rows are one person, the fewest; empty when they are not. `without`: pass over it."""
        came_from = self._ways(one, without)
        if one == other or other not in came_from:
            return []
        found = []
        while (before := came_from[other]) is not None:
            found.append(self.latest[pair_of(before, other)])
            other = before
        return found[::-1]

    def parting(self, one: int, other: int, *, without: Pair | None = None) -> PersonLink | None:
        """A decision by which the two cannot be one person: their rows, or rows linked to them, are two people.

        `without`: the pair whose own decision is about to be replaced.
        """
        theirs = self.one_person(other)
        for mine in sorted(self.one_person(one)):
            for row in sorted(theirs):
                link = self.on(mine, row)
                if link is not None and link.verdict == PersonLink.DIFFERENT and pair_of(mine, row) != without:
                    return link
        return None

    def _ways(self, row: int, without: Pair | None = None) -> dict[int, int | None]:
        came_from: dict[int, int | None] = {row: None}
        queue = deque([row])
        while queue:
            here = queue.popleft()
            for there in self._beside.get(here, ()):
                if there not in came_from and pair_of(here, there) != without:
                    came_from[there] = here
                    queue.append(there)
        return came_from


def _latest(found: QuerySet[PersonLink]) -> list[PersonLink]:
    newest = found.order_by("person_id", "other_id", "-id").distinct("person_id", "other_id")
    return list(newest.select_related("officer"))


def within(scope: Scope) -> Links:
    """Every decision whose two rows are within reach."""
    found = PersonLink.objects.all()
    if scope.committees is not None:
        reached = scope.committees
        found = found.filter(person__committee_id__in=reached, other__committee_id__in=reached)
    return Links({(link.person_id, link.other_id): link for link in _latest(found)})


def around(scope: Scope, rows: Iterable[int]) -> Links:
    """The decisions on these rows, and on all that are one person with them, as far as the scope reaches.

    A row out of reach joins nothing: what is linked only through it stays apart, and that it exists is not told.
    """
    known: dict[Pair, PersonLink] = {}
    asked: set[int] = set()
    queue = set(rows)
    while queue:
        asked |= queue
        found = PersonLink.objects.filter(Q(person_id__in=queue) | Q(other_id__in=queue))
        if scope.committees is not None:
            reached = scope.committees
            found = found.filter(person__committee_id__in=reached, other__committee_id__in=reached)
        fresh = _latest(found)
        known |= {(link.person_id, link.other_id): link for link in fresh}
        queue = {
            row for link in fresh if link.verdict == PersonLink.SAME for row in (link.person_id, link.other_id)
        } - asked
    return Links(known)
