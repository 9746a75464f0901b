"""Offences of the Criminal Code that the committee meets: the frames of each article as data in `texts/offences`.

The class of a clause follows the maximum of its frame (BLHS, Điều 9).
"""

from __future__ import annotations

import enum
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Final

from liemchinh.kernel.catalogue import Catalogue
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Severity
from liemchinh.law.basis import BLHS


class OffenceGroup(enum.StrEnum):
    """Statistical groups (DOMAIN 4.1)."""

    CORRUPTION = "corruption"
    POSITION = "position"
    ECONOMIC = "economic"
    PROPERTY = "property"
    ORDER = "order"

    @property
    def label(self) -> Label:
        """The words used in reports."""
        return {
            "corruption": Label("tham nhũng", "corruption"),
            "position": Label("chức vụ khác", "other offences of position"),
            "economic": Label("kinh tế", "economic"),
            "property": Label("sở hữu", "property"),
            "order": Label("trật tự công cộng", "public order"),
        }[self]


_MOST: Final = ((3, Severity.LESS_SERIOUS), (7, Severity.SERIOUS), (15, Severity.VERY_SERIOUS))
"""Years up to which a maximum makes a crime of a class; above all of them it is especially serious (BLHS, Điều 9)."""
_PENALTIES: Final = {
    "fine": Label("phạt tiền", "fine"),
    "reform": Label("cải tạo không giam giữ đến 3 năm", "non-custodial reform up to 3 years"),
    "life": Label("tù chung thân", "life imprisonment"),
    "death": Label("tử hình", "death"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The penalties of one clause (khung): the least and most years of prison, None without prison, and what else."""

    least: Decimal | None
    most: Decimal | None
    others: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """The class by the maximum of the frame."""
        if {"life", "death"} & set(self.others):
            return Severity.ESPECIALLY_SERIOUS
        most = self.most or 0
        return next((severity for years, severity in _MOST if most <= years), Severity.ESPECIALLY_SERIOUS)

    @property
    def label(self) -> Label:
        """“phạt tiền, cải tạo không giam giữ đến 3 năm hoặc tù từ 6 tháng đến 3 năm”."""
        lighter = [_PENALTIES[one] for one in self.others if one in {"fine", "reform"}]
        graver = [_PENALTIES[one] for one in self.others if one in {"life", "death"}]
        prison: list[Label] = []
        if self.least is not None and self.most is not None:
            prison = [_prison(self.least, self.most)]
        parts = [*lighter, *prison, *graver]
        return Label(_listed([part.vi for part in parts], "hoặc"), _listed([part.en for part in parts], "or"))


def _prison(least: Decimal, most: Decimal) -> Label:
    if least == most:
        return Label(f"tù {_years(least, 'vi')}", f"prison of {_years(least, 'en')}")
    return Label(
        f"tù từ {_years(least, 'vi')} đến {_years(most, 'vi')}",
        f"prison from {_years(least, 'en')} to {_years(most, 'en')}",
    )


def _years(years: Decimal, language: str) -> str:
    whole = years == years.to_integral()
    count = int(years) if whole else int(years * 12)
    unit = {"vi": ("năm", "tháng"), "en": ("years", "months")}[language][0 if whole else 1]
    return f"{count}\u00a0{unit}"


def _listed(parts: Sequence[str], last: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


@dataclass(frozen=True, slots=True)
class Offence:
    """One article; `frames` holds the penalties of khoản 1, 2, …, `changed` those from a later day on, `classes`
    the class of each clause."""

    code: str
    label: Label
    group: OffenceGroup
    frames: tuple[Frame, ...]
    changed_on: date | None = None
    changed: tuple[Frame, ...] = ()
    classes: tuple[Severity, ...] = field(init=False)

    def __post_init__(self) -> None:
        # Asked for with every charge of every fold, so it is worked out once.
        object.__setattr__(self, "classes", tuple(frame.severity for frame in self.frames))

    def frames_on(self, day: date) -> tuple[Frame, ...]:
        """The frames in force on a day."""
        return self.changed if self.changed_on is not None and self.changed_on <= day else self.frames

    @property
    def title(self) -> Label:
        """“Tham ô tài sản (Điều 353 BLHS)”."""
        where = BLHS.article(self.code).label
        return Label(f"{self.label.vi} ({where.vi})", f"{self.label.en} ({where.en})")


def _frame(text: str) -> Frame:
    parts = text.split("/")
    years = next((part for part in parts if part[0].isdigit()), "")
    least, _, most = years.partition("-")
    others = tuple(part for part in parts if part in _PENALTIES)
    return Frame(Decimal(least) if years else None, Decimal(most or least) if years else None, others)


def read(written: str) -> Iterator[Offence]:
    """The offences of one file. Raises KeyError or tomllib.TOMLDecodeError for what is misspelt."""
    for line in tomllib.loads(written)["offence"]:
        changed = line.get("changed", {})
        yield Offence(
            line["code"],
            Label(line["vi"], line["en"]),
            OffenceGroup(line["group"]),
            tuple(_frame(text) for text in line["frames"]),
            changed.get("from"),
            tuple(_frame(text) for text in changed.get("frames", ())),
        )


OFFENCES: Final = Catalogue(
    "Tội danh",
    read(files("liemchinh.law").joinpath("texts", "offences", "blhs-2015.toml").read_text(encoding="utf-8")),
)


@dataclass(frozen=True, slots=True)
class Charge:
    """An offence at one clause, written “353.2” (khoản 2 Điều 353) or “353”."""

    offence: Offence
    clause: int | None

    @property
    def severity(self) -> Severity:
        """The class of the clause; without a clause the lowest of the article."""
        if self.clause is None or self.clause > len(self.offence.classes):
            return self.offence.classes[0]
        return self.offence.classes[self.clause - 1]

    def frame_on(self, day: date) -> Frame | None:
        """The penalties of the clause on a day; None when no clause is given."""
        frames = self.offence.frames_on(day)
        return frames[self.clause - 1] if self.clause and self.clause <= len(frames) else None

    @property
    def label(self) -> Label:
        """“khoản 2 Điều 353 BLHS”."""
        return BLHS.article(self.offence.code, self.clause).label

    @property
    def code(self) -> str:
        """The written form."""
        return self.offence.code if self.clause is None else f"{self.offence.code}.{self.clause}"


class UnknownChargeError(ValueError):
    """A charge that is not in the catalogue; `label` says how to write one."""

    def __init__(self, text: str) -> None:
        self.label = Label(
            f"Chưa hiểu tội danh “{text}”. Ghi điều và khoản, ví dụ 353.2 (khoản 2 Điều 353 BLHS).",
            f"The offence “{text}” was not understood. Write article and clause, for example 353.2.",
        )
        super().__init__(self.label.vi)


@lru_cache(maxsize=4096)
def parse_charges(text: str) -> tuple[Charge, ...]:
    """Read several charges parted by semicolons, “353.2;356.1”. Raises UnknownChargeError."""
    return tuple(parse_charge(part) for part in text.split(";") if part.strip())


def gravest(text: str) -> Charge | None:
    """The most serious of several charges, the first of equals; None when there is none. Raises UnknownChargeError."""
    return max(parse_charges(text), key=lambda charge: charge.severity, default=None)


def severity_of(text: str) -> Severity:
    """The class of the most serious charge; the lowest when there is none. Raises UnknownChargeError."""
    found = gravest(text)
    return found.severity if found else Severity.LESS_SERIOUS


@lru_cache(maxsize=2048)
def parse_charge(text: str) -> Charge:
    """Read “353”, “353.2”, “khoản 2 Điều 353”. Raises UnknownChargeError."""
    numbers = re.fullmatch(r"\s*(?:Điều\s+)?(\d{3})(?:[./k](\d))?\s*(?:BLHS)?\s*", text, re.IGNORECASE)
    if numbers:
        article, clause = numbers[1], numbers[2]
    elif written := re.fullmatch(r"\s*khoản\s+(\d)\s+Điều\s+(\d{3})\s*(?:BLHS)?\s*", text, re.IGNORECASE):
        clause, article = written[1], written[2]
    else:
        raise UnknownChargeError(text)
    offence = OFFENCES.get(article)
    if offence is None or (clause and not 1 <= int(clause) <= len(offence.classes)):
        raise UnknownChargeError(text)
    return Charge(offence, int(clause) if clause else None)
