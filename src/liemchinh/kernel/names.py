"""Personal names as Vietnamese papers write them: titles, order, initials, the places of the tone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from liemchinh.kernel import posts
from liemchinh.kernel.vietnamese import fold, nfc, spelling_key


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON: Final = _words("nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đoàn")
"""Family names so common that a name beginning with one is not written the other way round."""
FAMILIES: Final = COMMON | _words(
    "an âu bạch bành bế biện ca cao cầm cấn chế chu châu chử chung cổ cù cung cư danh diệp doãn điểu đàm đào đậu đồng"
    " đổng đới đường giang giàng giáp hà hạ hầu hàn hàng hứa hùng kha khà khổng khuất khúc khương kiều kim la lã lại"
    " lâm lang lò lộc lỗ lục lữ lương lường ly ma mã mạc mai mào mạnh mùa nghiêm nghị ngụy nhan nhâm ninh niê nông"
    " ông phí phó phùng phương quách quàng quan quản sầm sòng sùng tạ tăng tất thạch thái thân thào thẩm thiều tiêu"
    " tiền tô tôn tòng tống trang triệu trương từ tường ứng uông ưng vàng vi viên vừ vương xa"
)

_DOUBLE: Final = (
    ("công", "tằng", "tôn", "nữ"),
    ("công", "huyền", "tôn", "nữ"),
    ("tôn", "thất"),
    ("tôn", "nữ"),
    ("âu", "dương"),
    ("hoàng", "phủ"),
)
"""Family names of more than one syllable."""

_MALE: Final = frozenset({"ông", "anh", "chú"})
_FEMALE: Final = frozenset({"bà", "chị", "cô"})
_TITLES: Final[tuple[tuple[str, ...], ...]] = posts.phrases(
    "đồng chí; bị can; bị cáo; bị án; bị hại; luật sư; bác sĩ; kỹ sư; cử nhân; thạc sĩ; tiến sĩ; giáo sư;"
    " phó giáo sư; thiếu tướng; trung tướng; thượng tướng; đại tướng; đại tá; thượng tá; trung tá; thiếu tá;"
    " đại úy; thượng úy; trung úy; thiếu úy; ông; bà; anh; chị; cô; chú; ts; ths; pgs; gs; bs; ks; cn; ls"
)
_COMRADE: Final = re.compile(r"^\s*(?:đ\s*/\s*c|đ\.\s?c|đc)\b\.?:?", re.IGNORECASE)
_COMRADE_CAPITAL: Final = re.compile(r"^\s*Đ\.\s?C\b|^\s*ĐC\b")

_ASIDE: Final = re.compile(r"\(([^()]*)\)?|[“\"«]([^”\"»]*)[”\"»]?")
_TAIL: Final = re.compile(
    r"[,;]|\s[–—-]\s|\b(?:sinh năm|sinh ngày|SN|sn|tức|bí danh|tên gọi khác|tên khác|còn gọi)\b", re.UNICODE
)
_TAIL_WORDS: Final = frozenset({"nguyên", "cựu", "hiện", "khi", "là", "ở", "trú", "tại", "quê", "chức", "nghề"})
_YEAR: Final = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?\.?")
_VOWELS: Final = frozenset("aeiouy")
_SYLLABLE: Final = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_CLUSTER: Final = range(2, 6)
"""Letters of a name written as one block: NVA."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable, lower case, its tone in one place; `is_initial`: only its beginning is written (“N.”, “Ng.”)."""

    key: str
    is_initial: bool = False


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name as read: syllables in the order written, without titles; what stood beside it, and what that says.

    `sex` is "M" or "F" where the title says so (Ông, Bà); `born` a year of birth written beside the name.
    """

    syllables: tuple[Syllable, ...]
    sex: str = ""
    born: int | None = None
    remark: str = ""

    @property
    def is_abbreviated(self) -> bool:
        """Whether a syllable is only begun."""
        return any(syllable.is_initial for syllable in self.syllables)

    @property
    def is_plain(self) -> bool:
        """Whether it is written out and no letter carries a Vietnamese mark: it may have been typed without them."""
        return all(syllable.key.isascii() and not syllable.is_initial for syllable in self.syllables)

    @property
    def keys(self) -> tuple[str, ...]:
        """The syllables as texts."""
        return tuple(syllable.key for syllable in self.syllables)

    @property
    def family_length(self) -> int:
        """How many syllables the family name has, as written family first."""
        return next((len(double) for double in _DOUBLE if self.keys[: len(double)] == double), 1)


def parse(text: str) -> PersonalName:
    """Read a name as papers write it: “Ông Nguyễn Văn An (SN 1975), nguyên Giám đốc”, “đ/c N.V.A.”, “AN, Lê Thị”."""
    text = _cleaned(text)
    remarks = [found[1] or found[2] or "" for found in _ASIDE.finditer(text)]
    text = _ASIDE.sub(" ", text)
    text, turned, tail = _without_tail(text)
    remarks.append(tail)
    text, sex = _without_titles(text)
    text, post = _without_post(text)
    if post:
        remarks.append(post)
        text, later = _without_titles(text)
        sex = sex or later
    syllables = tuple(_syllables([*_TOKEN.findall(text), *_TOKEN.findall(turned)] if turned else _TOKEN.findall(text)))
    remark = "; ".join(part.strip(" .:") for part in remarks if part.strip(" .:"))
    year = _YEAR.search(remark)
    return PersonalName(syllables, sex, int(year[0]) if year else None, remark)


def _cleaned(text: str) -> str:
    text = nfc(text).replace("ð", "đ").replace("Ð", "Đ").replace("’", "'").replace("`", "'")
    text = "".join(" " if letter.isspace() else letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(re.sub(r"(?<=\w)-(?=\w)", " ", text).split())


def _without_tail(text: str) -> tuple[str, str, str]:
    """The name, the given name when a comma set it first (“An, Nguyễn Văn”), and what follows the name."""
    cut = _TAIL.search(text)
    name, tail = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    if cut and cut[0] == "," and (head := _TOKEN.findall(name)) and (rest := _TOKEN.findall(tail)):
        family = spelling_key(rest[0].strip("."))
        if len(head) == 1 and len(rest) <= 4 and family in FAMILIES and not tail.strip(" ,").islower():
            return tail.strip(" ,"), name, ""
    words = name.split()
    if not name.islower():
        for at, word in enumerate(words):
            if at >= 2 and word in _TAIL_WORDS:
                return " ".join(words[:at]), "", f"{' '.join(words[at:])} {tail}"
    return name, "", tail.strip(" ,;–—-") if cut and cut[0].strip() in {",", ";", "–", "—", "-"} else tail


def _without_titles(text: str) -> tuple[str, str]:
    sex = ""
    while True:
        comrade = _COMRADE.match(text)
        if comrade and _is_comrade(text, comrade.end()):
            text = text[comrade.end() :].lstrip(" .:")
            continue
        tokens = list(_TOKEN.finditer(text))
        words = [spelling_key(token[0].strip(".")) for token in tokens]
        title = next(
            (one for one in _TITLES if len(one) < len(words) and tuple(words[: len(one)]) == one),
            None,
        )
        if title is None:
            return text, sex
        if title[0] in _MALE | _FEMALE and len(title) == 1:
            sex = "M" if title[0] in _MALE else "F"
        text = text[tokens[len(title)].start() :]


def _is_comrade(text: str, end: int) -> bool:
    """“đ.c.” is a title; “Đ.C.” may be somebody's initials unless a family name follows."""
    rest = _TOKEN.findall(text[end:])
    if not rest:
        return False
    if _COMRADE_CAPITAL.match(text):
        return len(rest) > 1 and spelling_key(rest[0].strip(".")) in FAMILIES and "." not in rest[0]
    return True


