"""Recording an act is one commit and at most twelve statements, however long the history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.models import Committee, Officer
from liemchinh.law.acts import DossierKind, Rung
from liemchinh.ledger import record
from liemchinh.ledger.entry import Entry, Subject

pytestmark = pytest.mark.django_db

FIRST = date(2026, 1, 5)
NEW = (Subject(name="Nguyễn Văn An", charge="353.2"), Subject(name="Lê Thị Bình", charge="353.1"))
ENTRIES = {
    "two persons charged": Entry(kind="case.charged", effective_on=FIRST, document_number="2", subjects=NEW),
    "money recovered": Entry(
        kind="assets.recovered", effective_on=FIRST, document_number="3", money=((Rung.RECOVERED, 5_000_000),)
    ),
    "put on the list": Entry(kind="watch.put_on", effective_on=FIRST, document_number="4", level="TINH-BCĐ"),
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=list(ENTRIES))
@pytest.mark.parametrize("already", [0, 40])
def test_an_act_takes_at_most_twelve_statements(entry: Entry, already: int) -> None:
    with access.entered(access.HOUSE):
        officer = Officer.objects.create(username="ghi-so", name="Bà T.", password="!")
        now = timezone.now()
        case = record.open_dossier(
            committee=Committee.objects.get(code="son-la"),
            kind=DossierKind.CASE,
            number="VA-2026-001",
            title="Tham ô tài sản",
            opened_on=FIRST,
            officer=officer,
            now=now,
        )
        begun = Entry(kind="case.initiated", effective_on=FIRST, offence="353.2", document_number="1")
        record.act(dossier=case, entry=begun, officer=officer, now=now)
        for number in range(already):
            seized = Entry(
                kind="assets.seized",
                effective_on=FIRST + timedelta(days=number),
                document_number=str(number),
                money=((Rung.SEIZED, 1_000_000),),
            )
            record.act(dossier=case, entry=seized, officer=officer, now=now)
        with CaptureQueriesContext(connection) as caught:
            record.act(dossier=case, entry=entry, officer=officer, now=now)
        said = [query["sql"] for query in caught if "SAVEPOINT" not in query["sql"]]
        assert len(said) <= 12, "\n".join(said)
