"""The persons and bodies of an act's form: those who stand in the dossier, to be ticked, and rows for new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Protocol

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.directory.access import Scope
from liemchinh.kernel import names
from liemchinh.kernel.label import Label
from liemchinh.law.acts import ActKind, Choice, Need, Party, Role
from liemchinh.ledger import twins
from liemchinh.ledger.entry import Subject
from liemchinh.ledger.projection import person_key
from liemchinh.ledger.queries import File, Name
from liemchinh.web.acts import charges, understanding
from liemchinh.web.acts.typed import Typed
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import said

NEW: Final = "new"
"""The answer that a name is that of somebody whom the register does not know."""
BLANK_ROWS: Final = 2
MOST_ROWS: Final = 400
MOST_CHARGES: Final = 200
"""Letters of the charges on one line."""


def name_key(text: str) -> str:
    """The syllables of a name without its title and remarks: “Ông Nguyễn Văn An” and “NGUYỄN VĂN AN” agree."""
    return " ".join(names.parse(text).keys)


class Refused(Protocol):
    """What is said at a line."""

    @property
    def text(self) -> str: ...
    @property
    def word(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. `is_new`: name, post and the rest are typed here.

    `asks_months`: the form chosen has a length. `same_as`: somebody of the dossier bears this new name; `known` answers
    who it is: the key of a person of the register, or NEW.
    """

    key: str
    name: str
    post: str
    status: str
    is_new: bool
    is_organisation: bool
    ticked: bool
    charge: str
    unit: str = ""
    birth: str = ""
    sex: str = ""
    forms: Sequence[shapes.Choice] = ()
    outcomes: Sequence[shapes.Choice] = ()
    roles: Sequence[shapes.Choice] = ()
    asks_months: bool = False
    months: str = ""
    same_as: Name | None = None
    known: str = ""
    told: Sequence[Refused] = ()

    @property
    def place(self) -> str:
        """The id of the row."""
        return f"f-line-{self.key}"

    @property
    def charge_echo(self) -> SafeString | str:
        """The names and classes of its offences."""
        return charges.echo(self.charge)

    @property
    def charge_control(self) -> SafeString:
        """The input of its offences."""
        name = f"charge-{self.key}"
        label = _("Tội danh: %(name)s") % {"name": self.name or self.key.removeprefix("new")}
        return charges.control(name, self.charge, said_as=label, described=f"echo-f-{name}")

    @property
    def months_echo(self) -> str:
        """The length in years and months."""
        return understanding.months_echo(self.months)

    def refused(self, problems: Sequence[Refused]) -> Line:
        """The same line with everything that is said against it."""
        return replace(self, told=problems)


