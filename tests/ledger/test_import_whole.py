"""Whole workbooks: a register out in the template and into an empty one; every bad cell of one found in one run."""

from __future__ import annotations

import io
import time
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger import workbooks
from tests.ledger.workbooks import CASE, MATTER, cell_of
from tests.web.registers import appoint

from liemchinh.directory import access
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.places import place_of
from liemchinh.directory.roles import DutyRole
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.calendar import Period
from liemchinh.ledger import batch, notation, queries
from liemchinh.ledger.importing import composing, filling, intake, linking, marking, rows, workbook
from liemchinh.ledger.importing.columns import List
from liemchinh.ledger.importing.intake import Examined
from liemchinh.ledger.importing.remarks import Weight
from liemchinh.ledger.models import Act, Dossier, Look
from liemchinh.ledger.queries import Reading
from liemchinh.station.preparation import pointed_at

TODAY = date(2026, 6, 1)
REGISTER = """
sổ son-la
hồ sơ VA-2024-001 01/03/2024 Vi phạm quy định về đấu thầu, xảy ra tại Bệnh viện H.
  01/03/2024 source.received; lý do recommendation
  12/03/2024 case.initiated; tội 222.3; số 05/QĐ-CSKT; cơ quan Cơ quan Cảnh sát điều tra
  12/03/2024 case.charged; người Ông Đ.Q.V. (nguyên Giám đốc) [222.3]; người Bà N.K.T. [222.2]; số 06/QĐ-CSKT
  14/03/2024 case.charges_approved; người Ông Đ.Q.V.; người Bà N.K.T.; số 03/QĐ-VKS
  20/03/2024 watch.put_on; cấp TINH-BCĐ; số 18-TB/BCĐ
  tháng 4/2024 assets.damage_found; tiền damage 9,66 tỷ; ghi chú theo kết luận giám định
  15/04/2024 case.terminated_against; người Bà N.K.T.; lý do no_crime; số 09/QĐ-CSKT
  10/06/2024 case.investigation_concluded; người Ông Đ.Q.V.; số 19/KLĐT
  05/07/2024 case.indicted; người Ông Đ.Q.V.; số 20/CT-VKS
hồ sơ VA-2025-001 05/01/2025 Tham ô tài sản, xảy ra tại Quỹ tín dụng xã K.
  12/01/2025 case.initiated; tội 353.2; số 12/QĐ-CSKT
  12/01/2025 case.charged; người Ông N.V.A. (nguyên Kế toán) [353.2]; số 13/QĐ-CSKT; nhãn sai
  12/01/2025 đính chính sai: case.charged; người Ông N.V.A. (nguyên Kế toán) [353.1]; số 13/QĐ-CSKT; ghi chú sai khoản
  10/02/2025 watch.put_on; cấp TINH-BCĐ; số 25-TB/BCĐ
  01/03/2025 assets.recovered; tiền recovered 300 triệu
hồ sơ VV-2025-001 10/05/2025 Chuyển mục đích sử dụng rừng phòng hộ tại xã Đ.
  12/05/2025 watch.put_on; cấp TINH-BCĐ; số 31-TB/BCĐ
  20/05/2025 matter.checking_started
  20/08/2025 petty.marked; lý do land
"""


def appointed(code: str) -> tuple[Committee, Officer]:
    committee = Committee.objects.get(code=code)
    return committee, appoint(committee, f"{code}-")[DutyRole.SPECIALIST]


