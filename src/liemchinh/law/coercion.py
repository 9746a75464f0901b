"""Custody, detention and wanted notices: who is held, until when (BLTTHS, Điều 117 to 119, 173, 231; DOMAIN 3.4)."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import Need, Party, Role, Stage, SubjectSpec
from liemchinh.law.basis import BLTTHS
from liemchinh.law.declaring import PROCEEDINGS, choice, step

_CUSTODY: Final = frozenset({Stage.SOURCE, Stage.INVESTIGATION})
_LIVE: Final = frozenset({Role.ACCUSED, Role.DEFENDANT})

CUSTODY_ORDERED: Final = step(
    "custody.ordered",
    Label("Tạm giữ", "Police custody"),
    BLTTHS.article(117),
    BLTTHS.article(118),
    at=_CUSTODY,
    due=Need.MAY,
    subjects=SubjectSpec(label=Label("Người bị tạm giữ", "Persons in custody"), role=Role.HELD, fresh=True),
)
CUSTODY_EXTENDED: Final = step(
    "custody.extended",
    Label("Gia hạn tạm giữ", "Custody extended"),
    BLTTHS.article(118, 2),
    at=_CUSTODY,
    due=Need.MAY,
    after=("custody.ordered",),
    subjects=SubjectSpec(
        label=Label("Người bị gia hạn tạm giữ", "Persons concerned"), standing=frozenset({Role.HELD, Role.ACCUSED})
    ),
)
CUSTODY_ENDED: Final = step(
    "custody.ended",
    Label("Trả tự do cho người bị tạm giữ", "Released from custody"),
    BLTTHS.article(118, 3),
    at=_CUSTODY,
    after=("custody.ordered",),
    subjects=SubjectSpec(
        label=Label("Người được trả tự do", "Persons released"),
        role=Role.RELEASED,
        standing=frozenset({Role.HELD, Role.ACCUSED}),
    ),
)
DETENTION_ORDERED: Final = step(
    "detention.ordered",
    Label("Tạm giam", "Detention"),
    BLTTHS.article(119),
    BLTTHS.article(173),
    at=PROCEEDINGS,
    due=Need.MAY,
    due_label=Label("Lệnh có hiệu lực đến ngày", "Order runs until"),
    subjects=SubjectSpec(label=Label("Người bị tạm giam", "Persons detained"), standing=_LIVE),
)
DETENTION_EXTENDED: Final = step(
    "detention.extended",
    Label("Gia hạn tạm giam", "Detention extended"),
    BLTTHS.article(173, 2),
    at=Stage.INVESTIGATION,
    due=Need.MAY,
    due_label=Label("Lệnh có hiệu lực đến ngày", "Order runs until"),
    after=("detention.ordered",),
    subjects=SubjectSpec(label=Label("Người bị gia hạn tạm giam", "Persons concerned"), standing=_LIVE),
)
DETENTION_ENDED: Final = step(
    "detention.ended",
    Label("Hủy bỏ, thay thế tạm giam", "Detention cancelled or replaced"),
    BLTTHS.article(125),
    at=PROCEEDINGS,
    after=("detention.ordered",),
    grounds=(
        choice("released", "trả tự do", "released"),
        choice("bail", "thay bằng bảo lĩnh", "replaced by guarantee"),
        choice("deposit", "thay bằng đặt tiền để bảo đảm", "replaced by a deposit"),
        choice("residence", "thay bằng cấm đi khỏi nơi cư trú", "replaced by a ban on leaving"),
    ),
    sentence=Label("Hủy bỏ, thay thế tạm giam đối với {subjects}: {ground}", "Detention of {subjects} ended: {ground}"),
    subjects=SubjectSpec(
        label=Label("Người được hủy bỏ, thay thế tạm giam", "Persons concerned"), standing=_LIVE | {Role.CLEARED}
    ),
)
WANTED: Final = step(
    "wanted.issued",
    Label("Truy nã bị can", "Wanted notice"),
    BLTTHS.article(231),
    at=PROCEEDINGS,
    subjects=SubjectSpec(label=Label("Người bị truy nã", "Persons wanted"), party=Party.PERSON, standing=_LIVE),
)
WANTED_ENDED: Final = step(
    "wanted.ended",
    Label("Đình nã", "Wanted notice withdrawn"),
    BLTTHS.article(231),
    at=PROCEEDINGS,
    after=("wanted.issued",),
    grounds=(
        choice("caught", "đã bắt được", "caught"),
        choice("surrendered", "ra đầu thú", "surrendered"),
        choice("ended", "không còn căn cứ truy nã", "ground gone"),
    ),
    sentence=Label("Đình nã {subjects}: {ground}", "Wanted notice withdrawn for {subjects}: {ground}"),
    subjects=SubjectSpec(
        label=Label("Người được đình nã", "Persons no longer wanted"), standing=_LIVE | {Role.CLEARED}
    ),
)

KINDS: Final = (
    CUSTODY_ORDERED,
    CUSTODY_EXTENDED,
    CUSTODY_ENDED,
    DETENTION_ORDERED,
    DETENTION_EXTENDED,
    DETENTION_ENDED,
    WANTED,
    WANTED_ENDED,
)
