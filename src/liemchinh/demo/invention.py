"""Invented persons, places and sums: initials only, so that nobody and no office is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Final, NamedTuple

from liemchinh.kernel.money import BILLION, MILLION

_SURNAMES: Final = "NNNNTTTTLLPPPHHVVĐĐBDQM"
_MIDDLES: Final = "VVĐTTHQMNXK"
_WOMEN: Final = "TTTNHM"
_GIVEN: Final = "ABCDĐGHKLMNPQSTVXY"
_PLACES: Final = "BCDĐGHKLMNPQSTVX"

DISTRICTS_ENDED: Final = date(2025, 6, 30)
"""The last day on which there were districts."""


class Setting(NamedTuple):
    """Where such an offence happens and who is charged with it; {0} stands for an initial, {unit} for the area."""

    places: tuple[str, ...]
    posts: tuple[str, ...]


_ROOM: Final = Setting(
    (
        "Phòng Tài nguyên và Môi trường {district}",
        "Chi nhánh Văn phòng Đăng ký đất đai {district}",
        "Ủy ban nhân dân {commune}",
        "Hạt Kiểm lâm khu vực {0}",
        "Trung tâm Phát triển quỹ đất {district}",
    ),
    ("nguyên Chủ tịch UBND xã", "công chức địa chính", "chuyên viên", "nguyên Phó Giám đốc", "viên chức đo đạc"),
)
_CASH: Final = Setting(
    (
        "Quỹ tín dụng nhân dân {0}",
        "Trường Trung học phổ thông {0}",
        "Trung tâm Y tế {district}",
        "Bưu điện khu vực {0}",
        "Quỹ hỗ trợ nông dân {district}",
        "Bảo hiểm xã hội {district}",
    ),
    ("nguyên Kế toán trưởng", "thủ quỹ", "nguyên Giám đốc", "kế toán", "giao dịch viên"),
)
_GATE: Final = Setting(
    (
        "Trung tâm Đăng kiểm xe cơ giới {0}",
        "Chi cục Thuế khu vực {0}",
        "Chi cục Quản lý thị trường {0}",
        "Sở {0}",
        "Ban Quản lý dự án đầu tư xây dựng {district}",
    ),
    ("nguyên Giám đốc", "đăng kiểm viên", "cán bộ thuế", "giám đốc doanh nghiệp", "nguyên Phó Trưởng phòng"),
)
_WORKS: Final = Setting(
    (
        "Ban Quản lý dự án giao thông {0}",
        "Bệnh viện đa khoa {0}",
        "Công ty cổ phần Môi trường đô thị {0}",
        "dự án đường {0} – {1}",
        "Công ty lâm nghiệp {0}",
        "dự án khu tái định cư {0}",
    ),
    ("nguyên Giám đốc Ban Quản lý", "giám đốc nhà thầu", "tư vấn giám sát", "kế toán trưởng", "trưởng phòng kỹ thuật"),
)

SETTINGS: Final[Mapping[str, Setting]] = {
    "353": _CASH,
    "354": _GATE,
    "355": _GATE,
    "356": _ROOM,
    "357": _ROOM,
    "359": _ROOM,
    "360": _ROOM,
    "364": _GATE,
    "365": _GATE,
    "219": _WORKS,
    "221": _CASH,
    "222": _WORKS,
    "224": _WORKS,
    "229": _ROOM,
    "230": _ROOM,
}
MATTERS: Final = (
    "Dấu hiệu sai phạm trong thanh toán khối lượng công trình kè sông {0}",
    "Chuyển mục đích sử dụng rừng phòng hộ trái quy định tại {commune}",
    "Khiếu kiện kéo dài về bồi thường, tái định cư khu đô thị {0}",
    "Dấu hiệu vi phạm trong mua sắm thiết bị dạy học tại {district}",
    "Đấu giá quyền khai thác cát tại mỏ {0}",
    "Chi trả tiền hỗ trợ sản xuất không đúng đối tượng tại {commune}",
    "Bổ nhiệm cán bộ không đủ điều kiện tại Sở {0}",
    "Quản lý, sử dụng đất công tại {commune}",
    "Thu, chi ngoài sổ sách tại Trường Trung học cơ sở {0}",
    "Cấp giấy chứng nhận quyền sử dụng đất sai đối tượng tại {commune}",
    "Nghiệm thu khống hạng mục sửa chữa hồ {0}",
    "Sử dụng xe công, tiếp khách sai chế độ tại Công ty {0}",
)
PARTY_BODIES: Final = (
    "Chi bộ Phòng Tài chính {district}",
    "Đảng ủy {commune}",
    "Chi bộ Ban Quản lý dự án {0}",
    "Đảng ủy Sở {0}",
    "Chi bộ Trung tâm Y tế {district}",
    "Ban Thường vụ Đảng ủy {commune}",
    "Đảng ủy Công ty {0}",
)
NOTICES: Final = (
    "đôn đốc kết luận giám định",
    "phân công thành viên Ban Chỉ đạo theo dõi địa bàn",
    "yêu cầu rà soát kết luận thanh tra",
    "giao Công an tỉnh báo cáo tiến độ điều tra",
    "chấn chỉnh công tác quản lý đất đai",
    "kế hoạch kiểm tra, giám sát năm",
    "hướng dẫn cung cấp thông tin về vụ việc tiêu cực",
)


def seeded(name: str) -> Random:
    """Chance that falls the same way each time: nothing secret hangs on it."""
    return Random(name)  # noqa: S311


class Someone(NamedTuple):
    """A person of a dossier with the charge, “353.2”."""

    name: str
    post: str
    charge: str = ""


def persons(chance: Random) -> Iterator[str]:
    """Different persons of one dossier, without end: “Ông N.V.A.”."""
    known: set[str] = set()
    while True:
        surname, given = chance.choice(_SURNAMES), chance.choice(_GIVEN)
        if chance.random() < 0.24:
            name = f"Bà {surname}.{chance.choice(_WOMEN)}.{given}."
        else:
            name = f"Ông {surname}.{chance.choice(_MIDDLES)}.{given}."
        if name not in known:
            known.add(name)
            yield name


def placed(pattern: str, chance: Random, day: date) -> str:
    """Fill a pattern with initials; a district that no longer exists on `day` becomes a commune."""
    first, second = chance.sample(_PLACES, 2)
    commune = f"{chance.choice(('xã', 'xã', 'phường'))} {first}."
    district = f"{chance.choice(('huyện', 'huyện', 'thị xã'))} {first}." if day <= DISTRICTS_ENDED else commune
    return pattern.format(f"{first}.", f"{second}.", commune=commune, district=district)


def amount(chance: Random, low: int = 120 * MILLION, high: int = 18 * BILLION) -> int:
    """A sum between the two, small ones more often, in whole hundred thousands."""
    share = chance.random() ** 3
    return int(low + (high - low) * share) // 100_000 * 100_000


def part_of(total: int, share: float) -> int:
    """A part of a sum in whole hundred thousands, one triệu at least."""
    return max(int(total * share) // 100_000 * 100_000, MILLION)
