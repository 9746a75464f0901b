"""The Word file: the layout of Party documents, and a trace from every number to the register."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.reports.conftest import Province

from liemchinh.directory.access import HOUSE
from liemchinh.directory.models import Committee
from liemchinh.reports import word
from liemchinh.reports.editions import draft, paper_of
from liemchinh.reports.layouts import SIX_MONTH
from liemchinh.reports.paper import Paper
from liemchinh.reports.trace import UnreadableFileError, check, read_back

BASE = "http://127.0.0.1:8017"
MM = 36000


@pytest.fixture
def edition(province: Province) -> Paper:
    return paper_of(province.issue())


def render(paper: Paper, province: Province) -> bytes:
    return word.render(paper, base_url=BASE, made_at=province.now)


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def altered(content: bytes, change: Callable[[str], str]) -> bytes:
    """The same file with its text changed, as a hand with a text editor would."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                changed = change(data.decode())
                assert changed != data.decode()
                data = changed.encode()
            target.writestr(entry.filename, data)
    return out.getvalue()


def words(document: Any) -> list[str]:
    body = document.element.body
    return ["".join(piece.text or "" for piece in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


# The layout of Party documents (HD 36-HD/VPTW) ------------------------------------------------------------------------


def test_the_page_is_a4_with_the_margins_of_party_documents(edition: Paper, province: Province) -> None:
    section = opened(render(edition, province)).sections[0]
    found = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one / MM) for one in found] == [20, 20, 30, 15]
    assert (round(section.page_width / MM), round(section.page_height / MM)) == (210, 297)


def test_the_page_number_stands_on_top_from_the_second_page_on(edition: Paper, province: Province) -> None:
    section = opened(render(edition, province)).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert section.header.paragraphs[0].style.paragraph_format.alignment == 1
    assert "PAGE" not in section.first_page_header._element.xml


def test_one_typeface_in_all_four_slots_and_no_theme(edition: Paper, province: Province) -> None:
    content = render(edition, province)
    for name in ("word/styles.xml", "word/document.xml"):
        xml = part(content, name)
        assert not re.search(r"\w+Theme=", xml)
        for fonts in re.findall(r"<w:rFonts[^>]*>", xml):
            assert re.findall(r'w:(\w+)="Times New Roman"', fonts) == ["ascii", "hAnsi", "eastAsia", "cs"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "theme" in name or "thumbnail" in name]
    assert 'w:lang w:val="vi-VN"' in part(content, "word/styles.xml")


def test_the_heading_names_party_issuer_number_place_and_day(edition: Paper, province: Province) -> None:
    head = opened(render(edition, province)).tables[0]
    left, right = (
        [paragraph.text.replace("\u00a0", " ") for paragraph in cell.paragraphs] for cell in head.rows[0].cells
    )
    assert left == [
        "TỈNH ỦY SƠN LA",
        "BAN CHỈ ĐẠO",
        "PHÒNG, CHỐNG THAM NHŨNG,",
        "LÃNG PHÍ, TIÊU CỰC",
        "*",
        "Số 61-BC/BCĐ",
    ]
    assert right == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Sơn La, ngày 05 tháng 7 năm 2023"]
    assert head.rows[0].cells[1].paragraphs[0].style.font.underline
    assert head.rows[0].cells[1].paragraphs[1].style.font.italic


