"""Invented samples for the page of parts: no person, case or number here exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

from liemchinh.directory.territories import in_force
from liemchinh.kernel.calendar import Precision
from liemchinh.kernel.label import Label
from liemchinh.web.drawing import charts, daylines, tiles
from liemchinh.web.showing import shown
from liemchinh.web.showing.shapes import (
    Choice,
    Column,
    DeadlineRow,
    Field,
    FilterGroup,
    Found,
    Happening,
    IdentityRow,
    Pages,
    Stage,
    Term,
    Year,
)

TODAY: Final = date(2026, 7, 14)
_HERE: Final = "#parts"


def _safe(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308  (constants of this module)


@dataclass(frozen=True, slots=True)
class Standing:
    """Two clocks as the head is given them."""

    effective: date
    known_label: str
    position: int
    is_past: bool = False
    change_url: str = _HERE
    now_url: str = _HERE


CLOCKS: Final = Standing(TODAY, "14/07/2026, 08:12", 48213)
PAST: Final = Standing(date(2025, 6, 30), "03/07/2025, 17:00", 31862, is_past=True)

COLOURS: Final = (
    ("Mực", "#1B1A17", "chữ, vạch, dữ kiện"),
    ("Mực hai", "#4F4C44", "căn cứ, chú thích"),
    ("Mực ba", "#676359", "nhãn, đầu cột"),
    ("Chàm", "#1E3A75", "mở được, làm được, đang ở đây"),
    ("Son", "#A3210F", "quá hạn, trái luật, lệch số"),
    ("Nghệ", "#7A4E00", "sắp hạn, cần xem"),
    ("Lục", "#23603A", "xong, khớp"),
    ("Viền", "#7C776A", "khung ô nhập"),
    ("Giấy", "#FCFBF7", "nền"),
    ("Lề", "#F4F2EB", "dòng đang mở, ngày nghỉ"),
    ("Chàm nhạt", "#E9EDF6", "mục đang chọn"),
    ("Son nhạt", "#FAEBE6", "số lệch"),
    ("Nghệ nhạt", "#FAF0D7", "khác kỳ, chưa chắc, mốc cũ"),
    ("Lục nhạt", "#E8F1E7", "vừa ghi xong"),
    ("Vàng", "#F2B705", "vòng chọn bằng phím"),
    ("Màu tìm", "#F7E9B8", "chữ tìm thấy"),
)

_STAGES = ("Nguồn tin", "Khởi tố", "Điều tra", "Truy tố", "Xét xử sơ thẩm", "Phúc thẩm", "Thi hành án")


def _to_come(*names: str) -> tuple[Stage, ...]:
    return tuple(Stage(name, "to-come") for name in names)


TRACKS: Final = (
    (
        "Trả hồ sơ: quay lại không xóa chặng đã qua",
        (
            Stage("Nguồn tin", "passed", basis="20 ngày"),
            Stage("Khởi tố", "passed", basis="02/04/2024"),
            Stage("Điều tra", "here", basis="điều tra bổ sung lần 1, từ 29/05/2026"),
            Stage("Truy tố", "passed", basis="đã qua; trả hồ sơ 27/05/2026"),
            *_to_come(*_STAGES[4:]),
        ),
    ),
    (
        "Tạm đình chỉ: chặng đang ở gạch chéo",
        (
            Stage("Nguồn tin", "passed", basis="38 ngày"),
            Stage("Khởi tố", "passed", basis="14/03/2024"),
            Stage("Điều tra", "suspended", basis="tạm đình chỉ từ 12/03/2026"),
            *_to_come(*_STAGES[3:]),
        ),
    ),
    (
        "Vụ việc: đường riêng, không mượn chặng của vụ án",
        (
            Stage("Nguồn tin", "passed", basis="06/02/2026"),
            Stage("Đưa vào diện", "passed", basis="11/02/2026"),
            Stage("Kiểm tra, thanh tra", "here"),
            *_to_come("Kết luận", "Xử lý hoặc khởi tố", "Đưa ra khỏi diện"),
        ),
    ),
    (
        "Đình chỉ: đường dừng ở chặng cuối cùng có thật",
        (
            Stage("Nguồn tin", "passed", basis="20 ngày"),
            Stage("Khởi tố", "passed", basis="05/06/2025"),
            Stage("Điều tra", "ended", basis="đình chỉ 29/06/2026, Điều 230: đã kết thúc"),
        ),
    ),
)


def deadline_samples() -> list[dict[str, Any]]:
    """Six deadlines, each with its words, its bar and what it shows."""
    rows = (
        (shown.due(date(2026, 8, 14), TODAY), date(2026, 6, 1), "bình thường: điều tra, Điều 172"),
        (shown.due(date(2026, 7, 20), TODAY), date(2026, 4, 8), "sắp: từ 10 ngày trước hạn"),
        (shown.due(date(2026, 7, 8), TODAY), date(2026, 6, 1), "quá: phần vượt vạch hạn màu son, kèm chữ “quá hạn”"),
        (shown.due(None, TODAY, stopped=True), date(2026, 4, 1), "dừng: nghiêng, gạch chéo; nêu căn cứ dừng"),
        (
            shown.due(date(2026, 7, 20), TODAY, done_on=date(2026, 7, 12)),
            date(2026, 6, 1),
            "xong: ngày làm xong, không phải ngày hạn",
        ),
        (
            shown.due(date(2026, 7, 23), TODAY, estimated=True),
            date(2026, 7, 11),
            "ước tính: ngày gốc chỉ rõ đến tháng",
        ),
    )
    drawn = []
    for at, (due, started, text) in enumerate(rows):
        end = date(2026, 7, 20) if due.state == "done" else due.day or date(2026, 8, 1)
        done = due.day if due.state == "done" else None
        bar = daylines.deadline_line(started, end, TODAY, key=f"line-{at}", state=due.state, done_on=done)
        note = "tạm đình chỉ từ 12/03/2026" if due.state == "stopped" else ""
        drawn.append({"due": due, "bar": bar, "text": text, "note": note})
    return drawn


def opened_deadline() -> dict[str, Any]:
    """A deadline with its bar and its arithmetic."""
    due = date(2026, 7, 20)
    bar = daylines.deadline_bar(
        (
            daylines.Stretch(date(2025, 5, 28), date(2025, 9, 29), "thời hạn đầu 4 tháng, Điều 172"),
            daylines.Stretch(
                date(2025, 9, 29), date(2026, 1, 19), "tạm đình chỉ 112 ngày, không tính, Điều 229", "suspended"
            ),
            daylines.Stretch(date(2026, 1, 19), date(2026, 4, 20), "sau phục hồi 3 tháng, Điều 174"),
            daylines.Stretch(date(2026, 4, 20), due, "gia hạn lần 1, 3 tháng"),
        ),
        due=due,
        today=TODAY,
        state="soon",
        key="investigation",
        title="Hạn điều tra",
        description="Từ 28/05/2025 đến 20/07/2026, tạm đình chỉ từ 29/09/2025 đến 19/01/2026.",
    )
    rows = (
        (
            date(2025, 5, 28),
            "Khởi tố vụ án",
            "+ 4 tháng",
            "Tội đặc biệt nghiêm trọng. Khoản 1 Điều 172 BLTTHS",
            date(2025, 9, 29),
        ),
        (
            date(2025, 9, 29),
            "Tạm đình chỉ điều tra",
            "dừng tính",
            "Hết thời hạn mà chưa có kết luận giám định, Điều 229",
            None,
        ),
        (
            date(2026, 1, 19),
            "Phục hồi điều tra",
            "+ 3 tháng",
            "Tính lại từ ngày phục hồi, Điều 235 và khoản 1 Điều 174",
            date(2026, 4, 20),
        ),
        (
            date(2026, 4, 8),
            "Gia hạn lần 1",
            "+ 3 tháng",
            "Quyết định 07/QĐ-VKS. Chỉ được một lần",
            date(2026, 7, 19),
        ),
        (
            date(2026, 7, 19),
            "Ngày cuối là Chủ nhật",
            "+ 1 ngày",
            "Chuyển sang ngày làm việc tiếp theo, Điều 134",
            due,
        ),
    )
    return {
        "title": "Hạn điều tra",
        "due": shown.due(due, TODAY),
        "word_note": "không còn lần gia hạn",
        "bar": bar,
        "rows": [
            DeadlineRow(on, event, added, why, result, url=_HERE, number=at if at < 5 else None)
            for at, (on, event, added, why, result) in enumerate(rows, start=1)
        ],
        "note": "Việc được ghi trước khi hết hạn: kết luận điều tra, đình chỉ hoặc tạm đình chỉ.",
    }


YEARS: Final = (
    Year(
        2026,
        (
            Happening(
                date(2026, 7, 14),
                "Kết luận điều tra, đề nghị truy tố 3 bị can",
                date(2026, 7, 14),
                48215,
                "Kết luận 19/KLĐT-CSKT · Điều 232",
                state="recorded",
            ),
            Happening(
                date(2026, 3, 1),
                "Trưng cầu giám định bổ sung",
                date(2026, 4, 2),
                42107,
                "Công văn báo cáo chỉ ghi tháng",
                precision=Precision.MONTH,
            ),
        ),
    ),
    Year(
        2025,
        (
            Happening(
                date(2025, 5, 30),
                "Khởi tố bị can: 3 người",
                date(2025, 7, 5),
                31877,
                "Quyết định 57, 58, 59/QĐ-CSKT · Điều 179",
                corrects=True,
                reason=_safe("<b>Đính chính mục 31.204.</b> Lý do: ghi nhầm một người làm chứng."),
            ),
            Happening(
                date(2025, 5, 30),
                "Khởi tố bị can: 4 người",
                date(2025, 6, 2),
                31204,
                "đã thay bằng mục 31.877",
                state="struck",
                corrected=True,
            ),
            Happening(
                date(2025, 6, 18),
                "Phong tỏa tài khoản của Công ty Y.",
                date(2025, 6, 20),
                31566,
                state="annulled",
                reason=_safe(
                    '<b>Hủy ghi, mục 31.702.</b> Lý do: ghi nhầm hồ sơ, thuộc <a href="#parts">VA-2025-011</a>'
                ),
            ),
        ),
    ),
)


IDENTITY: Final = (
    IdentityRow(
        "Vụ án",
        (
            Term("Đầu kỳ 01/01/2026", 28, _HERE),
            Term("Đưa vào diện", 4, _HERE, "+"),
            Term("Vụ việc thành vụ án", 2, _HERE, "+"),
            Term("Đưa ra khỏi diện", 3, _HERE, "−"),
            Term("Đang theo dõi 14/07/2026", 31, _HERE, "="),
        ),
    ),
    IdentityRow(
        "Vụ việc",
        (
            Term("Đầu kỳ 01/01/2026", 14, _HERE),
            Term("Đưa vào diện", 3, _HERE, "+"),
            Term("Vụ việc thành vụ án", 2, _HERE, "−"),
            Term("Đưa ra khỏi diện", 3, _HERE, "−"),
            Term("Đang theo dõi 14/07/2026", 12, _HERE, "="),
        ),
    ),
)

WATERFALL: Final = (
    Term("Đầu kỳ, 01/01/2026", 71, _HERE),
    Term("Khởi tố mới", 96, _HERE, "+"),
    Term("Phục hồi điều tra", 5, _HERE, "+"),
    Term("Kết luận, đề nghị truy tố", 68, _HERE, "−"),
    Term("Đình chỉ điều tra", 3, _HERE, "−"),
    Term("Tạm đình chỉ điều tra", 4, _HERE, "−"),
    Term("Đang điều tra, 30/06/2026", 97, _HERE, "="),
)

FIELDS: Final = (
    Field("plain", "Thường", hint="Ngày ký ghi trên văn bản.", kind="day"),
    Field("echoed", "Đang gõ", hint="Gõ 14/7 cũng được.", kind="day", value="14/7", echo="hiểu là 14/07/2026, thứ Ba"),
    Field(
        "amount",
        "Tiền: đọc lại bằng chữ",
        kind="amount",
        value="38.420.000.000",
        unit="đồng",
        words="Ba mươi tám tỷ bốn trăm hai mươi triệu đồng",
    ),
    Field(
        "misread",
        "Gõ chưa đúng",
        kind="day",
        value="31/06/2026",
        refusal_word="Chưa hiểu:",
        refusal="tháng 6 chỉ có 30 ngày. Gõ lại, ví dụ 30/06/2026.",
    ),
    Field(
        "unlawful",
        "Luật không cho",
        kind="select",
        choices=(Choice("", "Gia hạn điều tra lần 2"),),
        refusal_word="Luật không cho phép ghi:",
        refusal="sau phục hồi chỉ gia hạn một lần (khoản 1 Điều 174 BLTTHS). Đã gia hạn ngày 08/04/2026, mục 42.530.",
        can_do="kết luận điều tra, tạm đình chỉ, đình chỉ.",
    ),
    Field(
        "ambiguous",
        "Số mập mờ",
        value="1,858",
        width="short",
        refusal_word="Chưa rõ:",
        refusal="dấu phẩy là phần lẻ hay phần nghìn? Chọn một.",
    ),
    Field("locked", "Đã khóa", kind="locked", value="30/06/2026", hint="Ấn bản đã ban hành thì không đổi."),
    Field("note", "Ghi chú", kind="area", hint="Không bắt buộc. Không ghi danh tính người tố cáo vào đây.", rows=3),
    Field(
        "precision",
        "Độ chính xác của ngày",
        kind="radios",
        hint="Văn bản chỉ ghi tháng thì chọn tháng.",
        choices=(
            Choice("day", "ngày"),
            Choice("month", "tháng", chosen=True),
            Choice("quarter", "quý"),
            Choice("year", "năm"),
        ),
    ),
)

COLUMNS: Final = (
    Column("Tỉnh"),
    Column("Vụ án", _HERE, number=True),
    Column("Bị can", _HERE, "descending", number=True),
    Column("cùng kỳ", number=True),
)
ROWS: Final = (("Lâm Đồng", 53, 154, 80, False), ("Phú Thọ", 43, 140, 107, True), ("Ninh Bình", 35, 93, 88, False))

FILTERS: Final = (
    FilterGroup("kind", "Loại", (Choice("case", "Vụ án", True, 31), Choice("matter", "Vụ việc", True, 12))),
    FilterGroup(
        "due",
        "Hạn",
        (
            Choice("over", "Quá hạn", count=2),
            Choice("soon", "Trong 10 ngày", count=5),
            Choice("off", "Tạm đình chỉ", count=3),
        ),
    ),
)
PAGES: Final = Pages(1, 14, 43, next_url=_HERE, all_url=_HERE)

RESULTS: Final = (
    Found(
        "VA-2025-021",
        _safe("Vi phạm quy định về <mark>đấu thầu</mark>… <mark>Bệnh viện</mark> đa khoa H."),
        "vụ án",
        _HERE,
    ),
    Found(
        "TT-2025-012",
        _safe("Kết luận thanh tra việc <mark>đấu thầu</mark> thuốc, <mark>bệnh viện</mark> Y."),
        "kết luận",
        _HERE,
    ),
    Found("23-TB/BCĐ", _safe("về <mark>đấu thầu</mark> vật tư y tế"), "văn bản", ""),
)


def strip() -> SafeString:
    """The desk's days."""
    first, last = date(2026, 7, 6), date(2026, 8, 2)
    over = {8: 1, 9: 1}
    due = {14: 3, 15: 2, 16: 2, 17: 2, 20: 1, 22: 1, 23: 2, 27: 1, 29: 2, 31: 1}
    done = {7: 2, 10: 3, 13: 1}
    days = [
        daylines.StripDay(
            day,
            over.get(day.day, 0) if day.month == 7 else 0,
            due.get(day.day, 0) if day.month == 7 else 0,
            done.get(day.day, 0) if day.month == 7 else 0,
            day.weekday() > 4,
        )
        for day in daylines.days_between(first, last)
    ]
    return daylines.calendar_strip(
        days, today=TODAY, key="strip", title="Việc theo ngày", description=daylines.describe_strip(days)
    )


