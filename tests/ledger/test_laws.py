"""The laws of the ledger, on random histories recorded through the only writer."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liemchinh.directory import access, places
from liemchinh.directory.models import Committee, Officer
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import NOW, Known
from liemchinh.law.acts import Act, DossierKind, MoneyLine, Need, Rung, SubjectLine
from liemchinh.law.book import BOOK, kinds_for
from liemchinh.law.history import fold, offered
from liemchinh.ledger import derived, facts, models, record
from liemchinh.ledger.entry import Entry, RefusedEntryError, Subject, UnlawfulError

pytestmark = pytest.mark.django_db

FIRST = date(2024, 1, 2)
YEAR = Period.year(2024)
CODES = [indicator.code for indicator in INDICATORS]
numbers = count(1)

Step = tuple[int, int, int, int]
steps = st.lists(
    st.tuples(st.integers(0, 120), st.integers(0, 360), st.integers(0, 7), st.integers(0, 9)), min_size=4, max_size=14
)
"""Each: which kind, days after the opening, who and what, and what is done (0 correct, 1 annul, else record)."""

slow = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass
class Office:
    committee: Committee
    officer: Officer
    now: datetime


@pytest.fixture
def office() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        officer = Officer.objects.create(username=f"can-bo-{next(numbers)}", name="Bà T.T.H.", password="!")
        yield Office(Committee.objects.get(code="son-la"), officer, timezone.now())


def recorded(office: Office, kind: DossierKind, plan: list[Step]) -> models.Dossier:
    """Record what the law allows of a random plan; what it refuses leaves nothing behind."""
    dossier = record.open_dossier(
        committee=office.committee,
        kind=kind,
        number=f"{kind.prefix}-2024-{next(numbers):05d}",
        title="Hồ sơ thử",
        opened_on=FIRST,
        officer=office.officer,
        now=office.now,
    )
    done: list[models.Act] = []
    for which, days, who, verb in plan:
        try:
            if verb < 2 and done:
                target = done[which % len(done)]
                if verb == 1:
                    done.append(record.annul(act=target, reason="ghi nhầm", officer=office.officer, now=office.now))
                else:
                    done.append(
                        record.correct(
                            act=target,
                            entry=entry(dossier, which, days, who),
                            reason="ghi sai",
                            officer=office.officer,
                            now=office.now,
                        )
                    )
            else:
                done.append(
                    record.act(
                        dossier=dossier, entry=entry(dossier, which, days, who), officer=office.officer, now=office.now
                    )
                )
        except (UnlawfulError, RefusedEntryError):
            continue
    return dossier


def entry(dossier: models.Dossier, which: int, days: int, who: int) -> Entry:
    """A full form for some kind: mostly one that the law allows on the day, so that histories get somewhere."""
    on = FIRST + timedelta(days=days)
    kinds = kinds_for(DossierKind(dossier.kind))
    so_far = facts.acts_of([dossier.pk])[dossier.pk]
    lawful = [kind for kind, refusal in offered(DossierKind(dossier.kind), FIRST, so_far, on) if refusal is None]
    begins = [kind for kind in lawful if kind.code in {"case.initiated", "case.charged", "watch.put_on"}]
    chosen = (begins or lawful) if which < 20 else lawful if which < 100 else kinds
    kind = (chosen or kinds)[which % len(chosen or kinds)]
    people = list(models.Person.objects.filter(subjectline__act__dossier=dossier).distinct().order_by("id"))
    spec = kind.subjects
    subjects: tuple[Subject, ...] = ()
    if spec is not None:
        form = spec.forms[who % len(spec.forms)].code if spec.forms else ""
        outcome = spec.outcomes[who % len(spec.outcomes)].code if spec.outcomes else ""
        charge = ("353.1", "353.2;356.1", "354.3", "364.1")[who % 4] if spec.charge is not Need.NO else ""
        said = {"charge": charge, "form": form, "outcome": outcome, "months": 12 if form in spec.months else None}
        said["role"] = spec.roles[who % len(spec.roles)].value if spec.roles else ""
        if spec.party.value == "organisation":
            subjects = (Subject(name=f"Đảng ủy xã {who}", is_organisation=True, form=form),)
        elif people and not spec.fresh:
            subjects = (Subject(person_id=people[who % len(people)].pk, **said),)
        else:
            subjects = (Subject(name=f"Ông {chr(65 + who)}.", **said),)
    asked = [act.position for act in so_far if act.kind in kind.answers]
    return Entry(
        kind=kind.code,
        effective_on=on,
        subjects=subjects,
        money=tuple((rung, 1_000_000 * (who + 1)) for rung in kind.money),
        level=("TINH-BCĐ", "TINH-BTV", "TW-BNC")[who % 3] if kind.level is not Need.NO else "",
        ground=kind.grounds[who % len(kind.grounds)].code if kind.grounds else "",
        offence=("353.2", "356.1", "222.3")[who % 3] if kind.offence is not Need.NO else "",
        document_number=f"{who}/QĐ",
        related_id=dossier.pk if kind.related is not Need.NO else None,
        answers=asked[who % len(asked)] if asked else None,
        due_on=on + timedelta(days=2) if kind.due is Need.MUST else None,
        counted_from=on - timedelta(days=2) if kind.counted_from is Need.MUST else None,
        addressee="Hội đồng định giá" if kind.addressee is Need.MUST else "",
        keeper_id=dossier.keeper_id if kind.keeper is Need.MUST else None,
    )


def values(known: Known) -> dict[tuple[str, str], Decimal]:
    place = places.place_of("14", on=YEAR.last)
    found = compute.compute(CODES, [place, places.COUNTRY], YEAR, known)
    return {key: figure.value for key, figure in found.items()}


@slow
@given(kind=st.sampled_from(list(DossierKind)), plan=steps)
def test_derived_rows_are_what_the_acts_refold_to(office: Office, kind: DossierKind, plan: list[Step]) -> None:
    recorded(office, kind, plan)
    assert derived.verify() == []


@slow
@given(plan=steps)
def test_nothing_recorded_later_changes_a_value_at_an_earlier_position(office: Office, plan: list[Step]) -> None:
    seen: dict[int, dict[tuple[str, str], Decimal]] = {}
    for length in (len(plan) // 2, len(plan)):
        recorded(office, DossierKind.CASE, plan[:length])
        position = compute.head()[0]
        seen[position] = values(Known(position))
        assert seen[position] == values(NOW)
    recorded(office, DossierKind.MATTER, plan)
    for position, earlier in seen.items():
        assert values(Known(position)) == earlier


@slow
@given(kind=st.sampled_from(list(DossierKind)), plan=steps)
def test_evidence_adds_up_to_every_value(office: Office, kind: DossierKind, plan: list[Step]) -> None:
    recorded(office, kind, plan)
    place = places.place_of("14", on=YEAR.last)
    for figure in compute.compute(CODES, [place], YEAR).values():
        lines = compute.evidence(figure.indicator.code, place, YEAR)
        assert sum((line.share for line in lines), Decimal(0)) == figure.value, figure.indicator.code
        assert len(lines) == figure.evidence, figure.indicator.code


@slow
@given(plan=steps, kind=st.sampled_from([DossierKind.CASE, DossierKind.MATTER]), quarter=st.integers(1, 4))
def test_opening_plus_in_minus_out_is_closing(
    office: Office, kind: DossierKind, plan: list[Step], quarter: int
) -> None:
    recorded(office, kind, plan)
    place = places.place_of("14", on=YEAR.last)
    for balance in compute.balances([place, places.COUNTRY], Period.quarter(2024, quarter)).values():
        assert balance.holds, balance


@slow
@given(plan=steps)
def test_a_repeated_request_records_once(office: Office, plan: list[Step]) -> None:
    dossier = recorded(office, DossierKind.DIRECTION, plan)
    sent = Entry(
        kind="committee.report_issued",
        effective_on=FIRST,
        document_number="1-BC/BCĐ",
        request_key=uuid.uuid4(),
    )
    before = dossier.acts.count()
    twice = [record.act(dossier=dossier, entry=sent, officer=office.officer, now=office.now) for _ in range(2)]
    assert twice[0].position == twice[1].position
    assert dossier.acts.count() == before + 1
    assert compute.head()[0] == twice[0].position


lawful = st.permutations(range(6))


@given(lawful)
def test_the_order_of_recording_does_not_matter_to_the_present(order: list[int]) -> None:
    people = (SubjectLine("P1", "353.2"), SubjectLine("P2", "353.1"))
    story = [
        ("case.initiated", 10, {"offence": "353.2"}),
        ("case.charged", 20, {"subjects": people}),
        ("watch.put_on", 30, {"level": "TINH-BCĐ"}),
        ("case.investigation_extended", 90, {}),
        ("assets.seized", 100, {"money": (MoneyLine(Rung.SEIZED, 5),)}),
        ("case.investigation_concluded", 110, {"subjects": people}),
    ]
    acts = [
        Act(
            position=position + 1,
            kind=story[number][0],
            effective_on=FIRST + timedelta(days=story[number][1]),
            document_number="1",
            **story[number][2],  # type: ignore[arg-type]
        )
        for position, number in enumerate(order)
    ]
    mixed = fold(DossierKind.CASE, FIRST, acts)
    plain = fold(DossierKind.CASE, FIRST, sorted(acts, key=lambda act: act.effective_on))
    assert mixed.refusals == ()
    assert _without_positions(mixed) == _without_positions(plain)
    assert all(act.kind in BOOK for act in mixed.acts)


def _without_positions(history: object) -> object:
    return (
        [(s.state, s.detail, s.subject, s.on, s.until) for s in history.spans],  # type: ignore[attr-defined]
        [(d.limit.code, d.due_on, d.ended_on) for d in history.deadlines],  # type: ignore[attr-defined]
        [act.kind for act in history.acts],  # type: ignore[attr-defined]
    )