def _without_post(text: str) -> tuple[str, str]:
    """Take a post before the name away: “nguyên Giám đốc Sở Y tế Nguyễn Văn An”."""
    tokens = list(_TOKEN.finditer(text))
    words = [spelling_key(token[0].strip(".")) for token in tokens]
    end, rank = posts.rank_at(words)
    if not rank or end >= len(words):
        return text, ""
    shown = [token[0] for token in tokens]
    lowered = text.islower()
    for at in range(end, len(words) - 1):
        named = lowered or all(token[0].isupper() for token in shown[at:])
        if words[at] in FAMILIES and named and len(words) - at <= 6:
            return text[tokens[at].start() :], text[: tokens[at].start()].strip()
    if len(words) - end >= 2 and all(len(word) == 1 for word in words[end:]):
        return text[tokens[end].start() :], text[: tokens[end].start()].strip()
    return text, ""


def _syllables(tokens: Sequence[str]) -> Iterator[Syllable]:
    if len(tokens) == 1 and (cluster := tokens[0].rstrip(".")) and len(cluster) in _CLUSTER:
        folded = fold(cluster)
        if folded.isalpha() and not _SYLLABLE.fullmatch(folded) and "'" not in cluster:
            yield from (Syllable(spelling_key(letter), is_initial=True) for letter in cluster)
            return
    all_single = all(len(token.rstrip(".")) == 1 for token in tokens)
    for at, token in enumerate(tokens):
        bare = token.rstrip(".")
        begun = token.endswith(".") and len(bare) <= 2
        consonants = not set(fold(bare)) & _VOWELS
        last = at == len(tokens) - 1
        yield Syllable(
            spelling_key(bare),
            is_initial=consonants or (len(bare) == 1 and (all_single or last or begun)) or (begun and len(bare) == 1),
        )
