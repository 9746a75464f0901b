"""A register of the whole country at any size: a fixed seed, real histories, loaded by COPY into the real tables.

Some two thousand lives (bench/lives.py) are recorded by the real writer in a transaction that is then taken back. Each
is stamped out as often as needed, under other numbers, names, committees and keepers, with every fact and every derived
row that it has; a row's key is computed anew, so that `liemchinh verify` finds nothing to object to.

.venv/bin/python bench/country.py DOSSIERS
"""

from __future__ import annotations

import hashlib
import multiprocessing
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from random import Random
from typing import Any

import ground
import lives
import psycopg
from django.db import connections, models, transaction
from django.utils import timezone

from liemchinh import settings
from liemchinh.demo import officers
from liemchinh.demo.invention import seeded
from liemchinh.directory import access, territories
from liemchinh.directory.models import Committee, Officer, Territory
from liemchinh.kernel.names import parse
from liemchinh.ledger import batch, derived, projection, search, spellings
from liemchinh.ledger import facts as stored
from liemchinh.ledger import models as ledger

LIVES = 2000
KEEPERS = 8
"""Officers who keep dossiers in each register, whatever its size."""
FLUSH = 4000
WEIGHTS = {"ha-noi": 5.0, "ho-chi-minh": 5.0, "hai-phong": 2.0, "da-nang": 2.0, "thanh-hoa": 2.0, "nghe-an": 2.0}


