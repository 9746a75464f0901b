"""The court of first instance (BLTTHS, Điều 276 to 327; DOMAIN 3.4, 3.5; penalties of BLHS, Điều 32)."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import Need, Role, Rung, Stage
from liemchinh.law.basis import BLTTHS
from liemchinh.law.declaring import choice, step, those
from liemchinh.law.investigation import SUSPENSION_GROUNDS, TERMINATION_GROUNDS

_AT: Final = Stage.FIRST_INSTANCE
VERDICTS: Final = (
    choice("guilty", "phạm tội", "guilty"),
    choice("not_guilty", "không phạm tội", "not guilty"),
)
PENALTIES: Final = (
    choice("warning", "cảnh cáo", "warning"),
    choice("fine", "phạt tiền", "fine"),
    choice("reform", "cải tạo không giam giữ", "non-custodial reform"),
    choice("suspended", "án treo", "suspended sentence"),
    choice("prison", "tù có thời hạn", "prison"),
    choice("life", "tù chung thân", "life imprisonment"),
    choice("death", "tử hình", "death"),
    choice("exempted", "miễn hình phạt", "exempted from penalty"),
)
IN_MONTHS: Final = ("reform", "suspended", "prison")
PENALTY: Final = Label("Hình phạt", "Penalty")

ACCEPTED: Final = step(
    "trial.accepted",
    Label("Tòa án thụ lý vụ án", "Acceptance by the court"),
    BLTTHS.article(276),
    BLTTHS.article(277),
    at=_AT,
    document=Need.MAY,
    after=("case.indicted",),
    held_at=_AT,
)
JUDGE_ASSIGNED: Final = step(
    "trial.judge_assigned",
    Label("Phân công Thẩm phán", "Judge assigned"),
    BLTTHS.article(276),
    at=_AT,
    document=Need.MAY,
    after=("trial.accepted",),
)
EXTENDED: Final = step(
    "trial.extended",
    Label("Gia hạn chuẩn bị xét xử", "Trial preparation extended"),
    BLTTHS.article(277, 1),
    at=_AT,
    after=("trial.accepted",),
)
RETURNED: Final = step(
    "trial.returned",
    Label("Tòa án trả hồ sơ để điều tra bổ sung", "File returned by the court"),
    BLTTHS.article(280),
    BLTTHS.article(174, 2),
    at=_AT,
    sentence=Label(
        "{ground} trả hồ sơ để điều tra bổ sung", "File returned for supplementary investigation by the {ground}"
    ),
    leads_to=Stage.INVESTIGATION,
    held_at=Stage.INVESTIGATION,
    grounds_label=Label("Ai trả", "By whom"),
    grounds=(
        choice("judge", "Thẩm phán chủ tọa", "presiding judge"),
        choice("panel", "Hội đồng xét xử", "trial panel"),
    ),
    counted_from=Need.MAY,
    counted_label=Label("Ngày cơ quan điều tra nhận lại hồ sơ", "Day the investigating body got the file back"),
)
SUSPENDED: Final = step(
    "trial.suspended",
    Label("Tòa án tạm đình chỉ vụ án", "Case suspended by the court"),
    BLTTHS.article(281),
    at=_AT,
    grounds=SUSPENSION_GROUNDS,
    released=True,
)
RESUMED: Final = step(
    "trial.resumed",
    Label("Tòa án phục hồi vụ án", "Case resumed by the court"),
    BLTTHS.article(283),
    BLTTHS.article(277, 2),
    at=_AT,
    after=("trial.suspended",),
    held_at=_AT,
)
TERMINATED: Final = step(
    "trial.terminated",
    Label("Tòa án đình chỉ vụ án", "Case terminated by the court"),
    BLTTHS.article(282),
    at=_AT,
    leads_to=Stage.ENDED,
    released=True,
    grounds=TERMINATION_GROUNDS,
)
ORDERED: Final = step(
    "trial.ordered",
    Label("Quyết định đưa vụ án ra xét xử", "Decision to try the case"),
    BLTTHS.article(61),
    BLTTHS.article(277),
    at=_AT,
    sentence=Label("Quyết định đưa ra xét xử {subjects}", "Decision to try {subjects}"),
    after=("case.indicted",),
    held_at=_AT,
    subjects=those(
        "Những người bị đưa ra xét xử", "Persons to be tried", Role.ACCUSED, Role.DEFENDANT, role=Role.DEFENDANT
    ),
)
ADJOURNED: Final = step(
    "trial.adjourned",
    Label("Hoãn phiên tòa sơ thẩm", "First-instance hearing adjourned"),
    BLTTHS.article(297),
    at=_AT,
    after=("trial.ordered",),
    grounds=(
        choice("absence", "vắng mặt người phải có mặt", "somebody whose presence is required was absent"),
        choice("replacement", "thay đổi người tiến hành tố tụng", "persons conducting the trial replaced"),
        choice("evidence", "cần xác minh, thu thập thêm chứng cứ", "further evidence needed"),
        choice("expertise", "cần giám định, định giá lại", "repeated expert opinion needed"),
    ),
    due=Need.MAY,
    due_label=Label("Ngày mở lại phiên tòa", "Day of the next hearing"),
)
TRIED: Final = step(
    "trial.first_instance",
    Label("Xét xử sơ thẩm", "First-instance judgment"),
    BLTTHS.article(326),
    BLTTHS.article(327),
    at=_AT,
    sentence=Label("Tòa án tuyên án sơ thẩm đối với {subjects}", "First-instance judgment on {subjects}"),
    after=("trial.ordered",),
    once=True,
    released=True,
    subjects=those(
        "Những bị cáo được tuyên án",
        "Defendants judged",
        Role.DEFENDANT,
        outcomes=VERDICTS,
        forms=PENALTIES,
        forms_label=PENALTY,
        forms_needed=False,
        months=IN_MONTHS,
    ),
    money=(Rung.JUDGED,),
)
APPEALED: Final = step(
    "trial.appealed",
    Label("Kháng cáo, kháng nghị", "Appeal or protest"),
    BLTTHS.article(331),
    BLTTHS.article(333),
    BLTTHS.article(337),
    at=frozenset({Stage.FIRST_INSTANCE, Stage.APPEAL}),
    sentence=Label("Có kháng cáo, kháng nghị bản án sơ thẩm", "First-instance judgment appealed or protested"),
    document=Need.MAY,
    leads_to=Stage.APPEAL,
    after=("trial.first_instance",),
    subjects=those("Bị cáo có kháng cáo, bị kháng nghị", "Defendants concerned", Role.DEFENDANT, least=0),
)

KINDS: Final = (
    ACCEPTED,
    JUDGE_ASSIGNED,
    EXTENDED,
    RETURNED,
    SUSPENDED,
    RESUMED,
    TERMINATED,
    ORDERED,
    ADJOURNED,
    TRIED,
    APPEALED,
)
