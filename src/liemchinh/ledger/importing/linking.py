"""Rows put together: which persons and acts belong to which dossier, its number, its first day, its keeper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from liemchinh.kernel.calendar import Precision, show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import DossierKind
from liemchinh.ledger.importing import persons as naming
from liemchinh.ledger.importing.remarks import Remark, Spot, Weight
from liemchinh.ledger.importing.rows import ActRow, DossierRow, Lists, PersonRow, Row
from liemchinh.ledger.importing.words import plain


@dataclass(frozen=True, slots=True)
class Register:
    """What the register already holds. `numbers`: title and day by number; `officers`: sign-in name by name as said."""

    committee: str
    numbers: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    officers: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def next_number(self, kind: DossierKind, year: int, taken: set[str]) -> str:
        """The next free number of the series, which is then taken."""
        prefix = f"{kind.prefix}-{year}-"
        tails = [number.removeprefix(prefix) for number in (*self.numbers, *taken) if number.startswith(prefix)]
        last = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
        number = f"{prefix}{last + 1:03d}"
        taken.add(number)
        return number


class Linking:
    """The rows of a workbook, linked. `keys`, `persons` and `acts` go by `id` of the dossier's row; acts without one
    are `astray`."""

    def __init__(self, lists: Lists, register: Register) -> None:
        self.lists = lists
        self.register = register
        self.remarks: list[Remark] = []
        self.keepers: dict[str, str] = {}
        self.by_number: dict[str, DossierRow] = {}
        self.by_ordinal: dict[str, list[DossierRow]] = defaultdict(list)
        self.persons: dict[int, list[PersonRow]] = defaultdict(list)
        self.acts: dict[int, list[ActRow]] = defaultdict(list)
        self.keys: dict[int, str] = {}
        self.astray: list[ActRow] = []
        self._number()
        self._link()
        self._fill_days()
        self._compare()
        for row in lists.dossiers:
            self._check_persons(row, self.persons[id(row)])
            self._keep(row)

    def say(self, spot: Spot, weight: Weight, vi: str, en: str, key: str = "") -> None:
        """Remark upon a spot."""
        self.remarks.append(Remark(spot, weight, Label(vi, en), key))

    def wrong(self, row: Row, spot: Spot, vi: str, en: str) -> None:
        """Remark upon a spot that bars its row."""
        row.sound = False
        self.say(spot, Weight.WRONG, vi, en)

    def missing(self, row: Row, spot: Spot, vi: str, en: str) -> None:
        """Remark upon an empty cell, unless what stands in it is wrong already."""
        if not any(
            remark.spot == spot and remark.weight is Weight.WRONG for remark in (*self.lists.remarks, *self.remarks)
        ):
            self.wrong(row, spot, vi, en)
        row.sound = False

    def labels(self, act: ActRow) -> set[str]:
        """The names that other acts of the same dossier bear."""
        together = next((acts for acts in self.acts.values() if act in acts), [])
        return {other.label for other in together if other is not act and other.label}

    def is_sound(self, row: DossierRow) -> bool:
        """Whether no cell of the dossier, its persons and its acts is wrong."""
        return row.sound and all(one.sound for one in (*self.persons[id(row)], *self.acts[id(row)]))

    def related(self, act: ActRow) -> str:
        """The number of the dossier that an act names beside its own."""
        found = self.by_number.get(act.related.casefold())
        listed = self.by_ordinal.get(act.related, [])
        found = found or (listed[0] if len(listed) == 1 else None)
        if found is None:
            self.wrong(
                act,
                act.at("related"),
                f"Không có hồ sơ “{act.related}” ở trang Hồ sơ của tệp này.",
                f"There is no dossier “{act.related}” in this workbook.",
            )
            return ""
        return found.number

    def _number(self) -> None:
        for row in self.lists.dossiers:
            if row.ordinal:
                self.by_ordinal[row.ordinal].append(row)
            if not row.number:
                continue
            known = self.register.numbers.get(row.number)
            if known is not None:
                self.wrong(
                    row,
                    row.at("number"),
                    f"Số {row.number} đã có trong sổ ({known[0]}, mở ngày {show_date(known[1])}). Nếu chính là hồ sơ "
                    "ấy thì bỏ dòng này; nếu là hồ sơ khác thì ghi số khác.",
                    f"The number {row.number} is in the register ({known[0]}, opened on {show_date(known[1])}). Leave "
                    "the row out if it is the same; otherwise give another number.",
                )
            earlier = self.by_number.setdefault(row.number.casefold(), row)
            if earlier is not row:
                for one, other in ((row, earlier), (earlier, row)):
                    self.wrong(
                        one,
                        one.at("number"),
                        f"Số {row.number} ghi hai lần: cả ở dòng {other.spot.row}. Mỗi hồ sơ một dòng, một số.",
                        f"The number {row.number} is written twice: also in row {other.spot.row}.",
                    )

    def _owner(self, row: PersonRow | ActRow) -> DossierRow | None:
        owner = self.by_number.get(row.reference.casefold())
        if owner is not None:
            return owner
        listed = self.by_ordinal.get(row.reference, [])
        if len(listed) == 1:
            return listed[0]
        if row.reference and listed:
            self.wrong(
                row,
                row.at("number"),
                f"Có {len(listed)} hồ sơ mang STT {row.reference}. Ghi số hồ sơ.",
                f"{len(listed)} dossiers bear the No. {row.reference}. Write the number.",
            )
        elif row.reference:
            self.wrong(
                row,
                row.at("number"),
                f"Không có hồ sơ “{row.reference}” ở trang Hồ sơ của tệp này. Sửa số, hoặc thêm hồ sơ ấy.",
                f"There is no dossier “{row.reference}” in this workbook. Mend the number, or add the dossier.",
            )
        return None

    def _link(self) -> None:
        for person in self.lists.persons:
            owner = person.owner or self._owner(person)
            if owner is not None:
                self.persons[id(owner)].append(person)
        for act in self.lists.acts:
            owner = self._owner(act)
            if owner is not None:
                self.acts[id(owner)].append(act)
            else:
                self.astray.append(act)
        taken: set[str] = {row.number for row in self.lists.dossiers if row.number}
        for row in self.lists.dossiers:
            if not row.number and row.kind and (opened := row.opened_on or row.watched_on):
                row.number = self.register.next_number(row.kind, opened.year, taken)
            self.keys[id(row)] = f"{self.register.committee}:{row.number}"

    def _fill_days(self) -> None:
        """What the day of opening is where a list has none: the first day it knows of the dossier."""
        for row in self.lists.dossiers:
            if row.conclusion and row.watched_on is None:
                row.watched_on = row.conclusion.day
            if row.left_conclusion and row.left_on is None:
                row.left_on = row.left_conclusion.day
            if row.opened_on is not None or not row.sound:
                continue
            known = [act.day for act in self.acts[id(row)] if act.day and act.precision is Precision.DAY]
            known += filter(None, (row.watched_on, row.document.day if row.document else None))
            if not known:
                self.wrong(
                    row,
                    row.at("opened_on", "title"),
                    "Phải ghi ngày mở (ngày khởi tố, ngày tiếp nhận).",
                    "The day of opening is needed.",
                )
                continue
            row.opened_on = min(known)
            self.say(
                row.at("opened_on", "title"),
                Weight.TOLD,
                f"Không có ngày mở: lấy ngày sớm nhất của dòng, {show_date(row.opened_on)}.",
                f"No day of opening: the earliest day of the row is taken, {show_date(row.opened_on)}.",
            )
            if not row.number and row.kind:
                taken = {other.number for other in self.lists.dossiers if other.number}
                row.number = self.register.next_number(row.kind, row.opened_on.year, taken)
                self.keys[id(row)] = f"{self.register.committee}:{row.number}"

    def _compare(self) -> None:
        """The same title on the same day under another number is asked about."""
        known = {(plain(title), on): number for number, (title, on) in self.register.numbers.items()}
        for row in self.lists.dossiers:
            if not row.title or row.opened_on is None:
                continue
            same = known.setdefault((plain(row.title), row.opened_on), row.number)
            if same != row.number:
                self.say(
                    row.at("title"),
                    Weight.ASKED,
                    f"Trùng tên và ngày mở với hồ sơ {same}. Có đúng là hai hồ sơ khác nhau?",
                    f"Title and day of opening are those of {same}. Are these really two dossiers?",
                    f"same:{row.spot.sheet}:{row.spot.row}:{same}",
                )

    def _check_persons(self, row: DossierRow, people: Sequence[PersonRow]) -> None:
        seen: dict[tuple[str, int | None], PersonRow] = {}
        for person in people:
            if not person.name:
                continue
            earlier = seen.setdefault((naming.key(person.name), person.birth_year), person)
            if earlier is not person:
                self.wrong(
                    person,
                    person.at("name"),
                    f"“{person.name}” đã ghi ở dòng {earlier.spot.row} của cùng hồ sơ. Nếu là hai người cùng tên, ghi "
                    "năm sinh của cả hai.",
                    f"“{person.name}” stands in row {earlier.spot.row} of the same dossier. If they are two persons, "
                    "give both years of birth.",
                )
        if row.count is not None and people and row.count != len(people):
            self.say(
                row.at("accused"),
                Weight.ASKED,
                f"Ghi {row.count} bị can nhưng danh sách người có {len(people)}. Có đúng là ghi {len(people)} người?",
                f"{row.count} accused are stated, {len(people)} are listed. Shall {len(people)} be recorded?",
                f"count:{row.spot.sheet}:{row.spot.row}:{row.count}:{len(people)}",
            )

    def _keep(self, row: DossierRow) -> None:
        if not row.keeper:
            return
        found = self.register.officers.get(naming.key(row.keeper), ())
        if len(found) == 1:
            self.keepers[self.keys[id(row)]] = found[0]
        elif found:
            self.wrong(
                row,
                row.at("keeper"),
                f"Có {len(found)} cán bộ tên “{row.keeper}”: ghi tên đăng nhập, một trong {', '.join(found)}.",
                f"{len(found)} officers are called “{row.keeper}”: write a sign-in name, one of {', '.join(found)}.",
            )
        else:
            self.wrong(
                row,
                row.at("keeper"),
                f"Không có cán bộ “{row.keeper}” ghi được vào sổ này. Ghi tên đăng nhập hoặc họ tên như ở Danh bạ, "
                "hoặc để trống.",
                f"No officer “{row.keeper}” records in this register. Write a sign-in name or the name as in the "
                "directory, or leave it empty.",
            )
