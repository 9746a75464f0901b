"""Asking for work that goes on behind the desk.

A job is a row written in the transaction that makes it needed: both are there or neither is. It is told numbers of rows
alone, so that the queue and its log hold no name and no text, and works within the committee whose rows they are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from liemchinh.directory import access
from liemchinh.directory.access import Scope
from liemchinh.directory.roles import Right

RECOGNISE: Final = "recognise"
"""Recognise the text of a scan: document_id, committee_id, reading (1: then read its figures)."""


def ask(task: str, *, key: str, **numbers: int) -> None:
    """Ask for a job. One that waits under the same key is enough; two of one key are never done at the same time."""
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(task, lock=key, queueing_lock=key).defer(**numbers)


def asked(keys: list[str]) -> dict[str, bool]:
    """The keys under which a job waits or is being done; True where it is being done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lock, bool_or(status = 'doing') FROM procrastinate_jobs"
            " WHERE status IN ('todo', 'doing') AND lock = ANY(%s) GROUP BY lock",
            [keys],
        )
        return dict(cursor.fetchall())


@contextlib.contextmanager
def within(committee_id: int) -> Iterator[None]:
    """Work as the installation itself, in the register of one committee alone."""
    with access.entered(Scope(officer_id=None, rights=frozenset(Right), committees=frozenset({committee_id}))):
        yield
