"""The marks of the desk: filters, tags and the list of fragments. `{% load desk %}` on every page.

Filters
  {{ date|day }} 14/07/2026 · {{ date|day:precision }} tháng 3/2026 · {{ date|weekday }} thứ Hai, 20/07/2026
  {{ datetime|moment }} 14/07/2026, 08:12 · {{ datetime|hour }} 08:12 · {{ int|entry }} mục 48.213
  {{ int|number }} 1.858 · {{ decimal|number:2 }} 72,46 · {{ int|signed }} +74 · {{ percent|percent }} 5,8%
  {{ percent|signed_percent }} −5,8% · {{ đồng|dong }} 38,42 tỷ, exact on hover, on paper and for screen readers
  {{ đồng|exact }} 38.420.000.000 đồng · {{ Label|said }} the text in the language of the page (str passes
  through), with no-break spaces: Điều 174, mục 9, 20 ngày, 31 vụ, Ông N.V.A.
Tags
  {% figure value url [unit=] [why=] [differs=] [sign=1] [name=] %}  value int, Decimal, text or SafeString; None prints
      “– <i>why</i>”; differs: “khác ấn bản: 14 / 42”; name: aria-label when the number alone would not be understood
  {% pair first second url [first_unit="vụ" second_unit="bị can"] [prose=1] %}  31 vụ / 96 bị can, one link; prose:
      31 vụ/96 bị can
  {% due day today [done_on=] [stopped=1] [soon=10] [estimated=1] [note=] [stacked=1] [weekday=1] %}  date first, then
      the words; note replaces them, or follows “không tính” (“tạm đình chỉ từ 12/03/2026”); weekday: on days
      further off than soon, the weekday instead of “còn n ngày”
  {% due_words due [note=] [stacked=1] %}  the same for a shown.Due
  {% lag effective_on entered_on %}  “sau 36 ngày”, or nothing under a week
  {% icon "up|down|right|check|cross|print" [name] %}  inline SVG; with a name it is read out
  {% claims_text text claims [first_id] %}  a paragraph with its read figures underlined and numbered; claims: Claimed
Fragments ({% include "parts/NAME.html" with … %}; records of web/showing/shapes.py)
  track.html          stages (Stage…), columns (int, how many the whole track has), title
  deadline.html       title, due (shown.Due), bar (SVG of charts.deadline_bar), rows (DeadlineRow…), note (safe HTML)
  timeline.html       years (Year…), caption
  head_row.html       columns (Column…): the <thead>
  identity.html       rows (IdentityRow…), caption: opening + in − out = closing
  filters.html        groups (FilterGroup…), sentence (chosen filters in words), clear_url, action, opened, hidden
                      (pairs of name and value that are kept): a GET form
  pager.html          pages (Pages)
  field.html          field (Field), across (takes the whole width of <div class="fields">)
  refusal.html        title, sentence, refusals (Refused…), can_do (safe HTML); takes the focus
                      unless still
  done.html           sentence (“Đã ghi mục 48.215 lúc 08:32 ngày 14/07/2026.”), links (Link…)
  stale.html          sentence, links: a warning in ochre, for example that somebody recorded in between
  not_allowed.html    title, acts (NotAllowed…), opened
  preview.html        preview (Preview)
  claims.html         claims (Claimed…), next_url, headless: the table beside a paragraph, one form a row
  reconcile_row.html  text, claims, next_url, row_id, headless: inside <div class="reconcile">
  facts.html          facts (Fact…), from_left · pairs.html facts: label and value, one under the other
  people.html         people (Someone…), note · papers.html papers (Paper…), more_url, more
  ladder.html         rungs (what charts.ladder_bars gives), note
  state.html          kind (empty, missing, refused, failed, recorded, working), sentence, text (safe HTML), links, and
                      done, total when working
  results.html        results (Found…), note
  tree.html           sections (Section…) · checks.html checks (Check…)
  links.html          links (Link…): words parted by a middle dot
  sheet.html          paper (parent, issuer, number, place_date, type, title, body (safe HTML), recipients,
                      signed (lines), signature_note, signer, foot (lines), page): one A4 sheet in the Party layout
A table by hand: <table class="grid rows">, <td data-l="label on the phone">; classes number, total, closing, group,
  more, selected, open, recorded, weak, strong, code (no break), name (bold on the phone), half (two to a line on the
  phone), operator; "grid keep" instead of "rows" stays a table on the phone; "grid-dense" has narrow rows.
Charts (web/drawing) are called by views and give safe SVG.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import WEEKDAYS, Precision, show_date
from liemchinh.kernel.money import show_dong, show_exact, show_number
from liemchinh.web.showing import shown
from liemchinh.web.showing.shapes import Claimed

register = template.Library()

_ICONS = {
    "up": "M5 8V2M2 5l3-3 3 3",
    "down": "M5 2v6M2 5l3 3 3-3",
    "right": "M1 5h14M11 1.5 15 5l-4 3.5",
    "check": "m1.5 5.4 2.3 2.4L8.6 2.2",
    "cross": "m2 2 6 6M8 2 2 8",
    "print": "M2 4h6v4H2zM3 4V1h4v3M3 6.5h4",
}
_WIDE = {"right"}


@register.filter
def said(text: object) -> object:
    """A Label in the language of the page; numbers, articles and their words do not part at the end of a line."""
    return shown.bound(shown.said(text))


@register.filter
def day(value: date | None, precision: Precision = Precision.DAY) -> str:
    """dd/mm/yyyy; an en dash without a day."""
    return shown.show_day(value, precision) if value else shown.EN_DASH


@register.filter
def weekday(value: date) -> str:
    """thứ Hai, 20/07/2026."""
    return shown.show_weekday(value)


@register.filter
def moment(value: datetime | None) -> str:
    """14/07/2026, 08:12."""
    return shown.show_moment(value) if value else shown.EN_DASH


@register.filter
def hour(value: datetime | None) -> str:
    """08:12."""
    return shown.show_hour(value) if value else shown.EN_DASH


@register.filter
def entry(position: int | None) -> str:
    """mục 48.213."""
    return shown.show_entry(position) if position is not None else shown.EN_DASH


@register.filter
def number(value: object, places: int | None = None) -> str:
    """1.858, decimals after a comma; texts pass through."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return shown.EN_DASH if value is None else str(value)
    return show_number(value, places)


