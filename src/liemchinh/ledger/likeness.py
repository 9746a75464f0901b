"""Whether two rows of the register may describe one person: the evidence for and against, in sentences. Pure.

Nothing is scored and nobody is judged; the answer is about rows, and an officer decides. What is never enough alone:
the same letters without tone marks, and initials.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final

from liemchinh.kernel import names, namesakes, posts
from liemchinh.kernel.label import Label
from liemchinh.kernel.names import PersonalName
from liemchinh.kernel.namesakes import Tie


class Verdict(enum.IntEnum):
    """What the evidence comes to, the strongest first."""

    LIKELY = 0
    MAYBE = 1
    DIFFERENT = 2

    @property
    def label(self) -> Label:
        """The words of it."""
        return _VERDICTS[self]


_VERDICTS: Final = {
    Verdict.LIKELY: Label("Nhiều khả năng là một người", "Probably one person"),
    Verdict.MAYBE: Label("Có thể là một người", "Possibly one person"),
    Verdict.DIFFERENT: Label("Chưa có căn cứ coi là một người", "No ground to take them for one person"),
}


class Side(enum.Enum):
    """What a piece of evidence speaks for."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that the two rows have in common, or in which they differ."""

    code: str
    side: Side
    label: Label


@dataclass(frozen=True, slots=True)
class Described:
    """A person as a row of the register describes one. `sex` is "M", "F" or empty."""

    name: str
    post: str = ""
    unit: str = ""
    birth_year: int | None = None
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where two rows meet in the register.

    `in_one_act`: one act names both; `in_one_dossier`: the number of a dossier that names both; `bodies`:
    organisations named in dossiers of both.
    """

    in_one_act: bool = False
    in_one_dossier: str = ""
    bodies: tuple[str, ...] = ()


APART: Final = Setting()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer about two rows and everything it rests on, the name first."""

    verdict: Verdict
    tie: Tie
    evidence: tuple[Evidence, ...]

    def on(self, side: Side) -> tuple[Evidence, ...]:
        """The evidence of one side."""
        return tuple(piece for piece in self.evidence if piece.side is side)


@dataclass(frozen=True, slots=True)
class Row:
    """A description read once, for many comparisons."""

    name: PersonalName
    work: posts.Work
    birth_year: int | None
    sex: str
    unit: str


def read(described: Described) -> Row:
    """Read a description. What the name itself says beside it (SN 1975, Bà, nguyên Giám đốc) fills empty fields."""
    name = names.parse(described.name)
    work = posts.read(described.post or name.remark, described.unit)
    return Row(
        name,
        work,
        described.birth_year or name.born,
        described.sex or name.sex,
        " ".join(described.unit.split()) or work.place_text[:1].upper() + work.place_text[1:],
    )


def compare(one: Row, other: Row, setting: Setting = APART) -> Comparison:
    """Weigh two rows; the verdict is the same whichever comes first."""
    tie = namesakes.compare(one.name, other.name)
    found = [Evidence("name", _side(tie), tie.label)]
    found += _years(one, other)
    found += _sexes(one, other)
    found += _work(one, other)
    found += _setting(setting)
    evidence = tuple(found)
    return Comparison(_verdict(tie, evidence), tie, evidence)


def _side(tie: Tie) -> Side:
    if tie >= Tie.TONES:
        return Side.AGAINST
    return Side.NEITHER if tie >= Tie.ABBREVIATED else Side.FOR


def _years(one: Row, other: Row) -> list[Evidence]:
    mine, theirs = one.birth_year, other.birth_year
    if mine is None or theirs is None:
        return [
            Evidence(
                "year",
                Side.NEITHER,
                Label("Chưa ghi đủ năm sinh để so.", "A year of birth is missing, so they cannot be compared by it."),
            )
        ]
    if mine == theirs:
        return [Evidence("year", Side.FOR, Label(f"Cùng năm sinh {mine}.", f"Both born in {mine}."))]
    early, late = sorted((mine, theirs))
    return [Evidence("year", Side.AGAINST, Label(f"Khác năm sinh: {early}, {late}.", f"Born in {early} and {late}."))]


