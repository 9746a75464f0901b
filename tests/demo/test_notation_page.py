"""The page about the notation says what the notation does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from liemchinh.directory import access, places
from liemchinh.directory.models import Officer
from liemchinh.figures import compute
from liemchinh.kernel.calendar import Period
from liemchinh.law.acts import DossierKind, Rung, WatchLevel
from liemchinh.ledger import batch, models, notation

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "notation.md").read_text(encoding="utf-8")
TODAY = date(2026, 12, 31)


def block(name: str) -> str:
    found = re.search(rf"^```{name}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.mark.django_db
def test_the_example_is_recorded_and_its_figures_come_out() -> None:
    text = notation.parse(block("acts"), today=TODAY)
    with access.entered(access.HOUSE):
        officer = Officer.objects.create(username="so-tay", name="Bà T.T.H.", password="!")
        count = batch.record_text(text, officer=officer, now=timezone.now())
        assert count == models.Act.objects.count() == len(text.acts)
        for promise in text.assertions:
            place = places.place_of(promise.place, on=promise.last)
            period = Period(promise.first, promise.last)
            assert compute.one(promise.indicator, place, period).value == promise.value


def test_the_faulty_example_gives_the_faults_shown() -> None:
    with pytest.raises(notation.FaultyTextError) as refused:
        notation.parse(block("acts-sai"), today=TODAY)
    assert str(refused.value) == block("text").strip()


def test_the_page_names_every_field_and_no_other() -> None:
    with pytest.raises(notation.FaultyTextError) as refused:
        notation.parse("sổ a\nhồ sơ VA-1 01/01/2026 T\n01/01/2026 case.initiated; gì đó", today=TODAY)
    fields = re.search(r"các trường: (.*)", str(refused.value))
    assert fields
    table = PAGE.split("## Các trường")[1].split("## ")[0]
    assert set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)) == set(fields[1].split(", "))


def test_the_page_names_every_kind_of_dossier_level_and_rung() -> None:
    for word in [kind.prefix for kind in DossierKind] + [str(one) for one in (*WatchLevel, *Rung)]:
        assert re.search(rf"\b{word}\b", PAGE), word
