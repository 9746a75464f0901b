"""One embedded PostgreSQL for all tests, prepared by the same code as `make run`, and the desk's role to work in it.

Tests marked `django_db` see the prepared database (tables, guard, reference data, no dossier) as the desk's restricted
role and leave nothing behind. The fixture `own_database` gives a whole database to a test that must commit.
"""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

_FOLDER: Final = Path(tempfile.mkdtemp(prefix="liemchinh-tests-"))
_FOLDER.chmod(0o711)
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ.pop("DATABASE_URL", None)
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "liemchinh.settings",
    "LIEMCHINH_HOME": str(_FOLDER / "home"),
    "LIEMCHINH_WORKSHOP": "1",
}

# Where the database is has to be settled before Django is asked.
import django  # noqa: E402

django.setup()

from django.db import connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from liemchinh import settings  # noqa: E402
from liemchinh.demo import load as load_demo  # noqa: E402
from liemchinh.station.database import OWNER, Register  # noqa: E402
from liemchinh.station.preparation import pointed_at, prepare  # noqa: E402
from liemchinh.web.messages import compile_catalogues  # noqa: E402

compile_catalogues()

TEMPLATE: Final = "liemchinh_template"
_NUMBERS: Final = itertools.count(1)


@pytest.fixture(scope="session")
def register(django_db_blocker: DjangoDbBlocker) -> Iterator[Register]:
    """The tests' own register, running and prepared."""
    found = settings.REGISTER
    assert found.server is not None
    found.server.fsync = False
    with found.used():
        with django_db_blocker.unblock():
            prepare(found, lambda _step: None)
        with found.supervise() as supervisor:
            supervisor.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE {found.name} OWNER {OWNER}")
        yield found
        connections.close_all()
    shutil.rmtree(found.server.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(register: Register) -> None:
    """pytest-django's tests use the prepared database instead of making one."""


@pytest.fixture
def own_database(register: Register, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database of the test's own, as prepared; Django works in it, in every thread, and commits stay."""
    name = f"liemchinh_own_{next(_NUMBERS)}"
    with register.supervise() as supervisor:
        supervisor.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER {OWNER}")
        try:
            with django_db_blocker.unblock(), pointed_at(name):
                yield name
        finally:
            supervisor.execute(f"DROP DATABASE {name} WITH (FORCE)")


DEMO: Final = "liemchinh_demo"


@pytest.fixture(scope="session")
def demo_database(register: Register, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a database with the whole demo, loaded once. Tests read it, or make their own from it."""
    with register.supervise() as supervisor:
        supervisor.execute(f"CREATE DATABASE {DEMO} TEMPLATE {TEMPLATE} OWNER {OWNER}")
    with django_db_blocker.unblock(), pointed_at(DEMO):
        load_demo(now=timezone.now())
    return DEMO


@pytest.fixture
def demo(demo_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Work in the demo's database; whatever is written is rolled back."""
    with django_db_blocker.unblock(), pointed_at(demo_database), transaction.atomic():
        yield demo_database
        transaction.set_rollback(True)


@pytest.fixture
def own_demo(register: Register, demo_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy of the demo's database in which commits stay, for tests that serve it or kill what writes to it."""
    name = f"liemchinh_own_{next(_NUMBERS)}"
    with register.supervise() as supervisor:
        supervisor.execute(f"CREATE DATABASE {name} TEMPLATE {demo_database} OWNER {OWNER}")
        try:
            with django_db_blocker.unblock(), pointed_at(name):
                yield name
        finally:
            supervisor.execute(f"DROP DATABASE {name} WITH (FORCE)")
