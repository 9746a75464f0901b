"""Verdicts on readings: accept, refuse with a reason, or amend by a better reading beside the first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liemchinh.directory import places, territories
from liemchinh.directory.models import Cluster
from liemchinh.directory.roles import Right
from liemchinh.figures import claims
from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Subject, Unit
from liemchinh.figures.models import Claim, Verdict
from liemchinh.kernel.calendar import UnreadableDateError, parse_date, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import UnreadableAmountError, parse_dong, parse_number
from liemchinh.kernel.vietnamese import collation_key
from liemchinh.web.papers import readings
from liemchinh.web.showing import values
from liemchinh.web.showing.shapes import Choice, Field, Refused
from liemchinh.web.showing.shown import MINUS, said
from liemchinh.web.visit import Visit, VisitRequest, page

LARGEST: Final = Decimal(10) ** 18


def _back(request: VisitRequest, claim: Claim) -> str:
    """Where the reader came from, at the row of the figure."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        wanted = reverse("document", args=[claim.document_id])
    number = request.POST.get("so") or request.GET.get("so") or ""
    anchor = f"#claim-{number}" if number.isascii() and number.isdigit() else ""
    return wanted.partition("#")[0] + anchor


def _refused_now(visit: Visit) -> str:
    if visit.clocks.can_record:
        return ""
    return _("Đang đọc sổ ở mốc cũ: chưa xử lý cách đọc nào. Về hiện tại rồi xử lý.")


@require_POST
def accept_all(request: VisitRequest, pk: int) -> HttpResponse:
    """Accept every reading of a document that nobody judged."""
    visit = request.visit
    visit.scope.require(Right.JUDGE_CLAIMS)
    document = readings.document_of(visit, pk)
    own = reverse("document", args=[pk])
    if why := _refused_now(visit):
        return _conflict(request, own, why)
    waiting = [one.claim for one in readings.current_of(document) if not one.verdict]
    claims.judge(waiting, Verdict.ACCEPTED, officer=visit.officer, now=visit.now)
    return HttpResponseRedirect(f"{own}?da-nhan={len(waiting)}")


def _conflict(request: VisitRequest, url: str, why: str) -> HttpResponse:
    context = {"refusals": [Refused(why)], "back": url, "crumbs": [(_("Văn bản"), reverse("document_list"))]}
    return page(request, "desk/claim_refused.html", context, room="document_list", status=409)


@require_POST
def claim_judge(request: VisitRequest, pk: int) -> HttpResponse:
    """`judgement`: accept, amend (leads to the form) or reject, which asks for `reason` when there is none."""
    visit = request.visit
    visit.scope.require(Right.JUDGE_CLAIMS)
    claim = readings.claim_of(visit, pk)
    back = _back(request, claim)
    if why := _refused_now(visit):
        return _conflict(request, back, why)
    judgement = request.POST.get("judgement", "")
    if judgement == "amend":
        number = request.GET.get("so", "")
        tail = f"?so={number}&" if number.isascii() and number.isdigit() else "?"
        return HttpResponseRedirect(f"{reverse('claim_amend', args=[pk])}{tail}next={back.partition('#')[0]}")
    if judgement == "reject":
        return _refuse(request, claim, back)
    claims.judge([claim], Verdict.ACCEPTED, officer=visit.officer, now=visit.now)
    return HttpResponseRedirect(back)


def _refuse(request: VisitRequest, claim: Claim, back: str) -> HttpResponse:
    asked = "reason" in request.POST
    refusal = ""
    if asked:
        try:
            reason = request.POST["reason"].replace("\0", "")
            if len(reason) > 400:
                refusal = _("Lý do dài quá 400 ký tự. Viết gọn lại.")
            else:
                claims.judge(
                    [claim], Verdict.REFUSED, officer=request.visit.officer, now=request.visit.now, reason=reason
                )
                return HttpResponseRedirect(back)
        except claims.RefusedJudgementError as fault:
            refusal = request.visit.said(fault.label)
    reason_field = Field(
        "reason",
        _("Vì sao bác cách đọc này"),
        "area",
        request.POST.get("reason", ""),
        hint=_("Ví dụ: đây là số người dự họp, không phải số liệu công tác."),
        refusal=refusal,
        rows=3,
    )
    context = {
        "reading": readings.Reading(0, claim),
        "claim": claim,
        "field": reason_field,
        "refusals": [Refused(refusal, reason_field.key)] if refusal else [],
        "number": request.POST.get("so") or request.GET.get("so") or "",
        "back": back,
        "action": reverse("claim_judge", args=[claim.pk]),
        "crumbs": _crumbs(claim, _("Bác")),
    }
    return page(request, "desk/claim_refused.html", context, room="document_list", status=422 if refusal else 200)


