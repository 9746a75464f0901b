"""The words by which offices write kinds, stages, levels, roles and acts in their own lists.

The law's own labels and codes always count; what is added here are the short forms of the trade. Case, accents,
punctuation and a slip of the finger do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import fold
from liemchinh.law.acts import TRACKS, ActKind, Choice, DossierKind, Need, Role, Rung, Stage, WatchLevel
from liemchinh.law.book import ANNULLED, BOOK
from liemchinh.ledger.importing.remarks import MisreadError

TYPO: Final = 90
"""How alike (of 100) a mistyped word must be to a known one, and to one alone."""
FEW: Final = 14
"""Words that a refusal lists; of longer lists it names the nearest."""
LONGEST: Final = 60
"""Letters of a cell that still names a stage; longer ones tell a story."""
WATCHED: Final = (DossierKind.CASE, DossierKind.MATTER)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Without accents, case and punctuation, single spaces: “Xét xử (sơ thẩm)” is “xet xu so tham”."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


@dataclass(frozen=True, slots=True)
class Word:
    """A value with its label and the other forms in which it is written."""

    value: str
    label: Label
    also: tuple[str, ...] = ()


class Vocabulary:
    """What may stand in a column. `what` names the column in the sentence that refuses a word."""

    def __init__(self, what: Label, words: Iterable[Word]) -> None:
        self.what = what
        self.words = tuple(words)
        self._forms: dict[str, str] = {}
        for word in self.words:
            for form in (word.label.vi, word.value, *word.also):
                self._forms.setdefault(plain(form), word.value)

    def find(self, text: str) -> str | None:
        """The value of a word, or None."""
        wanted = plain(text)
        known = self._forms.get(wanted)
        if known is not None or len(wanted) < 6:
            return known
        close = process.extract(wanted, self._forms.keys(), scorer=fuzz.ratio, score_cutoff=TYPO, limit=3)
        values = {self._forms[form] for form, _score, _at in close}
        return values.pop() if len(values) == 1 else None

    def read(self, text: str) -> str:
        """The value of a word. Raises MisreadError, which lists what may stand there."""
        found = self.find(text)
        if found is None:
            raise self.misread(text)
        return found

    def misread(self, text: str) -> MisreadError:
        """Why a text is no word of this column."""
        near = self.words
        if len(near) > FEW:
            close = process.extract(plain(text), self._forms.keys(), scorer=fuzz.WRatio, limit=5)
            values = dict.fromkeys(self._forms[form] for form, _score, _at in close)
            near = tuple(word for value in values for word in self.words if word.value == value)
        choices = "; ".join(word.label.vi for word in near)
        choices_en = "; ".join(word.label.en for word in near)
        if len(near) < len(self.words):
            return MisreadError(
                f"Chưa hiểu {self.what.vi} “{text}”. Gần nhất: {choices}. Mọi từ dùng được: trang Hướng dẫn, tệp mẫu.",
                f"The {self.what.en} “{text}” was not understood. Nearest: {choices_en}. The template lists all words.",
            )
        return MisreadError(
            f"Chưa hiểu {self.what.vi} “{text}”. Ghi một trong: {choices}.",
            f"The {self.what.en} “{text}” was not understood. Write one of: {choices_en}.",
        )


def _of(
    members: Iterable[DossierKind | Stage | Role | WatchLevel | Rung], also: Mapping[str, Sequence[str]]
) -> list[Word]:
    return [Word(member.value, member.label, tuple(also.get(member.value, ()))) for member in members]


def brought_roles() -> tuple[Role, ...]:
    """The roles in which persons are brought forward from paper."""
    spec = BOOK["register.brought_forward"].subjects
    return spec.roles if spec else ()


KINDS: Final = Vocabulary(
    Label("loại hồ sơ", "kind of dossier"),
    _of(
        WATCHED,
        {"case": ("VA", "án", "vụ án hình sự", "án hình sự"), "matter": ("VV", "việc", "sự việc", "vụ việc tiêu cực")},
    ),
)
LEVELS: Final = Vocabulary(
    Label("cấp theo dõi", "level of watching"),
    _of(
        WatchLevel,
        {
            "TW-BCĐ": ("BCĐ Trung ương", "BCĐ TW", "BCĐTW", "BCĐ PCTNTC Trung ương", "Trung ương"),
            "TW-BNC": ("Ban Nội chính TW", "BNC Trung ương", "BNC TW", "BNCTW"),
            "TINH-BCĐ": (
                "BCĐ tỉnh", "Ban Chỉ đạo cấp tỉnh", "BCĐ cấp tỉnh", "BCĐ thành phố", "Ban Chỉ đạo thành phố", "tỉnh",
                "cấp tỉnh", "Ban Chỉ đạo", "BCĐ",
            ),
            "TINH-BTV": ("BTV tỉnh ủy", "BTV", "BTVTU", "Ban Thường vụ", "BTV thành ủy", "Ban Thường vụ Thành ủy"),
        },
    ),
)  # fmt: skip
SEXES: Final = Vocabulary(
    Label("giới tính", "sex"),
    (Word("M", Label("nam", "male"), ("ông",)), Word("F", Label("nữ", "female"), ("bà",))),
)
PARTIES: Final = Vocabulary(
    Label("cột Cá nhân, pháp nhân", "party"),
    (
        Word("person", Label("cá nhân", "person"), ("người",)),
        Word("organisation", Label("pháp nhân", "legal person"), ("tổ chức", "pháp nhân thương mại", "công ty")),
    ),
)
RUNGS: Final = Vocabulary(
    Label("bậc tiền", "rung"),
    _of(
        Rung,
        {
            "damage": ("thiệt hại", "chiếm đoạt", "gây thiệt hại", "thất thoát"),
            "seized": ("tạm giữ", "kê biên", "phong tỏa", "thu giữ", "tạm giữ kê biên"),
            "recovered": ("thu hồi", "đã thu hồi", "nộp lại", "đã nộp", "khắc phục", "đã khắc phục"),
        },
    ),
)
ROLES: Final = Vocabulary(
    Label("tư cách", "role"),
    _of(
        brought_roles(),
        {
            "accused": ("BC", "bị can tại ngoại"),
            "convicted": ("bị án", "người bị kết án tù", "đã bị kết án"),
            "serving": ("phạm nhân", "đang chấp hành án"),
            "cleared": ("đình chỉ", "được đình chỉ", "đình chỉ bị can", "miễn trách nhiệm hình sự"),
            "acquitted": ("không phạm tội", "tuyên không phạm tội", "vô tội"),
            "reported": ("người bị tố giác", "người bị kiến nghị khởi tố", "người bị tố cáo", "bị tố giác"),
        },
    ),
)
_KIND_ALSO: Final = {
    "case.initiated": ("Khởi tố vụ án hình sự", "Khởi tố", "KTVA"),
    "case.charged": ("Khởi tố bị can", "KTBC", "Khởi tố thêm bị can"),
    "case.charges_approved": ("Phê chuẩn", "Phê chuẩn khởi tố bị can"),
    "case.investigation_extended": ("Gia hạn", "Gia hạn thời hạn điều tra"),
    "case.suspended": ("Tạm đình chỉ", "Tạm đình chỉ vụ án"),
    "case.resumed": ("Phục hồi",),
    "case.investigation_concluded": ("Kết luận điều tra", "KLĐT", "Kết thúc điều tra"),
    "case.returned": ("Trả hồ sơ", "Trả hồ sơ điều tra bổ sung"),
    "case.indicted": ("Cáo trạng", "Truy tố"),
    "trial.accepted": ("Thụ lý", "Tòa án thụ lý"),
    "trial.ordered": ("Đưa vụ án ra xét xử", "Đưa ra xét xử"),
    "trial.first_instance": ("Sơ thẩm", "Bản án sơ thẩm", "XXST"),
    "trial.appealed": ("Kháng cáo", "Kháng nghị"),
    "trial.appeal_decided": ("Phúc thẩm", "Bản án phúc thẩm", "XXPT"),
    "judgment.in_force": ("Bản án có hiệu lực", "Án có hiệu lực"),
    "watch.put_on": ("Đưa vào diện", "Đưa vào diện theo dõi", "Vào diện"),
    "watch.taken_off": ("Đưa ra khỏi diện", "Ra khỏi diện", "Kết thúc theo dõi", "Kết thúc chỉ đạo"),
    "assets.damage_found": ("Thiệt hại", "Xác định thiệt hại"),
    "assets.seized": ("Kê biên", "Phong tỏa", "Thu giữ"),
    "assets.recovered": ("Thu hồi", "Thu hồi tài sản", "Nộp khắc phục"),
}


def _acts() -> list[ActKind]:
    """Every kind of act that a case or a matter may hold, once."""
    return [
        kind for kind in BOOK if kind.code not in {ANNULLED, "register.handed_over"} and set(WATCHED) & kind.dossiers
    ]


ACTS: Final = Vocabulary(
    Label("loại hành vi", "kind of act"),
    [Word(kind.code, kind.label, _KIND_ALSO.get(kind.code, ())) for kind in _acts()],
)

SUSPENDED: Final = "suspended"
_STAGES: Final[dict[DossierKind, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    DossierKind.CASE: (
        (SUSPENDED, ("tạm đình chỉ",)),
        (Stage.PROSECUTION, ("kết thúc điều tra", "kết luận điều tra", "KLĐT", "đề nghị truy tố", "đang truy tố")),
        (Stage.INVESTIGATION, ("điều tra bổ sung", "trả hồ sơ", "điều tra lại", "phục hồi điều tra", "ĐTBS")),
        (Stage.ENDED, ("thi hành xong", "thi hành án xong", "đình chỉ", "không khởi tố", "kết thúc", "đã xong")),
        (Stage.ENFORCEMENT, ("thi hành án", "thi hành", "THA", "THADS", "THAHS", "có hiệu lực pháp luật")),
        (Stage.APPEAL, ("phúc thẩm", "XXPT", "kháng cáo", "kháng nghị")),
        (
            Stage.FIRST_INSTANCE,
            ("sơ thẩm", "XXST", "xét xử", "chuẩn bị xét xử", "cáo trạng", "đã truy tố", "tòa án", "thụ lý xét xử"),
        ),
        (Stage.PROSECUTION, ("truy tố",)),
        (Stage.SOURCE, ("nguồn tin", "tin báo", "tố giác", "kiến nghị khởi tố", "tiền khởi tố")),
        (Stage.INVESTIGATION, ("điều tra", "khởi tố", "gia hạn")),
    ),
    DossierKind.MATTER: (
        (SUSPENDED, ("tạm đình chỉ",)),
        (Stage.ENDED, ("xử lý xong", "giải quyết xong", "kết thúc", "đã xong", "không khởi tố", "đã khởi tố",
        "đình chỉ")),
        (Stage.CONCLUDED, ("đã kết luận", "kết luận", "ban hành kết luận")),
        (
            Stage.CHECKING,
            ("kiểm tra", "xác minh", "thanh tra", "kiểm toán", "đang kiểm tra", "đang xác minh", "giải quyết tố cáo"),
        ),
        (Stage.SOURCE, ("nguồn tin", "tin báo", "tố giác", "tiếp nhận", "kiến nghị khởi tố")),
    ),
}  # fmt: skip
"""Stages by the words that tell them, the telling ones first."""


def stage_forms(kind: DossierKind) -> dict[Stage, list[str]]:
    """The words of each stage, as the guide lists them."""
    found: dict[Stage, list[str]] = {stage: [] for stage in TRACKS[kind]}
    for stage, forms in _STAGES[kind]:
        if stage != SUSPENDED:
            found[Stage(stage)].extend(forms)
    return found


def read_stage(text: str, kind: DossierKind) -> Stage:
    """The stage that a cell tells of. Raises MisreadError."""
    wanted = plain(text)
    for stage in TRACKS[kind]:
        if wanted in {plain(stage.label.vi), stage.value, plain(stage.value)}:
            return stage
    if len(text) <= LONGEST:
        for value, forms in _STAGES[kind]:
            if any(re.search(rf"\b{plain(form)}\b", wanted) for form in forms):
                if value == SUSPENDED:
                    raise MisreadError(
                        "“Tạm đình chỉ” không phải là giai đoạn. Ghi giai đoạn trước đó (ví dụ Điều tra), và ghi một "
                        "dòng “Tạm đình chỉ điều tra” ở trang Hành vi với ngày, số quyết định, lý do.",
                        "A suspension is no stage. Write the stage before it, and the suspension on the sheet Hành vi.",
                    )
                return Stage(value)
    choices = "; ".join(stage.label.vi for stage in TRACKS[kind])
    choices_en = "; ".join(stage.label.en for stage in TRACKS[kind])
    raise MisreadError(
        f"Chưa hiểu giai đoạn “{text[:80]}” của {kind.label.vi.lower()}. Ghi một trong: {choices}; phần kể diễn biến "
        "chuyển sang cột Ghi chú.",
        f"The stage “{text[:80]}” was not understood. Write one of: {choices_en}; tell the rest in the notes.",
    )


def choice_of(text: str, choices: Sequence[Choice], what: Label) -> str:
    """The code of one of the choices that an act declares. Raises MisreadError."""
    words = Vocabulary(what, [Word(choice.code, choice.label) for choice in choices])
    return words.read(text)


def said_with(kind: ActKind) -> str:
    """What a row of such an act may say besides its day, in words: document, persons, choices."""
    parts = []
    if kind.document is Need.MUST:
        parts.append("số văn bản (bắt buộc)")
    for need, said in ((kind.level, "cấp theo dõi"), (kind.offence, "tội danh"), (kind.related, "hồ sơ liên quan")):
        if need is not Need.NO:
            parts.append(said + (" (bắt buộc)" if need is Need.MUST else ""))
    for need, label in (
        (kind.due, kind.due_label),
        (kind.counted_from, kind.counted_label),
        (kind.addressee, kind.addressee_label),
    ):
        if need is not Need.NO:
            parts.append(label.vi.lower() + (" (bắt buộc)" if need is Need.MUST else ""))
    if kind.subjects:
        spec = kind.subjects
        parts.append(spec.label.vi.lower())
        if spec.charge is not Need.NO:
            parts.append("[tội danh]")
        for label, choices in ((spec.outcomes_label, spec.outcomes), (spec.forms_label, spec.forms)):
            if choices:
                parts.append(f"[{label.vi.lower()}: {' | '.join(choice.label.vi for choice in choices)}]")
    if kind.money:
        parts.append("tiền: " + " | ".join(rung.label.vi.lower() for rung in kind.money))
    if kind.grounds:
        parts.append(f"{kind.grounds_label.vi.lower()}: {' | '.join(choice.label.vi for choice in kind.grounds)}")
    if kind.answers:
        parts.append("trả lời dòng")
    return "; ".join(parts)
