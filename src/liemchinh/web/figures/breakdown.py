"""One figure: by province, by quarter, on the map, with its definition and what balances it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.directory import places
from liemchinh.directory.places import Place
from liemchinh.directory.roles import Right
from liemchinh.figures import claims, compute, series
from liemchinh.figures.catalogue import IDENTITIES, INDICATORS, phrases_of
from liemchinh.figures.claims import StatedFigure
from liemchinh.figures.indicator import Indicator, Total, Unit
from liemchinh.figures.models import Claim
from liemchinh.kernel.calendar import Period, show_date
from liemchinh.kernel.known import Known
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import collation_key
from liemchinh.web.drawing import charts, tiles
from liemchinh.web.showing import slices, values
from liemchinh.web.showing.shapes import Choice, Column, Field, IdentityRow, Term
from liemchinh.web.showing.shown import MINUS, said
from liemchinh.web.showing.slices import Slice, evidence_url
from liemchinh.web.visit import Visit, VisitRequest, page

STATED: Final = tuple(item.code for item in INDICATORS if item.is_stated)
SMALL: Final = 6
"""How many small charts stand in a row."""


def indicator_of(code: str) -> Indicator:
    """The indicator of an address. Raises OutOfReachError."""
    found = INDICATORS.get(code)
    if found is None:
        raise slices.OutOfReachError
    return found


def context_of(request: VisitRequest, asked: Slice) -> dict[str, Any]:
    """What every page of figures says of its slice: the fields that choose it and its words."""
    return {
        "asked": asked,
        "fields": {
            "period": Field("ky", _("Kỳ"), kind="select", choices=asked.preset_choices),
            "place": Field("noi", _("Phạm vi"), kind="select", choices=asked.place_choices),
            "from": Field("tu", _("Từ ngày"), "day", asked.typed["tu"], refusal=asked.refusals.get("tu", "")),
            "to": Field("den", _("Đến ngày"), "day", asked.typed["den"], refusal=asked.refusals.get("den", "")),
        },
        "period_words": values.period_words(asked.period),
        "earlier_words": values.period_words(asked.earlier),
        "beyond": slices.beyond_the_clock(asked.period, request.visit),
        "printed": values.printed(request.visit),
        "own_dates": slices.OWN_DATES,
    }


def stated_by(visit: Visit, scope: str, period: Period) -> dict[str, StatedFigure]:
    """What accepted papers say, as far as they had come in by the clock of entry."""
    return claims.stated(STATED, scope, period, by=visit.clocks.reached_at if visit.clocks.is_past else None)


def paper_url(stated: StatedFigure | None) -> str:
    """The place in the document where a stated figure was read."""
    return f"{reverse('document', args=[stated.claim.document_id])}#so-{stated.claim.pk}" if stated else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its evidence and the one of the year before."""

    indicator: Indicator
    value: Decimal
    url: str
    earlier: Decimal = Decimal(0)
    earlier_url: str = ""

    @property
    def noun(self) -> Label:
        """What it counts."""
        return values.noun(self.indicator)

    @property
    def unit(self) -> Label | str:
        """The word after the number in a sentence; amounts carry their own."""
        return "" if self.indicator.unit is Unit.VND else self.noun

    @property
    def shown(self) -> object:
        """The value as written."""
        return values.written(self.indicator.unit, self.value)

    @property
    def earlier_shown(self) -> object:
        """The value of the year before as written."""
        return values.written(self.indicator.unit, self.earlier)

    @property
    def moved(self) -> str:
        """+74."""
        return values.difference(self.indicator.unit, self.value - self.earlier)

    @property
    def percent(self) -> Decimal | None:
        """By how many percent."""
        return values.percent_of(self.value, self.earlier)


@dataclass(frozen=True, slots=True)
class Line:
    """One place of the table, or one quarter: a cell for each indicator of the pair, and the one asked for."""

    name: Label | str
    cells: Sequence[Cell]
    asked: Cell
    drawing: SafeString | str = ""
    place: Place | None = None


