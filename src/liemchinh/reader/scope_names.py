"""The names of scopes in one tree of syllables: provinces, regions, agencies, and words for the whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from liemchinh.directory.territories import TERRITORIES
from liemchinh.figures.wording_nouns import said
from liemchinh.kernel.vietnamese import fold
from liemchinh.reader.passage import VOCABULARY, normal, normal_tokens

CENTRAL_COMMITTEE: Final = "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực"

_PHRASES: Final = {
    "country": said(
        "cả nước | toàn quốc | trên phạm vi cả nước | trên toàn quốc | trong cả nước | các ban chỉ đạo cấp tỉnh | "
        "các tỉnh, thành phố | các địa phương trên cả nước | toàn đảng | toàn ngành thanh tra | các tỉnh ủy, "
        "thành ủy cả nước | các tỉnh, thành phố trên cả nước | toàn ngành kiểm sát | toàn ngành tòa án | ban chỉ "
        "đạo các tỉnh, thành phố | các ban chỉ đạo | các tỉnh, thành | phạm vi toàn quốc | khắp cả nước | các bộ, "
        "ngành, địa phương | cả nước ta | toàn hệ thống thi hành án dân sự | 63 địa phương | 63 tỉnh, thành phố "
        "| 34 địa phương | 34 tỉnh, thành phố"
    ),
    "centre": said(
        "ban nội chính trung ương | thanh tra chính phủ | viện kiểm sát nhân dân tối cao | tòa án nhân dân tối cao | "
        "ủy ban kiểm tra trung ương | chính phủ báo cáo | ban chấp hành trung ương"
    ),
    "home": said(
        "toàn ngành thanh tra tỉnh | ngành thanh tra tỉnh | toàn tỉnh | trên địa bàn tỉnh | trong tỉnh | toàn "
        "thành phố | trên địa bàn thành phố | ban chỉ đạo tỉnh | công an tỉnh | thanh tra tỉnh | hai cấp tỉnh | "
        "của tỉnh | toàn đảng bộ tỉnh | toàn đảng bộ | đảng bộ tỉnh | tính chung toàn tỉnh | cấp ủy các cấp"
    ),
    "home_district": said("toàn huyện | toàn quận | toàn thị xã | trên địa bàn huyện | trên địa bàn quận | của huyện"),
    "home_region": said("toàn khu vực | trong khu vực | cả khu vực | toàn vùng | trong vùng"),
    "home_cluster": said("toàn cụm | trong cụm | các đơn vị trong cụm | của cụm | cả cụm"),
    "rest": said(
        "các tỉnh còn lại | các địa phương còn lại | các đơn vị còn lại | số còn lại | các tỉnh, thành phố còn "
        "lại | các huyện còn lại"
    ),
}

_REGIONS: Final = {
    "Đồng bằng sông Cửu Long": said("đồng bằng sông cửu long | đbscl"),
    "Đồng bằng sông Hồng": said("đồng bằng sông hồng"),
    "Miền núi phía Bắc": said("miền núi phía bắc | trung du và miền núi phía bắc | trung du, miền núi phía bắc"),
    "Tây Nguyên": said("tây nguyên"),
    "Tây Bắc": said("tây bắc"),
    "Đông Bắc": said("đông bắc"),
    "Đông Nam Bộ": said("đông nam bộ"),
    "Tây Nam Bộ": said("tây nam bộ"),
    "Bắc Trung Bộ": said("bắc trung bộ"),
    "Nam Trung Bộ": said("nam trung bộ | duyên hải nam trung bộ"),
    "Duyên hải miền Trung": said("duyên hải miền trung"),
    "Miền Trung": said("miền trung"),
    "Miền Bắc": said("miền bắc"),
    "Miền Nam": said("miền nam"),
}

_OTHER_NAMES: Final = {
    "Hồ Chí Minh": said("tp.hcm | tphcm | tp hcm | hcm | tp. hcm | sài gòn"),
    "Thừa Thiên Huế": said("thừa thiên - huế | thừa thiên-huế | tt-huế | thừa thiên – huế"),
    "Bà Rịa - Vũng Tàu": said("bà rịa-vũng tàu | bà rịa – vũng tàu | br-vt"),
    "Đắk Lắk": said("đắc lắc | đăk lăk | daklak | dak lak"),
    "Đắk Nông": said("đắc nông | đăk nông | dak nông"),
    "Kon Tum": said("kontum | con tum"),
    "Bắc Kạn": said("bắc cạn"),
}

_AGENCIES: Final = said(
    "bộ | tổng cục | ngân hàng nhà nước | tập đoàn | đảng ủy khối | kiểm toán nhà nước | bảo hiểm xã hội việt nam"
)
_HOUSES: Final = said(
    "chi cục kiểm lâm | cục thống kê | chi cục hải quan | cục thuế | cục hải quan | kho bạc nhà nước | cục quản "
    "lý thị trường | chi cục quản lý thị trường | bảo hiểm "
    "xã hội | ngân hàng nhà nước chi nhánh | đảng ủy khối các cơ quan | đảng ủy khối doanh nghiệp | điện lực | "
    "bệnh viện đa khoa"
)
"""Agencies of a province that are none of those who fight corruption for it: their figures are of their own house."""
_FIXED: Final = {
    "ban chỉ đạo trung ương": CENTRAL_COMMITTEE,
    "ngành hải quan": "Tổng cục Hải quan",
    "toàn ngành hải quan": "Tổng cục Hải quan",
    "khối các cơ quan trung ương": "Đảng bộ Khối các cơ quan Trung ương",
    "khối doanh nghiệp trung ương": "Đảng bộ Khối Doanh nghiệp Trung ương",
    "ngành thuế": "Tổng cục Thuế",
    "toàn ngành thuế": "Tổng cục Thuế",
}


@dataclass(slots=True)
class Place:
    """A node of the tree: what may follow, and the kind and name of the scope that ends here.

    `bare` marks a name without accents, which is one only where the sentence has none.
    """

    below: dict[str, Place] = field(default_factory=dict)
    kind: str = ""
    name: str = ""
    bare: bool = False


def _plant(tree: Place, phrase: str, kind: str, name: str) -> None:
    tokens = normal_tokens(phrase)
    for spelled in (tokens, tuple(fold(token) for token in tokens)):
        node = tree
        for token in spelled:
            node = node.below.setdefault(token, Place())
        if not node.kind:
            node.kind, node.name, node.bare = kind, name, spelled != tokens


def _tree() -> Place:
    tree = Place()
    for kind, phrases in _PHRASES.items():
        for phrase in phrases:
            _plant(tree, phrase, kind, "")
    for name, phrases in _REGIONS.items():
        for phrase in phrases:
            _plant(tree, phrase, "region", name)
    for territory in TERRITORIES.values():
        _plant(tree, territory.name, "province", territory.name)
    for name, phrases in _OTHER_NAMES.items():
        for phrase in phrases:
            _plant(tree, phrase, "province", name)
    for phrase in _AGENCIES:
        _plant(tree, phrase, "agency", phrase)
    for phrase in _HOUSES:
        _plant(tree, phrase, "house", phrase)
    for phrase, name in _FIXED.items():
        _plant(tree, phrase, "fixed", name)
    return tree


PLACES: Final = _tree()
VOCABULARY.update(normal(word) for word in ("tỉnh", "thành", "phố"))
