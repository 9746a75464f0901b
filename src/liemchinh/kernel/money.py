"""Amounts in đồng: whole numbers inside, tỷ and triệu outside."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.kernel.numerals import UnreadableNumberError, number_from_words
from liemchinh.kernel.vietnamese import nfc

BILLION: Final = 10**9
MILLION: Final = 10**6

_UNITS: Final = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "nghin": 10**3,
    "ngan": 10**3,
    "triệu": MILLION,
    "trieu": MILLION,
    "tr": MILLION,
    "tỷ": BILLION,
    "tỉ": BILLION,
    "ty": BILLION,
    "ti": BILLION,
}
_CURRENCY: Final = re.compile(r"\s*(?:việt\s*nam\s*)?(?:đồng|dong|vnđ|vnd|đ|₫)\s*(?:chẵn)?\.?\s*$")
_PART: Final = re.compile(r"(\d[\d.,]*)\s*((?:[^\W\d_]+\s*)*)")
_GROUPED: Final = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


class UnreadableAmountError(ValueError):
    """An amount that was not understood; `label` says how to write it."""

    def __init__(self, label: Label) -> None:
        self.label = label
        super().__init__(label.vi)


class AmbiguousAmountError(UnreadableAmountError):
    """An amount that can be read in two ways; `readings` are both, in đồng, the smaller first."""

    def __init__(self, text: str, readings: tuple[int, int]) -> None:
        self.readings = readings
        small, large = readings
        super().__init__(
            Label(
                f"Chưa rõ “{text}”: {show_exact(small)} hay {text} tỷ ({show_exact(large)})? "
                f"Ghi {show_number(small)} hoặc {text} tỷ.",
                f"“{text}” can be read in two ways: {show_exact(small)}, or {text} tỷ ({show_exact(large)}). "
                f"Write {show_number(small)} or {text} tỷ.",
            )
        )


def _unreadable(text: str) -> UnreadableAmountError:
    return UnreadableAmountError(
        Label(
            f"Chưa hiểu số tiền “{text}”. Ghi như “38,42 tỷ”, “850 triệu” hoặc 38420000000.",
            f"The amount “{text}” was not understood. Write it like “38,42 tỷ”, “850 triệu” or 38420000000.",
        )
    )


def parse_number(text: str) -> Fraction | None:
    """A number in Vietnamese figures: 1.858 and 1 858 000, decimals after a comma; None when it is none.

    A single group of three after a comma is a decimal (1,858); two or more are thousands (1,858,000); a dot that cannot
    part thousands is a decimal point (38.42).
    """
    figures = text.strip().rstrip(".,")
    if not re.fullmatch(r"\d[\d.,]*", figures):
        return None
    dots, commas = figures.count("."), figures.count(",")
    if dots and commas:
        decimal = max(figures.rfind("."), figures.rfind(","))
        whole, rest = figures[:decimal], figures[decimal + 1 :]
        if not _GROUPED.fullmatch(whole) or figures[decimal] in whole:
            return None
        return Fraction(re.sub(r"[.,]", "", whole)) + Fraction(int(rest), 10 ** len(rest))
    grouped = _GROUPED.fullmatch(figures)
    if grouped and (grouped[1] == "." or commas > 1) and not figures.startswith("0"):
        return Fraction(re.sub(r"[.,]", "", figures))
    if dots + commas > 1:
        return None
    whole, _, rest = figures.replace(",", ".").partition(".")
    return Fraction(whole) + (Fraction(int(rest), 10 ** len(rest)) if rest else 0)


def _scale(words: str) -> int | None:
    """The unit that `words` (“nghìn tỷ”, “triệu”) name; None when they are none."""
    scale = 1
    for word in words.split():
        if word not in _UNITS:
            return None
        scale *= _UNITS[word]
    return scale


def parse_dong(text: str) -> int:
    """An amount as officers type it, in đồng: “38,42 tỷ”, “2 tỷ 350 triệu”, 38420000000, 1.200.000.000, or in words.

    Raises AmbiguousAmountError for a bare “1,858” and UnreadableAmountError for everything that is no whole number
    of đồng.
    """
    typed = nfc(text).strip()
    cleaned = _CURRENCY.sub("", re.sub(r"[\s\u00a0\u202f]+", " ", typed.lower())).strip()
    if not cleaned:
        raise _unreadable(typed)
    if re.fullmatch(r"\d{1,3}(?: \d{3})+", cleaned):
        cleaned = cleaned.replace(" ", "")
    if not cleaned[0].isdigit():
        try:
            return number_from_words(cleaned)
        except UnreadableNumberError:
            raise _unreadable(typed) from None
    total = Fraction(0)
    smallest = None
    end = 0
    for part in _PART.finditer(cleaned):
        figures, words = part[1].rstrip(".,"), part[2].strip()
        half = words.endswith("rưỡi")
        scale = _scale(words.removesuffix("rưỡi"))
        number = parse_number(figures)
        if part.start() != end or scale is None or number is None or (smallest is not None and scale >= smallest):
            raise _unreadable(typed)
        if scale == 1 and smallest is None and re.fullmatch(r"[1-9]\d{0,2},\d{3}", figures):
            raise AmbiguousAmountError(figures, (int(figures.replace(",", "")), int(number * BILLION)))
        total += number * scale + (Fraction(scale, 2) if half else 0)
        smallest, end = scale, part.end()
    if end != len(cleaned) or total.denominator != 1:
        raise _unreadable(typed)
    return int(total)


def show_number(number: int | Decimal, places: int | None = None) -> str:
    """Vietnamese figures: 1.858; decimals after a comma (72,46), as many as given or exactly `places`."""
    value = Decimal(number)
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    shown = f"{abs(value):,f}".translate(str.maketrans(",.", ".,"))
    return f"−{shown}" if value < 0 else shown


def show_exact(amount: int) -> str:
    """Every đồng: 38.420.000.000 đồng."""
    return f"{show_number(amount)} đồng"


def show_dong(amount: int, *, exact: bool = False, unit: bool = False) -> str:
    """As the desk shows money: 38,42 tỷ; 850 triệu under one tỷ; every đồng under one triệu or when `exact`.

    `unit` adds “đồng” after tỷ and triệu, as issued papers do.
    """
    size = abs(amount)
    # 999,5 triệu and more would round to 1.000 triệu, which is written 1,00 tỷ.
    if exact or size < MILLION:
        return show_exact(amount)
    if size >= BILLION - MILLION // 2:
        shown = f"{show_number(Decimal(amount) / BILLION, 2)} tỷ"
    else:
        shown = f"{show_number(Decimal(amount) / MILLION, 0)} triệu"
    return f"{shown} đồng" if unit else shown
