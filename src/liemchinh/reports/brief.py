"""A case on one sheet for a member of the committee: plain words in the language of the reader, and how much fits.

Nothing is ever cut in the middle: names, offences and articles stand whole. What does not fit is left out whole and
counted (“và 7 hành vi khác”), the persons draw closer together, and the letters become smaller, in that order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from liemchinh.kernel.money import show_number
from liemchinh.reports.heading import Clocks, PaperHead


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the case. `charge`: clause and article; `told`: since when, what was decided."""

    name: str
    post: str = ""
    charge: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Everybody of one role. `cleared`: they are no longer accused, and stand out as much as those who are."""

    role: str
    persons: tuple[Person, ...]
    cleared: bool = False

    def by_charge(self) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """The persons by what they are charged with, in the order of first mention."""
        found: dict[str, list[Person]] = {}
        for person in self.persons:
            found.setdefault(person.charge, []).append(person)
        return tuple((charge, tuple(persons)) for charge, persons in found.items())


@dataclass(frozen=True, slots=True)
class KeyAct:
    """An act worth telling: `weight` decides which go first when there is no room."""

    on: str
    text: str
    paper: str
    weight: int


@dataclass(frozen=True, slots=True)
class Amount:
    """One rung of the money ladder: the amount in words, or why there is none."""

    rung: str
    words: str


@dataclass(frozen=True, slots=True)
class Running:
    """A deadline that runs or stands still."""

    label: str
    due: str
    word: str
    basis: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything of the sheet. `acts`: all that could be told, the oldest first; `untold`: acts beyond them."""

    head: PaperHead
    clocks: Clocks
    clocks_told: str
    heading: str
    number: str
    title: str
    what: tuple[str, ...]
    level: tuple[str, ...]
    stage: str
    people: tuple[RoleGroup, ...]
    people_note: str
    acts: tuple[KeyAct, ...]
    untold: int
    money: tuple[Amount, ...]
    running: tuple[Running, ...]
    stalled: tuple[str, ...]
    concluded: tuple[str, ...]
    proposed: tuple[str, ...]
    next_steps: tuple[str, ...]
    headings: Headings


@dataclass(frozen=True, slots=True)
class Headings:
    """The titles of the parts, in the language of the sheet."""

    what: str
    level: str
    stage: str
    people: str
    acts: str
    money: str
    running: str
    stalled: str
    concluded: str
    next_steps: str
    others: str
    """“và {count} hành vi khác”."""
    persons_in_dossier: str
    """“{count} người; danh sách ở hồ sơ”."""
    nothing_stalled: str
    no_deadline: str
    nobody: str
    not_concluded: str


LINES: Final = 0
"""One line for each person."""
RUN_IN: Final = 1
"""Persons of one charge after each other, posts in brackets."""
NAMES: Final = 2
"""The same without posts."""
COUNTS: Final = 3
"""How many of each charge; the dossier has the names."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How much is shown and how large: points of the text, number of acts, density of the persons."""

    size: float
    acts: int
    density: int


def _ladder() -> Iterator[Measure]:
    for density, sizes in ((LINES, (12, 11.5, 11, 10.5, 10)), (RUN_IN, (10.5, 10, 9.5, 9)), (NAMES, (9.5, 9, 8.5, 8))):
        for size in sizes:
            for acts in (12, 9, 7, 5) if size >= 9 else (5, 3):
                yield Measure(size, acts, density)
    yield Measure(8, 3, COUNTS)
    yield Measure(8, 0, COUNTS)
    yield Measure(7, 0, COUNTS)


MEASURES: Final = tuple(_ladder())
"""From the fullest sheet to the tightest."""


class OversizeError(Exception):
    """Even the tightest sheet does not hold the brief."""


def fitted(pages: Callable[[Measure], int]) -> Measure:
    """The first measure whose sheet is one page. `pages` lays a sheet out and counts. Raises OversizeError.

    The measures of one density are ordered from roomy to tight, so each density is first asked for its tightest.
    """
    for density in (LINES, RUN_IN, NAMES, COUNTS):
        offered = [measure for measure in MEASURES if measure.density == density]
        if pages(offered[-1]) > 1:
            continue
        low, high = 0, len(offered) - 1
        while low < high:
            middle = (low + high) // 2
            if pages(offered[middle]) > 1:
                low = middle + 1
            else:
                high = middle
        return offered[high]
    raise OversizeError


def told_acts(brief: Brief, most: int) -> tuple[tuple[KeyAct, ...], str]:
    """The weightiest acts in the order of their days, and the words for the rest; the newest is always among them."""
    ranked = sorted(
        enumerate(brief.acts), key=lambda pair: (pair[0] == len(brief.acts) - 1, pair[1].weight, pair[0]), reverse=True
    )
    kept = sorted(place for place, _ in ranked[:most])
    rest = len(brief.acts) - len(kept) + brief.untold
    words = brief.headings.others.format(count=show_number(rest)) if rest else ""
    return tuple(brief.acts[place] for place in kept), words


def without_posts(group: RoleGroup) -> RoleGroup:
    """The same persons by name alone."""
    return replace(group, persons=tuple(replace(person, post="") for person in group.persons))
