"""Figures of criminal proceedings, body by body: opening + in − out = closing, for files and for persons.

DOMAIN 12.2, groups T, D, K and A. What comes into a body's hands and leaves them is counted by the act that did it;
acts that no figure names are gathered in the last one of each side, so that the sum always closes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liemchinh.figures.indicator import Condition, Flow, Identity, Indicator, Stock, Subject, Unit
from liemchinh.kernel.label import Label
from liemchinh.law.book import BOOK

CORRUPTION: Final = ("corruption", "position")
_SCOPE: Final = Label(
    "trong các vụ án về tội tham nhũng, chức vụ (Điều 353 đến Điều 366 BLHS)",
    "in cases of corruption and position (Art. 353 to 366)",
)


@dataclass(frozen=True, slots=True)
class _Move:
    """One way in or out: the acts that do it; none = whatever the others do not name."""

    code: str
    label: Label
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Body:
    """One body's hands. `people` empty = only files are counted."""

    code: str
    stage: str
    subject: Subject
    held: Label
    files: Label
    people: Label
    comes_in: tuple[_Move, ...]
    goes_out: tuple[_Move, ...]
    unit: Unit = Unit.CASE

    @property
    def offences(self) -> tuple[str, ...]:
        """Sources of information have no offence yet; everything else is counted for corruption and position."""
        return CORRUPTION if self.people.vi else ()


def _move(code: str, vi: str, en: str, *kinds: str) -> _Move:
    return _Move(code, Label(vi, en), kinds)


_SOURCES: Final = _Body(
    "sources",
    "source",
    Subject.SOURCES,
    Label("đang giải quyết cuối kỳ", "being settled at the end"),
    Label("Nguồn tin về tội phạm", "Sources of information"),
    Label("", ""),
    (
        _move("received", "thụ lý mới", "received", "source.received"),
        _move("resumed", "phục hồi giải quyết", "resumed", "source.resumed", "source.suspension_cancelled"),
        _move("joined", "vào sổ cách khác", "come in otherwise"),
    ),
    (
        _move("opened", "đã khởi tố vụ án", "settled by opening a case", "case.initiated"),
        _move("declined", "không khởi tố", "settled by not opening a case", "source.declined"),
        _move("suspended", "tạm đình chỉ", "suspended", "source.suspended"),
        _move("parted", "giải quyết, chuyển cách khác", "settled or passed on otherwise"),
    ),
    Unit.ITEM,
)
_INVESTIGATION: Final = _Body(
    "investigation",
    "investigation",
    Subject.INVESTIGATION,
    Label("đang điều tra cuối kỳ", "under investigation at the end"),
    Label("Vụ án", "Cases"),
    Label("Bị can", "Accused"),
    (
        _move("opened", "khởi tố mới", "newly opened or charged", "case.initiated", "case.charged"),
        _move("resumed", "phục hồi điều tra", "resumed", "case.resumed", "case.resumed_against", "case.reopened"),
        _move("sent_back", "trả về để điều tra bổ sung, điều tra lại", "sent back", "case.returned", "trial.returned",
              "trial.appeal_decided", "cassation.decided"),
        _move("joined", "nhập, tách, chuyển sổ đến", "merged, split or brought in"),
    ),
    (
        _move("concluded", "kết luận, đề nghị truy tố", "concluded, prosecution proposed",
              "case.investigation_concluded"),
        _move("dropped", "đình chỉ điều tra", "terminated", "case.terminated", "case.terminated_against",
              "case.charges_cancelled"),
        _move("suspended", "tạm đình chỉ điều tra", "suspended", "case.suspended", "case.suspended_against"),
        _move("parted", "nhập, tách, chuyển đi", "merged, split or passed on"),
    ),
)  # fmt: skip
_PROSECUTION: Final = _Body(
    "prosecution",
    "prosecution",
    Subject.PROSECUTION,
    Label("Viện kiểm sát còn thụ lý cuối kỳ", "with the procuracy at the end"),
    Label("Vụ án", "Cases"),
    Label("Bị can", "Accused"),
    (
        _move("accepted", "Viện kiểm sát thụ lý mới", "newly with the procuracy", "case.investigation_concluded"),
        _move("resumed", "Viện kiểm sát phục hồi", "resumed by the procuracy", "prosecution.resumed"),
        _move("joined", "Viện kiểm sát nhận cách khác", "come to the procuracy otherwise"),
    ),
    (
        _move("indicted", "Viện kiểm sát truy tố", "indicted by the procuracy", "case.indicted"),
        _move("returned", "Viện kiểm sát trả hồ sơ", "returned by the procuracy", "case.returned"),
        _move("dropped", "Viện kiểm sát đình chỉ", "terminated by the procuracy", "prosecution.terminated",
              "prosecution.terminated_against", "case.terminated", "case.terminated_against"),
        _move("suspended", "Viện kiểm sát tạm đình chỉ", "suspended by the procuracy", "prosecution.suspended"),
        _move("parted", "Viện kiểm sát nhập, tách, chuyển đi", "merged, split or passed on by the procuracy"),
    ),
)  # fmt: skip
_FIRST_INSTANCE: Final = _Body(
    "trial",
    "first_instance",
    Subject.TRIAL,
    Label("Tòa án còn thụ lý sơ thẩm cuối kỳ", "before the court of first instance at the end"),
    Label("Vụ án", "Cases"),
    Label("Bị cáo", "Defendants"),
    (
        _move("accepted", "Tòa án thụ lý sơ thẩm mới", "newly before the court", "trial.accepted", "trial.ordered"),
        _move("resumed", "Tòa án phục hồi", "resumed by the court", "trial.resumed"),
        _move("joined", "Tòa án nhận lại, chuyển sổ đến", "come back to the court or brought in"),
    ),
    (
        _move("judged", "đã xét xử sơ thẩm", "judged by the court", "trial.first_instance"),
        _move("returned", "Tòa án trả hồ sơ", "returned by the court", "trial.returned"),
        _move("dropped", "Tòa án đình chỉ", "terminated by the court", "trial.terminated", "case.terminated"),
        _move("suspended", "Tòa án tạm đình chỉ", "suspended by the court", "trial.suspended"),
        _move("parted", "Tòa án chuyển đi", "passed on by the court"),
    ),
)
_APPEAL: Final = _Body(
    "appeal",
    "appeal",
    Subject.TRIAL,
    Label("Tòa án còn thụ lý phúc thẩm cuối kỳ", "on appeal at the end"),
    Label("Vụ án", "Cases"),
    Label("Bị cáo", "Defendants"),
    (
        _move("accepted", "Tòa án thụ lý phúc thẩm mới", "newly on appeal", "appeal.accepted"),
        _move("joined", "phúc thẩm chuyển sổ đến", "appeals brought in"),
    ),
    (
        _move("decided", "đã xét xử phúc thẩm", "decided on appeal", "trial.appeal_decided"),
        _move("parted", "rút kháng cáo, kháng nghị; chuyển đi", "withdrawn or passed on"),
    ),
)
BODIES: Final = (_SOURCES, _INVESTIGATION, _PROSECUTION, _FIRST_INSTANCE, _APPEAL)


