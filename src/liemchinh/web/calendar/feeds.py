"""The deadlines in an officer's own calendar program: a secret address, and what stands behind it (RFC 5545).

Whoever holds the address reads numbers of dossiers, names of limits and days: no name of a person, no title. Only the
SHA-256 of the secret is kept, so it is shown once and cannot be read back. Each request counts the officer's duties of
that day: what was taken away is gone at once, and a revoked address, a closed account and no address at all give the
same answer.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from liemchinh.directory import access
from liemchinh.directory.access import Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import Right
from liemchinh.kernel.label import Label
from liemchinh.law.limits import LIMITS
from liemchinh.ledger.due_calendar import DueOn, due_between, own_keeper
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.queries import Reading
from liemchinh.web.models import Feed

MOST: Final = 5
"""Open addresses of one officer: a phone, a computer, and some to spare."""
ENTRIES: Final = 1000
"""Deadlines of one feed, the nearest first: what a head or the centre reaches can be many thousands."""
_BACK: Final = timedelta(days=366)
_AHEAD: Final = timedelta(days=3 * 366)
_EVERY: Final = timedelta(hours=1)
"""How often a calendar program is asked to look again."""


def digest_of(secret: str) -> str:
    """What is kept of a secret, and looked up by it: its length and letters tell nothing about those that exist."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_feeds(officer: Officer) -> QuerySet[Feed]:
    """The officer's addresses that still answer, the newest first."""
    return Feed.objects.filter(officer=officer, revoked_at__isnull=True).order_by("-made_at", "-id")


def make_feed(officer: Officer, *, now: datetime) -> str:
    """A new address for the officer's deadlines; returns its secret, which is kept nowhere.

    Raises RefusedEntryError when the officer has as many as anybody needs.
    """
    if open_feeds(officer).count() >= MOST:
        raise RefusedEntryError(
            "feed",
            Label(
                f"Đã có {MOST} địa chỉ đang mở. Thu hồi một địa chỉ không dùng nữa rồi tạo.",
                f"There are {MOST} open addresses. Revoke one that is no longer used, then make another.",
            ),
        )
    secret = secrets.token_urlsafe(32)
    Feed.objects.create(officer=officer, digest=digest_of(secret), made_at=now)
    return secret


def revoke_feed(officer: Officer, feed_id: int, *, now: datetime) -> bool:
    """Let an address of the officer's own answer no more; whether there was such an open one."""
    return open_feeds(officer).filter(pk=feed_id).update(revoked_at=now) > 0


def scope_behind(secret: str, today: date) -> Scope | None:
    """What the officer of an address reaches on a day; None for an address that does not answer."""
    feed = Feed.objects.filter(digest=digest_of(secret), revoked_at__isnull=True).select_related("officer").first()
    if feed is None:
        return None
    scope = access.scope_of(feed.officer, today=today)
    return scope if scope.may(Right.READ_DOSSIERS) else None


def summary_of(one: DueOn) -> str:
    """Number and limit: all that an entry says."""
    limit = LIMITS.get(one.limit_code)
    label = limit.label.vi if limit else one.limit_code
    return f"{one.number}: {label[:1].lower()}{label[1:]}"


def calendar_of(found: Iterable[DueOn]) -> bytes:
    """Deadlines as all-day entries in the form that calendar programs read. The same deadlines give the same bytes."""
    written = Calendar()
    written.add("prodid", "-//Liêm Chính//Lịch hạn//VI")
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", "Liêm Chính: lịch hạn")
    written.add("refresh-interval", _EVERY, {"VALUE": "DURATION"})
    written.add("x-published-ttl", "PT1H")
    taken: dict[str, int] = {}
    for one in found:
        key = f"{one.limit_code}-{one.started_by}"
        taken[key] = taken.get(key, 0) + 1
        event = Event()
        event.add("uid", f"{key}-{taken[key]}@liem-chinh")
        event.add("dtstamp", one.recorded_at.astimezone(UTC))
        event.add("dtstart", one.due_on)
        event.add("dtend", one.due_on + timedelta(days=1))
        event.add("summary", summary_of(one))
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        written.add_component(event)
    content: bytes = written.to_ical()
    return content


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The open deadlines behind an address, without a sign-in."""
    now = timezone.now()
    today = timezone.localdate(now)
    scope = scope_behind(secret, today)
    if scope is None:
        return _guarded(
            HttpResponseNotFound("Không có lịch ở địa chỉ này.\n", content_type="text/plain; charset=utf-8")
        )
    with access.entered(scope):
        found = due_between(
            scope,
            Reading(today, today),
            today - _BACK,
            today + _AHEAD,
            keeper_id=own_keeper(scope),
            met=False,
            limit=ENTRIES,
        )
    # Asked every hour by every phone: what has not changed is neither written out nor sent again.
    etag = f'"{_mark(found)}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return _guarded(unchanged, etag)
    answer = HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="lich-han.ics"'
    return _guarded(answer, etag)


def _mark(found: Iterable[DueOn]) -> str:
    """A digest of everything that the entries say."""
    said = "\n".join(f"{one.due_on} {one.started_by} {one.recorded_at} {summary_of(one)}" for one in found)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _guarded(answer: HttpResponseBase, etag: str = "") -> HttpResponseBase:
    """Kept by nobody in between, asked for again each time: a right taken away must show at the next request."""
    if etag:
        answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


urlpatterns = [path("lich/<str:secret>.ics", feed, name="feed")]
