"""When an agency of a province speaks of its own house, and when for the province.

“Công an tỉnh Quảng Trị khởi tố …” is a figure of the province; “… tự kiểm tra nội bộ”, “… trực tiếp kỷ luật”, and an
inspection committee set against “toàn Đảng bộ tỉnh” are figures of the house itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from liemchinh.figures.wording_nouns import said
from liemchinh.kernel.vietnamese import spelling_key
from liemchinh.reader.passage import Passage
from liemchinh.reader.scope import Mention

_OFFICES: Final = said(
    "ủy ban kiểm tra tỉnh ủy | ủy ban kiểm tra thành ủy | công an tỉnh | công an thành phố | thanh tra tỉnh | thanh "
    "tra thành phố | viện kiểm sát nhân dân tỉnh | viện ksnd tỉnh | vksnd tỉnh | tòa án nhân dân tỉnh | tand tỉnh | "
    "ban nội chính tỉnh ủy | ban nội chính thành ủy | ban tổ chức tỉnh ủy | bộ chỉ huy quân sự tỉnh | bộ chỉ huy bộ "
    "đội biên phòng tỉnh"
)
_OFFICE: Final = re.compile(r"\b(?:" + "|".join(re.escape(spelling_key(name)) for name in _OFFICES) + r")(?=\W|$)")
_INNER: Final = re.compile(
    r"nội bộ|tự kiểm tra|đơn vị trực thuộc|trực tiếp (?:kiểm tra|giám sát|kỷ luật|thi hành|xử lý)"
)
_WHOLE: Final = re.compile(spelling_key(r"(?:tính|cộng|nói) chung (?:trong )?toàn (?:đảng bộ|tỉnh|thành phố)"))
_FOR_MANY: Final = re.compile(spelling_key(r"các cấp|hai cấp|toàn ngành"))
_BESIDE: Final = 2
_FAR: Final = 1500


def with_own_houses(passage: Passage, found: Sequence[Mention]) -> list[Mention]:
    """`found` with a mention of the house for every office that speaks of itself, instead of its province."""
    houses = [house for house in _houses(passage, found) if house is not None]
    if not houses:
        return list(found)
    covered = {token for house in houses for token in range(house.first, house.end)}
    kept = [one for one in found if one.first not in covered]
    return sorted([*kept, *houses], key=lambda one: one.first)


def _houses(passage: Passage, found: Sequence[Mention]) -> list[Mention | None]:
    return [_house(passage, found, *name.span()) for name in _OFFICE.finditer(passage.key)]


def _house(passage: Passage, found: Sequence[Mention], start: int, end: int) -> Mention | None:
    first = bisect_right(passage.starts, start) - 1
    stop = bisect_right(passage.starts, end - 1)
    if not passage.text[start].isupper():
        return None
    sentence = passage.sentences[bisect_right(passage.sentences, first, key=lambda one: one.first) - 1]
    rest = passage.key[end : passage.ends[sentence.end - 1]]
    whole = _WHOLE.search(passage.key, end, end + _FAR)
    words = rest[: max(0, whole.start() - end)] if whole is not None else rest
    inner = bool(_INNER.search(words))
    against = whole is not None and passage.key.startswith("uỷ ban kiểm tra", start) and any(map(str.isdigit, words))
    if not (inner or against) or _FOR_MANY.search(words):
        return None
    near = found[(at := bisect_left(found, stop, key=lambda one: one.first)) : at + 1]
    named = next((one for one in near if one.kind == "province" and one.first - stop <= _BESIDE), None)
    title = " ".join(passage.text[start:end].split())
    return Mention(first, named.end if named else stop, "house", title, province=named.name if named else "")
