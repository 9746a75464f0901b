"""A register of its own for a measurement: embedded PostgreSQL in a scratch folder, with tables and guard."""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HOME = tempfile.mkdtemp(prefix="liemchinh-bench-")
os.environ["LIEMCHINH_HOME"] = HOME
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")


@contextmanager
def register() -> Iterator[None]:
    """The desk's database, prepared and empty, for as long as the block runs."""
    import django
    from django.conf import settings

    django.setup()
    from liemchinh.station import preparation

    with settings.REGISTER.used():
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
