"""The reports an office can draw up, in the usual sections of a standing office's periodic report; all of it data."""

from __future__ import annotations

from typing import Final

from liemchinh.figures.catalogue import INDICATORS
from liemchinh.figures.indicator import Subject
from liemchinh.kernel.catalogue import Catalogue
from liemchinh.kernel.label import Label
from liemchinh.reports.layout import (
    Annex,
    Aside,
    Figure,
    Layout,
    Paragraph,
    Row,
    Section,
    Table,
    When,
    aside,
    each,
    sentence,
)

BALANCED: Final = frozenset({Subject.SOURCES, Subject.INVESTIGATION, Subject.PROSECUTION, Subject.TRIAL})
"""The balances of each body are forms of their own, not lines of the annex."""
_TOPIC: Final = "phòng, chống tham nhũng, lãng phí, tiêu cực"

_SITUATION: Final = Section(
    "situation",
    "Tình hình",
    (
        Paragraph(
            (
                sentence(
                    f"Báo cáo nêu kết quả công tác {_TOPIC} trên địa bàn $place trong kỳ, tổng hợp từ sổ theo dõi của"
                    " cơ quan thường trực Ban Chỉ đạo và văn bản của các cơ quan chức năng."
                ),
                sentence(
                    "Mỗi con số tính theo ngày có hiệu lực của từng quyết định, văn bản; số cuối kỳ tính đến hết ngày"
                    " $last."
                ),
            )
        ),
    ),
)

_COMMITTEE: Final = Section(
    "committee",
    "Hoạt động của Ban Chỉ đạo, Thường trực Ban Chỉ đạo",
    (
        Paragraph(
            (
                sentence(
                    "Trong kỳ, ",
                    each(
                        "Ban Chỉ đạo tổ chức {committee.plenary_meetings|phiên họp}",
                        "Thường trực Ban Chỉ đạo tổ chức {committee.standing_meetings|cuộc họp}",
                        last=", ",
                    ),
                    ".",
                    otherwise="Trong kỳ, Ban Chỉ đạo {committee.plenary_meetings=chưa họp phiên nào}, Thường trực Ban"
                    " Chỉ đạo {committee.standing_meetings=chưa họp cuộc nào}.",
                ),
                sentence(
                    "Đã ban hành ",
                    each(
                        "{committee.conclusions|thông báo kết luận}",
                        "{committee.reports|báo cáo}",
                        "{committee.documents|văn bản lãnh đạo, chỉ đạo}",
                    ),
                    ".",
                ),
            )
        ),
    ),
)

_SUPERVISION: Final = Section(
    "supervision",
    "Kiểm tra, giám sát",
    (
        Paragraph(
            (
                sentence(
                    "Đã triển khai ",
                    each("{inspection.inspections|cuộc kiểm tra}", "{inspection.supervisions|cuộc giám sát}"),
                    f" về công tác {_TOPIC}.",
                    otherwise="Trong kỳ {inspection.inspections=không mở cuộc kiểm tra},"
                    " {inspection.supervisions=cuộc giám sát nào}.",
                ),
            )
        ),
    ),
)

_DETECTION: Final = Section(
    "detection",
    "Phát hiện tham nhũng, lãng phí, tiêu cực",
    (
        Paragraph(
            (
                sentence("Cơ quan thanh tra triển khai {inspection.audits|cuộc thanh tra}."),
                sentence(
                    "Các cuộc kiểm tra, giám sát, thanh tra mở trong kỳ được tiến hành đối với"
                    " {inspection.targets|lượt tổ chức, đơn vị}."
                ),
                sentence(
                    "Qua kiểm tra, giám sát, thanh tra, đã chuyển cơ quan điều tra {inspection.referred_cases|vụ}.",
                    otherwise="Trong kỳ {inspection.referred_cases=không có vụ nào} được chuyển cơ quan điều tra qua"
                    " kiểm tra, giám sát, thanh tra.",
                ),
            )
        ),
    ),
)


