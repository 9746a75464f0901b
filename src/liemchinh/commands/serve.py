"""`liemchinh serve`: the desk, until Ctrl-C."""

from __future__ import annotations

import click

from liemchinh import settings
from liemchinh.commands.house import register, tell
from liemchinh.commands.words import Command
from liemchinh.station.preparation import lay_out_static
from liemchinh.station.serving import Desk, only_desk, until_stopped, wait_for_port, watch


@click.command("serve", cls=Command)
def command() -> None:
    """Mở bàn làm việc trên máy này cho đến khi nhấn Ctrl-C.

    Cổng lấy từ LIEMCHINH_PORT (mặc định 8017), thư mục dữ liệu từ LIEMCHINH_HOME. DATABASE_URL: dùng PostgreSQL có sẵn
    (15 trở lên) thay cho PostgreSQL đi kèm.
    """
    port = settings.desk_port()
    desk = Desk(settings.LAYOUT, port)
    with until_stopped(), only_desk(settings.LAYOUT, desk.address):
        wait_for_port(port)
        with register() as found:
            lay_out_static(settings.LAYOUT, tell)
            try:
                desk.open()
                click.echo(f"Bàn làm việc: {desk.address}")
                click.echo("Nhấn Ctrl-C để đóng.")
                watch(found, desk, tell)
            finally:
                desk.close()