def pair_of(item: Indicator) -> tuple[Indicator, ...]:
    """The indicator with the one it stands beside, things before persons."""
    if not item.pair:
        return (item,)
    other = INDICATORS[item.pair]
    return (other, item) if item.unit is Unit.PERSON else (item, other)


def figure(request: VisitRequest, code: str) -> HttpResponse:
    """One indicator: a leading sentence, a table by province or by quarter, a map or a chart, its definition."""
    visit = request.visit
    visit.scope.require(Right.READ_FIGURES)
    item = indicator_of(code)
    asked = slices.asked(visit, request.GET)
    chosen = request.GET.get("chi-tieu", "")
    if chosen != code and chosen in INDICATORS:
        return HttpResponseRedirect(reverse("figure", args=[chosen]) + asked.query())
    context = context_of(request, asked)
    context["fields"]["indicator"] = Field("chi-tieu", _("Chỉ tiêu"), kind="select", choices=_kin_choices(item))
    listed = reverse("figure_list") + asked.query()
    context |= {
        "item": item,
        "phrases": phrases_of(item.code)[:6],
        "pair": pair_of(item),
        "noun": values.noun(item),
        "kind": values.kind_of(item),
        "since": show_date(item.since) if item.since else "",
        "parts": [INDICATORS[part] for part in item.parts] if isinstance(item, Total) else [],
        "crumbs": [(_("Số liệu"), listed), (item.subject.label, f"{listed}#{item.subject.value}"), (item.code, "")],
        "across": True,
    }
    context |= _stated_page(visit, item, asked) if item.is_stated else _computed_page(request, item, asked)
    return page(request, "desk/figure.html", context, room="figure_list", status=422 if asked.refusals else 200)


def _kin_choices(item: Indicator) -> list[Choice]:
    return [Choice(one.code, one.label, chosen=one is item) for one in INDICATORS if one.subject is item.subject]


def _stated_page(visit: Visit, item: Indicator, asked: Slice) -> dict[str, Any]:
    scope = slices.scope_code(asked.place)
    found = stated_by(visit, scope, asked.period).get(item.code)
    rows = claims.current().filter(indicator=item.code, scope=scope)
    return {
        "stated": values.with_unit(item.unit, found.value) if found else "",
        "stated_url": paper_url(found),
        "stated_document": found.claim.document if found else None,
        "claims": [
            (claim, values.written(item.unit, claim.value), claim_period(claim), paper_url(StatedFigure(claim)))
            for claim in rows
        ],
    }


def claim_period(claim: Claim) -> str:
    """The period or the day of a claim, in words."""
    if claim.as_of:
        return _("đến ngày %(day)s") % {"day": show_date(claim.as_of)}
    if claim.first_on and claim.last_on:
        return values.period_words(Period(claim.first_on, claim.last_on))
    return _("văn bản không nêu kỳ")


def _members(asked: Slice) -> list[Place]:
    """The provinces that the table lists: in force on the last day, within reach and within the place."""
    return [
        place
        for place in places.provinces(asked.period.last)
        if asked.reach.holds(place)
        and (asked.place.territories is None or (place.territories or frozenset()) <= asked.place.territories)
    ]


