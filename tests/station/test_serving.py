"""The desk opens, opens again, closes, and survives the death of any of its processes."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator

import pytest
from psycopg.pq import Ping

from installation import Installation, leave_a_mark, marks, until


@pytest.fixture(scope="module")
def home() -> Iterator[Installation]:
    """An installation that has been opened once before."""
    installation = Installation(LIEMCHINH_DEMO="0")
    installation.open()
    assert installation.close() == 0
    yield installation
    installation.remove()


@pytest.fixture
def open_desk(home: Installation) -> Iterator[Installation]:
    """The same installation, with its desk open."""
    home.open()
    yield home
    if home.processes("liemchinh serve"):
        home.close()


def _answers(home: Installation) -> bool:
    return 200 <= home.status() < 500


def _database_answers(home: Installation) -> bool:
    server = home.register.server
    return server is not None and server.state() is Ping.OK


def test_opened_again_the_desk_answers_within_five_seconds(home: Installation) -> None:
    assert home.open() < 5
    assert _answers(home)
    home.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_every_process(home: Installation, how: signal.Signals) -> None:
    home.open()
    assert home.close(how) == 0
    assert home.processes(".") == []


@pytest.mark.parametrize(
    "victim",
    [r"bin/postgres -D", r"liemchinh\.station\.desk"],
    ids=["postgresql", "web processes"],
)
def test_the_desk_heals_when_a_part_of_it_is_killed(open_desk: Installation, victim: str) -> None:
    leave_a_mark(open_desk.register, victim)
    killed = open_desk.processes(victim)
    for number in killed:
        os.kill(number, signal.SIGKILL)

    def healed() -> bool:
        living = set(open_desk.processes(victim))
        return bool(living) and living.isdisjoint(killed) and _database_answers(open_desk) and _answers(open_desk)

    until(healed, "the desk answers again", 30)
    assert victim in marks(open_desk.register)


@pytest.mark.parametrize(
    "victim",
    [r"liemchinh serve", r"liemchinh serve|liemchinh\.station\.desk", r"."],
    ids=["the watching process", "all of the desk", "everything at once"],
)
def test_after_a_kill_the_desk_opens_again_and_nothing_is_lost(open_desk: Installation, victim: str) -> None:
    leave_a_mark(open_desk.register, victim)
    for number in open_desk.processes(victim):
        os.kill(number, signal.SIGKILL)
    open_desk.open()
    assert _answers(open_desk)
    assert victim in marks(open_desk.register)
    assert open_desk.close() == 0
    assert open_desk.processes(".") == []


def test_the_web_processes_end_with_the_process_that_watches_them(open_desk: Installation) -> None:
    (watcher,) = open_desk.processes("liemchinh serve")
    os.kill(watcher, signal.SIGKILL)
    until(lambda: not open_desk.processes(r"liemchinh\.station\.desk"), "the web processes end")
    assert not _answers(open_desk)


def test_a_second_desk_in_the_same_folder_names_the_first(open_desk: Installation) -> None:
    refused = open_desk.run("serve")
    assert refused.returncode == 1
    assert open_desk.url in refused.stderr
    assert _answers(open_desk)


def test_a_taken_port_is_said_with_a_way_out(home: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", home.port))
        other.listen()
        refused = home.run("serve")
    assert refused.returncode == 1
    assert f"Cổng {home.port}" in refused.stderr
    assert "LIEMCHINH_PORT=" in refused.stderr


def test_a_command_uses_the_open_desk_s_database_and_leaves_it_running(open_desk: Installation) -> None:
    before = open_desk.processes(r"bin/postgres -D")
    assert open_desk.run("setup").returncode == 0
    assert open_desk.processes(r"bin/postgres -D") == before
    assert _answers(open_desk)


def test_two_installations_work_beside_each_other(open_desk: Installation) -> None:
    other = Installation(LIEMCHINH_DEMO="0")
    try:
        other.open()
        leave_a_mark(other.register, "only here")
        leave_a_mark(open_desk.register, "only there")
        assert _answers(other)
        assert _answers(open_desk)
        assert marks(other.register) == ["only here"]
        assert "only here" not in marks(open_desk.register)
        other.close()
        assert _answers(open_desk)
    finally:
        other.remove()
