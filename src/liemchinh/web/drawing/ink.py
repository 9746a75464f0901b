"""The inks of the drawings (the same as in static/desk/tokens.css, a test compares) and the smallest pieces of SVG."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

MUC: Final = "#1B1A17"
MUC2: Final = "#4F4C44"
MUC3: Final = "#676359"
CHAM: Final = "#1E3A75"
SON: Final = "#A3210F"
NGHE: Final = "#7A4E00"
LUC: Final = "#23603A"
LE: Final = "#F4F2EB"
TRANG: Final = "#FFFFFF"
VIEN: Final = "#7C776A"
KE2: Final = "#A8A294"
KE: Final = "#D8D4C8"
STEPS: Final = ("#E9EDF6", "#C5CFE5", "#93A5CC", "#4F69A3", "#1E3A75")
"""The five steps of a map, low to high."""

STEP_INKS: Final = (MUC, MUC, MUC, TRANG, TRANG)
"""The ink of the words on each step."""

LETTER: Final = 5.6
"""Pixels of a 13-px letter, rather more than less."""


def tag(name: str, content: str = "", **attributes: object) -> SafeString:
    """One SVG element; `font_size` becomes font-size, `class_` class; None leaves an attribute out; content is safe."""
    written = "".join(
        format_html(' {}="{}"', key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    return mark_safe(f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>")  # noqa: S308


def words(text: object, **attributes: object) -> SafeString:
    """A <text> with escaped words."""
    return tag("text", escape(text), **attributes)


def joined(pieces: Iterable[str]) -> SafeString:
    """Safe pieces one after the other."""
    return mark_safe("".join(pieces))  # noqa: S308  (made of `tag` and `words`)


def share(part: float, whole: float = 1.0) -> str:
    """A place along the line as a share of its length: 12.5%."""
    return f"{round(100 * part / whole, 3):g}%" if whole else "0%"


def hatch(key: str, ink: str = MUC2) -> SafeString:
    """A pattern of slanted strokes; `key` is its id, one for each drawing."""
    stroke = tag("path", d="M-2 8 8-2M-2 2 2-2M4 8l4-4", stroke=ink, stroke_width=1, fill="none")
    return tag("pattern", stroke, id=key, width=6, height=6, patternUnits="userSpaceOnUse")


def drawing(
    content: str,
    *,
    key: str,
    title: str,
    description: str = "",
    height: int,
    width: object = "100%",
    class_: str = "chart",
    role: str = "img",
    view: str | None = None,
) -> SafeString:
    """A whole <svg> with its name and description. `key` must be the only one on the page."""
    named = tag("title", escape(title), id=f"{key}-t")
    said = tag("desc", escape(description), id=f"{key}-d") if description else ""
    return tag(
        "svg",
        joined((named, said, content)),
        xmlns="http://www.w3.org/2000/svg",
        class_=class_,
        id=key,
        role=role,
        aria_labelledby=f"{key}-t",
        aria_describedby=f"{key}-d" if description else None,
        width=width,
        height=height,
        viewBox=view,
    )


def row_drawing(content: str, *, height: int, width: object = "100%", class_: str = "chart") -> SafeString:
    """A drawing beside its own numbers in the same row: nothing to read out."""
    return tag(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        class_=class_,
        aria_hidden="true",
        focusable="false",
        width=width,
        height=height,
    )


def wide_and_phone(wide: str, phone: str, *, needs_room: bool = False) -> SafeString:
    """Two drawings of one thing; the style sheet shows one."""
    room = "needs-room" if needs_room else "fits"
    return format_html('<div class="chart-frame"><div class="{}">{}{}</div></div>', room, wide, phone)
