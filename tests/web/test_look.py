"""What the look promises in figures: contrast, letters that exist, nothing fetched from outside, nothing inline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import path
from django.utils import translation
from django.utils.safestring import SafeString

import liemchinh.web
from liemchinh.kernel.label import Label
from liemchinh.web.drawing import ink
from liemchinh.web.showing import shown
from liemchinh.web.showing.shapes import Claimed, Field
from liemchinh.web.specimens.pages import parts_page

WEB: Final = Path(liemchinh.web.__file__).parent
STATIC: Final = WEB / "static" / "desk"
TEMPLATES: Final = sorted((WEB / "templates").rglob("*.html"))
SHEETS: Final = sorted(STATIC.glob("*.css"))
TODAY: Final = date(2026, 7, 14)


def _stand_in(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path(f"{name}/", _stand_in, name=name)
    for name in ("search", "clocks", "clocks_now", "sessions", "sign_out", "set_language")
]
pytestmark = pytest.mark.urls(__name__)


def tokens() -> dict[str, str]:
    """The colours of tokens.css by name."""
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6});", (STATIC / "tokens.css").read_text()))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 between two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("name", "on_paper", "on_margin"),
    [
        ("muc", 16.8, 15.5),
        ("muc2", 8.3, 7.7),
        ("muc3", 5.8, 5.3),
        ("cham", 10.6, 9.8),
        ("son", 7.3, 6.7),
        ("nghe", 7.0, 6.4),
        ("luc", 7.2, 6.7),
    ],
)
def test_every_ink_has_the_contrast_the_look_states(name: str, on_paper: float, on_margin: float) -> None:
    found = tokens()
    assert round(contrast(found[name], found["giay"]), 1) >= on_paper
    assert round(contrast(found[name], found["le"]), 1) >= on_margin


@pytest.mark.parametrize(
    ("words", "ground", "least"),
    [
        ("cham", "cham-nhat", 6.3),
        ("son", "son-nhat", 6.3),
        ("nghe", "nghe-nhat", 6.3),
        ("luc", "luc-nhat", 6.3),
        ("muc", "vang", 9.6),
        ("muc", "tim", 14.2),
        ("vien", "giay", 4.2),
        ("vien", "trang", 3.0),
        ("trang", "cham", 4.5),
        ("trang", "muc2", 4.5),
        ("muc2", "nghe-nhat", 4.5),
        ("muc3", "nghe-nhat", 4.5),
        ("muc3", "luc-nhat", 4.5),
        ("muc3", "cham-nhat", 4.5),
        ("muc2", "ban", 4.5),
    ],
)
def test_words_and_frames_can_be_told_from_their_ground(words: str, ground: str, least: float) -> None:
    found = tokens()
    assert round(contrast(found[words], found[ground]), 1) >= least


def test_drawings_use_the_inks_of_the_style_sheet() -> None:
    found = tokens()
    for name in ("MUC", "MUC2", "MUC3", "CHAM", "SON", "NGHE", "LUC", "LE", "TRANG", "VIEN", "KE", "KE2"):
        assert getattr(ink, name) == found[name.lower()]
    assert tuple(found[f"buoc{step}"] for step in range(1, 6)) == ink.STEPS


def test_words_on_every_step_of_the_map_are_readable() -> None:
    for ground, words in zip(ink.STEPS, ink.STEP_INKS, strict=True):
        assert contrast(ground, words) >= 5.3


def _covered() -> list[range]:
    text = (STATIC / "tokens.css").read_text()
    spans = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", text)
    return [range(int(low, 16), int(high or low, 16) + 1) for low, high in spans]


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.relative_to(WEB).as_posix())
def test_templates_hold_only_letters_that_the_fonts_have(page: Path) -> None:
    covered = _covered()
    missing = {
        letter for letter in page.read_text() if letter != "\n" and not any(ord(letter) in span for span in covered)
    }
    assert not missing, f"{page.name}: {missing}"


@pytest.mark.parametrize("letter", ["→", "←", "≤", "≥", "≠", "✓", "№"])
def test_marks_that_the_fonts_lack_are_found_by_that_check(letter: str) -> None:
    assert not any(ord(letter) in span for span in _covered())


@pytest.mark.parametrize("file", [*SHEETS, *sorted(STATIC.glob("*.js")), *TEMPLATES], ids=lambda file: file.name)
def test_nothing_is_fetched_from_outside(file: Path) -> None:
    assert not re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", file.read_text())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_style_sheets_keep_to_the_look(sheet: Path) -> None:
    text = sheet.read_text()
    assert "gradient(" not in text
    assert "pnum" not in text
    assert set(re.findall(r"border-radius:\s*([^;]+);", text)) <= {"0", "50%"}
    assert all(name in {"print.css"} for name in [sheet.name] if "!important" in text)
    assert not re.search(r"\b(?:animation|transition|@keyframes)\b", text)


def test_every_file_a_style_sheet_names_is_there() -> None:
    for sheet in SHEETS:
        for name in re.findall(r"url\(([^)#]+)\)", sheet.read_text()):
            assert (STATIC / name).is_file(), f"{sheet.name} names {name}"


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.relative_to(WEB).as_posix())
def test_templates_compile_and_hold_nothing_inline(page: Path) -> None:
    get_template(page.relative_to(WEB / "templates").as_posix())
    text = page.read_text()
    assert not re.search(r"<[a-z][^>]*\sstyle\s*=", text)
    assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=", text)
    assert not re.search(r"<style\b|<script(?![^>]*\bsrc=)", text)
    assert "hx-on" not in text


class _Page(HTMLParser):
    """Ids, references to ids, and inline things of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if found := given.get("id"):
            self.ids.append(found)
        for name in ("aria-labelledby", "aria-describedby", "for"):
            self.references += (given.get(name) or "").split()
        self.references += re.findall(r"^url\(#([^)]+)\)$", given.get("fill") or "")
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "script" and "src" not in given:
            self.inline.append(tag)


