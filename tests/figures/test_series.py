"""Values side by side in time are the figures of each period."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.figures.conftest import HALF, Registers

from liemchinh.directory.places import COUNTRY, place_of
from liemchinh.figures import compute, series
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.known import NOW, Known

CODES = [item.code for item in INDICATORS if not item.is_stated]


@pytest.mark.parametrize("is_earlier", [False, True], ids=["now", "before the correction"])
def test_every_value_of_a_series_is_the_figure_of_its_period(registers: Registers, is_earlier: bool) -> None:
    known = Known(registers.correction().position - 1) if is_earlier else NOW
    places = [COUNTRY, registers.place, place_of("19", on=HALF.last)]
    quarters = series.quarters(date(2023, 5, 25), count=5)
    found = series.series(CODES, places, quarters, known)
    assert any(any(values) for values in found.values())
    for at, quarter in enumerate(quarters):
        for key, figure in compute.compute(CODES, places, quarter, known).items():
            assert found[key][at] == figure.value, (key, quarter)


def test_a_series_of_everything_takes_three_statements(registers: Registers) -> None:
    with CaptureQueriesContext(connection) as queries:
        series.series(CODES, [COUNTRY, registers.place], series.quarters(HALF.last))
    assert len(queries) == 3


def test_quarters_follow_each_other_and_the_last_ends_on_the_day() -> None:
    quarters = series.quarters(date(2026, 11, 24))
    assert len(quarters) == 12
    assert quarters[0].first == date(2024, 1, 1)
    assert (quarters[-1].first, quarters[-1].last) == (date(2026, 10, 1), date(2026, 11, 24))
    assert all((after.first - before.last).days == 1 for before, after in pairwise(quarters))