def _parted(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = _parted("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Lò Cầm Hà Mai")
MIDDLES = _parted("Văn Thị Đức Minh Quang Hữu Ngọc Thanh Xuân Công Đình Hoài Kim Thu Bá Anh Việt Gia Tuấn Mạnh")
GIVEN = _parted(
    "An Ân Anh Bình Bảo Cường Chi Dũng Dung Đạt Giang Hà Hạnh Hải Hiền Hòa Hoàng Hùng Hương Khánh Kiên Lan Lâm Linh"
    " Long Lương Mai Minh Nam Nga Ngân Nghĩa Nhung Oanh Phong Phúc Phương Quân Quỳnh Sơn Tâm Tân Thắng Thảo Thủy Toàn"
    " Trang Trung Tú Tuyết Vân Vinh Yến"
)
NAMED = _parted("An Bình Châu Đông Gia Hòa Kim Lạc Mai Nam Phú Quang Sơn Tân Thanh Thịnh Trung Vĩnh Xuân Yên")
"""Syllables of invented communes and companies."""

# What a template says in place of a number: a marker plus which one, longer than any real number of a register.
DOSSIER, COMMITTEE, KEEPER, POSITION, PERSON, BODY = (number * 10**15 for number in range(1, 7))
_LETTERS = {1: "d", 2: "c", 3: "k", 4: "p", 5: "s", 6: "o"}
PLACE, NUMBER, TITLE, WHO = "\x01t", "\x01n", "\x01h", "\x01w"


@dataclass(slots=True)
class Template:
    """One life as text to be filled in: lines by table, and what the keys of the derived rows are digests of."""

    prefix: str
    opened_on: date
    title: str
    positions: tuple[int, ...]
    people: int
    bodies: tuple[str, ...]
    acts: int
    number: str
    lines: dict[str, str] = field(default_factory=dict)
    said: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """A register that takes dossiers: its committee, territory and keepers."""

    committee_id: int
    code: str
    territory_id: str
    keepers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides which rows there will be."""

    templates: Sequence[Template]
    homes: Sequence[Home]
    bodies: dict[tuple[int, str], int]
    dossiers: int
    persons_at: Sequence[int]
    stride: int


def fill(dossiers: int, *, now: datetime | None = None, tell: Any = print) -> None:
    """Fill an empty, prepared register with that many dossiers. The register must be the embedded one."""
    began = time.perf_counter()
    now = now or timezone.now()
    with access.entered(access.HOUSE):
        officers.appoint()
        homes = _homes()
        templates = _templates(now)
        connections["default"].close()
    tell(f"{len(templates)} lives recorded: {time.perf_counter() - began:.0f} s")
    plan = _plan(templates, homes, dossiers)
    connections.close_all()
    with settings.REGISTER.supervise(dbname=settings.REGISTER.name) as server:
        indexes = _drop_indexes(server) if dossiers > 50_000 else []
        workers = [multiprocessing.get_context("fork").Process(target=_stamp, args=(plan, part, 2)) for part in (0, 1)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
            if worker.exitcode:
                raise SystemExit("loading failed")
        tell(f"copied: {time.perf_counter() - began:.0f} s")
        for definition in indexes:
            server.execute(definition)
        tell(f"indexed: {time.perf_counter() - began:.0f} s")
        _settle(server, plan)
    tell(f"{dossiers:,} dossiers: {time.perf_counter() - began:.0f} s, {_size():,} MB")


# Lives as templates --------------------------------------------------------------------------------------------------


def _templates(now: datetime) -> list[Template]:
    """Record every life, read it back, and take the recording back."""
    text = lives.told(LIVES, now)
    with transaction.atomic():
        batch.record_text(text, officer=Officer.objects.get(username="son-la.hanh"), now=now, dated=True)
        found = _read_back()
        transaction.set_rollback(True)
    return found


def _read_back() -> list[Template]:
    dossiers = sorted(ledger.Dossier.objects.order_by("position"), key=lambda one: one.number == lives.LONG)
    acts = list(ledger.Act.objects.order_by("position"))
    order = sorted([*(dossier.position for dossier in dossiers), *(act.position for act in acts)])
    rank = {position: number for number, position in enumerate(order)}
    by_dossier: dict[int, list[ledger.Act]] = {}
    for act in acts:
        by_dossier.setdefault(act.dossier_id, []).append(act)
    lines: dict[int, list[ledger.SubjectLine]] = {}
    for line in ledger.SubjectLine.objects.select_related("person", "organisation").order_by("id"):
        lines.setdefault(line.act_id, []).append(line)
    money: dict[int, list[ledger.MoneyLine]] = {}
    for amount in ledger.MoneyLine.objects.order_by("id"):
        money.setdefault(amount.act_id, []).append(amount)
    return [_template(dossier, by_dossier.get(dossier.pk, []), lines, money, rank) for dossier in dossiers]


def _template(
    dossier: ledger.Dossier,
    acts: Sequence[ledger.Act],
    lines: dict[int, list[ledger.SubjectLine]],
    money: dict[int, list[ledger.MoneyLine]],
    rank: dict[int, int],
) -> Template:
    people: dict[int, ledger.Person] = {}
    bodies: dict[int, ledger.Organisation] = {}
    for act in acts:
        for line in lines.get(act.position, ()):
            if line.person is not None:
                people.setdefault(line.person.pk, line.person)
            elif line.organisation is not None:
                bodies.setdefault(line.organisation.pk, line.organisation)
    places: dict[type[models.Model], dict[Any, Any]] = {
        ledger.Person: {pk: PERSON + number for number, pk in enumerate(people)},
        ledger.Organisation: {pk: BODY + number for number, pk in enumerate(bodies)},
        ledger.Act: {act.position: POSITION + rank[act.position] for act in acts},
        ledger.Dossier: {dossier.pk: DOSSIER},
        Committee: {dossier.committee_id: COMMITTEE},
        Territory: {dossier.territory_id: PLACE},
    }
    subjects = {act.position: lines.get(act.position, []) for act in acts}
    amounts = {act.position: money.get(act.position, []) for act in acts}
    found = Template(
        prefix=dossier.number.rpartition("-")[0],
        opened_on=dossier.opened_on,
        title=re.sub(r"\b[A-ZĐ]\.", "\x02", dossier.title, count=1),
        positions=tuple(sorted([rank[dossier.position], *(rank[act.position] for act in acts)])),
        people=len(people),
        bodies=tuple(body.name for body in bodies.values()),
        acts=len(acts),
        number=dossier.number,
    )
    facts: dict[str, list[models.Model]] = {}
    dossier.number, dossier.title, dossier.position = NUMBER, TITLE, POSITION + rank[dossier.position]
    for number, person in enumerate(people.values()):
        person.name = f"{WHO}{number}"
    everything: list[models.Model] = [dossier, *people.values(), *acts]
    for act in acts:
        everything += [*subjects[act.position], *amounts[act.position]]
    originals = [(act.position, act) for act in acts]
    for one in everything:
        _mark(one, places)
        facts.setdefault(one._meta.db_table, []).append(one)
    local = {POSITION + position: number for number, position in enumerate(found.positions)}
    for table, rows in facts.items():
        names = _columns(type(rows[0]))
        found.lines[f"{table} ({', '.join(names)})"] = _lines(
            ([getattr(row, name) for name in names] for row in rows), local
        )
    law_acts = [stored.of_act(act, subjects[position], amounts[position]) for position, act in originals]
    said: list[str] = []
    by_table: dict[str, list[list[Any]]] = {}
    for believed in projection.replay(stored.of_dossier(dossier), law_acts):
        table = derived._TABLES[type(believed.row)]
        names = (*type(believed.row)._fields, "key", "since", "until")
        into = f"derived.{table} ({', '.join(map(_quoted, names))})"
        key = f"\x01{len(said)}"
        said.append("\x1f".join((type(believed.row).__name__, *(_said(value, local) for value in believed.row))))
        by_table.setdefault(into, []).append([*believed.row, key, believed.since, believed.until])
    found.said = "\n".join(said)
    for into, values in by_table.items():
        found.lines[into] = _lines(values, local)
    return found


def _mark(one: models.Model, places: dict[type[models.Model], dict[Any, Any]]) -> None:
    """Put markers in place of every number that will differ."""
    for item in one._meta.concrete_fields:
        target = item.remote_field.model if item.is_relation else type(one) if item.primary_key else None
        value = getattr(one, item.attname)
        if target is Officer and value is not None:
            setattr(one, item.attname, KEEPER)
        elif target in places and value is not None:
            setattr(one, item.attname, places[target][value])


def _columns(model: type[models.Model]) -> list[str]:
    """Every column but a number that the table gives itself and nothing refers to."""
    kept = {ledger.Dossier, ledger.Person, ledger.Act}
    return [item.attname for item in model._meta.concrete_fields if model in kept or not item.primary_key]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _is_marker(value: object) -> bool:
    return isinstance(value, int) and DOSSIER <= value < BODY + 10**15


def _placeholder(value: int, local: dict[int, int]) -> str:
    kind, number = divmod(value, 10**15)
    if kind == POSITION // 10**15:
        number = local[value]
    return f"%({_LETTERS[kind]}{number})d"


def _said(value: object, local: dict[int, int]) -> str:
    """A value as the key's digest reads it."""
    if isinstance(value, int) and not isinstance(value, bool) and _is_marker(value):
        return _placeholder(value, local)
    return "%(t)s" if value == PLACE else str(value).replace("%", "%%")


def _lines(rows: Iterable[Sequence[Any]], local: dict[int, int]) -> str:
    return "".join("\t".join(_written(value, local) for value in row) + "\n" for row in rows)


def _written(value: object, local: dict[int, int]) -> str:
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, int):
        return _placeholder(value, local) if _is_marker(value) else str(value)
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    if text.startswith("\x01"):
        return "\\\\x%(y" + text[1:] + ")s" if text[1:].isdigit() else f"%({text[1:]})s"
    return text.replace("%", "%%").replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


