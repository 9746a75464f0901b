"""The five reports of the demonstration are read whole, and in words of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from liemchinh import demo, reader
from liemchinh.demo.papers import REPORTS, Report
from liemchinh.kernel.calendar import Period

FIRST_YEAR = Period(date(2022, 6, 1), date(2023, 6, 30))
PERIODS = {
    "cum-2-2020.txt": Period(date(2020, 1, 1), date(2020, 6, 30)),
    "kien-giang-2020.txt": Period(date(2013, 1, 1), date(2020, 10, 15)),
    "thai-nguyen-2023.txt": FIRST_YEAR,
    "son-la-2023.txt": Period(date(2022, 6, 16), date(2023, 6, 30)),
    "soc-trang-2024.txt": Period.year(2022),
}
COUNTS = {
    "cum-2-2020.txt": 2,
    "kien-giang-2020.txt": 7,
    "thai-nguyen-2023.txt": 9,
    "son-la-2023.txt": 11,
    "soc-trang-2024.txt": 4,
}
HERE = Path(__file__).resolve().parents[2]
SEEDS = HERE.parent / "shared" / "seeds"
TEXTS = sorted(path for path in Path(demo.__file__).parent.rglob("*") if path.suffix in {".txt", ".acts"})

reports = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.file)


@reports
def test_every_figure_of_a_report_is_read_and_nothing_besides(report: Report) -> None:
    found = reader.read(report.text, published=report.published_on)
    assert len(found) == COUNTS[report.file]
    assert {claim.qualifier for claim in found} == {"exact"}


@reports
def test_the_period_of_every_figure_is_read(report: Report) -> None:
    found = reader.read(report.text, published=report.published_on)
    stock = [claim.as_of for claim in found if claim.period is None]
    assert {claim.period for claim in found if claim.period is not None} == {PERIODS[report.file]}
    assert stock == ([date(2020, 10, 15)] if report.file == "kien-giang-2020.txt" else [])


@reports
def test_a_report_is_as_long_as_a_report(report: Report) -> None:
    assert 150 <= len(report.text.split()) <= 350


def sentences(text: str) -> Iterable[tuple[str, ...]]:
    """Sentences of eight words or more, without case and marks."""
    for sentence in re.split(r"[.!?;:]\s|\n", unicodedata.normalize("NFC", text).lower()):
        words = tuple(re.findall(r"\w+", sentence))
        if len(words) >= 8:
            yield words


@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.is_dir(), reason="shared/seeds is not beside this checkout: nothing to compare with")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_sentence_comes_from_the_real_reports(path: Path) -> None:
    seeds = {words for seed in SEEDS.glob("*.txt") for words in sentences(seed.read_text(encoding="utf-8"))}
    assert seeds
    assert seeds.isdisjoint(sentences(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_nobody_has_a_full_name(path: Path) -> None:
    named = re.findall(r"\b(?:Ông|Bà|ông|bà) [A-ZĐ]\w*\.?", path.read_text(encoding="utf-8"))
    assert [name for name in named if not re.fullmatch(r"\w+ [A-ZĐ]\.", name)] == []
