"""The watch list agrees, line by line, with the figure of its stock: two paths to one number."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from liemchinh.directory import access, places
from liemchinh.directory.access import HOUSE
from liemchinh.figures.shares import stock_on
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import watching
from liemchinh.ledger.queries import Reading

PROVINCIAL = {"TINH-BCĐ", "TINH-BTV"}
"""The figure counts what the province watches itself."""
DAYS = (date(2023, 6, 30), date(2025, 6, 30), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("code", "kind"), [("watch.cases_open", DossierKind.CASE), ("watch.matters_open", DossierKind.MATTER)]
)
def test_the_list_holds_as_many_lines_as_the_figure_counts(demo: str, code: str, kind: DossierKind) -> None:
    today = timezone.localdate()
    days = [*DAYS, today]
    with access.entered(HOUSE):
        committees = watching.committees_of(HOUSE, "son-la")
        place = places.place_of("14", on=today)
        found = [
            sum(
                line.kind is kind and bool(PROVINCIAL & set(line.stay.levels(day)))
                for line in watching.on_list(HOUSE, Reading(day, today), committees)
            )
            for day in days
        ]
        assert found == list(stock_on(code, place, days))
        assert found[-1] > 0
