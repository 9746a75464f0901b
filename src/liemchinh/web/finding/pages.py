"""The page of search, and the page of what an officer keeps under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liemchinh.directory.models import Officer
from liemchinh.directory.roles import Right
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.law.acts import DossierKind, Stage
from liemchinh.ledger import finding, hits
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.finding import CAP, Filters, Results
from liemchinh.ledger.lookup import ACT, DOCUMENT, DOSSIER, PERSON
from liemchinh.ledger.search import Query, query, syllables
from liemchinh.web.dossiers.pages import reading_of
from liemchinh.web.finding import results, saving
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import said
from liemchinh.web.showing.values import printed
from liemchinh.web.visit import VisitRequest, page

DONE_KEY: Final = "saved_search_done"

PARAMETERS: Final = {"thing": "gi", "kind": "loai", "stage": "giai-doan", "keeper": "nguoi", "year": "nam"}
"""The name of each filter in the address."""
THINGS: Final = {
    DOSSIER: Label("Hồ sơ", "Dossiers"),
    PERSON: Label("Người, tổ chức", "Persons, bodies"),
    ACT: Label("Hành vi", "Acts"),
    DOCUMENT: Label("Văn bản", "Documents"),
}
KEEPERS: Final = 12
"""Keepers offered as filters: the whole country has hundreds."""
KINDS: Final = {kind.value: kind.label for kind in DossierKind}
STAGES: Final = {stage.value: stage.label for stage in Stage}


def search(request: VisitRequest) -> HttpResponse:
    """What holds the words typed, of every kind, ranked; and the indicators that do."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    text = request.GET.get("q", "").strip()[:200]
    filters = _filters(request.GET)
    reading = reading_of(visit)
    found = finding.find(visit.scope, text, reading, filters)
    start, shown = found.page(after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""))
    loaded = hits.hits(visit.scope, shown, reading, now=visit.now, with_names=found.spread)
    several = visit.scope.committees is None or len(visit.scope.committees) > 1
    groups = _groups(found)
    pages = shapes.Pages(start + 1 if shown else 0, start + len(shown), found.total)
    if shown and start + len(shown) < found.total:
        pages = replace(pages, next_url=_url(text, filters, sau=shown[-1].key))
    if start:
        pages = replace(pages, previous_url=_url(text, filters, truoc=shown[0].key if shown else found.matches[-1].key))
    context = {
        "text": text,
        "query": text,
        "typed": bool(found.sought.terms),
        "found": found,
        "total": show_number(found.total),
        "beginning": _beginning(found.sought),
        "rows": results.rows(loaded, found, with_register=several),
        "first_loose": next((at for at, match in enumerate(shown, start=1) if match.is_loose), 0),
        "groups": groups,
        "chosen": _chosen(groups),
        "hidden": [("q", text)],
        "kept": [pair for pair in _pairs(text, filters) if pair[0] != "q"],
        "clear_url": _url(text, Filters()),
        "pages": pages,
        "cap": show_number(CAP),
        "indicators": _indicators(text) if not start and not filters else [],
        "saving": {"path": reverse("search"), "query": urlencode(_pairs(text, filters)), "name": text[:80]},
        "saved": _saved(visit.officer),
        "printed": printed(visit),
        "secrecy": _("Lưu hành nội bộ"),
    }
    return page(request, "desk/search.html", context)


def _filters(asked: QueryDict) -> Filters:
    """What the address narrows to; what is no choice is passed over."""
    return Filters(
        thing=tuple(value for value in asked.getlist(PARAMETERS["thing"]) if value in THINGS),
        kind=tuple(value for value in asked.getlist(PARAMETERS["kind"]) if value in KINDS),
        stage=tuple(value for value in asked.getlist(PARAMETERS["stage"]) if value in STAGES),
        keeper=tuple(value for value in asked.getlist(PARAMETERS["keeper"]) if _is_number(value, 18)),
        year=tuple(value for value in asked.getlist(PARAMETERS["year"]) if _is_number(value, 4)),
    )


def _is_number(value: str, most: int) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= most


def _pairs(text: str, filters: Filters) -> list[tuple[str, str]]:
    pairs = [("q", text)] if text else []
    return pairs + [(name, value) for group, name in PARAMETERS.items() for value in getattr(filters, group)]


def _url(text: str, filters: Filters, **more: str) -> str:
    return f"{reverse('search')}?{urlencode([*_pairs(text, filters), *more.items()])}"


def _beginning(sought: Query) -> str:
    """The word that was read as a beginning, "" when none was."""
    last = sought.terms[-1] if sought.terms else None
    return "-".join(last.written) if last and last.begun else ""


