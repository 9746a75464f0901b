"""Why a case or matter enters the watch list and why it leaves: each committee writes its own list (DOMAIN 2.3, 2.5).

A criterion is added, reworded or ended, never removed: acts name its code for ever. The lists begin with the defaults
below, loaded by `load` as the owner; what an office made of them afterwards is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from liemchinh.directory.access import OutOfScopeError, Scope
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import fold, spelling_key
from liemchinh.law.acts import ActKind, Choice
from liemchinh.law.book import BOOK
from liemchinh.ledger.entry import Entry, RefusedEntryError
from liemchinh.ledger.models import Act, Criterion

ENTRY: Final = Criterion.ENTRY
EXIT: Final = Criterion.EXIT
USES: Final = {
    ENTRY: Label("Tiêu chí đưa vào diện", "Criteria for entering the list"),
    EXIT: Label("Lý do đưa ra khỏi diện", "Grounds for leaving the list"),
}
LONGEST: Final = 200
"""Letters of a criterion, and of all the codes that one act names."""
_CODE: Final = 16

DEFAULTS: Final[Mapping[str, tuple[Choice, ...]]] = {
    ENTRY: (
        Choice(
            "nghiem-trong",
            Label(
                "Nghiêm trọng, phức tạp, dư luận xã hội quan tâm",
                "Serious, complicated and of public concern",
            ),
        ),
        Choice(
            "nhieu-nganh",
            Label(
                "Liên quan nhiều ngành, lĩnh vực hoặc nhiều địa bàn",
                "Touches several sectors, fields or places",
            ),
        ),
        Choice(
            "can-bo-btv",
            Label(
                "Liên quan cán bộ thuộc diện Ban Thường vụ quản lý",
                "Involves cadres managed by the Standing Committee",
            ),
        ),
        Choice("thiet-hai-lon", Label("Thiệt hại lớn về tiền, tài sản", "Large damage to money or property")),
        Choice(
            "keo-dai",
            Label(
                "Kéo dài, hoặc các cơ quan tiến hành tố tụng còn ý kiến khác nhau",
                "Prolonged, or disputed between the agencies of the proceedings",
            ),
        ),
        Choice(
            "vi-pham-to-tung",
            Label(
                "Có dấu hiệu vi phạm trong kiểm tra, thanh tra hoặc tố tụng làm sai lệch kết quả",
                "Signs of breaches in checking, inspection or proceedings that distort the outcome",
            ),
        ),
        Choice("tw-giao", Label("Ban Chỉ đạo Trung ương giao theo dõi", "Assigned by the Central Steering Committee")),
        Choice(
            "xet-thay-can",
            Label(
                "Trường hợp khác Ban Chỉ đạo hoặc Thường trực Ban Chỉ đạo xét thấy cần",
                "Any other that the committee or its standing body finds necessary",
            ),
        ),
    ),
    EXIT: (
        Choice(
            "con-thi-hanh",
            Label(
                "Án đã có hiệu lực, chỉ còn thi hành án và thu hồi tài sản",
                "Judgment in force; only enforcement and recovery remain",
            ),
        ),
        Choice(
            "ket-luan-bcd", Label("Lý do khác theo kết luận của Ban Chỉ đạo", "Other, by conclusion of the committee")
        ),
    ),
}
"""What a committee's lists begin with; for leaving, beside the grounds that the book gives to every committee."""


class RefusedCriterionError(Exception):
    """What the list does not take; `place` is the field at fault."""

    def __init__(self, place: str, label: Label) -> None:
        self.place = place
        self.label = label
        super().__init__(label.vi)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a committee's list. `criterion` None: a ground of the book, the same for every committee."""

    choice: Choice
    criterion: Criterion | None = None

    def is_open(self, on: date) -> bool:
        """Whether it may be chosen for an act of that day."""
        return self.choice.in_force(on)


# Reading -------------------------------------------------------------------------------------------------------------


def criteria_of(scope: Scope, committee_id: int, use: str, on: date) -> tuple[Choice, ...]:
    """What may be chosen for an act of day `on` in this committee's register; `use` is ENTRY or EXIT.

    Where the committee had ended by then, the list is that of the committee which took over its register. For EXIT
    these come beside the grounds of the act's own declaration. Raises OutOfScopeError.
    """
    if not scope.reaches(committee_id):
        raise OutOfScopeError
    return _in_force(_rows([_in_charge(committee_id, on)]), use, on)


