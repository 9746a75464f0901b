"""Persons of the register: twins are asked about, linked and parted without loss; descriptions leave a trace."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

import pytest
from django.db import connection
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.access import NotAllowedError, OutOfScopeError, Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import Right
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import (
    derived,
    finding,
    likeness,
    links,
    models,
    person_file,
    persons,
    queries,
    questions,
    record,
    spellings,
    twins,
)
from liemchinh.ledger.entry import Entry, RefusedEntryError, Subject
from liemchinh.ledger.likeness import Verdict
from liemchinh.ledger.models import PersonLink
from liemchinh.ledger.queries import Reading

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOW = timezone.make_aware(datetime.combine(date(2026, 11, 2), time(9)))
CHARGE = "353.2"


@dataclass
class Register:
    """Sơn La's register with one officer; cases are opened with the accused named."""

    committee: Committee
    officer: Officer
    scope: Scope
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def case(self, *accused: Subject, committee: Committee | None = None) -> models.Dossier:
        """A case with these accused."""
        dossier = record.open_dossier(
            committee=committee or self.committee,
            kind=DossierKind.CASE,
            number=f"VA-2026-{next(self.numbers):03d}",
            title="Tham ô tài sản",
            opened_on=DAY,
            officer=self.officer,
            now=NOW,
        )
        self.act(dossier, Entry(kind="case.initiated", effective_on=DAY, offence=CHARGE, document_number="1"))
        self.charge(dossier, *accused)
        return dossier

    def act(self, dossier: models.Dossier, entry: Entry) -> models.Act:
        """Record an act."""
        return record.act(dossier=dossier, entry=entry, officer=self.officer, now=NOW)

    def charge(self, dossier: models.Dossier, *accused: Subject) -> None:
        """Charge these."""
        self.act(dossier, Entry(kind="case.charged", effective_on=DAY, subjects=accused, document_number="2"))

    def row(self, dossier: models.Dossier, at: int = 0) -> int:
        """The row of the accused named at that place in the dossier."""
        lines = models.SubjectLine.objects.filter(act__dossier=dossier, person__isnull=False).order_by("id")
        found = [line.person_id for line in lines]
        return found[at] or 0

    def person(self, name: str, post: str = "", unit: str = "", year: int | None = None, sex: str = "") -> int:
        """Somebody accused in a case of their own."""
        return self.row(self.case(somebody(name, post, unit, year, sex)))

    def decide(self, verb: str, one: int, other: int, reason: str = "Cùng số định danh.") -> PersonLink:
        """Decide on two rows."""
        decided: PersonLink = getattr(persons, verb)(
            scope=self.scope, one=one, other=other, reason=reason, officer=self.officer, now=NOW
        )
        return decided

    def file(self, row: int) -> person_file.PersonFile:
        """The person's file as it reads today."""
        return person_file.person_file(self.scope, row, Reading(NOW.date(), NOW.date()), now=NOW)


def somebody(name: str, post: str = "", unit: str = "", year: int | None = None, sex: str = "") -> Subject:
    return Subject(name=name, post=post, unit=unit, birth_year=year, sex=sex, charge=CHARGE)


@pytest.fixture
def book() -> Iterator[Register]:
    with access.entered(access.HOUSE):
        officer = Officer.objects.create(username="can-bo-nhan-than", name="Bà T.T.H.", password="!")
        committee = Committee.objects.get(code="son-la")
        rights = frozenset({Right.READ_DOSSIERS, Right.RECORD})
        yield Register(committee, officer, Scope(officer.pk, rights, frozenset({committee.pk}), committee.pk))


# Entering ------------------------------------------------------------------------------------------------------------


def test_a_twin_is_offered_on_entry_with_its_evidence_and_where_it_stands(book: Register) -> None:
    dossier = book.case(somebody("Nguyễn Văn An", "Giám đốc", "Sở Y tế", 1975))
    found = twins.twins(book.scope, book.committee, "NGUYỄN VĂN AN", birth_year=1975, now=NOW)
    assert [(twin.known.person.name, twin.comparison.verdict) for twin in found] == [("Nguyễn Văn An", Verdict.LIKELY)]
    stand = found[0].known.stands[0]
    assert (stand.number, stand.role) == (dossier.number, "accused")


