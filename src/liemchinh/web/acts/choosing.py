"""Choosing what to record: the likely acts first, the rest by family, and why the others are not allowed now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from liemchinh.directory.access import NOBODY, Scope
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import fold
from liemchinh.law.acts import TRACKS, ActKind
from liemchinh.ledger import choices
from liemchinh.ledger.queries import File, Offer
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import said

MOST_LIKELY: Final = 7
LIKELY: Final = Label("Thường ghi tiếp theo", "Usually recorded next")
OTHERS: Final = Label("Hành vi khác", "Other acts")
FAMILIES: Final = (
    (("source",), Label("Nguồn tin về tội phạm", "Sources of information on crime")),
    (("matter",), Label("Vụ việc", "The matter")),
    (("case",), Label("Khởi tố, điều tra", "Opening and investigation")),
    (("measure", "custody", "detention", "wanted"), Label("Biện pháp ngăn chặn, truy nã", "Measures, wanted notices")),
    (("expertise",), Label("Giám định, định giá", "Expert opinions and valuations")),
    (("prosecution",), Label("Viện kiểm sát, truy tố", "Procuracy and indictment")),
    (("trial",), Label("Xét xử", "Trial")),
    (("appeal",), Label("Phúc thẩm", "Appeal")),
    (("judgment", "cassation"), Label("Bản án, thi hành án", "Judgment and enforcement")),
    (("watch",), Label("Diện theo dõi, chỉ đạo", "Watch list")),
    (("assets",), Label("Tiền, tài sản", "Money and assets")),
    (("inspection",), Label("Kiểm tra, giám sát, thanh tra", "Inspection")),
    (("discipline", "heads"), Label("Kỷ luật, trách nhiệm", "Discipline and responsibility")),
    (("committee",), Label("Ban Chỉ đạo", "The committee")),
    (("petty",), Label("Ghi nhận khác", "Other marks")),
    (("register",), Label("Quản lý hồ sơ", "Keeping the dossier")),
)
"""Families of acts by the first word of their code, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds under one heading. `repeats`: they stand under another heading as well."""

    label: Label
    kinds: tuple[ActKind, ...]
    repeats: bool = False


def groups(file: File, offers: Sequence[Offer], on: date, wanted: str = "", scope: Scope = NOBODY) -> list[Group]:
    """The kinds allowed now: the likely ones, then family by family. `wanted`: only those whose words hold it.

    `scope`: whose register tells what usually follows; without one the declarations alone do.
    """
    offered = [offer.kind for offer in offers if offer.refusal is None and matches(offer.kind, wanted)]
    likely = [] if wanted else likely_next(file, offered, on, scope)
    found = [Group(LIKELY, tuple(likely), repeats=True)] if likely else []
    left = list(offered)
    for prefixes, label in FAMILIES:
        own = tuple(kind for kind in left if kind.code.split(".")[0] in prefixes)
        left = [kind for kind in left if kind not in own]
        if own:
            found.append(Group(label, own))
    return [*found, Group(OTHERS, tuple(left))] if left else found


def matches(kind: ActKind, wanted: str) -> bool:
    """Whether every word typed is in the label, the basis or the code of a kind; accents and case do not matter."""
    words = fold(wanted).split()
    text = fold(" ".join([kind.label.vi, kind.label.en, kind.code, *(article.label.vi for article in kind.basis)]))
    return all(word in text for word in words)


def likely_next(file: File, offered: Iterable[ActKind], on: date, scope: Scope = NOBODY) -> list[ActKind]:
    """The kinds that something in the dossier waits for, and those that usually follow the act recorded last."""
    standing = [item for item in file.recorded if item.stands]
    answered = choices.answered_by(file)
    awaited = {item.row.kind for item in standing if item.position not in answered}
    ends = {code.partition("[")[0] for one in file.history.deadlines if one.is_open(on) for code in one.limit.ends}
    done = {item.row.kind for item in standing}
    newest = standing[-1].row.kind if standing else ""
    track, here = TRACKS[file.history.kind], file.history.stage(on)
    ahead = track[track.index(here) + 1] if here in track and here is not track[-1] else None
    usual = choices.followers(scope, file.dossier, newest)
    scored: list[tuple[float, int, ActKind]] = []
    for place, kind in enumerate(offered):
        score = 10 * usual.get(kind.code, 0.0) + (newest in kind.after)
        score += 3 * bool(awaited & set(kind.answers))
        score += 2 * (kind.code in ends)
        score += 2 * (kind.leads_to is not None and kind.leads_to is ahead)
        score += bool(done & set(kind.after)) and kind.code not in done
        score += kind.stages == frozenset({here})
        if score > 1:
            scored.append((-score, place, kind))
    return [kind for _score, _place, kind in sorted(scored, key=lambda one: one[:2])[:MOST_LIKELY]]


def not_allowed(offers: Sequence[Offer], wanted: str = "") -> list[shapes.NotAllowed]:
    """The kinds that the law does not allow now, each with the reason and its article."""
    found = []
    for offer in offers:
        if offer.refusal is not None and matches(offer.kind, wanted):
            basis = f", {said(offer.refusal.basis.label)}" if offer.refusal.basis else ""
            found.append(shapes.NotAllowed(offer.kind.label, f"{said(offer.refusal.label)}{basis}"))
    return found
