from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.kernel.money import (
    AmbiguousAmountError,
    UnreadableAmountError,
    parse_dong,
    parse_number,
    show_dong,
    show_number,
)
from liemchinh.kernel.numerals import words_of


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("38,42 tỷ", 38_420_000_000),
        ("38.42 tỷ", 38_420_000_000),
        ("26,5 tỷ đồng", 26_500_000_000),
        ("26,5 tỉ", 26_500_000_000),
        ("850 triệu", 850_000_000),
        ("38420000000", 38_420_000_000),
        ("1.200.000.000", 1_200_000_000),
        ("1,200,000,000 đ", 1_200_000_000),
        ("1 200 000 000 VNĐ", 1_200_000_000),
        ("2 tỷ 350 triệu", 2_350_000_000),
        ("2 tỷ rưỡi", 2_500_000_000),
        ("1.858 tỷ đồng", 1_858_000_000_000),
        ("1,858 tỷ", 1_858_000_000),
        ("1.858", 1_858),
        ("12 nghìn tỷ đồng", 12 * 10**12),
        ("500 nghìn đồng", 500_000),
        ("hai tỷ ba trăm năm mươi triệu đồng", 2_350_000_000),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_officers_type_them(typed: str, amount: int) -> None:
    assert parse_dong(typed) == amount


def test_a_bare_number_with_a_comma_is_asked_about() -> None:
    with pytest.raises(AmbiguousAmountError) as question:
        parse_dong("1,858")
    assert question.value.readings == (1_858, 1_858_000_000)
    assert "1.858 đồng" in question.value.label.vi
    assert "1,858 tỷ" in question.value.label.vi


@pytest.mark.parametrize(
    "typed", ["", "đồng", "tỷ", "abc", "-5 tỷ", "38,42", "1,2,3 tỷ", "3 vụ", "5 triệu 2 tỷ", "1,5 đồng"]
)
def test_what_is_no_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UnreadableAmountError) as refusal:
        parse_dong(typed)
    assert "38,42 tỷ" in refusal.value.label.vi
    assert "38,42 tỷ" in refusal.value.label.en


def test_money_is_shown_in_the_unit_it_is_spoken_in() -> None:
    assert show_dong(38_420_000_000) == "38,42 tỷ"
    assert show_dong(850_000_000) == "850 triệu"
    assert show_dong(999_700_000) == "1,00 tỷ"
    assert show_dong(-2_500_000_000, unit=True) == "−2,50 tỷ đồng"
    assert show_dong(750_000) == "750.000 đồng"
    assert show_dong(38_420_000_000, exact=True) == "38.420.000.000 đồng"


def test_numbers_are_shown_with_dots_and_a_decimal_comma() -> None:
    assert show_number(1858) == "1.858"
    assert show_number(Decimal("72.46")) == "72,46"
    assert show_number(-7) == "−7"
    assert show_number(Decimal("2.345"), 2) == "2,35"


@given(st.integers(min_value=0, max_value=10**14))
def test_every_way_of_writing_an_amount_reads_back(amount: int) -> None:
    assert parse_dong(str(amount)) == amount
    assert parse_dong(show_dong(amount, exact=True)) == amount
    if amount <= 10**12:
        assert parse_dong(f"{words_of(amount)} đồng") == amount


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_shown_decimals_read_back(whole: int, hundredths: int) -> None:
    value = Decimal(whole) + Decimal(hundredths) / 100
    assert parse_number(show_number(value, 2)) == Fraction(value)
