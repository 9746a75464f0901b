"""A backup as one file: a zip with a manifest and the database, closed by a digest over every byte before it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

from liemchinh.station import StationError
from liemchinh.station.layout import cause_of

FORMAT: Final = 1
"""Raised when an older program could not restore what is written now."""

MANIFEST: Final = "manifest.json"
DATABASE: Final = "database.dump"
_DIGEST_LENGTH: Final = 64
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself. `rows` counts the rows of each table, `position` is the register's newest."""

    format: int
    program: str
    created: str
    postgresql: int
    migrations: tuple[str, ...]
    position: int
    rows: dict[str, int]
    sha256: dict[str, str]


def sha256_of(file: Path, *, leave: int = 0) -> str:
    """The digest of a file but for its last `leave` bytes."""
    digest = hashlib.sha256()
    left = file.stat().st_size - leave
    with file.open("rb") as stream:
        while left > 0 and (piece := stream.read(min(_PIECE, left))):
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest()


def write(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Write the backup under its name only when it is whole and on the disk. Raises OSError."""
    half = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with half.open("xb") as stream:
            os.fchmod(stream.fileno(), 0o600)
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
                for name, file in members.items():
                    archive.write(file, name)
                archive.comment = b"0" * _DIGEST_LENGTH
        digest = sha256_of(half, leave=_DIGEST_LENGTH)
        with half.open("r+b") as stream:
            stream.seek(-_DIGEST_LENGTH, os.SEEK_END)
            stream.write(digest.encode())
            stream.flush()
            os.fsync(stream.fileno())
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)


def read(source: Path) -> Manifest:
    """The manifest of a backup whose every byte is as it was written.

    Raises StationError when the file is not a backup, is damaged or cut short, or was written by a newer program.
    """
    damaged = StationError(
        f"Tệp {source} không phải bản sao lưu nguyên vẹn: thiếu hoặc sai dữ liệu. Chưa khôi phục gì."
    )
    try:
        if source.stat().st_size <= _DIGEST_LENGTH:
            raise damaged
        with source.open("rb") as stream:
            stream.seek(-_DIGEST_LENGTH, os.SEEK_END)
            if stream.read() != sha256_of(source, leave=_DIGEST_LENGTH).encode():
                raise damaged
        with zipfile.ZipFile(source) as archive:
            fields: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except OSError as error:
        raise StationError(f"Không đọc được {source}: {cause_of(error)}.") from error
    except (zipfile.BadZipFile, ValueError, KeyError) as error:
        raise damaged from error
    if fields.get("format", 0) > FORMAT:
        raise StationError(
            f"Bản sao lưu {source} do chương trình mới hơn ({fields.get('program')}) tạo ra; bản này chưa đọc được. "
            "Làm được: cập nhật chương trình rồi khôi phục."
        )
    try:
        return Manifest(**fields | {"migrations": tuple(fields["migrations"])})
    except (TypeError, KeyError) as error:
        raise damaged from error


@contextlib.contextmanager
def opened(source: Path, member: str) -> Iterator[IO[bytes]]:
    """One member of a backup, as a stream."""
    with zipfile.ZipFile(source) as archive, archive.open(member) as stream:
        yield stream
