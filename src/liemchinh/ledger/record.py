"""The only writer of the register: open a dossier, record an act, correct one, annul one. Each is one transaction.

Every verb takes the officer and the clock. What the law does not allow is refused with its article; a form that
somebody overtook is refused with what they recorded. Nothing is left half-written: facts, lines, derived rows and
search words appear together or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from liemchinh.directory.models import Committee, Officer
from liemchinh.kernel.calendar import Precision, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.law import acts as law
from liemchinh.law.book import ANNULLED, BOOK
from liemchinh.law.history import History, fold
from liemchinh.law.refusals import Refusal
from liemchinh.ledger import criteria, derived, lookup, models, spellings, working_days
from liemchinh.ledger import facts as stored
from liemchinh.ledger.entry import Entry, RefusedEntryError, StaleError, Subject, UnlawfulError
from liemchinh.ledger.projection import organisation_key, person_key

PENDING = 2**62
"""The position of an act that is only previewed: after everything recorded."""


def take_position(now: datetime, *, count: int = 1) -> tuple[int, datetime]:
    """Lock the head and take the next `count` positions; returns the first and the moment they are stamped with.

    The row lock is held until commit, so positions follow commits. The stamp never goes back, whatever the clock does.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_head SET position = position + %s, recorded_at = greatest(recorded_at, %s)"
            " RETURNING position, recorded_at",
            [count, now],
        )
        position, recorded_at = cursor.fetchone()
    return position - count + 1, recorded_at


@transaction.atomic
def open_dossier(
    *,
    committee: Committee,
    kind: law.DossierKind,
    number: str,
    title: str,
    opened_on: date,
    officer: Officer,
    now: datetime,
    keeper: Officer | None = None,
) -> models.Dossier:
    """Open a dossier in the committee's register.

    Raises RefusedEntryError when the number is taken, the title is empty or the day lies in the future.
    """
    if not title.strip():
        raise RefusedEntryError("title", Label("Phải ghi tên hồ sơ.", "The dossier needs a title."))
    if opened_on > timezone.localdate(now):
        raise RefusedEntryError("opened_on", _future(opened_on))
    if models.Dossier.objects.filter(committee=committee, number=number).exists():
        raise RefusedEntryError(
            "number",
            Label(f"Số {number} đã có. Ghi số khác.", f"The number {number} is taken. Give another."),
        )
    position, recorded_at = take_position(now)
    dossier = models.Dossier.objects.create(
        committee=committee,
        territory_id=_territory(committee),
        kind=kind.value,
        number=number,
        title=" ".join(title.split()),
        opened_on=opened_on,
        position=position,
        recorded_at=recorded_at,
        officer=officer,
        keeper=keeper or officer,
    )
    derived.opened(stored.of_dossier(dossier))
    lookup.opened(dossier)
    return dossier


def next_number(committee: Committee, kind: law.DossierKind, year: int) -> str:
    """The next free number of the series, VA-2026-015."""
    prefix = f"{kind.prefix}-{year}-"
    numbers = models.Dossier.objects.filter(committee=committee, number__startswith=prefix).values_list(
        "number", flat=True
    )
    last = max((int(tail) for number in numbers if (tail := number.removeprefix(prefix)).isdigit()), default=0)
    return f"{prefix}{last + 1:03d}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What an entry would change: the history as it is, and as it would be, with what the law objects to."""

    before: History
    after: History
    refusals: tuple[Refusal, ...]


def preview(dossier: models.Dossier, entry: Entry, *, now: datetime, replaces: int | None = None) -> Preview:
    """Fold the dossier with and without the entry; nothing is written. Raises RefusedEntryError as `act` does."""
    _check_day(entry, now)
    criteria.refuse_unknown(dossier.committee_id, entry)
    acts = stored.acts_of([dossier.pk])[dossier.pk]
    names: dict[str, str] = {}
    pending = _pending(entry, PENDING, replaces, names)
    return _weigh(dossier, acts, pending, names)


@transaction.atomic
def act(
    *, dossier: models.Dossier, entry: Entry, officer: Officer, now: datetime, seen: int | None = None
) -> models.Act:
    """Record an act in its place.

    `seen`: the newest mục of the dossier when the form was opened; None leaves the guard off.
    Raises UnlawfulError, StaleError, RefusedEntryError.
    """
    return _write(dossier, entry, officer, now, seen, replaces=None)


@transaction.atomic
def correct(
    *,
    act: models.Act,
    entry: Entry,
    reason: str,
    officer: Officer,
    now: datetime,
    seen: int | None = None,
) -> models.Act:
    """Record an act in place of a wrong one; both stay readable. Raises as `act` does, and when no reason is given."""
    if not reason.strip():
        raise RefusedEntryError(
            "note", Label("Phải ghi lý do đính chính.", "The reason for the correction must be given.")
        )
    return _write(act.dossier, replace(entry, note=reason.strip()), officer, now, seen, replaces=act)


