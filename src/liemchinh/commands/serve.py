"""`liemchinh serve`: the desk, until Ctrl-C."""

from __future__ import annotations

import click

from liemchinh import settings
from liemchinh.commands.house import register, tell
from liemchinh.commands.setup import fill
from liemchinh.commands.words import Command
from liemchinh.demo import SIGN_INS
from liemchinh.station.database import Register
from liemchinh.station.serving import Desk, Worker, only_desk, until_stopped, wait_for_port, watch


@click.command("serve", cls=Command)
def command() -> None:
    """Mở bàn làm việc trên máy này cho đến khi nhấn Ctrl-C.

    Cổng lấy từ LIEMCHINH_PORT (mặc định 8017), thư mục dữ liệu từ LIEMCHINH_HOME. DATABASE_URL: dùng PostgreSQL có sẵn
    (15 trở lên) thay cho PostgreSQL đi kèm.
    """
    port = settings.desk_port()
    desk, worker = Desk(settings.LAYOUT, port), Worker(settings.LAYOUT)
    with until_stopped(), only_desk(settings.LAYOUT, desk.address):
        wait_for_port(port)
        with register() as found:
            fill(found)
            try:
                desk.open()
                worker.open()
                _say_where(desk, found)
                watch(found, [desk, worker], tell)
            finally:
                worker.close()
                desk.close()


def _say_where(desk: Desk, found: Register) -> None:
    with found.connect() as connection:
        known = {name for (name,) in connection.execute("SELECT username FROM directory_officer WHERE is_active")}
    shown = [one for one in SIGN_INS if one.username in known]
    if shown:
        width = max(len(one.username) for one in shown)
        click.echo(f"Đăng nhập để xem dữ liệu minh họa (mật khẩu chung: {shown[0].password})")
        for one in shown:
            click.echo(f"  {one.username:<{width}}  {one.duty}")
    click.echo(f"Bàn làm việc: {desk.address}")
    click.echo("Nhấn Ctrl-C để đóng.")