def words_of(scope: Scope, committee_ids: Iterable[int]) -> Mapping[str, Label]:
    """The words behind every code that acts of these registers may name, whenever it was in force."""
    wanted = {committee_id for committee_id in committee_ids if scope.reaches(committee_id)}
    heirs = {_in_charge(committee_id, date.max) for committee_id in wanted}
    return {row.code: _label(row) for row in _rows([*wanted, *heirs])}


def words_in(committee_id: int, acts: Iterable[Act]) -> Mapping[str, Label]:
    """The words behind the codes that these acts name, as the list has them now; no statement when they name none."""
    codes: set[str] = set()
    for act in acts:
        codes.update(filter(None, act.criteria.split(";")))
        kind = BOOK.get(act.kind)
        if kind is not None and _is_open_ground(kind, act.ground):
            codes.add(act.ground)
    if not codes:
        return {}
    heirs = {committee_id, _in_charge(committee_id, date.max)}
    return {row.code: _label(row) for row in _rows(heirs) if row.code in codes}


def listed(scope: Scope, committee_id: int) -> Mapping[str, tuple[Listed, ...]]:
    """The whole lists of a committee by use, what was ended included. Raises NotAllowedError, OutOfScopeError."""
    scope.require(Right.READ_DOSSIERS)
    if not scope.reaches(committee_id):
        raise OutOfScopeError
    rows = _rows([committee_id])
    return {
        use: (
            *(Listed(choice) for choice in (fixed_grounds() if use == EXIT else ())),
            *(Listed(_choice(row), row) for row in rows if row.use == use),
        )
        for use in USES
    }


def fixed_grounds() -> tuple[Choice, ...]:
    """The grounds of leaving that the book gives to every committee."""
    return BOOK["watch.taken_off"].grounds


def _rows(committee_ids: Iterable[int]) -> list[Criterion]:
    return list(Criterion.objects.filter(committee_id__in=set(committee_ids)).order_by("id"))


def _label(row: Criterion) -> Label:
    return Label(row.name, row.name_en or row.name)


def _choice(row: Criterion) -> Choice:
    return Choice(row.code, _label(row), row.valid_from, row.valid_to)


def _in_force(rows: Iterable[Criterion], use: str, on: date) -> tuple[Choice, ...]:
    return tuple(choice for row in rows if row.use == use and (choice := _choice(row)).in_force(on))


def _in_charge(committee_id: int, on: date) -> int:
    """The committee that keeps the register on a day: the heir of one that had ended by then."""
    committee = Committee.objects.only("id", "ended_on", "successor_id").get(pk=committee_id)
    while committee.ended_on is not None and committee.ended_on < on and committee.successor_id is not None:
        committee = Committee.objects.only("id", "ended_on", "successor_id").get(pk=committee.successor_id)
    return committee.pk


# What `record` asks --------------------------------------------------------------------------------------------------


def refuse_unknown(committee_id: int, entry: Entry) -> None:
    """Refuse an entry that names a criterion or a ground unknown to its committee. Raises RefusedEntryError."""
    kind = BOOK.get(entry.kind)
    own_ground = kind is not None and _is_open_ground(kind, entry.ground)
    if not entry.criteria and not own_ground:
        return
    on = entry.effective_on
    if len(";".join(entry.criteria)) > LONGEST:
        raise RefusedEntryError("criteria", Label("Chọn ít tiêu chí hơn.", "Choose fewer criteria."))
    rows = _rows([_in_charge(committee_id, on)])
    for place, codes, use in (("criteria", entry.criteria, ENTRY), ("ground", (entry.ground,) * own_ground, EXIT)):
        fault = stranger(codes, _in_force(rows, use, on), on)
        if fault is not None:
            raise RefusedEntryError(place, fault)


def stranger(codes: Sequence[str], choices: Sequence[Choice], on: date) -> Label | None:
    """What is said of codes that stand on no list in force on the day; None when all do."""
    known = {choice.code for choice in choices}
    unknown = [code for code in codes if code not in known]
    if not unknown:
        return None
    names = ", ".join(unknown)
    return Label(
        f"Ngày {show_date(on)}, danh mục của Ban Chỉ đạo không có tiêu chí “{names}”. Chọn tiêu chí đang dùng.",
        f"On {show_date(on)} the committee's list has no criterion “{names}”. Choose one in use.",
    )


def _is_open_ground(kind: ActKind, ground: str) -> bool:
    return bool(kind.open_grounds and ground) and ground not in {choice.code for choice in kind.grounds}


