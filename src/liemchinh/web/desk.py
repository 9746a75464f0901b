"""The officer's own desk: what is due, what is new, what waits to be judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liemchinh.directory.roles import DutyRole, Right
from liemchinh.figures import claims
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.calendar import FAR, WEEKDAYS, WorkingDays, show_date
from liemchinh.kernel.label import Label
from liemchinh.law.book import BOOK
from liemchinh.law.limits import LIMITS
from liemchinh.ledger import agenda, warning_days, working_days
from liemchinh.ledger.agenda import Due, DueDay, Stretch
from liemchinh.ledger.queries import Reading
from liemchinh.web.acts.draft_pages import drafts_of
from liemchinh.web.dossiers.opening import why_not_record
from liemchinh.web.dossiers.pages import reading_of
from liemchinh.web.dossiers.parts import anchor, document_url
from liemchinh.web.drawing import daylines
from liemchinh.web.drawing.daylines import StripDay
from liemchinh.web.finding import saving
from liemchinh.web.showing import shown
from liemchinh.web.showing.shown import said
from liemchinh.web.showing.values import in_words
from liemchinh.web.visit import Visit, VisitRequest, page

EACH: Final = 12
"""Rows of a group before the rest is a link."""
LATER: Final = 4
"""Rows of what is due after next week."""
OPENED: Final = 400
"""Rows of a group that is opened."""
WEEKS: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is due."""

    due: shown.Due
    what: str
    basis: str
    number: str
    url: str
    title: str
    keeper: str

    @property
    def weekday(self) -> Label | str:
        """The day of the week, where the date alone says too little."""
        return WEEKDAYS[self.due.day.weekday()] if self.due.day else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Things due in one stretch of time. `rest`: how many are not shown."""

    name: str
    label: Label
    count: int
    lines: tuple[Line, ...]

    @property
    def rest(self) -> int:
        """How many stand behind the link."""
        return self.count - len(self.lines)


GROUPS: Final = (
    ("qua-han", Label("Quá hạn", "Overdue")),
    ("hom-nay", Label("Hôm nay", "Today")),
    ("tuan-nay", Label("Đến hết tuần này", "Until the end of this week")),
    ("tuan-sau", Label("Tuần sau", "Next week")),
    ("sau-do", Label("Sau đó", "Later")),
)


def group_of(due: date, day: date) -> str:
    """In which stretch of time a day lies, as seen on `day`; weeks end on Sunday."""
    sunday = day + timedelta(days=6 - day.weekday())
    if due < day:
        return "qua-han"
    if due == day:
        return "hom-nay"
    if due <= sunday:
        return "tuan-nay"
    return "tuan-sau" if due <= sunday + timedelta(days=7) else "sau-do"


def desk(request: VisitRequest) -> HttpResponse:
    """What this officer has to see to; everything within reach for whoever does not keep dossiers, or asks for it."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    reading = reading_of(visit)
    keeps = visit.scope.roles[:1] == (DutyRole.SPECIALIST,)
    own = keeps and request.GET.get("ai") != "tat-ca"
    keeper = visit.officer.pk if own else None
    first = reading.day - timedelta(days=reading.day.weekday() + 7)
    last = first + timedelta(days=7 * WEEKS - 1)
    days = agenda.due_days(visit.scope, reading, first, last, keeper_id=keeper)
    strip = _strip(days, first, last, reading.day, working_days.calendar(reading.known))
    opened = request.GET.get("mo", "")
    groups = _groups(visit, reading, keeper, days, opened)
    counts = {group.name: group.count for group in groups}
    context = {
        "day": reading.day,
        "groups": groups,
        "over": counts.get("qua-han", 0),
        "today_count": counts.get("hom-nay", 0),
        "week": counts.get("tuan-nay", 0),
        "strip": daylines.calendar_strip(
            strip,
            today=reading.day,
            key="lich",
            title=_("Việc đến hạn trong bốn tuần"),
            description=daylines.describe_strip(strip),
        ),
        "own": own,
        "keeps": keeps,
        **_aside(visit, reading),
        **drafts_of(visit),
        "why_not": why_not_record(visit),
        "saved": [(one.name, saving.address(one)) for one in saving.of(visit.officer)],
    }
    return page(request, "desk/desk.html", context, room="desk")


