"""What the book speaks of: dossiers, stages, roles, acts and their lines, as frozen values."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date

from liemchinh.kernel.calendar import Precision
from liemchinh.kernel.label import Label
from liemchinh.law.basis import Article


class _Labelled(enum.StrEnum):
    """A code that knows its words."""

    label: Label

    def __new__(cls, code: str, vi: str = "", en: str = "") -> _Labelled:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = Label(vi, en)
        return member


class DossierKind(_Labelled):
    """What a dossier is about; `prefix` begins its number."""

    CASE = "case", "Vụ án", "Criminal case"
    MATTER = "matter", "Vụ việc", "Matter"
    INSPECTION = "inspection", "Kiểm tra, giám sát, thanh tra", "Inspection or supervision"
    MEETING = "meeting", "Phiên họp, cuộc họp", "Meeting"
    DIRECTION = "direction", "Văn bản chỉ đạo", "Directing documents"
    DISCIPLINE = "discipline", "Kỷ luật, trách nhiệm", "Discipline and responsibility"

    @property
    def prefix(self) -> str:
        """The letters before the year in a dossier's number (VA-2025-014)."""
        return {"case": "VA", "matter": "VV", "inspection": "KT", "meeting": "PH", "direction": "CĐ"}.get(self, "KL")


class Stage(_Labelled):
    """Where a dossier stands."""

    SOURCE = "source", "Nguồn tin", "Source of information"
    INVESTIGATION = "investigation", "Điều tra", "Investigation"
    PROSECUTION = "prosecution", "Truy tố", "Prosecution"
    FIRST_INSTANCE = "first_instance", "Xét xử sơ thẩm", "First instance"
    APPEAL = "appeal", "Xét xử phúc thẩm", "Appeal"
    ENFORCEMENT = "enforcement", "Thi hành án", "Enforcement"
    CHECKING = "checking", "Kiểm tra, xác minh", "Checking"
    CONCLUDED = "concluded", "Kết luận", "Concluded"
    OPENED = "opened", "Mở hồ sơ", "Opened"
    UNDER_WAY = "under_way", "Đang tiến hành", "Under way"
    HELD = "held", "Đã họp", "Held"
    DECIDED = "decided", "Đã quyết định", "Decided"
    ENDED = "ended", "Kết thúc", "Ended"


TRACKS: dict[DossierKind, tuple[Stage, ...]] = {
    DossierKind.CASE: (
        Stage.SOURCE,
        Stage.INVESTIGATION,
        Stage.PROSECUTION,
        Stage.FIRST_INSTANCE,
        Stage.APPEAL,
        Stage.ENFORCEMENT,
        Stage.ENDED,
    ),
    DossierKind.MATTER: (Stage.SOURCE, Stage.CHECKING, Stage.CONCLUDED, Stage.ENDED),
    DossierKind.INSPECTION: (Stage.OPENED, Stage.UNDER_WAY, Stage.CONCLUDED),
    DossierKind.MEETING: (Stage.OPENED, Stage.HELD, Stage.CONCLUDED),
    DossierKind.DIRECTION: (Stage.OPENED,),
    DossierKind.DISCIPLINE: (Stage.OPENED, Stage.DECIDED),
}
"""The stages of each kind of dossier in their usual order; the first is where it begins."""


class Role(_Labelled):
    """In which capacity a person or organisation stands in a dossier (BLTTHS, Điều 60, 61; DOMAIN 3.3)."""

    REPORTED = "reported", "người bị tố giác, kiến nghị khởi tố", "person reported"
    HELD = "held", "người bị giữ, bị bắt, bị tạm giữ", "person held"
    RELEASED = "released", "được trả tự do", "released"
    ACCUSED = "accused", "bị can", "accused"
    DEFENDANT = "defendant", "bị cáo", "defendant"
    CONVICTED = "convicted", "người bị kết án", "convicted person"
    SERVING = "serving", "người chấp hành án", "person serving a sentence"
    MOVED = "moved", "đã chuyển sang vụ án khác", "moved to another case"
    CLEARED = "cleared", "không còn là bị can", "no longer accused"
    ACQUITTED = "acquitted", "được tuyên không phạm tội", "acquitted"
    TARGET = "target", "đối tượng được kiểm tra, giám sát, thanh tra", "body inspected"
    DISCIPLINED = "disciplined", "bị kỷ luật", "disciplined"
    HEAD = "head", "người đứng đầu, cấp phó", "head or deputy head"


