"""The committee's list on a page, in Word and in Excel; the board by stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liemchinh.directory import roster
from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import UnreadableDateError, parse_date, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.kernel.vietnamese import collation_key
from liemchinh.law.acts import DossierKind
from liemchinh.law.limits import LIMITS
from liemchinh.ledger import board, warning_days, watch_changes, watching
from liemchinh.ledger.board import Column
from liemchinh.ledger.queries import Reading
from liemchinh.ledger.warning_days import Thresholds
from liemchinh.ledger.watch_changes import Session, Since
from liemchinh.reports import watch_list_sheet, watch_list_word
from liemchinh.reports.watch_list import NOBODY_GUILTY, WatchList, count_pair
from liemchinh.web.dossiers.pages import reading_of
from liemchinh.web.showing import shapes, shown
from liemchinh.web.showing.sentences import level_label
from liemchinh.web.showing.shown import said
from liemchinh.web.showing.values import printed
from liemchinh.web.visit import Visit, VisitRequest, page
from liemchinh.web.watching import listing

MOST_LINES: Final = 400
"""Lines that one page, or one Word file, holds; a longer list is read by committee or in Excel."""
MOST_ROWS: Final = 3000
"""Lines of a workbook."""


@dataclass(slots=True)
class Asked:
    """What the address asks for. `committees` None = every register; `problems`: what was not understood."""

    committee: Committee
    code: str
    committees: frozenset[int] | None
    since: Since | None
    session: Session | None
    typed_day: str
    typed_position: str
    problems: dict[str, str] = field(default_factory=dict)

    def pairs(self) -> list[tuple[str, str]]:
        """The address, as far as something was chosen."""
        typed = (("so", self.code), ("tu", self.typed_day), ("muc", self.typed_position))
        return [(name, value) for name, value in typed if value]

    def url(self, name: str) -> str:
        """Another view of the same list."""
        pairs = self.pairs()
        return f"{reverse(name)}?{urlencode(pairs)}" if pairs else reverse(name)


def asked(request: VisitRequest, reading: Reading) -> Asked:
    """Read the address. Raises NotAllowedError, OutOfScopeError."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    code = request.GET.get("so", "").strip()
    committees = watching.committees_of(visit.scope, code)
    session = watch_changes.last_session(visit.scope, reading, committees)
    found = Asked(
        committee=_committee(visit, code),
        code=code,
        committees=committees,
        since=watch_changes.since_session(session, reading) if session else None,
        session=session,
        typed_day=request.GET.get("tu", "").strip()[:20],
        typed_position=request.GET.get("muc", "").strip()[:20],
    )
    if found.typed_position:
        digits = found.typed_position.replace(".", "")
        if digits.isascii() and digits.isdigit() and len(digits) < 19:
            found.since = watch_changes.since_position(int(digits), reading)
        else:
            found.problems["muc"] = _("Ghi số mục, ví dụ 48.213.")
    elif found.typed_day:
        try:
            day = parse_date(found.typed_day, today=visit.today)
        except UnreadableDateError as fault:
            found.problems["tu"] = visit.said(fault.label)
        else:
            if day >= reading.day:
                found.problems["tu"] = _("Chọn ngày trước ngày của danh mục, %(day)s.") % {
                    "day": show_date(reading.day)
                }
            else:
                found.since = watch_changes.since_day(day, reading)
    return found


def _committee(visit: Visit, code: str) -> Committee:
    if code:
        return Committee.objects.get(code=code)
    found = visit.committee or Committee.objects.filter(territory__isnull=True).first()
    if found is None:
        raise OutOfScopeError
    return found


def committee_field(visit: Visit, code: str, *, whole: str = "") -> shapes.Field | None:
    """The choice of a committee for who reaches every one; None for everybody else. `whole`: all of them together."""
    if visit.scope.committees is not None:
        return None
    offered = sorted(roster.committees(visit.clocks.effective), key=lambda one: collation_key(one.office))
    choices = [shapes.Choice("", whole or _("Chọn một Ban Chỉ đạo"), not code)]
    choices += [
        shapes.Choice(one.code, Label(one.office, one.office_en), one.code == code)
        for one in offered
        if one.territory_id
    ]
    return shapes.Field("so", _("Ban Chỉ đạo"), "select", code, choices=choices)