def test_the_deputy_signs_for_the_committee_and_the_recipients_are_named(edition: Paper, province: Province) -> None:
    end = opened(render(edition, province)).tables[-2]
    recipients, signed = ([paragraph.text for paragraph in cell.paragraphs] for cell in end.rows[0].cells)
    assert recipients[0] == "Nơi nhận:"
    assert recipients[-1] == "- Lưu Ban Nội chính Tỉnh ủy."
    assert signed[:3] == ["T/M BAN CHỈ ĐẠO", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"]
    assert signed[-1] == "Đ.V.K."


def test_a_demonstration_says_that_it_bears_no_signature(province: Province) -> None:
    committee = Committee.objects.get(pk=province.committee.pk)
    committee.is_demonstration = True
    made = draft(SIX_MONTH, committee, province.place, province.period, scope=HOUSE)
    assert word.UNSIGNED in words(opened(render(made.paper, province)))


def test_a_draft_says_that_it_is_one(province: Province) -> None:
    document = opened(render(province.draft().paper, province))
    assert "DỰ THẢO" in words(document)
    assert "DỰ THẢO" in document.sections[0].first_page_footer.paragraphs[0].text
    assert "DỰ THẢO" not in words(opened(render(paper_of(province.issue()), province)))


def test_tables_repeat_their_heads_and_never_split_a_row(edition: Paper, province: Province) -> None:
    document = opened(render(edition, province))
    ruled = [table for table in document.tables if table._tbl.findall(f".//{qn('w:tblHeader')}")]
    assert len(ruled) == 2
    for table in ruled:
        rows = table._tbl.findall(qn("w:tr"))
        assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
            number == 0 for number in range(len(rows))
        ]
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_the_foot_names_the_edition_its_clocks_and_its_numbers(edition: Paper, province: Province) -> None:
    document = opened(render(edition, province))
    for footer in (document.sections[0].footer, document.sections[0].first_page_footer):
        text = footer.paragraphs[0].text
        assert f"Ấn bản {edition.edition_id}" in text
        assert "hiệu lực đến 30/06/2023" in text
        assert f"{len(edition.numbers)} con số" in text
        assert footer.paragraphs[0].style.font.size.pt == 8.5


def test_the_properties_say_title_and_language(edition: Paper, province: Province) -> None:
    properties = opened(render(edition, province)).core_properties
    assert properties.title.replace("\u00a0", " ").endswith("6 tháng đầu năm 2023")
    assert properties.language == "vi-VN"
    assert "python" not in f"{properties.author}{properties.comments}".lower()


def test_the_same_edition_gives_the_same_bytes(edition: Paper, province: Province) -> None:
    assert render(edition, province) == render(edition, province)


def test_controls_are_lawful_for_word(edition: Paper, province: Province) -> None:
    body = opened(render(edition, province)).element.body
    order = ["alias", "tag", "id", "lock"]
    seen = set()
    for control in body.iter(qn("w:sdt")):
        properties = [child.tag.rsplit("}", 1)[-1] for child in control.find(qn("w:sdtPr"))]
        assert properties == order
        values = {child.tag.rsplit("}", 1)[-1]: child.get(qn("w:val")) for child in control.find(qn("w:sdtPr"))}
        assert len(values["alias"]) <= 64
        assert 0 < int(values["id"]) < 2**31
        assert values["id"] not in seen
        seen.add(values["id"])


# The trace of every number -------------------------------------------------------------------------------------------


def test_every_number_is_read_back_with_the_page_of_its_evidence(edition: Paper, province: Province) -> None:
    found = read_back(render(edition, province))
    assert [(one.place, one.printed) for one in found] == [(one.place, one.printed) for one in edition.numbers]
    assert {one.key for one in found} == {str(edition.edition_id)}
    assert found[4].address == f"{BASE}/an-ban/{edition.edition_id}/so/5/"
    assert check(render(edition, province), edition) == []


def test_a_draft_leads_to_the_figures_of_the_desk(province: Province) -> None:
    paper = province.draft().paper
    content = render(paper, province)
    assert check(content, paper) == []
    first = read_back(content)[0].address
    assert first.startswith(
        f"{BASE}/so-lieu/committee.plenary_meetings/son-la/bang-chung/?tu=2023-01-01&den=2023-06-30"
    )
    assert first.endswith(f"&biet={paper.position}")


def test_one_altered_digit_is_named_wherever_it_stands(edition: Paper, province: Province) -> None:
    content = render(edition, province)
    for number in edition.numbers:
        if not any(one.isdigit() for one in number.printed):
            continue
        digit = next(one for one in reversed(number.printed) if one.isdigit())
        other = number.printed[::-1].replace(digit, str((int(digit) + 1) % 10), 1)[::-1]
        tag = f'w:val="lc:{edition.edition_id}:{number.place}"'

        def forge(xml: str, tag: str = tag, was: str = number.printed, now: str = other) -> str:
            at = xml.index(tag)
            return xml[:at] + xml[at:].replace(f">{was}<", f">{now}<", 1)

        faults = check(altered(content, forge), edition)
        assert [(one.what, one.place, one.found) for one in faults] == [("altered", number.place, other)]


