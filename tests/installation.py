"""A whole installation for a test: its own folder, its own PostgreSQL, its own desk, run as an officer runs it."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from liemchinh.station.database import OWNER, Register
from liemchinh.station.layout import Layout

PROGRAM: Final = Path(sys.executable).with_name("liemchinh")
_PATIENCE: Final = 90.0


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(condition: object, what: str, patience: float = 15.0) -> None:
    """Wait until `condition()` holds; fail, naming `what`, when it does not."""
    assert callable(condition)
    limit = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < limit, f"waited {patience:g} s in vain: {what}"
        time.sleep(0.02)


class Installation:
    """The folder, and the desk when it is open. `settings` are added to the environment."""

    def __init__(self, **settings: str) -> None:
        self._place = Path(tempfile.mkdtemp(prefix="liemchinh-home-"))
        self._place.chmod(0o711)
        self.home = self._place / "home"
        self.port = free_port()
        self._settings = settings
        self._desk: subprocess.Popen[str] | None = None
        self.said: list[str] = []

    @property
    def url(self) -> str:
        """Where the desk answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What a command of this installation is run with."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {"LIEMCHINH_HOME": str(self.home), "LIEMCHINH_PORT": str(self.port)} | self._settings

    @property
    def register(self) -> Register:
        """The register, for looking at it directly while something keeps it running."""
        return Register(Layout.at(self.home), self._settings.get("DATABASE_URL", ""))

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [PROGRAM, *arguments], env=self.environment, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )

    def open(self) -> float:
        """Open the desk; returns the seconds until it said its address."""
        began = time.monotonic()
        self.said.clear()
        self._desk = desk = subprocess.Popen(
            [PROGRAM, "serve"], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        opened = threading.Event()

        def listen() -> None:
            assert desk.stdout is not None
            for line in desk.stdout:
                self.said.append(line.rstrip())
                if self.url in line:
                    opened.set()
            opened.set()

        threading.Thread(target=listen, daemon=True).start()
        assert opened.wait(_PATIENCE)
        assert desk.poll() is None, "\n".join(self.said)
        return time.monotonic() - began

    def close(self, how: signal.Signals = signal.SIGINT) -> int:
        """End the desk with a signal; returns its exit status."""
        assert self._desk is not None
        self._desk.send_signal(how)
        status = self._desk.wait(15)
        self._desk = None
        return status

    def status(self, path: str = "/") -> int:
        """The status of one answer; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def processes(self, pattern: str) -> list[int]:
        """The living processes of this installation whose command line matches."""
        found = []
        for place in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if place.name.isdigit():
                    words = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                    ours = f"LIEMCHINH_HOME={self.home}".encode() in (place / "environ").read_bytes().split(b"\0")
                    if (ours or str(self.home) in words) and re.search(pattern, words):
                        found.append(int(place.name))
        return found

    def remove(self) -> None:
        """End whatever is left of it and remove its folder."""
        with contextlib.suppress(ProcessLookupError):
            if self._desk is not None:
                self._desk.kill()
        for number in self.processes(r"bin/postgres -D|station\.desk|liemchinh serve"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGQUIT)
        server = Layout(self.home).server
        until(lambda: not self.processes("."), "the installation's processes end")
        shutil.rmtree(server, ignore_errors=True)
        shutil.rmtree(self._place, ignore_errors=True)


def leave_a_mark(register: Register, text: str) -> None:
    """Commit something that must still be there afterwards."""
    with register.connect(OWNER) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS public.mark (said text)")
        connection.execute("INSERT INTO public.mark VALUES (%s)", (text,))


def marks(register: Register) -> list[str]:
    """What `leave_a_mark` left."""
    with register.connect(OWNER) as connection:
        return [said for (said,) in connection.execute("SELECT said FROM public.mark ORDER BY said")]