def _kinds(body: _Body, move: _Move, side: tuple[_Move, ...]) -> tuple[str, ...]:
    if move.kinds:
        return move.kinds
    named = {kind for other in side for kind in other.kinds}
    return tuple(code for code in BOOK.codes if code not in named)


def _flow(body: _Body, move: _Move, side: tuple[_Move, ...], *, of_people: bool) -> Flow:
    entering = side is body.comes_in
    noun = body.people if of_people else body.files
    way = Label("vào tay", "comes into the hands of") if entering else Label("rời khỏi", "leaves")
    named = ", ".join(f"“{BOOK[kind].label.vi}”" for kind in move.kinds) or "những hành vi không có chỉ tiêu riêng"
    named_en = ", ".join(f"“{BOOK[kind].label.en}”" for kind in move.kinds) or "acts without a figure of their own"
    scope = Label(f" {_SCOPE.vi}", f" {_SCOPE.en}") if body.offences else Label("", "")
    whose = BODY_NAMES[body.code]
    return Flow(
        code=f"{body.code}.{'people' if of_people else 'files'}_{move.code}",
        label=Label(f"{noun.vi} {move.label.vi}", f"{noun.en} {move.label.en}"),
        definition=Label(
            f"Đếm {noun.vi.lower()}{scope.vi} {way.vi} {whose.vi} trong kỳ do {named}."
            " Đầu kỳ cộng số vào trừ số ra bằng cuối kỳ.",
            f"Counts each time one of the {noun.en.lower()}{scope.en} {way.en} {whose.en} in the period by {named_en}."
            " Opening plus in minus out is closing.",
        ),
        unit=Unit.PERSON if of_people else body.unit,
        subject=body.subject,
        of=Condition(
            kind=_kinds(body, move, side),
            counted=(("person_" if of_people else "file_") + ("enters" if entering else "leaves"),),
            stage=(body.stage,),
            offence_group=body.offences,
        ),
        pair=_pair(body, move.code, of_people=of_people),
    )


def _pair(body: _Body, code: str, *, of_people: bool) -> str:
    return f"{body.code}.{'files' if of_people else 'people'}_{code}" if body.people.vi else ""


