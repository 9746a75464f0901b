"""What makes one figure: its sum as on paper, the lines behind it, and what the register knew of it when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.directory.places import Place
from liemchinh.directory.roles import Right
from liemchinh.directory.territories import TERRITORIES
from liemchinh.figures import changes, compute
from liemchinh.figures.catalogue import IDENTITIES
from liemchinh.figures.indicator import Indicator, Stock, Subject, Total
from liemchinh.kernel.calendar import Period, UnreadableDateError, parse_date, show_date
from liemchinh.kernel.known import Known
from liemchinh.kernel.label import Label
from liemchinh.web.drawing import charts
from liemchinh.web.figures import breakdown
from liemchinh.web.showing import slices, traces, values
from liemchinh.web.showing.shapes import Term
from liemchinh.web.showing.shown import MINUS, NBSP, said
from liemchinh.web.showing.slices import evidence_url
from liemchinh.web.showing.traces import Trace
from liemchinh.web.visit import VisitRequest, page

SHOWN: Final = 12
"""Lines of a group that are shown before “n dòng nữa”."""
FEW: Final = 3
"""The same where there are many groups."""
HISTORY: Final = 6
"""Changes that are shown before “xem cả n lần”."""


@dataclass(slots=True)
class Group:
    """Lines of one term with their subtotals, one for each indicator of the pair."""

    key: str
    label: Label | str
    operator: str = ""
    url: str = ""
    sums: list[Decimal] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    shown: Sequence[Trace] = ()
    closing: bool = False
    shown_sums: Sequence[object] = ()

    @property
    def more(self) -> int:
        """How many lines are not shown."""
        return len(self.traces) - len(self.shown)

    @property
    def signed_sums(self) -> list[Decimal]:
        """The subtotals as they enter the sum."""
        return [-one for one in self.sums] if self.operator == MINUS else self.sums


@dataclass(frozen=True, slots=True)
class Account:
    """The groups of an account and what they must come to."""

    groups: list[Group]
    result: list[Decimal]

    @property
    def added(self) -> list[Decimal]:
        """What the shares of all lines add up to, by indicator."""
        counted = [group.signed_sums for group in self.groups if not group.closing]
        return [sum(column, Decimal(0)) for column in zip(*counted, strict=True)] or [Decimal(0)] * len(self.result)

    @property
    def holds(self) -> bool:
        """Whether they add up to the value."""
        return self.added == self.result


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is about."""

    item: Indicator
    pair: tuple[Indicator, ...]
    place: Place
    period: Period
    known: Known

    def url(self, one: Indicator | None = None, period: Period | None = None, known: Known | None = None) -> str:
        """This page for another indicator, period or moment of knowledge."""
        code = (one or self.item).code
        return evidence_url(code, self.place, period or self.period, known=known or self.known)


