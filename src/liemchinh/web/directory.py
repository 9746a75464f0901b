"""Danh bạ: provinces of the day, committees with their offices and agencies, clusters with their members."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.urls import path

from liemchinh.directory import territories
from liemchinh.directory.models import Agency, Cluster, ClusterMembership, Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.vietnamese import collation_key
from liemchinh.web.visit import VisitRequest, page


def directory(request: VisitRequest) -> HttpResponse:
    """What existed on the day of effect."""
    visit = request.visit
    visit.scope.require(Right.READ_FIGURES)
    day = visit.clocks.effective
    current = sorted(territories.in_force(day), key=lambda one: collation_key(one.name))
    committees = {
        one.territory_id: one for one in Committee.objects.filter(territory_id__in=[one.id for one in current])
    }
    rows = [
        {
            "territory": one,
            "label": one.label,
            "committee": committees.get(one.id),
            "predecessors": [territories.TERRITORIES[earlier].label for earlier in one.predecessors],
        }
        for one in current
    ]
    members = ClusterMembership.objects.filter(valid_from__lte=day).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    clusters = []
    for cluster in Cluster.objects.order_by("code"):
        listed = list(members.filter(cluster=cluster).select_related("territory"))
        past = not listed
        if past:
            listed = list(cluster.memberships.select_related("territory"))
        listed.sort(key=lambda one: collation_key(one.territory.name))
        clusters.append({"cluster": cluster, "members": listed, "past": past})
    context = {
        "day": day,
        "rows": rows,
        "clusters": clusters,
        "own": visit.committee,
        "agencies": Agency.objects.filter(committee=visit.committee).order_by("id") if visit.committee else [],
        "central": Committee.objects.filter(territory__isnull=True).order_by("id"),
    }
    return page(request, "desk/directory.html", context, room="directory")


urlpatterns = [path("danh-ba/", directory, name="directory")]
