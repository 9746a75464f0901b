"""How a command comes to the register: as the installation itself, on the database of `make run`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date

import click
from django.db import DatabaseError, connections

from liemchinh import settings
from liemchinh.directory import access
from liemchinh.directory.places import Place, UnknownPlaceError, place_of
from liemchinh.kernel.calendar import Period
from liemchinh.station import StationError
from liemchinh.station.database import Register
from liemchinh.station.preparation import prepare


def tell(step: str) -> None:
    """Say a step to whoever waits; on stderr, so that stdout holds the result alone."""
    click.echo(step, err=True)


@contextlib.contextmanager
def register() -> Iterator[Register]:
    """The register, running and in shape. Raises StationError, also for what the database refuses."""
    try:
        with settings.REGISTER.used() as found:
            prepare(found, tell)
            try:
                yield found
            finally:
                connections.close_all()
    except DatabaseError as error:
        raise StationError(f"Cơ sở dữ liệu không nhận: {error}") from error


def place_and_period(unit: str, first: date, last: date) -> tuple[Place, Period]:
    """The place and the period of a command line. Raises click.UsageError for what does not exist."""
    if last < first:
        raise click.BadParameter("ngày cuối kỳ trước ngày đầu kỳ.", param_hint="--to")
    try:
        return place_of(unit, on=last), Period(first, last)
    except UnknownPlaceError as fault:
        raise click.BadParameter(fault.label.vi, param_hint="--unit") from fault


@contextlib.contextmanager
def house() -> Iterator[Register]:
    """The register as the installation's own commands see it: every committee, with the desk's restricted role."""
    with register() as found, access.entered(access.HOUSE):
        yield found
