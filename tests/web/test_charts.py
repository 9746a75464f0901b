"""The drawings: true to their numbers, one tile a province, safe, and each with a name of its own."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest
from django.utils import translation

from liemchinh.directory.territories import TERRITORIES, in_force
from liemchinh.web.drawing import charts, daylines, tiles
from liemchinh.web.showing.shapes import Rung, Term

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 7, 14)


def drawings(markup: str) -> list[ElementTree.Element]:
    """Every outermost <svg> of a piece of HTML; fails when the markup is not well formed."""
    root = ElementTree.fromstring(f"<x>{markup}</x>")  # noqa: S314  (our own drawing)
    return [one for one in root.iter(f"{SVG}svg") if one.get("role") or one.get("aria-hidden")]


def words_of(drawing: ElementTree.Element) -> list[str]:
    """The words printed in a drawing."""
    return [one.text or "" for one in drawing.iter(f"{SVG}text")]


def percent(value: str | None) -> float:
    """12.5 of “12.5%”."""
    assert value is not None
    return float(value.removesuffix("%"))


@pytest.mark.parametrize(
    "day",
    [date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1), TODAY],
    ids=str,
)
def test_every_province_in_force_has_exactly_one_tile(day: date) -> None:
    layout = tiles.layout_on(day)
    places = [layout.provinces[province.id] for province in in_force(day)] + [island.place for island in layout.islands]
    assert len(places) == len(set(places)) == (34 if day >= date(2025, 7, 1) else 63) + 2
    assert all(0 <= column < layout.columns and 0 <= row < layout.rows for column, row in places)


def test_every_province_there_ever_was_has_a_place() -> None:
    assert set(TERRITORIES) == set(tiles.SINCE_2025) | set(tiles.UNTIL_2025)


@pytest.mark.parametrize("day", [date(2025, 6, 30), TODAY], ids=str)
def test_the_map_prints_every_number_links_every_tile_and_never_lacks_the_archipelagos(day: date) -> None:
    values = {
        one.id: tiles.Tile(at * 9, f"/so-lieu/{one.id}/")
        for at, one in enumerate(in_force(day))
        if one.id != "lai-chau"
    }
    with translation.override("vi"):
        drawn = tiles.tile_map(
            values, on=day, bounds=(40, 70, 100, 150), key="m", title="Bị can", description="Theo tỉnh"
        )
    maps = [one for one in drawings(drawn) if one.get("role") == "group"]
    assert len(maps) == 2
    for one in maps:
        links = one.findall(f"{SVG}a")
        assert {link.get("href") for link in links} == {tile.url for tile in values.values()}
        printed = " ".join(words_of(one))
        assert all(str(tile.value) in printed.split() for tile in values.values())
        assert printed.count("Hoàng") == printed.count("Trường") == 1
        dashed = [rect for rect in one.iter(f"{SVG}rect") if rect.get("stroke-dasharray")]
        assert len(dashed) == 1
        boxes = [
            tuple(float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
            for rect in one.iter(f"{SVG}rect")
            if rect.get("class") != "tile-ring"
        ]
        for (ax, ay, aw, ah), (bx, by, bw, bh) in combinations(boxes, 2):
            assert ax + aw <= bx or bx + bw <= ax or ay + ah <= by or by + bh <= ay
    assert "chưa gửi" in drawn


@pytest.mark.parametrize(
    ("value", "step"), [(0, 0), (39, 0), (40, 1), (69, 1), (100, 3), (149, 3), (150, 4), (9999, 4)]
)
def test_a_bound_belongs_to_the_step_above_it(value: int, step: int) -> None:
    assert tiles.step_of(value, (40, 70, 100, 150)) == step


def test_five_steps_rise_whatever_the_values() -> None:
    for values in ([], [0] * 34, [1, 2], list(range(34)), [13, 21, 26, 256, 258, 154, 149]):
        bounds = tiles.five_steps(values)
        assert list(bounds) == sorted(set(bounds))
        assert bounds[0] > 0


def test_a_waterfall_stands_where_its_sum_stands() -> None:
    terms = (
        Term("đầu", 71),
        Term("vào", 96, operator="+"),
        Term("ra", 70, operator="−"),
        Term("cuối", 97, operator="="),
    )
    bars = charts.waterfall(terms, key="w")
    spans = []
    for bar in bars:
        rect = list(drawings(bar)[0].iter(f"{SVG}rect"))[-1]
        spans.append((percent(rect.get("x")), percent(rect.get("width"))))
    top = 71 + 96
    expected = [(0, 71), (71, 96), (97, 70), (0, 97)]
    for (x, width), (low, size) in zip(spans, expected, strict=True):
        assert x == pytest.approx(100 * low / top, abs=0.01)
        assert width == pytest.approx(100 * size / top, abs=0.01)


def test_bars_begin_at_zero_and_carry_their_numbers() -> None:
    drawn = charts.bars((charts.Bar("một", 40), charts.Bar("hai", 10)), key="b", title="t", description="d")
    rects = list(drawings(drawn)[0].iter(f"{SVG}rect"))
    assert [percent(rect.get("width")) for rect in rects] == [100, 25]
    assert words_of(drawings(drawn)[0]) == ["một", "40", "hai", "10"]


def test_a_ladder_has_no_bar_where_there_is_no_amount() -> None:
    pairs = charts.ladder_bars((Rung("a", 10), Rung("b", None, why="chưa có bản án"), Rung("c", 5)))
    assert [bool(bar) for _rung, bar in pairs] == [True, False, True]
    assert 'width="50%"' in pairs[2][1]


def test_a_trend_keeps_gaps_and_names_its_lines() -> None:
    drawn = charts.trend(
        (charts.Series("vụ án", (1, None, 3, 4)), charts.Series("vụ việc", (4, 4, 4, 4))),
        key="t", title="Theo quý", description="d", first="2023", last="2026", breaks=(charts.Break(2, "34 tỉnh"),),
    )  # fmt: skip
    wide, phone = drawings(drawn)
    assert {"4 vụ án", "4 vụ việc", "2023", "2026"} <= set(words_of(wide))
    assert "34 tỉnh" in words_of(wide)
    assert "Vạch chấm: 34 tỉnh" in words_of(phone)
    path = next(iter(wide.iter(f"{SVG}path"))).get("d")
    assert path is not None
    assert path.count("M") == 2


def test_labels_at_the_ends_of_lines_do_not_touch() -> None:
    drawn = charts.trend(
        (charts.Series("a", (5, 5)), charts.Series("b", (5, 5))), key="t", title="t", description="d", first="", last=""
    )
    ends = [float(one.get("y", "0")) for one in drawings(drawn)[0].iter(f"{SVG}text") if one.get("dx") == "8"]
    assert abs(ends[0] - ends[1]) >= 18


def test_a_sparkline_of_nothing_is_empty_and_of_zeros_is_flat() -> None:
    assert list(drawings(charts.sparkline((None, None)))[0]) == []
    line = next(drawings(charts.sparkline((0, 0, 0)))[0].iter(f"{SVG}polyline")).get("points", "")
    assert len({point.split(",")[1] for point in line.split()}) == 1


def _deadline(state: str, due: date | None, today: date = TODAY) -> str:
    stretches = (
        daylines.Stretch(date(2026, 1, 1), date(2026, 3, 1), "thời hạn đầu"),
        daylines.Stretch(date(2026, 3, 1), date(2026, 5, 1), "tạm đình chỉ", "suspended"),
        daylines.Stretch(date(2026, 5, 1), due or date(2026, 7, 1), "sau phục hồi"),
    )
    with translation.override("vi"):
        return daylines.deadline_bar(
            stretches, due=due, today=today, state=state, key="d", title="Hạn", description="x"
        )


def test_a_deadline_bar_is_to_scale_and_says_today_and_due() -> None:
    wide = drawings(_deadline("soon", date(2026, 7, 20)))[0]
    rects = [one for one in wide.iter(f"{SVG}rect") if one.get("y")]
    first, suspended = rects[0], rects[1]
    assert percent(suspended.get("width")) / percent(first.get("width")) == pytest.approx(61 / 59, abs=0.01)
    assert str(suspended.get("fill")).startswith("url(#d-wide-h")
    assert {"hôm nay 14/07", "hạn 20/07"} <= set(words_of(wide))


def test_an_overdue_deadline_has_a_part_beyond_its_tick() -> None:
    drawn = _deadline("over", date(2026, 7, 1))
    assert 'fill="#A3210F"' in drawn
    assert 'fill="#A3210F"' not in _deadline("soon", date(2026, 7, 20))


def test_a_far_today_still_fits_and_a_deadline_without_day_has_no_tick() -> None:
    assert not [word for word in words_of(drawings(_deadline("stopped", None))[0]) if word.startswith("hạn ")]
    for one in drawings(_deadline("over", date(2026, 7, 1), today=date(2031, 1, 1))):
        assert all(percent(rect.get("x")) <= 100 for rect in one.iter(f"{SVG}rect") if rect.get("x", "").endswith("%"))


@pytest.mark.parametrize(
    ("state", "today", "used"),
    [("open", date(2026, 1, 6), 50), ("over", date(2026, 1, 21), 50), ("soon", date(2026, 1, 11), 100)],
)
def test_a_plain_bar_shows_the_share_that_is_used(state: str, today: date, used: float) -> None:
    drawn = daylines.deadline_line(date(2026, 1, 1), date(2026, 1, 11), today, key="l", state=state)
    rect = next(iter(drawings(drawn)[0].iter(f"{SVG}rect")))
    assert percent(rect.get("width")) == used


def test_the_strip_has_a_square_for_every_task_and_words_for_screen_readers() -> None:
    days = [
        daylines.StripDay(day, over=int(day.day == 8), due=3 * (day.day == 14))
        for day in daylines.days_between(date(2026, 7, 6), date(2026, 7, 19))
    ]
    with translation.override("vi"):
        said = daylines.describe_strip(days)
        drawn = daylines.calendar_strip(days, today=TODAY, key="s", title="Lịch", description=said)
    assert said == "08/07/2026: 1 quá hạn; 14/07/2026: 3 đến hạn"
    wide = drawings(drawn)[0]
    assert len([one for one in wide.iter(f"{SVG}rect") if one.get("width") == "10"]) == 4
    assert wide.find(f"{SVG}desc").text == said  # type: ignore[union-attr]


def test_more_tasks_than_fit_are_counted_in_words() -> None:
    drawn = daylines.calendar_strip([daylines.StripDay(TODAY, due=9)], today=TODAY, key="s", title="t", description="d")
    assert "+6" in words_of(drawings(drawn)[0])


def test_foreign_words_in_a_drawing_are_escaped() -> None:
    drawn = charts.bars((charts.Bar("<script>", 1),), key="b", title='"><x', description="&")
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_both_drawings_of_a_chart_have_ids_of_their_own() -> None:
    ids = re.findall(r'\sid="([^"]+)"', _deadline("over", date(2026, 7, 1)))
    assert ids
    assert len(ids) == len(set(ids))
