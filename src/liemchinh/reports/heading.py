"""What stands over an office's own papers: the Party heading, the clocks, who printed; nothing of the content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from liemchinh.directory import territories
from liemchinh.directory.models import Committee
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number

_OFFICE = "Ban Nội chính"


@dataclass(frozen=True, slots=True)
class PaperHead:
    """The two columns over a paper of the standing office (DOMAIN 13.1)."""

    parent: str
    issuer: str
    city: str
    committee: str
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Clocks:
    """What a paper stands on: in effect by `day`, known at `position`, which the register reached at `known_at`.

    `printed_by` made it at `printed_at`, in the office's time.
    """

    day: date
    position: int
    known_at: datetime
    printed_by: str
    printed_at: datetime

    @property
    def label(self) -> Label:
        """“Hiệu lực đến 14/07/2026. Vào sổ đến 14/07/2026 08:12, mục 48.213.”"""
        known = f"{show_date(self.known_at.date())} {self.known_at:%H:%M}"
        number = show_number(self.position)
        return Label(
            f"Hiệu lực đến {show_date(self.day)}. Vào sổ đến {known}, mục {number}.",
            f"In effect by {show_date(self.day)}. Entered by {known}, entry {number}.",
        )

    @property
    def printed(self) -> Label:
        """“Bà T.T.H. lập lúc 08:15 ngày 14/07/2026.”"""
        day, hour = show_date(self.printed_at.date()), f"{self.printed_at:%H:%M}"
        return Label(f"{self.printed_by} lập lúc {hour} ngày {day}.", f"Made by {self.printed_by}, {day} {hour}.")


def head_of(committee: Committee) -> PaperHead:
    """The heading of the committee's standing office."""
    if committee.territory_id is None:
        return PaperHead(
            "Ban Chấp hành Trung ương", committee.office, "Hà Nội", committee.name, committee.is_demonstration
        )
    party = committee.office.removeprefix(f"{_OFFICE} ")
    city = territories.TERRITORIES[committee.territory_id].name
    return PaperHead(party, _OFFICE, city, committee.name, committee.is_demonstration)
