"""The watch list put into words: from the ledger's lines and changes to the paper that page, Word and Excel print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from django.utils import timezone

from liemchinh.directory.models import Committee
from liemchinh.directory.territories import TERRITORIES
from liemchinh.kernel.calendar import show_date
from liemchinh.kernel.label import Label
from liemchinh.kernel.vietnamese import fold
from liemchinh.law.acts import DossierKind, Stage
from liemchinh.law.book import BOOK
from liemchinh.law.limits import LIMITS
from liemchinh.ledger import criteria, watch_changes, watching
from liemchinh.ledger.queries import Reading
from liemchinh.ledger.watch_changes import Changes, Compared, Since
from liemchinh.ledger.watching import Count, ListedAct, Watched
from liemchinh.reports.heading import Clocks, head_of
from liemchinh.reports.watch_list import (
    NOTHING,
    Group,
    Line,
    Mark,
    Note,
    Proposal,
    WatchList,
    count_pair,
    document_words,
    due_word,
    numbered,
    paper_number,
)
from liemchinh.web.showing.sentences import choice_label, level_label, offence_label
from liemchinh.web.visit import Visit

TITLE = Label("Vụ án, vụ việc thuộc diện theo dõi, chỉ đạo", "Cases and matters on the watch list")
MOST_ACTS = 3
"""New acts that a note names; the rest are counted, and the dossier has them all."""

_BODIES = {
    Stage.INVESTIGATION: ("dieu tra", Label("Cơ quan điều tra", "Investigating body")),
    Stage.PROSECUTION: ("kiem sat", Label("Viện kiểm sát", "Procuracy")),
    Stage.FIRST_INSTANCE: ("toa an", Label("Tòa án", "Court")),
    Stage.APPEAL: ("toa an", Label("Tòa án cấp phúc thẩm", "Court of appeal")),
    Stage.ENFORCEMENT: ("thi hanh an", Label("Cơ quan thi hành án", "Enforcement body")),
}
"""Who has the file at a stage, and the word by which the issuer of a paper is known to be that body."""
_OF_THE_LIST = ("watch.", "committee.", "register.", "petty.")
"""Acts whose issuer is not the body that handles the dossier."""


def clocks_of(visit: Visit) -> Clocks:
    """The visit's two clocks, as a paper prints them."""
    clocks = visit.clocks
    return Clocks(clocks.effective, clocks.position, clocks.reached_at, visit.shown_name, timezone.localtime(visit.now))


def watch_list(
    visit: Visit, reading: Reading, committee: Committee, committees: frozenset[int] | None, since: Since | None
) -> WatchList:
    """The list of these registers where the reader stands: a dozen statements whatever its size.

    `committee` gives the heading. Raises NotAllowedError, OutOfScopeError.
    """
    found = watch_changes.compared(visit.scope, reading, since, committees)
    proposed = watching.proposed(visit.scope, reading, committees)
    words = criteria.words_of(visit.scope, {line.committee_id for line in (*found.lines, *found.left)})
    registers = _registers({line.committee_id for line in (*found.lines, *found.left)})
    lines = [_line(line, reading, found.changes.get(line.dossier_id), words, registers) for line in found.lines]
    groups = [
        Group(level, kind, tuple(line for _, line in members))
        for (level, kind), members in groupby(
            zip(found.lines, lines, strict=True), key=lambda pair: (_highest(pair[0], reading), pair[0].kind)
        )
    ]
    return WatchList(
        head=head_of(committee),
        clocks=clocks_of(visit),
        title=TITLE,
        place=_place(committee, committees),
        since=since_words(since),
        groups=numbered(groups),
        left=_left(found, reading, words, registers),
        proposals=tuple(
            Proposal(
                code,
                number,
                title,
                level_label(act.level),
                act.on,
                document_words(act.document_number, act.on, act.issuer),
            )
            for code, number, title, act in proposed
        ),
    )


def outline(counts: Iterable[Count]) -> Label:
    """What the list holds, for a reader who does not get its lines."""
    found = list(counts)
    pairs = []
    for kind in watching.KINDS:
        dossiers = sum(one.dossiers for one in found if one.kind is kind)
        pairs.append(count_pair(kind, dossiers, sum(one.accused for one in found if one.kind is kind)))
    return Label(f"Đang theo dõi {pairs[0].vi}, {pairs[1].vi}.", f"On the list: {pairs[0].en}, {pairs[1].en}.")


