"""The texts that govern, each with the days on which it was in force, and references into them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from liemchinh.kernel.catalogue import Catalogue
from liemchinh.kernel.label import Label


@dataclass(frozen=True, slots=True)
class LegalText:
    """A law, decree or Party regulation. `short` is the name used after “Điều …”; None = no known bound."""

    code: str
    short: Label
    title: Label
    number: str
    valid_from: date | None = None
    valid_to: date | None = None

    def article(self, number: int | str, clause: int | None = None) -> Article:
        """A reference to one article, or to one clause (khoản) of it."""
        return Article(text=self, number=str(number), clause=clause)

    @property
    def whole(self) -> Article:
        """A reference to the text without an article."""
        return Article(text=self, number="", clause=None)

    def in_force(self, on: date) -> bool:
        """Whether the text governed on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Article:
    """A place in a legal text, printed as “khoản 1 Điều 174 BLTTHS”."""

    text: LegalText
    number: str
    clause: int | None

    @property
    def label(self) -> Label:
        """The reference in both languages, with no-break spaces where a line must not end."""
        if not self.number:
            return self.text.short
        vi = f"Điều\u00a0{self.number} {self.text.short.vi}"
        en = f"Art.\u00a0{self.number} {self.text.short.en}"
        if self.clause is not None:
            vi = f"khoản\u00a0{self.clause} {vi}"
            en = f"Art.\u00a0{self.number}({self.clause}) {self.text.short.en}"
        return Label(vi, en)


BLTTHS: Final = LegalText(
    "BLTTHS-2015",
    Label("BLTTHS", "Criminal Procedure Code"),
    Label("Bộ luật Tố tụng hình sự 2015", "Criminal Procedure Code 2015"),
    "101/2015/QH13",
    date(2018, 1, 1),
)
BLTTHS_2003: Final = LegalText(
    "BLTTHS-2003",
    Label("BLTTHS 2003", "Criminal Procedure Code 2003"),
    Label("Bộ luật Tố tụng hình sự 2003", "Criminal Procedure Code 2003"),
    "19/2003/QH11",
    date(2004, 7, 1),
    date(2017, 12, 31),
)
BLHS: Final = LegalText(
    "BLHS-2015",
    Label("BLHS", "Criminal Code"),
    Label("Bộ luật Hình sự 2015", "Criminal Code 2015"),
    "100/2015/QH13",
    date(2018, 1, 1),
)
LUAT_PCTN: Final = LegalText(
    "PCTN-2018",
    Label("Luật PCTN", "Anti-Corruption Law"),
    Label("Luật Phòng, chống tham nhũng 2018", "Anti-Corruption Law 2018"),
    "36/2018/QH14",
    date(2019, 7, 1),
)
ND_59: Final = LegalText(
    "ND-59-2019",
    Label("NĐ 59/2019", "Decree 59/2019"),
    Label("Nghị định 59/2019/NĐ-CP", "Decree 59/2019/NĐ-CP"),
    "59/2019/NĐ-CP",
    date(2019, 8, 15),
)
QD_67: Final = LegalText(
    "QD-67-2022",
    Label("Quy định 67-QĐ/TW", "Regulation 67-QĐ/TW"),
    Label("Quy định 67-QĐ/TW về Ban Chỉ đạo cấp tỉnh", "Regulation 67-QĐ/TW on provincial steering committees"),
    "67-QĐ/TW",
    date(2022, 6, 2),
)
CT_05: Final = LegalText(
    "CT-05-2007",
    Label("Chỉ thị 05-CT/TW", "Directive 05-CT/TW"),
    Label("Chỉ thị 05-CT/TW về lãnh đạo việc xử lý vụ án", "Directive 05-CT/TW on leading the handling of cases"),
    "05-CT/TW",
    date(2007, 7, 7),
)
QD_69: Final = LegalText(
    "QD-69-2022",
    Label("Quy định 69-QĐ/TW", "Regulation 69-QĐ/TW"),
    Label("Quy định 69-QĐ/TW về kỷ luật tổ chức đảng, đảng viên", "Regulation 69-QĐ/TW on Party discipline"),
    "69-QĐ/TW",
    date(2022, 7, 6),
)
QD_296: Final = LegalText(
    "QD-296-2025",
    Label("Quy định 296-QĐ/TW", "Regulation 296-QĐ/TW"),
    Label(
        "Quy định 296-QĐ/TW về kiểm tra, giám sát của Đảng", "Regulation 296-QĐ/TW on Party checking and supervision"
    ),
    "296-QĐ/TW",
    date(2025, 5, 30),
)
LUAT_THANH_TRA: Final = LegalText(
    "TT-2025",
    Label("Luật Thanh tra", "Inspection Law"),
    Label("Luật Thanh tra 2025", "Inspection Law 2025"),
    "84/2025/QH15",
    date(2025, 7, 1),
)
LUAT_THADS: Final = LegalText(
    "THADS-2008",
    Label("Luật Thi hành án dân sự", "Civil Judgment Enforcement Law"),
    Label("Luật Thi hành án dân sự", "Civil Judgment Enforcement Law"),
    "26/2008/QH12",
    date(2009, 7, 1),
)
KH_142: Final = LegalText(
    "KH-142-2019",
    Label("Kế hoạch 142-KH/BNCTW", "Plan 142-KH/BNCTW"),
    Label("Kế hoạch 142-KH/BNCTW về thi đua chuyên đề", "Plan 142-KH/BNCTW on thematic emulation"),
    "142-KH/BNCTW",
    date(2019, 2, 26),
)
HOUSE: Final = LegalText(
    "QUY-CHE-SO",
    Label("Quy chế sổ", "Rules of the register"),
    Label("Quy chế ghi sổ của hệ thống", "Rules for entering the register"),
    "",
)

TEXTS: Final = Catalogue(
    "Văn bản căn cứ",
    (
        BLTTHS,
        BLTTHS_2003,
        LUAT_THADS,
        BLHS,
        LUAT_PCTN,
        ND_59,
        QD_67,
        CT_05,
        QD_69,
        QD_296,
        LUAT_THANH_TRA,
        KH_142,
        HOUSE,
    ),
)
