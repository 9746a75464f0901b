"""The form of an act, made from its declaration: what was typed, what it is understood as, where refusals stand."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.directory.access import Scope
from liemchinh.kernel.calendar import Precision, UnreadableDateError, show_date
from liemchinh.law.acts import ActKind, Need, WatchLevel
from liemchinh.law.book import BOOK
from liemchinh.law.refusals import Place, Refusal
from liemchinh.ledger import choices, criteria
from liemchinh.ledger.entry import Entry
from liemchinh.ledger.queries import File, Offer, Recorded
from liemchinh.ledger.record import PENDING
from liemchinh.web.acts import charges, choosing
from liemchinh.web.acts.defaults import GIVEN, begun, defaults_of, followed
from liemchinh.web.acts.fields import Sheet
from liemchinh.web.acts.subjects import Line, SubjectLines
from liemchinh.web.acts.typed import Typed
from liemchinh.web.acts.understanding import Problem, Understanding, read_day
from liemchinh.web.showing import shapes
from liemchinh.web.showing.shown import said, show_entry

MOST_INSTEAD: Final = 6
"""Acts that a refusal names as possible instead; of more, the likely ones."""


@dataclass
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

    @cached_property
    def lines(self) -> SubjectLines:
        """The persons and bodies; made when first asked, after defaults were filled in."""
        return SubjectLines(self.kind, self.file, self.typed, self.on, self.scope)

    @cached_property
    def request_key(self) -> uuid.UUID:
        """The key of this form: sent twice, it records once; its draft bears the same key."""
        key = self.typed.get("request_key")
        return uuid.UUID(key) if re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", key) else uuid.uuid4()

    @property
    def seen(self) -> int:
        """The newest entry of the dossier when the form was opened."""
        return self.typed.number("seen") or self.file.newest

    @property
    def sheet(self) -> Sheet:
        """The fields to draw."""
        return Sheet(
            self.kind,
            self.file,
            self.scope,
            self.today,
            self.on,
            self.precision,
            self.typed,
            self.problem_at,
            self.replaces,
        )

    @property
    def on(self) -> date:
        """The day for which choices are offered: the one typed, while it is understood, else today."""
        try:
            return read_day(self.typed.get("effective_on"), self.precision, self.today)
        except UnreadableDateError:
            return self.today

    @property
    def precision(self) -> Precision:
        """How exactly the paper gives the day."""
        chosen = self.typed.get("precision")
        return Precision(chosen) if chosen in set(Precision) else Precision.DAY

    @property
    def given(self) -> list[str]:
        """Who was ticked beforehand."""
        return self.typed.all(GIVEN)

    @property
    def pasted(self) -> str:
        """A list pasted but not yet taken apart."""
        found = self.typed.all("pasted")
        return found[-1] if found else ""

    @property
    def document_id(self) -> int | None:
        """The paper that was kept with an earlier submit of this form."""
        return self.typed.number("document")

    def begin(self) -> None:
        """Fill what is empty with what such acts begin with; what another kind was filled with gives way."""
        if self.replaces is not None:
            return
        earlier = BOOK.get(self.typed.get("old_kind"))
        if earlier is self.kind:
            answers = self.typed.number("answers")
            self.typed = followed(self.typed, defaults_of(self.kind, self.file, self.scope, self.on, answers))
            return
        before = defaults_of(earlier, self.file, self.scope, self.on) if earlier is not None else None
        self.typed = begun(self.typed, defaults_of(self.kind, self.file, self.scope, self.on), before)

    def take(self, typed: Typed) -> None:
        """Go on with other words; the lines are read anew."""
        self.typed = typed
        self.__dict__.pop("lines", None)

    def date_from(self, day: date | None) -> None:
        """Take the day of a paper that was chosen, where none was typed."""
        if day is not None and not self.typed.get("effective_on"):
            self.typed = self.typed.with_values(effective_on=show_date(day))

    # Reading ---------------------------------------------------------------------------------------------------------

    def read(self) -> Entry | None:
        """What was typed as an entry; None when something was not understood (see `problems`)."""
        kind, typed = self.kind, self.typed
        found = Understanding(typed, self.scope, self.file.dossier, self.today)
        effective = found.day("effective_on", self.precision, needed=True)
        due = found.day("due_on") if kind.due is not Need.NO else None
        counted_from = found.day("counted_from") if kind.counted_from is not Need.NO else None
        money = tuple(found.money(kind.money))
        related = found.related(kind.related)
        level = found.one_of("level", [one.value for one in WatchLevel]) if kind.level is not Need.NO else ""
        answers = found.one_of("answers", self._answerable()) if kind.answers else ""
        keeper = found.one_of("keeper", self._keepers()) if kind.keeper is not Need.NO else ""
        reasons = found.several_of("criteria", self._criteria()) if kind.criteria else ()
        found.lengths()
        subjects = self.lines.read(effective or self.today)
        self.problems += found.problems
        self.problems += [Problem(f"line-{key}", text, _("Chưa hiểu:")) for key, text in self.lines.problems]
        if self.problems or effective is None:
            return None
        return Entry(
            kind=kind.code,
            effective_on=effective,
            precision=self.precision,
            subjects=tuple(subjects),
            money=money,
            level=level,
            ground=typed.get("ground") if kind.grounds or kind.open_grounds else "",
            offence=charges.codes(typed.get("offence")) if kind.offence is not Need.NO else "",
            document_number=typed.get("document_number"),
            issuer=typed.get("issuer"),
            document_id=self.document_id,
            related_id=related,
            answers=int(answers) if answers else None,
            counted_from=counted_from,
            criteria=reasons,
            keeper_id=int(keeper) if keeper else None,
            addressee=typed.get("addressee") if kind.addressee is not Need.NO else "",
            due_on=due,
            note=typed.get("note"),
            request_key=self.request_key,
        )

    def _answerable(self) -> list[str]:
        """Any act of the right kind that stands; whether it still waits is for the law to say."""
        return [str(item.position) for item in self.file.recorded if item.stands and item.row.kind in self.kind.answers]

    def _keepers(self) -> list[str]:
        committee_id = self.file.dossier.committee_id
        return [str(one.pk) for one in choices.keepers(self.scope, committee_id, self.today)]

    def _criteria(self) -> list[str]:
        committee_id = self.file.dossier.committee_id
        return [one.code for one in criteria.criteria_of(self.scope, committee_id, criteria.ENTRY, self.on)]

    # Refusals --------------------------------------------------------------------------------------------------------

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Put what the law objects to at its field."""
        word = _("Luật không cho phép ghi:")
        for refusal in refusals:
            self.problems.append(Problem(self._place(refusal), self._sentence(refusal), word, self._can_do(refusal)))

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
        if len(offered) > MOST_INSTEAD:
            offered = choosing.likely_next(self.file, offered, self.on)[:MOST_INSTEAD]
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
        labels = {shape.name: str(said(shape.label)) for shape in [*self.heading(), *self.declared(), self.note()]}
        return [
            shapes.Refused(
                self._told(self._where(problem.place, labels), problem.text),
                f"f-{self._anchor(problem.place, labels)}",
            )
            for problem in self.problems
        ]

    @staticmethod
    def _told(where: str, text: str) -> str:
        """The sentence with its place before it, unless it names that itself."""
        return f"{where}: {text}" if where and where not in text else text[0].upper() + text[1:]

    def _anchor(self, place: str, labels: Mapping[str, str]) -> str:
        """A place without a field of its own is told at the kind."""
        known = place in labels or place in {Place.SUBJECTS, "file"} or place.startswith("line-")
        return place if known else Place.KIND.value

    def _where(self, place: str, labels: Mapping[str, str]) -> str:
        if place.startswith("line-"):
            line = self.lines.line(place.removeprefix("line-"))
            return line.name if line and line.name else str(said(self.lines.label))
        if place == Place.SUBJECTS:
            return str(said(self.lines.label))
        return labels.get(place, "")

    # What is drawn ---------------------------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> list[choosing.Group]:
        """The kinds that may be chosen instead."""
        return choosing.groups(self.file, self.offers, self.today, scope=self.scope)

    def heading(self) -> list[shapes.Field]:
        """The fields that every act has."""
        return self.sheet.heading(self.groups)

    def declared(self) -> list[shapes.Field]:
        """The fields of this kind."""
        return self.sheet.declared()

    @property
    def by_day(self) -> str:
        """The places of the fields whose choices depend on the day, as HTMX selects them."""
        kind = self.kind
        level = kind.level is not Need.NO
        asked = {"answers": kind.answers, "level": level, "ground": kind.grounds, "criteria": kind.criteria}
        return ",".join(f"#of-{name}" for name, is_asked in asked.items() if is_asked)

    def note(self) -> shapes.Field:
        """The note, or the reason of a correction."""
        return self.sheet.note()

    def file_field(self) -> shapes.Field:
        """The paper itself."""
        return self.sheet.file_field()

    def rows(self) -> list[Line]:
        """The persons, each with its refusal."""
        told: dict[str, list[Problem]] = {}
        for problem in self.problems:
            told.setdefault(problem.place, []).append(problem)
        return [line.refused(told.get(f"line-{line.key}", [])) for line in self.lines.lines()]
