"""The catalogue: every code of the scheme of observations, one unit for definition and wording, declared sums."""

from __future__ import annotations

import pytest

from liemchinh.figures.catalogue import IDENTITIES, INDICATORS, phrases_of
from liemchinh.figures.indicator import Flow, Total
from liemchinh.figures.wording import WORDINGS

SCHEME = [
    "committee.plenary_meetings",
    "committee.standing_meetings",
    "committee.conclusions",
    "committee.reports",
    "committee.documents",
    "committee.committees",
    "watch.cases",
    "watch.matters",
    "watch.items",
    "watch.cases_closed",
    "watch.matters_closed",
    "watch.items_closed",
    "watch.items_open",
    "crime.cases_initiated",
    "crime.accused_initiated",
    "crime.cases_investigated",
    "crime.accused_investigated",
    "crime.cases_prosecuted",
    "crime.accused_prosecuted",
    "crime.cases_tried",
    "crime.defendants_tried",
    "petty.cases",
    "petty.matters",
    "inspection.inspections",
    "inspection.supervisions",
    "inspection.combined",
    "inspection.audits",
    "inspection.targets",
    "inspection.referred_cases",
    "discipline.organisations",
    "discipline.individuals",
    "heads.handled",
    "heads.administrative",
    "heads.criminal",
    "assets.damage",
    "assets.recovered",
    "assets.seized",
    "petitions.received",
    "petitions.denunciations",
    "petitions.resolved",
    "index.score",
    "index.rank",
    "index.rank_change",
    "index.participants",
    "declarations.filed",
    "declarations.verified",
    "prevention.transferred",
    "prevention.publicity_checks",
]


@pytest.mark.parametrize("code", SCHEME)
def test_a_code_of_the_scheme_is_defined_and_papers_can_state_it(code: str) -> None:
    assert INDICATORS[code].unit.value == WORDINGS[code].unit
    assert phrases_of(code)


def test_nothing_is_worded_that_is_not_defined() -> None:
    assert {wording.code for wording in WORDINGS} <= set(INDICATORS.codes)


def test_sums_and_states_name_what_exists() -> None:
    for item in INDICATORS:
        if isinstance(item, Total):
            assert all(part in INDICATORS for part in item.parts)
        if isinstance(item, Flow | Total) and item.state:
            assert INDICATORS[item.state].is_stock
        assert not item.pair or INDICATORS[item.pair].pair == item.code


def test_every_identity_balances_a_stock_with_flows() -> None:
    for identity in IDENTITIES:
        assert INDICATORS[identity.stock].is_stock
        assert not any(INDICATORS[code].is_stock for code in (*identity.comes_in, *identity.goes_out))


def test_a_definition_has_its_own_fingerprint() -> None:
    digests = [item.digest() for item in INDICATORS]
    assert len(set(digests)) == len(digests)
