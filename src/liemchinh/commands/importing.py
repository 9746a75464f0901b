"""`liemchinh import FILE.xlsx`: a list from Excel into a register, all of it or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from django.utils import timezone

from liemchinh.commands.house import house
from liemchinh.commands.words import DAY, Command, grouped
from liemchinh.directory import access
from liemchinh.directory.access import NotAllowedError
from liemchinh.directory.models import Committee, Officer
from liemchinh.ledger.importing import intake, marking
from liemchinh.ledger.importing.intake import Examined
from liemchinh.ledger.importing.remarks import Remark, Weight
from liemchinh.ledger.importing.workbook import UnreadableWorkbookError
from liemchinh.station.layout import cause_of, write_private


@click.command("import", cls=Command)
@click.argument("source", metavar="TỆP.xlsx", type=click.Path(path_type=Path))
@click.option("--committee", "code", metavar="MÃ", required=True, help="Mã sổ của Ban Chỉ đạo, ví dụ son-la.")
@click.option("--officer", "username", metavar="TÊN", required=True, help="Tên đăng nhập của cán bộ nhập.")
@click.option("--day", "day", metavar="NGÀY", type=DAY, help="Ngày chuyển sổ của hồ sơ giấy; mặc định hôm nay.")
@click.option("--dry-run", "dry", is_flag=True, help="Chỉ xem thử, không ghi gì.")
@click.option("--yes", "agreed", is_flag=True, help="Trả lời “đúng vậy” cho mọi điều cần hỏi.")
@click.option(
    "--comments", "out", metavar="TỆP.xlsx", type=click.Path(path_type=Path), help="Tệp ấy với ghi chú ở từng ô sai."
)
def command(
    source: Path, code: str, username: str, day: date | None, dry: bool, agreed: bool, out: Path | None
) -> None:
    """Nhập danh sách vụ án, vụ việc, người, hành vi từ tệp Excel. Có một ô sai thì không ghi dòng nào, và nêu rõ ô."""
    now = timezone.now()
    try:
        content = source.read_bytes()
    except OSError as error:
        raise click.ClickException(f"Chưa đọc được “{source}”: {cause_of(error)}.") from error
    try:
        with house():
            officer = Officer.objects.filter(username=username, is_active=True).first()
            if officer is None:
                raise click.BadParameter(f"không có cán bộ “{username}”.", param_hint="--officer")
            committee = Committee.objects.filter(code=code).first()
            scope = access.scope_of(officer, today=timezone.localdate(now))
            if committee is None or not scope.reaches(committee.pk):
                raise click.BadParameter(
                    f"không có sổ “{code}” trong phần việc của {username}.", param_hint="--committee"
                )
            examined = intake.examine(
                source.name, content, scope=scope, committee=committee, officer=officer, now=now, day=day
            )
            if out is not None:
                write_private(out.absolute(), marking.marked(source.name, content, examined.remarks))
            questions = frozenset(remark.key for remark in examined.of(Weight.ASKED)) if agreed else frozenset()
            _say(examined, questions)
            if dry or not examined.is_sound(questions):
                if not dry:
                    raise click.ClickException(f"Chưa ghi vào sổ dòng nào của {source}.")
                return
            intake.record(
                source.name,
                content,
                scope=scope,
                committee=committee,
                officer=officer,
                now=now,
                day=day,
                agreed=questions,
            )
    except UnreadableWorkbookError as fault:
        raise click.ClickException(fault.label.vi) from fault
    except NotAllowedError as fault:
        raise click.ClickException(fault.label.vi) from fault
    click.echo(f"Đã ghi vào sổ {grouped(examined.counts.dossiers)} hồ sơ bằng {grouped(examined.counts.acts)} hành vi.")


def _say(examined: Examined, agreed: frozenset[str]) -> None:
    """The remarks, worst first, then how much there is."""
    if examined.earlier is not None:
        click.echo("Tệp này đã ghi vào sổ rồi.", err=True)
    for weight in Weight:
        for remark in examined.of(weight):
            if remark.key not in agreed or weight is not Weight.ASKED:
                click.echo(f"{_place(examined, remark)}: {weight.label.vi}: {remark.label.vi}", err=True)
    counts = examined.counts
    click.echo(
        f"Đọc được {grouped(counts.cases)} vụ án, {grouped(counts.matters)} vụ việc, {grouped(counts.persons)} người, "
        f"{grouped(counts.acts)} hành vi; phải sửa {grouped(len(examined.of(Weight.WRONG)))}, "
        f"cần trả lời {grouped(len(examined.open_questions(agreed)))}."
    )


def _place(examined: Examined, remark: Remark) -> str:
    sheet = examined.book.sheets[remark.spot.sheet].name
    return f"{sheet}!{remark.spot.reference}" if remark.spot.reference else sheet
