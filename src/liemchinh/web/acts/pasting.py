"""A list of persons pasted from Word or Excel, taken apart: columns in any order, with heads or without.

Nothing pasted is dropped in silence: what finds no column stands in `left` and is told at its row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from liemchinh.kernel.vietnamese import fold, nfc
from liemchinh.web.acts import charges
from liemchinh.web.acts.understanding import read_birth_year, read_sex

COLUMNS: Final = ("name", "birth", "sex", "post", "unit", "charge")
HEADS: Final[Mapping[str, str]] = {
    "stt": "number",
    "tt": "number",
    "so tt": "number",
    "so thu tu": "number",
    "ho ten": "name",
    "ho va ten": "name",
    "ten": "name",
    "bi can": "name",
    "ten to chuc": "name",
    "nam sinh": "birth",
    "sinh nam": "birth",
    "ngay sinh": "birth",
    "ngay, thang, nam sinh": "birth",
    "ngay thang nam sinh": "birth",
    "gioi tinh": "sex",
    "gioi": "sex",
    "nam/nu": "sex",
    "nam, nu": "sex",
    "chuc vu": "post",
    "chuc danh": "post",
    "nghe nghiep": "post",
    "chuc vu, nghe nghiep": "post",
    "chuc vu, don vi": "post",
    "chuc vu, noi cong tac": "post",
    "don vi": "unit",
    "co quan": "unit",
    "co quan, don vi": "unit",
    "don vi cong tac": "unit",
    "noi cong tac": "unit",
    "noi lam viec": "unit",
    "noi o": "unit",
    "noi cu tru": "unit",
    "dia chi": "unit",
    "toi danh": "charge",
    "toi": "charge",
    "toi danh, dieu khoan": "charge",
    "toi danh (dieu, khoan)": "charge",
    "dieu, khoan": "charge",
    "dieu khoan": "charge",
    "dieu luat": "charge",
    "dieu": "article",
    "khoan": "clause",
    "ghi chu": "left",
}
"""Heads of columns, without accents."""
_UNIT: Final = re.compile(
    r"\b(?:công ty|tổng công ty|tập đoàn|sở|ủy ban|ubnd|hđnd|chi cục|cục|phòng|ban quản lý|bệnh viện|trường|trung tâm"
    r"|ngân hàng|kho bạc|hạt|xã|phường|huyện|tỉnh|thành phố|công an|tòa án|viện)\b"
)
_POST: Final = re.compile(
    r"\b(?:nguyên|cựu|giám đốc|phó|trưởng phòng|trưởng ban|chủ tịch|bí thư|kế toán|thủ quỹ|cán bộ|chuyên viên"
    r"|nhân viên|công chức|viên chức|lái xe|thủ kho|hiệu trưởng|tổng giám đốc|đội trưởng|trạm trưởng)\b"
)
"""Words of units and posts, with their accents: “nguyên” is no “Nguyễn”."""
_BODY: Final = re.compile(r"^(?:cong ty|tong cong ty|tap doan|doanh nghiep|hop tac xa|ngan hang|chi nhanh)\b")
_LEADING: Final = re.compile(r"^\s*(?:\d{1,3}\s*[.)/-]\s*|[-–•*+]\s+)")
_YEAR: Final = re.compile(r"(?<!\d)(?:\d{1,2}[/.\-]\d{1,2}[/.\-])?(?:19|20)\d{2}(?!\d)")
_SEX: Final = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[,;(]))(nam|nu)(?=$|[\s,;)])")
_CHARGE: Final = re.compile(r"\b(?:khoan|k)\s*\.?\s*\d|\bdieu\s*\d{3}|\b\d{3}\s*[./]\s*\d\b|\bd\.?\s*\d{3}\b")


@dataclass(slots=True)
class Pasted:
    """One row of a pasted list, each cell as it stood; `left`: what found no column."""

    name: str = ""
    birth: str = ""
    sex: str = ""
    post: str = ""
    unit: str = ""
    charge: str = ""
    left: list[str] = field(default_factory=list)

    @property
    def is_body(self) -> bool:
        """Whether the name is that of an organisation."""
        return _BODY.search(fold(self.name)) is not None


def read(text: str, today: date) -> list[Pasted]:
    """The rows of a pasted list, without its heads and empty lines."""
    table = [[_clean(cell) for cell in row] for row in _cells(nfc(text))]
    table = [row for row in table if any(row)]
    if not table:
        return []
    heads = _heads(table[0])
    if heads is not None:
        return [_by_columns(row, heads) for row in table[1:]]
    width = max(len(row) for row in table)
    if width == 1:
        return [_by_words(row[0]) for row in table]
    kinds = _guessed(table, width, today)
    return [_by_columns(row, kinds) for row in table]


def _clean(cell: str) -> str:
    return " ".join(cell.replace("\u00a0", " ").split())


def _cells(text: str) -> list[list[str]]:
    """Rows and cells: by tabs where there are any (a cell of Excel may hold a line break in quotes), else by marks."""
    if "\t" in text:
        return [list(row) for row in csv.reader(io.StringIO(text.replace("\r\n", "\n")), delimiter="\t")]
    lines = [line for line in text.splitlines() if line.strip()]
    for mark in (r"\|", r";", r"\s{2,}", r","):
        rows = [re.split(mark, line.strip().strip("|")) for line in lines]
        if mark == r"," and (not rows or _heads([_clean(cell) for cell in rows[0]]) is None):
            break  # commas stand within a line of words as well; only heads tell that they part columns
        if lines and sum(len(row) > 2 for row in rows) * 2 > len(lines):
            return [_joined(row) for row in rows] if mark == r";" else rows
    return [[line] for line in lines]


def _joined(row: list[str]) -> list[str]:
    """Offences parted by the same mark as the columns belong together again."""
    found: list[str] = []
    for cell in row:
        if found and _is_charge(cell) and _is_charge(found[-1]):
            found[-1] = f"{found[-1]}; {cell}"
        else:
            found.append(cell)
    return found


def _heads(row: Sequence[str]) -> list[str] | None:
    """The columns by their heads; None when the first row holds no heads."""
    kinds = [HEADS.get(fold(cell).strip(" .:"), "") for cell in row]
    known = sum(bool(kind) for kind in kinds)
    if "name" not in kinds or (known < 2 and len([cell for cell in row if cell]) > 1):
        return None
    return [kind or "left" for kind in kinds]


def _is_charge(cell: str) -> bool:
    return _CHARGE.search(fold(cell)) is not None or any(part.charge for part in charges.read(cell))


def _guessed(table: Sequence[Sequence[str]], width: int, today: date) -> list[str]:
    """The columns by what stands in them."""
    kinds = [""] * width
    columns = [[row[at] for row in table if at < len(row) and row[at]] for at in range(width)]

    def take(kind: str, scores: Iterable[float], least: float) -> None:
        best = max(((score, -at) for at, score in enumerate(scores) if not kinds[at]), default=(0.0, 0))
        if best[0] >= least:
            kinds[-best[1]] = kind

    def share(test: Callable[[str], object], cells: Sequence[str]) -> float:
        return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0

    if columns[0] and all(re.fullmatch(r"\d{1,3}[.)]?", cell) for cell in columns[0]):
        kinds[0] = "number"
    take("charge", [share(_is_charge, cells) for cells in columns], 0.5)
    take("birth", [share(lambda cell: read_birth_year(cell, today), cells) for cells in columns], 0.5)
    take("sex", [share(lambda cell: fold(cell) in {"nam", "nu", "m", "f"}, cells) for cells in columns], 0.5)
    take("name", [share(_is_name, cells) for cells in columns], 0.5)
    if "name" not in kinds:
        take("name", [float(bool(cells)) for cells in columns], 1.0)
    take(
        "unit",
        [share(lambda cell: _UNIT.search(cell.lower()) and not _POST.search(cell.lower()), c) for c in columns],
        0.5,
    )
    take("post", [share(lambda cell: _POST.search(cell.lower()), cells) or 0.1 * bool(cells) for cells in columns], 0.1)
    take("unit" if "unit" not in kinds else "left", [0.1 * bool(cells) for cells in columns], 0.1)
    return [kind or "left" for kind in kinds]


def _is_post(cell: str) -> bool:
    return _POST.search(cell.lower()) is not None


def _is_unit(cell: str) -> bool:
    return _UNIT.search(cell.lower()) is not None and not _is_post(cell)


def _is_name(cell: str) -> bool:
    words = cell.split()
    capital = [word[0].isupper() for word in words if word[0].isalpha()]
    return 1 < len(words) < 9 and not any(letter.isdigit() for letter in cell) and bool(capital) and all(capital)


def _by_columns(row: Sequence[str], kinds: Sequence[str]) -> Pasted:
    found = Pasted()
    article = clause = ""
    for at, cell in enumerate(row):
        kind = kinds[at] if at < len(kinds) else "left"
        if not cell or kind == "number":
            continue
        if kind == "article":
            article = cell
        elif kind == "clause":
            clause = cell
        elif kind == "left":
            found.left.append(cell)
        else:
            before = getattr(found, kind)
            setattr(found, kind, f"{before}; {cell}" if before else cell)
    if article or clause:
        number = re.search(r"\d{3}", article)
        part = re.search(r"\d", clause)
        written = f"{number[0]}.{part[0]}" if number and part else " ".join(filter(None, (article, clause)))
        found.charge = (
            written if any(one.charge for one in charges.read(written)) else f"{found.charge} {written}".strip()
        )
    return _tidied(found)


def _tidied(found: Pasted) -> Pasted:
    found.name = _LEADING.sub("", found.name).strip(" ,;")
    sex = read_sex(found.sex) if found.sex else None
    found.sex = sex or found.sex
    return found


def _by_words(line: str) -> Pasted:
    """A row without columns: “1. Nguyễn Văn A, 1975, nam, Giám đốc Sở X, khoản 2 Điều 353”."""
    found = Pasted()
    rest = _LEADING.sub("", line)
    if cut := _CHARGE.search(fold(rest)):
        found.charge, rest = rest[cut.start() :].strip(" ,;()"), rest[: cut.start()].rstrip(" ,;(")
    if year := _YEAR.search(rest):
        found.birth = year[0]
        before = re.sub(r"(?:,?\s*\(?\s*(?:sinh\s+)?(?:năm|ngày)?\s*)$", "", rest[: year.start()], flags=re.IGNORECASE)
        rest = f"{before.rstrip(' ,;(')}, {rest[year.end() :].lstrip(' ,;)')}"
    head, _, tail = rest.partition(",")
    if not tail and (cut := _POST.search(rest.lower())):
        head, tail = rest[: cut.start()], rest[cut.start() :]
    if sex := _SEX.search(fold(tail)):
        found.sex = read_sex(sex[1]) or ""
        tail = f"{tail[: sex.start()].rstrip(' ,;')}, {tail[sex.end() :].lstrip(' ,;')}"
    found.name = head.strip(" ,;-")
    parts = [part.strip(" ,;") for part in tail.split(",") if part.strip(" ,;")]
    found.post = ", ".join(parts)
    return _tidied(found)