@register.filter
def signed(value: int | Decimal | None) -> str:
    """+74, −166, 0."""
    return shown.EN_DASH if value is None else shown.show_signed(value)


@register.filter
def percent(value: float | Decimal | None) -> str:
    """5,8%."""
    return shown.show_percent(value)


@register.filter
def signed_percent(value: float | Decimal | None) -> str:
    """−5,8%, +92,5%."""
    return shown.show_percent(value, signed=True)


@register.filter
def dong(amount: int | None) -> SafeString | str:
    """38,42 tỷ, with every đồng on hover, on paper and for screen readers."""
    if amount is None:
        return shown.EN_DASH
    short, exact_text = (text.replace(" ", shown.NBSP) for text in (show_dong(amount), show_exact(amount)))
    if short == exact_text:
        return format_html('<span class="money">{}</span>', exact_text)
    return format_html(
        '<span class="money" title="{1}"><span class="short" aria-hidden="true">{0}</span>'
        '<span class="exact">{1}</span></span>',
        short,
        exact_text,
    )


@register.filter
def exact(amount: int | None) -> str:
    """38.420.000.000 đồng."""
    return shown.EN_DASH if amount is None else show_exact(amount).replace(" ", shown.NBSP)


@register.filter
def key_class(count: int) -> str:
    """The class of a track with so many columns."""
    return f"of-{min(max(count, 3), 9)}"


def _written(value: object, sign: bool) -> str:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return shown.show_signed(value) if sign else show_number(value)
    return conditional_escape(str(shown.said(value)) if not isinstance(value, SafeString) else value)


def _joined(value: str, unit: object) -> str:
    return format_html("{}{}{}", value, shown.NBSP, shown.said(unit)) if unit else value


def _opening(text: str, url: str, name: object) -> SafeString:
    if not url:
        return format_html('<span class="still">{}</span>', text)
    label = format_html(' aria-label="{}"', shown.said(name)) if name else ""
    return format_html('<a class="figure" href="{}"{}>{}</a>', url, label, text)


