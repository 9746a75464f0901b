"""One person: every dossier within reach, capacities over time, what was decided about twins, the description."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.roles import Right
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_number
from liemchinh.law.acts import Role
from liemchinh.ledger import links, models, persons
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.person_file import PersonFile, person_file
from liemchinh.web.dossiers.opening import why_not_record
from liemchinh.web.dossiers.pages import reading_of
from liemchinh.web.persons import telling, twins
from liemchinh.web.persons.telling import person_url
from liemchinh.web.persons.twins import DONE_KEY
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import NBSP, said
from liemchinh.web.showing.values import printed
from liemchinh.web.visit import VisitRequest, page


def person(request: VisitRequest, person_id: int) -> HttpResponse:
    """Everything the reader may see of one person."""
    visit = request.visit
    reading = reading_of(visit)
    file = person_file(visit.scope, person_id, reading, now=visit.now)
    standings = telling.standings(file.parts, reading.day)
    why_not = why_not_record(visit)
    context = {
        "person": file.person,
        "crumbs": [(_("Hồ sơ"), reverse("dossier_list")), (file.person.name, "")],
        "lead": _lead(file, standings),
        "facts": _facts(file),
        "standings": standings,
        "told": telling.told(file.parts),
        "dossiers": [_dossier(part.file.dossier) for part in file.parts],
        "joined": [_joined(one) for one in file.joined],
        "apart": [
            {"row": one.person, "url": person_url(one.person.pk), "link": one.link, "marks": telling.marks(one.person)}
            for one in file.apart
        ],
        "changes": [_change(change) for change in file.changes],
        "why_not": why_not,
        "note": _note(standings),
        "done": request.session.pop(DONE_KEY, ""),
        "printed": printed(visit),
        "secrecy": _("Lưu hành nội bộ"),
    }
    return page(request, "desk/person.html", context, room="dossier_list")


def _lead(file: PersonFile, standings: list[telling.Standing]) -> SafeString | str:
    count = len(file.parts)
    if not count:
        return _("Không hành vi nào đang có giá trị tới mốc này nêu tên người này.")
    opened = format_html('<a class="figure" href="#ho-so">{}</a>', show_number(count))
    told = format_html(ngettext("Có tên trong {count} hồ sơ", "Có tên trong {count} hồ sơ", count), count=opened)
    now = format_html_join(
        "; ",
        '{} (<a class="nowrap" href="{}">{}</a>)',
        ((said(one.role.label), one.url, one.number) for one in standings if one.until is None),
    )
    rows = len(file.rows)
    joined = ""
    if rows > 1:
        figure = format_html('<a class="figure" href="#cac-dong">{}</a>', show_number(rows))
        joined = format_html(" " + _("Sổ có {count} dòng về người này, đã được nối lại."), count=figure)
    return format_html("{}{}{}.{}", told, ": " if now else "", now, joined)


def _facts(file: PersonFile) -> list[shapes.Fact]:
    row = file.person
    sex = telling.SEXES.get(row.sex)
    return [
        shapes.Fact(_("Chức vụ"), row.post or _("chưa ghi")),
        shapes.Fact(_("Cơ quan, nơi ở"), row.unit or _("chưa ghi")),
        shapes.Fact(_("Năm sinh"), str(row.birth_year) if row.birth_year else _("chưa ghi")),
        shapes.Fact(_("Giới tính"), sex or _("chưa ghi")),
        shapes.Fact(_("Dòng số"), str(row.pk)),
    ]


def _dossier(dossier: models.Dossier) -> dict[str, str]:
    return {
        "number": dossier.number,
        "title": dossier.title,
        "url": telling.dossier_url(dossier.committee.code, dossier.number),
    }


def _joined(one: Any) -> dict[str, Any]:
    return {
        "row": one.person,
        "url": person_url(one.person.pk),
        "marks": telling.marks(one.person),
        "link": one.way[-1] if one.is_direct else None,
        "steps": len(one.way),
    }


def _change(change: models.PersonChange) -> dict[str, Any]:
    before = models.Person(
        name=change.name, post=change.post, unit=change.unit, birth_year=change.birth_year, sex=change.sex
    )
    return {"change": change, "before": ", ".join(filter(None, (change.name, telling.marks(before))))}


def _note(standings: list[telling.Standing]) -> str:
    looked = _("Lượt xem này đã vào nhật ký.")
    if any(one.role is Role.CONVICTED for one in standings):
        law = _("Chỉ người bị kết án theo bản án đã có hiệu lực mới là người có tội (Điều 13 BLTTHS).")
    else:
        law = _("Chưa có bản án có hiệu lực pháp luật: người này không phải là người có tội (Điều 13 BLTTHS).")
    return f"{law} {looked}".replace("Điều 13", f"Điều{NBSP}13")


# How a row is described ----------------------------------------------------------------------------------------------


def person_describe(request: VisitRequest, person_id: int) -> HttpResponse:
    """Write the description of a row anew, with the reason."""
    visit = request.visit
    visit.scope.require(Right.RECORD)
    row = links.people(visit.scope).filter(pk=person_id).first()
    if row is None:
        raise OutOfScopeError
    why_not = why_not_record(visit)
    problems: dict[str, str] = {}
    sent = request.POST if request.method == "POST" else None
    if sent is not None and not why_not:
        try:
            _describe(request, row.pk, sent)
        except RefusedEntryError as fault:
            problems[fault.place] = visit.said(fault.label)
        else:
            request.session[DONE_KEY] = _("Đã sửa mô tả. Mô tả trước đây vẫn còn bên dưới.")
            return HttpResponseRedirect(person_url(row.pk))
    context = {
        "person": row,
        "crumbs": [(_("Hồ sơ"), reverse("dossier_list")), (row.name, person_url(row.pk)), (_("Sửa mô tả"), "")],
        "fields": _fields(row, sent, problems),
        "refusals": [shapes.Refused(text, f"f-{place}" if place else "") for place, text in problems.items()],
        "why_not": why_not,
        "url": person_url(row.pk),
    }
    status = 409 if why_not else 422 if problems else 200
    return page(request, "desk/person_describe.html", context, room="dossier_list", status=status)


def _describe(request: VisitRequest, person_id: int, sent: QueryDict) -> None:
    visit = request.visit
    year = sent.get("birth_year", "").strip()
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise RefusedEntryError(
            "birth_year", Label("Chưa hiểu năm sinh. Gõ bốn chữ số, ví dụ 1975.", "Give four digits, for example 1975.")
        )
    persons.describe(
        scope=visit.scope,
        person_id=person_id,
        name=_typed(sent, "name"),
        post=_typed(sent, "post"),
        unit=_typed(sent, "unit"),
        birth_year=int(year) if year else None,
        sex=_typed(sent, "sex"),
        reason=_typed(sent, "reason"),
        officer=visit.officer,
        now=visit.now,
    )


def _typed(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").replace("\x00", "")


def _fields(row: models.Person, sent: QueryDict | None, problems: dict[str, str]) -> list[shapes.Field]:
    stored = {
        "name": row.name,
        "post": row.post,
        "unit": row.unit,
        "birth_year": str(row.birth_year or ""),
        "sex": row.sex,
        "reason": "",
    }
    typed = {name: _typed(sent, name) if sent is not None else value for name, value in stored.items()}

    def text(name: str, label: str, **more: Any) -> shapes.Field:
        return shapes.Field(name, label, value=typed[name], refusal=problems.get(name, ""), **more)

    choices = [shapes.Choice("", _("chưa ghi"), not typed["sex"])]
    choices += [shapes.Choice(code, label, code == typed["sex"]) for code, label in telling.SEXES.items()]
    return [
        text("name", _("Họ tên"), hint=_("Như văn bản viết; giữ nguyên dấu.")),
        text("post", _("Chức vụ, nơi làm việc khi xảy ra sự việc")),
        text("unit", _("Cơ quan, đơn vị hoặc nơi cư trú")),
        text("birth_year", _("Năm sinh"), width="day", kind="number"),
        text("sex", _("Giới tính"), kind="radios", choices=choices),
        text("reason", _("Vì sao sửa"), kind="area", rows=2, hint=_("Bắt buộc; hiện cùng mô tả trước đây.")),
    ]


urlpatterns = [
    *twins.urlpatterns,
    path("nguoi/<int:person_id>/", person, name="person"),
    path("nguoi/<int:person_id>/mo-ta/", person_describe, name="person_describe"),
]
