"""Ten worked histories in the notation, each with what must stand on several days, as known on several days.

Lines that begin with “#?” say what stands, those with “#!” what the law refuses; tests/histories holds them. States and
deadlines are read twice: from the fold of the acts known then, and from the derived rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from liemchinh.directory import access, places
from liemchinh.directory.models import Officer
from liemchinh.figures import compute
from liemchinh.kernel.calendar import Period, parse_date
from liemchinh.kernel.known import Known
from liemchinh.law.acts import DossierKind
from liemchinh.law.cautions import cautions
from liemchinh.law.history import History, fold
from liemchinh.ledger import derived, facts, models, notation, record
from liemchinh.ledger.batch import record_text
from liemchinh.ledger.entry import Entry, Subject, UnlawfulError

pytestmark = pytest.mark.django_db

FILES = sorted((Path(__file__).parents[1] / "histories").glob("*.acts"))
TODAY = date(2026, 11, 25)
DAY = r"\d\d/\d\d/\d{4}"
STATE = re.compile(rf"#\? ({DAY})(?: biết ({DAY}))? (\S+): (.+)")
FIGURE = re.compile(rf"#\? ({DAY}) ({DAY})(?: biết ({DAY}))?(?: tại (\S+))?: (.+)")
REFUSED = re.compile(rf"#! ({DAY}) (\S+): (.+) = (\S+) (.+)")


def day_of(text: str) -> date:
    return parse_date(text, today=TODAY)


def position_on(day: date | None) -> int:
    """The newest position of what had come into the register by the end of a day."""
    if day is None:
        return compute.head()[0]
    end = timezone.make_aware(datetime.combine(day, time(23, 59)))
    found = [
        row.position
        for table in (models.Act, models.Dossier)
        for row in table.objects.filter(recorded_at__lte=end).order_by("-position")[:1]
    ]
    return max(found, default=0)


@dataclass
class Told:
    """One history recorded: its text, its dossiers, the place of its register."""

    text: str
    dossiers: dict[str, models.Dossier]

    def history(self, number: str, day: date, position: int) -> History:
        dossier = self.dossiers[number]
        acts = facts.acts_of([dossier.pk], until=position)[dossier.pk]
        known = [act for act in acts if act.effective_on <= day]
        return fold(DossierKind(dossier.kind), dossier.opened_on, known)

    def person(self, number: str, name: str) -> str:
        line = models.SubjectLine.objects.filter(act__dossier=self.dossiers[number], person__name=name).first()
        assert line is not None, name
        return f"P{line.person_id}"


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def told(request: pytest.FixtureRequest) -> Told:
    text = request.param.read_text(encoding="utf-8")
    with access.entered(access.HOUSE):
        officer = Officer.objects.create(username=f"ke-{request.param.stem}", name="Bà T.T.H.", password="!")
        parsed = notation.parse(text, today=TODAY)
        record_text(parsed, officer=officer, now=timezone.now(), dated=True)
        found = models.Dossier.objects.filter(number__in=[one.number for one in parsed.dossiers])
        yield Told(text, {one.number: one for one in found})


def rows(sql: str, params: list[object]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_there_are_ten_histories_with_expectations_of_every_sort() -> None:
    assert len(FILES) == 10
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert len(STATE.findall(text)) >= 4, file.stem
        assert len([line for line in text.splitlines() if FIGURE.match(line)]) >= 2, file.stem
        assert "biết" in text or "tại" in text, file.stem


def test_stage_roles_deadlines_and_levels_stand_as_written(told: Told) -> None:
    for line in told.text.splitlines():
        found = STATE.fullmatch(line)
        if not found or FIGURE.fullmatch(line):
            continue
        day, known, number, said = day_of(found[1]), found[2] and day_of(found[2]), found[3], found[4]
        position = position_on(known or None)
        history = told.history(number, day, position)
        for claim in (part.strip() for part in said.split(";")):
            _holds(told, history, number, day, position, claim, line)


def _holds(told: Told, history: History, number: str, day: date, position: int, claim: str, line: str) -> None:
    dossier = told.dossiers[number]
    in_force = [position, position, dossier.pk]
    if claim.startswith("giai đoạn "):
        stage = claim.removeprefix("giai đoạn ")
        assert history.stage(day).value == stage, line
        stored = rows(
            "SELECT detail FROM derived.span WHERE since <= %s AND until > %s AND dossier_id = %s AND state = 'stage'"
            ' AND "on" <= %s AND till > %s',
            [*in_force, day, day],
        )
        assert stored == [(stage,)], line
    elif claim.startswith("hạn "):
        code, _, days = claim.removeprefix("hạn ").partition(" ")
        expected = [] if days == "không" else sorted(day_of(one) for one in days.split(","))
        dues = [one.due_as_of(day) for one in history.deadlines if one.limit.code == code and one.is_open(day)]
        assert sorted(due for due in dues if due) == expected, (line, dues)
        stored = rows(
            "SELECT due_on FROM derived.deadline WHERE since <= %s AND until > %s AND dossier_id = %s"
            ' AND limit_code = %s AND "on" <= %s AND till > %s AND due_on IS NOT NULL ORDER BY due_on',
            [*in_force, code, day, day],
        )
        assert [row[0] for row in stored] == expected, (line, stored)
    elif claim.startswith("điều "):
        code, article = claim.removeprefix("điều ").split()
        assert {one.limit.basis.number for one in history.deadlines if one.limit.code == code} == {article}, line
    elif claim.startswith("cấp "):
        level = claim.removeprefix("cấp ")
        assert history.levels(day) == (() if level == "không" else (level,)), line
    elif claim in {"tạm đình chỉ", "không tạm đình chỉ"}:
        assert history.is_suspended(day) is (claim == "tạm đình chỉ"), line
    elif claim.startswith(("cần xem ", "không cần xem")):
        rules = {one.rule for one in cautions(history, day)}
        wanted = claim.removeprefix("cần xem ")
        assert not rules if claim == "không cần xem" else wanted in rules, (line, rules)
    else:
        _person_holds(told, history, number, day, claim, line)


def _person_holds(told: Told, history: History, number: str, day: date, claim: str, line: str) -> None:
    if found := re.fullmatch(r"(.+) bị (\S+)", claim):
        assert history.measures(day).get(told.person(number, found[1])) == found[2], (line, history.measures(day))
    elif found := re.fullmatch(r"(.+?) (không )?truy nã", claim):
        assert (told.person(number, found[1]) in history.wanted(day)) is not bool(found[2]), line
    elif found := re.fullmatch(r"(.+) ([a-z]+)", claim):
        assert history.standing(day).get(told.person(number, found[1])) == found[2], (line, history.standing(day))
    else:
        pytest.fail(f"not understood: {claim}")


def test_figures_are_as_written(told: Told) -> None:
    committee = next(iter(told.dossiers.values())).committee
    for line in told.text.splitlines():
        found = FIGURE.fullmatch(line)
        if not found:
            continue
        period = Period(day_of(found[1]), day_of(found[2]))
        known = Known(position_on(day_of(found[3]) if found[3] else None))
        place = places.place_of(found[4] or committee.territory_id, on=period.last)
        wanted = {code: Decimal(value) for code, value in re.findall(r"(\S+) = (\d+)", found[5])}
        values = compute.compute(list(wanted), [place], period, known)
        assert {code: values[code, place.code].value for code in wanted} == wanted, line


def test_the_law_refuses_what_is_written_as_refused_naming_rule_and_article(told: Told) -> None:
    officer = Officer.objects.get(username__startswith="ke-")
    for line in told.text.splitlines():
        found = REFUSED.fullmatch(line)
        if not found:
            continue
        number, dossier = found[2], told.dossiers[found[2]]
        opening = f"sổ {dossier.committee.code}\nhồ sơ {number} {dossier.opened_on:%d/%m/%Y} x\n  {found[1]} {found[3]}"
        (written,) = notation.parse(opening, today=TODAY).acts
        entry = Entry(
            kind=written.kind,
            effective_on=written.effective_on,
            document_number=written.values.get("số", ""),
            due_on=written.due_on,
            subjects=tuple(Subject(person_id=int(told.person(number, one.name)[1:])) for one in written.subjects),
        )
        before = dossier.acts.count()
        with pytest.raises(UnlawfulError) as refused:
            record.act(dossier=dossier, entry=entry, officer=officer, now=timezone.now())
        told_rules = {
            (one.rule, one.basis.label.vi.replace("\u00a0", " ") if one.basis else "") for one in refused.value.refusals
        }
        assert any(rule == found[4] and found[5] in basis for rule, basis in told_rules), (line, told_rules)
        assert dossier.acts.count() == before


def test_every_identity_holds_in_every_month_and_the_derived_rows_refold(told: Told) -> None:
    first = min(one.opened_on for one in told.dossiers.values())
    place = places.place_of(next(iter(told.dossiers.values())).territory_id, on=first)
    for year, month in [(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(18)]:
        for balance in compute.balances([place], Period.month(year, month)).values():
            assert balance.holds, (year, month, balance)
    assert derived.verify() == []
