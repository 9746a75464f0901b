"""Papers are put to acts, taken off again and put back; nothing of it disappears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.web.registers import Office, office

from liemchinh.directory import access
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import DutyRole
from liemchinh.ledger import attachments, documents, record
from liemchinh.ledger.attachments import Attached
from liemchinh.ledger.entry import Entry, RefusedEntryError, Subject
from liemchinh.ledger.models import Act, Attachment, Document, Withdrawal

pytestmark = pytest.mark.django_db

SUBJECT = Subject()


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def officer(desk: Office) -> Officer:
    return desk.officers[DutyRole.SPECIALIST]


def paper(desk: Office, name: str = "Quyết định.txt", committee: Committee | None = None) -> Document:
    return documents.take(
        committee=committee or desk.committee,
        name=name,
        content=f"Nội dung của {name}".encode(),
        officer=officer(desk),
        now=desk.moment,
    )


def attach(desk: Office, act: Act, document: Document) -> Attachment:
    return attachments.attach(act=act, document=document, officer=officer(desk), now=desk.moment)


def papers_of(act: Act) -> list[Attached]:
    acts = list(Act.objects.filter(dossier_id=act.dossier_id).select_related("document"))
    return attachments.of_acts(acts).get(act.position, [])


def test_several_papers_stand_at_one_act_and_one_paper_at_several(desk: Office) -> None:
    charged, opened = desk.act("case.charged"), desk.act("case.initiated")
    first, second = paper(desk), paper(desk, "Danh sách.txt")
    for document in (first, second):
        attach(desk, charged, document)
    attach(desk, opened, first)
    assert [one.document for one in papers_of(charged)] == [first, second]
    assert [one.document for one in papers_of(opened)] == [first]


def test_the_same_paper_again_stays_one(desk: Office) -> None:
    act, document = desk.act("case.charged"), paper(desk)
    assert attach(desk, act, document) == attach(desk, act, document)
    assert len(papers_of(act)) == 1


def test_the_same_bytes_are_one_paper(desk: Office) -> None:
    assert paper(desk) == paper(desk)
    assert Document.objects.count() == 1


def test_a_paper_taken_off_stays_readable_with_its_reason_and_can_be_put_back(desk: Office) -> None:
    act, document = desk.act("case.charged"), paper(desk)
    attachment = attach(desk, act, document)
    attachments.withdraw(attachment=attachment, reason=" kèm  nhầm mục ", officer=officer(desk), now=desk.moment)
    (one,) = papers_of(act)
    assert not one.stands
    assert one.withdrawn is not None
    assert one.withdrawn.reason == "kèm nhầm mục"
    assert attach(desk, act, document) == attachment
    (one,) = papers_of(act)
    assert one.stands
    assert Withdrawal.objects.count() == 2


def test_taking_off_twice_writes_once_and_needs_a_reason(desk: Office) -> None:
    attachment = attach(desk, desk.act("case.charged"), paper(desk))
    with pytest.raises(RefusedEntryError, match="lý do"):
        attachments.withdraw(attachment=attachment, reason="  ", officer=officer(desk), now=desk.moment)
    for _time in range(2):
        attachments.withdraw(attachment=attachment, reason="nhầm", officer=officer(desk), now=desk.moment)
    assert Withdrawal.objects.count() == 1


def test_a_correction_keeps_the_papers_of_what_it_corrects(desk: Office) -> None:
    wrong, document = desk.act("case.charges_approved"), paper(desk)
    attach(desk, wrong, document)
    lines = wrong.subject_lines.order_by("pk")
    entry = Entry(
        kind=wrong.kind,
        effective_on=wrong.effective_on,
        document_number="04/QĐ-VKS",
        subjects=tuple(replace(SUBJECT, person_id=line.person_id) for line in lines),
    )
    right = record.correct(act=wrong, entry=entry, reason="nhầm số", officer=officer(desk), now=desk.moment)
    assert [one.document for one in papers_of(right)] == [document]
    with pytest.raises(
        RefusedEntryError, match=rf"Mục {wrong.position} không còn hiệu lực \(xem mục {right.position}\)"
    ):
        attach(desk, wrong, paper(desk, "Khác.txt"))
    attach(desk, right, paper(desk, "Khác.txt"))
    assert len(papers_of(right)) == 2


def test_an_annulled_act_takes_no_paper(desk: Office) -> None:
    act = desk.act("assets.damage_found")
    by = record.annul(act=act, reason="ghi nhầm hồ sơ", officer=officer(desk), now=desk.moment)
    for one in (act, by):
        with pytest.raises(RefusedEntryError, match="không còn hiệu lực"):
            attach(desk, one, paper(desk))


def test_a_paper_of_another_register_is_not_attached(desk: Office) -> None:
    foreign = paper(desk, committee=Committee.objects.get(code="lai-chau"))
    with pytest.raises(RefusedEntryError, match="sổ khác"):
        attach(desk, desk.act("case.charged"), foreign)


def test_what_was_known_earlier_shows_neither_what_came_nor_what_was_taken_off_later(desk: Office) -> None:
    act, first, second = desk.act("case.charged"), paper(desk), paper(desk, "Sau.txt")
    hour = timedelta(hours=1)
    attachment = attach(desk, act, first)
    attachments.attach(act=act, document=second, officer=officer(desk), now=desk.moment + hour)
    attachments.withdraw(attachment=attachment, reason="nhầm", officer=officer(desk), now=desk.moment + 2 * hour)
    (then,) = attachments.of_acts([act], until=desk.moment)[act.position]
    assert (then.document, then.stands) == (first, True)
    now = attachments.of_acts([act])[act.position]
    assert [(one.document, one.stands) for one in now] == [(first, False), (second, True)]


@pytest.mark.parametrize("table", ["ledger_attachment", "ledger_withdrawal", "ledger_documentlook"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET officer_id = officer_id", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_nothing_of_it_is_changed_or_removed(desk: Office, table: str, statement: str) -> None:
    attachment = attach(desk, desk.act("case.charged"), paper(desk))
    attachments.withdraw(attachment=attachment, reason="nhầm", officer=officer(desk), now=desk.moment)
    scope = access.scope_of(officer(desk), today=desk.moment.date())
    documents.look(scope, attachment.document, now=desk.moment)
    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
