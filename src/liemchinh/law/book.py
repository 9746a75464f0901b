"""The book: everything the law room declares, in one frozen catalogue."""

from __future__ import annotations

from typing import Final

from liemchinh.kernel.catalogue import Catalogue
from liemchinh.law import (
    appeal,
    coercion,
    expertise,
    inspection,
    investigation,
    oversight,
    prosecution,
    register,
    source,
    trial,
)
from liemchinh.law.acts import ActKind, DossierKind

BOOK: Final[Catalogue[ActKind]] = Catalogue(
    "Hành vi",
    (
        *source.KINDS,
        *investigation.KINDS,
        *coercion.KINDS,
        *expertise.KINDS,
        *prosecution.KINDS,
        *trial.KINDS,
        *appeal.KINDS,
        *oversight.KINDS,
        *inspection.KINDS,
        *register.KINDS,
    ),
)

ANNULLED: Final = register.ANNULLED.code


def kinds_for(dossier: DossierKind) -> tuple[ActKind, ...]:
    """The kinds of act a dossier may hold, in the order of the book; annulment is a verb of its own."""
    return tuple(kind for kind in BOOK if dossier in kind.dossiers and kind.code != ANNULLED)
