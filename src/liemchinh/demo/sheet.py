"""Writes registers in the notation: who acted, on which paper, and when the office heard of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from liemchinh.directory import territories
from liemchinh.directory.reference import committee_code
from liemchinh.kernel.calendar import show_date
from liemchinh.law.acts import DossierKind
from liemchinh.law.holidays import CALENDAR

_HOURS: Final = (8, 9, 10, 11, 13, 14, 15, 16)
SLOW: Final = 36
"""Days after which a paper that lay somewhere still reaches the office."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """What the bodies of one province are called."""

    police: str
    procuracy: str
    court: str
    committee: str
    party: str
    inspectors: str
    finance: str

    @classmethod
    def of(cls, territory: territories.Territory) -> Bodies:
        """The bodies as the directory names them."""
        city = territory.full_name.startswith("Thành phố")
        place = f"thành phố {territory.name}" if city else f"tỉnh {territory.name}"
        party = f"Thành ủy {territory.name}" if city else f"Tỉnh ủy {territory.name}"
        return cls(
            police=f"Cơ quan Cảnh sát điều tra Công an {place}",
            procuracy=f"Viện kiểm sát nhân dân {place}",
            court=f"Tòa án nhân dân {place}",
            committee=f"Ban Chỉ đạo {place}",
            party=f"Ủy ban Kiểm tra {party}",
            inspectors=f"Thanh tra {place}",
            finance=f"Hội đồng định giá tài sản {place}",
        )


@dataclass(slots=True)
class Sheet:
    """One register in the making. `taken`: how far each series of numbers has come ("VA-2025" -> 14).

    `until`: nothing comes in later than this.
    """

    territory: territories.Territory
    chance: Random
    until: datetime = datetime.max  # noqa: DTZ901 - the office's own clock
    taken: Counter[str] = field(default_factory=Counter)
    papers: set[tuple[str, int, int]] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)
    bodies: Bodies = field(init=False)
    entered: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.bodies = Bodies.of(self.territory)
        self.entered = datetime.combine(date.min, time.min)
        self.lines.append(f"sổ {self.committee}")

    @property
    def committee(self) -> str:
        """The code of the register."""
        return committee_code(self.territory.id)

    def number(self, kind: DossierKind, year: int) -> str:
        """The next free number of a series."""
        series = f"{kind.prefix}-{year}"
        self.taken[series] += 1
        return f"{series}-{self.taken[series]:03d}"

    def paper(self, pattern: str, day: date) -> str:
        """The number of a paper: the later in the year, the higher, and none twice."""
        number = day.timetuple().tm_yday // 3 + 1
        while (pattern, day.year, number) in self.papers:
            number += 1
        self.papers.add((pattern, day.year, number))
        return pattern.format(n=f"{number:02d}", year=day.year)

    def open(self, number: str, day: date, title: str) -> None:
        """A new dossier; what follows belongs to it."""
        self.lines.append(f"hồ sơ {number} {show_date(day)} {title}; vào sổ {show_date(day)} 07:30")
        self.entered = datetime.combine(day, time(7, 30))

    def act(self, day: date, kind: str, fields: Sequence[str] = (), *, lag: int | None = None) -> None:
        """One act. It comes in after those above it, unless `lag` says how many days after its own day."""
        moment = self._moment(day, self.chance.choice((0, 1, 1, 2, 2, 3, 4)) if lag is None else lag)
        if lag is None:
            moment = self.entered = min(max(moment, self.entered + timedelta(minutes=5)), self.until)
        said = "; ".join((f"{show_date(day)} {kind}", *fields))
        self.lines.append(f"  {said}; vào sổ {show_date(moment.date())} {moment:%H:%M}")

    def _moment(self, day: date, lag: int) -> datetime:
        worked = CALENDAR.next_worked(day + timedelta(days=lag))
        return datetime.combine(worked, time(self.chance.choice(_HOURS), self.chance.choice(range(0, 60, 5))))

    @property
    def text(self) -> str:
        """The register in the notation."""
        return "\n".join(self.lines) + "\n"
