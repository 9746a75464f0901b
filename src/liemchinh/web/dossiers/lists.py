"""What a list of dossiers shows: filters from the address, their sentence, columns, rows and pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liemchinh.directory.access import Scope
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.law.acts import DossierKind, Stage, WatchLevel
from liemchinh.law.book import BOOK
from liemchinh.law.limits import LIMITS
from liemchinh.ledger import counting, listing, warning_days
from liemchinh.ledger.counting import Counts, Filters
from liemchinh.ledger.listing import DUE, LISTED, NUMBER, Listed, Page
from liemchinh.ledger.queries import Reading
from liemchinh.ledger.warning_days import Thresholds
from liemchinh.web.showing import shapes, shown
from liemchinh.web.showing.shown import said

PARAMETERS = {
    "kind": "loai", "state": "dien", "due": "han", "stage": "giai-doan", "level": "cap", "keeper": "nguoi",
}  # fmt: skip
"""The name of each filter in the address."""

ORDERS = {"han": DUE, "vao-dien": LISTED, "so": NUMBER}
STATES = {
    "watched": Label("Đang theo dõi", "On the list"),
    "off": Label("Đã đưa ra khỏi diện", "Taken off"),
    "proposed": Label("Đề xuất, chưa tính", "Proposed, not counted"),
}
DUES = {
    "over": Label("Quá hạn", "Overdue"),
    "near": Label("Sắp đến hạn", "Near"),
    "suspended": Label("Tạm đình chỉ", "Suspended"),
}
WHOLE = 500
"""How many rows “all on one page” and the print show at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    filters: Filters
    order: str
    after: str
    before: str
    first: int
    whole: bool
    touched: bool


