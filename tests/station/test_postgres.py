"""The embedded PostgreSQL starts where it should, whatever a former one left behind."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.pq import Ping

from installation import until
from liemchinh.station import StationError, layout
from liemchinh.station.layout import Layout, Owner, may_enter
from liemchinh.station.postgres import SUPERUSER, Server

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops its rights")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every user may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="liemchinh-place-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def server(place: Path) -> Iterator[Server]:
    """A server that has been started and stopped once."""
    found = Server(Layout.at(place / "home"), fsync=False)
    with found.used():
        pass
    yield found
    if found.is_running():
        found.attach()
        found.detach()


def _asked(server: Server) -> str:
    with psycopg.connect(server.conninfo(user=SUPERUSER, dbname="postgres")) as connection:
        (answer,) = connection.execute("SELECT 'còn đây'").fetchone() or ("",)
    return str(answer)


def _number(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_the_server_is_stopped_by_the_last_of_its_users(server: Server, place: Path) -> None:
    other = Server(Layout.at(place / "home"), fsync=False)
    server.attach()
    other.attach()
    assert not server.detach()
    assert _asked(other) == "còn đây"
    assert other.detach()
    assert not other.is_running()


def test_a_use_within_a_use_leaves_the_server_to_the_outer_one(server: Server) -> None:
    with server.used():
        with server.used():
            pass
        assert _asked(server) == "còn đây"
    assert not server.is_running()


def test_many_users_that_come_at_once_share_one_server(place: Path) -> None:
    servers = [Server(Layout.at(place / "home"), fsync=False) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Server.attach, servers))
    assert {_number(server) for server in servers} == {_number(servers[0])}
    assert [server.detach() for server in servers] == [False, False, False, True]


def test_only_its_owner_reaches_the_data_and_the_socket(server: Server) -> None:
    with server.used():
        for folder in (server.folder, server.data, server.socket):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with psycopg.connect(server.conninfo(user=SUPERUSER, dbname="postgres")) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


@pytest.mark.parametrize("mark", ["postmaster.pid", "socket lock"])
def test_a_mark_that_names_a_living_stranger_is_removed(server: Server, mark: str) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        file = server.data / mark if mark == "postmaster.pid" else server.socket / f"{layout.SOCKET_NAME}.lock"
        file.write_text(f"{stranger.pid}\n{server.data}\n1\n5432\n{server.socket}\n\n")
        with server.used():
            assert _asked(server) == "còn đây"
    finally:
        stranger.kill()
        stranger.communicate()


def test_a_killed_server_starts_again_with_what_was_committed(server: Server) -> None:
    server.fsync = True
    server.attach()
    with psycopg.connect(server.conninfo(user=SUPERUSER, dbname="postgres")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(_number(server), signal.SIGKILL)
    until(lambda: not server.is_running(), "the server is dead")
    server.revive()
    with psycopg.connect(server.conninfo(user=SUPERUSER, dbname="postgres")) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    assert server.detach()


def test_a_server_whose_folder_was_removed_is_stopped_all_the_same(place: Path) -> None:
    server = Server(Layout.at(place / "home"), fsync=False)
    server.attach()
    number = _number(server)
    shutil.rmtree(server.data)
    server.detach()
    assert not Path(f"/proc/{number}").exists()


def test_a_folder_half_made_is_made_anew(place: Path) -> None:
    server = Server(Layout.at(place / "home"), fsync=False)
    half = server.folder / "data.tmp"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    if server.owner is not None:
        os.chown(server.folder, server.owner.uid, server.owner.gid)
    with server.used():
        assert _asked(server) == "còn đây"
    assert not half.exists()


def test_a_path_too_long_for_a_socket_gets_one_elsewhere(place: Path) -> None:
    server = Server(Layout.at(place / ("rất dài " * 12).strip()), fsync=False)
    assert len(os.fsencode(server.socket / layout.SOCKET_NAME)) <= layout.SOCKET_PATH_LIMIT
    with server.used():
        assert _asked(server) == "còn đây"
        assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
    server.socket.rmdir()


@pytest.mark.parametrize("name", ["có dấu cách", "a,b", "it's"])
def test_any_name_of_a_folder_will_do(place: Path, name: str) -> None:
    server = Server(Layout.at(place / name), fsync=False)
    with server.used():
        assert _asked(server) == "còn đây"
    if place not in server.socket.parents:
        server.socket.rmdir()


@AS_ROOT
def test_a_socket_folder_that_somebody_else_made_is_refused(place: Path) -> None:
    server = Server(Layout.at(place / "a,b"), fsync=False)
    server.socket.mkdir()
    os.chown(server.socket, 12345, 12345)
    try:
        with pytest.raises(StationError, match="thuộc về người dùng khác"):
            server.attach()
    finally:
        server.socket.rmdir()


@AS_ROOT
def test_root_s_private_folder_stays_closed_and_the_data_lie_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    monkeypatch.setattr(layout, "ELSEWHERE", place / "elsewhere")
    tmp_path.chmod(0o700)
    found = Layout.at(tmp_path / "home")
    server = Server(found, fsync=False)
    with server.used():
        assert _asked(server) == "còn đây"
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert (found.home / "postgresql").resolve() == server.folder
    assert place in server.folder.parents
    with Server(found, fsync=False).used() as again:
        assert again.folder == server.folder
    shutil.rmtree(found.home)
    assert Server(Layout.at(tmp_path / "home")).folder != server.folder


@AS_ROOT
def test_programs_that_the_server_s_owner_cannot_reach_are_copied(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = may_enter

    def closed(path: Path, user: Owner) -> bool:
        return path.name != "postgres" and original(path, user)

    monkeypatch.setattr("liemchinh.station.postgres.may_enter", closed)
    with server.used():
        assert _asked(server) == "còn đây"
        running = Path(f"/proc/{_number(server)}/exe").resolve()
    assert server.folder in running.parents


def test_data_of_another_major_version_are_left_alone(server: Server) -> None:
    version = server.data / "PG_VERSION"
    version.write_text("16\n")
    with pytest.raises(StationError, match="PostgreSQL 16"):
        server.attach()
    version.write_text("18\n")


def test_a_server_that_cannot_start_says_why(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.station.postgres._ORPHANS_LEAVE_WITHIN", 0.3)
    control = server.data / "global" / "pg_control"
    kept = control.read_bytes()
    control.write_bytes(b"nothing of use")
    with pytest.raises(StationError, match="không khởi động được"):
        server.attach()
    control.write_bytes(kept)


def test_a_server_that_is_not_there_does_not_answer(server: Server) -> None:
    assert server.state() is Ping.NO_RESPONSE
    assert not server.is_running()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_named(place: Path) -> None:
    place.chmod(0o500)
    with pytest.raises(StationError, match="không có quyền"):
        Layout.at(place / "home")
    place.chmod(0o700)
