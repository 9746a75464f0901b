"""The page that shows every part of the look, drawn by the real fragments from invented samples."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language

from liemchinh.kernel.label import Label
from liemchinh.web.drawing import charts
from liemchinh.web.showing.shapes import Fact
from liemchinh.web.specimens import papers as specimen_papers
from liemchinh.web.specimens import samples as specimens

_OFFICE = Label("Ban Nội chính Tỉnh ủy Lam Giang", "Internal Affairs Commission of Lam Giang")


def samples() -> dict[str, Any]:
    """Everything desk/parts.html is given."""
    bars = charts.waterfall(specimens.WATERFALL, key="fall")
    return {
        "today": specimens.TODAY,
        "past": specimens.PAST,
        "colours": specimens.COLOURS,
        "tracks": specimens.TRACKS,
        "deadlines": specimens.deadline_samples(),
        "opened": specimens.opened_deadline(),
        "years": specimens.YEARS,
        "identity": specimens.IDENTITY,
        "waterfall": list(zip(specimens.WATERFALL, bars, strict=True)),
        "fields": specimens.FIELDS,
        "columns": specimens.COLUMNS,
        "rows": specimens.ROWS,
        "groups": specimens.FILTERS,
        "pages": specimens.PAGES,
        "results": specimens.RESULTS,
        "people": specimen_papers.PEOPLE,
        "papers": specimen_papers.PAPERS,
        "rungs": charts.ladder_bars(specimen_papers.RUNGS),
        "facts": specimen_papers.FACTS,
        "pairs": [Fact(fact.label, fact.value) for fact in specimen_papers.FACTS[:3]],
        "refusals": specimen_papers.REFUSALS,
        "acts": specimen_papers.NOT_ALLOWED,
        "preview": specimen_papers.PREVIEW,
        "claims_text": specimen_papers.CLAIMS_TEXT,
        "claims": specimen_papers.claims(),
        "sections": specimen_papers.SECTIONS,
        "checks": specimen_papers.CHECKS,
        "paper": specimen_papers.SHEET,
        "strip": specimens.strip(),
        "trend": specimens.trend(),
        "sparkline": charts.sparkline((12, 14, 13, 17, 15, 14, 18, 19, 16, 21)),
        "bars": charts.bars(
            (charts.Bar("Thiệt hại", 38), charts.Bar("Tạm giữ, kê biên", 15), charts.Bar("Tự nguyện nộp", 6)),
            key="bars",
            title="Ba số tiền, tỷ đồng",
            description="Thiệt hại 38, tạm giữ 15, tự nguyện nộp 6.",
        ),
        "maps": specimens.tile_maps(),
        "working": specimens.WORKING,
    }


def parts_page(request: HttpRequest) -> HttpResponse:
    """Các bộ phận: open to everybody, holds nothing of the register."""
    context = {
        "demonstration": True,
        "office": _OFFICE,
        "clocks": specimens.CLOCKS,
        "language": get_language() or "vi",
        **samples(),
    }
    return render(request, "desk/parts.html", context)


urlpatterns = [path("bo-phan/", parts_page, name="parts")]
