"""Documents: what came in, receiving one more, and its text with the figures that were read in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liemchinh import reader
from liemchinh.directory.access import NotAllowedError
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.directory.territories import TERRITORIES
from liemchinh.figures import claims
from liemchinh.figures.models import Verdict
from liemchinh.files import opening
from liemchinh.files.kinds import ACCEPTED, LIMIT, FileKind
from liemchinh.files.refusals import MEGABYTE, NO_TEXT, RefusedFileError, refused
from liemchinh.kernel.calendar import UnreadableDateError, parse_date, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.ledger import attachments, documents
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.models import Document
from liemchinh.web.papers import judging, readings, scans
from liemchinh.web.papers.originals import kind_of
from liemchinh.web.papers.readings import Reading
from liemchinh.web.showing import values
from liemchinh.web.showing.shapes import Claimed, Fact, Field, Pages, Refused
from liemchinh.web.showing.shown import said, show_entry, show_moment
from liemchinh.web.visit import Visit, VisitRequest, page

PAGE: Final = 50
LONGEST: Final = 2_000_000
"""Characters of a text that are read while the officer waits: some 800 pages."""


def pages_of(request: VisitRequest, total: int) -> tuple[int, Pages]:
    """Where a list of `total` stands, by `trang` of the address: the offset and the pager."""
    last = max(-(-total // PAGE), 1)
    wanted = request.GET.get("trang", "1")
    at = min(max(int(wanted), 1), last) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 1
    offset = (at - 1) * PAGE
    return offset, Pages(
        min(offset + 1, total),
        min(offset + PAGE, total),
        total,
        f"?trang={at - 1}" if at > 1 else "",
        f"?trang={at + 1}" if at < last else "",
    )


def document_list(request: VisitRequest) -> HttpResponse:
    """The documents within reach, newest first."""
    visit = request.visit
    found = readings.visible(visit)
    total = found.count()
    offset, pages = pages_of(request, total)
    current = Q(claims__amended_by__isnull=True)
    rows = found.annotate(
        read=Count("claims", filter=current, distinct=True),
        judged=Count("claims", filter=current & Q(claims__judgements__isnull=False), distinct=True),
    ).order_by("-recorded_at", "-id")[offset : offset + PAGE]
    context = {
        "rows": rows,
        "total": total,
        "under_way": scans.under_way(visit) if visit.clocks.can_record else [],
        "pages": pages if total > PAGE else None,
        "may_add": _may(visit, Right.ADD_DOCUMENTS),
        "several": visit.scope.committees is None or len(visit.scope.committees) > 1,
        "printed": values.printed(visit),
        "across": True,
    }
    return page(request, "desk/document_list.html", context, room="document_list")


def _may(visit: Visit, right: Right) -> bool:
    return visit.scope.may(right) and visit.clocks.can_record


def _marked(reading: Reading) -> Claimed:
    """A reading as the text marks it on the page of its document."""
    verdict = {Verdict.ACCEPTED.value: "agrees", Verdict.REFUSED.value: "rejected"}.get(reading.verdict, "unknown")
    return Claimed(
        reading.number,
        reading.label,
        reading.value,
        "",
        verdict,
        f"{said(reading.label)}: {reading.value}, {reading.judged or _('chưa xử lý')}",
        start=reading.claim.start,
        end=reading.claim.end,
    )


def document(request: VisitRequest, pk: int) -> HttpResponse:
    """The text with its read figures in place, and the list of them to accept, amend or refuse."""
    return document_page(request, pk)


def document_page(request: VisitRequest, pk: int, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """The page of a document, perhaps with what was refused on it."""
    visit = request.visit
    found = readings.document_of(visit, pk)
    text = readings.text_of(found)
    read = readings.current_of(found, until=visit.clocks.reached_at if visit.clocks.is_past else None)
    own = reverse("document", args=[pk])
    waiting = sum(1 for one in read if not one.verdict)
    context = {
        "document": found,
        "facts": _facts(found, visit, len(text)),
        "paragraphs": readings.paragraphs(text, [_marked(one) for one in read]),
        "may_read": not read and bool(text.strip()) and _may(visit, Right.ADD_DOCUMENTS),
        "readings": [(one, readings.judge_url(one)) for one in read],
        "count": len(read),
        "waiting": waiting,
        "may_judge": _may(visit, Right.JUDGE_CLAIMS),
        "next_url": own,
        "done": _done(request),
        "refusal": refusal,
        "crumbs": [(_("Văn bản"), reverse("document_list")), (found.name, "")],
        "printed": values.printed(visit),
    } | scans.context_of(visit, found)
    return page(request, "desk/document.html", context, room="document_list", status=status)


def _done(request: VisitRequest) -> str:
    count = request.GET.get("da-nhan", "")
    if count.isascii() and count.isdigit() and len(count) < 7:
        return ngettext("Đã nhận %(n)s cách đọc.", "Đã nhận %(n)s cách đọc.", int(count)) % {
            "n": show_number(int(count))
        }
    read = request.GET.get("da-doc", "")
    if read.isascii() and read.isdigit() and len(read) < 7:
        return ngettext("Máy đọc được %(n)s số.", "Máy đọc được %(n)s số.", int(read)) % {"n": show_number(int(read))}
    if request.GET.get("moi") == "quet":
        return _("Đã nhận bản quét. Nhận dạng xong thì máy đọc các số trong đó.")
    return _("Đã nhận văn bản vào hệ thống và đọc xong.") if "moi" in request.GET else ""


def _facts(found: Document, visit: Visit, size: int) -> list[Fact]:
    kind = kind_of(found)
    own = reverse("document_file", args=[found.pk])
    links = format_html('<a href="{}">{}</a>', own, _("Tải nguyên văn"))
    if kind is not None and kind.has_pages:
        pages = reverse("document_original", args=[found.pk])
        links = format_html('<a href="{}">{}</a> · {}', pages, _("Xem từng trang"), links)
    attached = _attached(found, visit)
    return [
        Fact(_("Ngày văn bản"), show_date(found.published_on) if found.published_on else _("không nêu")),
        Fact(_("Nhận lúc"), show_moment(found.recorded_at)),
        Fact(_("Người nhận"), found.officer.name),
        Fact(_("Thuộc sổ"), Label(found.committee.office, found.committee.office_en)),
        Fact(_("Loại tệp"), kind.label if kind is not None else found.media_type),
        *([Fact(_("Dài"), _("%(n)s ký tự") % {"n": show_number(size)})] if size else []),
        *([Fact(_("Kèm theo"), attached)] if attached else []),
        Fact(_("Tệp gốc"), links),
    ]


def _attached(found: Document, visit: Visit) -> SafeString | str:
    """The acts to which the paper is put, each a link into its dossier."""
    acts = attachments.acts_of(visit.scope, found, until=visit.clocks.reached_at if visit.clocks.is_past else None)
    pairs = (
        (
            f"{reverse('dossier', args=[act.dossier.committee.code, act.dossier.number])}#muc-{act.position}",
            show_entry(act.position),
            act.dossier.number,
        )
        for act in acts
    )
    return format_html_join("; ", '<a class="nowrap" href="{}">{}, {}</a>', pairs)


@dataclass(slots=True)
class Form:
    """What was typed in the form of a new document, and what was refused of it."""

    name: str = ""
    text: str = ""
    published: str = ""
    upload: UploadedFile[Any] | None = None
    published_on: date | None = None
    refusals: dict[str, str] | None = None

    def refuse(self, field: str, why: str) -> None:
        """Keep the first fault of a field."""
        self.refusals = self.refusals or {}
        self.refusals.setdefault(field, why)

    def fields(self) -> dict[str, Field]:
        """The fields of the form, with what was typed."""
        faults = self.refusals or {}
        size = LIMIT // MEGABYTE
        return {
            "file": Field(
                "tep",
                _("Tệp"),
                "file",
                hint=_("PDF, Word, Excel, .txt, hoặc bản quét (PDF, PNG, JPEG, TIFF); tối đa %(size)s MB.")
                % {"size": size},
                accept=ACCEPTED,
                refusal=faults.get("tep", ""),
            ),
            "text": Field(
                "chu",
                _("Hoặc dán chữ của văn bản"),
                "area",
                self.text,
                rows=10,
                refusal=faults.get("chu", ""),
            ),
            "name": Field(
                "ten",
                _("Tên văn bản"),
                value=self.name,
                hint=_("Cần khi dán chữ; để trống thì lấy tên tệp."),
                refusal=faults.get("ten", ""),
            ),
            "published": Field(
                "ngay",
                _("Ngày văn bản"),
                "day",
                self.published,
                hint=_("Để trống thì tìm trong chữ của văn bản."),
                refusal=faults.get("ngay", ""),
            ),
        }


def document_add(request: VisitRequest) -> HttpResponse:
    """Receive a document: a file or pasted text. Each fault is a sentence; what was typed stays."""
    visit = request.visit
    visit.scope.require(Right.ADD_DOCUMENTS)
    if visit.committee is None:
        raise NotAllowedError(Right.ADD_DOCUMENTS)
    form = Form()
    if request.method == "POST":
        form = Form(
            " ".join(request.POST.get("ten", "").split()).replace("\0", ""),
            request.POST.get("chu", "").replace("\r\n", "\n").replace("\0", "\ufffd"),
            request.POST.get("ngay", "").strip(),
            request.FILES.get("tep"),
        )
        received = _receive(visit, visit.committee, form)
        if received is not None:
            how = "1" if received.text else "quet"
            return HttpResponseRedirect(f"{reverse('document', args=[received.pk])}?moi={how}")
    refusals = [
        # A refusal that carries a link of its own is not made a link to its field.
        Refused(why, "" if isinstance(why, SafeString) else form.fields()[key].key)
        for key, field in (("file", "tep"), ("text", "chu"), ("name", "ten"), ("published", "ngay"))
        if (why := (form.refusals or {}).get(field))
    ]
    context = {
        "fields": form.fields(),
        "refusals": refusals,
        "lost_file": form.upload.name if form.upload else "",
        "crumbs": [(_("Văn bản"), reverse("document_list")), (_("Nhận văn bản"), "")],
    }
    return page(request, "desk/document_add.html", context, room="document_list", status=422 if form.refusals else 200)


def _receive(visit: Visit, committee: Committee, form: Form) -> Document | None:
    """The document, or None with the faults in the form."""
    if not visit.clocks.can_record:
        form.refuse("tep", _("Đang đọc sổ ở mốc cũ: không nhận được văn bản. Về hiện tại rồi nhận."))
    if form.published:
        try:
            form.published_on = parse_date(form.published, today=visit.today)
        except UnreadableDateError as fault:
            form.refuse("ngay", visit.said(fault.label))
        if form.published_on and form.published_on > visit.today:
            form.refuse("ngay", _("Ngày %(day)s chưa tới.") % {"day": show_date(form.published_on)})
    paper = _paper(visit, form)
    if paper is None or form.refusals:
        return None
    scope = TERRITORIES[committee.territory_id].code if committee.territory_id else None
    read = reader.read(paper.text, published=form.published_on, default_scope=scope)
    try:
        with transaction.atomic():
            return claims.receive(paper, read, committee=committee, officer=visit.officer, now=visit.now)
    except claims.AlreadyReceivedError as fault:
        _already(form, fault.document)
    except IntegrityError:
        # Somebody sent the same bytes at the same moment; theirs is in.
        _already(form, Document.objects.filter(committee=committee).order_by("-id").defer("content", "text")[0])
    return None


def _already(form: Form, known: Document) -> None:
    where = format_html('<a href="{}">{}</a>', reverse("document", args=[known.pk]), known.name)
    form.refuse("tep" if form.upload else "chu", format_html(_("Văn bản này đã nhận: {}."), where))


def _paper(visit: Visit, form: Form) -> claims.Paper | None:
    if form.upload is None:
        return _pasted(form)
    if form.text.strip():
        form.refuse("chu", _("Có cả tệp và chữ dán. Chỉ giữ một thứ."))
        return None
    name = form.upload.name or "tệp"
    try:
        documents.refuse_size(name, form.upload.size or 0)
        content = form.upload.read()
        found = opening.examine(name, content)
    except RefusedEntryError as fault:
        form.refuse("tep", visit.said(fault.label))
        return None
    except RefusedFileError as fault:
        form.refuse("tep", visit.said(fault.label))
        return None
    if not found.is_scan and not found.text.strip():
        form.refuse("tep", visit.said(refused(found.name, NO_TEXT).label))
        return None
    if not _fits(form, found.text, "tep"):
        return None
    return claims.Paper(
        name=(form.name or found.name)[:200],
        media_type=found.media_type,
        content=content,
        text=found.text,
        published_on=form.published_on,
        is_scan=found.is_scan,
    )


def _pasted(form: Form) -> claims.Paper | None:
    if not form.text.strip():
        form.refuse("tep", _("Chưa có văn bản nào. Chọn một tệp, hoặc dán chữ vào ô dưới."))
        return None
    if not form.name:
        form.refuse("ten", _("Phải ghi tên văn bản khi dán chữ, ví dụ “Báo cáo số 52-BC/BCĐ”."))
        return None
    if not _fits(form, form.text, "chu"):
        return None
    return claims.Paper(
        name=form.name[:200],
        media_type=FileKind.TEXT.media_type,
        content=form.text.encode("utf-8", "replace"),
        text=form.text,
        published_on=form.published_on,
    )


def _fits(form: Form, text: str, field: str) -> bool:
    if len(text) <= LONGEST:
        return True
    form.refuse(
        field,
        _("Chưa đọc được: văn bản dài %(n)s ký tự, hơn mức %(most)s. Tách văn bản rồi gửi từng phần.")
        % {"n": show_number(len(text)), "most": show_number(LONGEST)},
    )
    return False


urlpatterns = [
    path("van-ban/", document_list, name="document_list"),
    path("van-ban/them/", document_add, name="document_add"),
    path("van-ban/<int:pk>/", document, name="document"),
    path("van-ban/<int:pk>/nhan-het/", judging.accept_all, name="claims_accept"),
    path("van-ban/so/<int:pk>/", judging.claim_judge, name="claim_judge"),
    path("van-ban/so/<int:pk>/sua/", judging.claim_amend, name="claim_amend"),
]
