"""Recognition of scans by Tesseract's Vietnamese model, where both are installed on this machine."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liemchinh.files import opening
from liemchinh.files.kinds import FileKind
from liemchinh.files.refusals import MEGABYTE, RefusedFileError
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import nfc

LANGUAGE: Final = "vie"
DPI: Final = 300
MISSING: Final = Label(
    "Máy làm việc nền chưa có Tesseract với mô hình tiếng Việt. Người quản trị cài hai gói tesseract-ocr và"
    " tesseract-ocr-vie của Debian, rồi chạy liemchinh recognise.",
    "The machine that does the background work lacks Tesseract with its Vietnamese model. The administrator installs"
    " Debian's packages tesseract-ocr and tesseract-ocr-vie and runs liemchinh recognise.",
)

_SECONDS: Final = 180
"""For one page, by the clock; a dense A4 page takes some 6."""
_MEMORY: Final = 2_048 * MEGABYTE
_BLANK_LINES: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program, and what it calls itself (“tesseract 5.3.0”)."""

    program: Path
    name: str

    @property
    def method(self) -> str:
        """How a text was recognised, as it is recorded."""
        return f"{self.name}, {LANGUAGE}, {DPI} dpi"[:80]


def tesseract() -> Tesseract | None:
    """The program with its Vietnamese model; None where one of them is missing."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    program = Path(found)
    try:
        if LANGUAGE not in _run(program, "--list-langs", wait=20).decode(errors="replace").split():
            return None
        name = _run(program, "--version", wait=20).decode(errors="replace").splitlines()[0]
    except (OSError, subprocess.SubprocessError, IndexError):
        return None
    return Tesseract(program, name)


class UnrecognisedPageError(Exception):
    """A page that Tesseract could not finish."""


def text_of_page(by: Tesseract, kind: FileKind, content: bytes, number: int) -> str:
    """The text of the page `number` (from 1): what the file itself holds, or what is recognised.

    Raises UnrecognisedPageError when the page cannot be drawn or recognised within the limits.
    """
    try:
        page = opening.page(kind, content, number)
        if not page.is_scan:
            return page.text
        drawn = opening.page(kind, content, number, dpi=DPI)
        density = ("--dpi", str(DPI)) if kind is FileKind.PDF else ()
        said = _run(by.program, "stdin", "stdout", "-l", LANGUAGE, *density, given=drawn.picture, wait=_SECONDS)
    except (RefusedFileError, IndexError, OSError, subprocess.SubprocessError) as fault:
        raise UnrecognisedPageError from fault
    text = nfc(said.decode("utf-8", "replace")).replace("\f", "").replace("\0", "")
    return _BLANK_LINES.sub("\n\n", text).strip()


def _run(program: Path, *arguments: str, given: bytes = b"", wait: int) -> bytes:
    """Run Tesseract on one core with bounded memory. Raises OSError, subprocess.SubprocessError."""
    with subprocess.Popen(  # noqa: S603 - Debian's own program
        [program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
    ) as process:
        resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        # Whoever waits may be killed: the program then ends by itself.
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        try:
            said, _silence = process.communicate(given, timeout=wait)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, program)
    return said
