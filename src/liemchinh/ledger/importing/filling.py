"""A register's cases and matters in the template's own form: what another register can take in as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import Precision, show_date
from liemchinh.kernel.money import show_exact
from liemchinh.law.acts import Act, DossierKind, Rung, Stage, SubjectLine, WatchLevel
from liemchinh.law.book import ANNULLED, BOOK
from liemchinh.law.history import History, believed
from liemchinh.ledger import facts, models
from liemchinh.ledger.importing import template, words
from liemchinh.ledger.importing.columns import List
from liemchinh.ledger.importing.template import Filled
from liemchinh.ledger.importing.workbook import Value
from liemchinh.ledger.projection import organisation_key, person_key
from liemchinh.ledger.queries import history_of

_LEFT_OUT: Final = frozenset({ANNULLED, "register.handed_over"})


def workbook_of(scope: Scope, committee: Committee, *, now: datetime, today: date) -> bytes:
    """The workbook of all cases and matters, with every act in force. The looks at persons are written down.

    Raises NotAllowedError, OutOfScopeError.
    """
    scope.require(Right.READ_DOSSIERS)
    if not scope.reaches(committee.pk):
        raise OutOfScopeError
    dossiers = list(
        models.Dossier.objects.filter(committee=committee, kind__in=[kind.value for kind in words.WATCHED])
        .select_related("keeper")
        .order_by("position")
    )
    if scope.officer_id is not None:
        models.Look.objects.bulk_create(
            models.Look(committee=committee, officer_id=scope.officer_id, dossier=dossier, looked_at=now)
            for dossier in dossiers
        )
    return _Filling(committee, dossiers, today).build()


class _Filling:
    def __init__(self, committee: Committee, dossiers: list[models.Dossier], today: date) -> None:
        self.dossiers = dossiers
        self.today = today
        self.acts = facts.acts_of(dossier.pk for dossier in dossiers)
        ids = [dossier.pk for dossier in dossiers]
        self.rows = {
            act.position: act for act in models.Act.objects.filter(dossier_id__in=ids).select_related("related")
        }
        people = models.Person.objects.filter(pk__in=_pks(self.acts, "P")).order_by("pk")
        bodies = models.Organisation.objects.filter(pk__in=_pks(self.acts, "O")).order_by("pk")
        self.people: dict[str, models.Person | models.Organisation] = {
            **{person_key(person.pk): person for person in people},
            **{organisation_key(body.pk): body for body in bodies},
        }

    def build(self) -> bytes:
        """Three lists, dossiers in the order in which they came in."""
        dossiers: list[Mapping[str, Value]] = []
        persons: list[Mapping[str, Value]] = []
        acts: list[Mapping[str, Value]] = []
        for dossier in self.dossiers:
            standing = believed(self.acts[dossier.pk])
            history = history_of(dossier, standing)
            dossiers.append(self._dossier(dossier, history))
            names = self._names(standing)
            persons += list(self._persons(dossier, standing, names))
            asked = {act.answers for act in standing if act.answers}
            acts += [self._act(dossier, act, names, asked) for act in standing if act.kind not in _LEFT_OUT]
        return template.build(Filled({List.DOSSIERS: dossiers, List.PERSONS: persons, List.ACTS: acts}))

    def _dossier(self, dossier: models.Dossier, history: History) -> dict[str, Value]:
        kind = DossierKind(dossier.kind)
        levels = [span for span in history.spans if span.state == "watch" and span.holds(self.today)]
        row: dict[str, Value] = {
            "number": dossier.number,
            "kind": kind.label.vi,
            "title": dossier.title,
            "opened_on": dossier.opened_on,
            "stage": Stage(history.stage(self.today)).label.vi,
            "keeper": dossier.keeper.username,
        }
        if levels:
            row |= {"level": WatchLevel(levels[0].detail).label.vi, "watched_on": levels[0].on}
            row["conclusion"] = next(
                (act.document_number for act in history.acts if act.position == levels[0].position), ""
            )
        return row

    def _names(self, acts: tuple[Act, ...]) -> dict[str, str]:
        """How each subject of a dossier is called in it: with the year of birth where two share a name."""
        keys = dict.fromkeys(line.subject for act in acts for line in act.subjects)
        said = {key: self.people[key].name for key in keys}
        called = list(said.values())
        return {
            key: f"{name} ({self._year(key)})" if called.count(name) > 1 and self._year(key) else name
            for key, name in said.items()
        }

    def _year(self, key: str) -> int | None:
        found = self.people[key]
        return found.birth_year if isinstance(found, models.Person) else None

    def _persons(
        self, dossier: models.Dossier, acts: tuple[Act, ...], names: Mapping[str, str]
    ) -> Iterator[dict[str, Value]]:
        for key in names:
            found = self.people[key]
            row: dict[str, Value] = {"number": dossier.number, "name": found.name}
            if isinstance(found, models.Person):
                row |= {"post": found.post, "unit": found.unit}
                row |= {"birth_year": found.birth_year} if found.birth_year else {}
                row |= {"sex": "nam" if found.sex == "M" else "nữ"} if found.sex else {}
            else:
                row["party"] = "pháp nhân"
            yield row

    def _act(self, dossier: models.Dossier, act: Act, names: Mapping[str, str], asked: set[int]) -> dict[str, Value]:
        stored, kind = self.rows[act.position], BOOK[act.kind]
        choices = {choice.code: choice.label.vi for choice in kind.grounds}
        row: dict[str, Value] = {
            "number": dossier.number,
            "label": str(act.position) if act.position in asked else "",
            "day": act.effective_on if act.precision is Precision.DAY else show_date(act.effective_on, act.precision),
            "kind": kind.label.vi,
            "document": act.document_number,
            "issuer": stored.issuer,
            "persons": "\n".join(self._person(line, names) for line in act.subjects),
            "money": "; ".join(f"{Rung(line.rung).label.vi} {show_exact(line.amount)}" for line in act.money),
            "ground": choices.get(act.ground, act.ground),
            "offence": act.offence,
            "level": WatchLevel(act.level).label.vi if act.level else "",
            "related": stored.related.number if stored.related else "",
            "answers": str(act.answers) if act.answers else "",
            "addressee": stored.addressee,
            "criteria": " ".join(act.criteria),
            "note": stored.note,
        }
        days = (("due_on", act.due_on), ("counted_from", act.counted_from))
        return row | {code: day for code, day in days if day is not None}

    def _person(self, line: SubjectLine, names: Mapping[str, str]) -> str:
        parts = [line.charge, line.outcome, line.form, line.role, f"{line.months} tháng" if line.months else ""]
        return names[line.subject] + "".join(f" [{part}]" for part in parts if part)


def _pks(acts: Mapping[int, list[Act]], letter: str) -> set[int]:
    keys = {line.subject for found in acts.values() for act in found for line in act.subjects}
    return {int(key[1:]) for key in keys if key[0] == letter}
