"""The interface is complete in English: every sentence has its translation, and none stands unused."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils import translation

from liemchinh.web.messages import LOCALE, compile_catalogues, sentences

ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The English catalogue."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def _entries(catalogue: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """Translations by context and key."""
    found = {}
    for message in catalogue:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            text = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            found[message.context or "", key] = text
    return found


def test_every_sentence_has_its_english(catalogue: Catalog) -> None:
    entries = _entries(catalogue)
    missing = [f"{one.place}: {one.text}" for key, one in sentences().items() if not all(entries.get(key, ("",)))]
    assert not missing, "\n".join(missing)


def test_no_translation_stands_unused(catalogue: Catalog) -> None:
    unused = set(_entries(catalogue)) - set(sentences())
    assert not unused


def test_translations_keep_the_places_of_their_values(catalogue: Catalog) -> None:
    for (_context, key), texts in _entries(catalogue).items():
        wanted = set(re.findall(r"%\(\w+\)s", key))
        for text in texts[-1:]:
            assert set(re.findall(r"%\(\w+\)s", text)) == wanted, key


def test_sentences_of_templates_and_code_are_both_found(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text(
        '{% load i18n %}{% translate "Một" %}{% blocktranslate %}Hai {{ n }}{% endblocktranslate %}'
    )
    (tmp_path / "b.py").write_text('_("Ba")\nngettext("Bốn", "Năm", 2)\npgettext("tháng", "Sáu")\ngettext(name)\n')
    assert set(sentences(tmp_path)) == {("", "Một"), ("", "Hai %(n)s"), ("", "Ba"), ("", "Bốn"), ("tháng", "Sáu")}


def test_catalogues_are_compiled_when_older_than_their_source(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_bytes(ENGLISH.read_bytes())
    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo")]


def test_the_desk_speaks_english_once_compiled() -> None:
    compile_catalogues()
    with translation.override("en"):
        assert translation.gettext("Đổi mốc") == "Change the clocks"
        assert translation.ngettext("còn %(count)s ngày", "còn %(count)s ngày", 1) % {"count": 1} == "1 day left"
        assert translation.ngettext("còn %(count)s ngày", "còn %(count)s ngày", 6) % {"count": 6} == "6 days left"
