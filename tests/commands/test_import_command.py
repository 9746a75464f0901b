"""`liemchinh export` and `liemchinh import`: a register out and in, wrong cells said, nothing half recorded."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.ledger import workbooks
from tests.ledger.workbooks import CASE, cell_of
from tests.web.registers import appoint

from liemchinh import commands
from liemchinh.directory import access
from liemchinh.directory.models import Committee
from liemchinh.ledger.importing.columns import List
from liemchinh.ledger.models import Dossier
from liemchinh.station.database import Register

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(
    own_database: str, register: Register, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Say:
    """Run a command line in this process, on a register with officers of Sơn La."""
    with access.entered(access.HOUSE):
        appoint(Committee.objects.get(code="son-la"))

    def run(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liemchinh", *map(str, words)])
        status = 0
        try:
            commands.main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return run


def numbers() -> list[str]:
    with access.entered(access.HOUSE):
        return list(Dossier.objects.order_by("number").values_list("number", flat=True))


def test_a_workbook_is_tried_recorded_and_exported(say: Say, tmp_path: Path) -> None:
    source, out = tmp_path / "danh-sach.xlsx", tmp_path / "xuat.xlsx"
    source.write_bytes(workbooks.filled([CASE], [{"number": "VA-2024-101", "name": "Nguyễn Văn A", "role": "bị can"}]))
    words = ("import", source, "--committee", "son-la", "--officer", "specialist", "--day", "05/01/2026")
    status, said, _err = say(*words, "--dry-run")
    assert (status, numbers()) == (0, [])
    assert "Đọc được 1 vụ án, 0 vụ việc, 1 người, 2 hành vi; phải sửa 0" in said
    status, said, _err = say(*words)
    assert (status, numbers()) == (0, ["VA-2024-101"])
    assert "Đã ghi vào sổ 1 hồ sơ bằng 2 hành vi." in said
    assert say(*words)[0] == 1
    assert say("export", out, "--committee", "son-la")[0] == 0
    sheet = openpyxl.load_workbook(out)["Hồ sơ"]
    assert sheet[cell_of(List.DOSSIERS, 0, "number")].value == "VA-2024-101"


def test_what_is_wrong_is_said_by_cell_and_written_into_the_comments(say: Say, tmp_path: Path) -> None:
    source, out = tmp_path / "sai.xlsx", tmp_path / "ghi-chu.xlsx"
    source.write_bytes(workbooks.filled([CASE | {"stage": "đang xem"}]))
    status, _said, err = say("import", source, "--committee", "son-la", "--officer", "specialist", "--comments", out)
    cell = cell_of(List.DOSSIERS, 0, "stage")
    assert (status, numbers()) == (1, [])
    assert f"Hồ sơ!{cell}: phải sửa: Chưa hiểu giai đoạn “đang xem”" in err
    assert "Chưa ghi vào sổ dòng nào" in err
    back = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
    assert "Chưa hiểu giai đoạn" in back["Hồ sơ"][cell].comment.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--committee", "lai-chau", "--officer", "specialist"), "không có sổ “lai-chau”"),
        (("--committee", "son-la", "--officer", "ai-do"), "không có cán bộ “ai-do”"),
        (("--committee", "son-la", "--officer", "member"), "Phần việc được giao không gồm việc này."),
    ],
)
def test_who_may_not_and_what_is_not_there_is_said(say: Say, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    source = tmp_path / "danh-sach.xlsx"
    source.write_bytes(workbooks.filled([CASE]))
    status, _out, err = say("import", source, *words)
    assert status in {1, 2}
    assert said in err
    assert numbers() == []
