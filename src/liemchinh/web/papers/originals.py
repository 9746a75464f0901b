"""The original of a paper: its pages drawn by us, the text beside them, and the file itself to take away."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from liemchinh.files import opening
from liemchinh.files.kinds import FileKind, kind_of_media
from liemchinh.files.refusals import RefusedFileError
from liemchinh.ledger import recognition
from liemchinh.ledger.models import Document
from liemchinh.web.papers import readings, scans
from liemchinh.web.showing import shapes, values
from liemchinh.web.visit import VisitRequest, page

WIDTH: Final = 1_240
"""Points across a page as it is shown: A4 at 150 dpi."""
CLOSE: Final = 2_480
"""Points across a page looked at closely."""
NOTHING_RUNS: Final = "default-src 'none'; sandbox"
"""What a browser may do with bytes that came from outside, should it show them after all."""


def kind_of(document: Document) -> FileKind | None:
    """The kind under which a paper was kept."""
    return kind_of_media(document.media_type)


def _content(document: Document) -> bytes:
    return bytes(Document.objects.values_list("content", flat=True).get(pk=document.pk))


def document_original(request: VisitRequest, pk: int) -> HttpResponse:
    """One page of the original as a picture, with its text beside it."""
    visit = request.visit
    found = readings.document_of(visit, pk)
    kind = kind_of(found)
    if kind is None or not kind.has_pages:
        return HttpResponseRedirect(reverse("document", args=[pk]))
    asked = request.GET.get("trang", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    try:
        shown = _page(kind, _content(found), number)
    except RefusedFileError as fault:
        context = {"document": found, "refusal": visit.said(fault.label), "crumbs": _crumbs(found)}
        return page(request, "desk/document_original.html", context, room="document_list", status=422)
    number = min(max(number, 1), shown.pages)
    text = recognition.page_text(found.pk, number) if not found.text else shown.text
    own = reverse("document_original", args=[pk])
    context = {
        "document": found,
        "number": number,
        "pages": shown.pages,
        "picture": reverse("document_picture", args=[pk, number]),
        "text": (text or "").strip(),
        "is_scan": shown.is_scan,
        "previous": f"{own}?trang={number - 1}" if number > 1 else "",
        "next": f"{own}?trang={number + 1}" if number < shown.pages else "",
        "field": shapes.Field("trang", _("Trang"), "number", str(number)),
        "crumbs": _crumbs(found),
        "printed": values.printed(visit),
    } | scans.context_of(visit, found)
    return page(request, "desk/document_original.html", context, room="document_list")


def _page(kind: FileKind, content: bytes, number: int) -> opening.Page:
    """The page, or the last one where there are not so many."""
    try:
        return opening.page(kind, content, max(number, 1))
    except IndexError:
        last = opening.page(kind, content, 1).pages
        return opening.page(kind, content, last)


def _crumbs(found: Document) -> list[tuple[str, str]]:
    return [
        (_("Văn bản"), reverse("document_list")),
        (found.name, reverse("document", args=[found.pk])),
        (_("Bản gốc"), ""),
    ]


def document_picture(request: VisitRequest, pk: int, number: int) -> HttpResponse:
    """A page as a picture of our own making."""
    found = readings.document_of(request.visit, pk)
    kind = kind_of(found)
    if kind is None or not kind.has_pages:
        raise readings.NoDocumentError
    try:
        drawn = opening.page(kind, _content(found), number, width=CLOSE if "gan" in request.GET else WIDTH)
    except (IndexError, RefusedFileError):
        raise readings.NoDocumentError from None
    return HttpResponse(
        drawn.picture,
        content_type="image/png",
        headers={"Content-Security-Policy": NOTHING_RUNS, "Cache-Control": "private, no-store"},
    )


def document_file(request: VisitRequest, pk: int) -> HttpResponse:
    """The bytes as they came in: to be saved, never shown."""
    found = readings.document_of(request.visit, pk)
    kind = kind_of(found)
    suffix = f".{kind.value}" if kind is not None else ""
    named = found.name.lower().endswith(suffix) or (kind is FileKind.JPEG and found.name.lower().endswith(".jpeg"))
    header = content_disposition_header(as_attachment=True, filename=found.name if named else f"{found.name}{suffix}")
    return HttpResponse(
        _content(found),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": header or "attachment",
            "Content-Security-Policy": NOTHING_RUNS,
            "Cache-Control": "private, no-store",
        },
    )


urlpatterns = [
    path("van-ban/<int:pk>/ban-goc/", document_original, name="document_original"),
    path("van-ban/<int:pk>/ban-goc/<int:number>/", document_picture, name="document_picture"),
    path("van-ban/<int:pk>/tep/", document_file, name="document_file"),
]
