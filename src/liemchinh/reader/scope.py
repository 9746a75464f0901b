"""Whose figure it is: provinces, the country, clusters and regions, single agencies and districts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from liemchinh.directory.territories import MERGED_ON, UnknownTerritoryError, named
from liemchinh.reader.passage import Passage, Sentence, normal, normal_tokens
from liemchinh.reader.scope_names import PLACES, Place

COUNTRY: Final = "VN"
BEFORE_MERGER: Final = date(2025, 6, 30)
_BEFORE_HUE: Final = date(2024, 12, 31)


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
_CLUSTER: Final = "cụm"
_DOT: Final = frozenset(".")
_NO_NAME: Final = frozenset(normal(word) for word in ["thành", "thị", "huyện", "quận", "tỉnh", "cụm", "ủy", "ban"])
_NOT_AGENCY: Final = frozenset({"luật", "chính", "máy", "phận"})
_IGNORED_BEFORE: Final = (("hợp", "nhất", "với"), ("so", "với"), ("phối", "hợp", "với"), ("giáp",), ("thăm",))
_ADDRESS: Final = frozenset(normal(word) for word in ["(", ",", "tỉnh", "thành", "phố", "thuộc", "của"])
_LONG_NAME: Final = 14
_BESIDE: Final = 25
_CITIES: Final = frozenset({"Hà Nội", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ", "Huế", "Đồng Nai"})


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


def _at(passage: Passage, at: int, size: int, bare: bool) -> Mention | None:
    """The scope that begins with token `at`."""
    if passage.tokens[at] == _CLUSTER:
        cluster = _cluster(passage, at, size)
        if cluster is not None:
            return cluster
    return _district(passage, at, size) or _known(passage, at, size, bare)


def _cluster(passage: Passage, at: int, size: int) -> Mention | None:
    """“Cụm thi đua số 2”, “Cụm II”."""
    tokens = passage.tokens
    number = at + 1
    while number < size and tokens[number] in {"thi", "đua", "số"}:
        number += 1
    if number < size and tokens[number].isdecimal():
        return Mention(at, number + 1, "cluster", str(int(tokens[number])))
    if at + 1 < number < size and tokens[number] in {"i", "ii", "iii", "iv", "v"}:
        return Mention(at, number + 1, "cluster", tokens[number].upper())
    return None


def _district(passage: Passage, at: int, size: int) -> Mention | None:
    """“huyện Mai Châu”, “Thành ủy Dĩ An”: a kind of district and a name that is not a centrally run city's."""
    tokens = passage.tokens
    for prefix, kind in _DISTRICT.items():
        if tokens[at] != prefix[0] or tuple(tokens[at : at + len(prefix)]) != prefix:
            continue
        name = at + len(prefix)
        if name < size and tokens[name] in _DOT:
            name += 1
        stop = _name_after(passage, name, size, 4)
        if stop == name:
            continue
        title = _words(passage, name, stop)
        city = kind == "Thành phố"
        if tokens[name] in _NO_NAME or (city and (title in _CITIES or title == "HCM")):
            return None
        if not city or len(title.split()) <= 3:
            return Mention(at, stop, "district", f"{kind} {title}")
    return None


def _longest(passage: Passage, at: int, size: int, bare: bool) -> tuple[Place, int] | None:
    node = PLACES
    best: tuple[Place, int] | None = None
    while at < size:
        below = node.below.get(passage.tokens[at])
        if below is None:
            break
        node = below
        at += 1
        if node.kind and (not node.bare or bare or node.kind == "province"):
            best = node, at
    return best


def _known(passage: Passage, at: int, size: int, bare: bool) -> Mention | None:
    """A name or word of the tree; None where it is not meant as a scope."""
    tokens = passage.tokens
    best = _longest(passage, at, size, bare)
    if best is None:
        return None
    place, end = best
    if place.kind in {"province", "region"}:
        capitals = range(at, end if place.kind == "region" else at + 1)
        if not bare and not any(_capital(passage, token) for token in capitals):
            return None
        former = end + 2 < size and tokens[end] == "(" and tokens[end + 1] == "cũ"
        return Mention(at, end + 3 if former else end, place.kind, place.name, former)
    if place.kind == "country" and _only_among(tokens, at):
        return None
    if place.kind == "agency":
        if not _capital(passage, at) or end >= size or tokens[end] in _NOT_AGENCY or not _capital(passage, end):
            return None
        stop = _agency_end(passage, end, size)
        return Mention(at, stop, "agency", _words(passage, at, stop))
    if place.kind == "house":
        return _house(passage, at, end, size)
    if place.kind == "home_cluster" and end < size and tokens[end] in {"thi", "số"}:
        return None
    return Mention(at, end, "agency" if place.kind == "fixed" else place.kind, place.name)


def _only_among(tokens: Sequence[str], at: int) -> bool:
    """“hạng 40 cả nước”, “63 tỉnh, thành phố trên cả nước”: among whom, not whose."""
    if at and tokens[at] in {"63", "34"}:
        return tokens[at - 1] in {"/", "trong", "số", "trên", "thứ"}
    if (
        at > 1
        and tokens[at - 1].isdecimal()
        and int(tokens[at - 1]) < 64
        and (tokens[at - 2] != "/" or tokens[at - 1] in {"63", "34"})
    ):
        return True
    return at > 0 and tokens[at - 1] in {"trên", "trong", "của"} and "phố" in tokens[max(0, at - 4) : at]