@dataclass(slots=True)
class SubjectLines:
    """Reads and shows the rows of one form."""

    kind: ActKind
    file: File
    typed: Typed
    today: date
    scope: Scope
    problems: list[tuple[str, str]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    recognised: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> Label | str:
        """The heading of the table."""
        return self.kind.subjects.label if self.kind.subjects else ""

    @property
    def takes_new(self) -> bool:
        """Whether the act may name somebody who does not stand in the dossier yet."""
        return self.kind.subjects is not None and not self.kind.subjects.standing

    @property
    def has_charge(self) -> bool:
        """Whether a line carries offences."""
        return self.kind.subjects is not None and self.kind.subjects.charge is not Need.NO

    @property
    def has_details(self) -> bool:
        """Whether a line says more than who it is."""
        spec = self.kind.subjects
        return spec is not None and bool(self.has_charge or spec.forms or spec.outcomes or spec.roles)

    @property
    def only_bodies(self) -> bool:
        """Whether only organisations may stand here."""
        return self.kind.subjects is not None and self.kind.subjects.party is Party.ORGANISATION

    @property
    def either(self) -> bool:
        """Whether a new line says if it is a person or a body."""
        return self.kind.subjects is not None and self.kind.subjects.party is Party.EITHER

    @property
    def row_count(self) -> int:
        """How many rows for new names the form has."""
        count = self.typed.number("rows") or 0
        if self.typed.get("step") == "more":
            count += BLANK_ROWS
        return min(max(count, BLANK_ROWS), MOST_ROWS)

    def lines(self) -> list[Line]:
        """Everybody of the dossier whom the act may concern, those in the right role first; then rows for new names."""
        spec = self.kind.subjects
        if spec is None:
            return []
        ticked = set(self.typed.all("subject"))
        standing = self.file.history.standing(self.today)
        found = []
        for key, name in self.file.names.items():
            if (spec.party is Party.ORGANISATION) != name.is_organisation and spec.party is not Party.EITHER:
                continue
            role = standing.get(key)
            chosen_here = key in ticked and self.typed.get("step") != "fields"
            if spec.fresh and role is spec.role and role is not None and not chosen_here:
                continue
            found.append(self._known(key, name, role, ticked=key in ticked))
        found.sort(key=lambda line: bool(spec.standing) and standing.get(line.key) not in spec.standing)
        if self.takes_new:
            known = {name_key(name.name): name for name in self.file.names.values()}
            found += [self._new(f"new{number}", known) for number in range(1, self.row_count + 1)]
        return found

    def line(self, key: str) -> Line | None:
        """One row."""
        return next((line for line in self.lines() if line.key == key), None)

    def _known(self, key: str, name: Name, role: Role | None, *, ticked: bool) -> Line:
        charge = self.typed.get(f"charge-{key}")
        if not charge and not self.typed.sent(f"charge-{key}"):
            charge = self._last_charge(key)
        line = Line(
            key=key,
            name=name.name,
            post=name.post,
            status=str(said(role.label)) if role else "",
            is_new=False,
            is_organisation=name.is_organisation,
            ticked=ticked,
            charge=charge if self.has_charge else "",
        )
        return self._detailed(line)

    def _new(self, key: str, known: Mapping[str, Name]) -> Line:
        is_body = self.only_bodies or self.typed.get(f"party-{key}") == Party.ORGANISATION.value
        name = self.typed.get(f"name-{key}")
        line = Line(
            key=key,
            name=name,
            post=self.typed.get(f"post-{key}"),
            unit=self.typed.get(f"unit-{key}"),
            birth=self.typed.get(f"birth-{key}"),
            sex=self.typed.get(f"sex-{key}"),
            status="",
            is_new=True,
            is_organisation=is_body,
            ticked=False,
            charge=self.typed.get(f"charge-{key}") if self.has_charge else "",
            same_as=known.get(name_key(name)) if name else None,
            known=self.typed.get(f"known-{key}"),
        )
        return self._detailed(line)

    def _detailed(self, line: Line) -> Line:
        spec = self.kind.subjects
        if spec is None:
            return line
        key = line.key
        roles = ((role.value, role.label) for role in spec.roles)
        return replace(
            line,
            forms=self._choices(_in_force(spec.forms, self.today, self.typed.get(f"form-{key}")), f"form-{key}"),
            outcomes=self._choices(
                _in_force(spec.outcomes, self.today, self.typed.get(f"outcome-{key}")), f"outcome-{key}"
            ),
            roles=self._choices(roles, f"role-{key}"),
            asks_months=self.typed.get(f"form-{key}") in spec.months,
            months=self.typed.get(f"months-{key}"),
        )

    def _last_charge(self, key: str) -> str:
        stored = [line.charge for act in self.file.history.acts for line in act.subjects if line.subject == key]
        return charges.written(next((charge for charge in reversed(stored) if charge), ""))

    def _choices(self, pairs: Iterable[tuple[str, Label]], name: str) -> list[shapes.Choice]:
        chosen = self.typed.get(name)
        offered = [shapes.Choice(code, label, code == chosen) for code, label in pairs]
        return [shapes.Choice("", _("– chọn –"), not chosen), *offered] if offered else []

    # Reading ---------------------------------------------------------------------------------------------------------

    def read(self, on: date) -> list[Subject]:
        """The lines that are ticked or filled in; `problems` says what is wrong with a row."""
        if self.kind.subjects is None:
            return []
        self.today = on
        found = []
        for line in self.lines():
            filled = self._is_filled(line) if line.is_new else line.ticked
            if not filled:
                continue
            if not line.name:
                self.problems.append((line.key, _("chưa ghi họ tên của dòng này.")))
            self.order.append(line.key)
            found.append(self._subject(line))
        return found

    @staticmethod
    def _is_filled(line: Line) -> bool:
        return any((line.name, line.charge, line.post, line.unit, line.birth))

    def _subject(self, line: Line) -> Subject:
        charge = charges.codes(line.charge)
        if len(charge) > MOST_CHARGES:
            self.problems.append((line.key, _("quá nhiều tội danh trên một dòng; ghi thành hai hành vi.")))
        spec = self.kind.subjects
        number = int(line.key[1:]) if not line.is_new else None
        return Subject(
            person_id=number if line.key.startswith("P") else self._recognised(line),
            organisation_id=number if line.key.startswith("O") else None,
            name=line.name[: 200 if line.is_organisation else 120],
            post=line.post[:200],
            is_organisation=line.is_organisation,
            charge=charge,
            form=self.typed.get(f"form-{line.key}") if spec and spec.forms else "",
            outcome=self.typed.get(f"outcome-{line.key}") if spec and spec.outcomes else "",
            months=self._months(line),
            role=self._role(line),
            unit=line.unit[:200],
            birth_year=self._birth_year(line),
            sex=line.sex if line.sex in {"M", "F"} else "",
        )

    def _months(self, line: Line) -> int | None:
        if not line.asks_months or not line.months:
            return None
        months = understanding.read_months(line.months)
        if months is None:
            told = _("chưa hiểu số tháng “%(text)s”. Gõ 30 tháng hoặc 2 năm 6 tháng.") % {"text": line.months}
            self.problems.append((line.key, told))
        return months

    def _role(self, line: Line) -> str:
        spec = self.kind.subjects
        role = self.typed.get(f"role-{line.key}") if spec and spec.roles else ""
        if role and spec and role not in spec.roles:
            self.problems.append((line.key, _("chọn một tư cách trong danh sách.")))
            return ""
        return role

    def _birth_year(self, line: Line) -> int | None:
        if not line.birth:
            return None
        year = understanding.read_birth_year(line.birth, self.today)
        if year is None:
            told = _("chưa hiểu năm sinh “%(text)s”. Gõ bốn chữ số, ví dụ 1975.") % {"text": line.birth}
            self.problems.append((line.key, told))
        return year

    def _recognised(self, line: Line) -> int | None:
        """The person of the register that a new row was said to be; a name that the dossier has must be answered."""
        if not line.is_new or line.is_organisation:
            return None
        if line.known.isascii() and line.known.isdigit() and len(line.known) < 19:
            person = twins.usable(self.scope, self.file.dossier.committee, int(line.known))
            if person is not None:
                self.recognised[person_key(person.pk)] = line.key
                return person.pk
        if line.known != NEW and line.same_as is not None:
            told = _("trong hồ sơ đã có %(name)s; chọn là người ấy, hay người khác cùng tên.")
            self.problems.append((line.key, told % {"name": line.same_as.name}))
        return None

    def key_of(self, subject: str) -> str:
        """The row of a subject of the law: a stored key is its own row, N2 is the second line read."""
        if subject in self.recognised:
            return self.recognised[subject]
        if subject.startswith("N") and subject[1:].isdigit() and int(subject[1:]) <= len(self.order):
            return self.order[int(subject[1:]) - 1]
        return subject


def _in_force(choices: Iterable[Choice], on: date, chosen: str) -> Iterable[tuple[str, Label]]:
    """The choices of a day; one that was chosen already stays, for the law to refuse."""
    return ((choice.code, choice.label) for choice in choices if choice.in_force(on) or choice.code == chosen)
