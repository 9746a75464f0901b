from __future__ import annotations

import time
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liemchinh.figures.wording import ASIDES, HEADS, TOPICS, WORDINGS
from liemchinh.kernel.calendar import Period
from liemchinh.reader import OTHER, Claim, read

PUBLISHED = date(2024, 7, 20)


def figures(text: str) -> list[tuple[str, str, str]]:
    return [(claim.indicator, str(claim.value), claim.scope) for claim in read(text, published=PUBLISHED)]


def named(text: str) -> dict[str, Claim]:
    return {claim.indicator: claim for claim in read(text, published=PUBLISHED)}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Trong năm 2023, Công an tỉnh Hà Giang đã khởi tố 17 vụ án với 46 bị can về các tội tham nhũng; Viện kiểm "
            "sát ban hành cáo trạng truy tố 12 vụ, 35 bị can; Tòa án đưa ra xét xử 11 vụ với 30 bị cáo.",
            [
                ("crime.cases_initiated", "17", "02"),
                ("crime.accused_initiated", "46", "02"),
                ("crime.cases_prosecuted", "12", "02"),
                ("crime.accused_prosecuted", "35", "02"),
                ("crime.cases_tried", "11", "02"),
                ("crime.defendants_tried", "30", "02"),
            ],
        ),
        (
            "Quý II năm 2023, Thanh tra tỉnh Hòa Bình tiến hành 15 cuộc thanh tra tại 32 đơn vị, phát hiện sai phạm "
            "6 tỷ 250 triệu đồng, kiến nghị thu hồi 4,1 tỷ đồng, đến nay đã thu hồi 3 tỷ đồng.",
            [
                ("inspection.audits", "15", "17"),
                ("inspection.targets", "32", "17"),
                ("assets.damage", "6250000000", "17"),
                (OTHER, "4100000000", "17"),
                ("assets.recovered", "3000000000", "17"),
            ],
        ),
        (
            "Ủy ban kiểm tra các cấp của tỉnh Lào Cai đã thi hành kỷ luật 9 tổ chức đảng và 120 đảng viên, trong đó "
            "khiển trách 80 đảng viên, cảnh cáo 30, khai trừ 10.",
            [
                ("discipline.organisations", "9", "10"),
                ("discipline.individuals", "120", "10"),
                (OTHER, "80", "10"),
                (OTHER, "30", "10"),
                (OTHER, "10", "10"),
            ],
        ),
        (
            "Số vụ án, vụ việc thuộc diện Ban Chỉ đạo tỉnh Cà Mau theo dõi, chỉ đạo là 18, trong đó đã kết thúc 11 vụ, "
            "còn 7 vụ.",
            [("watch.items", "18", "96"), ("watch.items_closed", "11", "96"), ("watch.items_open", "7", "96")],
        ),
        (
            "Năm 2022, tỉnh Phú Yên có 3.120 lượt người kê khai tài sản, thu nhập; xác minh tài sản, thu nhập của 65 "
            "người; chuyển đổi vị trí công tác đối với 210 trường hợp.",
            [
                ("declarations.filed", "3120", "54"),
                ("declarations.verified", "65", "54"),
                ("prevention.transferred", "210", "54"),
            ],
        ),
        (
            "Tỉnh Quảng Ninh đạt 80,15 điểm, xếp vị trí thứ 3/63 tỉnh, thành, tăng 2 bậc so với năm trước về chỉ số "
            "đánh giá công tác phòng, chống tham nhũng năm 2022.",
            [
                ("index.score", "80.15", "22"),
                ("index.rank", "3", "22"),
                ("index.participants", "63", "VN"),
                ("index.rank_change", "2", "22"),
            ],
        ),
        (
            "Tiếp nhận và xử lý 560 đơn thư, có 120 đơn khiếu nại, 88 đơn tố cáo, đã giải quyết 510 đơn.",
            [
                ("petitions.received", "560", "VN"),
                (OTHER, "120", "VN"),
                ("petitions.denunciations", "88", "VN"),
                ("petitions.resolved", "510", "VN"),
            ],
        ),
        (
            "Có 14 trường hợp người đứng đầu bị xem xét, xử lý trách nhiệm; trong đó, kỷ luật 11 trường hợp, xử lý "
            "hình sự 3 trường hợp.",
            [("heads.handled", "14", "VN"), ("heads.administrative", "11", "VN"), ("heads.criminal", "3", "VN")],
        ),
        (
            "Trong quý, Ban Chỉ đạo tỉnh Ninh Thuận ban hành 12 văn bản, 3 báo cáo; tổ chức 2 phiên họp; Thường trực "
            "Ban Chỉ đạo tổ chức 4 cuộc họp.",
            [
                ("committee.documents", "12", "58"),
                ("committee.reports", "3", "58"),
                ("committee.plenary_meetings", "2", "58"),
                ("committee.standing_meetings", "4", "58"),
            ],
        ),
        (
            "Cụm thi đua số 4 (gồm các tỉnh Tây Nguyên) tham mưu xử lý được 20 vụ án và 15 vụ việc “tham nhũng vặt”; "
            "riêng Gia Lai 6 vụ án.",
            [
                ("petty.cases", "20", "CLUSTER:4"),
                ("petty.matters", "15", "CLUSTER:4"),
                ("petty.cases", "6", "64"),
            ],
        ),
        (
            "Huyện ủy Mai Châu (Hòa Bình) kỷ luật 2 chi bộ và 17 đảng viên trong năm 2023.",
            [
                ("discipline.organisations", "2", "ORG:Huyện Mai Châu (Hòa Bình)"),
                ("discipline.individuals", "17", "ORG:Huyện Mai Châu (Hòa Bình)"),
            ],
        ),
        (
            "Kết quả: tổng số cuộc kiểm tra: 45 cuộc; tổng số cuộc giám sát: 30 cuộc; số đảng viên bị kỷ luật: 66.",
            [
                ("inspection.inspections", "45", "VN"),
                ("inspection.supervisions", "30", "VN"),
                ("discipline.individuals", "66", "VN"),
            ],
        ),
        (
            "Hà Nội và Hải Phòng lần lượt khởi tố 31 và 12 vụ án tham nhũng.",
            [("crime.cases_initiated", "31", "01"), ("crime.cases_initiated", "12", "31")],
        ),
        (
            "Sơn La, Lai Châu mỗi tỉnh khởi tố 4 vụ án tham nhũng.",
            [("crime.cases_initiated", "4", "14"), ("crime.cases_initiated", "4", "12")],
        ),
        (
            "Đã chuyển 4 vụ việc có dấu hiệu tội phạm sang cơ quan điều tra; kiểm tra công khai, minh bạch 6 cuộc.",
            [("inspection.referred_cases", "4", "VN"), ("prevention.publicity_checks", "6", "VN")],
        ),
        (
            "Đến nay, 63/63 tỉnh, thành phố trực thuộc Trung ương đã thành lập Ban Chỉ đạo cấp tỉnh.",
            [("committee.committees", "63", "VN")],
        ),
        (
            "Tạm giữ 12 tỷ đồng và phong tỏa tài khoản hơn 30 tỷ đồng của nhóm bị can ở Đà Nẵng.",
            [("assets.seized", "12000000000", "48"), ("assets.seized", "30000000000", "48")],
        ),
    ],
)
def test_each_figure_is_read_with_its_indicator_and_its_owner(text: str, stated: list[tuple[str, str, str]]) -> None:
    assert figures(text) == stated


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị có 250 đại biểu dự tại 12 điểm cầu; đã nghe 5 tham luận và thảo luận trong 3 giờ.",
        "Căn cứ Quy định số 77-QĐ/XY, Điều 353 và Nghị định 99/2031/NĐ-CP, phiên họp thứ 4 họp ngày 12/3/2024.",
        "So với cùng kỳ năm 2022, số vụ khởi tố tăng 5 vụ, số bị can giảm 3 bị can; số tiền thu hồi tăng 12%.",
        "Điện thoại đường dây nóng 0987.654.321, số 15 đường Lê Lợi, 24 giờ mỗi ngày.",
        "Hàng trăm vụ việc, vài chục cán bộ đã được nhắc đến trong năm qua.",
    ],
)
def test_numbers_that_are_no_figures_are_left_alone(text: str) -> None:
    assert figures(text) == []


