"""What the fragments of templates/parts/ are given: plain frozen records, so that a view is typed up to its template.

Texts may be a Label or a str (safe HTML where a fragment says so); every fragment writes them through `|said`.
`url` is "" where a thing does not open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString

from liemchinh.kernel.calendar import Precision
from liemchinh.kernel.label import Label

Text = Label | str
Number = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Link:
    """A word that opens `url`."""

    label: Text
    url: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a track. `state`: passed, here, to-come, suspended, ended (the track stops there)."""

    name: Text
    state: str
    day: Text = ""
    basis: Text = ""


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One line of a deadline's arithmetic. `result` None: the clock stands still; `closing` marks the last line."""

    on: date
    event: Text
    added: Text
    why: Text
    result: date | None
    url: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One act of a timeline.

    `state`: "" (in force), "struck" (replaced by a correction), "annulled", "recorded" (just now). `corrects`: joined
    by the bracket to the struck act below it; `corrected`: is that struck act. `reason` may be safe HTML.
    """

    effective_on: date
    name: Text
    entered_on: date
    position: int
    basis: Text = ""
    precision: Precision = Precision.DAY
    url: str = ""
    state: str = ""
    corrects: bool = False
    corrected: bool = False
    reason: Text = ""


@dataclass(frozen=True, slots=True)
class Year:
    """The acts of one year, newest first."""

    year: int
    rows: Sequence[Happening]


@dataclass(frozen=True, slots=True)
class Column:
    """A head of a table. `url` sorts by it; `sorted_by` is "", "ascending" or "descending" (the column in force)."""

    label: Text
    url: str = ""
    sorted_by: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an identity: `operator` "", "+", "−" or "="; the closing term has "=" ."""

    label: Text
    value: Number
    url: str = ""
    operator: str = ""


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """Opening, what came in, what went out, closing, of one thing (vụ án, bị can)."""

    name: Text
    terms: Sequence[Term]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter or a field; `count` None prints none."""

    value: str
    label: Text
    chosen: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Check boxes of one name."""

    name: str
    label: Text
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a list stands: rows `first` to `last` of `total`."""

    first: int
    last: int
    total: int
    previous_url: str = ""
    next_url: str = ""
    all_url: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    `kind`: text, day, amount, number, select, area, radios, ticks, file, password, search or locked. `width`: "", day,
    short, half, amount. `echo` stands beside the field, `words` (amount in words) under it; `echo_url` is asked by HTMX
    when the field changes and answers the inner HTML of #echo-<id>. `refusal` is the sentence above the field,
    `refusal_word` its bold beginning (“Luật không cho phép ghi:”), `can_do` what can be done; all may be safe HTML.
    `control` (safe HTML) replaces the drawn control. `multiple` only for file.
    """

    name: str
    label: Text
    kind: str = "text"
    value: str = ""
    id: str = ""
    hint: Text = ""
    width: str = ""
    unit: Text = ""
    choices: Sequence[Choice] = ()
    echo: Text = ""
    words: Text = ""
    echo_url: str = ""
    refusal: Text = ""
    refusal_word: Text = ""
    can_do: Text = ""
    required: bool = False
    autocomplete: str = "off"
    upright: bool = False
    multiple: bool = False
    accept: str = ""
    rows: int = 4
    control: SafeString | None = None

    @property
    def key(self) -> str:
        """The id of the control, the anchor of its refusal."""
        return self.id or f"f-{self.name}"

    @property
    def described_by(self) -> str:
        """Ids of the texts that belong to the control, in reading order."""
        parts = [
            ("hint", self.hint),
            ("refusal", self.refusal),
            ("unit", self.unit),
            ("echo", self.echo or self.echo_url),
        ]
        return " ".join(f"{part}-{self.key}" for part, text in parts if text)


@dataclass(frozen=True, slots=True)
class Refused:
    """One line of the summary of refusals; `field` is the Field.key to go to."""

    text: Text
    field: str = ""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """An act that the law does not allow now, and why."""

    name: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Label over value; `value` may be safe HTML."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of a dossier. `status` on the right; `cleared` prints it in bold (“không còn là bị can”)."""

    name: Text
    status: Text
    lines: Sequence[Text] = ()
    cleared: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in a list."""

    title: Text
    url: str
    basis: Text = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the money ladder: `amount` in đồng, or None with the reason in `why` (“chưa có bản án”)."""

    label: Text
    amount: int | None
    basis: Text = ""
    url: str = ""
    why: Text = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A search result; `title` is safe HTML with <mark> round the found words."""

    number: str
    title: Text
    kind: Text
    url: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure before and after recording; both already written (“3 vụ / 11”)."""

    label: Text
    now: Text
    after: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline that recording would meet, move or begin. `struck`: the day that no longer counts."""

    label: Text
    word: Text
    day: date | None = None
    struck: date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What recording would change. `told` and `reports` are sentences."""

    note: Text
    stage_now: Text = ""
    stage_after: Text = ""
    stage_basis: Text = ""
    deadlines: Sequence[MovedDeadline] = ()
    figures: Sequence[Changed] = ()
    figures_note: Text = ""
    reports: Text = ""
    told: Text = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A figure read in a paper beside the register.

    `verdict`: agrees, differs-claim, other-period, unsure, unknown, rejected; `word` says it (“lệch +1 bị can”).
    `judged` is “đã nhận” and the like; while it is empty, `judge_url` takes POST judgement=accept|amend|reject.
    `opened` is the explanation under the row (safe HTML). `start`, `end`: characters of the paragraph.
    """

    number: int
    label: Text
    claimed: Text
    register: Text
    verdict: str
    word: Text
    note: Text = ""
    register_url: str = ""
    judged: Text = ""
    judge_url: str = ""
    opened: Text = ""
    start: int = 0
    end: int = 0

    @property
    def is_open(self) -> bool:
        """Whether its row stands opened."""
        return bool(self.opened)


@dataclass(frozen=True, slots=True)
class Section:
    """A line of a report's tree. `state`: "", blocked, draft, editing; `word` says it."""

    number: str
    title: Text
    url: str = ""
    state: str = ""
    word: Text = ""
    current: bool = False
    parts: Sequence[Section] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Check:
    """A check before issuing. `state`: blocks, look, passed; `text` may be safe HTML; `links` is what can be done."""

    title: Text
    state: str
    text: Text = ""
    links: Sequence[Link] = ()