@pytest.mark.parametrize(
    ("was", "now", "token"),
    [
        ("hết ngày 30/6/2023", "hết ngày 30/9/2023", "30/9/2023"),
        ("Số 61-BC/BCĐ", "Số 67-BC/BCĐ", "67"),
        ("ngày 05 tháng 7 năm 2023", "ngày 06 tháng 7 năm 2023", "06"),
        (">1. Phát hiện", ">12. Phát hiện", "12"),
        ("trân trọng báo cáo.", "trân trọng báo cáo 12,7 tỷ đồng.", "12,7"),
    ],
)
def test_a_number_in_the_words_that_the_edition_does_not_have_is_named(
    edition: Paper, province: Province, was: str, now: str, token: str
) -> None:
    faults = check(altered(render(edition, province), lambda xml: xml.replace(was, now)), edition)
    assert token in {one.found for one in faults if one.what == "untraced"}


def test_a_number_taken_out_of_its_control_is_named(edition: Paper, province: Province) -> None:
    def unwrap(xml: str) -> str:
        return re.sub(r"<w:sdt><w:sdtPr>(?:(?!</w:sdtPr>).)*</w:sdtPr><w:sdtContent>(.*?)</w:sdtContent></w:sdt>",
                      r"\1", xml, count=1, flags=re.DOTALL)  # fmt: skip

    faults = check(altered(render(edition, province), unwrap), edition)
    assert [(one.what, one.place, one.found) for one in faults] == [("missing", 1, ""), ("untraced", 0, "01")]


def test_a_control_of_another_edition_is_named(edition: Paper, province: Province) -> None:
    other = render(province.draft().paper, province)
    assert {one.what for one in check(other, edition)} >= {"foreign", "missing"}


def test_a_link_that_opens_something_else_is_named(edition: Paper, province: Province) -> None:
    def swap(xml: str) -> str:
        first, second = re.findall(r'r:id="(rId\d+)"', xml)[:2]
        return xml.replace(f'"{first}"', '"X"').replace(f'"{second}"', f'"{first}"').replace('"X"', f'"{second}"')

    assert [(one.what, one.place) for one in check(altered(render(edition, province), swap), edition)] == [
        ("unlinked", 1),
        ("unlinked", 2),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_back(content)


# In LibreOffice ------------------------------------------------------------------------------------------------------


@pytest.mark.office
def test_libreoffice_opens_it_and_prints_it_page_by_page(edition: Paper, province: Province, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("LIEMCHINH_REQUIRE_BROWSER") == "1":
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice (soffice) is not installed")
    source = tmp_path / "bao-cao.docx"
    source.write_bytes(render(edition, province))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = pypdfium2.PdfDocument(tmp_path / "bao-cao.pdf")
    pages = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    pdf.close()
    assert len(pages) == 4
    assert not re.match(r"\s*1\s", pages[0])
    for number, text in enumerate(pages[1:], start=2):
        assert re.match(rf"\s*{number}\s", text)
    whole = " ".join("\n".join(pages).replace("\u00a0", " ").split())
    order = [
        "TỈNH ỦY SƠN LA",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "BÁO CÁO",
        "I. TÌNH HÌNH",
        "II. KẾT QUẢ LÃNH ĐẠO, CHỈ ĐẠO",
        "III. KẾT QUẢ THỰC HIỆN",
        "khởi tố mới 01 vụ/02 bị can",
        "Nơi nhận:",
        "PHỤ LỤC",
        "26.500.000.000",
    ]
    at = 0
    for piece in order:
        at = whole.find(piece, at)
        assert at >= 0, piece
    assert whole.count("Chỉ tiêu Đơn vị tính") == 2
