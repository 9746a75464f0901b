"""The morning mail: what is overdue, due today and near, for officers who asked for it.

It holds numbers of dossiers, limits and days: no name of a person, no title. A mail is noted in the same transaction in
which it is sent, so that an officer gets one a day however often the command runs.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.access import Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import WEEKDAYS, show_date
from liemchinh.law.limits import LIMITS
from liemchinh.ledger import warning_days
from liemchinh.ledger.due_calendar import DueOn, due_between, own_keeper
from liemchinh.ledger.queries import Reading
from liemchinh.ledger.warning_days import Thresholds
from liemchinh.web.models import Digest

LINES: Final = 60
"""Deadlines of one group in a mail; the desk holds the rest."""
_BACK: Final = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Morning:
    """What an officer has to see to on a day, in groups that exclude each other."""

    day: date
    over: Sequence[DueOn]
    today: Sequence[DueOn]
    near: Sequence[DueOn]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.over or self.today or self.near)


@dataclass(frozen=True, slots=True)
class Sent:
    """How a morning went: mails sent; officers with nothing due or no right; addresses that could not be reached."""

    sent: int
    quiet: int
    failed: tuple[str, ...]


def morning_of(scope: Scope, day: date) -> Morning:
    """The deadlines of a morning within a scope that the connection has entered."""
    thresholds = warning_days.thresholds()
    last = day + timedelta(days=warning_days.MOST)
    found = due_between(scope, Reading(day, day), day - _BACK, last, keeper_id=own_keeper(scope), met=False)
    return Morning(
        day,
        [one for one in found if one.due_on < day],
        [one for one in found if one.due_on == day],
        [one for one in found if day < one.due_on <= day + _warned(one, thresholds)],
    )


def _warned(one: DueOn, thresholds: Thresholds) -> timedelta:
    return timedelta(days=thresholds.of(one.committee_code, one.limit_code))


def subject_of(morning: Morning) -> str:
    """Counts and the day; nothing that tells what it is about."""
    counts = (
        (len(morning.over), "hạn đã quá"),
        (len(morning.today), "hạn hôm nay"),
        (len(morning.near), "hạn sắp tới"),
    )
    told = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"Liêm Chính {show_date(morning.day)}: {told}"


def text_of(morning: Morning) -> str:
    """The mail, in plain text."""
    weekday = WEEKDAYS[morning.day.weekday()].vi
    lines = [f"{weekday[:1].upper()}{weekday[1:]}, {show_date(morning.day)}."]
    for title, group in (("Quá hạn", morning.over), ("Hôm nay", morning.today), ("Sắp đến hạn", morning.near)):
        if group:
            lines += ["", f"{title}: {len(group)}", *_lines(group, morning.day)]
    lines += [
        "",
        "Thư này không ghi tên người, tên hồ sơ. Vào bàn làm việc để xem.",
        "Thôi nhận: vào Thiết đặt của tôi, bỏ chọn Gửi tin buổi sáng.",
    ]
    return "\n".join(lines) + "\n"


def _lines(group: Iterable[DueOn], day: date) -> list[str]:
    written = []
    for one in group:
        limit = LIMITS.get(one.limit_code)
        left = (one.due_on - day).days
        words = f"quá {-left} ngày" if left < 0 else f"còn {left} ngày" if left else "hôm nay"
        written.append(
            f"  {one.number}  {limit.label.vi if limit else one.limit_code}  {show_date(one.due_on)}, {words}"
        )
    return [*written[:LINES], *([f"  và {len(written) - LINES} hạn nữa"] if len(written) > LINES else [])]


def send_all(connection: BaseEmailBackend, *, sender: str, now: datetime) -> Sent:
    """Send the mails of the day that were not sent yet. An address that fails is tried again at the next run."""
    day = timezone.localdate(now)
    sent = quiet = 0
    failed: list[str] = []
    wanting = Officer.objects.filter(is_active=True, wants_digest=True).exclude(email="").order_by("id")
    for officer in wanting:
        scope = access.scope_of(officer, today=day)
        if not scope.may(Right.READ_DOSSIERS) or Digest.objects.filter(officer=officer, day=day).exists():
            quiet += 1
            continue
        with access.entered(scope):
            morning = morning_of(scope, day)
        if morning.is_empty:
            quiet += 1
            continue
        try:
            sent += _send(officer, morning, connection, sender, now)
        except (OSError, smtplib.SMTPException):
            failed.append(officer.username)
    return Sent(sent, quiet, tuple(failed))


@transaction.atomic
def _send(officer: Officer, morning: Morning, connection: BaseEmailBackend, sender: str, now: datetime) -> int:
    """Note the mail, then send it: when sending fails the note goes too. A second run at the same time waits here."""
    _noted, fresh = Digest.objects.get_or_create(officer=officer, day=morning.day, defaults={"sent_at": now})
    if not fresh:
        return 0
    message = EmailMessage(subject_of(morning), text_of(morning), sender, [officer.email], connection=connection)
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    return int(message.send())
