"""Whose figure it is: provinces, the country, clusters and regions, single agencies and districts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from liemchinh.directory.territories import MERGED_ON, TERRITORIES, UnknownTerritoryError, named
from liemchinh.figures.wording_nouns import said
from liemchinh.kernel.vietnamese import fold
from liemchinh.reader.passage import VOCABULARY, Passage, normal, normal_tokens

COUNTRY: Final = "VN"
BEFORE_MERGER: Final = date(2025, 6, 30)
CENTRAL_COMMITTEE: Final = "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực"


@dataclass(frozen=True, slots=True)
class Mention:
    """A scope named by the tokens `first` to `end`.

    `kind` is "province", "country", "cluster", "region", "agency", "district", "home" (“toàn tỉnh”), "home_district"
    (“toàn huyện”), "home_cluster" (“toàn Cụm”) or "rest" (“các tỉnh còn lại”). `former` marks “(cũ)”.
    """

    first: int
    end: int
    kind: str
    name: str = ""
    former: bool = False
    province: str = ""

    @property
    def key(self) -> tuple[str, str, bool]:
        """What two mentions of the same scope have in common."""
        return self.kind, self.name, self.former


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope as claims carry it."""

    code: str
    name: str


_PHRASES: Final = {
    "country": said(
        "cả nước | toàn quốc | trên phạm vi cả nước | trên toàn quốc | trong cả nước | các ban chỉ đạo cấp tỉnh | "
        "các tỉnh, thành phố | các địa phương trên cả nước | toàn đảng | toàn ngành thanh tra | các tỉnh ủy, thành ủy cả nước | các tỉnh, thành phố trên cả nước | "
        "toàn ngành kiểm sát | toàn ngành tòa án | ban chỉ đạo các tỉnh, thành phố | các ban chỉ đạo | các tỉnh, thành | "
        "phạm vi toàn quốc | khắp cả nước | các bộ, ngành, địa phương | cả nước ta | toàn hệ thống thi hành án dân sự"
    ),
    "home": said(
        "toàn ngành thanh tra tỉnh | ngành thanh tra tỉnh | toàn tỉnh | trên địa bàn tỉnh | trong tỉnh | toàn thành phố | trên địa bàn thành phố | ban chỉ đạo tỉnh | "
        "công an tỉnh | thanh tra tỉnh | hai cấp tỉnh | của tỉnh | tính chung toàn tỉnh | cấp ủy các cấp"
    ),
    "home_district": said("toàn huyện | toàn quận | toàn thị xã | trên địa bàn huyện | trên địa bàn quận | của huyện"),
    "home_region": said("toàn khu vực | trong khu vực | cả khu vực | toàn vùng | trong vùng"),
    "home_cluster": said("toàn cụm | trong cụm | các đơn vị trong cụm | của cụm | cả cụm"),
    "rest": said(
        "các tỉnh còn lại | các địa phương còn lại | các đơn vị còn lại | số còn lại | các tỉnh, thành phố còn lại | các huyện còn lại"
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

_DISTRICT: Final = {
    normal_tokens(prefix): kind
    for prefix, kind in (
        ("huyện ủy", "Huyện"),
        ("huyện", "Huyện"),
        ("quận ủy", "Quận"),
        ("quận", "Quận"),
        ("thị xã", "Thị xã"),
        ("thị ủy", "Thị xã"),
        ("thành phố", "Thành phố"),
        ("thành ủy", "Thành phố"),
        ("tp", "Thành phố"),
    )
}
_NO_NAME: Final = frozenset(normal(word) for word in ["thành", "thị", "huyện", "quận", "tỉnh", "cụm", "ủy", "ban"])
_AGENCIES: Final = said(
    "bộ | tổng cục | ngân hàng nhà nước | tập đoàn | đảng ủy khối | kiểm toán nhà nước | bảo hiểm xã hội việt nam"
)
_HOUSES: Final = said(
    "cục thuế | cục hải quan | kho bạc nhà nước | cục quản lý thị trường | chi cục quản lý thị trường | bảo hiểm xã hội | "
    "ngân hàng nhà nước chi nhánh | đảng ủy khối các cơ quan | đảng ủy khối doanh nghiệp | điện lực | bệnh viện đa khoa"
)
"""Agencies of a province that are none of those who fight corruption for it: their figures are of their own house."""
_FIXED: Final = {
    "ban chỉ đạo trung ương": CENTRAL_COMMITTEE,
    "ngành hải quan": "Tổng cục Hải quan",
    "toàn ngành hải quan": "Tổng cục Hải quan",
    "ngành thuế": "Tổng cục Thuế",
    "toàn ngành thuế": "Tổng cục Thuế",
}
_NOT_AGENCY: Final = frozenset({"luật", "chính", "máy", "phận"})
_IGNORED_BEFORE: Final = (("hợp", "nhất", "với"), ("so", "với"), ("phối", "hợp", "với"), ("giáp",), ("thăm",))
_ADDRESS: Final = frozenset(normal(word) for word in ["(", ",", "tỉnh", "thành", "phố", "thuộc", "của"])
_BESIDE: Final = 25
_CITIES: Final = frozenset({"Hà Nội", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ", "Huế", "Đồng Nai"})


def _tree() -> dict[str, object]:
    tree: dict[str, object] = {}

    def plant(phrase: str, kind: str, name: str) -> None:
        tokens = normal_tokens(phrase)
        for spelled in {tokens, tuple(fold(token) for token in tokens)}:
            node = tree
            for token in spelled:
                below = node.setdefault(token, {})
                assert isinstance(below, dict)
                node = below
            node.setdefault("", (kind, name, spelled != tokens))

    for kind, phrases in _PHRASES.items():
        for phrase in phrases:
            plant(phrase, kind, "")
    for name, phrases in _REGIONS.items():
        for phrase in phrases:
            plant(phrase, "region", name)
    for territory in TERRITORIES.values():
        plant(territory.name, "province", territory.name)
    for name, phrases in _OTHER_NAMES.items():
        for phrase in phrases:
            plant(phrase, "province", name)
    for phrase in _AGENCIES:
        plant(phrase, "agency", phrase)
    for phrase in _HOUSES:
        plant(phrase, "house", phrase)
    for phrase, name in _FIXED.items():
        plant(phrase, "fixed", name)
    return tree


_TREE: Final = _tree()
VOCABULARY.update(normal(word) for word in ("tỉnh", "thành", "phố"))


def _capital(passage: Passage, token: int) -> bool:
    return passage.text[passage.starts[token]].isupper()


def _name_after(passage: Passage, at: int, end: int, limit: int) -> int:
    """The token after a run of words that begin with capitals."""
    stop = at
    while stop < end and stop - at < limit and passage.tokens[stop].isalpha() and _capital(passage, stop):
        stop += 1
    return stop


def _words(passage: Passage, first: int, end: int) -> str:
    return " ".join(passage.text[passage.starts[first] : passage.ends[end - 1]].split())


def mentions(passage: Passage, bare: Sequence[bool]) -> list[Mention]:
    """All scopes a text names, in order. `bare` says for each token whether its sentence was typed without accents."""
    tokens = passage.tokens
    size = len(tokens)
    found: list[Mention] = []
    at = 0
    while at < size:
        mention = _at(passage, at, size, bare[at])
        if mention is None:
            at += 1
            continue
        cluster = found[-1] if found and found[-1].kind == "cluster" else None
        if mention.kind == "region" and cluster is not None and mention.first - cluster.end < _BESIDE:
            # Only says where the cluster lies.
            at = mention.end
            continue
        if mention.kind == "province" and found and found[-1].kind in {"district", "agency"}:
            between = tokens[found[-1].end : mention.first]
            if between and len(between) <= 3 and all(token in _ADDRESS for token in between):
                # “huyện Mai Châu (Hòa Bình)”, “huyện Mai Châu, tỉnh Hòa Bình”: an address.
                found[-1] = replace(found[-1], province=mention.name)
                at = mention.end
                continue
        if not any(tuple(tokens[max(0, at - len(words)) : at]) == words for words in _IGNORED_BEFORE):
            found.append(mention)
        at = mention.end
    return found


def _at(passage: Passage, at: int, size: int, bare: bool) -> Mention | None:  # noqa: PLR0912
    tokens = passage.tokens
    token = tokens[at]
    if token == "cụm":
        number = at + 1
        while number < size and tokens[number] in {"thi", "đua", "số"}:
            number += 1
        if number < size and tokens[number].isdigit():
            return Mention(at, number + 1, "cluster", str(int(tokens[number])))
        if number < size and tokens[number] in {"i", "ii", "iii", "iv", "v"} and number > at + 1:
            return Mention(at, number + 1, "cluster", tokens[number].upper())
    for prefix, kind in _DISTRICT.items():
        if token == prefix[0] and tuple(tokens[at : at + len(prefix)]) == prefix:
            name = at + len(prefix)
            if name < size and tokens[name] == ".":
                name += 1
            stop = _name_after(passage, name, size, 4)
            if stop > name:
                title = _words(passage, name, stop)
                if tokens[name] in _NO_NAME:
                    break
                if kind == "Thành phố" and (title in _CITIES or title == "HCM"):
                    break
                if kind != "Thành phố" or len(title.split()) <= 3:
                    return Mention(at, stop, "district", f"{kind} {title}")
    node: object = _TREE
    best: tuple[str, str, int] | None = None
    step = at
    while step < size and isinstance(node, dict):
        node = node.get(tokens[step])
        if node is None:
            break
        step += 1
        if isinstance(node, dict) and "" in node:
            kind, name, unaccented = node[""]
            if not unaccented or bare or kind == "province":
                best = kind, name, step
    if best is None:
        return None
    kind, name, end = best
    if kind in {"province", "region"}:
        if not bare and not any(_capital(passage, place) for place in range(at, end if kind == "region" else at + 1)):
            return None
        # A longer name that only begins or ends like a province is a person's or a street's.
        former = end + 2 < size and tokens[end] == "(" and tokens[end + 1] == "cũ"
        return Mention(at, end + 3 if former else end, kind, name, former)
    if kind == "country" and at > 1 and tokens[at - 1].isdigit() and int(tokens[at - 1]) < 64 and tokens[at - 2] != "/":
        # “xếp hạng 40 cả nước”: of whom it is the rank.
        return None
    if kind == "country" and at and tokens[at - 1] in {"trên", "trong", "của"} and "phố" in tokens[max(0, at - 4) : at]:
        return None
    if kind == "agency":
        if not _capital(passage, at) or end >= size or tokens[end] in _NOT_AGENCY or not _capital(passage, end):
            return None
        stop = _agency_end(passage, end, size)
        return Mention(at, stop, "agency", _words(passage, at, stop))
    if kind == "house":
        return _house(passage, at, end, size)
    if kind == "fixed":
        return Mention(at, end, "agency", name)
    if kind == "home_cluster" and end < size and tokens[end] in {"thi", "số"}:
        return None
    return Mention(at, end, kind, name)


def _house(passage: Passage, at: int, end: int, size: int) -> Mention | None:
    """“Cục Thuế tỉnh (Tiền Giang)”: the province is taken from the text where the name leaves it out."""
    if not _capital(passage, at):
        return None
    title = _words(passage, at, end)
    stop = end
    if stop < size and passage.tokens[stop] == "tỉnh":
        stop += 1
    elif stop + 1 < size and tuple(passage.tokens[stop : stop + 2]) == ("thành", "phố"):
        stop += 2
    named_after = _at(passage, stop, size, bare=False) if stop < size else None
    province = ""
    if named_after is not None and named_after.kind == "province":
        province, stop = named_after.name, named_after.end
    return Mention(at, stop, "house", title, province=province)


def _agency_end(passage: Passage, at: int, size: int) -> int:
    """The end of an agency's name: “Giao thông vận tải”, “Nông nghiệp và Phát triển nông thôn”."""
    stop = at
    while stop < size and stop - at < 7 and passage.tokens[stop].isalpha():
        if passage.tokens[stop] in _ENDS_NAME and not _capital(passage, stop):
            break
        stop += 1
    return stop


_ENDS_NAME: Final = frozenset(
    normal(word)
    for word in [
        "tổ",
        "tiến",
        "đã",
        "có",
        "ban",
        "báo",
        "trong",
        "năm",
        "triển",
        "thực",
        "kỷ",
        "khởi",
        "họp",
        "là",
        "cho",
        "và",
        "với",
        "xử",
        "tiếp",
        "phát",
        "kiểm",
        "thanh",
        "được",
        "bị",
        "chủ",
        "hoàn",
        "chuyển",
        "tại",
        "theo",
        "vừa",
        "cũng",
        "đạt",
        "thu",
        "quyết",
        "công",
        "kê",
        "xác",
    ]
)


@dataclass(slots=True)
class Home:
    """What “toàn tỉnh”, “toàn huyện” and “toàn Cụm” mean in a text."""

    province: Mention | None = None
    district: Mention | None = None
    cluster: Mention | None = None
    region: Mention | None = None
    default: Mention | None = None

    @classmethod
    def of(cls, found: Sequence[Mention], default_scope: str | None) -> Home:
        """The first of each kind that the text names; `default_scope` stands before them all."""
        home = cls()
        for mention in found:
            if mention.kind == "province" and home.province is None:
                home.province = mention
            elif mention.kind == "district" and home.district is None:
                home.district = mention
            elif mention.kind == "cluster" and home.cluster is None:
                home.cluster = mention
            elif mention.kind == "region" and home.region is None:
                home.region = mention
        home.default = next((one for one in found if one.kind in _NAMED), None)
        if default_scope is not None:
            home.default = Mention(0, 0, "given", default_scope)
            home.province = home.province or home.default
        return home

    def resolve(self, mention: Mention | None) -> Mention | None:
        """The named scope behind a relative one."""
        if mention is None:
            return self.default
        if mention.kind == "home":
            if self.province is None:
                return self.default
            return self.province
        if mention.kind == "home_district":
            return self.district or self.default
        if mention.kind == "home_cluster":
            return self.cluster or self.default
        if mention.kind == "home_region":
            return self.region or self.cluster or self.default
        return mention


_NAMED: Final = frozenset({"house", "province", "country", "cluster", "region", "agency", "district"})


def scope_of(mention: Mention | None, home: Home, on: date | None) -> Scope:
    """The scope as a claim carries it; codes are those of the day `on`."""
    named_one = home.resolve(mention)
    if named_one is None:
        return Scope(COUNTRY, "cả nước")
    kind, name = named_one.kind, named_one.name
    if kind == "given":
        return Scope(name, name)
    if kind == "country":
        return Scope(COUNTRY, "cả nước")
    if kind == "cluster":
        return Scope(f"CLUSTER:{name}", f"Cụm thi đua số {name}")
    if kind == "region":
        return Scope(f"CLUSTER:{name}", name)
    if kind == "agency":
        return Scope(f"ORG:{name}", name)
    if kind == "house":
        owner = named_one.province or (home.province.name if home.province and home.province.kind == "province" else "")
        owner = f" {'thành phố' if owner in _CITIES else 'tỉnh'} {owner}" if owner else ""
        return Scope(f"ORG:{name}{owner}", f"{name}{owner}")
    if kind == "district":
        province = named_one.province
        if not province and home.province and home.province.kind == "province":
            province = home.province.name
        shown = f"{name} ({province})" if province and province not in name else name
        return Scope(f"ORG:{shown}", shown)
    day = BEFORE_MERGER if named_one.former or on is None else on
    for when in (day, BEFORE_MERGER, MERGED_ON, date(2024, 12, 31)):
        try:
            return Scope(named(name, when).code, f"{name} (cũ)" if named_one.former else name)
        except UnknownTerritoryError:
            continue
    return Scope(COUNTRY, name)


_SINGLE_CASE: Final = re.compile(r"(?:trong|về|liên quan(?: đến| tới)?|điều tra)\s+vụ\s+(?:án|việc)?\s*(?!án|việc)")


def single_case(key: str, start: int, end: int) -> bool:
    """Whether a sentence tells of one case (“trong vụ án xảy ra tại …”), whose figures are not a province's."""
    return bool(_SINGLE_CASE.search(key, start, end))
