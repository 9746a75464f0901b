"""Keeps the desk open: watches over PostgreSQL, the web processes and the worker until it is told to stop."""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from liemchinh.station import StationError
from liemchinh.station.database import Register
from liemchinh.station.layout import HOST, Layout, Tell, cause_of

_LOOK_EVERY: Final = 0.5
_ANSWERS_WITHIN: Final = 60.0
_PORT_FREE_WITHIN: Final = 5.0
_STOP_WITHIN: Final = 6.0
_STEADY: Final = 20.0
"""A web process that ran this many seconds did not fail at its start."""
_TRIES: Final = 4
_REST: Final = 10.0
"""Seconds between two starts of a worker."""

STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Stopped(BaseException):
    """Somebody asked the desk to close."""


@contextlib.contextmanager
def until_stopped() -> Iterator[None]:
    """Run the block until it ends or a stop signal comes; what has to be undone after a signal is then left in peace.

    The handlers are set even where the parent had the signals ignored, as a shell does for what it runs behind.
    """

    def stop(_number: int, _frame: object) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise _Stopped

    before = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
    try:
        with contextlib.suppress(_Stopped):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def only_desk(layout: Layout, address: str) -> Iterator[None]:
    """Be the one process that serves this folder. Raises StationError, naming the address of the one that does."""
    with layout.desk_lock.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise StationError(f"Bàn làm việc của thư mục {layout.home} đang mở tại {lock.read().strip()}.") from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield


def wait_for_port(port: int) -> None:
    """Wait until the port is free: the web processes of a killed desk leave it within a moment. Raises StationError."""
    limit = time.monotonic() + _PORT_FREE_WITHIN
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
                return
            except PermissionError as error:
                raise StationError(f"Không được mở cổng {port}: {cause_of(error)}.") from error
            except OSError as error:
                if time.monotonic() > limit:
                    raise StationError(
                        f"Cổng {port} đang có chương trình khác dùng. "
                        f"Làm được: chọn cổng khác, ví dụ LIEMCHINH_PORT={port % 65535 + 1} make run."
                    ) from error
        time.sleep(0.05)


class Desk:
    """The web processes of one installation, seen from the process that watches them."""

    def __init__(self, layout: Layout, port: int) -> None:
        self._layout = layout
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0
        self._failures = 0

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the desk."""
        return f"http://{HOST}:{self._port}/"

    def open(self) -> None:
        """Start the web processes and wait until they answer. Raises StationError when they do not."""
        wait_for_port(self._port)
        self._began = time.monotonic()
        with self._layout.desk_log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "liemchinh.station.desk", str(self._port), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C must reach the watching process alone: it closes the desk before the database.
                start_new_session=True,
            )
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() - self._began > _ANSWERS_WITHIN:
                self.close()
                raise StationError(f"Bàn làm việc không mở được. Nhật ký: {self._layout.desk_log}")
            time.sleep(0.03)

    def look_after(self, tell: Tell) -> None:
        """Open the desk again when its processes have ended. Raises StationError when they end again and again."""
        if self._process is None or self._process.poll() is None:
            return
        self._failures = 1 if time.monotonic() - self._began > _STEADY else self._failures + 1
        if self._failures > _TRIES:
            raise StationError(f"Bàn làm việc cứ mở lại dừng. Nhật ký: {self._layout.desk_log}")
        tell("Tiến trình web đã dừng; mở lại.")
        self.open()

    def close(self) -> None:
        """End the web processes; the requests that they are answering are finished first, for two seconds at most."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return False
        else:
            return True
        finally:
            connection.close()


class Worker:
    """The process that does the jobs. The desk stays open without it, so its end is told, not fatal."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0

    def open(self) -> None:
        """Start it; nobody waits until it works."""
        self._began = time.monotonic()
        with self._layout.desk_log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "liemchinh.station.worker", str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def look_after(self, tell: Tell) -> None:
        """Start it again when it has ended, after a rest."""
        if self._process is None or self._process.poll() is None or time.monotonic() - self._began < _REST:
            return
        tell("Tiến trình làm việc nền đã dừng; mở lại.")
        self.open()

    def close(self) -> None:
        """End it at once: what it is at is taken up again by the next."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()


class Watched(Protocol):
    """A part of the installation that is opened again when it ends."""

    def look_after(self, tell: Tell) -> None: ...


def watch(register: Register, parts: Sequence[Watched], tell: Tell) -> None:
    """Keep PostgreSQL and the parts running until a signal comes. Raises StationError when one of them cannot be."""
    while True:
        time.sleep(_LOOK_EVERY)
        server = register.server
        if server is not None and not server.is_running():
            tell("PostgreSQL đã dừng; khởi động lại.")
            server.revive()
        for part in parts:
            part.look_after(tell)
