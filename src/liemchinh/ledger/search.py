"""How search reads words: syllables without accents and as written, adjacent pairs, syllables of a name together.

What a thing is found by is a set of lexemes, kept as a tsvector:

    dau          a syllable, folded                 =đấu          the same as written, its tone in one place
    dau_thau     two folded syllables side by side  *an           a syllable of a person's name
    *an+van      two or three of one name, sorted   *=ân+=văn     the same as written
    %an, %an_van at a dossier: a syllable, a pair of the name of a person or a body in it

The syllables of a name stand together because Vietnamese names share so few of them: a million dossiers hold some
hundred thousand Nguyễn, Văn and An, and few who are all three.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from liemchinh.kernel import vietnamese
from liemchinh.kernel.syllables import begun_by

_SYLLABLE: Final = re.compile(r"[a-z0-9]+")
_QUOTED: Final = re.compile(r"[“”\"„]([^“”\"„]+)[“”\"„]|([^“”\"„]+)")
_APART: Final = re.compile(r"[\s,;:()]+")
_OPEN: Final = "…"
_TOGETHER: Final = 3
"""Syllables of a name that one lexeme holds at most."""
_LONGEST_WORD: Final = 40
"""Letters beyond which a word is not a word: PostgreSQL takes no lexeme of more than two thousand."""
_LONGEST_NAME: Final = 7
"""Syllables of a name beyond which the rest is left out of what stands together."""


class Syllable(NamedTuple):
    """One syllable of a text: folded, as written (its tone in one place), and where it stands in `nfc(text)`."""

    folded: str
    written: str
    start: int
    end: int


def spoken(text: str) -> list[Syllable]:
    """The syllables and numbers of a text: “Đấu thầu, BV. H” holds đấu, thầu, bv, h."""
    composed = vietnamese.nfc(text)
    written = vietnamese.spelling_key(composed)
    if len(written) != len(composed):  # a letter of another script whose small form is more than one character
        written = vietnamese.spelling_key(
            "".join(one if len(one.lower()) == 1 else vietnamese.fold(one).lower()[:1] for one in composed)
        )
    return [
        Syllable(found[0], written[found.start() : found.end()], found.start(), found.end())
        for found in _SYLLABLE.finditer(vietnamese.fold(composed))
        if found.end() - found.start() <= _LONGEST_WORD
    ]


def syllables(text: str) -> list[str]:
    """“Đấu thầu, BV. H” gives dau, thau, bv, h."""
    return _SYLLABLE.findall(vietnamese.fold(text))


def words_of(texts: Iterable[str]) -> set[str]:
    """What lists find a dossier by: every folded syllable and every adjacent pair (dau_thau)."""
    words: set[str] = set()
    for text in texts:
        found = syllables(text)
        words.update(found)
        words.update(_pairs(found))
    return words


def lexemes(*texts: str) -> set[str]:
    """What a thing is found by: syllables folded and as written, and adjacent pairs within each text."""
    words: set[str] = set()
    for text in texts:
        found = spoken(text)
        words.update(one.folded for one in found)
        words.update(as_written(one.written) for one in found)
        words.update(_pairs([one.folded for one in found]))
    return words


def name_lexemes(name: str) -> set[str]:
    """What a person is found by: up to three syllables of the name together, in any order, and adjacent pairs."""
    found = spoken(name)[:_LONGEST_NAME]
    words = {f"*{pair}" for pair in _pairs([one.folded for one in found])}
    for chosen in (sorted({one.folded for one in found}), sorted({as_written(one.written) for one in found})):
        for size in range(1, _TOGETHER + 1):
            words.update(f"*{'+'.join(some)}" for some in itertools.combinations(chosen, size))
    return words


def inner_lexemes(names: Iterable[str]) -> set[str]:
    """What a dossier is found by besides its own title: folded syllables and pairs of the names in it."""
    return {f"%{word}" for word in words_of(names)}


def as_written(syllable: str) -> str:
    """The lexeme of a syllable with its accents; a number has none."""
    return syllable if syllable.isdigit() else f"={syllable}"


def _pairs(found: Sequence[str]) -> Iterator[str]:
    return (f"{first}_{second}" for first, second in itertools.pairwise(found))


def vector(words: Iterable[str]) -> str:
    """Lexemes as PostgreSQL reads a tsvector."""
    return " ".join(f"'{word}'" for word in sorted(words))


# What is looked for --------------------------------------------------------------------------------------------------


class Term(NamedTuple):
    """Syllables that must stand side by side; usually one. `begun`: the last may be unfinished."""

    folded: tuple[str, ...]
    written: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True)
class Query:
    """What an officer typed, as terms that must all be found. `closed`: it ends with a quotation mark."""

    text: str
    terms: tuple[Term, ...]
    closed: bool = False

    @property
    def is_toned(self) -> bool:
        """Whether it was typed with accents (or đ): then what is written so comes first."""
        return any(term.folded != term.written for term in self.terms)

    @property
    def begins(self) -> bool:
        """Whether the last word may be read as unfinished: two letters or more, outside quotation marks."""
        return bool(self.terms) and not self.closed and bool(_beginnings(self.terms[-1]))

    @property
    def unfinished(self) -> Query:
        """The same, its last word read as a beginning."""
        return replace(self, terms=(*self.terms[:-1], self.terms[-1]._replace(begun=True)))

    @property
    def number(self) -> str:
        """What was typed as the number of a dossier or a document, "" when it cannot be one."""
        return number_key(self.text) if any(letter.isdigit() for letter in self.text) else ""

    def words(self, *, exact: bool = False) -> str:
        """A tsquery for things found by `lexemes`.

        `exact`: as written, accents and all; of what must stand together `written` has yet to be asked: pairs are
        kept without accents, and asking for every syllable in them as well would cost more than they find.
        """
        return _all(part for term in self.terms for part in _parts(term, exact=exact, before=""))

    def named(self, *, exact: bool = False) -> str:
        """A tsquery for persons found by `name_lexemes`."""
        single = [term for term in self.terms if len(term.folded) == 1 and not term.begun]
        chosen = sorted({as_written(term.written[0]) if exact else term.folded[0] for term in single})
        size = min(len(chosen), _TOGETHER)
        together = [chosen[at : at + size] for at in range(len(chosen) - size + 1)] if size else []
        rest = (part for term in self.terms if term not in single for part in _parts(term, exact=exact, before="*"))
        return _all([*(quoted(f"*{'+'.join(some)}") for some in together), *rest])

    def in_order(self, *, exact: bool = False, before: str = "") -> str:
        """A tsquery for what holds all the words one after another as they were typed; `before`: in a name (*)."""
        whole = Term(
            tuple(one for term in self.terms for one in term.folded),
            tuple(one for term in self.terms for one in term.written),
            begun=self.terms[-1].begun if len(self.terms) == 1 else False,
        )
        return _all(_parts(whole, exact=exact, before=before))

    def written(self, *, before: str = "") -> str:
        """A tsquery for what holds every syllable as it was typed; `before`: in a name (*)."""
        done = (one for term in self.terms for one in (term.written[:-1] if term.begun else term.written))
        return _all(quoted(before + as_written(one)) for one in done)

    def spread(self) -> str:
        """A tsquery for dossiers in whose titles and names together every term is found."""
        own, inner = ([_all(_parts(term, exact=False, before=mark)) for term in self.terms] for mark in ("", "%"))
        return " & ".join(f"({one} | {other})" for one, other in zip(own, inner, strict=True))


def query(text: str) -> Query:
    """Read what was typed. Words in “…” or "…" must stand together, and so must what is joined: VA-2026-015, N.V.A."""
    terms: list[Term] = []
    for quoted, loose in _QUOTED.findall(vietnamese.nfc(text)):
        for part in [quoted] if quoted else _APART.split(loose):
            found = spoken(part)
            if found:
                terms.append(Term(tuple(one.folded for one in found), tuple(one.written for one in found)))
    text = text.strip()
    return Query(text, tuple(dict.fromkeys(terms)), closed=text.endswith(("”", '"')))


def number_key(number: str) -> str:
    """A number as it is compared: “05 / qđ-CSKT” and “05/QĐ-CSKT” agree."""
    return re.sub(r"[^a-z0-9./_&-]", "", vietnamese.fold(number))


def query_of(text: str) -> str:
    """What an officer typed as a tsquery over `words_of`, the last word as a beginning when it has 2 letters or more.

    Words in “…” or "…" must stand together. Empty when nothing is left to look for.
    """
    found = query(text)
    return (found.unfinished if found.begins else found).words()


def quoted(lexeme: str) -> str:
    """A lexeme as PostgreSQL reads it in a tsquery; it holds no apostrophe."""
    return f"'{lexeme}'"


def _all(parts: Iterable[str]) -> str:
    return " & ".join(dict.fromkeys(parts))


def _parts(term: Term, *, exact: bool, before: str) -> Iterator[str]:
    """The lexemes of one term; `before` stands in front of each."""
    pairs = list(_pairs(term.folded))
    beginnings = _beginnings(term) if term.begun else ()
    for pair in pairs[:-1] if beginnings else pairs:
        yield quoted(before + pair)
    if beginnings:
        yield f"({' | '.join(quoted(before + one.rstrip(_OPEN)) + ':*' * one.endswith(_OPEN) for one in beginnings)})"
    elif not pairs:
        yield quoted(before + (as_written(term.written[0]) if exact else term.folded[0]))


def _beginnings(term: Term) -> Sequence[str]:
    """Lexemes that the term's last syllable may begin, one ending in … for whatever follows; none: it is complete.

    Syllables that Vietnamese has are written out: PostgreSQL would read every lexeme with that beginning to its end.
    Beginnings of too many syllables (“th”) and numbers that stand alone are taken as they are.
    """
    last = term.folded[-1]
    if len(term.folded) > 1:
        return [f"{'_'.join(term.folded[-2:])}{_OPEN}"] if last.isdigit() else []
    if len(last) < 2 or last.isdigit():
        return []
    found = begun_by(last)
    return [] if found is None else found or [f"{last}{_OPEN}"]


# Where it stands -----------------------------------------------------------------------------------------------------

Span = tuple[int, int]


def spans(text: str, sought: Query, *, exact: bool = False, most: int = 400) -> list[Span]:
    """Where the terms stand in `nfc(text)`, in order, without overlap, at most `most` of them. `exact`: as written."""
    composed = vietnamese.nfc(text)
    folded = vietnamese.fold(composed)
    found: set[Span] = set()
    for term in sought.terms:
        tail = r"[a-z0-9]*" if term.begun else ""
        pattern = rf"(?<![a-z0-9]){r'[^a-z0-9]+'.join(term.folded)}{tail}(?![a-z0-9])"
        hits = (hit.span() for hit in re.finditer(pattern, folded))
        if exact:
            hits = (hit for hit in hits if _is_written(composed[slice(*hit)], term))
        found.update(itertools.islice(hits, most))
    kept: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept[:most]


def _is_written(text: str, term: Term) -> bool:
    written = [one.written for one in spoken(text)]
    done = len(term.written) - term.begun
    return tuple(written[:done]) == term.written[:done]


def excerpt(text: str, found: Sequence[Span], *, size: int = 220) -> Span:
    """The stretch of `nfc(text)` of about `size` characters, whole words, that holds most of what was found."""
    composed = vietnamese.nfc(text)
    if len(composed) <= size or not found:
        return 0, min(len(composed), size) if len(composed) <= size else _word_end(composed, size)
    best, first = (0, 0), 0
    for last, (_, end) in enumerate(found):
        while end - found[first][0] > size and first < last:
            first += 1
        held = len({vietnamese.fold(composed[slice(*one)]) for one in found[first : last + 1]})
        best = max(best, (held, -first))
    middle = found[-best[1]][0]
    start = composed.rfind(" ", 0, max(middle - size // 4, 0)) + 1 if middle > size // 4 else 0
    return start, _word_end(composed, start + size)


def _word_end(text: str, at: int) -> int:
    end = text.rfind(" ", 0, at + 1) if at < len(text) else len(text)
    return end if end > at - 40 else min(at, len(text))