def _stage(verb: str, stage: str, people: str, noun: str) -> tuple[str, Aside]:
    return (
        f"{verb} {{crime.cases_{stage}|vụ}}/{{crime.{people}_{stage}|{noun}}}",
        aside(
            " (cùng kỳ năm trước"
            f" {{crime.cases_{stage}@year_earlier|vụ}}/{{crime.{people}_{stage}@year_earlier|{noun}}})"
        ),
    )


_HANDLING: Final = Section(
    "handling",
    "Xử lý tham nhũng, lãng phí, tiêu cực",
    (
        Paragraph(
            (
                sentence(
                    "Về các tội tham nhũng, tội phạm khác về chức vụ, cơ quan tiến hành tố tụng ",
                    each(
                        _stage("khởi tố mới", "initiated", "accused", "bị can"),
                        _stage("kết luận điều tra, đề nghị truy tố", "investigated", "accused", "bị can"),
                        _stage("truy tố", "prosecuted", "accused", "bị can"),
                        _stage("xét xử sơ thẩm", "tried", "defendants", "bị cáo"),
                        comma="; ",
                        last="; ",
                    ),
                    ".",
                    otherwise="Trong kỳ {crime.cases_initiated=không khởi tố mới vụ án nào} về các tội tham nhũng,"
                    " tội phạm khác về chức vụ.",
                ),
                sentence(
                    "Đình chỉ điều tra đối với {crime.accused_cleared|bị can}; những người này không còn là bị can."
                ),
            )
        ),
    ),
)


def _case(indicator: str, when: When = When.PERIOD) -> Figure:
    return Figure(INDICATORS[indicator].code, "", when)


_WATCH: Final = Section(
    "watch",
    "Vụ án, vụ việc thuộc diện theo dõi, chỉ đạo",
    (
        Paragraph(
            (
                sentence(
                    "Trong kỳ, đưa vào diện Ban Chỉ đạo theo dõi, chỉ đạo ",
                    each("{watch.cases|vụ án}", "{watch.matters|vụ việc}"),
                    ".",
                    otherwise="Trong kỳ {watch.cases=không đưa thêm vụ án}, {watch.matters=vụ việc nào} vào diện Ban"
                    " Chỉ đạo theo dõi, chỉ đạo.",
                ),
                sentence("Có {watch.matters_turned|vụ việc} đang theo dõi được khởi tố, chuyển thành vụ án."),
                sentence(
                    "Đưa ra khỏi diện theo dõi, chỉ đạo ",
                    each("{watch.cases_closed|vụ án}", "{watch.matters_closed|vụ việc}"),
                    ".",
                ),
                sentence(
                    "Đến ngày $last, đang theo dõi, chỉ đạo ",
                    each("{watch.cases_open|vụ án}", "{watch.matters_open|vụ việc}"),
                    ".",
                    otherwise="Đến ngày $last, {watch.cases_open=không còn vụ án}, {watch.matters_open=vụ việc nào}"
                    " thuộc diện theo dõi, chỉ đạo.",
                ),
            )
        ),
        Table(
            "Vụ án, vụ việc thuộc diện theo dõi, chỉ đạo, $period",
            (
                "",
                "Đầu kỳ",
                "Đưa vào diện",
                "Từ vụ việc chuyển sang",
                "Chuyển thành vụ án",
                "Đưa ra khỏi diện",
                "Cuối kỳ",
            ),
            (27, 20, 24, 25, 25, 24, 20),
            (
                Row(
                    "Vụ án",
                    (
                        _case("watch.cases_open", When.OPENING),
                        _case("watch.cases"),
                        _case("watch.cases_from_matters"),
                        None,
                        _case("watch.cases_closed"),
                        _case("watch.cases_open"),
                    ),
                ),
                Row(
                    "Vụ việc",
                    (
                        _case("watch.matters_open", When.OPENING),
                        _case("watch.matters"),
                        None,
                        _case("watch.matters_turned"),
                        _case("watch.matters_closed"),
                        _case("watch.matters_open"),
                    ),
                ),
            ),
        ),
    ),
)

