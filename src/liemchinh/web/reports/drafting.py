"""Reports: the editions issued, the draft with its live figures and checks, and the issuing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import UnreadableDateError, parse_date, show_date
from liemchinh.kernel.known import Known
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.reports import word
from liemchinh.reports.checks import Finding, State, findings
from liemchinh.reports.editions import Draft, RefusedIssueError, draft, issue, next_number
from liemchinh.reports.layout import Layout
from liemchinh.reports.layouts import LAYOUTS, SIX_MONTH
from liemchinh.reports.models import Edition
from liemchinh.reports.paper import signature_lines
from liemchinh.web.reports import editions as edition_pages
from liemchinh.web.reports.prose import Opens, annex_of, blocks_of, heading, tree_of
from liemchinh.web.showing import slices, values
from liemchinh.web.showing.shapes import Check, Choice, Fact, Field, Link, Refused
from liemchinh.web.showing.shown import show_entry, show_moment
from liemchinh.web.showing.slices import Slice, evidence_url
from liemchinh.web.visit import Visit, VisitRequest, page

PREFERRED: Final = "nua-nam-truoc"
"""The period offered first: the half year that is over."""
ISSUED_KEY: Final = "issued_edition"
"""Where the session keeps the edition just issued, told once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report an address asks for. `position` None: as the head's clock knows."""

    layout: Layout
    asked: Slice
    position: int | None

    @property
    def known(self) -> Known | None:
        """The position of the address."""
        return None if self.position is None else Known(self.position)

    def query(self, position: int | None) -> str:
        """This report as the tail of an address."""
        pinned = {"muc": str(position)} if position is not None else {}
        return self.asked.query(mau=self.layout.code, **pinned)


def _wanted(visit: Visit, query: QueryDict) -> Wanted:
    """Read `mau`, `muc` and the slice. Raises OutOfReachError for what does not exist."""
    layout = LAYOUTS.get(query.get("mau", SIX_MONTH.code))
    if layout is None:
        raise slices.OutOfReachError
    if not any(query.get(name) for name in ("ky", "tu", "den")):
        query = query.copy()
        query["ky"] = PREFERRED
    pinned = query.get("muc", "")
    readable = pinned.isascii() and pinned.isdigit() and len(pinned) < 19
    limit = visit.clocks.known if visit.clocks.is_past else Known(visit.clocks.position)
    position = min(int(pinned), limit.position) if readable else limit.position if visit.clocks.is_past else None
    return Wanted(layout, slices.asked(visit, query), position)


def _committee(visit: Visit) -> Committee:
    if visit.committee is None:
        raise OutOfScopeError
    return visit.committee


def _draft(visit: Visit, wanted: Wanted) -> Draft:
    known = wanted.known or visit.clocks.known
    return draft(wanted.layout, _committee(visit), wanted.asked.place, wanted.asked.period, known, scope=visit.scope)


# The list ------------------------------------------------------------------------------------------------------------


def report_list(request: VisitRequest) -> HttpResponse:
    """The editions within reach, newest first, and the form that opens a draft."""
    visit = request.visit
    visit.scope.require(Right.READ_REPORTS)
    editions = list(Edition.objects.select_related("committee", "officer").order_by("-issued_on", "-id"))
    may_draft = visit.scope.may(Right.DRAFT_REPORTS) and visit.committee is not None
    context: dict[str, Any] = {
        "editions": [(one, edition_pages.period_words(one)) for one in editions],
        "may_draft": may_draft,
        "draft_url": reverse("report_draft"),
        "printed": values.printed(visit),
    }
    if may_draft:
        wanted = _wanted(visit, request.GET)
        context["fields"] = _choosing(wanted)
        context["own_dates"] = slices.OWN_DATES
        context["asked"] = wanted.asked
    return page(request, "desk/report_list.html", context, room="report_list")


def _choosing(wanted: Wanted) -> dict[str, Field]:
    asked = wanted.asked
    layouts = [Choice(one.code, one.label, chosen=one is wanted.layout) for one in LAYOUTS]
    return {
        "layout": Field("mau", _("Mẫu báo cáo"), "select", choices=layouts),
        "period": Field("ky", _("Kỳ"), "select", choices=asked.preset_choices),
        "place": Field("noi", _("Phạm vi"), "select", choices=asked.place_choices),
        "from": Field("tu", _("Từ ngày"), "day", asked.typed["tu"], refusal=asked.refusals.get("tu", "")),
        "to": Field("den", _("Đến ngày"), "day", asked.typed["den"], refusal=asked.refusals.get("den", "")),
    }


# The draft -----------------------------------------------------------------------------------------------------------


