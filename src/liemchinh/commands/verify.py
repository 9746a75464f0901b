"""`liemchinh verify`: whether what is derived equals what the acts give."""

from __future__ import annotations

import click

from liemchinh.commands.house import house
from liemchinh.commands.words import Command, grouped
from liemchinh.ledger import derived

_SHOWN = 20


@click.command("verify", cls=Command)
def command() -> None:
    """Gấp lại mọi hồ sơ từ các hành vi và so với các bảng suy ra. Trạng thái 0: khớp hoàn toàn."""
    with house():
        differences = derived.verify()
    if not differences:
        click.echo("Bảng suy ra khớp với sổ.")
        return
    for one in differences[:_SHOWN]:
        click.echo(f"{one.table}, hồ sơ {one.dossier_id}: {'thừa' if one.excess else 'thiếu'} {one.row}")
    raise click.ClickException(
        f"Bảng suy ra lệch với sổ ở {grouped(len(differences))} dòng. Làm được: liemchinh rebuild."
    )
