"""May this act follow? The checks of one act against where the dossier stands, each a reason with its article.

The numbers of the rules are those of DOMAIN 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Act, ActKind
from liemchinh.law.basis import Article
from liemchinh.law.book import BOOK, kinds_for
from liemchinh.law.ground import EXTENDING, Ground
from liemchinh.law.limits import LIMITS, limit_on
from liemchinh.law.lines import check_fields, check_subjects
from liemchinh.law.refusals import Place, Refusal
from liemchinh.law.watching import check_watching

MOST_RETURNS: Final = 2
"""How often the procuracy may send a file back (BLTTHS, khoản 2 Điều 174); each court only once."""
RESUMED_BY: Final = {
    "source.suspended": "source.resumed",
    "case.suspended": "case.resumed",
    "prosecution.suspended": "prosecution.resumed",
    "trial.suspended": "trial.resumed",
}
"""What ends each suspension of the whole file."""
HELD_UP: Final = frozenset(
    {
        *RESUMED_BY,
        "case.investigation_concluded",
        "case.returned",
        "case.indicted",
        "trial.returned",
        "trial.ordered",
        "trial.first_instance",
    }
)
"""What cannot be done while a file is suspended."""


def check(act: Act, ground: Ground) -> Iterator[Refusal]:
    """Every reason why `act` may not stand here, first those of the heading, then those of the lines."""
    kind = BOOK[act.kind]
    if act.effective_on < ground.opened_on:
        yield _before_opening(act, ground)
    heading = list(_heading(kind, act, ground))
    yield from heading
    if not heading:
        yield from check_fields(kind, act, ground)
        yield from check_watching(act, ground)
        yield from check_subjects(kind, act, ground)


def offer(kind: ActKind, act: Act, ground: Ground) -> Refusal | None:
    """Why this kind is not offered on the day of `act`, an act without lines; None when it is."""
    found = next(_objections(kind, act, ground), None)
    return None if found is None else _refusal(kind, act, found, ())


def _before_opening(act: Act, ground: Ground) -> Refusal:
    day, opened = show_date(act.effective_on), show_date(ground.opened_on)
    return Refusal(
        rule="R05",
        label=Label(f"ngày {day} trước ngày mở hồ sơ {opened}", f"{day} is before the dossier was opened on {opened}"),
        place=Place.DATE,
        position=act.position,
    )


@dataclass(frozen=True, slots=True)
class _Objection:
    """What is wrong with a heading; `blocking` the act in the way."""

    rule: str
    label: Label
    blocking: Act | None = None
    basis: Article | None = None
    instead: tuple[str, ...] = ()


def allowed(ground: Ground, act: Act) -> tuple[str, ...]:
    """Codes of the acts whose heading the law allows here on the day of `act`, whatever their lines."""
    return tuple(kind.code for kind in kinds_for(ground.kind) if not any(_objections(kind, act, ground)))


def _heading(kind: ActKind, act: Act, ground: Ground) -> Iterator[Refusal]:
    for found in _objections(kind, act, ground):
        yield _refusal(kind, act, found, found.instead or allowed(ground, act))


def _refusal(kind: ActKind, act: Act, found: _Objection, instead: tuple[str, ...]) -> Refusal:
    return Refusal(
        rule=found.rule,
        label=found.label,
        place=Place.KIND,
        position=act.position,
        basis=found.basis or kind.governing(act.effective_on),
        blocking=found.blocking.position if found.blocking else None,
        blocking_on=found.blocking.effective_on if found.blocking else None,
        instead=instead,
    )


def _objections(kind: ActKind, act: Act, ground: Ground) -> Iterator[_Objection]:
    if ground.kind not in kind.dossiers:
        yield _Objection(
            "R03",
            Label(
                f"hành vi này không thuộc hồ sơ {ground.kind.label.vi.lower()}",
                f"this act does not belong to a dossier of kind {ground.kind.label.en.lower()}",
            ),
        )
        return
    if not kind.in_force(act.effective_on):
        yield _Objection(
            "R25",
            Label(
                f"ngày {show_date(act.effective_on)} quy định này chưa hoặc không còn hiệu lực",
                f"on {show_date(act.effective_on)} this rule was not in force",
            ),
        )
    order = _order(kind, ground)
    if order is not None:
        yield order
        return
    yield from _held_up(kind, ground)
    yield from _extensions(kind, act, ground)
    yield from _returns(kind, ground)


def _order(kind: ActKind, ground: Ground) -> _Objection | None:
    """R05: once only, not beside what bars it, at its stage, after what must stand before it."""
    if kind.once and (earlier := ground.done.get(kind.code)):
        day = show_date(earlier.effective_on)
        return _Objection(
            "R05",
            Label(f"đã ghi ngày {day}; chỉ ghi một lần", f"already recorded on {day}; recorded once only"),
            earlier,
        )
    for bar in kind.unless:
        if other := ground.done.get(bar):
            day = show_date(other.effective_on)
            return _Objection(
                "R05",
                Label(f"đã ghi “{BOOK[bar].label.vi}” ngày {day}", f"“{BOOK[bar].label.en}” is recorded on {day}"),
                other,
            )
    if kind.stages and ground.stage not in kind.stages:
        wanted = sorted(kind.stages)
        return _Objection(
            "R05",
            Label(
                f"hồ sơ đang ở giai đoạn {ground.stage.label.vi}, chỉ ghi được ở giai đoạn "
                + ", ".join(stage.label.vi for stage in wanted),
                f"the dossier is at the stage {ground.stage.label.en}; this is recorded at "
                + ", ".join(stage.label.en for stage in wanted),
            ),
        )
    if kind.after and not ground.is_brought_forward and not _has_before(kind, ground):
        return _Objection(
            "R05",
            Label(
                "chưa có " + " hoặc ".join(BOOK[code].label.vi.lower() for code in kind.after),
                "there is no " + " or ".join(BOOK[code].label.en.lower() for code in kind.after) + " yet",
            ),
        )
    if kind.answers and not ground.requests:
        what = BOOK[kind.answers[0]].label
        return _Objection("R05", Label(f"không có “{what.vi}” nào đang chờ", f"no “{what.en}” waits"))
    if kind.code == "register.brought_forward" and (earlier := _procedure(ground)):
        return _Objection(
            "R05",
            Label(
                f"hồ sơ đã có “{BOOK[earlier.kind].label.vi}”; chuyển sổ phải đứng trước mọi hành vi tố tụng",
                f"“{BOOK[earlier.kind].label.en}” is recorded; what is brought forward stands before any procedure",
            ),
            earlier,
        )
    return None


def _has_before(kind: ActKind, ground: Ground) -> bool:
    """Whether one of the acts that must stand before it does; in any round where it leaves the stage as it is."""
    known = ground.ever if ground.stage in kind.keeps else ground.done
    return any(code in known for code in kind.after)


def _procedure(ground: Ground) -> Act | None:
    """The first act that has a stage of its own."""
    return next((act for code, act in ground.done.items() if BOOK[code].stages), None)


def _held_up(kind: ActKind, ground: Ground) -> Iterator[_Objection]:
    """R09: nothing goes on while the file is suspended, and only what is suspended is resumed."""
    suspended = ground.suspended
    if kind.code in RESUMED_BY.values() and (suspended is None or RESUMED_BY[suspended.kind] != kind.code):
        yield _Objection("R09", Label("hồ sơ không bị tạm đình chỉ", "the file is not suspended"))
    if kind.code in HELD_UP and suspended is not None:
        day = show_date(suspended.effective_on)
        yield _Objection(
            "R09",
            Label(
                f"vụ án đang tạm đình chỉ từ ngày {day}; phải phục hồi trước",
                f"suspended since {day}; it must be resumed first",
            ),
            suspended,
            instead=(RESUMED_BY[suspended.kind], "case.terminated"),
        )


def _extensions(kind: ActKind, act: Act, ground: Ground) -> Iterator[_Objection]:
    """R06: a limit that runs, and an extension that the line in force on the day still gives."""
    if kind.code not in EXTENDING:
        return
    clocks = ground.extended_by(kind.code, act)
    if not clocks:
        if kind.code == "case.investigation_extended" and ground.is_brought_forward and ground.suspended is None:
            return
        name = _extended_limit(kind.code)
        yield _Objection(
            "R06",
            Label(f"không có thời hạn {name.vi.lower()} nào đang chạy", f"no limit runs: {name.en.lower()}"),
            ground.suspended,
        )
        return
    for clock in clocks:
        line = limit_on(clock.limit.code, act.effective_on)
        if clock.next_extension(kind.code, line) is not None:
            continue
        given = sum(one.by == kind.code for one in clock.given)
        article = line.basis
        severity = clock.severity.label
        for_class = (f" đối với tội {severity.vi}", f" for a {severity.en} crime") if line.by_class else ("", "")
        last = ground.done.get(kind.code)
        blocking = Act(position=clock.steps[-1].position, kind=kind.code, effective_on=clock.steps[-1].on)
        yield _Objection(
            "R06",
            Label(
                f"đã gia hạn đủ {given} lần{for_class[0]} ({clock.limit.label.vi.lower()}, {article.label.vi})",
                f"all {given} extensions{for_class[1]} are used ({clock.limit.label.en.lower()}, {article.label.en})",
            ),
            blocking if last or given else None,
            basis=article,
            instead=("case.investigation_concluded", "case.suspended", "case.terminated")
            if clock.limit.code.startswith("investigation")
            else (),
        )


def _extended_limit(kind: str) -> Label:
    return next(limit.label for limit in LIMITS if kind in limit.extends)


def _returns(kind: ActKind, ground: Ground) -> Iterator[_Objection]:
    """R08: the procuracy sends a file back at most twice."""
    if kind.code == "case.returned" and ground.ever["case.returned"] >= MOST_RETURNS:
        basis = next(article for article in kind.basis if article.number == "174")
        yield _Objection(
            "R08",
            Label(
                f"Viện kiểm sát đã trả hồ sơ {MOST_RETURNS} lần; không được trả lần thứ ba",
                f"the procuracy has sent the file back {MOST_RETURNS} times; there is no third time",
            ),
            basis=basis,
            instead=("case.indicted", "prosecution.terminated", "prosecution.suspended"),
        )
