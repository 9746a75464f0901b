"""Who a new name may be: rows of the register like it, offered beside the name with what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liemchinh.ledger import models, twins
from liemchinh.ledger.projection import person_key
from liemchinh.ledger.twins import Twin
from liemchinh.web.acts.subjects import NEW, Line
from liemchinh.web.acts.understanding import read_birth_year, read_sex
from liemchinh.web.persons.twins import Hint, hints
from liemchinh.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Asked:
    """A row with its twins; `is_new`: it was said to be somebody else."""

    line: Line
    hints: Sequence[Hint] = ()

    @property
    def is_new(self) -> bool:
        """Whether the answer is that the register does not know this person."""
        return self.line.known == NEW


def like(
    visit: Visit, dossier: models.Dossier, name: str, *, post: str = "", unit: str = "", birth: str = "", sex: str = ""
) -> list[Twin]:
    """Rows of the register that may be the person typed, the likeliest first."""
    return twins.twins(
        visit.scope,
        dossier.committee,
        name,
        now=visit.now,
        post=post,
        unit=unit,
        birth_year=read_birth_year(birth, visit.today),
        sex=read_sex(sex) or "",
        dossier=dossier,
    )


def asked(visit: Visit, dossier: models.Dossier, lines: Iterable[Line]) -> list[Asked]:
    """The rows of the form, each new name with its twins until it was said to be nobody known."""
    found = []
    for line in lines:
        wanted = line.is_new and line.name and not line.is_organisation and line.known != NEW
        like_it = (
            like(visit, dossier, line.name, post=line.post, unit=line.unit, birth=line.birth, sex=line.sex)
            if wanted
            else []
        )
        found.append(Asked(line, hints(visit, dossier.committee, like_it, line.known)))
    return found


def key_in(file_names: Iterable[str], twin: Twin) -> str:
    """The key of the twin's row in the dossier; empty when it stands in others only."""
    key = person_key(twin.known.person.pk)
    return key if key in file_names else ""
