"""`liemchinh report`: a draft of a standing office's report as a Word file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from django.utils import timezone

from liemchinh import settings
from liemchinh.commands.house import house, place_and_period
from liemchinh.commands.words import DAY, Command, MisusedError, grouped
from liemchinh.directory import access
from liemchinh.directory.models import Committee
from liemchinh.directory.places import Place
from liemchinh.reports.editions import draft
from liemchinh.reports.layouts import LAYOUTS
from liemchinh.reports.word import render
from liemchinh.station.layout import HOST, cause_of, write_private


@click.command("report", cls=Command)
@click.option("--unit", "unit", metavar="MÃ|VN", required=True, help="Mã tỉnh (vào ngày cuối kỳ), hoặc VN.")
@click.option("--from", "first", metavar="NGÀY", type=DAY, required=True, help="Ngày đầu kỳ.")
@click.option("--to", "last", metavar="NGÀY", type=DAY, required=True, help="Ngày cuối kỳ.")
@click.option(
    "--out", "out", metavar="TỆP.docx", type=click.Path(path_type=Path), required=True, help="Tệp Word ghi ra."
)
def command(unit: str, first: date, last: date, out: Path) -> None:
    """Xuất dự thảo báo cáo của cơ quan thường trực Ban Chỉ đạo ra tệp Word, mỗi con số dẫn tới bằng chứng."""
    (layout,) = LAYOUTS
    with house():
        place, period = place_and_period(unit, first, last)
        made = draft(layout, _committee(place), place, period, scope=access.HOUSE)
        content = render(
            made.paper, base_url=f"http://{HOST}:{settings.desk_port()}", made_at=timezone.localtime(timezone.now())
        )
    try:
        write_private(out.absolute(), content)
    except OSError as error:
        raise click.ClickException(f"Chưa ghi được {out}: {cause_of(error)}.") from error
    click.echo(f"Đã ghi {out}: {len(made.paper.numbers)} con số, sổ đến mục {grouped(made.known.position)}.")


def _committee(place: Place) -> Committee:
    territory = place.territory_id or None
    found = Committee.objects.filter(territory_id=territory).order_by("id").first()
    if found is None or (territory is None and place.territories is not None):
        raise MisusedError(f"{place.label} không có Ban Chỉ đạo để lập báo cáo.")
    return found
