"""A backup brings everything back, and one that would not is refused before anything is touched."""

from __future__ import annotations

import json
import random
import stat
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from installation import Installation, leave_a_mark, marks, until
from liemchinh.station import StationError, archive, backup
from liemchinh.station.archive import Manifest

NOW = datetime(2026, 7, 1, 8, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def home() -> Iterator[Installation]:
    """An installation without the demonstration."""
    installation = Installation(LIEMCHINH_DEMO="0")
    assert installation.run("setup").returncode == 0
    yield installation
    installation.remove()


@pytest.fixture(scope="module")
def saved(home: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it, taken while it held one mark."""
    target = tmp_path_factory.mktemp("backups") / "saved.zip"
    with home.register.used():
        leave_a_mark(home.register, "before")
    done = home.run("backup", target)
    assert done.returncode == 0, done.stderr
    return target


def test_only_its_owner_reads_a_backup(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert [file.name for file in saved.parent.iterdir()] == [saved.name]


def test_a_backup_says_what_is_in_it(saved: Path) -> None:
    manifest = archive.read(saved)
    assert manifest.rows["public.mark"] == 1
    assert "ledger.0001_first" in manifest.migrations
    with zipfile.ZipFile(saved) as opened:
        assert opened.testzip() is None
        assert set(opened.namelist()) == {archive.MANIFEST, archive.DATABASE}


def test_sessions_and_keys_are_not_in_a_backup(home: Installation, saved: Path) -> None:
    assert not any("session" in table for table in archive.read(saved).rows)
    assert (home.home / "secret.key").read_bytes().strip() not in saved.read_bytes()


def test_a_backup_is_never_written_over_another(home: Installation, saved: Path) -> None:
    before = saved.read_bytes()
    refused = home.run("backup", saved)
    assert refused.returncode == 1
    assert "không ghi đè" in refused.stderr
    assert saved.read_bytes() == before


def test_a_backup_that_cannot_be_written_leaves_nothing(home: Installation, tmp_path: Path) -> None:
    refused = home.run("backup", tmp_path / "nowhere" / "saved.zip")
    assert refused.returncode == 1
    assert "Chưa sao lưu được" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_while_the_desk_serves_a_backup_takes_the_place_of_what_was_done_since(home: Installation, saved: Path) -> None:
    home.open()
    try:
        leave_a_mark(home.register, "since")
        done = home.run("restore", saved)
        assert done.returncode == 0, done.stderr
        assert marks(home.register) == ["before"]
        until(lambda: 200 <= home.status() < 500, "the desk answers on the restored register")
        with home.register.supervise() as supervisor:
            names = supervisor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'liemchinh%'").fetchall()
        assert names == [("liemchinh",)]
    finally:
        home.close()
    assert home.run("verify").returncode == 0


def test_a_backup_comes_back_in_a_new_place(saved: Path) -> None:
    new = Installation(LIEMCHINH_DEMO="0")
    try:
        done = new.run("restore", saved)
        assert done.returncode == 0, done.stderr
        with new.register.used():
            assert marks(new.register) == ["before"]
        assert new.run("verify").returncode == 0
    finally:
        new.remove()


def test_every_changed_byte_and_every_cut_is_found(saved: Path, tmp_path: Path) -> None:
    whole, copy, chance = saved.read_bytes(), tmp_path / "copy.zip", random.Random(8)  # noqa: S311
    for _ in range(60):
        place = chance.randrange(len(whole))
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        with pytest.raises(StationError, match="không phải bản sao lưu nguyên vẹn"):
            archive.read(copy)
        copy.write_bytes(whole[:place])
        with pytest.raises(StationError, match="không phải bản sao lưu nguyên vẹn"):
            archive.read(copy)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"an ordinary file\n" * 50], ids=["empty", "torn", "other"])
def test_a_file_that_is_no_backup_is_refused(home: Installation, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "given").write_bytes(content)
    refused = home.run("restore", tmp_path / "given")
    assert refused.returncode == 1
    assert "không phải bản sao lưu nguyên vẹn" in refused.stderr
    assert "Traceback" not in refused.stderr


def _rewritten(saved: Path, target: Path, **changed: object) -> Path:
    """The same backup, whole by its digests, with another manifest."""
    with zipfile.ZipFile(saved) as opened:
        fields = json.loads(opened.read(archive.MANIFEST)) | changed
        dump = target.with_suffix(".dump")
        dump.write_bytes(opened.read(archive.DATABASE))
    archive.write(target, Manifest(**fields), {archive.DATABASE: dump})
    return target


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": archive.FORMAT + 1, "program": "9.9"}, "chương trình mới hơn (9.9)"),
        ({"migrations": ["ledger.0001_first", "ledger.9999_later"]}, "chương trình mới hơn"),
        ({"position": 77}, "không đủ dòng"),
        ({"rows": {"public.mark": 2}}, "public.mark"),
    ],
    ids=["newer form", "newer tables", "another position", "rows missing"],
)
def test_a_backup_that_does_not_fit_leaves_the_register_as_it_is(
    home: Installation, saved: Path, tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    with home.register.used():
        before = marks(home.register)
        refused = home.run("restore", _rewritten(saved, tmp_path / "odd.zip", **changed))
        assert refused.returncode == 1
        assert said in refused.stderr
        assert marks(home.register) == before


def test_a_restore_killed_just_before_its_swap_leaves_a_register_that_opens(home: Installation) -> None:
    with home.register.used(), home.register.supervise() as supervisor:
        supervisor.execute("ALTER DATABASE liemchinh ALLOW_CONNECTIONS false")
        supervisor.execute("CREATE DATABASE liemchinh_restoring")
    assert home.run("verify").returncode == 0


def test_a_full_disk_is_said(home: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = tmp_path / "pg_dump"
    full.write_text("#!/bin/sh\necho 'pg_dump: error: could not write: No space left on device' >&2\nexit 1\n")
    full.chmod(0o755)
    with home.register.used() as register:
        monkeypatch.setattr(type(register), "program", lambda _self, _name: full)
        with pytest.raises(StationError, match="ổ đĩa đã đầy"):
            backup.back_up(register, tmp_path / "saved.zip", now=NOW)
    assert not (tmp_path / "saved.zip").exists()
