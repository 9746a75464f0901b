"""The brief of a case as a PDF of one A4 page, by typst."""

from __future__ import annotations

from typing import Any, Final

from liemchinh.reports.brief import COUNTS, LINES, NAMES, Brief, Measure, RoleGroup, fitted, told_acts
from liemchinh.reports.paper import paper_day
from liemchinh.reports.typesetting import MEDIA_TYPE, Sheet, typeset

__all__ = ["MEDIA_TYPE", "WORD_RESERVE", "file_name", "measure_of", "render"]

_BOTTOM: Final = 15
WORD_RESERVE: Final = 36
"""mm left free at the foot when a sheet is measured for Word, which sets the same lines up to 22 mm longer."""


def file_name(brief: Brief, ending: str) -> str:
    """ASCII, with the number, the day and the place in the register: tom-tat_VA-2026-004_2026-07-14_48213.pdf."""
    number = brief.number.replace("Đ", "D").replace("/", "-")
    return f"tom-tat_{number}_{brief.clocks.day.isoformat()}_{brief.clocks.position}.{ending}"


def render(brief: Brief, *, lang: str = "vi") -> Sheet:
    """The sheet at the fullest measure that fits one page. Raises OversizeError, TypesettingError."""
    return _sheet(brief, measure_of(brief, lang=lang), lang)


def measure_of(brief: Brief, *, reserve: int = 0, lang: str = "vi") -> Measure:
    """The fullest measure with which the sheet is one page and `reserve` mm of it stay free."""
    return fitted(lambda measure: _sheet(brief, measure, lang, reserve).pages)


def _sheet(brief: Brief, measure: Measure, lang: str, reserve: int = 0) -> Sheet:
    data = {
        "lang": lang,
        "size": measure.size,
        "bottom": _BOTTOM + reserve,
        "parent": brief.head.parent,
        "issuer": brief.head.issuer,
        "dated": f"{brief.head.city}, {paper_day(brief.clocks.day)}",
        "heading": brief.heading,
        "title": brief.title,
        "number": brief.number,
        "author": f"{brief.head.issuer} {brief.head.parent}",
        "foot": brief.clocks_told,
        "sections": sections(brief, measure),
    }
    return typeset("brief", data, made_at=brief.clocks.printed_at)


def sections(brief: Brief, measure: Measure) -> list[dict[str, Any]]:
    """The parts as the sheet lays them out; empty ones say so or are left out."""
    told = brief.headings
    acts, rest = told_acts(brief, measure.acts)
    found: list[dict[str, Any]] = [_lines(told.what, brief.what), _lines(told.level, brief.level)]
    found.append(_lines(told.stage, (brief.stage,)))
    found.append(
        {
            "kind": "people",
            "title": told.people,
            "groups": [_group(brief, group, measure.density) for group in brief.people],
            "note": brief.people_note if brief.people else told.nobody,
        }
    )
    rows = [[act.on, act.text, act.paper if measure.density == LINES else ""] for act in acts]
    if rows or rest:
        found.append({"kind": "acts", "title": told.acts, "rows": rows, "rest": rest})
    if brief.money:
        found.append(
            {"kind": "money", "title": told.money, "rows": [[amount.rung, amount.words] for amount in brief.money]}
        )
    found.append(
        {
            "kind": "deadlines",
            "title": told.running,
            "rows": [[one.label, f"{one.due} {one.word}".strip(), one.basis, "", one.is_over] for one in brief.running],
            "lines": [] if brief.running else [told.no_deadline],
        }
    )
    found.append(_lines(told.stalled, brief.stalled or (told.nothing_stalled,)))
    found.append(_lines(told.concluded, (*brief.concluded, *brief.proposed) or (told.not_concluded,)))
    if brief.next_steps:
        found.append(_lines(told.next_steps, brief.next_steps))
    return [one for one in found if one.get("lines") != [] or one["kind"] != "lines"]


def _lines(title: str, lines: tuple[str, ...]) -> dict[str, Any]:
    return {"kind": "lines", "title": title, "lines": [line for line in lines if line]}


def _group(brief: Brief, group: RoleGroup, density: int) -> dict[str, Any]:
    title = f"{group.role} ({len(group.persons)})"
    lines: list[list[str]] = []
    runin: str | None = None
    if density == LINES:
        lines = [[person.name, _after(person.post, person.charge, person.told)] for person in group.persons]
    elif density == COUNTS:
        parts = [f"{charge}: {len(persons)}" if charge else "" for charge, persons in group.by_charge()]
        told = "; ".join(part for part in parts if part)
        counted = brief.headings.persons_in_dossier.format(count=len(group.persons))
        runin = f"{counted} ({told})" if told else counted
    else:
        runin = "; ".join(_together(charge, group, density) for charge, _ in group.by_charge())
    return {"title": title, "lines": lines, "runin": runin, "cleared": group.cleared}


def _after(*parts: str) -> str:
    told = "; ".join(part for part in parts if part)
    return f": {told}" if told else ""


def _together(charge: str, group: RoleGroup, density: int) -> str:
    persons = dict(group.by_charge())[charge]
    names = []
    for person in persons:
        extra = ", ".join(part for part in (person.post if density < NAMES else "", person.told) if part)
        names.append(f"{person.name} ({extra})" if extra else person.name)
    listed = ", ".join(names)
    return f"{charge}: {listed}" if charge else listed