def _computed_page(request: VisitRequest, item: Indicator, asked: Slice) -> dict[str, Any]:
    known = request.visit.clocks.known
    pair = pair_of(item)
    members = _members(asked)
    by_province = len(members) > 1
    codes = [one.code for one in pair]
    listed = [asked.place, *members] if by_province else [asked.place]
    now = compute.compute(codes, listed, asked.period, known)
    before = compute.compute(codes, listed, asked.earlier, known)
    quarters = series.quarters(asked.period.last)
    kin = [one for one in INDICATORS if one.subject is item.subject and not one.is_stated]
    history = series.series([one.code for one in kin], listed, quarters, known)

    def line(place: Place) -> Line:
        cells = [
            Cell(
                one,
                now[one.code, place.code].value,
                evidence_url(one.code, place, asked.period),
                before[one.code, place.code].value,
                evidence_url(one.code, place, asked.earlier),
            )
            for one in pair
        ]
        drawn = charts.sparkline(history[item.code, place.code], width=80)
        return Line(place.label, cells, next(cell for cell in cells if cell.indicator is item), drawn, place)

    context: dict[str, Any] = {
        "total": line(asked.place),
        "by_province": by_province,
        "quarters": quarters,
        "identities": _identities(item, asked, known),
        "small": _small(kin, item, history, quarters, asked),
        "legend": _legend(kin, item),
        "limited": asked.reach.territories is not None,
    }
    if not by_province:
        return context | _by_quarter(item, pair, asked, history, quarters)
    lines = [line(place) for place in members]
    sort, rising = request.GET.get("xep", item.code), request.GET.get("chieu") == "tang"
    return context | {
        "lines": _sorted(lines, sort, rising),
        "columns": _columns(pair, item, asked, sort, rising),
        "members": len(members),
        "map": _map(item, lines, asked) if asked.place.territories is None else "",
    }


def _sorted(lines: Sequence[Line], sort: str, rising: bool) -> list[Line]:
    by_name = sorted(lines, key=lambda line: collation_key(str(line.name)))
    if sort == "ten":
        return by_name if rising else by_name[::-1]

    def key(line: Line) -> Decimal:
        if sort == "chenh":
            return line.asked.value - line.asked.earlier
        return next((cell.value for cell in line.cells if cell.indicator.code == sort), line.asked.value)

    return sorted(by_name, key=key, reverse=not rising)


def _columns(pair: Sequence[Indicator], item: Indicator, asked: Slice, sort: str, rising: bool) -> list[Column]:
    years = (str(asked.period.last.year), str(asked.earlier.last.year))
    if sort not in {"ten", "chenh", *(one.code for one in pair)}:
        sort = item.code

    def column(key: str, label: SafeString | str, *, number: bool = True) -> Column:
        turned_up = not rising if sort == key else key == "ten"
        direction = ("ascending" if rising else "descending") if sort == key else ""
        return Column(label, asked.query(xep=key, chieu="tang" if turned_up else "giam"), direction, number)

    columns = [column("ten", _("Tỉnh, thành phố"), number=False)]
    for one in pair:
        columns += [
            column(one.code, _two_lines(str(said(values.noun(one))).capitalize(), years[0])),
            Column(_two_lines(_("cùng kỳ"), years[1]), number=True),
        ]
    columns += [column("chenh", _("tăng, giảm")), Column("%", number=True)]
    return [*columns, Column(_two_lines(_("theo quý"), f"{asked.period.last.year - 2}–{asked.period.last.year}"))]


def _two_lines(first: str, second: str) -> SafeString:
    return format_html("{}<br>{}", first, second)


def _map(item: Indicator, lines: Sequence[Line], asked: Slice) -> SafeString:
    bounds = tiles.five_steps([int(line.asked.value) for line in lines])
    drawn = {
        line.place.territory_id: tiles.Tile(
            values.plain(line.asked.value), line.asked.url, values.in_words(item.unit, line.asked.value)
        )
        for line in lines
        if line.place is not None
    }
    title = _("%(figure)s, %(period)s, theo tỉnh") % {
        "figure": said(item.label),
        "period": values.period_words(asked.period),
    }
    words = _("Mỗi ô là một tỉnh, thành phố và mở ra bằng chứng; các số giống hệt bảng bên cạnh.")
    return tiles.tile_map(drawn, on=asked.period.last, bounds=bounds, key="map", title=title, description=words)