def figure_evidence(request: VisitRequest, code: str, place: str) -> HttpResponse:
    """The lines of one figure: `tu`, `den` the period, `biet` a position of knowledge before the clock's."""
    visit = request.visit
    visit.scope.require(Right.READ_FIGURES)
    item = breakdown.indicator_of(code)
    period = _period(request)
    reach = slices.Reach.of(visit.scope)
    found = reach.place(place, period.last)
    known = visit.clocks.known
    wanted = request.GET.get("biet", "")
    earlier = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
    if earlier and int(wanted) < known.position:
        known = Known(int(wanted))
    if item.is_stated:
        raise slices.OutOfReachError
    asked = Asked(item, breakdown.pair_of(item), found, period, known)
    figures = compute.compute([one.code for one in asked.pair], [found], period, known)
    result = [figures[one.code, found.code].value for one in asked.pair]
    account = _account(asked, result)
    opened = request.GET.get("nhom", "")
    shown = SHOWN if len(account.groups) <= SHOWN else FEW
    for group in account.groups:
        group.shown = group.traces if opened in {group.key, "tat-ca"} else group.traces[:shown]
        _write(asked, group)
    traces.describe([trace for group in account.groups for trace in group.shown])
    listed = reverse("figure_list")
    context = _history(asked, whole="lich-su" in request.GET) | {
        "item": item,
        "nouns": [values.noun(one) for one in asked.pair],
        "place": found,
        "period": period,
        "title": _title(asked, result),
        "subtitle": _subtitle(asked),
        "value": values.written(item.unit, figures[item.code, found.code].value),
        "lines": sum(1 for group in account.groups if not group.closing for _trace in group.traces),
        "account": account,
        "sums": _sums(asked, account),
        "added": " ".join(_added(asked, account)),
        "result": " / ".join(values.in_words(one.unit, value) for one, value in zip(asked.pair, result, strict=True)),
        "at": known.position if not known.is_now else visit.clocks.position,
        "moment": compute.moment_of(known) if not known.is_now else visit.clocks.reached_at,
        "is_earlier": known != visit.clocks.known,
        "now_url": evidence_url(code, found, period),
        "all_url": f"{asked.url()}&nhom=tat-ca#bang-chung",
        "figure_url": reverse("figure", args=[code]) + _slice_query(asked),
        "beyond": slices.beyond_the_clock(period, visit),
        "printed": values.printed(visit),
        "crumbs": [
            (_("Số liệu"), listed),
            (item.subject.label, f"{listed}#{item.subject.value}"),
            (item.code, reverse("figure", args=[code]) + _slice_query(asked)),
            (_("Bằng chứng"), ""),
        ],
        "across": True,
    }
    return page(request, "desk/evidence.html", context, room="figure_list")


def _write(asked: Asked, group: Group) -> None:
    """Subtotals and shares with the sign with which they enter the sum."""

    def signed(one: Indicator, value: Decimal) -> object:
        if group.operator not in {"+", MINUS} or not value:
            return values.written(one.unit, value)
        return values.difference(one.unit, -value if group.operator == MINUS else value)

    group.shown_sums = [signed(one, value) for one, value in zip(asked.pair, group.sums, strict=True)]
    for trace in group.shown:
        trace.shown_shares = [
            (signed(one, value), values.noun(one)) for one, value in zip(asked.pair, trace.shares, strict=True)
        ]


def _slice_query(asked: Asked) -> str:
    place = slices.address_of(asked.place, asked.period.last)
    return f"?noi={place}&ky={slices.OWN_DATES}&tu={asked.period.first:%d/%m/%Y}&den={asked.period.last:%d/%m/%Y}"


def _period(request: VisitRequest) -> Period:
    """The period of the address; a page without one reads the first preset. Raises OutOfReachError."""
    typed = (request.GET.get("tu", ""), request.GET.get("den", ""))
    if not any(typed):
        return slices.presets(request.visit.clocks.effective)[0].period
    try:
        first, last = (parse_date(text, today=request.visit.today) for text in typed)
        return Period(first, last)
    except (UnreadableDateError, ValueError) as fault:
        raise slices.OutOfReachError from fault


def _title(asked: Asked, result: Sequence[Decimal]) -> str:
    said_values = ", ".join(values.counted(one, value) for one, value in zip(asked.pair, result, strict=True))
    name = str(said(asked.pair[0].label))
    if len(asked.pair) > 1:
        # “Vụ án khởi tố mới” beside “Bị can khởi tố mới”: what they share names the pair.
        unit = str(said(values.noun(asked.pair[0])))
        bare = name.removeprefix(unit.capitalize()).strip() or name
        name = bare[:1].upper() + bare[1:]
    return f"{name}: {said_values}"


def _subtitle(asked: Asked) -> str:
    place = _place_words(asked.place)
    if asked.item.is_stock:
        return _("%(place)s, đến hết ngày %(day)s.") % {"place": place, "day": show_date(asked.period.last)}
    return f"{place}, {values.period_words(asked.period)}."


def _place_words(place: Place) -> str:
    if place.territory_id and str(said(place.label)) == place.label.vi:
        return TERRITORIES[place.territory_id].full_name
    return str(said(place.label))


