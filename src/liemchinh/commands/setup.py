"""`liemchinh setup`: everything that `serve` prepares, and nothing more."""

from __future__ import annotations

import click
from django.utils import timezone

from liemchinh import settings
from liemchinh.commands.house import register, tell
from liemchinh.commands.words import Command
from liemchinh.station.database import Register
from liemchinh.station.preparation import lay_out_static, load_demonstration


@click.command("setup", cls=Command)
def command() -> None:
    """Chuẩn bị cơ sở dữ liệu và tệp tĩnh của bản cài đặt, rồi dừng."""
    with register() as found:
        fill(found)


def fill(found: Register) -> None:
    """What a prepared register still lacks before the desk opens."""
    if settings.DEMO.value == "1":
        load_demonstration(found, tell, now=timezone.now())
    lay_out_static(settings.LAYOUT, tell)
