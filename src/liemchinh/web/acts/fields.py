"""The fields of an act's form, drawn from its declaration: each shows itself only where the declaration has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.directory.access import Scope
from liemchinh.files.kinds import ACCEPTED
from liemchinh.kernel.calendar import Precision, show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import ActKind, Need
from liemchinh.ledger import choices, criteria, queries
from liemchinh.ledger.queries import File, Recorded
from liemchinh.web.acts import charges
from liemchinh.web.acts.choosing import Group
from liemchinh.web.acts.typed import Typed
from liemchinh.web.acts.understanding import Problem, amount_echo, day_echo
from liemchinh.web.showing import shapes
from liemchinh.web.showing.sentences import sentence
from liemchinh.web.showing.shown import said, show_entry


@dataclass(frozen=True, slots=True)
class Sheet:
    """The fields of one form. `on`: the day for which choices are offered; `problem_at`: what is said at a field."""

    kind: ActKind
    file: File
    scope: Scope
    today: date
    on: date
    precision: Precision
    typed: Typed
    problem_at: Callable[[str], Problem | None]
    replaces: Recorded | None = None

    def heading(self, groups: Sequence[Group]) -> list[shapes.Field]:
        """The kind, the day and the paper: what every act has."""
        kind = self.kind
        found = [
            self._kind(groups),
            self._field(
                "effective_on",
                _("Ngày có hiệu lực"),
                kind="day",
                hint=_("Ngày ghi trên văn bản. Gõ 14/7 cũng được; theo tháng: 3/2026."),
                echo=day_echo(self.typed.get("effective_on"), self.precision, self.today),
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
                "document_number", _("Số, ký hiệu văn bản"), width="short", required=kind.document is Need.MUST
            ),
            self._field("issuer", _("Cơ quan ban hành"), control=self._body("issuer")),
        ]
        if kind.addressee is not Need.NO:
            label = str(said(kind.addressee_label))
            control = self._body("addressee", needed=kind.addressee is Need.MUST)
            found.append(self._field("addressee", label, control=control))
        return found

    def declared(self) -> list[shapes.Field]:
        """What this kind asks for beyond the heading, in the order in which a paper says it."""
        kind = self.kind
        return [*self._belonging(), *self._chosen(), *self._days(), *self._money(), *self._handing_over(kind)]

    def note(self) -> shapes.Field:
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
            hint=_("PDF, Word, Excel, ảnh quét hoặc .txt; tối đa 50 MB. Kèm thêm được sau khi ghi."),
            accept=ACCEPTED,
        )

    # Pieces ----------------------------------------------------------------------------------------------------------

    def _field(self, name: str, label: str, **more: object) -> shapes.Field:
        problem = self.problem_at(name)
        told = {} if problem is None else {
            "refusal": problem.text, "refusal_word": problem.word, "can_do": problem.can_do
        }  # fmt: skip
        if told:
            more = {key: value for key, value in more.items() if key not in {"echo", "words"}}
        return shapes.Field(name, label, value=self.typed.get(name), **{**more, **told})  # type: ignore[arg-type]

    def _kind(self, groups: Sequence[Group]) -> shapes.Field:
        stage = self.file.history.stage(self.today)
        hint = _("Chỉ liệt kê hành vi luật cho phép ở giai đoạn %(stage)s.") % {"stage": said(stage.label)}
        if self.replaces is not None:
            hint = _("Đính chính có thể đổi cả loại hành vi.")
        listed = [kind for group in groups for kind in group.kinds]
        own = "" if self.kind in listed else self._options([self.kind])
        grouped = format_html_join(
            "",
            '<optgroup label="{}">{}</optgroup>',
            ((said(group.label), self._options(group.kinds)) for group in groups if not group.repeats),
        )
        control = format_html(
            '<select class="control" id="f-kind" name="kind" aria-describedby="hint-f-kind" hx-post=""'
            ' hx-trigger="change consume" hx-target="#act-page" hx-select="#act-page" hx-swap="outerHTML"'
            ' hx-vals=\'{{"step": "fields"}}\'>{}{}</select><input type="hidden" name="old_kind" value="{}">',
            own,
            grouped,
            self.kind.code,
        )
        return self._field("kind", _("Hành vi"), hint=hint, control=control)

    def _options(self, kinds: Iterable[ActKind]) -> SafeString:
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((kind.code, SafeString(" selected") if kind is self.kind else "", said(kind.label)) for kind in kinds),
        )

    def _body(self, name: str, *, needed: bool = False) -> SafeString:
        """A body, with those of the register as suggestions; others may be typed."""
        bodies = queries.agencies(self.file.dossier) if name == "issuer" else []
        suggested = format_html(
            '<datalist id="agencies">{}</datalist>', format_html_join("", '<option value="{}">', ((b,) for b in bodies))
        )
        refused = self.problem_at(name) is not None
        return format_html(
            '<input class="control" id="f-{0}" name="{0}" type="text" value="{1}" autocomplete="off" list="agencies"'
            "{2}{3}>{4}",
            name,
            self.typed.get(name),
            SafeString(' required aria-required="true"') if needed else "",
            format_html(' aria-invalid="true" aria-describedby="refusal-f-{}"', name) if refused else "",
            suggested if bodies else "",
        )

    def _select(self, name: str, label: str, pairs: Iterable[tuple[str, Label | str]], **more: object) -> shapes.Field:
        chosen = self.typed.get(name)
        offered = [shapes.Choice(code, words, code == chosen) for code, words in pairs]
        if chosen and not any(choice.chosen for choice in offered):
            offered.append(shapes.Choice(chosen, chosen, chosen=True))
        return self._field(
            name, label, kind="select", choices=[shapes.Choice("", _("– chọn –"), not chosen), *offered], **more
        )

    def _belonging(self) -> Iterable[shapes.Field]:
        kind = self.kind
        if kind.answers:
            yield self._answers()
        if kind.related is not Need.NO:
            yield self._field(
                "related",
                _("Hồ sơ liên quan"),
                width="short",
                hint=_("Số hồ sơ trong cùng sổ, ví dụ VA-2026-014."),
                required=kind.related is Need.MUST,
            )

    def _answers(self) -> shapes.Field:
        kind = self.kind
        replaces = self.replaces.position if self.replaces else None
        found = choices.answerable(self.file, kind, self.on, replaces)
        chosen = self.typed.number("answers")
        if chosen and chosen not in {item.position for item in found} and (own := self.file.at(chosen)):
            found.append(own)
        pairs = [(str(item.position), self._told(item)) for item in found]
        hint = _("Chỉ liệt kê mục đang chờ.") if pairs else _("Hồ sơ không có mục nào đang chờ hành vi này.")
        return self._select("answers", str(said(kind.answers_label)), pairs, hint=hint)

    def _told(self, item: Recorded) -> str:
        words = [
            f"{show_date(item.row.effective_on)}: {said(sentence(item.act, self.file.names))}",
            item.row.addressee,
            show_entry(item.position),
        ]
        return ", ".join(part for part in words if part)

    def _chosen(self) -> Iterable[shapes.Field]:
        kind, on = self.kind, self.on
        replaces = self.replaces.position if self.replaces else None
        if kind.level is not Need.NO:
            taken = choices.levels(self.file, kind, on, replaces)
            yield self._select("level", _("Cấp theo dõi, chỉ đạo"), ((one.value, one.label) for one in taken))
        if kind.grounds or kind.open_grounds:
            grounds = [(one.code, one.label) for one in kind.grounds if one.in_force(on)]
            if kind.open_grounds:
                own = criteria.criteria_of(self.scope, self.file.dossier.committee_id, criteria.EXIT, on)
                grounds += [(one.code, one.label) for one in own]
            yield self._select("ground", str(said(kind.grounds_label)), grounds)
        if kind.criteria:
            chosen = set(self.typed.all("criteria"))
            listed = criteria.criteria_of(self.scope, self.file.dossier.committee_id, criteria.ENTRY, on)
            yield self._field(
                "criteria",
                _("Tiêu chí đưa vào diện"),
                kind="ticks",
                upright=True,
                hint=_("Danh mục của Ban Chỉ đạo; chọn một hoặc nhiều."),
                choices=[shapes.Choice(one.code, one.label, one.code in chosen) for one in listed],
            )
        if kind.offence is not Need.NO:
            yield self._field(
                "offence",
                _("Tội danh"),
                hint=_("Điều và khoản, ví dụ 353.2; nhiều tội cách nhau bằng dấu chấm phẩy."),
                control=charges.control(
                    "offence", self.typed.get("offence"), described="hint-f-offence echo-f-offence"
                ),
                echo=charges.echo(self.typed.get("offence"), self.today),
                echo_url=reverse("echo_charge"),
            )

    def _days(self) -> Iterable[shapes.Field]:
        kind = self.kind
        if kind.counted_from is not Need.NO:
            must = kind.counted_from is Need.MUST
            hint = (
                _("Thời hạn tính từ ngày này.") if must else _("Thời hạn tính từ ngày này; trống là ngày có hiệu lực.")
            )
            yield self._day("counted_from", kind.counted_label, hint, needed=must)
        if kind.due is not Need.NO:
            yield self._day("due_on", kind.due_label, "", needed=kind.due is Need.MUST)

    def _day(self, name: str, label: Label, hint: str, *, needed: bool) -> shapes.Field:
        return self._field(
            name,
            str(said(label)),
            kind="day",
            hint=hint,
            echo=day_echo(self.typed.get(name), Precision.DAY, self.today),
            echo_url=reverse("echo_day"),
            required=needed,
        )

    def _money(self) -> Iterable[shapes.Field]:
        for rung in self.kind.money:
            yield self._field(
                f"money-{rung.value}",
                str(said(rung.label)),
                kind="amount",
                unit=_("đồng"),
                hint=_("Gõ 38,42 tỷ hoặc 38420000000."),
                words=amount_echo(self.typed.get(f"money-{rung.value}")),
                echo_url=reverse("echo_amount"),
            )

    def _handing_over(self, kind: ActKind) -> Iterable[shapes.Field]:
        if kind.keeper is not Need.NO:
            officers = choices.keepers(self.scope, self.file.dossier.committee_id, self.today)
            hint = _("Đang theo dõi: %(name)s.") % {"name": self.file.dossier.keeper.name}
            pairs = [(str(one.pk), f"{one.name}, {one.title}" if one.title else one.name) for one in officers]
            yield self._select("keeper", _("Người nhận theo dõi"), pairs, hint=hint)