@pytest.mark.parametrize("name", ["Nguyễn Văn Ân", "Nguyễn Văn Anh", "Trần Văn An", ""])
def test_another_name_is_offered_nobody(book: Register, name: str) -> None:
    book.person("Nguyễn Văn An", "Giám đốc", "", 1975)
    assert twins.twins(book.scope, book.committee, name, birth_year=1975, now=NOW) == []


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Ông N.V.A.", Verdict.MAYBE),
        ("An Văn Nguyễn", Verdict.MAYBE),
        ("Nguyen Van An", Verdict.MAYBE),
        ("Nguyễn An", Verdict.MAYBE),
    ],
)
def test_every_way_to_write_a_name_finds_its_row(book: Register, name: str, verdict: Verdict) -> None:
    book.person("Nguyễn Văn An", "", "", 1975)
    found = twins.twins(book.scope, book.committee, name, birth_year=1975, now=NOW)
    assert [twin.comparison.verdict for twin in found] == [verdict]


def test_whoever_the_act_names_already_is_not_offered(book: Register) -> None:
    row = book.person("Nguyễn Văn An", "", "", 1975)
    asked = {"birth_year": 1975, "now": NOW}
    assert twins.twins(book.scope, book.committee, "Nguyễn Văn An", besides=[row], **asked) == []  # type: ignore[arg-type]


def test_a_second_row_in_the_same_dossier_is_said_to_be_one(book: Register) -> None:
    dossier = book.case(somebody("Nguyễn Văn An"))
    found = twins.twins(book.scope, book.committee, "Nguyễn Văn An", dossier=dossier, now=NOW)
    assert found[0].comparison.verdict is Verdict.LIKELY
    assert any(dossier.number in piece.label.vi for piece in found[0].comparison.evidence)


def test_rows_that_are_one_person_are_offered_once(book: Register) -> None:
    one, other = book.person("Nguyễn Văn An", "", "", 1975), book.person("Nguyễn Văn An", "", "", 1975)
    book.decide("link", one, other)
    assert len(twins.twins(book.scope, book.committee, "Nguyễn Văn An", birth_year=1975, now=NOW)) == 1


def test_a_neighbours_row_is_never_offered_nor_asked_about(book: Register) -> None:
    neighbour = Committee.objects.get(code="lai-chau")
    book.case(somebody("Nguyễn Văn An", "", "", 1975), committee=neighbour)
    book.person("Nguyễn Văn An", "", "", 1975)
    found = twins.twins(book.scope, book.committee, "Nguyễn Văn An", birth_year=1975, now=NOW)
    assert [twin.known.person.committee_id for twin in found] == [book.committee.pk]
    assert questions.questions(book.scope, now=NOW).fresh == ()


def test_who_only_reads_is_offered_nobody(book: Register) -> None:
    reader = Scope(book.officer.pk, frozenset({Right.READ_DOSSIERS}), frozenset({book.committee.pk}))
    with pytest.raises(NotAllowedError):
        twins.twins(reader, book.committee, "Nguyễn Văn An", now=NOW)
    with pytest.raises(NotAllowedError):
        questions.questions(reader, now=NOW)


def test_each_dossier_named_beside_a_twin_is_written_down_as_looked_at(book: Register) -> None:
    dossier = book.case(somebody("Nguyễn Văn An", "", "", 1975))
    before = models.Look.objects.filter(dossier=dossier).count()
    twins.twins(book.scope, book.committee, "Nguyễn Văn An", birth_year=1975, now=NOW)
    assert models.Look.objects.filter(dossier=dossier, officer=book.officer).count() == before + 1


# Questions -----------------------------------------------------------------------------------------------------------


def test_the_questions_are_exactly_the_pairs_that_the_comparison_does_not_tell_apart(book: Register) -> None:
    for name, year in itertools.product(
        ["Nguyễn Văn An", "Nguyễn An", "N.V.A.", "Nguyễn Văn Ân"], [1975, 1976, None, 1975]
    ):
        book.person(name, "", "Sở Y tế" if year else "", year)
    book.case(somebody("Lò Thị B."), somebody("Lò Thị B."))
    twice = book.case(somebody("Lò Thị Bình"))
    book.charge(twice, somebody("L.T.B."))
    rows = list(models.Person.objects.filter(committee=book.committee).order_by("id"))
    met = questions._Met.of([row.pk for row in rows])
    wanted = {
        (newer.pk, older.pk)
        for older, newer in itertools.combinations(rows, 2)
        if likeness.compare(
            likeness.read(twins.described(newer)),
            likeness.read(twins.described(older)),
            met.setting(newer.pk, older.pk),
        ).verdict
        is not Verdict.DIFFERENT
    }
    asked: list[tuple[int, int]] = []
    after = ""
    while True:
        found = questions.questions(book.scope, now=NOW, after=after)
        asked += [(one.newer.person.pk, one.older.person.pk) for one in found.fresh]
        if not found.following:
            break
        after = found.following
    assert len(wanted) > questions.PAGE
    assert len(asked) == len(set(asked))
    assert set(asked) == wanted
    assert asked == sorted(asked, reverse=True)


