"""Stored acts as the law's frozen values."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from liemchinh.kernel.calendar import Precision
from liemchinh.law.acts import Act, DossierKind, MoneyLine, Rung, SubjectLine
from liemchinh.ledger import models
from liemchinh.ledger.projection import Facts, organisation_key, person_key


def of_dossier(dossier: models.Dossier) -> Facts:
    """What the projection needs to know of a dossier's own row."""
    return Facts(
        dossier.pk,
        dossier.committee_id,
        dossier.territory_id,
        DossierKind(dossier.kind),
        dossier.number,
        dossier.opened_on,
        dossier.keeper_id,
        dossier.position,
    )


def subject_key(line: models.SubjectLine) -> str:
    """The law's key for the person or organisation on a line."""
    return person_key(line.person_id) if line.person_id else organisation_key(line.organisation_id or 0)


def of_act(
    act: models.Act, subjects: Iterable[models.SubjectLine], money: Iterable[models.MoneyLine], related: str = ""
) -> Act:
    """One stored act with its lines."""
    return Act(
        position=act.position,
        kind=act.kind,
        effective_on=act.effective_on,
        precision=Precision(act.precision),
        subjects=tuple(
            SubjectLine(
                subject_key(line),
                line.charge,
                line.form,
                line.outcome,
                line.role,
                is_organisation=bool(line.organisation_id),
                months=line.months,
            )
            for line in subjects
        ),
        money=tuple(MoneyLine(Rung(line.rung), line.amount) for line in money),
        replaces=act.replaces_id,
        level=act.level,
        ground=act.ground,
        offence=act.offence,
        document_number=act.document_number,
        due_on=act.due_on,
        related=related or (str(act.related_id) if act.related_id else ""),
        answers=act.answers_id,
        counted_from=act.counted_from,
        criteria=tuple(filter(None, act.criteria.split(";"))),
        keeper=act.keeper_id,
        addressee=act.addressee,
    )


def acts_of(dossier_ids: Iterable[int], *, until: int | None = None) -> dict[int, list[Act]]:
    """All acts of the dossiers by dossier, replaced ones included, in the order of their positions: one query."""
    ids = list(dossier_ids)
    found = models.Act.objects.filter(dossier_id__in=ids).order_by("position")
    if until is not None:
        found = found.filter(position__lte=until)
    by_dossier: dict[int, list[Act]] = {dossier_id: [] for dossier_id in ids}
    for act in found.annotate(of_subjects=_lines(models.SubjectLine), of_money=_lines(models.MoneyLine)):
        subjects = [models.SubjectLine(**line) for line in act.of_subjects]
        money = [models.MoneyLine(**line) for line in act.of_money]
        by_dossier[act.dossier_id].append(of_act(act, subjects, money))
    return by_dossier


def _lines(table: type[models.SubjectLine] | type[models.MoneyLine]) -> ArraySubquery:
    """The lines of an act, column by column, in the order in which they were written."""
    names = [item.attname for item in table._meta.concrete_fields]
    lines = table.objects.filter(act_id=OuterRef("pk")).order_by("id")
    return ArraySubquery(lines.values(line=JSONObject(**{name: name for name in names})))
