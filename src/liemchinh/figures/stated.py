"""Figures that only papers give: the register holds no acts for them yet."""

from __future__ import annotations

from typing import Final

from liemchinh.figures.indicator import Stated, Subject, Unit
from liemchinh.kernel.label import Label


def _stated(code: str, vi: str, en: str, unit: Unit, subject: Subject, *, adds: bool = True) -> Stated:
    return Stated(
        code=code,
        label=Label(vi, en),
        definition=Label(
            "Sổ chưa ghi từng việc; số do văn bản nêu, đã được nhận khi đối chiếu.",
            "The register holds no acts for this; the figure is stated by papers and accepted by an officer.",
        ),
        unit=unit,
        subject=subject,
        adds=adds,
    )


STATED: Final = (
    _stated("petitions.received", "Đơn tiếp nhận", "Letters received", Unit.PETITION, Subject.PETITIONS),
    _stated("petitions.denunciations", "Tố cáo", "Denunciations", Unit.PETITION, Subject.PETITIONS),
    _stated("petitions.resolved", "Đơn, vụ đã giải quyết", "Letters settled", Unit.PETITION, Subject.PETITIONS),
    _stated(
        "declarations.filed",
        "Người kê khai tài sản, thu nhập",
        "Persons declaring assets and income",
        Unit.PERSON,
        Subject.PREVENTION,
    ),
    _stated(
        "declarations.verified",
        "Người được xác minh tài sản, thu nhập",
        "Persons whose declarations were verified",
        Unit.PERSON,
        Subject.PREVENTION,
    ),
    _stated(
        "prevention.transferred",
        "Người chuyển đổi vị trí công tác",
        "Persons rotated",
        Unit.PERSON,
        Subject.PREVENTION,
    ),
    _stated(
        "prevention.publicity_checks",
        "Cuộc kiểm tra công khai, minh bạch",
        "Checks of publicity and transparency",
        Unit.INSPECTION,
        Subject.PREVENTION,
    ),
    _stated("index.score", "Điểm đánh giá công tác PCTN", "Index score", Unit.POINT, Subject.INDEX, adds=False),
    _stated("index.rank", "Thứ hạng", "Index rank", Unit.RANK, Subject.INDEX, adds=False),
    _stated("index.rank_change", "Tăng, giảm bậc", "Change of rank", Unit.RANK, Subject.INDEX, adds=False),
    _stated(
        "index.participants",
        "Tỉnh, thành phố được xếp hạng",
        "Provinces ranked",
        Unit.PROVINCE,
        Subject.INDEX,
        adds=False,
    ),
)
