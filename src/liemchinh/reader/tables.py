"""Tables in a text as sentences: “2 | Bị can khởi tố mới | người | 21” reads “Bị can khởi tố mới: 21 người.”

A table is two or more lines of cells (tabs, bars, wide gaps), or lines that are numbered one after the other. Ordinals,
notes and comparisons go; what the head of a column says of owner or time is said before each of its figures. Every
character made here leads back to the cell it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from liemchinh.figures.wording_nouns import HEADS
from liemchinh.kernel.vietnamese import spelling_key

_CELLS: Final = re.compile(r"\s*\|\s*|\t| {3,}")
_FIGURE: Final = re.compile(
    r"(?:(?:gần|hơn|trên|khoảng|ước)\s+)?\d{1,3}(?:[ .,]?\d+)*(?:\s?/\s?\d[\d.,]*)?(?:\s+[^\W\d][^\d]{0,24})?"
)
_EMPTY: Final = re.compile(r"[-–—.…x]?|không")
_ORDINAL: Final = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ])[.)]{0,2}")
_ORDER_HEAD: Final = re.compile(r"(?:số\s)?(?:s?tt|thứ tự)|#|mã số|mã")
_ASIDE_HEAD: Final = re.compile(
    r"ghi chú|so với|so sánh|tăng|giảm|tỷ lệ|tỉ lệ|%|chênh|nguồn|cách tính|căn cứ|(?:ô|trang|biểu) số"
)
_PLAIN_HEAD: Final = re.compile(
    r"(?:số liệu|kết quả|số lượng|giá trị|trị số|số|tổng số|tổng|thực hiện|đã thực hiện|trong kỳ|cuối kỳ|kỳ này"
    r"|kỳ báo cáo)"
    r"(?:,? (?:cuối kỳ|thực hiện|báo cáo|kỳ báo cáo|trong kỳ|kỳ này))?"
)
_OWNER_OR_TIME: Final = re.compile(r"năm|tháng|quý|kỳ|tỉnh|thành phố|giai đoạn|lũy kế|luỹ kế|\d")
_WHOLE: Final = re.compile(r"(?:tổng|tổng số|tổng cộng|cộng|toàn bộ)")
_SUB: Final = re.compile(r"[-+–•*]|trong đó|gồm|chia ra")
_IN_BRACKETS: Final = re.compile(r"\(\s*(?:đvt|đơn vị(?: tính)?)?\s*:?\s*([^()\d]{1,24}?)\s*\)\s*$")
_TABLE_UNIT: Final = re.compile(r"(?:đvt|đơn vị(?: tính)?)\s*:\s*((?:triệu|tỷ|nghìn|ngàn)?\s*đồng)")
_NUMBERED: Final = re.compile(r"(\d{1,2})\s+(?=[A-ZĐÂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰ])")
_LAST_FIGURE: Final = re.compile(r"\s(\d[\d.,/]*)(?:\s+[-–])?\s*$")
_MONEY_LAST: Final = re.compile(r"\s(?:triệu|tỷ|nghìn|ngàn)\s+đồng\s*$", re.IGNORECASE)
_UNITS: Final = frozenset(phrase for head in HEADS for phrase in head.phrases) | {
    f"{scale}đồng" for scale in ("triệu ", "tỷ ", "nghìn ", "ngàn ")
}
_MONEY: Final = "đồng"
_ROWS: Final = 2
_GROUP_NAME: Final = 90


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its span in the text without the blanks around it, and its words in small letters."""

    start: int
    end: int
    key: str

    @property
    def figure(self) -> bool:
        """Whether it holds one figure."""
        return bool(_FIGURE.fullmatch(self.key))


@dataclass(slots=True)
class _Written:
    """A text in the making: for each character the place it leads back to."""

    text: str
    places: Sequence[int]
    letters: list[str] = field(default_factory=list)
    back: list[int] = field(default_factory=list)

    def take(self, start: int, end: int) -> None:
        """Copy a span."""
        self.letters.append(self.text[start:end])
        self.back.extend(self.places[start:end])

    def say(self, words: str, at: int) -> None:
        """Insert words that stand for the place `at`."""
        self.letters.append(words)
        self.back.extend([self.places[at]] * len(words))


