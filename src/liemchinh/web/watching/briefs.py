"""The brief of a case on a page, in Word and as PDF. Each opening is a look at the dossier and is written down."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from liemchinh.directory.access import OutOfScopeError
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import queries, watching
from liemchinh.ledger.models import Dossier
from liemchinh.ledger.queries import File, Reading
from liemchinh.reports import brief_pdf, brief_word
from liemchinh.reports.brief import Brief, OversizeError
from liemchinh.reports.typesetting import TypesettingError
from liemchinh.web.dossiers.pages import reading_of
from liemchinh.web.showing.values import printed
from liemchinh.web.visit import VisitRequest, page
from liemchinh.web.watching.briefing import brief
from liemchinh.web.watching.listing import clocks_of
from liemchinh.web.watching.pages import download


@dataclass(frozen=True, slots=True)
class _Opened:
    dossier: Dossier
    file: File
    reading: Reading
    request: VisitRequest

    def brief(self) -> Brief:
        """The sheet in the language in force."""
        return brief(self.file, self.reading, clocks_of(self.request.visit))


def _open(request: VisitRequest, committee: str, number: str) -> _Opened:
    """Pass the door: rights, reach, and the look. Only cases and matters have a brief."""
    visit = request.visit
    found = queries.dossier(visit.scope, committee, number, now=visit.now)
    if DossierKind(found.kind) not in watching.KINDS:
        raise OutOfScopeError
    reading = reading_of(visit)
    return _Opened(found, queries.file_of(visit.scope, found, reading), reading, request)


def case_brief(request: VisitRequest, committee: str, number: str) -> HttpResponse:
    """Tóm tắt vụ án, for the phone first."""
    return _shown(_open(request, committee, number))


def _shown(opened: _Opened, *, failed: str = "") -> HttpResponse:
    request, dossier = opened.request, opened.dossier
    address = [dossier.committee.code, dossier.number]
    context = {
        "brief": opened.brief(),
        "dossier_url": reverse("dossier", args=address),
        "word_url": reverse("case_brief_word", args=address),
        "pdf_url": reverse("case_brief_pdf", args=address),
        "failed": failed,
        "crumbs": [
            (_("Diện theo dõi"), reverse("watch_list")),
            (dossier.number, reverse("dossier", args=address)),
            (_("Tóm tắt"), ""),
        ],
        "printed": printed(request.visit),
        "secrecy": _("Lưu hành nội bộ"),
    }
    return page(request, "desk/case_brief.html", context, room="watch_list", status=422 if failed else 200)


def case_brief_pdf(request: VisitRequest, committee: str, number: str) -> HttpResponse:
    """The same as a PDF of one A4 page, in Vietnamese."""
    opened = _open(request, committee, number)
    with override("vi"):
        told = opened.brief()
    try:
        sheet = brief_pdf.render(told)
    except (OversizeError, TypesettingError):
        return _shown(opened, failed=_("Chưa lập được PDF một trang cho hồ sơ này. Bản trên trang này vẫn đủ."))
    return download(sheet.content, brief_pdf.file_name(told, "pdf"), brief_pdf.MEDIA_TYPE)


def case_brief_word(request: VisitRequest, committee: str, number: str) -> HttpResponse:
    """The same as a Word file of one A4 page, in Vietnamese."""
    opened = _open(request, committee, number)
    with override("vi"):
        told = opened.brief()
    try:
        content = brief_word.render(told)
    except (OversizeError, TypesettingError):
        return _shown(opened, failed=_("Chưa lập được tệp Word một trang cho hồ sơ này. Bản trên trang này vẫn đủ."))
    return download(content, brief_pdf.file_name(told, "docx"), brief_word.MEDIA_TYPE)


urlpatterns = [
    path("ho-so/<slug:committee>/<str:number>/tom-tat/", case_brief, name="case_brief"),
    path("ho-so/<slug:committee>/<str:number>/tom-tat.pdf", case_brief_pdf, name="case_brief_pdf"),
    path("ho-so/<slug:committee>/<str:number>/tom-tat.docx", case_brief_word, name="case_brief_word"),
]
