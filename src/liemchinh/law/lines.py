"""The fields and the lines of an act: what must be given, and who may stand on a line (R01 to R15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import WorkingDays, show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Act, ActKind, Need, Role, Rung, Severity, SubjectLine, SubjectSpec, WatchLevel
from liemchinh.law.basis import Article
from liemchinh.law.ground import Ground
from liemchinh.law.limits import LIMITS, limit_on, matches
from liemchinh.law.offences import UnknownChargeError, parse_charges, severity_of
from liemchinh.law.refusals import Place, Refusal

_NO_CALENDAR: Final = WorkingDays()
"""Months and days need none."""
_MISSING: Final = {
    Place.LEVEL: Label("chưa chọn cấp theo dõi", "the level of watching is missing"),
    Place.GROUND: Label("chưa chọn lý do, căn cứ", "the ground is missing"),
    Place.DOCUMENT: Label(
        "phải ghi số, ký hiệu văn bản làm căn cứ", "the number of the document it rests on must be given"
    ),
    Place.CHARGE: Label("phải ghi tội danh, ví dụ 353.2", "the offence must be given, for example 353.2"),
    Place.MONEY: Label("phải ghi số tiền lớn hơn 0", "an amount above zero must be given"),
    Place.RELATED: Label("phải ghi số hồ sơ liên quan", "the related dossier must be given"),
    Place.SUBJECTS: Label("phải có ít nhất một người hoặc tổ chức", "at least one person or organisation is needed"),
    Place.DUE: Label("phải ghi hạn trong văn bản", "the day due must be given"),
    Place.COUNTED: Label("phải ghi ngày bắt đầu tính thời hạn", "the day the limit is counted from must be given"),
    Place.ADDRESSEE: Label("phải ghi cơ quan, tổ chức nhận", "the addressee must be given"),
    Place.KEEPER: Label("phải chọn người nhận bàn giao", "the officer who takes over must be chosen"),
}


def check_fields(kind: ActKind, act: Act, ground: Ground) -> Iterator[Refusal]:
    """What the declaration asks for and the act does not give."""

    def refuse(place: Place, rule: str, label: Label | None = None, basis: Article | None = None) -> Refusal:
        return Refusal(
            rule=rule,
            label=label or _MISSING[place],
            place=place,
            position=act.position,
            basis=basis or kind.governing(act.effective_on),
        )

    if (kind.level is Need.MUST or act.level) and act.level not in set(WatchLevel):
        yield refuse(Place.LEVEL, "R02")
    known = {choice.code for choice in kind.grounds if choice.in_force(act.effective_on)}
    if kind.grounds and (not act.ground or (act.ground not in known and not kind.open_grounds)):
        yield refuse(Place.GROUND, "R01")
    needed = (
        (kind.document, act.document_number.strip(), Place.DOCUMENT, "R01"),
        (kind.related, act.related, Place.RELATED, "R10"),
        (kind.due, act.due_on, Place.DUE, "R06"),
        (kind.counted_from, act.counted_from, Place.COUNTED, "R06"),
        (kind.addressee, act.addressee.strip(), Place.ADDRESSEE, "R01"),
        (kind.keeper, act.keeper, Place.KEEPER, "R01"),
        (kind.offence, act.offence, Place.CHARGE, "R03"),
    )
    for need, given, place, rule in needed:
        if need is Need.MUST and not given:
            yield refuse(place, rule)
    if act.offence:
        try:
            parse_charges(act.offence)
        except UnknownChargeError as fault:
            yield refuse(Place.CHARGE, "R03", fault.label)
    if kind.money_needed and not any(line.amount > 0 for line in act.money):
        yield refuse(Place.MONEY, "R15")
    yield from (refuse(Place.ANSWERS, "R05", label) for label in _answers(kind, act, ground))
    yield from (refuse(Place.DUE, rule, label, basis) for rule, label, basis in _stated(act, ground))
    yield from (refuse(Place.MONEY, "R15", label) for label in _left(act, ground))
    if kind.code == "trial.returned" and ground.ever[f"trial.returned[{act.ground}]"]:
        basis = next(article for article in kind.basis if article.number == "174")
        yield refuse(
            Place.GROUND,
            "R08",
            Label(
                "đã trả hồ sơ một lần; không được trả lần thứ hai",
                "has sent the file back once; there is no second time",
            ),
            basis,
        )


def _answers(kind: ActKind, act: Act, ground: Ground) -> Iterator[Label]:
    """The request an act belongs to must still wait; with several waiting, it must be named."""
    if not kind.answers:
        return
    if act.answers is not None and act.answers not in ground.requests:
        yield Label("yêu cầu ấy đã có kết luận hoặc không có", "that request is answered or does not exist")
    elif act.answers is None and len(ground.requests) > 1:
        yield Label("có nhiều yêu cầu đang chờ; phải chọn yêu cầu nào", "several requests wait; choose which")


def _stated(act: Act, ground: Ground) -> Iterator[tuple[str, Label, Article]]:
    """R06: an order does not run longer than the text lets it; R10: nor does the limit of a case split off."""
    if act.due_on is None:
        return
    if act.kind == "case.split_from" and act.counted_from and act.offence:
        try:
            severity = severity_of(act.offence)
        except UnknownChargeError:
            return
        line = limit_on("investigation", act.effective_on)
        most = line.length(severity).after(act.counted_from, _NO_CALENDAR)
        for extension in line.extensions:
            most = extension.length(severity).after(most, _NO_CALENDAR)
        if act.due_on > most:
            yield "R10", _longer(most), line.basis
        return
    for clock in ground.extended_by(act.kind, act):
        line = limit_on(clock.limit.code, act.effective_on)
        given = clock.next_extension(act.kind, line)
        if clock.limit.to_the_day and given and act.due_on > (most := clock.extended_by(given)):
            yield "R06", _longer(most), given.basis
    for limit in LIMITS:
        line = limit_on(limit.code, act.effective_on)
        elsewhere = line.in_stages and ground.stage not in line.in_stages
        if not line.to_the_day or line.stated or elsewhere or not matches(act, line.starts):
            continue
        most = min(
            line.length(_severity(ground.charges.get(one.subject, ""))).after(act.effective_on, _NO_CALENDAR)
            for one in act.subjects or (SubjectLine(""),)
        )
        if act.due_on > most:
            yield "R06", _longer(most), line.basis


def _severity(charge: str) -> Severity:
    try:
        return severity_of(charge)
    except UnknownChargeError:
        return Severity.LESS_SERIOUS


def _longer(most: date) -> Label:
    day = show_date(most)
    return Label(f"quá thời hạn luật định; nhiều nhất đến ngày {day}", f"longer than the law allows: at most {day}")


def _left(act: Act, ground: Ground) -> Iterator[Label]:
    """R15: what is enforced and waived never passes what the judgment orders to be paid."""
    given = {line.rung: line.amount for line in act.money}
    paid = given.get(Rung.ENFORCED, 0) + given.get(Rung.WAIVED, 0)
    if not paid or ground.is_brought_forward:
        return
    left = ground.sums[Rung.ADJUDGED] - ground.sums[Rung.ENFORCED] - ground.sums[Rung.WAIVED]
    if paid > left:
        yield Label(
            f"quá số còn phải thi hành: {left:,} đồng".replace(",", "."), f"more than is left to be paid: {left:,} đồng"
        )


def check_subjects(kind: ActKind, act: Act, ground: Ground) -> Iterator[Refusal]:
    """R04: who may stand on a line, with which charge, form, outcome and length."""
    spec = kind.subjects
    if spec is None:
        return
    if len(act.subjects) < spec.least:
        yield Refusal(
            rule="R04",
            label=_MISSING[Place.SUBJECTS],
            place=Place.SUBJECTS,
            position=act.position,
            basis=kind.governing(act.effective_on),
        )
    for line in act.subjects:
        current = ground.roles.get(line.subject)
        for label in _line(spec, line, current, act.effective_on):
            yield Refusal(
                rule="R04",
                label=label,
                place=Place.SUBJECTS,
                position=act.position,
                basis=kind.governing(act.effective_on),
                subject=line.subject,
                blocking=current[1].position if current else None,
                blocking_on=current[1].effective_on if current else None,
            )


def _line(spec: SubjectSpec, line: SubjectLine, current: tuple[Role, Act] | None, day: date) -> Iterator[Label]:
    yield from _standing(spec, current)
    if spec.charge is Need.MUST and not line.charge:
        yield Label("chưa ghi tội danh đối với {subject}", "the charge against {subject} is missing")
    if line.charge:
        try:
            parse_charges(line.charge)
        except UnknownChargeError as fault:
            yield Label(f"{{subject}}: {fault.label.vi}", f"{{subject}}: {fault.label.en}")
    forms = {choice.code for choice in spec.forms if choice.in_force(day)}
    if spec.forms and line.form not in forms and (spec.forms_needed or line.form):
        yield Label("chưa chọn hình thức đối với {subject}", "the form for {subject} is missing")
    if spec.outcomes and line.outcome not in {choice.code for choice in spec.outcomes}:
        yield Label("chưa chọn kết quả đối với {subject}", "the result for {subject} is missing")
    if spec.roles and line.role not in set(spec.roles):
        yield Label("chưa chọn tư cách của {subject}", "the capacity of {subject} is missing")
    if line.form in spec.months and not line.months:
        yield Label("chưa ghi số tháng đối với {subject}", "the number of months for {subject} is missing")


def _standing(spec: SubjectSpec, current: tuple[Role, Act] | None) -> Iterator[Label]:
    if spec.standing and (current is None or current[0] not in spec.standing):
        wanted = ", ".join(role.label.vi for role in sorted(spec.standing))
        wanted_en = ", ".join(role.label.en for role in sorted(spec.standing))
        if current is None:
            yield Label(f"{{subject}} chưa là {wanted}", f"{{subject}} is not yet {wanted_en}")
        else:
            since = show_date(current[1].effective_on)
            yield Label(
                f"{{subject}} {current[0].label.vi} từ ngày {since}, không phải {wanted}",
                f"{{subject}}: {current[0].label.en} since {since}, not {wanted_en}",
            )
    if spec.fresh and current is not None and (current[0] is spec.role or spec.role is None):
        since = show_date(current[1].effective_on)
        yield Label(
            f"{{subject}} đã là {current[0].label.vi} từ ngày {since}",
            f"{{subject}} is already {current[0].label.en} since {since}",
        )
