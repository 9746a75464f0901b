"""The brief of a case: one A4 page whatever the case, nothing cut in the middle, our own typeface or none."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from docx import Document

from liemchinh.reports import brief_pdf, brief_word, typesetting
from liemchinh.reports.brief import (
    COUNTS,
    LINES,
    MEASURES,
    NAMES,
    Amount,
    Brief,
    Headings,
    KeyAct,
    Measure,
    OversizeError,
    Person,
    RoleGroup,
    Running,
    fitted,
    told_acts,
)
from liemchinh.reports.heading import Clocks, PaperHead
from liemchinh.reports.typesetting import TypesettingError

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = shutil.which("soffice")
HEADINGS = Headings(
    what="Nội dung",
    level="Cấp theo dõi, chỉ đạo",
    stage="Giai đoạn",
    people="Người, tổ chức",
    acts="Diễn biến chính",
    money="Tiền, tài sản",
    running="Thời hạn đang chạy",
    stalled="Vướng mắc",
    concluded="Ban Chỉ đạo đã kết luận",
    next_steps="Việc tiếp theo",
    others="và {count} hành vi khác trong hồ sơ",
    persons_in_dossier="{count} người, danh sách ở hồ sơ",
    nothing_stalled="Không có vướng mắc.",
    no_deadline="Không có thời hạn nào đang chạy.",
    nobody="Chưa có người bị buộc tội.",
    not_concluded="Chưa ghi kết luận nào.",
)
LAW = "khoản 3 Điều 222 BLHS"


def persons(count: int, *, charge: str = LAW) -> tuple[Person, ...]:
    return tuple(
        Person(f"Ông Nguyễn Văn Đ{place:03d}", f"nguyên Trưởng phòng Kế hoạch số {place}", charge)
        for place in range(count)
    )


def brief(accused: int = 4, acts: int = 8, **more: Any) -> Brief:
    found = Brief(
        head=PaperHead("Tỉnh ủy Sơn La", "Ban Nội chính", "Sơn La", "Ban Chỉ đạo tỉnh Sơn La"),
        clocks=Clocks(
            date(2026, 7, 14),
            48213,
            datetime(2026, 7, 14, 8, 12, tzinfo=HANOI),
            "Bà T.T.H.",
            datetime(2026, 7, 14, 8, 15, tzinfo=HANOI),
        ),
        clocks_told="Lưu hành nội bộ. Hiệu lực đến 14/07/2026. Vào sổ đến 14/07/2026 08:12, mục 48.213.",
        heading="Tóm tắt vụ án",
        number="VA-2026-011",
        title="Vi phạm quy định về đấu thầu gây hậu quả nghiêm trọng, xảy ra tại Sở Ỹ. Ễ. Ộ. Ặ.",
        what=(f"Khởi tố ngày 20/06/2026: Vi phạm quy định về đấu thầu ({LAW}); số 59/QĐ-CSKT",),
        level=("Ban Chỉ đạo tỉnh, từ 16/06/2026 (số 56-TB/BCĐ)",),
        stage="Điều tra, từ 20/06/2026 (24 ngày); tạm đình chỉ.",
        people=(
            RoleGroup("Bị can", persons(accused)),
            RoleGroup(
                "Không còn là bị can", (Person("Bà Trần Thị Ưng", "kế toán", "", "từ 01/07/2026"),), cleared=True
            ),
        ),
        people_note="Không ai trong danh sách này là người có tội (Điều 13 BLTTHS).",
        acts=tuple(
            KeyAct(f"{place % 28 + 1:02d}/06/2026", f"Hành vi thứ {place}", f"số {place}/QĐ-CSKT", place % 5)
            for place in range(acts)
        ),
        untold=0,
        money=(Amount("Thiệt hại, chiếm đoạt", "2,21 tỷ đồng"), Amount("Đã thu hồi", "1,10 tỷ đồng")),
        running=(Running("Điều tra", "20/10/2026,", "quá hạn 3 ngày", "Điều 172 BLTTHS", is_over=True),),
        stalled=("Tạm đình chỉ từ 01/07/2026 (13 ngày): chờ kết luận giám định.",),
        concluded=("16/06/2026: Đưa vào diện Ban Chỉ đạo tỉnh theo dõi, chỉ đạo (số 56-TB/BCĐ).",),
        proposed=(),
        next_steps=("Phục hồi khi lý do tạm đình chỉ không còn.",),
        headings=HEADINGS,
    )
    return replace(found, **more)


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


@pytest.mark.parametrize(("accused", "acts"), [(0, 0), (2, 6), (12, 40), (60, 80), (200, 10), (1200, 300)])
def test_a_case_of_any_size_is_one_page(accused: int, acts: int) -> None:
    sheet = brief_pdf.render(brief(accused, acts))
    assert sheet.pages == 1


@pytest.mark.parametrize("accused", [2, 12, 60])
def test_every_name_and_every_article_stands_whole(accused: int) -> None:
    told = words(brief_pdf.render(brief(accused, 20)).content)
    for person in persons(accused):
        assert person.name in told
    assert LAW in told
    assert "Bà Trần Thị Ưng" in told
    assert "Không còn là bị can" in told
    assert "người có tội" in told


def test_what_does_not_fit_is_counted_and_says_where_it_is() -> None:
    told = words(brief_pdf.render(brief(4, 80)).content)
    shown = sum(f"Hành vi thứ {place}" in told.replace(f"Hành vi thứ {place}0", "") for place in range(80))
    assert "hành vi khác trong hồ sơ" in told
    assert shown < 80
    crowd = words(brief_pdf.render(brief(1200, 3)).content)
    assert "1200 người, danh sách ở hồ sơ" in crowd
    assert f"{LAW}: 1200" in crowd


def test_a_small_case_is_told_in_full_and_large() -> None:
    measure = brief_pdf.measure_of(brief(2, 6))
    assert measure == MEASURES[0]


def test_the_weightiest_acts_and_the_newest_stay() -> None:
    acts = tuple(KeyAct(str(place), f"act {place}", "", 5 if place == 1 else 1) for place in range(6))
    kept, rest = told_acts(brief(acts=0, untold=2), 2)
    assert (kept, rest) == ((), "và 2 hành vi khác trong hồ sơ")
    kept, rest = told_acts(replace(brief(), acts=acts), 2)
    assert [act.text for act in kept] == ["act 1", "act 5"]
    assert rest == "và 4 hành vi khác trong hồ sơ"


def test_the_fullest_measure_that_fits_is_taken() -> None:
    asked: list[Measure] = []

    def pages(measure: Measure) -> int:
        asked.append(measure)
        return 1 if measure.density >= NAMES and measure.size <= 9 else 2

    found = fitted(pages)
    assert found == next(one for one in MEASURES if one.density == NAMES and one.size <= 9)
    assert len(asked) <= 12
    with pytest.raises(OversizeError):
        fitted(lambda _measure: 2)


def test_measures_go_from_roomy_to_tight() -> None:
    for density in range(LINES, COUNTS + 1):
        offered = [one for one in MEASURES if one.density == density]
        assert offered == sorted(offered, key=lambda one: (-one.size, -one.acts))


def test_vietnamese_letters_are_in_the_typeface_and_come_back_from_the_file() -> None:
    letters = "ĂÂĐÊÔƠƯ ăâđêôơư ẤẦẨẪẬ ẮẰẲẴẶ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ýỳỷỹỵ"
    sheet = brief_pdf.render(brief(2, 2, title=letters))
    told = words(sheet.content)
    assert letters in told
    document = pypdfium2.PdfDocument(sheet.content)
    fonts = {item.get_font().get_base_name() for page in document for item in page.get_objects() if item.type == 1}
    assert fonts
    assert all("Tinos" in name for name in fonts)


def test_an_unknown_typeface_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "strange.typ").write_text('#set text(font: "No Such Face")\nchữ', encoding="utf-8")
    monkeypatch.setattr(typesetting, "SHEETS", tmp_path)
    with pytest.raises(TypesettingError, match="unknown font family"):
        typesetting.typeset("strange", {})


def test_a_letter_that_no_typeface_has_is_a_failure_not_a_box() -> None:
    with pytest.raises(TypesettingError):
        brief_pdf.render(brief(2, 2, title="Chữ \U0001f600"))


def test_the_same_brief_gives_the_same_pdf() -> None:
    assert brief_pdf.render(brief()).content == brief_pdf.render(brief()).content
    assert brief_pdf.file_name(brief(), "pdf") == "tom-tat_VA-2026-011_2026-07-14_48213.pdf"


def test_word_tells_the_same_parts() -> None:
    document = Document(io.BytesIO(brief_word.render(brief())))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for heading in (HEADINGS.what, HEADINGS.level, HEADINGS.people, HEADINGS.acts, HEADINGS.money, HEADINGS.next_steps):
        assert heading in told
    cleared = [run for par in document.paragraphs for run in par.runs if run.text == "Bà Trần Thị Ưng"]
    assert [run.bold for run in cleared] == [True]


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("accused", "acts"), [(2, 6), (25, 40), (60, 80), (300, 20)])
def test_word_is_one_page_as_an_office_lays_it_out(tmp_path: Path, accused: int, acts: int) -> None:
    source = tmp_path / "tom-tat.docx"
    source.write_bytes(brief_word.render(brief(accused, acts)))
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    document = pypdfium2.PdfDocument(source.with_suffix(".pdf").read_bytes())
    assert len(document) == 1
