"""Search as the page shows it, with the found words marked."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from liemchinh.figures.catalogue import INDICATORS
from liemchinh.ledger import queries
from liemchinh.ledger.search import syllables
from liemchinh.web.dossiers.parts import document_url
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import said
from liemchinh.web.visit import Visit

_WORD = re.compile(r"\w+")
SHOWN = 50


def marked(text: str, wanted: set[str], beginning: str = "") -> SafeString:
    """The text with every found syllable in <mark>; `beginning` is the last word typed, which may be unfinished."""
    pieces: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        parts = syllables(word[0])
        hit = bool(parts) and all(part in wanted or (beginning and part.startswith(beginning)) for part in parts)
        pieces.append(conditional_escape(text[at : word.start()]))
        pieces.append(format_html("<mark>{}</mark>", word[0]) if hit else conditional_escape(word[0]))
        at = word.end()
    pieces.append(conditional_escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308  (every piece is escaped above)


def found(visit: Visit, text: str) -> dict[str, Any]:
    """Results in three groups, and what to say when there is none."""
    typed = syllables(text)
    wanted = set(typed)
    beginning = typed[-1] if typed and len(typed[-1]) >= 2 else ""
    hits = queries.find(visit.scope, text, limit=SHOWN)
    dossiers = [
        shapes.Found(
            hit.number,
            marked(hit.title, wanted, beginning),
            hit.kind.label,
            reverse("dossier", args=[hit.committee_code, hit.number]),
        )
        for hit in hits
    ]
    papers = [
        shapes.Found("", _linked(marked(paper.name, wanted, beginning), document_url(paper.pk)), _("văn bản"), "")
        for paper in queries.find_documents(visit.scope, text)
    ]
    indicators = [
        shapes.Found(
            "",
            _linked(marked(str(said(item.label)), wanted, beginning), reverse("figure", args=[item.code])),
            _("chỉ tiêu"),
            "",
        )
        for item in INDICATORS
        if wanted and wanted <= set(syllables(f"{item.label.vi} {item.label.en} {item.code}"))
    ]
    return {
        "text": text,
        "dossiers": dossiers,
        "papers": papers,
        "indicators": indicators,
        "cut": len(hits) == SHOWN,
        "count": len(dossiers) + len(papers) + len(indicators),
    }


def _linked(text: SafeString, url: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text) if url else text