def test_a_question_left_for_later_stays_with_its_reason(book: Register) -> None:
    one, other = book.person("Nguyễn Văn An", "", "", 1975), book.person("Nguyễn Văn An", "", "", 1975)
    book.decide("defer", one, other, "Chờ công an trả lời.")
    found = questions.questions(book.scope, now=NOW)
    assert found.fresh == ()
    assert [question.latest.reason for question in found.later if question.latest] == ["Chờ công an trả lời."]


def test_what_follows_from_decisions_is_not_asked(book: Register) -> None:
    rows = [book.person("Nguyễn Văn An", "", "", 1975) for _ in range(3)]
    book.decide("link", rows[0], rows[1])
    book.decide("part", rows[1], rows[2])
    assert questions.questions(book.scope, now=NOW).fresh == ()


# Linking -------------------------------------------------------------------------------------------------------------


def test_rows_are_one_person_through_others_and_apart_again_when_a_link_is_taken_back(book: Register) -> None:
    rows = [book.person(name) for name in ("Nguyễn Văn An", "N.V.A.", "Nguyễn An")]
    book.decide("link", rows[0], rows[1])
    book.decide("link", rows[1], rows[2])
    assert {row.pk for row in book.file(rows[0]).rows} == set(rows)
    assert len(book.file(rows[0]).parts) == 3
    book.decide("undo", rows[1], rows[2], "Nhầm người.")
    assert {row.pk for row in book.file(rows[0]).rows} == set(rows[:2])
    assert {row.pk for row in book.file(rows[2]).rows} == {rows[2]}
    history = PersonLink.objects.filter(person_id=rows[1], other_id=rows[2]).order_by("id")
    assert [link.verdict for link in history] == [PersonLink.SAME, PersonLink.UNDECIDED]


def test_links_that_contradict_each_other_are_refused_with_the_decision_in_the_way(book: Register) -> None:
    rows = [book.person("Nguyễn Văn An", "", "", 1975) for _ in range(3)]
    book.decide("link", rows[0], rows[1])
    book.decide("part", rows[0], rows[2])
    with pytest.raises(RefusedEntryError, match="đã được kết luận là hai người"):
        book.decide("link", rows[1], rows[2])
    book.decide("undo", rows[0], rows[2])
    book.decide("link", rows[1], rows[2])
    with pytest.raises(RefusedEntryError, match="Hai dòng còn là một người qua"):
        book.decide("part", rows[0], rows[2])


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("link", "link", "Đã kết luận là một người"),
        ("link", "defer", "Đã kết luận là một người"),
        ("part", "part", "Đã kết luận là hai người"),
        ("defer", "undo", "Chưa có kết luận nào để rút lại"),
        ("", "undo", "Chưa có kết luận nào để rút lại"),
    ],
)
def test_a_decision_that_changes_nothing_is_refused(book: Register, first: str, second: str, sentence: str) -> None:
    one, other = book.person("Nguyễn Văn An"), book.person("Nguyễn Văn An")
    if first:
        book.decide(first, one, other)
    with pytest.raises(RefusedEntryError, match=sentence):
        book.decide(second, other, one)


@pytest.mark.parametrize("verb", ["link", "part", "defer", "undo"])
def test_each_decision_needs_its_ground(book: Register, verb: str) -> None:
    one, other = book.person("Nguyễn Văn An"), book.person("Nguyễn Văn An")
    with pytest.raises(RefusedEntryError, match="Phải ghi căn cứ"):
        book.decide(verb, one, other, "  ")


def test_a_row_out_of_reach_cannot_be_linked(book: Register) -> None:
    neighbour = Committee.objects.get(code="lai-chau")
    mine = book.person("Nguyễn Văn An")
    theirs = book.row(book.case(somebody("Nguyễn Văn An"), committee=neighbour))
    with pytest.raises(OutOfScopeError):
        book.decide("link", mine, theirs)
    with pytest.raises(OutOfScopeError):
        book.decide("link", mine, mine)


def test_a_linked_row_out_of_reach_is_not_told_of(book: Register) -> None:
    neighbour = Committee.objects.get(code="lai-chau")
    mine = book.person("Nguyễn Văn An")
    theirs = book.row(book.case(somebody("Nguyễn Văn An"), committee=neighbour))
    third = book.person("Nguyễn Văn An")
    both = frozenset({book.committee.pk, neighbour.pk})
    wide = Scope(book.officer.pk, book.scope.rights, both, book.committee.pk)
    for other in (mine, third):
        persons.link(scope=wide, one=theirs, other=other, reason="Một người.", officer=book.officer, now=NOW)
    assert len(person_file.person_file(wide, mine, Reading(NOW.date(), NOW.date()), now=NOW).rows) == 3
    with access.entered(book.scope):
        found = book.file(mine)
    assert [row.pk for row in found.rows] == [mine]
    assert len(found.parts) == 1
    assert found.apart == ()


