"""Acts of the register itself: taking over from paper, handing a dossier over, annulling (rules of the register)."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import ActKind, Choice, DossierKind, Need, Party, Role, Stage, SubjectSpec
from liemchinh.law.basis import HOUSE

_STAGES: Final = (
    Stage.SOURCE,
    Stage.CHECKING,
    Stage.CONCLUDED,
    Stage.INVESTIGATION,
    Stage.PROSECUTION,
    Stage.FIRST_INSTANCE,
    Stage.APPEAL,
    Stage.ENFORCEMENT,
    Stage.ENDED,
)

BROUGHT_FORWARD: Final = ActKind(
    code="register.brought_forward",
    label=Label("Chuyển sổ từ hồ sơ giấy", "Brought forward from paper"),
    sentence=Label("Chuyển sổ từ hồ sơ giấy: {ground}", "Brought forward from paper: {ground}"),
    basis=(HOUSE.whole,),
    dossiers=frozenset({DossierKind.CASE, DossierKind.MATTER}),
    once=True,
    offence=Need.MAY,
    due=Need.MAY,
    due_label=Label("Thời hạn đang chạy, theo hồ sơ giấy", "Running limit, as on paper"),
    grounds_label=Label("Đang ở giai đoạn", "Stage"),
    grounds=tuple(Choice(stage.value, stage.label) for stage in _STAGES),
    subjects=SubjectSpec(
        label=Label("Những người trong hồ sơ", "Persons in the dossier"),
        party=Party.EITHER,
        fresh=True,
        least=0,
        charge=Need.MAY,
        roles=(
            Role.REPORTED,
            Role.HELD,
            Role.ACCUSED,
            Role.DEFENDANT,
            Role.CONVICTED,
            Role.SERVING,
            Role.CLEARED,
            Role.ACQUITTED,
        ),
    ),
)
HANDED_OVER: Final = ActKind(
    code="register.handed_over",
    label=Label("Bàn giao hồ sơ", "Dossier handed over"),
    sentence=Label("Bàn giao hồ sơ cho {keeper}", "Dossier handed over to {keeper}"),
    basis=(HOUSE.whole,),
    dossiers=frozenset(DossierKind),
    keeper=Need.MUST,
)
ANNULLED: Final = ActKind(
    code="register.annulled",
    label=Label("Hủy ghi", "Entry annulled"),
    sentence=Label("Hủy ghi", "Entry annulled"),
    basis=(HOUSE.whole,),
    dossiers=frozenset(DossierKind),
)

KINDS: Final = (BROUGHT_FORWARD, HANDED_OVER, ANNULLED)
