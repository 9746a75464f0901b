"""Reads a Word file back: which number stands where, and whether any number in it has no source in the register."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from liemchinh.kernel.label import Label
from liemchinh.reports.paper import NBSP, Paper
from liemchinh.reports.tokens import digits, structure
from liemchinh.reports.word import evidence_path

_PREFIX: Final = "lc:"
_EXCERPT: Final = 60
"""Characters of a paragraph that are quoted around a fault."""


class UnreadableFileError(ValueError):
    """Bytes that are no Word file."""

    label = Label(
        "Tệp này không phải tệp Word (.docx), hoặc đã hỏng.", "This is not a Word file (.docx), or it is damaged."
    )

    def __init__(self) -> None:
        super().__init__(self.label.vi)


@dataclass(frozen=True, slots=True)
class Traced:
    """A number found in its control. `key` names the edition (“draft” in a draft); `address` is what it opens."""

    key: str
    place: int
    printed: str
    address: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A number without a trace, or with another value.

    `what`: altered, unlinked, missing, twice, foreign (of another edition), untraced (in the words), lost (from them).
    """

    what: str
    place: int
    found: str
    expected: str
    label: Label


def read_back(content: bytes) -> list[Traced]:
    """Every number in its control, in the order of the file. Raises UnreadableFileError."""
    return [_traced(control, document) for document in (_opened(content),) for control in _controls(document)]


def check(content: bytes, paper: Paper) -> list[Fault]:
    """Compare a Word file with the paper it claims to be; empty when every number is the one that was issued.

    Numbers outside the controls are allowed only as often as the paper's own structure has them: its number and date,
    the name of its period, days in its words, the numbering of headings and rows. Raises UnreadableFileError.
    """
    document = _opened(content)
    return [*_faults_of_controls(document, paper), *_faults_of_words(document, paper)]


def _opened(content: bytes) -> Any:
    try:
        return Document(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise UnreadableFileError from error


def _controls(document: Any) -> Iterator[Any]:
    for control in document.element.body.iter(qn("w:sdt")):
        if _tag(control).startswith(_PREFIX):
            yield control


def _tag(control: Any) -> str:
    found = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return "" if found is None else found.get(qn("w:val"), "")


def _traced(control: Any, document: Any) -> Traced:
    _, key, place = (*_tag(control).split(":", 2), "", "")[:3]
    link = next(control.iter(qn("w:hyperlink")), None)
    relationship = link.get(qn("r:id")) if link is not None else None
    target = document.part.rels[relationship].target_ref if relationship in document.part.rels else ""
    text = "".join(piece.text or "" for piece in control.iter(qn("w:t")))
    return Traced(key, int(place) if place.isdecimal() else 0, text, target)


def _faults_of_controls(document: Any, paper: Paper) -> Iterator[Fault]:
    seen: Counter[int] = Counter()
    for control in _controls(document):
        found = _traced(control, document)
        if found.key != paper.key or not 1 <= found.place <= len(paper.numbers):
            yield _fault(
                "foreign", found.place, found.printed, "",
                f"Con số “{found.printed}” không thuộc ấn bản này.",
                f"The number “{found.printed}” does not belong to this edition.",
            )  # fmt: skip
            continue
        seen[found.place] += 1
        number = paper.at(found.place)
        if _plain(found.printed) != _plain(number.printed):
            yield _fault(
                "altered", number.place, found.printed, number.printed,
                f"{number.label.vi}: tệp ghi “{found.printed}”, ấn bản ghi “{number.printed}”.",
                f"{number.label.en}: the file says “{found.printed}”, the edition “{number.printed}”.",
            )  # fmt: skip
        if not found.address.endswith(evidence_path(paper, number.place)):
            yield _fault(
                "unlinked", number.place, found.printed, number.printed,
                f"{number.label.vi}: “{found.printed}” không mở được bằng chứng của nó.",
                f"{number.label.en}: “{found.printed}” does not open its evidence.",
            )  # fmt: skip
    for number in paper.numbers:
        if not seen[number.place]:
            yield _fault(
                "missing", number.place, "", number.printed,
                f"{number.label.vi}: tệp thiếu “{number.printed}”.",
                f"{number.label.en}: the file lacks “{number.printed}”.",
            )  # fmt: skip
        elif seen[number.place] > 1:
            yield _fault(
                "twice", number.place, number.printed, number.printed,
                f"{number.label.vi}: “{number.printed}” đứng nhiều lần dưới cùng một dấu.",
                f"{number.label.en}: “{number.printed}” stands several times under one mark.",
            )  # fmt: skip


def _faults_of_words(document: Any, paper: Paper) -> Iterator[Fault]:
    left = Counter(structure(paper))
    for paragraph in document.element.body.iter(qn("w:p")):
        text = _words(paragraph)
        for token in digits(text):
            if left[token]:
                left[token] -= 1
                continue
            where = _excerpt(text, token)
            yield _fault(
                "untraced", 0, token, "",
                f"Con số “{token}” không có nguồn trong sổ: “{where}”.",
                f"The number “{token}” has no source in the register: “{where}”.",
            )  # fmt: skip
    for token in left.elements():
        yield _fault(
            "lost", 0, "", token,
            f"Tệp thiếu “{token}” trong phần chữ của ấn bản.",
            f"The file lacks “{token}” in the words of the edition.",
        )  # fmt: skip


def _words(paragraph: Any) -> str:
    """The text of a paragraph outside the controls of its numbers."""
    inside = {
        piece
        for control in paragraph.iter(qn("w:sdt"))
        if _tag(control).startswith(_PREFIX)
        for piece in control.iter(qn("w:t"))
    }
    return "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")) if piece not in inside)


def _excerpt(text: str, token: str) -> str:
    at = text.find(token)
    first = max(0, at - _EXCERPT // 2)
    return text[first : at + len(token) + _EXCERPT // 2].strip()


def _plain(text: str) -> str:
    return " ".join(text.replace(NBSP, " ").split())


def _fault(what: str, place: int, found: str, expected: str, vi: str, en: str) -> Fault:
    return Fault(what, place, found, expected, Label(vi, en))
