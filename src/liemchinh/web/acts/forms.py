"""The form of an act, made from its declaration: its fields, how what was typed is read, where refusals stand."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.directory.access import Scope
from liemchinh.kernel.calendar import WEEKDAYS, Period, Precision, UnreadableDateError, parse_date, show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import AmbiguousAmountError, UnreadableAmountError, parse_dong, show_number
from liemchinh.kernel.numerals import words_of
from liemchinh.law.acts import ActKind, Need, Rung, WatchLevel
from liemchinh.law.basis import BLHS
from liemchinh.law.book import BOOK
from liemchinh.law.offences import OFFENCES
from liemchinh.law.refusals import Place, Refusal
from liemchinh.ledger import queries
from liemchinh.ledger.entry import Entry
from liemchinh.ledger.queries import File, Offer, Recorded
from liemchinh.ledger.record import PENDING
from liemchinh.web.acts.subjects import Line, SubjectLines, charge_code
from liemchinh.web.acts.typed import Typed
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import NBSP, said, show_entry, show_weekday

LENGTHS: Final = {"document_number": 80, "issuer": 200, "note": 4000}
"""Letters that a field takes."""
MOST_DONG: Final = 10**16
QUARTERS: Final = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something typed cannot be recorded: the field at which it is said, the sentence, what can be done."""

    place: str
    text: str
    word: str = ""
    can_do: SafeString | str = ""


