"""A past that is replayed act by act is the same as one that is folded anew each time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liemchinh.law.acts import Act, DossierKind, MoneyLine, Rung, SubjectLine
from liemchinh.law.book import ANNULLED, kinds_for
from liemchinh.law.history import fold, unfold
from liemchinh.ledger.projection import Facts, replay, rows

OPENED = date(2024, 1, 2)
KINDS = {kind: kinds_for(kind) for kind in DossierKind}

entries = st.lists(
    st.tuples(st.integers(0, 40), st.integers(-3, 300), st.integers(1, 3), st.integers(0, 7)), max_size=14
)
"""Each: which kind, days after the opening, who, and what is done (0 correct, 1 annul, else record)."""


def acts_of(kind: DossierKind, drawn: list[tuple[int, int, int, int]]) -> list[Act]:
    acts: list[Act] = []
    for position, (which, after, who, what) in enumerate(drawn, start=5):
        book = KINDS[kind][which % len(KINDS[kind])]
        free = [one for one in acts if one.kind != ANNULLED and all(later.replaces != one.position for later in acts)]
        target = free[which % len(free)] if free and what <= 1 else None
        acts.append(
            Act(
                position=position,
                kind=ANNULLED if target and what == 1 else book.code,
                effective_on=OPENED + timedelta(days=after),
                subjects=(SubjectLine(f"P{who}", "353.2"),) if book.subjects else (),
                money=(MoneyLine(Rung.DAMAGE, 1_000_000),) if book.money else (),
                replaces=target.position if target else None,
                level="TINH-BCĐ",
                ground=book.grounds[0].code if book.grounds else "",
                offence="353.3",
                document_number="1/QĐ",
                related="9",
            )
        )
    return acts


@given(kind=st.sampled_from(DossierKind), drawn=entries)
def test_unfolding_equals_folding_every_beginning(kind: DossierKind, drawn: list[tuple[int, int, int, int]]) -> None:
    acts = acts_of(kind, drawn)
    assert list(unfold(kind, OPENED, acts)) == [fold(kind, OPENED, acts[:count]) for count in range(len(acts) + 1)]


@given(kind=st.sampled_from(DossierKind), drawn=entries)
def test_replayed_rows_are_at_every_position_those_of_the_fold(
    kind: DossierKind, drawn: list[tuple[int, int, int, int]]
) -> None:
    acts = acts_of(kind, drawn)
    facts = Facts(1, 1, "son-la", kind, "VA-2024-001", OPENED, 1, 4)
    replayed = replay(facts, acts)
    for count in range(len(acts) + 1):
        position = acts[count - 1].position if count else facts.position
        believed = {one.row for one in replayed if one.since <= position < one.until}
        assert believed == set(rows(facts, fold(kind, OPENED, acts[:count])))
