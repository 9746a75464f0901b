"""How a dossier stands on the watch list over time: its levels, what waits, whether it left and came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import show_date
from liemchinh.law.acts import Act, DossierKind
from liemchinh.law.book import BOOK
from liemchinh.ledger import watching
from liemchinh.ledger.queries import File, Reading
from liemchinh.web.dossiers.parts import anchor
from liemchinh.web.showing import shapes
from liemchinh.web.showing.sentences import choice_label, level_label, sentence
from liemchinh.web.showing.shown import said


@dataclass(frozen=True, slots=True)
class Story:
    """What templates/desk/watch_story.html is given. `sentence` says where the dossier stands now."""

    sentence: str
    steps: tuple[shapes.Paper, ...]
    waiting: tuple[shapes.Link, ...]


def story(file: File, reading: Reading) -> Story | None:
    """The story of a case or matter; None for a dossier that nobody watched or proposed."""
    if DossierKind(file.dossier.kind) not in watching.KINDS:
        return None
    day = reading.day
    stays = watching.stays_in(file.history)
    waits = watching.waiting_in(file.history, day)
    if not stays and not waits:
        return None
    steps = [
        shapes.Paper(_span(step, day), anchor(step.position), _paper(file, step.position))
        for stay in stays
        for step in stay.steps
    ]
    exits = [act for act in file.history.acts if act.kind in watching.EXITS and act.effective_on <= day]
    steps += [
        shapes.Paper(f"{_('Ra khỏi diện')}, {show_date(act.effective_on)}", anchor(act.position), _exit(file, act))
        for act in exits
        if any(stay.until == act.effective_on for stay in stays)
    ]
    return Story(
        _where(stays, reading),
        tuple(steps),
        tuple(
            shapes.Link(f"{said(sentence(act, file.names))}, {show_date(act.effective_on)}", anchor(act.position))
            for act in waits
        ),
    )


def _where(stays: tuple[watching.Stay, ...], reading: Reading) -> str:
    if not stays:
        return _("Mới được đề xuất, chưa thuộc diện và chưa tính vào số liệu.")
    last = stays[-1]
    if last.until <= reading.day:
        return _("Đã ra khỏi diện ngày %(day)s. Ra khỏi diện không kết thúc vụ án, vụ việc: hồ sơ vẫn mở.") % {
            "day": show_date(last.until)
        }
    told = _("Trong diện từ %(day)s.") % {"day": show_date(last.on)}
    if len(stays) > 1:
        told += " " + _("Đã ra khỏi diện ngày %(day)s rồi trở lại.") % {"day": show_date(stays[-2].until)}
    return told


def _span(step: watching.Step, day: date) -> str:
    told = {"level": said(level_label(step.level)), "day": show_date(step.on)}
    if step.until > day:
        return _("%(level)s, từ %(day)s") % told
    return _("%(level)s, từ %(day)s đến %(until)s") % {**told, "until": show_date(step.until)}


def _paper(file: File, position: int) -> str:
    item = file.at(position)
    if item is None:
        return ""
    number = item.row.document_number.strip()
    paper = _("số %(number)s") % {"number": number} if number else ""
    reasons = "; ".join(str(said(file.words[code])).lower() for code in item.act.criteria if code in file.words)
    return " · ".join(part for part in (paper, item.row.issuer, reasons) if part)


def _exit(file: File, act: Act) -> str:
    known = choice_label(BOOK[act.kind].grounds, act.ground) if act.ground else BOOK[act.kind].label
    reason = str(said(file.words.get(act.ground, known) if known.vi == act.ground else known))
    return " · ".join(part for part in (reason, _paper(file, act.position)) if part)
