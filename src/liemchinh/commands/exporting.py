"""`liemchinh export FILE.xlsx`: the cases and matters of a register in the template that `import` takes."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone

from liemchinh.commands.house import house
from liemchinh.commands.words import Command
from liemchinh.directory import access
from liemchinh.directory.models import Committee
from liemchinh.ledger.importing import filling, template
from liemchinh.station.layout import cause_of, write_private


@click.command("export", cls=Command)
@click.argument("out", metavar="TỆP.xlsx", type=click.Path(path_type=Path))
@click.option("--committee", "code", metavar="MÃ", help="Mã sổ của Ban Chỉ đạo. Bỏ trống: tệp mẫu chưa có dòng nào.")
def command(out: Path, code: str | None) -> None:
    """Xuất vụ án, vụ việc của một sổ ra tệp Excel theo mẫu nhập: hồ sơ, người, mọi hành vi đang có hiệu lực."""
    now = timezone.now()
    if code is None:
        content = template.build()
    else:
        with house():
            committee = Committee.objects.filter(code=code).first()
            if committee is None:
                raise click.BadParameter(f"không có sổ “{code}”.", param_hint="--committee")
            content = filling.workbook_of(access.HOUSE, committee, now=now, today=timezone.localdate(now))
    try:
        write_private(out.absolute(), content)
    except OSError as error:
        raise click.ClickException(f"Chưa ghi được {out}: {cause_of(error)}.") from error
    click.echo(f"Đã ghi {out}.")