@pytest.fixture
def parts() -> Iterator[str]:
    """The page of parts as the browser gets it."""
    with translation.override("vi"):
        yield parts_page(RequestFactory().get("/bo-phan/")).content.decode()


def test_the_page_of_parts_has_no_inline_style_or_script_and_every_id_once(parts: str) -> None:
    page = _Page(parts)
    assert page.inline == []
    assert sorted(page.ids) == sorted(set(page.ids))
    assert set(page.references) <= set(page.ids)


@pytest.mark.parametrize("name", ["404.html", "403.html", "500.html", "403_csrf.html", "errors/unavailable.html"])
def test_error_pages_render_without_request_or_database(name: str) -> None:
    page = get_template(name).render({})
    assert "<h1" in page
    assert "lỗi hệ thống" not in page.lower()


def test_a_lost_database_gives_back_what_was_typed() -> None:
    page = get_template("errors/unavailable.html").render(
        {"kept": [("note", "chữ <đã> gõ")], "path": "/ho-so/", "at": None}
    )
    assert 'name="note" value="chữ &lt;đã&gt; gõ"' in page
    assert "hệ thống chỉ ghi một lần" in page


def test_the_head_turns_and_offers_the_way_back_when_an_earlier_knowledge_is_read() -> None:
    clocks = {"effective": TODAY, "known_label": "03/07/2025, 17:00", "position": 31862, "is_past": True}
    page = get_template("base.html").render({"clocks": clocks})
    assert 'class="head past"' in page
    assert "Về hiện tại" in page
    assert "mục\u00a031.862" in page


def _drawn(source: str, **context: object) -> str:
    return Template("{% load desk %}" + source).render(Context(context))


def test_a_figure_opens_also_at_zero_and_says_why_there_is_none() -> None:
    assert _drawn('{% figure 0 "/x/" %}') == '<a class="figure" href="/x/">0</a>'
    assert _drawn('{% figure None "/x/" why="chưa gửi" %}') == '<span class="no-value">– <i>chưa gửi</i></span>'
    assert _drawn('{% figure 1858 "/x/" differs="14 / 42" %}').endswith("khác ấn bản: 14 / 42</span>")
    assert "&lt;b&gt;" in _drawn('{% figure value "/x/" %}', value="<b>")


def test_a_pair_is_one_link_and_prose_writes_it_close() -> None:
    assert (
        _drawn('{% pair 31 97 "/x/" "vụ" "bị can" %}')
        == '<a class="figure" href="/x/">31\u00a0vụ\u00a0/\u00a097\u00a0bị can</a>'
    )
    assert "31\u00a0vụ/97\u00a0bị can" in _drawn('{% pair 31 97 "/x/" "vụ" "bị can" prose=1 %}')


