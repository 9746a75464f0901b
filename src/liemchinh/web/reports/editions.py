"""Issued editions: the frozen text, what changed since, the replay, and the evidence of each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.roles import Right
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.changes import Change
from liemchinh.figures.indicator import Unit
from liemchinh.kernel.calendar import Period, show_date
from liemchinh.kernel.money import show_number
from liemchinh.reports import replay, word
from liemchinh.reports.editions import paper_of
from liemchinh.reports.models import Edition
from liemchinh.reports.paper import Number, Paper, signature_lines
from liemchinh.reports.replay import Difference
from liemchinh.web.reports.prose import Opens, annex_of, blocks_of, heading, tree_of
from liemchinh.web.showing import traces, values
from liemchinh.web.showing.shapes import Fact, Link
from liemchinh.web.showing.shown import EN_DASH, said, show_entry, show_moment
from liemchinh.web.showing.traces import Trace
from liemchinh.web.visit import VisitRequest, page

SHOWN: Final = 60
"""Lines of evidence that are shown before “tất cả”."""


@dataclass(frozen=True, slots=True)
class Cause:
    """An entry since the issue that changed a number."""

    change: Change
    trace: Trace | None
    shown: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that would be another now."""

    number: Number
    url: str
    issued: object
    now: object
    causes: Sequence[Cause]


def period_words(edition: Edition) -> str:
    """The period of an edition in the language of the page."""
    return values.period_words(Period(edition.first_on, edition.last_on))


def base_url(request: VisitRequest) -> str:
    """How this installation is reached, for the links inside files."""
    return f"{request.scheme}://{request.get_host()}"


