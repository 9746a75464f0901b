"""The derived rows come back as the changes of the calendar had left them, when everything is built anew."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone
from tests.ledger.test_laws import Office
from tests.ledger.test_working_days import TUESDAY, made_up, off, received

from liemchinh.directory import access
from liemchinh.directory.models import Committee, Officer
from liemchinh.ledger import derived, record
from liemchinh.ledger.calendar_changes import change_days
from liemchinh.ledger.entry import Entry
from liemchinh.station.preparation import as_owner


def test_a_rebuild_gives_the_rows_that_the_changes_had_left(own_database: str) -> None:
    with access.entered(access.HOUSE):
        officer = Officer.objects.create(username="giu-lich", name="Bà L.", password="!")
        desk = Office(Committee.objects.get(code="son-la"), officer, timezone.now())
        dossiers = [received(desk, TUESDAY - timedelta(days=20 - n)) for n in range(3)]
        change_days(days=off(TUESDAY, TUESDAY + timedelta(days=1)), officer=officer, now=desk.now)
        sent = Entry(kind="case.initiated", effective_on=TUESDAY, offence="353.2", document_number="1")
        record.act(dossier=dossiers[0], entry=sent, officer=officer, now=desk.now)
        change_days(days=[made_up(date(2024, 3, 23))], officer=officer, now=desk.now)
        before = _rows()
        assert derived.verify() == []
    with as_owner():
        derived.rebuild()
    with access.entered(access.HOUSE):
        assert _rows() == before


def _rows() -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for table in ("deadline", "standing", "span", "deed"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT dossier_id, key, since, until FROM derived.{table} ORDER BY 1, 2, 3")
            found += [(table, row[0], bytes(row[1]), *row[2:]) for row in cursor.fetchall()]
    return found
