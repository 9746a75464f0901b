from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.kernel.numerals import UnreadableNumberError, longest_number, number_from_words, words_of


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("năm", 5),
        ("mười", 10),
        ("mười bốn", 14),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("hai mươi tư", 24),
        ("hai mươi bốn", 24),
        ("hai mốt", 21),
        ("ba mươi nhăm", 35),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("một trăm rưỡi", 150),
        ("bảy trăm bẩy mươi bảy", 777),
        ("một nghìn hai trăm", 1200),
        ("hai ngàn không trăm linh ba", 2003),
        ("hai triệu rưỡi", 2_500_000),
        ("hai tỷ rưỡi", 2_500_000_000),
        ("một nghìn hai trăm tỉ", 1_200_000_000_000),
        ("một nghìn tỷ", 10**12),
        ("Ba mươi tám tỷ bốn trăm hai mươi triệu", 38_420_000_000),
    ],
)
def test_words_are_read_as_the_number_they_say(words: str, number: int) -> None:
    assert number_from_words(words) == number


@pytest.mark.parametrize("words", ["", "vụ án", "hai ba", "mươi", "năm 2023", "hai triệu ba", "một nghìn triệu"])
def test_what_is_no_number_is_refused(words: str) -> None:
    with pytest.raises(UnreadableNumberError) as refusal:
        number_from_words(words)
    assert "hai mươi mốt" in refusal.value.label.vi


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_words_of_a_number_read_back_as_the_number(number: int) -> None:
    said = words_of(number)
    assert number_from_words(said.removeprefix("âm ")) == abs(number)
    assert said.startswith("âm ") == (number < 0)


def test_amounts_are_spelled_as_papers_spell_them() -> None:
    assert words_of(38_420_000_000) == "ba mươi tám tỷ bốn trăm hai mươi triệu"
    assert words_of(1_000_005) == "một triệu không trăm linh năm"
    assert words_of(0) == "không"


def test_the_longest_number_stops_at_the_noun() -> None:
    assert longest_number(["mười", "hai", "vụ", "án"]) == (12, 2)
    assert longest_number(["ba", "mươi"], 1) is None
