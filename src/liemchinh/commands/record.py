"""`liemchinh record FILE.acts`: acts from a text, all of them or none."""

from __future__ import annotations

from pathlib import Path

import click
from django.db import transaction
from django.utils import timezone

from liemchinh.commands.house import house
from liemchinh.commands.words import Command, grouped
from liemchinh.directory.models import Officer
from liemchinh.directory.places import place_of
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.calendar import Period, show_date
from liemchinh.kernel.label import Label
from liemchinh.ledger.batch import record_text
from liemchinh.ledger.notation import Assertion, Fault, FaultyTextError, parse
from liemchinh.station.layout import cause_of

_HOUSE = "may-chu"
"""The sign-in name under which the machine's own commands record; nobody can sign in with it."""


@click.command("record", cls=Command)
@click.argument("source", metavar="TỆP.acts", type=click.Path(path_type=Path))
@click.option("--officer", "username", metavar="TÊN", default=_HOUSE, help="Tên đăng nhập của cán bộ ghi sổ.")
def command(source: Path, username: str) -> None:
    """Ghi vào sổ các hành vi viết trong một tệp. Có một dòng sai thì không ghi dòng nào, và nói rõ từng dòng sai."""
    now = timezone.now()
    try:
        written = source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise click.ClickException(f"Chưa đọc được “{source}”: {cause_of(error)}.") from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"Chưa đọc được “{source}”: tệp không dùng bảng mã UTF-8.") from error
    try:
        text = parse(written, today=timezone.localdate(now))
        with house(), transaction.atomic():
            count = record_text(text, officer=_officer(username), now=now)
            faults = [fault for asserted in text.assertions for fault in _untrue(asserted)]
            if faults:
                raise FaultyTextError(faults)
    except FaultyTextError as error:
        raise click.ClickException(f"Chưa ghi vào sổ dòng nào của {source}:\n{error}") from error
    click.echo(f"Đã ghi vào sổ {grouped(count)} hành vi.")


def _officer(username: str) -> Officer:
    if username == _HOUSE:
        return Officer.objects.get_or_create(username=_HOUSE, defaults={"name": "Máy chủ", "is_active": False})[0]
    found = Officer.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise click.BadParameter(f"không có cán bộ “{username}”.", param_hint="--officer")
    return found


def _untrue(asserted: Assertion) -> list[Fault]:
    """The fault of a figure that the text says must come out, and does not."""
    place = place_of(asserted.place, on=asserted.last)
    if asserted.indicator not in INDICATORS or INDICATORS[asserted.indicator].is_stated:
        return [Fault(asserted.line, Label(f"không tính được chỉ tiêu {asserted.indicator}", "not a computed figure"))]
    figure = compute.one(asserted.indicator, place, Period(asserted.first, asserted.last))
    if figure.value == asserted.value:
        return []
    until, value, meant = show_date(asserted.last), f"{figure.value:f}", f"{asserted.value:f}"
    return [
        Fault(
            asserted.line,
            Label(
                f"{asserted.indicator} của {place.label.vi} đến {until} là {value}, không phải {meant}",
                f"{asserted.indicator} of {place.label.en} up to {until} is {value}, not {meant}",
            ),
        )
    ]
