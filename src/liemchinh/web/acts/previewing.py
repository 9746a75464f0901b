"""What recording an act would change: stage, deadlines, figures, issued reports, who is told."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from liemchinh.directory.places import Place
from liemchinh.figures import compute
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Flow, Total
from liemchinh.figures.shares import changed, shares
from liemchinh.kernel.calendar import Period, show_date
from liemchinh.law.deadlines import Deadline
from liemchinh.law.history import History
from liemchinh.ledger import facts as stored
from liemchinh.ledger.entry import Entry
from liemchinh.ledger.projection import rows
from liemchinh.ledger.queries import File
from liemchinh.ledger.record import PENDING, Preview
from liemchinh.reports.models import EditionFigure
from liemchinh.web.dossiers.contributions import half_of, place_on
from liemchinh.web.showing import shapes, shown
from liemchinh.web.showing.shown import said
from liemchinh.web.showing.slices import evidence_url
from liemchinh.web.showing.values import in_words, period_words


def shown_preview(weighed: Preview, entry: Entry, file: File, today: date) -> shapes.Preview:
    """The preview column of the form."""
    after = _with_keys(weighed.after, entry)
    note = _("Đây là xem trước, chưa vào sổ.")
    if weighed.refusals:
        note = _("Luật chưa cho phép ghi như vậy; dưới đây là xem trước nếu được ghi.")
    stage_now, stage_after = weighed.before.stage(today), weighed.after.stage(today)
    moved, period, place = _figures(file, weighed.before, after, entry.effective_on, today)
    unmoved = _("Không chỉ tiêu nào đổi trong %(period)s.") % {"period": period_words(period)}
    return shapes.Preview(
        note=note if moved else f"{note} {unmoved}",
        stage_now=stage_now.label,
        stage_after=stage_after.label,
        deadlines=_deadlines(weighed.before, weighed.after, today),
        figures=moved,
        reports=_reports(entry.effective_on, moved, place),
        told=_("%(keeper)s, theo dõi hồ sơ.") % {"keeper": file.keeper(today)},
    )


def _with_keys(history: History, entry: Entry) -> History:
    """New persons and bodies get keys of the kind that stored ones have."""
    keys = {
        f"N{number}": f"{'O' if subject.is_organisation else 'P'}-{number}"
        for number, subject in enumerate(entry.subjects, start=1)
    }
    acts = tuple(
        replace(
            act, subjects=tuple(replace(line, subject=keys.get(line.subject, line.subject)) for line in act.subjects)
        )
        if act.position == PENDING
        else act
        for act in history.acts
    )
    spans = tuple(replace(span, subject=keys.get(span.subject, span.subject)) for span in history.spans)
    return replace(history, acts=acts, spans=spans)


def _deadlines(before: History, after: History, today: date) -> list[shapes.MovedDeadline]:
    def by_start(history: History) -> dict[tuple[str, int], Deadline]:
        return {(one.limit.code, one.started_by): one for one in history.deadlines}

    old, new = by_start(before), by_start(after)
    found = []
    for key in itertools.chain(old, (key for key in new if key not in old)):
        was, becomes = old.get(key), new.get(key)
        if (told := _moved(was, becomes, today)) is not None:
            found.append(told)
    return found


def _moved(was: Deadline | None, becomes: Deadline | None, today: date) -> shapes.MovedDeadline | None:
    if was is not None and not was.is_open(today) and (becomes is None or not becomes.is_open(today)):
        return None
    label = (becomes or was).limit.label  # type: ignore[union-attr]
    if becomes is None:
        return shapes.MovedDeadline(label, _("không còn tính"), struck=was.due_on if was else None)
    due = becomes.due_on
    if was is None:
        word = _("mới; %(basis)s") % {"basis": said(becomes.limit.basis.label)}
        return shapes.MovedDeadline(label, word, day=due) if becomes.is_open(today) else None
    if not becomes.is_open(today):
        done = shown.due(was.due_on, today, done_on=becomes.ended_on)
        return shapes.MovedDeadline(label, done.word, struck=was.due_on, done=done.state == "done")
    if due == was.due_on:
        return shapes.MovedDeadline(label, _("không đổi"), day=due) if due else None
    if due is None:
        return shapes.MovedDeadline(label, _("dừng tính"), struck=was.due_on)
    return shapes.MovedDeadline(label, shown.due(due, today).word, day=due, struck=was.due_on)


def _figures(
    file: File, before: History, after: History, effective_on: date, today: date
) -> tuple[list[shapes.Changed], Period, Place]:
    facts = stored.of_dossier(file.dossier)
    whole = Period.half(effective_on.year, 1 if effective_on.month <= 6 else 2)
    period = whole if whole.last <= today else half_of(today)
    place = place_on(file.dossier.territory_id, period.last)
    deeds_before, deeds_after = rows(facts, before), rows(facts, after)
    moves = {
        code: by
        for code, by in changed(shares(deeds_before, period), shares(deeds_after, period)).items()
        if not isinstance(INDICATORS[code], Total)
    }
    if not moves:
        return [], period, place
    values = compute.compute(moves, [place], period)
    found = []
    for code, by in moves.items():
        indicator = INDICATORS[code]
        now = values[code, place.code].value
        then = now + by
        if isinstance(indicator, Flow) and indicator.distinct == "organisation":
            then = Decimal(
                len(_bodies(code, place, period, file.dossier.pk) | _own_bodies(indicator, deeds_after, period))
            )
        when = show_date(period.last) if indicator.is_stock else period_words(period)
        found.append(
            shapes.Changed(
                f"{said(indicator.label)}, {when}",
                in_words(indicator.unit, now),
                in_words(indicator.unit, then),
                evidence_url(code, place, period),
            )
        )
    return found, period, place


def _bodies(code: str, place: Place, period: Period, dossier_id: int) -> set[object]:
    """The bodies that other dossiers count already."""
    return {line.organisation_id for line in compute.evidence(code, place, period) if line.dossier_id != dossier_id}


def _own_bodies(indicator: Flow, found: Sequence[object], period: Period) -> set[object]:
    return {
        row.organisation_id  # type: ignore[attr-defined]
        for row in found
        if getattr(row, "effective_on", None) in period and indicator.of.matches(_columns(row))
    }


def _columns(row: object) -> Mapping[str, str]:
    return row._asdict()  # type: ignore[attr-defined,no-any-return]


def _reports(effective_on: date, moved: Sequence[shapes.Changed], place: Place) -> str:
    if not moved:
        return _("Không báo cáo nào bị chênh.")
    touched = (
        EditionFigure.objects.filter(
            edition__place=place.territory_id, first_on__lte=effective_on, last_on__gte=effective_on
        )
        .values_list("edition__number", flat=True)
        .distinct()
        .order_by("edition__number")
    )
    numbers = list(touched)
    if not numbers:
        return _("Không báo cáo nào bị chênh.")
    return _("Có thể chênh với báo cáo đã ban hành: %(numbers)s.") % {"numbers": ", ".join(numbers)}
