"""All phrases the reader knows in one tree of syllables: heads, topics, and the small words that turn a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from liemchinh.figures.wording import ASIDES, HEADS, TOPICS, WORDINGS
from liemchinh.figures.wording_nouns import said
from liemchinh.kernel.numerals import NUMBER_WORDS
from liemchinh.kernel.vietnamese import fold
from liemchinh.reader.claim import Qualifier
from liemchinh.reader.passage import VOCABULARY, normal, normal_tokens


@dataclass(slots=True)
class Entry:
    """What a phrase may be: a head noun, topics, a qualifier, a mark."""

    head: str | None = None
    topics: tuple[str, ...] = ()
    qualifier: Qualifier | None = None
    mark: str | None = None


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: the syllables that may follow, and what ends here."""

    below: dict[str, Node] = field(default_factory=dict)
    entry: Entry | None = None


QUALIFIERS: Final[dict[Qualifier, tuple[str, ...]]] = {
    "about": said(
        "gần | khoảng | xấp xỉ | ngót | chừng | ước khoảng | ước | vào khoảng | ước tính | áng chừng | ngót nghét "
        "| cỡ | độ | ước trị giá | ước tính khoảng | ước đạt"
    ),
    "more_than": said("hơn | trên | nhiều hơn | vượt | quá"),
    "at_least": said("ít nhất | không dưới | tối thiểu | chí ít | không ít hơn | không thấp hơn | ít ra"),
    "at_most": said("không quá | tối đa | nhiều nhất là | không vượt quá | chưa đến | chưa tới | chưa đầy | dưới"),
}

MARKS: Final[dict[str, tuple[str, ...]]] = {
    # A difference between two figures is not itself a figure.
    "change": said(
        "tăng | giảm | cao hơn | thấp hơn | nhiều hơn | ít hơn | hụt | tăng thêm | giảm được | tăng so với | kém "
        "| vượt | cao hơn năm trước | thấp hơn kế hoạch | nhiều hơn năm trước | ít hơn năm ngoái | tăng lên so "
        "với | giảm đi | cao hơn cùng kỳ | thấp hơn năm trước | cao hơn năm ngoái | nhảy | nhảy vọt | rơi | tụt "
        "| lùi | lùi lại | thăng | "
        "vươn lên | giảm sút | tăng gần | tăng hơn | giảm hơn | giảm gần | chênh lệch | thấp hơn cùng kỳ | ít hơn "
        "năm trước | vượt lên | cải thiện | rớt | sụt | thăng hạng | tăng hạng | giảm hạng"
    ),
    "raised_to": said("nâng tổng số | đưa tổng số | nâng số | tổng số lên"),
    "change_to": said(
        "tăng từ | giảm từ | từ | lên | xuống | xuống còn | còn | giảm còn | giảm xuống còn | tăng lên | lên "
        "thành | nâng lên | tăng lên thành | lên tới | tăng lên đến | giảm xuống"
    ),
    "part": said(
        "trong đó | gồm | bao gồm | trong số này | trong số đó | trong số | gồm có | cụ thể là | cụ thể | trong "
        "tổng số đó | riêng | nổi bật là | đáng chú ý | chia ra | phân theo | trong ấy"
    ),
    "plan": said(
        "phấn đấu | mục tiêu | chỉ tiêu | dự kiến | phương hướng | yêu cầu | kế hoạch cả năm | theo kế hoạch năm "
        "| sẽ | đặt mục tiêu | đặt chỉ tiêu | nhiệm vụ năm | kế hoạch năm | kế hoạch là | kế hoạch đề ra | kế "
        "hoạch của năm"
    ),
    "ordinal": said(
        "thứ | lần thứ | số | khóa | khoá | điều | khoản | điểm a | mục | chương | phần thứ | kỳ họp thứ | nhóm"
    ),
    "passive": said("bị | được | đã bị | đã được | phải"),
    "now": said(
        "tiếp tục | hiện | hiện nay | hiện tại | đang | đến nay | tính đến nay | cho đến nay | hiện đang | tại "
        "thời điểm báo cáo | tới nay | đang còn"
    ),
    "each": said(
        "mỗi tỉnh | mỗi địa phương | mỗi nơi | mỗi đơn vị | mỗi bên | cùng | đều | mỗi thành phố | mỗi tỉnh, thành phố"
    ),
    "respectively": said("lần lượt | lần lượt là | tương ứng | tương ứng là | theo thứ tự"),
    "same_period": said("cùng kỳ | cùng kỳ năm trước | cùng kỳ năm ngoái | cùng kỳ năm"),
    "compared": said("so với | so sánh với | bằng | so cùng kỳ"),
    "neutral": said(
        "xử lý | xử phạt | xử án | cơ quan thường trực | cơ quan thường trực ban chỉ đạo | tăng cường | giảm "
        "nghèo | tăng trưởng | giảm nhẹ | giảm án | tăng nặng | tăng giảm | trên địa bàn | phòng, chống | phòng, "
        "chống tham nhũng | phòng, chống tham nhũng, tiêu cực | phòng, chống tham nhũng, lãng phí, tiêu cực | "
        "chức vụ | chức vụ, quyền hạn | "
        "tài sản, thu nhập | kinh tế - xã hội | an ninh, trật tự | nghiêm trọng, phức tạp"
    ),
    "tainted": said(
        "tham nhũng | tiêu cực | lãng phí | tham nhũng, tiêu cực | tham nhũng, lãng phí | tham nhũng, lãng phí, tiêu "
        "cực | lãng phí, tiêu cực | tham nhũng, chức vụ | dấu hiệu tham nhũng | có dấu hiệu tham nhũng | dấu "
        "hiệu tội phạm | có dấu hiệu "
        "tội phạm"
    ),
    "other_index": said(
        "pci | par index | par-index | sipas | papi | năng lực cạnh tranh | cải cách hành chính | chuyển đổi số | "
        "dti | pgi"
    ),
    "other_crime": said(
        "ma túy | buôn lậu | trộm cắp | cờ bạc | đánh bạc | tai nạn | giao thông | cháy | bạo lực | môi trường | "
        "gian lận thương mại | hàng giả | phạm pháp hình sự | trật tự xã hội | tệ nạn | tranh chấp | ly hôn | "
        "phạm tội về ma túy | các loại | hình sự các loại | các loại tội phạm | các loại án"
    ),
    "mixed": said(
        "kinh tế, tham nhũng, chức vụ | tham nhũng, kinh tế, chức vụ | tham nhũng, kinh tế | kinh tế, tham nhũng | "
        "kinh tế, chức vụ | kinh tế và tham nhũng | kinh tế, tham nhũng, tiêu cực"
    ),
    "anaphora": said("con số này | con số ấy | số này | con số đó"),
    "meeting_decides": said("thống nhất | quyết định | nhất trí | đồng ý"),
}

