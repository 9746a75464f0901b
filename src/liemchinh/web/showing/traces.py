"""Lines of evidence with the act, the dossier and the names behind them, fetched for those that are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from liemchinh.figures.compute import Line
from liemchinh.kernel.label import Label
from liemchinh.ledger import facts
from liemchinh.ledger.models import Act, Dossier, MoneyLine, SubjectLine
from liemchinh.ledger.queries import Name, officer_word
from liemchinh.web.showing.sentences import sentence
from liemchinh.web.showing.shown import said


@dataclass(slots=True)
class Trace:
    """One act or state behind a figure, with what it adds to each indicator of the pair."""

    act_id: int
    dossier_id: int
    on: date
    shares: list[Decimal] = field(default_factory=list)
    lines: int = 1
    territory_id: str = ""
    act: Act | None = None
    dossier: Dossier | None = None
    label: str = ""
    url: str = ""
    dossier_url: str = ""
    shown_shares: Sequence[tuple[object, Label]] = ()

    @property
    def entered_at(self) -> datetime | None:
        """When the act came into the register."""
        return timezone.localtime(self.act.recorded_at) if self.act else None

    @property
    def is_counted_elsewhere(self) -> bool:
        """Whether all that it names is counted by an earlier line."""
        return not any(self.shares)


def merged(columns: Sequence[Sequence[Line]]) -> list[Trace]:
    """The lines of one or two indicators, one trace for each act in a dossier, oldest first."""
    found: dict[tuple[int, int], Trace] = {}
    for at, lines in enumerate(columns):
        for line in lines:
            key = (line.act_id, line.dossier_id)
            trace = found.get(key)
            if trace is None:
                trace = found[key] = Trace(line.act_id, line.dossier_id, line.on, [Decimal(0)] * len(columns), 0)
            trace.shares[at] += line.share
            trace.lines += 1
    return sorted(found.values(), key=lambda trace: (trace.on, trace.act_id))


def totals(found: Iterable[Trace], count: int) -> list[Decimal]:
    """The sums of the shares, one for each of `count` indicators."""
    sums = [Decimal(0)] * count
    for trace in found:
        for at, share in enumerate(trace.shares):
            sums[at] += share
    return sums


def of_act(act: Act) -> Trace:
    """An act by itself; its dossier with the committee must be fetched already."""
    return Trace(act.position, act.dossier_id, act.effective_on, act=act, dossier=act.dossier)


def locate(found: Sequence[Trace]) -> None:
    """Say in which province each dossier lies: one query."""
    ids = {trace.dossier_id for trace in found}
    territories = dict(Dossier.objects.filter(pk__in=ids).values_list("pk", "territory_id"))
    for trace in found:
        trace.territory_id = territories.get(trace.dossier_id, "")


def describe(found: Sequence[Trace]) -> None:
    """Fetch act, dossier and names of the traces given: at most four queries."""
    missing = {trace.act_id for trace in found if trace.act is None}
    acts = {
        act.position: act
        for act in Act.objects.filter(position__in=missing).select_related("dossier__committee", "related", "keeper")
    } if missing else {}  # fmt: skip
    subjects, money = _lines(trace.act_id for trace in found)
    for trace in found:
        trace.act = trace.act or acts.get(trace.act_id)
        if trace.act is not None:
            trace.dossier = trace.act.dossier
            trace.label = _told(trace.act, subjects.get(trace.act_id, ()), money.get(trace.act_id, ()))
    bare = {trace.dossier_id for trace in found if trace.dossier is None}
    if bare:
        dossiers = Dossier.objects.filter(pk__in=bare).select_related("committee").in_bulk()
        for trace in found:
            trace.dossier = trace.dossier or dossiers.get(trace.dossier_id)
    for trace in found:
        if trace.dossier is not None:
            trace.dossier_url = reverse("dossier", args=[trace.dossier.committee.code, trace.dossier.number])
            trace.url = f"{trace.dossier_url}#muc-{trace.act_id}" if trace.act_id else trace.dossier_url


def _lines(act_ids: Iterable[int]) -> tuple[dict[int, list[SubjectLine]], dict[int, list[MoneyLine]]]:
    ids = set(act_ids)
    subjects: dict[int, list[SubjectLine]] = defaultdict(list)
    for line in SubjectLine.objects.filter(act_id__in=ids).select_related("person", "organisation").order_by("id"):
        subjects[line.act_id].append(line)
    money: dict[int, list[MoneyLine]] = defaultdict(list)
    for amount in MoneyLine.objects.filter(act_id__in=ids).order_by("id"):
        money[amount.act_id].append(amount)
    return subjects, money


def _told(act: Act, subjects: Sequence[SubjectLine], money: Sequence[MoneyLine]) -> str:
    """The sentence of the timeline."""
    names = {}
    for line in subjects:
        key = facts.subject_key(line)
        named = line.person or line.organisation
        names[key] = Name(key, named.name if named else key, is_organisation=line.organisation_id is not None)
    words = {}
    if act.keeper is not None:
        words[officer_word(act.keeper.pk)] = Label(act.keeper.name, act.keeper.name)
    related = act.related.number if act.related else ""
    return str(said(sentence(facts.of_act(act, subjects, money), names, related, words)))
