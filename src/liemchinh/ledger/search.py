"""How search reads words: folded syllables and their adjacent pairs, so that accents, order and case do not matter."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Final

from liemchinh.kernel import vietnamese

_SYLLABLE: Final = re.compile(r"[a-z0-9]+")


def syllables(text: str) -> list[str]:
    """“Đấu thầu, BV. H” gives dau, thau, bv, h."""
    return _SYLLABLE.findall(vietnamese.fold(text))


def words_of(texts: Iterable[str]) -> set[str]:
    """What a dossier is found by: every syllable and every adjacent pair (dau_thau)."""
    words: set[str] = set()
    for text in texts:
        found = syllables(text)
        words.update(found)
        words.update(f"{first}_{second}" for first, second in itertools.pairwise(found))
    return words


def query_of(text: str) -> str:
    """What an officer typed as a tsquery: all syllables, the last one as a beginning when it has 2 letters or more.

    Words in “…” or "…" must stand together. Empty when nothing is left to look for.
    """
    parts: list[str] = []
    for quoted, loose in re.findall(r"[“\"]([^”\"]+)[”\"]|([^“”\"]+)", text):
        found = syllables(quoted or loose)
        if quoted and len(found) > 1:
            parts += [f"{first}_{second}" for first, second in itertools.pairwise(found)]
        else:
            parts += found
    if not parts:
        return ""
    if len(parts[-1]) >= 2 and "_" not in parts[-1]:
        parts[-1] += ":*"
    return " & ".join(parts)
