"""Puts the database into shape as its owner: the derived schema and the guard, from their SQL files."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from typing import Final

from django.db import connections
from django.utils import timezone

OWNER: Final = "owner"


def _text(name: str) -> str:
    return files("liemchinh.ledger").joinpath(name).read_text(encoding="utf-8")


def apply(*, using: str = OWNER) -> None:
    """Make the derived schema anew and lay the guard over every table. Derived rows must be rebuilt afterwards."""
    with connections[using].cursor() as cursor:
        cursor.execute(_text("derived.sql"))
    guard(using=using)


def guard(*, using: str = OWNER) -> None:
    """Lay the guard and see that the register has its head."""
    with connections[using].cursor() as cursor:
        cursor.execute(_text("guard.sql"))
        cursor.execute(
            "INSERT INTO ledger_head (id, position, recorded_at) VALUES (1, 0, %s) ON CONFLICT DO NOTHING",
            [datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())],
        )