def _crumbs(claim: Claim, last: str) -> list[tuple[str, str]]:
    return [
        (_("Văn bản"), reverse("document_list")),
        (claim.document.name, reverse("document", args=[claim.document_id])),
        (last, ""),
    ]


@dataclass(slots=True)
class Typed:
    """The form of an amendment: what was typed, what was understood, what was refused."""

    words: dict[str, str]
    refusals: dict[str, Label | str] = field(default_factory=dict)
    value: Decimal = Decimal(0)
    first_on: date | None = None
    last_on: date | None = None
    as_of: date | None = None

    @classmethod
    def of(cls, claim: Claim) -> Typed:
        """What the reader understood, as an officer would type it."""
        is_money = claim.unit == Unit.VND
        exact = f"{int(claim.value)}" if is_money else values.in_words(claim.unit, claim.value)
        days = {"tu": claim.first_on, "den": claim.last_on, "ngay": claim.as_of}
        return cls(
            {
                "chi-tieu": claim.indicator,
                "gia-tri": exact,
                "pham-vi": claim.scope,
                "ly-do": "",
                **{name: show_date(day) if day else "" for name, day in days.items()},
            }
        )

    def read(self, *, visit: Visit, scopes: set[str]) -> None:
        """Understand what was typed; faults go to their fields."""
        found = INDICATORS.get(self.words["chi-tieu"])
        if found is None and self.words["chi-tieu"] != claims.OTHER:
            self.refusals["chi-tieu"] = Label("Chọn chỉ tiêu trong danh mục.", "Choose an indicator.")
        self._value(is_money=found is not None and found.unit is Unit.VND)
        if self.words["pham-vi"] not in scopes:
            self.refusals["pham-vi"] = Label("Chọn phạm vi trong danh sách.", "Choose a scope from the list.")
        days: dict[str, date | None] = {"tu": None, "den": None, "ngay": None}
        for name in days:
            if self.words[name]:
                try:
                    days[name] = parse_date(self.words[name], today=visit.today)
                except UnreadableDateError as fault:
                    self.refusals[name] = fault.label
        self.first_on, self.last_on, self.as_of = days["tu"], days["den"], days["ngay"]
        if self.words["ngay"] and (self.words["tu"] or self.words["den"]):
            self.refusals.setdefault(
                "ngay",
                Label("Ghi kỳ hoặc ghi một ngày, không ghi cả hai.", "Give a period or a day, not both."),
            )
        elif bool(self.words["tu"]) != bool(self.words["den"]):
            missing = "den" if self.words["tu"] else "tu"
            self.refusals.setdefault(
                missing, Label("Kỳ cần cả ngày đầu và ngày cuối.", "A period needs its first and its last day.")
            )
        if len(self.words["ly-do"]) > 400:
            self.refusals["ly-do"] = Label("Lý do dài quá 400 ký tự.", "The reason is longer than 400 characters.")

    def _value(self, *, is_money: bool) -> None:
        text = self.words["gia-tri"].replace(MINUS, "-")
        try:
            if is_money:
                self.value = Decimal(parse_dong(text))
            else:
                number = parse_number(text.removeprefix("-").strip())
                if number is None:
                    raise ValueError(text)
                self.value = (Decimal(number.numerator) / number.denominator) * (-1 if text.startswith("-") else 1)
        except UnreadableAmountError as fault:
            self.refusals["gia-tri"] = fault.label
        except ValueError:
            self.refusals["gia-tri"] = Label(
                "Chưa hiểu số này. Gõ như 1.858 hoặc 72,46.", "The number was not understood. Type 1.858 or 72,46."
            )
        if abs(self.value) >= LARGEST or self.value != round(self.value, 4):
            self.refusals["gia-tri"] = Label(
                "Số lớn quá, hoặc quá bốn chữ số sau dấu phẩy.", "Too large, or more than four decimals."
            )


def claim_amend(request: VisitRequest, pk: int) -> HttpResponse:
    """A form for how a figure should have been read; the first reading stays beside it."""
    visit = request.visit
    visit.scope.require(Right.JUDGE_CLAIMS)
    claim = readings.claim_of(visit, pk)
    back = _back(request, claim)
    if why := _refused_now(visit):
        return _conflict(request, back, why)
    typed = Typed.of(claim)
    scopes = _scopes(claim)
    if request.method == "POST":
        typed = Typed({name: request.POST.get(name, "").replace("\0", "").strip() for name in typed.words})
        typed.read(visit=visit, scopes={choice.value for choice in scopes})
        if not typed.refusals and _amend(visit, claim, typed):
            return HttpResponseRedirect(back)
    fields = _amend_fields(claim, typed, scopes)
    text = readings.text_of(claim.document)
    context = {
        "claim": claim,
        "reading": readings.Reading(0, claim),
        "context_before": text[max(claim.start - 160, 0) : claim.start],
        "context_words": text[claim.start : claim.end],
        "context_after": text[claim.end : claim.end + 160],
        "fields": fields,
        "refusals": [
            Refused(typed.refusals[one.name], one.key) for one in fields.values() if one.name in typed.refusals
        ],
        "number": request.POST.get("so") or request.GET.get("so") or "",
        "back": back,
        "crumbs": _crumbs(claim, _("Sửa cách đọc")),
    }
    return page(request, "desk/claim_amend.html", context, room="document_list", status=422 if typed.refusals else 200)


