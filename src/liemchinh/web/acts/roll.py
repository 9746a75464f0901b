"""A pasted list before it becomes lines of an act: each row is read back, corrected in its place, and asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.law.acts import Need, Party
from liemchinh.ledger.likeness import Side, Verdict
from liemchinh.ledger.projection import person_key
from liemchinh.ledger.queries import Name
from liemchinh.ledger.twins import Twin
from liemchinh.web.acts import charges, pasting
from liemchinh.web.acts.knowing import key_in, like
from liemchinh.web.acts.subjects import NEW, SubjectLines, name_key
from liemchinh.web.acts.typed import Typed
from liemchinh.web.acts.understanding import read_birth_year, read_sex
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import said
from liemchinh.web.visit import Visit

PREFIX: Final = "paste-"
SKIP: Final = "skip"
MOST_PASTED: Final = 120
"""Rows of one pasted list."""
_LENGTHS: Final = {"name": 120, "post": 200, "unit": 200}


@dataclass(frozen=True, slots=True)
class Row:
    """One pasted person or body. `faults` must be mended before it is taken; `notes` are only told.

    `answers`: who this may be: a key of the dossier, the number of a person of the register, NEW or SKIP. The first is
    “choose” where somebody like it is known; `likeness` says what speaks for each.
    """

    number: int
    name: str
    birth: str
    sex: str
    post: str
    unit: str
    charge: str
    left: str
    is_body: bool
    who: str
    answers: Sequence[shapes.Choice]
    likeness: Sequence[str]
    faults: Sequence[str]
    notes: Sequence[str]

    @property
    def is_skipped(self) -> bool:
        """Whether the row is left out."""
        return self.who == SKIP

    @property
    def charge_echo(self) -> SafeString | str:
        """The names and classes of its offences."""
        return charges.echo(self.charge)

    @property
    def charge_control(self) -> SafeString:
        """The input of its offences."""
        name = f"{PREFIX}charge-{self.number}"
        label = _("Tội danh: %(name)s") % {"name": self.name or self.number}
        return charges.control(name, self.charge, said_as=label, described=f"echo-f-{name}")


def unfolded(typed: Typed, today: date) -> tuple[Typed, str]:
    """The form with its pasted text taken apart into rows, and why not when it was not."""
    rows = pasting.read((typed.all("pasted") or [""])[-1], today)
    if not rows:
        return typed, _("Chưa có dòng nào. Chép các dòng trong bảng Word hoặc Excel rồi dán vào ô này.")
    if len(rows) > MOST_PASTED:
        told = {"count": len(rows), "most": MOST_PASTED}
        return typed, _("Danh sách có %(count)s dòng; mỗi lần nhận nhiều nhất %(most)s dòng. Dán từng phần.") % told
    cells: dict[str, list[str]] = {f"{PREFIX}rows": [str(len(rows))]}
    for number, row in enumerate(rows, start=1):
        for column in pasting.COLUMNS:
            cells[f"{PREFIX}{column}-{number}"] = [getattr(row, column)]
        cells[f"{PREFIX}left-{number}"] = ["; ".join(row.left)]
        cells[f"{PREFIX}party-{number}"] = [Party.ORGANISATION.value if row.is_body else ""]
    return typed.without(PREFIX).with_all(cells), ""


@dataclass(frozen=True, slots=True)
class Roll:
    """The rows of a pasted list, as corrected so far, beside the lines of the form that will take them."""

    typed: Typed
    lines: SubjectLines
    visit: Visit

    @property
    def today(self) -> date:
        """The office's day."""
        return self.visit.today

    @property
    def is_open(self) -> bool:
        """Whether a pasted list waits in the form."""
        return self._count > 0

    @property
    def _count(self) -> int:
        return min(self.typed.number(f"{PREFIX}rows") or 0, MOST_PASTED)

    def rows(self, *, asked: bool) -> list[Row]:
        """Every row. `asked`: an open question counts as a fault."""
        found: list[Row] = []
        seen: dict[str, int] = {}
        known = self._known()
        for number in range(1, self._count + 1):
            row = self._row(number, known, seen, asked=asked)
            if row.name and not row.is_skipped:
                seen.setdefault(name_key(row.name), number)
            found.append(row)
        return found

    def _known(self) -> dict[str, list[tuple[str, Name]]]:
        found: dict[str, list[tuple[str, Name]]] = {}
        for key, name in self.lines.file.names.items():
            found.setdefault(name_key(name.name), []).append((key, name))
        return found

    def _cell(self, column: str, number: int) -> str:
        return self.typed.get(f"{PREFIX}{column}-{number}")

    def _row(self, number: int, known: dict[str, list[tuple[str, Name]]], seen: dict[str, int], *, asked: bool) -> Row:
        name = self._cell("name", number)
        same = known.get(name_key(name), []) if name else []
        earlier = seen.get(name_key(name)) if name else None
        is_body = self.lines.only_bodies or self._cell("party", number) == Party.ORGANISATION.value
        others = [] if is_body or not self.lines.takes_new else self._others(number, [key for key, _name in same])
        is_likely = any(twin.comparison.verdict is Verdict.LIKELY for twin in others)
        answers = self._answers(same, others, earlier)
        who = self._cell("who", number)
        if who not in {choice.value for choice in answers} or not who:
            who = self._default(same, earlier, is_likely=is_likely)
        faults = [] if who == SKIP else [*self._faults(number, same)]
        if asked and not who:
            faults.append(_("trả lời câu hỏi ở cuối dòng: là người đã có hay người khác cùng tên."))
        return Row(
            number=number,
            name=name,
            birth=self._cell("birth", number),
            sex=self._cell("sex", number),
            post=self._cell("post", number),
            unit=self._cell("unit", number),
            charge=self._cell("charge", number) if self.lines.has_charge else "",
            left=self._cell("left", number),
            is_body=is_body,
            who=who,
            answers=[shapes.Choice(choice.value, choice.label, choice.value == who) for choice in answers],
            likeness=[_evidence(twin) for twin in others],
            faults=faults,
            notes=[*self._notes(number, same, earlier)],
        )

    def _others(self, number: int, taken: Sequence[str]) -> list[Twin]:
        """People of the register like the row, besides those of the dossier that bear the same name."""
        cells = {column: self._cell(column, number) for column in ("post", "unit", "birth", "sex")}
        name = self._cell("name", number)
        found = like(self.visit, self.lines.file.dossier, name, **cells) if name else []
        own = self.lines.file.dossier.committee_id
        return [
            twin
            for twin in found
            if twin.known.person.committee_id == own and person_key(twin.known.person.pk) not in taken
        ]

    def _answers(
        self, same: Sequence[tuple[str, Name]], others: Sequence[Twin], earlier: int | None
    ) -> list[shapes.Choice]:
        """Who a row may be."""
        is_known = bool(same or others or earlier)
        found = [shapes.Choice("", _("– chọn –"))] if is_known or not self.lines.takes_new else []
        standing = self.lines.file.history.standing(self.today)
        for key, name in same:
            role = standing.get(key)
            words = ", ".join(filter(None, (name.name, name.post, str(said(role.label)) if role else "")))
            found.append(shapes.Choice(key, _("là %(name)s, đã có trong hồ sơ") % {"name": words}))
        for twin in others:
            person = twin.known.person
            stands = ", ".join(stand.number for stand in twin.known.stands)
            words = ", ".join(filter(None, (person.name, person.post, stands)))
            key = key_in(self.lines.file.names, twin) or str(person.pk)
            found.append(shapes.Choice(key, _("là %(name)s, đã có trong sổ") % {"name": words}))
        if self.lines.takes_new:
            found.append(shapes.Choice(NEW, _("người khác") if is_known else _("người mới")))
        found.append(
            shapes.Choice(SKIP, _("bỏ, trùng dòng %(row)s") % {"row": earlier} if earlier else _("bỏ dòng này"))
        )
        return found

    def _default(self, same: Sequence[tuple[str, Name]], earlier: int | None, *, is_likely: bool) -> str:
        if not self.lines.takes_new:
            return same[0][0] if len(same) == 1 and not earlier else ""
        return "" if same or earlier or is_likely else NEW

    def _faults(self, number: int, same: Sequence[tuple[str, Name]]) -> Iterable[str]:
        name, birth, sex = (self._cell(column, number) for column in ("name", "birth", "sex"))
        if not name:
            yield _("chưa có họ tên.")
        elif not self.lines.takes_new and not same:
            yield _("không có người này trong hồ sơ; ghi tư cách trước, hoặc bỏ dòng này.")
        if birth and read_birth_year(birth, self.today) is None:
            yield _("chưa hiểu năm sinh “%(text)s”. Gõ bốn chữ số, ví dụ 1975.") % {"text": birth}
        if sex and read_sex(sex) is None:
            yield _("chưa hiểu giới tính “%(text)s”. Chọn nam hoặc nữ.") % {"text": sex}
        for column, most in _LENGTHS.items():
            if len(self._cell(column, number)) > most:
                yield _("“%(text)s…” dài quá %(most)s chữ; rút ngắn.") % {
                    "text": self._cell(column, number)[:20],
                    "most": most,
                }
        if self.lines.has_charge:
            yield from self._charge_faults(self._cell("charge", number))

    def _charge_faults(self, charge: str) -> Iterable[str]:
        for text in charges.unknown(charge):
            yield _("chưa hiểu tội danh “%(text)s”. Ghi điều và khoản, ví dụ 353.2.") % {"text": text}
        spec = self.lines.kind.subjects
        if spec is not None and spec.charge is Need.MUST and not charge:
            yield _("chưa có tội danh.")

    def _notes(self, number: int, same: Sequence[tuple[str, Name]], earlier: int | None) -> Iterable[str]:
        if left := self._cell("left", number):
            yield _("Chưa dùng đến: “%(text)s”.") % {"text": left}
        if not self.lines.has_charge and self._cell("charge", number):
            yield _("Hành vi này không ghi tội danh; bỏ “%(text)s”.") % {"text": self._cell("charge", number)}
        if earlier:
            yield _("Cùng tên với dòng %(row)s.") % {"row": earlier}
        if same and self.lines.takes_new:
            yield _("Trong hồ sơ đã có người cùng tên. Là một người hay hai người?")

    def taken(self) -> Typed | None:
        """The form with the rows as lines of the act; None while a row has a fault."""
        rows = [row for row in self.rows(asked=True) if not row.is_skipped]
        if any(row.faults for row in rows):
            return None
        values: dict[str, list[str]] = {}
        ticked = [key for key in self.typed.all("subject") if key]
        number = self._last_filled()
        for row in rows:
            if row.who != NEW and not row.who.isdigit():
                ticked += [row.who] if row.who not in ticked else []
                if row.charge:
                    values[f"charge-{row.who}"] = [charges.written(charges.codes(row.charge))]
                continue
            number += 1
            cells = {
                "name": row.name,
                "post": row.post,
                "unit": row.unit,
                "birth": row.birth,
                "sex": read_sex(row.sex) or "",
                "charge": charges.written(charges.codes(row.charge)),
                "party": Party.ORGANISATION.value if row.is_body else "",
                "known": row.who,
            }
            values |= {f"{column}-new{number}": [value] for column, value in cells.items() if value}
        values |= {"subject": ticked, "rows": [str(number)], "pasted": [""]}
        return self.typed.without(PREFIX).with_all(values)

    def _last_filled(self) -> int:
        """The last row for new names in which something stands: the list goes below it."""
        filled = [
            int(line.key.removeprefix("new"))
            for line in self.lines.lines()
            if line.is_new and any((line.name, line.charge, line.post, line.unit, line.birth))
        ]
        return max(filled, default=0)


def _evidence(twin: Twin) -> str:
    """What the comparison with one person of the register comes to."""
    told = [str(said(piece.label)) for side in (Side.FOR, Side.AGAINST) for piece in twin.comparison.on(side)]
    return f"{twin.known.person.name}: {said(twin.comparison.verdict.label)}. {' '.join(told)}".strip()
