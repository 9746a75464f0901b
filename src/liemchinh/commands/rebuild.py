"""`liemchinh rebuild`: everything that is derived, anew from the acts."""

from __future__ import annotations

import click

from liemchinh.commands.house import register
from liemchinh.commands.words import Command, grouped
from liemchinh.ledger import derived
from liemchinh.station.preparation import as_owner


@click.command("rebuild", cls=Command)
def command() -> None:
    """Xóa các bảng suy ra và tính lại toàn bộ từ các hành vi trong sổ."""
    with register(), as_owner():
        count = derived.rebuild()
    click.echo(f"Đã tính lại {grouped(count)} hồ sơ.")