def _amend(visit: Visit, claim: Claim, typed: Typed) -> bool:
    amendment = claims.Amendment(
        indicator=typed.words["chi-tieu"],
        value=typed.value,
        scope=typed.words["pham-vi"],
        first_on=typed.first_on,
        last_on=typed.last_on,
        as_of=typed.as_of,
    )
    try:
        claims.amend(claim, amendment, officer=visit.officer, now=visit.now, reason=typed.words["ly-do"])
    except claims.RefusedJudgementError as fault:
        names = {"indicator": "chi-tieu", "last_on": "den", "first_on": "tu"}
        typed.refusals[names.get(fault.place, "chi-tieu")] = fault.label
        return False
    return True


def _amend_fields(claim: Claim, typed: Typed, scopes: list[Choice]) -> dict[str, Field]:
    words, faults = typed.words, typed.refusals
    chosen = [Choice(one.value, one.label, chosen=one.value == words["pham-vi"]) for one in scopes]

    def day(name: str, label: str) -> Field:
        return Field(name, label, "day", words[name], refusal=faults.get(name, ""))

    return {
        "indicator": Field(
            "chi-tieu",
            _("Chỉ tiêu"),
            "select",
            words["chi-tieu"],
            refusal=faults.get("chi-tieu", ""),
            control=_indicator_select(words["chi-tieu"], refused="chi-tieu" in faults),
        ),
        "value": Field(
            "gia-tri",
            _("Giá trị"),
            "number",
            words["gia-tri"],
            width="amount",
            hint=_("Như 1.858; 72,46; 26,5 tỷ."),
            refusal=faults.get("gia-tri", ""),
        ),
        "scope": Field(
            "pham-vi", _("Phạm vi"), "select", choices=chosen, width="half", refusal=faults.get("pham-vi", "")
        ),
        "first": day("tu", _("Kỳ từ ngày")),
        "last": day("den", _("Kỳ đến ngày")),
        "as_of": day("ngay", _("Hoặc tính đến ngày")),
        "reason": Field("ly-do", _("Vì sao sửa"), value=words["ly-do"], refusal=faults.get("ly-do", "")),
    }


def _indicator_select(chosen: str, *, refused: bool) -> SafeString:
    """All indicators, grouped by subject."""
    groups: list[tuple[str, SafeString]] = []
    for subject in Subject:
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (item.code, _selected(item.code == chosen), said(item.label))
                for item in INDICATORS
                if item.subject is subject
            ),
        )
        groups.append((str(said(subject.label)), options))
    other = format_html(
        '<option value="{}"{}>{}</option>',
        claims.OTHER,
        _selected(chosen == claims.OTHER),
        said(readings.OTHER_LABEL),
    )
    attributes: Any = SafeString(' aria-invalid="true" aria-describedby="refusal-f-chi-tieu"') if refused else ""
    return format_html(
        '<select class="control" id="f-chi-tieu" name="chi-tieu"{}>{}{}</select>',
        attributes,
        format_html_join("", '<optgroup label="{}">{}</optgroup>', groups),
        other,
    )


def _selected(is_chosen: bool) -> SafeString:
    return SafeString(" selected") if is_chosen else SafeString()


def _scopes(claim: Claim) -> list[Choice]:
    """The country, the clusters, the provinces of the claim's day, and what the paper itself says."""
    day = claim.as_of or claim.last_on or claim.document.published_on or claim.recorded_at.date()
    provinces = sorted(territories.in_force(day), key=lambda one: collation_key(one.name))
    offered = [
        Choice("VN", places.COUNTRY.label),
        *(Choice(f"CLUSTER:{one.code}", Label(one.name, one.name_en)) for one in Cluster.objects.order_by("code")),
        *(Choice(one.code, one.label) for one in provinces),
    ]
    if claim.scope not in {one.value for one in offered}:
        own = claim.scope.removeprefix("ORG:") or claim.scope_name or claim.scope
        offered.insert(0, Choice(claim.scope, own))
    return offered
