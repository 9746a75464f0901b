"""The work that goes on behind the desk: the tasks that a worker knows.

Each is told numbers of rows alone and may be done twice without harm: a worker that is killed leaves its job to the
next, which begins where the rows say that it was left.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from liemchinh import reader
from liemchinh.directory.territories import TERRITORIES
from liemchinh.figures import claims
from liemchinh.files.recognition import tesseract
from liemchinh.ledger import documents, jobs, recognition
from liemchinh.ledger.models import Document

TRIES: Final = RetryStrategy(max_attempts=4, exponential_wait=5)


@app.task(name=jobs.RECOGNISE, retry=TRIES)
def recognise(*, document_id: int, committee_id: int, reading: int = 0) -> None:
    """Recognise a scan, then read its figures when it was received for them. Without Tesseract it is left as it is."""
    with jobs.within(committee_id):
        program = tesseract()
        if program is not None:
            recognition.recognise(document_id, program, clock=timezone.now)
        if reading:
            document = Document.objects.select_related("committee", "officer").defer("content").get(pk=document_id)
            read_figures(document, now=timezone.now())


def read_figures(document: Document, *, now: datetime) -> int:
    """Read the figures in the text of a paper, its own or recognised; how many were put beside it."""
    text = documents.text_of(document.pk)
    if not text.strip():
        return 0
    territory = document.committee.territory_id
    scope = TERRITORIES[territory].code if territory else None
    found = reader.read(text, published=document.published_on, default_scope=scope)
    return claims.put(document, found, officer=document.officer, now=now)