def trend() -> SafeString:
    """Two stocks over fifteen quarters, with the change of units."""
    return charts.trend(
        (
            charts.Series("vụ án", (15, 18, 20, 21, 22, 24, 24, 26, 25, 27, 27, 28, 29, 30, 31)),
            charts.Series("vụ việc", (8, 11, 13, 15, 16, 17, 18, 16, 18, 17, 16, 15, 14, 13, 12)),
        ),
        key="stocks",
        title="Đang theo dõi theo quý",
        description="Vụ án từ 15 lên 31; vụ việc từ 8 lên 18 rồi xuống 12.",
        first="Quý IV/2022",
        last="Quý III/2026",
        steps=True,
        breaks=(charts.Break(12, "Bỏ cấp huyện, 34 tỉnh từ 01/07/2025"),),
    )


def tile_maps() -> list[SafeString]:
    """The 34 provinces and the 63 before them, with invented numbers."""
    drawn = []
    for day, key, title in (
        (date(2026, 6, 30), "map34", Label("Bị can, 34 tỉnh, thành phố", "Accused, 34 provinces")),
        (date(2025, 6, 30), "map63", Label("Bị can, 63 tỉnh, thành phố", "Accused, 63 provinces")),
    ):
        values = {
            province.id: tiles.Tile(13 + (at * 37) % 250, _HERE)
            for at, province in enumerate(in_force(day))
            if province.id not in {"lai-chau", "ca-mau.2", "ca-mau.1"}
        }
        drawn.append(
            tiles.tile_map(
                values,
                on=day,
                bounds=(40, 70, 100, 150),
                key=key,
                title=str(shown.said(title)),
                description="Số minh họa; mỗi ô mở bằng chứng của tỉnh.",
            )
        )
    return drawn


WORKING: Final = {"done": 21, "total": 34}
