"""Who signs in to the demonstration: invented officers, one common password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib.auth.hashers import make_password

from liemchinh.directory.models import Committee, Duty, Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.kernel.label import Label

PASSWORD: Final = "liem-chinh-2026"  # noqa: S105 - printed on purpose: it opens invented registers only
"""Opens every sign-in of the demonstration."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One officer of the demonstration. `committee` is the code of the register of the duty, None for the system's."""

    username: str
    password: str
    name: str
    duty: Label
    committee: str | None
    role: DutyRole
    since: date


_2022: Final = date(2022, 6, 16)
_2025: Final = date(2025, 7, 1)

SIGN_INS: Final = (
    SignIn(
        "son-la.hanh",
        PASSWORD,
        "Bà T.T.H.",
        Label("Chuyên viên Ban Nội chính Tỉnh ủy Sơn La", "Specialist, Sơn La"),
        "son-la",
        DutyRole.SPECIALIST,
        _2022,
    ),
    SignIn(
        "son-la.dung",
        PASSWORD,
        "Ông P.V.D.",
        Label("Chuyên viên Ban Nội chính Tỉnh ủy Sơn La", "Specialist, Sơn La"),
        "son-la",
        DutyRole.SPECIALIST,
        _2022,
    ),
    SignIn(
        "son-la.minh",
        PASSWORD,
        "Ông L.Q.M.",
        Label("Phó Trưởng ban Nội chính Tỉnh ủy Sơn La", "Deputy head of office, Sơn La"),
        "son-la",
        DutyRole.HEAD,
        _2022,
    ),
    SignIn(
        "son-la.thanhvien",
        PASSWORD,
        "Bà V.T.L.",
        Label("Thành viên Ban Chỉ đạo tỉnh Sơn La", "Committee member, Sơn La"),
        "son-la",
        DutyRole.MEMBER,
        _2022,
    ),
    SignIn(
        "thai-nguyen.ha",
        PASSWORD,
        "Bà N.T.H.",
        Label("Chuyên viên Ban Nội chính Tỉnh ủy Thái Nguyên", "Specialist, Thái Nguyên"),
        "thai-nguyen-2",
        DutyRole.SPECIALIST,
        _2025,
    ),
    SignIn(
        "an-giang.khoa",
        PASSWORD,
        "Ông T.Đ.K.",
        Label("Chuyên viên Ban Nội chính Tỉnh ủy An Giang", "Specialist, An Giang"),
        "an-giang-2",
        DutyRole.SPECIALIST,
        _2025,
    ),
    SignIn(
        "can-tho.loan",
        PASSWORD,
        "Bà L.K.L.",
        Label("Trưởng ban Nội chính Thành ủy Cần Thơ", "Head of office, Cần Thơ"),
        "can-tho-2",
        DutyRole.HEAD,
        _2025,
    ),
    SignIn(
        "trung-uong.son",
        PASSWORD,
        "Ông H.V.S.",
        Label("Chuyên viên Ban Nội chính Trung ương", "Officer of the central commission"),
        "trung-uong",
        DutyRole.CENTRE,
        _2022,
    ),
    SignIn(
        "quan-tri",
        PASSWORD,
        "Ông Đ.M.T.",
        Label("Quản trị hệ thống", "System administrator"),
        None,
        DutyRole.ADMINISTRATOR,
        _2022,
    ),
)
"""In the order in which they are offered; the first is at home in Sơn La, where current work waits."""


def appoint() -> dict[str, Officer]:
    """Add the officers with their duties; returns them by sign-in name. The slow hash is computed once."""
    hashed = make_password(PASSWORD)
    committees = dict(Committee.objects.values_list("code", "id"))
    officers = Officer.objects.bulk_create(
        Officer(username=one.username, password=hashed, name=one.name, title=one.duty.vi) for one in SIGN_INS
    )
    Duty.objects.bulk_create(
        Duty(
            officer=officer,
            role=one.role.value,
            committee_id=committees[one.committee] if one.committee else None,
            valid_from=one.since,
        )
        for one, officer in zip(SIGN_INS, officers, strict=True)
    )
    return {officer.username: officer for officer in officers}
