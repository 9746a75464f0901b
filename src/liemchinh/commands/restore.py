"""`liemchinh restore FILE`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone

from liemchinh import settings
from liemchinh.commands.house import tell
from liemchinh.commands.words import Command, grouped
from liemchinh.kernel.calendar import show_date
from liemchinh.station.backup import restore


@click.command("restore", cls=Command)
@click.argument("source", metavar="TỆP", type=click.Path(path_type=Path))
def command(source: Path) -> None:
    """Thay sổ hiện tại bằng sổ trong một tệp sao lưu.

    Tệp được nạp và kiểm tra bên cạnh trước; sai ở đâu thì sổ hiện tại còn nguyên. Những gì ghi sau lúc sao lưu không
    còn trong sổ.
    """
    with settings.REGISTER.used() as found:
        manifest = restore(found, source, tell)
    saved = timezone.localtime(datetime.fromisoformat(manifest.created))
    click.echo(f"Đã khôi phục đến mục {grouped(manifest.position)}, sao lưu lúc {saved:%H:%M} ngày {show_date(saved)}.")
