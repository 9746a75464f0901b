"""Appeal, cassation, judgment in force and its enforcement (BLTTHS, Điều 330 to 415; DOMAIN 3.4, 3.5)."""

from __future__ import annotations

from datetime import date
from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import Choice, Need, Role, Rung, Stage
from liemchinh.law.basis import BLTTHS
from liemchinh.law.declaring import choice, step, those
from liemchinh.law.trial import IN_MONTHS, PENALTIES, PENALTY, VERDICTS

_AT: Final = Stage.APPEAL
OVERTURNED: Final = (
    choice("reinvestigate", "hủy án, điều tra lại", "overturned, to be investigated again"),
    choice("retry", "hủy án, xét xử lại", "overturned, to be tried again"),
    choice("terminated", "hủy án, đình chỉ vụ án", "overturned and terminated"),
)
RESULTS: Final = (
    choice("upheld", "giữ nguyên bản án", "upheld"),
    choice("amended", "sửa bản án", "amended"),
    choice("acquitted", "tuyên không phạm tội", "acquitted"),
    *OVERTURNED,
)
AFTERWARDS: Final = (
    ("reinvestigate", Role.ACCUSED),
    ("retry", Role.DEFENDANT),
    ("terminated", Role.CLEARED),
    ("acquitted", Role.ACQUITTED),
)
BACK_TO: Final = (("reinvestigate", Stage.INVESTIGATION), ("retry", Stage.FIRST_INSTANCE))

ACCEPTED: Final = step(
    "appeal.accepted",
    Label("Tòa án thụ lý phúc thẩm", "Appeal accepted by the court"),
    BLTTHS.article(340),
    BLTTHS.article(346, 1),
    at=_AT,
    document=Need.MAY,
    held_at=_AT,
    counted_from=Need.MAY,
    counted_label=Label("Ngày Tòa án nhận hồ sơ", "Day the court received the file"),
    grounds_label=Label("Tòa án", "Court"),
    grounds=(
        choice("province", "Tòa án nhân dân cấp tỉnh", "provincial court"),
        Choice("higher", Label("Tòa án nhân dân cấp cao", "higher court"), None, date(2025, 6, 30)),
        Choice("supreme", Label("Tòa án nhân dân tối cao", "Supreme Court"), date(2025, 7, 1)),
    ),
    subjects=those("Bị cáo được xét xử phúc thẩm", "Defendants on appeal", Role.DEFENDANT, least=0),
)
WITHDRAWN: Final = step(
    "appeal.withdrawn",
    Label("Rút kháng cáo, kháng nghị; đình chỉ phúc thẩm", "Appeal withdrawn and terminated"),
    BLTTHS.article(342),
    BLTTHS.article(348),
    at=_AT,
    released=True,
    leads_to=Stage.FIRST_INSTANCE,
)
ORDERED: Final = step(
    "appeal.ordered",
    Label("Quyết định đưa vụ án ra xét xử phúc thẩm", "Decision to hear the appeal"),
    BLTTHS.article(346, 2),
    at=_AT,
    after=("appeal.accepted",),
)
ADJOURNED: Final = step(
    "appeal.adjourned",
    Label("Hoãn phiên tòa phúc thẩm", "Appeal hearing adjourned"),
    BLTTHS.article(352),
    at=_AT,
    after=("appeal.ordered",),
    due=Need.MAY,
    due_label=Label("Ngày mở lại phiên tòa", "Day of the next hearing"),
)
DECIDED: Final = step(
    "trial.appeal_decided",
    Label("Xét xử phúc thẩm", "Appeal judgment"),
    BLTTHS.article(355),
    at=_AT,
    sentence=Label("Tòa án tuyên án phúc thẩm", "Appeal judgment pronounced"),
    once=True,
    released=True,
    leads_by_outcome=BACK_TO,
    subjects=those(
        "Kết quả đối với từng bị cáo",
        "Result for each defendant",
        Role.DEFENDANT,
        least=0,
        outcomes=RESULTS,
        role_by_outcome=AFTERWARDS,
        forms=PENALTIES,
        forms_label=PENALTY,
        forms_needed=False,
        months=IN_MONTHS,
    ),
)
IN_FORCE: Final = step(
    "judgment.in_force",
    Label("Bản án có hiệu lực pháp luật", "Judgment in force"),
    BLTTHS.article(343),
    BLTTHS.article(364),
    at=frozenset({Stage.INVESTIGATION, Stage.FIRST_INSTANCE, Stage.APPEAL}),
    sentence=Label("Bản án có hiệu lực pháp luật: {subjects}", "Judgment in force: {subjects}"),
    document=Need.MAY,
    leads_to=Stage.ENFORCEMENT,
    keeps=frozenset({Stage.INVESTIGATION}),
    released=True,
    after=("trial.first_instance", "trial.appeal_decided"),
    subjects=those(
        "Kết quả đối với từng bị cáo",
        "Result for each defendant",
        Role.DEFENDANT,
        Role.ACQUITTED,
        role=Role.CONVICTED,
        outcomes=VERDICTS,
        role_by_outcome=(("guilty", Role.CONVICTED), ("not_guilty", Role.ACQUITTED)),
        forms=PENALTIES,
        forms_label=PENALTY,
        forms_needed=False,
        months=IN_MONTHS,
    ),
    money=(Rung.ADJUDGED,),
)
ENFORCEMENT_ORDERED: Final = step(
    "judgment.enforcement_ordered",
    Label("Quyết định thi hành án hình sự", "Enforcement of the sentence ordered"),
    BLTTHS.article(364),
    at=Stage.ENFORCEMENT,
    subjects=those("Người chấp hành án", "Persons serving a sentence", Role.CONVICTED, role=Role.SERVING, least=0),
)
ENFORCED: Final = step(
    "judgment.enforced",
    Label("Thi hành xong bản án", "Judgment fully enforced"),
    BLTTHS.article(364),
    at=Stage.ENFORCEMENT,
    document=Need.MAY,
    leads_to=Stage.ENDED,
)
PROTESTED: Final = step(
    "cassation.protested",
    Label("Kháng nghị giám đốc thẩm, tái thẩm", "Protest for cassation or reopening"),
    BLTTHS.article(373),
    BLTTHS.article(379),
    BLTTHS.article(400),
    at=frozenset({Stage.ENFORCEMENT, Stage.ENDED}),
    grounds_label=Label("Thủ tục", "Procedure"),
    grounds=(
        choice("cassation", "giám đốc thẩm", "cassation"),
        choice("reopening", "tái thẩm", "reopening"),
    ),
    after=("judgment.in_force",),
)
CASSATION_DECIDED: Final = step(
    "cassation.decided",
    Label("Quyết định giám đốc thẩm, tái thẩm", "Cassation or reopening decided"),
    BLTTHS.article(388),
    BLTTHS.article(402),
    at=frozenset({Stage.ENFORCEMENT, Stage.ENDED}),
    after=("cassation.protested",),
    leads_by_outcome=BACK_TO,
    subjects=those(
        "Kết quả đối với từng người",
        "Result for each person",
        Role.CONVICTED,
        Role.SERVING,
        outcomes=(
            choice("upheld", "giữ nguyên bản án", "upheld"),
            choice("amended", "sửa bản án", "amended"),
            *OVERTURNED,
        ),
        role_by_outcome=AFTERWARDS,
    ),
)

KINDS: Final = (
    ACCEPTED,
    WITHDRAWN,
    ORDERED,
    ADJOURNED,
    DECIDED,
    IN_FORCE,
    ENFORCEMENT_ORDERED,
    ENFORCED,
    PROTESTED,
    CASSATION_DECIDED,
)