def _account(asked: Asked, result: list[Decimal]) -> Account:
    if isinstance(asked.item, Stock):
        return Account(_movement(asked, asked.item), result)
    if isinstance(asked.item, Total):
        return Account([_part(asked, code) for code in asked.item.parts], result)
    return Account(_flow_groups(asked), result)


def _movement(asked: Asked, stock: Stock) -> list[Group]:
    """Opening, in, out, and the dossiers that stand at the end."""
    before = Period(asked.period.day_before, asked.period.day_before)
    identity = next((one for one in IDENTITIES if one.stock == stock.code), None)
    if identity is None:
        return [_group(asked, stock.code, asked.period, stock.label)]
    words = _("Đầu kỳ, %(day)s") % {"day": show_date(asked.period.first)}
    groups = [_group(asked, stock.code, before, words, key="dau-ky")]
    for operator, codes in (("+", identity.comes_in), (MINUS, identity.goes_out)):
        groups += [
            _group(asked, code, asked.period, breakdown.indicator_of(code).label, operator=operator) for code in codes
        ]
    closing_words = _("Đang theo dõi cuối kỳ, %(day)s") if stock.subject is Subject.WATCH else _("Cuối kỳ, %(day)s")
    words = closing_words % {"day": show_date(asked.period.last)}
    closing = _group(asked, stock.code, asked.period, words, key="cuoi-ky", operator="=")
    closing.closing = True
    return [*groups, closing]


def _part(asked: Asked, code: str) -> Group:
    part = breakdown.indicator_of(code)
    return _group(asked, code, asked.period, part.label, operator="+")


def _group(asked: Asked, code: str, period: Period, label: Label | str, *, operator: str = "", key: str = "") -> Group:
    item = breakdown.indicator_of(code)
    pair = breakdown.pair_of(item) if len(asked.pair) > 1 else (item,)
    found = traces.merged([compute.evidence(one.code, asked.place, period, asked.known) for one in pair])
    url = evidence_url(code, asked.place, period, known=asked.known)
    return Group(key or code, label, operator, url, traces.totals(found, len(pair)), found)


def _flow_groups(asked: Asked) -> list[Group]:
    """The lines of a flow by province when the place has several, else by month."""
    found = traces.merged([compute.evidence(one.code, asked.place, asked.period, asked.known) for one in asked.pair])
    traces.locate(found)
    if len({trace.territory_id for trace in found}) > 1 and not asked.place.territory_id:
        keys = {trace.territory_id: TERRITORIES[trace.territory_id].label for trace in found}
        groups = [
            Group(territory, label, traces=[trace for trace in found if trace.territory_id == territory])
            for territory, label in keys.items()
        ]
        for group in groups:
            group.sums = traces.totals(group.traces, len(asked.pair))
        return sorted(groups, key=lambda group: group.sums[-1], reverse=True)
    months: dict[date, list[Trace]] = {}
    for trace in found:
        months.setdefault(trace.on.replace(day=1), []).append(trace)
    by_month = len(months) <= 24
    parted: dict[str, tuple[str, list[Trace]]] = {}
    for month, members in sorted(months.items(), reverse=True):
        label = (
            _("tháng %(month)s") % {"month": f"{month:%m/%Y}"} if by_month else _("năm %(year)s") % {"year": month.year}
        )
        parted.setdefault(label, (f"{month:%Y-%m}" if by_month else f"{month:%Y}", []))[1].extend(members[::-1])
    return [
        Group(key, label[:1].upper() + label[1:], "", "", traces.totals(members, len(asked.pair)), members)
        for label, (key, members) in parted.items()
    ]


def _terms(asked: Asked, account: Account) -> list[Group]:
    """The groups that are added, months in the order of time."""
    terms = [group for group in account.groups if not group.closing]
    if asked.item.is_stock or isinstance(asked.item, Total) or any(group.key in TERRITORIES for group in terms):
        return terms
    return terms[::-1]


@dataclass(frozen=True, slots=True)
class Sum:
    """One row of the sum as on paper."""

    operator: str
    label: Label | str
    shown: Sequence[tuple[object, str, Label]]
    bar: object
    closing: bool = False


