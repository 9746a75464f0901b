"""What search finds comes back from the facts, row for row."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone
from tests.ledger.test_finding import TEXT, paper

from liemchinh.directory import access
from liemchinh.directory.models import Officer
from liemchinh.ledger import batch, derived, notation
from liemchinh.station.preparation import as_owner


def rows() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT thing, thing_id, dossier_id, place, day, words::text FROM derived.findable ORDER BY 1, 2"
        )
        return cursor.fetchall()


def test_rebuilding_gives_what_was_written(own_database: str) -> None:
    with access.entered(access.HOUSE):
        writer = Officer.objects.create(username="ghi-so", name="Bà T.", password="!")
        now = timezone.now()
        batch.record_text(notation.parse(TEXT, today=timezone.localdate(now)), officer=writer, now=now)
        paper(writer, "Báo cáo giám định")
        before = rows()
    with as_owner():
        derived.rebuild()
    with access.entered(access.HOUSE):
        assert rows() == before
    assert len(before) >= 15
