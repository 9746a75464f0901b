"""The folder of an installation keeps its secrets to itself."""

from __future__ import annotations

import errno
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from liemchinh.station import StationError
from liemchinh.station.layout import Layout, cause_of, write_private


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    found = Layout.at(tmp_path / "home")
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: Layout.at(tmp_path / "home").secret_key(), range(16)))
    assert keys == {found.secret_key()}
    assert len(found.secret_key()) >= 50
    assert stat.S_IMODE(found.secret_file.stat().st_mode) == 0o600
    assert [file.name for file in found.home.iterdir()] == ["secret.key"]


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(StationError, match="Không mở được thư mục dữ liệu"):
        Layout.at(tmp_path / "home" / "inner")


def test_a_full_disk_is_said_in_vietnamese() -> None:
    assert cause_of(OSError(errno.ENOSPC, "No space left on device")) == "ổ đĩa đã đầy"


def test_a_private_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    write_private(file, b"one")
    write_private(file, b"two")
    write_private(file, b"three", replace=False)
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]
