"""`liemchinh reconcile`: every figure that a paper states, beside the register."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import click

from liemchinh.commands.house import house
from liemchinh.commands.words import Command
from liemchinh.figures.claims import current
from liemchinh.figures.reconcile import Compared, Outcome, reconcile


@click.command("reconcile", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="In ra JSON.")
def command(as_json: bool) -> None:
    """Đối chiếu từng số nêu trong văn bản với số tính từ sổ."""
    with house():
        compared = reconcile(current())
    if as_json:
        click.echo(json.dumps([_row(one) for one in compared], ensure_ascii=False, indent=1))
        return
    paper = ""
    for one in compared:
        if one.claim.document.name != paper:
            paper = one.claim.document.name
            click.echo(paper)
        row = _row(one)
        computed = row["computed"] if row["computed"] is not None else "–"
        click.echo(
            f"  {row['indicator']:<28} {row['scope']:<12} nêu {row['stated']:>14}  sổ {computed:>14}"
            f"  {one.outcome.label.vi}{'  ' + one.why.vi if one.why.vi else ''}"
        )
    counts = Counter(one.outcome for one in compared)
    click.echo(
        ", ".join(f"{outcome.label.vi} {counts[outcome]}" for outcome in Outcome) + f"; cả thảy {len(compared)}."
    )


def _row(one: Compared) -> dict[str, Any]:
    claim = one.claim
    return {
        "document": claim.document.name,
        "indicator": claim.indicator,
        "unit": claim.unit,
        "scope": claim.scope,
        "period": [claim.first_on.isoformat(), claim.last_on.isoformat()] if claim.first_on and claim.last_on else None,
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "stated": format(claim.value.normalize(), "f"),
        "computed": format(one.figure.value.normalize(), "f") if one.figure is not None else None,
        "evidence": one.figure.evidence if one.figure is not None else 0,
        "outcome": one.outcome.value,
        "why": one.why.vi,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
    }
