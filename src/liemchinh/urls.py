"""The addresses of the desk, room by room."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from django.urls import URLPattern, URLResolver

ROOMS: Final = (
    "signing",
    "clocks",
    "desk",
    "dossiers.pages",
    "finding.pages",
    "handover",
    "persons.pages",
    "watching.pages",
    "watching.criteria",
    "watching.briefs",
    "importing.pages",
    "acts.pages",
    "papers.documents",
    "papers.originals",
    "papers.scans",
    "papers.attaching",
    "figures.pages",
    "papers.reconciling",
    "reports.drafting",
    "directory",
    "officers",
    "calendar.working",
    "calendar.due",
    "calendar.thresholds",
    "calendar.feeds",
    "calendar.own",
    "specimens.pages",
)
"""Modules of `liemchinh.web` that hold `urlpatterns`."""

urlpatterns: list[URLPattern | URLResolver] = [
    pattern for room in ROOMS for pattern in import_module(f"liemchinh.web.{room}").urlpatterns
]
