"""The syllables Vietnamese has, without accents: what a word that is not finished may become."""

from __future__ import annotations

from typing import Final


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_RIMES: Final = _listed(
    "a ac ach ai am an ang anh ao ap at au ay e ec em en eng enh eo ep et eu ech i ia ich iec iem ien ieng iep iet ieu"
    " im in inh ip it iu o oa oac oach oai oam oan oang oanh oap oat oay oc oe oen oeo oet oi om on ong op ot u ua uan"
    " uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh"
    " uyt uyu y yem yen yet yeu"
)
_ONSETS: Final = ("", *_listed("b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"))
_BEFORE_FRONT: Final = frozenset({"k", "gh", "ngh"})
_BEFORE_BACK: Final = frozenset({"c", "g", "ng"})
_FRONT: Final = frozenset("eiy")


def _fits(onset: str, rime: str) -> bool:
    front = rime[0] in _FRONT
    if onset in _BEFORE_FRONT:
        return front
    if onset in _BEFORE_BACK:
        return not front
    if onset == "qu":
        return rime[0] not in "ou" or rime == "oc"
    return onset == "" or not rime.startswith(("ye", "ia")) or (rime == "ia" and onset != "")


SYLLABLES: Final = tuple(sorted({"gi", *(onset + rime for onset in _ONSETS for rime in _RIMES if _fits(onset, rime))}))
"""Some two and a half thousand; a few that no word uses among them."""

MOST: Final = 64
"""A beginning of more syllables than this says too little to search by."""


def begun_by(beginning: str) -> tuple[str, ...] | None:
    """The folded syllables with this beginning, itself among them; None when they are too many.

    Empty when no Vietnamese word begins so.
    """
    found = tuple(syllable for syllable in SYLLABLES if syllable.startswith(beginning))
    return None if len(found) > MOST else found
