"""`liemchinh figures`: every figure of one place over one period."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click

from liemchinh.commands.house import house, place_and_period
from liemchinh.commands.words import DAY, DAY_OR_POSITION, Command
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.claims import stated
from liemchinh.figures.reconcile import end_of
from liemchinh.kernel.known import NOW, Known


@click.command("figures", cls=Command)
@click.option("--unit", "unit", metavar="MÃ|VN", required=True, help="Mã tỉnh (vào ngày cuối kỳ), CLUSTER:2, hoặc VN.")
@click.option("--from", "first", metavar="NGÀY", type=DAY, required=True, help="Ngày đầu kỳ.")
@click.option("--to", "last", metavar="NGÀY", type=DAY, required=True, help="Ngày cuối kỳ.")
@click.option("--known", metavar="NGÀY|MỤC", type=DAY_OR_POSITION, help="Như sổ biết đến hết ngày, hoặc đến mục này.")
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
def command(unit: str, first: date, last: date, known: date | Known | None, as_json: bool) -> None:
    """Tính mọi chỉ tiêu của một đơn vị trong một kỳ, kèm số dòng bằng chứng.

    Chỉ tiêu chỉ có trong văn bản (như điểm chỉ số) lấy từ số đã được nhận, ghi rõ là số nêu.
    """
    with house():
        place, period = place_and_period(unit, first, last)
        position = compute.known_at(end_of(known)) if isinstance(known, date) else known or NOW
        rows: dict[str, dict[str, Any]] = {}
        computed = compute.compute(INDICATORS.codes, [place], period, position)
        from_papers = stated([one.code for one in INDICATORS if one.is_stated], place.code, period)
        for indicator in INDICATORS:
            figure = computed.get((indicator.code, place.code))
            if figure is not None:
                rows[indicator.code] = {
                    "value": _plain(figure.value),
                    "unit": indicator.unit.value,
                    "evidence": figure.evidence,
                }
            elif indicator.code in from_papers:
                rows[indicator.code] = {
                    "value": _plain(from_papers[indicator.code].value),
                    "unit": indicator.unit.value,
                    "evidence": 1,
                    "stated": True,
                }
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    click.echo(f"{place.label}, {period.label}")
    for code, row in rows.items():
        source = "số nêu trong văn bản" if row.get("stated") else f"{row['evidence']} dòng bằng chứng"
        click.echo(f"  {code:<30} {row['value']:>16} {INDICATORS[code].unit.label.vi:<20} {source}")


def _plain(value: Any) -> str:
    return format(value.normalize(), "f")
