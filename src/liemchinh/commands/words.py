"""The command line in Vietnamese: help pages, days, positions, and what was not understood."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import click

from liemchinh.kernel.calendar import UnreadableDateError, parse_date
from liemchinh.kernel.known import Known

_HEADINGS: Final = {"Options": "Tùy chọn", "Commands": "Lệnh", "Arguments": "Tham số"}
_HELP_HINT: Final = "Hiện trợ giúp này."


class MisusedError(click.UsageError):
    """A command line that says too little or what does not go together; the message is ours, in Vietnamese."""


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "Cách dùng: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help page is Vietnamese."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_vietnamese(super().get_help_option(ctx))


class Group(click.Group):
    """A group of commands whose help page is Vietnamese and shows `summaries()`."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        kwargs.setdefault("subcommand_metavar", "LỆNH [THAM SỐ]…")
        super().__init__(*args, **kwargs)

    def summaries(self) -> list[tuple[str, str]]:
        """Name and one line of each command."""
        return []

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_vietnamese(super().get_help_option(ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(self.summaries())


class Day(click.ParamType[date]):
    """A day as officers write it, or as machines do: 30/06/2026 or 2026-06-30."""

    name = "ngày"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a refusal that says what is wrong with it."""
        if isinstance(value, date):
            return value
        try:
            return parse_date(str(value), today=date.today())  # noqa: DTZ011 - only for a day without a year
        except UnreadableDateError as error:
            self.fail(error.label.vi, param, ctx)


class DayOrPosition(Day):
    """What the register knew: at the end of a day, or at a position (mục) such as 31877 or 31.877."""

    name = "ngày hoặc mục"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A day or a Known position."""
        digits = str(value).replace(".", "")
        if digits.isascii() and digits.isdigit():
            return Known(int(digits))
        return super().convert(value, param, ctx)


DAY: Final = Day()
DAY_OR_POSITION: Final = DayOrPosition()


def grouped(number: int) -> str:
    """A whole number as Vietnamese papers print it: 31.877."""
    return f"{number:,}".replace(",", ".")


def explain(error: click.UsageError) -> str:
    """What was not understood in a command line, and where help is."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    return f"{_fault(error)}\nXem: {error.ctx.command_path if error.ctx else 'liemchinh'} --help"


def _fault(error: click.UsageError) -> str:
    match error:
        case click.exceptions.NoSuchCommand():
            return f"Không có lệnh “{error.command_name}”."
        case click.NoSuchOption():
            return f"Không có tùy chọn “{error.option_name}”."
        case click.BadOptionUsage():
            return f"Tùy chọn “{error.option_name}” cần một giá trị."
        case click.MissingParameter():
            return f"Thiếu {_hint(error)}."
        case click.BadParameter():
            return f"{_hint(error)}: {_reason(error)}"
        case MisusedError():
            return error.message
    return "Thừa tham số."


def _hint(error: click.BadParameter) -> str:
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param is not None else "tham số")
    return (hint if isinstance(hint, str) else " ".join(hint)).strip("'")


def _reason(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Path) and error.message.isascii():
        return "không có tệp này, hoặc không đọc được tệp."
    if isinstance(kind, click.Choice):
        return f"chỉ nhận một trong: {', '.join(map(str, kind.choices))}."
    return error.message


def _in_vietnamese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = _HELP_HINT
    return option
