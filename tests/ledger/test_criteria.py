"""The committee's own reasons for the watch list: which may be chosen, who changes them, what `record` takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from liemchinh.directory.access import NotAllowedError, OutOfScopeError, Scope, entered
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import RIGHTS, DutyRole
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Choice, DossierKind
from liemchinh.law.book import BOOK
from liemchinh.ledger import criteria, record
from liemchinh.ledger.criteria import ENTRY, EXIT, RefusedCriterionError
from liemchinh.ledger.entry import Entry, RefusedEntryError
from liemchinh.ledger.models import Dossier

TODAY = date(2026, 7, 14)
NOW = datetime(2026, 7, 14, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

pytestmark = pytest.mark.django_db


def scope_of(role: DutyRole, committee: Committee, *more: int) -> Scope:
    return Scope(1, RIGHTS[role], frozenset({committee.pk, *more}), committee.pk, (role,))


@pytest.fixture
def son_la() -> Committee:
    return Committee.objects.get(code="son-la")


@pytest.fixture
def head(son_la: Committee) -> Scope:
    return scope_of(DutyRole.HEAD, son_la)


@pytest.fixture
def inside(head: Scope) -> object:
    with entered(head):
        yield head


@pytest.fixture
def dossier(son_la: Committee, inside: object) -> Dossier:
    officer = Officer.objects.create_officer(username="son-la.thu", password="liem-chinh-2026", name="Bà T.")
    return record.open_dossier(
        committee=son_la,
        kind=DossierKind.CASE,
        number="VA-2026-001",
        title="Tham ô tài sản",
        opened_on=date(2026, 1, 5),
        officer=officer,
        now=NOW,
    )


def codes(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.code for choice in choices]


def test_every_province_begins_with_a_list_of_both_uses(son_la: Committee, inside: Scope) -> None:
    assert "nghiem-trong" in codes(criteria.criteria_of(inside, son_la.pk, ENTRY, TODAY))
    assert "ket-luan-bcd" in codes(criteria.criteria_of(inside, son_la.pk, EXIT, TODAY))


def test_loading_again_adds_nothing_to_a_list_that_was_changed(son_la: Committee, inside: Scope) -> None:
    criterion = criteria.add(inside, use=ENTRY, name="Do cử tri kiến nghị nhiều lần", today=TODAY)
    criteria.end(inside, criterion.pk, today=TODAY)
    before = criteria.criteria_of(inside, son_la.pk, ENTRY, TODAY)
    with entered(replace(inside, committees=None)):
        criteria.load()
    assert criteria.criteria_of(inside, son_la.pk, ENTRY, TODAY) == before


def test_an_added_criterion_may_be_chosen_from_its_day(son_la: Committee, inside: Scope) -> None:
    added = criteria.add(inside, use=ENTRY, name="Do cử tri kiến nghị nhiều lần", today=TODAY)
    assert added.code == "do-cu-tri-kien"
    assert added.code in codes(criteria.criteria_of(inside, son_la.pk, ENTRY, TODAY))
    assert added.code not in codes(criteria.criteria_of(inside, son_la.pk, ENTRY, date(2026, 7, 13)))


def test_an_ended_criterion_stays_for_acts_of_its_time(son_la: Committee, inside: Scope) -> None:
    line = next(x for x in criteria.listed(inside, son_la.pk)[ENTRY] if x.choice.code == "keo-dai")
    assert line.criterion is not None
    criteria.end(inside, line.criterion.pk, today=TODAY)
    assert "keo-dai" not in codes(criteria.criteria_of(inside, son_la.pk, ENTRY, TODAY))
    assert "keo-dai" in codes(criteria.criteria_of(inside, son_la.pk, ENTRY, date(2026, 7, 13)))
    assert "keo-dai" in criteria.words_of(inside, [son_la.pk])
    with pytest.raises(RefusedCriterionError):
        criteria.end(inside, line.criterion.pk, today=TODAY)


def test_other_words_leave_the_code(son_la: Committee, inside: Scope) -> None:
    line = next(x for x in criteria.listed(inside, son_la.pk)[ENTRY] if x.choice.code == "keo-dai")
    assert line.criterion is not None
    criteria.rename(inside, line.criterion.pk, name="Giải quyết kéo dài", today=TODAY)
    assert criteria.words_of(inside, [son_la.pk])["keo-dai"] == Label("Giải quyết kéo dài", "Giải quyết kéo dài")


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "Thiệt hại lớn về tiền,  tài sản"])
def test_empty_long_and_double_words_are_refused(inside: Scope, name: str) -> None:
    with pytest.raises(RefusedCriterionError):
        criteria.add(inside, use=ENTRY, name=name, today=TODAY)


def test_two_that_begin_alike_get_two_codes(inside: Scope) -> None:
    first = criteria.add(inside, use=ENTRY, name="Nghiêm trọng ở cấp xã", today=TODAY)
    second = criteria.add(inside, use=ENTRY, name="Nghiêm trọng ở cấp tỉnh", today=TODAY)
    assert first.code != second.code


@pytest.mark.parametrize("role", [role for role in DutyRole if role is not DutyRole.HEAD])
def test_only_the_head_changes_a_list(son_la: Committee, role: DutyRole) -> None:
    with pytest.raises(NotAllowedError):
        criteria.add(scope_of(role, son_la), use=ENTRY, name="Mới", today=TODAY)


def test_the_list_of_another_committee_is_out_of_reach(inside: Scope) -> None:
    other = Committee.objects.exclude(pk=inside.home_id).first()
    assert other is not None
    with pytest.raises(OutOfScopeError):
        criteria.criteria_of(inside, other.pk, ENTRY, TODAY)


def test_after_a_merger_the_heir_s_list_counts() -> None:
    heir = Committee.objects.filter(ended_on__isnull=True, committee__isnull=False).first()
    assert heir is not None
    old = Committee.objects.filter(successor=heir).first()
    assert old is not None
    scope = scope_of(DutyRole.HEAD, heir, old.pk)
    with entered(scope):
        added = criteria.add(scope, use=ENTRY, name="Riêng của tỉnh mới", today=TODAY)
        assert added.code in codes(criteria.criteria_of(scope, old.pk, ENTRY, TODAY))
        assert added.code not in codes(criteria.criteria_of(scope, old.pk, ENTRY, date(2025, 6, 30)))
        assert added.code in criteria.words_of(scope, [old.pk])


def put_on(**more: object) -> Entry:
    return Entry(
        kind="watch.put_on",
        effective_on=date(2026, 2, 2),
        level="TINH-BCĐ",
        document_number="12-TB/BCĐ",
        **more,  # type: ignore[arg-type]
    )


def test_record_takes_known_criteria_and_refuses_unknown_ones(dossier: Dossier) -> None:
    record.preview(dossier, put_on(criteria=("nghiem-trong", "keo-dai")), now=NOW)
    for verb in (
        lambda entry: record.preview(dossier, entry, now=NOW),
        lambda entry: record.act(dossier=dossier, entry=entry, officer=dossier.officer, now=NOW),
    ):
        _refused(verb, put_on(criteria=("nghiem-trong", "khong-co")))


def _refused(verb: Callable[[Entry], object], entry: Entry) -> None:
    with pytest.raises(RefusedEntryError, match="khong-co") as fault:
        verb(entry)
    assert fault.value.place == "criteria"


def test_a_ground_of_the_committee_s_own_is_taken_where_the_act_lets_it_add(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = replace(BOOK["watch.taken_off"], open_grounds=True)
    monkeypatch.setattr(criteria, "BOOK", {opened.code: opened})
    entry = Entry(kind=opened.code, effective_on=date(2026, 3, 2), level="TINH-BCĐ", ground="ket-luan-bcd")
    criteria.refuse_unknown(dossier.committee_id, entry)
    criteria.refuse_unknown(dossier.committee_id, replace(entry, ground="settled"))
    with pytest.raises(RefusedEntryError) as fault:
        criteria.refuse_unknown(dossier.committee_id, replace(entry, ground="khong-co"))
    assert fault.value.place == "ground"
