"""From how many days before its end a limit is warned of: the law's proposal (DOMAIN 3.7), or what the office set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.label import Label
from liemchinh.law.limits import LIMITS
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.models import WarningDays

MOST: Final = 120
"""Days that anybody may want to be warned before."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The days of warning of every register within reach: `own` by code of the committee and of the limit.

    A register that another took over is warned of as its successor wishes, unless it had said otherwise itself.
    """

    own: Mapping[tuple[str, str], int]
    successors: Mapping[str, str]

    def of(self, committee: str, limit: str) -> int:
        """How many days before its end a limit of a committee's dossier is near."""
        code: str | None = committee
        while code is not None:
            if (days := self.own.get((code, limit))) is not None:
                return days
            code = self.successors.get(code)
        declared = LIMITS.get(limit)
        return declared.warn_days if declared else 0


def thresholds() -> Thresholds:
    """What the offices within the connection's reach set: two short statements."""
    own = {
        (code, limit): days for code, limit, days in WarningDays.objects.values_list("committee__code", "limit", "days")
    }
    successors = Committee.objects.filter(successor__isnull=False).values_list("code", "successor__code")
    return Thresholds(own, dict(successors))


@dataclass(frozen=True, slots=True)
class Threshold:
    """One limit with its days of warning: `days` as they count, `default` as the law's data propose."""

    code: str
    label: Label
    basis: Label
    days: int
    default: int

    @property
    def is_own(self) -> bool:
        """Whether the office decided otherwise than the default."""
        return self.days != self.default


def listed(scope: Scope) -> list[Threshold]:
    """Every limit with the days of warning of the reader's own register. Raises OutOfScopeError without one."""
    home = _home(scope)
    found = thresholds()
    return [
        Threshold(limit.code, limit.label, limit.basis.label, found.of(home.code, limit.code), limit.warn_days)
        for limit in {limit.code: limit for limit in LIMITS}.values()
    ]


@transaction.atomic
def set_days(scope: Scope, days: Mapping[str, int]) -> int:
    """Set the days of warning of the reader's own register; returns how many limits changed.

    Raises NotAllowedError, OutOfScopeError without a register, RefusedEntryError for a number that makes no sense.
    """
    scope.require(Right.SET_WARNINGS)
    home = _home(scope)
    changed = 0
    for one in listed(scope):
        wanted = days.get(one.code, one.days)
        if not 0 <= wanted <= MOST:
            raise RefusedEntryError(
                one.code, Label(f"Ghi số ngày từ 0 đến {MOST}.", f"Give a number of days from 0 to {MOST}.")
            )
        if wanted == one.days:
            continue
        changed += 1
        WarningDays.objects.update_or_create(committee=home, limit=one.code, defaults={"days": wanted})
    return changed


def _home(scope: Scope) -> Committee:
    found = Committee.objects.filter(pk=scope.home_id, territory__isnull=False).first() if scope.home_id else None
    if found is None:
        raise OutOfScopeError
    return found