def _stock(body: _Body, *, of_people: bool) -> Stock:
    noun = body.people if of_people else body.files
    scope = Label(f" {_SCOPE.vi}", f" {_SCOPE.en}") if body.offences else Label("", "")
    whose = BODY_NAMES[body.code]
    return Stock(
        code=f"{body.code}.{'people' if of_people else 'files'}_held",
        label=Label(f"{noun.vi} {body.held.vi}", f"{noun.en} {body.held.en}"),
        definition=Label(
            f"Đếm {noun.vi.lower()}{scope.vi} đang ở {whose.vi} vào ngày cuối kỳ, không kể khi tạm đình chỉ.",
            f"Counts {noun.en.lower()}{scope.en} in the hands of {whose.en} on the last day, suspended ones left out.",
        ),
        unit=Unit.PERSON if of_people else body.unit,
        subject=body.subject,
        at=Condition(
            state=("pending_of" if of_people else "pending",), detail=(body.stage,), offence_group=body.offences
        ),
        pair=_pair(body, "held", of_people=of_people),
    )


BODY_NAMES: Final = {
    "sources": Label("cơ quan giải quyết nguồn tin", "the body that settles sources"),
    "investigation": Label("cơ quan điều tra", "the investigating body"),
    "prosecution": Label("Viện kiểm sát", "the procuracy"),
    "trial": Label("Tòa án cấp sơ thẩm", "the court of first instance"),
    "appeal": Label("Tòa án cấp phúc thẩm", "the appeal court"),
}


def _of(body: _Body) -> list[Indicator]:
    found: list[Indicator] = []
    for of_people in (False, True) if body.people.vi else (False,):
        found.append(_stock(body, of_people=of_people))
        for side in (body.comes_in, body.goes_out):
            found += [_flow(body, move, side, of_people=of_people) for move in side]
    return found


def _identity(body: _Body, *, of_people: bool) -> Identity:
    prefix = f"{body.code}.{'people' if of_people else 'files'}_"
    noun, whose = body.people if of_people else body.files, BODY_NAMES[body.code]
    return Identity(
        code=prefix.rstrip("_"),
        label=Label(f"{noun.vi} ở {whose.vi}", f"{noun.en} with {whose.en}"),
        stock=f"{prefix}held",
        comes_in=tuple(prefix + move.code for move in body.comes_in),
        goes_out=tuple(prefix + move.code for move in body.goes_out),
    )


_OVERDUE: Final = Stock(
    code="sources.files_overdue",
    label=Label("Nguồn tin về tội phạm quá hạn giải quyết", "Sources of information past their limit"),
    definition=Label(
        "Đếm nguồn tin về tội phạm vào ngày cuối kỳ đã quá hạn của Điều 147 BLTTHS mà chưa ghi việc giải quyết.",
        "Counts sources past the limit of Art. 147 on the last day with no settlement recorded.",
    ),
    unit=Unit.ITEM,
    subject=Subject.SOURCES,
    at=Condition(state=("overdue",), detail=("source",)),
)
_PENALTIES: Final = (
    ("warning", "cảnh cáo", "a warning"),
    ("fine", "phạt tiền", "a fine"),
    ("reform", "cải tạo không giam giữ", "non-custodial reform"),
    ("suspended", "phạt tù nhưng cho hưởng án treo", "a suspended sentence"),
    ("prison_3", "phạt tù đến ba năm", "prison up to 3 years"),
    ("prison_7", "phạt tù trên ba năm đến bảy năm", "prison over 3 to 7 years"),
    ("prison_15", "phạt tù trên bảy năm đến mười lăm năm", "prison over 7 to 15 years"),
    ("prison_20", "phạt tù trên mười lăm năm", "prison over 15 years"),
    ("life", "tù chung thân", "life imprisonment"),
    ("death", "tử hình", "death"),
    ("exempted", "miễn hình phạt", "exemption from penalty"),
    ("not_guilty", "tuyên không phạm tội", "a verdict of not guilty"),
)


def _penalty(code: str, vi: str, en: str) -> Flow:
    return Flow(
        code=f"trial.result_{code}",
        label=Label(f"Bị cáo được {vi}" if code in {"exempted", "not_guilty"} else f"Bị cáo bị {vi}",
                    f"Defendants with {en}"),
        definition=Label(
            f"Đếm bị cáo {_SCOPE.vi} mà bản án sơ thẩm trong kỳ {vi}.",
            f"Counts defendants {_SCOPE.en} whose first-instance judgment in the period was {en}.",
        ),
        unit=Unit.PERSON,
        subject=Subject.TRIAL,
        of=Condition(
            kind=("trial.first_instance",), counted=("person", "organisation"), form=(code,), offence_group=CORRUPTION
        ),
    )  # fmt: skip


PROCEEDINGS: Final[tuple[Indicator, ...]] = (
    *(indicator for body in BODIES for indicator in _of(body)),
    _OVERDUE,
    *(_penalty(*penalty) for penalty in _PENALTIES),
)
BALANCES: Final[tuple[Identity, ...]] = tuple(
    _identity(body, of_people=of_people)
    for body in BODIES
    for of_people in ((False, True) if body.people.vi else (False,))
)
