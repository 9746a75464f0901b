"""The command `liemchinh`: a subcommand's module is loaded only when that subcommand is called."""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass
from typing import Final

import click
import django

from liemchinh import __version__
from liemchinh.commands.words import Group, explain
from liemchinh.station import StationError
from liemchinh.station.layout import cause_of

FAILED: Final = 1
MISUSED: Final = 2


@dataclass(frozen=True, slots=True)
class _Subcommand:
    """`summary` is its line in `liemchinh --help`; `register` says whether it works on the register.

    `module` holds it where the command's own name is no name of a module.
    """

    summary: str
    register: bool = True
    module: str = ""


_SUBCOMMANDS: Final = {
    "serve": _Subcommand("Mở bàn làm việc trên máy này."),
    "read": _Subcommand("Đọc số liệu trong văn bản.", register=False),
    "figures": _Subcommand("Tính số liệu của một đơn vị trong một kỳ."),
    "reconcile": _Subcommand("Đối chiếu số trong báo cáo với số trong sổ."),
    "report": _Subcommand("Xuất báo cáo ra tệp Word."),
    "record": _Subcommand("Ghi vào sổ từ một tệp hành vi."),
    "import": _Subcommand("Nhập danh sách từ tệp Excel.", module="importing"),
    "export": _Subcommand("Xuất danh sách của một sổ ra tệp Excel theo mẫu nhập.", module="exporting"),
    "rebuild": _Subcommand("Tính lại toàn bộ bảng suy ra từ sổ."),
    "verify": _Subcommand("Kiểm tra bảng suy ra có đúng với sổ không."),
    "backup": _Subcommand("Sao lưu toàn bộ vào một tệp."),
    "restore": _Subcommand("Khôi phục từ một tệp sao lưu."),
    "digest": _Subcommand("Gửi tin buổi sáng về các hạn."),
    "recognise": _Subcommand("Nhận dạng chữ của các bản quét."),
    "work": _Subcommand("Làm việc nền trên một máy riêng."),
    "setup": _Subcommand("Chuẩn bị cơ sở dữ liệu rồi dừng."),
}


class _Lazy(Group):
    """A group that knows its subcommands by name and loads one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = _SUBCOMMANDS.get(cmd_name)
        if found is None:
            return None
        if found.register:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
            django.setup()
        command = importlib.import_module(f"liemchinh.commands.{found.module or cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"liemchinh.commands.{cmd_name}.command is not a command")
        return command

    def summaries(self) -> list[tuple[str, str]]:
        return [(name, found.summary) for name, found in _SUBCOMMANDS.items()]


@click.group(cls=_Lazy)
@click.version_option(__version__, message="%(prog)s %(version)s", help="Hiện phiên bản.")
def rooms() -> None:
    """Liêm Chính: sổ theo dõi của Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực."""


def main() -> None:
    """Run a command line. Exit status: 0 done, 1 not done, 2 not understood."""
    try:
        rooms.main(prog_name="liemchinh", standalone_mode=False)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.UsageError as error:
        click.echo(explain(error), err=True)
        sys.exit(MISUSED)
    except (click.ClickException, StationError) as error:
        click.echo(error.message if isinstance(error, click.ClickException) else str(error), err=True)
        sys.exit(FAILED)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng theo yêu cầu.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the result has left: nothing more can be said, not even when Python closes its output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        click.echo(f"Không làm được: {cause_of(error)}{place}.", err=True)
        sys.exit(FAILED)