def test_money_is_short_on_screen_and_whole_for_hover_paper_and_screen_readers() -> None:
    drawn = _drawn("{{ amount|dong }}", amount=38_420_000_000)
    assert 'title="38.420.000.000\u00a0đồng"' in drawn
    assert '<span class="short" aria-hidden="true">38,42\u00a0tỷ</span>' in drawn
    assert '<span class="exact">38.420.000.000\u00a0đồng</span>' in drawn


@pytest.mark.parametrize(
    ("day", "given", "state", "word"),
    [
        (date(2026, 8, 14), {}, "open", "còn 31 ngày"),
        (date(2026, 7, 20), {}, "soon", "còn 6 ngày"),
        (date(2026, 7, 20), {"soon": 5}, "open", "còn 6 ngày"),
        (date(2026, 7, 14), {}, "soon", "hôm nay"),
        (date(2026, 7, 8), {}, "over", "quá hạn 6 ngày"),
        (date(2026, 7, 8), {"stopped": True}, "stopped", "không tính"),
        (None, {}, "none", "không có hạn"),
        (date(2026, 7, 20), {"done_on": date(2026, 7, 12)}, "done", "xong trước hạn 8 ngày"),
        (date(2026, 7, 12), {"done_on": date(2026, 7, 12)}, "done", "xong đúng hạn"),
        (date(2026, 7, 8), {"done_on": date(2026, 7, 12)}, "late", "xong sau hạn 4 ngày"),
    ],
)
def test_a_deadline_says_in_words_what_its_ink_says(
    day: date | None, given: dict[str, object], state: str, word: str
) -> None:
    with translation.override("vi"):
        found = shown.due(day, TODAY, **given)  # type: ignore[arg-type]
    assert (found.state, found.word.replace("\u00a0", " ")) == (state, word)


def test_a_lag_is_printed_from_a_week_on() -> None:
    assert shown.show_lag(date(2025, 5, 30), date(2025, 6, 5)) == ""
    assert shown.show_lag(date(2025, 5, 30), date(2025, 7, 5)) == "sau 36\u00a0ngày"


def test_words_of_law_and_their_numbers_stay_on_one_line() -> None:
    bound = shown.bound("khoản 1 Điều 174 BLTTHS, mục 9, sau 20 ngày; 31 vụ; Ông N.V.A.")
    assert bound == "khoản\u00a01 Điều\u00a0174 BLTTHS, mục\u00a09, sau 20\u00a0ngày; 31\u00a0vụ; Ông\u00a0N.V.A."
    assert isinstance(shown.bound(SafeString("<b>Điều 5</b>")), SafeString)


def test_a_label_is_said_in_the_language_of_the_page() -> None:
    for language, word in (("vi", "tháng"), ("en", "month")):
        with translation.override(language):
            assert _drawn("{{ label|said }}", label=Label("tháng", "month")) == word


def test_rooms_get_letters_of_their_own() -> None:
    keys = [
        room.key for room in shown.rooms_with_keys([(name, "/", False) for name in ("Đối chiếu", "Danh bạ", "Báo cáo")])
    ]
    assert keys == ["d", "b", "c"]
    assert len(set(keys)) == len(keys)


def test_read_figures_are_marked_once_and_foreign_text_is_escaped() -> None:
    text = "khởi tố 14 vụ <x> và 9 vụ"

    def claim(number: int, quote: str, verdict: str) -> Claimed:
        start = text.index(quote)
        return Claimed(number, "l", "1", "1", verdict, "khớp", start=start, end=start + len(quote))

    drawn = _drawn(
        "{% claims_text text claims %}", text=text, claims=[claim(2, "9 vụ", "unsure"), claim(1, "14 vụ", "agrees")]
    )
    assert re.sub(r"<[^>]+>", "", drawn) == "khởi tố 14 vụ1 &lt;x&gt; và 9 vụ2"
    assert drawn.index('class="claim agrees"') < drawn.index('class="claim unsure"')
    assert 'href="#claim-1"' in drawn


def test_a_refused_field_ties_its_sentence_to_the_control() -> None:
    field = Field("day", "Ngày", kind="day", value="31/06", refusal="tháng 6 chỉ có 30 ngày.", hint="Ngày ký.")
    drawn = get_template("parts/field.html").render({"field": field})
    assert 'aria-invalid="true" aria-describedby="hint-f-day refusal-f-day"' in drawn
    page = _Page(drawn)
    assert set(page.references) <= set(page.ids)
