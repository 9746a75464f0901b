"""`liemchinh work`: the background work alone, on a machine of its own."""

from __future__ import annotations

import click

from liemchinh import settings
from liemchinh.commands.house import register, tell
from liemchinh.commands.words import Command
from liemchinh.files.recognition import MISSING, tesseract
from liemchinh.station.serving import Worker, until_stopped, watch


@click.command("work", cls=Command)
def command() -> None:
    """Làm các việc nền của bàn làm việc (nhận dạng bản quét) trên máy này cho đến khi nhấn Ctrl-C.

    `liemchinh serve` đã tự làm các việc ấy. Lệnh này dành cho cơ quan muốn thêm một máy làm riêng, cùng DATABASE_URL.
    """
    worker = Worker(settings.LAYOUT)
    with until_stopped(), register() as found:
        if tesseract() is None:
            tell(MISSING.vi)
        try:
            worker.open()
            click.echo("Đang làm việc nền. Nhấn Ctrl-C để dừng.")
            watch(found, [worker], tell)
        finally:
            worker.close()