def download(content: bytes, name: str) -> HttpResponse:
    """A file to keep."""
    answer = HttpResponse(content, content_type=word.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _found(request: VisitRequest, edition_id: int) -> Edition:
    """An edition within reach. Raises OutOfScopeError for any other, and for one that does not exist."""
    visit = request.visit
    visit.scope.require(Right.READ_REPORTS)
    edition = Edition.objects.select_related("committee", "officer").filter(pk=edition_id).first()
    if edition is None or not visit.scope.reaches(edition.committee_id):
        raise OutOfScopeError
    return edition


def _opener(edition: Edition) -> Opens:
    return lambda place: reverse("edition_figure", args=[edition.pk, place])


def edition(request: VisitRequest, edition_id: int) -> HttpResponse:
    """The frozen text with its clocks; the numbers that would be others now, with the acts; the replay."""
    found = _found(request, edition_id)
    paper = paper_of(found)
    moved = _moved(found, replay.differences(found))
    context = {
        "edition": found,
        "paper": paper,
        "subject": heading(paper.subject),
        "facts": _facts(found, paper),
        "blocks": blocks_of(paper, _opener(found)),
        "annex": annex_of(paper, _opener(found)),
        "tree": tree_of(paper),
        "moved": moved,
        "mismatches": [(one, paper.at(one.place)) for one in replay.replay(found)],
        "layout_changed": replay.layout_changed(found),
        "just_issued": request.session.pop("issued_edition", None) == found.pk,
        "done_links": [Link(_("Tải Word"), reverse("edition_word", args=[found.pk]))],
        "word_url": reverse("edition_word", args=[found.pk]),
        "sheet_url": reverse("edition_sheet", args=[found.pk]),
        "crumbs": [(_("Báo cáo"), reverse("report_list")), (found.number, "")],
        "printed": values.printed(request.visit),
    }
    return page(request, "desk/report_edition.html", context, room="report_list")


def _facts(found: Edition, paper: Paper) -> list[Fact]:
    known = show_moment(paper.known_at) if paper.known_at else _("sổ chưa có mục nào")
    return [
        Fact(_("Số, ký hiệu"), found.number),
        Fact(_("Ngày ban hành"), show_date(found.issued_on)),
        Fact(_("Người ký"), f"{found.signer}, {found.signer_post}"),
        Fact(_("Số liệu"), _("hiệu lực đến %(day)s") % {"day": show_date(found.last_on)}),
        Fact(_("Theo sổ"), f"{known}, {show_entry(found.position)}"),
        Fact(_("Đóng băng"), f"{show_moment(found.recorded_at)}, {found.officer.name}"),
    ]


def _moved(found: Edition, differences: Sequence[Difference]) -> list[Moved]:
    """One line for each indicator and stretch of days, however often it is printed."""
    once = {(one.number.indicator, one.number.period): one for one in reversed(differences)}
    acts = {
        change.act.position: traces.of_act(change.act) for one in once.values() for change in one.changes if change.act
    }
    traces.describe(list(acts.values()))
    return [
        Moved(
            one.number,
            reverse("edition_figure", args=[found.pk, one.number.place]),
            values.written(one.number.unit, one.number.value),
            values.written(one.number.unit, one.value),
            [
                Cause(
                    change,
                    acts.get(change.act.position) if change.act else None,
                    values.difference(one.number.unit, change.difference),
                )
                for change in one.changes
            ],
        )
        for one in reversed(once.values())
    ]


def sheet_context(paper: Paper, opens: Opens) -> dict[str, Any]:
    """A paper as it stands on A4."""
    clocks = [_("hiệu lực đến %(day)s") % {"day": show_date(paper.period.last)}]
    if paper.known_at:
        clocks.append(_("vào sổ đến %(moment)s") % {"moment": show_moment(paper.known_at)})
    clocks.append(show_entry(paper.position))
    first = word.DRAFT_WORD if paper.is_draft else _("Ấn bản %(number)s") % {"number": paper.edition_id}
    return {
        "paper": paper,
        "issuer": word.balanced(paper.text.issuer.upper()),
        "blocks": blocks_of(paper, opens),
        "annex": annex_of(paper, opens),
        "signed": signature_lines(paper.signer_post),
        "note": word.UNSIGNED if paper.text.is_demonstration else "",
        "foot": f"{first} · {' · '.join(clocks)} · "
        + _("%(count)s con số, mỗi con số mở được bằng chứng trong sổ") % {"count": show_number(len(paper.numbers))},
    }


def edition_sheet(request: VisitRequest, edition_id: int) -> HttpResponse:
    """The edition as it stands on paper."""
    found = _found(request, edition_id)
    context = sheet_context(paper_of(found), _opener(found)) | {
        "back_url": reverse("edition", args=[found.pk]),
        "back_words": _("Về ấn bản"),
        "word_url": reverse("edition_word", args=[found.pk]),
    }
    return page(request, "desk/report_sheet.html", context, room="report_list")


def edition_word(request: VisitRequest, edition_id: int) -> HttpResponse:
    """The edition as a Word file: the same bytes at every download from this address."""
    found = _found(request, edition_id)
    paper = paper_of(found)
    content = word.render(paper, base_url=base_url(request), made_at=found.recorded_at)
    return download(content, word.file_name(paper))


def edition_figure(request: VisitRequest, edition_id: int, place: int) -> HttpResponse:
    """One number: as issued, as it would be now, what it counts, and the lines that made it."""
    found = _found(request, edition_id)
    paper = paper_of(found)
    try:
        number = paper.at(place)
    except LookupError as fault:
        raise OutOfScopeError from fault
    pair = _pair(paper, number)
    lines = traces.merged([replay.evidence_of(found, number)])
    shown = lines if "tat-ca" in request.GET else lines[:SHOWN]
    traces.describe(shown)
    moved = [one for one in _moved(found, replay.differences(found)) if _same(one.number, number)]
    indicator = INDICATORS.get(number.indicator)
    context = {
        "edition": found,
        "number": number,
        "indicator": indicator,
        "label": number.label,
        "printed_number": number.printed,
        "title": f"{said(number.label)}: {_with_unit(number)}",
        "days": _days(number),
        "issued": values.written(number.unit, number.value),
        "moved": moved[0] if moved else None,
        "lines": shown,
        "total": len(lines),
        "more": len(lines) - len(shown),
        "is_money": number.unit == Unit.VND,
        "pair": pair,
        "pair_url": reverse("edition_figure", args=[found.pk, pair.place]) if pair else "",
        "facts": [
            Fact(_("Ấn bản"), f"{found.number}, {show_date(found.issued_on)}"),
            Fact(_("Kỳ, ngày"), _days(number)),
            Fact(_("Phạm vi"), found.place_name),
            Fact(_("Theo sổ"), show_entry(found.position)),
            Fact(_("Chỗ trong ấn bản"), _("số thứ %(place)s") % {"place": show_number(number.place)}),
        ],
        "crumbs": [
            (_("Báo cáo"), reverse("report_list")),
            (found.number, reverse("edition", args=[found.pk])),
            (number.label, ""),
        ],
        "printed": values.printed(request.visit),
        "across": True,
    }
    return page(request, "desk/report_figure.html", context, room="report_list")


def _days(number: Number) -> str:
    return str(said(number.days))


def _with_unit(number: Number) -> str:
    return EN_DASH if number.value is None else values.with_unit(number.unit, number.value)


def _same(one: Number, other: Number) -> bool:
    return (one.indicator, one.period) == (other.indicator, other.period)


def _pair(paper: Paper, number: Number) -> Number | None:
    """The number it is printed with as a pair (vụ/bị can)."""
    runs = list(paper.text.runs())
    for first, between, second in zip(runs, runs[1:], runs[2:], strict=False):
        if between.text == "/" and not between.place and number.place in {first.place, second.place}:
            return paper.at(second.place if first.place == number.place else first.place)
    return None
