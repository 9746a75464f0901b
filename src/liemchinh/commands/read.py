"""`liemchinh read FILE…`: what papers state. Needs no database."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from liemchinh.commands.words import DAY, Command, MisusedError
from liemchinh.files.examining import text_of
from liemchinh.files.kinds import LIMIT
from liemchinh.files.refusals import RefusedFileError
from liemchinh.reader import Claim, read
from liemchinh.reader.score import Score, score_file
from liemchinh.station.layout import cause_of


@click.command("read", cls=Command)
@click.argument("files", metavar="TỆP…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
@click.option("--published", metavar="NGÀY", type=DAY, help="Ngày của văn bản, để hiểu “cùng kỳ”, “đến nay”.")
@click.option(
    "--score", "scored", metavar="TỆP.jsonl", type=click.Path(path_type=Path), help="Chấm cách đọc theo tệp mẫu."
)
def command(files: tuple[Path, ...], as_json: bool, published: date | None, scored: Path | None) -> None:
    """Đọc số liệu trong văn bản .txt, .docx, .xlsx, .pdf: chỉ tiêu, giá trị, phạm vi, kỳ, và chỗ đứng trong văn bản."""
    if scored is not None:
        _show_score(scored, as_json=as_json)
        return
    if not files:
        raise MisusedError("Thiếu tệp cần đọc.")
    found: list[tuple[Path, list[Claim]]] = []
    faults: list[str] = []
    for file in files:
        try:
            found.append((file, read(_text(file), published=published)))
        except RefusedFileError as fault:
            faults.append(fault.label.vi)
        except OSError as error:
            faults.append(f"Chưa đọc được “{file}”: {cause_of(error)}.")
    if as_json:
        rows = [{"file": str(file), "claims": [_row(claim) for claim in claims]} for file, claims in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for file, claims in found:
            _show(file, claims)
    if faults:
        raise click.ClickException("\n".join(faults))


def _text(file: Path) -> str:
    with file.open("rb") as stream:
        return text_of(file.name, stream.read(LIMIT + 1))


def _row(claim: Claim) -> dict[str, Any]:
    row = asdict(claim)
    row["value"] = format(claim.value.normalize(), "f")
    row["period"] = [claim.period.first.isoformat(), claim.period.last.isoformat()] if claim.period else None
    row["as_of"] = claim.as_of.isoformat() if claim.as_of else None
    return row


def _show(file: Path, claims: list[Claim]) -> None:
    click.echo(f"{file}: {len(claims)} số liệu")
    for claim in claims:
        row = _row(claim)
        when = " – ".join(row["period"] or ()) or row["as_of"] or "không rõ kỳ"
        click.echo(f"  {row['indicator']:<28} {row['value']:>14} {row['unit']:<13} {row['scope']:<12} {when}")
        click.echo(f"    “{' '.join(claim.quote.split())}”")


def _show_score(file: Path, *, as_json: bool) -> None:
    try:
        result = score_file(file)
    except OSError as error:
        raise click.ClickException(f"Chưa đọc được “{file}”: {cause_of(error)}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"Tệp mẫu “{file}” không đúng dạng: {error}") from error
    if as_json:
        click.echo(json.dumps(_score_row(result), ensure_ascii=False, indent=1))
        return
    click.echo(f"{result.passages} đoạn, {result.total.stated} số liệu nêu, {result.total.claimed} số liệu đọc")
    click.echo(f"Chỉ tiêu, giá trị, đơn vị: {_shares(result)}")
    click.echo(
        f"Trong {result.matched} số khớp: phạm vi {result.scope_share:.3f}, kỳ {result.time_share:.3f}, "
        f"mức chính xác {result.qualifier_share:.3f}"
    )
    for code, tally in sorted(result.by_indicator.items()):
        click.echo(
            f"  {code:<28} nêu {tally.stated:>3}  đọc {tally.claimed:>3}  đúng {tally.right:>3}  F1 {tally.f1:.3f}"
        )


def _shares(result: Score) -> str:
    total = result.total
    return f"đúng {total.precision:.3f} số đọc, đủ {total.recall:.3f} số nêu, F1 {total.f1:.3f}"


def _score_row(result: Score) -> dict[str, Any]:
    total = result.total
    return {
        "passages": result.passages,
        "precision": round(total.precision, 4),
        "recall": round(total.recall, 4),
        "f1": round(total.f1, 4),
        "matched": result.matched,
        "scope": round(result.scope_share, 4),
        "period": round(result.time_share, 4),
        "qualifier": round(result.qualifier_share, 4),
    }
