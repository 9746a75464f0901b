"""The provinces that nobody wrote by hand: drawn from fixed seeds, so that the whole country adds up as reported.

What a province did in a year never depends on the day of loading; only what lies after that day is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liemchinh.demo import routine
from liemchinh.demo.invention import MATTERS, PLACES, Someone, persons, placed, posts_at, seeded
from liemchinh.demo.lives import Case, tell_case, worked
from liemchinh.demo.matters import Matter, tell_matter
from liemchinh.demo.sheet import Sheet
from liemchinh.directory import territories
from liemchinh.directory.territories import TERRITORIES, Territory
from liemchinh.kernel.calendar import Period
from liemchinh.law.acts import DossierKind
from liemchinh.law.offences import OFFENCES, OffenceGroup
from liemchinh.ledger.notation import Text

REVIEWED: Final = Period(date(2022, 6, 1), date(2023, 6, 30))
"""The first year of the committees, on which two of the reports speak."""

_CITIES: Final[Mapping[str, float]] = {
    "ha-noi": 6.0,
    "ho-chi-minh": 6.0,
    "hai-phong": 2.4,
    "da-nang": 2.2,
    "can-tho": 1.7,
    "thanh-hoa": 2.3,
    "nghe-an": 2.2,
    "quang-ninh": 1.9,
    "bac-ninh": 1.7,
    "dong-nai": 2.0,
    "binh-duong": 2.0,
    "khanh-hoa": 1.7,
    "dak-lak": 1.6,
    "lam-dong": 1.6,
    "an-giang": 1.5,
    "phu-tho": 1.4,
}
_CORRUPT: Final = ("353", "353", "353", "354", "354", "355", "356", "356", "356", "357", "359", "360", "364")
_ECONOMIC: Final = ("219", "221", "222", "222", "224", "229", "229", "230")

_SETTLING: Final = timedelta(days=21)
"""A new register opens its first dossiers some weeks after its province began."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What the period reviewed has to come to."""

    watched_cases: int
    watched_matters: int
    initiated: int
    accused: int

    def __sub__(self, other: Totals) -> Totals:
        return Totals(
            self.watched_cases - other.watched_cases,
            self.watched_matters - other.watched_matters,
            self.initiated - other.initiated,
            self.accused - other.accused,
        )


COUNTRY: Final = Totals(watched_cases=444, watched_matters=156, initiated=530, accused=1858)
"""As the review of the first year states for all 63 provinces."""


def counted(texts: Sequence[Text]) -> Totals:
    """What written registers already hold of the period reviewed."""
    seen: Counter[str] = Counter()
    for text in texts:
        corrected = {act.replaces for act in text.acts if act.replaces}
        corrupt = {
            act.dossier
            for act in text.acts
            if act.kind == "case.initiated"
            and OFFENCES[act.values["tội"][:3]].group in {OffenceGroup.CORRUPTION, OffenceGroup.POSITION}
        }
        for act in text.acts:
            if act.effective_on not in REVIEWED or (act.label and act.label in corrected):
                continue
            if act.kind == "watch.put_on" and act.values["cấp"].startswith("TINH"):
                seen["matters" if ":VV-" in act.dossier else "cases"] += 1
            elif act.kind == "case.initiated" and act.dossier in corrupt:
                seen["initiated"] += 1
            elif act.kind == "case.charged" and act.dossier in corrupt:
                seen["accused"] += len(act.subjects)
    return Totals(seen["cases"], seen["matters"], seen["initiated"], seen["accused"])


def _weight(territory: Territory) -> float:
    root = territory.id.split(".")[0]
    return _CITIES.get(root) or seeded(f"weight {root}").uniform(0.6, 1.4)


def shares(total: int, weights: Sequence[float], least: Sequence[int]) -> list[int]:
    """Whole numbers that add up to `total`, close to the weights, none below its `least`."""
    spare = total - sum(least)
    whole = sum(weights)
    exact = [spare * weight / whole for weight in weights]
    given = [low + int(part) for low, part in zip(least, exact, strict=True)]
    order = sorted(range(len(weights)), key=lambda place: int(exact[place]) - exact[place])
    for place in order[: total - sum(given)]:
        given[place] += 1
    return given