def test_periods_are_read_and_inherited() -> None:
    text = (
        "Từ ngày 15/12/2022 đến ngày 14/12/2023, tỉnh Gia Lai khởi tố 12 vụ án tham nhũng. Tòa án xét xử sơ thẩm 8 vụ. "
        "Riêng quý I/2023 truy tố 3 vụ."
    )
    claims = named(text)
    whole = Period(date(2022, 12, 15), date(2023, 12, 14))
    assert claims["crime.cases_initiated"].period == whole
    assert claims["crime.cases_tried"].period == whole
    assert claims["crime.cases_prosecuted"].period == Period.quarter(2023, 1)


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("6 tháng đầu năm 2023", Period.half(2023, 1)),
        ("Nửa cuối năm 2022", Period.half(2022, 2)),
        ("Chín tháng đầu năm", Period(date(2024, 1, 1), date(2024, 9, 30))),
        ("Quý III/2023", Period.quarter(2023, 3)),
        ("Tháng 5 năm 2023", Period.month(2023, 5)),
        ("Giai đoạn 2016 - 2021", Period(date(2016, 1, 1), date(2021, 12, 31))),
        ("Từ năm 2019 đến hết năm 2022", Period(date(2019, 1, 1), date(2022, 12, 31))),
        ("Từ tháng 3/2023 đến nay", Period(date(2023, 3, 1), PUBLISHED)),
        ("Từ đầu năm đến hết tháng 5", Period(date(2024, 1, 1), date(2024, 5, 31))),
        ("Sau 1 năm đi vào hoạt động", Period(date(2022, 6, 1), date(2023, 6, 30))),
        ("Từ ngày 05 tháng 01 năm 2023 đến ngày 10 tháng 6 năm 2023", Period(date(2023, 1, 5), date(2023, 6, 10))),
    ],
)
def test_stretches_of_time_are_read_as_papers_write_them(when: str, period: Period) -> None:
    assert named(f"{when}, Ban Chỉ đạo tỉnh Bạc Liêu ban hành 40 văn bản.")["committee.documents"].period == period


