"""The commands, on a prepared register of the test's own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from django.db import connections

from liemchinh import commands
from liemchinh.directory import access
from liemchinh.files.examining import text_of
from liemchinh.ledger.models import Act, Dossier
from liemchinh.station.database import Register

ACTS = """\
sổ son-la
hồ sơ VA-2022-001 16/06/2022 Tham ô tài sản, xảy ra tại Quỹ tín dụng xã K.
  20/06/2022 case.initiated; tội 353.2; số 12/QĐ-CSĐT; cơ quan Công an tỉnh
  20/06/2022 case.charged; người Ông N.V.A. (nguyên Kế toán) [353.2]; số 13/QĐ-CSĐT
  21/06/2022 case.charged; người Bà T.T.B. (nguyên Thủ quỹ) [353.2]; số 14/QĐ-CSĐT
"""
YEAR = ("--from", "01/01/2022", "--to", "31/12/2022")
PAPER = "Năm 2022, cơ quan điều tra hai cấp của tỉnh Sơn La khởi tố mới 12 vụ án/31 bị can về các tội tham nhũng."


class Said(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


Say = Callable[..., Said]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command line in this process."""

    def run(*words: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["liemchinh", *map(str, words)])
        status = 0
        try:
            commands.main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Said(status, *capsys.readouterr())

    return run


def dossiers() -> int:
    """How many there are in the whole register."""
    with access.entered(access.HOUSE):
        return Dossier.objects.count()


@pytest.fixture
def recorded(own_database: str, register: Register, say: Say, tmp_path: Path) -> Path:
    """A file of acts that has been recorded in a database of the test's own."""
    file = tmp_path / "son-la.acts"
    file.write_text(ACTS, encoding="utf-8")
    assert say("record", file) == (0, "Đã ghi vào sổ 3 hành vi.\n", "")
    return file


@pytest.mark.parametrize("name", commands.rooms.list_commands(None))
def test_every_command_explains_itself_in_vietnamese(say: Say, name: str) -> None:
    status, out, err = say(name, "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"Cách dùng: liemchinh {name} ")
    assert "Hiện trợ giúp này." in out
    assert name in say("--help").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bay",), "Không có lệnh “bay”."),
        (("verify", "--xa"), "Không có tùy chọn “--xa”."),
        (("verify", "thừa"), "Thừa tham số."),
        (("figures", "--unit", "VN"), "Thiếu --from"),
        (("figures", "--unit"), "Tùy chọn “--unit” cần một giá trị."),
        (("figures", "--unit", "VN", "--from", "31/06/2022", "--to", "2022-12-31"), "tháng 6 chỉ có 30 ngày"),
        (("record",), "Thiếu TỆP.acts"),
        (("read",), "Thiếu tệp cần đọc."),
    ],
)
def test_what_is_not_understood_is_said_with_status_2(say: Say, words: tuple[str, ...], said: str) -> None:
    status, out, err = say(*words)
    assert (status, out) == (2, "")
    assert said in err
    assert "--help" in err