# Stamping ------------------------------------------------------------------------------------------------------------


def _homes() -> list[Home]:
    """Every register with a territory, each with its keepers."""
    found = []
    known = {officer.username: officer.pk for officer in Officer.objects.all()}
    for committee in Committee.objects.filter(territory__isnull=False).order_by("code"):
        signed = [known[name] for name in ("son-la.hanh", "son-la.dung") if committee.code == lives.PLACE]
        more = Officer.objects.bulk_create(
            Officer(
                username=f"{committee.code}.{number}", password="!", name=_name(seeded(f"{committee.code} {number}"))
            )
            for number in range(KEEPERS - len(signed))
        )
        keepers = (*signed, *(officer.pk for officer in more))
        found.append(Home(committee.pk, committee.code, committee.territory_id or "", keepers))
    return found


def _plan(templates: Sequence[Template], homes: Sequence[Home], dossiers: int) -> Plan:
    names = sorted({name for template in templates for name in template.bodies})
    bodies = {
        (home.committee_id, name): number
        for number, (home, name) in enumerate(((home, name) for home in homes for name in names), start=1)
    }
    at, persons_at = 1, []
    for number in range(dossiers):
        persons_at.append(at)
        at += templates[_which(number, templates)].people
    persons_at.append(at)
    return Plan(templates, homes, bodies, dossiers, persons_at, stride=dossiers // (len(templates) - 1) + 2)


def _which(number: int, templates: Sequence[Template]) -> int:
    """The long life once, the others in turn."""
    return len(templates) - 1 if number == 0 else (number - 1) % (len(templates) - 1)


def _numbered(plan: Plan) -> Iterator[tuple[int, Template, Home, int, str]]:
    """Each dossier's number, life, register, keeper and number in the register, by chance that falls the same way."""
    chance = seeded("bench country")
    series: Counter[tuple[int, str]] = Counter()
    by_day: dict[date, tuple[list[Home], list[float]]] = {}
    by_territory = {home.territory_id: home for home in plan.homes}
    for number in range(plan.dossiers):
        template = plan.templates[_which(number, plan.templates)]
        if template.opened_on not in by_day:
            there = territories.in_force(template.opened_on)
            total, weights = 0.0, []
            for one in there:
                total += WEIGHTS.get(one.id.split(".")[0], 1.0)
                weights.append(total)
            by_day[template.opened_on] = [by_territory[one.id] for one in there], weights
        homes, weights = by_day[template.opened_on]
        home = chance.choices(homes, cum_weights=weights)[0]
        keeper = chance.choice(home.keepers)
        if template.number == lives.LONG:
            home = by_territory[lives.PLACE]
            yield number, template, home, home.keepers[0], lives.LONG
            continue
        series[home.committee_id, template.prefix] += 1
        name = f"{template.prefix}-{series[home.committee_id, template.prefix]:03d}"
        yield number, template, home, keeper, name


def _name(chance: Random) -> str:
    return f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"


def _stamp(plan: Plan, part: int, parts: int) -> None:
    """Copy every `parts`-th dossier."""
    info = settings.REGISTER.supervise(dbname=settings.REGISTER.name)
    with info as server:
        server.execute("SET session_replication_role = replica")
        server.execute("SET synchronous_commit = off")
        if part == 0:
            _copy(
                server,
                "ledger_organisation (id, committee_id, name)",
                [f"{pk}\t{committee_id}\t{name}\n" for (committee_id, name), pk in plan.bodies.items()],
            )
        buffers: dict[str, list[str]] = {}
        held = 0
        for number, template, home, keeper, name in _numbered(plan):
            if number % parts != part:
                continue
            _one(plan, number, template, home, keeper, name, buffers)
            held += 1
            if held % FLUSH == 0:
                _flush(server, buffers)
        _flush(server, buffers)


def _one(
    plan: Plan, number: int, template: Template, home: Home, keeper: int, name: str, buffers: dict[str, list[str]]
) -> None:
    chance = Random(number)  # noqa: S311 - the same each time
    place = f"{chance.choice(NAMED)} {chance.choice(NAMED)}"
    title = template.title.replace("\x02", place)
    copy = 1 + number // (len(plan.templates) - 1)
    who = [_name(chance) for _ in range(template.people)]
    filled: dict[str, Any] = {
        "d0": number + 1, "c0": home.committee_id, "k0": keeper, "t": home.territory_id, "n": name, "h": title,
    }  # fmt: skip
    for at, rank in enumerate(template.positions):
        filled[f"p{at}"] = rank * plan.stride + copy
    for at, person in enumerate(who):
        filled[f"s{at}"] = plan.persons_at[number] + at
        filled[f"w{at}"] = person
    for at, body in enumerate(template.bodies):
        filled[f"o{at}"] = plan.bodies[home.committee_id, body]
    for at, said in enumerate((template.said % filled).split("\n")):
        filled[f"y{at}"] = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
    for into, lines in template.lines.items():
        buffers.setdefault(into, []).append(lines % filled)
    _found_by(number, home, who, [name, title, *who, *template.bodies], plan, buffers)


def _found_by(
    number: int, home: Home, who: Sequence[str], texts: Sequence[str], plan: Plan, buffers: dict[str, list[str]]
) -> None:
    """What search and the twin finder find a dossier and its persons by."""
    words = " ".join(sorted(search.words_of(texts)))
    buffers.setdefault("derived.lookup (dossier_id, committee_id, words)", []).append(
        f"{number + 1}\t{home.committee_id}\t{words}\n"
    )
    keys = buffers.setdefault("derived.spelling (committee_id, key, kind, person_id)", [])
    for at, name in enumerate(who):
        person = plan.persons_at[number] + at
        keys.extend(f"{home.committee_id}\t{key}\t{kind}\t{person}\n" for key, kind in _keys(name))


@cache
def _keys(name: str) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(spellings.keyed(parse(name))))


