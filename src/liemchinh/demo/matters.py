"""How a matter runs: checked, concluded, handled, or turned into a case on the same list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from liemchinh.demo.invention import amount, part_of
from liemchinh.demo.lives import Plan, level_on, worked
from liemchinh.demo.sheet import Sheet
from liemchinh.kernel.money import BILLION, MILLION
from liemchinh.law.acts import Rung, WatchLevel


@dataclass(slots=True)
class Matter:
    """A matter to be told. `turns_into`: the number of the case it becomes."""

    number: str
    title: str
    opened_on: date
    watched_on: date | None
    turns_into: str = ""
    turns_on: date | None = None
    petty: str = ""


def tell_matter(matter: Matter, sheet: Sheet, chance: Random) -> None:
    """Write the life of a matter into the register."""
    plan = Plan(sheet)
    opened = matter.opened_on
    plan.add(opened, "source.received", f"lý do {chance.choice(('report', 'news'))}")
    checking = worked(opened + timedelta(days=chance.randint(5, 16)))
    plan.add(checking, "matter.checking_started", f"cơ quan {sheet.bodies.inspectors}")
    level = level_on(matter.watched_on) if matter.watched_on else None
    paper = "{n}-TB/BCĐ" if level is WatchLevel.PROVINCIAL_COMMITTEE else "{n}-TB/TU"
    if matter.watched_on:
        day = max(matter.watched_on, opened)
        plan.add(day, "watch.put_on", f"cấp {level}", f"số {sheet.paper(paper, day)}")
    if matter.petty:
        plan.add(checking + timedelta(days=chance.randint(1, 12)), "petty.marked", f"lý do {matter.petty}")
    if matter.turns_on:
        _turn(matter, matter.turns_on, level, plan, chance)
    else:
        _settle(matter, checking, level, paper, plan, chance)
    sheet.open(matter.number, opened, matter.title)
    plan.write()


def _turn(matter: Matter, day: date, level: WatchLevel | None, plan: Plan, chance: Random) -> None:
    sheet = plan.sheet
    concluded = worked(day - timedelta(days=chance.randint(12, 25)))
    plan.add(concluded, "matter.concluded", "lý do crime_signs", f"số {sheet.paper('{n}/KL-TTr', concluded)}")
    referred = concluded + timedelta(days=chance.randint(1, 5))
    plan.add(referred, "inspection.referred", f"số {sheet.paper('{n}/CV-TTr', referred)}")
    plan.add(day, "matter.turned_into_case", f"cấp {level}" if level else "", f"liên quan {matter.turns_into}")


def _settle(matter: Matter, checking: date, level: WatchLevel | None, paper: str, plan: Plan, chance: Random) -> None:
    sheet = plan.sheet
    concluded = worked(checking + timedelta(days=chance.randint(35, 110)))
    breach = chance.random() < 0.75
    plan.add(
        concluded,
        "matter.concluded",
        f"lý do {'breach' if breach else 'no_breach'}",
        f"số {sheet.paper('{n}/KL-TTr', concluded)}",
        f"cơ quan {sheet.bodies.inspectors}",
    )
    if breach and chance.random() < 0.6:
        due = amount(chance, 40 * MILLION, 3 * BILLION)
        plan.money(concluded, Rung.DAMAGE, due)
        back = part_of(due, chance.uniform(0.5, 1))
        plan.money(concluded + timedelta(days=chance.randint(20, 120)), Rung.RECOVERED, back)
    handled = worked(concluded + timedelta(days=chance.randint(20, 90)))
    plan.add(handled, "matter.handled")
    if level:
        on = matter.watched_on or matter.opened_on
        gone = worked(max(handled + timedelta(days=chance.randint(5, 40)), on + timedelta(days=20)))
        ground = "administrative" if breach else "no_breach"
        plan.add(gone, "watch.taken_off", f"cấp {level}", f"lý do {ground}", f"số {sheet.paper(paper, gone)}")
