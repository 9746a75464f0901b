"""What a cell says: days as dates, text or bare numbers of Excel, whole numbers, money, offences.

Each raises MisreadError with what to write instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from openpyxl.utils.datetime import from_excel

from liemchinh.kernel import money
from liemchinh.kernel.calendar import Period, Precision, UnreadableDateError, parse_date, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import nfc
from liemchinh.law.acts import Rung
from liemchinh.law.offences import OFFENCES, UnknownChargeError, parse_charge
from liemchinh.ledger.importing.remarks import MisreadError
from liemchinh.ledger.importing.words import RUNGS, plain
from liemchinh.ledger.importing.workbook import Value

_ERRORS: Final = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"})
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|_x[0-9A-Fa-f]{4}_")
_SPACES: Final = re.compile(r"[ \t\u00a0\u2007\u202f\u200b\ufeff]+")
_EARLIEST: Final = date(1945, 9, 2)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def text_of(value: Value) -> str:
    """A cell as text, lines kept: 7.0 is “7”, a day dd/mm/yyyy."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime | date):
        return show_date(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int | time | timedelta):
        return str(value)
    text = _CONTROL.sub(" ", nfc(value).replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(filter(None, (_SPACES.sub(" ", line).strip() for line in text.split("\n"))))


def read_text(value: Value, most: int) -> str:
    """One line of text of at most so many letters."""
    text = " ".join(text_of(value).split())
    if text in _ERRORS:
        raise MisreadError(
            f"Ô báo lỗi {text}: sửa công thức, hoặc gõ thẳng giá trị.",
            f"The cell shows the error {text}: mend its formula, or type the value.",
        )
    if len(text) > most:
        raise MisreadError(
            f"Chữ dài {len(text)} ký tự, nhiều nhất {most}: rút ngắn, phần còn lại chuyển sang Ghi chú.",
            f"{len(text)} characters are more than {most}: shorten the text and put the rest into the notes.",
        )
    return text


def _exact(day: date, today: date) -> date:
    if day > today:
        raise MisreadError(
            f"Ngày {show_date(day)} chưa tới. Chỉ ghi việc đã có hiệu lực.",
            f"{show_date(day)} lies in the future. Only what has taken effect is recorded.",
        )
    if day < _EARLIEST:
        raise MisreadError(
            f"Ngày {show_date(day)} quá xa. Gõ lại đủ ngày/tháng/năm, ví dụ {show_date(today)}.",
            f"{show_date(day)} is too long ago. Type day/month/year, for example {show_date(today)}.",
        )
    return day


def _only_year(year: int, today: date) -> MisreadError:
    return MisreadError(
        f"Ô chỉ có năm {year}. Ghi đủ ngày/tháng/năm, ví dụ 15/03/{min(year, today.year)}.",
        f"The cell gives the year {year} alone. Write day/month/year, for example 15/03/{min(year, today.year)}.",
    )


def read_day(value: Value, *, epoch: datetime, today: date) -> date:
    """A day: a date cell, dd/mm/yyyy and its like, “ngày 12 tháng 3 năm 2024”, or Excel's count of days."""
    day, precision = read_dated(value, epoch=epoch, today=today)
    if precision is not Precision.DAY:
        raise (
            _only_year(day.year, today)
            if precision is Precision.YEAR
            else MisreadError(
                f"Ô chỉ có {show_date(day, precision)}. Ghi đủ ngày/tháng/năm.",
                f"The cell gives {show_date(day, precision)} alone. Write day/month/year.",
            )
        )
    return day


def read_due(value: Value, *, epoch: datetime, today: date) -> date:
    """A day that may lie ahead."""
    day, _precision = _dated(value, epoch, today)
    return day


def read_dated(value: Value, *, epoch: datetime, today: date) -> tuple[date, Precision]:
    """A day of the past with as much of it as is given: also “tháng 3/2024”, “quý I/2024”, “năm 2023”."""
    day, precision = _dated(value, epoch, today)
    if precision is Precision.DAY:
        return _exact(day, today), precision
    return _exact(min(day, today) if day.year == today.year else day, today), precision


def _dated(value: Value, epoch: datetime, today: date) -> tuple[date, Precision]:
    if isinstance(value, datetime):
        return value.date(), Precision.DAY
    if isinstance(value, date):
        return value, Precision.DAY
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 1900 <= value <= today.year + 5 and float(value).is_integer():
            return date(int(value), 12, 31), Precision.YEAR
        if 10_000 <= value <= 80_000:
            found = from_excel(value, epoch)
            if isinstance(found, datetime):
                return found.date(), Precision.DAY
    text = read_text(value, 120)
    wanted = plain(text)
    if written := re.search(r"\bngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})\b", wanted):
        text = "/".join(written.groups())
    elif year := re.fullmatch(r"(?:nam )?(\d{4})", wanted):
        return date(int(year[1]), 12, 31) if 1900 <= int(year[1]) <= 2200 else date.min, Precision.YEAR
    elif quarter := re.fullmatch(r"quy (iv|i{1,3}|[1-4])(?: nam)? (\d{4})", wanted):
        number = _ROMAN.get(quarter[1]) or int(quarter[1])
        return Period.quarter(int(quarter[2]), number).last, Precision.QUARTER
    elif (month := re.fullmatch(r"(?:thang |t)?(\d{1,2})(?: nam)? (\d{4})", wanted)) and 1 <= int(month[1]) <= 12:
        return Period.month(int(month[2]), int(month[1])).last, Precision.MONTH
    try:
        return parse_date(text.removeprefix("ngày ").strip(), today=today), Precision.DAY
    except UnreadableDateError as fault:
        raise MisreadError(fault.label.vi, fault.label.en) from fault


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as lists write it: its number, and the day when the cell gives one."""

    number: str
    day: date | None = None


def read_paper(value: Value, *, epoch: datetime, today: date, most: int = 80) -> Paper:
    """“18-TB/BCĐ ngày 20/03/2026”: the number of a document and its day."""
    text = read_text(value, 200)
    found = re.search(
        r"[,;(]?\s*(?:ngày\s+)?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4})\)?\s*$", text
    )
    day = None
    if found and found.start():
        day = read_day(found[1], epoch=epoch, today=today)
        text = text[: found.start()]
    number = re.sub(r"^(?:số|so)\s*[:.]?\s+", "", text.strip(" ,;("), flags=re.IGNORECASE)
    return Paper(read_text(number, most), day)


def read_year(value: Value, *, today: date) -> int:
    """A year of birth: 1970, or the year of a whole day of birth."""
    if isinstance(value, datetime | date):
        return _born(value.year, today)
    found = re.fullmatch(r"(?:\D*\d{1,2}[/.-]){0,2}(\d{4})", text_of(value).replace("sinh năm", "").strip())
    if found is None:
        raise MisreadError(
            f"Chưa hiểu năm sinh “{text_of(value)}”. Ghi bốn chữ số, ví dụ 1970.",
            f"The year of birth “{text_of(value)}” was not understood. Write four digits, for example 1970.",
        )
    return _born(int(found[1]), today)


def _born(year: int, today: date) -> int:
    if not 1900 <= year <= today.year - 10:
        raise MisreadError(
            f"Năm sinh {year} không hợp lý. Ghi năm sinh bằng bốn chữ số, ví dụ 1970.",
            f"{year} is no likely year of birth. Write four digits, for example 1970.",
        )
    return year


COUNT: Final = re.compile(r"(\d[\d.,]*)\s*(?:bị can|bị cáo|người|đối tượng)?")
"""How many, as lists write it."""


def read_count(value: Value) -> int:
    """A whole number: 7, “07”, “1.858”, “07 bị can”. “1,858” is asked about."""
    if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer() and value >= 0:
        return int(value)
    text = text_of(value)
    found = COUNT.fullmatch(text)
    figures = found[1] if found else ""
    if re.fullmatch(r"\d{1,3},\d{3}", figures):
        raise MisreadError(
            f"Chưa rõ “{text}”: ghi {figures.replace(',', '.')} nếu là số nguyên.",
            f"“{text}” can be read in two ways: write {figures.replace(',', '.')} for a whole number.",
        )
    number = money.parse_number(figures) if figures else None
    if number is None or number.denominator != 1:
        raise MisreadError(
            f"Chưa hiểu số “{text}”. Ghi số nguyên, ví dụ 7 hoặc 1.858.",
            f"The number “{text}” was not understood. Write a whole number, for example 7 or 1.858.",
        )
    return int(number)


_UNITS: Final = (("nghìn tỷ", 10**12), ("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3), ("đồng", 1))


def unit_of(head: str) -> int | None:
    """The unit that the head of a column names: “Thiệt hại (triệu đồng)”."""
    wanted = plain(head)
    return next((scale for word, scale in _UNITS if re.search(rf"\b{plain(word)}\b", wanted)), None)


def read_money(value: Value, unit: int | None) -> int:
    """An amount in đồng: “1,26 tỷ”, “850 triệu”, 38420000000; a bare number counts in the unit of the head.

    A bare number below one million without a unit is asked about.
    """
    bare: float | int | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        bare = value
    elif (parsed := money.parse_number(text := text_of(value))) is not None and not re.search(r"[^\d.,\s]", text):
        if unit is None and re.fullmatch(r"[1-9]\d{0,2},\d{3}", text):
            return _dong(text)
        bare = int(parsed) if parsed.denominator == 1 else float(parsed)
    if bare is None:
        return _dong(text_of(value))
    amount = round(bare * (unit or 1))
    if unit is None and 0 < amount < money.MILLION:
        raise MisreadError(
            f"Chưa rõ {text_of(value)} là đồng, triệu hay tỷ. Ghi kèm đơn vị, ví dụ “{text_of(value)} triệu”.",
            f"{text_of(value)} may be đồng, million or billion. Add the unit, for example “{text_of(value)} triệu”.",
        )
    if not 0 < amount < 10**17:
        raise MisreadError("Số tiền phải lớn hơn 0.", "The amount must be above zero.")
    return amount


def _dong(text: str) -> int:
    try:
        amount = money.parse_dong(text)
    except money.UnreadableAmountError as fault:
        raise MisreadError(fault.label.vi, fault.label.en) from fault
    if not 0 < amount < 10**17:
        raise MisreadError("Số tiền phải lớn hơn 0.", "The amount must be above zero.")
    return amount


def read_moneys(value: Value, rungs: tuple[Rung, ...]) -> list[tuple[Rung, int]]:
    """The amounts of an act: “thiệt hại 1,26 tỷ; thu hồi 300 triệu”, or one amount where the act has one rung."""
    found: dict[Rung, int] = {}
    parts = [part.strip() for part in re.split(r"[;\n]", text_of(value)) if part.strip()]
    if isinstance(value, int | float):
        parts = []
        found[_rung("", rungs)] = read_money(value, None)
    for part in parts:
        worded = re.fullmatch(r"([^\d]*?)[\s:]*(\d.*)", part)
        rung = _rung(worded[1].strip(" :") if worded else "", rungs)
        if rung in found:
            raise MisreadError(
                f"Bậc “{rung.label.vi}” ghi hai lần. Cộng lại thành một số.", "One rung is written twice. Add them up."
            )
        found[rung] = read_money(worded[2] if worded else part, None)
    return list(found.items())


def _rung(word: str, rungs: tuple[Rung, ...]) -> Rung:
    if not word and len(rungs) == 1:
        return rungs[0]
    if not word:
        choices = "; ".join(rung.label.vi for rung in Rung)
        raise MisreadError(
            f"Ghi số tiền thuộc bậc nào trước con số: {choices}.", "Write before the amount which rung it belongs to."
        )
    return Rung(RUNGS.read(word))


_CAUSING: Final = " gay hau qua nghiem trong"
_TITLES: Final = {
    form: offence.code
    for offence in OFFENCES
    for form in (plain(offence.label.vi), plain(offence.label.vi).removesuffix(_CAUSING))
}
_POINT: Final = r"(?:diem [a-z](?:,? [a-z])* )?"
_ARTICLE: Final = r"(?:dieu|d) ?"
_OFFENCE: Final = re.compile(
    rf"\b(?:(?P<title>{'|'.join(sorted(map(re.escape, _TITLES), key=len, reverse=True))})\b"
    rf"(?: {_POINT}(?:khoan|k) ?(?P<c0>\d)\b(?! ?{_ARTICLE}\d))?"
    rf"|{_POINT}(?:khoan|k) ?(?P<c1>\d) ?{_ARTICLE}(?P<a1>\d{{3}})"
    rf"|(?:{_ARTICLE})?(?P<a2>\d{{3}})(?: ?(?:khoan|k) ?(?P<c2>\d)\b(?! ?{_ARTICLE}\d)(?: diem "
    rf"[a-z])?|[.,/](?P<c3>\d)(?!\d))?"
    r")(?!\d)"
)  # fmt: skip
_FILLING: Final = re.compile(
    r"\b(?:bo luat hinh su|blhs|(?:nam )?(?:1999|2015)|quy dinh tai|theo|ve|cac|toi|va|diem [a-z])\b|[.,/ ]"
)


def read_charges(value: Value) -> str:
    """Offences as the register writes them, “353.2;354”: from 353.2, “khoản 2 Điều 353”, “Đ353 k2”, or their names."""
    found: dict[str, str | None] = {}
    for part in filter(str.strip, re.split(r"[;\n+]", text_of(value))):
        wanted = " ".join(_with_marks(part).split())
        rest = wanted
        for offence in _OFFENCE.finditer(wanted):
            article = offence["a1"] or offence["a2"] or _TITLES[offence["title"]]
            clause = offence["c0"] or offence["c1"] or offence["c2"] or offence["c3"]
            if _known(article, clause) is None:
                raise _unknown(part)
            # A name with its article beside it is one offence.
            found[article] = clause or found.get(article)
            rest = rest.replace(offence[0], " ", 1)
        if rest == wanted or _FILLING.sub(" ", rest).strip():
            raise _unknown(part)
    return ";".join(f"{article}.{clause}" if clause else article for article, clause in found.items())


def _with_marks(text: str) -> str:
    """Folded, with the marks that stand between the figures of an article and its clause."""
    between = re.sub(r"(?<=\d)([.,/])(?=\d)", lambda found: {".": "\x01", ",": "\x02", "/": "\x03"}[found[1]], text)
    kept = re.split(r"([\x01\x02\x03])", between)
    return "".join({"\x01": ".", "\x02": ",", "\x03": "/"}.get(piece) or _spaced(piece) for piece in kept)


def _spaced(piece: str) -> str:
    folded = plain(piece)
    return f"{' ' if piece[:1].isspace() else ''}{folded}{' ' if not piece[-1:].isalnum() else ''}"


def _unknown(text: str) -> MisreadError:
    label = UnknownChargeError(" ".join(text.split())[:80]).label
    return MisreadError(label.vi, label.en)


def _known(article: str, clause: str | None) -> str | None:
    try:
        return parse_charge(f"{article}.{clause}" if clause else article).code
    except UnknownChargeError:
        return None


def misread_number(text: str) -> Label:
    """Why a number of a dossier is refused."""
    return Label(
        f"Số hồ sơ “{text}” chỉ được gồm chữ, số và dấu gạch nối, không quá 20 ký tự. Ghi như VA-2024-012, hoặc để "
        "trống để sổ cho số kế tiếp.",
        f"The number “{text}” may hold letters, digits and hyphens, 20 at most. Write VA-2024-012, or leave it empty.",
    )
