"""The provinces, each with the days on which it existed: a code is never read without a date.

63 provinces until 30/06/2025, 34 since 01/07/2025 (Nghị quyết 202/2025/QH15; codes by Quyết định 19/2025/QĐ-TTg).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import fold, spelling_key

MERGED_ON: Final = date(2025, 7, 1)
"""The day from which the 34 provinces work."""


@dataclass(frozen=True, slots=True)
class Territory:
    """A province or centrally run city over the days `valid_from` to `valid_to` (both included; None: no bound).

    `code` is the GSO code, which passed to another province in seven cases; `id` is never reused.
    """

    id: str
    code: str
    name: str
    full_name: str
    name_en: str
    kind: str
    valid_from: date | None
    valid_to: date | None
    successor_id: str | None
    predecessors: tuple[str, ...]

    def in_force(self, on: date) -> bool:
        """Whether it existed on the day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    @property
    def label(self) -> Label:
        """The name on pages; “(cũ)” after a province that no longer exists."""
        if self.valid_to is None:
            return Label(self.name, self.name_en)
        return Label(f"{self.name} (cũ)", f"{self.name_en} (former)")


class UnknownTerritoryError(LookupError):
    """No province of that code or name on that day; `label` says so."""

    def __init__(self, label: Label) -> None:
        self.label = label
        super().__init__(label.vi)


def _load() -> Mapping[str, Territory]:
    rows = json.loads((files("liemchinh.directory") / "data" / "provinces.json").read_text("utf-8"))
    found = [
        Territory(
            id=row["id"],
            code=row["code"],
            name=row["name"],
            full_name=row["full_name"],
            name_en=row["name_en"],
            kind=row["type"],
            valid_from=date.fromisoformat(row["from"]) if row["from"] else None,
            valid_to=date.fromisoformat(row["to"]) if row["to"] else None,
            successor_id=row["successor_id"],
            predecessors=tuple(row["predecessors"]),
        )
        for row in rows
    ]
    return MappingProxyType({territory.id: territory for territory in found})


TERRITORIES: Final = _load()
"""Every province there was and is, by id."""


@lru_cache(maxsize=512)
def in_force(on: date) -> tuple[Territory, ...]:
    """The provinces of that day, in the order of their codes."""
    return tuple(sorted((one for one in TERRITORIES.values() if one.in_force(on)), key=lambda one: one.code))


def by_code(code: str, on: date) -> Territory:
    """The province that bore `code` on that day; raises UnknownTerritoryError."""
    for territory in in_force(on):
        if territory.code == code:
            return territory
    raise UnknownTerritoryError(
        Label(
            f"Không có tỉnh, thành phố mang mã {code} vào ngày {show_date(on)}.",
            f"No province bore the code {code} on {show_date(on)}.",
        )
    )


def _bare(name: str) -> str:
    """A name as it is compared: without “tỉnh”, “thành phố”, “TP.” before it."""
    key = spelling_key(" ".join(name.split()))
    for prefix in ("thành phố ", "tỉnh ", "tp. ", "tp ", "tp."):
        if key.startswith(prefix):
            return key.removeprefix(prefix)
    return key


@lru_cache(maxsize=512)
def _names(on: date) -> Mapping[str, Territory]:
    return MappingProxyType({_bare(territory.name): territory for territory in in_force(on)})


def named(name: str, on: date) -> Territory:
    """The province called `name` on that day, with or without “tỉnh”, “thành phố”; accents may be missing.

    Raises UnknownTerritoryError.
    """
    wanted = _bare(name)
    by_name = _names(on)
    if wanted in by_name:
        return by_name[wanted]
    close = [territory for known, territory in by_name.items() if fold(known) == fold(wanted)]
    if len(close) == 1:
        return close[0]
    raise UnknownTerritoryError(
        Label(
            f"Không có tỉnh, thành phố tên “{name.strip()}” vào ngày {show_date(on)}.",
            f"No province was called “{name.strip()}” on {show_date(on)}.",
        )
    )


def with_predecessors(territory: Territory) -> frozenset[str]:
    """The ids of the province and of all from which it was made: what its older figures stand under."""
    found = {territory.id}
    for predecessor in territory.predecessors:
        found |= with_predecessors(TERRITORIES[predecessor])
    return frozenset(found)
