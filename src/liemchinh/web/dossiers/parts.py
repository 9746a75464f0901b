"""The parts of a dossier's page, from its file: facts, track, timeline, people, money, papers, figures it feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.kernel.calendar import FAR, Precision, show_date
from liemchinh.kernel.label import Label
from liemchinh.law.acts import TRACKS, DossierKind, Role, Rung, Stage
from liemchinh.law.book import ANNULLED, BOOK, kinds_for
from liemchinh.ledger.attachments import Attached
from liemchinh.ledger.queries import File, Reading, Recorded
from liemchinh.web.dossiers.outlook import held
from liemchinh.web.showing import shapes
from liemchinh.web.showing.sentences import charge_label, choice_label, level_label, paper_words, sentence
from liemchinh.web.showing.shown import NBSP, said, show_entry

Papers = Mapping[int, Sequence[Attached]]
"""The papers of the acts of a dossier, by mục."""

UNDER_CHARGE = (Role.ACCUSED, Role.DEFENDANT, Role.CONVICTED, Role.SERVING)
INNOCENT = (Role.CLEARED, Role.ACQUITTED)


def anchor(position: int) -> str:
    """Where an act stands on its dossier's page."""
    return f"#muc-{position}"


# Facts and track -----------------------------------------------------------------------------------------------------


def facts(file: File, reading: Reading) -> list[shapes.Fact]:
    """Level, kind of crime, accused, keeper, secrecy: what stands under the title."""
    history, day = file.history, reading.day
    found = [shapes.Fact(_("Loại hồ sơ"), DossierKind(file.dossier.kind).label)]
    watch = [span for span in history.spans if span.state == "watch" and span.holds(day)]
    if watch:
        text = ", ".join(
            _("%(level)s, từ %(day)s") % {"level": said(level_label(span.detail)), "day": show_date(span.on)}
            for span in watch
        )
        found.append(shapes.Fact(_("Cấp theo dõi"), text))
    elif DossierKind(file.dossier.kind) in {DossierKind.CASE, DossierKind.MATTER}:
        found.append(shapes.Fact(_("Cấp theo dõi"), _("không thuộc diện theo dõi")))
    newest = next((item.row for item in reversed(file.recorded) if item.stands and item.row.issuer), None)
    if newest is not None:
        found.append(shapes.Fact(_("Cơ quan của văn bản mới nhất"), newest.issuer))
    if file.dossier.kind == DossierKind.CASE:
        roles = list(history.standing(day).values())
        counted = [(roles.count(role), role) for role in (*UNDER_CHARGE, *INNOCENT) if role in roles]
        value = format_html_join(
            "; ",
            '<a class="figure" href="#nguoi">{}</a> {}',
            ((count, said(role.label)) for count, role in counted or [(0, Role.ACCUSED)]),
        )
        found.append(shapes.Fact(_("Người"), value))
    found.append(shapes.Fact(_("Người theo dõi"), file.keeper(day)))
    found.append(shapes.Fact(_("Ngày mở hồ sơ"), show_date(file.dossier.opened_on)))
    return found


def track(file: File, reading: Reading) -> tuple[list[shapes.Stage], int]:
    """The stages of the dossier's kind, and how many columns the whole track has."""
    history, day = file.history, reading.day
    whole = [stage for stage in TRACKS[history.kind] if stage is not Stage.ENDED]
    spans = [span for span in history.spans if span.state == "stage" and span.on <= day]
    current = history.stage(day)
    visited = [Stage(span.detail) for span in spans]
    last = next((stage for stage in reversed(visited) if stage is not Stage.ENDED), whole[0])
    here = last if current is Stage.ENDED else current
    shown: list[shapes.Stage] = []
    for stage in whole:
        own = [span for span in spans if span.detail == stage]
        if stage is here and current is Stage.ENDED:
            ended = next(span for span in spans if span.detail == Stage.ENDED)
            shown.append(
                shapes.Stage(stage.label, "ended", _own_day(own), _ended_words(file, ended.position, ended.on))
            )
            break
        if stage is here:
            since = _("từ %(day)s") % {"day": show_date(own[-1].on)} if own else ""
            if history.is_suspended(day):
                pause = next(span for span in history.spans if span.state == "suspended" and span.holds(day))
                words = _("tạm đình chỉ từ %(day)s") % {"day": show_date(pause.on)}
                shown.append(shapes.Stage(stage.label, "suspended", since, words))
            else:
                again = _("trở lại, đang ở giai đoạn này") if len(own) > 1 else ""
                shown.append(shapes.Stage(stage.label, "here", since, again))
        elif own:
            days = sum((min(span.until, day) - span.on).days for span in own if span.until != FAR)
            spent = _("%(count)s ngày") % {"count": days}
            after = whole.index(stage) > whole.index(here)
            shown.append(shapes.Stage(stage.label, "passed", _own_day(own), _("đã qua; trả hồ sơ") if after else spent))
        elif whole.index(stage) < whole.index(here):
            shown.append(shapes.Stage(stage.label, "passed", "", _("không qua")))
        else:
            shown.append(shapes.Stage(stage.label, "to-come"))
    return shown, len(whole)


