"""With DATABASE_URL the desk works on a PostgreSQL that the office already runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from installation import Installation, leave_a_mark
from liemchinh.station import StationError, database
from liemchinh.station.database import DESK, OWNER, Register
from liemchinh.station.layout import Layout

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
OFFICE = "office"
"""The office's own user: it owns the database and may create roles and databases, and no more."""


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The socket folder of a running PostgreSQL 15 with a user and a database for the office."""
    if not (PROGRAMS / "initdb").exists():
        if os.environ.get("LIEMCHINH_REQUIRE_BROWSER"):
            pytest.fail("PostgreSQL 15 is not installed")
        pytest.skip("PostgreSQL 15 is not installed (Debian: postgresql-15)")
    folder = Path(tempfile.mkdtemp(prefix="liemchinh-pg15-"))
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def run(*words: str | Path) -> None:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        subprocess.run([PROGRAMS / words[0], *words[1:]], check=True, cwd=folder, **quiet, **as_user)

    run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = (
        f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c dynamic_shared_memory_type=mmap"
    )
    run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
    with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {OFFICE} LOGIN CREATEDB CREATEROLE")
        connection.execute("CREATE ROLE guest LOGIN")
        connection.execute(f"CREATE DATABASE register OWNER {OFFICE}")
    yield folder
    run("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def office(server: Path) -> Iterator[Installation]:
    """An installation on that server."""
    installation = Installation(DATABASE_URL=f"postgresql://{OFFICE}@/register?host={server}", LIEMCHINH_DEMO="0")
    yield installation
    installation.remove()


def _asked(server: Path, statement: str, user: str = "postgres") -> list[tuple[Any, ...]]:
    with psycopg.connect(f"host={server} user={user} dbname=register", autocommit=True) as connection:
        return connection.execute(statement).fetchall()


def test_a_user_who_may_not_create_roles_is_told_what_the_administrator_has_to_run(
    server: Path, tmp_path: Path
) -> None:
    register = Register(Layout.at(tmp_path), f"postgresql://guest@/register?host={server}")
    with (
        pytest.raises(StationError, match=rf"CREATE ROLE {DESK} NOLOGIN;\s+GRANT {DESK} TO \"guest\";"),
        register.used(),
    ):
        pass


def test_the_desk_opens_on_it_without_an_embedded_server(office: Installation, server: Path) -> None:
    office.open()
    assert 200 <= office.status() < 500
    assert office.processes("bin/postgres") == []
    assert not (office.home / "postgresql").exists()
    assert office.close() == 0
    assert _asked(server, "SELECT count(*) FROM directory_committee")[0][0] > 63


def test_the_desk_s_connections_work_as_the_restricted_role(office: Installation) -> None:
    with office.register.connect(DESK) as connection:
        assert connection.execute("SELECT current_user, session_user").fetchone() == (DESK, OFFICE)
        connection.execute("RESET ROLE")
        assert connection.execute("SELECT current_user").fetchone() == (DESK,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM ledger_act")


def test_a_backup_comes_back_on_it(office: Installation, server: Path, tmp_path: Path) -> None:
    assert office.run("setup").returncode == 0
    before = _asked(server, "SELECT count(*) FROM directory_territory")
    saved = office.run("backup", tmp_path / "saved.zip")
    assert saved.returncode == 0, saved.stderr
    leave_a_mark(office.register, "since")
    restored = office.run("restore", tmp_path / "saved.zip")
    assert restored.returncode == 0, restored.stderr
    assert _asked(server, "SELECT count(*) FROM directory_territory") == before
    assert _asked(server, "SELECT to_regclass('public.mark')") == [(None,)]
    assert office.run("verify").returncode == 0


def test_a_server_too_old_is_refused(server: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "OLDEST", 16)
    register = Register(Layout.at(tmp_path), f"postgresql://{OFFICE}@/register?host={server}")
    with pytest.raises(StationError, match="bản 15; cần bản 16"), register.used():
        pass


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    register = Register(Layout.at(tmp_path), f"postgresql:///register?host={tmp_path}")
    with pytest.raises(StationError, match="Không kết nối được tới PostgreSQL của DATABASE_URL"), register.used():
        pass


def test_an_unreadable_url_is_named(tmp_path: Path) -> None:
    with pytest.raises(StationError, match="DATABASE_URL không đọc được"):
        Register(Layout.at(tmp_path), "postgresql://[")
    assert OWNER not in Register(Layout.at(tmp_path), "postgresql:///register?user=office").conninfo()
