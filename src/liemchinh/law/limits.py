"""Statutory limits as dated data (DOMAIN 3.4): one file for each text in `texts/limits`, an article for each line.

All are maxima. What an amendment changes becomes a further line with its own days in force; the line in force on the
day of an act governs what that act starts or extends.
"""

from __future__ import annotations

import enum
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, Final

from liemchinh.kernel.calendar import WorkingDays, add_months
from liemchinh.kernel.catalogue import Catalogue
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Act, Severity, Stage
from liemchinh.law.basis import TEXTS, Article, LegalText

CUSTODY_MONTH: Final = 30
"""Days of a month of custody or detention (BLTTHS, Điều 134)."""


class Unit(enum.StrEnum):
    """How a length is counted; the value is how the files write it."""

    DAYS = "d"
    WORKING_DAYS = "wd"
    MONTHS = "m"
    CUSTODY_MONTHS = "cm"
    YEARS = "y"

    @property
    def label(self) -> Label:
        """The word after the number."""
        return _UNITS[self]


_UNITS: Final = {
    Unit.DAYS: Label("ngày", "days"),
    Unit.WORKING_DAYS: Label("ngày làm việc", "working days"),
    Unit.MONTHS: Label("tháng", "months"),
    Unit.CUSTODY_MONTHS: Label("tháng", "months"),
    Unit.YEARS: Label("năm", "years"),
}


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time as a text gives it; `count` 0 = the text gives none."""

    count: int
    unit: Unit

    def after(self, day: date, days: WorkingDays) -> date:
        """The day on which it ends, before any shift to a working day."""
        if self.unit is Unit.MONTHS:
            return add_months(day, self.count)
        if self.unit is Unit.YEARS:
            return add_months(day, 12 * self.count)
        if self.unit is Unit.WORKING_DAYS:
            return days.add(day, self.count)
        return day + timedelta(days=self.count * (CUSTODY_MONTH if self.unit is Unit.CUSTODY_MONTHS else 1))

    @property
    def label(self) -> Label:
        """“4 tháng”."""
        return Label(f"{self.count}\u00a0{self.unit.label.vi}", f"{self.count}\u00a0{self.unit.label.en}")


NONE: Final = Length(0, Unit.DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """One extension: the kind of act that gives it, who decides, how long.

    `total`: the length is counted from the start and replaces what ran so far; `stated`: the act says the new day;
    `repeats`: may be given again and again.
    """

    by: str
    basis: Article
    decided_by: Label
    lengths: tuple[Length, ...]
    total: bool = False
    stated: bool = False
    repeats: bool = False

    def length(self, severity: Severity) -> Length:
        """How long for a class of crime."""
        return self.lengths[0] if len(self.lengths) == 1 else self.lengths[severity - 1]

    def given(self, severity: Severity) -> bool:
        """Whether the text gives it for the class."""
        return self.stated or self.length(severity).count > 0


class Each(enum.StrEnum):
    """What has a clock of its own."""

    DOSSIER = ""
    ACT = "act"
    PERSON = "person"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One clock: which acts start, extend, stop and end it, and how long it runs.

    `starts` and `ends` may narrow a kind to a ground, outcome or form: “appeal.accepted[province]”. `base` holds one
    length, or four by class of crime. `each`: one clock for the dossier, for each act (over when all it names are
    answered), for each person, or for each request that a later act answers. `to_the_day`: ends on the day itself,
    worked or not. `stated`: the act says the day. `follows`: runs from the end of another clock. `lapses`: when it
    passes nothing is overdue, the right is gone. `minor`: the sending of papers, shown but never counted as overdue.
    """

    code: str
    label: Label
    basis: Article
    base: tuple[Length, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    suspends: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extensions: tuple[Extension, ...] = ()
    each: Each = Each.DOSSIER
    in_stages: frozenset[Stage] = frozenset()
    only_after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    follows: str = ""
    warn_days: int = 3
    ask_before: int = 0
    stated: bool = False
    to_the_day: bool = False
    lapses: bool = False
    minor: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    def length(self, severity: Severity) -> Length:
        """The base length for a class of crime."""
        if not self.base:
            return NONE
        return self.base[0] if len(self.base) == 1 else self.base[severity - 1]

    @property
    def by_class(self) -> bool:
        """Whether the class of crime matters."""
        return len(self.base) > 1

    @property
    def extends(self) -> tuple[str, ...]:
        """The kinds of act that extend it."""
        return tuple(dict.fromkeys(extension.by for extension in self.extensions))

    @property
    def passes_quietly(self) -> bool:
        """Whether nothing is overdue when it passes."""
        return self.lapses or self.minor

    def in_force(self, on: date) -> bool:
        """Whether the line governed on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def matches(act: Act, patterns: tuple[str, ...]) -> bool:
    """Whether an act is of one of the kinds, or of a kind with the ground, outcome or form in brackets."""
    for pattern in patterns:
        kind, _, code = pattern.partition("[")
        if act.kind != kind:
            continue
        code = code.rstrip("]")
        if not code or act.ground == code or any(code in {line.outcome, line.form} for line in act.subjects):
            return True
    return False


_ARTICLE: Final = re.compile(r"(\d+[a-z]?)(?:\.(\d+))?")


def _length(text: str) -> Length:
    found = re.fullmatch(r"(\d+)([a-z]*)", text)
    if found is None:
        raise ValueError(text)
    return Length(int(found[1]), Unit(found[2])) if found[2] else NONE


def _article(text: LegalText, where: str) -> Article:
    found = _ARTICLE.fullmatch(where)
    if found is None:
        raise ValueError(where)
    return text.article(found[1], int(found[2]) if found[2] else None)


def _extension(text: LegalText, line: Mapping[str, Any]) -> Extension:
    return Extension(
        by=line["by"],
        basis=_article(text, line["article"]),
        decided_by=Label(line["vi"], line["en"]),
        lengths=tuple(_length(one) for one in line.get("length", ())),
        total=line.get("total", False),
        stated=line.get("stated", False),
        repeats=line.get("repeats", False),
    )


def _limit(text: LegalText, line: Mapping[str, Any], valid_from: date | None, valid_to: date | None) -> Limit:
    return Limit(
        code=line["code"],
        label=Label(line["vi"], line["en"]),
        basis=_article(text, line["article"]),
        base=tuple(_length(one) for one in line.get("base", ())),
        starts=tuple(line["starts"]),
        ends=tuple(line["ends"]),
        suspends=tuple(line.get("suspends", ())),
        resumes=tuple(line.get("resumes", ())),
        extensions=tuple(_extension(text, one) for one in line.get("extension", ())),
        each=Each(line.get("each", "")),
        in_stages=frozenset(Stage(one) for one in line.get("in_stages", ())),
        only_after=tuple(line.get("only_after", ())),
        not_after=tuple(line.get("not_after", ())),
        follows=line.get("follows", ""),
        warn_days=line.get("warn", 3),
        ask_before=line.get("ask_before", 0),
        stated=line.get("stated", False),
        to_the_day=line.get("to_the_day", False),
        lapses=line.get("lapses", False),
        minor=line.get("minor", False),
        valid_from=line.get("valid_from", valid_from),
        valid_to=line.get("valid_to", valid_to),
    )


def read(written: str) -> Iterator[Limit]:
    """The lines of one file. Raises ValueError, KeyError or tomllib.TOMLDecodeError for what is misspelt."""
    said = tomllib.loads(written)
    text = TEXTS[said["text"]]
    for line in said["limit"]:
        yield _limit(text, line, said.get("valid_from"), said.get("valid_to"))


def _all() -> list[Limit]:
    folder = files("liemchinh.law").joinpath("texts", "limits")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return [limit for name in names for limit in read(folder.joinpath(name).read_text(encoding="utf-8"))]


def _by_code(lines: list[Limit]) -> dict[str, tuple[Limit, ...]]:
    found: dict[str, list[Limit]] = {}
    for limit in sorted(lines, key=lambda limit: limit.valid_from or date.min):
        found.setdefault(limit.code, []).append(limit)
    return {code: tuple(versions) for code, versions in found.items()}


VERSIONS: Final[Mapping[str, tuple[Limit, ...]]] = _by_code(_all())
"""Every line by code, the oldest first."""

LIMITS: Final[Catalogue[Limit]] = Catalogue("Thời hạn", tuple(versions[-1] for versions in VERSIONS.values()))
"""The newest line of each limit."""


def limit_on(code: str, day: date) -> Limit:
    """The line in force on a day; where none was, the nearest."""
    versions = VERSIONS[code]
    return next((limit for limit in versions if limit.in_force(day)), versions[0])
