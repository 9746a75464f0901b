"""The prepared database, as the desk's role finds it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, connections

from liemchinh.directory.models import Committee
from liemchinh.station.database import DESK, OWNER, Register
from liemchinh.station.preparation import prepare


@pytest.mark.django_db
def test_the_desk_works_with_the_restricted_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('is_superuser')")
        assert cursor.fetchone() == (DESK, "off")


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_owner_is_another_role_on_the_same_database() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        role, name = cursor.fetchone()
    assert (role, name) == (OWNER, connection.settings_dict["NAME"])


@pytest.mark.django_db
def test_the_desk_cannot_make_tables() -> None:
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (id int)")


@pytest.mark.django_db
def test_vietnamese_letters_have_their_small_forms() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ĐỖ THỊ ƯỚC'), 'Ễ' ILIKE 'ễ'")
        assert cursor.fetchone() == ("đỗ thị ước", True)


def test_a_test_with_its_own_database_leaves_the_prepared_one_alone(own_database: str, register: Register) -> None:
    before = Committee.objects.count()
    Committee.objects.create(code="thu-nghiem", name="Thử", founded_on="2026-01-01")
    with register.connect(dbname=register.name) as usual:
        assert usual.execute("SELECT count(*) FROM directory_committee").fetchone() == (before,)
    assert connection.settings_dict["NAME"] == own_database


def test_preparing_a_prepared_database_does_nothing(register: Register) -> None:
    told: list[str] = []
    prepare(register, told.append)
    assert told == []
