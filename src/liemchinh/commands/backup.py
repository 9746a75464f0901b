"""`liemchinh backup FILE`."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone

from liemchinh.commands.house import register
from liemchinh.commands.words import Command, grouped
from liemchinh.station.backup import back_up


@click.command("backup", cls=Command)
@click.argument("target", metavar="TỆP", type=click.Path(path_type=Path))
def command(target: Path) -> None:
    """Sao lưu toàn bộ sổ vào một tệp mới, cả khi bàn làm việc đang mở."""
    with register() as found:
        manifest = back_up(found, target, now=timezone.now())
    click.echo(f"Đã sao lưu đến mục {grouped(manifest.position)} vào {target}.")
