"""Changing the working calendar of a whole country: what is folded, what moves, and how long preview and change take.

.venv/bin/python bench/days.py DOSSIERS…
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import country
import ground
from django.db import connections
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.models import Officer
from liemchinh.kernel.calendar import WorkingDays
from liemchinh.ledger import calendar_changes, working_days
from liemchinh.ledger.calendar_changes import DayChange, change_days, preview_days

Found = TypeVar("Found")


def _timed(work: Callable[[], Found]) -> tuple[Found, float]:
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


def _cases(days: WorkingDays, today: date) -> dict[str, list[date]]:
    """The changes that offices make: one day soon, a week of Tết to come, a day that lies back."""
    soon = days.next_worked(today + timedelta(days=12))
    tet = days.next_worked(today + timedelta(days=60))
    back = days.next_worked(today - timedelta(days=200))
    return {
        "one day off, in twelve days": [soon],
        "nine days off, in two months": [tet + timedelta(days=n) for n in range(9)],
        "one day off, two hundred days back": [back],
    }


def measure(dossiers: int) -> None:
    """Fill a register, then preview and apply each change."""
    with ground.register():
        country.fill(dossiers, tell=lambda _message: None)
        connections.close_all()
        now = timezone.now()
        print(f"{ground.machine()}; {dossiers:,} dossiers")
        with access.entered(access.HOUSE):
            officer = Officer.objects.order_by("id").first()
            if officer is None:
                raise SystemExit("no officer")
            for name, picked in _cases(working_days.calendar(), timezone.localdate(now)).items():
                days = [DayChange(day, is_worked=False, name=name) for day in picked]
                before = working_days.calendar()
                differ = frozenset(day for day in picked if before.is_worked(day))
                candidates = len(calendar_changes.candidates(before, differ))
                told, preview = _timed(lambda days=days: preview_days(access.HOUSE, days, now))  # type: ignore[misc]
                done, change = _timed(lambda days=days: change_days(days=days, officer=officer, now=now))  # type: ignore[misc]
                print(
                    f"{name:36} folded {candidates:7,}  moved {len(told.moved):7,} deadlines in {done.dossiers:7,}"
                    f" dossiers  preview {preview:7.2f} s  change {change:7.2f} s"
                )
        connections.close_all()


if __name__ == "__main__":
    for size in [int(one) for one in sys.argv[1:]] or [10_000]:
        one = multiprocessing.get_context("spawn").Process(target=measure, args=(size,))
        one.start()
        one.join()
