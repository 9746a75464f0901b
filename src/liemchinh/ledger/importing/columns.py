"""The three lists of a workbook and what their columns mean, by the heads under which offices keep them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.ledger.importing.words import plain


class List(enum.StrEnum):
    """A list; `sheet` is the sheet of the template that holds it."""

    DOSSIERS = "dossiers"
    PERSONS = "persons"
    ACTS = "acts"

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return {"dossiers": "Hồ sơ", "persons": "Người", "acts": "Hành vi"}[self.value]

    @property
    def label(self) -> Label:
        """What one row is."""
        return {
            "dossiers": Label("vụ án, vụ việc", "cases and matters"),
            "persons": Label("người", "persons"),
            "acts": Label("hành vi", "acts"),
        }[self.value]


@dataclass(frozen=True, slots=True)
class Column:
    """`also`: other heads of the same meaning; `choices`: the name of the list a cell is chosen from; `offered`: stands
    in the template; `width` in letters; `most`: letters the register takes."""

    code: str
    label: Label
    hint: Label
    also: tuple[str, ...] = ()
    width: int = 14
    choices: str = ""
    is_day: bool = False
    needed: bool = False
    offered: bool = True
    most: int = 200

    @property
    def forms(self) -> tuple[str, ...]:
        """Every head by which it is known, without accents."""
        return tuple(dict.fromkeys(plain(form) for form in (self.label.vi, *self.also)))


def _column(code: str, vi: str, en: str, hint: str, hint_en: str, *also: str, **more: object) -> Column:
    return Column(code, Label(vi, en), Label(hint, hint_en), also, **more)  # type: ignore[arg-type]


_NAME: Final = ("họ tên", "tên", "họ và tên bị can", "họ tên bị can", "tên bị can", "họ và tên người bị khởi tố")
_BORN: Final = ("sinh năm", "ngày sinh", "ngày tháng năm sinh", "ns", "năm sinh bị can")
_SEX: Final = ("giới", "nam nữ", "nam/nữ")
_POST: Final = ("chức danh", "nghề nghiệp", "chức vụ nghề nghiệp", "chức vụ khi vi phạm")
_UNIT: Final = (
    "cơ quan công tác",
    "nơi làm việc",
    "nơi công tác",
    "đơn vị công tác",
    "địa chỉ",
    "nơi cư trú",
    "đơn vị",
)
_ROLE: Final = ("tư cách tố tụng", "tư cách tham gia tố tụng", "tình trạng tố tụng")
_CUSTODY: Final = ("biện pháp", "tạm giam", "bpnc", "tình trạng tạm giam", "biện pháp ngăn chặn áp dụng")
_OFFENCE: Final = (
    "tội",
    "điều luật",
    "điều khoản",
    "điều khoản blhs",
    "tội danh khởi tố",
    "tội danh bị khởi tố",
    "tội phạm",
)
_NUMBER: Final = ("số vụ", "mã hồ sơ", "mã vụ", "số vụ án", "số ký hiệu hồ sơ", "mã số", "số hiệu", "số", "hồ sơ số")
_NOTE: Final = (
    "ghi chu",
    "chú thích",
    "ghi chú khác",
    "diễn biến",
    "tiến độ",
    "nội dung vụ án",
    "tóm tắt nội dung",
    "tóm tắt",
)

_DOSSIERS: Final = (
    _column(
        "ordinal", "STT", "No.", "Số thứ tự trong danh sách; không vào sổ.", "The place in the list; not recorded.",
        "tt", "số tt", "số thứ tự", width=6,
    ),
    _column(
        "number", "Số hồ sơ", "Number", "Chữ, số, gạch nối: VA-2024-012. Để trống thì sổ cho số kế tiếp.",
        "Letters, digits, hyphens: VA-2024-012. Left empty, the register gives the next.", *_NUMBER, width=15, most=20,
    ),
    _column(
        "kind", "Loại", "Kind", "Vụ án hoặc Vụ việc. Để trống thì theo số hồ sơ (VA, VV).",
        "Vụ án or Vụ việc. Left empty, it follows the number (VA, VV).",
        "loại hồ sơ", "vụ án vụ việc", "vụ án hay vụ việc", "phân loại", width=10, choices="kinds",
    ),
    _column(
        "title", "Tên vụ án, vụ việc", "Title", "Hành vi và nơi xảy ra.", "What was done and where.",
        "tên vụ", "tên vụ án", "tên vụ việc", "vụ án", "vụ việc", "nội dung", "tên hồ sơ", "trích yếu", "vụ án vụ việc",
        "nội dung vụ việc", "tên vụ án vụ việc tham nhũng tiêu cực", width=48, needed=True, most=400,
    ),
    _column(
        "opened_on", "Ngày mở", "Opened on", "Ngày khởi tố hoặc ngày mở hồ sơ; không sau việc nào của hồ sơ.",
        "The day the case or the file was opened; after none of its events.",
        "ngày mở hồ sơ", "ngày khởi tố", "ngày khởi tố vụ án", "ngày thụ lý", "ngày tiếp nhận", "thời điểm khởi tố",
        width=12, is_day=True, needed=True,
    ),
    _column(
        "source", "Nguồn", "Source", "Tố giác, tin báo, kiến nghị khởi tố, kết luận thanh tra…; vào ghi chú.",
        "Where it came from; goes into the note.", "nguồn tin", "nguồn phát hiện", "nguồn gốc", "phát hiện qua",
        width=16,
    ),
    _column(
        "issuer", "Cơ quan thụ lý", "Body in charge", "Cơ quan đang giải quyết.", "The body that deals with it now.",
        "cơ quan giải quyết", "đơn vị thụ lý", "cơ quan điều tra", "cơ quan đang thụ lý", "cơ quan tiến hành tố tụng",
        "cơ quan chủ trì", width=26,
    ),
    _column(
        "document", "Số văn bản", "Document", "Văn bản làm căn cứ của giai đoạn hiện nay, ví dụ 12/QĐ-CSĐT.",
        "The document on which the present stage rests.",
        "số quyết định", "quyết định khởi tố", "số quyết định khởi tố", "số qđ", "số qđ khởi tố", "qđ khởi tố",
        "văn bản căn cứ", "số ký hiệu văn bản", "quyết định", width=18, most=80,
    ),
    _column(
        "stage", "Giai đoạn", "Stage", "Giai đoạn hiện nay; các từ dùng được ở trang Hướng dẫn.",
        "The present stage; the words are on the guide.",
        "giai đoạn tố tụng", "giai đoạn hiện nay", "tình trạng", "trạng thái", "kết quả giải quyết",
        "tiến độ giải quyết",
        "giai đoạn giải quyết", "tình hình giải quyết", width=16, choices="stages",
    ),
    _column(
        "offence", "Tội danh", "Offence",
        "353.2, khoản 2 Điều 353, hoặc tên tội; nhiều tội cách nhau bằng dấu chấm phẩy.",
        "353.2, khoản 2 Điều 353, or its name; several parted by semicolons.", *_OFFENCE, width=18, most=80,
    ),
    _column(
        "level", "Cấp theo dõi", "Level", "Để trống nếu không thuộc diện.", "Empty when it is on no list.",
        "cấp theo dõi chỉ đạo", "diện theo dõi", "diện theo dõi chỉ đạo", "thuộc diện", "cấp chỉ đạo", "cấp",
        "diện theo dõi cấp", width=20, choices="levels",
    ),
    _column(
        "watched_on", "Ngày vào diện", "Put on the list", "Ngày đưa vào diện theo dõi, chỉ đạo.",
        "The day it was put on.",
        "ngày đưa vào diện", "ngày đưa vào diện theo dõi", "thời điểm đưa vào diện", "diện theo dõi ngày", "vào diện",
        "diện theo dõi ngày vào", width=12, is_day=True,
    ),
    _column(
        "conclusion", "Số kết luận", "Conclusion", "Thông báo kết luận đưa vào diện, ví dụ 18-TB/BCĐ.",
        "The notice of conclusion that put it on.",
        "số thông báo kết luận", "thông báo kết luận", "số kết luận vào diện", "số văn bản đưa vào diện", "kết luận",
        "văn bản đưa vào diện", "kết luận đưa vào diện", "số thông báo", "diện theo dõi số kết luận", width=16, most=80,
    ),
    _column(
        "left_on", "Ngày ra khỏi diện", "Taken off", "Để trống nếu đang theo dõi.", "Empty while it is on the list.",
        "ngày đưa ra khỏi diện", "ngày kết thúc theo dõi", "ngày kết thúc chỉ đạo", "ra khỏi diện", width=12,
        is_day=True,
    ),
    _column(
        "left_conclusion", "Số kết luận ra", "Exit conclusion", "Thông báo kết luận đưa ra khỏi diện.",
        "The notice of conclusion that took it off.",
        "số kết luận ra khỏi diện", "văn bản đưa ra khỏi diện", "số văn bản đưa ra khỏi diện", "kết luận ra khỏi diện",
        width=16, most=80,
    ),
    _column(
        "left_ground", "Lý do ra", "Ground of exit", "Vì sao đưa ra khỏi diện.", "Why it was taken off.",
        "lý do ra khỏi diện", "lý do đưa ra khỏi diện", "lý do kết thúc", width=18, choices="exits",
    ),
    _column(
        "due_on", "Hạn đang chạy", "Running deadline", "Hạn ghi trong văn bản mới nhất.",
        "The deadline as the newest document gives it.",
        "hạn", "thời hạn", "hạn điều tra", "hạn giải quyết", "hạn gần nhất", "ngày hết hạn", "thời hạn đến", width=12,
        is_day=True,
    ),
    _column(
        "keeper", "Người theo dõi", "Keeper", "Tên đăng nhập hoặc họ tên cán bộ. Để trống: người nhập.",
        "Sign-in name or name. Left empty: whoever imports.",
        "cán bộ theo dõi", "chuyên viên theo dõi", "cán bộ phụ trách", "chuyên viên", "người phụ trách", "cán bộ",
        width=18,
    ),
    _column(
        "accused", "Số bị can", "Accused", "Để đối chiếu với trang Người.", "Checked against the sheet of persons.",
        "bị can", "số lượng bị can", "số người", "tổng số bị can", "số bị can bị cáo", "bị can bị cáo",
        "số đối tượng", *_NAME,
        width=8,
    ),
    _column(
        "taken_on", "Ngày chuyển sổ", "Carried over on", "Giai đoạn tính đến ngày này. Để trống: ngày chọn lúc nhập.",
        "The stage holds on this day. Left empty: the day chosen when importing.",
        "số liệu đến ngày", "tính đến ngày", "ngày nhận bàn giao", width=12, is_day=True,
    ),
    _column("note", "Ghi chú", "Note", "Lời ghi thêm.", "Anything else.", *_NOTE, width=30, most=4000),
    _column("birth_year", "Năm sinh", "Born", "", "", *_BORN, offered=False),
    _column("sex", "Giới tính", "Sex", "", "", *_SEX, offered=False),
    _column("post", "Chức vụ", "Post", "", "", *_POST, offered=False),
    _column("unit", "Đơn vị", "Unit", "", "", *_UNIT, offered=False),
    _column("role", "Tư cách", "Role", "", "", *_ROLE, offered=False),
    _column("custody", "Biện pháp ngăn chặn", "Measure", "", "", *_CUSTODY, offered=False),
)  # fmt: skip

_PERSONS: Final = (
    _column(
        "number", "Số hồ sơ", "Number", "Như ở trang Hồ sơ; vụ chưa có số thì ghi STT của nó.",
        "As on the sheet of dossiers, or its No. there.", *_NUMBER, "stt vụ", "thuộc vụ", "vụ án", "hồ sơ", width=15,
        needed=True, most=40,
    ),
    _column(
        "name", "Họ và tên", "Name", "Hoặc tên viết tắt, tên pháp nhân.", "Or initials, or the name of a legal person.",
        *_NAME, "bị can", "đối tượng", "tên pháp nhân", width=24, needed=True, most=120,
    ),
    _column(
        "party", "Cá nhân, pháp nhân", "Party", "Để trống: cá nhân.", "Left empty: a person.", "pháp nhân",
        "loại chủ thể",
        width=12, choices="parties",
    ),
    _column("birth_year", "Năm sinh", "Born", "Bốn chữ số.", "Four digits.", *_BORN, width=9),
    _column("sex", "Giới tính", "Sex", "Nam hoặc nữ.", "Male or female.", *_SEX, width=9, choices="sexes"),
    _column("post", "Chức vụ", "Post", "Khi xảy ra sự việc.", "At the time of the facts.", *_POST, width=28),
    _column("unit", "Đơn vị", "Unit", "Cơ quan, đơn vị hoặc nơi cư trú.", "Body, unit or residence.", *_UNIT, width=28),
    _column(
        "charge", "Tội danh", "Charges", "353.2; 354.1. Để trống: theo tội danh của vụ.",
        "353.2; 354.1. Left empty: the offence of the case.", *_OFFENCE, width=18,
    ),
    _column(
        "role", "Tư cách", "Role", "Để trống: theo giai đoạn của vụ.", "Left empty: as the stage of the case has it.",
        *_ROLE,
        width=16, choices="roles",
    ),
    _column(
        "custody", "Biện pháp ngăn chặn", "Measure",
        "Tạm giam, bảo lĩnh…; vào ghi chú. Hạn tạm giam ghi ở trang Hành vi.",
        "Goes into the note; limits of detention belong to the sheet of acts.", *_CUSTODY, width=18,
    ),
    _column("note", "Ghi chú", "Note", "Lời ghi thêm.", "Anything else.", *_NOTE, width=30, most=2000),
    _column("ordinal", "STT", "No.", "", "", "tt", "số tt", "số thứ tự", offered=False),
)  # fmt: skip

_ACTS: Final = (
    _column(
        "number", "Số hồ sơ", "Number", "Như ở trang Hồ sơ; vụ chưa có số thì ghi STT của nó.",
        "As on the sheet of dossiers, or its No. there.", *_NUMBER, "stt vụ", "thuộc vụ", "vụ án", "hồ sơ", width=15,
        needed=True, most=40,
    ),
    _column(
        "label", "Mã dòng", "Row", "Tên tự đặt, để dòng khác trả lời.", "A name of its own, for another row to answer.",
        "mã hành vi", "nhãn", width=9, most=20,
    ),
    _column(
        "day", "Ngày", "Day", "Ngày có hiệu lực; văn bản chỉ rõ tháng, quý, năm thì ghi vậy.",
        "The day of effect; a month, quarter or year where the paper gives no more.",
        "ngày có hiệu lực", "ngày tháng", "ngày thực hiện", "ngày văn bản", "ngày ban hành", width=12, is_day=True,
        needed=True,
    ),
    _column(
        "kind", "Hành vi", "Act", "Tên hoặc mã hành vi; xem trang Hướng dẫn.", "Its name or code; see the guide.",
        "loại hành vi", "việc", "nội dung", "thủ tục", "tên hành vi", "sự kiện", width=34, choices="acts", needed=True,
    ),
    _column(
        "document", "Số văn bản", "Document", "Số, ký hiệu văn bản.", "The number of the document.",
        "số quyết định", "số ký hiệu", "văn bản", "số qđ", "số ký hiệu văn bản", width=20, most=80,
    ),
    _column(
        "issuer", "Cơ quan", "Body", "Cơ quan ban hành, thụ lý.", "The body that issued it.",
        "cơ quan ban hành", "cơ quan thực hiện", "cơ quan thụ lý", width=26,
    ),
    _column(
        "persons", "Những người", "Persons",
        "Mỗi người một dòng trong ô, hoặc cách nhau bằng chấm phẩy: Ông A [353.2]; Bà B [phạm tội]. “Tất cả”: mọi "
        "người ở trang Người.",
        "One a line, or parted by semicolons: Ông A [353.2]; Bà B [guilty]. “Tất cả”: everybody on the sheet of "
        "persons.",
        "người", "bị can", "họ và tên", "danh sách người", "đối với", "những người liên quan", width=36, most=20_000,
    ),
    _column(
        "money", "Số tiền", "Money", "1,26 tỷ; hoặc có tên bậc: thu hồi 300 triệu.", "1,26 tỷ; or with its rung.",
        "tiền", "giá trị", width=18,
    ),
    _column(
        "ground", "Lý do, kết quả", "Ground", "Theo danh sách của từng hành vi.", "From the list of each act.",
        "lý do", "kết quả", "căn cứ", "lý do căn cứ", width=26,
    ),
    _column("offence", "Tội danh", "Offence", "Tội danh khởi tố vụ án.", "Of the opening.", *_OFFENCE, width=14,
        most=80),
    _column("level", "Cấp theo dõi", "Level", "", "", "cấp", width=18, choices="levels"),
    _column("due_on", "Hạn", "Due", "Hạn ghi trong văn bản.", "As written.", "thời hạn", "ngày hết hạn", width=12,
        is_day=True),
    _column(
        "counted_from", "Tính từ ngày", "Counted from", "Ngày nhận hồ sơ, khi thời hạn tính từ ngày ấy.",
        "The day the file was received, when the limit runs from it.", "ngày nhận hồ sơ", "tính từ", width=12,
        is_day=True,
    ),
    _column("related", "Hồ sơ liên quan", "Related", "Số hồ sơ trong tệp này.", "A number in this workbook.",
        "liên quan",
            width=15, most=40),
    _column("answers", "Trả lời dòng", "Answers", "Mã dòng của yêu cầu, kháng cáo…", "The row of the request.",
        "trả lời",
            width=9, most=20),
    _column("addressee", "Nơi nhận", "Addressee", "Nơi nhận văn bản.", "To whom.", "gửi", "cơ quan nhận", width=22),
    _column("criteria", "Tiêu chí", "Criteria", "Mã tiêu chí vào diện.", "Codes of reasons for entering.", width=12),
    _column("note", "Ghi chú", "Note", "Lời ghi thêm.", "Anything else.", *_NOTE, width=30, most=4000),
    _column("ordinal", "STT", "No.", "", "", "tt", "số tt", "số thứ tự", offered=False),
)  # fmt: skip

COLUMNS: Final[Mapping[List, tuple[Column, ...]]] = MappingProxyType(
    {List.DOSSIERS: _DOSSIERS, List.PERSONS: _PERSONS, List.ACTS: _ACTS}
)

TELLING: Final[Mapping[List, tuple[frozenset[str], ...]]] = MappingProxyType(
    {
        List.DOSSIERS: (frozenset({"title"}),),
        List.PERSONS: (frozenset({"name"}), frozenset({"number", "birth_year", "post", "charge", "role"})),
        List.ACTS: (frozenset({"kind"}), frozenset({"day"}), frozenset({"number"})),
    }
)
"""A sheet is such a list when one column of each set stands in it."""


def column_of(kept: List, code: str) -> Column:
    """A column of a list by its code."""
    return next(column for column in COLUMNS[kept] if column.code == code)
