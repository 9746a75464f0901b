"""How long the register takes to find twins: 20,000 persons and a million, names as common as they are in Viet Nam.

    python bench/twins.py [PERSONS …]

A twin is looked for on entry (every way to write the name) in one province's register, and the first page of questions
is asked there. The ratio of the two sizes is printed last.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

import ground
from django.db import connections, transaction
from django.utils import timezone

from liemchinh.directory import access
from liemchinh.directory.access import Scope
from liemchinh.directory.models import Committee, Officer
from liemchinh.directory.roles import Right
from liemchinh.ledger import models, questions, record, spellings, twins

FAMILIES = ["Nguyễn"] * 38 + ["Trần"] * 12 + ["Lê"] * 10 + ["Phạm"] * 7 + ["Hoàng"] * 5 + ["Phan"] * 4 + [
    "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Lò", "Quàng", "Tòng", "Cà", "Hà", "Mai", "Tô",
]  # fmt: skip
MIDDLES = ["Văn"] * 14 + ["Thị"] * 14 + [
    "Minh", "Đức", "Ngọc", "Quốc", "Hữu", "Thanh", "Xuân", "Hồng", "Thu", "Kim", "Anh", "Quang", "Tiến", "Công", "Bá",
    "Đình", "Trọng", "Duy", "Hoài", "Phương", "Mạnh", "Việt", "Gia", "Bảo",
]  # fmt: skip
GIVEN_NAMES = (
    "An Ân Anh Ánh Bình Bảo Châu Chi Cường Dũng Dung Duy Đạt Đức Giang Hà Hải Hạnh Hiền Hiếu Hoa Hòa"
    " Hoàng Hồng Huệ Hùng Hương Huy Khánh Khoa Kiên Lan Lâm Liên Linh Loan Long Lợi Mai Mạnh Minh Mỹ Nam"
    " Nga Ngân Nghĩa Ngọc Nhung Oanh Phong Phúc Phương Quân Quang Quyên Quỳnh Sơn Tài Tâm Tân Thắng Thanh"
    " Thành Thảo Thu Thủy Thúy Tiến Toàn Trang Trung Tú Tuấn Tùng Tuyết Vân Việt Vinh Xuân Yến"
)
GIVENS = GIVEN_NAMES.split()
UNITS = ["", "", "Sở Y tế", "Sở Tài chính", "Ban Quản lý dự án", "UBND xã Mường Bú", "UBND xã Chiềng Đen", "Kho bạc"]
REGISTERS = 34
EACH = 4
"""Persons of one dossier."""


def name(chance: random.Random) -> str:
    """A name, one in twenty of them in initials."""
    parts = [chance.choice(FAMILIES), chance.choice(MIDDLES), chance.choice(GIVENS)]
    if chance.random() < 0.15:
        parts.insert(2, chance.choice(MIDDLES))
    return "".join(f"{part[0]}." for part in parts) if chance.random() < 0.05 else " ".join(parts)


def fill(persons: int, committees: list[Committee], officer: Officer) -> None:
    """Persons in dossiers of four, spread over the registers, by the real tables."""
    chance = random.Random(20260714 + persons)  # noqa: S311
    now, day = timezone.now(), date(2026, 3, 2)
    first, stamped = record.take_position(now, count=persons // EACH * 2)
    for start in range(0, persons // EACH, 5_000):
        count = min(5_000, persons // EACH - start)
        numbers = range(start, start + count)
        with transaction.atomic():
            dossiers = models.Dossier.objects.bulk_create(
                models.Dossier(
                    committee=committees[number % REGISTERS],
                    territory_id=committees[number % REGISTERS].territory_id,
                    kind="discipline",
                    number=f"KL-{persons}-{number}",
                    title="Kỷ luật",
                    opened_on=day,
                    position=first + 2 * number,
                    recorded_at=stamped,
                    officer=officer,
                    keeper=officer,
                )
                for number in numbers
            )
            acts = models.Act.objects.bulk_create(
                models.Act(
                    position=dossier.position + 1,
                    committee_id=dossier.committee_id,
                    dossier=dossier,
                    kind="discipline.person",
                    effective_on=day,
                    recorded_at=stamped,
                    officer=officer,
                )
                for dossier in dossiers
            )
            people = models.Person.objects.bulk_create(
                models.Person(
                    committee_id=act.committee_id,
                    name=name(chance),
                    unit=chance.choice(UNITS),
                    birth_year=chance.choice([None, *range(1955, 1995)]),
                )
                for act in acts
                for _ in range(EACH)
            )
            spellings.enter(people)
            models.SubjectLine.objects.bulk_create(
                models.SubjectLine(committee_id=person.committee_id, act=acts[at // EACH], person=person)
                for at, person in enumerate(people)
            )


def timed(work: Callable[[], object], runs: int = 9) -> tuple[float, float]:
    """Milliseconds of the middle run and of the slowest, after one that is not counted."""
    work()
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        with transaction.atomic():
            work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), max(took)


ASKED = ["Nguyễn Văn An", "Tô Bảo Yến", "N.V.A.", "An Nguyễn Văn", "Nguyen Van Hung", "Nguyễn Hùng"]


def measure(persons: int) -> dict[str, float]:
    """Fill an empty register and measure."""
    with access.entered(access.HOUSE):
        committees = list(Committee.objects.filter(territory__isnull=False, ended_on__isnull=True).order_by("id"))
        officer, _ = Officer.objects.get_or_create(username="can-bo-do", defaults={"name": "Bà Đ.", "password": "!"})
        began = time.perf_counter()
        fill(persons, committees[:REGISTERS], officer)
        print(f"{persons:,} persons filled in {time.perf_counter() - began:.0f} s", flush=True)
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("SELECT pg_total_relation_size('derived.spelling') / 1000000")
            print(f"  derived.spelling {cursor.fetchone()[0]} MB")
    home = committees[0]
    scope = Scope(None, frozenset({Right.READ_DOSSIERS, Right.RECORD}), frozenset({home.pk}), home.pk)
    found: dict[str, float] = {}
    with access.entered(scope):
        for asked in ASKED:

            def work(asked: str = asked) -> object:
                return twins.twins(scope, home, asked, birth_year=1975, unit="Sở Y tế", now=timezone.now())

            found[asked], slowest = timed(work)
            shown = twins.twins(scope, home, asked, birth_year=1975, unit="Sở Y tế", now=timezone.now())
            print(f"  {asked:18} {found[asked]:7.1f} ms  slowest {slowest:7.1f}  {len(shown)} twins", flush=True)

        def page() -> questions.Questions:
            return questions.questions(scope, now=timezone.now())

        found["page of questions"], slowest = timed(page, runs=3)
        asked_about = len(page().fresh)
        print(f"  page of questions  {found['page of questions']:7.1f} ms  slowest {slowest:7.1f}  {asked_about} asked")
    return found


def main() -> None:
    """Measure each size in a register of its own."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [20_000, 1_000_000]
    with ground.register():
        filled, results = 0, []
        for size in sizes:
            results.append(measure(size - filled))
            filled = size
    print(ground.machine())
    if len(results) > 1:
        for asked, small in results[0].items():
            print(f"  {asked:18} × {results[-1][asked] / small:.2f}")


if __name__ == "__main__":
    main()
