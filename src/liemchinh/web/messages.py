"""The catalogues of the interface: Vietnamese sentences are the keys, English is the second language.

`compile_catalogues` makes the .mo files that Django reads; `sentences` finds every key that the code and the templates
use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PACKAGE: Final = Path(__file__).resolve().parents[1]
LOCALE: Final = PACKAGE / "locale"

_FUNCTIONS: Final = {
    "_": (0,),
    "gettext": (0,),
    "gettext_lazy": (0,),
    "gettext_noop": (0,),
    "ngettext": (0, 1),
    "ngettext_lazy": (0, 1),
    "pgettext": (1,),
    "pgettext_lazy": (1,),
    "npgettext": (1, 2),
}
"""The functions of gettext, and where their keys stand among the arguments."""
_KEYWORDS: Final = dict.fromkeys(_FUNCTIONS)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A key with its context ("" for none), its plural ("" for none) and the first place that uses it."""

    text: str
    context: str
    plural: str
    place: str


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Write the .mo beside every .po that is newer than it; gives those written."""
    written: list[Path] = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], domain=source.stem)
        beside = target.with_suffix(".mo.new")
        with beside.open("wb") as file:
            write_mo(file, catalogue)
        beside.replace(target)
        written.append(target)
    return written


def sentences(package: Path = PACKAGE) -> dict[tuple[str, str], Sentence]:
    """Every key in the Python files and templates of `package`, by context and text."""
    found: dict[tuple[str, str], Sentence] = {}
    for path in sorted([*package.rglob("*.py"), *package.rglob("templates/**/*.html")]):
        source = path.read_text("utf-8")
        if path.suffix != ".py":
            source = templatize(source, origin=str(path))
        for line, sentence in _keys(source):
            text, context, plural = sentence
            place = f"{path.relative_to(package)}:{line}"
            found.setdefault((context, text), Sentence(text, context, plural, place))
    return found


def _keys(source: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Line, and text, context and plural of every key in Python source."""
    for line, function, arguments, _comments in extract_python(BytesIO(source.encode()), _KEYWORDS, [], {}):
        given = list(arguments) if isinstance(arguments, list | tuple) else [arguments]
        places = _FUNCTIONS[str(function)]
        texts = [str(given[place]) for place in places if place < len(given) and given[place]]
        if len(texts) == len(places):
            context = str(given[0]) if places[0] == 1 else ""
            yield line, (texts[0], context, texts[1] if len(texts) > 1 else "")
