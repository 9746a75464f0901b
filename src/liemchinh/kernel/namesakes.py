"""How two personal names tie, and the keys by which a register finds the names that could.

An, Ân and Anh are three names. Nothing here speaks of persons: two rows with one name may well be two people.
"""

from __future__ import annotations

import enum
import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.kernel.names import COMMON, FAMILIES, PersonalName, Syllable
from liemchinh.kernel.vietnamese import fold, nfc

_FOLDED_COMMON: Final = frozenset(map(fold, COMMON))
_FOLDED_FAMILIES: Final = frozenset(map(fold, FAMILIES))
_LONE_Y: Final = re.compile(r"(?P<onset>[^aeiouy]*|qu)(?P<y>y)", re.IGNORECASE)
_TONES: Final = frozenset("\u0300\u0309\u0303\u0301\u0323")
_MIDDLES: Final = 4
"""Middle syllables of which each may be left out."""


class Tie(enum.IntEnum):
    """How two written names agree, the closest first."""

    SAME = 0
    SPELT = 1
    TURNED = 2
    SHORTER = 3
    ABBREVIATED = 4
    PLAIN = 5
    TONES = 6
    OTHER = 7

    @property
    def label(self) -> Label:
        """The sentence that says it."""
        return _TIES[self]


_TIES: Final = {
    Tie.SAME: Label("Họ tên viết giống nhau, cả dấu.", "The names are written alike, tones included."),
    Tie.SPELT: Label("Họ tên chỉ khác cách viết i, y.", "The names differ only in writing i or y."),
    Tie.TURNED: Label(
        "Cùng những chữ ấy, một bên viết tên trước họ.", "The same syllables, one with the given name first."
    ),
    Tie.SHORTER: Label("Một bên thiếu chữ đệm hoặc thiếu một họ.", "One lacks a middle name or one family name."),
    Tie.ABBREVIATED: Label(
        "Chỉ khớp những chữ viết tắt; tên viết tắt chưa đủ để nhận ra một người.",
        "Only what is abbreviated agrees; initials are not enough to recognise a person.",
    ),
    Tie.PLAIN: Label(
        "Một bên viết không dấu, nên chỉ khớp khi bỏ dấu.",
        "One is written without tone marks, so they agree only without them.",
    ),
    Tie.TONES: Label(
        "Chỉ giống nhau khi bỏ dấu: khác dấu là khác tên.",
        "They agree only without tone marks: another tone is another name.",
    ),
    Tie.OTHER: Label("Họ tên khác nhau.", "The names are different."),
}


def compare(one: PersonalName, other: PersonalName) -> Tie:
    """The closest tie between two names; the same whichever comes first."""
    mine, theirs = one.syllables, other.syllables
    if not mine or not theirs:
        return Tie.OTHER
    plain = one.is_plain or other.is_plain
    if len(mine) == len(theirs):
        tie = _aligned(mine, theirs, plain)
        if tie is not Tie.OTHER:
            lone = len(mine) == 1
            return max(tie, Tie.ABBREVIATED) if lone and tie < Tie.TONES else tie
    if one.is_abbreviated or other.is_abbreviated or min(len(mine), len(theirs)) < 2:
        return Tie.OTHER
    if len(mine) == len(theirs):
        turned = min(
            (
                _aligned(first, second, plain)
                for at, first in enumerate(_orders(one))
                for number, second in enumerate(_orders(other))
                if at or number
            ),
            default=Tie.OTHER,
        )
        return Tie.OTHER if turned >= Tie.TONES else max(turned, Tie.TURNED)
    longer, shorter = (one, other) if len(mine) > len(theirs) else (other, one)
    return _shorter(longer, shorter, plain)


def _aligned(mine: Sequence[Syllable], theirs: Sequence[Syllable], plain: bool) -> Tie:
    return max(_tie(first, second, plain) for first, second in zip(mine, theirs, strict=True))


