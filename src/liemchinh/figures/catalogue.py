"""The indicators, each defined once and read by desk, report, form and text reader alike."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final

from liemchinh.figures.indicator import Condition, Flow, Identity, Indicator, Stated, Stock, Subject, Total, Unit
from liemchinh.figures.proceedings import BALANCES, CORRUPTION, PROCEEDINGS
from liemchinh.figures.stated import STATED
from liemchinh.figures.wording import WORDINGS
from liemchinh.kernel.catalogue import Catalogue
from liemchinh.kernel.label import Label

PROVINCIAL: Final = ("TINH-BCĐ", "TINH-BTV")
ENTRIES: Final = ("watch.put_on",)


def _committee(code: str, vi: str, en: str, kind: str, unit: Unit) -> Flow:
    return Flow(
        code=code,
        label=Label(vi, en),
        definition=Label(
            f"Đếm mỗi lần ghi “{vi}” có ngày trong kỳ.", f"Counts each entry of “{en}” dated in the period."
        ),
        unit=unit,
        subject=Subject.COMMITTEE,
        of=Condition(kind=(kind,), counted=("act",)),
    )


_COMMITTEE: Final[tuple[Indicator, ...]] = (
    _committee(
        "committee.plenary_meetings",
        "Phiên họp Ban Chỉ đạo",
        "Full sessions",
        "committee.session_held",
        Unit.MEETING,
    ),
    _committee(
        "committee.standing_meetings",
        "Cuộc họp Thường trực Ban Chỉ đạo",
        "Standing meetings",
        "committee.standing_met",
        Unit.MEETING,
    ),
    _committee(
        "committee.conclusions",
        "Thông báo kết luận",
        "Notices of conclusion",
        "committee.conclusion_issued",
        Unit.DOCUMENT,
    ),
    _committee("committee.reports", "Báo cáo", "Reports", "committee.report_issued", Unit.DOCUMENT),
    _committee(
        "committee.documents",
        "Văn bản lãnh đạo, chỉ đạo",
        "Directing documents",
        "committee.document_issued",
        Unit.DOCUMENT,
    ),
    Stated(
        code="committee.committees",
        label=Label("Ban Chỉ đạo cấp tỉnh được thành lập", "Provincial committees founded"),
        definition=Label("Số do văn bản nêu.", "As stated by papers."),
        unit=Unit.COMMITTEE,
        subject=Subject.COMMITTEE,
    ),
)


def _watch(thing: str, vi: str, en: str, unit: Unit) -> tuple[Indicator, ...]:
    kind = (thing,)
    plural = f"{thing}s"
    return (
        Flow(
            code=f"watch.{plural}",
            label=Label(f"{vi} đưa vào diện theo dõi, chỉ đạo", f"{en} put on the watch list"),
            definition=Label(
                f"Đếm {vi.lower()} có quyết định đưa vào diện theo dõi của cấp tỉnh, ngày đưa vào trong kỳ."
                " Vụ việc chuyển thành vụ án không đếm lần nữa.",
                f"Counts {en.lower()} put on the provincial watch list in the period;"
                " a matter turned into a case is not counted again.",
            ),
            unit=unit,
            subject=Subject.WATCH,
            of=Condition(kind=ENTRIES, counted=("act",), dossier_kind=kind, level=PROVINCIAL),
            state=f"watch.{plural}_open",
        ),
        Flow(
            code=f"watch.{plural}_closed",
            label=Label(f"{vi} đưa ra khỏi diện", f"{en} taken off the list"),
            definition=Label(
                f"Đếm {vi.lower()} có quyết định đưa ra khỏi diện theo dõi của cấp tỉnh trong kỳ.",
                f"Counts {en.lower()} taken off the provincial watch list in the period.",
            ),
            unit=unit,
            subject=Subject.WATCH,
            of=Condition(kind=("watch.taken_off",), counted=("act",), dossier_kind=kind, level=PROVINCIAL),
        ),
        *(
            Flow(
                code=f"watch.{plural}_moved_{way}",
                label=Label(f"{vi} chuyển cấp theo dõi {to_vi}", f"{en} moved {to_en} the provincial level"),
                definition=Label(
                    f"Đếm {vi.lower()} chuyển cấp theo dõi {to_vi} của tỉnh trong kỳ.",
                    f"Counts {en.lower()} whose level of watching changed {to_en} that of the province in the period.",
                ),
                unit=unit,
                subject=Subject.WATCH,
                of=Condition(kind=("watch.level_changed",), counted=(counted,), dossier_kind=kind, level=PROVINCIAL),
            )
            for way, to_vi, to_en, counted in (
                ("in", "về cấp", "to", "act"),
                ("out", "khỏi cấp", "from", "level_leaves"),
            )
        ),
        Stock(
            code=f"watch.{plural}_open",
            label=Label(f"{vi} đang theo dõi cuối kỳ", f"{en} on the list at the end"),
            definition=Label(
                f"Đếm {vi.lower()} đã vào và chưa ra khỏi diện theo dõi của cấp tỉnh vào ngày cuối kỳ."
                " Là số cuối kỳ: không cộng qua các kỳ.",
                f"Counts {en.lower()} on the provincial watch list on the last day; never added over periods.",
            ),
            unit=unit,
            subject=Subject.WATCH,
            at=Condition(state=("watch",), detail=PROVINCIAL, dossier_kind=kind),
        ),
    )


_WATCH: Final[tuple[Indicator, ...]] = (
    *_watch("case", "Vụ án", "Cases", Unit.CASE),
    *_watch("matter", "Vụ việc", "Matters", Unit.MATTER),
    Flow(
        code="watch.matters_turned",
        label=Label("Vụ việc đang theo dõi chuyển thành vụ án", "Watched matters turned into cases"),
        definition=Label(
            "Đếm vụ việc thuộc diện theo dõi được khởi tố thành vụ án trong kỳ.",
            "Counts watched matters that became cases in the period.",
        ),
        unit=Unit.MATTER,
        subject=Subject.WATCH,
        of=Condition(kind=("matter.turned_into_case",), counted=("act",), level=PROVINCIAL),
    ),
    Flow(
        code="watch.cases_from_matters",
        label=Label("Vụ án tiếp tục theo dõi từ vụ việc", "Cases carried over from matters"),
        definition=Label(
            "Đếm vụ án tiếp tục thuộc diện theo dõi từ vụ việc trong kỳ; không đếm là đưa vào diện lần nữa.",
            "Counts cases whose watch was carried over from a matter; they are not put on the list again.",
        ),
        unit=Unit.CASE,
        subject=Subject.WATCH,
        of=Condition(kind=("watch.carried_over",), counted=("act",), level=PROVINCIAL),
    ),
    Total(
        code="watch.items",
        label=Label("Vụ án, vụ việc đưa vào diện", "Cases and matters put on the list"),
        definition=Label("Vụ án cộng vụ việc đưa vào diện trong kỳ.", "Cases plus matters put on the list."),
        unit=Unit.ITEM,
        subject=Subject.WATCH,
        parts=("watch.cases", "watch.matters"),
        state="watch.items_open",
    ),
    Total(
        code="watch.items_closed",
        label=Label("Vụ án, vụ việc đưa ra khỏi diện", "Cases and matters taken off the list"),
        definition=Label("Vụ án cộng vụ việc đưa ra khỏi diện trong kỳ.", "Cases plus matters taken off the list."),
        unit=Unit.ITEM,
        subject=Subject.WATCH,
        parts=("watch.cases_closed", "watch.matters_closed"),
    ),
    Total(
        code="watch.items_open",
        label=Label("Vụ án, vụ việc đang theo dõi cuối kỳ", "Cases and matters on the list at the end"),
        definition=Label("Vụ án cộng vụ việc đang theo dõi ngày cuối kỳ.", "Cases plus matters on the last day."),
        unit=Unit.ITEM,
        subject=Subject.WATCH,
        parts=("watch.cases_open", "watch.matters_open"),
        of_stocks=True,
    ),
)


def _crime(code: str, vi: str, en: str, what: Label, kind: str, people: str, person_vi: str) -> tuple[Flow, Flow]:
    opened = kind == "case.initiated"
    lines = ("case.charged",) if opened else (kind,)
    return (
        Flow(
            code=f"crime.cases_{code}",
            label=Label(f"Vụ án {vi}", f"Cases {en}"),
            definition=Label(
                f"Đếm vụ án về tội tham nhũng, chức vụ (Điều 353 đến Điều 366 BLHS) {what.vi} trong kỳ;"
                " mỗi vụ một lần trong kỳ.",
                f"Counts cases of corruption and position (Art. 353 to 366) {what.en} in the period, each once.",
            ),
            unit=Unit.CASE,
            subject=Subject.CRIME,
            of=Condition(kind=(kind,), counted=("act",), offence_group=CORRUPTION),
            distinct="" if opened else "dossier",
            pair=f"crime.{people}_{code}",
        ),
        Flow(
            code=f"crime.{people}_{code}",
            label=Label(f"{person_vi} {vi}", f"{people.capitalize()} {en}"),
            definition=Label(
                f"Đếm {person_vi.lower()} trong các vụ án ấy {what.vi} trong kỳ; mỗi người một lần."
                " Khởi tố thêm bị can làm tăng số người, không tăng số vụ.",
                f"Counts persons in these cases {what.en} in the period, each once."
                " Further accused add persons, not cases.",
            ),
            unit=Unit.PERSON,
            subject=Subject.CRIME,
            of=Condition(kind=lines, counted=("person", "organisation"), offence_group=CORRUPTION),
            distinct="" if opened else "person",
            pair=f"crime.cases_{code}",
        ),
    )


_CRIME: Final[tuple[Indicator, ...]] = (
    *_crime(
        "initiated",
        "khởi tố mới",
        "opened",
        Label("có quyết định khởi tố", "opened"),
        "case.initiated",
        "accused",
        "Bị can",
    ),
    *_crime(
        "investigated",
        "kết luận điều tra, đề nghị truy tố",
        "with the investigation concluded",
        Label("có kết luận điều tra, đề nghị truy tố", "with the investigation concluded"),
        "case.investigation_concluded",
        "accused",
        "Bị can",
    ),
    *_crime(
        "prosecuted",
        "truy tố",
        "indicted",
        Label("có cáo trạng", "indicted"),
        "case.indicted",
        "accused",
        "Bị can",
    ),
    *_crime(
        "tried",
        "xét xử sơ thẩm",
        "tried at first instance",
        Label("đã tuyên án sơ thẩm", "judged at first instance"),
        "trial.first_instance",
        "defendants",
        "Bị cáo",
    ),
    Flow(
        code="crime.accused_cleared",
        label=Label("Bị can được đình chỉ điều tra", "Accused cleared"),
        definition=Label(
            "Đếm người được đình chỉ điều tra trong kỳ trong các vụ án về tội tham nhũng, chức vụ.",
            "Counts persons against whom the investigation was terminated in the period.",
        ),
        unit=Unit.PERSON,
        subject=Subject.CRIME,
        of=Condition(kind=("case.terminated_against",), counted=("person", "organisation"), offence_group=CORRUPTION),
    ),
)


def _petty(thing: str, vi: str, en: str, unit: Unit) -> Flow:
    return Flow(
        code=f"petty.{thing}s",
        label=Label(f"{vi} “tham nhũng vặt”", f"{en} of petty corruption"),
        definition=Label(
            f"Đếm {vi.lower()} được ghi nhận là “tham nhũng vặt” trong kỳ.",
            f"Counts {en.lower()} marked as petty corruption in the period.",
        ),
        unit=unit,
        subject=Subject.PETTY,
        since=date(2019, 2, 26),
        of=Condition(kind=("petty.marked",), counted=("act",), dossier_kind=(thing,)),
    )


def _inspection(code: str, vi: str, en: str, kind: str) -> Flow:
    return Flow(
        code=f"inspection.{code}",
        label=Label(vi, en),
        definition=Label(f"Đếm {vi.lower()} bắt đầu trong kỳ.", f"Counts {en.lower()} begun in the period."),
        unit=Unit.INSPECTION,
        subject=Subject.INSPECTION,
        of=Condition(kind=(kind,), counted=("act",)),
    )


_STARTS: Final = ("inspection.check_started", "inspection.supervision_started", "inspection.audit_started")
_INSPECTION: Final[tuple[Indicator, ...]] = (
    _inspection("inspections", "Cuộc kiểm tra", "Checks", "inspection.check_started"),
    _inspection("supervisions", "Cuộc giám sát", "Supervisions", "inspection.supervision_started"),
    Total(
        code="inspection.combined",
        label=Label("Cuộc kiểm tra, giám sát", "Checks and supervisions"),
        definition=Label("Cuộc kiểm tra cộng cuộc giám sát.", "Checks plus supervisions."),
        unit=Unit.INSPECTION,
        subject=Subject.INSPECTION,
        parts=("inspection.inspections", "inspection.supervisions"),
    ),
    _inspection("audits", "Cuộc thanh tra", "State inspections", "inspection.audit_started"),
    Flow(
        code="inspection.targets",
        label=Label("Tổ chức, đơn vị được kiểm tra, giám sát, thanh tra", "Bodies inspected"),
        definition=Label(
            "Đếm lượt tổ chức, đơn vị là đối tượng của các cuộc bắt đầu trong kỳ.",
            "Counts bodies named as targets of inspections begun in the period, once for each inspection.",
        ),
        unit=Unit.ORGANISATION,
        subject=Subject.INSPECTION,
        of=Condition(kind=_STARTS, counted=("organisation",)),
    ),
    Flow(
        code="inspection.referred_cases",
        label=Label("Vụ chuyển cơ quan điều tra", "Cases referred to the police"),
        definition=Label(
            "Đếm hồ sơ chuyển cơ quan điều tra trong kỳ.", "Counts files referred to the police in the period."
        ),
        unit=Unit.CASE,
        subject=Subject.INSPECTION,
        of=Condition(kind=("inspection.referred",), counted=("act",)),
    ),
)
_DISCIPLINE: Final[tuple[Indicator, ...]] = (
    Flow(
        code="discipline.organisations",
        label=Label("Tổ chức đảng bị kỷ luật", "Party organisations disciplined"),
        definition=Label(
            "Đếm tổ chức đảng bị thi hành kỷ luật trong kỳ, mỗi tổ chức một lần.",
            "Counts Party organisations disciplined in the period, each once.",
        ),
        unit=Unit.ORGANISATION,
        subject=Subject.DISCIPLINE,
        of=Condition(kind=("discipline.organisation",), counted=("organisation",)),
        distinct="organisation",
    ),
    Flow(
        code="discipline.individuals",
        label=Label("Cá nhân bị kỷ luật", "Persons disciplined"),
        definition=Label(
            "Đếm người bị thi hành kỷ luật trong kỳ, mỗi người một lần dù chịu cả kỷ luật đảng và chính quyền.",
            "Counts persons disciplined in the period, each once even when Party and State both disciplined.",
        ),
        unit=Unit.PERSON,
        subject=Subject.DISCIPLINE,
        of=Condition(kind=("discipline.person",), counted=("person",)),
        distinct="person",
    ),
)


def _heads(code: str, vi: str, en: str, kinds: tuple[str, ...]) -> Flow:
    return Flow(
        code=f"heads.{code}",
        label=Label(f"Người đứng đầu bị {vi}", f"Heads {en}"),
        definition=Label(
            f"Đếm người đứng đầu, cấp phó bị {vi} trong kỳ, mỗi người một lần.",
            f"Counts heads and deputies {en} in the period, each once.",
        ),
        unit=Unit.PERSON,
        subject=Subject.HEADS,
        of=Condition(kind=kinds, counted=("person",)),
        distinct="person",
    )


_HEADS: Final[tuple[Indicator, ...]] = (
    _heads("handled", "xem xét, xử lý trách nhiệm", "held responsible", ("heads.administrative", "heads.criminal")),
    _heads("administrative", "xử lý hành chính", "handled administratively", ("heads.administrative",)),
    _heads("criminal", "xử lý hình sự", "handled under criminal law", ("heads.criminal",)),
)


def _assets(rung: str, vi: str, en: str) -> Flow:
    return Flow(
        code=f"assets.{rung}",
        label=Label(vi, en),
        definition=Label(
            f"Cộng số tiền {vi.lower()} ghi trong kỳ. Các bậc của thang tiền không cộng với nhau.",
            f"Adds the amounts {en.lower()} recorded in the period. Rungs are never added to each other.",
        ),
        unit=Unit.VND,
        subject=Subject.ASSETS,
        of=Condition(counted=("money",), rung=(rung,)),
        sums=True,
    )


INDICATORS: Final[Catalogue[Indicator]] = Catalogue(
    "Chỉ tiêu",
    (
        *_COMMITTEE,
        *_WATCH,
        *_CRIME,
        *PROCEEDINGS,
        _petty("case", "Vụ án", "Cases", Unit.CASE),
        _petty("matter", "Vụ việc", "Matters", Unit.MATTER),
        *_INSPECTION,
        *_DISCIPLINE,
        *_HEADS,
        _assets("damage", "Thiệt hại, chiếm đoạt", "Damage and appropriation"),
        _assets("seized", "Tạm giữ, kê biên, phong tỏa", "Seized, attached or frozen"),
        _assets("recovered", "Đã thu hồi, nộp lại", "Recovered or handed in"),
        *STATED,
    ),
)

IDENTITIES: Final = Catalogue(
    "Cân đối",
    (
        Identity(
            code="watch.cases",
            label=Label("Vụ án", "Cases"),
            stock="watch.cases_open",
            comes_in=("watch.cases", "watch.cases_from_matters", "watch.cases_moved_in"),
            goes_out=("watch.cases_closed", "watch.cases_moved_out"),
        ),
        Identity(
            code="watch.matters",
            label=Label("Vụ việc", "Matters"),
            stock="watch.matters_open",
            comes_in=("watch.matters", "watch.matters_moved_in"),
            goes_out=("watch.matters_turned", "watch.matters_closed", "watch.matters_moved_out"),
        ),
        *BALANCES,
    ),
)


def phrases_of(code: str) -> tuple[str, ...]:
    """The words by which papers state the indicator, as the reader knows them; empty for what no paper states so."""
    wording = WORDINGS.get(code)
    return wording.phrases if wording else ()


def digest_of(codes: tuple[str, ...]) -> str:
    """A fingerprint of these definitions and of those they rest on."""
    wanted: list[str] = []
    for code in codes:
        indicator = INDICATORS[code]
        wanted += [code, *(indicator.parts if isinstance(indicator, Total) else ())]
    said = "\n".join(INDICATORS[code].digest() for code in sorted(set(wanted)))
    return hashlib.sha256(said.encode()).hexdigest()
