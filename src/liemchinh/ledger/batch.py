"""Many acts in one transaction, in the order in which they came to the office: imports, the demo, tests.

The same rules as `record`: every act is folded into its dossier as it stood when it was recorded, and one that the law
does not allow is a fault at its line; then nothing is recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from django.db import transaction
from django.utils import timezone

from liemchinh.directory.models import Committee, Officer
from liemchinh.kernel.label import Label
from liemchinh.law import acts as law
from liemchinh.law.history import History, unfold
from liemchinh.ledger import census, derived, models, spellings, working_days
from liemchinh.ledger import facts as stored
from liemchinh.ledger.criteria import refuse_unknown
from liemchinh.ledger.entry import Entry, RefusedEntryError
from liemchinh.ledger.notation import Fault, FaultyTextError, Named, Opened, Text, Written
from liemchinh.ledger.projection import Believed, believed_over, organisation_key, person_key
from liemchinh.ledger.record import take_position

ROWS: Final = 20_000
"""Derived rows written by one statement."""


PROVISIONAL: Final = 2**61
"""The first position of a text that is only weighed: after everything recorded."""


@transaction.atomic
def record_text(
    text: Text,
    *,
    officer: Officer,
    now: datetime,
    dated: bool = False,
    keepers: dict[str, Officer] | None = None,
    document: models.Document | None = None,
) -> int:
    """Record a parsed text; returns how many acts.

    `keepers` by committee ("son-la") or by dossier ("son-la:VA-2026-001"); `officer` stands for those without one.

    `dated`: believe the days on which the text says acts came into the register, recorded by the keepers; otherwise
    everything comes in `now` by `officer`. `document`: the paper from which all acts were taken.
    Raises FaultyTextError, naming every line at fault; then nothing is recorded.
    """
    return _Batch(text, officer, now, dated, keepers or {}, document).record()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What recording a text would meet and bring: its faults, and the history of each dossier by its key."""

    faults: tuple[Fault, ...]
    histories: Mapping[str, History]


def weigh_text(text: Text, *, officer: Officer, now: datetime, keepers: dict[str, Officer] | None = None) -> Weighed:
    """Weigh a parsed text as `record_text` would, all faults at once; nothing is written and nothing is locked."""
    return _Batch(text, officer, now, False, keepers or {}, None).weigh()


