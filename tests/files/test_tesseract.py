"""Scans are recognised by Tesseract's Vietnamese model."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from tests.files import papers

from liemchinh.files import recognition
from liemchinh.files.kinds import FileKind
from liemchinh.files.recognition import Tesseract, UnrecognisedPageError


@pytest.fixture
def by() -> Tesseract:
    """Tesseract, which continuous integration always has."""
    found = recognition.tesseract()
    if found is None and not os.environ.get("LIEMCHINH_REQUIRE_BROWSER"):
        pytest.skip("Tesseract with its Vietnamese model is not installed")
    assert found is not None
    return found


@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.JPEG, FileKind.TIFF])
def test_a_scanned_page_is_read_with_its_accents(by: Tesseract, kind: FileKind) -> None:
    content = papers.scan() if kind is FileKind.PDF else papers.picture(kind.name)
    found = recognition.text_of_page(by, kind, content, 1)
    words = " ".join(found.split())
    wanted = " ".join(papers.LINES).split()
    assert sum(word in words for word in wanted) >= 0.95 * len(wanted), found
    assert "12 vụ án, 31 bị can" in words
    assert "26,5 tỷ đồng" in words


def test_a_page_that_was_written_is_not_recognised(by: Tesseract) -> None:
    nobody = Tesseract(Path("/nonexistent/tesseract"), "tesseract 0")
    text = "Khoi to 12 vu an, 31 bi can ve cac toi tham nhung, chuc vu trong nam 2031."
    assert recognition.text_of_page(nobody, FileKind.PDF, papers.pdf(text), 1) == text
    with pytest.raises(UnrecognisedPageError):
        recognition.text_of_page(nobody, FileKind.PDF, papers.scan(), 1)


def test_a_blank_page_gives_no_text(by: Tesseract) -> None:
    assert recognition.text_of_page(by, FileKind.PNG, papers.picture("PNG", papers.sheet_of_paper(())), 1) == ""


def program(place: Path, body: str) -> None:
    made = place / "tesseract"
    made.write_text(f"#!/bin/sh\n{body}\n", encoding="ascii")
    made.chmod(made.stat().st_mode | stat.S_IXUSR)


def test_without_the_program_or_its_vietnamese_model_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert recognition.tesseract() is None
    program(tmp_path, "echo eng; echo osd")
    assert recognition.tesseract() is None
    program(tmp_path, "exit 1")
    assert recognition.tesseract() is None
    program(tmp_path, 'if [ "$1" = --version ]; then echo tesseract 9.9; else echo eng; echo vie; fi')
    found = recognition.tesseract()
    assert found is not None
    assert found.method == "tesseract 9.9, vie, 300 dpi"


def test_a_program_that_fails_or_hangs_leaves_the_page_unrecognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "_SECONDS", 1)
    for body in ("exit 1", "exec sleep 30"):
        program(tmp_path, body)
        with pytest.raises(UnrecognisedPageError):
            recognition.text_of_page(Tesseract(tmp_path / "tesseract", "t"), FileKind.PNG, papers.picture("PNG"), 1)
