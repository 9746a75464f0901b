"""What a paper says beside the register: agreeing, differing with its cause, or saying why it cannot be compared."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from tests.figures.conftest import HALF, Registers

from liemchinh.figures import claims, compute
from liemchinh.figures.models import Claim
from liemchinh.figures.reconcile import Compared, Outcome, reconcile
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import Known
from liemchinh.reader import Claim as Read


def stated(
    registers: Registers,
    indicator: str,
    value: int,
    *,
    period: Period | None = HALF,
    as_of: date | None = None,
    scope: str = "14",
    qualifier: str = "exact",
    published: date = date(2023, 7, 3),
) -> Claim:
    read = Read(
        indicator, Decimal(value), "case", scope, "", period, as_of, qualifier, "x", 0, 1  # type: ignore[arg-type]
    )  # fmt: skip
    document = claims.receive(
        claims.Paper(
            name="Báo cáo", media_type="text/plain", content=repr(read).encode(), text="x", published_on=published,
        ),
        [read],
        committee=registers.son_la,
        officer=registers.recorder,
        now=timezone.make_aware(datetime(2023, 7, 3, 9)),  # noqa: DTZ001
    )  # fmt: skip
    return claims.current(document=document).get()


def compared(claim: Claim, known: Known | None = None) -> Compared:
    return reconcile([claim], known=known)[0] if known else reconcile([claim])[0]


def test_a_paper_that_says_what_the_register_computes_agrees(registers: Registers) -> None:
    found = compared(stated(registers, "crime.accused_initiated", 4))
    assert found.outcome is Outcome.AGREES
    assert found.figure is not None
    assert found.figure.value == 4


@pytest.mark.parametrize(
    ("qualifier", "value", "outcome"),
    [
        ("at_least", 4, Outcome.AGREES),
        ("more_than", 3, Outcome.AGREES),
        ("at_most", 4, Outcome.AGREES),
        ("at_most", 3, Outcome.DIFFERS),
        ("at_least", 5, Outcome.DIFFERS),
        ("about", 5, Outcome.DIFFERS),
    ],
)
def test_a_loose_number_agrees_as_loosely_as_it_is_stated(
    registers: Registers, qualifier: str, value: int, outcome: Outcome
) -> None:
    claim = stated(registers, "crime.accused_initiated", value, qualifier=qualifier)
    assert compared(claim).outcome is outcome


def test_a_paper_right_on_its_day_differs_by_the_act_that_came_since(registers: Registers) -> None:
    found = compared(stated(registers, "crime.accused_initiated", 5))
    assert (found.outcome, found.difference, found.was_right) == (Outcome.DIFFERS, 1, True)
    assert found.then is not None
    assert found.then.value == 5
    correction = registers.correction()
    assert {(cause.act_id, cause.share) for cause in found.causes} == {
        (correction.replaces_id, -2),
        (correction.position, 1),
    }


def test_as_known_before_the_correction_the_paper_still_agrees(registers: Registers) -> None:
    claim = stated(registers, "crime.accused_initiated", 5)
    assert compared(claim, Known(registers.correction().position - 1)).outcome is Outcome.AGREES


def test_a_paper_wrong_on_its_day_is_not_excused(registers: Registers) -> None:
    found = compared(stated(registers, "crime.cases_initiated", 9))
    assert (found.outcome, found.was_right, found.causes) == (Outcome.DIFFERS, False, ())


def test_a_day_asks_for_the_state_not_for_the_flow(registers: Registers) -> None:
    found = compared(stated(registers, "watch.items", 3, period=None, as_of=HALF.last))
    assert found.outcome is Outcome.AGREES
    assert found.figure is not None
    assert found.figure.indicator.code == "watch.items_open"


@pytest.mark.parametrize(
    ("given", "outcome", "why"),
    [
        ({"indicator": "index.score"}, Outcome.ABSENT, "Sổ chưa ghi từng việc"),
        ({"indicator": "other"}, Outcome.ABSENT, "Chưa có chỉ tiêu"),
        ({"scope": "ORG:Sở G."}, Outcome.ABSENT, "riêng một cơ quan"),
        ({"period": None}, Outcome.UNSURE, "không nêu kỳ"),
        ({"scope": "03"}, Outcome.UNSURE, "03"),
    ],
)
def test_what_cannot_be_compared_says_why(
    registers: Registers, given: dict[str, object], outcome: Outcome, why: str
) -> None:
    found = compared(stated(registers, **({"indicator": "crime.cases_initiated", "value": 2} | given)))  # type: ignore[arg-type]
    assert found.outcome is outcome
    assert why in found.why.vi


def test_a_claim_and_a_computed_figure_cannot_be_added(registers: Registers) -> None:
    claim = stated(registers, "crime.cases_initiated", 2)
    with pytest.raises(TypeError):
        claim + compute.one("crime.cases_initiated", registers.place, HALF)  # type: ignore[operator]