def report_draft(request: VisitRequest) -> HttpResponse:
    """The report as it would be issued: its sections, its live figures, what is checked. Nothing is stored."""
    visit = request.visit
    visit.scope.require(Right.DRAFT_REPORTS)
    wanted = _wanted(visit, request.GET)
    if wanted.asked.refusals:
        context = {
            "fields": _choosing(wanted),
            "own_dates": slices.OWN_DATES,
            "asked": wanted.asked,
            "editions": [],
            "may_draft": True,
            "draft_url": reverse("report_draft"),
            "refused": [Refused(text, f"f-{name}") for name, text in wanted.asked.refusals.items()],
        }
        return page(request, "desk/report_list.html", context, room="report_list", status=422)
    prepared = _draft(visit, wanted)
    paper = prepared.paper
    pinned = wanted.query(paper.position)
    checked = findings(prepared)
    context = _draft_context(visit, wanted, prepared, checked) | {
        "paper": paper,
        "subject": heading(paper.subject),
        "blocks": blocks_of(paper, _opener(prepared)),
        "annex": annex_of(paper, _opener(prepared)),
        "tree": tree_of(paper),
        "checks": [_check(finding) for finding in checked],
        "blocking": sum(1 for finding in checked if finding.state is State.BLOCKS),
        "may_issue": visit.scope.may(Right.ISSUE_REPORTS),
        "issue_url": reverse("report_issue") + pinned,
        "sheet_url": reverse("report_sheet") + pinned,
        "word_url": reverse("report_word") + pinned,
        "choose_url": reverse("report_list") + wanted.query(None),
        "crumbs": [(_("Báo cáo"), reverse("report_list")), (values.period_words(paper.period), "")],
        "printed": values.printed(visit),
    }
    return page(request, "desk/report_draft.html", context, room="report_list")


def _opener(prepared: Draft) -> Opens:
    paper, place = prepared.paper, prepared.reach.place

    def opens(number: int) -> str:
        found = paper.at(number)
        return evidence_url(found.indicator, place, found.period, known=Known(paper.position))

    return opens


def _draft_context(visit: Visit, wanted: Wanted, prepared: Draft, checked: list[Finding]) -> dict[str, Any]:
    paper = prepared.paper
    blocking = sum(1 for finding in checked if finding.state is State.BLOCKS)
    known = show_moment(paper.known_at) if paper.known_at else _("sổ chưa có mục nào")
    facts = [
        Fact(_("Bản"), _("bản soạn, chưa lưu vào sổ")),
        Fact(_("Số liệu"), _("hiệu lực đến %(day)s") % {"day": show_date(paper.period.last)}),
        Fact(_("Theo sổ"), f"{known}, {show_entry(paper.position)}"),
        Fact(_("Người soạn"), visit.shown_name),
        Fact(
            _("Ban hành"),
            ngettext("chưa được: %(count)s chỗ chặn", "chưa được: %(count)s chỗ chặn", blocking) % {"count": blocking}
            if blocking
            else _("được"),
        ),
    ]
    newer = visit.clocks.position - paper.position if not visit.clocks.is_past else 0
    return {
        "facts": facts,
        "newer": newer,
        "newest_url": reverse("report_draft") + wanted.query(None),
    }


def _check(finding: Finding) -> Check:
    links = []
    if finding.figure is not None:
        figure = finding.figure
        url = reverse("edition_figure", args=[figure.edition_id, figure.place])
        links.append(Link(_("Mở số đã ban hành"), url))
    return Check(finding.title, finding.state.value, finding.text or "", links)


def report_sheet(request: VisitRequest) -> HttpResponse:
    """The draft as it would stand on paper."""
    visit = request.visit
    visit.scope.require(Right.DRAFT_REPORTS)
    wanted = _wanted(visit, request.GET)
    prepared = _draft(visit, wanted)
    pinned = wanted.query(prepared.paper.position)
    context = edition_pages.sheet_context(prepared.paper, _opener(prepared)) | {
        "back_url": reverse("report_draft") + pinned,
        "back_words": _("Về bản soạn"),
        "word_url": reverse("report_word") + pinned,
    }
    return page(request, "desk/report_sheet.html", context, room="report_list")


def report_word(request: VisitRequest) -> HttpResponse:
    """The draft as a Word file, marked as a draft."""
    visit = request.visit
    visit.scope.require(Right.DRAFT_REPORTS)
    prepared = _draft(visit, _wanted(visit, request.GET))
    content = word.render(prepared.paper, base_url=edition_pages.base_url(request), made_at=visit.now)
    return edition_pages.download(content, word.file_name(prepared.paper))


# Issuing -------------------------------------------------------------------------------------------------------------


