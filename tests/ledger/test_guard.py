"""What PostgreSQL itself refuses, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.access import Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import Right
from liemchinh.law.acts import DossierKind
from liemchinh.ledger import models, record
from liemchinh.ledger.entry import Entry

pytestmark = pytest.mark.django_db

NOT_BY_COMMITTEE = {"directory_duty", "directory_agency"}
"""Reference data of the directory, not facts."""


@pytest.fixture
def two_registers() -> Iterator[tuple[models.Dossier, models.Dossier]]:
    """A dossier with one act in Sơn La's register and one in Hà Nội's."""
    with access.entered(access.HOUSE):
        officer = Officer.objects.create(username="can-bo-hai-so", name="Ông P.V.D.", password="!")
        found = []
        for code in ("son-la", "ha-noi"):
            dossier = record.open_dossier(
                committee=Committee.objects.get(code=code),
                kind=DossierKind.CASE,
                number="VA-2024-001",
                title="Tham ô tài sản",
                opened_on=timezone.localdate(),
                officer=officer,
                now=timezone.now(),
            )
            entry = Entry(
                kind="case.initiated", effective_on=timezone.localdate(), offence="353.2", document_number="1/QĐ"
            )
            record.act(dossier=dossier, entry=entry, officer=officer, now=timezone.now())
            found.append(dossier)
        yield found[0], found[1]


def rows(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT committee_id FROM {table}")
        return [row[0] for row in cursor.fetchall()]


def tables_with_a_committee() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name) WHERE column_name = 'committee_id' AND table_type = 'BASE TABLE'"
            " AND table_schema IN ('public', 'derived')"
        )
        return cursor.fetchall()


def test_every_table_with_a_committee_has_its_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, tablename FROM pg_policies WHERE policyname = 'by_committee'")
        guarded = set(cursor.fetchall())
        cursor.execute(
            "SELECT nspname, relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relrowsecurity"
        )
        enforced = set(cursor.fetchall())
    wanted = {table for table in tables_with_a_committee() if table[1] not in NOT_BY_COMMITTEE}
    assert len(wanted) >= 15
    assert wanted <= guarded
    assert wanted <= enforced


def test_raw_sql_sees_no_foreign_row_in_any_table(two_registers: tuple[models.Dossier, models.Dossier]) -> None:
    ours, theirs = two_registers
    scope = Scope(None, frozenset({Right.READ_DOSSIERS}), frozenset({ours.committee_id}))
    with access.entered(scope):
        for schema, table in tables_with_a_committee():
            if table not in NOT_BY_COMMITTEE:
                assert set(rows(f"{schema}.{table}")) <= {ours.committee_id}, table
        assert rows("ledger_act") == [ours.committee_id]
        assert set(rows("derived.standing")) == {ours.committee_id}
    with access.entered(access.HOUSE):
        assert {ours.committee_id, theirs.committee_id} <= set(rows("ledger_act"))


def test_doors_that_bypass_the_policies_say_the_same_and_take_nothing_in(
    two_registers: tuple[models.Dossier, models.Dossier],
) -> None:
    ours, _theirs = two_registers
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace IN ('public'::regnamespace,"
            " 'derived'::regnamespace) AND NOT 'security_invoker=true' = ANY(coalesce(reloptions, '{}'))"
        )
        doors = [row[0] for row in cursor.fetchall()]
    assert {"findable_in_reach", "lookup_in_reach"} <= set(doors)
    scope = Scope(None, frozenset({Right.READ_DOSSIERS}), frozenset({ours.committee_id}))
    for door in doors:
        with access.entered(scope):
            assert set(rows(f"derived.{door}")) == {ours.committee_id}, door
        with access.entered(access.NOBODY):
            assert rows(f"derived.{door}") == []
        for statement in (f"DELETE FROM derived.{door}", f"UPDATE derived.{door} SET committee_id = 0"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_without_a_scope_nothing_is_seen(two_registers: tuple[models.Dossier, models.Dossier]) -> None:
    with access.entered(access.NOBODY):
        assert rows("ledger_act") == []
        assert rows("derived.deed") == []


def test_no_row_is_written_into_a_foreign_register(two_registers: tuple[models.Dossier, models.Dossier]) -> None:
    ours, theirs = two_registers
    scope = Scope(None, frozenset({Right.RECORD}), frozenset({ours.committee_id}))
    with access.entered(scope), pytest.raises(ProgrammingError), transaction.atomic():
        models.Person.objects.create(committee_id=theirs.committee_id, name="Ông A.")


FACTS = [
    ("ledger_act", "note = 'khác'"),
    ("ledger_dossier", "title = 'khác'"),
    ("ledger_subjectline", "charge = ''"),
    ("ledger_moneyline", "amount = 1"),
    ("ledger_document", "name = 'khác'"),
    ("figures_claim", "value = 1"),
    ("reports_edition", "number = '1'"),
]


@pytest.mark.parametrize(("table", "change"), FACTS, ids=[table for table, _ in FACTS])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_the_desk_may_only_add_facts(table: str, change: str, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table, change))


def test_every_fact_table_refuses_change_even_from_its_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname IN ('append_only',"
            " 'append_only_whole') GROUP BY 1 HAVING count(*) = 2"
        )
        kept = {row[0] for row in cursor.fetchall()}
    assert {table for table, _ in FACTS} | {"figures_judgement", "reports_editionfigure", "ledger_look"} <= kept


def test_a_correction_stays_in_its_dossier(two_registers: tuple[models.Dossier, models.Dossier]) -> None:
    ours, theirs = two_registers
    with access.entered(access.HOUSE):
        foreign = theirs.acts.get()
        position, stamped = record.take_position(timezone.now())
        astray = models.Act(
            position=position,
            committee_id=ours.committee_id,
            dossier=ours,
            kind="case.initiated",
            effective_on=timezone.localdate(),
            recorded_at=stamped,
            officer=foreign.officer,
            replaces=foreign,
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            astray.save(force_insert=True)


def test_positions_have_no_holes_after_a_refusal(two_registers: tuple[models.Dossier, models.Dossier]) -> None:
    ours, _ = two_registers
    with access.entered(access.HOUSE):
        before = models.Head.objects.get().position
        refused = Entry(kind="trial.ordered", effective_on=timezone.localdate(), document_number="1")
        with pytest.raises(record.UnlawfulError):
            record.act(dossier=ours, entry=refused, officer=ours.officer, now=timezone.now())
        assert models.Head.objects.get().position == before


def test_the_stamp_of_an_act_never_goes_back(two_registers: tuple[models.Dossier, models.Dossier]) -> None:
    ours, _ = two_registers
    with access.entered(access.HOUSE):
        earlier = timezone.now() - timedelta(days=3)
        entry = Entry(kind="watch.put_on", effective_on=ours.opened_on, level="TINH-BCĐ", document_number="1")
        with pytest.raises(record.RefusedEntryError):
            record.act(dossier=ours, entry=entry, officer=ours.officer, now=earlier)
        _, stamped = record.take_position(earlier)
        assert stamped >= ours.acts.get().recorded_at
