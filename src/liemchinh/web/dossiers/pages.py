"""Lists of dossiers, the page of one, and opening a new one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.directory.places import Place
from liemchinh.directory.roles import Right
from liemchinh.figures import compute
from liemchinh.figures.catalogue import IDENTITIES
from liemchinh.figures.shares import stock_on
from liemchinh.kernel.calendar import Period, add_months, show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import DossierKind
from liemchinh.law.book import ANNULLED
from liemchinh.ledger import attachments, queries, warning_days
from liemchinh.ledger.queries import Reading
from liemchinh.web.acts.draft_pages import drafts_of
from liemchinh.web.dossiers import deadlines as dossier_deadlines
from liemchinh.web.dossiers import lists, opening, outlook
from liemchinh.web.dossiers import parts as dossier_parts
from liemchinh.web.dossiers.contributions import contributions
from liemchinh.web.dossiers.opening import why_not_record
from liemchinh.web.drawing.charts import Break, Series, ladder_bars, trend
from liemchinh.web.showing import shapes, shown
from liemchinh.web.showing.slices import Reach, evidence_url
from liemchinh.web.showing.values import printed
from liemchinh.web.visit import Visit, VisitRequest, page
from liemchinh.web.watching.story import story

WATCHED_KINDS: Final = (DossierKind.CASE, DossierKind.MATTER)
RECORDED_KEY: Final = "recorded_entry"
"""Where the session keeps the newest entry of this sign-in, shown once."""


def reading_of(visit: Visit) -> Reading:
    """The visit's two clocks, as the ledger takes them."""
    return Reading(visit.clocks.effective, visit.today, visit.clocks.known)


def papers_of(file: queries.File, visit: Visit) -> dossier_parts.Papers:
    """The papers of every act of a dossier by mục, as known to the reader."""
    until = visit.clocks.reached_at if visit.clocks.is_past else None
    return attachments.of_acts([item.row for item in file.recorded], until=until)


# Lists ---------------------------------------------------------------------------------------------------------------


def watch_list(request: VisitRequest) -> HttpResponse:
    """Cases and matters under watch, with the balance of the year above them."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    context = _list(request, WATCHED_KINDS, "watch_list", watched=True)
    return page(request, "desk/watch_list.html", context | _balance(visit), room="watch_list")


def dossier_list(request: VisitRequest) -> HttpResponse:
    """Every kind of dossier."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    context = _list(request, tuple(DossierKind), "dossier_list", watched=False)
    more = {"why_not": why_not_record(visit), "may_hand_over": visit.scope.may(Right.HAND_OVER)}
    return page(request, "desk/dossier_list.html", context | more, room="dossier_list")


def _list(request: VisitRequest, kinds: tuple[DossierKind, ...], name: str, *, watched: bool) -> dict[str, Any]:
    visit = request.visit
    wish = lists.asked(request.GET, kinds, watched=watched)
    address = reverse(name)
    found = lists.show(visit.scope, wish, reading_of(visit), address)
    return {
        "list": found,
        "across": True,
        "clear_url": address,
        "action": address,
        "saving": {"path": address, "query": request.GET.urlencode(), "name": (found.text or found.chosen)[:80]},
        "today": visit.clocks.effective,
        "printed": printed(visit),
        "secrecy": _("Lưu hành nội bộ. Chữ đậm: quá hạn."),
    }


def _balance(visit: Visit) -> dict[str, Any]:
    """Opening, in, turned, out and closing of the year so far, and the line of the last years."""
    day, known = visit.clocks.effective, visit.clocks.known
    place = Reach.of(visit.scope).default()
    period = Period(date(day.year, 1, 1), day)
    before = Period(period.day_before, period.day_before)
    listed = [identity for identity in IDENTITIES if identity.code in {"watch.cases", "watch.matters"}]
    found = compute.balances([place], period, known, identities=listed)
    balances = [found[identity.code, place.code] for identity in listed]
    moved = any(one.value for balance in balances for one in (balance.comes_in[-1], balance.goes_out[-1]))
    rows = []
    for identity, balance in zip(listed, balances, strict=True):
        entered, *carried, moved_in = balance.comes_in
        *turned, left, moved_out = balance.goes_out
        middle = carried[0] if carried else turned[0]
        levels = [
            _term(_("Chuyển cấp đến"), moved_in, "+", period),
            _term(_("Chuyển cấp đi"), moved_out, "−", period),
        ]
        rows.append(
            shapes.IdentityRow(
                identity.label,
                [
                    _term(_("Đầu kỳ %(day)s") % {"day": show_date(period.first)}, balance.opening, "", before),
                    _term(_("Đưa vào diện"), entered, "+", period),
                    _term(_("Vụ việc thành vụ án"), middle, "+" if carried else "−", period),
                    *(levels if moved else []),
                    _term(_("Đưa ra khỏi diện"), left, "−", period),
                    _term(_("Đang theo dõi %(day)s") % {"day": show_date(day)}, balance.closing, "=", period),
                ],
            )
        )
    return {"identity": rows, "trend": _trend(visit, place), "place": place.label, "period": period}


def _term(label: str, value: compute.Figure, operator: str, over: Period) -> shapes.Term:
    return shapes.Term(label, int(value.value), evidence_url(value.indicator.code, value.place, over), operator)