def test_reading_needs_neither_django_s_models_nor_a_folder(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    script = (
        "import sys; sys.argv = ['liemchinh', 'read', 'paper.txt', '--json']\n"
        "from liemchinh import commands\n"
        "commands.main()\n"
        "sys.exit('django.db' in sys.modules or 'psycopg' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"LIEMCHINH_HOME": str(tmp_path / "home")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "home").exists()


def test_read_gives_claims_with_their_place_in_the_file(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(PAPER, encoding="utf-8")
    status, out, _ = say("read", file, "--json")
    (read,) = json.loads(out)
    assert (status, read["file"]) == (0, str(file))
    found = {claim["indicator"]: claim for claim in read["claims"]}
    assert found["crime.cases_initiated"]["value"] == "12"
    assert found["crime.accused_initiated"]["value"] == "31"
    for claim in read["claims"]:
        assert set(claim) >= {"unit", "scope", "period", "as_of", "qualifier", "quote", "start", "end"}
        figure = text_of(file.name, file.read_bytes())[claim["start"] : claim["end"]]
        assert claim["value"] in figure
        assert figure in claim["quote"]
        assert claim["quote"] in PAPER


def test_an_unreadable_file_does_not_keep_the_others_from_being_read(say: Say, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PAPER, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    status, out, err = say("read", tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "none.txt", "--json")
    assert status == 1
    assert len(json.loads(out)) == 1
    assert "tệp rỗng" in err
    assert "không có tệp hoặc thư mục này" in err


def test_the_reader_is_scored_against_passages_that_people_read(say: Say, tmp_path: Path) -> None:
    stated = {"indicator": "crime.cases_initiated", "value": "12", "unit": "case", "scope": "14", "period": None}
    rows = [{"text": PAPER, "published": "2023-01-05", "observations": [stated]}]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    score = json.loads(say("read", "--score", file, "--json").out)
    assert (score["passages"], score["recall"], score["scope"]) == (1, 1.0, 1.0)
    file.write_text("{", encoding="utf-8")
    assert say("read", "--score", file).status == 1


def test_recorded_acts_are_in_the_figures(recorded: Path, say: Say) -> None:
    figures = json.loads(say("figures", "--unit", "14", *YEAR, "--json").out)
    assert figures["crime.accused_initiated"] == {"value": "2", "unit": "person", "evidence": 2}
    assert figures["crime.cases_initiated"]["value"] == "1"
    assert json.loads(say("figures", "--unit", "VN", *YEAR, "--json").out)["crime.accused_initiated"]["value"] == "2"
    assert "crime.accused_initiated" in say("figures", "--unit", "14", *YEAR).out


def test_figures_are_had_as_they_were_known_at_a_position(recorded: Path, say: Say) -> None:
    with access.entered(access.HOUSE):
        second = Act.objects.order_by("position").values_list("position", flat=True)[1]
    figures = json.loads(say("figures", "--unit", "14", *YEAR, "--known", str(second), "--json").out)
    assert figures["crime.accused_initiated"]["value"] == "1"
    figures = json.loads(say("figures", "--unit", "14", *YEAR, "--known", "30/06/2022", "--json").out)
    assert figures["crime.accused_initiated"]["value"] == "0"


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--unit", "9999", *YEAR), "9999"), (("--unit", "VN", "--from", "2022-02-01", "--to", "2022-01-01"), "--to")],
)
def test_a_place_or_a_period_that_does_not_exist_is_refused(
    own_database: str, say: Say, words: tuple[str, ...], said: str
) -> None:
    status, out, err = say("figures", *words)
    assert (status, out) == (2, "")
    assert said in err


def test_every_wrong_line_is_named_and_nothing_is_recorded(own_database: str, say: Say, tmp_path: Path) -> None:
    file = tmp_path / "wrong.acts"
    file.write_text(ACTS + "  31/06/2022 case.charged; người Ông C.\n  22/06/2022 bay.len\n", encoding="utf-8")
    status, out, err = say("record", file)
    assert (status, out) == (1, "")
    assert "dòng 6:" in err
    assert "dòng 7:" in err
    assert dossiers() == 0


@pytest.mark.parametrize(("value", "status"), [("2", 0), ("3", 1)])
def test_a_figure_that_the_text_says_must_come_out_is_checked(
    own_database: str, say: Say, tmp_path: Path, value: str, status: int
) -> None:
    file = tmp_path / "checked.acts"
    file.write_text(f"{ACTS}=> crime.accused_initiated 14 01/01/2022 31/12/2022 = {value}\n", encoding="utf-8")
    said = say("record", file)
    assert said.status == status, said
    assert dossiers() == (0 if status else 1)
    if status:
        assert "dòng 6: crime.accused_initiated" in said.err


def test_an_unknown_officer_records_nothing(own_database: str, say: Say, tmp_path: Path) -> None:
    file = tmp_path / "son-la.acts"
    file.write_text(ACTS, encoding="utf-8")
    status, _, err = say("record", file, "--officer", "khong-co")
    assert status == 2
    assert "không có cán bộ “khong-co”" in err
    assert dossiers() == 0


@pytest.mark.parametrize(("content", "said"), [(None, "không có tệp"), (b"\xff\xfe\x00\xd8", "UTF-8")])
def test_a_file_of_acts_that_cannot_be_read_is_named(
    own_database: str, say: Say, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "given.acts"
    if content is not None:
        file.write_bytes(content)
    status, _, err = say("record", file)
    assert status == 1
    assert str(file) in err
    assert said in err


def test_verify_finds_a_derived_row_that_was_changed_and_rebuild_mends_it(recorded: Path, say: Say) -> None:
    assert say("verify").status == 0
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE derived.deed SET effective_on = effective_on + 1")
    status, out, err = say("verify")
    assert status == 1
    assert "deed, hồ sơ" in out
    assert "liemchinh rebuild" in err
    assert say("rebuild").status == 0
    assert say("verify").status == 0


def test_reconcile_without_papers_is_an_empty_list(recorded: Path, say: Say) -> None:
    assert json.loads(say("reconcile", "--json").out) == []
    assert "cả thảy 0" in say("reconcile").out


def test_the_report_is_a_word_file_with_the_figures(recorded: Path, say: Say, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    status, _, err = say("report", "--unit", "14", *YEAR, "--out", out)
    assert (status, err) == (0, "")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    assert "Sơn La" in text
    assert say("report", "--unit", "CLUSTER:2", *YEAR, "--out", out).status == 2
    assert say("report", "--unit", "14", *YEAR, "--out", tmp_path / "none" / "report.docx").status == 1
