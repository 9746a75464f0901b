"""The command `liemchinh`: a subcommand's module is loaded only when that subcommand is called."""

from __future__ import annotations

import importlib
from typing import Final

import click

from liemchinh import __version__

_SUBCOMMANDS: Final = {
    "serve": "Mở bàn làm việc trên máy này.",
}
"""Name and one line of each subcommand; `liemchinh --help` reads this without loading any of them."""


class _Rooms(click.Group):
    """A group that knows its subcommands by name and loads one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _SUBCOMMANDS:
            return None
        command = importlib.import_module(f"liemchinh.commands.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl(list(_SUBCOMMANDS.items()))


@click.group(cls=_Rooms, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Liêm Chính: sổ theo dõi của Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực."""
