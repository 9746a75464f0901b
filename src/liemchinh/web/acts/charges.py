"""Offences as officers write them, one or several: read, echoed by name and class, suggested from the Code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.kernel.vietnamese import fold, nfc
from liemchinh.law.basis import BLHS
from liemchinh.law.offences import OFFENCES, Charge, UnknownChargeError, parse_charge
from liemchinh.web.showing.shown import bound, said

_APART: Final = re.compile(r"[;\n]+|,(?!\s*(?:khoan|k\s*\.?\s*\d))|\s+va\s+(?=\d|khoan|dieu)", re.IGNORECASE)
"""Where one offence ends and the next begins; “Điều 353, khoản 2” stays one."""
_WRITTEN: Final = re.compile(
    r"\b(?:khoan|k)\s*\.?\s*(?P<c1>\d)\s*,?\s*(?:cua\s+)?(?:dieu|d)\s*\.?\s*(?P<a1>\d{3})\b"
    r"|\b(?:dieu|d)\s*\.?\s*(?P<a2>\d{3})\s*,?\s*(?:khoan|k)\s*\.?\s*(?P<c2>\d)\b(?!\s*(?:cua\s+)?dieu)"
    r"|\b(?P<a3>\d{3})\s*[./k]\s*(?P<c3>\d)\b"
    r"|\b(?:dieu\s*|d\s*\.?\s*)?(?P<a4>\d{3})\b"
)
"""Article and clause in text without accents."""


@dataclass(frozen=True, slots=True)
class Part:
    """One offence of a text: as typed, and what the Code knows it as (None: not understood)."""

    typed: str
    charge: Charge | None

    @property
    def code(self) -> str:
        """“353.2”; what was not understood stays as typed, for the law to refuse."""
        return self.charge.code if self.charge else self.typed


@cache
def _by_name() -> tuple[tuple[str, str], ...]:
    """Folded names of offences with their article, the longest first."""
    return tuple(sorted(((fold(one.label.vi), one.code) for one in OFFENCES), key=lambda pair: -len(pair[0])))


def _charge(text: str) -> Charge | None:
    try:
        return parse_charge(text)
    except UnknownChargeError:
        return None


def _parts_of(piece: str) -> Iterator[Part]:
    bare = fold(piece)
    found = list(_WRITTEN.finditer(bare))
    for one in found:
        article = one["a1"] or one["a2"] or one["a3"] or one["a4"]
        clause = one["c1"] or one["c2"] or one["c3"]
        code = f"{article}.{clause}" if clause else article
        yield Part(code, _charge(code))
    if not found:
        named = next((code for name, code in _by_name() if name in bare), "")
        yield Part(piece, _charge(named) if named else None)


def read(text: str) -> list[Part]:
    """Every offence of a text: “353.2; khoản 3 Điều 222”, “Tham ô tài sản (khoản 2 Điều 353 BLHS)”, or a name alone."""
    text = nfc(text)
    pieces, at = [], 0
    for cut in _APART.finditer(fold(text)):
        pieces.append(text[at : cut.start()])
        at = cut.end()
    pieces.append(text[at:])
    found: list[Part] = []
    for piece in pieces:
        cleaned = " ".join(piece.split())
        if cleaned:
            found += [part for part in _parts_of(cleaned) if part.code not in {one.code for one in found}]
    return found


def codes(text: str) -> str:
    """The offences of a text as the register keeps them: “353.2;222.3”."""
    return ";".join(part.code for part in read(text))


def written(stored: str) -> str:
    """Stored offences as they stand in a field: “353.2; 222.3”."""
    return "; ".join(part.strip() for part in stored.split(";") if part.strip())


def unknown(text: str) -> list[str]:
    """What of a text is no offence of the Code."""
    return [part.typed for part in read(text) if part.charge is None]


def echo(text: str, on: date | None = None) -> SafeString | str:
    """Each offence with its name, article, class and frame on the day, one to a line; empty for an empty text."""
    lines: list[tuple[object]] = []
    for part in read(text):
        if part.charge is None:
            lines.append((_("Chưa hiểu “%(text)s”") % {"text": part.typed},))
            continue
        told = {
            "name": said(part.charge.offence.label),
            "where": said(part.charge.label),
            "class": said(part.charge.severity.label),
        }
        sentence = (
            _("%(where)s, %(name)s: tội phạm %(class)s")
            if part.charge.clause is not None
            else _("%(where)s, %(name)s: chưa ghi khoản, tính là %(class)s")
        )
        frame = part.charge.frame_on(on) if on else None
        lines.append((bound(sentence % told + (f"; {said(frame.label)}" if frame else "")),))
    return format_html_join("", '<span class="charge-line">{}</span>', lines)


def control(name: str, value: str, *, said_as: str = "", described: str = "") -> SafeString:
    """An input for offences, with the Code as suggestions (`suggestions` stands once on the page).

    What it is understood as appears in #echo-f-NAME. `said_as`: its name for who cannot see the column head.
    """
    return format_html(
        '<input class="control" id="f-{0}" name="{0}" type="text" value="{1}" list="offences" autocomplete="off"'
        ' hx-get="{2}" hx-trigger="change, keyup changed delay:400ms" hx-target="#echo-f-{0}"'
        ' hx-swap="innerHTML"{3}{4}>',
        name,
        value,
        reverse("echo_charge"),
        format_html(' aria-label="{}"', said_as) if said_as else "",
        format_html(' aria-describedby="{}"', described) if described else "",
    )


def suggestions() -> SafeString:
    """Every clause of every offence, for `control` to suggest."""
    pairs = (
        (f"{offence.code}.{clause}", f"{said(BLHS.article(offence.code, clause).label)}: {said(offence.label)}")
        for offence in OFFENCES
        for clause in range(1, len(offence.classes) + 1)
    )
    return format_html(
        '<datalist id="offences">{}</datalist>', format_html_join("", '<option value="{}">{}</option>', pairs)
    )
