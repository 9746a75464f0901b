"""What every committee does through the year: meetings, notices, documents, checks, discipline."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from liemchinh.demo.invention import NOTICES, PARTY_BODIES, persons, placed
from liemchinh.demo.lives import FOUNDED, worked
from liemchinh.demo.sheet import Sheet
from liemchinh.kernel.calendar import show_date
from liemchinh.law.acts import DossierKind

_PARTY: Final = ("party.reprimand", "party.warning", "party.removal", "party.expulsion")


def write(sheet: Sheet, chance: Random, until: date) -> None:
    """The meetings, papers, checks and sanctions of a register, year by year."""
    for year in range(2022, until.year + 1):
        founded = sheet.territory.valid_from
        first = max(date(year, 1, 15), FOUNDED, founded + timedelta(days=21) if founded else date.min)
        last = min(date(year, 12, 28), sheet.territory.valid_to or date.max)
        if (last - first).days > 60:
            meeting(sheet, chance, first, last)
            papers(sheet, chance, first, last)
            if chance.random() < 0.5:
                check(sheet, chance, day_within(chance, first, last))
            else:
                discipline(sheet, chance, day_within(chance, first, last))


def day_within(chance: Random, first: date, last: date) -> date:
    """A worked day of the stretch, not among its last."""
    return worked(first + timedelta(days=chance.randint(0, (last - first).days - 20)))


def meeting(sheet: Sheet, chance: Random, first: date, last: date) -> None:
    """A session or a standing meeting with its notice of conclusion."""
    day = day_within(chance, first, last)
    full = chance.random() < 0.6
    what = "Phiên họp Ban Chỉ đạo" if full else "Họp Thường trực Ban Chỉ đạo"
    sheet.open(sheet.number(DossierKind.MEETING, day.year), day - timedelta(days=6), f"{what} ngày {show_date(day)}")
    sheet.act(day, "committee.session_held" if full else "committee.standing_met")
    issued = worked(day + timedelta(days=chance.randint(2, 6)))
    sheet.act(issued, "committee.conclusion_issued", [f"số {sheet.paper('{n}-TB/BCĐ', issued)}"])


def papers(sheet: Sheet, chance: Random, first: date, last: date) -> None:
    """A year's directing documents and reports."""
    number = sheet.number(DossierKind.DIRECTION, first.year)
    sheet.open(number, first, f"Văn bản lãnh đạo, chỉ đạo năm {first.year}")
    days = sorted(day_within(chance, first, last) for _ in range(chance.randint(1, 3)))
    for day, what in zip(days, chance.sample(NOTICES, len(days)), strict=True):
        report = chance.random() < 0.3
        kind = "committee.report_issued" if report else "committee.document_issued"
        number = sheet.paper("{n}-BC/BCĐ" if report else "{n}-CV/BCĐ", day)
        sheet.act(day, kind, [f"số {number}", f"ghi chú {what}"])


def check(sheet: Sheet, chance: Random, day: date) -> None:
    """A check or a supervision with its bodies and its conclusion."""
    supervision = chance.random() < 0.4
    targets = sorted({placed(chance.choice(PARTY_BODIES), chance, day) for _ in range(chance.randint(1, 3))})
    what = "Giám sát" if supervision else "Kiểm tra"
    title = f"{what} công tác phòng, chống tham nhũng, tiêu cực năm {day.year} tại {targets[0]}"
    sheet.open(sheet.number(DossierKind.INSPECTION, day.year), day - timedelta(days=5), title)
    kind = "inspection.supervision_started" if supervision else "inspection.check_started"
    sheet.act(day, kind, [*(f"tổ chức {name}" for name in targets), f"số {sheet.paper('{n}-QĐ/BCĐ', day)}"])
    ended = worked(day + timedelta(days=chance.randint(40, 90)))
    sheet.act(ended, "inspection.concluded", [f"số {sheet.paper('{n}-KL/BCĐ', ended)}"])


def discipline(sheet: Sheet, chance: Random, day: date) -> None:
    """Party discipline of persons, often of their organisation too."""
    body = placed(chance.choice(PARTY_BODIES), chance, day)
    title = f"Thi hành kỷ luật liên quan vi phạm tại {body}"
    sheet.open(sheet.number(DossierKind.DISCIPLINE, day.year), day - timedelta(days=12), title)
    if chance.random() < 0.5:
        number = f"số {sheet.paper('{n}-QĐ/UBKT', day)}"
        sheet.act(day, "discipline.organisation", [f"tổ chức {body} [warning]", number])
    names = persons(chance)
    named = [f"người {next(names)} (đảng viên) [{chance.choice(_PARTY)}]" for _ in range(chance.randint(1, 4))]
    sheet.act(day, "discipline.person", [*named, f"số {sheet.paper('{n}-QĐ/UBKT', day)}"])