def _house(passage: Passage, at: int, end: int, size: int) -> Mention | None:
    """“Cục Thuế tỉnh (Tiền Giang)”: the province is taken from the text where the name leaves it out."""
    if not _capital(passage, at):
        return None
    title = _words(passage, at, end)
    stop = end
    if stop < size and passage.tokens[stop] == "tỉnh":
        stop += 1
        title = f"{title} tỉnh"
    elif stop + 1 < size and tuple(passage.tokens[stop : stop + 2]) == ("thành", "phố"):
        stop += 2
        title = f"{title} thành phố"
    named_after = _at(passage, stop, size, bare=False) if stop < size else None
    province = ""
    if named_after is not None and named_after.kind == "province":
        province, stop = named_after.name, named_after.end
    return Mention(at, stop, "house", title, province=province)


def _agency_end(passage: Passage, at: int, size: int) -> int:
    """The end of an agency's name: “Giao thông vận tải”, “Nông nghiệp và Phát triển nông thôn”."""
    stop = at
    while stop < size and stop - at < _LONG_NAME and passage.tokens[stop].isalpha():
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
        if home.province is None:
            address = next((one for one in found if one.province), None)
            home.province = replace(address, kind="province", name=address.province) if address else None
        home.default = next((one for one in found if one.kind in _NAMED), None)
        centre = next((one for one in found if one.kind == "centre"), None)
        named_provinces = {one.name for one in found if one.kind == "province"}
        if centre is not None and len(named_provinces) != 1 and (not home.default or centre.first < home.default.first):
            # A central body speaks, and of no single province.
            home.default = replace(centre, kind="country")
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
    one = home.resolve(mention)
    if one is None or one.kind == "country":
        return Scope(COUNTRY, "cả nước")
    if one.kind == "province":
        return _province(one, on)
    if one.kind == "given":
        return Scope(one.name, one.name)
    if one.kind == "cluster":
        return Scope(f"CLUSTER:{one.name}", f"Cụm thi đua số {one.name}")
    if one.kind == "region":
        return Scope(f"CLUSTER:{one.name}", one.name)
    shown = _agency_name(one, home)
    return Scope(f"ORG:{shown}", shown)


def _agency_name(one: Mention, home: Home) -> str:
    """The name of an agency or district with its province: “Cục Thuế tỉnh Tiền Giang”, “Huyện Hòa Vang (Đà Nẵng)”."""
    province = one.province
    if not province and home.province is not None and home.province.kind == "province":
        province = home.province.name
    if one.kind == "agency" or not province or province in one.name:
        return one.name
    if one.kind == "house":
        if one.name.endswith((" tỉnh", " thành phố", " Tỉnh ủy", " Thành ủy")):
            return f"{one.name} {province}"
        return f"{one.name} {'thành phố' if province in _CITIES else 'tỉnh'} {province}"
    return f"{one.name} ({province})"


def _province(one: Mention, on: date | None) -> Scope:
    day = BEFORE_MERGER if one.former or on is None else on
    for when in (day, BEFORE_MERGER, MERGED_ON, _BEFORE_HUE):
        try:
            code = named(one.name, when).code
        except UnknownTerritoryError:
            continue
        return Scope(code, f"{one.name} (cũ)" if one.former else one.name)
    return Scope(COUNTRY, one.name)


_ONE_CASE: Final = re.compile(
    r"(?:trong|về|liên quan(?: đến| tới)?|điều tra|khởi tố(?: mới| thêm)?(?: 0?1| một)?|xét xử(?: sơ thẩm)?|triệt phá)"
    r"\s+(?:vụ án|vụ|đường dây)\b[^.;]*?\b(?:tại|ở)\s"
)


def single_case(passage: Passage, sentence: Sentence, local: Sequence[Mention]) -> Mention | None:
    """The agency of “trong vụ án … xảy ra tại …”: figures of one case are that agency's, not the province's."""
    start, end = passage.starts[sentence.first], passage.ends[sentence.end - 1]
    found = _ONE_CASE.search(passage.key, start, end)
    if found is None:
        return None
    first = bisect_left(passage.starts, found.end())
    if first >= sentence.end or not _capital(passage, first) or passage.tokens[first] not in _SEATS:
        return None
    stop = first
    while stop < sentence.end and stop - first < _LONG_NAME and passage.tokens[stop].isalpha():
        if passage.tokens[stop] in _ENDS_SEAT and not _capital(passage, stop):
            break
        stop += 1
    province = next((one.name for one in reversed(local) if one.kind == "province" and one.first < first), "")
    return Mention(first, stop, "seat", _words(passage, first, stop), province=province)


_SEATS: Final = frozenset(
    normal(word)
    for word in ("ban", "trung", "sở", "công", "chi", "bệnh", "trường", "phòng", "cục", "ngân", "tập", "hạt", "quỹ")
)
_ENDS_SEAT: Final = frozenset(
    normal(word)
    for word in (
        "trước",
        "sau",
        "đã",
        "vừa",
        "năm",
        "trong",
        "theo",
        "nâng",
        "gây",
        "với",
        "để",
        "là",
        "được",
        "bị",
        "cho",
        "vào",
    )
)
