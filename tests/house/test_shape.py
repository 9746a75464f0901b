"""The shape of the house: short modules, named rooms, no import inside a function, one word for each term."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from liemchinh.figures.catalogue import INDICATORS
from liemchinh.law.book import BOOK
from liemchinh.law.offences import OFFENCES

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "src" / "liemchinh").rglob("*.py"))
BANNED = {"utils", "helpers", "common", "services", "managers", "base"}
GLOSSARY = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_fits_on_its_shelf(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_is_named_after_what_it_is(module: Path) -> None:
    assert module.stem not in BANNED
    assert not BANNED & {part.name for part in module.relative_to(ROOT / "src" / "liemchinh").parents}


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_function_imports_nothing(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    inside = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_says_what_it_holds(module: Path) -> None:
    source = module.read_text(encoding="utf-8").strip()
    assert not source or ast.get_docstring(ast.parse(source)) or "migrations" in module.parts


@pytest.mark.parametrize("code", BOOK.codes)
def test_every_kind_of_act_is_in_the_glossary(code: str) -> None:
    assert f"`{code}`" in GLOSSARY
    assert BOOK[code].label.vi in GLOSSARY


@pytest.mark.parametrize("code", INDICATORS.codes)
def test_every_indicator_is_in_the_glossary(code: str) -> None:
    assert f"`{code}`" in GLOSSARY
    assert INDICATORS[code].label.vi in GLOSSARY


@pytest.mark.parametrize("kind", list(BOOK), ids=lambda kind: kind.code)
def test_every_kind_of_act_speaks_both_languages_and_names_its_law(kind: object) -> None:
    declared = BOOK[kind.code]  # type: ignore[attr-defined]
    assert declared.basis
    for label in (declared.label, declared.sentence, *(choice.label for choice in declared.grounds)):
        assert label.vi.strip()
        assert label.en.strip()


def test_offences_carry_their_classes() -> None:
    assert all(offence.classes for offence in OFFENCES)
