"""The watch list: one entry on a level at a time, what is handed on, what is changed (DOMAIN 2; R01, R02)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Act, WatchLevel
from liemchinh.law.book import BOOK
from liemchinh.law.ground import Ground
from liemchinh.law.refusals import Place, Refusal

PROVINCIAL: Final = (WatchLevel.PROVINCIAL_COMMITTEE, WatchLevel.PROVINCIAL_STANDING)
"""A province watches on one of its two levels at a time; the committee took over from the Standing Committee."""
ENTERS: Final = frozenset({"watch.put_on", "watch.carried_over"})


def check_watching(act: Act, ground: Ground) -> Iterator[Refusal]:
    """Why an act on the watch list may not stand."""
    earlier = ground.levels.get(act.level)
    if act.kind in ENTERS and act.level in PROVINCIAL:
        earlier = next((ground.levels[level] for level in PROVINCIAL if level in ground.levels), None)
    if act.kind in ENTERS and earlier is not None:
        name = WatchLevel(earlier.level).label
        day = show_date(earlier.effective_on)
        yield _refuse(
            act,
            f"đang thuộc diện {name.vi} từ ngày {day}",
            f"on the list of {name.en} since {day}",
            earlier,
            ("watch.taken_off", "watch.level_changed"),
        )
    elif act.kind == "matter.turned_into_case":
        yield from _handed_on(act, ground)
    elif act.kind == "watch.level_changed":
        yield from _changed(act, ground)
    elif act.kind in {"watch.taken_off", "watch.exit_proposed"} and act.level and earlier is None:
        yield _refuse(act, "không thuộc diện theo dõi của cấp này", "not on the watch list of this level")


def _refuse(act: Act, vi: str, en: str, blocking: Act | None = None, instead: tuple[str, ...] = ()) -> Refusal:
    return Refusal(
        rule="R02",
        label=Label(vi, en),
        place=Place.LEVEL,
        position=act.position,
        basis=BOOK[act.kind].governing(act.effective_on),
        blocking=blocking.position if blocking else None,
        blocking_on=blocking.effective_on if blocking else None,
        instead=instead,
    )


def _changed(act: Act, ground: Ground) -> Iterator[Refusal]:
    """A change of level needs a level to leave, and another to go to."""
    if not ground.levels:
        yield _refuse(
            act, "chưa thuộc diện theo dõi của cấp nào", "on the watch list of no level yet", instead=("watch.put_on",)
        )
    elif act.level in ground.levels:
        earlier = ground.levels[act.level]
        name, day = WatchLevel(act.level).label, show_date(earlier.effective_on)
        yield _refuse(act, f"đang thuộc diện {name.vi} từ ngày {day}", f"on the list of {name.en} since {day}", earlier)


def _handed_on(act: Act, ground: Ground) -> Iterator[Refusal]:
    """A watched matter hands its level on to the case, the province's own first; what is not watched hands on none."""
    watched = sorted(ground.levels, key=lambda level: (level not in PROVINCIAL, level))
    if act.level == (watched[0] if watched else ""):
        return
    if not watched:
        yield _refuse(
            act, "vụ việc không thuộc diện theo dõi; bỏ trống cấp", "the matter is on no list; leave the level out"
        )
        return
    name = WatchLevel(watched[0]).label
    yield _refuse(
        act,
        f"vụ việc đang thuộc diện {name.vi}; phải chọn cấp ấy để vụ án tiếp tục thuộc diện",
        f"the matter is on the list of {name.en}; choose that level so that the case stays on it",
        ground.levels[watched[0]],
    )
