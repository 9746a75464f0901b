"""Pasted notices of days off: days, stretches, make-up days, swaps, and what is not understood."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liemchinh.ledger.holiday_notices import read_notice

TODAY = date(2026, 7, 14)


def stretch(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


@pytest.mark.parametrize(
    ("line", "days", "name"),
    [
        ("14/02/2026 - 22/02/2026 Tết Nguyên đán", stretch(date(2026, 2, 14), 9), "Tết Nguyên đán"),
        (
            "Tết Nguyên đán: từ thứ Bảy ngày 14/02/2026 đến hết Chủ nhật ngày 22/02/2026",
            stretch(date(2026, 2, 14), 9),
            "Tết Nguyên đán",
        ),
        ("Nghỉ Tết từ ngày 14 đến 22/02/2026", stretch(date(2026, 2, 14), 9), "Nghỉ Tết"),
        ("14-22/02/2026: Tết Nguyên đán", stretch(date(2026, 2, 14), 9), "Tết Nguyên đán"),
        ("14-02-2026 – 22-02-2026 Tết", stretch(date(2026, 2, 14), 9), "Tết"),
        ("30/4 - 03/5/2026 Ngày Chiến thắng", stretch(date(2026, 4, 30), 4), "Ngày Chiến thắng"),
        ("31/12/2026 - 03/01/2027 Tết Dương lịch", stretch(date(2026, 12, 31), 4), "Tết Dương lịch"),
        ("Quốc khánh 01/9/2026, 02/9/2026", [date(2026, 9, 1), date(2026, 9, 2)], "Quốc khánh"),
        ("2026-09-02", [date(2026, 9, 2)], "Nghỉ theo thông báo"),
        ("02/9", [date(2026, 9, 2)], "Nghỉ theo thông báo"),
        ("Giỗ Tổ Hùng Vương (26 tháng 4 năm 2026)", [date(2026, 4, 26)], "Giỗ Tổ Hùng Vương"),
    ],
)
def test_a_line_gives_its_days_off_and_their_name(line: str, days: list[date], name: str) -> None:
    found, faults = read_notice(line, today=TODAY, name="Nghỉ theo thông báo", document_number="15/TB")
    assert faults == []
    assert [one.day for one in found] == days
    assert {one.name for one in found} == {name}
    assert {(one.is_worked, one.document_number) for one in found} == {(False, "15/TB")}


@pytest.mark.parametrize(
    "line",
    [
        "Làm bù thứ Bảy 22/08/2026 cho thứ Hai 31/08/2026",
        "Đi làm bù vào thứ Bảy, ngày 22/8/2026 thay cho ngày 31/8/2026",
    ],
)
def test_a_make_up_day_is_worked_and_says_for_which_day(line: str) -> None:
    found, faults = read_notice(line, today=TODAY)
    assert faults == []
    assert [(one.day, one.is_worked, one.name) for one in found] == [(date(2026, 8, 22), True, "Làm bù cho 31/08/2026")]


def test_a_swap_gives_a_day_off_and_its_make_up_day() -> None:
    found, _ = read_notice("Hoán đổi ngày làm việc từ thứ Hai 31/8/2026 sang thứ Bảy 22/8/2026", today=TODAY)
    assert [(one.day, one.is_worked) for one in found] == [(date(2026, 8, 31), False), (date(2026, 8, 22), True)]


def test_lines_that_are_not_understood_are_named_and_the_others_read() -> None:
    text = "Tết 14/02/2026\n\nnghỉ dài ngày\n31/6/2026 Nghỉ\n22/02/2026 - 14/02/2026 Ngược\n01/01/2026 - 01/06/2026 Dài"
    found, faults = read_notice(text, today=TODAY)
    assert [one.day for one in found] == [date(2026, 2, 14)]
    assert [fault.line for fault in faults] == [3, 4, 5, 6]
    assert "tháng 6 chỉ có 30 ngày" in faults[1].label.vi
