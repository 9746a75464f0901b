"""One officer's dossiers go to another: all or none, with history kept, once however often it is sent."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.registers import Office, appoint, office

from liemchinh.directory import access
from liemchinh.directory.access import NotAllowedError, OutOfScopeError, Scope
from liemchinh.directory.models import Committee, Duty, Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger import agenda, derived, handover, listing, minutes, models, queries, record, warning_days
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.handover import HANDED_OVER, Handover
from liemchinh.ledger.listing import Filters
from liemchinh.ledger.queries import Reading

pytestmark = pytest.mark.django_db


@dataclass
class Shift:
    """The office of the tests, a second specialist to take over, and the scope of the head."""

    office: Office
    giver: Officer
    receiver: Officer
    head: Officer
    scope: Scope
    today: date

    def over(self, **changed: Any) -> Handover:
        """Hand every dossier over, or as asked."""
        wanted: dict[str, Any] = {
            "scope": self.scope,
            "giver": self.giver,
            "receiver": self.receiver,
            "dossier_ids": [one.dossier_id for one in handover.kept(self.scope, self.giver.pk)],
            "on": self.today,
            "document_number": "12-QĐ/BNCTU",
            "officer": self.head,
            "now": timezone.now(),
        }
        return handover.hand_over(**(wanted | changed))

    def keeper(self, number: str = "VA-2026-901", day: date | None = None) -> str:
        """Who keeps a dossier on a day, as its page says."""
        reading = Reading(day or self.today, self.today)
        return queries.file_of(self.scope, self.office.dossier(number), reading).keeper(reading.day)


@pytest.fixture
def shift() -> Iterator[Shift]:
    with access.entered(access.HOUSE):
        found = office()
        today = timezone.localdate(found.moment)
        receiver = Officer.objects.create(username="nhan", password="!", name="Ông P.V.D.", title="Chuyên viên")
        Duty.objects.create(officer=receiver, role="specialist", committee=found.committee, valid_from=date(2022, 1, 1))
        head = found.officers[DutyRole.HEAD]
        scope = access.scope_of(head, today=today)
        yield Shift(found, found.officers[DutyRole.SPECIALIST], receiver, head, scope, today)


def test_every_dossier_goes_over_with_one_act_in_each_and_the_history_stays(shift: Shift) -> None:
    before = models.Act.objects.count()
    done = shift.over()
    assert done.count == 3
    assert models.Act.objects.count() == before + 3
    assert handover.kept(shift.scope, shift.giver.pk) == []
    assert {one.number for one in handover.kept(shift.scope, shift.receiver.pk)} == {
        "VA-2026-901",
        "VV-2026-901",
        "PH-2026-901",
    }
    assert shift.keeper() == "Ông P.V.D."
    assert shift.keeper(day=shift.today - timedelta(days=1)) == shift.giver.name
    assert shift.office.dossier().keeper == shift.giver
    assert derived.verify() == []


def test_the_desk_and_the_lists_follow_the_new_keeper(shift: Shift) -> None:
    reading = Reading(shift.today, shift.today)
    mine = agenda.deadlines(shift.scope, reading, keeper_id=shift.giver.pk)
    days = agenda.due_days(shift.scope, reading, shift.today, shift.today, keeper_id=shift.giver.pk)
    assert mine
    shift.over()
    assert agenda.deadlines(shift.scope, reading, keeper_id=shift.giver.pk) == []
    assert agenda.due_days(shift.scope, reading, shift.today, shift.today, keeper_id=shift.giver.pk) == []
    taken = agenda.deadlines(shift.scope, reading, keeper_id=shift.receiver.pk)
    assert [one.number for one in taken] == [one.number for one in mine]
    assert {one.keeper for one in taken} == {"Ông P.V.D."}
    assert agenda.due_days(shift.scope, reading, shift.today, shift.today, keeper_id=shift.receiver.pk) == days
    filters = Filters(kinds=("case", "matter", "meeting"), keeper=(str(shift.receiver.pk),))
    assert listing.counts(shift.scope, filters, reading, warning_days.thresholds()).total == 3


def test_only_the_chosen_dossiers_go_over(shift: Shift) -> None:
    shift.over(dossier_ids=[shift.office.dossier("VV-2026-901").pk])
    assert {one.number for one in handover.kept(shift.scope, shift.giver.pk)} == {"VA-2026-901", "PH-2026-901"}


def test_sent_twice_it_hands_over_once(shift: Shift) -> None:
    key = uuid.uuid4()
    ids = [one.dossier_id for one in handover.kept(shift.scope, shift.giver.pk)]
    first = shift.over(request_key=key, dossier_ids=ids)
    assert shift.over(request_key=key, dossier_ids=ids) == first
    assert models.Act.objects.filter(kind=HANDED_OVER).count() == 3


def test_a_dossier_that_somebody_else_keeps_by_now_stops_all_of_them(shift: Shift) -> None:
    ids = [one.dossier_id for one in handover.kept(shift.scope, shift.giver.pk)]
    shift.over(dossier_ids=ids[:1])
    position = models.Head.objects.get().position
    with pytest.raises(RefusedEntryError, match="không còn theo dõi"):
        shift.over(dossier_ids=ids)
    assert models.Act.objects.filter(kind=HANDED_OVER).count() == 1
    assert models.Head.objects.get().position == position


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"dossier_ids": []}, "dossiers"),
        ({"document_number": " "}, "document_number"),
        ({"on": date(2100, 1, 1)}, "on"),
    ],
)
def test_a_handover_that_lacks_something_is_refused_at_its_field(
    shift: Shift, changed: dict[str, Any], place: str
) -> None:
    with pytest.raises(RefusedEntryError) as refused:
        shift.over(**changed)
    assert refused.value.place == place


def test_nobody_hands_over_to_oneself_nor_to_who_cannot_record_there(shift: Shift) -> None:
    neighbour = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")[DutyRole.SPECIALIST]
    for receiver in (shift.giver, neighbour, shift.office.officers[DutyRole.MEMBER]):
        with pytest.raises(RefusedEntryError) as refused:
            shift.over(receiver=receiver)
        assert refused.value.place == "receiver"
    offered = handover.receivers(shift.scope, today=shift.today)
    assert {officer.pk for officer in offered} == {shift.giver.pk, shift.receiver.pk, shift.head.pk}


def test_only_a_head_hands_over_and_only_within_reach(shift: Shift) -> None:
    specialist = access.scope_of(shift.giver, today=shift.today)
    with pytest.raises(NotAllowedError):
        shift.over(scope=specialist, dossier_ids=[shift.office.dossier().pk])
    neighbours = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    theirs = access.scope_of(neighbours[DutyRole.HEAD], today=shift.today)
    with pytest.raises(OutOfScopeError):
        shift.over(scope=theirs, dossier_ids=[shift.office.dossier().pk])


def test_a_day_before_the_dossier_was_opened_is_refused_with_its_number(shift: Shift) -> None:
    with pytest.raises(RefusedEntryError, match="VV-2026-901"):
        shift.over(dossier_ids=[shift.office.dossier("VV-2026-901").pk], on=date(2026, 1, 2))


def test_the_minute_names_both_sides_and_every_dossier_as_it_stood(shift: Shift) -> None:
    done = shift.over()
    minute = minutes.minute(shift.scope, done.first)
    assert (minute.givers, minute.receiver, minute.document_number) == (
        (shift.giver.name,),
        "Ông P.V.D.",
        "12-QĐ/BNCTU",
    )
    assert (minute.first, minute.last) == (done.first, done.last)
    assert [line.number for line in minute.lines] == ["VA-2026-901", "VV-2026-901", "PH-2026-901"]
    assert {line.stage for line in minute.lines if line.number == "VA-2026-901"} == {"investigation"}
    past = minutes.past(shift.scope)
    assert [(one.first, one.count, one.receiver) for one in past] == [(done.first, 3, "Ông P.V.D.")]


def test_an_annulled_entry_gives_its_dossier_back_and_the_minute_says_so(shift: Shift) -> None:
    done = shift.over()
    act = models.Act.objects.get(dossier=shift.office.dossier(), kind=HANDED_OVER)
    annulled = record.annul(act=act, reason="Ghi nhầm.", officer=shift.head, now=timezone.now())
    assert shift.keeper() == shift.giver.name
    minute = minutes.minute(shift.scope, done.first)
    assert [line.replaced_by for line in minute.lines if line.number == "VA-2026-901"] == [annulled.position]
    assert minute.givers == (shift.giver.name,)


def test_a_minute_of_another_register_is_not_there(shift: Shift) -> None:
    done = shift.over()
    neighbours = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    theirs = access.scope_of(neighbours[DutyRole.HEAD], today=shift.today)
    for first in (done.first, 2**40, shift.office.act("case.charged").position):
        with pytest.raises(OutOfScopeError):
            minutes.minute(theirs, first)
    assert minutes.past(theirs) == []
