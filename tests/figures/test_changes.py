"""What the register said of a figure, entry by entry, is what it computes at each position."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.figures.conftest import HALF, Registers

from liemchinh.directory.places import COUNTRY
from liemchinh.figures import changes, compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.known import Known
from liemchinh.ledger import record
from liemchinh.ledger.models import Act, Head

CODES = [item.code for item in INDICATORS if not item.is_stated]


@pytest.mark.parametrize("code", CODES)
def test_between_changes_the_value_stands_and_at_each_it_moves(registers: Registers, code: str) -> None:
    for place in (registers.place, COUNTRY):
        found = changes.changes(code, place, HALF)
        by_position = {change.known.position: change.value for change in found}
        value = 0
        first = Act.objects.order_by("position")[0].position - 2
        for position in range(first, Head.objects.get().position + 1):
            value = by_position.get(position, value)
            assert compute.one(code, place, HALF, Known(position)).value == value, position


def test_a_correction_is_named_as_what_changed_the_value(registers: Registers) -> None:
    correction = registers.correction()
    last = changes.changes("crime.accused_initiated", registers.place, HALF)[-1]
    assert (last.known.position, last.act, last.difference, last.value) == (correction.position, correction, -1, 4)


def test_an_annulment_takes_the_line_away_again(registers: Registers) -> None:
    act = Act.objects.get(kind="assets.recovered")
    annulled = record.annul(act=act, reason="ghi nhầm sổ", officer=registers.recorder, now=registers.now)
    found = changes.changes("assets.recovered", registers.place, HALF)
    assert [(change.act, change.value) for change in found] == [(act, 2_540_000_000), (annulled, 0)]


def test_who_is_counted_once_changes_the_value_once(registers: Registers) -> None:
    found = changes.changes("discipline.individuals", registers.place, HALF)
    assert [change.value for change in found] == [1]


def test_changes_stop_at_the_clock(registers: Registers) -> None:
    before = Known(registers.correction().position - 1)
    assert changes.changes("crime.accused_initiated", registers.place, HALF, before)[-1].value == 5


def test_a_long_history_takes_few_statements(registers: Registers) -> None:
    with CaptureQueriesContext(connection) as queries:
        changes.changes("watch.items_open", registers.place, HALF)
    assert len(queries) <= 4