def registers(written: Sequence[Text], left_out: Sequence[str], until: date) -> Iterator[str]:
    """Every register of the country outside `left_out` (territory ids), in the notation, one text each."""
    numbers = series_of(written)
    earlier = [one for one in territories.in_force(REVIEWED.first) if one.id not in left_out]
    weights = [_weight(one) for one in earlier]
    wanted = COUNTRY - counted(written)
    cases = shares(wanted.watched_cases, weights, [1] * len(earlier))
    matters = shares(wanted.watched_matters, weights, [0] * len(earlier))
    initiated = shares(wanted.initiated, weights, [2] * len(earlier))
    accused = shares(wanted.accused, weights, initiated)
    plans = {
        one.id: Totals(*numbers_of)
        for one, numbers_of in zip(earlier, zip(cases, matters, initiated, accused, strict=True), strict=True)
    }
    for territory in sorted(TERRITORIES.values(), key=lambda one: one.id):
        if territory.id in left_out:
            continue
        sheet = Sheet(territory, seeded(f"sheet {territory.id}"), taken=numbers.get(territory.id, Counter()))
        _Province(territory, sheet, plans.get(territory.id), until).write()
        yield sheet.text


def series_of(written: Sequence[Text]) -> dict[str, Counter[str]]:
    """How far the series of the written registers have come."""
    found: dict[str, Counter[str]] = {}
    codes = {one.id.replace(".", "-"): one.id for one in TERRITORIES.values()}
    for text in written:
        for opened in text.dossiers:
            series, _, last = opened.number.rpartition("-")
            numbers = found.setdefault(codes[opened.committee], Counter())
            numbers[series] = max(numbers[series], int(last))
    return found