def test_a_state_has_a_day_and_no_period() -> None:
    claims = named("Đến 30/6/2023, tỉnh Long An còn 6 vụ án, 3 vụ việc thuộc diện theo dõi, chỉ đạo.")
    assert claims["watch.cases"].as_of == date(2023, 6, 30)
    assert claims["watch.cases"].period is None
    now = named("Ban Chỉ đạo tỉnh hiện đang theo dõi, chỉ đạo 10 vụ án.")
    assert now["watch.cases"].as_of == PUBLISHED


def test_the_same_period_a_year_before_is_another_figure() -> None:
    claims = read("Sáu tháng đầu năm 2023, khởi tố 9 vụ án tham nhũng (cùng kỳ 5 vụ).", published=PUBLISHED)
    assert [(str(claim.value), claim.period) for claim in claims] == [
        ("9", Period.half(2023, 1)),
        ("5", Period.half(2022, 1)),
    ]


def test_the_day_of_the_paper_is_found_in_it() -> None:
    text = "Thứ Hai, 08/05/2023, 07:15\nTừ tháng 1/2023 đến nay, tỉnh Long An khởi tố 3 vụ án tham nhũng."
    assert read(text)[0].period == Period(date(2023, 1, 1), date(2023, 5, 8))


def test_qualifiers_hold_for_the_next_figure_only() -> None:
    claims = named("Toàn tỉnh có hơn 3.000 người kê khai tài sản, ít nhất 60 người được xác minh, 12 vụ án bị khởi tố.")
    assert claims["declarations.filed"].qualifier == "more_than"
    assert claims["declarations.verified"].qualifier == "at_least"
    assert claims["crime.cases_initiated"].qualifier == "exact"


def test_targets_are_told_apart_from_results() -> None:
    claim = read("Phấn đấu trong năm 2025 kiểm tra ít nhất 10 đơn vị.", published=PUBLISHED)[0]
    assert claim.indicator == OTHER
    assert claim.note.startswith("plan:")


