"""The register's database, in the embedded PostgreSQL or in one that the office already runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from liemchinh.station import StationError
from liemchinh.station.layout import Layout
from liemchinh.station.postgres import PORT, SUPERUSER, Server, wheel_programs

OWNER: Final = "liemchinh_owner"
"""The role that owns the tables: it migrates, rebuilds and restores, and serves no page."""
DESK: Final = "liemchinh_app"
"""The role of the desk: it holds what ledger/guard.sql grants, which is SELECT and INSERT on facts."""
NAME: Final = "liemchinh"

OLDEST: Final = 15
_SESSION: Final = "-c search_path=public,derived -c timezone=UTC"


class Register:
    """Where the register's database is and how to reach it. `url` is DATABASE_URL, empty for the embedded server."""

    def __init__(self, layout: Layout, url: str = "", *, fsync: bool = True) -> None:
        self.server = None if url else Server(layout, fsync=fsync)
        try:
            self._given: dict[str, Any] = conninfo_to_dict(url) if url else {}
        except psycopg.ProgrammingError as error:
            raise StationError(f"DATABASE_URL không đọc được: {error}") from error

    @property
    def name(self) -> str:
        """The name of the database that is in use."""
        return str(self._given.get("dbname") or NAME)

    @contextlib.contextmanager
    def used(self) -> Iterator[Register]:
        """The register's database, reachable and with its roles, for as long as the block runs.

        The embedded server is started when needed and stopped when nobody else uses it. Raises StationError.
        """
        with contextlib.ExitStack() as stack:
            if self.server is not None:
                stack.enter_context(self.server.used())
                self._found_embedded()
            else:
                self._found_given()
            yield self

    def connect(self, role: str = OWNER, *, dbname: str = "") -> psycopg.Connection[tuple[Any, ...]]:
        """A connection in autocommit mode, as `role` (OWNER or DESK). Raises psycopg.OperationalError."""
        return psycopg.connect(self.conninfo(role, dbname=dbname), autocommit=True)

    def supervise(self, *, dbname: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        """A connection that may create and rename databases and end other connections.

        In an office's own PostgreSQL that is the user of DATABASE_URL, if it was given the right.
        """
        if self.server is not None:
            return psycopg.connect(self.server.conninfo(user=SUPERUSER, dbname=dbname), autocommit=True)
        return psycopg.connect(make_conninfo(**(self._given | {"dbname": dbname})), autocommit=True)

    def conninfo(self, role: str = OWNER, *, dbname: str = "") -> str:
        """How libpq reaches the database as `role`."""
        session = _session_of(role, given=bool(self._given))
        if self.server is not None:
            return make_conninfo(self.server.conninfo(user=role, dbname=dbname or self.name), options=session)
        options = f"{self._given.get('options', '')} {session}".strip()
        return make_conninfo(**(self._given | {"dbname": dbname or self.name, "options": options}))

    def program(self, name: str) -> Path:
        """pg_dump or pg_restore: of the office's server when they are installed here, otherwise the wheel's."""
        if self.server is not None:
            return self.server.program(name)
        with self.connect() as connection:
            own = Path(f"/usr/lib/postgresql/{connection.info.server_version // 10000}/bin") / name
        return own if own.exists() else wheel_programs() / name

    def django_databases(self) -> dict[str, dict[str, Any]]:
        """Django's DATABASES: `default` is the desk, `owner` the owner of the same database."""
        return {
            "default": self._django_database(DESK) | {"TEST": {"MIRROR": "owner"}},
            "owner": self._django_database(OWNER),
        }

    def _django_database(self, role: str) -> dict[str, Any]:
        parts = conninfo_to_dict(self.conninfo(role))
        named = {
            "NAME": parts.pop("dbname"),
            "USER": parts.pop("user", ""),
            "PASSWORD": parts.pop("password", ""),
            "HOST": parts.pop("host", ""),
            "PORT": str(parts.pop("port", PORT)),
        }
        return {
            "ENGINE": "django.db.backends.postgresql",
            **named,
            "OPTIONS": parts,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }

    def _found_embedded(self) -> None:
        with self.supervise() as connection:
            known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for role, rights in ((OWNER, "LOGIN CREATEDB"), (DESK, "LOGIN")):
                if role not in known:
                    with contextlib.suppress(psycopg.errors.DuplicateObject):
                        connection.execute(sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(role)))
            self.found_database(connection, self.name)

    def found_database(self, supervisor: psycopg.Connection[tuple[Any, ...]], name: str) -> None:
        """Create the empty database `name` unless it is there; only owner and desk may connect to it."""
        database = sql.Identifier(name)
        found = supervisor.execute("SELECT datallowconn FROM pg_database WHERE datname = %s", (name,)).fetchone()
        if found is not None:
            if found == (False,):  # a restore was killed just before it put another in its place
                supervisor.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(database))
            return
        owner = sql.SQL(" OWNER {}").format(sql.Identifier(OWNER)) if self.server is not None else sql.SQL("")
        supervisor.execute(
            sql.SQL("CREATE DATABASE {}").format(database) + owner + sql.SQL(" TEMPLATE template0 ENCODING 'UTF8'")
        )
        supervisor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        supervisor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(DESK)))

    def _found_given(self) -> None:
        try:
            connection = psycopg.connect(self.conninfo(), autocommit=True)
        except psycopg.OperationalError as error:
            raise StationError(f"Không kết nối được tới PostgreSQL của DATABASE_URL: {error}") from error
        with connection:
            version = connection.info.server_version // 10000
            if version < OLDEST:
                raise StationError(f"PostgreSQL của DATABASE_URL là bản {version}; cần bản {OLDEST} trở lên.")
            if (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
                raise StationError(f"Cơ sở dữ liệu {self.name} dùng bảng mã {encoding}; cần UTF8.")
            if _may_become_desk(connection):
                return
            role = sql.Identifier(DESK)
            try:
                if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (DESK,)).fetchone():
                    connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(role))
                connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
            except psycopg.errors.InsufficientPrivilege as error:
                raise StationError(
                    f"Người dùng {connection.info.user} không được tạo vai trò {DESK}. "
                    "Làm được: người quản trị PostgreSQL chạy hai lệnh\n"
                    f"  CREATE ROLE {DESK} NOLOGIN;\n"
                    f'  GRANT {DESK} TO "{connection.info.user}";'
                ) from error


def _session_of(role: str, *, given: bool) -> str:
    return f"{_SESSION} -c role={DESK}" if given and role == DESK else _SESSION


def _may_become_desk(connection: psycopg.Connection[tuple[Any, ...]]) -> bool:
    try:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(DESK)))
    except (psycopg.errors.InvalidParameterValue, psycopg.errors.InsufficientPrivilege):
        return False
    connection.execute("RESET ROLE")
    return True
