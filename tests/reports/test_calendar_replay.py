"""Editions stay what they were when the working calendar changes under them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.reports.conftest import Province

from liemchinh.figures import compute
from liemchinh.ledger import derived
from liemchinh.ledger.calendar_changes import DayChange, change_days
from liemchinh.reports import replay
from liemchinh.reports.editions import paper_of
from liemchinh.reports.models import Edition

pytestmark = pytest.mark.django_db


def test_an_edition_replays_after_the_calendar_changed_and_differs_in_nothing(province: Province) -> None:
    edition = province.issue()
    before = paper_of(edition)
    first = date(2022, 6, 1)
    days = [DayChange(first + timedelta(days=n), is_worked=n % 3 == 0, name="Đổi lịch") for n in range(390)]
    done = change_days(days=days, officer=province.officer, now=province.now)
    assert done.deadlines > 0
    assert compute.head()[0] == done.position > edition.position
    again = Edition.objects.get(pk=edition.pk)
    assert paper_of(again) == before
    assert replay.replay(again) == []
    assert replay.differences(again) == []
    assert derived.verify() == []