def as_sentences(text: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """`text` with its tables said in sentences, and for each character (and the end) its place in the original."""
    if not ("\t" in text or "|" in text or "   " in text or _NUMBERED.search(text)):
        return text, places
    written = _Written(text, places)
    for tabular, lines in groupby(_lines(text), key=lambda line: line[2]):
        block = list(lines)
        rows = [row for start, end, _ in block if (row := _cells(text, start, end))] if tabular else []
        if tabular and len(rows) >= _ROWS and any(_label(row) and any(c.figure for c in row[1:]) for row in rows):
            _table(written, rows, block[0][0])
        else:
            for start, end, _ in block:
                written.take(start, end)
    return "".join(written.letters), [*written.back, places[-1]]


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end (with its break) and whether it has cells, for each line."""
    at = 0
    numbered = {number[0]: number for number in _numbered(text)}
    lines = text.splitlines(keepends=True)
    celled: list[bool] = []
    for line in lines:
        bare = line.strip()
        celled.append(at in numbered or bool(bare and (_CELLS.search(bare) or "\t" in line)))
        at += len(line)
    at = 0
    for place, line in enumerate(lines):
        # The name of a group of rows stands alone in its row.
        group = 0 < place < len(lines) - 1 and celled[place - 1] and celled[place + 1] and len(line) < _GROUP_NAME
        yield at, at + len(line), celled[place] or (group and bool(line.strip()))
        at += len(line)


def _numbered(text: str) -> list[tuple[int, int]]:
    """Lines “3 Bị can khởi tố mới 21” whose numbers count one by one: (start, number)."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        number = _NUMBERED.match(line)
        if number and _LAST_FIGURE.search(line, number.end()):
            found.append((at, int(number[1])))
        at += len(line)
    return [
        one
        for place, one in enumerate(found)
        if any(
            abs(near[1] - one[1]) == 1 and (near[1] - one[1]) * (near[0] - one[0]) > 0
            for near in found[max(0, place - 1) : place + 2]
        )
    ]


def _cells(text: str, start: int, end: int) -> list[_Cell]:
    line = text[start:end]
    cuts: list[tuple[int, int]] = []
    if _CELLS.search(line.strip()) or "\t" in line:
        left = 0
        for gap in _CELLS.finditer(line):
            cuts.append((left, gap.start()))
            left = gap.end()
        cuts.append((left, len(line)))
    else:
        number, last = _NUMBERED.match(line), _LAST_FIGURE.search(line)
        if number is None or last is None:
            cuts = [(0, len(line))]
        else:
            money = _MONEY_LAST.search(line, number.end(), last.start())
            middle = money.start() if money else last.start()
            cuts = [number.span(1), (number.end(), middle), (middle, last.start()), last.span(1)]
    if "|" in line and cuts and not line[slice(*cuts[0])].strip():
        del cuts[0]
    made: list[_Cell] = []
    for left, right in cuts:
        raw = line[left:right]
        lead = len(raw) - len(raw.lstrip())
        kept = raw.strip()
        first = start + left + lead
        made.append(_Cell(first, first + len(kept), spelling_key(kept).replace("\xa0", " ").strip()))
    return made


def _ordered(row: Sequence[_Cell]) -> bool:
    """Whether the first cell only numbers the row."""
    if len(row) < _ROWS:
        return False
    return bool(_ORDINAL.fullmatch(row[0].key)) and bool(row[1].key) and not row[1].figure


def _label(row: Sequence[_Cell]) -> _Cell | None:
    """The cell that says what the figures of a row are."""
    cell = row[1] if _ordered(row) else row[0]
    return None if cell.figure or _EMPTY.fullmatch(cell.key) else cell


def _counting(row: Sequence[_Cell]) -> bool:
    """“(1) (2) (3)” under the heads."""
    keys = [cell.key for cell in row if cell.key]
    return len(keys) > _ROWS and all(_ORDINAL.fullmatch(key) for key in keys)


def _table(written: _Written, rows: Sequence[Sequence[_Cell]], start: int) -> None:
    """Write the rows with figures as sentences, the others as they are, without the heads."""
    size = max(len(row) for row in rows)
    body = next(
        (place for place, row in enumerate(rows) if not _counting(row) and any(cell.figure for cell in row[1:])), 0
    )
    headed = [row for row in rows[:body] if len(row) == size and not _counting(row)]
    heads = next((row for row in reversed(headed) if sum(bool(cell.key) for cell in row) >= _ROWS), None)
    unit = _TABLE_UNIT.search(spelling_key(written.text[max(0, start - 120) : start]))
    parent: _Cell | None = None
    written.say(".\n", start)
    for row in rows[body:]:
        if _counting(row):
            continue
        label = _label(row)
        sub = label is not None and bool(_SUB.match(label.key))
        if label is not None and not sub:
            parent = label
        if not any(cell.figure for cell in row[1:]):
            written.take(row[0].start, row[-1].end)
            written.say(".\n", row[-1].end)
            continue
        _row(written, row, label, parent if sub else None, heads if heads and len(row) == size else None, unit)


def _row(
    written: _Written,
    row: Sequence[_Cell],
    label: _Cell | None,
    parent: _Cell | None,
    heads: Sequence[_Cell] | None,
    table_unit: re.Match[str] | None,
) -> None:
    unit = next((cell.key for cell in row if cell is not label and cell.key in _UNITS), "")
    if label is not None and _WHOLE.fullmatch(label.key):
        # The total of all rows is of the text's own scope, not of the last row's.
        label = None
        written.say("\n\n", row[0].start)
    for place, cell in enumerate(row):
        head = heads[place] if heads else None
        if cell is label or not cell.figure or (place == 0 and _ordered(row)):
            continue
        if head is not None and (_ASIDE_HEAD.search(head.key) or _ORDER_HEAD.fullmatch(head.key)):
            continue
        said = [one for one in (parent, label) if one is not None]
        if head is not None and head.key and not _PLAIN_HEAD.fullmatch(head.key):
            said.insert(0 if _OWNER_OR_TIME.search(head.key) or label is None else len(said), head)
            if head.key[0] not in _WORDLESS and _named(written.text[head.start : head.end]):
                said.remove(head)
                said.insert(0, head)
        own = unit
        told = ""
        for one in said:
            words, named = _said(written.text[one.start : one.end])
            own = own or named
            told = f"{told} {words.lower()}"
            written.say(f"{words}: ", cell.start)
        written.take(cell.start, cell.end)
        if cell.key[-1].isdigit():
            own = own or (table_unit[1] if table_unit is not None and _of_money(told) else "")
            if own and (_MONEY in own or own not in told):
                written.say(f" {own}", cell.end)
        written.say(".\n", cell.end)


_WORDLESS: Final = frozenset("(")
_LIST_MARK: Final = re.compile(r"^(?:[-+–•*]\s*|(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVXivx]{1,4}[.)]|[a-zđ][.)])\s+)")
_OF_MONEY: Final = ("tiền", "thiệt hại", "thu hồi", "phong tỏa", "kê biên", "sai phạm", "giá trị", "chiếm đoạt")


def _of_money(told: str) -> bool:
    return any(word in told for word in _OF_MONEY)


def _named(head: str) -> bool:
    """Whether a head is a name: every word begins with a capital (“Hà Nam”)."""
    words = head.split()
    return len(words) > 1 and all(word[:1].isupper() and not word.isupper() for word in words)


def _said(words: str) -> tuple[str, str]:
    """The words of a label without the unit that it carries in brackets, and that unit."""
    flat = _LIST_MARK.sub("", " ".join(words.split()).rstrip(":. "))
    bracket = _IN_BRACKETS.search(flat)
    unit = spelling_key(bracket[1]).strip() if bracket else ""
    if bracket and unit in _UNITS:
        return flat[: bracket.start()].rstrip(), unit
    return flat, ""
