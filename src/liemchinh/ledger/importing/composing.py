"""Rows as the text that `ledger.batch` records, and the cell from which each of its facts came."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import Precision
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import spelling_key
from liemchinh.law.acts import TRACKS, ActKind, Need, Role, Rung, Stage
from liemchinh.law.book import BOOK
from liemchinh.ledger.importing import persons as naming
from liemchinh.ledger.importing import readings, words
from liemchinh.ledger.importing.linking import Linking, Register
from liemchinh.ledger.importing.remarks import MisreadError, Remark, Spot, Weight
from liemchinh.ledger.importing.rows import ActRow, DossierRow, Lists, PersonRow, Row
from liemchinh.ledger.notation import Fault, Named, Opened, Text, Written

BROUGHT_FORWARD: Final = "register.brought_forward"
PUT_ON: Final = "watch.put_on"
TAKEN_OFF: Final = "watch.taken_off"
_ON_LIST: Final = frozenset({PUT_ON, "watch.carried_over"})
_ROLE_AT: Final = {
    Stage.SOURCE: Role.REPORTED,
    Stage.CHECKING: Role.REPORTED,
    Stage.CONCLUDED: Role.REPORTED,
    Stage.INVESTIGATION: Role.ACCUSED,
    Stage.PROSECUTION: Role.ACCUSED,
    Stage.FIRST_INSTANCE: Role.DEFENDANT,
    Stage.APPEAL: Role.DEFENDANT,
    Stage.ENFORCEMENT: Role.CONVICTED,
    Stage.ENDED: Role.CONVICTED,
}
"""In which capacity persons usually stand at a stage, where the list does not say."""
_CHARGED: Final = frozenset({Role.ACCUSED, Role.DEFENDANT, Role.CONVICTED, Role.SERVING})

_IN_ACTS: Final = {
    "kind": "kind", "effective_on": "day", "subjects": "persons", "offence": "offence", "level": "level",
    "ground": "ground", "document_number": "document", "money": "money", "related": "related", "due_on": "due_on",
    "answers": "answers", "counted_from": "counted_from", "addressee": "addressee", "criteria": "criteria",
}  # fmt: skip
_IN_BROUGHT: Final = {
    "kind": "stage", "effective_on": "taken_on", "subjects": "accused", "offence": "offence", "ground": "stage",
    "document_number": "document", "due_on": "due_on",
}  # fmt: skip
_IN_PUT_ON: Final = {
    "kind": "level", "effective_on": "watched_on", "level": "level", "document_number": "conclusion",
    "criteria": "conclusion",
}  # fmt: skip
_IN_TAKEN_OFF: Final = {
    "kind": "left_on", "effective_on": "left_on", "level": "level", "document_number": "left_conclusion",
    "ground": "left_ground", "criteria": "left_ground",
}  # fmt: skip
_IN_OPENING: Final = {"kind": "kind", "effective_on": "opened_on"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line of the text came from. `fields`: the column of each field the law may point at."""

    row: Row
    fields: Mapping[str, str]
    persons: Mapping[str, PersonRow] = field(default_factory=dict)

    def spot(self, place: str, subject: str = "") -> Spot:
        """The cell of a field; of a person in it where they have a row of their own."""
        person = self.persons.get(spelling_key(subject)) if subject else None
        if person is not None:
            return person.at("role", "name")
        return self.row.at(self.fields.get(place, place), "kind", "number", "title", "name")


