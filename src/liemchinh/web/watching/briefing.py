"""A dossier told on one sheet, in the language in force: what a member of the committee needs before a session."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import FAR, Precision, show_date
from liemchinh.kernel.money import show_dong
from liemchinh.law.acts import Act, DossierKind, Role, Rung, Stage
from liemchinh.law.book import BOOK
from liemchinh.law.deadlines import Deadline
from liemchinh.law.expertise import ExpertRequest, requests
from liemchinh.law.history import SUSPENDED
from liemchinh.ledger import watching
from liemchinh.ledger.queries import File, Reading, Recorded
from liemchinh.reports.brief import Amount, Brief, Headings, KeyAct, Person, RoleGroup, Running
from liemchinh.reports.heading import Clocks, head_of
from liemchinh.web.dossiers.deadlines import nearest, words_of
from liemchinh.web.dossiers.parts import INNOCENT
from liemchinh.web.showing.sentences import charge_label, choice_label, level_label, offence_label, sentence
from liemchinh.web.showing.shown import NBSP, bound, said

_NOT_TOLD: Final = ("watch.", "register.", "assets.")
"""Acts that stand in other parts of the sheet, or are about the register itself."""


def brief(file: File, reading: Reading, clocks: Clocks) -> Brief:
    """The sheet of a case or matter whose door was passed."""
    history, day = file.history, reading.day
    told = [act for act in history.acts if not act.kind.startswith(_NOT_TOLD)]
    kind = DossierKind(file.dossier.kind)
    return Brief(
        head=head_of(file.dossier.committee),
        clocks=clocks,
        clocks_told=f"{_('Lưu hành nội bộ.')} {said(clocks.label)} {said(clocks.printed)}",
        heading=_("Tóm tắt vụ án") if kind is DossierKind.CASE else _("Tóm tắt vụ việc"),
        number=file.dossier.number,
        title=file.dossier.title,
        what=tuple(_what(file)),
        level=tuple(_level(file, day)),
        stage=_stage(file, day),
        people=tuple(_people(file, day)),
        people_note=_note(file, day),
        acts=tuple(_key_act(act, file) for act in told),
        untold=0,
        money=tuple(_money(file, day)),
        running=tuple(_running(file, day)),
        stalled=tuple(_stalled(file, day)),
        concluded=tuple(_concluded(file)),
        proposed=tuple(_proposed(file, day)),
        next_steps=tuple(_next(file, day)),
        headings=_headings(),
    )


def _headings() -> Headings:
    return Headings(
        what=_("Nội dung"),
        level=_("Cấp theo dõi, chỉ đạo"),
        stage=_("Giai đoạn"),
        people=_("Người, tổ chức"),
        acts=_("Diễn biến chính"),
        money=_("Tiền, tài sản"),
        running=_("Thời hạn đang chạy"),
        stalled=_("Vướng mắc"),
        concluded=_("Ban Chỉ đạo đã kết luận"),
        next_steps=_("Việc tiếp theo"),
        others=_("và {count} hành vi khác trong hồ sơ"),
        persons_in_dossier=_("{count} người, danh sách ở hồ sơ"),
        nothing_stalled=_("Không có tạm đình chỉ, không có giám định, định giá đang chờ."),
        no_deadline=_("Không có thời hạn tố tụng nào đang chạy."),
        nobody=_("Chưa có người bị buộc tội."),
        not_concluded=_("Chưa ghi kết luận nào của Ban Chỉ đạo."),
    )


def _day(act: Act) -> str:
    return show_date(act.effective_on, Precision(act.precision))


def _paper(item: Recorded | None) -> str:
    if item is None:
        return ""
    number = item.row.document_number.strip()
    return ", ".join(part for part in (number and _("số %(number)s") % {"number": number}, item.row.issuer) if part)


def _bracketed(text: str, inner: str) -> str:
    return f"{text} ({inner})" if inner else text


def _what(file: File) -> list[str]:
    found = []
    for act in file.history.acts:
        if act.kind == "case.initiated":
            text = _("Khởi tố ngày %(day)s: %(offence)s") % {
                "day": _day(act),
                "offence": said(offence_label(act.offence)),
            }
            found.append("; ".join(part for part in (text, _paper(file.at(act.position))) if part))
        elif act.kind == "watch.carried_over" and act.related:
            found.append(_("Từ vụ việc đã theo dõi, tiếp tục là vụ án."))
    if not found:
        found.append(_("Mở hồ sơ ngày %(day)s.") % {"day": show_date(file.dossier.opened_on)})
    return found


def _level(file: File, day: date) -> list[str]:
    stays = watching.stays_in(file.history)
    if not stays:
        return [_("Không thuộc diện theo dõi, chỉ đạo.")]
    lines = []
    for stay in stays:
        for step in stay.steps:
            told = {"level": said(level_label(step.level)), "day": show_date(step.on)}
            if step.until > day:
                text = _("%(level)s, từ %(day)s") % told
            else:
                text = _("%(level)s, từ %(day)s đến %(until)s") % {**told, "until": show_date(step.until)}
            lines.append(_bracketed(text, _paper(file.at(step.position))))
    if stays[-1].until <= day:
        lines.append(_("Đã ra khỏi diện; hồ sơ vẫn được theo dõi ở giai đoạn hiện nay."))
    elif len(stays) > 1:
        lines.append(_("Trở lại diện lần thứ %(count)s.") % {"count": len(stays)})
    return lines


def _stage(file: File, day: date) -> str:
    history = file.history
    stage = history.stage(day)
    span = next((one for one in history.spans if one.state == "stage" and one.holds(day)), None)
    passed = [str(said(Stage(one.detail).label)) for one in history.spans if one.state == "stage" and one.on <= day]
    text = str(said(stage.label))
    if span is not None:
        since = {"day": show_date(span.on), "count": (day - span.on).days}
        text += ", " + _("từ %(day)s (%(count)s ngày)") % since
    if history.is_suspended(day):
        text += "; " + _("tạm đình chỉ")
    text += "."
    if len(passed) > 1:
        text += " " + _("Đã qua: %(stages)s.") % {"stages": ", ".join(passed[:-1]).lower()}
    return str(bound(text))


def _people(file: File, day: date) -> list[RoleGroup]:
    history = file.history
    spans = {span.subject: span for span in history.spans if span.state == "role" and span.holds(day)}
    charges: dict[str, str] = {}
    forms: dict[str, str] = {}
    for act in history.acts:
        kind = BOOK.get(act.kind)
        if act.effective_on > day or kind is None or kind.subjects is None:
            continue
        for line in act.subjects:
            if line.charge:
                charges[line.subject] = line.charge
            if line.form:
                length = f", {line.months}{NBSP}{_('tháng')}" if line.months else ""
                forms[line.subject] = f"{said(choice_label(kind.subjects.forms, line.form))}{length}"
    groups = []
    for role in Role:
        subjects = [subject for subject, span in spans.items() if span.detail == role]
        persons = []
        for subject in subjects:
            name = file.names.get(subject)
            cleared = role in INNOCENT
            since = _("từ %(day)s") % {"day": show_date(spans[subject].on)} if cleared else ""
            charge = str(said(charge_label(charges[subject]))) if subject in charges and not cleared else ""
            persons.append(
                Person(
                    name.name if name else "…",
                    name.post if name else "",
                    charge,
                    since or forms.get(subject, ""),
                )
            )
        if persons:
            label = str(said(role.label))
            groups.append(RoleGroup(label[:1].upper() + label[1:], tuple(persons), cleared=role in INNOCENT))
    return groups


def _note(file: File, day: date) -> str:
    if any(role is Role.CONVICTED for role in file.history.standing(day).values()):
        text = _("Chỉ người bị kết án theo bản án đã có hiệu lực mới là người có tội (Điều 13 BLTTHS).")
    else:
        text = _("Chưa có bản án có hiệu lực pháp luật: không ai trong danh sách này là người có tội (Điều 13 BLTTHS).")
    return str(bound(text))


def _key_act(act: Act, file: File) -> KeyAct:
    kind = BOOK.get(act.kind)
    item = file.at(act.position)
    related = item.row.related.number if item and item.row.related else ""
    spec = kind.subjects if kind else None
    weight = 1
    if kind is not None:
        weight += 4 * (kind.leads_to is not None) + 2 * (spec is not None and spec.role is not None)
        weight += 3 * (act.kind in {"case.suspended", "case.resumed", "case.terminated_against"})
    return KeyAct(_day(act), str(bound(said(sentence(act, file.names, related, file.words)))), _paper(item), weight)


def _money(file: File, day: date) -> list[Amount]:
    sums = file.history.sums(day)
    return [
        Amount(str(said(rung.label)), show_dong(sums[rung], unit=True).replace(" ", NBSP))
        for rung in Rung
        if sums.get(rung)
    ]


def _running(file: File, day: date) -> list[Running]:
    found = []
    for one in file.history.deadlines:
        if not one.is_open(day) or _is_gone(one, day):
            continue
        words = words_of(one, day, soon=lambda _limit: 0)
        found.append((one.due_as_of(day) or FAR, _one_running(one, words.word, words.day, words.state == "over")))
    return [one for _due, one in sorted(found, key=lambda pair: pair[0])]


def _one_running(deadline: Deadline, word: str, due: date | None, is_over: bool) -> Running:
    label = str(said(deadline.limit.label))
    day = f"{show_date(due)}," if due else ""
    return Running(label, day, word, str(said(deadline.limit.basis.label)), is_over)


def _is_gone(deadline: Deadline, day: date) -> bool:
    """A right that lapsed is no deadline any more."""
    due = deadline.due_as_of(day)
    return deadline.limit.lapses and due is not None and due < day


def _stalled(file: File, day: date) -> list[str]:
    found = []
    for span in file.history.spans:
        if span.state != SUSPENDED or span.subject or not span.holds(day):
            continue
        item = file.at(span.position)
        kind = BOOK.get(item.row.kind) if item else None
        ground = str(said(choice_label(kind.grounds, item.act.ground))) if kind and item and item.act.ground else ""
        text = _("Tạm đình chỉ từ %(day)s (%(count)s ngày)") % {
            "day": show_date(span.on),
            "count": (day - span.on).days,
        }
        found.append(str(bound(f"{text}: {ground}." if ground else f"{text}.")))
    return [*found, *(_waits(request, day) for request in requests(file.history.acts) if request.waits(day))]


def _waits(request: ExpertRequest, day: date) -> str:
    """“Chờ giám định của Viện K., yêu cầu ngày 02/03/2026, hạn 02/05/2026, quá hạn 20 ngày.”"""
    what = choice_label(BOOK["expertise.requested"].grounds, request.ground)
    told = {"what": said(what), "body": request.body, "day": show_date(request.requested_on)}
    text = _("Chờ %(what)s của %(body)s, yêu cầu ngày %(day)s") % told
    if request.due_on is not None:
        text += ", " + _("hạn %(day)s") % {"day": show_date(request.due_on)}
        late = (day - request.due_on).days
        if late > 0:
            text += ", " + _("quá hạn %(count)s ngày") % {"count": late}
    if request.put_off:
        text += ", " + _("đã gia hạn %(count)s lần") % {"count": request.put_off}
    return str(bound(f"{text}."))


def _concluded(file: File) -> list[str]:
    found = []
    for act in file.history.acts:
        if act.kind not in watching.DECISIONS:
            continue
        item = file.at(act.position)
        related = item.row.related.number if item and item.row.related else ""
        text = f"{_day(act)}: {said(sentence(act, file.names, related, file.words))}"
        reasons = [str(said(file.words[code])).lower() for code in act.criteria if code in file.words]
        if reasons:
            text += f". {_('Tiêu chí:')} {'; '.join(reasons)}"
        text = _bracketed(text, _paper(item))
        note = item.row.note.strip() if item and item.row.replaces_id is None else ""
        found.append(str(bound(f"{text}. {note}" if note else f"{text}.")))
    return found


def _proposed(file: File, day: date) -> list[str]:
    return [
        str(
            bound(
                _("Chờ quyết định: %(what)s, %(day)s.")
                % {"what": str(said(sentence(act, file.names))).lower(), "day": _day(act)}
            )
        )
        for act in watching.waiting_in(file.history, day)
    ]


def _next(file: File, day: date) -> list[str]:
    history = file.history
    chosen = nearest(history, day)
    if chosen is not None:
        due = chosen.due_as_of(day)
        kinds = [
            BOOK[code] for code in dict.fromkeys(end.partition("[")[0] for end in chosen.limit.ends) if code in BOOK
        ]
        ways = [str(said(kind.label)) for kind in kinds if history.kind in kind.dossiers]
        told = "; ".join(way[:1].lower() + way[1:] for way in ways)
        if due is not None:
            when = {"day": show_date(due), "ways": told}
            late = due < day
            text = _("Đã quá hạn %(day)s, còn phải: %(ways)s.") if late else _("Trước hết ngày %(day)s: %(ways)s.")
            return [str(bound(text % when))]
    if history.is_suspended(day):
        return [_("Phục hồi khi lý do tạm đình chỉ không còn.")]
    stage = history.stage(day)
    if stage is Stage.ENDED:
        return [_("Không còn bước tố tụng; theo dõi thi hành án và thu hồi tài sản cho tới khi xong.")]
    if stage is Stage.ENFORCEMENT:
        return [_("Theo dõi thi hành án, thu hồi tài sản và xem xét trách nhiệm người đứng đầu.")]
    return [_("Theo dõi cơ quan thụ lý ra quyết định tiếp theo.")]
