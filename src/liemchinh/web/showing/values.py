"""How the values of indicators are written: numbers with their unit, đồng short with the exact amount, differences."""

from __future__ import annotations

from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liemchinh.figures.indicator import Indicator, Unit
from liemchinh.kernel.calendar import Period
from liemchinh.kernel.label import Label
from liemchinh.kernel.money import show_dong, show_number
from liemchinh.web.showing.shown import MINUS, NBSP, said, show_moment
from liemchinh.web.templatetags.desk import dong
from liemchinh.web.visit import Visit


def plain(value: Decimal) -> int | Decimal:
    """A value without the noughts that a column of the database adds."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def written(unit: Unit | str, value: Decimal | None) -> int | Decimal | SafeString | str | None:
    """A value ready for the tag `figure`: đồng as money, everything else as a number."""
    if value is None:
        return None
    return dong(int(value)) if unit == Unit.VND else plain(value)


def in_words(unit: Unit | str, value: Decimal) -> str:
    """A value as text, without markup: 31, 72,46, 38,42 tỷ."""
    if unit == Unit.VND:
        return show_dong(int(value)).replace(" ", NBSP)
    return show_number(plain(value))


def noun(indicator: Indicator) -> Label:
    """What the number counts; persons are named by the stage at which they stand."""
    if indicator.code.startswith("crime.accused"):
        return Label("bị can", "accused")
    if indicator.code.startswith("crime.defendants"):
        return Label("bị cáo", "defendants")
    return indicator.unit.label


def counted(indicator: Indicator, value: Decimal) -> str:
    """31 vụ án, 96 bị can, 38,42 tỷ đồng."""
    if indicator.unit is Unit.VND:
        return with_unit(indicator.unit, value)
    name = str(said(noun(indicator))).replace(" ", NBSP)
    return f"{show_number(plain(value))}{NBSP}{name}"


def with_unit(unit: Unit | str, value: Decimal) -> str:
    """31 vụ án, 38,42 tỷ đồng."""
    if unit == Unit.VND:
        return show_dong(int(value), unit=True).replace(" ", NBSP)
    name = said(Unit(unit).label) if unit in set(Unit) else str(unit)
    return f"{show_number(plain(value))}{NBSP}{name}"


def difference(unit: Unit | str, value: Decimal) -> str:
    """+74, −166, 0; đồng short."""
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{in_words(unit, abs(value))}"


def percent_of(value: Decimal, before: Decimal) -> Decimal | None:
    """By how many percent `value` differs from `before`; None where there is nothing to compare with."""
    return (value - before) * 100 / before if before else None


def qualified(qualifier: str, text: str) -> str:
    """“hơn 26,5 tỷ”: a number as loosely as the paper states it."""
    word = {
        "about": _("khoảng"),
        "more_than": _("hơn"),
        "at_least": _("ít nhất"),
        "at_most": _("tối đa"),
    }.get(qualifier)
    return f"{word}{NBSP}{text}" if word else text


def period_words(period: Period) -> str:
    """The period as pages name it, a state on its last day included."""
    if period.first == period.last:
        return _("ngày %(day)s") % {"day": f"{period.first:%d/%m/%Y}"}
    return str(said(period.label))


def kind_of(indicator: Indicator) -> str:
    """Whether an indicator is counted over a period, stands at its end, or is stated by papers."""
    if indicator.is_stated:
        return _("theo văn bản")
    return _("cuối kỳ") if indicator.is_stock else _("trong kỳ")


def printed(visit: Visit) -> str:
    """Who prints the page and when, for paper."""
    return _("%(name)s in lúc %(moment)s") % {"name": visit.shown_name, "moment": show_moment(visit.now)}
