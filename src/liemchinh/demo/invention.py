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


_LAND: Final = (
    "Phòng Tài nguyên và Môi trường {district}",
    "Chi nhánh Văn phòng Đăng ký đất đai {district}",
    "Ủy ban nhân dân {commune}",
    "Hạt Kiểm lâm khu vực {0}",
    "Trung tâm Phát triển quỹ đất {district}",
)
_CASH: Final = (
    "Quỹ tín dụng nhân dân {0}",
    "Trường Trung học phổ thông {0}",
    "Trung tâm Y tế {district}",
    "Bưu điện khu vực {0}",
    "Quỹ hỗ trợ nông dân {district}",
    "Bảo hiểm xã hội {district}",
)
_GATE: Final = (
    "Trung tâm Đăng kiểm xe cơ giới {0}",
    "Chi cục Thuế khu vực {0}",
    "Chi cục Quản lý thị trường {0}",
    "Sở {0}",
    "Ban Quản lý dự án đầu tư xây dựng {district}",
)
_WORKS: Final = (
    "Ban Quản lý dự án giao thông {0}",
    "Bệnh viện đa khoa {0}",
    "Công ty cổ phần Môi trường đô thị {0}",
    "dự án đường {0} – {1}",
    "Công ty lâm nghiệp {0}",
    "dự án khu tái định cư {0}",
)
PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "353": _CASH,
    "354": _GATE,
    "355": _GATE,
    "356": _LAND,
    "357": _LAND,
    "359": _LAND,
    "360": _LAND,
    "364": _GATE,
    "219": _WORKS,
    "221": _CASH,
    "222": _WORKS,
    "224": _WORKS,
    "229": _LAND,
    "230": _LAND,
}
"""Where each offence happens; {0} stands for an initial."""

_POSTS: Final = (
    (("Đăng kiểm", "Sát hạch"), ("nguyên Giám đốc Trung tâm", "đăng kiểm viên", "trưởng dây chuyền", "nhân viên")),
    (("Thuế", "Hải quan", "hàng hóa"), ("nguyên Chi cục trưởng", "đội trưởng", "công chức", "kế toán doanh nghiệp")),
    (("thị trường", "Cảnh sát", "kiểm dịch"), ("đội trưởng", "kiểm soát viên", "cán bộ", "chủ cơ sở kinh doanh")),
    (("Kiểm lâm", "rừng", "lâm nghiệp"), ("nguyên Hạt trưởng", "kiểm lâm viên", "trạm trưởng", "kế toán")),
    (("Trường",), ("nguyên Hiệu trưởng", "kế toán", "thủ quỹ", "phó hiệu trưởng")),
    (("Y tế", "Bệnh viện", "bệnh tật", "Bảo hiểm"), ("nguyên Giám đốc", "kế toán trưởng", "thủ kho", "viên chức")),
    (("Ủy ban nhân dân",), ("nguyên Chủ tịch UBND", "công chức địa chính", "tài chính – kế toán", "cán bộ tư pháp")),
    (("đất", "Tài nguyên"), ("nguyên Giám đốc Chi nhánh", "viên chức đo đạc", "chuyên viên", "công chức địa chính")),
    (("Quỹ", "Ngân hàng", "Bưu điện", "Kho bạc"), ("nguyên Giám đốc", "kế toán trưởng", "thủ quỹ", "giao dịch viên")),
    (("dự án", "Dự án", "hồ"), ("nguyên Giám đốc Ban Quản lý", "giám đốc nhà thầu", "tư vấn giám sát", "kỹ sư")),
    (("Công ty", "Xí nghiệp", "Hợp tác xã"), ("nguyên Giám đốc", "kế toán trưởng", "thủ kho", "trưởng phòng")),
)
_OFFICE: Final = ("nguyên Trưởng phòng", "chuyên viên", "phó trưởng phòng", "cán bộ")

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


def posts_at(title: str) -> tuple[str, ...]:
    """Posts that people hold where a case happened, the highest first."""
    return next((posts for words, posts in _POSTS if any(word in title for word in words)), _OFFICE)


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
    """A sum between the two, small ones more often, as papers round it."""
    return part_of(int(low + (high - low) * chance.random() ** 3), 1)


def part_of(total: int, share: float) -> int:
    """A part of a sum in whole triệu, above one tỷ in hundredths of a tỷ."""
    part = int(total * share)
    step = MILLION if part < BILLION else 10 * MILLION
    return max(part // step * step, MILLION)
