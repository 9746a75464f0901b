"""What the daily pages cost at two sizes of the register: through the whole program, as two officers, one client and
eight at once. Both registers run side by side and are asked in turn, so that whatever else the machine does meets both.

.venv/bin/python bench/lists.py [DOSSIERS DOSSIERS]      default: 10000 1000000
LIEMCHINH_BENCH=FOLDER keeps the registers in FOLDER/DOSSIERS for the next time; LIEMCHINH_BENCH_RUNS=100 requests;
LIEMCHINH_BENCH_PORT=8108 the first of two ports.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

RUNS = int(os.environ.get("LIEMCHINH_BENCH_RUNS", "100"))
ROUNDS = 5
PORT = int(os.environ.get("LIEMCHINH_BENCH_PORT", "8108"))
OFFICERS = {"son-la.hanh": "specialist of one province", "trung-uong.son": "the centre, whole country"}


class Register:
    """A register of one size, in a process of its own (bench/asked.py)."""

    def __init__(self, dossiers: int, port: int) -> None:
        kept = os.environ.get("LIEMCHINH_BENCH", "")
        home = {"LIEMCHINH_BENCH": f"{kept}/{dossiers}"} if kept else {}
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, str(Path(__file__).with_name("asked.py")), str(dossiers), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **home},
        )

    def ask(self, **what: Any) -> Any:
        """One question and its answer."""
        if self.process.stdin is None or self.process.stdout is None:
            raise SystemExit("no register")
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("a register has died")
        return json.loads(answer)

    def close(self) -> None:
        """Let it end by itself."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait()


def _of(times: Iterable[float]) -> tuple[float, float]:
    """Median and 99th of a hundred, in ms."""
    ordered = sorted(1000 * one for one in times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def main(sizes: list[int], *, what: str = "pages") -> None:
    """Ask both registers for every page in turn."""
    registers = {size: Register(size, PORT + number) for number, size in enumerate(sizes)}
    for register in registers.values():
        machine = register.ask(ask="ready")
    print(machine)
    for username, who in OFFICERS.items():
        pages = {size: register.ask(ask="pages", officer=username, what=what) for size, register in registers.items()}
        for clients in (1, 8):
            print(f"\n{who}; {'one client' if clients == 1 else 'eight clients'}; ms, median / 99th of a hundred")
            print(f"{'':36}{''.join(f'{size:>18,}' for size in sizes)}{'ratio':>8}")
            for name in pages[sizes[0]]:
                times: dict[int, list[float]] = {size: [] for size in sizes}
                for _ in range(ROUNDS):
                    for size, register in registers.items():
                        times[size] += register.ask(
                            ask="page", address=pages[size][name], clients=clients, runs=max(RUNS // ROUNDS, 1)
                        )
                cells = [_of(times[size]) for size in sizes]
                row = "".join(f"{middle:10.1f} /{high:6.0f}" for middle, high in cells)
                lines = [register.ask(ask="lines", address=pages[size][name]) for size, register in registers.items()]
                fewer = "" if len(set(lines)) == 1 else f"   lines shown: {', '.join(map(str, lines))}"
                print(f"{name:36}{row}{cells[-1][0] / cells[0][0]:8.2f}{fewer}", flush=True)
    for register in registers.values():
        register.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 1_000_000])