def _flush(server: psycopg.Connection[Any], buffers: dict[str, list[str]]) -> None:
    with server.transaction():
        for into in sorted(buffers):
            _copy(server, into, buffers[into])
    buffers.clear()


def _copy(server: psycopg.Connection[Any], into: str, lines: Sequence[str]) -> None:
    with server.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:  # type: ignore[arg-type]
        copy.write("".join(lines).encode())


# Around it -----------------------------------------------------------------------------------------------------------

_TABLES = "('ledger_act', 'ledger_subjectline', 'ledger_moneyline', 'ledger_person', 'ledger_dossier')"


def _drop_indexes(server: psycopg.Connection[Any]) -> list[str]:
    """Indexes are built faster after the rows than with them; those of constraints stay."""
    found = server.execute(
        "SELECT i.schemaname, i.indexname, i.indexdef FROM pg_indexes i"
        " LEFT JOIN pg_constraint c ON c.conname = i.indexname"
        f" WHERE c.oid IS NULL AND (i.schemaname = 'derived' OR i.tablename IN {_TABLES})"
    ).fetchall()
    for schema, name, _ in found:
        server.execute(f'DROP INDEX "{schema}"."{name}"')  # type: ignore[arg-type]
    return [definition for _, _, definition in found]


def _settle(server: psycopg.Connection[Any], plan: Plan) -> None:
    """The head, the sequences and the statistics as they would stand."""
    server.execute(
        "UPDATE ledger_head SET position = (SELECT max(position) FROM ledger_act), recorded_at ="
        " (SELECT max(recorded_at) FROM ledger_act)"
    )
    for table in ("ledger_dossier", "ledger_person", "ledger_organisation"):
        server.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    server.execute("SELECT derived.take_census(NULL)")
    server.execute("VACUUM ANALYZE")


def _size() -> int:
    with settings.REGISTER.supervise(dbname=settings.REGISTER.name) as server:
        row = server.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(row[0]) // 2**20 if row else 0


def main(dossiers: int) -> None:
    """Fill a register and say what it holds."""
    with ground.register():
        fill(dossiers)
        with settings.REGISTER.supervise(dbname=settings.REGISTER.name) as server:
            for table in ("ledger_act", "derived.deed", "derived.span", "derived.deadline", "derived.standing"):
                row = server.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[arg-type]
                print(f"{table:20} {row[0] if row else 0:12,} rows")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
