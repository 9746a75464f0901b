"""Drafts and issued editions: composed once, frozen, and read from their own rows for ever after."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from liemchinh.directory import access, territories
from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.places import Place
from liemchinh.directory.roles import Right
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.calendar import Period, show_date
from liemchinh.kernel.known import NOW, Known
from liemchinh.kernel.label import Label
from liemchinh.ledger.models import Act
from liemchinh.reports.composer import Composer, Found, Names, period_of
from liemchinh.reports.layout import Layout, When
from liemchinh.reports.layouts import LAYOUTS
from liemchinh.reports.models import Edition, EditionFigure
from liemchinh.reports.paper import Number, Paper, from_json, to_json
from liemchinh.reports.tokens import untraced

_NUMBER: Final = re.compile(r"(\d{1,5})-([A-ZĐ][A-Za-zĐđ]*/[A-ZĐ][A-Za-zĐđ]*)")


class RefusedIssueError(Exception):
    """A report that may not be issued. `reasons`: field ("" when none) and what is wrong, with what can be done."""

    def __init__(self, reasons: list[tuple[str, Label]]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(label.vi for _, label in reasons))


@dataclass(frozen=True, slots=True)
class Reach:
    """Which rows a report counts: a place, and the registers of some committees (None: of every one)."""

    place: Place
    committees: frozenset[int] | None

    @property
    def scope(self) -> Scope:
        """What PostgreSQL shows while the report is computed, whoever reads it."""
        return Scope(officer_id=None, rights=frozenset(), committees=self.committees)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it would be issued now: nothing is stored."""

    paper: Paper
    layout: Layout
    committee: Committee
    reach: Reach
    known: Known


def reach_of(committee: Committee, place: Place, scope: Scope) -> Reach:
    """What a report of `committee` counts: its own register with those it took over; at the centre, all within reach.

    Raises OutOfScopeError when the committee is out of the officer's reach.
    """
    if not scope.reaches(committee.pk):
        raise OutOfScopeError
    if committee.territory_id is None:
        return Reach(place, scope.committees)
    return Reach(place, access.with_predecessors({committee.pk}))


def names_of(committee: Committee, place: Place) -> Names:
    """How a paper names its issuer and what it is about."""
    party = committee.office.removeprefix("Ban Nội chính ")
    short = re.sub(r"\s+(?:tỉnh|thành phố)\s.*$", "", committee.name)
    if committee.territory_id is None:
        party = party_short = "Ban Chấp hành Trung ương"
        city, level = "Hà Nội", "Trung ương"
    else:
        city = territories.TERRITORIES[committee.territory_id].name
        party_short, level = ("Thành ủy", "thành phố") if party.startswith("Thành") else ("Tỉnh ủy", "tỉnh")
    return Names(party, committee.name, short, _about(place), city, party_short, level, committee.is_demonstration)


def _about(place: Place) -> str:
    if place.territories is None:
        return "cả nước"
    territory = territories.TERRITORIES.get(place.territory_id)
    if territory is None:
        return place.label.vi
    full = territory.full_name
    return full[:1].lower() + full[1:]


def draft(
    layout: Layout, committee: Committee, place: Place, period: Period, known: Known = NOW, *, scope: Scope
) -> Draft:
    """Compute and compose a report: at most three statements for each of its three stretches of days.

    `known` NOW becomes the position the register has reached. Raises OutOfScopeError.
    """
    reach = reach_of(committee, place, scope)
    with access.entered(reach.scope):
        position, reached_at = compute.head()
        if known.position < position:
            moment = compute.moment_of(known)
        else:
            known, moment = Known(position), reached_at if position else None
        found = _found(layout, place, period, known)
    composer = Composer(period, found, names_of(committee, place))
    text = composer.compose(layout)
    paper = Paper(
        text=text,
        numbers=tuple(composer.numbers),
        layout=layout.code,
        series=layout.series,
        place_code=place.territory_id or place.code,
        place_name=place.label.vi,
        period=period,
        position=known.position,
        known_at=moment,
    )
    return Draft(paper, layout, committee, reach, known)