def _sums(asked: Asked, account: Account) -> list[Sum]:
    """The terms with their bars; long sums keep the largest terms and gather the rest."""
    terms = _terms(asked, account)
    rest: list[Group] = []
    if len(terms) > SHOWN:
        terms, rest = terms[: SHOWN - 1], terms[SHOWN - 1 :]
    if rest:
        gathered = Group("", _("%(count)s dòng khác") % {"count": len(rest)})
        gathered.sums = [sum(column, Decimal(0)) for column in zip(*(one.sums for one in rest), strict=True)]
        terms = [*terms, gathered]
    at = len(asked.pair) - 1 if asked.pair[-1] is asked.item else 0
    written = [
        Term(group.label, values.plain(group.sums[at]), "", (group.operator or "+") if number else "")
        for number, group in enumerate(terms)
    ]
    result = Term(asked.item.label, values.plain(account.result[at]), "", "=")
    bars = charts.waterfall([*written, result], key="sum")
    rows = [
        Sum(
            term.operator,
            group.label,
            [
                (
                    values.written(one.unit, value),
                    group.url or (f"#nhom-{group.key}" if group.key else ""),
                    values.noun(one),
                )
                for one, value in zip(asked.pair, group.sums, strict=True)
            ],
            bar,
        )
        for group, term, bar in zip(terms, written, bars[:-1], strict=True)
    ]
    closing = [
        (values.written(one.unit, value), "", values.noun(one))
        for one, value in zip(asked.pair, account.result, strict=True)
    ]
    label = _("Cuối kỳ, %(day)s") % {"day": show_date(asked.period.last)} if asked.item.is_stock else _("Cộng")
    return [*rows, Sum("=", label, closing, bars[-1], closing=True)]


def _added(asked: Asked, account: Account) -> list[str]:
    at = len(asked.pair) - 1 if asked.pair[-1] is asked.item else 0
    said_terms: list[str] = []
    for number, group in enumerate(_terms(asked, account)):
        sign = group.operator or "+"
        text = values.in_words(asked.item.unit, group.sums[at])
        said_terms.append(text if number == 0 and sign == "+" else f"{sign}{NBSP}{text}")
    if len(said_terms) > 2 * SHOWN:
        said_terms = [_("cộng %(count)s nhóm") % {"count": len(said_terms)}]
    return [*said_terms, f"={NBSP}{values.in_words(asked.item.unit, account.added[at])}"]


@dataclass(frozen=True, slots=True)
class Past:
    """What the register said before an entry, and the entry that changed it."""

    before: Known
    shown: str
    url: str
    change: changes.Change
    act: Trace | None


def _history(asked: Asked, *, whole: bool) -> dict[str, Any]:
    """The value before each entry that changed it, newest first: those after the period first of all."""
    found = {one.code: changes.changes(one.code, asked.place, asked.period, asked.known) for one in asked.pair}
    moves = sorted({change.known.position: change for one in found.values() for change in one}.items(), reverse=True)
    late = [change for _position, change in moves if change.moment.date() > asked.period.last]
    chosen = [change for _position, change in moves]
    if not whole:
        chosen = chosen[: min(max(len(late), 2), HISTORY)]
    rows = []
    for change in chosen:
        before = Known(change.known.position - 1)
        shown = " / ".join(values.in_words(one.unit, _value_at(found[one.code], before)) for one in asked.pair)
        act = traces.of_act(change.act) if change.act else None
        rows.append(Past(before, shown, asked.url(known=before), change, act))
    traces.describe([row.act for row in rows if row.act])
    return {
        "history": rows,
        "history_total": len(moves),
        "late": len(late),
        "history_url": f"{asked.url()}&lich-su=1#da-biet" if len(rows) < len(moves) else "",
    }


def _value_at(found: Sequence[changes.Change], known: Known) -> Decimal:
    return next((change.value for change in reversed(found) if change.known <= known), Decimal(0))
