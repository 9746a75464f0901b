"""A few lines of dated text that record acts: shared by tests, demo, imports and the manual.

    sổ son-la
    hồ sơ VA-2022-001 16/06/2022 Tham ô tài sản, xảy ra tại Quỹ tín dụng xã K.
      20/06/2022 case.initiated; tội 353.2; số 12/QĐ-CSĐT; cơ quan Công an tỉnh; vào sổ 21/06/2022 09:15
      20/06/2022 case.charged; người Ông N.V.A. (nguyên Kế toán) [353.2]; số 13/QĐ-CSĐT; nhãn a
      05/07/2022 đính chính a: case.charged; người Ông N.V.A. [353.1]; số 13/QĐ-CSĐT; ghi chú sai khoản
      06/07/2022 hủy a; ghi chú ghi nhầm hồ sơ
    => crime.accused_initiated 14 01/06/2022 30/06/2023 = 1

A line that begins with # is a remark. Fields follow the kind, parted by semicolons; a person's post stands in
round brackets, charge, form and outcome in square ones. Every fault of a text is reported with its line number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final

from liemchinh.kernel import calendar, money
from liemchinh.kernel.calendar import Precision, UnreadableDateError
from liemchinh.kernel.label import Label
from liemchinh.law.acts import DossierKind, Role, Rung
from liemchinh.law.book import ANNULLED, BOOK
from liemchinh.law.offences import UnknownChargeError, parse_charge

_KINDS: Final = {kind.prefix: kind for kind in DossierKind}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a text. Lines count from 1. `place`: the field the law points at; `subject`: whom it names."""

    line: int
    label: Label
    place: str = ""
    subject: str = ""


class FaultyTextError(Exception):
    """A text with faults; nothing of it was recorded."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.line)
        super().__init__("\n".join(f"dòng {fault.line}: {fault.label.vi}" for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Named:
    """A person or body in a text. The same name and year of birth in one dossier is the same person."""

    name: str
    post: str = ""
    is_organisation: bool = False
    charge: str = ""
    form: str = ""
    outcome: str = ""
    months: int | None = None
    role: str = ""
    unit: str = ""
    birth_year: int | None = None
    sex: str = ""


@dataclass(slots=True)
class Written:
    """One act as written."""

    line: int
    dossier: str
    kind: str
    effective_on: date
    precision: Precision
    subjects: list[Named] = field(default_factory=list)
    money: list[tuple[Rung, int]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    due_on: date | None = None
    counted_from: date | None = None
    answers: str = ""
    recorded_at: datetime | None = None
    label: str = ""
    replaces: str = ""


@dataclass(slots=True)
class Opened:
    """One dossier as written. `number` carries the committee before a colon: “son-la:VA-2022-001”."""

    line: int
    committee: str
    number: str
    kind: DossierKind
    opened_on: date
    title: str
    recorded_at: datetime | None = None

    @property
    def key(self) -> str:
        """How acts refer to it."""
        return f"{self.committee}:{self.number}"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A figure the text says must come out."""

    line: int
    indicator: str
    place: str
    first: date
    last: date
    value: Decimal


@dataclass(slots=True)
class Text:
    """A whole text, read."""

    dossiers: list[Opened] = field(default_factory=list)
    acts: list[Written] = field(default_factory=list)
    assertions: list[Assertion] = field(default_factory=list)


class _MisreadError(Exception):
    def __init__(self, vi: str, en: str) -> None:
        self.label = Label(vi, en)
        super().__init__(vi)


def parse(text: str, *, today: date) -> Text:
    """Read a text. Raises FaultyTextError with every fault found."""
    reading = _Reading(today)
    for number, line in enumerate(text.splitlines(), start=1):
        reading.line(number, line)
    if reading.faults:
        raise FaultyTextError(reading.faults)
    return reading.text


