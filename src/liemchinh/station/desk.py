"""The web processes of the desk; they live no longer than the process that started them.

Run as `python -m liemchinh.station.desk PORT PARENT`, PARENT being the number of the process that starts it.
"""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from typing import Final

from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from liemchinh.station.layout import HOST
from liemchinh.station.parent import end_with
from liemchinh.wsgi import application

_THREADS: Final = 4
_KILL_AFTER: Final = 2


def _in_worker(parent: int) -> WSGIHandler:
    """What each worker calls: it was forked from a process that had loaded the application already."""
    end_with(parent, signal.SIGKILL)
    return application


def main(port: int, parent: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    end_with(parent, signal.SIGTERM)
    # Loaded before the workers are forked: they share it, the first page is quick, and a broken page ends us at once.
    get_resolver().url_patterns  # noqa: B018 - a property that loads
    server = Granian(
        "liemchinh.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(2, os.cpu_count() or 1),
        blocking_threads=_THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=_KILL_AFTER,
    )
    server.serve(target_loader=partial(_in_worker, os.getpid()), wrap_loader=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
