"""Loads the demonstration: reference data, officers, the registers of the whole country, five reports."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files
from typing import Final

from django.db import transaction
from django.utils import timezone

from liemchinh.demo import country, current, officers, papers
from liemchinh.directory import access
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.territories import TERRITORIES
from liemchinh.ledger import batch, notation
from liemchinh.ledger.models import Dossier
from liemchinh.ledger.notation import Assertion, Opened, Text, Written

WRITTEN: Final = ("son-la", "thai-nguyen", "kien-giang", "soc-trang", "cum-2")
"""The registers written by hand, by file."""
BY_HAND: Final = ("son-la", "thai-nguyen.1", "kien-giang.1", "soc-trang.1")
"""The territories whose registers are written by hand alone."""

_FAR_OFF: Final = date(2100, 1, 1)


class AlreadyLoadedError(Exception):
    """The register holds dossiers already; a demonstration is only loaded into an empty one."""


def load(*, now: datetime) -> None:
    """Fill an empty register with the demonstration, as it would stand at `now`.

    One transaction: everything or nothing. Raises AlreadyLoadedError when the register holds anything.
    """
    with access.entered(access.HOUSE), _without_collecting():
        if Dossier.objects.exists() or Officer.objects.filter(username=officers.SIGN_INS[0].username).exists():
            raise AlreadyLoadedError("Sổ đã có hồ sơ: chỉ nạp dữ liệu minh họa vào sổ trống.")
        Committee.objects.using("owner").filter(is_demonstration=False).update(is_demonstration=True)
        with transaction.atomic():
            known = officers.appoint()
            text, keepers = registers(now)
            batch.record_text(
                text,
                officer=known["trung-uong.son"],
                now=now,
                dated=True,
                keepers={place: known[username] for place, username in keepers.items()},
            )
            papers.receive(known, now)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A hundred thousand rows are made and none of them in cycles: looking for some takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def registers(now: datetime) -> tuple[Text, dict[str, str]]:
    """Everything that is recorded, as known at `now`, and who keeps what: sign-in names by register or dossier."""
    today = timezone.localdate(now)
    by_hand = [written(name) for name in WRITTEN]
    desk, keepers = current.register(by_hand, today, timezone.localtime(now).replace(tzinfo=None))
    by_seed = [notation.parse(text, today=_FAR_OFF) for text in country.registers(by_hand, BY_HAND, today)]
    texts = [*by_hand, notation.parse(desk, today=_FAR_OFF), *by_seed]
    return known_at(merged(texts), timezone.localtime(now).replace(tzinfo=None)), keepers | _homes()


def _homes() -> dict[str, str]:
    """The specialists and the registers that came to them."""
    homes = {one.committee: one.username for one in reversed(officers.SIGN_INS) if one.committee}
    found: dict[str, str] = {}
    for territory in TERRITORIES.values():
        successor = territory.successor_id or territory.id
        if username := homes.get(successor.replace(".", "-")):
            found[territory.id.replace(".", "-")] = username
    return found


def written(name: str) -> Text:
    """One of the registers written by hand."""
    text = (files("liemchinh.demo") / "acts" / f"{name}.acts").read_text("utf-8")
    return notation.parse(text, today=_FAR_OFF)


def merged(texts: Sequence[Text]) -> Text:
    """Many texts as one: lines are numbered through, labels keep apart."""
    whole, below = Text(), 0
    for number, text in enumerate(texts):
        shifted = [replace(one, line=one.line + below) for one in text.dossiers]
        whole.dossiers += shifted
        for act in text.acts:
            whole.acts.append(
                replace(
                    act,
                    line=act.line + below,
                    label=f"{number}.{act.label}" if act.label else "",
                    replaces=f"{number}.{act.replaces}" if act.replaces else "",
                )
            )
        whole.assertions += [replace(one, line=one.line + below) for one in text.assertions]
        below += max((line.line for line in _lines(text)), default=0)
    return whole


def _lines(text: Text) -> list[Opened | Written | Assertion]:
    return [*text.dossiers, *text.acts, *text.assertions]


def known_at(text: Text, moment: datetime) -> Text:
    """What had been done and heard of by then."""
    today = moment.date()
    dossiers = [one for one in text.dossiers if one.opened_on <= today and (one.recorded_at or moment) <= moment]
    open_then = {one.key for one in dossiers}
    acts = [
        act
        for act in text.acts
        if act.dossier in open_then and act.effective_on <= today and (act.recorded_at or moment) <= moment
    ]
    return Text(dossiers, acts, text.assertions)
