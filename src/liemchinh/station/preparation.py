"""Brings the database to what this program expects: tables, guard, derived rows, reference data."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import psycopg
from django.core.management import call_command
from django.db import connections

from liemchinh import demo
from liemchinh.directory import reference
from liemchinh.ledger import criteria, derived, schema
from liemchinh.station.database import Register
from liemchinh.station.layout import Layout, Tell, write_private
from liemchinh.web.messages import compile_catalogues

_ONE_AT_A_TIME: Final = 0x4C43
"""The advisory lock under which a database is brought into shape."""

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_STRUCTURE: Final = (
    "directory",
    "ledger/migrations",
    "ledger/guard.sql",
    "ledger/criteria.py",
    "figures/migrations",
    "reports/migrations",
    "web/migrations",
)
_DERIVED: Final = ("kernel", "law", "ledger")
"""The places on whose text the derived rows depend."""
_STATIC: Final = ("web/static",)

_STATE_TABLE: Final = "CREATE TABLE IF NOT EXISTS station_state (part text PRIMARY KEY, digest text NOT NULL)"


def fingerprint(places: Iterable[str], *distributions: str) -> str:
    """One digest over the files of some places in the package and the versions of some distributions."""
    digest = hashlib.sha256()
    for place in places:
        root = _PACKAGE / place
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(_PACKAGE)}\0".encode() + file.read_bytes())
    for name in distributions:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.hexdigest()


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    """Let this thread's work on the database be done by the owner's role instead of the desk's."""
    desk = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = desk


@contextlib.contextmanager
def pointed_at(dbname: str) -> Iterator[None]:
    """Let Django work on another database of the same server. No thread may be at work on the usual one."""
    usual = {alias: connections.settings[alias]["NAME"] for alias in ("default", "owner")}
    connections.close_all()
    try:
        for alias in usual:
            connections.settings[alias]["NAME"] = dbname
        yield
    finally:
        connections.close_all()
        for alias, name in usual.items():
            connections.settings[alias]["NAME"] = name


def prepare(register: Register, tell: Tell, *, dbname: str = "") -> None:
    """Migrate, lay the guard, load the reference data and rebuild what is derived, as far as something changed.

    `dbname` names the database when Django is pointed at another than the usual one. Two processes that come at once do
    it one after the other, and the second finds nothing to do.
    """
    wanted = {
        "structure": fingerprint(_STRUCTURE, "django", "django-axes", "procrastinate"),
        "derived": fingerprint(_DERIVED),
    }
    with register.connect(dbname=dbname) as connection:
        if _state(connection) == wanted:
            return
        connection.execute("SELECT pg_advisory_lock(%s)", (_ONE_AT_A_TIME,))
        found = _state(connection)
        try:
            if found.get("structure") != wanted["structure"]:
                tell("Đưa các bảng về đúng phiên bản này.")
                call_command("migrate", database="owner", verbosity=0, interactive=False)
                schema.guard() if "derived" in found else schema.apply()
                with as_owner():
                    reference.load()
                    criteria.load()
            if found.get("derived") != wanted["derived"]:
                tell("Tính lại các bảng suy ra từ sổ.")
                schema.apply()
                with as_owner():
                    derived.rebuild()
        finally:
            connections.close_all()
        connection.execute(_STATE_TABLE)
        connection.cursor().executemany(
            "INSERT INTO station_state VALUES (%s, %s) ON CONFLICT (part) DO UPDATE SET digest = excluded.digest",
            list(wanted.items()),
        )


def load_demonstration(register: Register, tell: Tell, *, now: datetime) -> None:
    """Fill a register in which nobody has done anything yet with the demonstration: all of it or nothing."""
    with register.connect() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (_ONE_AT_A_TIME,))
        untouched = connection.execute(
            "SELECT position = 0 AND NOT EXISTS (SELECT FROM directory_officer) FROM ledger_head"
        ).fetchone()
        if untouched == (True,):
            tell("Nạp dữ liệu minh họa.")
            demo.load(now=now)
            connections.close_all()


def lay_out_static(layout: Layout, tell: Tell) -> None:
    """Make what the pages need besides the database, as far as something changed.

    Static files are copied to where they are served, compressed and named by their content; message catalogues are
    compiled beside their sources. Raises OSError.
    """
    compile_catalogues()
    mark = layout.home / "static.digest"
    wanted = fingerprint(_STATIC, "django-htmx", "whitenoise")
    if mark.exists() and mark.read_text(encoding="ascii") == wanted and layout.static.is_dir():
        return
    tell("Chép tệp tĩnh của bàn làm việc.")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    write_private(mark, wanted.encode())


def _state(connection: psycopg.Connection[tuple[Any, ...]]) -> dict[str, str]:
    if connection.execute("SELECT to_regclass('public.station_state')").fetchone() == (None,):
        return {}
    return dict(connection.execute("SELECT part, digest FROM station_state").fetchall())
