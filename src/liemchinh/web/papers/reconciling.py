"""What papers say beside what the register computes: counts over all documents, and one document figure by figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liemchinh.directory.roles import Right
from liemchinh.figures import claims
from liemchinh.figures import reconcile as reconciliation
from liemchinh.figures.compute import Figure
from liemchinh.figures.models import Claim, Verdict
from liemchinh.figures.reconcile import Cause, Compared, Outcome
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.ledger.models import Act, Document
from liemchinh.web.papers import readings
from liemchinh.web.papers.documents import PAGE, pages_of
from liemchinh.web.papers.readings import Reading
from liemchinh.web.showing import traces, values
from liemchinh.web.showing.shapes import Claimed
from liemchinh.web.showing.shown import EN_DASH, said, show_entry
from liemchinh.web.showing.slices import Reach, evidence_url
from liemchinh.web.visit import Visit, VisitRequest, page

CAUSES: Final = 5
"""Acts that are named where report and register differ; more are counted."""

OUTSIDE: Final = Label("ngoài phần việc", "outside your work")
REFUSED: Final = Label("đã bác", "refused")


@dataclass(frozen=True, slots=True)
class Result:
    """How one reading compares, as far as its reader may know."""

    reading: Reading
    compared: Compared
    outside: bool = False

    @property
    def kind(self) -> str:
        """agrees, differs, unsure, absent, outside or refused."""
        if self.reading.verdict == Verdict.REFUSED:
            return "refused"
        return "outside" if self.outside else self.compared.outcome.value

    @property
    def word(self) -> str:
        """“khớp”, “lệch +1 bị can”."""
        if self.kind == "refused":
            return str(said(REFUSED))
        if self.outside:
            return str(said(OUTSIDE))
        word = str(said(self.compared.outcome.label))
        figure = self.compared.figure
        if self.compared.outcome is not Outcome.DIFFERS or figure is None:
            return word
        return f"{word} {values.difference(figure.indicator.unit, self.compared.difference)}"


@dataclass(slots=True)
class Tally:
    """How many readings of a document, or of all, compare how."""

    counts: Counter[str] = field(default_factory=Counter)
    judged: int = 0

    @property
    def read(self) -> int:
        """All readings."""
        return self.counts.total()

    def __getattr__(self, name: str) -> int:
        return self.counts[name]


MARKS: Final[Mapping[str, str]] = {
    "agrees": "agrees",
    "differs": "differs-claim",
    "unsure": "unsure",
    "absent": "unknown",
    "outside": "unknown",
    "refused": "rejected",
}


def results_of(visit: Visit, found: Sequence[Reading], *, explain: bool) -> list[Result]:
    """Set the readings beside the register as the clock of entry lets it be known."""
    reach = Reach.of(visit.scope)
    compared = reconciliation.reconcile([one.claim for one in found], known=visit.clocks.known, explain=explain)
    return [
        Result(one, each, outside=each.place is not None and not reach.holds(each.place))
        for one, each in zip(found, compared, strict=True)
    ]


def tally(found: Iterable[Result]) -> Tally:
    """Count by outcome."""
    made = Tally()
    for one in found:
        made.counts[one.kind] += 1
        made.judged += bool(one.reading.verdict)
    return made


def reconcile_list(request: VisitRequest) -> HttpResponse:
    """The documents within reach with their counts, and what they come to together."""
    visit = request.visit
    visit.scope.require(Right.READ_FIGURES)
    found = readings.visible(visit).order_by("-recorded_at", "-id")
    total = found.count()
    offset, pages = pages_of(request, total)
    documents = list(found[offset : offset + PAGE])
    by_document: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims.current().filter(document__in=documents):
        by_document[claim.document_id].append(claim)
    verdicts = readings.verdicts_on([claim.pk for group in by_document.values() for claim in group])
    read = {document.pk: readings.readings_of(by_document[document.pk], verdicts) for document in documents}
    results = results_of(visit, [one for group in read.values() for one in group], explain=False)
    grouped: dict[int, list[Result]] = defaultdict(list)
    for one in results:
        grouped[one.reading.claim.document_id].append(one)
    context = {
        "rows": [(document, tally(grouped[document.pk])) for document in documents],
        "whole": tally(results),
        "total": total,
        "pages": pages if total > PAGE else None,
        "printed": values.printed(visit),
        "across": True,
    }
    return page(request, "desk/reconcile_list.html", context, room="reconcile_list")


def reconcile(request: VisitRequest, pk: int) -> HttpResponse:
    """One document: its paragraphs left, what the register says of each figure right."""
    visit = request.visit
    visit.scope.require(Right.READ_FIGURES)
    document = readings.document_of(visit, pk)
    read = readings.current_of(document, until=visit.clocks.reached_at if visit.clocks.is_past else None)
    results = results_of(visit, read, explain=True)
    acts = _acts(results)
    own = reverse("reconcile", args=[pk])
    may_judge = visit.scope.may(Right.JUDGE_CLAIMS) and visit.clocks.can_record
    shown = [_claimed(one, document, acts, may_judge=may_judge) for one in results]
    context = {
        "document": document,
        "tally": tally(results),
        "paragraphs": readings.gathered(readings.paragraphs(readings.text_of(document), shown)),
        "next_url": own,
        "may_judge": may_judge,
        "waiting": sum(1 for one in results if not one.reading.verdict),
        "position": show_entry(visit.clocks.position),
        "crumbs": [(_("Đối chiếu"), reverse("reconcile_list")), (document.name, "")],
        "printed": values.printed(visit),
        "across": True,
    }
    return page(request, "desk/reconcile.html", context, room="reconcile_list")


def _claimed(one: Result, document: Document, acts: Mapping[int, traces.Trace], *, may_judge: bool) -> Claimed:
    figure = one.compared.figure if not one.outside else None
    url = ""
    if figure is not None:
        url = evidence_url(figure.indicator.code, figure.place, figure.period, known=figure.known)
    notes = [one.reading.basis, str(said(one.compared.why))]
    if one.outside:
        notes.append(_("Phạm vi rộng hơn phần việc được giao; sổ của đồng chí không cộng được số này."))
    if one.reading.reason:
        notes.append(_("Lý do bác: %(reason)s") % {"reason": one.reading.reason})
    return Claimed(
        one.reading.number,
        one.reading.label,
        one.reading.value,
        EN_DASH if figure is None else values.in_words(figure.indicator.unit, figure.value),
        MARKS[one.kind],
        one.word,
        note=" · ".join(note for note in notes if note),
        register_url=url,
        judged=one.reading.judged,
        judge_url=readings.judge_url(one.reading) if may_judge else "",
        opened=_explained(one, document, acts) if one.kind == "differs" else "",
        start=one.reading.claim.start,
        end=one.reading.claim.end,
    )


def _explained(one: Result, document: Document, acts: Mapping[int, traces.Trace]) -> SafeString | str:
    """What the register said on the day of the paper, and what came in since."""
    then, figure = one.compared.then, one.compared.figure
    if then is None or figure is None:
        return ""
    day = reconciliation.paper_day(one.reading.claim)
    opening = (
        _("Báo cáo đúng với sổ lúc ban hành.") if one.compared.was_right else _("Báo cáo khác sổ cả lúc ban hành.")
    )
    unit = figure.indicator.unit
    before = format_html(
        '<a class="figure" href="{}">{}</a>',
        evidence_url(figure.indicator.code, figure.place, figure.period, known=then.known),
        values.in_words(unit, then.value),
    )
    pieces = [
        format_html("<b>{}</b> ", opening),
        format_html(_("Theo sổ đến hết ngày {}: {}."), show_date(day), before),
    ]
    causes = _causes(one.compared.causes, acts)
    if causes:
        pieces.append(format_html(" {} ", _("Từ đó:")))
        pieces.append(mark_safe("; ".join(_cause(trace, share, figure) for trace, share in causes[:CAUSES])))  # noqa: S308
        if len(causes) > CAUSES:
            rest = len(causes) - CAUSES
            words = ngettext("và %(n)s mục nữa", "và %(n)s mục nữa", rest) % {"n": rest}
            url = evidence_url(figure.indicator.code, figure.place, figure.period)
            pieces.append(format_html('; <a href="{}&amp;lich-su=1#da-biet">{}</a>', url, words))
        pieces.append(SafeString("."))
    else:
        pieces.append(format_html(" {}", _("Từ đó sổ không đổi số này: xem lại cách đọc, hoặc sổ còn thiếu.")))
    return SafeString("".join(pieces))


def _cause(trace: traces.Trace, share: Decimal, figure: Figure) -> SafeString:
    """“mục 31.877, vào sổ 05/07/2025, đính chính mục 31.204 trong VA-2025-014: Khởi tố bị can: 3 người (−1)”."""
    entered = trace.entered_at
    replaced = ""
    if trace.act is not None and trace.act.replaces_id:
        replaced = _(" thay %(entry)s") % {"entry": show_entry(trace.act.replaces_id)}
    return format_html(
        '<a href="{}">{}</a>{} <a class="nowrap" href="{}">{}</a>: {} ({})',
        trace.url,
        show_entry(trace.act_id),
        (_(", vào sổ %(day)s,") % {"day": show_date(entered.date())} if entered else "")
        + conditional_escape(replaced)
        + _(" trong"),
        trace.dossier_url,
        trace.dossier.number if trace.dossier else "",
        trace.label,
        values.difference(figure.indicator.unit, share),
    )


def _acts(results: Sequence[Result]) -> dict[int, traces.Trace]:
    """Every act that made a difference, and those that replaced or annulled one, described: a handful of queries."""
    wanted = {cause.act_id for one in results if one.kind == "differs" for cause in one.compared.causes if cause.act_id}
    if not wanted:
        return {}
    found = {
        act.position: act
        for act in Act.objects.filter(position__in=wanted).select_related("dossier__committee", "related")
    }
    successors = Act.objects.filter(replaces_id__in=wanted).select_related("dossier__committee", "related")
    found |= {act.position: act for act in successors}
    made = {position: traces.of_act(act) for position, act in found.items()}
    traces.describe(list(made.values()))
    return made


def _causes(causes: Sequence[Cause], acts: Mapping[int, traces.Trace]) -> list[tuple[traces.Trace, Decimal]]:
    """The entries that changed the value: what a correction or an annulment took away counts under that entry."""
    heirs = {trace.act.replaces_id: position for position, trace in acts.items() if trace.act and trace.act.replaces_id}
    shares: dict[int, Decimal] = defaultdict(Decimal)
    for cause in causes:
        position = cause.act_id
        if cause.share < 0:
            position = heirs.get(position, position)
        shares[position] += cause.share
    return [(acts[position], share) for position, share in sorted(shares.items()) if share and position in acts]


urlpatterns = [
    path("doi-chieu/", reconcile_list, name="reconcile_list"),
    path("doi-chieu/<int:pk>/", reconcile, name="reconcile"),
]
