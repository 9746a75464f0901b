"""The watch list as the committee reads it: who is on it at both clocks, what changed since it last met, what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.access import NOBODY, NotAllowedError, OutOfScopeError, Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import RIGHTS, DutyRole
from liemchinh.kernel.calendar import FAR
from liemchinh.kernel.known import NOW, Known
from liemchinh.law.acts import DossierKind, Stage
from liemchinh.ledger import batch, board, notation, watch_changes, watching
from liemchinh.ledger.models import Act
from liemchinh.ledger.queries import Reading
from liemchinh.ledger.watch_changes import Changes, Compared
from liemchinh.ledger.watching import Stay, Step, stays_of, waiting

TEXT = """
sổ son-la
hồ sơ PH-2026-801 30/06/2026 Phiên họp thứ hai
  30/06/2026 committee.session_held; vào sổ 30/06/2026 16:00
hồ sơ VA-2026-801 01/03/2026 Tham ô tài sản tại Quỹ tín dụng xã K.
  02/03/2026 case.initiated; tội 353.2; số 1/QĐ; cơ quan Cơ quan Cảnh sát điều tra Công an tỉnh Sơn La
  03/03/2026 case.charged; người Ông A. [353.2]; người Bà B. [353.1]; số 2/QĐ
  05/03/2026 watch.put_on; cấp TINH-BCĐ; số 3-TB/BCĐ
  20/06/2026 assets.seized; tiền seized 1 tỷ; vào sổ 05/07/2026 09:00
  02/07/2026 case.charged; người Ông C. [353.2]; số 4/QĐ
  06/07/2026 case.terminated_against; người Bà B.; lý do no_crime; số 5/QĐ
hồ sơ VA-2026-802 01/06/2026 Nhận hối lộ tại Trung tâm Đăng kiểm
  02/06/2026 case.initiated; tội 354.1; số 6/QĐ
  03/07/2026 watch.put_on; cấp TINH-BCĐ; số 7-TB/BCĐ
hồ sơ VA-2026-803 01/04/2026 Lạm quyền tại Sở N.
  02/04/2026 case.initiated; tội 357.1; số 8/QĐ
  05/04/2026 watch.put_on; cấp TINH-BCĐ; số 9-TB/BCĐ
  06/07/2026 watch.taken_off; cấp TINH-BCĐ; số 10-TB/BCĐ; lý do settled
hồ sơ VA-2026-804 01/03/2026 Giả mạo trong công tác tại Phòng Công chứng Q.
  02/03/2026 case.initiated; tội 359.1; số 11/QĐ
  01/04/2026 watch.put_on; cấp TINH-BCĐ; số 12-TB/BCĐ
  01/05/2026 watch.taken_off; cấp TINH-BCĐ; số 13-TB/BCĐ; lý do moved
  04/07/2026 watch.put_on; cấp TW-BCĐ; số 14-TB/BCĐ
hồ sơ VA-2026-805 01/03/2026 Đưa hối lộ tại Ban Quản lý dự án P.
  02/03/2026 case.initiated; tội 364.1; số 15/QĐ
  01/04/2026 watch.put_on; cấp TINH-BCĐ; số 16-TB/BCĐ
  02/04/2026 assets.damage_found; tiền damage 2 tỷ; nhãn d
  03/04/2026 assets.seized; tiền seized 1 tỷ; nhãn s
  02/04/2026 đính chính d: assets.damage_found; tiền damage 3 tỷ; ghi chú theo kết luận mới; vào sổ 05/07/2026 10:00
  03/04/2026 hủy s; ghi chú ghi nhầm hồ sơ; vào sổ 05/07/2026 10:05
hồ sơ VA-2026-806 01/03/2026 Vi phạm quy định về đấu thầu tại Bệnh viện H.
  02/03/2026 case.initiated; tội 222.1; số 20/QĐ
  03/03/2026 watch.put_on; cấp TINH-BCĐ; số 21-TB/BCĐ
  05/07/2026 watch.level_changed; cấp TW-BCĐ; số 22-TB/BCĐTW
  10/07/2026 watch.exit_proposed; cấp TW-BCĐ
