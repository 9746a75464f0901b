from __future__ import annotations

import calendar
import json
import os
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from liemchinh.reader import Claim, read
from liemchinh.reader.score import score_file

SHARED = Path(os.environ.get("LIEMCHINH_SHARED") or Path(__file__).resolve().parents[3] / "shared")
GOLD = SHARED / "reading" / "seeds-gold.json"
PASSAGES = SHARED / "reading" / "dev.jsonl"

pytestmark = pytest.mark.seeds
with_seeds = pytest.mark.skipif(not GOLD.exists(), reason=f"the five reports are not at {SHARED}")
with_passages = pytest.mark.skipif(not PASSAGES.exists(), reason=f"the read passages are not at {SHARED}")


def whole_months(period: list[str]) -> tuple[date, date]:
    first, last = period
    if len(last) == 7:
        year, month = (int(part) for part in last.split("-"))
        last = f"{last}-{calendar.monthrange(year, month)[1]:02d}"
    return date.fromisoformat(first if len(first) == 10 else f"{first}-01"), date.fromisoformat(last)


def right_time(claim: Claim, stated: dict[str, Any]) -> bool:
    if stated.get("period"):
        return claim.period is not None and (claim.period.first, claim.period.last) == whole_months(stated["period"])
    return claim.as_of is not None and claim.as_of.isoformat() == stated.get("as_of")


@with_seeds
def test_the_five_reports_are_read_whole() -> None:
    missed: list[tuple[str, str, str]] = []
    besides: list[str] = []
    found = timely = 0
    for name, paper in json.loads(GOLD.read_text("utf-8")).items():
        claims = read((SHARED / "seeds" / name).read_text("utf-8"))
        for stated in paper["observations"]:
            key = stated["indicator"], Decimal(stated["value"]), stated["scope"]
            claim = next((one for one in claims if (one.indicator, one.value, one.scope) == key), None)
            if claim is None:
                missed.append((name, stated["indicator"], stated["value"]))
                continue
            claims.remove(claim)
            found += 1
            timely += right_time(claim, stated)
        besides += [f"{name}: {one.indicator} {one.value}" for one in claims]
    assert missed == []
    assert found == 33
    assert len(besides) <= 2, besides
    assert timely >= 28


@with_passages
def test_invented_passages_are_read_as_people_read_them() -> None:
    score = score_file(PASSAGES)
    assert score.passages == 90
    assert score.total.f1 >= 0.95
    assert score.scope_share >= 0.93
    assert score.time_share >= 0.93
    assert score.qualifier_share >= 0.97


@with_passages
def test_reading_keeps_pace() -> None:
    texts = [json.loads(line)["text"] for line in PASSAGES.read_text("utf-8").splitlines() if line]
    read(texts[0])
    begun = time.process_time()
    for text in texts:
        read(text)
    # 300 a second is the aim on an idle core; the floor leaves room for a slow machine.
    assert len(texts) / (time.process_time() - begun) > 100