@dataclass(slots=True)
class Composed:
    """A workbook ready to be weighed. `keepers`: sign-in name by dossier; `rows`: the row of each dossier."""

    text: Text = field(default_factory=Text)
    origins: dict[int, Origin] = field(default_factory=dict)
    keepers: dict[str, str] = field(default_factory=dict)
    rows: dict[str, DossierRow] = field(default_factory=dict)
    persons: dict[str, list[PersonRow]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def remark_of(self, fault: Fault) -> Remark:
        """A fault of the text as a remark on its cell."""
        label = Label(fault.label.vi[:1].upper() + fault.label.vi[1:], fault.label.en[:1].upper() + fault.label.en[1:])
        label = Label(*(text if text.endswith((".", "?")) else f"{text}." for text in (label.vi, label.en)))
        return Remark(self.origins[fault.line].spot(fault.place, fault.subject), Weight.WRONG, label)


def compose(lists: Lists, register: Register, *, day: date) -> Composed:
    """The text of all rows without a wrong cell, and a remark for whatever does not fit together.

    `day`: when stages from paper are brought forward, where a row does not say.
    """
    return _Composing(lists, register, day).compose()


class _Composing:
    def __init__(self, lists: Lists, register: Register, day: date) -> None:
        self.lists = lists
        self.register = register
        self.day = day
        self.made = Composed()
        self.line = 0
        self.links = Linking(lists, register)
        self.guessed: Counter[tuple[int, int, str]] = Counter()
        self.sound: dict[int, tuple[DossierRow, list[PersonRow], list[tuple[Written, Origin]]]] = {}

    def compose(self) -> Composed:
        """Everything, row by row."""
        for row in self.lists.dossiers:
            people = self.links.persons[id(row)]
            acts = self._ordered(self.links.acts[id(row)])
            # Rows with a wrong cell are gone through as well, so that one run finds every cell at fault.
            lines = list(self._lines_of(row, people, acts))
            if lines and self.links.is_sound(row):
                self.sound[id(row)] = row, people, lines
            elif self.links.is_sound(row):
                self._wrong(
                    row,
                    row.at("stage", "title"),
                    "Hồ sơ chưa có giai đoạn và chưa có hành vi nào. Ghi cột Giai đoạn, hoặc ghi hành vi ở trang Hành "
                    "vi.",
                    "Neither a stage nor an act is given. Write the stage, or acts on the sheet Hành vi.",
                )
        for act in self.links.astray:
            self._act(act, "", "", ())
        self._leave_out_the_unsound()
        for row, people, lines in self.sound.values():
            self._write(row, people, lines)
        self._tell_guesses()
        self.made.remarks = self.links.remarks
        self.made.keepers = self.links.keepers
        return self.made

    def _say(self, spot: Spot, weight: Weight, vi: str, en: str) -> None:
        self.links.say(spot, weight, vi, en)

    def _wrong(self, row: Row, spot: Spot, vi: str, en: str) -> None:
        self.links.wrong(row, spot, vi, en)

    # Acts ------------------------------------------------------------------------------------------------------------

    def _ordered(self, acts: list[ActRow]) -> list[ActRow]:
        """By day; lists that begin with the newest are turned round, so that acts of one day keep their order."""
        days = [act.day for act in acts if act.day]
        if len(days) > 1 and days[0] > days[-1] and all(one >= two for one, two in itertools.pairwise(days)):
            acts = acts[::-1]
        return sorted(acts, key=lambda act: act.day or date.max)

    def _lines_of(
        self, row: DossierRow, people: Sequence[PersonRow], acts: Sequence[ActRow]
    ) -> Iterator[tuple[Written, Origin]]:
        """The acts of a dossier as lines, those of its own row included."""
        codes = {act.kind for act in acts if act.kind}
        everybody = [naming.named(person) for person in people]
        key = self.links.keys[id(row)]
        told_of = [
            (made, Origin(act, _IN_ACTS)) for act in acts if (made := self._act(act, key, row.offence, everybody))
        ]
        if self._is_from_paper(row, acts, codes):
            yield self._brought_forward(row, people, acts)
        elif self.links.is_sound(row):
            self._miss_nobody(people, [written for written, _origin in told_of])
        if row.level or row.watched_on or row.conclusion:
            yield from self._watching(row, codes)
        yield from told_of

    def _is_from_paper(self, row: DossierRow, acts: Sequence[ActRow], codes: set[str]) -> bool:
        """Whether the stage of a row comes from paper: the acts do not lead to it, or stand after a day it names."""
        if row.stage is None or BROUGHT_FORWARD in codes:
            return False
        if row.taken_on is not None:
            return True
        begins = row.kind is not None and row.stage is TRACKS[row.kind][0]
        return not acts if begins else not any(BOOK[code].leads_to for code in codes)

    def _brought_forward(
        self, row: DossierRow, people: Sequence[PersonRow], acts: Sequence[ActRow]
    ) -> tuple[Written, Origin]:
        stage = row.stage or Stage.SOURCE
        # What comes over from paper stands before every act of procedure.
        days = [act.day for act in acts if act.day and act.kind and BOOK[act.kind].stages]
        on = row.taken_on or max(min([self.day, *days]), row.opened_on or date.min)
        written = Written(0, self.links.keys[id(row)], BROUGHT_FORWARD, on, Precision.DAY)
        written.due_on = row.due_on
        custody = []
        for person in people:
            role = person.role
            if not role:
                role = _ROLE_AT[stage].value
                self.guessed[person.spot.sheet, person.cells.get("role", 0), Role(role).label.vi] += 1
            charge = person.charge or (row.offence if role in _CHARGED else "")
            written.subjects.append(replace(naming.named(person), charge=charge, role=role))
            if person.custody:
                custody.append(f"{person.name}: {person.custody}")
        notes = [
            row.note,
            *row.extras,
            *(part for person in people for part in (person.note, *person.extras) if part),
            f"Nguồn: {row.source}" if row.source else "",
            f"Biện pháp ngăn chặn: {'; '.join(custody)}" if custody else "",
        ]
        if row.count is not None and not people:
            notes.append(f"Số bị can theo danh sách: {row.count}")
        self._values(
            written,
            {
                "lý do": stage.value,
                "tội": row.offence,
                "số": row.document.number if row.document else "",
                "cơ quan": row.issuer,
                "ghi chú": "\n".join(filter(None, notes)),
            },
        )
        by_name = {spelling_key(person.name): person for person in people}
        return written, Origin(row, _IN_BROUGHT, by_name)

    def _values(self, written: Written, values: Mapping[str, str]) -> None:
        written.values.update({name: value for name, value in values.items() if value})

    def _watching(self, row: DossierRow, codes: set[str]) -> Iterator[tuple[Written, Origin]]:
        key = self.links.keys[id(row)]
        if not codes & _ON_LIST:
            level = row.level
            if not level:
                self.links.missing(row, row.at("level", "watched_on"), "Phải ghi cấp theo dõi.", "The level is needed.")
            if row.watched_on is None:
                self.links.missing(
                    row,
                    row.at("watched_on", "level"),
                    "Phải ghi ngày đưa vào diện.",
                    "The day it was put on the list is needed.",
                )
                return
            written = Written(0, key, PUT_ON, row.watched_on, Precision.DAY)
            self._values(written, {"cấp": level, "số": row.conclusion.number if row.conclusion else ""})
            yield written, Origin(row, _IN_PUT_ON)
        if row.left_on is not None and TAKEN_OFF not in codes:
            written = Written(0, key, TAKEN_OFF, row.left_on, Precision.DAY)
            number = row.left_conclusion.number if row.left_conclusion else ""
            self._values(written, {"cấp": row.level, "số": number})
            if row.left_ground:
                self._values(written, {"lý do": self._ground(row, "left_ground", row.left_ground, BOOK[TAKEN_OFF])})
            yield written, Origin(row, _IN_TAKEN_OFF)

    def _ground(self, row: Row, column: str, text: str, kind: ActKind) -> str:
        if not kind.grounds:
            self._say(
                row.at(column),
                Weight.TOLD,
                f"“{kind.label.vi}” không có lý do, kết quả để chọn: chữ này chuyển sang ghi chú.",
                f"“{kind.label.en}” takes no ground: the words go into the note.",
            )
            return ""
        try:
            return words.choice_of(text, kind.grounds, kind.grounds_label)
        except MisreadError as fault:
            if kind.open_grounds and re.fullmatch(r"[\w.-]{1,20}", text):
                return text
            self._wrong(row, row.at(column), fault.label.vi, fault.label.en)
            return ""

    def _act(self, act: ActRow, key: str, offence: str, everybody: Sequence[Named]) -> Written | None:
        """An act as a line of the dossier of that key; None when its day or kind is not known."""
        if not act.kind:
            self._money(act, ())
            return None
        kind = BOOK[act.kind]
        written = Written(0, key, act.kind, act.day or date.max, act.precision)
        written.due_on, written.counted_from = act.due_on, act.counted_from
        note = [act.note, *act.extras]
        ground = ""
        if act.ground:
            ground = self._ground(act, "ground", act.ground, kind)
            note += [] if kind.grounds else [act.ground]
        written.money = self._money(act, kind.money)
        if act.persons and kind.subjects:
            try:
                written.subjects = naming.read(act.persons, kind.subjects, everybody, offence)
            except MisreadError as fault:
                self._wrong(act, act.at("persons"), fault.label.vi, fault.label.en)
        elif act.persons:
            self._say(
                act.at("persons"),
                Weight.TOLD,
                f"“{kind.label.vi}” không ghi người: tên ở ô này chuyển sang ghi chú.",
                f"“{kind.label.en}” names nobody: the names go into the note.",
            )
            note.append(act.persons)
        related = self.links.related(act) if act.related else ""
        level = act.level if kind.level is not Need.NO else ""
        self._values(
            written,
            {
                "số": act.document,
                "cơ quan": act.issuer,
                "cấp": level,
                "lý do": ground,
                "tội": act.offence or (offence if kind.offence is Need.MUST else ""),
                "liên quan": related,
                "nơi nhận": act.addressee,
                "tiêu chí": act.criteria,
                "ghi chú": "\n".join(filter(None, note)),
            },
        )
        written.label = f"{key}/{act.label}" if act.label else ""
        if act.answers:
            written.answers = f"{key}/{act.answers}"
            if act.answers not in self.links.labels(act):
                self._wrong(
                    act,
                    act.at("answers"),
                    f"Không có dòng mang mã “{act.answers}” trong các hành vi của hồ sơ này.",
                    f"No row of this dossier bears the name “{act.answers}”.",
                )
        return written if act.day else None

    def _money(self, act: ActRow, rungs: tuple[Rung, ...]) -> list[tuple[Rung, int]]:
        """The amounts of an act; of one whose kind is not known only that they can be read."""
        if act.money is None:
            return []
        try:
            found = readings.read_moneys(act.money, rungs or (Rung.DAMAGE,))
        except MisreadError as fault:
            self._wrong(act, act.at("money"), fault.label.vi, fault.label.en)
            return []
        if act.kind and any(rung not in rungs for rung, _amount in found):
            choices = "; ".join(rung.label.vi for rung in rungs)
            what = (
                f"chỉ ghi tiền: {choices}" if rungs else "không ghi tiền; ghi số tiền ở một dòng khác, ví dụ “Thu hồi”"
            )
            self._wrong(
                act,
                act.at("money"),
                f"“{BOOK[act.kind].label.vi}” {what}.",
                f"“{BOOK[act.kind].label.en}” does not take this amount.",
            )
        return found

    def _miss_nobody(self, people: Sequence[PersonRow], acts: Sequence[Written]) -> None:
        """Where the acts tell the history, a person whom no act names would be lost."""
        named = {(naming.key(one.name), one.birth_year) for act in acts for one in act.subjects}
        for person in people:
            if person.sound and (naming.key(person.name), person.birth_year) not in named:
                what = (
                    "Không hành vi nào của hồ sơ có tên người này. Ghi tên vào cột Những người ở trang Hành vi."
                    if acts
                    else "Hồ sơ chưa có giai đoạn: ghi cột Giai đoạn để người này vào sổ."
                )
                self._wrong(person, person.at("name"), what, "No act of the dossier names this person.")

    # Lines -----------------------------------------------------------------------------------------------------------

    def _leave_out_the_unsound(self) -> None:
        """A dossier that names one with a wrong cell is not weighed either: what it lacks is no fault of its own."""
        while True:
            numbers = {row.number for row, _people, _lines in self.sound.values()}
            related = {
                one: {written.values.get("liên quan", "") for written, _origin in lines} - {""}
                for one, (_row, _people, lines) in self.sound.items()
            }
            lost = [one for one, named in related.items() if not named <= numbers]
            if not lost:
                return
            for one in lost:
                del self.sound[one]

    def _write(self, row: DossierRow, people: list[PersonRow], lines: list[tuple[Written, Origin]]) -> None:
        if row.opened_on is None or row.kind is None:
            return
        self.line += 1
        key = self.links.keys[id(row)]
        self.made.text.dossiers.append(
            Opened(self.line, self.register.committee, row.number, row.kind, row.opened_on, row.title)
        )
        self.made.origins[self.line] = Origin(row, _IN_OPENING)
        self.made.rows[key] = row
        self.made.persons[key] = people
        order = {BROUGHT_FORWARD: 0}
        for written, origin in sorted(lines, key=lambda one: (one[0].effective_on, order.get(one[0].kind, 1))):
            self.line += 1
            written.line = self.line
            self.made.text.acts.append(written)
            self.made.origins[self.line] = origin

    def _tell_guesses(self) -> None:
        for (sheet, column, role), count in self.guessed.items():
            self._say(
                Spot(sheet, 0, column),
                Weight.TOLD,
                f"{count} dòng để trống tư cách: hiểu theo giai đoạn của vụ là {role}.",
                f"{count} rows without a role: taken from the stage of the case.",
            )
