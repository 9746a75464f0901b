from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.kernel.vietnamese import collation_key, fold, nfc, offsets, spelling_key

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0309\u0303\u0301\u0323"
ACCENTED = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES)
MARKED = st.text(alphabet=VOWELS + ACCENTED + TONES + "đbcdnghtĐÔĂ .,1", max_size=30)
VIETNAMESE = st.text(alphabet=VOWELS + ACCENTED + "đbcdnghtĐÔĂ .,1", max_size=30)


@given(st.text())
def test_folded_text_is_as_long_as_composed_text(text: str) -> None:
    assert len(fold(text)) == len(nfc(text))


@given(VIETNAMESE)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_takes_accents_and_the_bar_of_the_d() -> None:
    assert fold("ĐẮK LẮK – Sóc Trăng") == "dak lak – soc trang"


@given(st.one_of(st.text(), MARKED, VIETNAMESE.map(lambda text: unicodedata.normalize("NFD", text))))
def test_offsets_lead_back_to_the_original(text: str) -> None:
    places = offsets(text)
    composed = nfc(text)
    assert len(places) == len(composed) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)


@given(VIETNAMESE, st.data())
def test_a_span_of_composed_letters_is_the_same_span_in_decomposed_text(text: str, data: st.DataObject) -> None:
    composed = unicodedata.normalize("NFC", text)
    start = data.draw(st.integers(0, len(composed)))
    end = data.draw(st.integers(start, len(composed)))
    decomposed = unicodedata.normalize("NFD", text)
    places = offsets(decomposed)
    assert nfc(decomposed[places[start] : places[end]]) == composed[start:end]


@pytest.mark.parametrize(
    ("old", "new"), [("Hòa", "hoà"), ("hóa", "Hoá"), ("úy", "uý"), ("thuỷ", "thủy"), ("LÒE", "loè")]
)
def test_both_tone_placements_have_one_key(old: str, new: str) -> None:
    assert spelling_key(old) == spelling_key(new)


def test_other_tones_keep_their_own_key() -> None:
    assert len({spelling_key(word) for word in ("hoa", "hoá", "hoà", "hoạ", "của", "cùa")}) == 6


def test_names_stand_in_the_order_of_the_alphabet() -> None:
    ordered = ["An", "Ánh", "Ăn", "Âm", "Bình", "Chi", "Dung", "Đào", "Em", "Êm", "Oanh", "Ông", "Ơn", "Tư", "Ước", "Y"]
    keys = [collation_key(name) for name in ordered]
    assert keys == sorted(set(keys))


def test_tones_stand_in_the_order_of_the_dictionary() -> None:
    ordered = ["ma", "Ma", "mà", "mả", "mã", "má", "mạ", "ma a"]
    keys = [collation_key(name) for name in ordered]
    assert keys == sorted(set(keys))


@given(VIETNAMESE, VIETNAMESE)
def test_the_key_sorts_alike_as_characters_and_as_bytes(one: str, other: str) -> None:
    first, second = collation_key(one), collation_key(other)
    assert (first < second) == (first.encode() < second.encode())
    assert "\0" not in first
