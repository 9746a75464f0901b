"""Rows that may be one person: the questions still open, the page of one pair, and the hint beside a new name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from liemchinh.directory.access import OutOfScopeError
from liemchinh.directory.models import Committee
from liemchinh.directory.roles import Right
from liemchinh.kernel.label import Label
from liemchinh.ledger import models, persons, questions
from liemchinh.ledger import twins as register
from liemchinh.ledger.entry import RefusedEntryError
from liemchinh.ledger.likeness import Verdict
from liemchinh.ledger.models import PersonLink
from liemchinh.ledger.questions import Question
from liemchinh.ledger.twins import Twin
from liemchinh.web.dossiers.opening import why_not_record
from liemchinh.web.persons import telling
from liemchinh.web.showing import shapes
from liemchinh.web.visit import Visit, VisitRequest, page

DONE_KEY: Final = "persons_done"
"""Where the session keeps the sentence of what was just decided, shown once."""

VERBS: Final = {"link": persons.link, "part": persons.part, "defer": persons.defer, "undo": persons.undo}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a page prints it."""

    newer: telling.ShownRow
    older: telling.ShownRow
    verdict: Label
    evidence: Sequence[telling.Weighed]
    url: str
    latest: PersonLink | None

    @property
    def key(self) -> str:
        """What its controls are called."""
        return f"{self.older.pk}-{self.newer.pk}"


def _asked(question: Question) -> Asked:
    newer, older = question.newer.person.pk, question.older.person.pk
    return Asked(
        telling.shown_row(question.newer),
        telling.shown_row(question.older),
        question.comparison.verdict.label,
        telling.evidence(question.comparison),
        reverse("twin_pair", args=[older, newer]),
        question.latest,
    )


def twin_questions(request: VisitRequest) -> HttpResponse:
    """The pairs nobody decided, the newest rows first; what was left for later; the last decisions."""
    visit = request.visit
    found = questions.questions(visit.scope, now=visit.now, after=request.GET.get("sau", ""))
    groups = [
        {"label": verdict.label, "asked": [_asked(one) for one in found.fresh if one.comparison.verdict is verdict]}
        for verdict in (Verdict.LIKELY, Verdict.MAYBE)
    ]
    address = reverse("twin_questions")
    context = {
        "crumbs": [(_("Hồ sơ"), reverse("dossier_list")), (_("Người trùng tên"), "")],
        "groups": [group for group in groups if group["asked"]],
        "later": [_asked(one) for one in found.later],
        "count": len(found.fresh),
        "next_url": f"{address}?sau={found.following}" if found.following else "",
        "is_first": not request.GET.get("sau"),
        "decided": [
            {
                "link": link,
                "one": one,
                "other": other,
                "url": reverse("twin_pair", args=[one.pk, other.pk]),
                "is_same": link.verdict == PersonLink.SAME,
            }
            for link, one, other in questions.decided(visit.scope)
        ],
        "done": request.session.pop(DONE_KEY, ""),
        "why_not": why_not_record(visit),
        "here": request.get_full_path(),
    }
    return page(request, "desk/twin_questions.html", context, room="dossier_list")


def twin_pair(request: VisitRequest, one: int, other: int) -> HttpResponse:
    """One pair: both rows, the evidence, what was decided, and the decision to take."""
    visit = request.visit
    visit.scope.require(Right.READ_DOSSIERS)
    question = questions.about(visit.scope, one, other) if one != other else None
    if question is None:
        raise OutOfScopeError
    why_not = why_not_record(visit)
    problems: dict[str, str] = {}
    deed, reason = request.POST.get("deed", ""), request.POST.get("reason", "").replace("\x00", "")
    if request.method == "POST" and deed in VERBS and not why_not:
        try:
            VERBS[deed](scope=visit.scope, one=one, other=other, reason=reason, officer=visit.officer, now=visit.now)
        except RefusedEntryError as fault:
            problems[fault.place] = visit.said(fault.label)
        else:
            request.session[DONE_KEY] = _done(deed, question)
            return HttpResponseRedirect(_back(request, one))
    register.look(visit.scope, (stand for row in (question.newer, question.older) for stand in row.stands), visit.now)
    latest = question.latest
    context = {
        "crumbs": [
            (_("Hồ sơ"), reverse("dossier_list")),
            (_("Người trùng tên"), reverse("twin_questions")) if visit.scope.may(Right.RECORD) else (_("Người"), ""),
            (_("Một hay hai người"), ""),
        ],
        "question": _asked(question),
        "latest": latest,
        "is_decided": latest is not None and latest.verdict != PersonLink.UNDECIDED,
        "is_same": latest is not None and latest.verdict == PersonLink.SAME,
        "refusals": [shapes.Refused(text, f"f-{place}" if place else "") for place, text in problems.items()],
        "field": _reason(reason, problems),
        "why_not": why_not,
        "back": _back(request, one),
    }
    status = 409 if why_not and request.method == "POST" else 422 if problems else 200
    return page(request, "desk/twin_pair.html", context, room="dossier_list", status=status)