def _trend(visit: Visit, place: Place) -> SafeString:
    """Both stocks at the end of each of the last sixteen quarters and today."""
    day = visit.clocks.effective
    quarter = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    ends = [add_months(quarter, -3 * back) - timedelta(days=1) for back in range(14, -1, -1)] + [day]
    series = [
        Series(str(shown.said(label)), stock_on(code, place, ends, visit.clocks.known))
        for code, label in (
            ("watch.cases_open", Label("vụ án", "cases")),
            ("watch.matters_open", Label("vụ việc", "matters")),
        )
    ]
    merged = next((at for at, end in enumerate(ends) if end >= date(2025, 7, 1)), None)
    first = f"{_('Quý')} {(ends[0].month - 1) // 3 + 1}/{ends[0].year}"
    return trend(
        series,
        key="dien-theo-thoi-gian",
        title=_("Vụ án, vụ việc đang theo dõi qua các quý"),
        description="; ".join(
            f"{show_date(end)}: {series[0].values[at]}, {series[1].values[at]}" for at, end in enumerate(ends)
        ),
        first=first,
        last=show_date(day),
        steps=True,
        breaks=[Break(merged, _("34 tỉnh từ 01/07/2025"))] if merged else (),
    )


# One dossier ---------------------------------------------------------------------------------------------------------


def dossier(request: VisitRequest, committee: str, number: str) -> HttpResponse:
    """Everything of one dossier, as of the two clocks."""
    visit = request.visit
    opened = queries.dossier(visit.scope, committee, number, now=visit.now)
    reading = reading_of(visit)
    file = queries.file_of(visit.scope, opened, reading)
    why_not = why_not_record(visit)
    recorded = request.session.pop(RECORDED_KEY, None)
    fresh = recorded if recorded and file.at(recorded) else 0
    oldest = request.GET.get("thu-tu") == "cu-truoc"
    standing = "dang-co-gia-tri" in request.GET
    links = None if why_not else dossier_parts.act_links(committee, number)
    soon = partial(warning_days.thresholds().of, committee)
    papers = papers_of(file, visit)
    stages, columns = dossier_parts.track(file, reading)
    figures, period = contributions(visit.scope, file, reading)
    kind = DossierKind(opened.kind)
    in_watch = kind in WATCHED_KINDS
    room = "watch_list" if in_watch else "dossier_list"
    context = {
        "dossier": opened,
        "kind": kind.label,
        "crumbs": [
            (_("Diện theo dõi") if in_watch else _("Hồ sơ"), reverse(room)),
            (kind.label, f"{reverse(room)}?loc=1&loai={kind.value}"),
            (opened.number, ""),
        ],
        "kind_leads": in_watch,
        "facts": dossier_parts.facts(file, reading),
        "stages": stages,
        "stage_columns": columns,
        "deadline": dossier_deadlines.opened(file.history, reading, soon),
        "other_deadlines": dossier_deadlines.others(file.history, file.names, reading, soon),
        "notices": outlook.notices(file.history, reading.day),
        "changes": outlook.changes(file, reading, may_record=not why_not),
        "experts": outlook.expert_requests(file.history, reading.day),
        "years": dossier_parts.timeline(
            file, fresh=fresh, oldest_first=oldest, standing_only=standing, links=links, papers=papers
        ),
        "standing_count": sum(item.stands for item in file.recorded),
        "replaced_count": sum(item.replaced_by is not None for item in file.recorded),
        "oldest_first": oldest,
        "standing_only": standing,
        "people": dossier_parts.people(file, reading),
        "people_note": dossier_parts.people_note(file, reading),
        "story": story(file, reading),
        "rungs": ladder_bars(dossier_parts.ladder(file, reading)),
        "papers": dossier_parts.papers(file, papers),
        "figures": figures,
        "period": period,
        "why_not": why_not,
        "done": _done(fresh, file) if fresh else "",
        "done_links": [shapes.Link(_("Xem trong diễn biến"), dossier_parts.anchor(_shown_at(fresh, file)))],
        **drafts_of(visit, opened),
        "printed": printed(visit),
        "secrecy": _("Lưu hành nội bộ"),
    }
    return page(request, "desk/dossier.html", context, room=room)


def _shown_at(position: int, file: queries.File) -> int:
    """Where the timeline shows an entry: an annulment stands at the entry it annuls."""
    found = file.at(position)
    return found.row.replaces_id or position if found and found.row.kind == ANNULLED else position


def _done(position: int, file: queries.File) -> str:
    found = file.at(position)
    if found is None:
        return ""
    moment = shown.show_moment(found.row.recorded_at)
    day, hour = moment.split(", ")
    return _("Đã ghi %(entry)s lúc %(hour)s ngày %(day)s.") % {
        "entry": shown.show_entry(position),
        "hour": hour,
        "day": day,
    }


urlpatterns = [
    path("dien/", watch_list, name="watch_list"),
    path("ho-so/", dossier_list, name="dossier_list"),
    path("ho-so/mo/", opening.dossier_open, name="dossier_open"),
    path("ho-so/<slug:committee>/<str:number>/", dossier, name="dossier"),
]
