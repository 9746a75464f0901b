"""Vietnamese text: Unicode forms, forgiving of accents and of tone placement, and the order of the alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_FIRST_LETTER: Final = 0x41
_RANK: Final = {letter: chr(_FIRST_LETTER + rank) for rank, letter in enumerate(_LETTERS)}
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LEVEL: Final = "\x01"
# Punctuation that ASCII puts among or after the letters is moved below the space.
_LOW: Final = {mark: chr(0x02 + rank) for rank, mark in enumerate(":;<=>?@[\\]^_`{|}~")}

_TONE_ON_FIRST: Final = re.compile("[òóỏõọ][ae]|[ùúủũụ]y")


class _Folding(dict[int, str]):
    """Code point to folded letter, filled as letters are met; always one character for one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        lowered = letter.lower()
        if len(lowered) != 1:
            lowered = letter
        if lowered == "đ":
            folded = "d"
        else:
            parts = unicodedata.normalize("NFD", lowered)
            bare = len(parts) > 1 and all(unicodedata.combining(mark) for mark in parts[1:])
            folded = parts[0] if bare and not unicodedata.combining(parts[0]) else lowered
        self[code] = folded
        return folded


_FOLDING: Final = _Folding()


def nfc(text: str) -> str:
    """The composed form, in which every Vietnamese letter is one character."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without accents, đ as d: “Đắk Lắk” becomes “dak lak”.

    As long as `nfc(text)`, so that an offset in one is an offset in the other.
    """
    return nfc(text).translate(_FOLDING)


def _place_tone(found: re.Match[str]) -> str:
    bare = unicodedata.normalize("NFD", found[0])
    return bare[0] + unicodedata.normalize("NFC", bare[2] + bare[1])


def spelling_key(text: str) -> str:
    """Composed, lower case, the tone of oa, oe and uy on the last vowel: “Hòa” and “hoà” agree, “tỷ” and “tý” do not.

    As long as `nfc(text)` wherever lower case is (all Vietnamese letters).
    """
    return _TONE_ON_FIRST.sub(_place_tone, nfc(text).lower())


def collation_key(text: str) -> str:
    """A key whose byte order is the order of the Vietnamese alphabet, for a `COLLATE "C"` column.

    Letters first (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then small before capital.
    Space and punctuation come before digits, digits before letters.
    """
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for letter in nfc(text).replace("\0", ""):
        lowered = letter.lower()
        tone = "0"
        base = lowered
        if lowered not in _RANK and not lowered.isascii():
            parts = unicodedata.normalize("NFD", lowered)
            tone = next((_TONES[mark] for mark in parts[1:] if mark in _TONES), "0")
            base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES)) or lowered
            if base not in _RANK and parts[0] in _RANK:
                base = parts[0]
        letters.append(_RANK.get(base) or _LOW.get(base) or base)
        tones.append(tone)
        cases.append("0" if letter == lowered else "1")
    return _LEVEL.join(("".join(letters), "".join(tones).rstrip("0"), "".join(cases).rstrip("0")))


def _continues(letter: str) -> bool:
    """Whether `letter` may melt into the one before it when text is composed."""
    return unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff"


def offsets(original: str) -> Sequence[int]:
    """Where each character of `nfc(original)` begins in `original`; the last entry is `len(original)`.

    A span (start, end) of the composed text is `offsets[start]:offsets[end]` of the original.
    """
    if original.isascii() or unicodedata.is_normalized("NFC", original):
        return range(len(original) + 1)
    found: list[int] = []
    start = 0
    size = len(original)
    while start < size:
        end = start + 1
        while end < size and _continues(original[end]):
            end += 1
        if end == start + 1 and original[start] < "\u0300":
            found.append(start)
        else:
            composed = len(unicodedata.normalize("NFC", original[start:end]))
            # What did not melt together stands at the end of its cluster.
            found.extend(start if rank == 0 else max(start, end - composed + rank) for rank in range(composed))
        start = end
    found.append(size)
    return found