def _own_day(own: Sequence[object]) -> str:
    return show_date(own[0].on) if own else ""  # type: ignore[attr-defined]


def _ended_words(file: File, position: int, on: date) -> str:
    recorded = file.at(position)
    kind = BOOK.get(recorded.row.kind) if recorded else None
    what = str(said(kind.label)) if kind else ""
    return _("%(what)s %(day)s: đã kết thúc") % {"what": what, "day": show_date(on)}


# Timeline ------------------------------------------------------------------------------------------------------------


def timeline(
    file: File, *, fresh: int = 0, oldest_first: bool = False, standing_only: bool = False,
    links: Callable[[Recorded], SafeString] | None = None, papers: Papers | None = None,
) -> list[shapes.Year]:  # fmt: skip
    """Acts by year, the newest first; a correction stands above what it struck, an annulled act in its own place."""
    rows: list[tuple[date, list[shapes.Happening]]] = []
    ordered = sorted(
        file.recorded, key=lambda item: (item.row.effective_on, _root(file, item)), reverse=not oldest_first
    )
    for item in ordered:
        ends = item.stands or (item.replaced_by is not None and item.replaced_by.kind == ANNULLED)
        if not ends or (standing_only and not item.stands) or item.row.kind == ANNULLED:
            continue
        rows.append((item.row.effective_on, list(_chain(file, item, fresh, standing_only, links, papers or {}))))
    years: dict[int, list[shapes.Happening]] = {}
    for day, happenings in rows:
        years.setdefault(day.year, []).extend(happenings)
    return [shapes.Year(year, found) for year, found in years.items()]


def _root(file: File, item: Recorded) -> int:
    position, earlier = item.position, item.row.replaces_id
    while earlier is not None:
        position = earlier
        before = file.at(earlier)
        earlier = before.row.replaces_id if before else None
    return position


def _chain(
    file: File, item: Recorded, fresh: int, standing_only: bool, links: Callable[[Recorded], SafeString] | None,
    papers: Papers,
) -> Iterator[shapes.Happening]:  # fmt: skip
    earlier = file.at(item.row.replaces_id) if item.row.replaces_id and not standing_only else None
    yield _happening(file, item, fresh, corrects=earlier is not None, corrected=False, links=links, papers=papers)
    while earlier is not None:
        before = file.at(earlier.row.replaces_id) if earlier.row.replaces_id else None
        yield _happening(file, earlier, fresh, corrects=before is not None, corrected=True, links=None)
        earlier = before


def _happening(
    file: File, item: Recorded, fresh: int, *, corrects: bool, corrected: bool,
    links: Callable[[Recorded], SafeString] | None, papers: Papers | None = None,
) -> shapes.Happening:  # fmt: skip
    row, by = item.row, item.replaced_by
    state = "recorded" if item.position == fresh and item.stands else ""
    basis: SafeString | str = paper_words(item, file.names, file.words)
    reason: SafeString | str = ""
    if by is not None and by.kind == ANNULLED:
        state = "annulled"
        reason = format_html(
            "<b>{}</b> {}",
            _("Hủy ghi, %(entry)s.") % {"entry": show_entry(by.position)},
            _told(by.officer.name, by.note),
        )
    elif by is not None:
        state = "struck"
        replaced = _("đã thay bằng %(entry)s") % {"entry": show_entry(by.position)}
        basis = f"{basis} · {replaced}" if basis else replaced
    elif row.replaces_id is not None:
        correction = _("Đính chính %(entry)s.") % {"entry": show_entry(row.replaces_id)}
        reason = format_html("<b>{}</b> {}", correction, _told(row.officer.name, row.note))
    for one in (papers or {}).get(row.position, ()):
        if one.stands:
            basis = format_html('{} · <a href="{}">{}</a>', basis, document_url(one.document.pk), one.document.name)
    if row.related is not None:
        url = reverse("dossier", args=[row.related.committee.code, row.related.number])
        basis = format_html('{} · <a class="nowrap" href="{}">{}</a>', basis, url, row.related.number)
    if links is not None and item.stands:
        basis = format_html("{}{}", basis, links(item))
    return shapes.Happening(
        effective_on=row.effective_on,
        name=sentence(item.act, file.names, row.related.number if row.related else "", file.words),
        entered_on=timezone.localdate(row.recorded_at),
        position=row.position,
        basis=basis,
        precision=Precision(row.precision),
        state=state,
        corrects=corrects,
        corrected=corrected,
        reason=reason,
    )


def _told(officer: str, note: str) -> str:
    return _("Lý do: %(reason)s (%(officer)s ghi).") % {"reason": note.rstrip("."), "officer": officer}


def document_url(pk: int) -> str:
    """The page of a paper."""
    try:
        return reverse("document", args=[pk])
    except NoReverseMatch:
        return ""


