"""What is decided and written about the rows of persons: one person, two, not yet, taken back; how one is described.

Every verb takes a reason and leaves a trace. No row is merged or moved, so taking a decision back restores everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Officer
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.ledger import derived, links, models, spellings
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.links import Links, pair_of
from liemchinh.ledger.models import PersonLink

FIRST_YEAR: Final = 1900
SEXES: Final = ("", "M", "F")


def link(*, scope: Scope, one: int, other: int, reason: str, officer: Officer, now: datetime) -> PersonLink:
    """Decide that two rows are one person.

    Raises RefusedEntryError when they already are, or when a row of one was decided to be another person than a row of
    the other; OutOfScopeError, NotAllowedError.
    """
    return _decide(scope, one, other, PersonLink.SAME, reason, officer, now)


def part(*, scope: Scope, one: int, other: int, reason: str, officer: Officer, now: datetime) -> PersonLink:
    """Decide that two rows are two people. Raises as `link` does, and when other links still make them one person."""
    return _decide(scope, one, other, PersonLink.DIFFERENT, reason, officer, now)


def undo(*, scope: Scope, one: int, other: int, reason: str, officer: Officer, now: datetime) -> PersonLink:
    """Take the decision on a pair back: the question is open again. Raises as `link` does; when nothing is decided."""
    return _decide(scope, one, other, PersonLink.UNDECIDED, reason, officer, now, takes_back=True)


def defer(*, scope: Scope, one: int, other: int, reason: str, officer: Officer, now: datetime) -> PersonLink:
    """Leave a question for later, saying what is missing. Raises as `link` does; when the pair is decided already."""
    return _decide(scope, one, other, PersonLink.UNDECIDED, reason, officer, now)


@transaction.atomic
def _decide(
    scope: Scope,
    one: int,
    other: int,
    verdict: str,
    reason: str,
    officer: Officer,
    now: datetime,
    *,
    takes_back: bool = False,
) -> PersonLink:
    scope.require(Right.RECORD)
    reason = " ".join(reason.split())
    if not reason:
        raise RefusedEntryError("reason", Label("Phải ghi căn cứ.", "The ground must be given."))
    pair = pair_of(one, other)
    rows = {person.pk: person for person in links.people(scope).filter(pk__in=pair)}
    if len(rows) != 2:
        raise OutOfScopeError
    with connection.cursor() as cursor:
        # Two officers deciding at once would each see no contradiction.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('person links'))")
    known = links.around(scope, pair)
    _refuse_again(known, pair, verdict, takes_back=takes_back)
    if verdict == PersonLink.SAME:
        _refuse_parted(known, pair)
    if verdict == PersonLink.DIFFERENT:
        _refuse_joined(known, pair)
    return PersonLink.objects.create(
        committee_id=_register(scope, [rows[row] for row in pair]),
        person_id=pair[0],
        other_id=pair[1],
        verdict=verdict,
        reason=reason,
        recorded_at=now,
        officer=officer,
    )


def _refuse_again(known: Links, pair: tuple[int, int], verdict: str, *, takes_back: bool) -> None:
    before = known.on(*pair)
    decided = before is not None and before.verdict != PersonLink.UNDECIDED
    if takes_back:
        if not decided:
            raise RefusedEntryError("", Label("Chưa có kết luận nào để rút lại.", "There is no decision to take back."))
        return
    if verdict == PersonLink.SAME and known.way(*pair):
        already = Label("Hai dòng này đã là một người.", "These two rows are one person already.")
        raise RefusedEntryError("", _said(before) if decided else already)
    if decided and verdict in {PersonLink.UNDECIDED, before.verdict if before else ""}:
        raise RefusedEntryError("", _said(before))


def _refuse_parted(known: Links, pair: tuple[int, int]) -> None:
    parting = known.parting(*pair, without=pair)
    if parting is None:
        return
    first, second = _names(parting)
    raise RefusedEntryError(
        "",
        Label(
            f"{first} và {second} đã được kết luận là hai người ({_when(parting)}). Rút kết luận ấy rồi nối lại.",
            f"{first} and {second} were decided to be two people ({_when(parting)}). Take that back first.",
        ),
    )


def _refuse_joined(known: Links, pair: tuple[int, int]) -> None:
    way = known.way(*pair, without=pair)
    if not way:
        return
    told = "; ".join(" – ".join(_names(step)) for step in way)
    raise RefusedEntryError(
        "",
        Label(
            f"Hai dòng còn là một người qua: {told}. Rút một trong các kết luận ấy trước.",
            f"They are still one person through: {told}. Take one of those decisions back first.",
        ),
    )


def _names(decided: PersonLink) -> tuple[str, str]:
    rows = models.Person.objects.in_bulk([decided.person_id, decided.other_id])
    return rows[decided.person_id].name, rows[decided.other_id].name


def _when(decided: PersonLink) -> str:
    return f"{show_date(timezone.localdate(decided.recorded_at))}, {decided.officer.name}"


def _said(decided: PersonLink | None) -> Label:
    if decided is None:
        return Label("Chưa có kết luận.", "Nothing is decided.")
    if decided.verdict == PersonLink.SAME:
        return Label(
            f"Đã kết luận là một người ({_when(decided)}). Muốn đổi thì rút lại trước.",
            f"Decided to be one person ({_when(decided)}). Take that back first.",
        )
    return Label(
        f"Đã kết luận là hai người ({_when(decided)}). Muốn đổi thì rút lại trước.",
        f"Decided to be two people ({_when(decided)}). Take that back first.",
    )


def _register(scope: Scope, rows: Sequence[models.Person]) -> int:
    """The register that keeps the decision: that of both rows, or the officer's own where a province was merged."""
    registers = {person.committee_id for person in rows}
    if len(registers) == 1:
        return registers.pop()
    if scope.home_id is None:
        raise OutOfScopeError
    return scope.home_id


