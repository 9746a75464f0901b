"""Recording an act (fold, lines, derived rows, one commit) against a bare INSERT of the same act and its commit.

.venv/bin/python bench/recording.py [ACTS-ALREADY-IN-THE-DOSSIER]
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import ground
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.models import Committee, Officer
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import record
from liemchinh.ledger.entry import Entry, Subject


def _processor() -> float:
    """Seconds of processor time of this process and of the server process that works for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(already: int) -> None:
    """Fill a dossier, then record into it and take the middle of many."""
    with ground.register():
        with access.entered(access.HOUSE):
            officer = Officer.objects.create(username="bench", password="!", name="Bench")
            committee = Committee.objects.get(code="son-la")
            first = date(2024, 1, 2)
            numbers = itertools.count(1)

            def entry(number: int) -> Entry:
                return Entry(
                    kind="committee.report_issued",
                    effective_on=first + timedelta(days=number % 600),
                    document_number=f"{number}-BC/BCĐ",
                )

            def dossier_with(count: int, number: str) -> object:
                opened = record.open_dossier(
                    committee=committee,
                    kind=DossierKind.DIRECTION,
                    number=number,
                    title="Văn bản của Ban Chỉ đạo",
                    opened_on=first,
                    officer=officer,
                    now=timezone.now(),
                )
                for _ in range(count):
                    record.act(dossier=opened, entry=entry(next(numbers)), officer=officer, now=timezone.now())
                return opened

            case = record.open_dossier(
                committee=committee,
                kind=DossierKind.CASE,
                number="VA-2024-001",
                title="Tham ô tài sản",
                opened_on=first,
                officer=officer,
                now=timezone.now(),
            )
            record.act(
                dossier=case,
                entry=Entry(kind="case.initiated", effective_on=first, offence="353.2", document_number="1"),
                officer=officer,
                now=timezone.now(),
            )
            with CaptureQueriesContext(connection) as caught:
                record.act(
                    dossier=case,
                    entry=Entry(
                        kind="case.charged",
                        effective_on=first,
                        document_number="2",
                        subjects=(Subject(name="Ông A", charge="353.2"), Subject(name="Bà B", charge="353.1")),
                    ),
                    officer=officer,
                    now=timezone.now(),
                )
            statements = len(caught)
            long = dossier_with(already, "CĐ-2024-001")

            def full() -> None:
                record.act(dossier=long, entry=entry(next(numbers)), officer=officer, now=timezone.now())

            def bare() -> None:
                with transaction.atomic():
                    position, stamped = record.take_position(timezone.now())
                    with connection.cursor() as cursor:
                        cursor.execute(
                            "INSERT INTO ledger_act (position, committee_id, dossier_id, kind, effective_on,"
                            " precision, recorded_at, officer_id, document_number, issuer, addressee, level, ground,"
                            " offence, criteria, note)"
                            " VALUES (%s, %s, %s, 'committee.report_issued', %s, 'day', %s, %s, '1', '', '', '', '',"
                            " '', '', '')",
                            [position, committee.pk, other.pk, first, stamped, officer.pk],
                        )

            other = dossier_with(0, "CĐ-2024-002")
            inserted = ground.median(bare, runs=101)
            before = _processor()
            recorded = ground.median(full, runs=100)
            spent = (_processor() - before) / 101
        print(f"{ground.machine()}; {already} acts in the dossier; charging two persons: {statements} statements")
        print(f"a bare INSERT and its commit      {inserted * 1000:7.2f} ms")
        print(f"recording an act                  {recorded * 1000:7.2f} ms   ratio {recorded / inserted:.1f}")
        print(f"of that, processor time           {spent * 1000:7.2f} ms, the program's and PostgreSQL's together")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