class _Reading:
    def __init__(self, today: date) -> None:
        self.today = today
        self.text = Text()
        self.faults: list[Fault] = []
        self.committee = ""
        self.dossier: Opened | None = None
        self.labels: dict[str, Written] = {}
        self.seen: set[str] = set()
        self.fields: dict[str, Callable[[Written, str], None]] = {
            "người": self._person,
            "tổ chức": self._organisation,
            "tiền": self._money,
            "tội": self._offence,
            "hạn": self._due,
            "tính từ": self._counted,
            "trả lời": self._answers,
            "vào sổ": self._recorded,
            "nhãn": self._label,
            **{
                word: self._plain(word)
                for word in (
                    "số",
                    "cơ quan",
                    "cấp",
                    "lý do",
                    "liên quan",
                    "nơi nhận",
                    "tiêu chí",
                    "người nhận",
                    "ghi chú",
                )
            },
        }

    def line(self, number: int, raw: str) -> None:
        """One line of the text."""
        stripped = raw.strip()
        if not stripped or stripped.startswith("#"):
            return
        try:
            if stripped.startswith("=>"):
                self.text.assertions.append(self._assertion(number, stripped[2:].strip()))
            elif stripped.startswith("sổ "):
                self.committee, self.dossier = stripped[3:].strip(), None
            elif stripped.startswith("hồ sơ "):
                self._open(number, stripped[6:].strip())
            else:
                self._act(number, stripped)
        except _MisreadError as fault:
            self.faults.append(Fault(number, fault.label))
        except (UnreadableDateError, UnknownChargeError) as fault:
            self.faults.append(Fault(number, fault.label))

    def _date(self, text: str) -> tuple[date, Precision]:
        if month := re.fullmatch(r"tháng (\d{1,2})/(\d{4})", text):
            period = calendar.Period.month(int(month[2]), self._month(month[1]))
            return min(period.last, self.today), Precision.MONTH
        if quarter := re.fullmatch(r"quý ([1-4])/(\d{4})", text):
            return min(calendar.Period.quarter(int(quarter[2]), int(quarter[1])).last, self.today), Precision.QUARTER
        if year := re.fullmatch(r"năm (\d{4})", text):
            return min(date(int(year[1]), 12, 31), self.today), Precision.YEAR
        return calendar.parse_date(text, today=self.today), Precision.DAY

    def _month(self, text: str) -> int:
        if not 1 <= int(text) <= 12:
            raise _MisreadError(f"không có tháng {text}", f"there is no month {text}")
        return int(text)

    def _open(self, number: int, rest: str) -> None:
        found = re.fullmatch(r"(\S+)\s+(\S+)\s+(.+)", rest)
        if not found:
            raise _MisreadError(
                "ghi: hồ sơ SỐ NGÀY TÊN, ví dụ hồ sơ VA-2022-001 16/06/2022 Tham ô tài sản",
                "write: hồ sơ NUMBER DATE TITLE",
            )
        if not self.committee:
            raise _MisreadError("chưa có dòng “sổ …” phía trên", "there is no line “sổ …” above")
        code, day, title = found.groups()
        kind = _KINDS.get(code.split("-", 1)[0])
        if kind is None:
            raise _MisreadError(
                f"số hồ sơ “{code}” phải bắt đầu bằng {', '.join(_KINDS)}",
                f"the number “{code}” must begin with {', '.join(_KINDS)}",
            )
        title, _, recorded = title.partition("; vào sổ ")
        opened = Opened(number, self.committee, code, kind, self._date(day)[0], title.strip())
        if recorded:
            opened.recorded_at = self._moment(recorded.strip())
        if opened.key in self.seen:
            raise _MisreadError(f"hồ sơ {code} ghi hai lần", f"dossier {code} is written twice")
        self.seen.add(opened.key)
        self.dossier = opened
        self.text.dossiers.append(opened)

    def _act(self, number: int, line: str) -> None:
        head, *fields = [part.strip() for part in line.split(";")]
        found = re.fullmatch(
            r"((?:tháng |quý |năm )?[\d/.\-]+)\s+(?:(đính chính|hủy)\s+([\w.-]+):?\s*)?([a-z_.]*)", head
        )
        if not found:
            raise _MisreadError(f"chưa hiểu dòng “{line}”", f"the line “{line}” was not understood")
        day, verb, target, kind = found.groups()
        if self.dossier is None:
            raise _MisreadError("chưa có dòng “hồ sơ …” phía trên", "there is no line “hồ sơ …” above")
        if verb == "hủy":
            kind = ANNULLED
        if kind not in BOOK:
            raise _MisreadError(f"không có loại hành vi “{kind}”", f"there is no kind of act “{kind}”")
        effective_on, precision = self._date(day)
        if effective_on > self.today:
            raise _MisreadError(
                f"ngày {calendar.show_date(effective_on)} chưa tới", f"{effective_on} lies in the future"
            )
        act = Written(number, self.dossier.key, kind, effective_on, precision)
        if verb:
            if target not in self.labels or self.labels[target].dossier != act.dossier:
                raise _MisreadError(
                    f"không có hành vi nhãn “{target}” trong hồ sơ này",
                    f"no act in this dossier has the label “{target}”",
                )
            act.replaces = target
            if verb == "hủy":
                act.effective_on = self.labels[target].effective_on
                act.precision = self.labels[target].precision
        for part in filter(None, fields):
            self._field(act, part)
        self.text.acts.append(act)

    def _field(self, act: Written, part: str) -> None:
        for word, read in self.fields.items():
            if part.startswith(word + " "):
                read(act, part[len(word) :].strip())
                return
        raise _MisreadError(
            f"chưa hiểu “{part}”; các trường: {', '.join(self.fields)}",
            f"“{part}” was not understood; the fields are {', '.join(self.fields)}",
        )

    def _named(self, text: str, act: Written, *, is_organisation: bool) -> None:
        found = re.fullmatch(r"([^(\[]+?)\s*(?:\(([^)]*)\))?\s*((?:\[[^\]]*\]\s*)*)", text)
        if not found:
            raise _MisreadError(f"chưa hiểu “{text}”", f"“{text}” was not understood")
        name, post, brackets = found.groups()
        spec = BOOK[act.kind].subjects
        values = {"charge": "", "form": "", "outcome": "", "role": ""}
        months: int | None = None
        for value in re.findall(r"\[([^\]]*)\]", brackets):
            if spec and value in {choice.code for choice in spec.forms}:
                values["form"] = value
            elif spec and value in {choice.code for choice in spec.outcomes}:
                values["outcome"] = value
            elif value in set(Role):
                values["role"] = value
            elif length := re.fullmatch(r"(\d+) tháng", value):
                months = int(length[1])
            else:
                values["charge"] = ";".join(parse_charge(part).code for part in value.split(","))
        act.subjects.append(
            Named(
                name.strip(),
                (post or "").strip(),
                is_organisation,
                charge=values["charge"],
                form=values["form"],
                outcome=values["outcome"],
                role=values["role"],
                months=months,
            )
        )

    def _person(self, act: Written, text: str) -> None:
        self._named(text, act, is_organisation=False)

    def _organisation(self, act: Written, text: str) -> None:
        self._named(text, act, is_organisation=True)

    def _money(self, act: Written, text: str) -> None:
        rung, _, amount = text.partition(" ")
        if rung not in set(Rung):
            raise _MisreadError(
                f"bậc tiền “{rung}” phải là {', '.join(Rung)}", f"the rung must be one of {', '.join(Rung)}"
            )
        try:
            act.money.append((Rung(rung), money.parse_dong(amount)))
        except (money.UnreadableAmountError, money.AmbiguousAmountError) as fault:
            raise _MisreadError(fault.label.vi, fault.label.en) from fault

    def _offence(self, act: Written, text: str) -> None:
        act.values["tội"] = ";".join(parse_charge(part).code for part in text.split(","))

    def _due(self, act: Written, text: str) -> None:
        act.due_on = self._date(text)[0]

    def _counted(self, act: Written, text: str) -> None:
        act.counted_from = self._date(text)[0]

    def _answers(self, act: Written, text: str) -> None:
        if text not in self.labels or self.labels[text].dossier != act.dossier:
            raise _MisreadError(
                f"không có hành vi nhãn “{text}” trong hồ sơ này", f"no act in this dossier has the label “{text}”"
            )
        act.answers = text

    def _recorded(self, act: Written, text: str) -> None:
        act.recorded_at = self._moment(text)

    def _moment(self, text: str) -> datetime:
        day, _, clock = text.partition(" ")
        if not re.fullmatch(r"(?:[01]?\d|2[0-3]):[0-5]\d|", clock):
            raise _MisreadError(f"không có giờ “{clock}”", f"there is no time “{clock}”")
        hour, minute = (int(part) for part in (clock or "08:00").split(":"))
        return datetime.combine(self._date(day)[0], time(hour, minute))  # noqa: DTZ005,RUF100 - the zone is the office's

    def _label(self, act: Written, text: str) -> None:
        act.label = text
        self.labels[text] = act

    def _plain(self, word: str) -> Callable[[Written, str], None]:
        def read(act: Written, text: str) -> None:
            act.values[word] = text

        return read

    def _assertion(self, number: int, rest: str) -> Assertion:
        found = re.fullmatch(r"(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*=\s*(\S+)", rest)
        if not found:
            raise _MisreadError(
                "ghi: => CHỈ-TIÊU PHẠM-VI TỪ-NGÀY ĐẾN-NGÀY = SỐ", "write: => INDICATOR PLACE FROM TO = VALUE"
            )
        try:
            value = Decimal(found[5])
        except InvalidOperation as fault:
            raise _MisreadError(f"“{found[5]}” không phải là số", f"“{found[5]}” is not a number") from fault
        return Assertion(number, found[1], found[2], self._date(found[3])[0], self._date(found[4])[0], value)
