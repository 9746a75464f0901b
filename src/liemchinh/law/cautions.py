"""What the law does not forbid but an office should look into: late requests, missed limits, waits without a ground.

Rules R07, R09, R14, R21 of DOMAIN 17, counted at reading for a day, never stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Act
from liemchinh.law.basis import BLTTHS, Article
from liemchinh.law.expertise import requests
from liemchinh.law.ground import EXTENDING
from liemchinh.law.history import History
from liemchinh.law.limits import limit_on

WAITS_FOR_EXPERTS = "expertise"
"""The ground of a suspension that waits for an expert conclusion."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to look into: the rule, the sentence, the article, the act it is about (mục, 0 = none)."""

    rule: str
    label: Label
    basis: Article | None
    position: int = 0


def cautions(history: History, day: date) -> tuple[Caution, ...]:
    """Everything to look into in a dossier as of `day`."""
    return (*_late_requests(history, day), *_missed(history, day), *_waiting(history, day), *_two_levels(history, day))


def _late_requests(history: History, day: date) -> Iterator[Caution]:
    """R07: an extension decided when too few days were left."""
    for act in history.acts:
        if act.kind not in EXTENDING or act.effective_on > day:
            continue
        for deadline in history.deadlines:
            line = limit_on(deadline.limit.code, act.effective_on)
            due = deadline.due_as_of(act.effective_on - timedelta(days=1))
            if not line.ask_before or due is None or not any(step.position == act.position for step in deadline.steps):
                continue
            latest = due - timedelta(days=line.ask_before)
            if act.effective_on > due:
                yield Caution(
                    "R07",
                    Label(
                        f"gia hạn ngày {show_date(act.effective_on)}, sau khi hết hạn ngày {show_date(due)}",
                        f"extended on {show_date(act.effective_on)}, after the limit ended on {show_date(due)}",
                    ),
                    line.basis,
                    act.position,
                )
            elif act.effective_on > latest:
                yield Caution(
                    "R07",
                    Label(
                        f"gia hạn ngày {show_date(act.effective_on)}; phải đề nghị chậm nhất ngày {show_date(latest)}",
                        f"extended on {show_date(act.effective_on)}; it was to be asked for by {show_date(latest)}",
                    ),
                    line.basis,
                    act.position,
                )


def _missed(history: History, day: date) -> Iterator[Caution]:
    """R09: a limit passed without its act; R21 for the heads."""
    for deadline in history.deadlines:
        due = deadline.due_as_of(day)
        if deadline.limit.passes_quietly or not deadline.is_open(day) or due is None or due >= day:
            continue
        name = deadline.limit.label
        yield Caution(
            "R21" if deadline.limit.code == "heads" else "R09",
            Label(
                f"{name.vi}: hết hạn ngày {show_date(due)}, chưa ghi việc tiếp theo",
                f"{name.en}: ended on {show_date(due)} and nothing is recorded since",
            ),
            deadline.limit.basis,
            deadline.started_by,
        )


def _waiting(history: History, day: date) -> Iterator[Caution]:
    """R09: suspended for an expert opinion that nobody asked for, or that has come."""
    suspension = _suspension(history, day)
    if suspension is None or suspension.ground != WAITS_FOR_EXPERTS:
        return
    asked = [one for one in requests(history.acts) if one.requested_on <= day]
    basis = BLTTHS.article(229) if suspension.kind == "case.suspended" else BLTTHS.article(148)
    if not asked:
        yield Caution(
            "R09",
            Label(
                "tạm đình chỉ để chờ giám định, định giá nhưng chưa ghi yêu cầu nào",
                "suspended for an expert opinion, and no request is recorded",
            ),
            basis,
            suspension.position,
        )
    elif not any(one.waits(day) for one in asked):
        last = max(one.answered_on or day for one in asked)
        yield Caution(
            "R09",
            Label(
                f"căn cứ tạm đình chỉ đã hết: có kết luận ngày {show_date(last)}, chưa phục hồi",
                f"the ground of the suspension is gone since {show_date(last)}, and nothing was resumed",
            ),
            BLTTHS.article(235),
            suspension.position,
        )


def _suspension(history: History, day: date) -> Act | None:
    if not history.is_suspended(day):
        return None
    found = [act for act in history.acts if act.effective_on <= day and act.kind.endswith(".suspended")]
    return found[-1] if found else None


def _two_levels(history: History, day: date) -> Iterator[Caution]:
    """R14: one matter on two levels."""
    levels = history.levels(day)
    if len(levels) > 1:
        yield Caution(
            "R14",
            Label(f"đang thuộc diện của {len(levels)} cấp", f"on the watch lists of {len(levels)} levels"),
            None,
        )
