"""The fold: stage, roles, watch list, money and refusals, in the field's own words."""

from __future__ import annotations

from datetime import date

import pytest

from liemchinh.law.acts import Act, DossierKind, MoneyLine, Role, Rung, Stage, SubjectLine
from liemchinh.law.book import BOOK
from liemchinh.law.history import History, fold

CASE = DossierKind.CASE
MATTER = DossierKind.MATTER
OPENED = date(2024, 1, 2)


def act(position: int, kind: str, on: str, **fields: object) -> Act:
    """An act of 2024 given as dd/mm; a document number is added, as most kinds need one."""
    day, month = (int(part) for part in on.split("/"))
    fields.setdefault("document_number", f"{position}/QĐ")
    return Act(position=position, kind=kind, effective_on=date(2024, month, day), **fields)  # type: ignore[arg-type]


def people(*lines: str) -> tuple[SubjectLine, ...]:
    """“A 353.2” is person A charged under khoản 2 Điều 353."""
    return tuple(SubjectLine(*line.split(" ", 1)) for line in lines)


def opened_case(*more: Act) -> History:
    """A case opened on 10/01 with A and B accused since 12/01."""
    return fold(
        CASE,
        OPENED,
        [
            act(1, "case.initiated", "10/01", offence="353.2"),
            act(2, "case.charged", "12/01", subjects=people("A 353.2", "B 353.1")),
            *more,
        ],
    )


def rules(history: History) -> list[str]:
    return [refusal.rule for refusal in history.refusals]


class TestStages:
    def test_begin_with_the_source_and_move_on_the_day_of_the_act(self) -> None:
        history = opened_case()
        assert history.stage(date(2024, 1, 9)) is Stage.SOURCE
        assert history.stage(date(2024, 1, 10)) is Stage.INVESTIGATION

    def test_pass_from_investigation_to_enforcement(self) -> None:
        history = opened_case(
            act(3, "case.investigation_concluded", "01/03", subjects=people("A", "B")),
            act(4, "case.indicted", "20/03", subjects=people("A", "B")),
            act(5, "trial.accepted", "21/03"),
            act(6, "trial.ordered", "20/04", subjects=people("A", "B")),
            act(7, "trial.first_instance", "02/05", subjects=(SubjectLine("A", outcome="guilty"),)),
            act(8, "judgment.in_force", "20/05", subjects=(SubjectLine("A", outcome="guilty"),)),
        )
        assert history.refusals == ()
        assert history.stage(date(2024, 5, 20)) is Stage.ENFORCEMENT
        assert history.standing(date(2024, 5, 20))["A"] is Role.CONVICTED

    def test_return_to_investigation_when_the_file_is_sent_back(self) -> None:
        history = opened_case(
            act(3, "case.investigation_concluded", "01/03", subjects=people("A")),
            act(4, "case.returned", "15/03"),
        )
        assert history.refusals == ()
        assert history.stage(date(2024, 3, 15)) is Stage.INVESTIGATION


class TestRefusals:
    def test_no_trial_before_an_indictment(self) -> None:
        history = opened_case(act(3, "trial.ordered", "01/02", subjects=people("A")))
        assert rules(history) == ["R05"]
        assert "Điều tra" in history.refusals[0].label.vi

    def test_no_prosecution_of_a_person_who_was_cleared(self) -> None:
        history = opened_case(
            act(3, "case.terminated_against", "01/02", ground="no_crime", subjects=people("B")),
            act(4, "case.investigation_concluded", "01/03", subjects=people("A", "B")),
        )
        (refusal,) = history.refusals
        assert refusal.subject == "B"
        assert refusal.blocking == 3
        assert "không còn là bị can từ ngày 01/02/2024" in refusal.label.vi

    def test_nobody_is_charged_twice(self) -> None:
        history = opened_case(act(3, "case.charged", "01/02", subjects=people("A 354.1")))
        assert rules(history) == ["R04"]

    def test_a_case_is_not_opened_twice(self) -> None:
        history = opened_case(act(3, "case.initiated", "01/02", offence="354.1"))
        assert rules(history) == ["R05"]
        assert history.refusals[0].blocking == 1

    def test_entry_on_the_list_needs_its_document(self) -> None:
        history = opened_case(act(3, "watch.put_on", "01/02", level="TINH-BCĐ", document_number=" "))
        assert rules(history) == ["R01"]

    def test_a_province_watches_on_one_of_its_levels_at_a_time(self) -> None:
        history = opened_case(
            act(3, "watch.put_on", "01/02", level="TINH-BTV"), act(4, "watch.put_on", "01/03", level="TINH-BCĐ")
        )
        assert rules(history) == ["R02"]
        assert history.refusals[0].instead == ("watch.taken_off", "watch.level_changed")

    def test_no_exit_of_what_is_not_on_the_list(self) -> None:
        history = opened_case(act(3, "watch.taken_off", "01/02", level="TINH-BCĐ", ground="settled"))
        assert rules(history) == ["R02"]

    def test_extensions_end_with_those_the_law_gives(self) -> None:
        extensions = [act(n, "case.investigation_extended", f"{n:02d}/02") for n in range(3, 6)]
        history = opened_case(*extensions)
        assert rules(history) == ["R06"]
        assert "đã gia hạn đủ 2 lần đối với tội rất nghiêm trọng" in history.refusals[0].label.vi

    def test_a_suspended_investigation_is_resumed_before_it_is_concluded(self) -> None:
        history = opened_case(
            act(3, "case.suspended", "01/02", ground="expertise"),
            act(4, "case.investigation_concluded", "01/03", subjects=people("A")),
        )
        assert rules(history) == ["R09"]
        assert "case.resumed" in history.refusals[0].instead

    @pytest.mark.parametrize("kind", ["case.initiated", "trial.ordered", "inspection.check_started"])
    def test_a_matter_takes_no_act_of_another_kind_of_dossier(self, kind: str) -> None:
        assert "R03" in rules(fold(MATTER, OPENED, [act(1, kind, "10/01")]))

    def test_a_watched_matter_hands_its_level_on_when_it_becomes_a_case(self) -> None:
        entry = act(1, "watch.put_on", "10/01", level="TINH-BCĐ")
        silent = fold(MATTER, OPENED, [entry, act(2, "matter.turned_into_case", "01/02", related="9")])
        assert rules(silent) == ["R02"]
        said = fold(MATTER, OPENED, [entry, act(2, "matter.turned_into_case", "01/02", related="9", level="TINH-BCĐ")])
        assert said.refusals == ()
        assert said.levels(date(2024, 2, 1)) == ()


