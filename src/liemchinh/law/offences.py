"""Offences of the Criminal Code that the committee's work meets, with the class of each clause (khoản).

The class of a clause follows the maximum of its frame (BLHS, Điều 9). Clauses whose frame is not confirmed carry
no class: a limit that depends on it is then computed from the next known one, and says so.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from liemchinh.kernel.catalogue import Catalogue
from liemchinh.kernel.label import Label
from liemchinh.law.acts import Severity
from liemchinh.law.basis import BLHS


class OffenceGroup(enum.StrEnum):
    """Statistical groups (DOMAIN 4.1)."""

    CORRUPTION = "corruption"
    POSITION = "position"
    ECONOMIC = "economic"
    PROPERTY = "property"
    ORDER = "order"

    @property
    def label(self) -> Label:
        """The words used in reports."""
        return {
            "corruption": Label("tham nhũng", "corruption"),
            "position": Label("chức vụ khác", "other offences of position"),
            "economic": Label("kinh tế", "economic"),
            "property": Label("sở hữu", "property"),
            "order": Label("trật tự công cộng", "public order"),
        }[self]


_CLASSES: Final = {
    "I": Severity.LESS_SERIOUS,
    "N": Severity.SERIOUS,
    "R": Severity.VERY_SERIOUS,
    "D": Severity.ESPECIALLY_SERIOUS,
}


@dataclass(frozen=True, slots=True)
class Offence:
    """One article; `classes` holds the class of khoản 1, 2, …"""

    code: str
    label: Label
    group: OffenceGroup
    classes: tuple[Severity, ...]

    @property
    def title(self) -> Label:
        """“Tham ô tài sản (Điều 353 BLHS)”."""
        where = BLHS.article(self.code).label
        return Label(f"{self.label.vi} ({where.vi})", f"{self.label.en} ({where.en})")


def _offence(code: int, vi: str, en: str, group: OffenceGroup, classes: str) -> Offence:
    return Offence(str(code), Label(vi, en), group, tuple(_CLASSES[letter] for letter in classes))


_C, _P, _E, _O = OffenceGroup.CORRUPTION, OffenceGroup.POSITION, OffenceGroup.ECONOMIC, OffenceGroup.PROPERTY

OFFENCES: Final = Catalogue(
    "Tội danh",
    (
        _offence(353, "Tham ô tài sản", "Embezzlement of property", _C, "NRDD"),
        _offence(354, "Nhận hối lộ", "Taking bribes", _C, "NRDD"),
        _offence(
            355,
            "Lạm dụng chức vụ, quyền hạn chiếm đoạt tài sản",
            "Abuse of position to appropriate property",
            _C,
            "NRDD",
        ),
        _offence(
            356,
            "Lợi dụng chức vụ, quyền hạn trong khi thi hành công vụ",
            "Abuse of position in performing duties",
            _C,
            "NRR",
        ),
        _offence(357, "Lạm quyền trong khi thi hành công vụ", "Acting beyond authority in duties", _C, "NRRD"),
        _offence(
            358,
            "Lợi dụng chức vụ, quyền hạn gây ảnh hưởng đối với người khác để trục lợi",
            "Using position to influence others for profit",
            _C,
            "NRDD",
        ),
        _offence(359, "Giả mạo trong công tác", "Forgery in work", _C, "NRRD"),
        _offence(
            360, "Thiếu trách nhiệm gây hậu quả nghiêm trọng", "Negligence causing serious consequences", _P, "NNR"
        ),
        _offence(361, "Cố ý làm lộ bí mật công tác", "Disclosing work secrets", _P, "IN"),
        _offence(364, "Đưa hối lộ", "Giving bribes", _P, "INRD"),
        _offence(365, "Môi giới hối lộ", "Brokering bribes", _P, "INRR"),
        _offence(
            366,
            "Lợi dụng ảnh hưởng đối với người có chức vụ, quyền hạn để trục lợi",
            "Trading in influence",
            _P,
            "INR",
        ),
        _offence(174, "Lừa đảo chiếm đoạt tài sản", "Fraudulent appropriation of property", _O, "INRD"),
        _offence(175, "Lạm dụng tín nhiệm chiếm đoạt tài sản", "Abuse of trust to appropriate property", _O, "INRD"),
        _offence(
            219,
            "Vi phạm quy định về quản lý, sử dụng tài sản nhà nước gây thất thoát, lãng phí",
            "Breach of state-asset rules causing loss or waste",
            _E,
            "NRD",
        ),
        _offence(
            220,
            "Vi phạm quy định về quản lý và sử dụng vốn đầu tư công gây hậu quả nghiêm trọng",
            "Breach of public-investment rules",
            _E,
            "NRD",
        ),
        _offence(
            221,
            "Vi phạm quy định về kế toán gây hậu quả nghiêm trọng",
            "Breach of accounting rules",
            _E,
            "NRD",
        ),
        _offence(
            222,
            "Vi phạm quy định về đấu thầu gây hậu quả nghiêm trọng",
            "Breach of bidding rules",
            _E,
            "NRD",
        ),
        _offence(
            224,
            "Vi phạm quy định về đầu tư công trình xây dựng gây hậu quả nghiêm trọng",
            "Breach of construction-investment rules",
            _E,
            "NRD",
        ),
        _offence(
            223,
            "Thông đồng, bao che cho người nộp thuế gây hậu quả nghiêm trọng",
            "Collusion to shield taxpayers",
            _E,
            "NRD",
        ),
        _offence(
            227,
            "Vi phạm quy định về nghiên cứu, thăm dò, khai thác tài nguyên",
            "Breach of rules on resources",
            _E,
            "IN",
        ),
        _offence(206, "Vi phạm quy định khác liên quan đến hoạt động ngân hàng", "Breach of banking rules", _E, "INRD"),
        _offence(203, "In, phát hành, mua bán trái phép hóa đơn", "Illegal printing or trading of invoices", _E, "IN"),
        _offence(
            179,
            "Thiếu trách nhiệm gây thiệt hại đến tài sản của Nhà nước",
            "Negligence harming state property",
            _O,
            "INR",
        ),
        _offence(324, "Rửa tiền", "Money laundering", OffenceGroup.ORDER, "NRR"),
        _offence(228, "Vi phạm quy định về sử dụng đất đai", "Breach of land-use rules", _E, "IN"),
        _offence(229, "Vi phạm quy định về quản lý đất đai", "Breach of land-management rules", _E, "INR"),
        _offence(
            230,
            "Vi phạm quy định về bồi thường, hỗ trợ, tái định cư khi Nhà nước thu hồi đất",
            "Breach of compensation and resettlement rules",
            _E,
            "NRD",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Charge:
    """An offence at one clause, written “353.2” (khoản 2 Điều 353) or “353”."""

    offence: Offence
    clause: int | None

    @property
    def severity(self) -> Severity:
        """The class of the clause; without a clause the lowest of the article."""
        if self.clause is None or self.clause > len(self.offence.classes):
            return self.offence.classes[0]
        return self.offence.classes[self.clause - 1]

    @property
    def label(self) -> Label:
        """“khoản 2 Điều 353 BLHS”."""
        return BLHS.article(self.offence.code, self.clause).label

    @property
    def code(self) -> str:
        """The written form."""
        return self.offence.code if self.clause is None else f"{self.offence.code}.{self.clause}"


class UnknownChargeError(ValueError):
    """A charge that is not in the catalogue; `label` says how to write one."""

    def __init__(self, text: str) -> None:
        self.label = Label(
            f"Chưa hiểu tội danh “{text}”. Ghi điều và khoản, ví dụ 353.2 (khoản 2 Điều 353 BLHS).",
            f"The offence “{text}” was not understood. Write article and clause, for example 353.2.",
        )
        super().__init__(self.label.vi)


@lru_cache(maxsize=4096)
def parse_charges(text: str) -> tuple[Charge, ...]:
    """Read several charges parted by semicolons, “353.2;356.1”. Raises UnknownChargeError."""
    return tuple(parse_charge(part) for part in text.split(";") if part.strip())


def gravest(text: str) -> Charge | None:
    """The most serious of several charges, the first of equals; None when there is none. Raises UnknownChargeError."""
    return max(parse_charges(text), key=lambda charge: charge.severity, default=None)


def severity_of(text: str) -> Severity:
    """The class of the most serious charge; the lowest when there is none. Raises UnknownChargeError."""
    found = gravest(text)
    return found.severity if found else Severity.LESS_SERIOUS


@lru_cache(maxsize=2048)
def parse_charge(text: str) -> Charge:
    """Read “353”, “353.2”, “khoản 2 Điều 353”. Raises UnknownChargeError."""
    numbers = re.fullmatch(r"\s*(?:Điều\s+)?(\d{3})(?:[./k](\d))?\s*(?:BLHS)?\s*", text, re.IGNORECASE)
    if numbers:
        article, clause = numbers[1], numbers[2]
    elif written := re.fullmatch(r"\s*khoản\s+(\d)\s+Điều\s+(\d{3})\s*(?:BLHS)?\s*", text, re.IGNORECASE):
        clause, article = written[1], written[2]
    else:
        raise UnknownChargeError(text)
    offence = OFFENCES.get(article)
    if offence is None or (clause and not 1 <= int(clause) <= len(offence.classes)):
        raise UnknownChargeError(text)
    return Charge(offence, int(clause) if clause else None)
