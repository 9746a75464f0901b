"""Invented samples of dossiers, recording, reconciling and reports for the page of parts: nothing here exists."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from liemchinh.web.showing.shapes import (
    Changed,
    Check,
    Claimed,
    Fact,
    Link,
    MovedDeadline,
    NotAllowed,
    Paper,
    Preview,
    Refused,
    Rung,
    Section,
    Someone,
)

_HERE: Final = "#parts"


def _safe(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308  (constants of this module)


PEOPLE: Final = (
    Someone(
        "Bị can A",
        "bị can từ 30/05/2025",
        ("nguyên Giám đốc Ban Quản lý", "khoản 3 Điều 222; khoản 4 Điều 354", "Tạm giam, lệnh đến 26/07/2026"),
    ),
    Someone(
        "Ông Đ.V.E.",
        "không còn là bị can",
        ("nguyên Phó Trưởng phòng", "Đình chỉ điều tra 04/02/2026, Điều 230"),
        cleared=True,
    ),
)
PAPERS: Final = (
    Paper("Quyết định 07/QĐ-VKS", _HERE, "08/04/2026 · Viện KSND tỉnh · 2 trang"),
    Paper("Kết luận 04/KLGĐ-STC", _HERE, "12/01/2026 · Sở Tài chính · 31 trang"),
)
RUNGS: Final = (
    Rung("Thiệt hại", 38_420_000_000, "Giám định 12/01/2026", _HERE),
    Rung("Tiền nhận hối lộ", 4_150_000_000, "Khởi tố bổ sung 26/02/2026", _HERE),
    Rung("Tạm giữ, kê biên, phong tỏa", 15_050_000_000, "Lệnh 11/03/2026", _HERE),
    Rung("Bản án tuyên phải thu hồi", None, why="chưa xét xử"),
)
FACTS: Final = (
    Fact("Cấp theo dõi", "Ban Chỉ đạo tỉnh, từ 12/06/2025"),
    Fact("Đang thụ lý", "Cơ quan CSĐT Công an tỉnh"),
    Fact("Phân loại tội phạm", "Đặc biệt nghiêm trọng"),
    Fact("Người theo dõi", "Bà T.T.H."),
    Fact("Độ mật", "Lưu hành nội bộ"),
)

REFUSALS: Final = (Refused("Những người được đề nghị truy tố: ông Đ.V.E. đã được đình chỉ điều tra", "f-unlawful"),)
NOT_ALLOWED: Final = (
    NotAllowed("Gia hạn điều tra", "đã gia hạn đủ 1 lần sau phục hồi, khoản 1 Điều 174"),
    NotAllowed("Quyết định truy tố", "chưa có kết luận điều tra, Điều 232 và Điều 240"),
    NotAllowed("Đưa vụ án ra xét xử", "chưa có cáo trạng, Điều 277"),
)
PREVIEW: Final = Preview(
    note="Tính cho 3 người hợp lệ, không có ông Đ.V.E. Đây là xem trước, chưa vào sổ.",
    stage_now="Điều tra",
    stage_after="chờ Viện kiểm sát nhận hồ sơ",
    stage_basis="Sang giai đoạn Truy tố khi Viện KSND tỉnh nhận hồ sơ và kết luận (Điều 240).",
    deadlines=(
        MovedDeadline("Điều tra", "xong trước hạn 6 ngày", struck=date(2026, 7, 20), done=True),
        MovedDeadline("Giao kết luận và hồ sơ cho Viện KSND", "mới; 2 ngày, Điều 232", day=date(2026, 7, 16)),
        MovedDeadline("Tạm giam Bị can A, Bị can C", "không đổi", day=date(2026, 7, 26)),
    ),
    figures=(
        Changed("Kết luận, đề nghị truy tố, tháng 7/2026", "3 vụ / 11", "4 vụ / 14", _HERE),
        Changed("Đang điều tra, 14/07/2026", "29 vụ / 92", "28 vụ / 89", _HERE),
    ),
    figures_note="Ba người vẫn là bị can. Cặp số vụ / bị can đi cùng nhau ở cả hai chỉ tiêu.",
    reports="Không báo cáo nào bị chênh.",
    told="Bà T.T.H., theo dõi vụ án; Ông L.Q.M., Trưởng phòng.",
)

CLAIMS_TEXT: Final = (
    "Cơ quan điều tra hai cấp khởi tố mới 14 vụ/42 bị can về các tội tham nhũng, chức vụ; kết luận điều tra, đề nghị "
    "truy tố 09 vụ/27 bị can; xử lý trách nhiệm 21 người đứng đầu. Chỉ số năm 2024 đạt 72,46 điểm."
)


def claims() -> tuple[Claimed, ...]:
    """Four read figures, one of each kind of mark, one opened."""
    rows = (
        ("14 vụ/42 bị can", "Khởi tố mới", "14 / 42", "14 / 41", "differs-claim", "lệch +1 bị can", "", ""),
        ("09 vụ/27 bị can", "Kết luận, đề nghị truy tố", "9 / 27", "9 / 27", "agrees", "khớp", "đã nhận", ""),
        (
            "21 người đứng đầu",
            "Người đứng đầu bị xử lý",
            "21",
            "2",
            "other-period",
            "khác kỳ",
            "",
            "Báo cáo: 2013 đến 06/2025. Sổ: 6 tháng đầu năm 2025",
        ),
        (
            "72,46 điểm",
            "Điểm chỉ số cấp tỉnh",
            "72,46",
            "–",
            "unknown",
            "sổ chưa có",
            "",
            "Sổ chưa nạp kết quả năm 2024",
        ),
    )
    opened = _safe(
        "<b>Báo cáo đúng với sổ lúc ban hành.</b> Ngày 03/07/2025 sổ có 14 / 42. Ngày 05/07/2025, "
        '<a href="#parts">mục 31.877</a> đính chính mục 31.204: 4 người thành 3 người.'
    )
    return tuple(
        Claimed(
            number=number,
            label=label,
            claimed=claimed,
            register=register,
            verdict=verdict,
            word=word,
            note=note,
            register_url="" if verdict == "unknown" else _HERE,
            judged=judged,
            judge_url=_HERE,
            opened=opened if number == 1 else "",
            start=CLAIMS_TEXT.index(quote),
            end=CLAIMS_TEXT.index(quote) + len(quote),
        )
        for number, (quote, label, claimed, register, verdict, word, judged, note) in enumerate(rows, start=1)
    )


SECTIONS: Final = (
    Section("I", "Tình hình", _HERE),
    Section(
        "III",
        "Kết quả thực hiện",
        _HERE,
        parts=(
            Section("1", "Phòng ngừa", _HERE),
            Section("3", "Xử lý", _HERE, "editing", "đang sửa", current=True),
            Section("6", "Thu hồi tài sản", _HERE, "blocked", "chặn"),
        ),
    ),
    Section("VI", "Kiến nghị, đề xuất", _HERE, "draft", "nháp"),
)
CHECKS: Final = (
    Check(
        "1. Số gõ tay, không có nguồn",
        "blocks",
        "Mục III.6: “12,7 tỷ đồng”. Sổ có: đã thi hành xong 12,68 tỷ.",
        (Link("Thay bằng số của sổ", _HERE), Link("Ghi nguồn khác", _HERE)),
    ),
    Check("2. Khác báo cáo trước", "look", "52-BC/BCĐ viết cùng kỳ 14 vụ/42 bị can; nay 41, do mục 31.877."),
    Check("Đầu kỳ + vào − ra = cuối kỳ, đủ 9 chỉ tiêu", "passed"),
    Check("Không có danh tính người tố cáo", "passed"),
)
SHEET: Final = {
    "parent": "Tỉnh ủy Lam Giang",
    "issuer": "Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực",
    "number": "61-BC/BCĐ",
    "place_date": "Lam Giang, ngày 15 tháng 7 năm 2026",
    "type": "Báo cáo",
    "title": "kết quả công tác phòng, chống tham nhũng, lãng phí, tiêu cực 6 tháng đầu năm 2026",
    "body": _safe(
        "<h3>I. TÌNH HÌNH</h3><p>Bản mẫu: đoạn văn này chỉ để xem cỡ chữ, lề và dãn dòng của trang in.</p>"
        "<h3>II. KẾT QUẢ</h3><p>Ban Chỉ đạo tổ chức 02 phiên họp, Thường trực họp 05 cuộc.</p>"
    ),
    "recipients": ("Ban Nội chính Trung ương", "Thường trực Tỉnh ủy", "Thành viên Ban Chỉ đạo"),
    "signed": ("T/M BAN CHỈ ĐẠO", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"),
    "signature_note": "(bản minh họa, không có chữ ký, con dấu)",
    "signer": "Đ.V.K.",
    "foot": ("Ấn bản 2026-6T/01 · hiệu lực đến 30/06/2026 · vào sổ đến 10/07/2026 17:00, mục 48.102",),
    "page": 1,
}
