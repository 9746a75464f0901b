"""Scopes of figures: a province on a day, a cluster, the whole country, written as papers and commands write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from liemchinh.directory import territories
from liemchinh.directory.models import Cluster, ClusterMembership
from liemchinh.kernel.label import Label


@dataclass(frozen=True, slots=True)
class Place:
    """What a figure is about. `territories` None = every one; `code` is how it is written ("14", "VN", "CLUSTER:2")."""

    code: str
    label: Label
    territories: frozenset[str] | None
    territory_id: str = ""


COUNTRY: Final = Place("VN", Label("Cả nước", "The whole country"), None)


class UnknownPlaceError(LookupError):
    """No such scope on that day; `label` says how to write one."""

    def __init__(self, label: Label) -> None:
        self.label = label
        super().__init__(label.vi)


def province(territory: territories.Territory) -> Place:
    """A province with those it took over."""
    return Place(territory.code, territory.label, territories.with_predecessors(territory), territory.id)


def provinces(on: date) -> tuple[Place, ...]:
    """Every province in force on the day, in the order of the Vietnamese alphabet."""
    return tuple(province(territory) for territory in territories.in_force(on))


def place_of(code: str, *, on: date) -> Place:
    """Read “14”, “VN”, “CLUSTER:2” or a province's lasting id, as of a day. Raises UnknownPlaceError."""
    written = code.strip()
    if written.upper() == "VN":
        return COUNTRY
    if written.upper().startswith("CLUSTER:"):
        return _cluster(written.split(":", 1)[1].strip(), on)
    if written in territories.TERRITORIES:
        return province(territories.TERRITORIES[written])
    try:
        return province(territories.by_code(written, on=on))
    except territories.UnknownTerritoryError as fault:
        raise UnknownPlaceError(fault.label) from fault


def _cluster(code: str, on: date) -> Place:
    cluster = Cluster.objects.filter(code=code).first()
    if cluster is None:
        raise UnknownPlaceError(Label(f"Không có cụm thi đua “{code}”.", f"There is no emulation cluster “{code}”."))
    members = ClusterMembership.objects.filter(cluster=cluster, valid_from__lte=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
    ids = set(members.values_list("territory_id", flat=True))
    if not ids:
        ids = set(ClusterMembership.objects.filter(cluster=cluster).values_list("territory_id", flat=True))
    reached: set[str] = set()
    for territory_id in ids:
        reached |= territories.with_predecessors(territories.TERRITORIES[territory_id])
    return Place(f"CLUSTER:{cluster.code}", Label(cluster.name, cluster.name_en), frozenset(reached))
