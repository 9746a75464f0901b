"""Statutory limits as dated data (DOMAIN 3.4): maxima; what 2025 may have changed stays editable here."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import Final

from liemchinh.kernel.catalogue import Catalogue
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Severity
from liemchinh.law.basis import BLTTHS, ND_59, Article


class Unit(enum.Enum):
    """How a limit is counted."""

    DAYS = "ngày"
    WORKING_DAYS = "ngày làm việc"
    MONTHS = "tháng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One clock: which acts start, extend, stop and end it, and how long it runs.

    `base` and each entry of `extensions` hold one value, or four by class of crime (less serious … especially
    serious); 0 = no such extension for the class. `lapses`: when it passes nothing is overdue, the right is gone.
    """

    code: str
    label: Label
    basis: Article
    unit: Unit
    base: tuple[int, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    extends: tuple[str, ...] = ()
    extensions: tuple[tuple[int, ...], ...] = ()
    suspends: tuple[str, ...] = ()
    warn_days: int = 3
    lapses: bool = False
    each: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    def length(self, severity: Severity) -> int:
        """The base length for a class of crime, in `unit`."""
        return self.base[0] if len(self.base) == 1 else self.base[severity - 1]

    def extension(self, number: int, severity: Severity) -> int:
        """The length of extension `number` (from 1), 0 when the law gives none."""
        if number > len(self.extensions):
            return 0
        lengths = self.extensions[number - 1]
        return lengths[0] if len(lengths) == 1 else lengths[severity - 1]


_ENDS_INVESTIGATION: Final = ("case.investigation_concluded", "case.terminated")

LIMITS: Final = Catalogue(
    "Thời hạn",
    (
        Limit(
            code="source",
            label=Label("Giải quyết nguồn tin", "Settling the source"),
            basis=BLTTHS.article(147, 1),
            unit=Unit.DAYS,
            base=(20,),
            starts=("source.received",),
            ends=("case.initiated", "source.declined", "matter.checking_started", "matter.turned_into_case"),
            warn_days=5,
        ),
        Limit(
            code="investigation",
            label=Label("Điều tra", "Investigation"),
            basis=BLTTHS.article(172),
            unit=Unit.MONTHS,
            base=(2, 3, 4, 4),
            starts=("case.initiated",),
            ends=_ENDS_INVESTIGATION,
            extends=("case.investigation_extended",),
            extensions=((2, 3, 4, 4), (0, 2, 4, 4), (0, 0, 0, 4)),
            suspends=("case.suspended",),
            warn_days=10,
        ),
        Limit(
            code="investigation.resumed",
            label=Label("Điều tra sau phục hồi", "Investigation after resumption"),
            basis=BLTTHS.article(174, 1),
            unit=Unit.MONTHS,
            base=(2, 2, 3, 3),
            starts=("case.resumed",),
            ends=_ENDS_INVESTIGATION,
            extends=("case.investigation_extended",),
            extensions=((1, 2, 2, 3),),
            suspends=("case.suspended",),
            warn_days=10,
        ),
        Limit(
            code="investigation.supplementary",
            label=Label("Điều tra bổ sung", "Supplementary investigation"),
            basis=BLTTHS.article(174, 2),
            unit=Unit.MONTHS,
            base=(2,),
            starts=("case.returned",),
            ends=_ENDS_INVESTIGATION,
            suspends=("case.suspended",),
            warn_days=10,
        ),
        Limit(
            code="approval",
            label=Label("Phê chuẩn khởi tố bị can", "Approval of the charge"),
            basis=BLTTHS.article(179, 3),
            unit=Unit.DAYS,
            base=(3,),
            starts=("case.charged",),
            ends=("case.charges_approved", "case.terminated"),
            warn_days=1,
            each=True,
        ),
        Limit(
            code="prosecution",
            label=Label("Quyết định việc truy tố", "Decision on prosecution"),
            basis=BLTTHS.article(240, 1),
            unit=Unit.DAYS,
            base=(20, 20, 30, 30),
            starts=("case.investigation_concluded",),
            ends=("case.indicted", "case.returned", "case.terminated"),
            warn_days=7,
        ),
        Limit(
            code="trial.preparation",
            label=Label("Chuẩn bị xét xử sơ thẩm", "Trial preparation"),
            basis=BLTTHS.article(277, 1),
            unit=Unit.DAYS,
            base=(30, 45, 60, 90),
            starts=("trial.accepted",),
            ends=("trial.ordered", "case.returned", "case.terminated"),
            warn_days=7,
        ),
        Limit(
            code="trial.hearing",
            label=Label("Mở phiên tòa sơ thẩm", "Opening the first-instance hearing"),
            basis=BLTTHS.article(277, 3),
            unit=Unit.DAYS,
            base=(15,),
            starts=("trial.ordered",),
            ends=("trial.first_instance",),
            warn_days=3,
        ),
        Limit(
            code="trial.appeal_time",
            label=Label("Hết thời hạn kháng cáo, kháng nghị cùng cấp", "End of the time for appeal and protest"),
            basis=BLTTHS.article(333),
            unit=Unit.DAYS,
            base=(15,),
            starts=("trial.first_instance",),
            ends=("trial.appealed", "judgment.in_force"),
            lapses=True,
        ),
        Limit(
            code="heads",
            label=Label("Xem xét trách nhiệm người đứng đầu", "Considering the responsibility of heads"),
            basis=ND_59.article(79),
            unit=Unit.WORKING_DAYS,
            base=(30,),
            starts=("judgment.in_force",),
            ends=("heads.administrative", "heads.criminal", "heads.excluded"),
            warn_days=7,
        ),
    ),
)
