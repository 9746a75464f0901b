"""The text of scans: page by page, so that a kill costs one page; recorded once the whole is there."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from liemchinh.directory.access import Scope
from liemchinh.directory.roles import Right
from liemchinh.files import opening, recognition
from liemchinh.files.kinds import FileKind, kind_of_media
from liemchinh.files.recognition import Tesseract, UnrecognisedPageError
from liemchinh.ledger import jobs, lookup
from liemchinh.ledger.models import Document, DocumentText

PAGE_END: Final = "\f"
"""What parts the pages of a recognised text as it is stored."""
_ONE_AT_A_TIME: Final = 0x4F43
"""The advisory lock, with the number of the paper, under which a recognised text is recorded."""
_PAGED: Final = tuple(kind.media_type for kind in FileKind if kind.has_pages)


class State(enum.Enum):
    """How far the recognition of a scan is."""

    DONE = "done"
    RUNNING = "running"
    WAITING = "waiting"
    LEFT = "left"
    """Nobody is asked for it: Tesseract was missing, or failed."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one scan stands. `pages` 0: not known yet. `done`: pages recognised so far, or in all when DONE."""

    document_id: int
    state: State
    done: int = 0
    pages: int = 0
    method: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether waiting for it makes sense."""
        return self.state in {State.RUNNING, State.WAITING}


class PagesLostError(Exception):
    """The pages recognised so far were dropped with the derived schema; the work begins anew."""


def key_of(document_id: int) -> str:
    """Under which a scan is asked for."""
    return f"{jobs.RECOGNISE}-{document_id}"


def ask(document: Document, *, reading: bool = False) -> None:
    """Ask for the recognition of a scan; `reading`: and for its figures to be read then."""
    jobs.ask(
        jobs.RECOGNISE,
        key=key_of(document.pk),
        document_id=document.pk,
        committee_id=document.committee_id,
        reading=int(reading),
    )


def unrecognised(*, again: bool = False) -> QuerySet[Document]:
    """The scans that the connection's scope reaches and nobody has recognised; with `again`, all scans."""
    scans = Document.objects.filter(text="", media_type__in=_PAGED).defer("content")
    known = DocumentText.objects.filter(document=OuterRef("pk"))
    return (scans if again else scans.filter(~Exists(known))).order_by("pk")


def progress(documents: Sequence[Document]) -> dict[int, Progress]:
    """Where the scans among some papers stand: three statements."""
    scans = {paper.pk for paper in documents if not paper.text and paper.media_type in _PAGED}
    if not scans:
        return {}
    newest = DocumentText.objects.filter(document_id__in=scans).order_by("document_id", "-pk").distinct("document_id")
    found = {
        pk: Progress(pk, State.DONE, done, done, method)
        for pk, done, method in newest.values_list("document_id", "pages", "method")
    }
    pages = _pages_so_far(scans - found.keys())
    asked = jobs.asked([key_of(pk) for pk in scans - found.keys()])
    for pk in scans - found.keys():
        running = asked.get(key_of(pk))
        state = State.LEFT if running is None else State.RUNNING if running else State.WAITING
        found[pk] = Progress(pk, state, *pages.get(pk, (0, 0)))
    return found


def under_way(scope: Scope) -> list[Document]:
    """The scans within reach whose recognition is not finished, the oldest first."""
    scope.require(Right.READ_DOSSIERS)
    found = unrecognised()
    return list(found if scope.committees is None else found.filter(committee_id__in=scope.committees))


def page_text(document_id: int, number: int) -> str | None:
    """The recognised text of the page `number` (from 1), also while the rest is under way; None while there is none."""
    whole = DocumentText.objects.filter(document_id=document_id).order_by("-pk").values_list("text", flat=True).first()
    if whole is None:
        return _kept_pages(document_id).get(number)
    pages = whole.split(PAGE_END)
    return pages[number - 1] if number <= len(pages) else None


def _pages_so_far(document_ids: set[int]) -> dict[int, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document_id, count(*), max(pages) FROM derived.recognised_page"
            " WHERE document_id = ANY(%s) GROUP BY document_id",
            [list(document_ids)],
        )
        return {pk: (done, pages) for pk, done, pages in cursor.fetchall()}


def recognise(
    document_id: int,
    by: Tesseract,
    *,
    clock: Callable[[], datetime],
    again: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> DocumentText | None:
    """Recognise a scan and record its text; None when it has one already (unless `again`) or is no scan.

    Each page is kept as soon as it is done, and not done twice. `tell`: page and pages, before each. A page that cannot
    be recognised is left empty and not counted. Raises RefusedFileError when the file cannot be opened any more.
    """
    scans = unrecognised(again=again).filter(pk=document_id).defer(None)
    document = scans.first()
    kind = kind_of_media(document.media_type) if document is not None else None
    if document is None or kind is None:
        return None
    content = bytes(document.content)
    pages = opening.page(kind, content, 1).pages
    kept = _kept_pages(document_id)
    for number in range(1, pages + 1):
        if number not in kept:
            if tell is not None:
                tell(number, pages)
            _keep_page(document, number, pages, _text_of(by, kind, content, number))
    return _record(document, pages, by, clock, again=again)


def _text_of(by: Tesseract, kind: FileKind, content: bytes, number: int) -> str | None:
    try:
        return recognition.text_of_page(by, kind, content, number)
    except UnrecognisedPageError:
        return None


def _kept_pages(document_id: int) -> dict[int, str | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT page, text FROM derived.recognised_page WHERE document_id = %s", [document_id])
        return dict(cursor.fetchall())


def _keep_page(document: Document, number: int, pages: int, text: str | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO derived.recognised_page (document_id, page, pages, committee_id, text)"
            " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [document.pk, number, pages, document.committee_id, text],
        )


@transaction.atomic
def _record(
    document: Document, pages: int, by: Tesseract, clock: Callable[[], datetime], *, again: bool
) -> DocumentText | None:
    """Put the pages together. Whoever else was at the same scan finds it recorded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_ONE_AT_A_TIME, document.pk % 2**31])
    kept = _kept_pages(document.pk)
    if len(kept) < pages:
        # Another put the text together, or the derived tables were made anew meanwhile: then it is done again.
        known = DocumentText.objects.filter(document=document).exists()
        if known and not again:
            return None
        raise PagesLostError
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM derived.recognised_page WHERE document_id = %s", [document.pk])
    recognised = DocumentText.objects.create(
        committee_id=document.committee_id,
        document=document,
        text=PAGE_END.join(kept[number] or "" for number in range(1, pages + 1)),
        pages=sum(text is not None for text in kept.values()),
        method=by.method,
        recorded_at=clock(),
    )
    lookup.enter_documents([document.pk])
    return recognised
