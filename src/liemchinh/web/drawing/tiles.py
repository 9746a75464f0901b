"""The map as tiles: one tile a province, in its rough place, never by area; Hoàng Sa and Trường Sa always among them.

Two layouts: the 34 provinces since 01/07/2025 and the 63 before. Province ids are those of
directory/data/provinces.json.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liemchinh.directory.territories import MERGED_ON, in_force
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.web.drawing import ink
from liemchinh.web.drawing.ink import drawing, joined, row_drawing, tag, wide_and_phone, words

Place = tuple[int, int]
"""Column and row, from 0."""

# fmt: off
SINCE_2025: Final[Mapping[str, Place]] = MappingProxyType(
    {
        "lai-chau": (1, 0), "lao-cai.2": (2, 0), "tuyen-quang.2": (3, 0), "cao-bang": (4, 0),
        "dien-bien": (0, 1), "son-la": (1, 1), "phu-tho.2": (2, 1), "thai-nguyen.2": (3, 1), "lang-son": (4, 1),
        "ha-noi": (2, 2), "bac-ninh.2": (3, 2), "hai-phong.2": (4, 2), "quang-ninh": (5, 2),
        "ninh-binh.2": (2, 3), "hung-yen.2": (3, 3),
        "thanh-hoa": (2, 4), "nghe-an": (2, 5), "ha-tinh": (2, 6), "quang-tri.2": (3, 7),
        "hue": (3, 8), "da-nang.2": (4, 8), "quang-ngai.2": (4, 9), "gia-lai.2": (4, 10), "dak-lak.2": (4, 11),
        "tay-ninh.2": (1, 12), "dong-nai.2": (2, 12), "dong-nai.3": (2, 12), "lam-dong.2": (3, 12),
        "khanh-hoa.2": (4, 12),
        "an-giang.2": (0, 13), "dong-thap.2": (1, 13), "ho-chi-minh.2": (2, 13),
        "can-tho.2": (1, 14), "vinh-long.2": (2, 14), "ca-mau.2": (1, 15),
    }
)

UNTIL_2025: Final[Mapping[str, Place]] = MappingProxyType(
    {
        "ha-giang.1": (3, 0), "cao-bang": (4, 0),
        "lai-chau": (0, 1), "lao-cai.1": (1, 1), "yen-bai.1": (2, 1), "tuyen-quang.1": (3, 1), "bac-kan.1": (4, 1),
        "lang-son": (5, 1),
        "dien-bien": (0, 2), "son-la": (1, 2), "phu-tho.1": (2, 2), "vinh-phuc.1": (3, 2), "thai-nguyen.1": (4, 2),
        "bac-giang.1": (5, 2), "quang-ninh": (6, 2),
        "hoa-binh.1": (2, 3), "ha-noi": (3, 3), "bac-ninh.1": (4, 3), "hai-duong.1": (5, 3), "hai-phong.1": (6, 3),
        "ha-nam.1": (3, 4), "hung-yen.1": (4, 4), "thai-binh.1": (5, 4),
        "ninh-binh.1": (3, 5), "nam-dinh.1": (4, 5),
        "thanh-hoa": (3, 6), "nghe-an": (3, 7), "ha-tinh": (3, 8), "quang-binh.1": (4, 9), "quang-tri.1": (4, 10),
        "thua-thien-hue": (4, 11), "hue": (4, 11), "da-nang.1": (5, 11), "quang-nam.1": (5, 12),
        "kon-tum.1": (4, 13), "quang-ngai.1": (5, 13), "gia-lai.1": (4, 14), "binh-dinh.1": (5, 14),
        "dak-lak.1": (4, 15), "phu-yen.1": (5, 15), "dak-nong.1": (4, 16), "khanh-hoa.1": (5, 16),
        "binh-phuoc.1": (3, 17), "lam-dong.1": (4, 17), "ninh-thuan.1": (5, 17),
        "tay-ninh.1": (2, 18), "binh-duong.1": (3, 18), "dong-nai.1": (4, 18), "binh-thuan.1": (5, 18),
        "an-giang.1": (0, 19), "dong-thap.1": (1, 19), "long-an.1": (2, 19), "ho-chi-minh.1": (3, 19),
        "ba-ria-vung-tau.1": (4, 19),
        "kien-giang.1": (0, 20), "can-tho.1": (1, 20), "vinh-long.1": (2, 20), "tien-giang.1": (3, 20),
        "ben-tre.1": (4, 20),
        "hau-giang.1": (1, 21), "soc-trang.1": (2, 21), "tra-vinh.1": (3, 21),
        "ca-mau.1": (1, 22), "bac-lieu.1": (2, 22),
    }
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Island:
    """An archipelago and the province it belongs to."""

    name: Label
    province: Label
    place: Place


HOANG_SA: Final = Label("Hoàng Sa", "Hoang Sa")
TRUONG_SA: Final = Label("Trường Sa", "Truong Sa")
DA_NANG: Final = Label("Đà Nẵng", "Da Nang")
KHANH_HOA: Final = Label("Khánh Hòa", "Khanh Hoa")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the tiles of a day stand."""

    provinces: Mapping[str, Place]
    islands: tuple[Island, Island]
    columns: int
    rows: int


