"""One request by one officer: who, what is within reach, and where the two clocks stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language

from liemchinh.directory import access
from liemchinh.directory.access import NotAllowedError, OutOfScopeError, Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import Right
from liemchinh.figures import compute
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.known import NOW, Known
from liemchinh.kernel.label import Label

OPEN_NAMES: Final = frozenset({"sign_in", "set_language", "parts", "feed"})
"""Pages that need no sign-in."""
EFFECTIVE_KEY: Final = "clock_effective"
POSITION_KEY: Final = "clock_position"

ROOMS: Final = (
    (Label("Bàn làm việc", "My desk"), "desk", Right.READ_DOSSIERS),
    (Label("Diện theo dõi", "Watch list"), "watch_list", Right.READ_DOSSIERS),
    (Label("Hồ sơ", "Dossiers"), "dossier_list", Right.READ_DOSSIERS),
    (Label("Văn bản", "Documents"), "document_list", Right.READ_DOSSIERS),
    (Label("Số liệu", "Figures"), "figure_list", Right.READ_FIGURES),
    (Label("Đối chiếu", "Reconcile"), "reconcile_list", Right.READ_FIGURES),
    (Label("Báo cáo", "Reports"), "report_list", Right.READ_REPORTS),
    (Label("Danh bạ", "Directory"), "directory", Right.READ_FIGURES),
    (Label("Cán bộ", "Officers"), "officer_list", Right.MANAGE_OFFICERS),
)


@dataclass(frozen=True, slots=True)
class Clocks:
    """What took effect by `effective`, as the register knew it at `known`."""

    effective: date
    known: Known
    position: int
    reached_at: datetime
    is_past: bool
    is_other_day: bool

    @property
    def known_label(self) -> str:
        """Day and hour of the newest entry that is read."""
        return f"{show_date(self.reached_at.date())}, {self.reached_at:%H:%M}"

    @property
    def can_record(self) -> bool:
        """Nothing is recorded while an earlier knowledge is read."""
        return not self.is_past


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything a page needs to know of its reader."""

    officer: Officer
    scope: Scope
    committee: Committee | None
    clocks: Clocks
    now: datetime
    language: str

    @property
    def today(self) -> date:
        """The office's day."""
        return timezone.localdate(self.now)

    @property
    def duty_label(self) -> Label:
        """The first duty, in words; the officer's own title when there is one."""
        if self.officer.title:
            return Label(self.officer.title, self.scope.roles[0].label.en if self.scope.roles else self.officer.title)
        return self.scope.roles[0].label if self.scope.roles else Label("Chưa được giao việc", "No duty")

    @property
    def shown_name(self) -> str:
        """The officer's name as printed on pages."""
        return self.officer.name

    @property
    def office(self) -> Label:
        """The office whose desk this is."""
        if self.committee is None:
            return Label("Quản trị hệ thống", "System administration")
        return Label(self.committee.office, self.committee.office_en)

    def said(self, label: Label) -> str:
        """A label in the language of the page."""
        return label.said_in(self.language)


class VisitRequest(HttpRequest):
    """A request that carries its visit."""

    visit: Visit


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, room: str = "", status: int = 200
) -> HttpResponse:
    """Render a page of the desk with its head. `room`: the url name of the room that is current."""
    return render(request, template, {**head_of(request, room), **(context or {})}, status=status)


def head_of(request: HttpRequest, room: str = "") -> dict[str, Any]:
    """The context of base.html; nearly empty for a reader who is not signed in."""
    visit: Visit | None = getattr(request, "visit", None)
    if visit is None:
        return {"language": get_language(), "demonstration": False}
    return {
        "visit": visit,
        "demonstration": visit.committee is None or visit.committee.is_demonstration,
        "office": visit.office,
        "clocks": visit.clocks if visit.scope.may(Right.READ_FIGURES) else None,
        "officer": visit,
        "language": visit.language,
        "rooms": [(label, reverse(name), name == room) for label, name, right in ROOMS if visit.scope.may(right)],
    }


Answer = Callable[[HttpRequest], HttpResponse]


class VisitMiddleware:
    """Lets in who is signed in, with the scope of today's duties; answers refusals and a lost database plainly."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self._answer(request)
        except (OperationalError, InterfaceError):
            return unavailable(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refusals raised anywhere below become pages; what does not exist and what is out of reach look the same."""
        if isinstance(exception, OutOfScopeError):
            return page(request, "errors/404.html", {"label": exception.label}, status=404)
        if isinstance(exception, NotAllowedError):
            return page(request, "errors/403.html", {"label": exception.label}, status=403)
        if isinstance(exception, OperationalError | InterfaceError):
            return unavailable(request)
        return None

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.STATIC_URL):
            return self._get_response(request)
        officer = get_user(request)
        if not isinstance(officer, Officer):
            return self._get_response(request)
        now = timezone.now()
        scope = access.scope_of(officer, today=timezone.localdate(now))
        committee = Committee.objects.filter(pk=scope.home_id).first() if scope.home_id else None
        with access.entered(scope):
            request.visit = Visit(officer, scope, committee, clocks_of(request, now), now, get_language() or "vi")  # type: ignore[attr-defined]
            return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Everything but the open pages asks for a sign-in first."""
        match = request.resolver_match
        if (match is not None and match.url_name in OPEN_NAMES) or hasattr(request, "visit"):
            return None
        return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path()})}")


def clocks_of(request: HttpRequest, now: datetime) -> Clocks:
    """Where the two clocks of this sign-in stand."""
    today = timezone.localdate(now)
    chosen = request.session.get(EFFECTIVE_KEY)
    effective = date.fromisoformat(chosen) if chosen else today
    position, reached_at = compute.head()
    wanted = request.session.get(POSITION_KEY)
    if wanted is None or wanted >= position:
        return Clocks(effective, NOW, position, reached_at, is_past=False, is_other_day=effective != today)
    known = Known(int(wanted))
    return Clocks(
        effective,
        known,
        known.position,
        compute.moment_of(known) or reached_at,
        is_past=True,
        is_other_day=effective != today,
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer: say so, and keep what was typed, ready to be sent again once it does."""
    kept = []
    if request.method == "POST":
        kept = [
            (name, value)
            for name in request.POST
            if name not in {"csrfmiddlewaretoken", "password"}
            for value in request.POST.getlist(name)
        ]
    context = {
        "language": get_language(),
        "kept": kept,
        "path": request.get_full_path(),
        "at": timezone.localtime(),
        "csrf_token": request.POST.get("csrfmiddlewaretoken", ""),
    }
    return render(request, "errors/unavailable.html", context, status=503)
