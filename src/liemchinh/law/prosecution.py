"""Acts of the investigating body, the procuracy and the court (DOMAIN 3.3 to 3.5).

The committee never does these acts; it records what the competent bodies did.
"""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import ActKind, Choice, DossierKind, Need, Party, Role, Stage, SubjectSpec
from liemchinh.law.basis import BLTTHS

CASE: Final = frozenset({DossierKind.CASE})
CASE_OR_MATTER: Final = frozenset({DossierKind.CASE, DossierKind.MATTER})

SOURCE_RECEIVED: Final = ActKind(
    code="source.received",
    label=Label("Tiếp nhận nguồn tin về tội phạm", "Receipt of a source of information on crime"),
    sentence=Label("Tiếp nhận nguồn tin về tội phạm: {ground}", "Source of information received: {ground}"),
    basis=(BLTTHS.article(144), BLTTHS.article(147)),
    dossiers=CASE_OR_MATTER,
    stages=frozenset({Stage.SOURCE}),
    once=True,
    grounds_label=Label("Loại nguồn tin", "Kind of source"),
    grounds=(
        Choice("report", Label("tố giác về tội phạm", "report by a person")),
        Choice("news", Label("tin báo về tội phạm", "news from a body or the press")),
        Choice("recommendation", Label("kiến nghị khởi tố", "recommendation to prosecute")),
    ),
)
SOURCE_DECLINED: Final = ActKind(
    code="source.declined",
    label=Label("Quyết định không khởi tố vụ án", "Decision not to open a case"),
    sentence=Label("Quyết định không khởi tố vụ án hình sự", "Decision not to open a criminal case"),
    basis=(BLTTHS.article(157), BLTTHS.article(158)),
    dossiers=CASE_OR_MATTER,
    stages=frozenset({Stage.SOURCE, Stage.CHECKING}),
    leads_to=Stage.ENDED,
    document=Need.MUST,
)
INITIATED: Final = ActKind(
    code="case.initiated",
    label=Label("Khởi tố vụ án", "Opening of a criminal case"),
    sentence=Label("Khởi tố vụ án {offence}", "Criminal case opened: {offence}"),
    basis=(BLTTHS.article(143), BLTTHS.article(153), BLTTHS.article(154)),
    dossiers=CASE,
    stages=frozenset({Stage.SOURCE}),
    leads_to=Stage.INVESTIGATION,
    once=True,
    offence=Need.MUST,
    document=Need.MUST,
)
CHARGED: Final = ActKind(
    code="case.charged",
    label=Label("Khởi tố bị can", "Charge of an accused"),
    sentence=Label("Khởi tố bị can: {subjects}", "Accused charged: {subjects}"),
    basis=(BLTTHS.article(179),),
    dossiers=CASE,
    stages=frozenset({Stage.INVESTIGATION}),
    after=("case.initiated",),
    subjects=SubjectSpec(
        label=Label("Những người bị khởi tố", "Persons charged"),
        party=Party.EITHER,
        role=Role.ACCUSED,
        fresh=True,
        charge=Need.MUST,
    ),
    document=Need.MUST,
)
CHARGE_SUPPLEMENTED: Final = ActKind(
    code="case.charge_supplemented",
    label=Label("Khởi tố bổ sung, thay đổi tội danh", "Charge supplemented or changed"),
    sentence=Label("Bổ sung, thay đổi tội danh: {subjects}", "Charge supplemented or changed: {subjects}"),
    basis=(BLTTHS.article(180),),
    dossiers=CASE,
    stages=frozenset({Stage.INVESTIGATION}),
    subjects=SubjectSpec(
        label=Label("Bị can được bổ sung, thay đổi tội danh", "Accused whose charge changes"),
        party=Party.EITHER,
        role=Role.ACCUSED,
        standing=frozenset({Role.ACCUSED}),
        charge=Need.MUST,
    ),
    document=Need.MUST,
)
CHARGES_APPROVED: Final = ActKind(
    code="case.charges_approved",
    label=Label("Phê chuẩn quyết định khởi tố bị can", "Approval of charges by the procuracy"),
    sentence=Label(
        "Viện kiểm sát phê chuẩn khởi tố bị can: {subjects}", "Procuracy approved the charges against {subjects}"
    ),
    basis=(BLTTHS.article(179, 3),),
    dossiers=CASE,
    stages=frozenset({Stage.INVESTIGATION}),
    after=("case.charged",),
    subjects=SubjectSpec(
        label=Label("Bị can được phê chuẩn khởi tố", "Accused whose charges are approved"),
        party=Party.EITHER,
        standing=frozenset({Role.ACCUSED}),
    ),
    document=Need.MUST,
)
EXTENDED: Final = ActKind(
    code="case.investigation_extended",
    label=Label("Gia hạn điều tra", "Extension of the investigation"),
    sentence=Label("Gia hạn thời hạn điều tra", "Investigation extended"),
    basis=(BLTTHS.article(172, 2), BLTTHS.article(174)),
    dossiers=CASE,
    stages=frozenset({Stage.INVESTIGATION}),
    after=("case.initiated",),
    document=Need.MUST,
)
SUSPENDED: Final = ActKind(
    code="case.suspended",
    label=Label("Tạm đình chỉ điều tra", "Suspension of the investigation"),
    sentence=Label("Tạm đình chỉ điều tra: {ground}", "Investigation suspended: {ground}"),
    basis=(BLTTHS.article(229),),
    dossiers=CASE,
    stages=frozenset({Stage.INVESTIGATION}),
    grounds=(
        Choice("unknown", Label("chưa xác định được bị can hoặc nơi ở của bị can", "accused or whereabouts unknown")),
        Choice("illness", Label("bị can bị bệnh hiểm nghèo, bệnh tâm thần", "mental or grave illness")),
        Choice("expertise", Label("chờ kết luận giám định, định giá, tương trợ tư pháp", "expert opinion pending")),
        Choice("force_majeure", Label("bất khả kháng do thiên tai, dịch bệnh", "force majeure")),
    ),
    document=Need.MUST,
)
RESUMED: Final = ActKind(
    code="case.resumed",
    label=Label("Phục hồi điều tra", "Resumption of the investigation"),
    sentence=Label("Phục hồi điều tra", "Investigation resumed"),
    basis=(BLTTHS.article(235), BLTTHS.article(174, 1)),
    dossiers=CASE,
    stages=frozenset({Stage.INVESTIGATION}),
    after=("case.suspended",),
    document=Need.MUST,
)
TERMINATED_AGAINST: Final = ActKind(
    code="case.terminated_against",
    label=Label("Đình chỉ điều tra đối với bị can", "Termination against an accused"),
    sentence=Label("Đình chỉ điều tra đối với {subjects}: {ground}", "Terminated against {subjects}: {ground}"),
    basis=(BLTTHS.article(230),),
    dossiers=CASE,
    stages=frozenset({Stage.INVESTIGATION, Stage.PROSECUTION}),
    subjects=SubjectSpec(
        label=Label("Những người được đình chỉ", "Persons no longer accused"),
        party=Party.EITHER,
        role=Role.CLEARED,
        standing=frozenset({Role.ACCUSED}),
    ),
    grounds=(
        Choice("no_crime", Label("hành vi không cấu thành tội phạm", "the act is no crime")),
        Choice("not_proven", Label("hết hạn điều tra mà không chứng minh được", "not proven within the limit")),
        Choice("waived", Label("miễn trách nhiệm hình sự", "liability waived")),
    ),
    document=Need.MUST,
)
TERMINATED: Final = ActKind(
    code="case.terminated",
    label=Label("Đình chỉ vụ án", "Termination of the case"),
    sentence=Label("Đình chỉ vụ án: {ground}", "Case terminated: {ground}"),
    basis=(BLTTHS.article(230), BLTTHS.article(248)),
    dossiers=CASE,
    stages=frozenset({Stage.INVESTIGATION, Stage.PROSECUTION, Stage.FIRST_INSTANCE}),
    leads_to=Stage.ENDED,
    grounds=(
        Choice("no_crime", Label("hành vi không cấu thành tội phạm", "the act is no crime")),
        Choice("not_proven", Label("hết hạn điều tra mà không chứng minh được", "not proven within the limit")),
        Choice("limitation", Label("hết thời hiệu truy cứu", "limitation period over")),
    ),
    document=Need.MUST,
)
INVESTIGATION_CONCLUDED: Final = ActKind(
    code="case.investigation_concluded",
    label=Label("Kết luận điều tra, đề nghị truy tố", "Investigation concluded, prosecution proposed"),
    sentence=Label(
        "Kết luận điều tra, đề nghị truy tố {subjects}", "Investigation concluded, prosecution proposed: {subjects}"
    ),
    basis=(BLTTHS.article(232), BLTTHS.article(233)),
    dossiers=CASE,
    stages=frozenset({Stage.INVESTIGATION}),
    leads_to=Stage.PROSECUTION,
    after=("case.charged",),
    subjects=SubjectSpec(
        label=Label("Những người được đề nghị truy tố", "Persons proposed for prosecution"),
        party=Party.EITHER,
        standing=frozenset({Role.ACCUSED}),
    ),
    document=Need.MUST,
)
RETURNED: Final = ActKind(
    code="case.returned",
    label=Label("Trả hồ sơ để điều tra bổ sung", "Return for supplementary investigation"),
    sentence=Label("Trả hồ sơ để điều tra bổ sung", "File returned for supplementary investigation"),
    basis=(BLTTHS.article(245), BLTTHS.article(280), BLTTHS.article(174, 2)),
    dossiers=CASE,
    stages=frozenset({Stage.PROSECUTION, Stage.FIRST_INSTANCE}),
    leads_to=Stage.INVESTIGATION,
    document=Need.MUST,
)
INDICTED: Final = ActKind(
    code="case.indicted",
    label=Label("Truy tố bằng cáo trạng", "Indictment"),
    sentence=Label("Truy tố {subjects}", "Indicted: {subjects}"),
    basis=(BLTTHS.article(240), BLTTHS.article(243)),
    dossiers=CASE,
    stages=frozenset({Stage.PROSECUTION}),
    leads_to=Stage.FIRST_INSTANCE,
    after=("case.investigation_concluded",),
    subjects=SubjectSpec(
        label=Label("Những người bị truy tố", "Persons indicted"),
        party=Party.EITHER,
        standing=frozenset({Role.ACCUSED}),
    ),
    document=Need.MUST,
)
COURT_ACCEPTED: Final = ActKind(
    code="trial.accepted",
    label=Label("Tòa án thụ lý vụ án", "Acceptance by the court"),
    sentence=Label("Tòa án thụ lý vụ án", "Case accepted by the court"),
    basis=(BLTTHS.article(276), BLTTHS.article(277)),
    dossiers=CASE,
    stages=frozenset({Stage.FIRST_INSTANCE}),
    after=("case.indicted",),
)
TRIAL_ORDERED: Final = ActKind(
    code="trial.ordered",
    label=Label("Quyết định đưa vụ án ra xét xử", "Decision to try the case"),
    sentence=Label("Quyết định đưa ra xét xử {subjects}", "Decision to try {subjects}"),
    basis=(BLTTHS.article(61), BLTTHS.article(277)),
    dossiers=CASE,
    stages=frozenset({Stage.FIRST_INSTANCE}),
    after=("case.indicted",),
    subjects=SubjectSpec(
        label=Label("Những người bị đưa ra xét xử", "Persons to be tried"),
        party=Party.EITHER,
        role=Role.DEFENDANT,
        standing=frozenset({Role.ACCUSED}),
    ),
    document=Need.MUST,
)
TRIED: Final = ActKind(
    code="trial.first_instance",
    label=Label("Xét xử sơ thẩm", "First-instance judgment"),
    sentence=Label("Tòa án tuyên án sơ thẩm đối với {subjects}", "First-instance judgment on {subjects}"),
    basis=(BLTTHS.article(326), BLTTHS.article(327)),
    dossiers=CASE,
    stages=frozenset({Stage.FIRST_INSTANCE}),
    after=("trial.ordered",),
    once=True,
    subjects=SubjectSpec(
        label=Label("Những bị cáo được tuyên án", "Defendants judged"),
        party=Party.EITHER,
        standing=frozenset({Role.DEFENDANT}),
        outcomes=(
            Choice("guilty", Label("phạm tội", "guilty")),
            Choice("not_guilty", Label("không phạm tội", "not guilty")),
        ),
    ),
    document=Need.MUST,
)
APPEALED: Final = ActKind(
    code="trial.appealed",
    label=Label("Kháng cáo, kháng nghị", "Appeal or protest"),
    sentence=Label("Có kháng cáo, kháng nghị bản án sơ thẩm", "First-instance judgment appealed or protested"),
    basis=(BLTTHS.article(331), BLTTHS.article(333), BLTTHS.article(337)),
    dossiers=CASE,
    stages=frozenset({Stage.FIRST_INSTANCE}),
    leads_to=Stage.APPEAL,
    after=("trial.first_instance",),
)
APPEAL_DECIDED: Final = ActKind(
    code="trial.appeal_decided",
    label=Label("Xét xử phúc thẩm", "Appeal judgment"),
    sentence=Label("Tòa án tuyên án phúc thẩm", "Appeal judgment pronounced"),
    basis=(BLTTHS.article(355),),
    dossiers=CASE,
    stages=frozenset({Stage.APPEAL}),
    document=Need.MUST,
    once=True,
)
JUDGMENT_IN_FORCE: Final = ActKind(
    code="judgment.in_force",
    label=Label("Bản án có hiệu lực pháp luật", "Judgment in force"),
    sentence=Label("Bản án có hiệu lực pháp luật: {subjects}", "Judgment in force: {subjects}"),
    basis=(BLTTHS.article(343), BLTTHS.article(364)),
    dossiers=CASE,
    stages=frozenset({Stage.FIRST_INSTANCE, Stage.APPEAL}),
    leads_to=Stage.ENFORCEMENT,
    after=("trial.first_instance",),
    subjects=SubjectSpec(
        label=Label("Kết quả đối với từng bị cáo", "Result for each defendant"),
        party=Party.EITHER,
        role=Role.CONVICTED,
        standing=frozenset({Role.DEFENDANT}),
        outcomes=(
            Choice("guilty", Label("phạm tội", "guilty")),
            Choice("not_guilty", Label("không phạm tội", "not guilty")),
        ),
        role_by_outcome=(("guilty", Role.CONVICTED), ("not_guilty", Role.ACQUITTED)),
    ),
)
ENFORCED: Final = ActKind(
    code="judgment.enforced",
    label=Label("Thi hành xong bản án", "Judgment fully enforced"),
    sentence=Label("Thi hành xong bản án", "Judgment fully enforced"),
    basis=(BLTTHS.article(364),),
    dossiers=CASE,
    stages=frozenset({Stage.ENFORCEMENT}),
    leads_to=Stage.ENDED,
)

KINDS: Final = (
    SOURCE_RECEIVED,
    SOURCE_DECLINED,
    INITIATED,
    CHARGED,
    CHARGE_SUPPLEMENTED,
    CHARGES_APPROVED,
    EXTENDED,
    SUSPENDED,
    RESUMED,
    TERMINATED_AGAINST,
    TERMINATED,
    INVESTIGATION_CONCLUDED,
    RETURNED,
    INDICTED,
    COURT_ACCEPTED,
    TRIAL_ORDERED,
    TRIED,
    APPEALED,
    APPEAL_DECIDED,
    JUDGMENT_IN_FORCE,
    ENFORCED,
)