def _strip(days: Iterable[DueDay], first: date, last: date, today: date, worked: WorkingDays) -> list[StripDay]:
    found = {one.day: one for one in days}
    strip = []
    for day in daylines.days_between(first, last):
        one = found.get(day)
        count = one.open if one else 0
        strip.append(
            StripDay(
                day,
                over=count if day < today else 0,
                due=count if day >= today else 0,
                done=one.met if one else 0,
                off=not worked.is_worked(day),
            )
        )
    return strip


def _stretches(day: date, opened: str) -> list[Stretch]:
    """The days of each group and how many rows it shows."""
    sunday = day + timedelta(days=6 - day.weekday())
    first, stretches = date.min, []
    for (name, _label), last in zip(
        GROUPS, (day - timedelta(days=1), day, sunday, sunday + timedelta(days=7), FAR), strict=True
    ):
        most = OPENED if name == opened else LATER if name == "sau-do" else EACH
        stretches.append(Stretch(first, last, most))
        first = last + timedelta(days=1) if last < FAR else FAR
    return stretches


def _groups(visit: Visit, reading: Reading, keeper: int | None, days: Iterable[DueDay], opened: str) -> list[Group]:
    totals: dict[str, int] = {}
    for one in days:
        if one.open:
            name = group_of(one.day, reading.day)
            totals[name] = totals.get(name, 0) + one.open
    thresholds = warning_days.thresholds()
    found: dict[str, list[Line]] = {}
    for due in agenda.deadlines(visit.scope, reading, keeper_id=keeper, stretches=_stretches(reading.day, opened)):
        lines = found.setdefault(group_of(due.due_on, reading.day), [])
        lines.append(_line(due, reading.day, thresholds.of(due.committee_code, due.limit_code)))
    return [
        Group(name, label, totals.get(name, len(found[name])), tuple(found[name]))
        for name, label in GROUPS
        if found.get(name)
    ]


def _line(due: Due, day: date, soon: int) -> Line:
    limit = LIMITS[due.limit_code]
    kind = BOOK.get(due.started_kind)
    event = str(said(kind.label)).lower() if kind else ""
    since = _("từ %(event)s ngày %(day)s") % {"event": event, "day": show_date(due.started_on)}
    return Line(
        shown.due(due.due_on, day, soon=soon),
        str(said(limit.label)),
        f"{since} · {said(limit.basis.label)}",
        due.number,
        reverse("dossier", args=[due.committee_code, due.number]),
        due.title,
        due.keeper,
    )


def _aside(visit: Visit, reading: Reading) -> dict[str, Any]:
    """What came in since yesterday, readings to be judged, proposals for the watch list."""
    yesterday = datetime.combine(visit.today - timedelta(days=1), time(), timezone.get_current_timezone())
    acts, act_count = agenda.newest_acts(visit.scope, reading, yesterday)
    proposed, proposed_count = agenda.proposals(visit.scope, reading)
    waiting = claims.current().filter(judgements__isnull=True)
    if visit.scope.committees is not None:
        waiting = waiting.filter(committee_id__in=visit.scope.committees)
    return {
        "acts": [
            {
                "label": BOOK[act.kind].label if act.kind in BOOK else Label(act.kind, act.kind),
                "number": act.dossier.number,
                "url": reverse("dossier", args=[act.dossier.committee.code, act.dossier.number]) + anchor(act.position),
                "row": act,
            }
            for act in acts
        ],
        "act_count": act_count,
        "proposed": [
            {"number": number, "title": title, "day": on, "url": reverse("dossier", args=[code, number])}
            for code, number, title, on in proposed
        ],
        "proposed_count": proposed_count,
        "readings": [
            {
                "label": INDICATORS[claim.indicator].label if claim.indicator in INDICATORS else claim.indicator,
                "value": in_words(claim.unit, claim.value),
                "document": claim.document.name,
                "url": f"{document_url(claim.document_id)}#so-{claim.pk}",
            }
            for claim in waiting.defer("document__content", "document__text").order_by("-id")[:5]
        ],
        "reading_count": waiting.count(),
    }


urlpatterns = [path("ban/", desk, name="desk")]
