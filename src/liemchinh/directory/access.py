"""The only doors: what an officer may see and do, enforced here and again in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Q

from liemchinh.directory.models import Committee, Duty, Officer
from liemchinh.directory.roles import RIGHTS, DutyRole, Right
from liemchinh.kernel.label import Label

EVERYTHING = "*"


class OutOfScopeError(Exception):
    """The officer has no duty that reaches this; the same answer as for what does not exist."""

    label = Label(
        "Không có hồ sơ này, hoặc hồ sơ không thuộc phần việc được giao.",
        "There is no such dossier, or it lies outside the work assigned.",
    )


class NotAllowedError(Exception):
    """The officer's duty does not include this right."""

    def __init__(self, right: Right) -> None:
        self.right = right
        self.label = Label("Phần việc được giao không gồm việc này.", "The duty of this officer does not include this.")
        super().__init__(self.label.vi)


@dataclass(frozen=True, slots=True)
class Scope:
    """What one officer reaches on one day. `committees` None = every committee."""

    officer_id: int | None
    rights: frozenset[Right]
    committees: frozenset[int] | None
    home_id: int | None = None
    roles: tuple[DutyRole, ...] = field(default=())

    def may(self, right: Right) -> bool:
        """Whether the officer has `right` somewhere."""
        return right in self.rights

    def require(self, right: Right) -> None:
        """Raise NotAllowedError unless the officer has `right`."""
        if right not in self.rights:
            raise NotAllowedError(right)

    def reaches(self, committee_id: int) -> bool:
        """Whether rows of this committee are within reach."""
        return self.committees is None or committee_id in self.committees

    @property
    def setting(self) -> str:
        """The text PostgreSQL's row policies read."""
        if self.committees is None:
            return EVERYTHING
        return ",".join(str(committee) for committee in sorted(self.committees))


HOUSE = Scope(officer_id=None, rights=frozenset(Right), committees=None)
"""The installation's own commands: rebuild, verify, figures on the machine itself."""

NOBODY = Scope(officer_id=None, rights=frozenset(), committees=frozenset())


def with_predecessors(committee_ids: set[int]) -> frozenset[int]:
    """The committees given and all whose registers they took over."""
    earlier: dict[int, list[int]] = {}
    for committee_id, successor_id in Committee.objects.filter(successor__isnull=False).values_list(
        "id", "successor_id"
    ):
        if successor_id is not None:
            earlier.setdefault(successor_id, []).append(committee_id)
    reached, queue = set(committee_ids), list(committee_ids)
    while queue:
        for committee_id in earlier.get(queue.pop(), ()):
            if committee_id not in reached:
                reached.add(committee_id)
                queue.append(committee_id)
    return frozenset(reached)


def scope_of(officer: Officer, *, today: date) -> Scope:
    """The scope from the duties in force today; a right taken away is gone at the next request."""
    if not officer.is_active:
        return NOBODY
    duties = list(
        Duty.objects.filter(officer=officer, valid_from__lte=today)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .order_by("id")
    )
    roles = tuple(DutyRole(duty.role) for duty in duties)
    rights = frozenset(right for role in roles for right in RIGHTS[role])
    homes = {duty.committee_id for duty in duties if duty.committee_id is not None}
    if DutyRole.CENTRE in roles:
        return Scope(officer.pk, rights, None, next(iter(sorted(homes)), None), roles)
    return Scope(officer.pk, rights, with_predecessors(homes), next(iter(sorted(homes)), None), roles)


@contextmanager
def entered(scope: Scope) -> Iterator[None]:
    """Let PostgreSQL's row policies show what `scope` reaches, and nothing once the block is left."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('liemchinh.scope', true)")
        row = cursor.fetchone()
        before = (row[0] if row else None) or ""
        cursor.execute("SELECT set_config('liemchinh.scope', %s, false)", [scope.setting])
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('liemchinh.scope', %s, false)", [before])
