from __future__ import annotations

from datetime import date

import pytest

from liemchinh.reader import read

DAY = date(2024, 7, 10)


def figures(text: str) -> list[tuple[str, int, str]]:
    return [(claim.indicator, int(claim.value), claim.scope) for claim in read(text, published=DAY)]


def test_ordinals_and_notes_of_a_table_are_no_figures() -> None:
    text = (
        "Tỉnh: Sơn La\n"
        "STT\tChỉ tiêu\tĐVT\tSố liệu\tGhi chú\n"
        "(1)\t(2)\t(3)\t(4)\t(5)\n"
        "1\tVụ án khởi tố mới\tvụ\t15\tbiểu 2\n"
        "2\tBị can bị khởi tố\tngười\t43\t\n"
        "3\tTài sản đã thu hồi\ttriệu đồng\t1.200\t80%\n"
    )
    assert figures(text) == [
        ("crime.cases_initiated", 15, "14"),
        ("crime.accused_initiated", 43, "14"),
        ("assets.recovered", 1_200_000_000, "14"),
    ]


def test_a_figure_of_a_table_leads_back_to_its_cell() -> None:
    text = "TT | Nội dung | Kỳ này\n1 | Đảng viên bị kỷ luật | 96\n2 | Đơn tiếp nhận | 512\n"
    assert [text[claim.start : claim.end] for claim in read(text, published=DAY)] == ["96", "512"]


def test_heads_of_columns_say_the_year() -> None:
    text = (
        "Tỉnh Hòa Bình\nNội dung | Năm 2022 | Năm 2023 | Tăng, giảm\n"
        "Cuộc thanh tra | 92 | 101 | +9\nSố tiền sai phạm (triệu đồng) | 18.420 | 25.377 | +6.957\n"
    )
    years = [(int(claim.value), claim.period.first.year) for claim in read(text, published=DAY) if claim.period]
    assert years == [(92, 2022), (101, 2023), (18_420_000_000, 2022), (25_377_000_000, 2023)]


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ tiêu\tHà Nam\tNinh Bình\nSố vụ án khởi tố\t18\t15\nSố bị can\t52\t39\n",
        "Địa phương\tSố vụ án khởi tố\tSố bị can khởi tố\nHà Nam\t18\t52\nNinh Bình\t15\t39\n",
    ],
)
def test_provinces_stand_over_columns_or_before_rows(text: str) -> None:
    assert sorted(figures(text)) == [
        ("crime.accused_initiated", 39, "37"),
        ("crime.accused_initiated", 52, "35"),
        ("crime.cases_initiated", 15, "37"),
        ("crime.cases_initiated", 18, "35"),
    ]


def test_the_total_of_all_rows_is_that_of_the_text() -> None:
    text = (
        "Cụm thi đua số 3, 6 tháng đầu năm 2024\nĐơn vị | Vụ án theo dõi | Vụ việc theo dõi\n"
        "Hà Tĩnh | 6 | 2\nNghệ An | 11 | 4\nTổng cộng | 17 | 6\n"
    )
    assert figures(text)[-2:] == [("watch.cases", 17, "CLUSTER:3"), ("watch.matters", 6, "CLUSTER:3")]


def test_rows_numbered_without_cells_are_a_table_too() -> None:
    text = "Tỉnh: Sơn La\n1 Vụ án khởi tố mới 15\n2 Bị can bị khởi tố 43\n3 Tài sản thiệt hại triệu đồng 1.200\n"
    assert [value for _, value, _ in figures(text)] == [15, 43, 1_200_000_000]


def test_a_group_of_rows_keeps_the_heads_of_the_table() -> None:
    text = (
        "Stt\tChỉ tiêu\tTrong kỳ\tCùng kỳ năm trước\nThanh tra\n1\tCuộc thanh tra\t80\t75\n"
        "Kỷ luật\n2\tĐảng viên bị kỷ luật\t60\t58\nSố liệu của tỉnh Sơn La 6 tháng đầu năm 2024.\n"
    )
    years = {int(claim.value): claim.period.first.year for claim in read(text, published=DAY) if claim.period}
    assert years == {80: 2024, 75: 2023, 60: 2024, 58: 2023}
