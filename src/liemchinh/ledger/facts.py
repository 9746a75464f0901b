"""Stored acts as the law's frozen values."""
# ruff: noqa: S608 - statements are composed of the names of columns

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.db import connection
from django.db.models import Model

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
    by_dossier: dict[int, list[Act]] = {dossier_id: [] for dossier_id in dossier_ids}
    with connection.cursor() as cursor:
        cursor.execute(_acts_with_lines(), [list(by_dossier), 2**63 - 1 if until is None else until])
        rows = cursor.fetchall()
    for *values, subjects, money in rows:
        act = models.Act.from_db(None, _names(models.Act), values)
        by_dossier[act.dossier_id].append(
            of_act(
                act,
                [models.SubjectLine.from_db(None, _names(models.SubjectLine), line) for line in subjects],
                [models.MoneyLine.from_db(None, _names(models.MoneyLine), line) for line in money],
            )
        )
    return by_dossier


@cache
def _names(table: type[Model]) -> list[str]:
    return [item.attname for item in table._meta.concrete_fields]


@cache
def _acts_with_lines() -> str:
    """Acts column by column, then the lines of persons and bodies and those of money, in the order in which they came.

    Written out: the query is the same for every act recorded, and putting it together would take longer than it does.
    """

    def lines(table: type[Model]) -> str:
        columns = ", ".join(f"l.{name}" for name in _names(table))
        return (
            f"ARRAY(SELECT json_build_array({columns}) FROM {table._meta.db_table} l"
            " WHERE l.act_id = a.position ORDER BY l.id)"
        )

    columns = ", ".join(f"a.{name}" for name in _names(models.Act))
    return (
        f"SELECT {columns}, {lines(models.SubjectLine)}, {lines(models.MoneyLine)} FROM ledger_act a"
        " WHERE a.dossier_id = ANY(%s) AND a.position <= %s ORDER BY a.position"
    )