def _tie(one: Syllable, other: Syllable, plain: bool) -> Tie:
    if one.is_initial or other.is_initial:
        begun, whole = sorted((one, other), key=lambda syllable: (not syllable.is_initial, len(syllable.key)))
        letters, word = _without_tone(begun.key), _without_tone(whole.key)
        if plain:
            letters, word = fold(letters), fold(word)
        return Tie.ABBREVIATED if word.startswith(letters) else Tie.OTHER
    if one.key == other.key:
        return Tie.SAME
    if with_i(one.key) == with_i(other.key):
        return Tie.SPELT
    if fold(with_i(one.key)) == fold(with_i(other.key)):
        return Tie.PLAIN if plain else Tie.TONES
    return Tie.OTHER


def _without_tone(text: str) -> str:
    return nfc("".join(mark for mark in unicodedata.normalize("NFD", text) if mark not in _TONES))


def with_i(key: str) -> str:
    """A syllable whose only vowel is y written with i: “lý” as “lí”, “quý” as “quí”; “huy”, “yên” and “mây” stay."""
    parts = unicodedata.normalize("NFD", key)
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    found = _LONE_Y.fullmatch(bare)
    if found is None or bare == "y":
        return key
    return nfc(parts[::-1].replace("y", "i", 1)[::-1])


def _is_family(syllable: Syllable, plain: bool) -> bool:
    return fold(syllable.key) in _FOLDED_FAMILIES if plain else syllable.key in FAMILIES


def _orders(name: PersonalName) -> list[tuple[Syllable, ...]]:
    """The name as written, then as it reads family first if it was written given name first."""
    whole = name.syllables
    found = [whole]
    first, plain = whole[0], name.is_plain
    if (fold(first.key) in _FOLDED_COMMON) if plain else (first.key in COMMON):
        return found
    if _is_family(whole[-1], plain):
        found += [(whole[-1], *whole[1:-1], first), (whole[-1], *whole[:-1])]
    if len(whole) > 2 and _is_family(whole[1], plain):
        found.append((*whole[1:], first))
    return found


def _shorter(longer: PersonalName, shorter: PersonalName, plain: bool) -> Tie:
    long, short = longer.syllables, shorter.syllables
    family = longer.family_length
    ties = []
    if len(short) > family and shorter.family_length == family:
        ties.append(_lacking(long, short, plain))
    if len(short) >= 3 and len(long) == len(short) + 1 and _is_family(short[0], plain) and _is_family(long[0], plain):
        ties.append(_aligned(long[1:], short, plain))
    tie = min(ties, default=Tie.OTHER)
    return Tie.OTHER if tie >= Tie.TONES else max(tie, Tie.SHORTER)


def _lacking(long: Sequence[Syllable], short: Sequence[Syllable], plain: bool) -> Tie:
    """Family and given name agree, and the middle of the shorter lies in the longer in order."""
    worst = max(_tie(long[0], short[0], plain), _tie(long[-1], short[-1], plain))
    rest = iter(long[1:-1])
    for wanted in short[1:-1]:
        tie = next((tie for one in rest if (tie := _tie(one, wanted, plain)) < Tie.TONES), Tie.OTHER)
        worst = max(worst, tie)
    return worst


# Keys by which a register is searched --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keys:
    """How a name is found; all folded, so that two names with any tie but OTHER share a key.

    `own`: its syllables in any order; `lacking`: what it would be with something left out; `initials`: first letters.
    """

    own: str
    lacking: frozenset[str]
    initials: str


def keys_of(name: PersonalName) -> Keys:
    """The keys of a name. `own` is empty for an abbreviated one and for one of a single syllable: initials find it."""
    folded = [fold(with_i(syllable.key)) for syllable in name.syllables]
    initials = "".join(text[:1] for text in folded)
    if name.is_abbreviated or len(folded) < 2:
        return Keys("", frozenset(), initials or "-")
    first, middle, last = folded[0], folded[1:-1][:_MIDDLES], folded[-1]
    lacking = {
        _any_order([first, *kept, last])
        for count in range(len(middle))
        for kept in itertools.combinations(middle, count)
    }
    if len(folded) > 3:
        lacking.add(_any_order(folded[1:]))
    own = _any_order(folded)
    return Keys(own, frozenset(lacking - {own}), initials)


def _any_order(folded: Sequence[str]) -> str:
    return " ".join(sorted(folded))
