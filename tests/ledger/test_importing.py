"""Lists from Excel into the register: what is recorded, from whom, what is asked, and nothing when a cell is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone
from tests.ledger import workbooks
from tests.ledger.workbooks import CASE, MATTER, cell_of
from tests.web.registers import Office, office

from liemchinh.directory import access
from liemchinh.directory.access import NotAllowedError, Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.law.acts import Role, Stage
from liemchinh.ledger import queries
from liemchinh.ledger.importing import intake
from liemchinh.ledger.importing.columns import List
from liemchinh.ledger.importing.intake import Examined, UnsoundWorkbookError
from liemchinh.ledger.importing.remarks import Weight
from liemchinh.ledger.models import Act, Document, Dossier, Person
from liemchinh.ledger.queries import File, Reading

pytestmark = pytest.mark.django_db

ACCUSED = {"number": "VA-2024-101", "name": "Nguyễn Văn A", "birth_year": 1970, "sex": "nam", "post": "Kế toán"}
HISTORY = [
    {
        "number": "VA-2024-101",
        "day": date(2024, 3, 12),
        "kind": "Khởi tố vụ án",
        "document": "12/QĐ",
        "offence": "353.2",
    },
    {"number": "VA-2024-101", "day": date(2024, 3, 15), "kind": "KTBC", "document": "13/QĐ", "persons": "Nguyễn Văn A"},
    {"number": "VA-2024-101", "day": "tháng 4/2024", "kind": "assets.damage_found", "money": "1,26 tỷ"},
]


@dataclass
class Desk:
    """An office, and the import by one of its officers."""

    office: Office
    now: datetime

    @property
    def importer(self) -> Officer:
        return self.office.officers[DutyRole.SPECIALIST]

    def scope(self, role: DutyRole = DutyRole.SPECIALIST) -> Scope:
        return access.scope_of(self.office.officers[role], today=timezone.localdate(self.now))

    def known(self, **more: Any) -> dict[str, Any]:
        role = more.pop("role", DutyRole.SPECIALIST)
        return {
            "scope": self.scope(role),
            "committee": self.office.committee,
            "officer": self.office.officers[role],
            "now": self.now,
            **more,
        }

    def examine(self, content: bytes, **more: Any) -> Examined:
        return intake.examine("danh-sach.xlsx", content, **self.known(**more))

    def record(self, content: bytes, **more: Any) -> Document:
        return intake.record("danh-sach.xlsx", content, **self.known(**more))

    def file(self, number: str) -> File:
        reading = Reading(timezone.localdate(self.now), timezone.localdate(self.now))
        return queries.file_of(self.scope(), Dossier.objects.get(number=number), reading)

    def standing(self, number: str) -> tuple[Stage, dict[str, Role]]:
        file, today = self.file(number), timezone.localdate(self.now)
        roles = {file.names[key].name: role for key, role in file.history.standing(today).items()}
        return file.history.stage(today), roles


@pytest.fixture
def desk() -> Iterator[Desk]:
    with access.entered(access.HOUSE):
        yield Desk(office(), timezone.now())


def wrong(examined: Examined) -> dict[str, str]:
    """What must be mended, by sheet and cell."""
    return {
        f"{examined.book.sheets[remark.spot.sheet].name}!{remark.spot.reference}": remark.label.vi
        for remark in examined.of(Weight.WRONG)
    }


def test_a_case_on_paper_comes_over_with_its_stage_persons_and_place_on_the_list(desk: Desk) -> None:
    content = workbooks.filled([CASE, MATTER], [ACCUSED])
    assert wrong(desk.examine(content)) == {}
    kept = desk.record(content, day=date(2026, 1, 5))
    assert desk.standing("VA-2024-101") == (Stage.INVESTIGATION, {"Nguyễn Văn A": Role.ACCUSED})
    assert desk.standing("VV-2024-101") == (Stage.CHECKING, {})
    acts = {act.kind: act for act in Act.objects.filter(dossier__number="VA-2024-101")}
    brought, put_on = acts["register.brought_forward"], acts["watch.put_on"]
    assert (brought.effective_on, brought.ground, brought.document_number) == (
        date(2026, 1, 5),
        "investigation",
        "12/QĐ-CSĐT",
    )
    assert (put_on.effective_on, put_on.level, put_on.document_number) == (date(2024, 3, 20), "TINH-BCĐ", "18-TB/BCĐ")
    assert {act.document for act in acts.values()} == {kept}
    assert {act.officer for act in acts.values()} == {desk.importer}
    person = Person.objects.get(name="Nguyễn Văn A")
    assert (person.birth_year, person.sex, person.post) == (1970, "M", "Kế toán")
    assert [dossier.number for dossier in intake.imported(kept)] == ["VA-2024-101", "VV-2024-101"]


def test_a_row_with_acts_is_its_acts(desk: Desk) -> None:
    content = workbooks.filled([CASE], [ACCUSED], HISTORY)
    assert wrong(desk.examine(content)) == {}
    desk.record(content)
    kinds = list(
        Act.objects.filter(dossier__number="VA-2024-101").order_by("position").values_list("kind", "precision")
    )
    assert kinds == [
        ("case.initiated", "day"),
        ("case.charged", "day"),
        ("watch.put_on", "day"),
        ("assets.damage_found", "month"),
    ]
    assert desk.standing("VA-2024-101") == (Stage.INVESTIGATION, {"Nguyễn Văn A": Role.ACCUSED})


def test_acts_after_the_day_of_carrying_over_follow_the_stage_from_paper(desk: Desk) -> None:
    row = CASE | {"taken_on": date(2025, 1, 2)}
    later = {
        "number": "VA-2024-101",
        "day": date(2025, 3, 1),
        "kind": "KLĐT",
        "document": "7/KLĐT",
        "persons": "Tất cả",
    }
    content = workbooks.filled([row], [ACCUSED], [later])
    assert wrong(desk.examine(content)) == {}
    desk.record(content)
    assert desk.standing("VA-2024-101")[0] is Stage.PROSECUTION


def test_acts_that_lead_to_no_stage_stand_on_the_stage_from_paper(desk: Desk) -> None:
    asked = {
        "number": "VA-2024-101",
        "day": date(2025, 3, 1),
        "kind": "expertise.requested",
        "ground": "định giá tài sản",
        "addressee": "Hội đồng định giá",
        "due_on": date(2025, 4, 1),
        "document": "21/YC",
    }
    content = workbooks.filled([CASE], [ACCUSED], [asked])
    assert wrong(desk.examine(content)) == {}
    desk.record(content)
    assert Act.objects.get(kind="register.brought_forward").effective_on == date(2025, 3, 1)
    assert desk.standing("VA-2024-101")[0] is Stage.INVESTIGATION


def test_a_dossier_is_not_blamed_for_the_wrong_cell_of_another_that_it_names(desk: Desk) -> None:
    turned = {
        "number": "VV-2024-101",
        "day": date(2024, 6, 1),
        "kind": "matter.turned_into_case",
        "related": "VA-2024-101",
    }
    content = workbooks.filled([CASE | {"offence": "tội lạ"}, MATTER | {"stage": ""}], [], [turned])
    assert list(wrong(desk.examine(content))) == [f"Hồ sơ!{cell_of(List.DOSSIERS, 0, 'offence')}"]


def test_what_the_law_refuses_is_said_at_the_cell_and_nothing_is_recorded(desk: Desk) -> None:
    acts = [
        HISTORY[0] | {"document": ""},
        HISTORY[1] | {"persons": "Nguyễn Văn A"},
        {
            "number": "VA-2024-101",
            "day": date(2024, 5, 1),
            "kind": "Truy tố",
            "document": "9/CT",
            "persons": "Nguyễn Văn A",
        },
    ]
    content = workbooks.filled([CASE, MATTER | {"conclusion": "19-TB/BCĐ", "level": "tỉnh"}], [ACCUSED], acts)
    before = Act.objects.count(), Document.objects.count()
    found = wrong(desk.examine(content))
    assert "phải ghi số" in found[f"Hành vi!{cell_of(List.ACTS, 0, 'document')}"].lower()
    assert "giai đoạn" in found[f"Hành vi!{cell_of(List.ACTS, 2, 'kind')}"]
    assert found[f"Hồ sơ!{cell_of(List.DOSSIERS, 1, 'watched_on')}"] == "Phải ghi ngày đưa vào diện."
    with pytest.raises(UnsoundWorkbookError):
        desk.record(content)
    assert (Act.objects.count(), Document.objects.count()) == before


def test_a_conclusion_with_its_day_puts_on_the_list(desk: Desk) -> None:
    row = {**CASE, "watched_on": None, "conclusion": "Số 18-TB/BCĐ ngày 20/03/2024"}
    desk.record(workbooks.filled([row]))
    put_on = Act.objects.get(kind="watch.put_on", dossier__number="VA-2024-101")
    assert (put_on.effective_on, put_on.document_number) == (date(2024, 3, 20), "18-TB/BCĐ")


def test_the_keeper_is_found_by_name_and_by_sign_in_name(desk: Desk) -> None:
    head = desk.office.officers[DutyRole.HEAD]
    rows = [CASE | {"keeper": "head"}, MATTER | {"keeper": head.name.removeprefix("Bà ")}]
    desk.record(workbooks.filled(rows))
    keepers = Dossier.objects.filter(number__in=["VA-2024-101", "VV-2024-101"]).values_list("keeper", "officer")
    assert set(keepers) == {(head.pk, desk.importer.pk)}
    found = wrong(desk.examine(workbooks.filled([CASE | {"number": "VA-2024-102", "keeper": "member"}])))
    assert "Không có cán bộ “member”" in found[f"Hồ sơ!{cell_of(List.DOSSIERS, 0, 'keeper')}"]


def test_rows_without_a_number_get_the_next_of_the_register(desk: Desk) -> None:
    rows = [CASE | {"number": "", "ordinal": "1"}, MATTER | {"number": "", "kind": "vụ việc", "ordinal": "2"}]
    desk.record(workbooks.filled(rows, [ACCUSED | {"number": 1}]))
    assert desk.standing("VA-2024-001")[1] == {"Nguyễn Văn A": Role.ACCUSED}
    assert Dossier.objects.get(number="VV-2024-001").title == MATTER["title"]


def test_the_same_workbook_is_recorded_once(desk: Desk) -> None:
    content = workbooks.filled([CASE | {"number": ""}])
    first = desk.record(content)
    again = desk.examine(content)
    assert again.earlier == first
    with pytest.raises(UnsoundWorkbookError):
        desk.record(content, agreed=frozenset(remark.key for remark in again.of(Weight.ASKED)))
    assert Document.objects.filter(digest=first.digest).count() == 1


def test_a_number_that_the_register_has_is_refused_and_the_same_title_on_the_same_day_is_asked_about(
    desk: Desk,
) -> None:
    desk.record(workbooks.filled([CASE]))
    found = wrong(desk.examine(workbooks.filled([CASE | {"title": "Việc khác"}])))
    assert "đã có trong sổ (Tham ô tài sản" in found[f"Hồ sơ!{cell_of(List.DOSSIERS, 0, 'number')}"]
    other = workbooks.filled([CASE | {"number": "VA-2024-102"}])
    (asked,) = desk.examine(other).of(Weight.ASKED)
    assert "Trùng tên và ngày mở với hồ sơ VA-2024-101" in asked.label.vi
    with pytest.raises(UnsoundWorkbookError):
        desk.record(other)
    desk.record(other, agreed=frozenset({asked.key}))
    assert Dossier.objects.filter(title=CASE["title"]).count() == 2


def test_a_stage_that_the_acts_do_not_reach_is_asked_about(desk: Desk) -> None:
    examined = desk.examine(workbooks.filled([CASE | {"stage": "Truy tố"}], [ACCUSED], HISTORY))
    (asked,) = examined.of(Weight.ASKED)
    assert "dừng ở Điều tra" in asked.label.vi


def test_a_count_that_differs_from_the_persons_is_asked_about(desk: Desk) -> None:
    (asked,) = desk.examine(workbooks.filled([CASE | {"accused": "02"}], [ACCUSED])).of(Weight.ASKED)
    assert "Ghi 2 bị can nhưng danh sách người có 1" in asked.label.vi


def test_a_person_whom_no_act_names_is_not_lost_silently(desk: Desk) -> None:
    other = ACCUSED | {"name": "Trần Thị B"}
    found = wrong(desk.examine(workbooks.filled([CASE], [ACCUSED, other], HISTORY)))
    assert list(found) == [f"Người!{cell_of(List.PERSONS, 1, 'name')}"]


def test_two_persons_of_one_name_are_told_apart_by_their_years_of_birth(desk: Desk) -> None:
    other = ACCUSED | {"birth_year": 1981, "post": "Thủ quỹ"}
    acts = [HISTORY[0], HISTORY[1] | {"persons": "Nguyễn Văn A (1981)"}]
    content = workbooks.filled([CASE], [other, ACCUSED], acts)
    assert list(wrong(desk.examine(content))) == [f"Người!{cell_of(List.PERSONS, 1, 'name')}"]
    desk.record(workbooks.filled([CASE], [other, ACCUSED], [acts[0], HISTORY[1] | {"persons": "Tất cả"}]))
    assert set(Person.objects.filter(name="Nguyễn Văn A").values_list("birth_year", "post")) == {
        (1981, "Thủ quỹ"),
        (1970, "Kế toán"),
    }
    unclear = workbooks.filled([CASE | {"number": "VA-2024-103"}], [
        {**other, "number": "VA-2024-103"}, {**ACCUSED, "number": "VA-2024-103"},
    ], [{**act, "number": "VA-2024-103"} for act in HISTORY[:2]])  # fmt: skip
    assert "Có 2 người tên “Nguyễn Văn A”" in next(iter(wrong(desk.examine(unclear)).values()))


@pytest.mark.parametrize("role", [DutyRole.MEMBER, DutyRole.CENTRE, DutyRole.ADMINISTRATOR])
def test_who_may_not_record_imports_nothing(desk: Desk, role: DutyRole) -> None:
    with pytest.raises(NotAllowedError):
        desk.record(workbooks.filled([CASE]), role=role)