# The person's file ---------------------------------------------------------------------------------------------------


def test_a_file_shows_every_dossier_and_writes_each_look_down(book: Register) -> None:
    dossiers = [book.case(somebody("Nguyễn Văn An", "", "", 1975)) for _ in range(2)]
    rows = [book.row(dossier) for dossier in dossiers]
    book.decide("link", *rows)
    models_before = models.Look.objects.count()
    found = book.file(rows[0])
    assert {part.file.dossier.pk for part in found.parts} == {dossier.pk for dossier in dossiers}
    assert models.Look.objects.count() == models_before + 2


def test_a_person_who_is_missing_or_out_of_reach_gets_the_same_answer(book: Register) -> None:
    neighbour = Committee.objects.get(code="lai-chau")
    theirs = book.row(book.case(somebody("Nguyễn Văn An"), committee=neighbour))
    for row in (theirs, 2**40):
        with pytest.raises(OutOfScopeError):
            book.file(row)


# Describing ----------------------------------------------------------------------------------------------------------


def describe(book: Register, row: int, **changed: object) -> models.Person:
    values = {"name": "Nguyễn Văn An", "post": "", "unit": "", "birth_year": 1975, "sex": "", "reason": "Theo lý lịch."}
    return persons.describe(
        scope=book.scope,
        person_id=row,
        officer=book.officer,
        now=NOW,
        **(values | changed),  # type: ignore[arg-type]
    )


def test_a_description_is_written_anew_and_the_words_before_are_kept(book: Register) -> None:
    dossier = book.case(somebody("Nguyễn Văn Am", "", "", 1975))
    row = book.row(dossier)
    describe(book, row, sex="M")
    person = models.Person.objects.get(pk=row)
    assert (person.name, person.sex) == ("Nguyễn Văn An", "M")
    kept = models.PersonChange.objects.get(person=person)
    assert (kept.name, kept.sex, kept.reason, kept.officer) == ("Nguyễn Văn Am", "", "Theo lý lịch.", book.officer)
    assert twins.twins(book.scope, book.committee, "Nguyễn Văn An", birth_year=1975, now=NOW)
    assert not twins.twins(book.scope, book.committee, "Nguyễn Văn Am", birth_year=1975, now=NOW)
    reading = queries.Reading(timezone.localdate(NOW), timezone.localdate(NOW))
    assert [match.thing_id for match in finding.find(book.scope, "Nguyễn Văn An", reading).matches] == [row]
    assert derived.verify() == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "Phải ghi họ tên"),
        ({"reason": " "}, "Phải ghi vì sao sửa"),
        ({"birth_year": 1066}, "Năm sinh từ 1900 đến 2026"),
        ({"birth_year": 2027}, "Năm sinh từ 1900 đến 2026"),
        ({"sex": "X"}, "Chọn nam, nữ hoặc chưa ghi"),
        ({"post": "a" * 201}, "Dài quá 200 chữ"),
        ({}, "Chưa sửa chỗ nào"),
    ],
)
def test_a_description_that_cannot_be_is_refused(book: Register, changed: dict[str, object], sentence: str) -> None:
    row = book.person("Nguyễn Văn An", "", "", 1975)
    with pytest.raises(RefusedEntryError, match=sentence):
        describe(book, row, **changed)
    assert not models.PersonChange.objects.exists()


def test_the_keys_of_names_are_verified_and_come_back(book: Register) -> None:
    row = book.person("Nguyễn Văn An", "", "", 1975)
    assert derived.verify() == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM derived.spelling WHERE person_id = %s AND kind = 'whole'", [row])
        cursor.execute(
            "INSERT INTO derived.spelling (committee_id, key, kind, person_id) VALUES (%s, 'an', 'whole', %s)",
            [book.committee.pk, row + 1],
        )
    assert sorted(one.excess for one in derived.verify()) == [False, True]
    spellings.rebuild()
    assert derived.verify() == []


def test_decisions_that_stand_are_listed_for_taking_back(book: Register) -> None:
    one, other = book.person("Nguyễn Văn An"), book.person("Nguyễn Văn An")
    book.decide("link", one, other)
    assert [link.verdict for link, _, _ in questions.decided(book.scope)] == [PersonLink.SAME]
    book.decide("undo", one, other)
    assert questions.decided(book.scope) == []
    assert not links.within(book.scope).way(one, other)
