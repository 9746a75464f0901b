"""The nouns that papers count, each with the unit its figure is in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Final

from liemchinh.kernel.catalogue import Catalogue


def said(phrases: str) -> tuple[str, ...]:
    """The phrases of a declaration, written one after the other with “|” between them."""
    return tuple(phrase.strip() for phrase in phrases.split("|"))


@dataclass(frozen=True, slots=True)
class Head:
    """What is counted: `phrases` are its words, `unit` the unit of a figure that no indicator claims.

    `counted` is false for nouns that say nothing alone (“đại biểu”): their figures are never claims.
    """

    code: str
    unit: str
    phrases: tuple[str, ...]
    counted: bool = True


def _letters(*kinds: str) -> tuple[str, ...]:
    """“đơn tố cáo, phản ánh”: letters of two or more kinds in any order."""
    rows = [row for size in (2, 3, 4) for row in permutations(kinds, size) if size <= len(kinds)]
    return tuple(
        f"{noun} {lead}{link}{row[-1]}"
        for noun in ("đơn", "đơn thư")
        for row in rows
        for link in (", ", " và ")
        for lead in (", ".join(row[:-1]),)
    )


_RANKED: Final = said("xếp | đứng | giữ | ở | lên | xuống | tụt xuống | vươn lên | từ | đạt | tăng lên | giữ vững")
_PLACES: Final = said("vị trí | vị trí thứ | vị trí số | hạng | hạng thứ | thứ hạng | thứ hạng thứ")

HEADS: Final = Catalogue(
    "heads",
    (
        Head("case", "case", said("vụ án | vụ án hình sự | án hình sự | án tham nhũng | án điểm")),
        Head("matter", "matter", said("vụ việc | vụ, việc cụ thể | vụ viêc")),
        Head(
            "items",
            "item",
            said(
                "vụ án, vụ việc | vụ việc, vụ án | vụ án và vụ việc | vụ việc và vụ án | vụ án hoặc vụ việc | vụ "
                "án/vụ việc | vụ án, việc | vụ, việc | vụ án, vụ, việc | vụ án - vụ việc | vụ việc/vụ án"
            ),
        ),
        Head("affair", "case", said("vụ")),
        Head("business", "case", said("việc")),
        Head("trial", "case", said("phiên tòa | phiên toà")),
        Head("accused", "person", said("bị can | bị can/bị cáo")),
        Head("defendant", "person", said("bị cáo | bị cáo/bị can")),
        Head("suspect", "person", said("đối tượng | người phạm tội | nghi phạm | nghi can")),
        Head("person", "person", said("người")),
        Head("instance", "person", said("trường hợp | ca | lượt trường hợp")),
        Head("individual", "person", said("cá nhân | cá nhân vi phạm")),
        Head("member", "person", said("đảng viên | lượt đảng viên | đảng viên vi phạm | đảng viên là cấp ủy viên")),
        Head(
            "official",
            "person",
            said(
                "giám đốc | phó giám đốc | chủ tịch | phó chủ tịch | bí thư | phó bí thư | trưởng phòng | chi cục "
                "trưởng | hiệu trưởng | lãnh đạo | nhân viên | cán bộ, chiến sĩ | chiến sĩ | sĩ quan | cán bộ, "
                "nhân viên | cán bộ, công chức, viên chức, người lao động | cán bộ, giáo viên | giáo viên | kế "
                "toán | cán bộ | công chức | viên chức | người lao động | cán bộ, công chức | cán bộ, công chức, "
                "viên chức | cán bộ, đảng viên | công chức, viên chức | lượt công chức | lượt cán bộ | lượt viên "
                "chức | cbcc | cbccvc | cán bộ quản lý | cán bộ lãnh đạo | lãnh đạo, quản lý"
            ),
        ),
        Head("cadre", "person", said("cấp ủy viên | cán bộ diện trung ương quản lý | đảng ủy viên")),
        Head("comrade", "person", said("đồng chí | đ/c")),
        Head("turn", "person", said("lượt cán bộ, công chức | vị trí")),
        Head(
            "leader",
            "person",
            said(
                "người đứng đầu | người đứng đầu, cấp phó | cấp phó của người đứng đầu | người đứng đầu, cấp phó "
                "của người đứng đầu | người đứng đầu và cấp phó của người đứng đầu | người đứng đầu và cấp phó | "
                "trường hợp người đứng đầu | trường hợp là người đứng đầu | đồng chí người đứng đầu | cán bộ đứng "
                "đầu | thủ trưởng | thủ trưởng đơn vị | thủ trưởng cơ quan | cán bộ là người đứng đầu"
            ),
        ),
        Head(
            "party_body",
            "organisation",
            said(
                "tổ chức đảng | tổ chức cơ sở đảng | chi bộ | đảng bộ | đảng ủy | chi, đảng bộ | chi bộ, đảng bộ "
                "| cấp ủy | cấp ủy, tổ chức đảng | huyện ủy | thành ủy | thị ủy | huyện ủy, thành ủy | ban cán sự "
                "đảng | lượt tổ chức đảng | chi ủy | đảng bộ trực thuộc"
            ),
        ),
        Head(
            "body",
            "organisation",
            said(
                "tổ chức | tập thể | đơn vị | cơ quan | cơ quan, đơn vị | cơ quan, tổ chức | cơ quan, tổ chức, "
                "đơn vị | sở, ngành | sở | sở, ban, ngành | doanh nghiệp | lượt đơn vị | địa phương, đơn vị | ban "
                "quản lý | đầu mối | ngân hàng | công ty | chi cục | phòng, ban | bệnh viện"
            ),
        ),
        Head("school", "organisation", said("trường | trường học | cơ sở giáo dục")),
        Head("place", "organisation", said("xã | phường | huyện | xã, phường | xã, phường, đặc khu | xã, thị trấn")),
        Head("province", "province", said("tỉnh, thành phố | tỉnh | tỉnh, thành | địa phương | tỉnh/thành phố")),
        Head(
            "standing",
            "meeting",
            said(
                "cuộc họp thường trực | phiên họp thường trực | cuộc thường trực | cuộc họp thường trực ban chỉ "
                "đạo | phiên thường trực | cuộc họp của thường trực | phiên họp của thường trực | hội nghị thường "
                "trực | lần họp thường trực | cuộc họp của thường trực ban chỉ đạo | kỳ họp thường trực | buổi "
                "họp thường trực"
            ),
        ),
        Head(
            "plenary",
            "meeting",
            said(
                "phiên họp | phiên họp ban chỉ đạo | phiên ban chỉ đạo | phiên họp toàn thể | cuộc họp ban chỉ "
                "đạo | kỳ họp ban chỉ đạo | phiên toàn thể | phiên họp của ban chỉ đạo | cuộc họp của ban chỉ đạo "
                "| phiên họp thường kỳ | phiên họp định kỳ | cuộc họp toàn thể"
            ),
        ),
        Head("session", "meeting", said("phiên | kỳ họp")),
        Head("sitting", "meeting", said("cuộc họp | lần họp | buổi họp | buổi làm việc")),
        Head(
            "conclusion",
            "document",
            said(
                "thông báo kết luận | kết luận | thông báo | văn bản thông báo kết luận | văn bản kết luận | "
                "thông báo ý kiến kết luận"
            ),
        ),
        Head("report", "document", said("báo cáo | bản báo cáo | báo cáo chuyên đề")),
        Head(
            "document",
            "document",
            said(
                "văn bản | văn bản lãnh đạo, chỉ đạo | văn bản chỉ đạo | chương trình, kế hoạch | đầu văn bản | "
                "văn bản các loại"
            ),
        ),
        Head(
            "paper",
            "document",
            said("nghị quyết | chỉ thị | kế hoạch | công văn | quyết định | tờ trình | hướng dẫn | công điện"),
        ),
        Head("check", "inspection", said("cuộc kiểm tra | đợt kiểm tra | lượt kiểm tra")),
        Head("watching", "inspection", said("cuộc giám sát | đợt giám sát | lượt giám sát | cuộc giám sát chuyên đề")),
        Head(
            "combined_check",
            "inspection",
            said(
                "cuộc kiểm tra, giám sát | cuộc kiểm tra và giám sát | cuộc giám sát, kiểm tra | đợt kiểm tra, "
                "giám sát | cuộc kiểm tra giám sát | lượt kiểm tra, giám sát | cuộc kiểm tra/giám sát"
            ),
        ),
        Head(
            "audit",
            "inspection",
            said(
                "cuộc thanh tra | cuộc thanh tra, kiểm tra | cuộc thanh tra hành chính | cuộc thanh tra chuyên "
                "ngành | cuộc kiểm tra, thanh tra | đợt thanh tra | cuộc thanh, kiểm tra | "
                "cuộc thanh tra và kiểm tra | cuộc thanh tra/kiểm tra"
            ),
        ),
        Head("round", "inspection", said("cuộc | đợt")),
        Head(
            "team",
            "team",
            said(
                "đoàn kiểm tra | đoàn giám sát | đoàn kiểm tra, giám sát | đoàn thanh tra | đoàn công tác | tổ "
                "công tác | tổ kiểm tra"
            ),
        ),
        Head(
            "petition",
            "petition",
            said(
                "đơn | đơn thư | lượt đơn | đơn các loại | lá đơn | đơn khiếu nại, tố cáo | đơn thư khiếu nại, tố "
                "cáo | đơn tố cáo, khiếu nại | đơn thư các loại"
            )
            + _letters("khiếu nại", "tố cáo", "kiến nghị", "phản ánh"),
        ),
        Head(
            "denunciation",
            "petition",
            said("đơn tố cáo | vụ tố cáo | vụ việc tố cáo | tố cáo | đơn thư tố cáo | việc tố cáo"),
        ),
        Head(
            "complaint",
            "petition",
            said(
                "đơn khiếu nại | vụ khiếu nại | vụ việc khiếu nại | khiếu nại | đơn kiến nghị | đơn phản ánh | "
                "đơn kiến nghị, phản ánh | kiến nghị, phản ánh | phản ánh, kiến nghị | việc khiếu nại | đơn kiến "
                "nghị và phản ánh | đơn đề nghị"
            )
            + _letters("kiến nghị", "phản ánh", "đề nghị"),
        ),
        Head(
            "tip", "tip", said("tin báo | tố giác | nguồn tin | tin tố giác | tin báo, tố giác | nguồn tin về tội phạm")
        ),
        Head("source", "tip", said("nguồn tin về tội phạm tham nhũng")),
        Head(
            "visit", "visit", said("lượt công dân | lượt người | lượt tiếp công dân | lượt người dân | lượt dân | lượt")
        ),
        Head("crowd", "group", said("đoàn đông người | đoàn khiếu nại | đoàn")),
        Head("file", "case", said("hồ sơ | hồ sơ vụ việc | bộ hồ sơ")),
        Head("declaration", "declaration", said("bản kê khai | bản khai")),
        Head("land", "ha", said("ha | héc ta | hecta | m2 | mét vuông")),
        Head(
            "property",
            "property",
            said(
                "bất động sản | thửa đất | khu đất | căn nhà | lô đất | khu | nhà đất | tài khoản | sổ tiết kiệm "
                "| quyền sử dụng đất | căn hộ"
            ),
        ),
        Head("vehicle", "vehicle", said("ô tô | xe ô tô | xe máy | phương tiện | chiếc xe | xe")),
        Head("advice", "document", said("kiến nghị | bản kiến nghị | kiến nghị phòng ngừa")),
        Head("committee", "committee", said("ban chỉ đạo | ban chỉ đạo cấp tỉnh | bcđ | ban chỉ đạo tỉnh")),
        Head("seat", "person", said("thành viên | ủy viên | phó trưởng ban")),
        Head("point", "point", said("điểm")),
        Head("step", "rank", said("bậc | hạng | thứ hạng | bậc xếp hạng | vị trí xếp hạng | nấc")),
        Head("citizen", "person", said("công dân | người dân")),
        Head("money", "VND", said("đồng | đồng việt nam")),
        Head(
            "rank",
            "rank",
            tuple(f"{verb} {place}" for verb in _RANKED for place in _PLACES)
            + said("được xếp hạng | được xếp thứ | được xếp hạng thứ")
            + said(
                "từ vị trí | lên vị trí | xuống vị trí | xuống thứ | từ hạng | lên hạng | xuống hạng | ở vị trí "
                "số | xếp ở vị "
                "trí | xếp vị trí số | vươn lên hạng | tụt xuống hạng | tụt xuống vị trí | xếp thứ | đứng thứ | "
                "xếp hạng | xếp | đứng ở vị trí thứ | vị trí thứ | ở vị trí | xếp vị trí thứ | đứng vị trí thứ | "
                "đứng vị trí | đứng hạng | xếp ở vị trí thứ | xếp hạng thứ | giữ vị trí thứ | xếp vị trí | vị trí "
                "số | ở hạng | đứng | vươn lên thứ | lên thứ | vươn lên vị trí thứ | lên vị trí thứ | ở vị trí "
                "thứ | đứng ở vị trí | giữ vị trí | đứng thứ hạng | hạng thứ | xếp thứ hạng"
            ),
        ),
        Head(
            "delegate",
            "person",
            said(
                "đại biểu | điểm cầu | học viên | phóng viên | luật sư | khách | hộ | hộ dân | cử tri | giảng "
                "viên | kiểm sát viên | ý kiến | tham luận | câu hỏi | nhiệm vụ | nhóm nhiệm vụ | giải pháp | "
                "nhóm giải pháp | nội dung | chương | điều | khoản | trang | buổi | lần | lượt xe | tiêu chí | "
                "lượt đại biểu | hội nghị | lớp | chuyên đề | dự án | mục tiêu | bài | tin | bút lục | nhóm | "
                "hành vi | phần | năm | tháng | ngày | tuổi | tuần | giờ | phút | quý | kỳ | km | m | cm | số | "
                "một số | mặt | chữ | khâu | vòng | bước | cấp | nước | phong bì | hộp | đảng bộ, chi bộ trực "
                "thuộc trung ương | phiên chất vấn | điểm sáng | điểm nóng | điểm nghẽn | đại biểu quốc hội | "
                "nhân dân | dân | tháng tù | năm tù"
            ),
            counted=False,
        ),
    ),
)
