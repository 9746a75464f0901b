"""Posts and workplaces as papers write them: which rank, which place, and whether two descriptions speak of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from liemchinh.kernel.vietnamese import fold, nfc, spelling_key

_WORD: Final = re.compile(r"[^\W_]+")
_SHORT: Final = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "tp": "thành phố",
    "bql": "ban quản lý",
    "bv": "bệnh viện",
    "ca": "công an",
    "cty": "công ty",
    "gđ": "giám đốc",
    "pgđ": "phó giám đốc",
    "ct": "chủ tịch",
    "pct": "phó chủ tịch",
    "tgđ": "tổng giám đốc",
    "bt": "bí thư",
    "pbt": "phó bí thư",
    "ptp": "phó trưởng phòng",
    "gd": "giáo dục",
    "đt": "đào tạo",
    "tn": "tài nguyên",
    "mt": "môi trường",
    "kt": "kế toán",
    "ktt": "kế toán trưởng",
    "vks": "viện kiểm sát",
    "vksnd": "viện kiểm sát nhân dân",
    "tand": "tòa án nhân dân",
    "cskt": "cảnh sát kinh tế",
}
"""Abbreviations of office Vietnamese, lower case."""

_FORMER: Final = frozenset({"nguyên", "cựu", "quyền", "hiện", "là"})
"""Words before a post that do not change which post it was."""


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Phrases parted by semicolons, as words; the longest first."""
    found = {tuple(phrase.split()) for phrase in text.split(";")}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


RANKS: Final = phrases(
    "chủ tịch; phó chủ tịch; giám đốc; phó giám đốc; tổng giám đốc; phó tổng giám đốc; trưởng phòng;"
    " phó trưởng phòng; phó phòng; bí thư; phó bí thư; kế toán trưởng; kế toán; thủ quỹ; hiệu trưởng;"
    " phó hiệu trưởng; chi cục trưởng; phó chi cục trưởng; cục trưởng; phó cục trưởng; chủ nhiệm;"
    " phó chủ nhiệm; trưởng ban; phó trưởng ban; phó ban; chánh văn phòng; phó chánh văn phòng;"
    " viện trưởng; phó viện trưởng; chánh án; phó chánh án; chánh thanh tra; phó chánh thanh tra;"
    " thẩm phán; kiểm sát viên; điều tra viên; thanh tra viên; chấp hành viên; chuyên viên; công chức;"
    " viên chức; cán bộ; nhân viên; đội trưởng; đội phó; trạm trưởng; hạt trưởng; trưởng khoa; phó khoa;"
    " trưởng thôn; trưởng bản; ủy viên; thành viên; chủ doanh nghiệp; cổ đông; bác sĩ; giáo viên"
)
"""Posts without their place, the longest first."""

_GENERIC_WORDS: Final = (
    "sở phòng ban cục chi vụ viện trường trung tâm công ty cổ phần tnhh tỉnh huyện thị xã thành phố phường thôn bản"
    " khu phố quận và của tại thuộc trực nhà nước việt nam đơn vị cơ quan ủy nhân dân hội đồng đảng bệnh"
    " quỹ kho bạc doanh nghiệp tập đoàn dự án quản lý tổng"
)
_GENERIC: Final = frozenset(_GENERIC_WORDS.split())
"""Words that many workplaces share; alone they name none."""

_ALIKE: Final = 90.0
_UNLIKE: Final = 72.0


@dataclass(frozen=True, slots=True)
class Work:
    """A description read: the rank (“giám đốc”), and the words of the place, abbreviations written out."""

    rank: str
    place: tuple[str, ...]

    @property
    def telling(self) -> tuple[str, ...]:
        """The words of the place that tell it from others."""
        return tuple(word for word in self.place if word not in _GENERIC)

    @property
    def place_text(self) -> str:
        """The place as words."""
        return " ".join(self.place)


def words_of(text: str) -> list[str]:
    """Lower-case words with abbreviations written out: “PGĐ Sở GD&ĐT” is phó giám đốc sở giáo dục đào tạo."""
    found: list[str] = []
    for word in _WORD.findall(spelling_key(nfc(text))):
        found += _SHORT.get(word, word).split()
    return found


def rank_at(words: list[str], at: int = 0) -> tuple[int, str]:
    """Where the post that begins at `at` ends (`at` itself when there is none), and the post."""
    start = at
    while start < len(words) and words[start] in _FORMER:
        start += 1
    for rank in RANKS:
        if tuple(words[start : start + len(rank)]) == rank:
            return start + len(rank), " ".join(rank)
    return at, ""


def read(post: str, unit: str) -> Work:
    """What a person's two fields say. The place is the unit; what stands behind the rank when the unit is empty."""
    words = words_of(post)
    end, rank = rank_at(words)
    place = words_of(unit) if unit.strip() else words[end:]
    return Work(rank, tuple(word for word in place if word not in _FORMER))


def _marks(words: tuple[str, ...]) -> set[str]:
    """Numbers and single letters: what tells one school, one commune from its neighbour. The y of “y tế” is a word."""
    return {word for word in words if word.isdigit() or (len(word) == 1 and word != "y")}


def same_place(one: Work, other: Work) -> bool | None:
    """Whether two workplaces are one; None where the descriptions do not say enough."""
    mine, theirs = one.telling, other.telling
    if not mine or not theirs:
        return None
    if _marks(mine) != _marks(theirs):
        both = _marks(mine) and _marks(theirs)
        return False if both else None
    texts = [" ".join(words) for words in (mine, theirs)]
    if any(text.isascii() for text in texts):
        texts = [fold(text) for text in texts]
    # A place may be written with or without its province: the shorter one then lies whole in the longer.
    inside = set(texts[0].split()), set(texts[1].split())
    if min(len(words) for words in inside) >= 2 and (inside[0] <= inside[1] or inside[1] <= inside[0]):
        return True
    ratio = fuzz.token_sort_ratio(*texts)
    if ratio >= _ALIKE:
        return True
    return False if ratio < _UNLIKE else None
