"""A report says what the register computes, and an issued one says it for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries
from tests.reports.conftest import Province

from liemchinh.directory.access import HOUSE, NotAllowedError, OutOfScopeError, Scope
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.figures import compute
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import Known
from liemchinh.ledger import record
from liemchinh.ledger.entry import Entry, Subject
from liemchinh.ledger.models import Act, Dossier
from liemchinh.reports import checks, replay
from liemchinh.reports.editions import RefusedIssueError, next_number, paper_of
from liemchinh.reports.models import Edition, EditionFigure
from liemchinh.reports.paper import Prose, from_json, to_json


def prose(province: Province, period: Period | None = None) -> str:
    blocks = province.draft(period).paper.text.blocks
    return "\n".join("".join(run.text for run in block.runs) for block in blocks if isinstance(block, Prose))


def correct_the_accused(province: Province) -> Act:
    """The decision of February named one person too many."""
    act = Act.objects.get(dossier__number="VA-2023-001", dossier__committee=province.committee, kind="case.charged")
    entry = Entry(
        kind="case.charged",
        effective_on=act.effective_on,
        subjects=(Subject(name="Ông L.V.B.", charge="356.1"),),
        document_number=act.document_number,
    )
    return record.correct(
        act=act, entry=entry, reason="quyết định chỉ nêu một bị can", officer=province.officer, now=province.now
    )


def test_every_number_of_a_draft_is_what_the_register_computes(province: Province) -> None:
    prepared = province.draft()
    assert len(prepared.paper.numbers) > 80
    for number in prepared.paper.numbers:
        figure = compute.one(number.indicator, province.place, number.period, prepared.known)
        if number.value is None:
            assert number.printed == "–"
        else:
            assert (number.value, number.evidence) == (figure.value, figure.evidence), number


def test_a_draft_costs_few_statements_however_many_numbers_it_has(
    province: Province, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        province.draft()


def test_prose_writes_numbers_as_papers_do(province: Province) -> None:
    said = prose(province).replace("\u00a0", " ")
    assert "Ban Chỉ đạo tổ chức 01 phiên họp, Thường trực Ban Chỉ đạo tổ chức 01 cuộc họp." in said
    assert "khởi tố mới 01 vụ/02 bị can (cùng kỳ năm trước 01 vụ/01 bị can)" in said
    assert "thiệt hại, chiếm đoạt 26,50 tỷ đồng" in said
    assert "Đến ngày 30/6/2023, đang theo dõi, chỉ đạo 02 vụ án và 01 vụ việc." in said


def test_a_sentence_without_figures_falls_away_or_says_so(province: Province) -> None:
    said = prose(province)
    assert "Đình chỉ điều tra" not in said
    assert "chưa có tổ chức đảng, cá nhân nào bị thi hành kỷ luật" in said
    nothing = prose(province, Period(date(2023, 5, 1), date(2023, 5, 31)))
    assert "Ban Chỉ đạo chưa họp phiên nào" in nothing
    assert "Đã ban hành" not in nothing


def test_words_for_nothing_are_numbers_that_open_as_well(province: Province) -> None:
    prepared = province.draft()
    spoken = {number.printed: number for number in prepared.paper.numbers if not any(map(str.isdigit, number.printed))}
    assert spoken["không có vụ nào"].value == 0
    assert spoken["không có vụ nào"].indicator == "inspection.referred_cases"


def test_an_indicator_that_did_not_exist_yet_has_no_value(province: Province) -> None:
    prepared = province.draft(Period(date(2019, 7, 1), date(2019, 12, 31)))
    earlier = [
        one for one in prepared.paper.numbers if one.indicator == "petty.cases" and one.last == date(2018, 12, 31)
    ]
    assert [(one.value, one.printed) for one in earlier] == [(None, "–")]


def test_the_text_of_an_edition_comes_back_equal(province: Province) -> None:
    text = province.draft().paper.text
    assert from_json(to_json(text)) == text


def test_an_edition_is_the_draft_it_was_issued_from(province: Province) -> None:
    prepared = province.draft()
    paper = paper_of(province.issue(prepared))
    assert paper.text == prepared.paper.text
    assert paper.numbers == prepared.paper.numbers
    assert paper.position == prepared.known.position
    assert paper.series_line == "Số 61-BC/BCĐ"
    assert paper.dated == "Sơn La, ngày 05 tháng 7 năm 2023"


def test_an_edition_replays_after_a_correction_and_names_it_as_a_difference(province: Province) -> None:
    edition = province.issue()
    before = paper_of(edition)
    assert replay.replay(edition) == []
    assert replay.differences(edition) == []
    correction = correct_the_accused(province)
    again = Edition.objects.get(pk=edition.pk)
    assert paper_of(again) == before
    assert replay.replay(again) == []
    differing = {one.number.indicator: one for one in replay.differences(again)}
    assert set(differing) == {"crime.accused_initiated"}
    found = differing["crime.accused_initiated"]
    assert (found.number.value, found.value) == (Decimal(2), Decimal(1))
    assert [change.act for change in found.changes] == [correction]
    assert len(replay.evidence_of(again, found.number)) == 2


def test_an_edition_replays_after_acts_that_reach_back_into_its_period(province: Province) -> None:
    edition = province.issue()
    dossier = Dossier.objects.get(number="VV-2023-001", committee=province.committee)
    entry = Entry(
        kind="watch.taken_off",
        effective_on=date(2023, 6, 1),
        level="TINH-BCĐ",
        ground="no_breach",
        document_number="9-TB/BCĐ",
    )
    record.act(dossier=dossier, entry=entry, officer=province.officer, now=province.now)
    assert replay.replay(edition) == []
    moved = {one.number.indicator: (one.number.value, one.value) for one in replay.differences(edition)}
    assert moved["watch.matters_open"] == (1, 0)
    assert moved["watch.matters_closed"] == (0, 1)


def test_a_number_that_does_not_replay_is_named(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = province.issue()
    honest = paper_of(edition)
    place = next(one.place for one in honest.numbers if one.indicator == "crime.accused_initiated")
    forged = replace(honest.at(place), value=Decimal(7), definition="0" * 64)
    numbers = tuple(forged if one.place == place else one for one in honest.numbers)
    monkeypatch.setattr(replay, "paper_of", lambda _edition: replace(honest, numbers=numbers))
    assert [(one.place, one.what) for one in replay.replay(edition)] == [(place, "definition"), (place, "value")]


def test_a_draft_at_an_earlier_position_knows_nothing_later(province: Province) -> None:
    before = province.draft()
    correct_the_accused(province)
    from_then = compute.one("crime.accused_initiated", province.place, province.period, before.known)
    assert from_then.value == 2
    assert province.draft().known > before.known
    assert compute.one("crime.accused_initiated", province.place, province.period).value == 1


def test_no_row_of_an_edition_can_be_changed(province: Province) -> None:
    edition = province.issue()
    figure = EditionFigure.objects.filter(edition=edition)
    for change in (
        lambda: Edition.objects.filter(pk=edition.pk).update(signer="Khác"),
        lambda: figure.update(value=Decimal(99)),
        figure.delete,
    ):
        with pytest.raises(Exception, match=r"permission denied|Sổ chỉ ghi thêm"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": "BC/BCĐ"}, "number"),
        ({"number": "61-TB/BCĐ"}, "number"),
        ({"number": "00-BC/BCĐ"}, "number"),
        ({"issued_on": None}, "issued_on"),
        ({"issued_on": date(2023, 6, 29)}, "issued_on"),
        ({"signer": "  "}, "signer"),
        ({"signer_post": ""}, "signer_post"),
    ],
)
def test_an_issue_that_lacks_something_is_refused_at_its_field(
    province: Province, given: dict[str, object], field: str
) -> None:
    with pytest.raises(RefusedIssueError) as refused:
        province.issue(**given)
    assert [name for name, _ in refused.value.reasons] == [field]
    assert not Edition.objects.exists()


def test_a_report_is_not_issued_in_the_future(province: Province) -> None:
    with pytest.raises(RefusedIssueError, match="chưa tới"):
        province.issue(issued_on=(province.now + timedelta(days=2)).date())


def test_a_number_is_used_once_and_the_next_one_is_offered(province: Province) -> None:
    assert next_number(province.committee, "BC/BCĐ") == "61-BC/BCĐ"
    province.issue()
    with pytest.raises(RefusedIssueError, match="lấy số 62-BC/BCĐ"):
        province.issue()
    assert province.issue(number="62-BC/BCĐ").number == "62-BC/BCĐ"


def test_two_who_issue_the_same_number_at_once_are_told_so(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    province.issue()
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda _self: False)
    with pytest.raises(RefusedIssueError, match="đã dùng"):
        province.issue()


def test_another_broken_constraint_is_not_taken_for_a_used_number(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise IntegrityError("another_constraint")

    monkeypatch.setattr(Edition, "save", broken)
    with pytest.raises(IntegrityError):
        province.issue()


def test_who_may_not_issue_issues_nothing(province: Province) -> None:
    prepared = province.draft()
    reader = Scope(province.officer.pk, frozenset({Right.READ_REPORTS}), frozenset({province.committee.pk}))
    with pytest.raises(NotAllowedError):
        province.issue(prepared, scope=reader)
    elsewhere = Committee.objects.get(code="ha-noi")
    head = Scope(province.officer.pk, frozenset({Right.ISSUE_REPORTS}), frozenset({elsewhere.pk}))
    with pytest.raises(OutOfScopeError):
        province.issue(prepared, scope=head)


def test_a_number_typed_into_the_words_blocks_the_issue(province: Province) -> None:
    prepared = province.draft()
    text = replace(prepared.paper.text, closing="Đã thu hồi 12,7 tỷ đồng.")
    with pytest.raises(RefusedIssueError, match="12,7 tỷ"):
        province.issue(replace(prepared, paper=replace(prepared.paper, text=text)))


def test_a_report_counts_its_own_register_whoever_reads_it(province: Province) -> None:
    own = province.draft()
    scope = Scope(province.officer.pk, HOUSE.rights, frozenset({province.committee.pk}))
    narrow = replace(province.draft(), committee=province.committee)
    edition = province.issue(narrow, scope=scope)
    assert edition.committees == [province.committee.pk]
    assert edition.territories == ["son-la"]
    assert paper_of(edition).numbers == own.paper.numbers


def test_checks_see_an_opening_that_is_not_the_closing_before(province: Province) -> None:
    first = province.issue()
    second = Period(date(2023, 7, 1), date(2023, 12, 31))
    passed = [one.title.vi for one in checks.findings(province.draft(second)) if one.state is checks.State.PASSED]
    assert f"Đầu kỳ này bằng cuối kỳ của {first.number}" in passed
    dossier = Dossier.objects.get(number="VA-2022-001", committee=province.committee)
    act = Act.objects.get(dossier=dossier, kind="watch.put_on")
    record.annul(act=act, reason="ghi nhầm hồ sơ", officer=province.officer, now=province.now)
    looked = [one for one in checks.findings(province.draft(second)) if one.state is checks.State.LOOK]
    assert f"Đầu kỳ khác cuối kỳ của {first.number}" in {one.title.vi for one in looked}


def test_checks_see_an_earlier_report_that_said_otherwise(province: Province) -> None:
    edition = province.issue()
    assert not [one for one in checks.findings(province.draft()) if one.state is not checks.State.PASSED]
    correct_the_accused(province)
    looked = [one for one in checks.findings(province.draft()) if one.state is checks.State.LOOK]
    assert [one.figure.indicator for one in looked if one.figure] == ["crime.accused_initiated"]
    assert looked[0].title.vi == f"Khác báo cáo {edition.number}"
    assert Known(edition.position) < province.draft().known
