"""The worker: does what is asked, dies with the desk, and what a killed one was at is done by the next."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.pq import Ping
from tests.files import papers

from installation import PROGRAM, Installation, until

ASK = """
import django; django.setup()
import sys
from django.utils import timezone
from liemchinh.directory import access
from liemchinh.directory.models import Committee, Officer
from liemchinh.ledger import documents
with access.entered(access.HOUSE):
    officer, _new = Officer.objects.get_or_create(username="can-bo", defaults={"name": "Ông A.", "password": "!"})
    content, son_la = sys.stdin.buffer.read(), Committee.objects.get(code="son-la")
    paper = documents.take(committee=son_la, name="quet.tif", content=content, officer=officer, now=timezone.now())
print(paper.pk)
"""
NUMBERS = itertools.count(1)
WORKER = r"liemchinh\.station\.worker"


def slow_tesseract(place: Path) -> None:
    """A program that takes its time for each page and writes down that it began."""
    made = place / "tesseract"
    made.write_text(
        "#!/bin/sh\n"
        'case "$1" in --list-langs) echo vie;; --version) echo tesseract 5.0;;\n'
        f"*) echo x >> {place}/begun; sleep 0.4; cat > /dev/null; echo trang;; esac\n",
        encoding="ascii",
    )
    made.chmod(0o755)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the program that stands for Tesseract lies."""
    made = tmp_path_factory.mktemp("program")
    slow_tesseract(made)
    return made


@pytest.fixture(scope="module")
def installation(place: Path) -> Iterator[Installation]:
    made = Installation(LIEMCHINH_DEMO="0", PATH=f"{place}:{os.environ['PATH']}")
    yield made
    made.remove()


@pytest.fixture
def home(installation: Installation) -> Iterator[Installation]:
    """An open desk whose recognition is a program of the test's own."""
    installation.open()
    yield installation
    if installation.processes("liemchinh serve"):
        installation.close()


def ask(home: Installation, pages: int) -> int:
    """Receive a scan of so many pages; its number."""
    small = [papers.sheet_of_paper((f"{next(NUMBERS)}",)).resize((120, 80)) for _page in range(pages)]
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env=home.environment | {"DJANGO_SETTINGS_MODULE": "liemchinh.settings"},
        input=papers.picture("TIFF", *small),
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    return int(asked.stdout)


def one(home: Installation, statement: str, *values: object) -> object:
    with home.register.connect() as connection:
        found = connection.execute(statement, values).fetchone()
    return found[0] if found else None


def recognised(home: Installation, scan: int) -> object:
    return one(home, "SELECT pages FROM ledger_documenttext WHERE document_id = %s", scan)


def pages_so_far(home: Installation, scan: int) -> int:
    return int(str(one(home, "SELECT count(*) FROM derived.recognised_page WHERE document_id = %s", scan)))


def test_what_the_desk_asks_for_is_done_behind_it(home: Installation) -> None:
    scan = ask(home, 2)
    until(lambda: recognised(home, scan) == 2, "the scan is recognised", 40)
    until(lambda: one(home, "SELECT count(*) FROM procrastinate_jobs") == 0, "the job leaves the queue")
    assert one(home, "SELECT text FROM ledger_documenttext WHERE document_id = %s", scan) == "trang\ftrang"


def test_a_killed_worker_is_replaced_and_the_next_goes_on_where_it_was(home: Installation, place: Path) -> None:
    (place / "begun").write_text("", encoding="ascii")
    scan = ask(home, 6)
    until(lambda: pages_so_far(home, scan) >= 2, "two pages are done", 40)
    (killed,) = home.processes(WORKER)
    os.kill(killed, signal.SIGKILL)
    until(lambda: recognised(home, scan) == 6, "another worker finishes the scan", 60)
    begun = (place / "begun").read_text(encoding="ascii").count("x")
    assert begun <= 7, "only the page under way is done again"
    assert one(home, "SELECT count(*) FROM ledger_documenttext WHERE document_id = %s", scan) == 1


def test_the_worker_dies_with_the_desk_and_a_desk_opened_again_finishes_the_work(home: Installation) -> None:
    scan = ask(home, 5)
    until(lambda: pages_so_far(home, scan) >= 1, "a page is done", 40)
    (watcher,) = home.processes("liemchinh serve")
    os.kill(watcher, signal.SIGKILL)
    until(lambda: not home.processes(WORKER), "the worker ends")
    home.open()
    until(lambda: recognised(home, scan) == 5, "the scan is recognised", 60)


def test_after_postgresql_was_killed_the_worker_works_again(home: Installation) -> None:
    server = home.register.server
    assert server is not None
    killed = home.processes(r"bin/postgres -D")
    for number in killed:
        os.kill(number, signal.SIGKILL)
    until(lambda: server.state() is Ping.OK and not set(killed) & set(home.processes(".")), "it is up again", 30)
    scan = ask(home, 1)
    until(lambda: recognised(home, scan) == 1, "the scan is recognised", 60)


def test_closing_the_desk_does_not_wait_for_the_job_and_it_can_be_finished_by_hand(
    home: Installation, place: Path
) -> None:
    scan = ask(home, 12)
    until(lambda: pages_so_far(home, scan) >= 1, "a page is done", 40)
    assert home.close() == 0
    assert home.processes(".") == []
    program = place / "tesseract"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    refused = home.run("recognise")
    assert refused.returncode == 1
    assert "tesseract-ocr-vie" in refused.stderr
    slow_tesseract(place)
    done = home.run("recognise")
    assert done.returncode == 0, done.stderr
    assert "Đã nhận dạng 1 bản quét, 0 không mở được." in done.stdout
    assert "quet.tif: trang 12/12" in done.stderr
    assert "Đã nhận dạng 0 bản quét" in home.run("recognise").stdout


def test_a_worker_on_its_own_does_what_waits_and_ends_with_a_signal(installation: Installation) -> None:
    worker = subprocess.Popen(
        [PROGRAM, "work"], env=installation.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert worker.stdout is not None
        until(lambda: "Đang làm việc nền" in worker.stdout.readline(), "it says that it works", 40)
        scan = ask(installation, 2)
        until(lambda: recognised(installation, scan) == 2, "the scan is recognised", 40)
        worker.send_signal(signal.SIGINT)
        assert worker.wait(15) == 0
        assert installation.processes(".") == []
    finally:
        worker.kill()