def _fields(visit: Visit, wish: Asked, *, compares: bool = True) -> list[shapes.Field]:
    chosen = committee_field(visit, wish.code, whole=_("Cả nước"))
    fields = [chosen] if chosen else []
    if compares:
        fields += [
            shapes.Field(
                "tu",
                _("So với ngày"),
                "day",
                wish.typed_day,
                hint=_("Trống: phiên họp Ban Chỉ đạo trước."),
                width="day",
                refusal=wish.problems.get("tu", ""),
            ),
            shapes.Field(
                "muc",
                _("hoặc với mục"),
                "text",
                wish.typed_position,
                hint=_("Sổ đã biết đến mục này."),
                width="day",
                refusal=wish.problems.get("muc", ""),
            ),
        ]
    return fields


# The list ------------------------------------------------------------------------------------------------------------


def committee_list(request: VisitRequest) -> HttpResponse:
    """The list as the committee reads it, with what changed since its last session."""
    visit, reading = request.visit, reading_of(request.visit)
    wish = asked(request, reading)
    counted = watching.counts(visit.scope, reading, wish.committees)
    total = sum(one.dossiers for one in counted)
    too_long = total > MOST_LINES
    paper = None if too_long else _paper(visit, reading, wish)
    context = {
        "paper": paper,
        "title": listing.TITLE,
        "summary": paper.summary if paper else listing.outline(counted),
        "since": listing.since_words(wish.since),
        "counts": _counts(paper) if paper else _outlined(counted),
        "total": total,
        "too_long": too_long,
        "fields": _fields(visit, wish),
        "refusals": [shapes.Refused(text, f"f-{name}") for name, text in wish.problems.items()],
        "nobody_guilty": NOBODY_GUILTY,
        "word_url": "" if too_long else wish.url("watch_list_word"),
        "sheet_url": "" if total > MOST_ROWS else wish.url("watch_list_sheet"),
        "board_url": wish.url("stage_board"),
        "crumbs": [(_("Diện theo dõi"), reverse("watch_list")), (_("Danh mục trình Ban Chỉ đạo"), "")],
        "across": True,
        "printed": printed(visit),
        "secrecy": _("Lưu hành nội bộ. Chữ đậm: quá hạn."),
    }
    return page(request, "desk/watch_committee.html", context, room="watch_list")


def _paper(visit: Visit, reading: Reading, wish: Asked) -> WatchList:
    return listing.watch_list(visit, reading, wish.committee, wish.committees, wish.since)


def _counts(paper: WatchList) -> list[dict[str, Any]]:
    """One line for each level and kind: its pair, and where its lines are."""
    return [
        {
            "level": group.level,
            "pair": group.pair,
            "cleared": group.cleared,
            "news": sum(line.is_news for line in group.lines),
            "url": f"#nhom-{place}",
        }
        for place, group in enumerate(paper.groups, start=1)
    ]


def _outlined(counted: Sequence[watching.Count]) -> list[dict[str, Any]]:
    """The same lines for a list that is not laid out; each opens the list to be filtered."""
    return [
        {
            "level": level_label(one.level),
            "pair": count_pair(one.kind, one.dossiers, one.accused),
            "url": _filtered(one.kind, "cap", one.level),
        }
        for one in counted
    ]


def _filtered(kind: DossierKind, name: str, value: str) -> str:
    """The list of what is on the watch list, narrowed to a kind and one more filter."""
    pairs = [("loc", "1"), ("loai", kind.value), ("dien", "watched"), (name, value)]
    return f"{reverse('watch_list')}?{urlencode(pairs)}"


def committee_list_word(request: VisitRequest) -> HttpResponse:
    """The same list as a Word file; one too long for that is shown instead."""
    paper = _printable(request, MOST_LINES)
    if isinstance(paper, HttpResponse):
        return paper
    return download(watch_list_word.render(paper), watch_list_word.file_name(paper), watch_list_word.MEDIA_TYPE)


