"""The catalogue of figures as a page for those who sign: every indicator, its value, what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from liemchinh.directory.roles import Right
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.claims import StatedFigure
from liemchinh.figures.indicator import Indicator, Subject
from liemchinh.kernel.calendar import show_date
from liemchinh.web.figures import breakdown, evidence
from liemchinh.web.figures.breakdown import STATED, context_of, paper_url, stated_by
from liemchinh.web.showing import slices, values
from liemchinh.web.showing.slices import Slice, evidence_url
from liemchinh.web.visit import VisitRequest, page

COMPUTED: Final = tuple(item.code for item in INDICATORS if not item.is_stated)
LEADING: Final = (
    "crime.cases_initiated",
    "crime.accused_initiated",
    "watch.items_open",
    "discipline.organisations",
    "discipline.individuals",
)
"""The figures with which the catalogue begins."""


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in the catalogue."""

    indicator: Indicator
    url: str
    kind: str
    since: str
    value: object
    value_url: str
    why: str
    earlier: object
    earlier_url: str
    moved: str
    document: str = ""


def figure_list(request: VisitRequest) -> HttpResponse:
    """Every indicator with its value for one place and period, the same period a year before, and what it means."""
    visit = request.visit
    visit.scope.require(Right.READ_FIGURES)
    asked = slices.asked(visit, request.GET)
    now = compute.compute(COMPUTED, [asked.place], asked.period, visit.clocks.known)
    before = compute.compute(COMPUTED, [asked.place], asked.earlier, visit.clocks.known)
    scope = slices.scope_code(asked.place)
    papers = (stated_by(visit, scope, asked.period), stated_by(visit, scope, asked.earlier))
    subjects = [
        (subject, [_row(item, asked, now, before, papers) for item in INDICATORS if item.subject is subject])
        for subject in Subject
    ]
    rows = {row.indicator.code: row for _subject, members in subjects for row in members}
    context = context_of(request, asked) | {
        "subjects": [(subject, members) for subject, members in subjects if members],
        "leading": {code.replace(".", "_"): rows[code] for code in LEADING},
        "computed": len(COMPUTED),
        "stated": len(STATED),
        "known_of_stated": len(papers[0]),
        "across": True,
    }
    return page(request, "desk/figure_list.html", context, room="figure_list", status=422 if asked.refusals else 200)


def _row(
    item: Indicator,
    asked: Slice,
    now: Mapping[tuple[str, str], compute.Figure],
    before: Mapping[tuple[str, str], compute.Figure],
    papers: tuple[Mapping[str, StatedFigure], Mapping[str, StatedFigure]],
) -> Row:
    kind, since = values.kind_of(item), show_date(item.since) if item.since else ""
    url = reverse("figure", args=[item.code]) + asked.query()
    if item.is_stated:
        said_now, said_before = papers[0].get(item.code), papers[1].get(item.code)
        return Row(
            item, url, kind, since,
            values.written(item.unit, said_now.value) if said_now else None,
            paper_url(said_now), _("sổ chưa có"),
            values.written(item.unit, said_before.value) if said_before else None,
            paper_url(said_before),
            values.difference(item.unit, said_now.value - said_before.value) if said_now and said_before else "",
            said_now.claim.document.name if said_now else "",
        )  # fmt: skip
    figure, earlier = now[item.code, asked.place.code], before[item.code, asked.place.code]
    known = [bool(item.since is None or item.since <= period.last) for period in (asked.period, asked.earlier)]
    return Row(
        item, url, kind, since,
        values.written(item.unit, figure.value) if known[0] else None,
        evidence_url(item.code, asked.place, asked.period), _("chưa có chỉ tiêu này"),
        values.written(item.unit, earlier.value) if known[1] else None,
        evidence_url(item.code, asked.place, asked.earlier),
        values.difference(item.unit, figure.value - earlier.value) if all(known) else "",
    )  # fmt: skip


urlpatterns = [
    path("so-lieu/", figure_list, name="figure_list"),
    path("so-lieu/<str:code>/", breakdown.figure, name="figure"),
    path("so-lieu/<str:code>/<str:place>/bang-chung/", evidence.figure_evidence, name="figure_evidence"),
]
