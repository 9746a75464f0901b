"""Opens files that come from outside in a process of its own, with little memory and little time.

A file made to break a library then breaks a process that holds nothing else. It speaks to us by its pipes alone: a
line of JSON, then bytes, both ways.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any, Final

from liemchinh.files import refusals
from liemchinh.files.kinds import LIMIT, FileKind, clean_name, kind_of
from liemchinh.files.refusals import MEGABYTE, RefusedFileError, refused
from liemchinh.kernel.label import Label

MEMORY: Final = 1_536 * MEGABYTE
SECONDS: Final = 60
"""Of processor time, and about as much by the clock."""

_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""How many files one process of ours has opened at the same time."""
_ENVIRONMENT: Final = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept.

    `text` is what the file itself holds; empty for a scan, whose `pages` can only be recognised. `pages` is 1 where a
    file has no pages of its own (Word, Excel, text).
    """

    name: str
    kind: FileKind
    text: str
    pages: int

    @property
    def media_type(self) -> str:
        """The name of its kind on the wire."""
        return self.kind.media_type

    @property
    def is_scan(self) -> bool:
        """Whether its text can only be recognised."""
        return self.kind.has_pages and not self.text


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is shown: its text as the file holds it, and its picture (PNG)."""

    pages: int
    text: str
    is_scan: bool
    picture: bytes


def examine(name: str, content: bytes, *, limit: int = LIMIT) -> Examined:
    """As `examining.examine`. Raises RefusedFileError, also for a file that cannot be opened within the limits."""
    shown = clean_name(name)
    kind_of(shown, content, limit=limit)
    said, _rest = _ask({"what": "examine", "name": shown, "limit": limit}, shown, content)
    return Examined(said["name"], FileKind(said["kind"]), said["text"], said["pages"])


def page(kind: FileKind, content: bytes, number: int, *, dpi: int = 0, width: int = 0) -> Page:
    """As `examining.page`. Raises RefusedFileError, IndexError."""
    asked = {"what": "page", "kind": kind.value, "number": number, "dpi": dpi, "width": width}
    said, picture = _ask(asked, "", content)
    if "missing" in said:
        raise IndexError(number)
    return Page(said["pages"], said["text"], said["is_scan"], picture)


def _ask(asked: dict[str, Any], name: str, content: bytes) -> tuple[dict[str, Any], bytes]:
    line = json.dumps(asked | {"memory": MEMORY, "seconds": SECONDS}).encode() + b"\n"
    with _AT_ONCE:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-m", "liemchinh.files.examining"],
                input=line + content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_ENVIRONMENT,
                timeout=2 * SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as fault:
            raise refused(name, refusals.NOT_SAFELY) from fault
    head, _newline, rest = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise refused(name, refusals.NOT_SAFELY)
    said: dict[str, Any] = json.loads(head)
    if "refused" in said:
        raise RefusedFileError(Label(*said["refused"]))
    return said, rest
