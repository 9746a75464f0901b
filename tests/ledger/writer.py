"""A client that records acts one after another and says each position once it is committed.

    python tests/ledger/writer.py NUMBER-OF-THE-DOSSIER

It is run as its own process under kills: whatever it printed must be in the register afterwards, whole.
"""

from __future__ import annotations

import sys
import time
import uuid

import django

django.setup()

from django.db import InterfaceError, OperationalError, connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from liemchinh.directory import access  # noqa: E402
from liemchinh.directory.models import Committee, Officer  # noqa: E402
from liemchinh.law.acts import DossierKind, Rung  # noqa: E402
from liemchinh.ledger import models, record  # noqa: E402
from liemchinh.ledger.entry import Entry, Subject  # noqa: E402


def entry(number: int) -> Entry:
    """An act with a body named for the first time and an amount: every table is written."""
    if number == 0:
        return Entry(
            kind="inspection.check_started",
            effective_on=timezone.localdate(),
            subjects=tuple(Subject(name=f"Đảng ủy xã {n}", is_organisation=True) for n in range(5)),
            request_key=uuid.uuid4(),
        )
    return Entry(
        kind="assets.recovered",
        effective_on=timezone.localdate(),
        money=((Rung.RECOVERED, 1_000 * number),),
        request_key=uuid.uuid4(),
    )


def opened(number: str) -> models.Dossier:
    """The dossier of this writer, opened when it is not there yet."""
    found = models.Dossier.objects.filter(number=number, committee__code="son-la").first()
    if found is not None:
        return found
    officer, _ = Officer.objects.get_or_create(username=f"nguoi-ghi-{number}", defaults={"name": "Bà T.T.H."})
    return record.open_dossier(
        committee=Committee.objects.get(code="son-la"),
        kind=DossierKind.INSPECTION,
        number=number,
        title="Kiểm tra việc thu hồi",
        opened_on=timezone.localdate(),
        officer=officer,
        now=timezone.now(),
    )


def main(number: str) -> None:
    """Write until killed; after a lost connection send the same request again."""
    sent, pending = 0, entry(0)
    while True:
        try:
            with access.entered(access.HOUSE):
                dossier = opened(number)
                row = record.act(dossier=dossier, entry=pending, officer=dossier.officer, now=timezone.now())
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.02)
            continue
        print(row.position, flush=True)
        sent += 1
        pending = entry(sent)


if __name__ == "__main__":
    main(sys.argv[1])
