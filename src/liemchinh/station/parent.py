"""Processes that live no longer than the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal
from typing import Final

_DIE_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def end_with(parent: int, how: signal.Signals) -> None:
    """Ask Linux to send us the signal when our parent ends, however it ends; send it at once if it already has."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, int(how))
    if os.getppid() != parent:
        os.kill(os.getpid(), how)
