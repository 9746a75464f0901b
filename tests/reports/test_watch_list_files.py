"""The committee's list in Word and Excel: read back as a reader's program reads it."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook

from liemchinh.kernel.label import Label
from liemchinh.law.acts import DossierKind
from liemchinh.reports import watch_list_sheet, watch_list_word
from liemchinh.reports.heading import Clocks, PaperHead
from liemchinh.reports.watch_list import (
    NOBODY_GUILTY,
    NOTHING,
    Group,
    Line,
    Mark,
    Note,
    Proposal,
    WatchList,
    due_word,
    numbered,
)

DAY = date(2026, 7, 14)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def label(text: str) -> Label:
    return Label(text, text)


def line(number: str, **more: Any) -> Line:
    given: dict[str, Any] = {
        "ordinal": 0,
        "committee_code": "son-la",
        "number": number,
        "title": f"Tham ô tài sản, hồ sơ {number}",
        "kind": DossierKind.CASE if number.startswith("VA") else DossierKind.MATTER,
        "agency": label("Cơ quan Cảnh sát điều tra Công an tỉnh Sơn La"),
        "stage": label("Điều tra"),
        "stage_on": date(2026, 3, 2),
        "suspended": False,
        "accused": 3 if number.startswith("VA") else None,
        "cleared": 0 if number.startswith("VA") else None,
        "offence": label("Tham ô tài sản (khoản 2 Điều 353 BLHS)"),
        "newest": label("Gia hạn điều tra"),
        "newest_on": date(2026, 6, 1),
        "due_on": date(2026, 7, 20),
        "due_word": due_word(date(2026, 7, 20), DAY, suspended=False),
        "due_basis": label("Điều tra, Điều 172 BLTTHS"),
        "is_over": False,
        "levels": (label("Ban Chỉ đạo tỉnh"),),
        "listed_on": date(2026, 3, 20),
        "conclusion": label("số 18-TB/BCĐ"),
    }
    return Line(**{**given, **more})


def paper(*groups: Group, left: tuple[Line, ...] = (), proposals: tuple[Proposal, ...] = ()) -> WatchList:
    return WatchList(
        head=PaperHead("Tỉnh ủy Sơn La", "Ban Nội chính", "Sơn La", "Ban Chỉ đạo tỉnh Sơn La"),
        clocks=Clocks(
            DAY,
            48213,
            datetime(2026, 7, 14, 8, 12, tzinfo=HANOI),
            "Bà T.T.H.",
            datetime(2026, 7, 14, 8, 15, tzinfo=HANOI),
        ),
        title=label("Vụ án, vụ việc thuộc diện theo dõi, chỉ đạo"),
        place=label("tỉnh Sơn La"),
        since=label("So với khi kết thúc phiên họp ngày 30/06/2026."),
        groups=numbered(groups),
        left=left,
        proposals=proposals,
    )


@pytest.fixture
def whole() -> WatchList:
    overdue = line(
        "VA-2026-002",
        due_on=date(2026, 7, 1),
        due_word=due_word(date(2026, 7, 1), DAY, suspended=False),
        is_over=True,
        cleared=2,
        notes=(Note(Mark.CLEARED, label("2 người")), Note(Mark.PROPOSED, label("đề xuất ra khỏi diện"))),
    )
    return paper(
        Group(label("Ban Chỉ đạo Trung ương"), DossierKind.CASE, (line("VA-2026-001", title="=1+1"),)),
        Group(label("Ban Chỉ đạo tỉnh"), DossierKind.CASE, (overdue, line("VA-2026-003", suspended=True, due_on=None))),
        Group(label("Ban Chỉ đạo tỉnh"), DossierKind.MATTER, (line("VV-2026-001", offence=NOTHING),)),
        left=(line("VA-2026-004", ordinal=1, left_on=date(2026, 7, 6), exit_reason=label("đã giải quyết xong")),),
        proposals=(
            Proposal(
                "son-la", "VV-2026-009", "Chi sai", label("Ban Chỉ đạo tỉnh"), date(2026, 7, 1), label("số 1-TTr")
            ),
        ),
    )


def text_of(document: Any) -> str:
    return "\n".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


def test_the_summary_counts_pairs_and_the_cleared(whole: WatchList) -> None:
    assert whole.summary.vi == ("Đang theo dõi 3 vụ án / 9 bị can, 1 vụ việc. 2 người không còn là bị can.")
    assert whole.changes == ((Mark.CLEARED, 1),)
    assert [one.ordinal for one in whole.lines] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("due", "suspended", "words"),
    [
        (date(2026, 7, 20), False, "còn 6 ngày"),
        (DAY, False, "hôm nay"),
        (date(2026, 7, 8), False, "quá hạn 6 ngày"),
        (None, True, "không tính, tạm đình chỉ"),
        (None, False, "không có hạn"),
    ],
)
def test_a_limit_is_counted_at_reading(due: date | None, suspended: bool, words: str) -> None:
    assert due_word(due, DAY, suspended=suspended).vi == words


def test_word_is_a4_across_with_both_rows_of_heads_repeated(whole: WatchList) -> None:
    document = Document(io.BytesIO(watch_list_word.render(whole)))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    listed = document.tables[1]
    repeated = [row for row in listed._tbl.tr_lst if row.xpath("./w:trPr/w:tblHeader")]
    assert len(repeated) == 2
    assert sum(watch_list_word.WIDTHS) == 257
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in listed._tbl.tr_lst)


def test_word_prints_every_line_with_its_marks_and_the_sentence_on_guilt(whole: WatchList) -> None:
    document = Document(io.BytesIO(watch_list_word.render(whole)))
    told = text_of(document)
    for one in (*whole.lines, *whole.left):
        assert one.number in told
        assert one.title in told
    for words in ("Ban Chỉ đạo tỉnh: 2 vụ án / 6 bị can; 2 người không còn là bị can", "Không còn là bị can",
                  "Chờ quyết định", "Đã đưa ra khỏi diện từ phiên trước", "VV-2026-009"):  # fmt: skip
        assert words in told
    foot = document.sections[0].first_page_footer.paragraphs[0].text
    assert NOBODY_GUILTY.vi in foot
    assert "mục 48.213" in foot
    bold = {run.text for cell in document.tables[1]._cells for par in cell.paragraphs for run in par.runs if run.bold}
    assert "01/07/2026, quá hạn 13 ngày" in bold


def test_the_same_paper_gives_the_same_word_file(whole: WatchList) -> None:
    assert watch_list_word.render(whole) == watch_list_word.render(whole)
    assert watch_list_word.file_name(whole) == "danh-muc-dien_2026-07-14_48213.docx"


def test_excel_holds_days_and_numbers_not_texts(whole: WatchList) -> None:
    book = load_workbook(io.BytesIO(watch_list_sheet.render(whole)))
    sheet = book["Danh mục"]
    row = next(row for row in sheet.iter_rows(min_row=7) if row[1].value == "VA-2026-002")
    values = [cell.value for cell in row]
    assert values[0] == 2
    assert values[6:8] == [3, 2]
    assert values[5].date() == date(2026, 3, 2)
    assert values[11].date() == date(2026, 7, 1)
    assert values[12] == -13
    assert row[11].number_format == "dd/mm/yyyy"
    assert row[11].font.bold
    assert row[7].font.bold
    matter = next(row for row in sheet.iter_rows(min_row=7) if row[1].value == "VV-2026-001")
    assert matter[6].value is None


def test_excel_is_set_up_for_paper(whole: WatchList) -> None:
    sheet = load_workbook(io.BytesIO(watch_list_sheet.render(whole)))["Danh mục"]
    assert sheet.freeze_panes == "D7"
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.page_setup.fitToHeight == 0
    assert "mục 48.213" in sheet.oddFooter.left.text
    assert sheet["G5"].value == "Bị can"
    assert sheet["H6"].value == "không còn là bị can"
    assert load_workbook(io.BytesIO(watch_list_sheet.render(whole))).sheetnames == [
        "Danh mục",
        "Đã ra khỏi diện",
        "Đề xuất, chưa tính",
    ]


def test_a_title_that_begins_like_a_formula_stays_a_title(whole: WatchList) -> None:
    sheet = load_workbook(io.BytesIO(watch_list_sheet.render(whole)))["Danh mục"]
    cell = next(row[2] for row in sheet.iter_rows(min_row=7) if row[1].value == "VA-2026-001")
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_an_empty_list_is_a_paper_too() -> None:
    told = text_of(Document(io.BytesIO(watch_list_word.render(paper()))))
    assert "Không có vụ án, vụ việc nào thuộc diện ở mốc này." in told
    assert load_workbook(io.BytesIO(watch_list_sheet.render(paper()))).sheetnames == ["Danh mục"]