# The office's own list -----------------------------------------------------------------------------------------------


@transaction.atomic
def add(scope: Scope, *, use: str, name: str, name_en: str = "", today: date) -> Criterion:
    """Add a criterion to the list of the officer's committee, in force from today.

    Raises RefusedCriterionError, NotAllowedError.
    """
    committee_id = _home(scope)
    name, name_en = _worded(name), " ".join(name_en.split())[:LONGEST]
    if use not in USES:
        raise RefusedCriterionError("use", Label("Chọn danh mục.", "Choose a list."))
    rows = [row for row in _rows([committee_id]) if row.use == use]
    _refuse_double(rows, name, today)
    taken = {row.code for row in rows} | {choice.code for choice in fixed_grounds()}
    return Criterion.objects.create(
        committee_id=committee_id, use=use, code=_code(name, taken), name=name, name_en=name_en, valid_from=today
    )


@transaction.atomic
def rename(scope: Scope, criterion_id: int, *, name: str, name_en: str = "", today: date) -> Criterion:
    """Give a criterion other words; its code, and so every act that names it, stays. Raises as `add` does."""
    committee_id = _home(scope)
    criterion = _own(committee_id, criterion_id)
    name, name_en = _worded(name), " ".join(name_en.split())[:LONGEST]
    others = [row for row in _rows([committee_id]) if row.use == criterion.use and row.pk != criterion.pk]
    _refuse_double(others, name, today)
    criterion.name, criterion.name_en = name, name_en
    criterion.save(update_fields=["name", "name_en"])
    return criterion


@transaction.atomic
def end(scope: Scope, criterion_id: int, *, today: date) -> Criterion:
    """End a criterion: yesterday was its last day. Raises RefusedCriterionError, NotAllowedError."""
    criterion = _own(_home(scope), criterion_id)
    if criterion.valid_to is not None:
        raise RefusedCriterionError(
            "",
            Label(
                f"“{criterion.name}” đã thôi dùng từ sau ngày {show_date(criterion.valid_to)}.",
                f"“{criterion.name}” ended after {show_date(criterion.valid_to)}.",
            ),
        )
    criterion.valid_to = today - timedelta(days=1)
    criterion.save(update_fields=["valid_to"])
    return criterion


def _home(scope: Scope) -> int:
    scope.require(Right.MANAGE_CRITERIA)
    if scope.home_id is None:
        raise OutOfScopeError
    return scope.home_id


def _own(committee_id: int, criterion_id: int) -> Criterion:
    found = Criterion.objects.filter(pk=criterion_id, committee_id=committee_id).first()
    if found is None:
        raise RefusedCriterionError("", Label("Danh mục không có dòng này.", "The list has no such line."))
    return found


def _worded(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise RefusedCriterionError("name", Label("Phải ghi nội dung tiêu chí.", "The criterion needs its words."))
    if len(name) > LONGEST:
        raise RefusedCriterionError(
            "name", Label(f"Dài quá {LONGEST} chữ; viết gọn lại.", f"Longer than {LONGEST} letters; make it shorter.")
        )
    return name


def _refuse_double(rows: Iterable[Criterion], name: str, today: date) -> None:
    for row in rows:
        if spelling_key(row.name) == spelling_key(name) and _choice(row).in_force(today):
            raise RefusedCriterionError(
                "name", Label("Danh mục đã có tiêu chí này.", "The list has this criterion already.")
            )


def _code(name: str, taken: set[str]) -> str:
    """A short code from the first words: “nghiem-trong”, then “nghiem-trong-2”."""
    stem = ""
    for word in re.findall(r"[a-z0-9]+", fold(name)):
        if stem and len(stem) + len(word) + 1 > _CODE:
            break
        stem = f"{stem}-{word}".strip("-")[:_CODE]
    stem = stem or "tieu-chi"
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


# Defaults ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def load() -> None:
    """Give the defaults to each provincial committee that has no list of that use; called as the tables' owner."""
    begun = set(Criterion.objects.values_list("committee_id", "use"))
    Criterion.objects.bulk_create(
        Criterion(
            committee_id=committee_id,
            use=use,
            code=choice.code,
            name=choice.label.vi,
            name_en=choice.label.en,
        )
        for committee_id in Committee.objects.filter(territory__isnull=False)
        .order_by("id")
        .values_list("id", flat=True)
        for use, choices in DEFAULTS.items()
        if (committee_id, use) not in begun
        for choice in choices
    )
