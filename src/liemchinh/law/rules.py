"""May this act follow? The checks of one act against where the dossier stands, each a reason with its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Act, ActKind, DossierKind, Need, Role, Severity, Stage, WatchLevel
from liemchinh.law.book import BOOK, kinds_for
from liemchinh.law.deadlines import Clock
from liemchinh.law.offences import UnknownChargeError, parse_charge
from liemchinh.law.refusals import Place, Refusal

PROVINCIAL: Final = (WatchLevel.PROVINCIAL_COMMITTEE, WatchLevel.PROVINCIAL_STANDING)
"""A province watches on one of its two levels at a time; the committee took over from the Standing Committee."""


@dataclass(slots=True)
class Ground:
    """Where a dossier stands just before an act."""

    kind: DossierKind
    opened_on: date
    stage: Stage
    done: dict[str, Act] = field(default_factory=dict)
    levels: dict[str, Act] = field(default_factory=dict)
    roles: dict[str, tuple[Role, Act]] = field(default_factory=dict)
    charges: dict[str, str] = field(default_factory=dict)
    offence: str = ""
    severity: Severity = Severity.LESS_SERIOUS
    suspended: Act | None = None

    def allowed(self) -> tuple[str, ...]:
        """Codes of the acts whose heading the law allows here, whatever their lines."""
        return tuple(kind.code for kind in kinds_for(self.kind) if not any(_heading(kind, None, self, None)))


def check(act: Act, ground: Ground, extended: Clock | None) -> Iterator[Refusal]:
    """Every reason why `act` may not stand here, first those of the heading, then those of the lines."""
    kind = BOOK[act.kind]
    if act.effective_on < ground.opened_on:
        yield _before_opening(act, ground)
    heading = list(_heading(kind, act, ground, extended))
    yield from heading
    if not heading:
        yield from _fields(kind, act)
        yield from _watching(act, ground)
        yield from _subjects(kind, act, ground)


def _before_opening(act: Act, ground: Ground) -> Refusal:
    day, opened = show_date(act.effective_on), show_date(ground.opened_on)
    return Refusal(
        rule="R05",
        label=Label(f"ngày {day} trước ngày mở hồ sơ {opened}", f"{day} is before the dossier was opened on {opened}"),
        place=Place.DATE,
        position=act.position,
    )


def offer(kind: ActKind, ground: Ground, extended: Clock | None) -> Refusal | None:
    """Why this kind is not offered now, or None when it is."""
    return next(_heading(kind, None, ground, extended), None)


def _heading(kind: ActKind, act: Act | None, ground: Ground, extended: Clock | None) -> Iterator[Refusal]:
    position = act.position if act else 0

    def refuse(rule: str, label: Label, blocking: Act | None = None) -> Refusal:
        return Refusal(
            rule=rule,
            label=label,
            place=Place.KIND,
            position=position,
            basis=kind.governing(act.effective_on) if act else kind.basis[0],
            blocking=blocking.position if blocking else None,
            blocking_on=blocking.effective_on if blocking else None,
            instead=ground.allowed() if act else (),
        )

    if ground.kind not in kind.dossiers:
        yield refuse(
            "R03",
            Label(
                f"hành vi này không thuộc hồ sơ {ground.kind.label.vi.lower()}",
                f"this act does not belong to a dossier of kind {ground.kind.label.en.lower()}",
            ),
        )
        return
    if act and not kind.in_force(act.effective_on):
        yield refuse(
            "R25",
            Label(
                f"ngày {show_date(act.effective_on)} quy định này chưa hoặc không còn hiệu lực",
                f"on {show_date(act.effective_on)} this rule was not in force",
            ),
        )
    if kind.once and (earlier := ground.done.get(kind.code)):
        yield refuse(
            "R05",
            Label(
                f"đã ghi ngày {show_date(earlier.effective_on)}; chỉ ghi một lần",
                f"already recorded on {show_date(earlier.effective_on)}; recorded once only",
            ),
            earlier,
        )
        return
    for bar in kind.unless:
        if other := ground.done.get(bar):
            yield refuse(
                "R05",
                Label(
                    f"đã ghi “{BOOK[bar].label.vi}” ngày {show_date(other.effective_on)}",
                    f"“{BOOK[bar].label.en}” is recorded on {show_date(other.effective_on)}",
                ),
                other,
            )
            return
    if kind.stages and ground.stage not in kind.stages:
        wanted = sorted(kind.stages)
        yield refuse(
            "R05",
            Label(
                f"hồ sơ đang ở giai đoạn {ground.stage.label.vi}, chỉ ghi được ở giai đoạn "
                + ", ".join(stage.label.vi for stage in wanted),
                f"the dossier is at the stage {ground.stage.label.en}; this is recorded at "
                + ", ".join(stage.label.en for stage in wanted),
            ),
        )
        return
    if kind.after and not any(code in ground.done for code in kind.after):
        yield refuse(
            "R05",
            Label(
                "chưa có " + " hoặc ".join(BOOK[code].label.vi.lower() for code in kind.after),
                "there is no " + " or ".join(BOOK[code].label.en.lower() for code in kind.after) + " yet",
            ),
        )
        return
    yield from _investigation(kind, act, ground, extended, position)


def _investigation(
    kind: ActKind, act: Act | None, ground: Ground, extended: Clock | None, position: int
) -> Iterator[Refusal]:
    if kind.code == "case.resumed" and ground.suspended is None:
        yield Refusal(
            rule="R09",
            label=Label("vụ án không bị tạm đình chỉ", "the investigation is not suspended"),
            place=Place.KIND,
            position=position,
            basis=kind.basis[0],
        )
    if kind.code in {"case.suspended", "case.investigation_concluded"} and ground.suspended is not None:
        yield Refusal(
            rule="R09",
            label=Label(
                f"vụ án đang tạm đình chỉ từ ngày {show_date(ground.suspended.effective_on)}; phải phục hồi trước",
                f"suspended since {show_date(ground.suspended.effective_on)}; it must be resumed first",
            ),
            place=Place.KIND,
            position=position,
            basis=kind.basis[0],
            blocking=ground.suspended.position,
            blocking_on=ground.suspended.effective_on,
            instead=("case.resumed", "case.terminated"),
        )
    if kind.code != "case.investigation_extended" or (act is None and extended is None and not ground.suspended):
        return
    if extended is None:
        yield Refusal(
            rule="R06",
            label=Label("không có thời hạn điều tra nào đang chạy", "no investigation limit is running"),
            place=Place.KIND,
            position=position,
            basis=kind.basis[0],
            blocking=ground.suspended.position if ground.suspended else None,
            blocking_on=ground.suspended.effective_on if ground.suspended else None,
        )
    elif not extended.next_extension:
        article = extended.limit.basis
        yield Refusal(
            rule="R06",
            label=Label(
                f"đã gia hạn đủ {extended.extensions} lần đối với tội {extended.severity.label.vi}"
                f" ({extended.limit.label.vi.lower()}, {article.label.vi})",
                f"all {extended.extensions} extensions for a {extended.severity.label.en} crime are used"
                f" ({extended.limit.label.en.lower()}, {article.label.en})",
            ),
            place=Place.KIND,
            position=position,
            basis=article,
            blocking=extended.steps[-1].position,
            blocking_on=extended.steps[-1].on,
            instead=("case.investigation_concluded", "case.suspended", "case.terminated"),
        )


_MISSING = {
    Place.LEVEL: Label("chưa chọn cấp theo dõi", "the level of watching is missing"),
    Place.GROUND: Label("chưa chọn lý do, căn cứ", "the ground is missing"),
    Place.DOCUMENT: Label(
        "phải ghi số, ký hiệu văn bản làm căn cứ", "the number of the document it rests on must be given"
    ),
    Place.CHARGE: Label("phải ghi tội danh, ví dụ 353.2", "the offence must be given, for example 353.2"),
    Place.MONEY: Label("phải ghi số tiền lớn hơn 0", "an amount above zero must be given"),
    Place.RELATED: Label("phải ghi số hồ sơ liên quan", "the related dossier must be given"),
    Place.SUBJECTS: Label("phải có ít nhất một người hoặc tổ chức", "at least one person or organisation is needed"),
}


def _fields(kind: ActKind, act: Act) -> Iterator[Refusal]:
    def missing(place: Place, rule: str) -> Refusal:
        return Refusal(
            rule=rule, label=_MISSING[place], place=place, position=act.position, basis=kind.governing(act.effective_on)
        )

    if (kind.level is Need.MUST or act.level) and act.level not in set(WatchLevel):
        yield missing(Place.LEVEL, "R02")
    if kind.grounds and act.ground not in {choice.code for choice in kind.grounds}:
        yield missing(Place.GROUND, "R01")
    if kind.document is Need.MUST and not act.document_number.strip():
        yield missing(Place.DOCUMENT, "R01")
    if kind.related is Need.MUST and not act.related:
        yield missing(Place.RELATED, "R10")
    if kind.money_needed and not any(line.amount > 0 for line in act.money):
        yield missing(Place.MONEY, "R15")
    if kind.offence is Need.MUST and not act.offence:
        yield missing(Place.CHARGE, "R03")
    elif act.offence:
        try:
            parse_charge(act.offence)
        except UnknownChargeError as fault:
            yield Refusal(rule="R03", label=fault.label, place=Place.CHARGE, position=act.position)


def _watching(act: Act, ground: Ground) -> Iterator[Refusal]:
    kind = BOOK[act.kind]
    earlier = ground.levels.get(act.level)
    if act.kind in {"watch.put_on", "watch.carried_over"} and act.level in PROVINCIAL:
        earlier = next((ground.levels[level] for level in PROVINCIAL if level in ground.levels), None)
    if act.kind in {"watch.put_on", "watch.carried_over"} and earlier is not None:
        yield Refusal(
            rule="R02",
            label=Label(
                f"đang thuộc diện {WatchLevel(earlier.level).label.vi} từ ngày {show_date(earlier.effective_on)}",
                f"on the list of {WatchLevel(earlier.level).label.en} since {show_date(earlier.effective_on)}",
            ),
            place=Place.LEVEL,
            position=act.position,
            basis=kind.governing(act.effective_on),
            blocking=earlier.position,
            blocking_on=earlier.effective_on,
            instead=("watch.taken_off",),
        )
    if act.kind == "matter.turned_into_case":
        yield from _handed_on(act, ground)
    if act.kind == "watch.taken_off" and act.level and earlier is None:
        yield Refusal(
            rule="R02",
            label=Label("không thuộc diện theo dõi của cấp này", "not on the watch list of this level"),
            place=Place.LEVEL,
            position=act.position,
            basis=kind.governing(act.effective_on),
        )


def _handed_on(act: Act, ground: Ground) -> Iterator[Refusal]:
    """A watched matter hands its level on to the case, the province's own first; what is not watched hands on none."""
    watched = sorted(ground.levels, key=lambda level: (level not in PROVINCIAL, level))
    if act.level == (watched[0] if watched else ""):
        return
    if watched:
        name = WatchLevel(watched[0]).label
        label = Label(
            f"vụ việc đang thuộc diện {name.vi}; phải chọn cấp ấy để vụ án tiếp tục thuộc diện",
            f"the matter is on the list of {name.en}; choose that level so that the case stays on it",
        )
    else:
        label = Label(
            "vụ việc không thuộc diện theo dõi; bỏ trống cấp", "the matter is on no list; leave the level out"
        )
    put_on = ground.levels[watched[0]] if watched else None
    yield Refusal(
        rule="R02",
        label=label,
        place=Place.LEVEL,
        position=act.position,
        basis=BOOK[act.kind].governing(act.effective_on),
        blocking=put_on.position if put_on else None,
        blocking_on=put_on.effective_on if put_on else None,
    )


