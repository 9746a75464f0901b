"""What an indicator says: what it counts, from which acts or states, in which unit, and how it adds up.

Definitions speak of acts and states; only `compute` knows tables. One `Condition` serves the sum and its evidence.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from liemchinh.kernel.label import Label


class Unit(enum.StrEnum):
    """What the number is a number of."""

    CASE = "case"
    MATTER = "matter"
    ITEM = "item"
    PERSON = "person"
    ORGANISATION = "organisation"
    MEETING = "meeting"
    DOCUMENT = "document"
    COMMITTEE = "committee"
    INSPECTION = "inspection"
    PETITION = "petition"
    PROVINCE = "province"
    POINT = "point"
    RANK = "rank"
    VND = "VND"

    @property
    def label(self) -> Label:
        """The word after the number."""
        return _UNITS[self]


_UNITS = {
    Unit.CASE: Label("vụ án", "cases"),
    Unit.MATTER: Label("vụ việc", "matters"),
    Unit.ITEM: Label("vụ án, vụ việc", "cases and matters"),
    Unit.PERSON: Label("người", "persons"),
    Unit.ORGANISATION: Label("tổ chức", "organisations"),
    Unit.MEETING: Label("cuộc", "meetings"),
    Unit.DOCUMENT: Label("văn bản", "documents"),
    Unit.COMMITTEE: Label("Ban Chỉ đạo", "committees"),
    Unit.INSPECTION: Label("cuộc", "inspections"),
    Unit.PETITION: Label("đơn", "letters"),
    Unit.PROVINCE: Label("tỉnh, thành phố", "provinces"),
    Unit.POINT: Label("điểm", "points"),
    Unit.RANK: Label("hạng", "rank"),
    Unit.VND: Label("đồng", "đồng"),
}


class Subject(enum.StrEnum):
    """Parts of the catalogue, in the order of the report."""

    COMMITTEE = "committee"
    WATCH = "watch"
    CRIME = "crime"
    SOURCES = "sources"
    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    TRIAL = "trial"
    PETTY = "petty"
    INSPECTION = "inspection"
    DISCIPLINE = "discipline"
    HEADS = "heads"
    ASSETS = "assets"
    PETITIONS = "petitions"
    PREVENTION = "prevention"
    INDEX = "index"

    @property
    def label(self) -> Label:
        """The heading on the catalogue page."""
        return {
            "committee": Label("Hoạt động của Ban Chỉ đạo", "Work of the committee"),
            "watch": Label("Diện theo dõi, chỉ đạo", "Watch list"),
            "crime": Label("Khởi tố, điều tra, truy tố, xét xử", "Criminal proceedings"),
            "sources": Label("Giải quyết nguồn tin về tội phạm", "Settling of sources of information"),
            "investigation": Label("Cân đối điều tra", "Balance of investigations"),
            "prosecution": Label("Cân đối truy tố", "Balance of prosecutions"),
            "trial": Label("Cân đối xét xử, hình phạt", "Balance of trials, penalties"),
            "petty": Label("Tham nhũng vặt", "Petty corruption"),
            "inspection": Label("Kiểm tra, giám sát, thanh tra", "Inspection and supervision"),
            "discipline": Label("Kỷ luật", "Discipline"),
            "heads": Label("Trách nhiệm người đứng đầu", "Responsibility of heads"),
            "assets": Label("Tiền, tài sản", "Money and assets"),
            "petitions": Label("Đơn thư", "Letters"),
            "prevention": Label("Phòng ngừa", "Prevention"),
            "index": Label("Chỉ số cấp tỉnh", "Provincial index"),
        }[self]


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows count: every named field must hold one of the values given; an empty one does not matter."""

    kind: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    dossier_kind: tuple[str, ...] = ()
    offence_group: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    rung: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()

    def matches(self, row: Mapping[str, str]) -> bool:
        """Whether a group of rows, given by its columns, counts."""
        return all(not values or row[name] in values for name, values in self.parts())

    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Column and allowed values, only those that matter."""
        return tuple((item.name, value) for item in fields(self) if (value := getattr(self, item.name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What every indicator says. `definition` is read by those who sign; `since` = first day it is defined for."""

    code: str
    label: Label
    definition: Label
    unit: Unit
    subject: Subject
    since: date | None = None
    pair: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether only papers give it."""
        return False

    @property
    def is_stock(self) -> bool:
        """Whether it is a state on a day rather than a count over a period."""
        return False

    @property
    def adds_over_units(self) -> bool:
        """Whether the values of provinces add up to the value of all."""
        return True

    @property
    def adds_over_time(self) -> bool:
        """Whether the values of periods side by side add up."""
        return True

    def digest(self) -> str:
        """A fingerprint of the definition, frozen into editions."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Indicator):
    """Counts lines of acts that took effect in a period.

    `distinct`: count each person, body or dossier once ("person", "organisation", "dossier"); empty = every line.
    `sums`: add up đồng instead of counting. `state`: the stock that answers when a paper gives a day, not a period.
    """

    of: Condition
    distinct: str = ""
    sums: bool = False
    state: str = ""

    @property
    def adds_over_units(self) -> bool:
        """Persons and bodies counted once may stand in two provinces."""
        return self.distinct in {"", "dossier"}

    @property
    def adds_over_time(self) -> bool:
        """What is counted once in each of two halves is counted once in the year."""
        return not self.distinct


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock(Indicator):
    """Counts spans that hold on the last day of the period."""

    at: Condition

    @property
    def is_stock(self) -> bool:
        """A state on a day."""
        return True

    @property
    def adds_over_time(self) -> bool:
        """Never."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(Indicator):
    """The sum of other indicators."""

    parts: tuple[str, ...]
    of_stocks: bool = False
    state: str = ""

    @property
    def is_stock(self) -> bool:
        """As its parts."""
        return self.of_stocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Indicator):
    """Given by papers only; the register has no acts for it."""

    adds: bool = True

    @property
    def is_stated(self) -> bool:
        """Yes."""
        return True

    @property
    def adds_over_units(self) -> bool:
        """Scores and ranks do not."""
        return self.adds


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A balance that must hold in every period and place: opening + in − out = closing."""

    code: str
    label: Label
    stock: str
    comes_in: tuple[str, ...] = field(default=())
    goes_out: tuple[str, ...] = field(default=())
