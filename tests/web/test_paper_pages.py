"""Papers of acts on the desk: put, shown, looked at page by page, recognised, taken off."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image
from tests.files import papers
from tests.web.registers import Office, appoint, office, said

from liemchinh.directory import access
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import DutyRole
from liemchinh.figures.models import Claim
from liemchinh.files import recognition as by_eye
from liemchinh.files.recognition import Tesseract
from liemchinh.ledger.models import Attachment, Document, DocumentLook, DocumentText
from liemchinh.web import jobs as tasks
from liemchinh.web.papers import scans

pytestmark = pytest.mark.django_db

DOSSIER = "/ho-so/son-la/VA-2026-901/"


@pytest.fixture
def desk() -> Iterator[Office]:
    with access.entered(access.HOUSE):
        yield office()


def place(desk: Office, kind: str = "case.charged") -> str:
    return f"{DOSSIER}muc/{desk.act(kind).position}/van-ban/"


def send(desk: Office, *files: tuple[str, bytes], kind: str = "case.charged") -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return desk.client().post(place(desk, kind), {"files": sent})


def test_several_papers_are_put_to_an_act_and_stand_in_its_story(desk: Office) -> None:
    answer = send(desk, ("Quyết định.docx", papers.word("Một")), ("Danh sách.xlsx", papers.excel()))
    assert answer.status_code == 302
    shown = said(desk.client().get(answer["Location"]))
    assert "Đã kèm 2 văn bản." in shown
    assert "Quyết định.docx Word" in shown
    html = desk.client().get(DOSSIER).content.decode()
    row = html[html.index(f'id="muc-{desk.act("case.charged").position}"') :]
    row = row[: row.index("</tr>")]
    assert "Quyết định.docx" in row
    assert "Danh sách.xlsx" in row
    assert "Kèm văn bản" in row
    documents = html[html.index('id="tai-lieu"') :]
    assert "Quyết định.docx" in documents


def test_each_file_is_taken_or_refused_by_itself(desk: Office) -> None:
    answer = send(desk, ("tot.docx", papers.word()), ("xau.docm", papers.word("Khác")), ("rong.pdf", b""))
    assert answer.status_code == 422
    shown = said(answer)
    assert "Đã kèm 1 văn bản." in shown
    assert "Chưa nhận “xau.docm”: tệp có macro." in shown
    assert "Chưa nhận “rong.pdf”: tệp rỗng." in shown
    assert Attachment.objects.get().document.name == "tot.docx"


@pytest.mark.parametrize("count", [0, 21])
def test_no_file_or_too_many_are_refused_whole(desk: Office, count: int) -> None:
    answer = send(desk, *((f"{n}.txt", f"{n}".encode()) for n in range(count)))
    assert answer.status_code == 422
    assert ("Chưa chọn tệp nào." if not count else "nhiều nhất 20 tệp") in said(answer)
    assert not Document.objects.exists()


def test_sent_again_a_paper_stays_one(desk: Office) -> None:
    content = papers.word()
    for _time in range(2):
        assert send(desk, ("a.docx", content)).status_code == 302
    assert Attachment.objects.count() == Document.objects.count() == 1


def test_a_paper_is_taken_off_with_its_reason_and_stays_to_be_read(desk: Office) -> None:
    send(desk, ("nham.docx", papers.word()))
    own = f"{place(desk)}{Attachment.objects.get().pk}/go/"
    client = desk.client()
    assert "Lý do gỡ" in said(client.get(own))
    empty = client.post(own, {"reason": " "})
    assert empty.status_code == 422
    assert "Phải ghi lý do gỡ văn bản." in said(empty)
    assert client.post(own, {"reason": "của hồ sơ khác"})["Location"] == place(desk)
    shown = said(client.get(place(desk)))
    assert "Đã gỡ. Lý do: của hồ sơ khác (Bà SPE.," in shown
    assert "nham.docx" not in said(client.get(DOSSIER))
    assert client.get(f"/van-ban/{Document.objects.get().pk}/").status_code == 200


def test_who_only_reads_sees_the_papers_and_puts_none(desk: Office) -> None:
    send(desk, ("a.docx", papers.word()))
    reader = desk.client(DutyRole.MEMBER)
    answer = reader.get(place(desk))
    assert "a.docx" in said(answer)
    assert 'type="file"' not in answer.content.decode()
    sent = {"files": [SimpleUploadedFile("b.docx", papers.word("b"))]}
    assert reader.post(place(desk), sent).status_code == 403
    assert reader.post(f"{place(desk)}{Attachment.objects.get().pk}/go/", {"reason": "x"}).status_code == 403
    assert Attachment.objects.count() == 1


def test_an_act_of_another_dossier_or_register_is_not_there(desk: Office) -> None:
    send(desk, ("a.docx", papers.word()))
    other = f"/ho-so/son-la/VV-2026-901/muc/{desk.act('case.charged').position}/van-ban/"
    assert desk.client().get(other).status_code == 404
    neighbours = appoint(Committee.objects.get(code="lai-chau"), "lang-gieng-")
    stranger = Client()
    stranger.force_login(neighbours[DutyRole.HEAD], backend="django.contrib.auth.backends.ModelBackend")
    document = Document.objects.get()
    missing = said(stranger.get("/van-ban/999999/ban-goc/"))
    for path in ("", "ban-goc/", "ban-goc/1/", "tep/", "nhan-dang/dong/"):
        answer = stranger.get(f"/van-ban/{document.pk}/{path}")
        assert answer.status_code == 404, path
        assert said(answer) == missing
    assert stranger.get(place(desk)).status_code == 404
    for path in ("nhan-dang/", "doc/"):
        assert stranger.post(f"/van-ban/{document.pk}/{path}").status_code == 404
    assert not DocumentLook.objects.filter(officer=neighbours[DutyRole.HEAD]).exists()


def test_an_act_that_was_annulled_takes_no_paper_and_says_which_stands(desk: Office) -> None:
    position = desk.act("assets.damage_found").position
    desk.client().post(f"{DOSSIER}muc/{position}/huy/", {"note": "nhầm", "seen": ""})
    answer = desk.client().post(
        f"{DOSSIER}muc/{position}/van-ban/", {"files": [SimpleUploadedFile("a.docx", papers.word())]}
    )
    assert answer.status_code == 422
    assert "không còn hiệu lực" in said(answer)
    assert not Document.objects.exists()


# The original ------------------------------------------------------------------------------------------------------


def received(desk: Office, name: str, content: bytes) -> Document:
    assert send(desk, (name, content)).status_code == 302
    return Document.objects.latest("pk")


def test_the_original_is_shown_as_pictures_of_ours_with_the_text_beside_it(desk: Office) -> None:
    document = received(desk, "hai-trang.pdf", papers.pdf("Khoi to 12 vu an", "Truy to 3 bi can"))
    client = desk.client(DutyRole.MEMBER)
    page = client.get(f"/van-ban/{document.pk}/ban-goc/?trang=2")
    assert "Trang 2 trong 2 trang" in said(page)
    assert "Truy to 3 bi can" in said(page)
    assert f'src="/van-ban/{document.pk}/ban-goc/2/"' in page.content.decode()
    picture = client.get(f"/van-ban/{document.pk}/ban-goc/2/")
    assert picture["Content-Type"] == "image/png"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in picture["Content-Security-Policy"]
    assert picture["Cache-Control"] == "private, no-store"
    with Image.open(io.BytesIO(picture.content)) as drawn:
        assert drawn.width in {1240, 1241}
    assert client.get(f"/van-ban/{document.pk}/ban-goc/3/").status_code == 404
    assert "Trang 2 trong 2 trang" in said(client.get(f"/van-ban/{document.pk}/ban-goc/?trang=99"))
    assert "Trang 1 trong 2 trang" in said(client.get(f"/van-ban/{document.pk}/ban-goc/?trang=x"))


def test_a_word_file_has_no_pages_to_show(desk: Office) -> None:
    document = received(desk, "a.docx", papers.word())
    client = desk.client()
    assert client.get(f"/van-ban/{document.pk}/ban-goc/")["Location"] == f"/van-ban/{document.pk}/"
    assert client.get(f"/van-ban/{document.pk}/ban-goc/1/").status_code == 404
    assert "Xem từng trang" not in said(client.get(f"/van-ban/{document.pk}/"))


@pytest.mark.parametrize(
    ("name", "content", "given"),
    [("Bao cao.pdf", papers.pdf(), "Bao cao.pdf"), ("Bao cao so 5", papers.pdf(), "Bao cao so 5.pdf")],
)
def test_the_file_is_taken_away_and_never_shown(desk: Office, name: str, content: bytes, given: str) -> None:
    answer = desk.client().get(f"/van-ban/{received(desk, name, content).pk}/tep/")
    assert answer.content == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{given}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_every_look_at_a_paper_is_written_down(desk: Office) -> None:
    document = received(desk, "a.pdf", papers.pdf())
    reader = desk.officers[DutyRole.MEMBER]
    for count, path in enumerate(("", "ban-goc/", "ban-goc/1/", "ban-goc/1/?gan", "tep/"), start=1):
        desk.client(DutyRole.MEMBER).get(f"/van-ban/{document.pk}/{path}")
        assert DocumentLook.objects.filter(officer=reader, document=document).count() == count
    desk.client(DutyRole.MEMBER).get("/van-ban/")
    assert DocumentLook.objects.filter(officer=reader).count() == 5


def test_the_page_of_a_paper_says_to_which_acts_it_is_put(desk: Office) -> None:
    content = papers.word()
    document = received(desk, "a.docx", content)
    send(desk, ("a.docx", content), kind="case.initiated")
    shown = said(desk.client().get(f"/van-ban/{document.pk}/"))
    for kind in ("case.charged", "case.initiated"):
        assert f"mục {desk.act(kind).position}, VA-2026-901" in shown


# Scans ------------------------------------------------------------------------------------------------------------


FAX = papers.picture("TIFF", *(papers.sheet_of_paper((f"{n}",)).resize((120, 80)) for n in range(3)))
TEXT = "Trong 6 tháng đầu năm 2026, tỉnh Sơn La khởi tố mới 12 vụ án, 31 bị can về tham nhũng."


@pytest.fixture
def eye(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tesseract that reads the same sentence on every page."""
    by = Tesseract(Path("/nonexistent"), "tesseract 5.3.0")
    monkeypatch.setattr(tasks, "tesseract", lambda: by)
    monkeypatch.setattr(by_eye, "text_of_page", lambda _by, _kind, _content, number: f"{TEXT} ({number})")


