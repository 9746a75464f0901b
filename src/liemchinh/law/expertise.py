"""Expert opinions and valuations: requests with their dates and delays (BLTTHS, Điều 205 to 222; DOMAIN 3.4).

Cases stall here most, so a request is a thing of its own: which body, until when, put off how often, answered when.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import Act, Need, Stage
from liemchinh.law.basis import BLTTHS
from liemchinh.law.declaring import CASE_OR_MATTER, choice, step

_AT: Final = frozenset(
    {Stage.SOURCE, Stage.CHECKING, Stage.INVESTIGATION, Stage.PROSECUTION, Stage.FIRST_INSTANCE, Stage.APPEAL}
)
_BODY: Final = Label("Tổ chức giám định, hội đồng định giá", "Expert body or valuation council")
_REQUEST: Final = ("expertise.requested",)
_WHICH: Final = Label("Trưng cầu, yêu cầu nào", "Which request")

REQUESTED: Final = step(
    "expertise.requested",
    Label("Trưng cầu giám định, yêu cầu định giá", "Expert opinion or valuation requested"),
    BLTTHS.article(205),
    BLTTHS.article(215),
    at=_AT,
    dossiers=CASE_OR_MATTER,
    sentence=Label("Yêu cầu {ground} gửi {addressee}", "{ground} requested from {addressee}"),
    grounds_label=Label("Loại", "Kind"),
    grounds=(
        choice("expertise", "giám định", "expert opinion"),
        choice("valuation", "định giá tài sản", "valuation"),
        choice("repeated", "giám định, định giá lại", "repeated opinion or valuation"),
    ),
    addressee=Need.MUST,
    addressee_label=_BODY,
    due=Need.MUST,
    due_label=Label("Hạn trả kết luận", "Conclusion due on"),
)
EXTENDED: Final = step(
    "expertise.extended",
    Label("Gia hạn giám định, định giá", "Expert opinion or valuation put off"),
    BLTTHS.article(208),
    BLTTHS.article(216),
    at=_AT,
    dossiers=CASE_OR_MATTER,
    document=Need.MAY,
    answers=_REQUEST,
    answers_label=_WHICH,
    due=Need.MUST,
    due_label=Label("Hạn mới", "New day due"),
)
DELIVERED: Final = step(
    "expertise.delivered",
    Label("Có kết luận giám định, định giá", "Expert conclusion delivered"),
    BLTTHS.article(213),
    BLTTHS.article(221),
    at=_AT,
    dossiers=CASE_OR_MATTER,
    answers=_REQUEST,
    answers_label=_WHICH,
)
REFUSED: Final = step(
    "expertise.refused",
    Label("Từ chối giám định, định giá", "Expert opinion or valuation refused"),
    BLTTHS.article(68),
    BLTTHS.article(69),
    at=_AT,
    dossiers=CASE_OR_MATTER,
    answers=_REQUEST,
    answers_label=_WHICH,
    grounds_label=Label("Lý do từ chối", "Reason"),
    grounds=(
        choice("competence", "ngoài chuyên môn, thẩm quyền", "outside competence"),
        choice("documents", "thiếu tài liệu, đối tượng giám định", "documents or object lacking"),
        choice("time", "thời hạn không đủ", "time too short"),
        choice("conflict", "không bảo đảm vô tư, khách quan", "impartiality not assured"),
    ),
)

KINDS: Final = (REQUESTED, EXTENDED, DELIVERED, REFUSED)


@dataclass(frozen=True, slots=True)
class ExpertRequest:
    """One request. `due_on`: the day it is due now; `put_off`: how often; `answered_on` None while it waits.

    `ground`: "expertise", "valuation" or "repeated"; `refusal`: why it was refused, empty when it was delivered.
    """

    position: int
    ground: str
    body: str
    requested_on: date
    first_due_on: date | None
    due_on: date | None
    put_off: int = 0
    answered_on: date | None = None
    answered_by: int = 0
    refusal: str = ""

    def days_late(self, day: date) -> int:
        """By how many days the answer passes the day first set, as of `day`; 0 when it does not."""
        end = self.answered_on if self.answered_on is not None and self.answered_on <= day else day
        return max((end - self.first_due_on).days, 0) if self.first_due_on else 0

    def waits(self, day: date) -> bool:
        """Whether it was asked and not yet answered on `day`."""
        return self.requested_on <= day and (self.answered_on is None or day < self.answered_on)


def requests(acts: Iterable[Act]) -> tuple[ExpertRequest, ...]:
    """The requests of a dossier's standing acts, in the order in which they were made.

    An act that names no request belongs to the oldest one that waits.
    """
    found: dict[int, ExpertRequest] = {}
    for act in acts:
        if act.kind == "expertise.requested":
            found[act.root or act.position] = ExpertRequest(
                act.position, act.ground, act.addressee, act.effective_on, act.due_on, act.due_on
            )
            continue
        if not act.kind.startswith("expertise."):
            continue
        waiting = [key for key, one in found.items() if one.answered_on is None]
        key = act.answers if act.answers in found else next(iter(waiting), None)
        if key is None:
            continue
        if act.kind == "expertise.extended":
            found[key] = replace(found[key], due_on=act.due_on, put_off=found[key].put_off + 1)
        else:
            found[key] = replace(found[key], answered_on=act.effective_on, answered_by=act.position, refusal=act.ground)
    return tuple(found.values())
