"""Names as papers write them, and how two of them tie: a reviewed table, and what must hold for all names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.kernel.names import PersonalName, parse
from liemchinh.kernel.namesakes import Tie, compare, keys_of, with_i

READ = [
    ("Nguyễn Văn An", "nguyễn văn an", "", None),
    ("  nguyễn   VĂN  An ", "nguyễn văn an", "", None),
    ("Ông Nguyễn Văn An", "nguyễn văn an", "M", None),
    ("bà Lê Thị Hoà", "lê thị hoà", "F", None),
    ("Bà Lê Thị Hòa", "lê thị hoà", "F", None),
    ("đ/c Trần Văn Bình", "trần văn bình", "", None),
    ("đ.c. Trần Văn Bình", "trần văn bình", "", None),
    ("Đồng chí Trần Văn Bình", "trần văn bình", "", None),
    ("Đ.C. Trần Văn Bình", "trần văn bình", "", None),
    ("Đ.C.T.", "đ. c. t.", "", None),
    ("Bị can Nguyễn Văn An", "nguyễn văn an", "", None),
    ("PGS.TS. Bác sĩ Lê Thị Hoà", "lê thị hoà", "", None),
    ("Đại tá Phạm Quốc Cường", "phạm quốc cường", "", None),
    ("N.V.A.", "n. v. a.", "", None),
    ("N. V. A", "n. v. a.", "", None),
    ("N V A", "n. v. a.", "", None),
    ("NVA", "n. v. a.", "", None),
    ("Ng. V. An", "ng. v. an", "", None),
    ("Nguyễn Văn A.", "nguyễn văn a.", "", None),
    ("Nguyễn Văn A", "nguyễn văn a.", "", None),
    ("Sùng A Páo", "sùng a páo", "", None),
    ("Ông N.V.A., nguyên Giám đốc", "n. v. a.", "M", None),
    ("nguyên Giám đốc Sở Y tế Nguyễn Văn An", "nguyễn văn an", "", None),
    ("Phó Chủ tịch UBND xã Lò Văn Pâng", "lò văn pâng", "", None),
    ("Nguyễn Văn An nguyên Giám đốc Sở Y tế", "nguyễn văn an", "", None),
    ("Lê Nguyên", "lê nguyên", "", None),
    ("Nguyễn Văn An (SN 1975)", "nguyễn văn an", "", 1975),
    ("Nguyễn Văn An, sinh năm 1980, trú tại xã M.", "nguyễn văn an", "", 1980),
    ("Phan Văn Vũ (tức Vũ nhà máy)", "phan văn vũ", "", None),
    ("An, Nguyễn Văn", "nguyễn văn an", "", None),
    ("Ðỗ Văn Ðức", "đỗ văn đức", "", None),
    ("Nguyễn-Văn-An", "nguyễn văn an", "", None),
    ("H’Hen Niê", "h'hen niê", "", None),
    ("Ông Ích Khiêm", "ích khiêm", "M", None),
    ("", "", "", None),
]


def shown(name: PersonalName) -> str:
    return " ".join(syllable.key + ("." if syllable.is_initial else "") for syllable in name.syllables)


@pytest.mark.parametrize(("text", "syllables", "sex", "born"), READ, ids=[row[0] or "trống" for row in READ])
def test_a_name_is_read_without_titles_and_remarks(text: str, syllables: str, sex: str, born: int | None) -> None:
    name = parse(text)
    assert (shown(name), name.sex, name.born) == (syllables, sex, born)


TIES = [
    ("Nguyễn Văn An", "NGUYỄN VĂN AN", Tie.SAME),
    ("Lê Thị Hoà", "Lê Thị Hòa", Tie.SAME),
    ("Trần Quý Thuý", "Trần Quý Thúy", Tie.SAME),
    ("Lý Văn Kỳ", "Lí Văn Kì", Tie.SPELT),
    ("Nguyễn Thị Quý", "Nguyễn Thị Quí", Tie.SPELT),
    ("Trần Thị Huy", "Trần Thị Hui", Tie.OTHER),
    ("Nguyễn Văn An", "An Nguyễn Văn", Tie.TURNED),
    ("Nguyễn Văn An", "An Văn Nguyễn", Tie.TURNED),
    ("Nguyễn Văn An", "Văn An Nguyễn", Tie.TURNED),
    ("Nguyễn Minh Anh", "Nguyễn Anh Minh", Tie.OTHER),
    ("Nguyễn Lê Minh", "Lê Nguyễn Minh", Tie.OTHER),
    ("Nguyễn Văn An", "Nguyễn An", Tie.SHORTER),
    ("Nguyễn Trần Minh Anh", "Nguyễn Minh Anh", Tie.SHORTER),
    ("Nguyễn Trần Minh Anh", "Trần Minh Anh", Tie.SHORTER),
    ("Tôn Nữ Thị Hà", "Tôn Nữ Hà", Tie.SHORTER),
    ("Tôn Nữ Thị Hà", "Tôn Hà", Tie.OTHER),
    ("Nguyễn Văn An", "N.V.A.", Tie.ABBREVIATED),
    ("N.V.A.", "N.V.A.", Tie.ABBREVIATED),
    ("Ng.V.An", "Nguyễn Văn An", Tie.ABBREVIATED),
    ("Nghiêm Văn An", "Ng. V. A.", Tie.ABBREVIATED),
    ("Đặng Văn An", "D.V.A.", Tie.OTHER),
    ("Nguyễn Văn Ân", "N.V.A.", Tie.OTHER),
    ("Nguyen Van An", "Nguyễn Văn An", Tie.PLAIN),
    ("Nguyen Van An", "Nguyễn Văn Ân", Tie.PLAIN),
    ("Nguyễn Văn An", "Nguyễn Văn Ân", Tie.TONES),
    ("Nguyễn Văn An", "Nguyễn Văn Anh", Tie.OTHER),
    ("Đào Văn Tùng", "Đao Văn Tùng", Tie.TONES),
    ("Nguyễn Văn An", "Trần Văn An", Tie.OTHER),
    ("Nguyễn Văn An", "Nguyễn Thị An", Tie.OTHER),
    ("An", "An", Tie.ABBREVIATED),
    ("An", "Nguyễn Văn An", Tie.OTHER),
]


@pytest.mark.parametrize(("one", "other", "tie"), TIES, ids=[f"{row[0]} - {row[1]}" for row in TIES])
def test_two_names_tie_as_reviewed(one: str, other: str, tie: Tie) -> None:
    assert compare(parse(one), parse(other)) is tie


@pytest.mark.parametrize(
    ("written", "with_one_i"),
    [("lý", "lí"), ("mỹ", "mĩ"), ("quý", "quí"), ("huy", "huy"), ("yên", "yên"), ("thuý", "thuý"), ("y", "y")],
)
def test_only_a_lone_y_may_be_written_i(written: str, with_one_i: str) -> None:
    assert with_i(written) == with_one_i


FAMILY = st.sampled_from(["Nguyễn", "Trần", "Lê", "Đặng", "Lý", "Tô", "Sùng", "Hà", "Mai", "Tôn Nữ", "Đỗ"])
MIDDLE = st.lists(st.sampled_from(["Văn", "Thị", "Minh", "Quý", "Trần", "A", "Ngọc", "Đức"]), max_size=3)
GIVEN = st.sampled_from(["An", "Ân", "Anh", "Ánh", "Hoà", "Hòa", "Mỹ", "Mĩ", "Tuấn", "Páo", "Thủy", "Thuỷ"])
FULL = st.builds(lambda family, middle, given_name: " ".join([family, *middle, given_name]), FAMILY, MIDDLE, GIVEN)


def initials(name: str) -> str:
    return "".join(f"{word[0]}." for word in name.split())


def plain(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


WRITTEN = st.one_of(FULL, FULL.map(initials), FULL.map(plain), FULL.map(lambda name: " ".join(name.split()[::-1])))


@given(WRITTEN, WRITTEN)
def test_a_tie_does_not_depend_on_which_name_comes_first(one: str, other: str) -> None:
    assert compare(parse(one), parse(other)) is compare(parse(other), parse(one))


@given(WRITTEN, WRITTEN)
def test_two_names_that_tie_share_a_key(one: str, other: str) -> None:
    first, second = parse(one), parse(other)
    if compare(first, second) is Tie.OTHER:
        return
    mine, theirs = keys_of(first), keys_of(second)
    by_syllables = bool(mine.own) and (mine.own == theirs.own or mine.own in theirs.lacking)
    by_syllables |= bool(theirs.own) and theirs.own in mine.lacking
    by_initials = not (mine.own and theirs.own) and mine.initials == theirs.initials
    assert by_syllables or by_initials


@given(WRITTEN, st.sampled_from(["", "đ/c ", "Đồng chí ", "Bị can ", "TS. "]), st.sampled_from(["NFC", "NFD"]))
def test_case_form_and_neutral_titles_change_nothing(name: str, title: str, form: str) -> None:
    wanted = parse(name)
    for written in (name, name.lower(), name.upper(), f"  {name} "):
        found = parse(unicodedata.normalize(form, title + written))  # type: ignore[arg-type]
        assert found.syllables == wanted.syllables


@given(FULL)
def test_a_name_ties_with_itself_however_it_is_shortened(name: str) -> None:
    whole = parse(name)
    assert compare(whole, whole) is Tie.SAME
    assert compare(whole, parse(initials(name))) is Tie.ABBREVIATED
    assert compare(whole, parse(plain(name))) in {Tie.SAME, Tie.PLAIN}


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text: str) -> None:
    name = parse(text)
    assert compare(name, name) is not Tie.OTHER or not name.syllables
    keys_of(name)
