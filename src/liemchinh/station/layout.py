"""Where an installation keeps its things: one folder, LIEMCHINH_HOME."""

from __future__ import annotations

import errno
import hashlib
import os
import pwd
import secrets
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liemchinh.station import StationError

Tell = Callable[[str], None]
"""How a step is told to whoever waits for it."""

HOST: Final = "127.0.0.1"
"""The desk answers this machine only; an office puts its own proxy with TLS before it."""

SOCKET_NAME: Final = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT: Final = 107
"""Bytes that Linux leaves for the path of a Unix socket (sun_path without its closing NUL)."""

ELSEWHERE: Final = Path("/var/lib/liemchinh")
"""Where the server's folder goes when root runs the desk from a place that no other user may enter."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The Linux user that PostgreSQL runs as; it refuses to run as root."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The folder of one installation. `home` is absolute and free of symbolic links."""

    home: Path

    @classmethod
    def at(cls, home: Path) -> Layout:
        """The installation in `home`, which is made (for its owner only) when it is not there.

        Raises StationError when the folder cannot be made or written.
        """
        place = home.expanduser().absolute()
        try:
            if not place.is_dir():
                place.mkdir(parents=True, exist_ok=True)
                # Whoever PostgreSQL runs as must be able to pass through a folder that root owns.
                place.chmod(0o711 if os.geteuid() == 0 else 0o700)
            place = place.resolve(strict=True)
        except OSError as error:
            raise StationError(f"Không mở được thư mục dữ liệu {place}: {cause_of(error)}.") from error
        return cls(place)

    @property
    def static(self) -> Path:
        """Style sheets, fonts and scripts as they are served."""
        return self.home / "static"

    @property
    def desk_lock(self) -> Path:
        """Held by the process that serves the desk; it holds the desk's address."""
        return self.home / "desk.lock"

    @property
    def desk_log(self) -> Path:
        """What the web processes and the worker have to say."""
        return self.home / "desk.log"

    @property
    def secret_file(self) -> Path:
        """The key that signs sessions and forms."""
        return self.home / "secret.key"

    def secret_key(self) -> str:
        """The installation's own key, made on first use and kept from then on. Raises StationError."""
        try:
            if not self.secret_file.exists():
                write_private(self.secret_file, secrets.token_urlsafe(48).encode(), replace=False)
            return self.secret_file.read_text(encoding="ascii").strip()
        except OSError as error:
            raise StationError(f"Không đọc được {self.secret_file}: {cause_of(error)}.") from error

    @property
    def server(self) -> Path:
        """The folder of the embedded PostgreSQL: `home`/postgresql, or what that link points at."""
        own = self.home / "postgresql"
        if own.is_symlink() or own.exists():
            return own.resolve()
        if os.geteuid() == 0 and not may_enter(self.home, _server_user()):
            # The key is part of the name: a home that was removed and made again does not find its old data.
            return ELSEWHERE / _mark_of(os.fsencode(self.home) + self.secret_key().encode())
        return own

    @property
    def server_owner(self) -> Owner | None:
        """Whom PostgreSQL is to run as: None for ourselves, another user when we are root."""
        if os.geteuid() != 0:
            return None
        if self.server.is_dir() and (found := self.server.stat()).st_uid != 0:
            return Owner(found.st_uid, found.st_gid)
        return _server_user()

    @property
    def socket(self) -> Path:
        """The folder of PostgreSQL's socket, open to its owner only.

        It lies in /tmp when the usual path is too long for a socket or has a character that libpq reads as a sign.
        """
        usual = self.server / "run"
        too_long = len(os.fsencode(usual / SOCKET_NAME)) > SOCKET_PATH_LIMIT
        if too_long or any(sign in str(usual) for sign in ",\"'\\"):
            return Path(f"/tmp/liemchinh-{os.geteuid()}-{_mark_of(os.fsencode(self.home))}")  # noqa: S108 - made 0700, its owner is checked
        return usual


def may_enter(path: Path, user: Owner) -> bool:
    """Whether `user` may pass through every folder above `path` and through `path` itself, and read the last."""
    for place in (path, *path.parents):
        found = place.stat()
        shift = 6 if found.st_uid == user.uid else 3 if found.st_gid == user.gid else 0
        needed = stat.S_IXOTH if place != path or place.is_dir() else stat.S_IXOTH | stat.S_IROTH
        if (found.st_mode >> shift) & needed != needed:
            return False
    return True


def write_private(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write `content` so that only its owner reads it and nobody ever sees half of it.

    Without `replace`, a file that another process made first is left as it is. Raises OSError.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    half = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            half.replace(path)
        else:
            try:
                os.link(half, path)
            except FileExistsError:
                return
    finally:
        half.unlink(missing_ok=True)


def cause_of(error: OSError) -> str:
    """Why the operating system refused, in Vietnamese where it is a cause that an officer can remove."""
    known = {
        "ENOSPC": "ổ đĩa đã đầy",
        "EDQUOT": "đã hết hạn mức ổ đĩa",
        "EACCES": "không có quyền",
        "EPERM": "không có quyền",
        "EROFS": "ổ đĩa chỉ cho đọc",
        "ENOENT": "không có tệp hoặc thư mục này",
        "ENOTDIR": "có một tệp nằm ở chỗ phải là thư mục",
        "EISDIR": "đây là thư mục, không phải tệp",
    }
    name = errno_name(error)
    return known.get(name, error.strerror or name)


def errno_name(error: OSError) -> str:
    """The symbol of the error's number, such as ENOSPC; empty when it has none."""
    return errno.errorcode.get(error.errno or 0, "")


def _mark_of(what: bytes) -> str:
    return hashlib.sha256(what).hexdigest()[:12]


def _server_user() -> Owner:
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(found.pw_uid, found.pw_gid)
    raise StationError(
        "PostgreSQL không chạy dưới quyền root, và máy không có người dùng postgres hay nobody. "
        "Làm được: tạo một người dùng thường rồi chạy lại dưới tên người dùng đó."
    )
