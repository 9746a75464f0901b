"""Typst as this house uses it: our own typefaces and no others, PDF/A, and a failure instead of a silent substitute."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pypdfium2
import typst

FONTS: Final = Path(str(files("liemchinh.reports").joinpath("fonts")))
SHEETS: Final = Path(str(files("liemchinh.reports").joinpath("sheets")))
FONT: Final = "Tinos"
MEDIA_TYPE: Final = "application/pdf"
_TYPEFACES: Final = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
"""Tinos for everything; the typeface inside typst only for a letter that Tinos does not have."""


class TypesettingError(Exception):
    """Typst warned: of an unknown typeface, or of a letter that the typeface does not have."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished PDF."""

    content: bytes

    @property
    def pages(self) -> int:
        """How many pages it has."""
        document = pypdfium2.PdfDocument(self.content)
        try:
            return len(document)
        finally:
            document.close()


def typeset(name: str, data: Mapping[str, Any], *, made_at: datetime | None = None) -> Sheet:
    """Lay `data` out by the sheet `name` (sheets/NAME.typ), which reads it as JSON. Raises TypesettingError.

    The bytes depend on the data and `made_at` alone.
    """
    try:
        content, warnings = typst.compile_with_warnings(
            SHEETS / f"{name}.typ",
            font_paths=_TYPEFACES,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-2b"],
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=int(made_at.timestamp()) if made_at else None,
        )
    except typst.TypstError as fault:
        raise TypesettingError(fault.message) from fault
    if warnings:
        raise TypesettingError("; ".join(warning.message for warning in warnings))
    return Sheet(content)