@transaction.atomic
def annul(*, act: models.Act, reason: str, officer: Officer, now: datetime, seen: int | None = None) -> models.Act:
    """Take an act out of force without putting another in its place. Raises as `act` does."""
    if not reason.strip():
        raise RefusedEntryError("note", Label("Phải ghi lý do hủy ghi.", "The reason for annulling must be given."))
    entry = Entry(kind=ANNULLED, effective_on=act.effective_on, precision=Precision(act.precision), note=reason.strip())
    return _write(act.dossier, entry, officer, now, seen, replaces=act)


def _write(
    dossier: models.Dossier,
    entry: Entry,
    officer: Officer,
    now: datetime,
    seen: int | None,
    replaces: models.Act | None,
) -> models.Act:
    _check_day(entry, now)
    position, recorded_at = take_position(now)
    if entry.request_key is not None:
        earlier = models.Act.objects.filter(request_key=entry.request_key).first()
        if earlier is not None:
            _give_back(position)
            return earlier
    criteria.refuse_unknown(dossier.committee_id, entry)
    acts = stored.acts_of([dossier.pk])[dossier.pk]
    _check_fresh(acts, seen)
    _check_replaceable(acts, replaces)
    subjects = _known_subjects(dossier, entry)
    names: dict[str, str] = {}
    pending = _pending(replace(entry, subjects=subjects), position, replaces.position if replaces else None, names)
    weighed = _weigh(dossier, acts, pending, names)
    if weighed.refusals:
        raise UnlawfulError(weighed.refusals)
    row = _insert(dossier, entry, subjects, officer, position, recorded_at, replaces)
    derived.project(stored.of_dossier(dossier), weighed.before, weighed.after, position=position)
    lookup.recorded(dossier, row, names=bool(subjects))
    return row


