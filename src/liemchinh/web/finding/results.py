"""What the page of search shows of each thing found: where it leads, what it is, the found words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from liemchinh.kernel import vietnamese
from liemchinh.kernel.calendar import Precision
from liemchinh.kernel.label import Label
from liemchinh.law.acts import DossierKind
from liemchinh.law.book import ANNULLED, BOOK
from liemchinh.ledger import search
from liemchinh.ledger.finding import Results
from liemchinh.ledger.hits import Hit
from liemchinh.ledger.models import Act, Dossier
from liemchinh.ledger.search import Query
from liemchinh.web.dossiers.parts import anchor, document_url
from liemchinh.web.showing.shown import said, show_day, show_entry

PEOPLE: Final = "#nguoi"
"""Where a dossier's page shows its persons and bodies."""


@dataclass(frozen=True, slots=True)
class Row:
    """One result. `lines` are safe HTML below the title; `struck` says what became of an act."""

    number: str
    title: SafeString
    url: str
    kind: str
    lines: Sequence[SafeString]
    struck: str = ""
    is_loose: bool = False


def rows(hits: Sequence[Hit], results: Results, *, with_register: bool) -> list[Row]:
    """The rows of one page. `with_register`: the reader reaches more registers than one, so each is named."""
    return [_Telling(hit, results.sought, with_register=with_register).row() for hit in hits]


def marked(text: str, sought: Query, *, exact: bool = False, cut: bool = False) -> SafeString:
    """The text with what was found in <mark>; with `cut`, a long one around the best of it."""
    composed = vietnamese.nfc(text)
    found = search.spans(composed, sought, exact=exact)
    start, end = search.excerpt(composed, found) if cut else (0, len(composed))
    pieces: list[str] = [conditional_escape("… ")] if start else []
    at = start
    for first, last in found:
        if start <= first and last <= end:
            pieces.append(conditional_escape(composed[at:first]))
            pieces.append(format_html("<mark>{}</mark>", composed[first:last]))
            at = last
    pieces.append(conditional_escape(composed[at:end]))
    if end < len(composed):
        pieces.append(" …")
    return mark_safe("".join(pieces))  # noqa: S308  (every piece is escaped above)


class _Telling:
    def __init__(self, hit: Hit, sought: Query, *, with_register: bool) -> None:
        self.hit = hit
        self.sought = sought
        self.exact = sought.is_toned and not hit.match.is_loose
        self.with_register = with_register

    def row(self) -> Row:
        """The result as the page prints it."""
        hit = self.hit
        if hit.act is not None:
            return self._act(hit.act)
        if hit.person is not None:
            about = ", ".join(part for part in (hit.person.post, hit.person.unit) if part)
            url = _person_url(hit.person.pk) or self._place(PEOPLE)
            return self._row("", hit.person.name, url, _("người"), [*self._text(about), *self._dossiers()])
        if hit.body is not None:
            return self._row("", hit.body.name, self._place(PEOPLE), _("tổ chức"), self._dossiers())
        if hit.document is not None:
            lines = [*self._text(" ".join(hit.text.split())), *self._dossiers()]
            return self._row("", hit.document.name, document_url(hit.document.pk), _("văn bản"), lines)
        dossier = hit.dossiers[0]
        names = self._names(hit.names)
        day = format_html("{}{}", _("mở ngày %(day)s") % {"day": show_day(dossier.opened_on)}, self._register(dossier))
        kind = str(said(DossierKind(dossier.kind).label)).lower()
        return self._row(dossier.number, dossier.title, _dossier_url(dossier), kind, [*names, day])

    def _row(self, number: str, title: str, url: str, kind: str, lines: Sequence[SafeString]) -> Row:
        return Row(
            number,
            self._mark(title),
            url,
            kind,
            lines,
            is_loose=self.hit.match.is_loose,
        )

    def _mark(self, text: str, *, cut: bool = False) -> SafeString:
        return marked(text, self.sought, exact=self.exact, cut=cut)

    def _text(self, text: str) -> list[SafeString]:
        return [self._mark(text, cut=True)] if text else []

    def _names(self, names: Sequence[str]) -> list[SafeString]:
        """Those of a dossier's persons and bodies in whose names something was found."""
        found = [name for name in names if search.spans(name, self.sought)]
        if not found:
            return []
        shown = format_html_join(", ", "{}", ((marked(name, self.sought),) for name in found[:6]))
        return [format_html("{} {}", _("có tên:"), shown)]

    def _act(self, act: Act) -> Row:
        hit = self.hit
        kind = BOOK.get(act.kind)
        name = str(said(kind.label)) if kind else act.kind
        place = act.replaces_id if act.kind == ANNULLED and act.replaces_id else act.position
        day = f"{show_day(act.effective_on, Precision(act.precision))} · {show_entry(act.position)}"
        paper = [part for part in (act.document_number, act.issuer, act.addressee) if part]
        about = format_html_join(" · ", "{}", ((self._mark(part),) for part in paper))
        lines = [format_html("{}{}{}", day, " · " if paper else "", about)] if paper else [format_html("{}", day)]
        struck = ""
        if hit.replaced_by is not None:
            successor = show_entry(hit.replaced_by.position)
            annulled = hit.replaced_by.kind == ANNULLED
            struck = (_("đã hủy ghi, xem %(entry)s") if annulled else _("đã đính chính, xem %(entry)s")) % {
                "entry": successor
            }
        return Row(
            "",
            self._mark(name),
            self._place(anchor(place)),
            _("hành vi"),
            [*lines, *self._text(act.note), *self._dossiers()],
            struck,
            hit.match.is_loose,
        )

    def _place(self, where: str) -> str:
        return _dossier_url(self.hit.dossiers[0]) + where if self.hit.dossiers else ""

    def _dossiers(self) -> list[SafeString]:
        return [
            format_html(
                '<a class="nowrap" href="{}">{}</a> {}{}',
                _dossier_url(dossier),
                dossier.number,
                dossier.title,
                self._register(dossier),
            )
            for dossier in self.hit.dossiers[:4]
        ]

    def _register(self, dossier: Dossier) -> str:
        if not self.with_register:
            return ""
        return f" · {said(Label(dossier.committee.name, dossier.committee.name_en))}"


def linked(text: SafeString, url: str) -> SafeString:
    """The text as a link."""
    return format_html('<a href="{}">{}</a>', url, text)


def _dossier_url(dossier: Dossier) -> str:
    return reverse("dossier", args=[dossier.committee.code, dossier.number])


def _person_url(pk: int) -> str:
    try:
        return reverse("person", args=[pk])
    except NoReverseMatch:
        return ""
