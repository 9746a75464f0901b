"""Hostile files are refused with a reason, and honest ones are not."""

from __future__ import annotations

import pytest
from tests.files import papers
from tests.files.hostile import Hostile, corpus

from liemchinh.files import examining, opening
from liemchinh.files.kinds import FileKind, clean_name
from liemchinh.files.refusals import RefusedFileError

CORPUS = corpus()


def test_the_corpus_is_large_and_no_two_are_the_same() -> None:
    assert len(CORPUS) >= 130
    assert len({(one.name, one.content) for one in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("one", CORPUS, ids=[one.what for one in CORPUS])
def test_a_hostile_file_is_refused_with_its_reason(one: Hostile) -> None:
    with pytest.raises(RefusedFileError) as refusal:
        examining.examine(one.name, one.content)
    label = refusal.value.label
    assert one.why in label.vi
    assert label.vi.startswith("Chưa nhận “")
    assert label.en.startswith("“")
    assert "\u202e" not in label.vi


HONEST = [
    ("Báo cáo.docx", papers.word(), FileKind.WORD),
    ("Bảng.xlsx", papers.excel(), FileKind.EXCEL),
    ("Công văn.pdf", papers.pdf(), FileKind.PDF),
    ("quét.pdf", papers.scan(), FileKind.PDF),
    ("ảnh.png", papers.picture("PNG"), FileKind.PNG),
    ("ảnh.jpeg", papers.picture("JPEG"), FileKind.JPEG),
    ("ảnh gọi nhầm.png", papers.picture("JPEG"), FileKind.JPEG),
    ("fax.tiff", papers.picture("TIFF", papers.sheet_of_paper(), papers.sheet_of_paper()), FileKind.TIFF),
    ("Ghi chú.txt", papers.SENTENCE.encode(), FileKind.TEXT),
    ("BM.txt", b"BMTE so 12", FileKind.TEXT),
    ("Quyết định số 12.QĐ", papers.pdf(), FileKind.PDF),
    ("không đuôi", papers.word(), FileKind.WORD),
    (
        "mẫu trên máy.docx",
        papers.with_member(
            papers.word(),
            {
                "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                'relationships/attachedTemplate" Target="file:///C:\\Users\\An\\Normal.dotm" TargetMode="External"/>'
                "</Relationships>"
            },
        ),
        FileKind.WORD,
    ),
    (
        "bảng bên trong.docx",
        papers.with_member(papers.word(), {"word/embeddings/a.xlsx": papers.excel()}),
        FileKind.WORD,
    ),
    ("liên kết.pdf", papers.pdf(extra=[b"<</S/URI/URI(https://chinhphu.vn)>>"]), FileKind.PDF),
]


@pytest.mark.parametrize(("name", "content", "kind"), HONEST, ids=[name for name, *_rest in HONEST])
def test_an_honest_file_is_taken_as_what_it_is(name: str, content: bytes, kind: FileKind) -> None:
    assert examining.examine(name, content).kind is kind


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\Users\\An\\Quyết định.pdf", "Quyết định.pdf"),
        ("../../etc/Quyết định.pdf", "Quyết định.pdf"),
        ("Quyết\u202e định\0\n.pdf", "Quyết định.pdf"),
        ("  ", "tệp"),
        (f"{'a' * 300}.pdf", f"{'a' * 196}.pdf"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(name: str, shown: str) -> None:
    assert clean_name(name) == shown


def test_what_is_too_large_is_refused_before_it_is_opened() -> None:
    with pytest.raises(RefusedFileError, match="lớn hơn mức"):
        opening.examine("a.txt", b"a" * 101, limit=100)


def test_a_file_from_outside_is_opened_in_another_process_and_comes_back_whole() -> None:
    found = opening.examine("Báo cáo.docx", papers.word("Một", "Hai"))
    assert (found.kind, found.text, found.pages, found.is_scan) == (FileKind.WORD, "Một\nHai", 1, False)
    with pytest.raises(RefusedFileError, match="macro"):
        opening.examine("a.docx", papers.with_member(papers.word(), {"word/vbaProject.bin": b"x"}))


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(("limit", "least"), [("MEMORY", 256 * 2**20), ("SECONDS", 1)])
def test_a_file_that_takes_too_much_ends_its_process_and_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, least: int
) -> None:
    monkeypatch.setattr(opening, limit, least)
    body = f"<w:document {W}><w:body>{'<w:p/>' * 1_000_000}</w:body></w:document>"
    with pytest.raises(RefusedFileError, match="quá nhiều bộ nhớ hoặc thời gian"):
        opening.examine("a.docx", papers.with_member(papers.word(), {"word/document.xml": body}))
