"""What is wrong with how a command was called, in Vietnamese: the library's words are English."""

from typing import Any

import click

EXTRA = "Got unexpected extra argument"
NO_NAME = "Missing command"
NO_COMMAND = "No such command"
TAKES_NONE = "does not take a value"


def misuse(error: click.UsageError) -> str:
    """Say what is wrong, and how to see the way a command is called."""
    path = error.ctx.command_path if error.ctx else "benefits"
    return f"{_said(error)}\nXem cách dùng: {path} --help"


def _said(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"Không có tùy chọn {error.option_name}."
        case click.BadOptionUsage() if TAKES_NONE in error.message:
            return f"Tùy chọn {error.option_name} không kèm giá trị."
        case click.BadOptionUsage():
            return f"Tùy chọn {error.option_name} không dùng như vậy được: cần đúng một giá trị."
        case click.MissingParameter():
            return f"Thiếu {_name(error)}."
        case click.BadParameter(param=click.Parameter() as param):
            return f"{_name(error)}: {_wanted(param.type) or error.message}"
    return _translated(error.message)


def _translated(message: str) -> str:
    """Turn what has no class of its own; the rest are our own sentences."""
    if message.startswith(EXTRA):
        return f"Thừa tham số: {message.partition('(')[2].rstrip(').')}."
    if message.startswith(NO_NAME):
        return "Thiếu lệnh."
    if message.startswith(NO_COMMAND):
        return f"Không có lệnh {message.removeprefix(NO_COMMAND).strip(' .')}."
    return message


def _name(error: click.BadParameter) -> str:
    match error.param:
        case click.Option() as option:
            return option.opts[-1]
        case click.Parameter() as argument:
            return argument.make_metavar(error.ctx) if error.ctx else str(argument.name)
    return ""


def _wanted(kind: click.ParamType[Any]) -> str | None:
    """Say what a value has to be like, where the kind of value tells."""
    match kind:
        case click.Choice():
            return f"chỉ nhận {', '.join(map(str, kind.choices))}."
        case click.DateTime():
            return "viết ngày có thật theo thứ tự năm-tháng-ngày, như 2026-10-15."
        case click.IntRange():
            ends = [f"từ {kind.min}"] if kind.min is not None else []
            ends += [f"đến {kind.max}"] if kind.max is not None else []
            return " ".join(["phải là số nguyên", *ends]) + "."
        case click.types.IntParamType():
            return "phải là số nguyên."
        case click.Path(exists=is_to_exist):
            missing, odd = "không có tệp này, hoặc không đọc được.", "đây không phải tệp ghi được."
            return missing if is_to_exist else odd
    return None