LAYOUT_34: Final = Layout(SINCE_2025, (Island(HOANG_SA, DA_NANG, (6, 8)), Island(TRUONG_SA, KHANH_HOA, (6, 13))), 7, 16)
LAYOUT_63: Final = Layout(
    UNTIL_2025, (Island(HOANG_SA, DA_NANG, (7, 11)), Island(TRUONG_SA, KHANH_HOA, (7, 18))), 8, 23
)


def layout_on(day: date) -> Layout:
    """The tiles of a day: 63 until 30/06/2025, 34 since."""
    return LAYOUT_34 if day >= MERGED_ON else LAYOUT_63


@dataclass(frozen=True, slots=True)
class Tile:
    """What a province's tile shows: its value, or None with `why` (“chưa gửi”); `shown` replaces the plain number."""

    value: int | Decimal | None
    url: str = ""
    shown: str = ""
    why: str = ""


Bounds = tuple[int, int, int, int]


def step_of(value: int | Decimal, bounds: Bounds) -> int:
    """Which of the five steps (0 to 4) a value stands on; a bound belongs to the step above it."""
    return sum(value >= bound for bound in bounds)


def five_steps(values: Sequence[int | Decimal]) -> Bounds:
    """Round bounds that part the values into five groups of like size; strictly rising."""
    ordered = sorted(values) or [0]
    bounds: list[int] = []
    for part in range(1, 5):
        raw = ordered[min(len(ordered) * part // 5, len(ordered) - 1)]
        size = max(int(raw), 1)
        grain = 10 ** max(len(str(size)) - 2, 0)
        rounded = max(size // grain * grain, 1)
        bounds.append(max(rounded, bounds[-1] + 1) if bounds else rounded)
    return (bounds[0], bounds[1], bounds[2], bounds[3])


@dataclass(frozen=True, slots=True)
class _Form:
    """The measures of one drawing, in pixels."""

    name: str
    pitch: int
    line: int
    width: int
    height: int
    inset: int
    letters: int


def _forms(layout: Layout) -> tuple[_Form, _Form]:
    if layout.columns == 7:
        return _Form("wide", 86, 60, 82, 56, 8, 15), _Form("phone", 51, 62, 48, 58, 4, 6)
    return _Form("wide", 76, 62, 72, 58, 6, 10), _Form("phone", 45, 62, 42, 58, 3, 6)


def tile_map(
    tiles: Mapping[str, Tile], *, on: date, bounds: Bounds, key: str, title: str, description: str
) -> SafeString:
    """The map of the provinces in force on the day, with its legend; a province without a tile is missing (dashed)."""
    layout = layout_on(on)
    wide, phone = (
        _map(layout, form, tiles, on, bounds, f"{key}-{form.name}", title, description) for form in _forms(layout)
    )
    note = _(
        "Ô vuông xếp theo vị trí gần đúng, không theo diện tích. "
        "Hoàng Sa tính vào Đà Nẵng, Trường Sa tính vào Khánh Hòa."
    )
    return format_html(
        '<div class="tile-map">{}{}<p class="note">{}</p></div>', map_legend(bounds), wide_and_phone(wide, phone), note
    )


def _map(
    layout: Layout,
    form: _Form,
    tiles: Mapping[str, Tile],
    on: date,
    bounds: Bounds,
    key: str,
    title: str,
    description: str,
) -> SafeString:
    english = (get_language() or "vi").startswith("en")
    pieces: list[str] = []
    for province in in_force(on):
        name = province.name_en if english else province.name
        tile = tiles.get(province.id, Tile(None))
        pieces.append(_province(form, layout.provinces[province.id], name, tile, bounds))
    for island in layout.islands:
        language = "en" if english else "vi"
        pieces.append(_island(form, island.place, island.name.said_in(language), island.province.said_in(language)))
    width, height = layout.columns * form.pitch, layout.rows * form.line
    return drawing(
        joined(pieces),
        key=key,
        title=title,
        description=description,
        height=height,
        width=width,
        role="group",
        class_=f"chart map chart-{form.name}",
        view=f"0 0 {width} {height}",
    )


def _lines(name: str, letters: int) -> list[str]:
    """A name on at most two lines of so many letters, parted where it is shortest."""
    parts = name.replace(" - ", " – ").split(" ")
    if len(name) <= letters or len(parts) == 1:
        return [name]
    cuts = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    shortest: tuple[str, str] = min(cuts, key=lambda cut: max(len(cut[0]), len(cut[1])))
    return list(shortest)


def _named(form: _Form, place: Place, name: str, colour: str) -> list[SafeString]:
    x, y = place[0] * form.pitch + form.inset, place[1] * form.line
    small = "small" if form.name == "phone" or form.letters < 12 else None
    return [
        words(line, x=x, y=y + 15 + 13 * at, fill=colour, class_=_class(small, colour))
        for at, line in enumerate(_lines(name, form.letters))
    ]


def _class(name: str | None, colour: str) -> str | None:
    found = " ".join(part for part in (name, "on-dark" if colour == ink.TRANG else None) if part)
    return found or None


def _province(form: _Form, place: Place, name: str, tile: Tile, bounds: Bounds) -> SafeString:
    x, y = place[0] * form.pitch, place[1] * form.line
    if tile.value is None:
        why = tile.why or _("chưa gửi")
        colour = ink.MUC3
        frame = tag(
            "rect",
            class_="tile",
            x=x + 0.5,
            y=y + 0.5,
            width=form.width - 1,
            height=form.height - 1,
            fill="none",
            stroke=ink.VIEN,
            stroke_dasharray="4 3",
        )
        value = words(why if form.name == "wide" else "–", x=x + form.inset, y=y + form.height - 9, class_="axis")
        spoken = f"{name}: {why}"
    else:
        step = step_of(tile.value, bounds)
        colour = ink.STEP_INKS[step]
        frame = tag("rect", class_="tile", x=x, y=y, width=form.width, height=form.height, fill=ink.STEPS[step])
        shown = tile.shown or show_number(tile.value)
        fits = "value" if len(shown) * 9 < form.width - 2 * form.inset else "strong"
        value = words(shown, x=x + form.inset, y=y + form.height - 9, fill=colour, class_=_class(fits, colour))
        spoken = f"{name}: {shown}"
    ring = tag("rect", class_="tile-ring", x=x + 3, y=y + 3, width=form.width - 6, height=form.height - 6)
    content = joined((frame, ring, *_named(form, place, name, colour), value))
    if not tile.url:
        return tag("g", joined((tag("title", format_html("{}", spoken)), content)))
    return tag("a", content, href=tile.url, aria_label=spoken)


def _island(form: _Form, place: Place, name: str, province: str) -> SafeString:
    x, y = place[0] * form.pitch, place[1] * form.line
    frame = tag("rect", x=x + 0.5, y=y + 0.5, width=form.width - 1, height=form.height - 1, fill="none", stroke=ink.KE2)
    below = (
        [] if form.name == "phone" else [words(province, x=x + form.inset, y=y + form.height - 10, class_="axis small")]
    )
    title = tag("title", format_html("{}: {}", name, province))
    return tag("g", joined((title, frame, *_named(form, place, name, ink.MUC), *below)))


def map_legend(bounds: Bounds) -> SafeString:
    """The five steps with their bounds, and what a dashed tile means."""
    first, second, third, fourth = (show_number(bound) for bound in bounds)
    ranges = [
        _("dưới %(bound)s") % {"bound": first},
        *(
            low if high - 1 == bounds[at] else f"{low}–{show_number(high - 1)}"
            for at, (low, high) in enumerate(zip((first, second, third), bounds[1:], strict=True))
        ),
        _("từ %(bound)s") % {"bound": fourth},
    ]
    items = [
        (tag("rect", x=0, y=0, width=18, height=12, fill=colour, stroke=ink.KE2 if at == 0 else None), text)
        for at, (colour, text) in enumerate(zip(ink.STEPS, ranges, strict=True))
    ]
    missing = tag("rect", x=0.5, y=0.5, width=17, height=11, fill="none", stroke=ink.VIEN, stroke_dasharray="3 2")
    items.append((missing, _("chưa gửi")))
    drawn = joined(
        format_html("<li>{}{}</li>", row_drawing(mark, width=18, height=12, class_="chart inline"), text)
        for mark, text in items
    )
    return format_html('<ul class="legend">{}</ul>', drawn)
