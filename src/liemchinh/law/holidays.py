"""Public holidays and made-up working days, year by year, as announced (Bộ luật Lao động, Điều 112)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from liemchinh.kernel.calendar import WorkingDays

_TET: Final = (
    (date(2019, 2, 4), date(2019, 2, 8)),
    (date(2020, 1, 23), date(2020, 1, 29)),
    (date(2021, 2, 10), date(2021, 2, 16)),
    (date(2022, 1, 31), date(2022, 2, 4)),
    (date(2023, 1, 20), date(2023, 1, 26)),
    (date(2024, 2, 8), date(2024, 2, 14)),
    (date(2025, 1, 27), date(2025, 1, 31)),
    (date(2026, 2, 16), date(2026, 2, 20)),
)
_HUNG_KINGS: Final = (
    date(2019, 4, 15),
    date(2020, 4, 2),
    date(2021, 4, 21),
    date(2022, 4, 11),
    date(2023, 5, 2),
    date(2024, 4, 18),
    date(2025, 4, 7),
    date(2026, 4, 27),
)


def _days() -> Iterator[date]:
    for first, last in _TET:
        yield from (first + timedelta(days=n) for n in range((last - first).days + 1))
    yield from _HUNG_KINGS
    for year in range(2010, 2031):
        yield from (date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2))


CALENDAR: Final = WorkingDays(holidays=frozenset(_days()))
"""The working calendar of State offices. Tết is known for 2019 to 2026; other years count weekends and fixed days."""