def _give_back(position: int) -> None:
    """A repeated request takes no position; the lock on the head is still held."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_head SET position = %s WHERE position = %s", [position - 1, position])


def _future(day: date) -> Label:
    return Label(
        f"Ngày {show_date(day)} chưa tới. Chỉ ghi việc đã có hiệu lực.",
        f"{show_date(day)} lies in the future. Only what has taken effect is recorded.",
    )


def _check_day(entry: Entry, now: datetime) -> None:
    if entry.effective_on > timezone.localdate(now):
        raise RefusedEntryError("effective_on", _future(entry.effective_on))


def _check_fresh(acts: Sequence[law.Act], seen: int | None) -> None:
    newest = max((act.position for act in acts), default=0)
    if seen is not None and newest > seen:
        row = models.Act.objects.select_related("officer").get(position=newest)
        at = timezone.localtime(row.recorded_at)
        raise StaleError(
            newest,
            row.officer.name,
            Label(
                f"Có người vừa ghi: {row.officer.name} ghi mục {show_number(newest)} lúc {at:%H:%M}."
                " Chữ của đồng chí vẫn còn ở đây. Xem mục đó rồi ghi tiếp.",
                f"{row.officer.name} recorded entry {show_number(newest)} at {at:%H:%M}. What you typed is still here.",
            ),
        )


def _check_replaceable(acts: Sequence[law.Act], replaces: models.Act | None) -> None:
    if replaces is None:
        return
    successor = next((act for act in acts if act.replaces == replaces.position), None)
    if successor is not None or replaces.kind == ANNULLED:
        by = successor.position if successor else replaces.position
        raise RefusedEntryError(
            "kind",
            Label(
                f"Mục {replaces.position} không còn hiệu lực (xem mục {by}). Đính chính mục đang có hiệu lực.",
                f"Entry {replaces.position} no longer stands (see entry {by}). Correct the one that stands.",
            ),
        )


def _known_subjects(dossier: models.Dossier, entry: Entry) -> tuple[Subject, ...]:
    """Give new persons and bodies their rows."""
    known: list[Subject] = []
    new = [subject for subject in entry.subjects if _is_new_person(subject)]
    fresh = models.Person.objects.bulk_create(
        models.Person(
            committee_id=dossier.committee_id,
            name=" ".join(subject.name.split()),
            post=subject.post.strip(),
            unit=subject.unit.strip(),
            birth_year=subject.birth_year,
            sex=subject.sex,
        )
        for subject in new
    )
    people = iter(fresh)
    for subject in entry.subjects:
        if subject.person_id or subject.organisation_id:
            known.append(subject)
        elif subject.is_organisation:
            body, _ = models.Organisation.objects.get_or_create(
                committee_id=dossier.committee_id, name=" ".join(subject.name.split())
            )
            known.append(replace(subject, organisation_id=body.pk))
        else:
            known.append(replace(subject, person_id=next(people).pk))
    if fresh:
        spellings.enter(fresh)
    return tuple(known)


def _is_new_person(subject: Subject) -> bool:
    return not (subject.person_id or subject.organisation_id or subject.is_organisation)


def _pending(entry: Entry, position: int, replaces: int | None, names: dict[str, str]) -> law.Act:
    lines = []
    for number, subject in enumerate(entry.subjects, start=1):
        if subject.person_id:
            key = person_key(subject.person_id)
        elif subject.organisation_id:
            key = organisation_key(subject.organisation_id)
        else:
            key = f"N{number}"
        names[key] = subject.name
        lines.append(
            law.SubjectLine(
                key,
                subject.charge,
                subject.form,
                subject.outcome,
                subject.role,
                is_organisation=subject.organisation_id is not None,
                months=subject.months,
            )
        )
    return law.Act(
        position=position,
        kind=entry.kind,
        effective_on=entry.effective_on,
        precision=entry.precision,
        subjects=tuple(lines),
        money=tuple(law.MoneyLine(rung, amount) for rung, amount in entry.money),
        replaces=replaces,
        level=entry.level,
        ground=entry.ground,
        offence=entry.offence,
        document_number=entry.document_number,
        due_on=entry.due_on,
        related=str(entry.related_id) if entry.related_id else "",
        answers=entry.answers,
        counted_from=entry.counted_from,
        criteria=entry.criteria,
        keeper=entry.keeper_id,
        addressee=entry.addressee,
    )


def _weigh(dossier: models.Dossier, acts: Sequence[law.Act], pending: law.Act, names: Mapping[str, str]) -> Preview:
    kind = law.DossierKind(dossier.kind)
    days = working_days.calendar()
    before = fold(kind, dossier.opened_on, acts, days=days)
    after = fold(kind, dossier.opened_on, [*acts, pending], days=days)
    old = {(refusal.position, refusal.rule, refusal.subject) for refusal in before.refusals}
    fresh = [r for r in after.refusals if (r.position, r.rule, r.subject) not in old]
    refusals = [_named(refusal, pending, names) for refusal in fresh]
    return Preview(before, after, tuple(refusals))


def _named(refusal: Refusal, pending: law.Act, names: Mapping[str, str]) -> Refusal:
    """Put names into the sentence, and say so when a later act is what becomes unlawful."""
    label = refusal.label
    if refusal.subject:
        label = label.format(subject=names.get(refusal.subject) or _stored_name(refusal.subject))
    if refusal.position != pending.position:
        other = models.Act.objects.filter(position=refusal.position).first()
        if other is not None:
            what, day = BOOK[other.kind].label, show_date(other.effective_on)
            label = Label(
                f"ghi như vậy thì mục {other.position}, “{what.vi}” ngày {day}, trái luật: {label.vi}",
                f"entry {other.position}, “{what.en}” of {day}, would become unlawful: {label.en}",
            )
    return replace(refusal, label=label)


def _stored_name(key: str) -> str:
    table: type[models.Person] | type[models.Organisation] = models.Person if key[0] == "P" else models.Organisation
    found = table.objects.filter(pk=int(key[1:])).first() if key[1:].isdigit() else None
    return found.name if found else "người này"


def _insert(
    dossier: models.Dossier,
    entry: Entry,
    subjects: Sequence[Subject],
    officer: Officer,
    position: int,
    recorded_at: datetime,
    replaces: models.Act | None,
) -> models.Act:
    row = models.Act.objects.create(
        position=position,
        committee_id=dossier.committee_id,
        dossier=dossier,
        kind=entry.kind,
        effective_on=entry.effective_on,
        precision=entry.precision.value,
        recorded_at=recorded_at,
        officer=officer,
        document_id=entry.document_id,
        document_number=entry.document_number.strip(),
        issuer=entry.issuer.strip(),
        replaces=replaces,
        related_id=entry.related_id,
        answers_id=entry.answers,
        counted_from=entry.counted_from,
        criteria=";".join(entry.criteria),
        keeper_id=entry.keeper_id,
        addressee=entry.addressee.strip(),
        level=entry.level,
        ground=entry.ground,
        offence=entry.offence.strip(),
        due_on=entry.due_on,
        note=entry.note.strip(),
        request_key=entry.request_key,
    )
    models.SubjectLine.objects.bulk_create(
        models.SubjectLine(
            committee_id=dossier.committee_id,
            act=row,
            person_id=subject.person_id,
            organisation_id=subject.organisation_id,
            charge=subject.charge,
            form=subject.form,
            outcome=subject.outcome,
            months=subject.months,
            role=subject.role,
        )
        for subject in subjects
    )
    models.MoneyLine.objects.bulk_create(
        models.MoneyLine(committee_id=dossier.committee_id, act=row, rung=rung.value, amount=amount)
        for rung, amount in entry.money
    )
    return row


def _territory(committee: Committee) -> str:
    if committee.territory_id is None:
        raise RefusedEntryError(
            "committee",
            Label("Sổ này không gắn với địa bàn nào.", "This register belongs to no territory."),
        )
    return committee.territory_id
