"""Every computed indicator by a second path: SQL written by hand over the facts, without derived rows or conditions.

The demo's registers are the ground; the two paths must agree for every province with acts and for the country.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from tests.figures import hands

from liemchinh.directory import access, places
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Stock, Total
from liemchinh.figures.proceedings import PROCEEDINGS
from liemchinh.kernel.calendar import Period

STANDING = """
WITH standing AS (
  SELECT a.*, d.kind AS dossier_kind, d.territory_id FROM ledger_act a
  JOIN ledger_dossier d ON d.id = a.dossier_id
  WHERE a.position <= %(known)s AND a.kind <> 'register.annulled'
    AND NOT EXISTS (SELECT FROM ledger_act r WHERE r.replaces_id = a.position AND r.position <= %(known)s)
    AND (%(all)s OR d.territory_id = ANY(%(territories)s))
), corrupt AS (
  SELECT DISTINCT dossier_id FROM standing WHERE kind = 'case.initiated'
    AND left(offence, 3)::int IN (353, 354, 355, 356, 357, 358, 359, 360, 361, 364, 365, 366)
), period AS (
  SELECT * FROM standing WHERE effective_on BETWEEN %(first)s AND %(last)s
), named AS (
  SELECT p.*, l.person_id, l.organisation_id, l.form, l.outcome, l.months
  FROM period p JOIN ledger_subjectline l ON l.act_id = p.position
)
"""
ACTS = "SELECT count(*) FROM period WHERE kind = '{0}'"
CORRUPT = " AND dossier_id IN (SELECT dossier_id FROM corrupt)"
PROVINCIAL = " AND level IN ('TINH-BCĐ', 'TINH-BTV')"
LISTED = (
    "SELECT (SELECT count(*) FROM standing WHERE kind IN ('watch.put_on', 'watch.carried_over')"
    " AND dossier_kind = '{0}'"
    + PROVINCIAL
    + " AND effective_on <= %(last)s) - (SELECT count(*) FROM standing WHERE kind IN ('watch.taken_off',"
    " 'matter.turned_into_case') AND dossier_kind = '{0}'" + PROVINCIAL + " AND effective_on <= %(last)s)"
)
MOVED_OUT = (
    "SELECT count(*) FROM period p WHERE kind = 'watch.level_changed' AND dossier_kind = '{0}' AND EXISTS ("
    "SELECT FROM standing s WHERE s.dossier_id = p.dossier_id AND s.kind = 'watch.put_on' AND s.level LIKE 'TINH%%'"
    " AND s.effective_on <= p.effective_on)"
)
PEOPLE = "SELECT count(DISTINCT coalesce(person_id, -organisation_id)) FROM named WHERE kind = '{0}'"
MONEY = "SELECT coalesce(sum(amount), 0) FROM period JOIN ledger_moneyline m ON m.act_id = position WHERE rung = '{0}'"
DOSSIERS = "SELECT count(DISTINCT dossier_id) FROM period WHERE kind = '{0}'"

RESULTS = {
    **{code: f"form = '{code}'" for code in ("warning", "fine", "reform", "suspended", "life", "death", "exempted")},
    "not_guilty": "outcome = 'not_guilty'",
    "prison_3": "form = 'prison' AND months <= 36",
    "prison_7": "form = 'prison' AND months BETWEEN 37 AND 84",
    "prison_15": "form = 'prison' AND months BETWEEN 85 AND 180",
    "prison_20": "form = 'prison' AND months > 180",
}

BY_HAND = {
    "committee.plenary_meetings": ACTS.format("committee.session_held"),
    "committee.standing_meetings": ACTS.format("committee.standing_met"),
    "committee.conclusions": ACTS.format("committee.conclusion_issued"),
    "committee.reports": ACTS.format("committee.report_issued"),
    "committee.documents": ACTS.format("committee.document_issued"),
    "watch.cases": ACTS.format("watch.put_on") + " AND dossier_kind = 'case'" + PROVINCIAL,
    "watch.matters": ACTS.format("watch.put_on") + " AND dossier_kind = 'matter'" + PROVINCIAL,
    "watch.cases_closed": ACTS.format("watch.taken_off") + " AND dossier_kind = 'case'" + PROVINCIAL,
    "watch.matters_closed": ACTS.format("watch.taken_off") + " AND dossier_kind = 'matter'" + PROVINCIAL,
    "watch.matters_turned": ACTS.format("matter.turned_into_case") + PROVINCIAL,
    "watch.cases_from_matters": ACTS.format("watch.carried_over") + PROVINCIAL,
    "watch.cases_moved_in": ACTS.format("watch.level_changed") + " AND dossier_kind = 'case'" + PROVINCIAL,
    "watch.matters_moved_in": ACTS.format("watch.level_changed") + " AND dossier_kind = 'matter'" + PROVINCIAL,
    "watch.cases_moved_out": MOVED_OUT.format("case"),
    "watch.matters_moved_out": MOVED_OUT.format("matter"),
    "watch.cases_open": LISTED.format("case"),
    "watch.matters_open": LISTED.format("matter"),
    "crime.cases_initiated": ACTS.format("case.initiated") + CORRUPT,
    "crime.accused_initiated": "SELECT count(*) FROM named WHERE kind = 'case.charged'" + CORRUPT,
    "crime.cases_investigated": DOSSIERS.format("case.investigation_concluded") + CORRUPT,
    "crime.accused_investigated": PEOPLE.format("case.investigation_concluded") + CORRUPT,
    "crime.cases_prosecuted": DOSSIERS.format("case.indicted") + CORRUPT,
    "crime.accused_prosecuted": PEOPLE.format("case.indicted") + CORRUPT,
    "crime.cases_tried": DOSSIERS.format("trial.first_instance") + CORRUPT,
    "crime.defendants_tried": PEOPLE.format("trial.first_instance") + CORRUPT,
    "crime.accused_cleared": "SELECT count(*) FROM named WHERE kind = 'case.terminated_against'" + CORRUPT,
    **{
        f"trial.result_{code}": f"SELECT count(*) FROM named WHERE kind = 'trial.first_instance' AND {said}" + CORRUPT
        for code, said in RESULTS.items()
    },
    "petty.cases": ACTS.format("petty.marked") + " AND dossier_kind = 'case'",
    "petty.matters": ACTS.format("petty.marked") + " AND dossier_kind = 'matter'",
    "inspection.inspections": ACTS.format("inspection.check_started"),
    "inspection.supervisions": ACTS.format("inspection.supervision_started"),
    "inspection.audits": ACTS.format("inspection.audit_started"),
    "inspection.targets": "SELECT count(*) FROM named WHERE kind LIKE 'inspection.%%started'",
    "inspection.referred_cases": ACTS.format("inspection.referred"),
    "discipline.organisations": PEOPLE.format("discipline.organisation"),
    "discipline.individuals": PEOPLE.format("discipline.person"),
    "heads.handled": "SELECT count(DISTINCT person_id) FROM named WHERE kind IN ('heads.administrative',"
    " 'heads.criminal')",
    "heads.administrative": PEOPLE.format("heads.administrative"),
    "heads.criminal": PEOPLE.format("heads.criminal"),
    "assets.damage": MONEY.format("damage"),
    "assets.seized": MONEY.format("seized"),
    "assets.recovered": MONEY.format("recovered"),
}
WORDS = {  # which acts each figure of proceedings names; the last of each side takes the rest
    "sources": (
        {"received": {"source.received"}, "resumed": {"source.resumed", "source.suspension_cancelled"}, "joined": None},
        {
            "opened": {"case.initiated"},
            "declined": {"source.declined"},
            "suspended": {"source.suspended"},
            "parted": None,
        },
    ),
    "investigation": (
        {
            "opened": {"case.initiated", "case.charged"},
            "resumed": {"case.resumed", "case.resumed_against", "case.reopened"},
            "sent_back": {"case.returned", "trial.returned", "trial.appeal_decided", "cassation.decided"},
            "joined": None,
        },
        {
            "concluded": {"case.investigation_concluded"},
            "dropped": {"case.terminated", "case.terminated_against", "case.charges_cancelled"},
            "suspended": {"case.suspended", "case.suspended_against"},
            "parted": None,
        },
    ),
    "prosecution": (
        {"accepted": {"case.investigation_concluded"}, "resumed": {"prosecution.resumed"}, "joined": None},
        {
            "indicted": {"case.indicted"},
            "returned": {"case.returned"},
            "dropped": {
                "prosecution.terminated",
                "prosecution.terminated_against",
                "case.terminated",
                "case.terminated_against",
            },
            "suspended": {"prosecution.suspended"},
            "parted": None,
        },
    ),
    "trial": (
        {"accepted": {"trial.accepted", "trial.ordered"}, "resumed": {"trial.resumed"}, "joined": None},
        {
            "judged": {"trial.first_instance"},
            "returned": {"trial.returned"},
            "dropped": {"trial.terminated", "case.terminated"},
            "suspended": {"trial.suspended"},
            "parted": None,
        },
    ),
    "appeal": (
        {"accepted": {"appeal.accepted"}, "joined": None},
        {"decided": {"trial.appeal_decided"}, "parted": None},
    ),
}
STAGES = {"sources": "source", "trial": "first_instance"}
HANDS = {item.code for item in PROCEEDINGS if not item.code.startswith("trial.result_")}
COUNTED = [item.code for item in INDICATORS if not item.is_stated and not isinstance(item, Total)]
PERIODS = [
    Period(date(2013, 1, 1), date(2020, 10, 15)),
    Period.half(2020, 1),
    Period(date(2022, 6, 1), date(2023, 6, 30)),
    Period.year(2024),
    Period.quarter(2026, 2),
]


def by_hand(code: str, place: places.Place, period: Period, known: int) -> Decimal:
    with connection.cursor() as cursor:
        cursor.execute(
            STANDING + BY_HAND[code],
            {
                "known": known,
                "all": place.territories is None,
                "territories": sorted(place.territories or ()),
                "first": period.first,
                "last": period.last,
            },
        )
        return Decimal(cursor.fetchone()[0])


def by_replay(code: str, place: places.Place, period: Period, passed: Sequence[hands.Passed]) -> Decimal:
    """A figure of proceedings from the replay of the facts."""
    body, _, rest = code.partition(".")
    unit, _, move = rest.partition("_")
    mine = [
        one
        for one in passed
        if one.stage == STAGES.get(body, body)
        and bool(one.who) == (unit == "people")
        and (one.corrupt or body == "sources")
        and (place.territories is None or one.territory in place.territories)
    ]
    if move == "held":
        return Decimal(sum(one.sign for one in mine if one.on <= period.last))
    for side, sign in zip(WORDS[body], (+1, -1), strict=True):
        if move in side:
            others = set().union(*(kinds for kinds in side.values() if kinds))
            kinds = side[move]
            return Decimal(
                sum(
                    one.sign == sign and one.on in period and (one.kind in kinds if kinds else one.kind not in others)
                    for one in mine
                )
            )
    raise LookupError(code)


def test_every_computed_indicator_has_a_second_path() -> None:
    assert set(BY_HAND) | HANDS == set(COUNTED)
    assert not set(BY_HAND) & HANDS


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period.first}..{period.last}")
@pytest.mark.parametrize("part", [1, 2], ids=["now", "half-way through the register"])
def test_the_two_paths_agree(demo: str, period: Period, part: int) -> None:
    with access.entered(access.HOUSE):
        position = compute.head()[0] // part
        known = compute.Known(position)
        wanted = [places.place_of(code, on=period.last) for code in ("VN", "14", "19", "CLUSTER:2")]
        wanted.append(places.place_of("kien-giang.1", on=period.last))
        found = compute.compute(COUNTED, wanted, period, known)
        passed, late = hands.passages(position), hands.late_sources(position, period.last)
        for (code, _), figure in found.items():
            place = figure.place
            if code == "sources.files_overdue":
                reached = late if place.territories is None else place.territories
                expected = Decimal(sum(late.get(territory, 0) for territory in reached))
            elif code in HANDS:
                expected = by_replay(code, place, period, passed)
            else:
                expected = by_hand(code, place, period, position)
            assert figure.value == expected, (code, place.code)


def test_stocks_are_the_only_ones_that_do_not_add_over_time() -> None:
    stocks = [item for item in INDICATORS if isinstance(item, Stock)]
    assert stocks
    assert not any(item.adds_over_time for item in stocks)


def test_what_is_declared_to_add_over_provinces_does(demo: str) -> None:
    period = PERIODS[2]
    with access.entered(access.HOUSE):
        provinces = places.provinces(period.last)
        codes = [code for code in COUNTED if INDICATORS[code].adds_over_units]
        found = compute.compute(codes, [*provinces, places.COUNTRY], period)
        for code in codes:
            parts = sum((found[code, place.code].value for place in provinces), Decimal(0))
            assert parts == found[code, "VN"].value, code


def test_what_is_declared_to_add_over_time_does(demo: str) -> None:
    with access.entered(access.HOUSE):
        codes = [code for code in COUNTED if INDICATORS[code].adds_over_time]
        year = compute.compute(codes, [places.COUNTRY], Period.year(2023))
        quarters = [compute.compute(codes, [places.COUNTRY], Period.quarter(2023, n)) for n in range(1, 5)]
        for code in codes:
            parts = sum((quarter[code, "VN"].value for quarter in quarters), Decimal(0))
            assert parts == year[code, "VN"].value, code
