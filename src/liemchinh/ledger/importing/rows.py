"""A workbook as rows of its three lists, each cell understood or remarked upon."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, TypeVar

from liemchinh.kernel.calendar import Precision
from liemchinh.kernel.label import Label
from liemchinh.law.acts import DossierKind, Stage
from liemchinh.ledger.importing import readings, words
from liemchinh.ledger.importing.columns import List, column_of
from liemchinh.ledger.importing.heads import Head, head_of
from liemchinh.ledger.importing.readings import Paper, text_of
from liemchinh.ledger.importing.remarks import MisreadError, Remark, Spot, Weight
from liemchinh.ledger.importing.words import plain
from liemchinh.ledger.importing.workbook import Sheet, Value, Workbook

_NUMBER: Final = re.compile(r"[\w-]{1,20}")
_SECTION: Final = re.compile(r"(?:(?:[ivx]+|[a-z]|\d{1,2}) )?(?:cac |danh sach )?(vu an|vu viec)(?: .*)?")
_TOTALS: Final = re.compile(r"(?:tong cong|tong so|cong|tong)\b.*")
_KIND_BY_WORD: Final = {"vu an": DossierKind.CASE, "vu viec": DossierKind.MATTER}
_KIND_BY_PREFIX: Final = {kind.prefix: kind for kind in words.WATCHED}

Found = TypeVar("Found")


@dataclass(slots=True)
class Row:
    """What every row has. `cells`: the column of each code; `extras`: what unknown columns say; `sound`: no cell is
    wrong."""

    spot: Spot
    cells: Mapping[str, int]
    extras: list[str] = field(default_factory=list)
    sound: bool = True
    ordinal: str = ""

    def at(self, *codes: str) -> Spot:
        """The cell of the first of the columns that the sheet has, or the row."""
        column = next((self.cells[code] for code in codes if code in self.cells), 0)
        return Spot(self.spot.sheet, self.spot.row, column)


@dataclass(slots=True)
class DossierRow(Row):
    """One case or matter."""

    number: str = ""
    kind: DossierKind | None = None
    title: str = ""
    opened_on: date | None = None
    source: str = ""
    issuer: str = ""
    document: Paper | None = None
    stage: Stage | None = None
    offence: str = ""
    level: str = ""
    watched_on: date | None = None
    conclusion: Paper | None = None
    left_on: date | None = None
    left_conclusion: Paper | None = None
    left_ground: str = ""
    due_on: date | None = None
    keeper: str = ""
    count: int | None = None
    taken_on: date | None = None
    note: str = ""


@dataclass(slots=True)
class PersonRow(Row):
    """One person of a dossier. `reference`: the dossier's number or No.; `owner`: its row when they share one."""

    reference: str = ""
    owner: DossierRow | None = None
    name: str = ""
    is_organisation: bool = False
    birth_year: int | None = None
    sex: str = ""
    post: str = ""
    unit: str = ""
    charge: str = ""
    role: str = ""
    custody: str = ""
    note: str = ""


@dataclass(slots=True)
class ActRow(Row):
    """One act of a dossier; persons, money and ground are read once the kind is known."""

    reference: str = ""
    label: str = ""
    day: date | None = None
    precision: Precision = Precision.DAY
    kind: str = ""
    document: str = ""
    issuer: str = ""
    persons: str = ""
    money: Value | None = None
    ground: str = ""
    offence: str = ""
    level: str = ""
    due_on: date | None = None
    counted_from: date | None = None
    related: str = ""
    answers: str = ""
    addressee: str = ""
    criteria: str = ""
    note: str = ""