def test_codes_follow_the_day_of_the_figure() -> None:
    assert named("Quý III/2025, tỉnh An Giang khởi tố 5 vụ án.")["crime.cases_initiated"].scope == "91"
    assert named("Quý III/2023, tỉnh An Giang khởi tố 5 vụ án.")["crime.cases_initiated"].scope == "89"
    assert named("Quý III/2025, tỉnh An Giang (cũ) khởi tố 5 vụ án.")["crime.cases_initiated"].scope == "89"


def test_figures_without_a_named_owner_belong_to_the_office_that_reads() -> None:
    claims = read("Toàn tỉnh khởi tố 12 vụ án tham nhũng.", published=PUBLISHED, default_scope="24")
    assert claims[0].scope == "24"


SENTENCE = "Năm 2023, Ủy ban Kiểm tra các cấp tỉnh Hoà Bình thi hành kỷ luật 08 tổ chức đảng, hai mươi mốt đảng viên."


@pytest.mark.parametrize(
    "written",
    [
        SENTENCE,
        unicodedata.normalize("NFD", SENTENCE),
        SENTENCE.replace("Hoà", "Hòa").replace("kỷ", "kỉ").replace("Ủy", "Uỷ"),
        SENTENCE.replace(" ", "\u00a0"),
        SENTENCE.replace("kỷ luật 08", "kỷ\nluật08"),
        SENTENCE.replace("đảng viên", "đảngviên"),
        SENTENCE.replace("đảng, ", "đảng ,"),
    ],
)
def test_spelling_and_spacing_do_not_change_what_is_read(written: str) -> None:
    claims = read(written, published=PUBLISHED)
    assert [(claim.indicator, str(claim.value), claim.scope) for claim in claims] == [
        ("discipline.organisations", "8", "17"),
        ("discipline.individuals", "21", "17"),
    ]
    assert claims[0].period == Period.year(2023)
    assert "08" in written[claims[0].start : claims[0].end]


def test_capitals_without_accents_are_read() -> None:
    text = "CONG TAC PHONG, CHONG THAM NHUNG TINH THAI BINH NAM 2023: KHOI TO 12 VU, 31 BI CAN; XET XU 9 VU, 22 BI CAO."
    claims = read(text, published=PUBLISHED)
    assert [(claim.indicator, str(claim.value)) for claim in claims] == [
        ("crime.cases_initiated", "12"),
        ("crime.accused_initiated", "31"),
        ("crime.cases_tried", "9"),
        ("crime.defendants_tried", "22"),
    ]
    assert {(claim.scope, claim.period) for claim in claims} == {("34", Period.year(2023))}


def test_quotes_are_slices_of_the_text_of_at_most_twelve_words() -> None:
    text = unicodedata.normalize("NFD", SENTENCE)
    for claim in read(text, published=PUBLISHED):
        assert claim.quote in text
        assert len(claim.quote.split()) <= 12
        assert text[claim.start : claim.end] in claim.quote


def test_a_figure_said_twice_is_one_claim() -> None:
    text = "Năm 2023 tỉnh Long An thu hồi 3 tỷ đồng. Con số thu hồi 3 tỷ đồng là nỗ lực lớn."
    assert [claim.value for claim in read(text, published=PUBLISHED)] == [Decimal(3_000_000_000)]


def test_claims_stand_in_the_order_of_the_text() -> None:
    claims = read(SENTENCE, published=PUBLISHED)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)


PIECES = (
    "khởi tố|7|vụ|bị can|/|(|)|,|;|.|\n|tỉnh|Hà Nội|huyện Ba Vì|năm 2023|cùng kỳ|tăng|từ|đến|nay|còn lại|tỷ đồng|1.858"
    "|72,46|điểm|xếp thứ|8/63|trong đó|mỗi tỉnh|lần lượt|năm|một|Cụm thi đua số|2|quý IV|ngày 31/2/2023|%|²|31/13|số"
    "|:|hơn|Bộ|Cục Thuế|người|đơn|giải quyết|bậc|con số này|kỷ luật|khiển trách"
)
WORDS = st.sampled_from(PIECES.split("|"))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_no_text_stops_the_reader(text: str) -> None:
    for claim in read(text, published=PUBLISHED):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.quote in text
        assert claim.period is None or claim.as_of is None