def _sexes(one: Row, other: Row) -> list[Evidence]:
    if one.sex and other.sex and one.sex != other.sex:
        return [Evidence("sex", Side.AGAINST, Label("Khác giới tính.", "Of different sex."))]
    return []


def _work(one: Row, other: Row) -> list[Evidence]:
    found = []
    place = posts.same_place(one.work, other.work)
    if place is True:
        shown = min(one.unit, other.unit, key=lambda text: (len(text), text))
        found.append(Evidence("unit", Side.FOR, Label(f"Cùng nơi làm việc: {shown}.", f"The same workplace: {shown}.")))
    elif place is False:
        shown = ", ".join(sorted((one.unit, other.unit)))
        found.append(
            Evidence("unit", Side.AGAINST, Label(f"Khác nơi làm việc: {shown}.", f"Different workplaces: {shown}."))
        )
    if one.work.rank and one.work.rank == other.work.rank:
        rank = one.work.rank
        found.append(Evidence("post", Side.FOR, Label(f"Cùng chức vụ: {rank}.", f"The same post: {rank}.")))
    return found


def _setting(setting: Setting) -> list[Evidence]:
    found = []
    if setting.in_one_act:
        found.append(
            Evidence(
                "act",
                Side.AGAINST,
                Label(
                    "Cùng đứng trong một mục: một mục không kể một người hai lần.",
                    "One entry names both, and an entry does not name a person twice.",
                ),
            )
        )
    elif setting.in_one_dossier:
        number = setting.in_one_dossier
        found.append(
            Evidence(
                "dossier",
                Side.FOR,
                Label(
                    f"Cùng ở hồ sơ {number} mà không mục nào kể cả hai: có thể đã nhập hai lần.",
                    f"Both in dossier {number}, never in one entry: perhaps typed twice.",
                ),
            )
        )
    if setting.bodies:
        shown = ", ".join(setting.bodies[:2])
        found.append(
            Evidence(
                "body",
                Side.FOR,
                Label(f"Hồ sơ của cả hai cùng nhắc đến {shown}.", f"The dossiers of both name {shown}."),
            )
        )
    return found


_STRONG: Final = frozenset({"year", "unit", "dossier"})
_WEAK: Final = frozenset({"post", "body"})


def _verdict(tie: Tie, evidence: tuple[Evidence, ...]) -> Verdict:
    speaks_for = {piece.code for piece in evidence if piece.side is Side.FOR}
    against = {piece.code for piece in evidence if piece.side is Side.AGAINST}
    strong, weak = len(speaks_for & _STRONG), len(speaks_for & _WEAK)
    objections = len(against & {"year", "sex"})
    if tie is Tie.OTHER or "act" in against or objections > 1:
        return Verdict.DIFFERENT
    if objections:
        # A year or a sex may be mistyped, where everything else agrees and the whole name does.
        return Verdict.MAYBE if tie <= Tie.SPELT and strong else Verdict.DIFFERENT
    return _unopposed(tie, strong, weak, elsewhere="unit" in against)


def _unopposed(tie: Tie, strong: int, weak: int, *, elsewhere: bool) -> Verdict:
    """The verdict where neither year nor sex speaks against; `elsewhere`: the workplaces differ."""
    if tie is Tie.SAME:
        return Verdict.LIKELY if strong and not elsewhere else Verdict.MAYBE
    if tie in {Tie.SPELT, Tie.TURNED, Tie.SHORTER}:
        if strong > 1 and not elsewhere:
            return Verdict.LIKELY
        return Verdict.MAYBE if strong or weak or tie is not Tie.SHORTER else Verdict.DIFFERENT
    if tie is Tie.TONES:
        return Verdict.MAYBE if strong > 1 and not elsewhere else Verdict.DIFFERENT
    return Verdict.MAYBE if strong or (weak and not elsewhere) else Verdict.DIFFERENT
