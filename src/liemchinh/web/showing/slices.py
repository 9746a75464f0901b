"""What a figures page is about: a place within the reader's reach and a period, as the address says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liemchinh.directory import places
from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Cluster, Committee
from liemchinh.directory.places import COUNTRY, Place, UnknownPlaceError
from liemchinh.directory.territories import TERRITORIES
from liemchinh.kernel.calendar import Period, UnreadableDateError, add_months, parse_date, show_date
from liemchinh.kernel.known import Known
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import collation_key
from liemchinh.web.showing.shapes import Choice
from liemchinh.web.visit import Visit

OWN_DATES = "tu-chon"
"""The choice of a period typed as two days."""


class OutOfReachError(OutOfScopeError):
    """A place whose figures the reader does not reach, or that does not exist: one answer for both."""

    label = Label(
        "Không có số liệu này, hoặc phạm vi không thuộc phần việc được giao.",
        "There is no such figure, or its scope lies outside the work assigned.",
    )


@dataclass(frozen=True, slots=True)
class Preset:
    """A period that a list offers. `period` ends no later than the clock of effect."""

    code: str
    label: Label
    period: Period


def presets(day: date) -> tuple[Preset, ...]:
    """The periods that hold `day` and those before them; what is not over yet ends on `day`."""
    half = 1 if day.month <= 6 else 2
    quarter = (day.month + 2) // 3
    before = add_months(day.replace(day=1), -3)
    month_before = day.replace(day=1) - timedelta(days=1)
    offered = (
        ("nua-nam", Period.half(day.year, half)),
        ("nua-nam-truoc", Period.half(day.year, 1) if half == 2 else Period.half(day.year - 1, 2)),
        ("nam", Period.year(day.year)),
        ("nam-truoc", Period.year(day.year - 1)),
        ("quy", Period.quarter(day.year, quarter)),
        ("quy-truoc", Period.quarter(before.year, (before.month + 2) // 3)),
        ("thang", Period.month(day.year, day.month)),
        ("thang-truoc", Period.month(month_before.year, month_before.month)),
    )
    return tuple(_preset(code, whole, day) for code, whole in offered)


def _preset(code: str, whole: Period, day: date) -> Preset:
    if whole.last <= day:
        return Preset(code, whole.label, whole)
    label = Label(f"{whole.label.vi}, đến {show_date(day)}", f"{whole.label.en}, until {show_date(day)}")
    return Preset(code, label, Period(whole.first, day))


@dataclass(frozen=True, slots=True)
class Reach:
    """The territories whose figures a scope may read; None = every one."""

    territories: frozenset[str] | None
    home: str = ""

    @classmethod
    def of(cls, scope: Scope) -> Reach:
        """One query."""
        if scope.committees is None:
            return cls(None)
        rows = dict(Committee.objects.filter(pk__in=scope.committees).values_list("pk", "territory_id"))
        home = rows.get(scope.home_id or 0) or ""
        return cls(frozenset(territory for territory in rows.values() if territory), home)

    def holds(self, place: Place) -> bool:
        """Whether every row that the place counts is within reach."""
        if self.territories is None:
            return True
        return place.territories is not None and place.territories <= self.territories

    def default(self) -> Place:
        """The reader's own province, or the whole country. Raises OutOfReachError for a reader without either."""
        if self.territories is None:
            return COUNTRY
        if self.home not in TERRITORIES:
            raise OutOfReachError
        return places.province(TERRITORIES[self.home])

    def place(self, code: str, on: date) -> Place:
        """The place that the address names, read on a day. Raises OutOfReachError."""
        try:
            place = places.place_of(code, on=on)
        except UnknownPlaceError as fault:
            raise OutOfReachError from fault
        if not self.holds(place):
            raise OutOfReachError
        return replace(place, code=address_of(place, on))

    def choices(self, on: date, chosen: Place) -> list[Choice]:
        """The places a reader may choose, own province and country first, provinces by the Vietnamese alphabet."""
        offered = [self.default()]
        if self.territories is None:
            offered += [places.place_of(f"CLUSTER:{code}", on=on) for code in _clusters()]
        provinces = [place for place in places.provinces(on) if self.holds(place) and place not in offered]
        offered += sorted(provinces, key=lambda place: collation_key(place.label.vi))
        codes = [address_of(place, on) for place in offered]
        if chosen.code not in codes:
            offered, codes = [*offered, chosen], [*codes, chosen.code]
        return [
            Choice(code, place.label, chosen=code == chosen.code) for code, place in zip(codes, offered, strict=True)
        ]