def _place(committee: Committee, committees: frozenset[int] | None) -> Label:
    if committees is None:
        return Label("cả nước", "the whole country")
    return Label(committee.name, committee.name_en)


def since_words(since: Since | None) -> Label:
    """“So với khi kết thúc phiên họp …”; nothing without a comparison."""
    if since is None:
        return NOTHING
    day = show_date(since.reading.day)
    if since.session is not None:
        title = since.session.title
        named = title if day in title else f"{title}, {day}"
        return Label(f"So với khi kết thúc {named[:1].lower()}{named[1:]}.", f"Compared with the end of {named}.")
    position = f"{since.reading.known.position:,}".replace(",", ".")
    return Label(
        f"So với ngày {day}, như đã biết ở mục {position}.", f"Compared with {day}, as known at entry {position}."
    )


def _highest(line: Watched, reading: Reading) -> Label:
    return level_label(line.stay.levels(reading.day)[0])


def _registers(committee_ids: set[int]) -> Mapping[int, Label]:
    """The provinces of a list that holds several: numbers begin anew in each register."""
    if len(committee_ids) < 2:
        return {}
    found = Committee.objects.filter(pk__in=committee_ids, territory__isnull=False).values_list("pk", "territory_id")
    return {pk: TERRITORIES[territory].label for pk, territory in found if territory is not None}


def _left(
    found: Compared, reading: Reading, words: Mapping[str, Label], registers: Mapping[int, Label]
) -> tuple[Line, ...]:
    lines = (_line(line, reading, found.changes.get(line.dossier_id), words, registers) for line in found.left)
    return next(iter(numbered([Group(NOTHING, DossierKind.CASE, tuple(lines))]))).lines


def _line(
    line: Watched,
    reading: Reading,
    changes: Changes | None,
    words: Mapping[str, Label],
    registers: Mapping[int, Label],
) -> Line:
    limit = LIMITS.get(line.next_limit)
    is_case = line.kind is DossierKind.CASE
    newest, exit_act, conclusion = line.newest, line.left_by, line.conclusion
    is_gone = line.stay.until <= reading.day
    return Line(
        ordinal=0,
        committee_code=line.committee_code,
        number=line.number,
        register=registers.get(line.committee_id, NOTHING),
        title=line.title,
        kind=line.kind,
        agency=agency(line),
        stage=line.stage.label,
        stage_on=line.stage_on,
        suspended=line.suspended,
        accused=line.accused if is_case else None,
        cleared=line.cleared if is_case else None,
        offence=offence_label(line.offence) if line.offence else NOTHING,
        newest=act_label(newest) if newest else NOTHING,
        newest_on=newest.on if newest else None,
        due_on=line.next_due,
        due_word=due_word(line.next_due, reading.day, suspended=line.suspended),
        due_basis=Label(f"{limit.label.vi}, {limit.basis.label.vi}", f"{limit.label.en}, {limit.basis.label.en}")
        if limit and line.next_due
        else NOTHING,
        is_over=line.next_due is not None and line.next_due < reading.day,
        levels=tuple(level_label(level) for level in line.stay.levels(reading.day)),
        listed_on=line.stay.on,
        conclusion=paper_number(conclusion.document_number) if conclusion else NOTHING,
        left_on=line.stay.until if is_gone else None,
        exit_reason=_exit(exit_act, words) if exit_act and is_gone else NOTHING,
        notes=tuple(_notes(line, reading, changes, words)),
    )


def agency(line: Watched) -> Label:
    """The body that has the file: the newest paper of the body of this stage names it, else the body in general."""
    issuers = [act.issuer for act in reversed(line.acts) if act.issuer and not act.kind.startswith(_OF_THE_LIST)]
    at = line.hands or line.stage
    if line.kind is DossierKind.CASE and at in _BODIES:
        word, general = _BODIES[at]
        found = next((issuer for issuer in issuers if word in fold(issuer)), "")
        return Label(found, found) if found else general
    found = issuers[0] if issuers else ""
    return Label(found, found)


