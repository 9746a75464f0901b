"""The figures read in a document: numbered as they stand in its text, cut into its paragraphs, with their verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.directory import places, territories
from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.places import UnknownPlaceError
from liemchinh.directory.roles import Right
from liemchinh.figures import claims
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Flow, Total
from liemchinh.figures.models import Claim, Judgement, Verdict
from liemchinh.kernel.label import Label
from liemchinh.ledger import documents
from liemchinh.ledger.models import Document
from liemchinh.web.figures.breakdown import claim_period
from liemchinh.web.showing import values
from liemchinh.web.showing.shapes import Claimed
from liemchinh.web.showing.shown import said
from liemchinh.web.visit import Visit

OTHER_LABEL: Final = Label("Số khác, chưa có chỉ tiêu", "Another figure, no indicator yet")


class NoDocumentError(OutOfScopeError):
    """No such document, or one of another register: one answer for both."""

    label = Label(
        "Không có văn bản này, hoặc văn bản không thuộc phần việc được giao.",
        "There is no such document, or it lies outside the work assigned.",
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as read, with its number in the document and the latest verdict on it."""

    number: int
    claim: Claim
    verdict: str = ""
    reason: str = ""

    @property
    def label(self) -> Label:
        """The name of the indicator; of the state it leads to where the paper gives a day."""
        found = INDICATORS.get(self.claim.indicator)
        if found is None:
            return OTHER_LABEL
        if self.claim.as_of and isinstance(found, Flow | Total) and found.state:
            return INDICATORS[found.state].label
        return found.label

    @property
    def value(self) -> str:
        """The number as the paper states it: “hơn 26,5 tỷ”."""
        return values.qualified(self.claim.qualifier, values.in_words(self.claim.unit, self.claim.value))

    @property
    def judged(self) -> str:
        """What an officer made of it, in words."""
        if self.verdict == Verdict.ACCEPTED:
            return _("đã sửa cách đọc") if self.claim.amends_id else _("đã nhận")
        return _("đã bác") if self.verdict == Verdict.REFUSED else ""

    @property
    def basis(self) -> str:
        """Scope and period, and what the reader noted."""
        parts = [scope_words(self.claim), claim_period(self.claim), self.claim.note]
        return " · ".join(part for part in parts if part)


def scope_words(claim: Claim) -> str:
    """The scope by name: “Sơn La”, “Cả nước”, the paper's own words for a body."""
    if claim.scope.startswith("ORG:"):
        return claim.scope.removeprefix("ORG:")
    day = claim.as_of or claim.last_on or claim.document.published_on
    try:
        if day is not None and not claim.scope.startswith("CLUSTER:"):
            return str(said(places.place_of(claim.scope, on=day).label))
    except UnknownPlaceError:
        return claim.scope_name or claim.scope
    if claim.scope in territories.TERRITORIES:
        return str(said(territories.TERRITORIES[claim.scope].label))
    return claim.scope_name or claim.scope


def visible(visit: Visit) -> QuerySet[Document]:
    """The documents within reach that had come in by the clock of entry, without bytes and text."""
    visit.scope.require(Right.READ_DOSSIERS)
    found = Document.objects.defer("content", "text").select_related("committee", "officer")
    if visit.scope.committees is not None:
        found = found.filter(committee_id__in=visit.scope.committees)
    if visit.clocks.is_past:
        found = found.filter(recorded_at__lte=visit.clocks.reached_at)
    return found


def document_of(visit: Visit, pk: int) -> Document:
    """One document with its text, its own or recognised; the look is written down. Raises NoDocumentError."""
    found = visible(visit).defer(None).defer("content").filter(pk=pk).first()
    if found is None:
        raise NoDocumentError
    documents.look(visit.scope, found, now=visit.now)
    return found


def text_of(document: Document) -> str:
    """The text of a document at the door, its own or recognised."""
    return document.text or documents.text_of(document.pk)


def claim_of(visit: Visit, pk: int) -> Claim:
    """One reading whose document is within reach. Raises NoDocumentError."""
    found = Claim.objects.select_related("document__committee").defer("document__content").filter(pk=pk).first()
    if found is None or not visit.scope.reaches(found.committee_id):
        raise NoDocumentError
    return found


def readings_of(found: Sequence[Claim], verdicts: Mapping[int, tuple[str, str]]) -> list[Reading]:
    """The claims of one document, numbered as they stand in the text."""
    ordered = sorted(found, key=lambda claim: (claim.start, claim.end, claim.pk))
    return [Reading(number, claim, *verdicts.get(claim.pk, ("", ""))) for number, claim in enumerate(ordered, start=1)]


def current_of(document: Document, *, until: datetime | None = None) -> list[Reading]:
    """The readings of a document that no better one replaced, as far as they were known by `until`: two queries."""
    found = list(claims.current(document=document))
    if until is not None:
        found = [claim for claim in found if claim.recorded_at <= until]
    return readings_of(found, verdicts_on([claim.pk for claim in found]))


def verdicts_on(claim_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The latest verdict and its reason for each reading that was judged."""
    rows = Judgement.objects.filter(claim_id__in=claim_ids).order_by("id").values_list("claim_id", "verdict", "reason")
    return {claim_id: (verdict, reason) for claim_id, verdict, reason in rows}


def judge_url(reading: Reading) -> str:
    """Where a verdict on the reading is sent."""
    return f"{reverse('claim_judge', args=[reading.claim.pk])}?so={reading.number}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text with the claims that begin in it; their places count from its first character."""

    number: int
    text: str
    claims: Sequence[Claimed]
    headless: bool = False

    @property
    def number_text(self) -> str:
        """The number as part of an id."""
        return str(self.number)


def paragraphs(text: str, marked: Sequence[Claimed]) -> list[Paragraph]:
    """Cut the text at its line ends; empty paragraphs are left out."""
    made: list[Paragraph] = []
    start = 0
    waiting = sorted(marked, key=lambda claim: (claim.start, claim.end))
    for line in text.split("\n"):
        end = start + len(line)
        inside = [claim for claim in waiting if start <= claim.start < max(end, start + 1)]
        if line.strip() or inside:
            moved = [replace(claim, start=claim.start - start, end=min(claim.end, end) - start) for claim in inside]
            # Only the first table beside the text carries heads for the eye.
            headless = any(paragraph.claims for paragraph in made)
            made.append(Paragraph(len(made) + 1, line, moved, headless))
        start = end + 1
    return made


def gathered(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs without figures that follow each other as one, so that a letterhead takes one row."""
    made: list[Paragraph] = []
    for paragraph in found:
        if made and not paragraph.claims and not made[-1].claims:
            made[-1] = replace(made[-1], text=f"{made[-1].text}\n{paragraph.text}")
        else:
            made.append(paragraph)
    return made