@register.simple_tag
def figure(
    value: object,
    url: str = "",
    unit: object = "",
    why: object = "",
    differs: object = "",
    sign: bool = False,
    name: object = "",
) -> SafeString:
    """A figure that opens its evidence; see the list above."""
    if value is None:
        reason = format_html(" <i>{}</i>", shown.said(why)) if why else ""
        return format_html('<span class="no-value">{}{}</span>', shown.EN_DASH, reason)
    drawn = _opening(_joined(_written(value, sign), unit), url, name)
    if not differs:
        return drawn
    return format_html('{} <span class="differs">{} {}</span>', drawn, _("khác ấn bản:"), shown.said(differs))


@register.simple_tag
def pair(
    first: int | Decimal | None,
    second: int | Decimal | None,
    url: str = "",
    first_unit: object = "",
    second_unit: object = "",
    prose: bool = False,
    why: object = "",
    name: object = "",
) -> SafeString:
    """Two counts that belong together (vụ / bị can), one link."""
    if first is None and second is None:
        return figure(None, why=why)
    between = "/" if prose else f"{shown.NBSP}/{shown.NBSP}"
    parts = [
        _joined(shown.EN_DASH if value is None else _written(value, False), unit)
        for value, unit in ((first, first_unit), (second, second_unit))
    ]
    return _opening(format_html("{}{}{}", parts[0], between, parts[1]), url, name)


@register.simple_tag
def due_words(due: shown.Due, note: object = "", stacked: bool = False) -> SafeString:
    """The day and its words, in the ink of its state."""
    word = shown.said(note) or due.word
    if due.day:
        first = format_html('<time datetime="{}">{}</time> ', due.day.isoformat(), show_date(due.day))
    else:
        first, word = format_html("{} ", due.word), shown.said(note)
    return format_html(
        '<span class="due due-{}{}">{}<span class="due-word">{}</span></span>',
        due.state,
        " stacked" if stacked else "",
        first,
        word,
    )


@register.simple_tag(name="due")
def due_tag(
    day: date | None,
    today: date,
    done_on: date | None = None,
    stopped: bool = False,
    soon: int = shown.SOON,
    estimated: bool = False,
    note: object = "",
    stacked: bool = False,
    weekday: bool = False,
) -> SafeString:
    """A deadline in words, counted at reading."""
    read = shown.due(day, today, done_on=done_on, stopped=stopped, soon=soon, estimated=estimated)
    if weekday and read.state == "open" and day and not note:
        note = WEEKDAYS[day.weekday()]
    return due_words(read, note=note, stacked=stacked)


@register.simple_tag
def lag(effective_on: date, entered_on: date) -> str:
    """sau 36 ngày, or nothing under a week."""
    return shown.show_lag(effective_on, entered_on)


@register.simple_tag
def icon(shape: str, name: object = "") -> SafeString:
    """A small inline drawing; decorative unless named."""
    width = 16 if shape in _WIDE else 10
    seen = format_html('role="img" aria-label="{}"', shown.said(name)) if name else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {} width="{}" height="10" viewBox="0 0 {} 10">'
        '<path d="{}" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>',
        seen,
        width,
        width,
        _ICONS[shape],
    )


@register.simple_tag
def rooms_with_keys(rooms: Sequence[tuple[object, str, bool]]) -> list[shown.Room]:
    """The rooms of the head, each with its letter."""
    return shown.rooms_with_keys(rooms)


@register.simple_tag
def claims_text(text: str, claims: Sequence[Claimed], row_prefix: str = "claim-") -> SafeString:
    """`text` with every claim underlined in the line of its verdict and numbered; each mark leads to its row.

    Claims are taken in the order of their places; one that overlaps the mark before it gets its number only.
    """
    drawn: list[str] = []
    at = 0
    for claim in sorted(claims, key=lambda one: (one.start, one.end)):
        start = max(claim.start, at)
        drawn.append(conditional_escape(text[at:start]))
        words = text[start : claim.end]
        if words:
            drawn.append(
                format_html(
                    '<a class="claim {}" id="text-{}{}" href="#{}{}" title="{}">{}</a>',
                    claim.verdict,
                    row_prefix,
                    claim.number,
                    row_prefix,
                    claim.number,
                    shown.said(claim.word),
                    words,
                )
            )
        drawn.append(format_html('<span class="claim-note">{}</span>', claim.number))
        at = max(claim.end, start)
    drawn.append(conditional_escape(text[at:]))
    return mark_safe("".join(drawn))  # noqa: S308  (every piece is escaped above)