def asked(query: QueryDict, kinds: tuple[DossierKind, ...], *, watched: bool) -> Asked:
    """Read the address. `watched`: what was never on the list is left out until the reader chooses otherwise."""
    touched = "loc" in query
    chosen = {group: tuple(query.getlist(name)) for group, name in PARAMETERS.items()}
    if watched and not touched and not chosen["state"]:
        chosen["state"] = ("watched",)
    tail = query.get("tu", "1")
    first = int(tail) if tail.isascii() and tail.isdigit() and len(tail) < 10 else 1
    return Asked(
        Filters(kinds=tuple(kind.value for kind in kinds), text=query.get("tim", "").strip()[:200], **chosen),
        ORDERS.get(query.get("xep", ""), DUE),
        query.get("sau", ""),
        query.get("truoc", ""),
        max(first, 1),
        "tat-ca" in query,
        touched,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the table prints it."""

    number: str
    url: str
    title: str
    kind: Label
    stage: Label
    latest: str
    accused: int | None
    listed: date | None
    due: shown.Due
    due_basis: str
    agency: str
    keeper: str
    level: Label | str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the page of a list needs."""

    rows: tuple[Row, ...]
    groups: tuple[shapes.FilterGroup, ...]
    sentence: str
    chosen: str
    columns: tuple[shapes.Column, ...]
    pages: shapes.Pages
    counts: Counts
    hidden: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    text: str
    print_url: str


def show(scope: Scope, wish: Asked, reading: Reading, address: str) -> Shown:
    """Counts, one page, its words and the days of warning: six to eight statements whatever is chosen."""
    thresholds = warning_days.thresholds()
    counts = counting.counts(scope, wish.filters, reading, thresholds)
    size = WHOLE if wish.whole else listing.PAGE
    page = listing.page(
        scope,
        wish.filters,
        reading,
        order=wish.order,
        after=wish.after,
        before=wish.before,
        size=size,
        counted=counts,
    )
    names = counting.keepers(counts)
    groups = tuple(_groups(wish, counts, names))
    return Shown(
        rows=tuple(_row(row, reading, thresholds) for row in page.rows),
        groups=groups,
        sentence=_sentence(wish, counts),
        chosen=_chosen(groups),
        columns=_columns(wish, address),
        pages=_pages(wish, page, counts, address, size),
        counts=counts,
        hidden=(("loc", "1"), *((("xep", _order_name(wish.order)),) if wish.order != DUE else ()), *_text(wish)),
        kept=tuple(pair for pair in _pairs(wish) if pair[0] != "tim"),
        text=wish.filters.text,
        print_url=_url(address, wish, **{"tat-ca": "1", "in": "1"}),
    )


def _text(wish: Asked) -> tuple[tuple[str, str], ...]:
    return (("tim", wish.filters.text),) if wish.filters.text else ()


def _order_name(order: str) -> str:
    return next(name for name, code in ORDERS.items() if code == order)


def _pairs(wish: Asked) -> list[tuple[str, str]]:
    """The address of the list as it is read, without its place."""
    pairs = [("loc", "1")] if wish.touched else []
    for group, name in PARAMETERS.items():
        if wish.touched or group != "state":
            pairs += [(name, value) for value in getattr(wish.filters, group)]
    pairs += _text(wish)
    if wish.order != DUE:
        pairs.append(("xep", _order_name(wish.order)))
    return pairs


def _url(address: str, wish: Asked, **more: str) -> str:
    pairs = [pair for pair in _pairs(wish) if pair[0] not in more]
    pairs += [(name, value) for name, value in more.items() if value]
    return f"{address}?{urlencode(pairs)}" if pairs else address


def _row(row: Listed, reading: Reading, thresholds: Thresholds) -> Row:
    limit = LIMITS.get(row.next_limit)
    due = shown.due(
        row.next_due,
        reading.day,
        stopped=row.suspended and row.next_due is None,
        soon=thresholds.of(row.committee_code, row.next_limit),
    )
    basis = f"{str(said(limit.label)).lower()}, {said(limit.basis.label)}" if limit else ""
    newest = row.newest
    kind = BOOK.get(newest.kind) if newest else None
    return Row(
        number=row.number,
        url=reverse("dossier", args=[row.committee_code, row.number]),
        title=row.title,
        kind=row.kind.label,
        stage=Stage(row.stage).label,
        latest=f"{said(kind.label)}, {show_date(newest.on)}" if kind and newest else "",
        accused=row.accused if row.kind is DossierKind.CASE else None,
        listed=row.watched_from,
        due=due,
        due_basis=basis,
        agency=newest.issuer if newest else "",
        keeper=row.keeper,
        level=WatchLevel(row.level).label if row.level else "",
    )


def _groups(wish: Asked, counts: Counts, names: Mapping[str, str]) -> list[shapes.FilterGroup]:
    filters = wish.filters
    labels: dict[str, tuple[str, Mapping[str, Label | str]]] = {
        "kind": (_("Loại"), {kind: DossierKind(kind).label for kind in filters.kinds}),
        "state": (_("Tình trạng"), STATES),
        "due": (_("Hạn"), DUES),
        "stage": (_("Giai đoạn"), {stage.value: stage.label for stage in Stage}),
        "level": (_("Cấp theo dõi"), {level.value: level.label for level in WatchLevel}),
        "keeper": (_("Người theo dõi"), names),
    }
    always = {"kind", "state", "due"}
    groups = []
    for group, (label, choices) in labels.items():
        found, chosen = counts.of(group), set(getattr(filters, group))
        shown_choices = [
            shapes.Choice(value, words, value in chosen, found.get(value, 0))
            for value, words in choices.items()
            if group in always or found.get(value) or value in chosen
        ]
        if shown_choices and (len(shown_choices) > 1 or group != "kind"):
            groups.append(shapes.FilterGroup(PARAMETERS[group], label, shown_choices))
    return groups


def _chosen(groups: tuple[shapes.FilterGroup, ...]) -> str:
    parts = [
        ", ".join(str(said(choice.label)).lower() for choice in group.choices if choice.chosen) for group in groups
    ]
    return "; ".join(part for part in parts if part)


def _sentence(wish: Asked, counts: Counts) -> str:
    by_kind = counts.by_kind()
    parts = [
        f"{show_number(by_kind[kind])} {str(said(DossierKind(kind).label)).lower()}"
        for kind in wish.filters.kinds
        if by_kind.get(kind)
    ]
    if counts.accused:
        parts.append(_("%(count)s người đang bị buộc tội") % {"count": show_number(counts.accused)})
    order = {
        DUE: _("Xếp theo hạn gần nhất."),
        LISTED: _("Xếp theo ngày vào diện."),
        NUMBER: _("Xếp theo số hồ sơ."),
    }[wish.order]
    what = "; ".join(parts) if parts else _("không có hồ sơ nào")
    found = _("Khớp “%(text)s”: ") % {"text": wish.filters.text} if wish.filters.text else ""
    return f"{found}{what}. {order}"


def _columns(wish: Asked, address: str) -> tuple[shapes.Column, ...]:
    def by(label: str, order: str) -> shapes.Column:
        chosen = wish.order == order
        return shapes.Column(
            label, _url(address, wish, xep=_order_name(order)), "ascending" if chosen else "", number=False
        )

    return (
        by(_("Số"), NUMBER),
        shapes.Column(_("Tên hồ sơ")),
        shapes.Column(_("Giai đoạn")),
        shapes.Column(_("Bị buộc tội"), number=True),
        by(_("Vào diện"), LISTED),
        by(_("Hạn gần nhất"), DUE),
        shapes.Column(_("Cơ quan, người theo dõi")),
    )


def _pages(wish: Asked, page: Page, counts: Counts, address: str, size: int) -> shapes.Pages:
    total = counts.total
    first = wish.first if page.rows else 0
    pages = shapes.Pages(first, first + len(page.rows) - 1 if page.rows else 0, total)
    if page.has_next and page.rows:
        key = page.rows[-1].key(wish.order)
        pages = replace(pages, next_url=_url(address, wish, sau=key, tu=str(first + len(page.rows))))
    if page.has_previous and page.rows:
        key = page.rows[0].key(wish.order)
        pages = replace(pages, previous_url=_url(address, wish, truoc=key, tu=str(max(first - size, 1))))
    if not wish.whole and listing.PAGE < total <= WHOLE:
        pages = replace(pages, all_url=_url(address, wish, **{"tat-ca": "1"}))
    return pages
