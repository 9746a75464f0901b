"""What a cell and a sheet are understood to say: days, numbers, money, offences, stages, and heads of any wording."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from tests.ledger import workbooks
from tests.ledger.workbooks import CASE, day_cell

from liemchinh.kernel.calendar import Precision
from liemchinh.law.acts import DossierKind, Rung, Stage
from liemchinh.ledger.importing import composing, linking, readings, rows, template, words, workbook
from liemchinh.ledger.importing.columns import COLUMNS, List
from liemchinh.ledger.importing.composing import Composed
from liemchinh.ledger.importing.remarks import MisreadError, Weight
from liemchinh.ledger.importing.rows import Lists

TODAY = date(2026, 6, 1)


def lists_of(content: bytes) -> Lists:
    return rows.read(workbook.read("danh-sach.xlsx", content), today=TODAY)


def composed(content: bytes, **known: Any) -> Composed:
    return composing.compose(lists_of(content), linking.Register("son-la", **known), day=TODAY)


@pytest.mark.parametrize(
    ("value", "day", "precision"),
    [
        (day_cell(2024, 3, 12), date(2024, 3, 12), Precision.DAY),
        (45363, date(2024, 3, 12), Precision.DAY),
        (45363.0, date(2024, 3, 12), Precision.DAY),
        ("12/03/2024", date(2024, 3, 12), Precision.DAY),
        ("12.3.24", date(2024, 3, 12), Precision.DAY),
        (" ngày 12 tháng 3 năm 2024 ", date(2024, 3, 12), Precision.DAY),
        ("2024-03-12", date(2024, 3, 12), Precision.DAY),
        ("tháng 3/2024", date(2024, 3, 31), Precision.MONTH),
        ("03/2024", date(2024, 3, 31), Precision.MONTH),
        ("quý II/2024", date(2024, 6, 30), Precision.QUARTER),
        (2024, date(2024, 12, 31), Precision.YEAR),
        ("năm 2025", date(2025, 12, 31), Precision.YEAR),
        ("năm 2026", TODAY, Precision.YEAR),
    ],
)
def test_a_day_is_read_however_it_is_kept(value: workbook.Value, day: date, precision: Precision) -> None:
    assert readings.read_dated(value, epoch=WINDOWS_EPOCH, today=TODAY) == (day, precision)


def test_a_bare_number_counts_from_the_epoch_of_its_workbook() -> None:
    assert readings.read_day(43901, epoch=MAC_EPOCH, today=TODAY) == date(2024, 3, 12)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("31/06/2024", "tháng 6 chỉ có 30 ngày"),
        ("12/03/2027", "chưa tới"),
        (2024, "Ô chỉ có năm 2024"),
        ("tháng 3/2024", "Ghi đủ ngày/tháng/năm"),
        ("#REF!", "Ô báo lỗi #REF!"),
        ("hôm qua", "Chưa hiểu ngày"),
        (1, "Chưa hiểu ngày"),
        (date(1900, 1, 1), "quá xa"),
    ],
)
def test_a_day_that_is_none_says_what_to_write(value: workbook.Value, said: str) -> None:
    with pytest.raises(MisreadError, match=said):
        readings.read_day(value, epoch=WINDOWS_EPOCH, today=TODAY)


@pytest.mark.parametrize(
    ("value", "count"), [("07", 7), (7, 7), (7.0, 7), ("1.858", 1858), ("1858", 1858), ("07 bị can", 7)]
)
def test_a_count_is_read(value: workbook.Value, count: int) -> None:
    assert readings.read_count(value) == count


@pytest.mark.parametrize("value", ["1,858", 7.5, "bảy", -1])
def test_a_doubtful_count_is_asked_about(value: workbook.Value) -> None:
    with pytest.raises(MisreadError):
        readings.read_count(value)


@pytest.mark.parametrize(
    ("value", "head", "amount"),
    [
        ("1,26 tỷ", "Thiệt hại", 1_260_000_000),
        ("2 tỷ 350 triệu", "Thiệt hại", 2_350_000_000),
        (850, "Thiệt hại (triệu đồng)", 850_000_000),
        ("1,5", "Thiệt hại (tỷ đồng)", 1_500_000_000),
        (38_420_000_000, "Thiệt hại", 38_420_000_000),
        ("1.858", "Thu hồi (triệu đồng)", 1_858_000_000),
    ],
)
def test_money_is_read_in_the_unit_of_cell_or_head(value: workbook.Value, head: str, amount: int) -> None:
    assert readings.read_money(value, readings.unit_of(head)) == amount


@pytest.mark.parametrize("value", [850, "850", "1,858", "abc", 0, -5])
def test_money_without_its_unit_is_asked_about(value: workbook.Value) -> None:
    with pytest.raises(MisreadError):
        readings.read_money(value, None)


def test_several_rungs_stand_in_one_cell() -> None:
    assert readings.read_moneys("thiệt hại 1,26 tỷ; đã thu hồi: 300 triệu", ()) == [
        (Rung.DAMAGE, 1_260_000_000),
        (Rung.RECOVERED, 300_000_000),
    ]


@pytest.mark.parametrize(
    ("value", "charges"),
    [
        ("353.2", "353.2"),
        (353.2, "353.2"),
        (353, "353"),
        ("353,2", "353.2"),
        ("khoản 2 Điều 353", "353.2"),
        ("Đ353 k2", "353.2"),
        ("k2 Đ353", "353.2"),
        ("khoản 2, Điều 353", "353.2"),
        ("Điều 353 khoản 2 điểm a BLHS", "353.2"),
        ("điểm c, d khoản 2 Điều 353 BLHS 2015", "353.2"),
        ("Tham ô tài sản", "353"),
        ("Tội tham ô tài sản (khoản 2 Điều 353 BLHS)", "353.2"),
        ("Tham ô tài sản; Nhận hối lộ (k3 Đ354)", "353;354.3"),
        ("353.2, 354.1", "353.2;354.1"),
        ("353, khoản 2 Điều 354", "353;354.2"),
        ("khoản 3, điều 222; khoản 1 điều 364", "222.3;364.1"),
        ("Vi phạm quy định về đấu thầu", "222"),
    ],
)
def test_offences_are_read_as_offices_write_them(value: workbook.Value, charges: str) -> None:
    assert readings.read_charges(value) == charges


@pytest.mark.parametrize("value", ["999", "353.9", "Tham ô", "abc 353", "353.2.1", "Đánh bạc và 353"])
def test_an_unknown_offence_is_not_half_understood(value: str) -> None:
    with pytest.raises(MisreadError, match="Chưa hiểu tội danh"):
        readings.read_charges(value)


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [
        ("Đang điều tra", DossierKind.CASE, Stage.INVESTIGATION),
        ("CQĐT đã kết luận điều tra, đề nghị truy tố", DossierKind.CASE, Stage.PROSECUTION),
        ("Tòa trả hồ sơ điều tra bổ sung", DossierKind.CASE, Stage.INVESTIGATION),
        ("đã có cáo trạng", DossierKind.CASE, Stage.FIRST_INSTANCE),
        ("XXST", DossierKind.CASE, Stage.FIRST_INSTANCE),
        ("Đã XXST, có kháng cáo", DossierKind.CASE, Stage.APPEAL),
        ("thi hành án", DossierKind.CASE, Stage.ENFORCEMENT),
        ("Đình chỉ vụ án", DossierKind.CASE, Stage.ENDED),
        ("tin báo", DossierKind.CASE, Stage.SOURCE),
        ("kiến nghị khởi tố", DossierKind.CASE, Stage.SOURCE),
        ("Đang thanh tra", DossierKind.MATTER, Stage.CHECKING),
        ("Đã ban hành kết luận", DossierKind.MATTER, Stage.CONCLUDED),
        ("first_instance", DossierKind.CASE, Stage.FIRST_INSTANCE),
    ],
)
def test_stages_are_told_by_the_words_of_the_trade(text: str, kind: DossierKind, stage: Stage) -> None:
    assert words.read_stage(text, kind) is stage


def test_a_suspension_is_no_stage_and_says_where_it_belongs() -> None:
    with pytest.raises(MisreadError, match="trang Hành vi"):
        words.read_stage("Tạm đình chỉ điều tra", DossierKind.CASE)


@pytest.mark.parametrize("kind", words.WATCHED)
def test_every_stage_of_the_law_is_understood_by_its_name(kind: DossierKind) -> None:
    for stage in words.stage_forms(kind):
        assert words.read_stage(stage.label.vi.upper(), kind) is stage


@pytest.mark.parametrize("kind", words.WATCHED)
def test_the_manual_names_every_word_by_which_a_stage_is_told(kind: DossierKind) -> None:
    manual = (Path(__file__).resolve().parents[2] / "docs" / "MANUAL.md").read_text(encoding="utf-8")
    told = [form for forms in words.stage_forms(kind).values() for form in forms]
    assert [form for form in told if form not in manual] == []


def test_a_slip_of_the_finger_is_forgiven_and_two_likely_words_are_not_guessed() -> None:
    assert words.ACTS.find("Khởi tố vụ àn") == "case.initiated"
    assert words.ACTS.find("Điều tra viên") is None


def test_an_office_list_is_read_with_titles_groups_and_heads_in_two_rows() -> None:
    content = workbooks.listed(
        ["BAN NỘI CHÍNH TỈNH ỦY"],
        ["DANH SÁCH VỤ ÁN, VỤ VIỆC THUỘC DIỆN THEO DÕI"],
        [],
        ["TT", "Tên vụ án", "Ngày khởi tố", "Cơ quan thụ lý", "Tội danh", "Bị can", None, "Diện theo dõi", None, None,
         "Tình trạng", "Dư luận"],
        [None, None, None, None, None, "Họ và tên", "Năm sinh", "Cấp", "Ngày", "Số kết luận"],
        list(range(1, 13)),
        ["I. Vụ án"],
        [1, "Tham ô tài sản tại Quỹ tín dụng K", day_cell(2024, 3, 12), "CQĐT", "Đ353 k2", "Nguyễn Văn A", 1970,
         "BCĐ tỉnh", "20/03/2024", "18-TB/BCĐ", "Đang điều tra", "xôn xao"],
        [None, None, None, None, None, "Trần Thị B", "1975"],
        ["II. Vụ việc"],
        [1, "Sai phạm đất đai xã Đ", 45414, "Thanh tra tỉnh", None, None, None, "BCĐ tỉnh", "20/06/2024", "19-TB/BCĐ",
         "đang xác minh"],
        ["Tổng cộng", 2],
        merged=["A1:D1", "A2:J2", "F4:G4", "H4:J4", *(f"{column}4:{column}5" for column in "ABCDEKL")],
    )  # fmt: skip
    made = composed(content)
    assert [(one.number, one.kind, one.opened_on) for one in made.text.dossiers] == [
        ("VA-2024-001", DossierKind.CASE, date(2024, 3, 12)),
        ("VV-2024-001", DossierKind.MATTER, date(2024, 5, 2)),
    ]
    brought = next(act for act in made.text.acts if act.kind == "register.brought_forward")
    assert [(one.name, one.birth_year, one.charge) for one in brought.subjects] == [
        ("Nguyễn Văn A", 1970, "353.2"),
        ("Trần Thị B", 1975, "353.2"),
    ]
    assert "Dư luận: xôn xao" in brought.values["ghi chú"]
    assert [remark.weight for remark in made.remarks if remark.weight is Weight.WRONG] == []


@pytest.mark.parametrize("kept", list(List))
def test_every_head_of_the_template_and_its_synonyms_find_their_column(kept: List) -> None:
    offered = [column for column in COLUMNS[kept] if column.offered]
    for turn in range(4):
        heads = {}
        for place, column in enumerate(offered, start=1):
            forms = (column.label.vi, *column.also)
            heads[column.code] = (place, forms[turn % len(forms)])
        plain = [words.plain(form) for _place, form in heads.values()]
        clean = {code: one for code, one in heads.items() if plain.count(words.plain(one[1])) == 1}
        content = workbooks.listed(
            [clean[code][1] if code in clean else None for code in heads], ["x"], name=kept.sheet
        )
        head = lists_of(content).heads[0]
        assert head.kept is kept
        assert {code: head.columns.get(code) for code in clean} == {code: place for code, (place, _) in clean.items()}


def test_the_template_is_an_empty_list_that_says_so() -> None:
    found = lists_of(template.build())
    assert {head.kept for head in found.heads.values()} == set(List)
    assert (found.dossiers, found.persons, found.acts, found.left_out, found.remarks) == ([], [], [], [], [])


def test_a_number_merged_over_its_persons_counts_for_each_of_them() -> None:
    book = workbooks.listed(
        ["Số hồ sơ", "Họ và tên", "Năm sinh"],
        ["VA-2024-101", "Nguyễn Văn A", 1970],
        [None, "Trần Thị B", 1975],
        [None, "Lê Văn C", 1980],
        merged=["A2:A3"],
        name="Người",
    )
    found = lists_of(book)
    assert [person.reference for person in found.persons] == ["VA-2024-101", "VA-2024-101", ""]
    assert [remark.spot.reference for remark in found.remarks] == ["A4"]


def test_days_that_excel_may_have_turned_round_are_asked_about() -> None:
    head = ["Số hồ sơ", "Tên vụ án", "Ngày khởi tố"]
    days = [day_cell(2024, 3, 4), day_cell(2024, 5, 6), "25/03/2024", "13/08/2024"]
    content = workbooks.listed(head, *([f"VA-2024-{n}", f"Vụ {n}", day] for n, day in enumerate(days)))
    asked = [remark for remark in lists_of(content).remarks if remark.weight is Weight.ASKED]
    assert [(remark.spot.row, remark.spot.column) for remark in asked] == [(0, 3)]


def test_persons_named_in_the_row_of_their_case_are_read_with_post_and_charge() -> None:
    row = {**CASE, "accused": "1. Nguyễn Văn A (nguyên Kế toán) [353.2]\n2. Trần Thị B"}
    brought = next(act for act in composed(workbooks.filled([row])).text.acts if act.subjects)
    assert [(one.name, one.post, one.charge) for one in brought.subjects] == [
        ("Nguyễn Văn A", "nguyên Kế toán", "353.2"),
        ("Trần Thị B", "", "353.2"),
    ]