class _Province:
    """Everything that one register holds."""

    def __init__(self, territory: Territory, sheet: Sheet, plan: Totals | None, until: date) -> None:
        self.territory = territory
        self.sheet = sheet
        self.plan = plan
        self.until = until
        self.weight = _weight(territory)
        self.chance = seeded(f"province {territory.id}")
        self.cases: list[tuple[date, Case]] = []
        self.matters: list[tuple[date, Matter]] = []

    def write(self) -> None:
        """Plan the years, then write the dossiers in the order in which they were opened."""
        if self.plan:
            self._before()
            self._reviewed(self.plan)
        for year in range(2023, self.until.year + 1):
            self._after(year)
        told: list[tuple[date, Case | Matter]] = sorted([*self.cases, *self.matters], key=lambda one: one[0])
        for day, life in told:
            kind = DossierKind.CASE if isinstance(life, Case) else DossierKind.MATTER
            if not life.number:
                life.number = self.sheet.number(kind, day.year)
            chance = seeded(f"{self.territory.id} {life.number}")
            if isinstance(life, Case):
                life.brief = life.watched_on is None
                life.source = not life.brief
                tell_case(life, self.sheet, chance)
            else:
                tell_matter(life, self.sheet, chance)
        self.sheet.chance = seeded(f"papers {self.territory.id}")
        routine.write(self.sheet, seeded(f"routine {self.territory.id}"), self.until)

    def _day(self, first: date, last: date) -> date:
        return worked(first + timedelta(days=self.chance.randint(0, max((last - first).days - 4, 0))))

    def _case(self, day: date, offences: Sequence[str], people: int) -> Case:
        article = self.chance.choice(offences)
        offence = OFFENCES[article]
        clause = min(self.chance.choice((1, 1, 2, 2, 2, 3, 3, 4)), len(offence.classes))
        title = f"{offence.label.vi}, xảy ra tại {placed(self.chance.choice(PLACES[article]), self.chance, day)}"
        names, posts = persons(self.chance), posts_at(title)
        accused = [
            Someone(
                next(names),
                posts[min(number, len(posts) - 1)],
                f"{article}.{clause if number == 0 else self.chance.randint(1, clause)}",
            )
            for number in range(people)
        ]
        return Case("", title, f"{article}.{clause}", day, accused)

    def _keep(self, case: Case) -> None:
        self.cases.append((case.started_on, case))

    def _matter(self, day: date, watched_on: date | None) -> None:
        title = placed(self.chance.choice(MATTERS), self.chance, day)
        petty = self.chance.choice(("land", "civil_status", "transport")) if self.chance.random() < 0.08 else ""
        self.matters.append((day, Matter("", title, day, watched_on, petty=petty)))

    def _before(self) -> None:
        """2020 to the spring of 2022, when the Party Standing Committees watched."""
        for _ in range(round(self.weight * 0.6)):
            case = self._case(self._day(date(2020, 7, 1), date(2021, 11, 30)), _CORRUPT, self.chance.randint(1, 4))
            if self.chance.random() < 0.6:
                case.watched_on = case.started_on + timedelta(days=self.chance.randint(10, 60))
            self._keep(case)

    def _reviewed(self, plan: Totals) -> None:
        """The period on which the reports speak: exactly the numbers planned."""
        both = min(plan.initiated, plan.watched_cases) * 2 // 3
        crowd = shares(plan.accused, [self.chance.uniform(0.3, 2) for _ in range(plan.initiated)], [1] * plan.initiated)
        for number, people in enumerate(crowd):
            case = self._case(self._day(REVIEWED.first, date(2023, 6, 16)), _CORRUPT, people)
            case.second_wave_by = REVIEWED.last
            if number < both:
                latest = REVIEWED.last - timedelta(days=4)
                case.watched_on = min(worked(case.started_on + timedelta(days=self.chance.randint(0, 60))), latest)
                case.watched_on = max(case.watched_on, date(2022, 6, 16))
            self._keep(case)
        for _ in range(plan.watched_cases - both):
            if self.chance.random() < 0.5:
                case = self._case(self._day(date(2021, 12, 1), date(2022, 5, 20)), _CORRUPT, self.chance.randint(1, 5))
            else:
                case = self._case(self._day(REVIEWED.first, date(2023, 4, 30)), _ECONOMIC, self.chance.randint(2, 5))
            case.watched_on = self._day(max(case.started_on, date(2022, 6, 20)), REVIEWED.last)
            self._keep(case)
        for _ in range(plan.watched_matters):
            day = self._day(date(2022, 4, 1), date(2023, 5, 20))
            watched_on = max(worked(day + timedelta(days=self.chance.randint(8, 30))), date(2022, 6, 20))
            self._matter(day, watched_on)

    def _after(self, year: int) -> None:
        """The years since, with fewer than in the first."""
        chance = self.chance = seeded(f"year {self.territory.id} {year}")
        founded = self.territory.valid_from
        first = max(date(year, 1, 1), REVIEWED.last + timedelta(days=1), founded + _SETTLING if founded else date.min)
        last = min(date(year, 12, 31), self.territory.valid_to or date.max)
        if first >= last:
            return
        part = (last - first).days / 365
        for _ in range(round(self.weight * part * 0.7 + chance.random() * 0.6)):
            case = self._case(self._day(first, last), _CORRUPT + _ECONOMIC, chance.randint(1, 5))
            case.second_wave_by = date.max
            if chance.random() < 0.7:
                case.watched_on = min(case.started_on + timedelta(days=chance.randint(5, 60)), last)
            self._keep(case)
        for _ in range(round(self.weight * part * 0.25 + chance.random() * 0.6)):
            day = self._day(first, last)
            if chance.random() < 0.3:
                self._turning(day)
            else:
                self._matter(day, worked(day + timedelta(days=chance.randint(8, 25))))

    def _turning(self, day: date) -> None:
        """A watched matter that becomes a case on the same list."""
        turns_on = worked(day + timedelta(days=self.chance.randint(75, 140)))
        if self.territory.valid_to and turns_on > self.territory.valid_to:
            self._matter(day, worked(day + timedelta(days=10)))
            return
        case = self._case(turns_on, _CORRUPT, self.chance.randint(1, 4))
        matter = Matter("", case.title, day, worked(day + timedelta(days=10)), turns_on=turns_on)
        matter.number = self.sheet.number(DossierKind.MATTER, day.year)
        case.number = matter.turns_into = self.sheet.number(DossierKind.CASE, turns_on.year)
        case.from_matter, case.watched_on = matter.number, turns_on
        self.matters.append((day, matter))
        self.cases.append((turns_on, case))