hồ sơ VV-2026-801 01/05/2026 Cấp đất trái quy định tại xã Đ.
  02/05/2026 source.received; lý do news
  05/05/2026 watch.put_on; cấp TINH-BCĐ; số 17-TB/BCĐ
hồ sơ VV-2026-802 01/05/2026 Chi sai chế độ tại xã L.
  03/05/2026 watch.proposed; cấp TINH-BCĐ
hồ sơ VV-2026-803 01/04/2026 Khiếu kiện kéo dài tại xã M.
  03/04/2026 watch.proposed; cấp TINH-BCĐ
  05/04/2026 watch.put_on; cấp TINH-BCĐ; số 18-TB/BCĐ
  05/05/2026 watch.taken_off; cấp TINH-BCĐ; số 19-TB/BCĐ; lý do no_breach
  10/07/2026 watch.proposed; cấp TINH-BCĐ
sổ lai-chau
hồ sơ VA-2026-801 01/03/2026 Tham ô tài sản tại Kho bạc huyện S.
  02/03/2026 case.initiated; tội 353.2; số 1/QĐ
  05/03/2026 watch.put_on; cấp TINH-BCĐ; số 3-TB/BCĐ
"""
LATER = date(2026, 7, 14)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope() -> Iterator[Scope]:
    with access.entered(access.HOUSE):
        officer = Officer.objects.create(username="ghi-so", name="Bà T.", password="!")
        now = timezone.now()
        batch.record_text(notation.parse(TEXT, today=timezone.localdate(now)), officer=officer, now=now, dated=True)
        committee = Committee.objects.get(code="son-la")
    found = Scope(officer.pk, RIGHTS[DutyRole.MEMBER], frozenset({committee.pk}), committee.pk, (DutyRole.MEMBER,))
    with access.entered(found):
        yield found


def reading(day: date = LATER, known: Known = NOW) -> Reading:
    return Reading(day, timezone.localdate(), known)


def numbers(lines: object) -> list[str]:
    return [line.number for line in lines]  # type: ignore[attr-defined]


def compared(scope: Scope, at: Reading | None = None) -> Compared:
    at = at or reading()
    session = watch_changes.last_session(scope, at, scope.committees)
    since = watch_changes.since_session(session, at) if session else None
    return watch_changes.compared(scope, at, since, scope.committees)


def change(found: Compared, number: str) -> Changes:
    line = next(line for line in (*found.lines, *found.left) if line.number == number)
    return found.changes[line.dossier_id]


def test_the_list_stands_by_level_kind_and_day_of_entry(scope: Scope) -> None:
    lines = watching.on_list(scope, reading(), scope.committees)
    assert numbers(lines) == [
        "VA-2026-806",
        "VA-2026-804",
        "VA-2026-801",
        "VA-2026-805",
        "VA-2026-802",
        "VV-2026-801",
    ]
    first = lines[2]
    assert (first.accused, first.cleared) == (2, 1)
    assert first.stage is Stage.INVESTIGATION
    assert first.stage_on == date(2026, 3, 2)
    assert first.conclusion is not None
    assert first.conclusion.document_number == "3-TB/BCĐ"


def test_on_an_earlier_day_the_list_is_what_it_was(scope: Scope) -> None:
    lines = watching.on_list(scope, reading(date(2026, 6, 30)), scope.committees)
    assert numbers(lines) == ["VA-2026-806", "VA-2026-801", "VA-2026-805", "VA-2026-803", "VV-2026-801"]
    assert (lines[1].accused, lines[1].cleared) == (2, 0)


def test_what_was_not_yet_known_is_not_told(scope: Scope) -> None:
    late = Act.objects.get(kind="assets.seized", dossier__number="VA-2026-801")
    before = watching.on_list(scope, reading(known=Known(late.position - 1)), scope.committees)
    line = next(line for line in before if line.number == "VA-2026-801")
    assert late.position not in {act.position for act in line.acts}


def test_a_line_says_where_it_stands_on_the_day_although_it_left_afterwards(scope: Scope) -> None:
    line = next(
        line
        for line in watching.on_list(scope, reading(date(2026, 7, 5)), scope.committees)
        if line.number == "VA-2026-803"
    )
    assert line.stay.until == FAR
    assert line.left_by is None


def test_the_last_session_is_the_one_before_the_day(scope: Scope) -> None:
    session = watch_changes.last_session(scope, reading(), scope.committees)
    assert session is not None
    assert (session.held_on, session.number) == (date(2026, 6, 30), "PH-2026-801")
    assert watch_changes.last_session(scope, reading(date(2026, 6, 30)), scope.committees) is None


def test_news_are_what_stands_now_and_did_not_when_the_session_ended(scope: Scope) -> None:
    changes = change(compared(scope), "VA-2026-801")
    assert [act.kind for act in changes.acts] == ["assets.seized", "case.charged", "case.terminated_against"]
    assert (changes.added, changes.cleared) == (1, 1)
    assert not changes.entered
    assert changes.corrections == frozenset()


def test_an_entry_a_return_and_an_exit_are_told_apart(scope: Scope) -> None:
    found = compared(scope)
    assert change(found, "VA-2026-802").entered
    assert not change(found, "VA-2026-802").returned
    assert change(found, "VA-2026-804").returned
    assert numbers(found.left) == ["VA-2026-803"]
    gone = change(found, "VA-2026-803")
    assert gone.left
    assert found.left[0].left_by is not None
    assert found.left[0].left_by.ground == "settled"
    assert found.left[0].stage is Stage.INVESTIGATION


def test_a_correction_and_an_annulment_of_what_the_committee_knew_are_news(scope: Scope) -> None:
    changes = change(compared(scope), "VA-2026-805")
    assert [act.kind for act in changes.acts] == ["assets.damage_found"]
    assert changes.corrections == {changes.acts[0].position}
    assert [act.kind for act in changes.annulled] == ["assets.seized"]


def test_a_change_of_level_keeps_the_stay_and_says_what_was_before(scope: Scope) -> None:
    found = compared(scope)
    changes = change(found, "VA-2026-806")
    assert changes.levels_before == ("TINH-BCĐ",)
    assert not changes.entered
    line = found.lines[0]
    assert line.stay.on == date(2026, 3, 3)
    assert [step.level for step in line.stay.steps] == ["TINH-BCĐ", "TW-BCĐ"]
    assert line.stay.levels(date(2026, 7, 1)) == ("TINH-BCĐ",)
    assert line.conclusion is not None
    assert line.conclusion.document_number == "21-TB/BCĐ"


def test_a_proposal_to_leave_waits_on_the_line(scope: Scope) -> None:
    line = watching.on_list(scope, reading(), scope.committees)[0]
    assert [act.kind for act in line.proposals] == ["watch.exit_proposed"]
    before = watching.on_list(scope, reading(date(2026, 7, 9)), scope.committees)[0]
    assert before.proposals == ()


def test_the_body_that_has_the_file_is_known_by_the_fold(scope: Scope) -> None:
    line = next(x for x in watching.on_list(scope, reading(), scope.committees) if x.number == "VA-2026-801")
    assert line.hands is Stage.INVESTIGATION


def test_nothing_happened_to_what_stayed_as_it_was(scope: Scope) -> None:
    assert not change(compared(scope), "VV-2026-801").is_news


def test_the_reader_may_compare_with_any_day_or_position(scope: Scope) -> None:
    at = reading()
    by_day = watch_changes.compared(scope, at, watch_changes.since_day(date(2026, 7, 3), at), scope.committees)
    assert not change(by_day, "VA-2026-802").entered
    assert change(by_day, "VA-2026-804").returned
    position = Act.objects.get(kind="case.terminated_against").position
    since = watch_changes.since_position(position - 1, at)
    assert since.reading.known == Known(position - 1)
    assert [act.position for act in change(
        watch_changes.compared(scope, at, since, scope.committees), "VA-2026-801"
    ).acts] == [position]  # fmt: skip


def test_without_a_session_nothing_is_marked(scope: Scope) -> None:
    found = compared(scope, reading(date(2026, 6, 30)))
    assert found.changes == {}
    assert found.left == ()


def test_proposals_wait_until_the_committee_decides(scope: Scope) -> None:
    found = watching.proposed(scope, reading(), scope.committees)
    assert [(number, act.on) for _code, number, _title, act in found] == [
        ("VV-2026-803", date(2026, 7, 10)),
        ("VV-2026-802", date(2026, 5, 3)),
    ]


def test_the_neighbour_s_register_is_neither_listed_nor_named(scope: Scope) -> None:
    lines = watching.on_list(scope, reading(), None)
    assert {line.committee_code for line in lines} == {"son-la"}
    with pytest.raises(OutOfScopeError):
        watching.committees_of(scope, "lai-chau")
    with pytest.raises(NotAllowedError):
        watching.on_list(NOBODY, reading(), None)


def test_the_list_costs_the_same_statements_whatever_its_length(scope: Scope) -> None:
    with CaptureQueriesContext(connection) as short:
        compared(scope, reading(date(2026, 7, 2)))
    with CaptureQueriesContext(connection) as long:
        compared(scope)
    assert len(short) == len(long) <= 15


def test_the_present_and_the_same_position_read_as_past_hold_the_same_list(scope: Scope) -> None:
    now = reading(timezone.localdate())
    assert now.is_current
    then = reading(timezone.localdate(), Known(Act.objects.latest("position").position))
    assert not then.is_current
    listed = watching.on_list(scope, now, scope.committees)
    assert numbers(listed) == numbers(watching.on_list(scope, then, scope.committees))
    for at in (now, then):
        counted = watching.counts(scope, at, scope.committees)
        assert sum(one.dossiers for one in counted) == len(listed)
        assert sum(one.accused for one in counted) == sum(line.accused for line in listed)
        assert [(one.level, one.kind) for one in counted] == list(
            dict.fromkeys((line.stay.levels(at.day)[0], line.kind) for line in listed)
        )
        proposed = watching.proposed(scope, at, scope.committees)
        assert [number for _code, number, _title, _act in proposed] == ["VV-2026-803", "VV-2026-802"]


def test_the_board_counts_what_the_list_holds(scope: Scope) -> None:
    lines = watching.on_list(scope, reading(), scope.committees)
    for kind in watching.KINDS:
        columns = board.columns(scope, reading(), scope.committees, kind, shown=1)
        for column in columns:
            there = [line for line in lines if line.kind is kind and line.stage is column.stage]
            assert column.count == len(there)
            assert column.accused == sum(line.accused for line in there)
            assert len(column.rows) == min(len(there), 1)
    row = board.columns(scope, reading(), scope.committees, DossierKind.CASE)[1].rows[0]
    assert row.days(LATER) == (LATER - row.stage_on).days


def test_stays_are_unbroken_times_and_levels_may_overlap() -> None:
    first = Step("TINH-BCĐ", date(2026, 1, 1), date(2026, 3, 1), 1)
    raised = Step("TW-BCĐ", date(2026, 3, 1), date(2026, 5, 1), 2)
    again = Step("TINH-BCĐ", date(2026, 6, 1), FAR, 3)
    stays = stays_of([again, raised, first])
    assert stays == (Stay((first, raised)), Stay((again,)))
    assert stays[0].levels(date(2026, 2, 1)) == ("TINH-BCĐ",)
    assert stays[0].levels(date(2026, 3, 1)) == ("TW-BCĐ",)
    assert stays[0].levels(date(2026, 9, 1)) == ("TW-BCĐ",)
    both = Stay((Step("TINH-BCĐ", date(2026, 1, 1), FAR, 1), Step("TW-BCĐ", date(2026, 2, 1), FAR, 2)))
    assert both.levels(date(2026, 2, 1)) == ("TW-BCĐ", "TINH-BCĐ")


def test_a_later_decision_settles_what_was_proposed() -> None:
    proposed, entered = ("watch.proposed", date(2026, 1, 1), 1), ("watch.put_on", date(2026, 2, 1), 2)
    leaving, left = ("watch.exit_proposed", date(2026, 3, 1), 3), ("watch.taken_off", date(2026, 4, 1), 4)
    assert waiting([proposed]) == (1,)
    assert waiting([entered, proposed]) == ()
    assert waiting([leaving, entered, proposed]) == (3,)
    assert waiting([left, leaving, entered, proposed]) == ()