def _subjects(kind: ActKind, act: Act, ground: Ground) -> Iterator[Refusal]:
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
    forms = {choice.code for choice in spec.forms if choice.in_force(act.effective_on)}
    outcomes = {choice.code for choice in spec.outcomes}
    for line in act.subjects:
        current = ground.roles.get(line.subject)

        def refuse(
            rule: str,
            vi: str,
            en: str,
            subject: str = line.subject,
            current: tuple[Role, Act] | None = current,
        ) -> Refusal:
            return Refusal(
                rule=rule,
                label=Label(vi, en),
                place=Place.SUBJECTS,
                position=act.position,
                basis=kind.governing(act.effective_on),
                subject=subject,
                blocking=current[1].position if current else None,
                blocking_on=current[1].effective_on if current else None,
            )

        if spec.standing and (current is None or current[0] not in spec.standing):
            wanted = ", ".join(role.label.vi for role in sorted(spec.standing))
            wanted_en = ", ".join(role.label.en for role in sorted(spec.standing))
            if current is None:
                yield refuse("R04", f"{{subject}} chưa là {wanted}", f"{{subject}} is not yet {wanted_en}")
            else:
                since = show_date(current[1].effective_on)
                yield refuse(
                    "R04",
                    f"{{subject}} {current[0].label.vi} từ ngày {since}, không phải {wanted}",
                    f"{{subject}}: {current[0].label.en} since {since}, not {wanted_en}",
                )
        if spec.fresh and current is not None and current[0] is spec.role:
            since = show_date(current[1].effective_on)
            yield refuse(
                "R04",
                f"{{subject}} đã là {current[0].label.vi} từ ngày {since}",
                f"{{subject}} is already {current[0].label.en} since {since}",
            )
        if spec.charge is Need.MUST and not line.charge:
            yield refuse("R04", "chưa ghi tội danh đối với {subject}", "the charge against {subject} is missing")
        for charge in (part for part in line.charge.split(";") if part.strip()):
            try:
                parse_charge(charge)
            except UnknownChargeError as fault:
                yield refuse("R04", f"{{subject}}: {fault.label.vi}", f"{{subject}}: {fault.label.en}")
        if forms and line.form not in forms:
            yield refuse("R04", "chưa chọn hình thức đối với {subject}", "the form for {subject} is missing")
        if outcomes and line.outcome not in outcomes:
            yield refuse("R04", "chưa chọn kết quả đối với {subject}", "the result for {subject} is missing")