class TestCorrections:
    def test_a_corrected_act_keeps_its_place_among_those_of_the_same_day(self) -> None:
        history = fold(
            CASE,
            OPENED,
            [
                act(1, "case.initiated", "10/01", offence="353.2"),
                act(2, "case.charged", "10/01", subjects=people("A 353.2")),
                act(3, "case.initiated", "10/01", offence="354.2", replaces=1),
            ],
        )
        assert history.refusals == ()
        assert [entry.position for entry in history.acts] == [3, 2]

    def test_an_annulled_act_leaves_nothing_behind(self) -> None:
        history = opened_case(
            act(3, "watch.put_on", "01/02", level="TINH-BCĐ"), act(4, "register.annulled", "01/02", replaces=3)
        )
        assert history.levels(date(2024, 2, 1)) == ()
        assert history.refusals == ()

    def test_taking_away_the_opening_makes_what_follows_unlawful(self) -> None:
        history = opened_case(act(3, "register.annulled", "10/01", replaces=1))
        assert [refusal.position for refusal in history.refusals] == [2]

    def test_a_late_entry_is_folded_in_its_place(self) -> None:
        history = opened_case(
            act(3, "case.investigation_concluded", "01/03", subjects=people("A", "B", "C")),
            act(9, "case.charged", "20/02", subjects=people("C 353.1")),
        )
        assert history.refusals == ()
        assert history.standing(date(2024, 2, 20)) == {"A": Role.ACCUSED, "B": Role.ACCUSED, "C": Role.ACCUSED}


class TestMoney:
    def test_rungs_are_kept_apart(self) -> None:
        history = opened_case(
            act(3, "assets.damage_found", "01/02", money=(MoneyLine(Rung.DAMAGE, 500),)),
            act(4, "assets.recovered", "02/02", money=(MoneyLine(Rung.RECOVERED, 200),)),
            act(5, "assets.recovered", "03/02", money=(MoneyLine(Rung.RECOVERED, 100),)),
        )
        assert history.sums(date(2024, 2, 2)) == {Rung.DAMAGE: 500, Rung.RECOVERED: 200}
        assert history.sums(date(2024, 2, 3)) == {Rung.DAMAGE: 500, Rung.RECOVERED: 300}


def test_an_exoneration_is_a_role_like_any_other() -> None:
    history = opened_case(act(3, "case.terminated", "01/02", ground="no_crime"))
    assert set(history.standing(date(2024, 2, 1)).values()) == {Role.CLEARED}
    assert history.stage(date(2024, 2, 1)) is Stage.ENDED


def test_a_form_of_discipline_is_chosen_among_those_of_its_day() -> None:
    late = Act(
        position=1,
        kind="discipline.person",
        effective_on=date(2025, 7, 1),
        subjects=(SubjectLine("A", form="state.demotion"),),
        document_number="1/QĐ",
    )
    early = Act(
        position=1,
        kind="discipline.person",
        effective_on=date(2025, 6, 30),
        subjects=(SubjectLine("A", form="state.demotion"),),
        document_number="1/QĐ",
    )
    assert rules(fold(DossierKind.DISCIPLINE, OPENED, [late])) == ["R04"]
    assert rules(fold(DossierKind.DISCIPLINE, OPENED, [early])) == []


def test_an_act_names_the_text_that_governed_on_its_day() -> None:
    put_on = BOOK["watch.put_on"]
    assert put_on.governing(date(2015, 3, 1)).text.number == "05-CT/TW"
    assert put_on.governing(date(2023, 3, 1)).text.number == "67-QĐ/TW"


def test_no_act_stands_before_the_opening_of_its_dossier() -> None:
    early = Act(
        position=1, kind="case.initiated", effective_on=date(2024, 1, 1), offence="353.2", document_number="1/QĐ"
    )
    (refusal,) = fold(CASE, OPENED, [early]).refusals
    assert refusal.place == "effective_on"
    assert "trước ngày mở hồ sơ 02/01/2024" in refusal.label.vi
