"""What a dossier's page says beyond its deadlines: what would change them, what to look into, experts, who is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import FAR, show_date
from liemchinh.kernel.label import Label
from liemchinh.law.book import BOOK
from liemchinh.law.cautions import cautions
from liemchinh.law.declaring import choice
from liemchinh.law.expertise import ExpertRequest, requests
from liemchinh.law.history import History
from liemchinh.law.investigation import OTHER_MEASURE
from liemchinh.law.outlook import outcomes
from liemchinh.ledger import working_days
from liemchinh.ledger.queries import File, Name, Reading
from liemchinh.web.dossiers.deadlines import nearest
from liemchinh.web.showing.sentences import choice_label
from liemchinh.web.showing.shown import said

_MEASURES = (
    choice("custody", "tạm giữ", "in custody"),
    choice("detention", "tạm giam", "in detention"),
    *(OTHER_MEASURE.subjects.forms if OTHER_MEASURE.subjects else ()),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of “what would change this deadline”. `due_on` None = it would stop."""

    what: Label
    due_on: date | None
    days: int | None
    note: str
    basis: Label
    url: str


def changes(file: File, reading: Reading, *, may_record: bool) -> list[Change]:
    """What would move the nearest deadline, and where to; nothing is recorded by asking."""
    chosen = nearest(file.history, reading.day)
    if chosen is None:
        return []
    committee, number = file.dossier.committee.code, file.dossier.number
    now = chosen.due_on
    found = []
    for one in outcomes(chosen, reading.day, working_days.calendar(reading.known)):
        notes = [str(said(one.decided_by))] if one.decided_by else []
        if one.ask_by is not None:
            notes.append(_("đề nghị chậm nhất %(day)s") % {"day": show_date(one.ask_by)})
        offered = one.kind and may_record and BOOK[one.kind].code
        found.append(
            Change(
                one.what,
                one.due_on,
                (one.due_on - now).days if one.due_on and now else None,
                "; ".join(notes),
                one.basis.label,
                f"{reverse('act_new', args=[committee, number])}?kind={one.kind}" if offered else "",
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to look into."""

    text: str
    basis: Label | None
    rule: str
    url: str


def notices(history: History, day: date) -> list[Notice]:
    """What the law does not forbid but somebody should look into."""
    return [
        Notice(
            str(said(one.label)),
            one.basis.label if one.basis else None,
            one.rule,
            f"#muc-{one.position}" if one.position else "",
        )
        for one in cautions(history, day)
    ]


@dataclass(frozen=True, slots=True)
class Request:
    """One expert request as a line of its table."""

    kind: Label
    body: str
    asked_on: date
    due_on: date | None
    put_off: int
    answered_on: date | None
    refusal: Label | None
    late: int
    url: str


def expert_requests(history: History, day: date) -> list[Request]:
    """The expert requests known on `day`, the oldest first, each with its delay."""
    asked = BOOK["expertise.requested"].grounds
    refused = BOOK["expertise.refused"].grounds
    found = []
    for one in requests(history.acts):
        if one.requested_on <= day:
            refusal = choice_label(refused, one.refusal) if one.refusal else None
            found.append(_request(one, day, choice_label(asked, one.ground), refusal))
    return found


def _request(one: ExpertRequest, day: date, kind: Label, refusal: Label | None) -> Request:
    answered = one.answered_on if one.answered_on is not None and one.answered_on <= day else None
    return Request(
        kind,
        one.body,
        one.requested_on,
        one.due_on,
        one.put_off,
        answered,
        refusal if answered else None,
        one.days_late(day),
        f"#muc-{one.position}",
    )


def held(history: History, names: Mapping[str, Name], day: date) -> dict[str, str]:
    """“đang tạm giam từ 14/07/2026, hạn 12/10/2026” by person; “đang bị truy nã” for who is wanted."""
    told: dict[str, list[str]] = {}
    for span in history.spans:
        if not span.holds(day) or span.subject not in names:
            continue
        if span.state == "measure":
            due = next(
                (
                    one.due_as_of(day)
                    for one in history.deadlines
                    if span.subject in one.subjects and one.is_open(day) and one.limit.to_the_day
                ),
                None,
            )
            words = {"measure": said(choice_label(_MEASURES, span.detail)), "day": show_date(span.on)}
            text = _("đang %(measure)s từ %(day)s") % words
            if due is not None and due != FAR:
                text += _(", hạn %(day)s") % {"day": show_date(due)}
            told.setdefault(span.subject, []).append(text)
        elif span.state == "wanted":
            text = _("đang bị truy nã từ %(day)s") % {"day": show_date(span.on)}
            told.setdefault(span.subject, []).append(text)
        elif span.state == "suspended" and span.subject:
            text = _("tạm đình chỉ điều tra từ %(day)s") % {"day": show_date(span.on)}
            told.setdefault(span.subject, []).append(text)
    return {subject: "; ".join(lines) for subject, lines in told.items()}
