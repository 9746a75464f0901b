"""Sources of information on crime, from receipt to settlement (BLTTHS, Điều 144 to 150, 157, 158; DOMAIN 3.4)."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import Need, Party, Role, Stage, SubjectSpec
from liemchinh.law.basis import BLTTHS
from liemchinh.law.declaring import CASE_OR_MATTER, choice, step

_SOURCE: Final = Stage.SOURCE

RECEIVED: Final = step(
    "source.received",
    Label("Tiếp nhận nguồn tin về tội phạm", "Receipt of a source of information on crime"),
    BLTTHS.article(144),
    BLTTHS.article(147),
    at=_SOURCE,
    dossiers=CASE_OR_MATTER,
    document=Need.MAY,
    once=True,
    counted_from=Need.MAY,
    counted_label=Label("Ngày cơ quan điều tra nhận", "Day the investigating body received it"),
    grounds_label=Label("Loại nguồn tin", "Kind of source"),
    grounds=(
        choice("report", "tố giác về tội phạm", "report by a person"),
        choice("news", "tin báo về tội phạm", "news from a body or the press"),
        choice("recommendation", "kiến nghị khởi tố", "recommendation to prosecute"),
        choice("found", "cơ quan tố tụng trực tiếp phát hiện", "found by a body of procedure itself"),
    ),
    subjects=SubjectSpec(
        label=Label("Người bị tố giác, bị kiến nghị khởi tố", "Persons reported"),
        party=Party.EITHER,
        role=Role.REPORTED,
        least=0,
    ),
    held_at=_SOURCE,
)
NOTIFIED: Final = step(
    "source.notified",
    Label("Thông báo tiếp nhận nguồn tin cho Viện kiểm sát", "Procuracy notified of the source"),
    BLTTHS.article(146),
    at=_SOURCE,
    dossiers=CASE_OR_MATTER,
    document=Need.MAY,
    after=("source.received",),
)
EXTENDED: Final = step(
    "source.extended",
    Label("Kéo dài, gia hạn giải quyết nguồn tin", "Settling of the source extended"),
    BLTTHS.article(147, 2),
    at=_SOURCE,
    dossiers=CASE_OR_MATTER,
    after=("source.received",),
)
SUSPENDED: Final = step(
    "source.suspended",
    Label("Tạm đình chỉ giải quyết nguồn tin", "Settling of the source suspended"),
    BLTTHS.article(148),
    at=_SOURCE,
    dossiers=CASE_OR_MATTER,
    after=("source.received",),
    released=True,
    grounds=(
        choice("expertise", "chờ kết luận giám định, định giá", "expert opinion or valuation pending"),
        choice("legal_aid", "chờ tương trợ tư pháp nước ngoài", "foreign legal aid pending"),
        choice("documents", "chờ tài liệu, đồ vật quan trọng", "key documents pending"),
        choice("force_majeure", "bất khả kháng do thiên tai, dịch bệnh", "force majeure"),
    ),
)
SUSPENSION_CANCELLED: Final = step(
    "source.suspension_cancelled",
    Label("Viện kiểm sát hủy tạm đình chỉ nguồn tin", "Suspension of the source cancelled by the procuracy"),
    BLTTHS.article(148, 3),
    at=_SOURCE,
    dossiers=CASE_OR_MATTER,
    after=("source.suspended",),
    counted_from=Need.MAY,
    counted_label=Label("Ngày cơ quan điều tra nhận quyết định hủy", "Day the investigating body received it"),
    held_at=_SOURCE,
)
RESUMED: Final = step(
    "source.resumed",
    Label("Phục hồi giải quyết nguồn tin", "Settling of the source resumed"),
    BLTTHS.article(149),
    at=_SOURCE,
    dossiers=CASE_OR_MATTER,
    after=("source.suspended",),
    held_at=_SOURCE,
)
DECLINED: Final = step(
    "source.declined",
    Label("Quyết định không khởi tố vụ án", "Decision not to open a case"),
    BLTTHS.article(157),
    BLTTHS.article(158),
    at=frozenset({Stage.SOURCE, Stage.CHECKING}),
    dossiers=CASE_OR_MATTER,
    sentence=Label("Quyết định không khởi tố vụ án hình sự", "Decision not to open a criminal case"),
    leads_to=Stage.ENDED,
    released=True,
)

KINDS: Final = (RECEIVED, NOTIFIED, EXTENDED, SUSPENDED, SUSPENSION_CANCELLED, RESUMED, DECLINED)
