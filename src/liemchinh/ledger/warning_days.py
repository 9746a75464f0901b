"""From how many days before its end a limit is warned of: the law's proposal (DOMAIN 3.7), or what the office set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.label import Label
from liemchinh.law.limits import LIMITS, Limit
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
    """What the offices within the connection's reach set: one short statement where nobody set anything, else two."""
    own = {
        (code, limit): days for code, limit, days in WarningDays.objects.values_list("committee__code", "limit", "days")
    }
    successors = Committee.objects.filter(successor__isnull=False).values_list("code", "successor__code")
    return Thresholds(own, dict(successors) if own else {})


def furthest(found: Thresholds) -> int:
    """The most days before its end from which any limit is near."""
    return max([*(limit.warn_days for limit in LIMITS), *found.own.values()])


def near(found: Thresholds, alias: str, day: date, *, due: str = "next_due") -> tuple[str, list[Any]]:
    """The condition that the next deadline of a row of derived.standing is near on `day`, and its values.

    `due`: the column of its day. Rows far off are left out by their day alone, so that a list of the whole country
    compares the limits of few rows.
    """
    by_days: dict[int, list[str]] = {}
    for limit in LIMITS:
        by_days.setdefault(limit.warn_days, []).append(limit.code)
    branches: list[str] = []
    params: list[Any] = []
    for committee_id, code in deciding(found):
        for (_, limit_code), days in ((key, days) for key, days in found.own.items() if key[0] == code):
            branches.append(f"WHEN {alias}.committee_id = %s AND {alias}.next_limit = %s THEN %s")
            params += [committee_id, limit_code, days]
    for days, codes in sorted(by_days.items()):
        branches.append(f"WHEN {alias}.next_limit = ANY(%s) THEN %s")
        params += [codes, days]
    condition = f"({alias}.{due} BETWEEN %s AND %s AND {alias}.{due} <= %s + CASE {' '.join(branches)} ELSE 0 END)"
    return condition, [day, day + timedelta(days=furthest(found)), day, *params]


def deciding(found: Thresholds) -> list[tuple[int, str]]:
    """Committee and the code by whose own days it is warned of, the nearest successor first."""
    ids = dict(Committee.objects.values_list("code", "id")) if found.own else {}
    deciding: list[tuple[int, str]] = []
    for code, committee_id in ids.items():
        at: str | None = code
        while at is not None:
            if any(key[0] == at for key in found.own):
                deciding.append((committee_id, at))
            at = found.successors.get(at)
    return deciding


def length_of(limit: Limit) -> Label:
    """“20 ngày”, or “2, 3, 4, 4 tháng” by class of crime."""
    if not limit.base:
        return Label("", "")
    *rest, last = limit.base
    if any(one.unit is not last.unit for one in rest):
        return Label(", ".join(one.label.vi for one in limit.base), ", ".join(one.label.en for one in limit.base))
    before = "".join(f"{one.count}, " for one in rest)
    return Label(before + last.label.vi, before + last.label.en)


@dataclass(frozen=True, slots=True)
class Threshold:
    """One limit with its days of warning: `days` as they count, `default` as the law's data propose.

    `length`: how long the limit runs, by class of crime where it differs; empty where the act itself says the day.
    """

    code: str
    label: Label
    basis: Label
    length: Label
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
        Threshold(
            limit.code,
            limit.label,
            limit.basis.label,
            length_of(limit),
            found.of(home.code, limit.code),
            limit.warn_days,
        )
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
