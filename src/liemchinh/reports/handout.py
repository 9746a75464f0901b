"""A report as a file, for the command line: a draft, or an issued edition as it was frozen."""

from __future__ import annotations

import contextlib
import os
from datetime import date, datetime
from pathlib import Path

from liemchinh.directory import access
from liemchinh.directory.access import HOUSE
from liemchinh.directory.models import Committee
from liemchinh.directory.places import Place, place_of
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.known import NOW, Known
from liemchinh.kernel.label import Label
from liemchinh.reports import word
from liemchinh.reports.editions import draft, paper_of
from liemchinh.reports.layout import Layout
from liemchinh.reports.layouts import SIX_MONTH
from liemchinh.reports.models import Edition
from liemchinh.reports.paper import Paper


class ReportError(Exception):
    """A report that could not be written; `label` says why and what can be done."""

    def __init__(self, label: Label) -> None:
        self.label = label
        super().__init__(label.vi)


def committee_of(place: Place) -> Committee:
    """Whose report it is: the province's committee; the central one for clusters and the whole country.

    Raises ReportError when the register has none.
    """
    code = "trung-uong"
    if place.territory_id:
        found = Committee.objects.filter(territory_id=place.territory_id).order_by("-founded_on").first()
    else:
        found = Committee.objects.filter(code=code).first()
    if found is None:
        raise ReportError(
            Label(f"Không có Ban Chỉ đạo của {place.label.vi}.", f"There is no committee for {place.label.en}.")
        )
    return found


def write_report(
    unit: str,
    first: date,
    last: date,
    out: Path,
    *,
    now: datetime,
    base_url: str,
    known: Known = NOW,
    layout: Layout = SIX_MONTH,
    number: str = "",
) -> Paper:
    """Write a draft for `unit` (“14”, “VN”, “CLUSTER:2”) to `out`, or, given its number, the issued edition.

    Returns the paper written. An existing file is replaced whole. Raises UnknownPlaceError and ReportError, both with
    a label.
    """
    if last < first:
        raise ReportError(
            Label("Ngày cuối kỳ trước ngày đầu kỳ. Đổi --from hoặc --to.", "The period ends before it begins.")
        )
    with access.entered(HOUSE):
        place = place_of(unit, on=last)
        committee = committee_of(place)
        if number:
            edition = Edition.objects.filter(committee=committee, number=number).first()
            if edition is None:
                raise ReportError(
                    Label(f"{committee.name} chưa ban hành số {number}.", f"No edition {number} was issued.")
                )
            paper, made_at = paper_of(edition), edition.recorded_at
        else:
            prepared = draft(layout, committee, place, Period(first, last), known, scope=HOUSE)
            paper, made_at = prepared.paper, now
    _replace(out, word.render(paper, base_url=base_url, made_at=made_at))
    return paper


def _replace(out: Path, content: bytes) -> None:
    """Write beside, then rename: nobody ever opens half a report."""
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ReportError(
            Label(f"Không ghi được tệp {out}: {error.strerror}.", f"The file {out} could not be written: {error}.")
        ) from error