def report_issue(request: VisitRequest) -> HttpResponse:
    """Number, day and signature; the second press freezes the edition."""
    visit = request.visit
    visit.scope.require(Right.ISSUE_REPORTS)
    wanted = _wanted(visit, request.GET)
    if wanted.asked.refusals:
        return HttpResponseRedirect(reverse("report_list") + wanted.query(None))
    prepared = _draft(visit, wanted)
    typed = _typed(request, prepared, visit)
    refusals: list[tuple[str, Label]] = []
    if request.method == "POST":
        day, refusals = _day(typed["issued_on"], visit.today)
        if not visit.clocks.can_record:
            refusals.append(("", _PAST))
        try:
            if not refusals:
                edition = issue(
                    prepared,
                    number=typed["number"],
                    issued_on=day,
                    signer=typed["signer"],
                    signer_post=typed["signer_post"],
                    officer=visit.officer,
                    scope=visit.scope,
                    now=visit.now,
                )
                request.session[ISSUED_KEY] = edition.pk
                return HttpResponseRedirect(reverse("edition", args=[edition.pk]))
        except RefusedIssueError as refused:
            refusals = refused.reasons
    return _issue_page(request, wanted, prepared, typed, refusals)


_PAST: Final = Label(
    "Đang đọc sổ ở mốc cũ nên không ban hành được. Về hiện tại rồi ban hành.",
    "An earlier state of the register is being read. Return to now, then issue.",
)


def _typed(request: VisitRequest, prepared: Draft, visit: Visit) -> dict[str, str]:
    if request.method == "POST":
        return {name: request.POST.get(name, "").strip() for name in ("number", "issued_on", "signer", "signer_post")}
    last = (
        Edition.objects.filter(committee=prepared.committee)
        .order_by("-issued_on", "-id")
        .values("signer", "signer_post")
    ).first() or {"signer": "", "signer_post": ""}
    return {
        "number": next_number(prepared.committee, prepared.paper.series),
        "issued_on": show_date(visit.today),
        "signer": last["signer"],
        "signer_post": last["signer_post"],
    }


def _day(text: str, today: date) -> tuple[date | None, list[tuple[str, Label]]]:
    if not text:
        return None, []
    try:
        return parse_date(text, today=today), []
    except UnreadableDateError as fault:
        return None, [("issued_on", fault.label)]


def _issue_page(
    request: VisitRequest, wanted: Wanted, prepared: Draft, typed: dict[str, str], refusals: list[tuple[str, Label]]
) -> HttpResponse:
    paper = prepared.paper
    at = {name: label for name, label in refusals if name}
    pinned = wanted.query(paper.position)
    known = show_moment(paper.known_at) if paper.known_at else _("sổ chưa có mục nào")
    hint = _("Số kế tiếp của Ban Chỉ đạo trong loại này; sửa được nếu đã lấy số ngoài sổ.")
    post_hint = _("Trưởng ban ký T/M; cấp phó ký K/T Trưởng ban.")
    fields = [
        Field("number", _("Số, ký hiệu"), value=typed["number"], width="short", required=True, hint=hint),
        Field("issued_on", _("Ngày ban hành"), "day", typed["issued_on"], required=True),
        Field("signer", _("Người ký"), value=typed["signer"], required=True),
        Field("signer_post", _("Chức vụ người ký"), value=typed["signer_post"], required=True, hint=post_hint),
    ]
    context = {
        "paper": paper,
        "subject": heading(paper.subject),
        "fields": [_refused(field, at) for field in fields],
        "refused": [Refused(label, f"f-{name}" if name else "") for name, label in refusals],
        "facts": [
            Fact(_("Kỳ"), values.period_words(paper.period)),
            Fact(_("Phạm vi"), wanted.asked.place.label),
            Fact(_("Theo sổ"), f"{known}, {show_entry(paper.position)}"),
            Fact(_("Con số"), show_number(len(paper.numbers))),
        ],
        "signature": signature_lines(typed["signer_post"]) if typed["signer_post"] else (),
        "action": reverse("report_issue") + pinned,
        "back_url": reverse("report_draft") + pinned,
        "crumbs": [
            (_("Báo cáo"), reverse("report_list")),
            (values.period_words(paper.period), reverse("report_draft") + pinned),
            (_("Ban hành"), ""),
        ],
    }
    return page(request, "desk/report_issue.html", context, room="report_list", status=422 if refusals else 200)


def _refused(field: Field, at: Mapping[str, Label]) -> Field:
    if field.name not in at:
        return field
    return Field(
        field.name, field.label, field.kind, field.value,
        hint=field.hint, width=field.width, required=field.required, refusal=at[field.name],
    )  # fmt: skip


urlpatterns = [
    path("bao-cao/", report_list, name="report_list"),
    path("bao-cao/soan/", report_draft, name="report_draft"),
    path("bao-cao/soan/trang-in/", report_sheet, name="report_sheet"),
    path("bao-cao/soan/word/", report_word, name="report_word"),
    path("bao-cao/ban-hanh/", report_issue, name="report_issue"),
    path("an-ban/<int:edition_id>/", edition_pages.edition, name="edition"),
    path("an-ban/<int:edition_id>/trang-in/", edition_pages.edition_sheet, name="edition_sheet"),
    path("an-ban/<int:edition_id>/word/", edition_pages.edition_word, name="edition_word"),
    path("an-ban/<int:edition_id>/so/<int:place>/", edition_pages.edition_figure, name="edition_figure"),
]
