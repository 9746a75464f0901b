"""What is learnt of a file when it comes in, and of one of its pages later.

Files from outside go through `opening`, which runs this module as `python -m liemchinh.files.examining`.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from typing import Any

from liemchinh.files import packages, pictures, portable, refusals, words
from liemchinh.files.kinds import LIMIT, FileKind, clean_name, kind_of
from liemchinh.files.opening import Examined, Page
from liemchinh.files.refusals import RefusedFileError, refused


def examine(name: str, content: bytes, *, limit: int = LIMIT) -> Examined:
    """Look at every part of a file. Raises RefusedFileError for what is not taken, with what to do."""
    shown = clean_name(name)
    kind = kind_of(shown, content, limit=limit)
    if kind is FileKind.TEXT:
        return Examined(shown, kind, words.of_plain(shown, content).replace("\0", "\ufffd"), 1)
    if kind.is_picture:
        return Examined(shown, kind, "", pictures.examine(shown, kind, content))
    if kind is FileKind.PDF:
        return _pdf(shown, content)
    packages.examine(shown, content)
    text = words.of_word(shown, content) if kind is FileKind.WORD else words.of_excel(shown, content)
    return Examined(shown, kind, text.replace("\0", "\ufffd"), 1)


def text_of(name: str, content: bytes, *, limit: int = LIMIT) -> str:
    """The text of a file that was written, not scanned. Raises RefusedFileError also when it holds none."""
    found = examine(name, content, limit=limit)
    if not found.text.strip():
        raise refused(found.name, refusals.SCAN if found.kind.has_pages else refusals.NO_TEXT)
    return found.text


def _pdf(name: str, content: bytes) -> Examined:
    portable.examine(name, content)
    with portable.opened(name, content) as document:
        pages = portable.pages_text(document)
        scans = sum(portable.is_scan(document, number, text) for number, text in enumerate(pages))
    # A stamp of the signing service on each scanned page is no text; an annex of scans leaves the text of the rest.
    text = "\n".join(pages)
    return Examined(name, FileKind.PDF, "" if 2 * scans > len(pages) or not text.strip() else text, len(pages))


def page(kind: FileKind, content: bytes, number: int, *, dpi: int = 0, width: int = 0) -> Page:
    """The page `number` (from 1) of a kept file, drawn at `dpi` or `width` points wide; undrawn when both are 0.

    Raises RefusedFileError when it cannot be opened any more, IndexError when there is no such page.
    """
    if kind is FileKind.PDF:
        with portable.opened("", content) as document:
            pages = len(document)
            if not 1 <= number <= pages:
                raise IndexError(number)
            text = portable.page_text(document, number - 1)
            is_scan = portable.is_scan(document, number - 1, text)
            drawn = pictures.of_page(document, number - 1, dpi=dpi, width=width) if dpi or width else b""
            return Page(pages, text, is_scan, drawn)
    pages = pictures.examine("", kind, content)
    if not 1 <= number <= pages:
        raise IndexError(number)
    drawn = pictures.of_picture(kind, content, number - 1, width=width) if dpi or width else b""
    return Page(pages, "", is_scan=True, picture=drawn)


# In a process of its own ---------------------------------------------------------------------------------------------


def _limit_ourselves(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(2 * seconds)


def main() -> None:
    """Answer one question and end."""
    asked: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    _limit_ourselves(asked["memory"], asked["seconds"])
    content = sys.stdin.buffer.read()
    answer, rest = _answer(asked, content)
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + rest)


def _answer(asked: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        if asked["what"] == "examine":
            found = examine(asked["name"], content, limit=asked["limit"])
            return {"name": found.name, "kind": found.kind.value, "text": found.text, "pages": found.pages}, b""
        kind = FileKind(asked["kind"])
        drawn = page(kind, content, asked["number"], dpi=asked["dpi"], width=asked["width"])
        return {"pages": drawn.pages, "text": drawn.text, "is_scan": drawn.is_scan}, drawn.picture
    except RefusedFileError as fault:
        return {"refused": [fault.label.vi, fault.label.en]}, b""
    except IndexError:
        return {"missing": True}, b""


if __name__ == "__main__":
    main()