def committee_list_sheet(request: VisitRequest) -> HttpResponse:
    """The same list as an Excel workbook; one too long for that is shown instead."""
    paper = _printable(request, MOST_ROWS)
    if isinstance(paper, HttpResponse):
        return paper
    return download(watch_list_sheet.render(paper), watch_list_sheet.file_name(paper), watch_list_sheet.MEDIA_TYPE)


def _printable(request: VisitRequest, most: int) -> WatchList | HttpResponse:
    """The list for a file, or the way to the page that says why there is none."""
    visit, reading = request.visit, reading_of(request.visit)
    wish = asked(request, reading)
    total = sum(one.dossiers for one in watching.counts(visit.scope, reading, wish.committees))
    if wish.problems or total > most:
        return HttpResponseRedirect(wish.url("watch_committee"))
    return _paper(visit, reading, wish)


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file that the browser saves under an ASCII name."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


# The board -----------------------------------------------------------------------------------------------------------


def stage_board(request: VisitRequest) -> HttpResponse:
    """Bảng theo giai đoạn: the dossiers on the list under the stages of their track."""
    visit, reading = request.visit, reading_of(request.visit)
    wish = asked(request, reading)
    tracks = [(kind, board.columns(visit.scope, reading, wish.committees, kind)) for kind in watching.KINDS]
    soon = warning_days.thresholds()
    context = {
        "tracks": [_track(kind, columns, reading, soon) for kind, columns in tracks],
        "sentence": _sentence(tracks),
        "fields": _fields(visit, wish, compares=False),
        "list_url": wish.url("watch_committee"),
        "crumbs": [(_("Diện theo dõi"), reverse("watch_list")), (_("Bảng theo giai đoạn"), "")],
        "across": True,
        "printed": printed(visit),
        "secrecy": _("Lưu hành nội bộ. Chữ đậm: quá hạn."),
    }
    return page(request, "desk/stage_board.html", context, room="watch_list")


def _sentence(tracks: Sequence[tuple[DossierKind, Sequence[Column]]]) -> str:
    parts = []
    for kind, columns in tracks:
        count = sum(column.count for column in columns)
        words = _("%(count)s vụ án") if kind is DossierKind.CASE else _("%(count)s vụ việc")
        parts.append(words % {"count": show_number(count)})
    stopped = sum(column.suspended for _kind, columns in tracks for column in columns)
    told = _("Đang theo dõi %(what)s.") % {"what": ", ".join(parts)}
    if stopped:
        told += " " + _("Tạm đình chỉ: %(count)s.") % {"count": show_number(stopped)}
    return told


def _track(kind: DossierKind, columns: Sequence[Column], reading: Reading, soon: Thresholds) -> dict[str, Any]:
    return {
        "kind": kind.label,
        "key": kind.value,
        "count": sum(column.count for column in columns),
        "width": len(columns),
        "columns": [
            {
                "label": column.stage.label,
                "key": column.stage.value,
                "count": column.count,
                "accused": column.accused if kind is DossierKind.CASE else None,
                "url": _filtered(kind, "giai-doan", column.stage.value),
                "rows": [_row(row, reading, soon) for row in column.rows],
                "more": column.count - len(column.rows),
            }
            for column in columns
        ],
    }


def _row(row: board.Standing, reading: Reading, soon: Thresholds) -> dict[str, Any]:
    limit = LIMITS.get(row.next_limit)
    days = row.days(reading.day)
    return {
        "number": row.number,
        "url": reverse("dossier", args=[row.committee_code, row.number]),
        "title": row.title,
        "days": shown.bound(_("%(count)s ngày") % {"count": show_number(days)}),
        "since": row.stage_on,
        "due": shown.due(
            row.next_due,
            reading.day,
            stopped=row.suspended and row.next_due is None,
            soon=soon.of(row.committee_code, row.next_limit),
        ),
        "basis": str(said(limit.label)).lower() if limit and row.next_due else "",
        "suspended": row.suspended,
    }


urlpatterns = [
    path("dien/danh-muc/", committee_list, name="watch_committee"),
    path("dien/danh-muc.docx", committee_list_word, name="watch_list_word"),
    path("dien/danh-muc.xlsx", committee_list_sheet, name="watch_list_sheet"),
    path("dien/giai-doan/", stage_board, name="stage_board"),
]
