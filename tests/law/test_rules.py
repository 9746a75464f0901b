"""The rules R01 to R16, one after another: what each refuses or asks to look into, with its article."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from liemchinh.figures.catalogue import IDENTITIES, INDICATORS
from liemchinh.law.acts import Act, DossierKind, MoneyLine, Rung, Severity, Stage, SubjectLine
from liemchinh.law.cautions import cautions
from liemchinh.law.history import History, fold
from liemchinh.law.offences import parse_charge

CASE, MATTER = DossierKind.CASE, DossierKind.MATTER
OPENED = date(2024, 1, 2)
A, B = SubjectLine("A", "353.2"), SubjectLine("B", "353.1")


def act(kind: str, on: str, **said: object) -> Act:
    """An act of 2024 given as dd/mm; positions follow when the story is told."""
    day, month = (int(part) for part in on.split("/"))
    said.setdefault("document_number", "1/QĐ")
    return Act(position=0, kind=kind, effective_on=date(2024, month, day), **said)  # type: ignore[arg-type]


def told(*acts: Act, kind: DossierKind = CASE) -> History:
    """Fold a story told in the order in which it happened."""
    return fold(kind, OPENED, [replace(one, position=at) for at, one in enumerate(acts, start=1)])


OPENING = (act("case.initiated", "08/01", offence="353.2"), act("case.charged", "08/01", subjects=(A, B)))
AT_PROCURACY = (*OPENING, act("case.investigation_concluded", "01/04", subjects=(A, B)))
AT_COURT = (
    *AT_PROCURACY,
    act("case.indicted", "15/04", subjects=(A, B)),
    act("trial.accepted", "22/04"),
    act("trial.ordered", "20/05", subjects=(A, B)),
)
GUILTY = (SubjectLine("A", outcome="guilty"), SubjectLine("B", outcome="guilty"))
JUDGED = (
    *AT_COURT,
    act("trial.first_instance", "03/06", subjects=GUILTY),
    act("judgment.in_force", "24/06", subjects=GUILTY, money=(MoneyLine(Rung.ADJUDGED, 500),)),
)
RETURNED = (
    *AT_PROCURACY,
    act("case.returned", "10/04"),
    act("case.investigation_concluded", "20/05", subjects=(A, B)),
    act("case.returned", "27/05"),
    act("case.investigation_concluded", "01/07", subjects=(A, B)),
)
RETURNED_BY_COURT = (
    *AT_COURT,
    act("trial.returned", "27/05", ground="panel"),
    act("case.investigation_concluded", "10/06", subjects=(A, B)),
    act("case.indicted", "20/06", subjects=(A, B)),
    act("trial.accepted", "24/06"),
    act("trial.ordered", "01/07", subjects=(A, B)),
)
EXTENDED = tuple(act("case.investigation_extended", on) for on in ("20/04", "20/08"))


@dataclass(frozen=True)
class Refused:
    """After `before`, the act `last` is refused by `rule`, with `article` and with `words` in the sentence."""

    rule: str
    last: Act
    before: tuple[Act, ...] = ()
    article: str = ""
    words: str = ""
    kind: DossierKind = field(default=CASE)

    def __str__(self) -> str:
        return f"{self.rule} {self.last.kind}"


WATCHED = act("watch.put_on", "10/02", level="TINH-BCĐ")
REFUSED = [
    Refused("R01", act("watch.put_on", "10/02", level="TINH-BCĐ", document_number=""), words="số, ký hiệu văn bản"),
    Refused("R01", act("watch.taken_off", "10/05", level="TINH-BCĐ", ground="settled", document_number=""),
            (WATCHED,), words="số, ký hiệu văn bản"),
    Refused("R01", act("watch.taken_off", "10/05", level="TINH-BCĐ"), (WATCHED,), words="lý do"),
    Refused("R02", act("watch.put_on", "10/05", level="TINH-BCĐ"), (WATCHED,), words="từ ngày 10/02/2024"),
    Refused("R02", act("watch.put_on", "10/05", level="TINH-BTV"), (WATCHED,), words="Ban Chỉ đạo tỉnh"),
    Refused("R02", act("watch.taken_off", "10/05", level="TW-BNC", ground="settled"), (WATCHED,), words="không thuộc"),
    Refused("R02", act("watch.level_changed", "10/05", level="TW-BCĐ"), words="chưa thuộc diện"),
    Refused("R03", act("case.initiated", "08/01", offence="353.2"), kind=MATTER, words="vụ việc"),
    Refused("R03", act("case.initiated", "08/01"), article="143", words="tội danh"),
    Refused("R03", act("case.initiated", "08/01", offence="999.9"), words="999.9"),
    Refused("R04", act("case.investigation_concluded", "01/04", subjects=(SubjectLine("C"),)), OPENING, "232",
            "bị can"),
    Refused("R04", act("trial.first_instance", "03/06", subjects=(SubjectLine("C", outcome="guilty"),)), AT_COURT,
            "326", "bị cáo"),
    Refused("R04", act("judgment.enforcement_ordered", "28/06", subjects=(SubjectLine("C"),)), JUDGED, "364",
            "người bị kết án"),
    Refused("R04", act("case.charged", "20/01", subjects=(SubjectLine("C"),)), OPENING, "179", "tội danh"),
    Refused("R04", act("case.charged", "20/01", subjects=(A,)), OPENING, "179", "đã là bị can"),
    Refused("R05", act("trial.ordered", "20/05", subjects=(A,)), OPENING, "61", "giai đoạn"),
    Refused("R05", act("case.charged", "08/01", subjects=(A,)), (), "179", "giai đoạn"),
    Refused("R05", act("case.initiated", "10/01", offence="353.1"), OPENING[:1], "143", "08/01/2024"),
    Refused("R05", act("case.returned", "20/05"), AT_COURT, "245", "giai đoạn"),
    Refused("R05", act("expertise.delivered", "01/03"), OPENING, "213", "đang chờ"),
    Refused("R06", act("case.investigation_extended", "20/10"), (*OPENING, *EXTENDED), "172", "đủ 2 lần"),
    Refused("R06", act("case.investigation_extended", "20/03"),
            (*OPENING, act("case.suspended", "15/03", ground="expertise")), "172", "đang chạy"),
    Refused("R06", act("custody.ordered", "05/01", subjects=(SubjectLine("A"),), due_on=date(2024, 1, 20)), (), "118",
            "08/01/2024"),
    Refused("R06", act("detention.ordered", "10/01", subjects=(SubjectLine("B"),), due_on=date(2024, 6, 1)), OPENING,
            "173", "09/04/2024"),
    Refused("R08", act("case.returned", "15/07"), RETURNED, "174", "lần thứ ba"),
    Refused("R08", act("trial.returned", "10/07", ground="panel"), RETURNED_BY_COURT, "174", "lần thứ hai"),
    Refused("R09", act("case.investigation_concluded", "20/03", subjects=(A, B)),
            (*OPENING, act("case.suspended", "15/03", ground="expertise")), "232", "phục hồi trước"),
    Refused("R09", act("case.resumed", "20/03"), (*OPENING, act("case.suspended", "10/02", ground="illness"),
            act("case.resumed", "15/02")), "235", "không bị tạm đình chỉ"),
    Refused("R10", act("case.merged_into", "01/03"), OPENING, "170", "hồ sơ liên quan"),
    Refused("R10", act("case.split", "01/03", subjects=(A,)), OPENING, "170", "hồ sơ liên quan"),
    Refused("R10", act("case.split_from", "01/03", related="9", offence="353.1", counted_from=date(2024, 1, 8),
                       due_on=date(2025, 1, 1)), (), "172", "08/09/2024"),
    Refused("R15", act("assets.seized", "01/03"), OPENING, "128", "số tiền"),
    Refused("R15", act("assets.enforced", "20/07", money=(MoneyLine(Rung.ENFORCED, 501),)), JUDGED, words="500 đồng"),
    Refused("R15", act("assets.enforced", "20/08", money=(MoneyLine(Rung.ENFORCED, 300),)),
            (*JUDGED, act("assets.enforced", "20/07", money=(MoneyLine(Rung.WAIVED, 250),))), words="250 đồng"),
]  # fmt: skip


@pytest.mark.parametrize("one", REFUSED, ids=str)
def test_a_refusal_names_its_rule_its_article_and_the_fact_in_the_way(one: Refused) -> None:
    before = told(*one.before, kind=one.kind)
    assert before.refusals == (), "the story up to there is lawful"
    history = told(*one.before, one.last, kind=one.kind)
    assert [refusal.rule for refusal in history.refusals] == [one.rule], history.refusals
    refusal = history.refusals[0]
    assert one.words in refusal.label.vi, refusal.label.vi
    assert refusal.label.en
    if one.article:
        assert refusal.basis is not None
        assert refusal.basis.number == one.article


def test_every_rule_of_the_watch_list_and_of_procedure_is_in_the_table() -> None:
    assert {one.rule for one in REFUSED} == {
        "R01", "R02", "R03", "R04", "R05", "R06", "R08", "R09", "R10", "R15"
    }  # fmt: skip


def rules(history: History, on: date) -> set[str]:
    return {one.rule for one in cautions(history, on)}


def test_r07_asks_why_an_extension_came_in_the_last_ten_days() -> None:
    in_time = told(*OPENING, act("case.investigation_extended", "26/04"))
    late = told(*OPENING, act("case.investigation_extended", "02/05"))
    too_late = told(*OPENING, act("case.investigation_extended", "20/05"))
    day = date(2024, 6, 1)
    assert "R07" not in rules(in_time, day)
    (found,) = [one for one in cautions(late, day) if one.rule == "R07"]
    assert "28/04/2024" in found.label.vi
    assert found.basis is not None
    assert found.basis.number == "172"
    assert any("sau khi hết hạn" in one.label.vi for one in cautions(too_late, day) if one.rule == "R07")


def test_r09_asks_about_a_limit_that_passed_and_a_wait_without_a_ground() -> None:
    approved = act("case.charges_approved", "09/01", subjects=(SubjectLine("A"), SubjectLine("B")))
    passed = told(*OPENING, approved)
    assert rules(passed, date(2024, 5, 8)) == set()
    assert rules(passed, date(2024, 5, 9)) == {"R09"}
    suspended = (*OPENING, approved, act("case.suspended", "06/05", ground="expertise"))
    assert "chưa ghi yêu cầu nào" in cautions(told(*suspended), date(2024, 6, 1))[0].label.vi
    asked = act("expertise.requested", "01/03", ground="valuation", addressee="Hội đồng", due_on=date(2024, 7, 1))
    waiting = told(*OPENING, approved, asked, act("case.suspended", "06/05", ground="expertise"))
    assert rules(waiting, date(2024, 6, 1)) == set()
    come = told(
        *OPENING,
        approved,
        asked,
        act("case.suspended", "06/05", ground="expertise"),
        act("expertise.delivered", "20/06"),
    )
    assert "căn cứ tạm đình chỉ đã hết" in cautions(come, date(2024, 6, 21))[0].label.vi


def test_r11_and_r12_what_closes_a_period_opens_the_next_and_what_moves_adds_up() -> None:
    history = told(*JUDGED)
    days = [date(2024, month, 1) for month in range(1, 13)]
    for first, last in itertools.pairwise(days):
        for stage in (Stage.INVESTIGATION, Stage.PROSECUTION, Stage.FIRST_INSTANCE):
            held = [
                sum(span.state == "pending" and span.detail == stage and span.holds(day) for span in history.spans)
                for day in (first, last)
            ]
            moved = sum(
                (1 if one.enters else -1) for one in history.passages if one.stage is stage and first < one.on <= last
            )
            assert held[0] + moved == held[1], (stage, first)
    balanced = {identity.stock for identity in IDENTITIES}
    assert {one.code for one in INDICATORS if one.is_stock} - balanced <= {"sources.files_overdue", "watch.items_open"}


def test_r13_a_stock_is_never_added_over_time() -> None:
    assert not [
        one.code for one in INDICATORS if one.is_stock and one.adds_over_time and one.code != "watch.items_open"
    ]


def test_r14_asks_about_a_matter_on_two_levels() -> None:
    both = told(WATCHED, act("watch.put_on", "10/03", level="TW-BNC"), kind=MATTER)
    assert both.refusals == ()
    assert "R14" in rules(both, date(2024, 4, 1))
    assert "R14" not in rules(both, date(2024, 3, 1))
    moved = told(WATCHED, act("watch.level_changed", "10/03", level="TW-BNC"), kind=MATTER)
    assert rules(moved, date(2024, 4, 1)) == set()
    assert moved.levels(date(2024, 4, 1)) == ("TW-BNC",)


def test_r16_a_joint_obligation_is_counted_once() -> None:
    assert told(*JUDGED).sums(date(2024, 12, 31))[Rung.ADJUDGED] == 500


def test_a_frame_is_that_of_its_day_and_gives_the_class_by_its_maximum() -> None:
    gravest = parse_charge("353.4")
    assert "tử hình" in gravest.frame_on(date(2025, 6, 30)).label.vi  # type: ignore[union-attr]
    assert "tử hình" not in gravest.frame_on(date(2025, 7, 1)).label.vi  # type: ignore[union-attr]
    assert gravest.severity is Severity.ESPECIALLY_SERIOUS
    assert parse_charge("356.1").frame_on(OPENED).label.vi.replace("\u00a0", " ") == (  # type: ignore[union-attr]
        "cải tạo không giam giữ đến 3 năm hoặc tù từ 1 năm đến 5 năm"
    )
    assert parse_charge("361.1").severity is Severity.LESS_SERIOUS
