"""A text made ready to be read: composed, in syllables, cut into sentences, with the way back to the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from liemchinh.kernel.vietnamese import fold, nfc, offsets, spelling_key
from liemchinh.reader.tables import as_sentences

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")
_BREAK: Final = re.compile(r"\n\s*")
_LIST_MARK: Final = re.compile(r"(?:[-–+•*]|\d{1,2}[.)]|[a-zđ]\))\s*\S")
_SPACE: Final = re.compile(r"\s")
_BLANK: Final = re.compile(r"[ \u00a0\u2009\u202f]")
_SPACED_THOUSANDS: Final = re.compile(
    r"(?<![\d.,/])(?<!năm )(?<!tháng )(?<!quý )\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d/%]|[.,]\d| \d)"
)
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"[aăâeêioôơuưyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ]{1,3}"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_I_FOR_Y: Final = str.maketrans("yỳỷỹýỵ", "iìỉĩíị")
_Y_ENDING: Final = re.compile(r"(?:[bhklmstv]|qu)[yỳỷỹýỵ]")
_TONED: Final = re.compile("[àằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ]")
_ABBREVIATIONS: Final = frozenset({"tp", "tx", "tt", "ts", "ths", "pgs", "gs", "đ", "ông", "v"})
_STOPS: Final = frozenset(".!?…")
_DOT: Final = frozenset(".")
_CLOSERS: Final = frozenset("”\"’')]")
_UNWRAPPED: Final = 130
_LONGEST: Final = 400
"""Tokens after which a sentence is cut: no paper writes longer ones, lists without points do."""

VOCABULARY: Final[set[str]] = set()
"""Every syllable of the reader's lexicon: where two of them were typed without a space they are parted."""

_NORMAL: Final[dict[str, str]] = {}


def normal(syllable: str) -> str:
    """A syllable as the lexicon compares it: small, tone on the last vowel, i for a final y."""
    known = _NORMAL.get(syllable)
    if known is None:
        known = spelling_key(syllable)
        if _Y_ENDING.fullmatch(known):
            known = known.translate(_I_FOR_Y)
        if len(_NORMAL) < 50_000:
            _NORMAL[syllable] = known
    return known


def normal_tokens(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase, normalised."""
    return tuple(normal(token) for token in _TOKEN.findall(nfc(phrase).lower()))


def _parted(token: str) -> int:
    """Where a token is two known syllables run together; 0 when it is one."""
    if len(token) < 4 or len(token) > 13 or (_SYLLABLE.fullmatch(token) and len(_TONED.findall(token)) < 2):
        return 0
    return next((cut for cut in range(2, len(token) - 1) if token[:cut] in VOCABULARY and token[cut:] in VOCABULARY), 0)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` up to (not including) `end`; `paragraph` counts from 0."""

    first: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The composed text, its tokens with their spans, and its sentences.

    `key` is as long as `text`: small letters, tones in one place, every blank a space.
    """

    original: str
    text: str
    key: str
    tokens: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[Sentence]
    places: Sequence[int]

    def slice_of(self, start: int, end: int) -> str:
        """The original characters of a span of the composed text."""
        return self.original[self.places[start] : self.places[end]]


def _hard_breaks(text: str) -> tuple[dict[int, bool], bool]:
    """Where lines end for good: offset of the next line's first character -> whether a paragraph begins there."""
    found: dict[int, bool] = {}
    unwrapped = any(len(line) > _UNWRAPPED for line in text.split("\n"))
    for gap in _BREAK.finditer(text):
        start, end = gap.span()
        while start and text[start - 1].isspace():
            start -= 1
        if start == 0 or end >= len(text):
            continue
        before = text[start - 1]
        blank = gap[0].count("\n") > 1
        if blank or unwrapped:
            found[end] = True
        elif before in ".!?:;…" or "\t" in text[text.rfind("\n", 0, start) + 1 : start]:
            # A row of a table ends with its line.
            found[end] = False
        elif _LIST_MARK.match(text, end):
            mark = text[end : end + 4].lstrip("-–+•* ")
            if not before.isalpha() or mark[:1].isupper() or mark[:1].isdigit():
                found[end] = False
    return found, unwrapped


def _with_points(text: str, key: str) -> str:
    """“2 046 đơn” read as “2.046 đơn”."""
    pieces: list[str] = []
    done = 0
    for number in _SPACED_THOUSANDS.finditer(text):
        pieces += [key[done : number.start()], _BLANK.sub(".", number[0])]
        done = number.end()
    return "".join([*pieces, key[done:]]) if pieces else key


def prepare(original: str) -> Passage:
    """Make `original` ready; nothing is lost, every span leads back to it."""
    text, places = as_sentences(nfc(original), offsets(original))
    key = _SPACE.sub(" ", spelling_key(text)).replace("ð", "đ")
    if len(key) != len(text):
        key = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in _SPACE.sub(" ", text))
    key = _with_points(text, key)
    breaks, _ = _hard_breaks(text)
    tokens: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[Sentence] = []
    paragraph = first = 0
    ended = False
    for found in _TOKEN.finditer(key):
        start, end = found.span()
        token = found[0]
        opens = breaks.get(start)
        full = len(tokens) - first >= _LONGEST
        if (full or opens is not None or (ended and token not in _CLOSERS)) and len(tokens) > first:
            sentences.append(Sentence(first, len(tokens), paragraph))
            first = len(tokens)
        if opens:
            paragraph += 1
        ended = token in _STOPS and not (
            token in _DOT
            and tokens
            and (tokens[-1] in _ABBREVIATIONS or (len(tokens[-1]) == 1 and tokens[-1].isalpha()))
        )
        if token[0].isalpha():
            token = normal(token)
            if token not in VOCABULARY and (cut := _parted(token)):
                tokens.append(token[:cut])
                starts.append(start)
                ends.append(start + cut)
                token, start = token[cut:], start + cut
        tokens.append(token)
        starts.append(start)
        ends.append(end)
    if len(tokens) > first:
        sentences.append(Sentence(first, len(tokens), paragraph))
    key = _accented_times(key, tokens, starts, ends, sentences)
    return Passage(original, text, key, tokens, starts, ends, sentences, places)


def _accented_times(
    key: str, tokens: Sequence[str], starts: Sequence[int], ends: Sequence[int], sentences: Sequence[Sentence]
) -> str:
    """Give the words of time their accents where a sentence was typed without any, so that its dates are read."""
    letters: list[str] | None = None
    for sentence in sentences:
        if not unaccented(tokens[sentence.first : sentence.end]):
            continue
        letters = letters or list(key)
        for token in range(sentence.first, sentence.end):
            word = _TIME_WORDS.get(tokens[token])
            if word is not None and ends[token] - starts[token] == len(word):
                letters[starts[token] : ends[token]] = word
    return "".join(letters) if letters else key


_TIME_WORDS: Final = {
    fold(word): word
    for word in (
        "năm",
        "tháng",
        "quý",
        "ngày",
        "đầu",
        "cuối",
        "từ",
        "đến",
        "hết",
        "giai",
        "đoạn",
        "kỳ",
        "cùng",
        "nửa",
        "nhiệm",
    )
}


def unaccented(tokens: Sequence[str]) -> bool:
    """Whether words were typed without any accents (capitals of an old machine, a form)."""
    words = [token for token in tokens if token[0].isalpha()]
    return len(words) > 3 and all(word.isascii() for word in words)


def folded(tokens: Sequence[str]) -> list[str]:
    """Tokens without accents."""
    return [fold(token) for token in tokens]
