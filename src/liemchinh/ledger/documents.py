"""Papers kept with acts: the bytes as they came, their digest, the text read from them. Only ever added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from liemchinh.directory.models import Committee, Officer
from liemchinh.kernel.label import Label
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.models import Document, DocumentText

LIMIT: Final = 50 * 2**20
"""Bytes of the largest paper that is kept."""
PAGE_END: Final = "\f"
"""What parts the pages of a recognised text as it is stored."""


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


def refuse_size(name: str, size: int) -> None:
    """Raise RefusedEntryError for a paper that is too large, before its bytes are read."""
    if size > LIMIT:
        raise RefusedEntryError(
            "file",
            Label(
                f"Chưa nhận “{name}”: tệp lớn hơn 50 MB. Tách tệp hoặc quét lại ở độ nét thấp hơn.",
                f"“{name}” was not received: the file is larger than 50 MB. Split it or scan it again more coarsely.",
            ),
        )


@transaction.atomic
def keep(
    *, committee: Committee, name: str, media_type: str, content: bytes, text: str, officer: Officer, now: datetime
) -> Document:
    """Keep a paper in the committee's register; the same bytes are kept once and found again.

    Raises RefusedEntryError when it is empty or too large. Whoever calls has read `text` and refused what is no paper.
    """
    refuse_size(name, len(content))
    if not content:
        raise RefusedEntryError(
            "file", Label(f"Chưa nhận “{name}”: tệp rỗng.", f"“{name}” was not received: the file is empty.")
        )
    digest = hashlib.sha256(content).hexdigest()
    known = Document.objects.filter(committee=committee, digest=digest).first()
    if known is not None:
        return known
    return Document.objects.create(
        committee=committee,
        name=name[-200:],
        media_type=media_type[:100],
        content=content,
        digest=digest,
        text=text,
        recorded_at=now,
        officer=officer,
    )