# People, money, papers -----------------------------------------------------------------------------------------------


def people(file: File, reading: Reading) -> list[shapes.Someone]:
    """Everybody the acts name, with the role of the day; nobody is listed smaller for being cleared."""
    day = reading.day
    roles = {span.subject: span for span in file.history.spans if span.state == "role" and span.holds(day)}
    told: dict[str, list[Label | str]] = {}
    first: dict[str, tuple[str, date]] = {}
    charges: dict[str, str] = {}
    for act in file.history.acts:
        kind = BOOK.get(act.kind)
        if kind is None or kind.subjects is None:
            continue
        for line in act.subjects:
            first.setdefault(line.subject, (act.kind, act.effective_on))
            if line.charge:
                charges[line.subject] = line.charge
            spec = kind.subjects
            for choices, code in ((spec.forms, line.form), (spec.outcomes, line.outcome)):
                if code:
                    told.setdefault(line.subject, []).append(
                        f"{said(kind.label)}, {show_date(act.effective_on)}: {said(choice_label(choices, code))}"
                    )
    kept = held(file.history, file.names, day)
    shown = []
    for key, (kind_code, since) in first.items():
        name = file.names.get(key)
        span = roles.get(key)
        role = Role(span.detail) if span else None
        status = (
            _("%(role)s từ %(day)s") % {"role": said(role.label), "day": show_date(span.on)}
            if role and span
            else f"{said(BOOK[kind_code].label)}, {show_date(since)}"
        )
        if role in INNOCENT and role is not None:
            status = str(said(role.label))
        lines: list[Label | str] = [name.post] if name and name.post else []
        if role in UNDER_CHARGE and key in charges:
            lines.append(charge_label(charges[key]))
        if role in INNOCENT and span is not None:
            lines.append(_("từ %(day)s, %(entry)s") % {"day": show_date(span.on), "entry": show_entry(span.position)})
        if key in kept:
            lines.append(kept[key])
        lines += told.get(key, [])
        url = reverse("person", args=[int(key[1:])]) if key.startswith("P") else ""
        shown.append(shapes.Someone(name.name if name else "…", status, lines, cleared=role in INNOCENT, url=url))
    return shown


def people_note(file: File, reading: Reading) -> str:
    """What a list of persons must say: who may be called guilty, and that the look was written down."""
    looked = _("Lượt xem này đã vào nhật ký.")
    if file.dossier.kind != DossierKind.CASE:
        return looked
    if any(role is Role.CONVICTED for role in file.history.standing(reading.day).values()):
        law = _("Chỉ người bị kết án theo bản án đã có hiệu lực mới là người có tội (Điều 13 BLTTHS).")
    else:
        law = _("Chưa có bản án có hiệu lực pháp luật: không ai trong danh sách này là người có tội (Điều 13 BLTTHS).")
    return f"{law} {looked}".replace("Điều 13", f"Điều{NBSP}13")


def ladder(file: File, reading: Reading) -> list[shapes.Rung]:
    """The steps of the money ladder, each with its newest act or “chưa ghi”; none where acts name no money."""
    if not any(kind.money for kind in kinds_for(DossierKind(file.dossier.kind))):
        return []
    sums = file.history.sums(reading.day)
    newest = {line.rung: act for act in file.history.acts for line in act.money if act.effective_on <= reading.day}
    found = []
    for rung in Rung:
        act = newest.get(rung)
        if act is None:
            found.append(shapes.Rung(rung.label, None, why=_("chưa ghi")))
            continue
        basis = f"{said(BOOK[act.kind].label)}, {show_date(act.effective_on)}"
        found.append(shapes.Rung(rung.label, sums[rung], basis, anchor(act.position)))
    return found


def papers(file: File, kept: Papers) -> list[shapes.Paper]:
    """The papers kept with the acts in force, the newest first."""
    found: dict[int, shapes.Paper] = {}
    for item in reversed(file.recorded):
        for one in kept.get(item.position, ()) if item.stands else ():
            if one.stands and one.document.pk not in found:
                words = " · ".join(part for part in (show_date(item.row.effective_on), item.row.issuer) if part)
                found[one.document.pk] = shapes.Paper(one.document.name, document_url(one.document.pk), words)
    return list(found.values())


def act_links(committee: str, number: str) -> Callable[[Recorded], SafeString]:
    """“Đính chính · Hủy ghi · Kèm văn bản” under an act in force."""

    def links(item: Recorded) -> SafeString:
        pairs = (
            (reverse("act_correct", args=[committee, number, item.position]), _("Đính chính")),
            (reverse("act_annul", args=[committee, number, item.position]), _("Hủy ghi")),
            (reverse("act_papers", args=[committee, number, item.position]), _("Kèm văn bản")),
        )
        unseen = show_entry(item.position)
        inner = format_html_join(
            " · ", '<a href="{}">{}<span class="unseen"> {}</span></a>', ((url, word, unseen) for url, word in pairs)
        )
        return format_html('<span class="no-print"> · {}</span>', inner)

    return links
