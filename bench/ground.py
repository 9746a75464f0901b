"""A register of its own for a measurement: embedded PostgreSQL in a scratch folder, with tables and guard.

Imported first: it settles where the register is before Django is asked.
"""

from __future__ import annotations

import atexit
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

KEPT = os.environ.get("LIEMCHINH_BENCH", "")
"""A folder in which the register stays for the next measurement; empty: it is made in a scratch folder each time."""

HOME = Path(KEPT or tempfile.mkdtemp(prefix="liemchinh-bench-"))
HOME.mkdir(parents=True, exist_ok=True)
if not KEPT:
    atexit.register(shutil.rmtree, HOME, ignore_errors=True)
HOME.chmod(0o711)  # root's database runs as another user, who has to reach it
os.environ["LIEMCHINH_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings"
os.environ.pop("DATABASE_URL", None)
django.setup()

from liemchinh import settings  # noqa: E402
from liemchinh.station import preparation  # noqa: E402


@contextmanager
def register() -> Iterator[None]:
    """The desk's database, prepared and empty, for as long as the block runs."""
    with settings.REGISTER.used():
        if not (HOME / "filled").exists():  # what was filled stays as it was filled
            preparation.prepare(settings.REGISTER, lambda _message: None)
        yield


def median(work: Callable[[], object], *, runs: int = 7) -> float:
    """Seconds of the middle run, after one that is not counted."""
    work()
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def machine() -> str:
    """What the figures were measured on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