class _Batch:
    def __init__(
        self,
        text: Text,
        officer: Officer,
        now: datetime,
        dated: bool,
        keepers: dict[str, Officer],
        document: models.Document | None,
    ) -> None:
        self.text = text
        self.officer = officer
        self.now = now
        self.dated = dated
        self.keepers = keepers
        self.document = document
        self.provisional = False
        self.faults: list[Fault] = []
        self.officers = {officer.username: officer for officer in Officer.objects.all()}
        self.committees = {committee.code: committee for committee in Committee.objects.all()}
        self.dossiers: dict[str, models.Dossier] = {}
        self.people: dict[tuple[str, str, int | None], models.Person] = {}
        self.bodies: dict[tuple[int, str], models.Organisation] = {}
        self.names: dict[str, str] = {}
        self.positions: dict[int, int] = {}
        self.moments: dict[int, datetime] = {}
        self.acts: dict[int, list[law.Act]] = defaultdict(list)
        self.believed: list[Believed] = []
        self.histories: dict[str, History] = {}

    def weigh(self) -> Weighed:
        """The same steps as `record` on rows that are never written."""
        self.provisional = True
        steps = self._steps()
        self._open(steps, PROVISIONAL, self.now)
        if len(self.dossiers) < len(self.text.dossiers):
            return Weighed(tuple(self.faults), {})
        self._name()
        self._check(*self._rows(steps, PROVISIONAL, self.now))
        return Weighed(tuple(self.faults), self.histories)

    def record(self) -> int:
        """Everything, or a FaultyTextError."""
        steps = self._steps()
        first, stamped = take_position(self.now, count=max(len(steps), 1))
        self._open(steps, first, stamped)
        if self.faults:
            raise FaultyTextError(self.faults)
        self._name()
        rows, subjects, money = self._rows(steps, first, stamped)
        if self.faults:
            raise FaultyTextError(self.faults)
        self._check(rows, subjects, money)
        if self.faults:
            raise FaultyTextError(self.faults)
        models.Act.objects.bulk_create(rows, batch_size=2000)
        models.SubjectLine.objects.bulk_create(subjects, batch_size=5000)
        models.MoneyLine.objects.bulk_create(money, batch_size=5000)
        self._derive()
        return len(rows)

    def _keeper(self, key: str) -> Officer:
        return self.keepers.get(key) or self.keepers.get(key.partition(":")[0], self.officer)

    def _moment(self, thing: Opened | Written) -> datetime:
        return self.moments[thing.line]

    def _stamp(self) -> None:
        """When each line came in: as written, or at eight on its day, but never before the line above it."""
        latest: dict[str, datetime] = {}
        lines: list[Opened | Written] = [*self.text.dossiers, *self.text.acts]
        for thing in sorted(lines, key=lambda line: line.line):
            key = thing.key if isinstance(thing, Opened) else thing.dossier
            if self.dated:
                day = thing.opened_on if isinstance(thing, Opened) else thing.effective_on
                naive = thing.recorded_at or datetime.combine(day, time(8))
                moment = min(timezone.make_aware(naive), self.now)
                if thing.recorded_at is None:
                    moment = max(moment, latest.get(key, moment))
            else:
                moment = self.now
            latest[key] = moment
            self.moments[thing.line] = moment

    def _steps(self) -> list[Opened | Written]:
        """Openings and acts in the order in which they came in."""
        self._stamp()
        lines: list[Opened | Written] = [*self.text.dossiers, *self.text.acts]
        return sorted(lines, key=lambda line: (self.moments[line.line], line.line))

    def _open(self, steps: Sequence[Opened | Written], first: int, stamped: datetime) -> None:
        new: list[models.Dossier] = []
        for position, thing in enumerate(steps, start=first):
            if not isinstance(thing, Opened):
                continue
            committee = self.committees.get(thing.committee)
            if committee is None or committee.territory_id is None:
                self._fault(thing.line, f"không có sổ “{thing.committee}”", f"no register “{thing.committee}”")
                continue
            keeper = self._keeper(thing.key)
            new.append(
                models.Dossier(
                    committee=committee,
                    territory_id=committee.territory_id,
                    kind=thing.kind.value,
                    number=thing.number,
                    title=thing.title,
                    opened_on=thing.opened_on,
                    position=position,
                    recorded_at=self._moment(thing) if self.dated else stamped,
                    officer=keeper if self.dated else self.officer,
                    keeper=keeper,
                )
            )
        self._refuse_taken(new)
        if self.provisional:
            for number, dossier in enumerate(new, start=1):
                dossier.pk = number
        elif not self.faults:
            models.Dossier.objects.bulk_create(new, batch_size=2000)
        for dossier in new:
            self.dossiers[f"{dossier.committee.code}:{dossier.number}"] = dossier

    def _refuse_taken(self, new: Sequence[models.Dossier]) -> None:
        taken = set(
            models.Dossier.objects.filter(number__in=[dossier.number for dossier in new]).values_list(
                "committee_id", "number"
            )
        )
        lines = {opened.key: opened.line for opened in self.text.dossiers}
        for dossier in new:
            if (dossier.committee_id, dossier.number) in taken:
                line = lines[f"{dossier.committee.code}:{dossier.number}"]
                self._fault(
                    line, f"số {dossier.number} đã có trong sổ", f"the number {dossier.number} is taken", place="number"
                )

    def _name(self) -> None:
        people: dict[tuple[str, str, int | None], models.Person] = {}
        wanted: dict[tuple[int, str], models.Organisation] = {}
        for act in self.text.acts:
            committee_id = self.dossiers[act.dossier].committee_id
            for named in act.subjects:
                if named.is_organisation:
                    wanted[committee_id, named.name] = models.Organisation(committee_id=committee_id, name=named.name)
                else:
                    known = people.get((act.dossier, named.name, named.birth_year))
                    if known is None:
                        people[act.dossier, named.name, named.birth_year] = models.Person(
                            committee_id=committee_id,
                            name=named.name,
                            post=named.post,
                            unit=named.unit,
                            birth_year=named.birth_year,
                            sex=named.sex,
                        )
                    elif named.post and not known.post:
                        known.post = named.post
        self.people = people
        if self.provisional:
            for number, person in enumerate(people.values(), start=1):
                person.pk = number
        else:
            spellings.enter(models.Person.objects.bulk_create(people.values(), batch_size=5000))
        self.names = {person_key(person.pk): person.name for person in people.values()}
        self._name_bodies(wanted)

    def _name_bodies(self, wanted: dict[tuple[int, str], models.Organisation]) -> None:
        existing = models.Organisation.objects.filter(name__in=[name for _, name in wanted])
        for body in existing:
            if wanted.pop((body.committee_id, body.name), None) is not None:
                self.bodies[body.committee_id, body.name] = body
        if self.provisional:
            for number, body in enumerate(wanted.values(), start=1):
                body.pk = PROVISIONAL + number
        else:
            models.Organisation.objects.bulk_create(wanted.values(), batch_size=5000)
        self.bodies |= wanted
        self.names |= {organisation_key(body.pk): body.name for body in self.bodies.values()}

    def _rows(
        self, steps: Sequence[Opened | Written], first: int, stamped: datetime
    ) -> tuple[list[models.Act], list[models.SubjectLine], list[models.MoneyLine]]:
        rows: list[models.Act] = []
        subjects: list[models.SubjectLine] = []
        money: list[models.MoneyLine] = []
        labels: dict[str, int] = {}
        latest: datetime | None = None
        for position, thing in enumerate(steps, start=first):
            if isinstance(thing, Opened):
                continue
            dossier = self.dossiers[thing.dossier]
            moment = self._moment(thing) if self.dated else stamped
            latest = max(latest, moment) if latest else moment
            related = thing.values.get("liên quan", "")
            target = self.dossiers.get(f"{thing.dossier.split(':')[0]}:{related}") if related else None
            if related and target is None:
                self._fault(thing.line, f"không có hồ sơ {related} trong văn bản này", f"no dossier {related} here")
            if thing.replaces and thing.replaces not in labels:
                self._fault(
                    thing.line, f"“{thing.replaces}” vào sổ sau dòng này", f"“{thing.replaces}” came in after this line"
                )
            row = models.Act(
                position=position,
                committee_id=dossier.committee_id,
                dossier=dossier,
                kind=thing.kind,
                effective_on=thing.effective_on,
                precision=thing.precision.value,
                recorded_at=latest,
                officer=self._keeper(thing.dossier) if self.dated else self.officer,
                document=self.document,
                document_number=thing.values.get("số", ""),
                issuer=thing.values.get("cơ quan", ""),
                replaces_id=labels.get(thing.replaces),
                related=target,
                addressee=thing.values.get("nơi nhận", ""),
                level=thing.values.get("cấp", ""),
                ground=thing.values.get("lý do", ""),
                offence=thing.values.get("tội", ""),
                due_on=thing.due_on,
                counted_from=thing.counted_from,
                answers_id=labels.get(thing.answers),
                criteria=";".join(thing.values.get("tiêu chí", "").replace(",", ";").split()),
                keeper=self._receiver(thing),
                note=thing.values.get("ghi chú", ""),
            )
            self._refuse_strangers(row, thing.line)
            rows.append(row)
            self.positions[position] = thing.line
            if thing.label:
                labels[thing.label] = position
            subjects += [self._subject(row, thing.dossier, named) for named in thing.subjects]
            money += [
                models.MoneyLine(committee_id=dossier.committee_id, act=row, rung=rung.value, amount=amount)
                for rung, amount in thing.money
            ]
        return rows, subjects, money

    def _refuse_strangers(self, row: models.Act, line: int) -> None:
        named = tuple(filter(None, row.criteria.split(";")))
        entry = Entry(kind=row.kind, effective_on=row.effective_on, criteria=named, ground=row.ground)
        try:
            refuse_unknown(row.committee_id, entry)
        except RefusedEntryError as fault:
            self._fault(line, fault.label.vi, fault.label.en, place=fault.place)

    def _subject(self, act: models.Act, dossier: str, named: Named) -> models.SubjectLine:
        body = self.bodies.get((act.committee_id, named.name)) if named.is_organisation else None
        person = None if named.is_organisation else self.people[dossier, named.name, named.birth_year]
        return models.SubjectLine(
            committee_id=act.committee_id,
            act=act,
            person=person,
            organisation=body,
            charge=named.charge,
            form=named.form,
            outcome=named.outcome,
            months=named.months,
            role=named.role,
        )

    def _receiver(self, thing: Written) -> Officer | None:
        """The officer to whom a dossier is handed over, by sign-in name."""
        name = thing.values.get("người nhận", "")
        if name and name not in self.officers:
            self._fault(thing.line, f"không có cán bộ “{name}”", f"there is no officer “{name}”")
        return self.officers.get(name)

    def _check(
        self,
        rows: Sequence[models.Act],
        subjects: Sequence[models.SubjectLine],
        money: Sequence[models.MoneyLine],
    ) -> None:
        """Fold each dossier as it stood after each act."""
        lines: dict[int, list[models.SubjectLine]] = defaultdict(list)
        for line in subjects:
            lines[line.act_id].append(line)
        amounts: dict[int, list[models.MoneyLine]] = defaultdict(list)
        for amount in money:
            amounts[amount.act_id].append(amount)
        for row in rows:
            self.acts[row.dossier_id].append(stored.of_act(row, lines[row.position], amounts[row.position]))
        days = working_days.calendar()
        for dossier in self.dossiers.values():
            acts = self.acts[dossier.pk]
            histories = list(unfold(law.DossierKind(dossier.kind), dossier.opened_on, acts, days=days))
            self._refuse(acts, histories[1:])
            if self.provisional:
                self.histories[f"{dossier.committee.code}:{dossier.number}"] = histories[-1]
            elif not self.faults:
                positions = (dossier.position, *(act.position for act in acts))
                believed = believed_over(stored.of_dossier(dossier), zip(positions, histories, strict=True))
                self.believed += believed

    def _refuse(self, acts: Sequence[law.Act], histories: Sequence[History]) -> None:
        """What the law objected to when an act came in is a fault of its line."""
        known: set[tuple[int, str, str, str]] = set()
        for act, history in zip(acts, histories, strict=True):
            for refusal in history.refusals:
                mark = (refusal.position, refusal.rule, refusal.place, refusal.subject)
                if mark not in known:
                    known.add(mark)
                    subject = self.names.get(refusal.subject, refusal.subject)
                    label = refusal.label.format(subject=subject)
                    basis = f" ({refusal.basis.label.vi})" if refusal.basis else ""
                    self._fault(
                        self.positions[act.position],
                        f"{label.vi}{basis}",
                        f"{label.en}{basis}",
                        place=refusal.place,
                        subject=subject,
                    )

    def _derive(self) -> None:
        dossiers = list(self.dossiers.values())
        for start in range(0, len(self.believed), ROWS):
            derived.write(self.believed[start : start + ROWS])
        census.enter([dossier.pk for dossier in dossiers])
        for start in range(0, len(dossiers), derived.CHUNK):
            derived.look_up(dossiers[start : start + derived.CHUNK])

    def _fault(self, line: int, vi: str, en: str, *, place: str = "", subject: str = "") -> None:
        self.faults.append(Fault(line, Label(vi, en), place, subject))
