"""Backing up and restoring the whole register, while the desk serves.

Sessions are left out: whoever was signed out since must not come back in with a restored register. The key that signs
them is left out too, so that a stolen backup opens no door of a running desk.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

import psycopg
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from liemchinh import __version__
from liemchinh.directory import access
from liemchinh.ledger import derived
from liemchinh.station import StationError, archive
from liemchinh.station.database import Register
from liemchinh.station.layout import Tell, cause_of
from liemchinh.station.preparation import pointed_at, prepare

_SESSIONS: Final = "directory_session"
_BESIDE: Final = "_restoring"
_BEFORE: Final = "_before"


def back_up(register: Register, target: Path, *, now: datetime) -> archive.Manifest:
    """Write everything that the register holds at one moment into `target`.

    Raises StationError, and then leaves no file: when `target` is there already, or cannot be written.
    """
    if target.exists():
        raise StationError(f"Tệp {target} đã có; không ghi đè bản sao lưu. Làm được: đặt tên khác.")
    try:
        with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".liemchinh-") as folder:
            dump = Path(folder) / archive.DATABASE
            with register.connect() as connection, connection.transaction():
                connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
                _run(
                    register,
                    "pg_dump",
                    *("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"),
                    *(f"--exclude-table-data={_SESSIONS}", f"--file={dump}"),
                    f"--dbname={register.conninfo()}",
                )
                manifest = archive.Manifest(
                    format=archive.FORMAT,
                    program=__version__,
                    created=now.isoformat(timespec="seconds"),
                    postgresql=connection.info.server_version,
                    migrations=tuple(
                        f"{app}.{name}"
                        for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY id")
                    ),
                    position=_position(connection),
                    rows=_rows(connection),
                    sha256={archive.DATABASE: archive.sha256_of(dump)},
                )
            archive.write(target, manifest, {archive.DATABASE: dump})
    except OSError as error:
        raise StationError(f"Chưa sao lưu được vào {target}: {cause_of(error)}.") from error
    return manifest


def restore(register: Register, source: Path, tell: Tell) -> archive.Manifest:
    """Put the register of a backup in the place of the present one, once it has been proved whole beside it.

    Raises StationError when anything about it is wrong; the present register then stays as it is.
    """
    manifest = archive.read(source)
    unknown = set(manifest.migrations) - {
        f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    }
    if unknown:
        raise StationError(
            f"Bản sao lưu {source} do chương trình mới hơn ({manifest.program}) tạo ra; bản này chưa đọc được. "
            "Làm được: cập nhật chương trình rồi khôi phục."
        )
    beside = register.name + _BESIDE
    with register.supervise() as supervisor:
        _drop(supervisor, beside)
        register.found_database(supervisor, beside)
        try:
            tell("Nạp bản sao lưu bên cạnh sổ hiện tại.")
            with archive.opened(source, archive.DATABASE) as dump:
                _run(
                    register,
                    "pg_restore",
                    *("--no-owner", "--no-privileges", "--exit-on-error"),
                    f"--dbname={register.conninfo(dbname=beside)}",
                    stdin=dump,
                )
            tell("Kiểm tra bản vừa nạp.")
            _prove(register, beside, manifest, tell)
            _swap(supervisor, register.name, beside)
        finally:
            _drop(supervisor, beside)
        _drop(supervisor, register.name + _BEFORE)
    return manifest


def _prove(register: Register, beside: str, manifest: archive.Manifest, tell: Tell) -> None:
    with register.connect(dbname=beside) as connection:
        found = _rows(connection)
        if found != manifest.rows or _position(connection) != manifest.position:
            wrong = sorted(name for name in found.keys() | manifest.rows if found.get(name) != manifest.rows.get(name))
            raise StationError(f"Bản vừa nạp không đủ dòng ở: {', '.join(wrong) or 'đầu sổ'}. Chưa thay sổ hiện tại.")
        # Rights are not in the dump: laying the guard again gives the desk's role what this program grants it.
        connection.execute("DELETE FROM station_state WHERE part = 'structure'")
    with pointed_at(beside):
        prepare(register, tell, dbname=beside)
        with access.entered(access.HOUSE):
            differences = derived.verify()
    if differences:
        raise StationError(
            f"Bản vừa nạp có {len(differences)} dòng suy ra không khớp với sổ của nó. Chưa thay sổ hiện tại."
        )


def _swap(supervisor: psycopg.Connection[tuple[Any, ...]], name: str, beside: str) -> None:
    """Rename both databases in one transaction; nobody can come in between."""
    _drop(supervisor, name + _BEFORE)
    present = supervisor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
    try:
        if present:
            supervisor.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
        _empty(supervisor, name, beside)
        with supervisor.transaction():
            if present:
                _rename(supervisor, name, name + _BEFORE)
            _rename(supervisor, beside, name)
    except psycopg.Error as error:
        if present:
            supervisor.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(name)))
        raise StationError(f"Chưa thay được sổ hiện tại: {error}") from error


def _empty(supervisor: psycopg.Connection[tuple[Any, ...]], *names: str) -> None:
    """End every connection to the databases, and wait until they are gone."""
    supervisor.execute(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = ANY(%s)", (list(names),)
    )


def _rename(supervisor: psycopg.Connection[tuple[Any, ...]], old: str, new: str) -> None:
    supervisor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new)))


def _drop(supervisor: psycopg.Connection[tuple[Any, ...]], name: str) -> None:
    supervisor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _rows(connection: psycopg.Connection[tuple[Any, ...]]) -> dict[str, int]:
    tables = connection.execute(
        "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
        " AND table_schema IN ('public', 'derived') AND table_name <> %s ORDER BY 1, 2",
        (_SESSIONS,),
    ).fetchall()
    counts: dict[str, int] = {}
    for schema, name in tables:
        counted = connection.execute(sql.SQL("SELECT count(*) FROM {}.{}").format(*map(sql.Identifier, (schema, name))))
        counts[f"{schema}.{name}"] = (counted.fetchone() or (0,))[0]
    return counts


def _position(connection: psycopg.Connection[tuple[Any, ...]]) -> int:
    found = connection.execute("SELECT position FROM ledger_head").fetchone()
    return int(found[0]) if found else 0


def _run(register: Register, program: str, *arguments: str, stdin: IO[bytes] | None = None) -> None:
    """Run one of PostgreSQL's programs. Raises StationError with what it said."""
    with subprocess.Popen(  # noqa: S603 - PostgreSQL's own program
        [str(register.program(program)), *arguments],
        stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        if stdin is not None and process.stdin is not None:
            try:
                shutil.copyfileobj(stdin, process.stdin, 1 << 20)
                process.stdin.close()
            except BrokenPipeError:
                pass
        said = process.stderr.read().decode(errors="replace").strip() if process.stderr is not None else ""
    if process.returncode:
        if "No space left on device" in said:
            raise StationError("Chưa làm được: ổ đĩa đã đầy.")
        raise StationError(f"{program} không làm được:\n{said}")
