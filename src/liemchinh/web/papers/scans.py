"""How far the recognition of a scan is, in words; asking for it again; reading the figures of what was recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from liemchinh.directory.roles import Right
from liemchinh.files.recognition import MISSING, tesseract
from liemchinh.kernel.label import Label
from liemchinh.ledger import recognition
from liemchinh.ledger.models import Document
from liemchinh.ledger.recognition import Progress, State
from liemchinh.web import jobs
from liemchinh.web.papers import readings
from liemchinh.web.visit import Visit, VisitRequest


@dataclass(frozen=True, slots=True)
class Recognising:
    """What a page says of a scan. `kind`: working, failed or "" (recognised); `page`, `pages` only while it runs."""

    document_id: int
    kind: str
    sentence: str
    text: Label | str = ""
    page: int = 0
    pages: int = 0

    @property
    def is_under_way(self) -> bool:
        """Whether the page should ask again."""
        return self.kind == "working"


def recognising(document: Document) -> Recognising | None:
    """Where a scan stands; None for a paper that was written."""
    progress = recognition.progress([document]).get(document.pk)
    if progress is None:
        return None
    if progress.state is State.LEFT:
        why = (
            MISSING
            if tesseract() is None
            else _("Lần nhận dạng trước không xong. Bấm Nhận dạng, hoặc người quản trị chạy liemchinh recognise.")
        )
        return Recognising(document.pk, "failed", sentence_of(progress), why)
    if progress.state is State.DONE:
        text = _("Máy đọc từ ảnh (%(method)s), có thể sai: đối chiếu với ảnh trước khi dùng.")
        return Recognising(document.pk, "", sentence_of(progress), text % {"method": progress.method})
    text = _("Có thể rời trang này; việc vẫn tiếp tục.")
    return Recognising(document.pk, "working", sentence_of(progress), text, progress.done, progress.pages)


def sentence_of(progress: Progress) -> str:
    """“Đang nhận dạng trang 3/12.”"""
    if progress.state is State.DONE:
        if not progress.pages:
            return _("Không nhận dạng được trang nào.")
        return ngettext("Đã nhận dạng %(n)s trang.", "Đã nhận dạng %(n)s trang.", progress.pages) % {
            "n": progress.pages
        }
    if progress.state is State.LEFT:
        return _("Chưa nhận dạng: bản quét này chưa có chữ.")
    if progress.state is State.WAITING or not progress.pages:
        return _("Đang chờ nhận dạng.")
    page = min(progress.done + 1, progress.pages)
    return _("Đang nhận dạng trang %(page)s/%(pages)s.") % {"page": page, "pages": progress.pages}


def under_way(visit: Visit) -> list[tuple[Document, str]]:
    """The scans within reach whose recognition is not finished, each with its words."""
    found = recognition.under_way(visit.scope)
    progress = recognition.progress(found)
    return [(paper, sentence_of(progress[paper.pk])) for paper in found if paper.pk in progress]


def document_recognition(request: VisitRequest, pk: int) -> HttpResponse:
    """The line of state alone, asked again and again; once it is done, the page is loaded anew."""
    found = readings.visible(request.visit).filter(pk=pk).first()
    if found is None:
        raise readings.NoDocumentError
    now = recognising(found)
    answer = render(request, "parts/recognising.html", context_of(request.visit, found))
    if now is None or not now.is_under_way:
        answer["HX-Refresh"] = "true"
    return answer


def context_of(visit: Visit, found: Document) -> dict[str, Any]:
    """What parts/recognising.html is given."""
    return {
        "recognising": recognising(found),
        "may_ask": visit.scope.may(Right.ADD_DOCUMENTS) and visit.clocks.can_record,
    }


@require_POST
def document_recognise(request: VisitRequest, pk: int) -> HttpResponse:
    """Ask for a scan to be recognised; asking twice is as good as once."""
    visit = request.visit
    visit.scope.require(Right.ADD_DOCUMENTS)
    found = readings.document_of(visit, pk)
    progress = recognition.progress([found]).get(found.pk)
    if progress is not None and progress.state is State.LEFT:
        recognition.ask(found)
    return HttpResponseRedirect(reverse("document", args=[pk]))


@require_POST
def document_read(request: VisitRequest, pk: int) -> HttpResponse:
    """Read the figures of a paper that was kept without reading them: put to an act, or a scan recognised since."""
    visit = request.visit
    visit.scope.require(Right.ADD_DOCUMENTS)
    found = readings.document_of(visit, pk)
    read = jobs.read_figures(found, now=visit.now)
    return HttpResponseRedirect(f"{reverse('document', args=[pk])}?da-doc={read}")


urlpatterns = [
    path("van-ban/<int:pk>/nhan-dang/", document_recognise, name="document_recognise"),
    path("van-ban/<int:pk>/nhan-dang/dong/", document_recognition, name="document_recognition"),
    path("van-ban/<int:pk>/doc/", document_read, name="document_read"),
]
