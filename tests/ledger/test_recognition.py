"""Scans are recognised page by page, once, whoever is killed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.files import papers
from tests.web.registers import Office, office

from liemchinh.directory import access
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import DutyRole
from liemchinh.files import recognition as tesseract
from liemchinh.files.kinds import FileKind
from liemchinh.files.recognition import Tesseract, UnrecognisedPageError
from liemchinh.ledger import documents, jobs, recognition
from liemchinh.ledger.models import Document, DocumentText
from liemchinh.ledger.recognition import PagesLostError, State
from liemchinh.web import jobs as tasks

pytestmark = pytest.mark.django_db

BY = Tesseract(Path("/nonexistent/tesseract"), "tesseract 5.3.0")


class KilledError(Exception):
    """Stands for a kill in the middle of a page."""


class Eye:
    """Recognises by being told what there is; writes down each page that it was shown."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.killed_at = 0
        self.blind_at = 0

    def __call__(self, _by: Tesseract, _kind: FileKind, _content: bytes, number: int) -> str:
        self.seen.append(number)
        if number == self.killed_at:
            raise KilledError
        if number == self.blind_at:
            raise UnrecognisedPageError
        return f"Trang {number}: khởi tố {number} vụ án."


@pytest.fixture
def eye(monkeypatch: pytest.MonkeyPatch) -> Eye:
    made = Eye()
    monkeypatch.setattr(tesseract, "text_of_page", made)
    return made


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


PAGES = papers.picture("TIFF", *(papers.sheet_of_paper((f"{n}",)).resize((60, 40)) for n in range(3)))


def scan(desk: Office, committee: Committee | None = None) -> Document:
    return documents.take(
        committee=committee or desk.committee,
        name="Bản quét.tif",
        content=PAGES,
        officer=desk.officers[DutyRole.SPECIALIST],
        now=desk.moment,
    )


def progress(document: Document) -> recognition.Progress:
    return recognition.progress([document])[document.pk]


def recognise(document: Document, **more: bool) -> DocumentText | None:
    return recognition.recognise(document.pk, BY, clock=timezone.now, **more)


def test_a_scan_that_comes_in_is_asked_for_once_and_by_numbers_alone(desk: Office) -> None:
    document = scan(desk)
    recognition.ask(document)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.status) == ("recognise", "todo")
    assert job.args == {"document_id": document.pk, "committee_id": desk.committee.pk, "reading": 0}
    assert progress(document).state is State.WAITING
    assert documents.text_of(document.pk) == ""


def test_a_written_paper_is_not_asked_for(desk: Office) -> None:
    document = documents.take(
        committee=desk.committee,
        name="a.docx",
        content=papers.word("Một"),
        officer=desk.officers[DutyRole.SPECIALIST],
        now=desk.moment,
    )
    assert not ProcrastinateJob.objects.exists()
    assert recognition.progress([document]) == {}
    assert documents.text_of(document.pk) == "Một"
    assert recognise(document) is None


def test_the_recognised_text_is_the_text_of_the_paper(desk: Office, eye: Eye) -> None:
    document, told = scan(desk), list[tuple[int, int]]()
    recognition.recognise(document.pk, BY, clock=timezone.now, tell=lambda page, pages: told.append((page, pages)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    text = "Trang 1: khởi tố 1 vụ án.\nTrang 2: khởi tố 2 vụ án.\nTrang 3: khởi tố 3 vụ án."
    assert documents.texts([document.pk]) == {document.pk: text}
    found = DocumentText.objects.get(document=document)
    assert (found.pages, found.method, found.text.count("\f")) == (3, "tesseract 5.3.0, vie, 300 dpi", 2)
    assert progress(document).state is State.DONE


def test_after_a_kill_only_the_page_under_way_is_done_again(desk: Office, eye: Eye) -> None:
    document = scan(desk)
    eye.killed_at = 3
    with pytest.raises(KilledError):
        recognise(document)
    so_far = progress(document)
    assert (so_far.done, so_far.pages) == (2, 3)
    assert not DocumentText.objects.exists()
    eye.killed_at = 0
    recognise(document)
    assert eye.seen == [1, 2, 3, 3]
    assert DocumentText.objects.get().pages == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM derived.recognised_page")
        assert cursor.fetchone() == (0,)


def test_done_twice_it_is_recorded_once(desk: Office, eye: Eye) -> None:
    document = scan(desk)
    assert recognise(document) is not None
    assert recognise(document) is None
    assert eye.seen == [1, 2, 3]
    assert recognise(document, again=True) is not None
    assert DocumentText.objects.count() == 2


def test_a_page_that_cannot_be_recognised_is_left_empty_and_said(desk: Office, eye: Eye) -> None:
    document = scan(desk)
    eye.blind_at = 2
    recognise(document)
    found = DocumentText.objects.get()
    assert found.text.split("\f")[1] == ""
    assert found.pages == 2
    assert "Trang 3" in documents.text_of(document.pk)


def test_pages_lost_with_the_derived_tables_are_done_again(desk: Office, eye: Eye) -> None:
    document = scan(desk)

    def lose(page: int, _pages: int) -> None:
        if page == 3:
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM derived.recognised_page")

    with pytest.raises(PagesLostError):
        recognition.recognise(document.pk, BY, clock=timezone.now, tell=lose)
    assert recognise(document) is not None


def test_the_job_works_within_its_committee_alone(desk: Office, eye: Eye, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "tesseract", lambda: BY)
    ours, theirs = scan(desk), scan(desk, Committee.objects.get(code="lai-chau"))
    with access.entered(access.NOBODY):
        tasks.recognise(document_id=theirs.pk, committee_id=desk.committee.pk)
        assert eye.seen == []
        tasks.recognise(document_id=ours.pk, committee_id=desk.committee.pk)
        assert eye.seen == [1, 2, 3]
    assert DocumentText.objects.get().document == ours


def test_without_tesseract_the_scan_is_left_and_recognised_later(
    desk: Office, eye: Eye, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = scan(desk)
    monkeypatch.setattr(tasks, "tesseract", lambda: None)
    tasks.recognise(document_id=document.pk, committee_id=desk.committee.pk)
    assert eye.seen == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert progress(document).state is State.LEFT
    assert [one.pk for one in recognition.unrecognised()] == [document.pk]
    assert recognise(document) is not None
    assert not recognition.unrecognised().exists()
    assert [one.pk for one in recognition.unrecognised(again=True)] == [document.pk]


def test_two_jobs_of_one_scan_wait_as_one_and_another_scan_beside(desk: Office) -> None:
    document = scan(desk)
    jobs.ask(jobs.RECOGNISE, key=recognition.key_of(document.pk), document_id=document.pk, committee_id=1)
    jobs.ask(jobs.RECOGNISE, key=recognition.key_of(document.pk + 1), document_id=document.pk + 1, committee_id=1)
    assert ProcrastinateJob.objects.count() == 2
    assert jobs.asked([recognition.key_of(document.pk)]) == {recognition.key_of(document.pk): False}