def _quarter_words(period: Period) -> str:
    whole = Period.quarter(period.first.year, (period.first.month + 2) // 3)
    name = str(said(whole.label))
    return name if whole == period else _("%(quarter)s, đến %(day)s") % {"quarter": name, "day": show_date(period.last)}


def _trend(
    drawn: Sequence[Indicator], history: series.Values, place: Place, quarters: Sequence[Period], key: str, height: int,
    *, named: bool = True,
) -> SafeString:  # fmt: skip
    """Lines from zero of one or two indicators of one place."""
    lines = [charts.Series(str(said(values.noun(one))), history[one.code, place.code]) for one in drawn]
    said_values = "; ".join(
        f"{_quarter_words(quarter)}: "
        + ", ".join(values.counted(one, history[one.code, place.code][at]) for one in drawn)
        for at, quarter in enumerate(quarters)
    )
    return charts.trend(
        lines,
        key=key,
        title=_("%(figure)s theo quý") % {"figure": said(drawn[0].label)},
        description=said_values,
        first=str(quarters[0].first.year),
        last=str(quarters[-1].last.year),
        steps=drawn[0].is_stock,
        height=height,
        labels=[
            (values.counted(one, last) if named else values.in_words(one.unit, last))
            for one in drawn
            for last in history[one.code, place.code][-1:]
        ],
    )


def _by_quarter(
    item: Indicator, pair: Sequence[Indicator], asked: Slice, history: series.Values, quarters: Sequence[Period]
) -> dict[str, Any]:
    rows = []
    for at in reversed(range(len(quarters))):
        cells = [
            Cell(one, history[one.code, asked.place.code][at], evidence_url(one.code, asked.place, quarters[at]))
            for one in pair
        ]
        rows.append(Line(_quarter_words(quarters[at]), cells, next(one for one in cells if one.indicator is item)))
    drawn = [item, *(one for one in pair if one is not item)]
    return {
        "lines": rows,
        "trend": _trend(drawn, history, asked.place, quarters, "trend", 160),
    }


def _small(
    kin: Sequence[Indicator],
    item: Indicator,
    history: series.Values,
    quarters: Sequence[Period],
    asked: Slice,
) -> list[tuple[Indicator, str, SafeString]]:
    """The other figures of the subject for the same place, each on its own scale."""
    shown: list[tuple[Indicator, str, SafeString]] = []
    done = {one.code for one in pair_of(item)}
    for one in kin:
        if one.code in done or len(shown) == SMALL:
            continue
        pair = pair_of(one)
        done |= {each.code for each in pair}
        url = reverse("figure", args=[one.code]) + asked.query()
        shown.append(
            (one, url, _trend(pair[::-1], history, asked.place, quarters, f"small-{len(shown)}", 48, named=False))
        )
    return shown


def _legend(kin: Sequence[Indicator], item: Indicator) -> str:
    """What the strong and the light line are, where every small chart has both."""
    pairs = [pair_of(one) for one in kin if one.code not in {each.code for each in pair_of(item)}]
    if not any(len(pair) > 1 for pair in pairs):
        return ""
    return _("Nét đậm: người; nét nhạt: vụ án.")


def _identities(item: Indicator, asked: Slice, known: Known) -> list[list[IdentityRow]]:
    """Opening + in − out = closing, for a stock or each part of a sum of stocks."""
    stocks = item.parts if isinstance(item, Total) and item.is_stock else (item.code,)
    wanted = [identity for identity in IDENTITIES if identity.stock in stocks]
    if not wanted:
        return []
    found = compute.balances([asked.place], asked.period, known, identities=wanted)
    rows = []
    for identity in wanted:
        balance = found[identity.code, asked.place.code]
        moves = [("+", one) for one in balance.comes_in] + [(MINUS, one) for one in balance.goes_out]
        terms = [
            Term(_("Đầu kỳ"), values.plain(balance.opening.value), _url(balance.opening)),
            *(Term(one.indicator.label, values.plain(one.value), _url(one), operator) for operator, one in moves),
            Term(_("Cuối kỳ"), values.plain(balance.closing.value), _url(balance.closing), "="),
        ]
        rows.append([IdentityRow(identity.label, terms)])
    return rows


def _url(one: compute.Figure) -> str:
    return evidence_url(one.indicator.code, one.place, one.period)