def done(document: Document, *, reading: int = 0) -> None:
    """What the worker does."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    tasks.recognise(document_id=document.pk, committee_id=document.committee_id, reading=reading)


def test_a_scan_says_how_far_it_is_and_can_be_left(desk: Office) -> None:
    document = received(desk, "quet.tif", FAX)
    client = desk.client()
    page = client.get(f"/van-ban/{document.pk}/")
    assert "Đang chờ nhận dạng. Có thể rời trang này" in said(page)
    assert f'hx-get="/van-ban/{document.pk}/nhan-dang/dong/"' in page.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute(
            "INSERT INTO derived.recognised_page VALUES (%s, 1, 3, %s, %s), (%s, 2, 3, %s, NULL)",
            [document.pk, document.committee_id, TEXT, document.pk, document.committee_id],
        )
    assert "Đang nhận dạng trang 3/3." in said(client.get(f"/van-ban/{document.pk}/nhan-dang/dong/"))
    assert "Việc đang chạy 1 quet.tif Đang nhận dạng trang 3/3." in said(client.get("/van-ban/"))
    assert "Đang nhận dạng trang 3/3." in said(client.get(place(desk)))
    assert TEXT in said(client.get(f"/van-ban/{document.pk}/ban-goc/?trang=1"))


def test_a_recognised_scan_is_read_like_any_paper_and_says_who_read_it(desk: Office, eye: None) -> None:
    document = received(desk, "quet.tif", FAX)
    done(document)
    client = desk.client()
    shown = said(client.get(f"/van-ban/{document.pk}/"))
    assert "Đã nhận dạng 3 trang. Máy đọc từ ảnh (tesseract 5.3.0, vie, 300 dpi), có thể sai" in shown
    assert f"{TEXT} (3)" in shown
    assert client.get(f"/van-ban/{document.pk}/nhan-dang/dong/")["HX-Refresh"] == "true"
    assert f"{TEXT} (2)" in said(client.get(f"/van-ban/{document.pk}/ban-goc/?trang=2"))
    assert "Việc đang chạy" not in said(client.get("/van-ban/"))


def test_a_scan_received_for_its_figures_is_read_once_it_is_recognised(desk: Office, eye: None) -> None:
    client = desk.client()
    sent = {"ten": "Báo cáo quét", "chu": "", "ngay": "03/07/2026", "tep": SimpleUploadedFile("quet.tif", FAX)}
    answer = client.post("/van-ban/them/", sent)
    document = Document.objects.get()
    assert answer["Location"] == f"/van-ban/{document.pk}/?moi=quet"
    assert "Nhận dạng xong thì máy đọc các số" in said(client.get(answer["Location"]))
    assert not Claim.objects.exists()
    done(document, reading=1)
    read = Claim.objects.filter(document=document, indicator="crime.accused_initiated")
    assert {claim.value for claim in read} == {31}
    count = Claim.objects.count()
    done(document, reading=1)
    assert Claim.objects.count() == count
    page = client.get(f"/van-ban/{document.pk}/")
    assert 'class="claim' in page.content.decode()
    assert client.get(f"/doi-chieu/{document.pk}/").status_code == 200
    amended = client.get(f"/van-ban/so/{read.order_by('start')[0].pk}/sua/")
    assert "31 bị can" in said(amended)


def test_the_figures_of_a_paper_of_an_act_are_read_when_asked(desk: Office) -> None:
    document = received(desk, "bao-cao.txt", TEXT.encode())
    client = desk.client()
    assert not Claim.objects.exists()
    assert "Đọc số liệu" in said(client.get(f"/van-ban/{document.pk}/"))
    answer = client.post(f"/van-ban/{document.pk}/doc/")
    assert "Máy đọc được 2 số." in said(client.get(answer["Location"]))
    assert client.post(f"/van-ban/{document.pk}/doc/")["Location"].endswith("?da-doc=0")
    assert desk.client(DutyRole.MEMBER).post(f"/van-ban/{document.pk}/doc/").status_code == 403
    assert client.get(f"/van-ban/{document.pk}/doc/").status_code == 405


def test_where_tesseract_is_missing_the_page_says_what_to_install(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = received(desk, "quet.tif", FAX)
    monkeypatch.setattr(tasks, "tesseract", lambda: None)
    monkeypatch.setattr(scans, "tesseract", lambda: None)
    done(document)
    client = desk.client()
    shown = said(client.get(f"/van-ban/{document.pk}/"))
    assert "Chưa nhận dạng: bản quét này chưa có chữ." in shown
    assert "tesseract-ocr-vie của Debian, rồi chạy liemchinh recognise" in shown
    assert client.post(f"/van-ban/{document.pk}/nhan-dang/").status_code == 302
    assert "Đang chờ nhận dạng." in said(client.get(f"/van-ban/{document.pk}/"))
    assert not DocumentText.objects.exists()
