"""Searches and filtered lists that an officer keeps under a name. Seen and changed by that officer alone."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse

from liemchinh.directory.models import Committee, Officer
from liemchinh.kernel.label import Label
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.web.models import SavedSearch

PAGES: Final = {
    "search": Label("Tìm", "Search"),
    "watch_list": Label("Diện theo dõi", "Watch list"),
    "dossier_list": Label("Hồ sơ", "Dossiers"),
}
"""The pages whose address may be kept, by the name of their address."""
LIMIT: Final = 100
"""Searches that one officer keeps."""
_PLACE: Final = frozenset({"sau", "truoc", "tu", "tat-ca", "in"})
"""Where on a list one stands is not kept."""


def of(officer: Officer) -> list[SavedSearch]:
    """What the officer keeps, by name."""
    return list(SavedSearch.objects.filter(officer=officer).order_by("name", "pk"))


def page_of(path: str) -> str:
    """The name of the page at an address, "" where it is none that can be kept."""
    try:
        name = resolve(path).url_name or ""
    except Resolver404:
        return ""
    return name if name in PAGES else ""


def address(saved: SavedSearch) -> str:
    """Where a kept search opens."""
    return f"{saved.path}?{saved.query}" if saved.query else saved.path


def keep(
    *, officer: Officer, committee: Committee | None, name: str, path: str, query: str, now: datetime
) -> SavedSearch:
    """Keep an address under a name. Raises RefusedEntryError: no name, a name that is taken, too many, no such page."""
    page = page_of(path)
    if not page:
        raise RefusedEntryError("path", Label("Trang này không lưu được.", "This page cannot be kept."))
    query = "&".join(
        part for part in QueryDict(query).copy().urlencode().split("&") if part.split("=")[0] not in _PLACE and part
    )
    if len(query) > 2000:
        raise RefusedEntryError("name", Label("Quá nhiều lựa chọn để lưu.", "There are too many choices to keep."))
    if SavedSearch.objects.filter(officer=officer).count() >= LIMIT:
        raise RefusedEntryError(
            "name",
            Label(
                f"Đã lưu {LIMIT} mục. Bỏ bớt rồi lưu tiếp.", f"{LIMIT} are kept already. Let some go, then keep more."
            ),
        )
    saved = SavedSearch(
        officer=officer, committee=committee, name=_name(name), path=reverse(page), query=query, saved_at=now
    )
    return _written(saved)


def rename(*, officer: Officer, pk: int, name: str) -> None:
    """Give a kept search another name. Raises as `keep` does; what is not the officer's own does not exist."""
    saved = SavedSearch.objects.filter(officer=officer, pk=pk).first()
    if saved is None:
        raise RefusedEntryError("name", Label("Mục này không còn.", "It is no longer there."))
    saved.name = _name(name)
    _written(saved)


def remove(*, officer: Officer, pk: int) -> None:
    """Let a kept search go."""
    SavedSearch.objects.filter(officer=officer, pk=pk).delete()


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise RefusedEntryError("name", Label("Đặt tên rồi lưu.", "Give it a name."))
    if len(name) > 80:
        raise RefusedEntryError("name", Label("Tên dài quá 80 chữ.", "The name is longer than 80 characters."))
    return name


def _written(saved: SavedSearch) -> SavedSearch:
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as fault:
        raise RefusedEntryError(
            "name",
            Label(f"Đã có mục tên “{saved.name}”. Đặt tên khác.", f"“{saved.name}” is taken. Give another name."),
        ) from fault
    return saved
