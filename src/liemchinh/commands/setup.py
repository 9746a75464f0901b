"""`liemchinh setup`: everything that `serve` prepares, and nothing more."""

from __future__ import annotations

import click

from liemchinh import settings
from liemchinh.commands.house import register, tell
from liemchinh.commands.words import Command
from liemchinh.station.preparation import lay_out_static


@click.command("setup", cls=Command)
def command() -> None:
    """Chuẩn bị cơ sở dữ liệu và tệp tĩnh của bản cài đặt, rồi dừng."""
    with register():
        lay_out_static(settings.LAYOUT, tell)
