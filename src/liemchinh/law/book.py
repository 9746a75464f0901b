"""The book: everything the law room declares, in one frozen catalogue."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.catalogue import Catalogue
from liemchinh.law import inspection, oversight, prosecution
from liemchinh.law.acts import ActKind, DossierKind

BOOK: Final[Catalogue[ActKind]] = Catalogue("Hành vi", (*prosecution.KINDS, *oversight.KINDS, *inspection.KINDS))

ANNULLED: Final = oversight.ANNULLED.code


def kinds_for(dossier: DossierKind) -> tuple[ActKind, ...]:
    """The kinds of act a dossier may hold, in the order of the book; annulment is a verb of its own."""
    return tuple(kind for kind in BOOK if dossier in kind.dossiers and kind.code != ANNULLED)
