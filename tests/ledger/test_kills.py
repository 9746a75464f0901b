"""Kills under writing clients: what was acknowledged is there, whole, and the derived rows agree with it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from installation import Installation
from liemchinh.station.database import OWNER

WRITER = Path(__file__).with_name("writer.py")
ROUNDS = int(os.environ.get("LIEMCHINH_KILLS", "4"))
"""Four kills here; a long run sets LIEMCHINH_KILLS=1000."""


@pytest.fixture
def installation() -> Iterator[Installation]:
    place = Installation()
    yield place
    place.remove()


class Writer:
    """A writing client and the positions it was told."""

    def __init__(self, installation: Installation, number: str) -> None:
        self.acknowledged: list[int] = []
        self.process = subprocess.Popen(
            [sys.executable, WRITER, number],
            env=installation.environment | {"DJANGO_SETTINGS_MODULE": "liemchinh.settings"},
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.acknowledged.append(int(line))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def test_nothing_acknowledged_is_lost_and_nothing_is_half(installation: Installation) -> None:
    chance = random.Random(7)  # noqa: S311
    installation.open()
    writers = [Writer(installation, f"KT-2026-90{n}") for n in range(2)]
    for kill in range(ROUNDS):
        before = sum(len(writer.acknowledged) for writer in writers)
        limit = time.monotonic() + 30
        while sum(len(writer.acknowledged) for writer in writers) < before + 15:
            assert time.monotonic() < limit, "the writers got nowhere"
            time.sleep(0.01)
        time.sleep(chance.random() / 5)
        if kill % 2:
            writers[kill % 4 // 2].kill()
            writers.append(Writer(installation, f"KT-2026-91{kill}"))
        else:
            postgres = min(installation.processes(r"bin/postgres -D"))
            os.kill(postgres, signal.SIGKILL)
    for writer in writers:
        writer.kill()
    time.sleep(0.3)
    wanted = {position for writer in writers for position in writer.acknowledged}
    assert len(wanted) >= 15 * ROUNDS
    with installation.register.connect(OWNER) as connection:
        acts = {row[0]: row[1] for row in connection.execute("SELECT position, kind FROM ledger_act").fetchall()}
        bodies = dict(connection.execute("SELECT act_id, count(*) FROM ledger_subjectline GROUP BY 1").fetchall())
        amounts = dict(connection.execute("SELECT act_id, count(*) FROM ledger_moneyline GROUP BY 1").fetchall())
        twice = connection.execute(
            "SELECT dossier_id FROM ledger_act WHERE kind = 'inspection.check_started' GROUP BY 1 HAVING count(*) > 1"
        ).fetchall()
    assert wanted <= set(acts)
    ours = {position: kind for position, kind in acts.items() if position >= min(wanted)}
    assert all(bodies.get(position) == 5 for position, kind in ours.items() if kind == "inspection.check_started")
    assert all(amounts.get(position) == 1 for position, kind in ours.items() if kind == "assets.recovered")
    assert twice == []
    verified = installation.run("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert installation.close() == 0
