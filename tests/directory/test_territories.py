from __future__ import annotations

from datetime import date

import pytest

from liemchinh.directory.territories import (
    TERRITORIES,
    UnknownTerritoryError,
    by_code,
    in_force,
    named,
    with_predecessors,
)

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_there_were_63_provinces_and_are_34() -> None:
    assert len(in_force(BEFORE)) == 63
    assert len(in_force(AFTER)) == 34
    assert len(in_force(date(2026, 7, 1))) == 34


def test_every_day_has_one_owner_of_a_code() -> None:
    for day in (date(2012, 1, 1), BEFORE, AFTER, date(2026, 12, 31)):
        codes = [territory.code for territory in in_force(day)]
        assert len(codes) == len(set(codes))


def test_a_code_that_changed_hands_is_read_by_its_day() -> None:
    assert by_code("91", BEFORE).name == "Kiên Giang"
    assert by_code("91", AFTER).name == "An Giang"


def test_a_name_that_kept_its_province_may_change_its_code() -> None:
    assert named("An Giang", BEFORE).code == "89"
    assert named("tỉnh An Giang", AFTER).code == "91"


def test_names_are_found_without_accents_and_in_either_tone_placement() -> None:
    assert named("HOA BINH", BEFORE) is named("Hoà Bình", BEFORE)
    assert named("TP. Hồ Chí Minh", AFTER).code == "79"


def test_a_province_that_ended_is_not_found_after_its_end() -> None:
    with pytest.raises(UnknownTerritoryError, match="01/07/2025"):
        named("Sóc Trăng", AFTER)
    with pytest.raises(UnknownTerritoryError) as refusal:
        by_code("99", AFTER)
    assert "99" in refusal.value.label.en


def test_older_figures_stand_under_the_predecessors() -> None:
    merged = named("Thái Nguyên", AFTER)
    assert {TERRITORIES[one].name for one in with_predecessors(merged)} == {"Thái Nguyên", "Bắc Kạn"}
    hue = named("Huế", AFTER)
    assert "thua-thien-hue" in with_predecessors(hue)


def test_every_predecessor_ends_the_day_before_its_successor_begins() -> None:
    for territory in TERRITORIES.values():
        for predecessor in territory.predecessors:
            older = TERRITORIES[predecessor]
            assert older.successor_id == territory.id
            assert older.valid_to is not None
            assert territory.valid_from is not None
            assert (territory.valid_from - older.valid_to).days == 1


def test_a_former_province_is_marked() -> None:
    assert named("Sóc Trăng", BEFORE).label.vi == "Sóc Trăng (cũ)"
    assert named("Cao Bằng", AFTER).label.vi == "Cao Bằng"
