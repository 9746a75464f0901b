"""Acts of the procuracy once the investigation is concluded (BLTTHS, Điều 236 to 249; DOMAIN 3.4, 3.5)."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import Need, Role, Stage
from liemchinh.law.basis import BLTTHS
from liemchinh.law.declaring import choice, step, those
from liemchinh.law.investigation import SUSPENSION_GROUNDS, TERMINATION_GROUNDS

_AT: Final = Stage.PROSECUTION
RETURN_GROUNDS: Final = (
    choice("evidence", "thiếu chứng cứ", "evidence lacking"),
    choice("other_crime", "có căn cứ về tội khác, người khác", "another crime or person"),
    choice("procedure", "vi phạm nghiêm trọng thủ tục tố tụng", "serious breach of procedure"),
)

EXTENDED: Final = step(
    "prosecution.extended",
    Label("Gia hạn quyết định việc truy tố", "Decision on prosecution extended"),
    BLTTHS.article(240, 1),
    at=_AT,
)
RETURNED: Final = step(
    "case.returned",
    Label("Viện kiểm sát trả hồ sơ để điều tra bổ sung", "File returned by the procuracy"),
    BLTTHS.article(245),
    BLTTHS.article(174, 2),
    at=_AT,
    sentence=Label("Trả hồ sơ để điều tra bổ sung", "File returned for supplementary investigation"),
    leads_to=Stage.INVESTIGATION,
    held_at=Stage.INVESTIGATION,
    counted_from=Need.MAY,
    counted_label=Label("Ngày cơ quan điều tra nhận lại hồ sơ", "Day the investigating body got the file back"),
)
SUSPENDED: Final = step(
    "prosecution.suspended",
    Label("Viện kiểm sát tạm đình chỉ vụ án", "Case suspended by the procuracy"),
    BLTTHS.article(247),
    at=_AT,
    grounds=SUSPENSION_GROUNDS,
    released=True,
)
RESUMED: Final = step(
    "prosecution.resumed",
    Label("Viện kiểm sát phục hồi vụ án", "Case resumed by the procuracy"),
    BLTTHS.article(249),
    at=_AT,
    after=("prosecution.suspended",),
    held_at=_AT,
)
TERMINATED: Final = step(
    "prosecution.terminated",
    Label("Viện kiểm sát đình chỉ vụ án", "Case terminated by the procuracy"),
    BLTTHS.article(248),
    at=_AT,
    leads_to=Stage.ENDED,
    released=True,
    grounds=TERMINATION_GROUNDS,
)
TERMINATED_AGAINST: Final = step(
    "prosecution.terminated_against",
    Label("Viện kiểm sát đình chỉ đối với bị can", "Terminated against an accused by the procuracy"),
    BLTTHS.article(248),
    at=_AT,
    sentence=Label("Đình chỉ vụ án đối với {subjects}: {ground}", "Terminated against {subjects}: {ground}"),
    subjects=those("Những người được đình chỉ", "Persons no longer accused", Role.ACCUSED, role=Role.CLEARED),
    grounds=TERMINATION_GROUNDS,
)
INDICTED: Final = step(
    "case.indicted",
    Label("Truy tố bằng cáo trạng", "Indictment"),
    BLTTHS.article(240),
    BLTTHS.article(243),
    at=_AT,
    sentence=Label("Truy tố {subjects}", "Indicted: {subjects}"),
    leads_to=Stage.FIRST_INSTANCE,
    released=True,
    after=("case.investigation_concluded",),
    subjects=those("Những người bị truy tố", "Persons indicted", Role.ACCUSED),
)
SERVED: Final = step(
    "prosecution.served",
    Label("Giao cáo trạng cho bị can", "Indictment served"),
    BLTTHS.article(240, 2),
    at=Stage.FIRST_INSTANCE,
    document=Need.MAY,
    after=("case.indicted",),
)
FILE_SENT: Final = step(
    "prosecution.file_sent",
    Label("Chuyển hồ sơ sang Tòa án", "File sent to the court"),
    BLTTHS.article(244),
    at=Stage.FIRST_INSTANCE,
    document=Need.MAY,
    after=("case.indicted",),
)

KINDS: Final = (
    EXTENDED,
    RETURNED,
    SUSPENDED,
    RESUMED,
    TERMINATED_AGAINST,
    TERMINATED,
    INDICTED,
    SERVED,
    FILE_SENT,
)