def _groups(found: Results) -> list[shapes.FilterGroup]:
    """The filters with what each value would show; years the newest first, everything else as it is listed."""
    counts = {group: found.of(group) for group in PARAMETERS}
    years = sorted({*counts["year"], *found.filters.year}, reverse=True)
    by_keeper = counts["keeper"]
    most = sorted(by_keeper, key=lambda one: (-by_keeper[one], int(one)))[:KEEPERS]
    keepers = _names({*most, *found.filters.keeper})
    kept_by = _("Người theo dõi")
    if len(by_keeper) > KEEPERS:
        kept_by = _("Người theo dõi, %(count)s người nhiều nhất") % {"count": KEEPERS}
    labels: dict[str, tuple[str, Mapping[str, Label | str]]] = {
        "thing": (_("Tìm thấy ở"), THINGS),
        "kind": (_("Loại hồ sơ"), KINDS),
        "stage": (_("Giai đoạn"), STAGES),
        "keeper": (kept_by, keepers),
        "year": (_("Năm"), {year: year for year in years}),
    }
    groups = []
    for group, (label, choices) in labels.items():
        counted, chosen = counts[group], set(getattr(found.filters, group))
        shown = [
            shapes.Choice(value, words, value in chosen, counted.get(value, 0))
            for value, words in choices.items()
            if counted.get(value) or value in chosen
        ]
        if len(shown) > 1 or chosen:
            groups.append(shapes.FilterGroup(PARAMETERS[group], label, shown))
    return groups


def _names(ids: set[str]) -> dict[str, str]:
    known = Officer.objects.filter(pk__in=map(int, ids)).order_by("name", "pk").values_list("pk", "name") if ids else ()
    return {str(pk): name for pk, name in known}


def _chosen(groups: list[shapes.FilterGroup]) -> str:
    parts = [
        ", ".join(str(said(choice.label)).lower() for choice in group.choices if choice.chosen) for group in groups
    ]
    return "; ".join(part for part in parts if part)


def _indicators(text: str) -> list[shapes.Found]:
    wanted, sought = set(syllables(text)), query(text)
    return [
        shapes.Found(
            "",
            results.linked(results.marked(str(said(item.label)), sought), reverse("figure", args=[item.code])),
            "",
            "",
        )
        for item in INDICATORS
        if wanted and wanted <= set(syllables(f"{item.label.vi} {item.label.en} {item.code}"))
    ][:20]


# Kept under a name ---------------------------------------------------------------------------------------------------


def _saved(officer: Officer) -> list[shapes.Link]:
    return [shapes.Link(one.name, saving.address(one)) for one in saving.of(officer)]


def saved_searches(request: VisitRequest) -> HttpResponse:
    """What the officer keeps: open, rename, let go; and where a list or a search is sent to be kept."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    sent = request.POST if request.method == "POST" else QueryDict()
    deed, name = sent.get("deed", ""), sent.get("name", "")
    which = int(sent.get("saved", "0")) if _is_number(sent.get("saved", "0"), 18) else 0
    fault: RefusedEntryError | None = None
    try:
        if deed == "keep":
            kept = saving.keep(
                officer=visit.officer,
                committee=visit.committee,
                name=name,
                path=sent.get("path", ""),
                query=sent.get("query", ""),
                now=visit.now,
            )
            request.session[DONE_KEY] = (_("Đã lưu “%(name)s”.") % {"name": kept.name}, saving.address(kept))
        elif deed == "rename":
            saving.rename(officer=visit.officer, pk=which, name=name)
            request.session[DONE_KEY] = (_("Đã đổi tên thành “%(name)s”.") % {"name": " ".join(name.split())}, "")
        elif deed == "remove":
            saving.remove(officer=visit.officer, pk=which)
            request.session[DONE_KEY] = (_("Đã bỏ."), "")
    except RefusedEntryError as refused:
        fault = refused
    if deed and fault is None:
        return HttpResponseRedirect(reverse("saved_searches"))
    done, back = request.session.pop(DONE_KEY, ("", ""))
    context: dict[str, Any] = {
        "rows": [
            {"saved": one, "url": saving.address(one), "page": saving.PAGES.get(saving.page_of(one.path), "")}
            for one in saving.of(visit.officer)
        ],
        "done": done,
        "done_links": [shapes.Link(_("Mở lại"), back)] if back else [],
        "refusal": visit.said(fault.label) if fault else "",
        "refusals": [shapes.Refused(visit.said(fault.label), f"f-name-{which}")] if fault else [],
        "sent": sent if fault else None,
        "which": which,
    }
    return page(request, "desk/saved_searches.html", context, status=422 if fault else 200)


urlpatterns = [
    path("tim/", search, name="search"),
    path("tim/da-luu/", saved_searches, name="saved_searches"),
]