def test_every_wording_uses_declared_nouns_and_topics() -> None:
    for declared in (*WORDINGS, *ASIDES):
        assert set(declared.heads) <= set(HEADS.codes)
        assert set(declared.topics) <= set(TOPICS.codes)
    assert all(wording.phrases for wording in WORDINGS)


@pytest.mark.parametrize(
    "piece", ["a", "1", " ", "7 vụ, ", "1/", "5 tỷ ", "(", "a\n", "từ ngày 1/2/2023 ", "e\u0301\u0323"]
)
def test_endless_texts_are_read_in_time_that_grows_with_their_length(piece: str) -> None:
    begun = time.process_time()
    read((piece * 20_000)[:20_000] + "x")
    assert time.process_time() - begun < 5


def test_rows_of_a_table_are_read_line_by_line() -> None:
    claims = read("Khởi tố mới\t12 vụ\t31 bị can\nXét xử sơ thẩm\t9 vụ\t22 bị cáo", published=PUBLISHED)
    assert [(claim.indicator, str(claim.value)) for claim in claims] == [
        ("crime.cases_initiated", "12"),
        ("crime.accused_initiated", "31"),
        ("crime.cases_tried", "9"),
        ("crime.defendants_tried", "22"),
    ]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Công an tỉnh Quảng Trị tự kiểm tra nội bộ 7 cuộc, kỷ luật 4 cán bộ. Toàn tỉnh khởi tố 5 vụ tham nhũng.",
            [
                ("inspection.inspections", "7", "ORG:Công an tỉnh Quảng Trị"),
                ("discipline.individuals", "4", "ORG:Công an tỉnh Quảng Trị"),
                ("crime.cases_initiated", "5", "45"),
            ],
        ),
        (
            "Công an tỉnh Quảng Trị khởi tố 5 vụ án tham nhũng với 12 bị can.",
            [("crime.cases_initiated", "5", "45"), ("crime.accused_initiated", "12", "45")],
        ),
        (
            "Hỏi: Tỉnh Bình Thuận có bao nhiêu vụ án thuộc diện theo dõi? Đáp: Hiện có 14 vụ án.",
            [("watch.cases", "14", "60")],
        ),
        (
            "Tháng qua, Hưng Yên và Hải Dương ra quân cao điểm. Hai tỉnh lần lượt khởi tố 17 và 23 vụ án tham nhũng.",
            [("crime.cases_initiated", "17", "33"), ("crime.cases_initiated", "23", "30")],
        ),
        (
            "Tỉnh Lào Cai thu hồi 6,3 tỷ đồng/21,7 tỷ đồng phải thu hồi; tiếp nhận 2 046 đơn, đã xử lý 1 905 đơn.",
            [
                ("assets.recovered", "6300000000", "10"),
                (OTHER, "21700000000", "10"),
                ("petitions.received", "2046", "10"),
                ("petitions.resolved", "1905", "10"),
            ],
        ),
        ("Phiên họp thứ 11 Ban Chỉ đạo tỉnh Sóc Trăng khai mạc.", []),
        (
            "Tỉnh Hà Nam có 5.100 người thuộc diện kê khai, đã kê khai 5.098 người; xác minh 40 người có nghĩa vụ kê "
            "khai tài sản, thu nhập.",
            [
                (OTHER, "5100", "35"),
                ("declarations.filed", "5098", "35"),
                ("declarations.verified", "40", "35"),
            ],
        ),
    ],
)
def test_who_is_meant_and_what_is_counted_follow_the_grammar(text: str, stated: list[tuple[str, str, str]]) -> None:
    assert figures(text) == stated


def test_times_in_brackets_with_figures_hold_only_there() -> None:
    text = "Hai năm 2022-2023, Hà Nam khởi tố 27 vụ án (năm 2022: 11; năm 2023: 16), 73 bị can."
    spans = {int(claim.value): claim.period for claim in read(text, published=PUBLISHED)}
    assert spans[11] == Period(date(2022, 1, 1), date(2022, 12, 31))
    assert spans[73] == spans[27] == Period(date(2022, 1, 1), date(2023, 12, 31))