class WatchLevel(_Labelled):
    """Who watches and directs (DOMAIN 2.2)."""

    CENTRAL_COMMITTEE = "TW-BCĐ", "Ban Chỉ đạo Trung ương", "Central Steering Committee"
    CENTRAL_COMMISSION = "TW-BNC", "Ban Nội chính Trung ương", "Central Commission for Internal Affairs"
    PROVINCIAL_COMMITTEE = "TINH-BCĐ", "Ban Chỉ đạo tỉnh", "Provincial steering committee"
    PROVINCIAL_STANDING = "TINH-BTV", "Ban Thường vụ Tỉnh ủy", "Provincial Party Standing Committee"


class Rung(_Labelled):
    """Steps of the money ladder; one asset passes through several, so rungs are never added up (DOMAIN 8.1)."""

    DAMAGE = "damage", "Thiệt hại, chiếm đoạt", "Damage or appropriation"
    JUDGED = "judged", "Thiệt hại theo bản án", "Damage as judged"
    SEIZED = "seized", "Tạm giữ, kê biên, phong tỏa", "Seized, attached or frozen"
    RECOVERED = "recovered", "Đã thu hồi, nộp lại", "Recovered or handed in"
    ADJUDGED = "adjudged", "Phải thi hành theo bản án", "To be paid under the judgment"
    ENFORCED = "enforced", "Đã thi hành án", "Enforced"
    WAIVED = "waived", "Miễn, giảm thi hành án", "Waived or reduced"


class Severity(enum.IntEnum):
    """Classes of crime by the maximum of the frame charged (BLHS, Điều 9)."""

    LESS_SERIOUS = 1
    SERIOUS = 2
    VERY_SERIOUS = 3
    ESPECIALLY_SERIOUS = 4

    @property
    def label(self) -> Label:
        """The words of the Code."""
        return (
            Label("ít nghiêm trọng", "less serious"),
            Label("nghiêm trọng", "serious"),
            Label("rất nghiêm trọng", "very serious"),
            Label("đặc biệt nghiêm trọng", "especially serious"),
        )[self - 1]


class Need(enum.Enum):
    """Whether an act carries a field."""

    NO = 0
    MAY = 1
    MUST = 2