def pair_with(request: VisitRequest, person_id: int) -> HttpResponse:
    """From a person's page to the pair with the row whose number was typed."""
    text = request.GET.get("voi", "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 19) or int(text) == person_id:
        raise OutOfScopeError
    return HttpResponseRedirect(reverse("twin_pair", args=[person_id, int(text)]))


def _reason(reason: str, problems: dict[str, str]) -> shapes.Field:
    return shapes.Field(
        "reason",
        _("Căn cứ"),
        "area",
        value=reason,
        rows=2,
        hint=_("Bắt buộc, ví dụ: cùng số định danh theo lý lịch bị can."),
        refusal=problems.get("reason", ""),
    )


def _done(deed: str, question: Question) -> str:
    names = {"one": question.older.person.name, "other": question.newer.person.name}
    return {
        "link": _("Đã ghi: %(one)s và %(other)s là một người."),
        "part": _("Đã ghi: %(one)s và %(other)s là hai người."),
        "defer": _("Đã để sau: %(one)s và %(other)s."),
        "undo": _("Đã rút lại kết luận về %(one)s và %(other)s; câu hỏi lại mở."),
    }[deed] % names


def _back(request: VisitRequest, one: int) -> str:
    """Where the officer came from; the person's page when that is not of this desk."""
    wanted = request.POST.get("ve", "") or request.GET.get("ve", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return telling.person_url(one)


# Beside a new name ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hint:
    """A row that may be the person about to be entered; `value` is what the form sends when it is."""

    value: str
    row: telling.ShownRow
    verdict: Label
    evidence: Sequence[telling.Weighed]
    chosen: bool
    is_own: bool


def hints(visit: Visit, committee: Committee, found: Iterable[Twin], chosen: str = "") -> list[Hint]:
    """Twins as the form shows them. A row of another register can be seen, and linked later, but not named here."""
    return [
        Hint(
            str(twin.known.person.pk),
            telling.shown_row(twin.known),
            twin.comparison.verdict.label,
            telling.evidence(twin.comparison),
            str(twin.known.person.pk) == chosen,
            twin.known.person.committee_id == committee.pk,
        )
        for twin in found
    ]


def twin_hints(request: VisitRequest) -> HttpResponse:
    """“Có thể đã có trong sổ: …”: the part of a form beside a name as typed; nothing when nobody is like it.

    GET so (the register's code), name, post, unit, birth_year, sex, dong (the row of the form), ho-so (number of the
    dossier), chosen.
    """
    visit, sent = request.visit, request.GET
    visit.scope.require(Right.RECORD)
    committee = Committee.objects.filter(code=sent.get("so", "")).first() or visit.committee
    if committee is None or not visit.scope.reaches(committee.pk):
        raise OutOfScopeError
    texts = {name: sent.get(name, "").replace("\x00", "")[:200] for name in ("name", "post", "unit", "sex")}
    year = sent.get("birth_year", "").strip()
    found = register.twins(
        visit.scope,
        committee,
        texts["name"],
        now=visit.now,
        post=texts["post"],
        unit=texts["unit"],
        birth_year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        sex=texts["sex"],
        dossier=models.Dossier.objects.filter(committee=committee, number=sent.get("ho-so", "")).first(),
    )
    context: dict[str, Any] = {
        "hints": hints(visit, committee, found, sent.get("chosen", "")),
        "key": sent.get("dong", "")[:20],
    }
    return render(request, "desk/twin_hints.html", context)


urlpatterns = [
    path("nguoi/trung-ten/", twin_questions, name="twin_questions"),
    path("nguoi/trung-ten/goi-y/", twin_hints, name="twin_hints"),
    path("nguoi/<int:one>/va/<int:other>/", twin_pair, name="twin_pair"),
    path("nguoi/<int:person_id>/va/", pair_with, name="pair_with"),
]
