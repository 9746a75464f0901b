"""Does the jobs that the desk asks for, one at a time; lives no longer than the process that started it.

Run as `python -m liemchinh.station.worker PARENT`. It is ended by a kill, never by asking: a job may take minutes, and
each can be done again. What a killed worker was at is taken up by the next as soon as its heart has been silent.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from typing import Final

import django
from procrastinate.contrib.django import app, utils
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import DeleteJobCondition, Job, Status
from procrastinate.psycopg_connector import PsycopgConnector

from liemchinh.station.parent import end_with

HEARTBEAT: Final = 2.0
SILENCE: Final = 10.0
"""Seconds after which a worker that gives no sign is taken for dead."""
_CONNECTIONS: Final = 4


async def _work() -> None:
    taking_up = asyncio.create_task(_take_up_again())
    try:
        async with app.open_async():
            await app.run_worker_async(
                install_signal_handlers=False,
                delete_jobs=DeleteJobCondition.SUCCESSFUL,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=SILENCE,
            )
    finally:
        taking_up.cancel()


async def _take_up_again() -> None:
    """Put what dead workers were at back into the queue, at the start and from then on."""
    while True:
        with contextlib.suppress(Exception):
            # The worker itself notices a lost database; here the next round will do.
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
                await _take_up(job)
        await asyncio.sleep(HEARTBEAT)


async def _take_up(job: Job) -> None:
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        # The same was asked for meanwhile and waits behind this one.
        await app.job_manager.finish_job_by_id_async(job_id=job.id or 0, status=Status.FAILED, delete_job=True)


def main(parent: int) -> None:
    """Work until killed, or until the database is lost."""
    end_with(parent, signal.SIGKILL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    django.setup()
    connector = PsycopgConnector(kwargs=utils.connector_params("default"), min_size=1, max_size=_CONNECTIONS)
    with app.replace_connector(connector):
        asyncio.run(_work())


if __name__ == "__main__":
    main(int(sys.argv[1]))
