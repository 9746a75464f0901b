"""Signing in and out, the list of one's own sign-ins, and the choice of language."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from liemchinh.demo import SIGN_INS
from liemchinh.directory.models import Committee, Session
from liemchinh.directory.sessions import BEGAN_KEY, DEVICE_KEY
from liemchinh.web.visit import VisitRequest, head_of, page


def _after(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return "/"


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password. Five wrong tries close the door for a quarter of an hour."""
    context: dict[str, Any] = {"next": _after(request), "username": request.POST.get("username", "")}
    if Committee.objects.filter(is_demonstration=True).exists():
        context |= {"sign_ins": SIGN_INS, "demonstration": True}
    if request.method != "POST":
        return page(request, "desk/sign_in.html", context)
    credentials = {"username": context["username"], "password": request.POST.get("password", "")}
    if AxesProxyHandler.is_locked(request, credentials):
        return page(request, "desk/sign_in.html", context | {"throttled": True}, status=429)
    officer = authenticate(request, **credentials)
    if officer is None:
        if AxesProxyHandler.is_locked(request, credentials):
            return page(request, "desk/sign_in.html", context | {"throttled": True}, status=429)
        context["error"] = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại.")
        return page(request, "desk/sign_in.html", context, status=401)
    login(request, officer)
    request.session[BEGAN_KEY] = timezone.now().isoformat()
    request.session[DEVICE_KEY] = request.headers.get("user-agent", "")[:200]
    return HttpResponseRedirect(context["next"])


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this sign-in."""
    logout(request)
    return redirect("sign_in")


def sessions(request: VisitRequest) -> HttpResponse:
    """One's own sign-ins; any of them can be ended here."""
    if request.method == "POST":
        Session.objects.filter(officer=request.visit.officer, session_key=request.POST.get("session", "")).delete()
        return redirect("sessions")
    rows = Session.objects.filter(officer=request.visit.officer, expire_date__gt=request.visit.now).order_by(
        "-began_at"
    )
    return page(request, "desk/sessions.html", {"sessions": rows, "own": request.session.session_key})


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Vietnamese or English, kept in the browser."""
    response = HttpResponseRedirect(_after(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax", httponly=True
        )
    return response


def home(request: VisitRequest) -> HttpResponse:
    """The first room of each duty; an officer without one sees the list of sign-ins."""
    rooms = head_of(request)["rooms"]
    return HttpResponseRedirect(rooms[0][1] if rooms else reverse("sessions"))


urlpatterns = [
    path("", home, name="home"),
    path("vao/", sign_in, name="sign_in"),
    path("ra/", sign_out, name="sign_out"),
    path("phien/", sessions, name="sessions"),
    path("ngon-ngu/", set_language, name="set_language"),
]
