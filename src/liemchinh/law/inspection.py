"""Inspection, supervision and checking; discipline; responsibility of heads (DOMAIN 6 and 7)."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law import sanctions
from liemchinh.law.acts import ActKind, DossierKind, Need, Party, Role, Stage, SubjectSpec
from liemchinh.law.basis import LUAT_PCTN, LUAT_THANH_TRA, ND_59, QD_69, QD_296, Article

INSPECTION: Final = frozenset({DossierKind.INSPECTION})
DISCIPLINE: Final = frozenset({DossierKind.DISCIPLINE})
ANSWERABLE: Final = frozenset({DossierKind.CASE, DossierKind.MATTER, DossierKind.INSPECTION, DossierKind.DISCIPLINE})

_STARTS: Final = ("inspection.check_started", "inspection.supervision_started", "inspection.audit_started")


def _start(code: str, label: Label, sentence: Label, basis: tuple[Article, ...]) -> ActKind:
    return ActKind(
        code=code,
        label=label,
        sentence=sentence,
        basis=basis,
        dossiers=INSPECTION,
        stages=frozenset({Stage.OPENED}),
        leads_to=Stage.UNDER_WAY,
        once=True,
        unless=tuple(other for other in _STARTS if other != code),
        subjects=SubjectSpec(
            label=Label("Tổ chức, đơn vị là đối tượng", "Bodies inspected"),
            party=Party.ORGANISATION,
            role=Role.TARGET,
            fresh=True,
        ),
    )


CHECK_STARTED: Final = _start(
    "inspection.check_started",
    Label("Tiến hành kiểm tra", "Checking"),
    Label("Kiểm tra đối với {subjects}", "Checking of {subjects}"),
    (QD_296.whole, LUAT_PCTN.article(55)),
)
SUPERVISION_STARTED: Final = _start(
    "inspection.supervision_started",
    Label("Tiến hành giám sát", "Supervision"),
    Label("Giám sát đối với {subjects}", "Supervision of {subjects}"),
    (QD_296.whole, LUAT_PCTN.article(59)),
)
AUDIT_STARTED: Final = _start(
    "inspection.audit_started",
    Label("Tiến hành thanh tra", "State inspection"),
    Label("Thanh tra đối với {subjects}", "State inspection of {subjects}"),
    (LUAT_THANH_TRA.whole, LUAT_PCTN.article(60)),
)
CONCLUDED: Final = ActKind(
    code="inspection.concluded",
    label=Label("Kết luận kiểm tra, giám sát, thanh tra", "Conclusion of the inspection"),
    sentence=Label("Ban hành kết luận", "Conclusion issued"),
    basis=(LUAT_THANH_TRA.article(36), QD_296.whole),
    dossiers=INSPECTION,
    stages=frozenset({Stage.UNDER_WAY}),
    leads_to=Stage.CONCLUDED,
    document=Need.MUST,
)
REFERRED: Final = ActKind(
    code="inspection.referred",
    label=Label("Chuyển cơ quan điều tra", "Referred to the investigating body"),
    sentence=Label("Chuyển hồ sơ sang cơ quan điều tra", "File referred to the investigating body"),
    basis=(LUAT_PCTN.article(62),),
    dossiers=INSPECTION | {DossierKind.MATTER},
    stages=frozenset({Stage.UNDER_WAY, Stage.CONCLUDED, Stage.CHECKING}),
    document=Need.MUST,
)
ORGANISATION_DISCIPLINED: Final = ActKind(
    code="discipline.organisation",
    label=Label("Kỷ luật tổ chức đảng", "Discipline of a Party organisation"),
    sentence=Label("Kỷ luật tổ chức đảng: {subjects}", "Party organisation disciplined: {subjects}"),
    basis=(QD_69.whole,),
    dossiers=DISCIPLINE,
    leads_to=Stage.DECIDED,
    subjects=SubjectSpec(
        label=Label("Tổ chức đảng bị kỷ luật", "Organisations disciplined"),
        party=Party.ORGANISATION,
        role=Role.DISCIPLINED,
        forms=sanctions.PARTY_ORGANISATION,
    ),
    document=Need.MUST,
)
PERSON_DISCIPLINED: Final = ActKind(
    code="discipline.person",
    label=Label("Kỷ luật cá nhân", "Discipline of a person"),
    sentence=Label("Kỷ luật: {subjects}", "Disciplined: {subjects}"),
    basis=(QD_69.whole, LUAT_PCTN.article(92)),
    dossiers=ANSWERABLE,
    leads_to=Stage.DECIDED,
    subjects=SubjectSpec(
        label=Label("Người bị kỷ luật", "Persons disciplined"),
        forms=sanctions.PARTY_MEMBER + sanctions.STATE_OFFICIAL,
    ),
    document=Need.MUST,
)
HEAD_ADMINISTRATIVE: Final = ActKind(
    code="heads.administrative",
    label=Label("Xử lý hành chính người đứng đầu", "Head handled administratively"),
    sentence=Label("Xử lý hành chính người đứng đầu: {subjects}", "Head handled administratively: {subjects}"),
    basis=(LUAT_PCTN.article(72), ND_59.article(78)),
    dossiers=ANSWERABLE,
    subjects=SubjectSpec(
        label=Label("Người đứng đầu, cấp phó bị xử lý", "Heads and deputies handled"), forms=sanctions.HEADS
    ),
    document=Need.MUST,
)
HEAD_CRIMINAL: Final = ActKind(
    code="heads.criminal",
    label=Label("Xử lý hình sự người đứng đầu", "Head handled under criminal law"),
    sentence=Label("Xử lý hình sự người đứng đầu: {subjects}", "Head handled under criminal law: {subjects}"),
    basis=(LUAT_PCTN.article(73), ND_59.article(79)),
    dossiers=ANSWERABLE,
    subjects=SubjectSpec(label=Label("Người đứng đầu, cấp phó bị xử lý", "Heads and deputies handled")),
    document=Need.MUST,
)
HEAD_EXCLUDED: Final = ActKind(
    code="heads.excluded",
    label=Label("Loại trừ trách nhiệm người đứng đầu", "Head not responsible"),
    sentence=Label(
        "Xem xét xong: người đứng đầu không phải chịu trách nhiệm", "Considered: the head is not held responsible"
    ),
    basis=(LUAT_PCTN.article(73), ND_59.article(79)),
    dossiers=ANSWERABLE,
    document=Need.MUST,
)

KINDS: Final = (
    CHECK_STARTED,
    SUPERVISION_STARTED,
    AUDIT_STARTED,
    CONCLUDED,
    REFERRED,
    ORGANISATION_DISCIPLINED,
    PERSON_DISCIPLINED,
    HEAD_ADMINISTRATIVE,
    HEAD_CRIMINAL,
    HEAD_EXCLUDED,
)
