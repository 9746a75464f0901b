"""What is looked at before a report is issued: what blocks it, what an officer should see, what is in order."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.reports.editions import Draft, balances_of
from liemchinh.reports.models import Edition, EditionFigure
from liemchinh.reports.paper import Number
from liemchinh.reports.tokens import untraced


class State(enum.StrEnum):
    """How a check came out."""

    BLOCKS = "blocks"
    LOOK = "look"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `figure` is the number of an earlier edition that the finding is about."""

    state: State
    title: Label
    text: Label | None = None
    figure: EditionFigure | None = None


def findings(prepared: Draft) -> list[Finding]:
    """Every check of a draft: what blocks first, then what to look at, then what passed."""
    found = [
        *_balances(prepared),
        *_sources(prepared),
        *_opening(prepared),
        *_earlier(prepared),
    ]
    order = list(State)
    return sorted(found, key=lambda finding: order.index(finding.state))


def _balances(prepared: Draft) -> Iterator[Finding]:
    balances = balances_of(prepared)
    for code, holds in balances.items():
        if not holds:
            label = INDICATORS[code].label
            yield Finding(
                State.BLOCKS,
                Label(f"Mất cân đối: {label.vi}", f"Out of balance: {label.en}"),
                Label("Đầu kỳ cộng vào trừ ra không bằng cuối kỳ.", "Opening plus in minus out is not the closing."),
            )
    if all(balances.values()):
        count = len(balances)
        yield Finding(
            State.PASSED,
            Label(
                f"Đầu kỳ + vào − ra = cuối kỳ, đủ {count} chỉ tiêu",
                f"Opening + in − out = closing, all {count} indicators",
            ),
        )


def _sources(prepared: Draft) -> Iterator[Finding]:
    paper = prepared.paper
    typed = untraced(paper.text)
    for where in typed:
        yield Finding(
            State.BLOCKS,
            Label("Số gõ tay, không có nguồn", "A typed number without a source"),
            Label(f"“{where}”", f"“{where}”"),
        )
    bare = [number for number in paper.numbers if number.value and not number.evidence]
    for number in bare:
        yield Finding(
            State.BLOCKS,
            Label("Số không mở được bằng chứng", "A number that opens no evidence"),
            Label(f"{number.label.vi}: {number.printed}", f"{number.label.en}: {number.printed}"),
        )
    if not typed and not bare:
        total = show_number(len(paper.numbers))
        yield Finding(
            State.PASSED, Label(f"Cả {total} con số mở được bằng chứng", f"All {total} numbers open their evidence")
        )


def _opening(prepared: Draft) -> Iterator[Finding]:
    """Whether the opening stocks are the closing stocks of the edition before."""
    paper = prepared.paper
    day = paper.period.day_before
    before = (
        Edition.objects.filter(committee=prepared.committee, place=paper.place_code, last_on=day)
        .order_by("-issued_on", "-id")
        .first()
    )
    if before is None:
        return
    closing = {
        figure.indicator: figure
        for figure in EditionFigure.objects.filter(edition=before, first_on=None, last_on=day).select_related("edition")
    }
    openings = {one.indicator: one for one in paper.numbers if one.first is None and one.last == day}
    differing = [
        (one, closing[code]) for code, one in openings.items() if code in closing and closing[code].value != one.value
    ]
    for number, figure in differing:
        yield _differs(
            Label(f"Đầu kỳ khác cuối kỳ của {before.number}", f"The opening is not the closing of {before.number}"),
            number,
            figure,
        )
    if openings and not differing:
        yield Finding(
            State.PASSED,
            Label(f"Đầu kỳ này bằng cuối kỳ của {before.number}", f"The opening is the closing of {before.number}"),
        )


def _earlier(prepared: Draft) -> Iterator[Finding]:
    """Numbers that an earlier edition gave for the same days otherwise; each indicator and stretch of days once."""
    paper = prepared.paper
    mine = {(one.indicator, one.first, one.last): one for one in paper.numbers}
    stored = (
        EditionFigure.objects.filter(
            edition__committee=prepared.committee,
            edition__place=paper.place_code,
            last_on__in={one.last for one in paper.numbers},
        )
        .select_related("edition")
        .order_by("-edition__issued_on", "-edition_id", "place")
    )
    compared: set[tuple[str, object, object]] = set()
    differing = 0
    for figure in stored:
        key = (figure.indicator, figure.first_on, figure.last_on)
        number = mine.get(key)
        if number is None or key in compared or (number.first is None and number.last == paper.period.day_before):
            continue
        compared.add(key)
        if figure.value != number.value:
            differing += 1
            yield _differs(
                Label(f"Khác báo cáo {figure.edition.number}", f"Differs from report {figure.edition.number}"),
                number,
                figure,
            )
    if compared and not differing:
        yield Finding(
            State.PASSED,
            Label(
                f"Không khác các ấn bản trước ở {show_number(len(compared))} con số cùng kỳ",
                f"Agrees with earlier editions in {show_number(len(compared))} numbers for the same days",
            ),
        )


def _differs(title: Label, number: Number, figure: EditionFigure) -> Finding:
    was = "–" if figure.value is None else show_number(int(figure.value))
    now = "–" if number.value is None else show_number(int(number.value))
    when = show_date(figure.edition.issued_on)
    return Finding(
        State.LOOK,
        title,
        Label(
            f"{number.label.vi}, {number.days.vi}: ban hành ngày {when} là {was}, nay {now}.",
            f"{number.label.en}, {number.days.en}: issued on {when} as {was}, now {now}.",
        ),
        figure,
    )
