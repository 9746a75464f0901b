"""How an act is told: its sentence from the declaration, its paper and article, the persons it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_dong
from liemchinh.law.acts import Act, ActKind, Choice, Role, SubjectLine, WatchLevel
from liemchinh.law.book import BOOK
from liemchinh.law.offences import UnknownChargeError, parse_charge, parse_charges
from liemchinh.ledger.queries import Name, Recorded, officer_word
from liemchinh.web.showing.shown import NBSP, said

NAMED = 2
"""Up to so many persons are named in the sentence itself; more are counted, and named in the line below."""


def choice_label(choices: Sequence[Choice], code: str) -> Label:
    """The words of a choice; the code itself for one the book no longer knows."""
    return next((choice.label for choice in choices if choice.code == code), Label(code, code))


def offence_label(text: str) -> Label:
    """“Tham ô tài sản (khoản 2 Điều 353 BLHS)” for 353.2; several are parted by semicolons."""
    try:
        charges = parse_charges(text)
    except UnknownChargeError:
        return Label(text, text)
    parts = [(one.offence.label, one.label) for one in charges]
    return Label(
        "; ".join(f"{name.vi} ({where.vi})" for name, where in parts),
        "; ".join(f"{name.en} ({where.en})" for name, where in parts),
    )


def charge_label(text: str) -> Label:
    """“khoản 2 Điều 353 BLHS; khoản 3 Điều 222 BLHS” for 353.2;222.3."""
    parts = []
    for part in (piece.strip() for piece in text.split(";") if piece.strip()):
        try:
            parts.append(parse_charge(part).label)
        except UnknownChargeError:
            parts.append(Label(part, part))
    return Label("; ".join(part.vi for part in parts), "; ".join(part.en for part in parts))


def level_label(code: str) -> Label:
    """The words of a level of watching."""
    return WatchLevel(code).label if code in set(WatchLevel) else Label(code, code)


def _subjects(act: Act, names: Mapping[str, Name]) -> Label:
    count = len(act.subjects)
    if count <= NAMED:
        text = ", ".join(names[line.subject].name if line.subject in names else "…" for line in act.subjects)
        return Label(text, text)
    if all(line.is_organisation for line in act.subjects):
        return Label(f"{count}{NBSP}tổ chức", f"{count}{NBSP}bodies")
    return Label(f"{count}{NBSP}người", f"{count}{NBSP}persons")


def _blank(label: Label) -> Label:
    """A sentence whose last value is empty does not end in a colon or empty brackets."""
    return Label(*(text.replace(" ()", "").rstrip().rstrip(":") for text in (label.vi, label.en)))


def sentence(
    act: Act, names: Mapping[str, Name], related: str = "", words: Mapping[str, Label] = MappingProxyType({})
) -> Label:
    """The timeline sentence of an act. `words`: those of its file."""
    kind = BOOK.get(act.kind)
    if kind is None:
        return Label(act.kind, act.kind)
    spec = kind.subjects
    money = "; ".join(show_dong(line.amount, unit=True).replace(" ", NBSP) for line in act.money)
    return _blank(
        kind.sentence.format(
            subjects=_subjects(act, names),
            count=len(act.subjects),
            money=Label(money, money),
            level=level_label(act.level),
            ground=words.get(act.ground) or choice_label(kind.grounds, act.ground),
            offence=offence_label(act.offence),
            form=choice_label(spec.forms if spec else (), act.subjects[0].form if act.subjects else ""),
            related=Label(related, related),
            addressee=Label(act.addressee, act.addressee),
            keeper=words.get(officer_word(act.keeper), Label("", "")) if act.keeper else Label("", ""),
            title=Label("", ""),
        )
    )


def line_words(kind: ActKind, line: SubjectLine, names: Mapping[str, Name]) -> str:
    """“Ông N.V.A. (khoản 2 Điều 353 BLHS)”: one person of an act with what the act says of them."""
    name = names[line.subject].name if line.subject in names else "…"
    spec = kind.subjects
    told = [
        str(said(charge_label(line.charge))) if line.charge else "",
        str(said(choice_label(spec.forms, line.form))) if spec and line.form else "",
        _("%(count)s tháng") % {"count": line.months} if line.months else "",
        str(said(choice_label(spec.outcomes, line.outcome))) if spec and line.outcome else "",
        str(said(Role(line.role).label)) if line.role in set(Role) else "",
    ]
    rest = "; ".join(part for part in told if part)
    return f"{name} ({rest})" if rest else name


def paper_words(
    recorded: Recorded, names: Mapping[str, Name], words: Mapping[str, Label] = MappingProxyType({})
) -> str:
    """The line under the sentence: number and issuer of the paper, persons, criteria, note, article."""
    row, act = recorded.row, recorded.act
    kind = BOOK.get(act.kind)
    number = row.document_number.strip()
    paper = ", ".join(part for part in (number and _("số %(number)s") % {"number": number}, row.issuer) if part)
    persons = ""
    if kind is not None and (len(act.subjects) > NAMED or any(x.charge or x.form or x.outcome for x in act.subjects)):
        persons = ", ".join(line_words(kind, line, names) for line in act.subjects)
    due = f"{str(said(kind.due_label)).lower()} {show_date(row.due_on)}" if row.due_on and kind else ""
    if row.counted_from and kind is not None:
        due = "; ".join(filter(None, (due, f"{str(said(kind.counted_label)).lower()} {show_date(row.counted_from)}")))
    basis = str(said(kind.governing(act.effective_on).label)) if kind is not None else ""
    reasons = "; ".join(str(said(words.get(code, code))).lower() for code in act.criteria)
    note = row.note if row.replaces_id is None else ""
    return " · ".join(part for part in (paper, persons, due, reasons, note, basis) if part)