_DOWN: Final = frozenset(
    normal_tokens(word)
    for word in (
        "giảm",
        "tụt",
        "rơi",
        "lùi",
        "lùi lại",
        "kém",
        "thấp hơn",
        "hụt",
        "rớt",
        "sụt",
        "xuống hạng",
        "giảm hạng",
        "giảm sút",
    )
)


def goes_down(tokens: Sequence[str]) -> bool:
    """Whether a mark of change says that something fell."""
    return tuple(tokens) in _DOWN


def _entries() -> Iterator[tuple[str, Entry]]:
    for head in HEADS:
        for phrase in head.phrases:
            yield phrase, Entry(head=head.code)
    for topic in TOPICS:
        for phrase in topic.phrases:
            yield phrase, Entry(topics=(topic.code,))
    for qualifier, phrases in QUALIFIERS.items():
        for phrase in phrases:
            yield phrase, Entry(qualifier=qualifier)
    for mark, phrases in MARKS.items():
        for phrase in phrases:
            yield phrase, Entry(mark=mark)


def _plant(tree: Node, tokens: Sequence[str], entry: Entry) -> None:
    node = tree
    for token in tokens:
        node = node.below.setdefault(token, Node())
    known = node.entry = node.entry or Entry()
    known.head = known.head or entry.head
    known.topics += tuple(topic for topic in entry.topics if topic not in known.topics)
    known.qualifier = known.qualifier or entry.qualifier
    known.mark = known.mark or entry.mark


def _grow() -> tuple[Node, Node]:
    accented, bare = Node(), Node()
    for phrase, entry in _entries():
        tokens = normal_tokens(phrase)
        if tokens[0] == "đã" and len(tokens) > 1:
            # “đã” belongs to every verb; a phrase that begins with it would hide longer ones.
            tokens = tokens[1:]
        VOCABULARY.update(token for token in tokens if token.isalpha())
        _plant(accented, tokens, entry)
        _plant(bare, [fold(token) for token in tokens], entry)
    VOCABULARY.update(normal(word) for word in NUMBER_WORDS)
    VOCABULARY.update(normal(word) for word in ("tỷ", "triệu", "nghìn", "đồng", "ngày", "tháng", "tỉnh", "đến", "từ"))
    return accented, bare


TREE, BARE_TREE = _grow()


def longest(tree: Node, tokens: Sequence[str], at: int, end: int) -> tuple[Entry, int] | None:
    """The longest phrase at token `at`, and the token after it."""
    node = tree
    best: tuple[Entry, int] | None = None
    while at < end:
        below = node.below.get(tokens[at])
        if below is None:
            break
        node = below
        at += 1
        if node.entry is not None:
            best = node.entry, at
    return best


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a head under a topic states: an indicator, or an aside with its note."""

    indicator: str
    unit: str
    note: str = ""


def _meanings() -> dict[tuple[str, str], Meaning]:
    found: dict[tuple[str, str], Meaning] = {}
    for wording in WORDINGS:
        for head in wording.heads:
            for topic in wording.topics or ("",):
                found.setdefault((topic, head), Meaning(wording.code, wording.unit))
    for aside in ASIDES:
        for head in aside.heads:
            for topic in aside.topics or ("",):
                found.setdefault((topic, head), Meaning("other", HEADS[head].unit, aside.note))
    return found


MEANINGS: Final = _meanings()
"""(topic, head) -> what it states; topic "" where the noun alone is enough."""
