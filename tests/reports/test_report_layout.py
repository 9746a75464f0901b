"""A layout is data that is checked when the program starts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.catalogue import UnknownCodeError
from liemchinh.reports.layout import Aside, Figure, Section, Table, When, each, sentence, written
from liemchinh.reports.layouts import BALANCED, LAYOUTS, SIX_MONTH
from liemchinh.reports.paper import paper_count, paper_date, paper_period, signature_lines
from liemchinh.reports.word import TEXT_WIDTH, balanced


def tables(section: Section) -> list[Table]:
    own = [block for block in section.blocks if isinstance(block, Table)]
    return own + [table for inner in section.sections for table in tables(inner)]


def test_written_words_become_figures() -> None:
    tokens = written("khởi tố {crime.cases_initiated@year_earlier|vụ}, {petty.cases=không có vụ nào}.")
    assert tokens == (
        "khởi tố ",
        Figure("crime.cases_initiated", "vụ", When.YEAR_EARLIER),
        ", ",
        Figure("petty.cases", "", When.PERIOD, "không có vụ nào"),
        ".",
    )


@pytest.mark.parametrize("text", ["{crime.cases_initiated|vụ", "{Crime}", "vụ}"])
def test_a_misspelt_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not understood"):
        written(text)


def test_a_figure_of_no_catalogue_is_refused() -> None:
    with pytest.raises(UnknownCodeError):
        written("{crime.cases_imagined|vụ}")


def test_lists_and_asides_keep_their_figures() -> None:
    made = sentence("Đã ", each("mở {inspection.audits|cuộc}", ("x", Aside(written("{petty.cases|vụ}")))), ".")
    assert [type(token).__name__ for token in made.tokens] == ["str", "Each", "str"]


def test_every_computed_indicator_but_the_balances_of_each_body_is_in_the_annex() -> None:
    expected = {one.code for one in INDICATORS if not one.is_stated and one.subject not in BALANCED}
    assert set(SIX_MONTH.annex.indicators) == expected


def test_the_report_uses_no_figure_that_only_papers_give() -> None:
    for layout in LAYOUTS:
        assert not [code for code in layout.indicators() if INDICATORS[code].is_stated]


def test_tables_fill_the_width_of_the_text() -> None:
    for layout in LAYOUTS:
        for table in (table for section in layout.sections for table in tables(section)):
            assert sum(table.widths) == TEXT_WIDTH
            assert len(table.heads) == len(table.widths) == 1 + len(table.rows[0].cells)


def test_the_digest_knows_the_words_and_the_definitions() -> None:
    same = replace(SIX_MONTH)
    assert same.digest() == SIX_MONTH.digest()
    assert replace(SIX_MONTH, closing="Hết.").digest() != SIX_MONTH.digest()


@pytest.mark.parametrize(
    ("value", "unit", "noun", "said"),
    [
        (7, "case", "vụ án", "07 vụ án"),
        (0, "case", "vụ", "0 vụ"),
        (10, "person", "bị can", "10 bị can"),
        (1858, "person", "bị can", "1.858 bị can"),
        (26_500_000_000, "VND", "", "26,50 tỷ đồng"),
        (850_000_000, "VND", "", "850 triệu đồng"),
    ],
)
def test_counts_in_prose(value: int, unit: str, noun: str, said: str) -> None:
    printed = paper_count(value, unit, noun)  # type: ignore[arg-type]
    assert printed.replace("\u00a0", " ") == said
    assert " " not in printed


def test_days_and_periods_as_papers_write_them() -> None:
    half = Period.half(2026, 1)
    assert paper_date(half.first) == "01/01/2026"
    assert paper_date(half.last) == "30/6/2026"
    assert paper_period(half).replace("\u00a0", " ") == "6 tháng đầu năm 2026"
    assert paper_period(Period(half.first, half.last.replace(day=20))) == "từ ngày 01/01/2026 đến ngày 20/6/2026"


@pytest.mark.parametrize(
    ("post", "lines"),
    [
        ("Trưởng ban", ("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN")),
        ("Phó Trưởng ban Thường trực", ("T/M BAN CHỈ ĐẠO", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC")),
    ],
)
def test_a_deputy_signs_in_the_place_of_the_head(post: str, lines: tuple[str, ...]) -> None:
    assert signature_lines(post) == lines


def test_a_long_issuer_stands_in_even_lines() -> None:
    lines = balanced("BAN CHỈ ĐẠO PHÒNG, CHỐNG THAM NHŨNG, LÃNG PHÍ, TIÊU CỰC")
    assert [line.replace("\u00a0", " ") for line in lines] == [
        "BAN CHỈ ĐẠO",
        "PHÒNG, CHỐNG THAM NHŨNG,",
        "LÃNG PHÍ, TIÊU CỰC",
    ]
