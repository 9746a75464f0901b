"""Receiving papers and judging what was read in them: documents, claims and verdicts, only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Protocol

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from liemchinh.directory.models import Committee, Officer
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.models import Claim, Judgement, Verdict
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.label import Label
from liemchinh.ledger import documents
from liemchinh.ledger.models import Document

OTHER: Final = "other"
"""A figure of the same work that no indicator names."""


class Reading(Protocol):
    """What the reader gives for one figure."""

    @property
    def indicator(self) -> str: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def unit(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def scope_name(self) -> str: ...
    @property
    def period(self) -> Period | None: ...
    @property
    def as_of(self) -> date | None: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def note(self) -> str: ...


class AlreadyReceivedError(Exception):
    """The same paper is in the register already."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.label = Label(
            f"Văn bản này đã nhận: {document.name}.", f"This paper was received already: {document.name}."
        )
        super().__init__(self.label.vi)


class RefusedJudgementError(Exception):
    """A verdict that cannot be given; `place` is the field at fault."""

    def __init__(self, place: str, label: Label) -> None:
        self.place = place
        self.label = label
        super().__init__(label.vi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as it comes in: its bytes and the text read from them."""

    name: str
    media_type: str
    content: bytes
    text: str
    published_on: date | None = None
    is_scan: bool = False


@transaction.atomic
def receive(
    paper: Paper, readings: Sequence[Reading], *, committee: Committee, officer: Officer, now: datetime
) -> Document:
    """Keep a paper with what was read in it; the figures of a scan are read once it is recognised.

    Raises AlreadyReceivedError for the same bytes in the same register.
    """
    known = documents.known_of(committee, paper.content)
    if known is not None:
        raise AlreadyReceivedError(known)
    document = documents.keep(
        committee=committee,
        name=paper.name,
        media_type=paper.media_type,
        content=paper.content,
        text=paper.text,
        officer=officer,
        now=now,
        published_on=paper.published_on,
        is_scan=paper.is_scan,
        reading=True,
    )
    put(document, readings, officer=officer, now=now)
    return document


@transaction.atomic
def put(document: Document, readings: Sequence[Reading], *, officer: Officer, now: datetime) -> int:
    """Put what was read in a paper beside it, unless something was put there before. Returns how many figures."""
    if Claim.objects.filter(document=document).exists():
        return 0
    return len(Claim.objects.bulk_create(_claim(document, reading, officer, now) for reading in readings))


def _claim(document: Document, reading: Reading, officer: Officer, now: datetime) -> Claim:
    return Claim(
        committee_id=document.committee_id,
        document=document,
        indicator=reading.indicator,
        value=reading.value,
        unit=reading.unit,
        scope=reading.scope[:200],
        scope_name=reading.scope_name[:200],
        first_on=reading.period.first if reading.period else None,
        last_on=reading.period.last if reading.period else None,
        as_of=None if reading.period else reading.as_of,
        qualifier=reading.qualifier,
        quote=reading.quote[:400],
        start=reading.start,
        end=reading.end,
        note=reading.note[:200],
        recorded_at=now,
        officer=officer,
    )


@transaction.atomic
def judge(claims: Iterable[Claim], verdict: Verdict, *, officer: Officer, now: datetime, reason: str = "") -> None:
    """Accept or refuse readings. A refusal says why. The number itself stays as the paper has it."""
    if verdict is Verdict.REFUSED and not reason.strip():
        raise RefusedJudgementError(
            "reason", Label("Phải ghi vì sao bác cách đọc này.", "Say why this reading is refused.")
        )
    Judgement.objects.bulk_create(
        Judgement(
            committee_id=claim.committee_id,
            claim=claim,
            verdict=verdict,
            reason=reason.strip(),
            recorded_at=now,
            officer=officer,
        )
        for claim in claims
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """How a figure should have been read."""

    indicator: str
    value: Decimal
    scope: str
    first_on: date | None
    last_on: date | None
    as_of: date | None


@transaction.atomic
def amend(claim: Claim, amendment: Amendment, *, officer: Officer, now: datetime, reason: str = "") -> Claim:
    """Put a better reading of the same words beside the first and accept it. Raises RefusedJudgementError."""
    if amendment.indicator != OTHER and amendment.indicator not in INDICATORS:
        raise RefusedJudgementError("indicator", Label("Chọn chỉ tiêu trong danh mục.", "Choose an indicator."))
    if amendment.first_on and amendment.last_on and amendment.last_on < amendment.first_on:
        raise RefusedJudgementError(
            "last_on", Label("Ngày cuối kỳ trước ngày đầu kỳ.", "The period ends before it begins.")
        )
    if Claim.objects.filter(amends=claim).exists():
        raise RefusedJudgementError(
            "indicator",
            Label("Cách đọc này đã được sửa. Sửa bản mới nhất.", "This reading was amended; amend the newest one."),
        )
    unit = INDICATORS[amendment.indicator].unit.value if amendment.indicator in INDICATORS else claim.unit
    better = Claim.objects.create(
        committee_id=claim.committee_id,
        document_id=claim.document_id,
        indicator=amendment.indicator,
        value=amendment.value,
        unit=unit,
        scope=amendment.scope,
        scope_name=claim.scope_name,
        first_on=amendment.first_on,
        last_on=amendment.last_on,
        as_of=None if amendment.first_on else amendment.as_of,
        qualifier=claim.qualifier,
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        note=claim.note,
        amends=claim,
        recorded_at=now,
        officer=officer,
    )
    judge([claim], Verdict.AMENDED, officer=officer, now=now, reason=reason)
    judge([better], Verdict.ACCEPTED, officer=officer, now=now, reason=reason)
    return better


def current(*, document: Document | None = None) -> QuerySet[Claim]:
    """Readings that no better one replaced, each with `verdict` ("" while nobody judged), in the order of the text."""
    latest = Judgement.objects.filter(claim=OuterRef("pk")).order_by("-id")
    found = Claim.objects.filter(amended_by__isnull=True).annotate(verdict=Subquery(latest.values("verdict")[:1]))
    if document is not None:
        found = found.filter(document=document)
    return found.select_related("document").order_by("document_id", "start", "id")


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """What an accepted paper says. Never added to what the register computes."""

    claim: Claim

    @property
    def value(self) -> Decimal:
        """The number of the paper."""
        return self.claim.value


def stated(codes: Iterable[str], scope: str, period: Period, *, by: datetime | None = None) -> dict[str, StatedFigure]:
    """The newest accepted claim for each code whose own period lies within `period`, received by the moment given."""
    found: dict[str, StatedFigure] = {}
    claims = current().filter(indicator__in=list(codes), scope=scope)
    if by is not None:
        claims = claims.filter(recorded_at__lte=by)
    for claim in claims.order_by("recorded_at", "id"):
        if getattr(claim, "verdict", "") != Verdict.ACCEPTED:
            continue
        first, last = claim.first_on or claim.as_of, claim.last_on or claim.as_of
        if first and last and period.first <= first and last <= period.last:
            found[claim.indicator] = StatedFigure(claim)
    return found