def _clusters() -> Sequence[str]:
    return list(Cluster.objects.order_by("code").values_list("code", flat=True))


def address_of(place: Place, on: date) -> str:
    """How addresses write a place: its code where the code means it on that day, else its lasting id."""
    if not place.territory_id:
        return place.code
    territory = TERRITORIES[place.territory_id]
    return territory.code if territory.in_force(on) else territory.id


def scope_code(place: Place) -> str:
    """How papers and claims write a place: the code of a province, “VN”, “CLUSTER:2”."""
    return TERRITORIES[place.territory_id].code if place.territory_id else place.code


@dataclass(frozen=True, slots=True)
class Slice:
    """The place, the period and the same period a year before. `refusals`: what was not understood, by field."""

    reach: Reach
    place: Place
    period: Period
    preset: str
    label: Label
    refusals: dict[str, Label]
    typed: dict[str, str]
    presets: tuple[Preset, ...]

    @property
    def earlier(self) -> Period:
        """Cùng kỳ năm trước."""
        return self.period.year_earlier()

    @property
    def preset_choices(self) -> list[Choice]:
        """The periods offered, with the one that is read."""
        own = [Choice(OWN_DATES, self.label, chosen=True)] if self.preset == OWN_DATES else []
        return own + [Choice(one.code, one.label, chosen=one.code == self.preset) for one in self.presets]

    @property
    def place_choices(self) -> list[Choice]:
        """The places offered, with the one that is read."""
        return self.reach.choices(self.period.last, self.place)

    def query(self, **more: str) -> str:
        """This slice as the tail of an address."""
        said = {"noi": self.place.code}
        if self.preset == OWN_DATES:
            said |= {"ky": OWN_DATES, "tu": show_date(self.period.first), "den": show_date(self.period.last)}
        else:
            said["ky"] = self.preset
        return "?" + urlencode(said | {name: value for name, value in more.items() if value})


def asked(visit: Visit, query: QueryDict) -> Slice:
    """Read `ky`, `tu`, `den` and `noi`. Raises OutOfReachError; days not understood are refused field by field."""
    offered = presets(visit.clocks.effective)
    wanted = query.get("ky", "")
    typed = {name: query.get(name, "").strip() for name in ("tu", "den")}
    refusals: dict[str, Label] = {}
    chosen = next((one for one in offered if one.code == wanted), offered[0])
    preset, period, label = chosen.code, chosen.period, chosen.label
    if wanted == OWN_DATES or (not wanted and any(typed.values())):
        found = _typed_period(typed, visit, refusals)
        if found is not None:
            preset, period, label = OWN_DATES, found, found.label
    reach = Reach.of(visit.scope)
    code = query.get("noi", "").strip()
    place = reach.place(code, period.last) if code else reach.default()
    place = replace(place, code=address_of(place, period.last))
    if not refusals:
        typed = {"tu": show_date(period.first), "den": show_date(period.last)}
    return Slice(reach, place, period, preset, label, refusals, typed, offered)


def _typed_period(typed: dict[str, str], visit: Visit, refusals: dict[str, Label]) -> Period | None:
    days: dict[str, date] = {}
    for name, text in typed.items():
        try:
            days[name] = parse_date(text, today=visit.today)
        except UnreadableDateError as fault:
            refusals[name] = fault.label
    if refusals:
        return None
    if days["den"] < days["tu"]:
        refusals["den"] = Label(
            f"Ngày cuối kỳ trước ngày đầu kỳ {show_date(days['tu'])}. Gõ lại.",
            f"The period ends before it begins on {show_date(days['tu'])}. Type again.",
        )
        return None
    return Period(days["tu"], days["den"])


def evidence_url(code: str, place: Place, period: Period, *, known: Known | None = None) -> str:
    """The page of what makes a figure; `known`: as the register knew at a position, whatever the clock says."""
    tail = {"tu": period.first.isoformat(), "den": period.last.isoformat()}
    if known is not None and not known.is_now:
        tail["biet"] = str(known.position)
    return f"{reverse('figure_evidence', args=[code, address_of(place, period.last)])}?{urlencode(tail)}"


def beyond_the_clock(period: Period, visit: Visit) -> str:
    """What a page says when its period goes past the clock of effect."""
    if period.last <= visit.clocks.effective:
        return ""
    return _("Kỳ này đi quá mốc hiệu lực %(day)s của đầu trang.") % {"day": show_date(visit.clocks.effective)}
