"""The watch list, petty-corruption marks, matters, money found and recovered, meetings and documents."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import ActKind, Choice, DossierKind, Need, Rung, Stage
from liemchinh.law.basis import BLTTHS, CT_05, KH_142, LUAT_PCTN, LUAT_THADS, QD_67

CASE: Final = frozenset({DossierKind.CASE})
MATTER: Final = frozenset({DossierKind.MATTER})
WATCHED: Final = CASE | MATTER
MEETING: Final = frozenset({DossierKind.MEETING})
PAPERS: Final = frozenset({DossierKind.MEETING, DossierKind.DIRECTION})

PROPOSED: Final = ActKind(
    code="watch.proposed",
    label=Label("Đề xuất đưa vào diện theo dõi", "Proposal to put on the watch list"),
    sentence=Label("Đề xuất đưa vào diện {level} theo dõi, chỉ đạo", "Proposed for the watch list of {level}"),
    basis=(QD_67.whole,),
    dossiers=WATCHED,
    level=Need.MUST,
)
EXIT_PROPOSED: Final = ActKind(
    code="watch.exit_proposed",
    label=Label("Đề xuất đưa ra khỏi diện theo dõi", "Proposal to take off the watch list"),
    sentence=Label("Đề xuất đưa ra khỏi diện {level} theo dõi, chỉ đạo", "Proposed to leave the list of {level}"),
    basis=(QD_67.whole,),
    dossiers=WATCHED,
    level=Need.MUST,
)
PUT_ON: Final = ActKind(
    code="watch.put_on",
    label=Label("Đưa vào diện theo dõi, chỉ đạo", "Put on the watch list"),
    sentence=Label("Đưa vào diện {level} theo dõi, chỉ đạo", "Put on the watch list of {level}"),
    basis=(QD_67.whole, CT_05.whole),
    dossiers=WATCHED,
    level=Need.MUST,
    document=Need.MUST,
    criteria=True,
)
LEVEL_CHANGED: Final = ActKind(
    code="watch.level_changed",
    label=Label("Chuyển cấp theo dõi, chỉ đạo", "Change of the level of watching"),
    sentence=Label("Chuyển sang diện {level} theo dõi, chỉ đạo", "Moved to the watch list of {level}"),
    basis=(QD_67.whole,),
    dossiers=WATCHED,
    level=Need.MUST,
    document=Need.MUST,
)
TAKEN_OFF: Final = ActKind(
    code="watch.taken_off",
    label=Label("Đưa ra khỏi diện theo dõi, chỉ đạo", "Taken off the watch list"),
    sentence=Label("Đưa ra khỏi diện {level} theo dõi, chỉ đạo: {ground}", "Taken off the list of {level}: {ground}"),
    basis=(QD_67.whole, CT_05.whole),
    dossiers=WATCHED,
    level=Need.MUST,
    document=Need.MUST,
    grounds_label=Label("Lý do đưa ra khỏi diện", "Ground of exit"),
    open_grounds=True,
    grounds=(
        Choice("settled", Label("đã giải quyết xong", "settled")),
        Choice("terminated", Label("đình chỉ vụ án, vụ việc", "terminated")),
        Choice("no_breach", Label("xác minh không có vi phạm", "no breach found")),
        Choice("moved", Label("chuyển cấp khác theo dõi", "moved to another level")),
        Choice("administrative", Label("chuyển xử lý hành chính", "handled administratively")),
        Choice("merged", Label("nhập vào vụ án khác", "merged into another case")),
    ),
)
CARRIED_OVER: Final = ActKind(
    code="watch.carried_over",
    label=Label("Tiếp tục theo dõi từ vụ việc", "Watch carried over from a matter"),
    sentence=Label(
        "Tiếp tục theo dõi, chỉ đạo từ vụ việc {related} ({level})", "Watch carried over from {related} ({level})"
    ),
    basis=(QD_67.whole,),
    dossiers=CASE,
    level=Need.MUST,
    related=Need.MUST,
)
TURNED: Final = ActKind(
    code="matter.turned_into_case",
    label=Label("Vụ việc chuyển thành vụ án", "Matter turned into a case"),
    sentence=Label("Chuyển thành vụ án {related}", "Turned into case {related}"),
    basis=(BLTTHS.article(143),),
    dossiers=MATTER,
    stages=frozenset({Stage.SOURCE, Stage.CHECKING, Stage.CONCLUDED}),
    leads_to=Stage.ENDED,
    level=Need.MAY,
    related=Need.MUST,
    released=True,
)
PARTLY_TURNED: Final = ActKind(
    code="matter.partly_turned",
    label=Label("Một phần vụ việc chuyển thành vụ án", "Part of the matter turned into a case"),
    sentence=Label("Một phần chuyển thành vụ án {related}", "Part turned into case {related}"),
    basis=(BLTTHS.article(143),),
    dossiers=MATTER,
    stages=frozenset({Stage.SOURCE, Stage.CHECKING, Stage.CONCLUDED}),
    related=Need.MUST,
)
CHECKING_STARTED: Final = ActKind(
    code="matter.checking_started",
    label=Label("Kiểm tra, xác minh vụ việc", "Checking of the matter"),
    sentence=Label("Tiến hành kiểm tra, xác minh", "Checking started"),
    basis=(LUAT_PCTN.article(55),),
    dossiers=MATTER,
    stages=frozenset({Stage.SOURCE}),
    leads_to=Stage.CHECKING,
    released=True,
)
CHECKING_EXTENDED: Final = ActKind(
    code="matter.checking_extended",
    label=Label("Gia hạn kiểm tra, xác minh", "Checking extended"),
    sentence=Label("Gia hạn kiểm tra, xác minh", "Checking extended"),
    basis=(LUAT_PCTN.article(55),),
    dossiers=MATTER,
    stages=frozenset({Stage.CHECKING}),
    document=Need.MUST,
    due=Need.MUST,
)
MATTER_CONCLUDED: Final = ActKind(
    code="matter.concluded",
    label=Label("Kết luận vụ việc", "Conclusion on the matter"),
    sentence=Label("Kết luận vụ việc: {ground}", "Matter concluded: {ground}"),
    basis=(LUAT_PCTN.article(62),),
    dossiers=MATTER,
    stages=frozenset({Stage.CHECKING}),
    leads_to=Stage.CONCLUDED,
    document=Need.MUST,
    grounds_label=Label("Kết quả", "Result"),
    grounds=(
        Choice("breach", Label("có vi phạm", "breach found")),
        Choice("crime_signs", Label("có dấu hiệu tội phạm", "signs of crime")),
        Choice("no_breach", Label("không có vi phạm", "no breach")),
    ),
)
MATTER_HANDLED: Final = ActKind(
    code="matter.handled",
    label=Label("Xử lý xong vụ việc", "Matter handled"),
    sentence=Label("Xử lý xong vụ việc", "Matter handled"),
    basis=(LUAT_PCTN.article(62),),
    dossiers=MATTER,
    stages=frozenset({Stage.CONCLUDED}),
    leads_to=Stage.ENDED,
)
PETTY_MARKED: Final = ActKind(
    code="petty.marked",
    label=Label("Ghi nhận “tham nhũng vặt”", "Marked as petty corruption"),
    sentence=Label("Ghi nhận “tham nhũng vặt”: {ground}", "Marked as petty corruption: {ground}"),
    basis=(KH_142.whole, LUAT_PCTN.article(2)),
    dossiers=WATCHED,
    once=True,
    grounds_label=Label("Lĩnh vực", "Sector"),
    grounds=(
        Choice("land", Label("đất đai", "land")),
        Choice("construction", Label("xây dựng", "construction")),
        Choice("tax", Label("thuế, hải quan", "tax and customs")),
        Choice("transport", Label("giao thông", "transport")),
        Choice("health", Label("y tế", "health")),
        Choice("education", Label("giáo dục", "education")),
        Choice("civil_status", Label("hộ tịch, cấp phép", "civil status and permits")),
        Choice("social", Label("chính sách xã hội", "social benefits")),
        Choice("other", Label("lĩnh vực khác", "other")),
    ),
)
DAMAGE_FOUND: Final = ActKind(
    code="assets.damage_found",
    label=Label("Xác định thiệt hại, chiếm đoạt", "Damage or appropriation found"),
    sentence=Label("Xác định thiệt hại, chiếm đoạt: {money}", "Damage or appropriation found: {money}"),
    basis=(BLTTHS.article(206), BLTTHS.article(215)),
    dossiers=frozenset({DossierKind.CASE, DossierKind.MATTER, DossierKind.INSPECTION}),
    money=(Rung.DAMAGE,),
    money_needed=True,
)
SEIZED: Final = ActKind(
    code="assets.seized",
    label=Label("Tạm giữ, kê biên, phong tỏa", "Seizure, attachment or freezing"),
    sentence=Label("Tạm giữ, kê biên, phong tỏa: {money}", "Seized, attached or frozen: {money}"),
    basis=(BLTTHS.article(128), BLTTHS.article(129)),
    dossiers=WATCHED,
    money=(Rung.SEIZED,),
    money_needed=True,
)
RECOVERED: Final = ActKind(
    code="assets.recovered",
    label=Label("Thu hồi, nộp lại tiền, tài sản", "Money or assets recovered"),
    sentence=Label("Thu hồi, nộp lại: {money}", "Recovered or handed in: {money}"),
    basis=(LUAT_PCTN.article(93),),
    dossiers=frozenset({DossierKind.CASE, DossierKind.MATTER, DossierKind.INSPECTION}),
    money=(Rung.RECOVERED,),
    money_needed=True,
)
MONEY_ENFORCED: Final = ActKind(
    code="assets.enforced",
    label=Label("Thi hành phần tiền của bản án", "Money of the judgment enforced"),
    sentence=Label("Thi hành phần tiền của bản án: {money}", "Money of the judgment enforced: {money}"),
    basis=(LUAT_THADS.whole,),
    dossiers=CASE,
    after=("judgment.in_force",),
    money=(Rung.ENFORCED, Rung.WAIVED),
    money_needed=True,
)
SESSION_HELD: Final = ActKind(
    code="committee.session_held",
    label=Label("Phiên họp Ban Chỉ đạo", "Full session of the committee"),
    sentence=Label("Họp phiên Ban Chỉ đạo", "Full session held"),
    basis=(QD_67.whole,),
    dossiers=MEETING,
    stages=frozenset({Stage.OPENED}),
    leads_to=Stage.HELD,
    once=True,
    unless=("committee.standing_met",),
)
STANDING_MET: Final = ActKind(
    code="committee.standing_met",
    label=Label("Họp Thường trực Ban Chỉ đạo", "Standing meeting of the committee"),
    sentence=Label("Họp Thường trực Ban Chỉ đạo", "Standing meeting held"),
    basis=(QD_67.whole,),
    dossiers=MEETING,
    stages=frozenset({Stage.OPENED}),
    leads_to=Stage.HELD,
    once=True,
    unless=("committee.session_held",),
)
CONCLUSION_ISSUED: Final = ActKind(
    code="committee.conclusion_issued",
    label=Label("Ban hành thông báo kết luận", "Notice of conclusion issued"),
    sentence=Label("Ban hành thông báo kết luận", "Notice of conclusion issued"),
    basis=(QD_67.whole,),
    dossiers=PAPERS,
    leads_to=Stage.CONCLUDED,
    document=Need.MUST,
)
REPORT_ISSUED: Final = ActKind(
    code="committee.report_issued",
    label=Label("Ban hành báo cáo", "Report issued"),
    sentence=Label("Ban hành báo cáo", "Report issued"),
    basis=(QD_67.whole,),
    dossiers=PAPERS,
    document=Need.MUST,
)
DOCUMENT_ISSUED: Final = ActKind(
    code="committee.document_issued",
    label=Label("Ban hành văn bản lãnh đạo, chỉ đạo", "Directing document issued"),
    sentence=Label("Ban hành văn bản lãnh đạo, chỉ đạo", "Directing document issued"),
    basis=(QD_67.whole,),
    dossiers=PAPERS,
    document=Need.MUST,
)
WATCH_KINDS: Final = (PROPOSED, PUT_ON, LEVEL_CHANGED, EXIT_PROPOSED, TAKEN_OFF, CARRIED_OVER)
MATTER_KINDS: Final = (
    CHECKING_STARTED,
    CHECKING_EXTENDED,
    MATTER_CONCLUDED,
    MATTER_HANDLED,
    TURNED,
    PARTLY_TURNED,
    PETTY_MARKED,
)
MONEY_KINDS: Final = (DAMAGE_FOUND, SEIZED, RECOVERED, MONEY_ENFORCED)
COMMITTEE_KINDS: Final = (SESSION_HELD, STANDING_MET, CONCLUSION_ISSUED, REPORT_ISSUED, DOCUMENT_ISSUED)
KINDS: Final = (*WATCH_KINDS, *MATTER_KINDS, *MONEY_KINDS, *COMMITTEE_KINDS)
