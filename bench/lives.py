"""Lives of dossiers that the real verbs recorded: what bench/country.py stamps out.

Chance falls the same way each time; the day of loading decides which acts lie ahead and are left out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from liemchinh.demo import invention, loading, routine
from liemchinh.demo.invention import Someone, seeded
from liemchinh.demo.lives import Case, tell_case, worked
from liemchinh.demo.matters import Matter, tell_matter
from liemchinh.demo.sheet import Sheet
from liemchinh.directory.territories import TERRITORIES
from liemchinh.kernel.calendar import show_date
from liemchinh.law.acts import DossierKind
from liemchinh.law.offences import OFFENCES
from liemchinh.ledger import notation
from liemchinh.ledger.notation import Text

PLACE = "son-la"
"""Every life is recorded in this register first; it existed on every day."""
YEARS = 8
LONG = "VA-1999-300"
"""The case with three hundred acts."""
LONG_ACTS = 300


def told(count: int, now: datetime) -> Text:
    """`count` lives begun over the last eight years, the more the later, as known at `now`, and the long one."""
    today = timezone.localdate(now)
    sheet = Sheet(TERRITORIES[PLACE], seeded("bench papers"))
    chance = seeded("bench lives")
    for _ in range(count):
        _one(sheet, chance, today - timedelta(days=int(YEARS * 365 * chance.random() ** 2)))
    sheet.lines.append(_long(today))
    text = notation.parse(sheet.text, today=date(2100, 1, 1))
    return _stalled(loading.known_at(text, timezone.localtime(now).replace(tzinfo=None)), today)


def _one(sheet: Sheet, chance: Random, day: date) -> None:
    """30 in 100 are cases, 45 matters; the rest is meetings, papers, checks and discipline."""
    start, kind = worked(day), chance.random()
    if kind < 0.3:
        _case(sheet, chance, start)
    elif kind < 0.75:
        _matter(sheet, chance, start)
    elif kind < 0.82:
        routine.meeting(sheet, chance, start, start + timedelta(days=30))
    elif kind < 0.87:
        routine.papers(sheet, chance, start, start + timedelta(days=300))
    elif kind < 0.93:
        routine.check(sheet, chance, start)
    else:
        routine.discipline(sheet, chance, start)


def _case(sheet: Sheet, chance: Random, start: date) -> None:
    article = chance.choice(sorted(invention.PLACES))
    offence = OFFENCES[article]
    clause = chance.randint(1, len(offence.classes))
    names = invention.persons(chance)
    title = (
        f"{offence.label.vi}, xảy ra tại {invention.placed(chance.choice(invention.PLACES[article]), chance, start)}"
    )
    accused = [
        Someone(next(names), post, f"{article}.{clause}")
        for post in invention.posts_at(title)[: chance.choice((1, 1, 2, 2, 3, 4))]
    ]
    case = Case(sheet.number(DossierKind.CASE, start.year), title, f"{article}.{clause}", start, accused)
    if chance.random() < 0.5:
        case.watched_on = worked(start + timedelta(days=chance.randint(5, 60)))
    case.brief = case.watched_on is None
    case.source = not case.brief
    tell_case(case, sheet, chance)
    if case.watched_on and chance.random() < 0.1:
        sheet.act(worked(case.watched_on + timedelta(days=20)), "watch.put_on", ("cấp TW-BNC", "số 9-TB/BNC"), lag=1)


def _matter(sheet: Sheet, chance: Random, start: date) -> None:
    title = invention.placed(chance.choice(invention.MATTERS), chance, start)
    watched_on = worked(start + timedelta(days=chance.randint(8, 30))) if chance.random() < 0.4 else None
    tell_matter(Matter(sheet.number(DossierKind.MATTER, start.year), title, start, watched_on), sheet, chance)
    if watched_on is None and chance.random() < 0.2:
        sheet.act(worked(start + timedelta(days=chance.randint(8, 30))), "watch.proposed", ("cấp TINH-BCĐ",), lag=1)


def _long(today: date) -> str:
    first = today - timedelta(days=LONG_ACTS + 40)
    lines = [
        f"hồ sơ {LONG} {show_date(first)} Tham ô tài sản, xảy ra tại Quỹ tín dụng nhân dân K.",
        f"  {show_date(first)} case.initiated; tội 353.4; số 01/QĐ-CSKT",
        f"  {show_date(first)} case.charged; người Ông N.V.A. [353.4]; người Bà L.T.B. [353.3]; số 02/QĐ-CSKT",
        f"  {show_date(first + timedelta(days=9))} watch.put_on; cấp TINH-BCĐ; số 03-TB/BCĐ",
    ]
    for number in range(LONG_ACTS - 3):
        day = first + timedelta(days=10 + number)
        lines.append(f"  {show_date(day)} assets.recovered; tiền recovered {number + 1} triệu; số {number + 1}/BB-CSKT")
    return "\n".join(lines)


def _stalled(text: Text, today: date) -> Text:
    """One in seven of the younger lives has come to a halt: the last papers never came, and deadlines pass."""
    opened = {one.key: one.opened_on for one in text.dossiers}
    halted: dict[str, int] = {}
    acts = []
    for act in text.acts:
        chance = seeded(f"bench halt {act.dossier}")
        young = opened[act.dossier] > today - timedelta(days=600) and not act.dossier.endswith(LONG)
        if young and chance.random() < 1 / 7:
            halted[act.dossier] = halted.get(act.dossier, 0) + 1
            if halted[act.dossier] > chance.randint(2, 6):
                continue
        acts.append(act)
    return replace(text, acts=acts)