_HEADS: Final = Section(
    "heads",
    "Xử lý trách nhiệm người đứng đầu",
    (
        Paragraph(
            (
                sentence(
                    "Đã xem xét, xử lý trách nhiệm đối với {heads.handled|người đứng đầu, cấp phó}",
                    aside(", trong đó xử lý hành chính {heads.administrative|người}"),
                    aside(", xử lý hình sự {heads.criminal|người}"),
                    ".",
                    otherwise="Trong kỳ {heads.handled=chưa có người đứng đầu, cấp phó nào} bị xem xét, xử lý trách"
                    " nhiệm do để xảy ra tham nhũng, lãng phí, tiêu cực.",
                ),
            )
        ),
    ),
)

_DISCIPLINE: Final = Section(
    "discipline",
    "Thi hành kỷ luật",
    (
        Paragraph(
            (
                sentence(
                    "Đã thi hành kỷ luật ",
                    each("{discipline.organisations|tổ chức đảng}", "{discipline.individuals|cá nhân}"),
                    ".",
                    otherwise="Trong kỳ {discipline.organisations=chưa có tổ chức đảng},"
                    " {discipline.individuals=cá nhân nào} bị thi hành kỷ luật.",
                ),
            )
        ),
    ),
)

_ASSETS: Final = Section(
    "assets",
    "Thu hồi tài sản",
    (
        Paragraph(
            (
                sentence(
                    "Tính theo ngày ghi trong văn bản, trong kỳ ",
                    each(
                        "xác định tiền, tài sản bị thiệt hại, chiếm đoạt {assets.damage}",
                        "tạm giữ, kê biên, phong tỏa {assets.seized}",
                        "thu hồi, nộp lại {assets.recovered}",
                        comma="; ",
                        last="; ",
                    ),
                    ".",
                    otherwise="Trong kỳ {assets.damage=chưa xác định thêm tiền, tài sản bị thiệt hại, chiếm đoạt};"
                    " {assets.recovered=chưa có tiền, tài sản được thu hồi, nộp lại}.",
                ),
            )
        ),
    ),
)

_PETTY: Final = Section(
    "petty",
    "Phòng, chống “tham nhũng vặt”",
    (
        Paragraph(
            (
                sentence(
                    "Đã ghi nhận ",
                    each("{petty.cases|vụ án}", "{petty.matters|vụ việc}"),
                    " có tính chất “tham nhũng vặt”.",
                    otherwise="Trong kỳ {petty.cases=không ghi nhận vụ án}, {petty.matters=vụ việc nào} có tính chất"
                    " “tham nhũng vặt”.",
                ),
            )
        ),
    ),
)

SIX_MONTH: Final = Layout(
    code="six-month",
    label=Label("Báo cáo kết quả công tác 6 tháng đầu năm", "Report on the first six months"),
    series="BC/BCĐ",
    title=(f"kết quả công tác {_TOPIC}", "$period"),
    opening=f"$issuer báo cáo kết quả công tác {_TOPIC} $period$span như sau:",
    sections=(
        _SITUATION,
        Section("direction", "Kết quả lãnh đạo, chỉ đạo", (), (_COMMITTEE, _SUPERVISION)),
        Section(
            "results",
            "Kết quả thực hiện",
            (),
            (_DETECTION, _HANDLING, _WATCH, _HEADS, _DISCIPLINE, _ASSETS, _PETTY),
        ),
    ),
    closing=f"Trên đây là kết quả công tác {_TOPIC} $period, $issuer trân trọng báo cáo.",
    annex=Annex(
        "Phụ lục",
        f"Số liệu công tác {_TOPIC} $period",
        tuple(one.code for one in INDICATORS if not one.is_stated and one.subject not in BALANCED),
    ),
    recipients=(
        "Ban Nội chính Trung ương,",
        "Thường trực $committee,",
        "Thành viên Ban Chỉ đạo,",
        "Công an, Viện KSND, TAND, Thanh tra $level,",
        "Các cơ quan tham mưu của $committee,",
        "Lưu Ban Nội chính $committee.",
    ),
)

LAYOUTS: Final = Catalogue("Mẫu báo cáo", (SIX_MONTH,))