class Party(enum.Enum):
    """Who may stand on a subject line."""

    PERSON = "person"
    ORGANISATION = "organisation"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a field: a ground, a form of discipline, an outcome."""

    code: str
    label: Label
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the choice existed on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectSpec:
    """Which persons or organisations an act names and in which capacity they stand afterwards.

    `standing`: the roles one of which they must already have; empty = they must not yet stand in `role`.
    `months`: the forms (penalties) that need a length in months. `roles`: the capacities in which a person may be
    brought forward from paper; one must then be given on each line.
    """

    label: Label
    party: Party = Party.PERSON
    role: Role | None = None
    standing: frozenset[Role] = frozenset()
    fresh: bool = False
    least: int = 1
    charge: Need = Need.NO
    forms: tuple[Choice, ...] = ()
    forms_needed: bool = True
    outcomes: tuple[Choice, ...] = ()
    role_by_outcome: tuple[tuple[str, Role], ...] = ()
    forms_label: Label = field(default=Label("Hình thức", "Form"))
    outcomes_label: Label = field(default=Label("Kết quả", "Outcome"))
    months: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActKind:
    """One kind of act: its form, its timeline sentence, what must stand before it and what follows from it.

    `stages`: where the law allows it (empty = anywhere); `after`: codes of which one must stand before it;
    `unless`: codes that bar it while they stand; `leads_to`: the stage that begins on its day, unless the dossier is at
    one that it `keeps`; `leads_by_outcome`: the first stage whose outcome stands on a line goes before `leads_to`.
    `held_at`: whose hands the file is in from then on; `released`: it lies with nobody (decided, suspended, ended).
    `answers`: kinds of act one of which, still open in the dossier, this act must name as the one it belongs to;
    `criteria`: takes reasons from the committee's own list for entering; `keeper`: names the officer who takes over;
    `open_grounds`: the committee's own list adds to `grounds`; `counted_from`: the day its limit runs from, when that
    is another than its own.
    `sentence` may use {subjects}, {count}, {money}, {level}, {ground}, {offence}, {form}, {title}.
    """

    code: str
    label: Label
    sentence: Label
    basis: tuple[Article, ...]
    dossiers: frozenset[DossierKind]
    stages: frozenset[Stage] = frozenset()
    leads_to: Stage | None = None
    leads_by_outcome: tuple[tuple[str, Stage], ...] = ()
    keeps: frozenset[Stage] = frozenset()
    held_at: Stage | None = None
    released: bool = False
    once: bool = False
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    subjects: SubjectSpec | None = None
    money: tuple[Rung, ...] = ()
    money_needed: bool = False
    level: Need = Need.NO
    offence: Need = Need.NO
    document: Need = Need.MAY
    related: Need = Need.NO
    due: Need = Need.NO
    due_label: Label = field(default=Label("Hạn ghi trong văn bản", "Day due as written"))
    counted_from: Need = Need.NO
    counted_label: Label = field(default=Label("Ngày nhận hồ sơ", "Day the file was received"))
    addressee: Need = Need.NO
    addressee_label: Label = field(default=Label("Nơi nhận", "Addressee"))
    answers: tuple[str, ...] = ()
    answers_label: Label = field(default=Label("Thuộc về mục", "Belongs to entry"))
    criteria: bool = False
    keeper: Need = Need.NO
    grounds: tuple[Choice, ...] = ()
    grounds_label: Label = field(default=Label("Lý do, căn cứ", "Ground"))
    open_grounds: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether such an act could be done on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def governing(self, on: date) -> Article:
        """The article the act rests on, as of its day: the first whose text was in force then, else the first."""
        return next((article for article in self.basis if article.text.in_force(on)), self.basis[0])


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One person or organisation in an act. `subject` is an opaque key, stable within the register.

    `role`: the capacity in which a person is brought forward from paper; `months`: the length of a penalty.
    """

    subject: str
    charge: str = ""
    form: str = ""
    outcome: str = ""
    role: str = ""
    is_organisation: bool = False
    months: int | None = None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """An amount in đồng on one rung of the ladder."""

    rung: Rung
    amount: int
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act as recorded. `position` is its place in the register (mục), unique; `replaces` the mục it corrects.

    `answers`: the mục of the request, custody or appeal it belongs to; `counted_from`: the day on which the body got
    the file, when its limit runs from there; `keeper`: the officer to whom the dossier is handed over. `root`: the
    first act of the chain of corrections it stands at the end of, filled in by the fold.
    """

    position: int
    kind: str
    effective_on: date
    precision: Precision = Precision.DAY
    subjects: tuple[SubjectLine, ...] = ()
    money: tuple[MoneyLine, ...] = ()
    replaces: int | None = None
    level: str = ""
    ground: str = ""
    offence: str = ""
    document_number: str = ""
    due_on: date | None = None
    related: str = ""
    answers: int | None = None
    counted_from: date | None = None
    criteria: tuple[str, ...] = ()
    keeper: int | None = None
    addressee: str = ""
    root: int = 0
