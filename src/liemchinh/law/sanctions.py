"""Forms of discipline, each with the days on which the catalogue knew it (DOMAIN 7.1, 7.2, 7.4)."""

from __future__ import annotations

from datetime import date
from typing import Final

from liemchinh.kernel.label import Label
from liemchinh.law.acts import Choice

PARTY_ORGANISATION: Final = (
    Choice("reprimand", Label("Khiển trách", "Reprimand")),
    Choice("warning", Label("Cảnh cáo", "Warning")),
    Choice("dissolution", Label("Giải tán", "Dissolution")),
)
PARTY_MEMBER: Final = (
    Choice("party.reprimand", Label("Đảng: khiển trách", "Party: reprimand")),
    Choice("party.warning", Label("Đảng: cảnh cáo", "Party: warning")),
    Choice("party.removal", Label("Đảng: cách chức", "Party: removal from office")),
    Choice("party.expulsion", Label("Đảng: khai trừ", "Party: expulsion")),
)
_UNTIL_2025: Final = date(2025, 6, 30)
STATE_OFFICIAL: Final = (
    Choice("state.reprimand", Label("Chính quyền: khiển trách", "State: reprimand")),
    Choice("state.warning", Label("Chính quyền: cảnh cáo", "State: warning")),
    Choice("state.salary", Label("Chính quyền: hạ bậc lương", "State: salary step reduced"), None, _UNTIL_2025),
    Choice("state.demotion", Label("Chính quyền: giáng chức", "State: demotion"), None, _UNTIL_2025),
    Choice("state.removal", Label("Chính quyền: cách chức", "State: removal from office")),
    Choice("state.dismissal", Label("Chính quyền: buộc thôi việc", "State: dismissal")),
)
HEADS: Final = (
    Choice("reprimand", Label("Khiển trách", "Reprimand")),
    Choice("warning", Label("Cảnh cáo", "Warning")),
    Choice("removal", Label("Cách chức", "Removal from office")),
)
