"""Numbers in Vietnamese words: “ba mươi tám tỷ bốn trăm hai mươi triệu”, both ways."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import spelling_key

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_VALUES: Final = {word: value for value, word in enumerate(_DIGITS)} | {"bẩy": 7}
# Forms a digit takes after “mươi”.
_AFTER_TENS: Final = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_UNITS: Final = _VALUES | {"tư": 4}
_ZEROS: Final = frozenset({"linh", "lẻ"})
_HALF: Final = frozenset({"rưỡi", "rưởi"})
_SCALES: Final = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_BILLIONS: Final = frozenset({"tỷ", "tỉ"})
NUMBER_WORDS: Final = frozenset(_VALUES) | frozenset(_AFTER_TENS) | {"mười", "mươi", "trăm"}
"""Words that may begin or continue a number below one thousand."""


class UnreadableNumberError(ValueError):
    """Words that are no number; `label` says so and gives an example."""

    def __init__(self, text: str) -> None:
        self.label = Label(
            f"Chưa hiểu số “{text}”. Viết như “hai mươi mốt” hoặc 21.",
            f"“{text}” was not understood as a number. Write it like “hai mươi mốt”, or 21.",
        )
        super().__init__(self.label.vi)


def _tens(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A number below one hundred at `at`: (value, index after it)."""
    size = len(words)
    if at >= size:
        return None
    word = words[at]
    following = words[at + 1] if at + 1 < size else ""
    if word == "mười":
        value, at = 10, at + 1
        unit = 5 if following in {"lăm", "nhăm"} else _VALUES.get(following, 0)
        return (value + unit, at + 1) if unit else (value, at)
    digit = _VALUES.get(word)
    if digit is None:
        return (4, at + 1) if word == "tư" else None
    if following == "mươi" and digit:
        after = words[at + 2] if at + 2 < size else ""
        unit = _AFTER_TENS.get(after) or _VALUES.get(after, 0)
        return (digit * 10 + unit, at + 3) if unit else (digit * 10, at + 2)
    if following in {"mốt", "lăm", "nhăm"} and digit > 1:
        return digit * 10 + _AFTER_TENS[following], at + 2
    return digit, at + 1


def _hundreds(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A number below one thousand at `at`: (value, index after it)."""
    size = len(words)
    if at + 1 < size and words[at + 1] == "trăm" and words[at] in _VALUES:
        value, at = _VALUES[words[at]] * 100, at + 2
        if at < size and words[at] in _HALF:
            return value + 50, at + 1
        if (
            at + 1 < size
            and words[at] in _ZEROS
            and (unit := _VALUES.get(words[at + 1]) or _AFTER_TENS.get(words[at + 1]))
        ):
            return value + unit, at + 2
        rest = _tens(words, at)
        # “một trăm ba” is 130 on the street and 103 to some: only tens and “linh” continue a hundred.
        return (value + rest[0], rest[1]) if rest and (rest[0] >= 10 or rest[1] - at > 1) else (value, at)
    if words[at] in _ZEROS and at + 1 < size and (unit := _VALUES.get(words[at + 1], 0)):
        return unit, at + 2
    return _tens(words, at)


def longest_number(words: Sequence[str], at: int = 0) -> tuple[int, int] | None:
    """The longest number that begins with word `at`, as (value, index of the word after it); None when there is none.

    `words` are composed, lower case, tones in either place. “rưỡi” is half of the scale before it.
    """
    total = section = 0
    limit = 10**12
    end: int | None = None
    size = len(words)
    while at < size:
        group = _hundreds(words, at)
        if group is None:
            break
        value, after = group
        scale = _SCALES.get(words[after], 1) if after < size else 1
        if scale == 10**9 and total == 0:
            total, section, limit = (section + value) * scale, 0, scale
        elif 1 < scale < limit:
            section += value * scale
            limit = scale
            if scale == 10**3 and total == 0 and after + 1 < size and words[after + 1] in _BILLIONS:
                total, section, limit, scale = section * 10**9, 0, 10**9, 10**12
                after += 1
        else:
            # “hai triệu ba” is 2,3 triệu in speech: after a scale only a full group is taken.
            if end is None or after - at > 1:
                section += value
                end = after
            break
        at = end = after + 1
        if at < size and words[at] in _HALF:
            section += scale // 2
            end = at + 1
            break
    return None if end is None else (total + section, end)


def number_from_words(text: str) -> int:
    """The whole number that `text` says; raises UnreadableNumberError for anything else."""
    words = re.findall(r"\w+", spelling_key(text))
    found = longest_number(words)
    if found is None or found[1] != len(words):
        raise UnreadableNumberError(text.strip())
    return found[0]


def _group_words(number: int, *, full: bool) -> list[str]:
    """Words of a number below one thousand; `full` names the empty hundred too."""
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    said: list[str] = []
    if hundreds or full:
        said += [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        if unit:
            said += ["linh", _DIGITS[unit]] if said else [_DIGITS[unit]]
        return said
    said += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if unit == 1 and tens > 1:
        said.append("mốt")
    elif unit == 4 and tens > 1:
        said.append("tư")
    elif unit == 5:
        said.append("lăm")
    elif unit:
        said.append(_DIGITS[unit])
    return said


def _words(number: int, *, full: bool) -> list[str]:
    said: list[str] = []
    if number >= 10**9:
        high, number = divmod(number, 10**9)
        said += [*_words(high, full=full), "tỷ"]
        full = True
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, number = divmod(number, scale)
        if group:
            said += _group_words(group, full=full)
            if name:
                said.append(name)
        if said:
            full = True
    return said


def words_of(number: int) -> str:
    """`number` in words, as papers spell out amounts; negative numbers begin with “âm”."""
    if number < 0:
        return f"âm {words_of(-number)}"
    return " ".join(_words(number, full=False)) if number else _DIGITS[0]