def _found(layout: Layout, place: Place, period: Period, known: Known) -> dict[tuple[str, When], Found]:
    wanted: dict[When, set[str]] = defaultdict(set)
    for figure in layout.figures():
        wanted[figure.when].add(figure.indicator)
    wanted[When.PERIOD] |= set(layout.annex.indicators)
    wanted[When.YEAR_EARLIER] |= set(layout.annex.indicators)
    found: dict[tuple[str, When], Found] = {}
    for when, codes in wanted.items():
        stretch = period_of(when, period)
        computed = compute.compute(sorted(codes), [place], stretch, known)
        for code in codes:
            given = computed[code, place.code]
            since = given.indicator.since
            undefined = since is not None and stretch.last < since
            found[code, when] = Found(None, 0) if undefined else Found(given.value, given.evidence)
    return found


def next_number(committee: Committee, series: str) -> str:
    """The number after the highest that the committee used for this series, in editions or in reports it recorded."""
    used = [
        *Edition.objects.filter(committee=committee, number__endswith=f"-{series}").values_list("number", flat=True),
        *Act.objects.filter(committee=committee, document_number__endswith=f"-{series}").values_list(
            "document_number", flat=True
        ),
    ]
    read = [int(found[1]) for number in used if (found := _NUMBER.fullmatch(number))]
    return f"{max(read, default=0) + 1:02d}-{series}"


def issue(
    prepared: Draft,
    *,
    number: str,
    issued_on: date | None,
    signer: str,
    signer_post: str,
    officer: Officer,
    scope: Scope,
    now: datetime,
) -> Edition:
    """Freeze a draft as an edition, in one transaction.

    Raises NotAllowedError and OutOfScopeError for an officer without the right, RefusedIssueError for what is missing,
    taken, in the future, or untrue of the register.
    """
    scope.require(Right.ISSUE_REPORTS)
    committee, paper = prepared.committee, prepared.paper
    if not scope.reaches(committee.pk):
        raise OutOfScopeError
    number, signer, signer_post = (" ".join(given.split()) for given in (number, signer, signer_post))
    reasons = [
        *_faults_of_form(paper, number, issued_on, signer, signer_post, timezone.localdate(now)),
        *_faults_of_figures(prepared),
    ]
    if Edition.objects.filter(committee=committee, number=number).exists():
        reasons.append(("number", _taken(number, next_number(committee, paper.series))))
    if reasons or issued_on is None:
        raise RefusedIssueError(reasons)
    edition = Edition(
        committee=committee,
        place=paper.place_code,
        place_name=paper.place_name,
        territories=_listed(prepared.reach.place.territories),
        committees=_listed(prepared.reach.committees),
        layout=paper.layout,
        layout_digest=prepared.layout.digest(),
        number=number,
        first_on=paper.period.first,
        last_on=paper.period.last,
        position=paper.position,
        known_at=paper.known_at,
        issued_on=issued_on,
        recorded_at=now,
        officer=officer,
        signer=signer,
        signer_post=signer_post,
        body=to_json(paper.text),
    )
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
            EditionFigure.objects.bulk_create(_stored(edition, one) for one in paper.numbers)
    except IntegrityError as error:
        if "edition_numbered_once" not in str(error):
            raise
        raise RefusedIssueError([("number", _taken(number, next_number(committee, paper.series)))]) from error
    return edition


def _listed(values: frozenset[str] | frozenset[int] | None) -> list[str | int] | None:
    return None if values is None else sorted(values)


def _stored(edition: Edition, number: Number) -> EditionFigure:
    return EditionFigure(
        committee_id=edition.committee_id,
        edition=edition,
        place=number.place,
        indicator=number.indicator,
        first_on=number.first,
        last_on=number.last,
        value=number.value,
        unit=number.unit,
        printed=number.printed,
        evidence=number.evidence,
        definition=number.definition,
    )


def _taken(number: str, free: str) -> Label:
    return Label(
        f"Số {number} đã dùng cho một ấn bản khác. Làm được: lấy số {free}.",
        f"The number {number} is taken by another edition. Take {free}.",
    )


