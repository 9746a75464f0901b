"""Whether two rows may be one person: a reviewed table of pairs, and what must hold for all of them.

A description is written “name | post | unit | year | sex”; what is missing at the end is left out.
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.ledger.likeness import APART, Described, Setting, Side, Verdict, compare, read

LIKELY, MAYBE, DIFFERENT = Verdict.LIKELY, Verdict.MAYBE, Verdict.DIFFERENT
TWICE = Setting(in_one_dossier="VA-2026-001")
TOGETHER = Setting(in_one_act=True, in_one_dossier="VA-2026-001")
BODY = Setting(bodies=("Công ty cổ phần Xây dựng H.",))

PAIRS: list[tuple[str, str, Verdict]] = [
    # The whole name agrees.
    ("Nguyễn Văn An", "Nguyễn Văn An", MAYBE),
    ("Nguyễn Văn An|||1975", "Nguyễn Văn An|||1975", LIKELY),
    ("Nguyễn Văn An|||1975", "Nguyễn Văn An|||1982", DIFFERENT),
    ("Nguyễn Văn An|||1975", "Nguyễn Văn An", MAYBE),
    ("Nguyễn Văn An|Giám đốc|Sở Y tế", "Nguyễn Văn An|Giám đốc|Sở Y tế", LIKELY),
    ("Nguyễn Văn An|Giám đốc|Sở Y tế", "Nguyễn Văn An|Phó Giám đốc|Sở Y tế", LIKELY),
    ("Nguyễn Văn An|nguyên Giám đốc|Sở Y tế tỉnh Sơn La", "Nguyễn Văn An|Giám đốc|Sở Y tế", LIKELY),
    ("Nguyễn Văn An|Giám đốc Sở Y tế", "Nguyễn Văn An||Sở Y tế", LIKELY),
    ("Nguyễn Văn An|PGĐ|Sở GD&ĐT", "Nguyễn Văn An|Phó Giám đốc|Sở Giáo dục và Đào tạo", LIKELY),
    ("Nguyễn Văn An|Chủ tịch|UBND xã Mường Bú", "Nguyễn Văn An|Chủ tịch|Ủy ban nhân dân xã Mường Bú", LIKELY),
    ("Nguyễn Văn An|Giám đốc|Sở Y tế", "Nguyễn Văn An|Giám đốc|Sở Tài chính", MAYBE),
    ("Nguyễn Văn An|Giám đốc", "Nguyễn Văn An|Giám đốc", MAYBE),
    ("Nguyễn Văn An|Giám đốc|Sở Y tế|1975", "Nguyễn Văn An|Giám đốc|Sở Y tế|1976", MAYBE),
    ("Nguyễn Văn An||Sở Y tế|1975", "Nguyễn Văn An||Sở Tài chính|1975", MAYBE),
    ("Nguyễn Văn An||Sở Y tế|1975", "Nguyễn Văn An||Sở Tài chính|1980", DIFFERENT),
    ("Nguyễn Minh Anh||||M", "Nguyễn Minh Anh||||F", DIFFERENT),
    ("Nguyễn Minh Anh|||1980|M", "Nguyễn Minh Anh|||1980|F", MAYBE),
    ("Nguyễn Minh Anh|||1980|M", "Nguyễn Minh Anh|||1981|F", DIFFERENT),
    ("Ông Nguyễn Minh Anh", "Bà Nguyễn Minh Anh", DIFFERENT),
    ("Ông Nguyễn Minh Anh|||1980", "Nguyễn Minh Anh|||1980|M", LIKELY),
    ("Nguyễn Văn An (SN 1975)", "Nguyễn Văn An|||1975", LIKELY),
    ("Nguyễn Văn An (SN 1975)", "Nguyễn Văn An|||1985", DIFFERENT),
    ("Nguyễn Văn An, nguyên Giám đốc Sở Y tế", "Nguyễn Văn An||Sở Y tế", LIKELY),
    ("NGUYỄN VĂN AN|||1975", "đ/c Nguyễn Văn An|||1975", LIKELY),
    ("Lê Thị Hoà|||1968", "Lê Thị Hòa|||1968", LIKELY),
    ("Trần Thuý Quỳnh||Kho bạc huyện Mai Sơn", "Trần Thúy Quỳnh||Kho bạc Mai Sơn", LIKELY),
    ("Sùng A Páo|||1990", "Sùng A Páo|||1990", LIKELY),
    ("Sùng A Páo|||1990", "Sùng A Páo|||1971", DIFFERENT),
    # Only i and y.
    ("Lý Văn Kỳ", "Lí Văn Kì", MAYBE),
    ("Lý Văn Kỳ|||1970", "Lí Văn Kì|||1970", MAYBE),
    ("Lý Văn Kỳ||Sở Nội vụ|1970", "Lí Văn Kì||Sở Nội vụ|1970", LIKELY),
    ("Lý Văn Kỳ|||1970", "Lí Văn Kì|||1971", DIFFERENT),
    ("Lý Văn Kỳ||Sở Nội vụ|1970", "Lí Văn Kì||Sở Nội vụ|1971", MAYBE),
    # Another order.
    ("Nguyễn Văn An", "An Nguyễn Văn", MAYBE),
    ("Nguyễn Văn An|||1975", "An Văn Nguyễn|||1975", MAYBE),
    ("Nguyễn Văn An||Sở Y tế|1975", "An, Nguyễn Văn||Sở Y tế|1975", LIKELY),
    ("Nguyễn Minh Anh|||1980", "Nguyễn Anh Minh|||1980", DIFFERENT),
    ("Nguyễn Lê Minh|||1980", "Lê Nguyễn Minh|||1980", DIFFERENT),
    # Something left out.
    ("Nguyễn Văn An", "Nguyễn An", DIFFERENT),
    ("Nguyễn Văn An|||1975", "Nguyễn An|||1975", MAYBE),
    ("Nguyễn Văn An|Giám đốc|Sở Y tế|1975", "Nguyễn An|Giám đốc|Sở Y tế|1975", LIKELY),
    ("Nguyễn Văn An|||1975", "Nguyễn An|||1976", DIFFERENT),
    ("Nguyễn Trần Minh Anh|||1980", "Nguyễn Minh Anh|||1980", MAYBE),
    ("Nguyễn Trần Minh Anh||Sở Y tế|1980", "Trần Minh Anh||Sở Y tế|1980", LIKELY),
    ("Nguyễn Văn An|||1975", "Nguyễn Thị An|||1975", DIFFERENT),
    ("Nguyễn Văn An|Giám đốc", "Nguyễn An|Giám đốc", MAYBE),
    # Initials: never enough, and never likely.
    ("Ông N.V.A.", "Ông N.V.A.", DIFFERENT),
    ("Ông N.V.A.|nguyên Giám đốc", "N.V.A.|Giám đốc", MAYBE),
    ("Ông N.V.A.|Giám đốc|Sở Y tế|1975", "Ông N.V.A.|Giám đốc|Sở Y tế|1975", MAYBE),
    ("Ông N.V.A.|||1975", "Ông N.V.A.|||1976", DIFFERENT),
    ("Ông N.V.A.|||1975", "Bà N.V.A.|||1975", DIFFERENT),
    ("N.V.A.|||1975", "Nguyễn Văn An|||1975", MAYBE),
    ("N.V.A.", "Nguyễn Văn An", DIFFERENT),
    ("N.V.A.|Giám đốc|Sở Y tế", "Nguyễn Văn An|Giám đốc|Sở Tài chính", DIFFERENT),
    ("NVA||Sở Y tế", "Nguyễn Văn An||Sở Y tế", MAYBE),
    ("Ng. V. An|||1975", "Nguyễn Văn An|||1975", MAYBE),
    ("D.V.A.|||1975", "Đặng Văn An|||1975", DIFFERENT),
    ("N.V.A.|||1975", "Nguyễn Văn Ân|||1975", DIFFERENT),
    ("Nguyễn Văn A.|||1975", "Nguyễn Văn An|||1975", MAYBE),
    ("N.V.A.|||1975", "N.T.A.|||1975", DIFFERENT),
    # The same letters without tones: never enough.
    ("Nguyễn Văn An", "Nguyễn Văn Ân", DIFFERENT),
    ("Nguyễn Văn An|||1975", "Nguyễn Văn Ân|||1975", DIFFERENT),
    ("Nguyễn Văn An||Sở Y tế", "Nguyễn Văn Ân||Sở Y tế", DIFFERENT),
    ("Nguyễn Văn An||Sở Y tế|1975", "Nguyễn Văn Ân||Sở Y tế|1975", MAYBE),
    ("Nguyễn Văn An||Sở Y tế|1975", "Nguyễn Văn Ân||Sở Y tế|1976", DIFFERENT),
    ("Nguyễn Văn An||Sở Y tế|1975", "Nguyễn Văn Anh||Sở Y tế|1975", DIFFERENT),
    ("Đào Văn Tùng|||1975", "Đao Văn Tùng|||1975", DIFFERENT),
    ("Trần Đức Thắng|||1975", "Trần Đức Thăng|||1975", DIFFERENT),
    ("Hồ Thị Thủy|||1975", "Hồ Thị Thúy|||1975", DIFFERENT),
    # One typed without any mark: could be it, says little.
    ("Nguyen Van An", "Nguyễn Văn An", DIFFERENT),
    ("Nguyen Van An|||1975", "Nguyễn Văn An|||1975", MAYBE),
    ("Nguyen Van An||So Y te|1975", "Nguyễn Văn An||Sở Y tế|1975", MAYBE),
    ("Nguyen Van An|||1975", "Nguyễn Văn Ân|||1976", DIFFERENT),
    # Different names, whatever else agrees.
    ("Nguyễn Văn An||Sở Y tế|1975", "Trần Văn An||Sở Y tế|1975", DIFFERENT),
    ("Nguyễn Văn An||Sở Y tế|1975", "Nguyễn Văn Bình||Sở Y tế|1975", DIFFERENT),
    ("Hoàng Văn An||Sở Y tế|1975", "Huỳnh Văn An||Sở Y tế|1975", DIFFERENT),
    ("An", "Nguyễn Văn An", DIFFERENT),
    ("", "", DIFFERENT),
    # Neighbouring workplaces are not one.
    ("Lò Văn Pâng||Trường Tiểu học số 1", "Lò Văn Pâng||Trường Tiểu học số 2", MAYBE),
    ("N.V.A.||UBND xã Đ.", "Nguyễn Văn An||UBND xã M.", DIFFERENT),
    ("N.V.A.||UBND xã Đ.", "Nguyễn Văn An||UBND xã Đ.", MAYBE),
    ("N.V.A.||UBND xã Chiềng Đen", "Nguyễn Văn An||Ủy ban nhân dân xã Chiềng Đen", MAYBE),
    ("Nguyễn Văn An||UBND", "Nguyễn Văn An||UBND", MAYBE),
]


def described(text: str) -> Described:
    name, post, unit, year, sex = [*(part.strip() for part in text.split("|")), "", "", "", ""][:5]
    return Described(name, post, unit, int(year) if year else None, sex)


def verdict(one: str, other: str, setting: Setting = APART) -> Verdict:
    return compare(read(described(one)), read(described(other)), setting).verdict


def test_the_table_is_long_enough_to_be_worth_reviewing() -> None:
    assert len(PAIRS) >= 80
    assert len({(one, other) for one, other, _ in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(("one", "other", "wanted"), PAIRS, ids=[f"{one} - {other}" for one, other, _ in PAIRS])
def test_a_pair_comes_out_as_reviewed_from_either_side(one: str, other: str, wanted: Verdict) -> None:
    assert verdict(one, other) is wanted
    assert verdict(other, one) is wanted


SETTINGS = [
    ("Nguyễn Văn An", "Nguyễn Văn An", TWICE, LIKELY),
    ("Nguyễn Văn An|||1975", "Nguyễn Văn An|||1975", TOGETHER, DIFFERENT),
    ("Nguyễn Văn An|||1975", "Nguyễn Văn An|||1980", TWICE, MAYBE),
    ("N.V.A.", "Nguyễn Văn An", TWICE, MAYBE),
    ("N.V.A.", "Nguyễn Văn An", TOGETHER, DIFFERENT),
    ("Nguyễn Văn An", "Nguyễn Văn Ân", TWICE, DIFFERENT),
    ("Nguyễn Văn An|||1975", "Nguyễn Văn Ân|||1975", TWICE, MAYBE),
    ("N.V.A.", "Nguyễn Văn An", BODY, MAYBE),
    ("Nguyễn Văn An", "Nguyễn Văn An", BODY, MAYBE),
]


@pytest.mark.parametrize(("one", "other", "setting", "wanted"), SETTINGS)
def test_where_two_rows_meet_counts(one: str, other: str, setting: Setting, wanted: Verdict) -> None:
    assert verdict(one, other, setting) is wanted


def test_the_answer_says_what_speaks_for_and_against_in_both_languages() -> None:
    one = described("Nguyễn Văn An|Giám đốc|Sở Y tế|1975")
    other = described("Nguyễn Văn An|Giám đốc|Sở Tài chính|1975")
    found = compare(read(one), read(other))
    assert [piece.label.vi for piece in found.on(Side.FOR)] == [
        "Họ tên viết giống nhau, cả dấu.",
        "Cùng năm sinh 1975.",
        "Cùng chức vụ: giám đốc.",
    ]
    assert [piece.label.vi for piece in found.on(Side.AGAINST)] == ["Khác nơi làm việc: Sở Tài chính, Sở Y tế."]
    assert all(piece.label.en.strip() for piece in found.evidence)


NAMES = st.sampled_from(
    ["Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyen Van An", "N.V.A.", "Nguyễn An", "An Nguyễn Văn", "Lí Kì"]
)
ROWS = st.builds(
    Described,
    NAMES,
    st.sampled_from(["", "Giám đốc", "nguyên Phó Giám đốc Sở Y tế", "Kế toán trưởng"]),
    st.sampled_from(["", "Sở Y tế", "Sở Y tế tỉnh Sơn La", "Sở Tài chính", "UBND xã Đ."]),
    st.sampled_from([None, 1975, 1976]),
    st.sampled_from(["", "M", "F"]),
)
MET = st.builds(Setting, st.booleans(), st.sampled_from(["", "VA-1"]), st.sampled_from([(), ("Công ty H.",)]))


@given(ROWS, ROWS, MET)
def test_the_answer_is_the_same_from_either_side(one: Described, other: Described, setting: Setting) -> None:
    there, back = compare(read(one), read(other), setting), compare(read(other), read(one), setting)
    assert there == back


@given(ROWS, ROWS, st.sampled_from(["", "đ/c ", "Bị can "]), st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_case_unicode_form_and_neutral_titles_change_no_answer(
    one: Described, other: Described, title: str, form: str, upper: bool
) -> None:
    name = one.name.upper() if upper else one.name
    written = Described(
        unicodedata.normalize(form, title + name),  # type: ignore[arg-type]
        unicodedata.normalize(form, one.post),  # type: ignore[arg-type]
        one.unit,
        one.birth_year,
        one.sex,
    )
    assert compare(read(written), read(other)).verdict is compare(read(one), read(other)).verdict


@given(ROWS, ROWS)
def test_tones_and_initials_alone_are_never_enough(one: Described, other: Described) -> None:
    bare = Described(one.name), Described(other.name)
    found = compare(read(bare[0]), read(bare[1]))
    if found.tie.name in {"TONES", "PLAIN", "ABBREVIATED", "OTHER"}:
        assert found.verdict is DIFFERENT
    assert found.verdict is not LIKELY


@given(ROWS, ROWS, MET)
def test_another_year_never_makes_it_likelier(one: Described, other: Described, setting: Setting) -> None:
    same = (
        Described(one.name, one.post, one.unit, 1975, one.sex),
        Described(other.name, other.post, other.unit, 1975, other.sex),
    )
    differs = same[0], Described(other.name, other.post, other.unit, 1980, other.sex)
    kept = compare(read(same[0]), read(same[1]), setting).verdict
    assert compare(read(differs[0]), read(differs[1]), setting).verdict >= kept