@dataclass(slots=True)
class Lists:
    """Everything that a workbook says. `heads`: what was found of each sheet; `left_out`: sheets that are no list."""

    heads: dict[int, Head] = field(default_factory=dict)
    left_out: list[Sheet] = field(default_factory=list)
    dossiers: list[DossierRow] = field(default_factory=list)
    persons: list[PersonRow] = field(default_factory=list)
    acts: list[ActRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read(book: Workbook, *, today: date) -> Lists:
    """Read every sheet that holds one of the lists. What is wrong is remarked upon, nothing is raised."""
    found = Lists()
    for sheet in book.sheets:
        if sheet.is_ours:
            continue
        head = None if sheet.hidden else head_of(sheet)
        if head is None:
            found.left_out.append(sheet)
            continue
        found.heads[sheet.index] = head
        _Reader(sheet, head, book.epoch, today, found).read()
    return found


class _Reader:
    """One sheet."""

    def __init__(self, sheet: Sheet, head: Head, epoch: datetime, today: date, found: Lists) -> None:
        self.sheet = sheet
        self.head = head
        self.epoch = epoch
        self.today = today
        self.found = found
        self.kind = self._kind_of_sheet()
        self.latest: DossierRow | None = None
        self.filled = self._merged_references()

    def read(self) -> None:
        """Every row under the head."""
        take: Callable[[int], None] = {
            List.DOSSIERS: self._dossier,
            List.PERSONS: self._person,
            List.ACTS: self._act,
        }[self.head.kept]
        for place, head in self.head.unknown.items():
            self._say(
                Spot(self.sheet.index, 0, place),
                Weight.TOLD,
                f"Cột “{head}” không có trong mẫu: giữ nguyên vào ghi chú của từng dòng.",
                f"The column “{head}” is not known: it is kept in the note of each row.",
            )
        for row in self.sheet.rows:
            if row >= self.head.first and not self._passed_over(row):
                take(row)
        self._warn_of_turned_days()

    def _say(self, spot: Spot, weight: Weight, vi: str, en: str) -> None:
        self.found.remarks.append(Remark(spot, weight, Label(vi, en)))

    # Rows that are no entries ----------------------------------------------------------------------------------------

    def _kind_of_sheet(self) -> DossierKind | None:
        above = [
            text_of(value)
            for row in self.sheet.rows
            if row < self.head.row
            for value in self.sheet.row(row).values()
            if isinstance(value, str)
        ]
        for text in (self.sheet.name, *above):
            told = {kind for word, kind in _KIND_BY_WORD.items() if word in plain(text)}
            if len(told) == 1:
                return told.pop()
        return None

    def _merged_references(self) -> dict[int, Value]:
        """The number of a dossier that is merged over several rows counts for each of them."""
        column = self.head.columns.get("number")
        filled: dict[int, Value] = {}
        if self.head.kept is List.DOSSIERS or column is None:
            return filled
        for first, top, last, bottom in self.sheet.merged:
            if first <= column <= last and bottom > top and (value := self.sheet.row(top).get(first)) is not None:
                filled.update(dict.fromkeys(range(top, bottom + 1), value))
        return filled

    def _passed_over(self, row: int) -> bool:
        values = {place: text_of(value) for place, value in self.sheet.row(row).items()}
        known = set(self.head.columns.values())
        said = [text for place, text in values.items() if text]
        if not any(place in known for place in values):
            return True
        if self.head.kept is List.DOSSIERS and len(said) <= 2:
            joined = plain(" ".join(said))
            if _TOTALS.fullmatch(joined) or (len(said) == 2 and _TOTALS.fullmatch(plain(said[0]))):
                return True
            section = _SECTION.fullmatch(joined)
            days = any(isinstance(value, datetime) for value in self.sheet.row(row).values())
            if section and not days and len(joined.split()) <= 12 and not re.search(r"\b(?:tai|xay ra)\b", joined):
                self.kind = _KIND_BY_WORD[section[1]]
                self._say(
                    Spot(self.sheet.index, row),
                    Weight.TOLD,
                    f"Dòng {row} được hiểu là tên nhóm: các dòng dưới là {self.kind.label.vi.lower()}.",
                    f"Row {row} is taken as the name of a group: what follows are {self.kind.label.en.lower()} rows.",
                )
                return True
        return False

    def _warn_of_turned_days(self) -> None:
        """Days typed under American settings: those Excel understood may stand month first, the others stayed text."""
        for code, place in self.head.columns.items():
            if not column_of(self.head.kept, code).is_day:
                continue
            values = [self.sheet.row(row).get(place) for row in self.sheet.rows if row >= self.head.first]
            days = [value for value in values if isinstance(value, datetime)]
            texts = [
                int(found[1]) > 12
                for value in values
                if isinstance(value, str) and (found := re.fullmatch(r"\s*(\d{1,2})/\d{1,2}/\d{4}\s*", value))
            ]
            if len(days) > 1 and len(texts) > 1 and all(texts) and all(day.day <= 12 for day in days):
                self._say(
                    Spot(self.sheet.index, 0, place),
                    Weight.ASKED,
                    "Cột này có thể bị Excel đảo ngày và tháng: mọi ô kiểu ngày đều có ngày từ 12 trở xuống, các ô "
                    "khác là chữ. Kiểm tra vài ô với hồ sơ giấy.",
                    "Excel may have turned day and month round in this column: compare some cells with the papers.",
                )

    # Cells -----------------------------------------------------------------------------------------------------------

    def _start(self, made: Row, row: int) -> None:
        for place, head in self.head.unknown.items():
            value = self.sheet.row(row).get(place)
            if value is not None:
                made.extras.append(f"{head}: {' '.join(text_of(value).split())}")
        for place in self.head.columns.values():
            if (row, place) in self.sheet.uncomputed:
                self._wrong(
                    made,
                    place,
                    MisreadError(
                        "Ô chứa công thức chưa có kết quả. Mở bằng Excel rồi lưu lại, hoặc gõ thẳng giá trị.",
                        "The cell holds a formula without a saved result. Save the file in Excel, or type the value.",
                    ),
                )

    def _wrong(self, made: Row, place: int, fault: MisreadError) -> None:
        made.sound = False
        self.found.remarks.append(Remark(Spot(self.sheet.index, made.spot.row, place), Weight.WRONG, fault.label))

    def _value(self, made: Row, code: str) -> Value | None:
        place = self.head.columns.get(code)
        return None if place is None else self.sheet.row(made.spot.row).get(place)

    def _take(self, made: Row, code: str, read: Callable[[Value], Found], missing: Found) -> Found:
        value = self._value(made, code)
        if value is None:
            return missing
        try:
            return read(value)
        except MisreadError as fault:
            self._wrong(made, self.head.columns[code], fault)
            return missing

    def _text(self, made: Row, code: str) -> str:
        most = column_of(self.head.kept, code).most
        return self._take(made, code, lambda value: readings.read_text(value, most), "")

    def _lines(self, made: Row, code: str) -> str:
        most = column_of(self.head.kept, code).most

        def read(value: Value) -> str:
            text = text_of(value)
            readings.read_text(value, most)
            return text

        return self._take(made, code, read, "")

    def _day(self, made: Row, code: str) -> date | None:
        return self._take(made, code, lambda value: readings.read_day(value, epoch=self.epoch, today=self.today), None)

    def _due(self, made: Row, code: str) -> date | None:
        return self._take(made, code, lambda value: readings.read_due(value, epoch=self.epoch, today=self.today), None)

    def _paper(self, made: Row, code: str) -> Paper | None:
        return self._take(
            made, code, lambda value: readings.read_paper(value, epoch=self.epoch, today=self.today), None
        )

    def _word(self, made: Row, code: str, vocabulary: words.Vocabulary) -> str:
        return self._take(made, code, lambda value: vocabulary.read(readings.read_text(value, 200)), "")

    def _charges(self, made: Row, code: str) -> str:
        most = column_of(self.head.kept, code).most

        def read(value: Value) -> str:
            readings.read_text(value, 500)
            return readings.read_text(readings.read_charges(value), most)

        return self._take(made, code, read, "")

    def _need(self, made: Row, code: str, given: object, vi: str, en: str) -> None:
        """A needed cell that is empty; one that was not understood is remarked upon already."""
        place = self.head.columns.get(code, 0)
        if not given and self._value(made, code) is None and (made.spot.row, place) not in self.sheet.uncomputed:
            self._wrong(made, place, MisreadError(vi, en))

    # Rows ------------------------------------------------------------------------------------------------------------

    def _dossier(self, row: int) -> None:
        own = [
            self.sheet.row(row).get(place) for code, place in self.head.columns.items() if code in {"number", "title"}
        ]
        if self.latest is not None and not any(value is not None for value in own) and self._names(row):
            self._persons_of(self.latest, row)
            return
        made = DossierRow(Spot(self.sheet.index, row), self.head.columns)
        self._start(made, row)
        made.ordinal = self._text(made, "ordinal")
        made.number = self._take(made, "number", self._read_number, "")
        made.title = self._text(made, "title")
        self._need(made, "title", made.title, "Phải ghi tên vụ án, vụ việc.", "The title is needed.")
        made.kind = self._kind(made)
        made.opened_on = self._day(made, "opened_on")
        made.source, made.issuer = self._text(made, "source"), self._text(made, "issuer")
        made.document = self._paper(made, "document")
        made.stage = self._take(made, "stage", lambda value: self._read_stage(value, made.kind), None)
        made.offence = self._charges(made, "offence")
        made.level = self._word(made, "level", words.LEVELS)
        made.watched_on, made.conclusion = self._day(made, "watched_on"), self._paper(made, "conclusion")
        made.left_on, made.left_conclusion = self._day(made, "left_on"), self._paper(made, "left_conclusion")
        made.left_ground = self._text(made, "left_ground")
        made.due_on = self._due(made, "due_on")
        made.keeper = self._text(made, "keeper")
        made.taken_on = self._day(made, "taken_on")
        made.note = self._lines(made, "note")
        self.latest = made
        self.found.dossiers.append(made)
        if self._names(row):
            self._persons_of(made, row)
        else:
            made.count = self._take(made, "accused", readings.read_count, None)

    def _read_number(self, value: Value) -> str:
        text = re.sub(r"\s*-\s*", "-", readings.read_text(value, 60))
        if not _NUMBER.fullmatch(text):
            label = readings.misread_number(text)
            raise MisreadError(label.vi, label.en)
        return text

    def _kind(self, made: DossierRow) -> DossierKind | None:
        if self._value(made, "kind") is not None:
            found = self._word(made, "kind", words.KINDS)
            return DossierKind(found) if found else None
        by_number = _KIND_BY_PREFIX.get(made.number.split("-", 1)[0].upper())
        by_title = next((kind for word, kind in _KIND_BY_WORD.items() if plain(made.title).startswith(word)), None)
        kind = by_number or self.kind or by_title
        if kind is None:
            self._need(
                made,
                "kind",
                None,
                "Chưa rõ là vụ án hay vụ việc. Ghi ở cột Loại, hoặc ghi số bắt đầu bằng VA, VV.",
                "It is not said whether this is a case or a matter. Write it in the column Loại.",
            )
        return kind

    def _read_stage(self, value: Value, kind: DossierKind | None) -> Stage:
        """A stage; where the kind is wrong itself, any kind's."""
        text = readings.read_text(value, 400)
        if kind is not None:
            return words.read_stage(text, kind)
        try:
            return words.read_stage(text, DossierKind.CASE)
        except MisreadError:
            return words.read_stage(text, DossierKind.MATTER)

    def _names(self, row: int) -> bool:
        """Whether the cell of the accused holds names, not how many there are."""
        place = self.head.columns.get("accused")
        value = self.sheet.row(row).get(place) if place else None
        return isinstance(value, str) and readings.COUNT.fullmatch(text_of(value)) is None

    def _persons_of(self, owner: DossierRow, row: int) -> None:
        """Persons named in the row of their dossier, or in the rows under it."""
        place = self.head.columns["accused"]
        value = text_of(self.sheet.row(row)[place])
        names = [name for name in re.split(r"[;\n]", value) if name.strip()]
        alone = len(names) == 1
        for name in names:
            made = PersonRow(Spot(self.sheet.index, row), {**self.head.columns, "name": place}, owner=owner)
            written = re.fullmatch(r"\s*(?:\d+[.)]\s*|[-–+]\s*)?(.+?)\s*(?:\(([^)]*)\))?\s*(?:\[([^\]]*)\])?\s*", name)
            made.name = " ".join((written[1] if written else name).split())
            if len(made.name) > 120:
                self._wrong(
                    made, place, MisreadError(f"Tên dài quá 120 ký tự: “{made.name[:60]}…”.", "The name is too long.")
                )
            made.post = (written[2] or "").strip()[:200] if written else ""
            if written and written[3]:
                try:
                    made.charge = readings.read_charges(written[3])
                except MisreadError as fault:
                    self._wrong(made, place, fault)
            if alone:
                made.birth_year = self._take(made, "birth_year", self._year, None)
                made.sex = self._word(made, "sex", words.SEXES)
                made.post = self._text(made, "post") or made.post
                made.unit = self._text(made, "unit")
                made.role = self._word(made, "role", words.ROLES)
                made.custody = self._text(made, "custody")
                if row != owner.spot.row:
                    made.charge = made.charge or self._charges(made, "offence")
            owner.sound = owner.sound and made.sound
            self.found.persons.append(made)

    def _year(self, value: Value) -> int:
        return readings.read_year(value, today=self.today)

    def _reference(self, made: Row, row: int) -> str:
        value = self.filled.get(row, self._value(made, "number"))
        if value is None:
            self._need(
                made,
                "number",
                None,
                "Phải ghi số hồ sơ của vụ (hoặc STT của nó ở trang Hồ sơ).",
                "The number of the dossier is needed (or its No.).",
            )
            return ""
        return re.sub(r"\s*-\s*", "-", " ".join(text_of(value).split()))

    def _person(self, row: int) -> None:
        made = PersonRow(Spot(self.sheet.index, row), self.head.columns)
        self._start(made, row)
        made.reference = self._reference(made, row)
        made.name = self._text(made, "name")
        self._need(made, "name", made.name, "Phải ghi họ tên.", "The name is needed.")
        made.is_organisation = self._word(made, "party", words.PARTIES) == "organisation"
        made.birth_year = self._take(made, "birth_year", self._year, None)
        made.sex = self._word(made, "sex", words.SEXES)
        made.post, made.unit = self._text(made, "post"), self._text(made, "unit")
        made.charge = self._charges(made, "charge")
        made.role = self._word(made, "role", words.ROLES)
        made.custody, made.note = self._text(made, "custody"), self._lines(made, "note")
        self.found.persons.append(made)

    def _act(self, row: int) -> None:
        made = ActRow(Spot(self.sheet.index, row), self.head.columns)
        self._start(made, row)
        made.reference = self._reference(made, row)
        made.label = self._text(made, "label")
        dated = self._take(
            made, "day", lambda value: readings.read_dated(value, epoch=self.epoch, today=self.today), None
        )
        if dated is not None:
            made.day, made.precision = dated
        self._need(made, "day", made.day, "Phải ghi ngày của hành vi.", "The day of the act is needed.")
        made.kind = self._word(made, "kind", words.ACTS)
        self._need(made, "kind", made.kind, "Phải ghi hành vi.", "The act is needed.")
        made.document, made.issuer = self._text(made, "document"), self._text(made, "issuer")
        made.persons, made.money = self._lines(made, "persons"), self._value(made, "money")
        made.ground, made.offence = self._text(made, "ground"), self._charges(made, "offence")
        made.level = self._word(made, "level", words.LEVELS)
        made.due_on, made.counted_from = self._due(made, "due_on"), self._day(made, "counted_from")
        made.related, made.answers = self._text(made, "related"), self._text(made, "answers")
        made.addressee, made.criteria = self._text(made, "addressee"), self._text(made, "criteria")
        made.note = self._lines(made, "note")
        self.found.acts.append(made)