def _faults_of_form(
    paper: Paper, number: str, issued_on: date | None, signer: str, signer_post: str, today: date
) -> Iterable[tuple[str, Label]]:
    found = _NUMBER.fullmatch(number)
    if not found or found[2] != paper.series or not int(found[1]):
        yield (
            "number",
            Label(
                f"Chưa hiểu số “{number}”. Ghi như 61-{paper.series}.",
                f"The number “{number}” was not understood. Write it like 61-{paper.series}.",
            ),
        )
    if issued_on is None:
        yield (
            "issued_on",
            Label("Chưa có ngày ban hành. Ghi như 15/07/2026.", "Give the day of issue, like 15/07/2026."),
        )
    elif issued_on > today:
        yield (
            "issued_on",
            Label(
                f"Ngày ban hành {show_date(issued_on)} chưa tới. Làm được: ghi ngày {show_date(today)} hoặc trước đó.",
                f"The day of issue {show_date(issued_on)} lies in the future; today is {show_date(today)}.",
            ),
        )
    elif issued_on < paper.period.last:
        yield (
            "issued_on",
            Label(
                f"Ngày ban hành {show_date(issued_on)} trước ngày cuối kỳ {show_date(paper.period.last)}."
                " Làm được: đổi ngày ban hành, hoặc soạn lại với kỳ ngắn hơn.",
                f"The day of issue {show_date(issued_on)} lies before the end of the period,"
                f" {show_date(paper.period.last)}.",
            ),
        )
    if not signer:
        yield "signer", Label("Chưa có người ký. Ghi họ tên người ký.", "Give the name of the person who signs.")
    if not signer_post:
        yield (
            "signer_post",
            Label("Chưa có chức vụ người ký. Ghi như Trưởng ban.", "Give the post of the person who signs."),
        )


def _faults_of_figures(prepared: Draft) -> Iterable[tuple[str, Label]]:
    for code, holds in balances_of(prepared).items():
        if not holds:
            label = INDICATORS[code].label
            yield (
                "",
                Label(
                    f"{label.vi}: đầu kỳ cộng vào trừ ra không bằng cuối kỳ. Làm được: chạy liemchinh"
                    " verify rồi soạn lại.",
                    f"{label.en}: opening plus in minus out is not the closing. Run liemchinh verify and draft again.",
                ),
            )
    for where in untraced(prepared.paper.text):
        yield (
            "",
            Label(
                f"Con số gõ tay, không có nguồn trong sổ: “{where}”.",
                f"A typed number without a source in the register: “{where}”.",
            ),
        )


def balances_of(prepared: Draft) -> dict[str, bool]:
    """Whether opening + in − out = closing, by the code of the stock."""
    with access.entered(prepared.reach.scope):
        found = compute.balances([prepared.reach.place], prepared.paper.period, prepared.known)
    return {balance.closing.indicator.code: balance.holds for balance in found.values()}


def paper_of(edition: Edition) -> Paper:
    """The edition as a paper, from its own rows alone: nothing is computed."""
    layout = LAYOUTS.get(edition.layout)
    return Paper(
        text=from_json(edition.body),
        numbers=tuple(
            Number(
                one.place,
                one.indicator,
                one.first_on,
                one.last_on,
                one.value,
                one.unit,
                one.printed,
                one.evidence,
                one.definition,
            )
            for one in edition.figures.order_by("place")
        ),
        layout=edition.layout,
        series=layout.series if layout else edition.number.partition("-")[2],
        place_code=edition.place,
        place_name=edition.place_name,
        period=Period(edition.first_on, edition.last_on),
        position=edition.position,
        known_at=timezone.localtime(edition.known_at) if edition.known_at else None,
        edition_id=edition.pk,
        number=edition.number,
        issued_on=edition.issued_on,
        signer=edition.signer,
        signer_post=edition.signer_post,
    )


def reach_frozen(edition: Edition) -> Reach:
    """What the edition counted, as it was then: later mergers of provinces or registers do not widen it."""
    counted = None if edition.territories is None else frozenset(str(one) for one in edition.territories)
    own = edition.place in territories.TERRITORIES
    place = Place(edition.place, Label(edition.place_name, edition.place_name), counted, edition.place if own else "")
    committees = None if edition.committees is None else frozenset(int(one) for one in edition.committees)
    return Reach(place, committees)
