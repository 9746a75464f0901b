"""`liemchinh digest`: the morning mails of the day, for cron or a systemd timer."""

from __future__ import annotations

import click
from django.utils import timezone

from liemchinh import settings
from liemchinh.commands.house import house
from liemchinh.commands.words import Command, grouped
from liemchinh.station.mail import MailServer
from liemchinh.web.calendar.digest import send_all


@click.command("digest", cls=Command)
def command() -> None:
    """Gửi tin buổi sáng cho cán bộ đã đăng ký: hạn đã quá, hôm nay, sắp tới; không có tên người, tên hồ sơ.

    Máy chủ thư lấy từ LIEMCHINH_SMTP, địa chỉ gửi từ LIEMCHINH_MAIL_FROM. Mỗi cán bộ mỗi ngày một thư; chạy lại không
    gửi hai lần.
    """
    if not settings.SMTP.value:
        raise click.ClickException("Chưa đặt LIEMCHINH_SMTP: không gửi thư nào.")
    server = MailServer.at(settings.SMTP.value)
    with house():
        done = send_all(server.connection(), sender=settings.MAIL_FROM.value, now=timezone.now())
    click.echo(f"Đã gửi {grouped(done.sent)} thư; {grouped(done.quiet)} cán bộ không có gì để gửi hoặc đã gửi.")
    if done.failed:
        raise click.ClickException(f"Chưa gửi được cho {', '.join(done.failed)}. Chạy lại lệnh này để gửi tiếp.")
