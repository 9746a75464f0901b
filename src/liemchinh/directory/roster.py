"""What the administrator does with officers: create, close, give and end duties, end sign-ins; never any content."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Count, Q

from liemchinh.directory.access import Scope
from liemchinh.directory.models import Committee, Duty, Officer, Session
from liemchinh.directory.roles import DutyRole, Right
from liemchinh.kernel.label import Label

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters that are taken for each other."""


class RefusedOfficerError(Exception):
    """What the roster does not take; `place` is the field at fault."""

    def __init__(self, place: str, label: Label) -> None:
        self.place = place
        self.label = label
        super().__init__(label.vi)


@dataclass(frozen=True, slots=True)
class Listed:
    """An officer with the duties in force and the open sign-ins."""

    officer: Officer
    duties: tuple[Duty, ...]
    sessions: int


def listed(scope: Scope, *, now: datetime, today: date) -> list[Listed]:
    """Every officer, by name. Raises NotAllowedError."""
    scope.require(Right.MANAGE_OFFICERS)
    officers = Officer.objects.annotate(open_sessions=Count("sessions", filter=Q(sessions__expire_date__gt=now)))
    duties: dict[int, list[Duty]] = {}
    current = Duty.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today)).select_related("committee")
    for duty in current.order_by("valid_from", "id"):
        duties.setdefault(duty.officer_id, []).append(duty)
    return [
        Listed(officer, tuple(duties.get(officer.pk, ())), officer.open_sessions)
        for officer in officers.order_by("name", "id")
    ]


def one_time_password() -> str:
    """Four groups of four: read out once, changed by the officer."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def create(scope: Scope, *, username: str, name: str, title: str) -> tuple[Officer, str]:
    """Add an officer; returns the password that is shown once. Raises RefusedOfficerError, NotAllowedError."""
    scope.require(Right.MANAGE_OFFICERS)
    username, name = username.strip().lower(), " ".join(name.split())
    if not username or len(username) > 60 or any(letter.isspace() for letter in username):
        raise RefusedOfficerError(
            "username",
            Label(
                "Ghi tên đăng nhập liền nhau, không quá 60 chữ.",
                "Give a sign-in name without spaces, up to 60 letters.",
            ),
        )
    if not name:
        raise RefusedOfficerError("name", Label("Phải ghi tên cán bộ.", "The officer needs a name."))
    if Officer.objects.filter(username=username).exists():
        raise RefusedOfficerError(
            "username", Label(f"Tên đăng nhập {username} đã có.", f"The sign-in name {username} is taken.")
        )
    password = one_time_password()
    officer = Officer.objects.create_officer(username=username, password=password, name=name[:120], title=title[:120])
    return officer, password


@transaction.atomic
def set_open(scope: Scope, officer: Officer, *, is_open: bool) -> None:
    """Open or close an account; closing ends its sign-ins. Nobody closes the own account."""
    scope.require(Right.MANAGE_OFFICERS)
    if officer.pk == scope.officer_id and not is_open:
        raise RefusedOfficerError(
            "", Label("Không tự đóng tài khoản đang dùng.", "The account in use cannot close itself.")
        )
    officer.is_active = is_open
    officer.save(update_fields=["is_active"])
    if not is_open:
        end_sessions(scope, officer)


def end_sessions(scope: Scope, officer: Officer) -> int:
    """End every sign-in of an officer; returns how many there were."""
    scope.require(Right.MANAGE_OFFICERS)
    return Session.objects.filter(officer=officer).delete()[0]


@transaction.atomic
def renew_password(scope: Scope, officer: Officer) -> str:
    """Give a new password, shown once; the old sign-ins end."""
    scope.require(Right.MANAGE_OFFICERS)
    password = one_time_password()
    officer.password = make_password(password)
    officer.save(update_fields=["password"])
    end_sessions(scope, officer)
    return password


@transaction.atomic
def give(scope: Scope, officer: Officer, *, role: str, committee_code: str, today: date) -> Duty:
    """Charge an officer with a duty from today. Raises RefusedOfficerError."""
    scope.require(Right.MANAGE_OFFICERS)
    if role not in set(DutyRole):
        raise RefusedOfficerError("role", Label("Chọn vai trò.", "Choose a role."))
    wanted = DutyRole(role)
    committee = Committee.objects.filter(code=committee_code).first() if committee_code else None
    if committee is None and wanted not in {DutyRole.CENTRE, DutyRole.ADMINISTRATOR}:
        raise RefusedOfficerError("committee", Label("Chọn Ban Chỉ đạo.", "Choose a committee."))
    if wanted is DutyRole.ADMINISTRATOR:
        committee = None
    return Duty.objects.create(officer=officer, role=wanted.value, committee=committee, valid_from=today)


@transaction.atomic
def end(scope: Scope, duty: Duty, *, today: date) -> None:
    """End a duty: yesterday was its last day, so that it is gone at the next request."""
    scope.require(Right.MANAGE_OFFICERS)
    if duty.officer_id == scope.officer_id and duty.role == DutyRole.ADMINISTRATOR:
        raise RefusedOfficerError(
            "", Label("Không tự kết thúc việc quản trị của mình.", "An administrator does not end the own duty.")
        )
    duty.valid_to = today - timedelta(days=1)
    duty.save(update_fields=["valid_to"])


def set_digest(officer: Officer, *, email: str, wants: bool) -> None:
    """Where the officer gets the morning mail, and whether; an officer decides this alone."""
    officer.email, officer.wants_digest = email, wants
    officer.save(update_fields=["email", "wants_digest"])


def committees(on: date) -> Iterable[Committee]:
    """The committees that exist on a day, by name."""
    return Committee.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on)).order_by("territory__code", "id")