def read_day(text: str, precision: Precision, today: date) -> date:
    """A day, or a month (3/2026), quarter (III/2026) or year as typed; the last day of it that is not in the future.

    Raises UnreadableDateError.
    """
    cleaned = text.strip().lower().removeprefix("tháng").removeprefix("quý").removeprefix("năm").strip()
    period: Period | None = None
    if precision is Precision.MONTH and (found := re.fullmatch(r"(\d{1,2})[/.\-](\d{4})", cleaned)):
        day = parse_date(f"1/{found[1]}/{found[2]}", today=today)
        period = Period.month(day.year, day.month)
    elif precision is Precision.QUARTER and (found := re.fullmatch(r"([1-4]|iv|i{1,3})[/.\-](\d{4})", cleaned)):
        period = Period.quarter(int(found[2]), QUARTERS[found[1]])
    elif precision is Precision.YEAR and re.fullmatch(r"(19|20|21)\d{2}", cleaned):
        period = Period.year(int(cleaned))
    if period is None:
        day = parse_date(text, today=today)
        if precision is Precision.DAY:
            return day
        period = {
            Precision.MONTH: Period.month(day.year, day.month),
            Precision.QUARTER: Period.quarter(day.year, (day.month + 2) // 3),
            Precision.YEAR: Period.year(day.year),
        }[precision]
    return min(period.last, today) if period.first <= today else period.last


@dataclass(slots=True)
class ActForm:
    """One act being written. `typed` holds everything as it was sent; nothing of it is ever lost."""

    kind: ActKind
    file: File
    scope: Scope
    today: date
    typed: Typed
    offers: Sequence[Offer]
    replaces: Recorded | None = None
    problems: list[Problem] = field(default_factory=list)
    lines: SubjectLines = field(init=False)
    effective_on: date | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.lines = SubjectLines(self.kind, self.file, self.typed, self.today)

    # Reading ---------------------------------------------------------------------------------------------------------

    @property
    def request_key(self) -> str:
        """The key of this form: sent twice, it records once."""
        key = self.typed.get("request_key")
        return key if re.fullmatch(r"[0-9a-f\-]{36}", key) else str(uuid.uuid4())

    @property
    def seen(self) -> int:
        """The newest entry of the dossier when the form was opened."""
        text = self.typed.get("seen")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else self.file.newest

    @property
    def precision(self) -> Precision:
        """How exactly the paper gives the day."""
        chosen = self.typed.get("precision")
        return Precision(chosen) if chosen in set(Precision) else Precision.DAY

    def read(self) -> Entry | None:
        """What was typed as an entry; None when something was not understood (see `problems`)."""
        effective = self._day("effective_on", self.precision)
        self.effective_on = effective
        due = self._day("due_on", Precision.DAY) if self.typed.get("due_on") else None
        money = tuple(self._money())
        related = self._related()
        level = self._level()
        self._lengths()
        subjects = self.lines.read(effective or self.today)
        self.problems += [Problem(f"line-{key}", text, _("Chưa hiểu:")) for key, text in self.lines.problems]
        if self.problems or effective is None:
            return None
        return Entry(
            kind=self.kind.code,
            effective_on=effective,
            precision=self.precision,
            subjects=tuple(subjects),
            money=money,
            level=level,
            ground=self.typed.get("ground") if self.kind.grounds else "",
            offence=self._offence(),
            document_number=self.typed.get("document_number"),
            issuer=self.typed.get("issuer"),
            document_id=self.document_id,
            related_id=related,
            due_on=due,
            note=self.typed.get("note"),
            request_key=uuid.UUID(self.request_key),
        )

    @property
    def document_id(self) -> int | None:
        """The paper that was kept with an earlier submit of this form."""
        text = self.typed.get("document")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

    def _offence(self) -> str:
        return charge_code(self.typed.get("offence")) if self.kind.offence is not Need.NO else ""

    def _level(self) -> str:
        level = self.typed.get("level") if self.kind.level is not Need.NO else ""
        if level and level not in set(WatchLevel):
            self.problems.append(Problem("level", _("chọn một cấp trong danh sách."), _("Chưa hiểu:")))
        return level

    def _lengths(self) -> None:
        for name, most in LENGTHS.items():
            if len(self.typed.get(name)) > most:
                text = _("dài quá %(most)s chữ; rút ngắn, phần còn lại ghi ở ghi chú.") % {"most": most}
                self.problems.append(Problem(name, text, _("Chưa ghi được:")))

    def _day(self, name: str, precision: Precision) -> date | None:
        try:
            return read_day(self.typed.get(name), precision, self.today)
        except UnreadableDateError as fault:
            self.problems.append(Problem(name, str(said(fault.label))))
            return None

    def _money(self) -> Iterable[tuple[Rung, int]]:
        for rung in self.kind.money:
            text = self.typed.get(f"money-{rung.value}")
            if not text:
                continue
            try:
                amount = parse_dong(text)
                if amount > MOST_DONG:
                    told = _("Số tiền quá lớn: nhiều nhất %(most)s đồng.") % {"most": show_number(MOST_DONG)}
                    self.problems.append(Problem(f"money-{rung.value}", told))
                    continue
                yield rung, amount
            except AmbiguousAmountError as fault:
                small, large = (f"{show_number(amount)}" for amount in fault.readings)
                can_do = _("ghi %(small)s, hoặc %(large)s.") % {"small": small, "large": large}
                self.problems.append(Problem(f"money-{rung.value}", str(said(fault.label)), can_do=can_do))
            except UnreadableAmountError as fault:
                self.problems.append(Problem(f"money-{rung.value}", str(said(fault.label))))

    def _related(self) -> int | None:
        number = self.typed.get("related")
        if self.kind.related is Need.NO or not number:
            return None
        found = queries.numbered(self.scope, self.file.dossier.committee_id, number)
        if found is None or found.pk == self.file.dossier.pk:
            text = _("Không có hồ sơ %(number)s, hoặc hồ sơ không thuộc phần việc được giao.") % {"number": number}
            self.problems.append(Problem("related", text, can_do=_("gõ số hồ sơ khác, hoặc mở hồ sơ ấy trước.")))
            return None
        return found.pk

    # Refusals --------------------------------------------------------------------------------------------------------

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Put what the law objects to at its field."""
        for refusal in refusals:
            self.problems.append(
                Problem(
                    self._place(refusal), self._sentence(refusal), _("Luật không cho phép ghi:"), self._can_do(refusal)
                )
            )

    def _place(self, refusal: Refusal) -> str:
        if refusal.position not in {PENDING, 0}:
            return Place.KIND.value
        if refusal.place is Place.SUBJECTS and refusal.subject:
            return f"line-{self.lines.key_of(refusal.subject)}"
        if refusal.place is Place.MONEY and self.kind.money:
            return f"money-{self.kind.money[0].value}"
        return str(refusal.place)

    @staticmethod
    def _sentence(refusal: Refusal) -> str:
        basis = f" ({said(refusal.basis.label)})" if refusal.basis else ""
        text = f"{said(refusal.label)}{basis}."
        if refusal.blocking:
            told = {"entry": show_entry(refusal.blocking), "day": show_date(refusal.blocking_on or date.min)}
            text += " " + (_("Xem %(entry)s, ngày %(day)s.") % told)
        return text

    def _can_do(self, refusal: Refusal) -> SafeString | str:
        offered = [BOOK[code] for code in refusal.instead if code in BOOK]
        if not offered or self.replaces is not None:
            return ""
        address = reverse("act_new", args=[self.file.dossier.committee.code, self.file.dossier.number])
        links = ((f"{address}?kind={kind.code}", str(said(kind.label)).lower()) for kind in offered)
        return format_html_join(", ", '<a href="{}">{}</a>', links)

    def problem_at(self, place: str) -> Problem | None:
        """The first problem of a field."""
        return next((problem for problem in self.problems if problem.place == place), None)

    def summary(self) -> list[shapes.Refused]:
        """Every problem once, linked to its field."""
        labels = {shape.name: str(said(shape.label)) for shape in self.fields()}
        return [
            shapes.Refused(
                ": ".join(part for part in (self._where(problem.place, labels), problem.text) if part),
                f"f-{self._anchor(problem.place, labels)}",
            )
            for problem in self.problems
        ]

    def _anchor(self, place: str, labels: Mapping[str, str]) -> str:
        """A place without a field of its own is told at the kind."""
        known = place in labels or place.startswith("line-") or place == Place.SUBJECTS
        return place if known else Place.KIND.value

    def _where(self, place: str, labels: Mapping[str, str]) -> str:
        if place.startswith("line-"):
            line = self.lines.line(place.removeprefix("line-"))
            return line.name if line and line.name else str(said(self.lines.label))
        if place == Place.SUBJECTS:
            return str(said(self.lines.label))
        return labels.get(place, "")

    # Fields ----------------------------------------------------------------------------------------------------------

    def fields(self) -> list[shapes.Field]:
        """The fields above the persons, as far as the declaration has them."""
        return [
            self._kind_field(),
            self._field(
                "effective_on",
                _("Ngày có hiệu lực"),
                kind="day",
                hint=_("Ngày ghi trên văn bản. Gõ 14/7 cũng được; theo tháng: 3/2026."),
                echo=self.day_echo(),
                echo_url=reverse("echo_day"),
                required=True,
            ),
            shapes.Field(
                "precision",
                _("Độ chính xác"),
                "radios",
                choices=[shapes.Choice(one.value, one.label, one is self.precision) for one in Precision],
            ),
            self._field(
                "document_number", _("Số, ký hiệu văn bản"), width="short", required=self.kind.document is Need.MUST
            ),
            self._field("issuer", _("Cơ quan ban hành"), control=self._issuer()),
            *self._declared(),
        ]

    def note_field(self) -> shapes.Field:
        """The note; for a correction, its reason."""
        if self.replaces is not None:
            return self._field(
                "note",
                _("Lý do đính chính"),
                kind="area",
                rows=2,
                hint=_("Bắt buộc; hiện cạnh cả hai bản."),
                required=True,
            )
        return self._field(
            "note",
            _("Ghi chú"),
            kind="area",
            rows=2,
            hint=_("Không bắt buộc. Không ghi danh tính người tố cáo vào đây."),
        )

    def file_field(self) -> shapes.Field:
        """The paper itself."""
        return self._field(
            "file",
            _("Văn bản kèm theo"),
            kind="file",
            hint=_("PDF, Word hoặc .txt; tối đa 50 MB."),
            accept=".pdf,.docx,.txt",
        )

    def _field(self, name: str, label: str, **more: object) -> shapes.Field:
        problem = self.problem_at(name)
        told = {} if problem is None else {
            "refusal": problem.text, "refusal_word": problem.word, "can_do": problem.can_do
        }  # fmt: skip
        if told:
            more = {key: value for key, value in more.items() if key not in {"echo", "words"}}
        return shapes.Field(name, label, value=self.typed.get(name), **{**more, **told})  # type: ignore[arg-type]

    def _kind_field(self) -> shapes.Field:
        stage = self.file.history.stage(self.today)
        hint = _("Chỉ liệt kê hành vi luật cho phép ở giai đoạn %(stage)s.") % {"stage": said(stage.label)}
        if self.replaces is not None:
            hint = _("Đính chính có thể đổi cả loại hành vi.")
        offered = [offer.kind for offer in self.offers if offer.refusal is None]
        if self.kind not in offered:
            offered.insert(0, self.kind)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((kind.code, SafeString(" selected") if kind is self.kind else "", said(kind.label)) for kind in offered),
        )
        control = format_html(
            '<select class="control" id="f-kind" name="kind" aria-describedby="hint-f-kind" hx-post=""'
            ' hx-trigger="change consume" hx-target="#act-page" hx-select="#act-page" hx-swap="outerHTML"'
            ' hx-vals=\'{{"step": "fields"}}\'>{}</select>',
            options,
        )
        return self._field("kind", _("Hành vi"), hint=hint, control=control)

    def _issuer(self) -> SafeString:
        options = format_html_join("", '<option value="{}">', ((name,) for name in queries.agencies(self.file.dossier)))
        return format_html(
            '<input class="control" id="f-issuer" name="issuer" type="text" value="{}" autocomplete="off"'
            ' list="agencies"><datalist id="agencies">{}</datalist>',
            self.typed.get("issuer"),
            options,
        )

    def _declared(self) -> Iterable[shapes.Field]:
        kind = self.kind
        if kind.level is not Need.NO:
            yield self._select("level", _("Cấp theo dõi, chỉ đạo"), ((one.value, one.label) for one in WatchLevel))
        if kind.grounds:
            on = self.effective_on or self.today
            choices = ((one.code, one.label) for one in kind.grounds if one.in_force(on))
            yield self._select("ground", str(said(kind.grounds_label)), choices)
        if kind.offence is not Need.NO:
            yield self._field(
                "offence",
                _("Tội danh"),
                hint=_("Điều và khoản, ví dụ 353.2."),
                control=charge_control("offence", self.typed.get("offence")),
                echo=offence_echo(self.typed.get("offence")),
            )
        if kind.related is not Need.NO:
            yield self._field(
                "related", _("Hồ sơ liên quan"), width="short", hint=_("Số hồ sơ trong cùng sổ, ví dụ VA-2026-014.")
            )
        for rung in kind.money:
            yield self._field(
                f"money-{rung.value}",
                str(said(rung.label)),
                kind="amount",
                unit=_("đồng"),
                hint=_("Gõ 38,42 tỷ hoặc 38420000000."),
                words=amount_echo(self.typed.get(f"money-{rung.value}")),
                echo_url=reverse("echo_amount"),
            )
        if kind.due is not Need.NO:
            yield self._field("due_on", _("Hạn ghi trong văn bản"), kind="day")

    def _select(self, name: str, label: str, choices: Iterable[tuple[str, Label]]) -> shapes.Field:
        chosen = self.typed.get(name)
        shown = [shapes.Choice("", _("– chọn –"), not chosen)]
        shown += [shapes.Choice(code, words, code == chosen) for code, words in choices]
        return self._field(name, label, kind="select", choices=shown)

    def day_echo(self) -> str:
        """“thứ Ba” beside the day."""
        return day_echo(self.typed.get("effective_on"), self.precision, self.today)

    def rows(self) -> list[Line]:
        """The persons, each with its refusal."""
        return [line.refused(self.problem_at(f"line-{line.key}")) for line in self.lines.lines()]


def charge_control(name: str, value: str, label: str = "") -> SafeString:
    """An input for an offence, with the articles of the Code as suggestions (the list stands once on the page)."""
    named = format_html(' aria-label="{}"', label) if label else ""
    return format_html(
        '<input class="control w-short" id="f-{}" name="{}" type="text" value="{}" list="offences"'
        ' autocomplete="off"{}>',
        name, name, value, named,
    )  # fmt: skip


def offence_list() -> SafeString:
    """The suggestions of `charge_control`."""
    pairs = (
        (f"{offence.code}.{clause}", f"{said(BLHS.article(offence.code, clause).label)}: {said(offence.label)}")
        for offence in OFFENCES
        for clause in range(1, len(offence.classes) + 1)
    )
    return format_html(
        '<datalist id="offences">{}</datalist>', format_html_join("", '<option value="{}">{}</option>', pairs)
    )


def offence_echo(text: str) -> str:
    """The words of an offence as typed; empty when it was not understood."""
    code = text.split(".", maxsplit=1)[0].strip()
    return str(said(OFFENCES[code].label)) if code in OFFENCES else ""


def day_echo(text: str, precision: Precision, today: date) -> str:
    """What a typed day is understood as."""
    if not text.strip():
        return ""
    try:
        day = read_day(text, precision, today)
    except UnreadableDateError as fault:
        return str(said(fault.label))
    if text.strip() == show_date(day):
        return str(said(WEEKDAYS[day.weekday()]))
    return _("hiểu là %(day)s") % {"day": show_weekday(day)}


def amount_echo(text: str) -> str:
    """A typed amount in words."""
    if not text.strip():
        return ""
    try:
        words = f"{words_of(parse_dong(text))} đồng"
    except UnreadableAmountError as fault:
        return str(said(fault.label))
    return words[0].upper() + words[1:].replace(" đồng", f"{NBSP}đồng")
