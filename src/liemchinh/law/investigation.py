"""Acts of the investigating body and of the procuracy over it (BLTTHS, Điều 153 to 180, 229 to 235; DOMAIN 3.5)."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import Need, Party, Role, Stage, SubjectSpec
from liemchinh.law.basis import BLTTHS
from liemchinh.law.declaring import OPENED, PROCEEDINGS, choice, newcomers, step, those

_AT: Final = Stage.INVESTIGATION
SUSPENSION_GROUNDS: Final = (
    choice("unknown", "chưa xác định được bị can hoặc nơi ở của bị can", "accused or whereabouts unknown"),
    choice("illness", "bị can bị bệnh hiểm nghèo, bệnh tâm thần", "mental or grave illness"),
    choice("expertise", "chờ kết luận giám định, định giá, tương trợ tư pháp", "expert opinion pending"),
    choice("force_majeure", "bất khả kháng do thiên tai, dịch bệnh", "force majeure"),
)
TERMINATION_GROUNDS: Final = (
    choice("no_crime", "hành vi không cấu thành tội phạm", "the act is no crime"),
    choice("not_proven", "hết hạn điều tra mà không chứng minh được", "not proven within the limit"),
    choice("waived", "miễn trách nhiệm hình sự", "liability waived"),
    choice("limitation", "hết thời hiệu truy cứu", "limitation period over"),
    choice("deceased", "người thực hiện hành vi đã chết", "the person has died"),
    choice("withdrawn", "người yêu cầu khởi tố rút yêu cầu", "the request to prosecute was withdrawn"),
)

INITIATED: Final = step(
    "case.initiated",
    Label("Khởi tố vụ án", "Opening of a criminal case"),
    BLTTHS.article(143),
    BLTTHS.article(153),
    BLTTHS.article(154),
    at=Stage.SOURCE,
    sentence=Label("Khởi tố vụ án {offence}", "Criminal case opened: {offence}"),
    leads_to=_AT,
    held_at=_AT,
    once=True,
    offence=Need.MUST,
)
OPENING_SENT: Final = step(
    "case.opening_sent",
    Label("Gửi quyết định khởi tố cho Viện kiểm sát", "Decision to open sent to the procuracy"),
    BLTTHS.article(154, 2),
    BLTTHS.article(179, 3),
    at=_AT,
    document=Need.MAY,
    after=OPENED,
)
OPENING_CHANGED: Final = step(
    "case.opening_changed",
    Label("Thay đổi quyết định khởi tố vụ án", "Decision to open the case changed"),
    BLTTHS.article(156),
    at=_AT,
    sentence=Label("Thay đổi quyết định khởi tố vụ án: {offence}", "Decision to open changed: {offence}"),
    after=OPENED,
    offence=Need.MUST,
)
OPENING_SUPPLEMENTED: Final = step(
    "case.opening_supplemented",
    Label("Bổ sung quyết định khởi tố vụ án", "Decision to open the case supplemented"),
    BLTTHS.article(156),
    at=_AT,
    sentence=Label("Bổ sung quyết định khởi tố vụ án: {offence}", "Decision to open supplemented: {offence}"),
    after=OPENED,
    offence=Need.MUST,
)
CHARGED: Final = step(
    "case.charged",
    Label("Khởi tố bị can", "Charge of an accused"),
    BLTTHS.article(179),
    at=_AT,
    sentence=Label("Khởi tố bị can: {subjects}", "Accused charged: {subjects}"),
    after=OPENED,
    counted_from=Need.MAY,
    counted_label=Label("Ngày Viện kiểm sát nhận hồ sơ phê chuẩn", "Day the procuracy received the file"),
    subjects=newcomers("Những người bị khởi tố", "Persons charged", Role.ACCUSED, charge=Need.MUST),
)
CHARGE_SUPPLEMENTED: Final = step(
    "case.charge_supplemented",
    Label("Khởi tố bổ sung, thay đổi tội danh", "Charge supplemented or changed"),
    BLTTHS.article(180),
    at=_AT,
    sentence=Label("Bổ sung, thay đổi tội danh: {subjects}", "Charge supplemented or changed: {subjects}"),
    subjects=those(
        "Bị can được bổ sung, thay đổi tội danh",
        "Accused whose charge changes",
        Role.ACCUSED,
        role=Role.ACCUSED,
        charge=Need.MUST,
    ),
)
CHARGES_APPROVED: Final = step(
    "case.charges_approved",
    Label("Phê chuẩn quyết định khởi tố bị can", "Approval of charges by the procuracy"),
    BLTTHS.article(179, 3),
    at=_AT,
    sentence=Label(
        "Viện kiểm sát phê chuẩn khởi tố bị can: {subjects}", "Procuracy approved the charges against {subjects}"
    ),
    after=("case.charged",),
    subjects=those("Bị can được phê chuẩn khởi tố", "Accused whose charges are approved", Role.ACCUSED),
)
CHARGES_CANCELLED: Final = step(
    "case.charges_cancelled",
    Label("Hủy quyết định khởi tố bị can", "Charges cancelled by the procuracy"),
    BLTTHS.article(179, 3),
    at=_AT,
    sentence=Label(
        "Viện kiểm sát hủy quyết định khởi tố bị can: {subjects}", "Procuracy cancelled the charges against {subjects}"
    ),
    after=("case.charged",),
    subjects=those("Những người được hủy khởi tố", "Persons no longer accused", Role.ACCUSED, role=Role.CLEARED),
)
EXTENDED: Final = step(
    "case.investigation_extended",
    Label("Gia hạn điều tra", "Extension of the investigation"),
    BLTTHS.article(172, 2),
    BLTTHS.article(174),
    at=_AT,
    sentence=Label("Gia hạn thời hạn điều tra", "Investigation extended"),
    after=OPENED,
)
SUSPENDED: Final = step(
    "case.suspended",
    Label("Tạm đình chỉ điều tra", "Suspension of the investigation"),
    BLTTHS.article(229),
    at=_AT,
    grounds=SUSPENSION_GROUNDS,
    released=True,
)
SUSPENDED_AGAINST: Final = step(
    "case.suspended_against",
    Label("Tạm đình chỉ điều tra đối với bị can", "Suspension against an accused"),
    BLTTHS.article(229, 2),
    at=_AT,
    sentence=Label("Tạm đình chỉ điều tra đối với {subjects}: {ground}", "Suspended against {subjects}: {ground}"),
    grounds=SUSPENSION_GROUNDS[:2],
    subjects=those("Bị can được tạm đình chỉ", "Accused against whom it is suspended", Role.ACCUSED),
)
RESUMED: Final = step(
    "case.resumed",
    Label("Phục hồi điều tra", "Resumption of the investigation"),
    BLTTHS.article(235),
    BLTTHS.article(174, 1),
    at=_AT,
    after=("case.suspended",),
    held_at=_AT,
)
RESUMED_AGAINST: Final = step(
    "case.resumed_against",
    Label("Phục hồi điều tra đối với bị can", "Resumption against an accused"),
    BLTTHS.article(235),
    at=_AT,
    after=("case.suspended_against",),
    subjects=those("Bị can được phục hồi điều tra", "Accused against whom it is resumed", Role.ACCUSED),
)
REOPENED: Final = step(
    "case.reopened",
    Label("Phục hồi vụ án đã đình chỉ", "Terminated case reopened"),
    BLTTHS.article(235),
    at=Stage.ENDED,
    after=("case.terminated",),
    leads_to=_AT,
    held_at=_AT,
    subjects=those(
        "Những người bị phục hồi điều tra", "Persons investigated again", Role.CLEARED, role=Role.ACCUSED, least=0
    ),
)
TERMINATED_AGAINST: Final = step(
    "case.terminated_against",
    Label("Đình chỉ điều tra đối với bị can", "Termination against an accused"),
    BLTTHS.article(230),
    at=frozenset({Stage.INVESTIGATION, Stage.PROSECUTION}),
    sentence=Label("Đình chỉ điều tra đối với {subjects}: {ground}", "Terminated against {subjects}: {ground}"),
    subjects=those("Những người được đình chỉ", "Persons no longer accused", Role.ACCUSED, role=Role.CLEARED),
    grounds=TERMINATION_GROUNDS,
)
TERMINATED: Final = step(
    "case.terminated",
    Label("Đình chỉ vụ án", "Termination of the case"),
    BLTTHS.article(230),
    BLTTHS.article(248),
    at=frozenset({Stage.INVESTIGATION, Stage.PROSECUTION, Stage.FIRST_INSTANCE}),
    leads_to=Stage.ENDED,
    released=True,
    grounds=TERMINATION_GROUNDS,
)
CONCLUDED: Final = step(
    "case.investigation_concluded",
    Label("Kết luận điều tra, đề nghị truy tố", "Investigation concluded, prosecution proposed"),
    BLTTHS.article(232),
    BLTTHS.article(233),
    at=_AT,
    sentence=Label(
        "Kết luận điều tra, đề nghị truy tố {subjects}", "Investigation concluded, prosecution proposed: {subjects}"
    ),
    leads_to=Stage.PROSECUTION,
    held_at=Stage.PROSECUTION,
    after=("case.charged", "case.split_from", "case.merged_from"),
    counted_from=Need.MAY,
    counted_label=Label("Ngày Viện kiểm sát nhận hồ sơ", "Day the procuracy received the file"),
    subjects=those("Những người được đề nghị truy tố", "Persons proposed for prosecution", Role.ACCUSED),
)
_LEAVING: Final = frozenset({Stage.INVESTIGATION, Stage.PROSECUTION})
MERGED_INTO: Final = step(
    "case.merged_into",
    Label("Nhập vào vụ án khác", "Merged into another case"),
    BLTTHS.article(170),
    BLTTHS.article(242),
    at=_LEAVING,
    sentence=Label("Nhập vào vụ án {related}", "Merged into case {related}"),
    leads_to=Stage.ENDED,
    released=True,
    related=Need.MUST,
)
MERGED_FROM: Final = step(
    "case.merged_from",
    Label("Nhận vụ án khác nhập vào", "Another case merged in"),
    BLTTHS.article(170),
    BLTTHS.article(242),
    at=_LEAVING,
    sentence=Label("Nhận vụ án {related} nhập vào", "Case {related} merged into this one"),
    related=Need.MUST,
    subjects=newcomers("Bị can chuyển sang", "Accused who come over", Role.ACCUSED, charge=Need.MUST, least=0),
)
SPLIT: Final = step(
    "case.split",
    Label("Tách vụ án", "Case split"),
    BLTTHS.article(170),
    BLTTHS.article(242),
    at=_LEAVING,
    sentence=Label("Tách thành vụ án {related}", "Split: case {related}"),
    related=Need.MUST,
    subjects=those("Bị can chuyển sang vụ án tách ra", "Accused who leave", Role.ACCUSED, role=Role.MOVED, least=0),
)
SPLIT_FROM: Final = step(
    "case.split_from",
    Label("Vụ án tách ra từ vụ án khác", "Case split from another"),
    BLTTHS.article(170),
    BLTTHS.article(242),
    at=Stage.SOURCE,
    sentence=Label("Tách từ vụ án {related}: {offence}", "Split from case {related}: {offence}"),
    leads_to=_AT,
    held_at=_AT,
    once=True,
    unless=("case.initiated",),
    offence=Need.MUST,
    related=Need.MUST,
    counted_from=Need.MUST,
    counted_label=Label("Ngày khởi tố vụ án gốc", "Day the original case was opened"),
    due=Need.MAY,
    due_label=Label("Hạn điều tra còn lại theo quyết định", "Remaining limit as decided"),
    subjects=newcomers("Bị can của vụ án tách ra", "Accused of this case", Role.ACCUSED, charge=Need.MUST, least=0),
)
OTHER_MEASURE: Final = step(
    "measure.applied",
    Label("Áp dụng biện pháp ngăn chặn khác", "Other preventive measure"),
    BLTTHS.article(121),
    BLTTHS.article(122),
    BLTTHS.article(123),
    BLTTHS.article(124),
    at=PROCEEDINGS,
    subjects=SubjectSpec(
        label=Label("Người bị áp dụng", "Persons concerned"),
        party=Party.PERSON,
        standing=frozenset({Role.HELD, Role.ACCUSED, Role.DEFENDANT}),
        forms_label=Label("Biện pháp", "Measure"),
        forms=(
            choice("bail", "bảo lĩnh", "bail by guarantee"),
            choice("deposit", "đặt tiền để bảo đảm", "deposit of money"),
            choice("residence", "cấm đi khỏi nơi cư trú", "ban on leaving the residence"),
            choice("exit_ban", "tạm hoãn xuất cảnh", "exit suspended"),
        ),
    ),
)

KINDS: Final = (
    INITIATED,
    OPENING_SENT,
    OPENING_CHANGED,
    OPENING_SUPPLEMENTED,
    CHARGED,
    CHARGES_APPROVED,
    CHARGES_CANCELLED,
    CHARGE_SUPPLEMENTED,
    OTHER_MEASURE,
    EXTENDED,
    SUSPENDED,
    SUSPENDED_AGAINST,
    RESUMED,
    RESUMED_AGAINST,
    TERMINATED_AGAINST,
    TERMINATED,
    REOPENED,
    CONCLUDED,
    MERGED_INTO,
    MERGED_FROM,
    SPLIT,
    SPLIT_FROM,
)
