"""Handing one officer's dossiers over to another: choose, look, record; then the minute to print and sign."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import UnreadableDateError, parse_date, show_date
from liemchinh.kernel.money import show_number
from liemchinh.law.acts import DossierKind, Stage
from liemchinh.ledger import handover as ledger
from liemchinh.ledger import minutes
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.handover import Kept
from liemchinh.reports import handover as papers
from liemchinh.reports.heading import head_of
from liemchinh.web.dossiers.opening import why_not_record
from liemchinh.web.showing import shapes, shown
from liemchinh.web.showing.shown import said
from liemchinh.web.visit import Visit, VisitRequest, page

ALL, ONLY, EXCEPT = "all", "only", "except"
_LETTERS: Final = 80


@dataclass(slots=True)
class _Form:
    """The page as typed: whose dossiers, to whom, from when, by what paper, which."""

    visit: Visit
    giver: Officer
    kept: Sequence[Kept]
    receivers: Sequence[Officer]
    sent: QueryDict | None
    problems: dict[str, str] = field(default_factory=dict)

    def typed(self, name: str, otherwise: str = "") -> str:
        """What the field holds."""
        return self.sent.get(name, "").replace("\x00", "") if self.sent is not None else otherwise

    @property
    def which(self) -> str:
        """All of them, only the ticked, all but the ticked."""
        wanted = self.typed("which", ALL)
        return wanted if wanted in {ALL, ONLY, EXCEPT} else ALL

    @property
    def ticked(self) -> set[int]:
        """The dossiers ticked."""
        found = self.sent.getlist("dossier") if self.sent is not None else []
        return {int(one) for one in found if one.isascii() and one.isdigit() and len(one) < 19}

    @property
    def chosen(self) -> list[Kept]:
        """The dossiers that would go over."""
        if self.which == ALL:
            return list(self.kept)
        return [one for one in self.kept if (one.dossier_id in self.ticked) == (self.which == ONLY)]

    @property
    def receiver(self) -> Officer | None:
        """Who is chosen to take over."""
        return next((one for one in self.receivers if str(one.pk) == self.typed("receiver")), None)

    @property
    def on(self) -> date | None:
        """The day; None and a problem when it is not understood."""
        text = self.typed("on", show_date(self.visit.today))
        try:
            return parse_date(text, today=self.visit.today)
        except UnreadableDateError as fault:
            self.problems["on"] = self.visit.said(fault.label)
            return None

    @property
    def request_key(self) -> uuid.UUID:
        """The key of this form: sent again, it hands nothing over twice."""
        try:
            return uuid.UUID(self.typed("request_key"))
        except ValueError:
            return uuid.uuid4()

    def fields(self) -> list[shapes.Field]:
        """Receiver, day, paper, remark."""
        receivers = [shapes.Choice("", _("– chọn –"), self.receiver is None)]
        receivers += [
            shapes.Choice(str(one.pk), f"{one.name}, {one.title}" if one.title else one.name, one == self.receiver)
            for one in self.receivers
            if one.pk != self.giver.pk
        ]
        return [
            self._field("receiver", _("Người nhận"), kind="select", choices=receivers),
            self._field("on", _("Theo dõi từ ngày"), kind="day", value=self.typed("on", show_date(self.visit.today))),
            self._field("document_number", _("Số văn bản phân công"), hint=_("Ví dụ 12-QĐ/BNCTU."), width="short"),
            self._field("note", _("Ghi chú")),
        ]

    def which_field(self) -> shapes.Field:
        """Which dossiers."""
        count = show_number(len(self.kept))
        words = (
            (ALL, _("Tất cả %(count)s hồ sơ") % {"count": count}),
            (ONLY, _("Chỉ những hồ sơ đánh dấu dưới đây")),
            (EXCEPT, _("Tất cả, trừ những hồ sơ đánh dấu dưới đây")),
        )
        choices = [shapes.Choice(value, label, value == self.which) for value, label in words]
        return self._field("which", _("Bàn giao"), kind="radios", choices=choices, upright=True)

    def _field(
        self, name: str, label: str, *, kind: str = "text", value: str | None = None, **more: Any
    ) -> shapes.Field:
        text = self.typed(name) if value is None else value
        return shapes.Field(name, label, kind, value=text, refusal=self.problems.get(name, ""), **more)


def handover(request: VisitRequest) -> HttpResponse:
    """Choose whose dossiers, then to whom; look at what would go over; record it."""
    visit = request.visit
    visit.scope.require(Right.HAND_OVER)
    keepers = ledger.keepers(visit.scope)
    why_not = why_not_record(visit)
    wanted = request.POST.get("giver") or request.GET.get("tu", "")
    giver = next((officer for officer, _count in keepers if str(officer.pk) == wanted), None)
    context: dict[str, Any] = {
        "crumbs": [(_("Hồ sơ"), reverse("dossier_list")), (_("Bàn giao hồ sơ"), "")],
        "keepers": [{"officer": officer, "count": count, "chosen": officer == giver} for officer, count in keepers],
        "past": minutes.past(visit.scope),
        "why_not": why_not,
        "giver": giver,
    }
    status = 409 if why_not and request.method == "POST" else 200
    if giver is not None and not why_not:
        form = _Form(
            visit,
            giver,
            ledger.kept(visit.scope, giver.pk),
            ledger.receivers(visit.scope, today=visit.today),
            request.POST if request.method == "POST" else None,
        )
        step = request.POST.get("step", "") if request.method == "POST" else ""
        if step == "record" and (done := _record(form, request)) is not None:
            return done
        if step == "preview":
            _weigh(form)
        context |= _shown(form, step)
        status = 422 if form.problems else 200
    return page(request, "desk/handover.html", context, room="dossier_list", status=status)


def _weigh(form: _Form) -> None:
    """What can be said before anything is recorded."""
    if form.receiver is None:
        form.problems["receiver"] = _("Chọn người nhận.")
    if not form.typed("document_number").strip():
        form.problems["document_number"] = _("Phải ghi số văn bản phân công hoặc bàn giao.")
    if not form.chosen:
        form.problems["which"] = _("Chưa chọn hồ sơ nào.")
    if (form.on or form.visit.today) > form.visit.today:
        form.problems["on"] = _("Ngày ấy chưa tới. Chỉ ghi việc đã có hiệu lực.")


def _record(form: _Form, request: VisitRequest) -> HttpResponse | None:
    """Hand over; the refusals go to their fields."""
    visit = form.visit
    if (earlier := ledger.handed_over(form.request_key)) is not None:
        return HttpResponseRedirect(reverse("handover_minute", args=[earlier.first]))
    _weigh(form)
    seen = form.typed("count")
    if form.which != ONLY and seen.isdigit() and int(seen) != len(form.kept):
        form.problems["which"] = _("Danh sách đã đổi: lúc mở trang có %(before)s hồ sơ, nay có %(now)s. Xem lại.") % {
            "before": seen,
            "now": show_number(len(form.kept)),
        }
    receiver, on = form.receiver, form.on
    if form.problems or receiver is None or on is None:
        return None
    try:
        recorded = ledger.hand_over(
            scope=visit.scope,
            giver=form.giver,
            receiver=receiver,
            dossier_ids=[one.dossier_id for one in form.chosen],
            on=on,
            document_number=form.typed("document_number")[:_LETTERS],
            note=form.typed("note"),
            officer=visit.officer,
            now=visit.now,
            request_key=form.request_key,
        )
    except RefusedEntryError as fault:
        form.problems["which" if fault.place == "dossiers" else fault.place] = visit.said(fault.label)
        return None
    request.session["handover_done"] = _("Đã bàn giao %(count)s hồ sơ cho %(receiver)s, %(first)s đến %(last)s.") % {
        "count": show_number(recorded.count),
        "receiver": receiver.name,
        "first": shown.show_entry(recorded.first),
        "last": shown.show_entry(recorded.last),
    }
    return HttpResponseRedirect(reverse("handover_minute", args=[recorded.first]))


def _shown(form: _Form, step: str) -> dict[str, Any]:
    chosen = {one.dossier_id for one in form.chosen}
    return {
        "form": form,
        "fields": form.fields(),
        "which": form.which_field(),
        "request_key": form.request_key,
        "rows": [_row(one, form) for one in form.kept],
        "count": len(form.kept),
        "lead": _sentence(form.giver.name, form.kept, form.visit.today),
        "refusals": [shapes.Refused(text, f"f-{place}") for place, text in form.problems.items()],
        "preview": _preview(form) if step == "preview" and not form.problems else "",
        "chosen_count": len(chosen),
    }


def _row(one: Kept, form: _Form) -> dict[str, Any]:
    return {
        "id": one.dossier_id,
        "number": one.number,
        "title": one.title,
        "url": reverse("dossier", args=[one.committee_code, one.number]),
        "stage": Stage(one.stage).label if one.stage in set(Stage) else "",
        "due": shown.due(one.next_due, form.visit.today),
        "ticked": one.dossier_id in form.ticked,
    }


def _by_kind(chosen: Sequence[Kept]) -> str:
    """“21 vụ án, 9 vụ việc”."""
    kinds = [one.kind for one in chosen]
    counted = [(kinds.count(kind), str(said(kind.label)).lower()) for kind in DossierKind]
    return ", ".join(f"{show_number(count)} {label}" for count, label in counted if count)


def _sentence(giver: str, kept: Sequence[Kept], today: date) -> str:
    """“Bà T.T.H. đang theo dõi 37 hồ sơ: 21 vụ án, 9 vụ việc; 3 hồ sơ quá hạn.”"""
    kinds = [one.kind for one in kept]
    parts = ", ".join(
        f"{show_number(kinds.count(kind))} {str(said(kind.label)).lower()}"
        for kind in DossierKind
        if kind in set(kinds)
    )
    over = sum(one.next_due is not None and one.next_due < today for one in kept)
    late = _("; %(count)s hồ sơ quá hạn") % {"count": show_number(over)} if over else ""
    told = _("%(name)s đang theo dõi %(count)s hồ sơ") % {"name": giver, "count": show_number(len(kept))}
    return f"{told}: {parts}{late}." if parts else f"{told}."


def _preview(form: _Form) -> SafeString:
    chosen = form.chosen
    told = _("%(giver)s giao %(count)s hồ sơ (%(kinds)s) cho %(receiver)s, theo dõi từ %(day)s.") % {
        "giver": form.giver.name,
        "count": show_number(len(chosen)),
        "kinds": _by_kind(chosen),
        "receiver": form.receiver.name if form.receiver else "",
        "day": show_date(form.on or form.visit.today),
    }
    kept = _("Mỗi hồ sơ thêm một mục; các hành vi đã ghi giữ nguyên. Hạn của các hồ sơ này chuyển sang bàn người nhận.")
    return format_html("<p>{}</p><p>{}</p>", told, kept)


# The minute ----------------------------------------------------------------------------------------------------------


def _paper(visit: Visit, first: int) -> tuple[minutes.Minute, papers.MinutePaper]:
    minute = minutes.minute(visit.scope, first)
    committee = get_object_or_404(Committee, pk=minute.committee_id)
    return minute, papers.compose(minute, head_of(committee))


def handover_minute(request: VisitRequest, first: int) -> HttpResponse:
    """The minute as it is printed."""
    visit = request.visit
    minute, paper = _paper(visit, first)
    context = {
        "paper": paper,
        "heads": papers.HEADS,
        "rows": [list(zip(papers.HEADS, row, strict=True)) for row in paper.rows],
        "type": papers.TYPE,
        "title": papers.TITLE,
        "note": papers.UNSIGNED if paper.head.is_demonstration else "",
        "word_url": reverse("handover_word", args=[minute.first]),
        "back_url": reverse("handover") if visit.scope.may(Right.HAND_OVER) else reverse("dossier_list"),
        "done": request.session.pop("handover_done", ""),
    }
    return page(request, "desk/handover_minute.html", context)


def handover_word(request: VisitRequest, first: int) -> HttpResponse:
    """The minute as a Word file."""
    minute, paper = _paper(request.visit, first)
    answer = HttpResponse(papers.render(paper, made_at=minute.recorded_at), content_type=papers.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{papers.file_name(minute)}"'
    return answer


urlpatterns = [
    path("ban-giao/", handover, name="handover"),
    path("ban-giao/<int:first>/", handover_minute, name="handover_minute"),
    path("ban-giao/<int:first>/tai/", handover_word, name="handover_word"),
]