def kept_by(content: bytes, officer: Officer, count: int) -> bytes:
    """The workbook with another keeper for each of its dossiers."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    column = cell_of(List.DOSSIERS, 0, "keeper").rstrip("2")
    for row in range(2, count + 2):
        book["Hồ sơ"][f"{column}{row}"] = officer.username
    return workbooks.saved(book)


def figures(code: str) -> dict[str, Any]:
    """Every computed figure of a province over the years of the register."""
    place, period = place_of(code, on=TODAY), Period(date(2024, 1, 1), TODAY)
    return {
        indicator.code: compute.one(indicator.code, place, period).value
        for indicator in INDICATORS
        if not indicator.is_stated
    }


def told(committee: Committee) -> dict[str, Any]:
    """Stage, roles by name, places on the list and deadlines of every dossier."""
    found = {}
    for dossier in Dossier.objects.filter(committee=committee, kind__in=["case", "matter"]):
        file = queries.file_of(access.HOUSE, dossier, Reading(TODAY, TODAY))
        names = {key: name.name for key, name in file.names.items()}
        found[dossier.number] = (
            dossier.title,
            dossier.opened_on,
            file.history.stage(TODAY),
            sorted((names[key], role) for key, role in file.history.standing(TODAY).items()),
            [(span.detail, span.on) for span in file.history.spans if span.state == "watch"],
            sorted((deadline.limit.code, deadline.due_as_of(TODAY)) for deadline in file.history.deadlines),
            file.history.sums(TODAY),
        )
    return found


@pytest.mark.django_db
def test_a_register_in_the_template_comes_into_an_empty_one_as_the_same() -> None:
    with access.entered(access.HOUSE):
        now = timezone.now()
        source, recorder = appointed("son-la")
        target, importer = appointed("lai-chau")
        batch.record_text(notation.parse(REGISTER, today=timezone.localdate(now)), officer=recorder, now=now)
        scope = access.scope_of(recorder, today=timezone.localdate(now))
        content = filling.workbook_of(scope, source, now=now, today=timezone.localdate(now))
        assert Look.objects.filter(officer=recorder).count() == 3
        content = kept_by(content, importer, 3)
        known: dict[str, Any] = {
            "scope": access.scope_of(importer, today=timezone.localdate(now)),
            "committee": target,
            "officer": importer,
            "now": now,
        }
        examined = intake.examine("son-la.xlsx", content, **known)
        assert [remark.label.vi for remark in examined.remarks] == []
        intake.record("son-la.xlsx", content, **known)
        assert told(target) == told(source)
        assert figures("12") == figures("14")
        stood = Act.objects.filter(dossier__committee=source, replaced_by=None).count()
        assert Act.objects.filter(dossier__committee=target).count() == stood


@pytest.mark.parametrize("code", ["son-la", "lai-chau"])
def test_the_demonstration_goes_from_one_register_into_an_empty_one(
    demo_database: str, own_database: str, code: str
) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    with pointed_at(demo_database), access.entered(access.HOUSE):
        source = Committee.objects.get(code=code)
        content = filling.workbook_of(access.HOUSE, source, now=now, today=today)
        before, counted = told(source), figures(source.territory_id or "")
    with access.entered(access.HOUSE):
        target, importer = appointed(code)
        content = kept_by(content, importer, len(before))
        known: dict[str, Any] = {
            "scope": access.scope_of(importer, today=today),
            "committee": target,
            "officer": importer,
            "now": now,
        }
        assert [remark.label.vi for remark in intake.examine("so.xlsx", content, **known).remarks] == []
        intake.record("so.xlsx", content, **known)
        assert told(target) == before
        of_cases = [indicator for indicator in counted if indicator.startswith(("watch.", "crime.", "petty."))]
        assert len(of_cases) > 20
        after = figures(target.territory_id or "")
        assert {one: after[one] for one in of_cases} == {one: counted[one] for one in of_cases}


# Every bad cell ------------------------------------------------------------------------------------------------------

BAD: dict[List, dict[str, list[Any]]] = {
    List.DOSSIERS: {
        "number": ["12/VA", "VA 2024?"],
        "kind": ["vụ kiện"],
        "opened_on": ["31/06/2024", "hôm qua", 2024, date(2090, 1, 1)],
        "stage": ["đang xem", "Tạm đình chỉ"],
        "offence": ["999", "353.9", "tội lạ"],
        "level": ["cấp xã"],
        "watched_on": ["32/01/2024"],
        "due_on": ["mai"],
        "accused": ["1,858", 2.5],
        "taken_on": ["00/00/2024"],
        "title": ["x" * 401],
    },
    List.PERSONS: {
        "birth_year": ["70", 2025],
        "sex": ["khác"],
        "charge": ["353.9"],
        "role": ["nhân chứng"],
        "party": ["hộ gia đình"],
        "name": ["x" * 121],
    },
    List.ACTS: {
        "day": ["31/06/2024", date(2090, 1, 1)],
        "kind": ["Bắt quả tang tại trận"],
        "offence": ["tội lạ"],
        "level": ["cấp xã"],
        "due_on": ["mai"],
        "counted_from": ["mai"],
        "money": ["850", "vài tỷ", "kê biên 1 tỷ"],
    },
}
PLACES = [(kept, row, code) for kept, codes in BAD.items() for row in range(6) for code in codes]


def sound_rows() -> dict[List, list[dict[str, Any]]]:
    numbers = [f"VA-2024-{n}" for n in range(6)]
    return {
        List.DOSSIERS: [CASE | {"number": number, "title": f"Vụ {number}"} for number in numbers],
        List.PERSONS: [{"number": number, "name": "Nguyễn Văn A", "birth_year": 1970} for number in numbers],
        List.ACTS: [
            {"number": number, "day": date(2025, 1, 5), "kind": "Thu hồi", "money": "1 tỷ"} for number in numbers
        ],
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_all_bad_cells_of_a_workbook_are_found_in_one_run_and_commented_at_the_right_cells(data: st.DataObject) -> None:
    filled_rows = sound_rows()
    spoilt = set()
    for kept, row, code in data.draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=25)):
        filled_rows[kept][row][code] = data.draw(st.sampled_from(BAD[kept][code]))
        spoilt.add((kept.sheet, cell_of(kept, row, code)))
    content = workbooks.filled(*(filled_rows[kept] for kept in List))
    lists = rows.read(workbook.read("a.xlsx", content), today=TODAY)
    made = composing.compose(lists, linking.Register("son-la"), day=TODAY)
    remarks = [*lists.remarks, *made.remarks]
    titles = {index: head.kept.sheet for index, head in lists.heads.items()}
    # An act whose dossier could not be numbered has nowhere to belong: that is said, too, at its reference.
    references = {(kept.sheet, cell_of(kept, row, "number")) for kept in (List.PERSONS, List.ACTS) for row in range(6)}
    found = {(titles[remark.spot.sheet], remark.spot.reference) for remark in remarks if remark.weight is Weight.WRONG}
    assert spoilt <= found
    assert found - spoilt <= references
    back = openpyxl.load_workbook(io.BytesIO(marking.marked("a.xlsx", content, remarks)))
    commented = {
        (sheet.title, cell.coordinate)
        for sheet in back.worksheets
        for line in sheet.iter_rows(min_row=2)
        for cell in line
        if cell.comment is not None and "Phải sửa" in cell.comment.text
    }
    assert commented == found
    spoilt_rows = {row for kept, row, code in PLACES if (kept.sheet, cell_of(kept, row, code)) in spoilt}
    assert {act.dossier for act in made.text.acts}.isdisjoint(f"son-la:VA-2024-{row}" for row in spoilt_rows)


# Given back ----------------------------------------------------------------------------------------------------------


def test_the_workbook_comes_back_with_its_formats_and_its_own_comments() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbooks.filled([CASE | {"stage": "đang xem"}, MATTER])))
    sheet = book["Hồ sơ"]
    cell = sheet[cell_of(List.DOSSIERS, 0, "stage")]
    cell.fill = openpyxl.styles.PatternFill("solid", start_color="FF00FF00")
    cell.comment = openpyxl.comments.Comment("Hỏi lại công an", "Bà H.")
    sheet.column_dimensions["D"].width = 61
    content = workbooks.saved(book)
    lists = rows.read(workbook.read("a.xlsx", content), today=TODAY)
    once = marking.marked("a.xlsx", content, lists.remarks)
    twice = marking.marked("a.xlsx", once, lists.remarks)
    for marked in (once, twice):
        back = openpyxl.load_workbook(io.BytesIO(marked))["Hồ sơ"]
        same = back[cell.coordinate]
        assert same.fill.start_color.rgb == "FF00FF00"
        assert same.comment.text.startswith("Hỏi lại công an\n— — —\nPhải sửa: Chưa hiểu giai đoạn")
        assert same.comment.text.count("Phải sửa") == 1
        assert back.column_dimensions["D"].width == 61
        assert len(back.conditional_formatting) == 1
        assert back.data_validations.count == sheet.data_validations.count
        assert back.freeze_panes == sheet.freeze_panes
    listed = openpyxl.load_workbook(io.BytesIO(twice))["Ghi chú kiểm tra"]
    assert [value.value for value in listed[2]][1:4] == [2, cell.coordinate.rstrip("0123456789"), "phải sửa"]
    cleared = openpyxl.load_workbook(io.BytesIO(marking.marked("a.xlsx", twice, [])))["Hồ sơ"]
    assert cleared[cell.coordinate].comment.text == "Hỏi lại công an"
    assert len(cleared.conditional_formatting) == 0


# Size ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def large() -> bytes:
    cases = [
        CASE | {"number": f"VA-2024-{n:04d}", "title": f"Vụ thứ {n}", "opened_on": date(2024, 1, 1) + timedelta(n % 60)}
        for n in range(2000)
    ]
    people = [{"number": case["number"], "name": f"Nguyễn Văn {n}"} for case in cases for n in range(2)]
    return workbooks.filled(cases, people)


@pytest.mark.django_db
def test_two_thousand_rows_are_weighed_and_recorded_within_seconds(large: bytes) -> None:
    with access.entered(access.HOUSE):
        now = timezone.now()
        committee, importer = appointed("son-la")
        scope = access.scope_of(importer, today=timezone.localdate(now))
        known: dict[str, Any] = {"scope": scope, "committee": committee, "officer": importer, "now": now}
        began = time.perf_counter()
        examined: Examined = intake.examine("lon.xlsx", large, **known)
        weighed = time.perf_counter() - began
        assert examined.is_sound(frozenset())
        began = time.perf_counter()
        intake.record("lon.xlsx", large, **known)
        recorded = time.perf_counter() - began
        print(f"2000 hồ sơ, 4000 người: xem thử {weighed:.1f} s, ghi {recorded:.1f} s")
        assert Dossier.objects.filter(committee=committee).count() == 2000
        assert weighed < 30
        assert recorded < 60
