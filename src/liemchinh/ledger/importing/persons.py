"""Persons in a cell: “Ông N.V.A. (nguyên Kế toán) [353.2]; Bà T.T.B. [phạm tội] [tù có thời hạn] [36 tháng]”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from liemchinh.kernel.vietnamese import spelling_key
from liemchinh.law.acts import Need, SubjectSpec
from liemchinh.ledger.importing import readings, words
from liemchinh.ledger.importing.remarks import MisreadError
from liemchinh.ledger.importing.rows import PersonRow
from liemchinh.ledger.importing.words import Vocabulary, Word, plain
from liemchinh.ledger.notation import Named

EVERYBODY: Final = "tất cả"
_HONORIFIC: Final = re.compile(r"^(?:ông|bà|anh|chị|bị can|bị cáo|các bị can)\s+")
_PERSON: Final = re.compile(r"\s*(?:\d+[.)]\s*|[-–+]\s+)?([^(\[]+?)\s*((?:\([^)]*\)\s*)*)((?:\[[^\]]*\]\s*)*)")


@dataclass(slots=True)
class Said:
    """What square brackets say of a person."""

    charge: str = ""
    form: str = ""
    outcome: str = ""
    months: int | None = None
    role: str = ""


def key(name: str) -> str:
    """What makes two names one: spelling, without “Ông”, “Bà” and final stops. An, Ân and Anh stay apart."""
    said = " ".join(spelling_key(name).split())
    return _HONORIFIC.sub("", said).rstrip(" .") or said


def named(person: PersonRow) -> Named:
    """A row of the sheet of persons as the batch takes it."""
    return Named(
        person.name,
        person.post,
        person.is_organisation,
        charge=person.charge,
        unit=person.unit,
        birth_year=person.birth_year,
        sex=person.sex,
    )


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[;\n]", text) if part.strip()]


def read(text: str, spec: SubjectSpec, everybody: Sequence[Named], offence: str) -> list[Named]:
    """The persons of an act, as it declares them. Raises MisreadError.

    `everybody`: those of the sheet of persons; `offence`: of the case, for charges that are not written otherwise.
    """
    found: list[Named] = []
    for part in _parts(text):
        parsed = _PERSON.fullmatch(part)
        if parsed is None:
            raise MisreadError(
                f"Chưa hiểu “{part.strip()}”. Ghi như: Ông N.V.A. (nguyên Kế toán) [353.2].",
                f"“{part.strip()}” was not understood. Write: Ông N.V.A. (former accountant) [353.2].",
            )
        name, round_brackets, square_brackets = parsed.groups()
        values = _values(re.findall(r"\[([^\]]*)\]", square_brackets), spec)
        asides = re.findall(r"\(([^)]*)\)", round_brackets)
        known = list(everybody) if key(name) == EVERYBODY else [_known(name, asides, everybody)]
        if not known:
            raise MisreadError(
                "Ghi “Tất cả” nhưng trang Người không có ai của hồ sơ này.",
                "“Tất cả” is written, but the sheet of persons names nobody of this dossier.",
            )
        for one in known:
            own = _with(one, values)
            charge = own.charge or (offence if spec.charge is Need.MUST else "")
            found.append(replace(own, charge=charge if spec.charge is not Need.NO else ""))
    seen: set[tuple[str, int | None]] = set()
    for one in found:
        mark = key(one.name), one.birth_year
        if mark in seen:
            raise MisreadError(f"“{one.name}” ghi hai lần trong ô này.", f"“{one.name}” is written twice in this cell.")
        seen.add(mark)
    return found


def _known(name: str, asides: Sequence[str], everybody: Sequence[Named]) -> Named:
    """The person of the sheet that a name means; somebody new when there is none."""
    same = [one for one in everybody if key(one.name) == key(name)]
    years = {int(aside) for aside in asides if re.fullmatch(r"\d{4}", aside)}
    if years:
        same = [one for one in same if one.birth_year in years]
    if len(same) > 1:
        raise MisreadError(
            f"Có {len(same)} người tên “{name}” trong hồ sơ. Ghi năm sinh trong ngoặc, ví dụ {name} "
            f"({same[0].birth_year}).",
            f"{len(same)} persons are called “{name}”. Add the year of birth in brackets.",
        )
    if same:
        return same[0]
    post = next((aside.strip() for aside in asides if not re.fullmatch(r"\d{4}", aside)), "")
    for what, most, said in (("Tên", 120, name), ("Chức vụ", 200, post)):
        if len(said) > most:
            raise MisreadError(
                f"{what} dài quá {most} ký tự: “{said[:60]}…”.", f"Longer than {most} letters: “{said[:60]}…”."
            )
    return Named(name.strip(), post, birth_year=min(years) if years else None)


def _with(one: Named, said: Said) -> Named:
    """A person with what the brackets say; what they leave out stays."""
    return replace(
        one,
        charge=said.charge or one.charge,
        form=said.form,
        outcome=said.outcome,
        months=said.months,
        role=said.role,
    )


def _values(brackets: Sequence[str], spec: SubjectSpec) -> Said:
    """What square brackets say of a person: form, outcome, months, role or charge."""
    forms = Vocabulary(spec.forms_label, [Word(choice.code, choice.label) for choice in spec.forms])
    outcomes = Vocabulary(spec.outcomes_label, [Word(choice.code, choice.label) for choice in spec.outcomes])
    said = Said()
    for bracket in brackets:
        if outcome := outcomes.find(bracket):
            said.outcome = outcome
        elif form := forms.find(bracket):
            said.form = form
        elif length := re.fullmatch(r"(\d{1,3}) (thang|nam)", plain(bracket)):
            said.months = int(length[1]) * (12 if length[2] == "nam" else 1)
        elif spec.roles and (role := words.ROLES.find(bracket)):
            said.role = role
        else:
            said.charge = readings.read_text(readings.read_charges(bracket), 200)
    return said