def act_label(act: ListedAct) -> Label:
    """The name of an act; nobody is named in a list."""
    kind = BOOK.get(act.kind)
    return kind.label if kind else Label(act.kind, act.kind)


def _exit(act: ListedAct, words: Mapping[str, Label]) -> Label:
    reason = ground_label(act, words)
    paper = document_words(act.document_number, act.on)
    return Label(
        *(f"{one} ({other})" if one else other for one, other in ((reason.vi, paper.vi), (reason.en, paper.en)))
    )


def ground_label(act: ListedAct, words: Mapping[str, Label]) -> Label:
    """The ground of leaving: one of the book's, or one of the committee's own."""
    if act.kind == "matter.turned_into_case":
        return BOOK[act.kind].label
    known = choice_label(BOOK[act.kind].grounds, act.ground)
    return words.get(act.ground, known) if known.vi == act.ground else known


def _notes(line: Watched, reading: Reading, changes: Changes | None, words: Mapping[str, Label]) -> Iterable[Note]:
    if changes is not None:
        yield from _changed(line, reading, changes, words)
    for act in line.proposals:
        if line.stay.until > reading.day:
            text = Label(f"{act_label(act).vi}, {show_date(act.on)}", f"{act_label(act).en}, {show_date(act.on)}")
            if act.kind == "watch.proposed":
                level = level_label(act.level)
                text = Label(f"đề xuất chuyển cấp: {level.vi}, {show_date(act.on)}", f"proposed: {level.en}, {act.on}")
            yield Note(Mark.PROPOSED, text)
    if line.has_returned:
        spans = [f"{show_date(stay.on)}–{show_date(stay.until)}" for stay in line.stays[:-1]]
        yield Note(Mark.EARLIER, Label("; ".join(spans), "; ".join(spans)))


def _changed(line: Watched, reading: Reading, changes: Changes, words: Mapping[str, Label]) -> Iterable[Note]:
    if changes.entered:
        why = [words[code] for code in (line.conclusion.criteria if line.conclusion else ()) if code in words]
        reasons = Label("; ".join(one.vi for one in why), "; ".join(one.en for one in why))
        yield Note(Mark.RETURNED if changes.returned else Mark.ENTERED, _dated(reasons, line.stay.on))
    if changes.left:
        yield Note(Mark.LEFT, _exit(line.left_by, words) if line.left_by else _dated(NOTHING, line.stay.until))
    if changes.levels_before:
        before = Label(
            ", ".join(level_label(level).vi for level in changes.levels_before),
            ", ".join(level_label(level).en for level in changes.levels_before),
        )
        yield Note(Mark.LEVEL, Label(f"trước là {before.vi}", f"was {before.en}"))
    if not changes.entered:
        if changes.stage_before is not None:
            was = changes.stage_before.label
            yield Note(Mark.STAGE, Label(f"{was.vi} sang {line.stage.label.vi}", f"{was.en} to {line.stage.label.en}"))
        if changes.added:
            yield Note(Mark.ADDED, Label(f"{changes.added} người", f"{changes.added} persons"))
    if changes.cleared:
        yield Note(Mark.CLEARED, Label(f"{changes.cleared} người", f"{changes.cleared} persons"))
    # Of what is new on the list everything is news: its stage, its accused and its newest act stand in their columns.
    fresh = [] if changes.entered else [act for act in changes.acts if act.position not in changes.corrections]
    for mark, acts in (
        (Mark.ACTS, fresh),
        (Mark.CORRECTED, [act for act in changes.acts if act.position in changes.corrections]),
        (Mark.ANNULLED, list(changes.annulled)),
    ):
        if acts:
            yield Note(mark, _named(acts))


def _named(acts: list[ListedAct]) -> Label:
    """The newest few with their days, and how many more."""
    named = acts[::-1][:MOST_ACTS]
    texts = [_dated(act_label(act), act.on) for act in named]
    vi, en = "; ".join(text.vi for text in texts), "; ".join(text.en for text in texts)
    rest = len(acts) - len(named)
    return Label(f"{vi}; và {rest} hành vi khác", f"{en}; and {rest} more") if rest else Label(vi, en)


def _dated(text: Label, day: date) -> Label:
    told = show_date(day)
    return Label(f"{text.vi}, {told}" if text.vi else told, f"{text.en}, {told}" if text.en else told)
