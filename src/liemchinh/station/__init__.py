"""The running installation: its folder, its PostgreSQL, its desk, its backups."""

from __future__ import annotations


class StationError(Exception):
    """Something about the installation stops the work; the text is Vietnamese, for whoever runs it."""
