"""Papers: the bytes as they came, their digest, their text, who looked at them. Only ever added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.files import opening
from liemchinh.files.kinds import LIMIT
from liemchinh.files.refusals import RefusedFileError, refused, too_large
from liemchinh.ledger import lookup, recognition
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.models import Document, DocumentLook, DocumentText
from liemchinh.ledger.recognition import PAGE_END


def texts(document_ids: Iterable[int]) -> dict[int, str]:
    """The text of each paper that the connection's scope reaches: its own, or the newest that was recognised.

    "" where there is none (yet). Two statements; whoever calls has entered the scope.
    """
    wanted = list(document_ids)
    found = dict(Document.objects.filter(pk__in=wanted).values_list("pk", "text"))
    scans = [pk for pk, own in found.items() if not own]
    recognised = DocumentText.objects.filter(document_id__in=scans).order_by("document_id", "-pk")
    newest = recognised.distinct("document_id").values_list("document_id", "text")
    return found | {pk: text.replace(PAGE_END, "\n") for pk, text in newest}


def text_of(document_id: int) -> str:
    """The text of one paper, as `texts` gives it."""
    return texts([document_id]).get(document_id, "")


def take(*, committee: Committee, name: str, content: bytes, officer: Officer, now: datetime) -> Document:
    """Examine a file from outside and keep it; a scan is handed to recognition. The same bytes are found again.

    Raises RefusedEntryError for what is not taken, with what to do. No transaction should be open: this takes a while.
    """
    known = known_of(committee, content)
    if known is not None:
        return known
    try:
        found = opening.examine(name, content)
    except RefusedFileError as fault:
        raise RefusedEntryError("file", fault.label) from fault
    return keep(
        committee=committee,
        name=found.name,
        media_type=found.media_type,
        content=content,
        text=found.text,
        officer=officer,
        now=now,
        is_scan=found.is_scan,
    )


def refuse_size(name: str, size: int) -> None:
    """Raise RefusedEntryError for a file that is too large, before its bytes are read."""
    if size > LIMIT:
        raise RefusedEntryError("file", refused(name, too_large(size, LIMIT)).label)


def known_of(committee: Committee, content: bytes) -> Document | None:
    """The paper of the same bytes in the same register."""
    return Document.objects.filter(committee=committee, digest=digest_of(content)).defer("content", "text").first()


def digest_of(content: bytes) -> str:
    """By which the bytes of a paper are known."""
    return hashlib.sha256(content).hexdigest()


@transaction.atomic
def keep(
    *,
    committee: Committee,
    name: str,
    media_type: str,
    content: bytes,
    text: str,
    officer: Officer,
    now: datetime,
    published_on: date | None = None,
    is_scan: bool = False,
    reading: bool = False,
) -> Document:
    """Keep a file that was examined; the same bytes are kept once. A scan is asked to be recognised in the same breath.

    `reading`: the figures of a scan are to be read once it is recognised.
    """
    document, is_new = Document.objects.get_or_create(
        committee=committee,
        digest=digest_of(content),
        defaults={
            "name": name[:200],
            "media_type": media_type,
            "content": content,
            "text": text,
            "published_on": published_on,
            "recorded_at": now,
            "officer": officer,
        },
    )
    if is_new:
        lookup.enter_documents([document.pk])
    if is_new and is_scan:
        recognition.ask(document, reading=reading)
    return document


def look(scope: Scope, document: Document, *, now: datetime) -> None:
    """Write down that an officer opened a paper. Raises OutOfScopeError when it is out of reach."""
    if not scope.reaches(document.committee_id):
        raise OutOfScopeError
    if scope.officer_id is not None:
        DocumentLook.objects.create(
            committee_id=document.committee_id, officer_id=scope.officer_id, document=document, looked_at=now
        )