@transaction.atomic
def describe(
    *,
    scope: Scope,
    person_id: int,
    name: str,
    post: str,
    unit: str,
    birth_year: int | None,
    sex: str,
    reason: str,
    officer: Officer,
    now: datetime,
) -> models.Person:
    """Write a person's description anew; how it was before is kept with the reason.

    Raises RefusedEntryError when the name or the reason is empty, a value cannot be, or nothing changes.
    """
    scope.require(Right.RECORD)
    person = links.people(scope).select_for_update(of=("self",)).filter(pk=person_id).first()
    if person is None:
        raise OutOfScopeError
    before = (person.name, person.post, person.unit, person.birth_year, person.sex)
    name, post, unit = (" ".join(text.split()) for text in (name, post, unit))
    after = (name, post, unit, birth_year, sex)
    _check_description(after, reason, timezone.localdate(now).year)
    if before == after:
        raise RefusedEntryError("", Label("Chưa sửa chỗ nào.", "Nothing was changed."))
    models.PersonChange.objects.create(
        committee_id=person.committee_id,
        person=person,
        name=person.name,
        post=person.post,
        unit=person.unit,
        birth_year=person.birth_year,
        sex=person.sex,
        reason=" ".join(reason.split()),
        recorded_at=now,
        officer=officer,
    )
    person.name, person.post, person.unit, person.birth_year, person.sex = name, post, unit, birth_year, sex
    person.save(update_fields=["name", "post", "unit", "birth_year", "sex"])
    if before[0] != name:
        spellings.renew(person)
    if before[:3] != after[:3]:
        derived.look_up(models.Dossier.objects.filter(acts__subject_lines__person=person).distinct())
    return person


def _check_description(after: tuple[str, str, str, int | None, str], reason: str, this_year: int) -> None:
    name, post, unit, birth_year, sex = after
    if not name:
        raise RefusedEntryError("name", Label("Phải ghi họ tên.", "The name must be given."))
    for place, text, most in (("name", name, 120), ("post", post, 200), ("unit", unit, 200)):
        if len(text) > most:
            raise RefusedEntryError(place, Label(f"Dài quá {most} chữ.", f"Longer than {most} letters."))
    if birth_year is not None and not FIRST_YEAR <= birth_year <= this_year:
        raise RefusedEntryError(
            "birth_year",
            Label(f"Năm sinh từ {FIRST_YEAR} đến {this_year}.", f"A year of birth from {FIRST_YEAR} to {this_year}."),
        )
    if sex not in SEXES:
        raise RefusedEntryError("sex", Label("Chọn nam, nữ hoặc chưa ghi.", "Choose male, female or not recorded."))
    if not reason.strip():
        raise RefusedEntryError("reason", Label("Phải ghi vì sao sửa.", "The reason must be given."))
