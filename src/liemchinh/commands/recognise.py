"""`liemchinh recognise`: the text of scans that nobody has recognised yet, now and here."""

from __future__ import annotations

import click
from django.utils import timezone

from liemchinh.commands.house import house, tell
from liemchinh.commands.words import Command, grouped
from liemchinh.files.recognition import MISSING, tesseract
from liemchinh.files.refusals import RefusedFileError
from liemchinh.ledger import recognition


@click.command("recognise", cls=Command)
@click.option("--again", is_flag=True, help="Nhận dạng lại cả những bản quét đã có chữ.")
def command(again: bool) -> None:
    """Nhận dạng chữ của các bản quét chưa có chữ, ví dụ sau khi cài Tesseract. Dừng giữa chừng thì lần sau làm tiếp."""
    program = tesseract()
    if program is None:
        raise click.ClickException(MISSING.vi)
    failed = 0
    with house():
        scans = list(recognition.unrecognised(again=again).values_list("pk", "name"))
        for at, (pk, name) in enumerate(scans, start=1):

            def told(page: int, pages: int, where: str = f"{at}/{len(scans)}", what: str = name) -> None:
                tell(f"{where} {what}: trang {page}/{pages}")

            try:
                recognition.recognise(pk, program, clock=timezone.now, again=again, tell=told)
            except RefusedFileError:
                failed += 1
                tell(f"{at}/{len(scans)} {name}: không mở được tệp.")
    click.echo(f"Đã nhận dạng {grouped(len(scans) - failed)} bản quét, {grouped(failed)} không mở được.")
