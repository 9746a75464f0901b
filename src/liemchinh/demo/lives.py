"""How a criminal case and a matter run from their first paper to their last, inside the limits of the law.

Each life is planned whole; what lies after the day of loading is left out there, so that a case under way has every
paper it would have by then and no deadline is missed that was not meant to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from liemchinh.demo.invention import Someone, amount, part_of, persons
from liemchinh.demo.sheet import SLOW, Sheet
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.money import show_dong
from liemchinh.law.acts import Rung, Severity, WatchLevel
from liemchinh.law.holidays import CALENDAR
from liemchinh.law.limits import LIMITS
from liemchinh.law.offences import parse_charge

FOUNDED: Final = date(2022, 6, 16)
"""From this day the committees watch; before it the Party Standing Committees did."""
REGIONAL: Final = date(2025, 7, 1)
"""From this day regional courts try at first instance what district courts tried before."""


def level_on(day: date) -> WatchLevel:
    """Who watches in the provinces on that day."""
    return WatchLevel.PROVINCIAL_COMMITTEE if day >= FOUNDED else WatchLevel.PROVINCIAL_STANDING


def worked(day: date) -> date:
    """That day, or the next on which offices work."""
    return CALENDAR.next_worked(day)


@dataclass(slots=True)
class Case:
    """A case to be told. `watched_on` None = not watched; `from_matter` = the matter whose watch goes on here.

    `second_wave_by`: no further person is charged after this day (None: no further person at all). `brief`: only the
    papers that a case cannot do without.
    """

    number: str
    title: str
    offence: str
    started_on: date
    accused: Sequence[Someone]
    watched_on: date | None = None
    from_matter: str = ""
    second_wave_by: date | None = None
    heads: bool = True
    petty: str = ""
    source: bool = True
    brief: bool = False


_MONEY: Final = {
    Rung.DAMAGE: "assets.damage_found",
    Rung.SEIZED: "assets.seized",
    Rung.RECOVERED: "assets.recovered",
}


@dataclass(slots=True)
class Plan:
    """Events by day; those of one day keep the order in which they were planned."""

    sheet: Sheet
    events: list[tuple[date, int, str, tuple[str, ...], int | None]] = field(default_factory=list)

    def add(self, day: date, kind: str, *fields: str, lag: int | None = None) -> None:
        """One event; empty fields are left out."""
        self.events.append((day, len(self.events), kind, tuple(part for part in fields if part), lag))

    def money(self, day: date, rung: Rung, amount: int, *fields: str, lag: int | None = None) -> None:
        """An amount on a rung of the ladder."""
        self.add(day, _MONEY[rung], f"tiền {rung} {show_dong(amount)}", *fields, lag=lag)

    def write(self) -> None:
        """The events in their order, into the dossier that was opened last."""
        for day, _, kind, fields, lag in sorted(self.events):
            self.sheet.act(day, kind, fields, lag=lag)


def people(who: Sequence[Someone], *, charge: bool = False, outcome: str = "", posts: bool = False) -> tuple[str, ...]:
    """The subject fields of an act."""
    return tuple(
        f"người {one.name}"
        + (f" ({one.post})" if posts and one.post else "")
        + (f" [{one.charge}]" if charge else "")
        + (f" [{outcome}]" if outcome else "")
        for one in who
    )


def tell_case(case: Case, sheet: Sheet, chance: Random) -> None:
    """Write the life of a case into the register."""
    _CaseTold(case, sheet, chance).write()


class _CaseTold:
    def __init__(self, case: Case, sheet: Sheet, chance: Random) -> None:
        self.case = case
        self.sheet = sheet
        self.bodies = sheet.bodies
        self.chance = chance
        self.plan = Plan(sheet)
        self.severity = max(parse_charge(one.charge).severity for one in case.accused)
        self.standing = list(case.accused)
        self.damage = amount(chance)

    def write(self) -> None:
        """From the source to the last paper."""
        case, chance = self.case, self.chance
        opened = self._source()
        self.plan.add(
            case.started_on,
            "case.initiated",
            f"tội {case.offence}",
            self._number("{n}/QĐ-CSKT", case.started_on),
            f"cơ quan {self.bodies.police}",
        )
        self._charges()
        self._watch(opened)
        if case.petty:
            marked = case.started_on + timedelta(days=chance.randint(2, 20))
            self.plan.add(marked, "petty.marked", f"lý do {case.petty}")
        concluded = self._investigation()
        if concluded is None:
            self._terminated()
        else:
            if not case.brief:
                self._money(concluded)
            self._trial(concluded)
        self.sheet.open(case.number, opened, case.title)
        self.plan.write()

    def _number(self, pattern: str, day: date) -> str:
        return f"số {self.sheet.paper(pattern, day)}"

    def _source(self) -> date:
        start = self.case.started_on
        if self.case.from_matter or not self.case.source:
            return start
        opened = worked(start - timedelta(days=self.chance.randint(9, 18)))
        ground = self.chance.choice(("report", "news", "recommendation", "recommendation"))
        self.plan.add(opened, "source.received", f"lý do {ground}")
        return opened

    def _watch(self, opened: date) -> None:
        on = self.case.watched_on
        if on is None:
            return
        on = max(on, opened)
        if self.case.from_matter:
            self.plan.add(on, "watch.carried_over", f"cấp {level_on(on)}", f"liên quan {self.case.from_matter}")
            return
        standing = level_on(on) is WatchLevel.PROVINCIAL_STANDING
        self.plan.add(
            on,
            "watch.put_on",
            f"cấp {level_on(on)}",
            self._number("{n}-TB/TU" if standing else "{n}-TB/BCĐ", on),
            f"cơ quan {self.bodies.committee}" if not standing else "",
        )

    def _charge(self, who: Sequence[Someone], day: date) -> None:
        self.plan.add(
            day,
            "case.charged",
            *people(who, charge=True, posts=True),
            self._number("{n}/QĐ-CSKT", day),
            f"cơ quan {self.bodies.police}",
        )
        approved = day + timedelta(days=self.chance.randint(1, 3))
        self.plan.add(
            approved,
            "case.charges_approved",
            *people(who),
            self._number("{n}/QĐ-VKS-P3", approved),
            f"cơ quan {self.bodies.procuracy}",
        )

    def _charges(self) -> None:
        accused, start = list(self.case.accused), self.case.started_on
        later: list[Someone] = []
        second = worked(start + timedelta(days=self.chance.randint(18, 30)))
        by = self.case.second_wave_by
        if len(accused) >= 4 and by is not None and second <= by and self.chance.random() < 0.4:
            later = accused[-self.chance.randint(1, len(accused) // 2) :]
            accused = accused[: -len(later)]
        first = start + timedelta(days=self.chance.choice((0, 0, 0, 2, 3, 5)))
        self._charge(accused, min(first, by) if by else first)
        if later:
            self._charge(later, second)

    def _money(self, concluded: date) -> None:
        start, chance = self.case.started_on, self.chance
        span = (concluded - start).days
        found = start + timedelta(days=span * 2 // 3)
        if chance.random() < 0.8:
            body = f"cơ quan {self.bodies.finance}" if chance.random() < 0.5 else ""
            self.plan.money(found, Rung.DAMAGE, self.damage, body)
        if chance.random() < 0.4:
            held = part_of(self.damage, chance.uniform(0.2, 0.7))
            day = start + timedelta(days=span // 3)
            late = SLOW if chance.random() < 0.08 else None
            self.plan.add(
                day, "assets.seized", f"tiền seized {show_dong(held)}", f"cơ quan {self.bodies.police}", lag=late
            )
        if chance.random() < 0.6:
            back = part_of(self.damage, chance.uniform(0.1, 0.9))
            self.plan.add(
                found + timedelta(days=chance.randint(5, 90)), "assets.recovered", f"tiền recovered {show_dong(back)}"
            )

    def _investigation(self) -> date | None:
        """The day of the conclusion; None when the case is terminated."""
        limit, start, chance = LIMITS["investigation"], self.case.started_on, self.chance
        nominal = limit.length(self.severity).after(start, CALENDAR)
        if chance.random() < 0.015:
            return None
        if chance.random() < 0.07:
            return self._suspended(worked(nominal) - timedelta(days=2))
        more = limit.extensions[0].length(self.severity)
        if more.count and chance.random() < 0.45:
            day = nominal - timedelta(days=chance.randint(9, 16))
            self.plan.add(
                day,
                "case.investigation_extended",
                self._number("{n}/QĐ-VKS-P3", day),
                f"cơ quan {self.bodies.procuracy}",
            )
            begin, nominal = day + timedelta(days=12), more.after(nominal, CALENDAR)
        else:
            begin = start + timedelta(days=38)
        if len(self.standing) >= 3 and chance.random() < 0.08:
            self._cleared(nominal - timedelta(days=6))
        day = worked(begin + timedelta(days=chance.randint(0, max((nominal - begin).days - 5, 0))))
        return self._concluded(max(day, nominal - timedelta(days=5)) if self._has_cleared else day)

    @property
    def _has_cleared(self) -> bool:
        return len(self.standing) < len(self.case.accused)

    def _suspended(self, day: date) -> date:
        asked, due = worked(day - timedelta(days=40)), show_date(worked(day - timedelta(days=8)))
        self.plan.add(
            asked,
            "expertise.requested",
            f"lý do {'valuation' if len(self.standing) % 2 else 'expertise'}",
            f"nơi nhận {self.bodies.finance}",
            f"hạn {due}",
            self._number("{n}/QĐ-CSKT", asked),
        )
        self.plan.add(day, "case.suspended", "lý do expertise", self._number("{n}/QĐ-CSKT", day))
        again = worked(day + timedelta(days=self.chance.randint(45, 150)))
        told = worked(again - timedelta(days=3))
        self.plan.add(told, "expertise.delivered", self._number("{n}/KLGĐ", told))
        self.plan.add(again, "case.resumed", self._number("{n}/QĐ-CSKT", again))
        return self._concluded(worked(again + timedelta(days=self.chance.randint(20, 50))))

    def _cleared(self, day: date) -> None:
        """The last of the accused goes free, never the one who bears the gravest charge."""
        gone = self.standing.pop()
        self.plan.add(
            day,
            "case.terminated_against",
            *people([gone]),
            f"lý do {self.chance.choice(('no_crime', 'not_proven', 'waived'))}",
            self._number("{n}/QĐ-CSKT", day),
        )

    def _concluded(self, day: date) -> date:
        self.plan.add(
            day,
            "case.investigation_concluded",
            *people(self.standing),
            self._number("{n}/KLĐT-CSKT", day),
            f"cơ quan {self.bodies.police}",
        )
        return day

    def _terminated(self) -> None:
        day = worked(self.case.started_on + timedelta(days=50))
        self.plan.add(day, "case.terminated", "lý do no_crime", self._number("{n}/QĐ-CSKT", day))
        self._leave(day + timedelta(days=self.chance.randint(10, 40)), "terminated")

    def _trial(self, concluded: date) -> None:
        chance, heavy = self.chance, self.severity >= Severity.VERY_SERIOUS
        if chance.random() < 0.08:
            back = worked(concluded + timedelta(days=chance.randint(9, 16)))
            self.plan.add(back, "case.returned", self._number("{n}/QĐ-VKS-P3", back))
            concluded = self._concluded(worked(back + timedelta(days=chance.randint(25, 50))))
        indicted = worked(concluded + timedelta(days=chance.randint(14, 26) if heavy else chance.randint(9, 16)))
        self.plan.add(
            indicted,
            "case.indicted",
            *people(self.standing),
            self._number("{n}/CT-VKS-P3", indicted),
            f"cơ quan {self.bodies.procuracy}",
        )
        accepted = worked(indicted + timedelta(days=chance.randint(2, 6)))
        if not self.case.brief:
            self.plan.add(accepted, "trial.accepted", f"cơ quan {self._court(indicted)}")
        length = (LIMITS["trial.preparation"].length(self.severity).after(accepted, CALENDAR) - accepted).days
        ordered = worked(accepted + timedelta(days=chance.randint(length // 2, length - 6)))
        self.plan.add(
            ordered,
            "trial.ordered",
            *people(self.standing),
            self._number("{n}/{year}/QĐXXST-HS", ordered),
            f"cơ quan {self._court(indicted)}",
        )
        tried = worked(ordered + timedelta(days=chance.randint(8, 13)))
        self.plan.add(
            tried,
            "trial.first_instance",
            *people(self.standing, outcome="guilty"),
            self._number("{n}/{year}/HS-ST", tried),
            f"cơ quan {self._court(indicted)}",
        )
        self._in_force(self._appeal(tried))

    def _court(self, day: date) -> str:
        if day < REGIONAL or self.severity >= Severity.ESPECIALLY_SERIOUS:
            return self.bodies.court
        return f"Tòa án nhân dân khu vực {1 + len(self.case.title) % 4} – {self.sheet.territory.name}"

    def _appeal(self, tried: date) -> date:
        if self.chance.random() > 0.3:
            return worked(tried + timedelta(days=self.chance.randint(16, 20)))
        self.plan.add(worked(tried + timedelta(days=self.chance.randint(6, 12))), "trial.appealed")
        decided = worked(tried + timedelta(days=self.chance.randint(60, 95)))
        accepted = worked(decided - timedelta(days=44))
        self.plan.add(accepted, "appeal.accepted", f"lý do {self._appeal_court(accepted)}")
        self.plan.add(decided, "trial.appeal_decided", self._number("{n}/{year}/HS-PT", decided))
        return decided

    def _appeal_court(self, accepted: date) -> str:
        if self._court(accepted) != self.bodies.court:
            return "province"
        return "higher" if accepted < REGIONAL else "supreme"

    def _in_force(self, day: date) -> None:
        chance = self.chance
        self.plan.add(day, "judgment.in_force", *people(self.standing, outcome="guilty"))
        ordered = worked(day + timedelta(days=3))
        self.plan.add(ordered, "judgment.enforcement_ordered", self._number("{n}/{year}/QĐ-CA", ordered))
        if not self.case.brief and chance.random() < 0.5:
            back = part_of(self.damage, chance.uniform(0.05, 0.1))
            self.plan.add(
                day + timedelta(days=chance.randint(40, 200)), "assets.recovered", f"tiền recovered {show_dong(back)}"
            )
        considered = worked(day + timedelta(days=chance.randint(12, 34)))
        if self.case.heads and chance.random() < 0.3:
            names = {one.name for one in self.case.accused}
            head = next(name for name in persons(chance) if name not in names)
            form = "warning" if self.severity >= Severity.VERY_SERIOUS else "reprimand"
            self.plan.add(
                considered,
                "heads.administrative",
                f"người {head} (người đứng đầu đơn vị để xảy ra vụ án) [{form}]",
                self._number("{n}-QĐ/UBKT", considered),
                f"cơ quan {self.bodies.party}",
            )
        else:
            self.plan.add(considered, "heads.excluded", self._number("{n}-BC/UBKT", considered))
        self._leave(considered + timedelta(days=chance.randint(5, 40)), "settled")
        if not self.case.brief and chance.random() < 0.7:
            self.plan.add(day + timedelta(days=chance.randint(60, 420)), "judgment.enforced")

    def _leave(self, day: date, ground: str) -> None:
        on = self.case.watched_on
        if on is None:
            return
        day = worked(max(day, on + timedelta(days=30)))
        number = self._number("{n}-TB/BCĐ" if level_on(on) is WatchLevel.PROVINCIAL_COMMITTEE else "{n}-TB/TU", day)
        self.plan.add(day, "watch.taken_off", f"cấp {level_on(on)}", f"lý do {ground}", number)
