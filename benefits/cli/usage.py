"""How commands explain themselves in Vietnamese: the words around our own are the library's."""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Final

import click

_SECTIONS: Final = {
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "Arguments": "Tham số",
    "Positional arguments": "Tham số",
}
_IN_USAGE: Final = (
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("COMMAND [ARGS]...", "LỆNH [THAM SỐ]..."),
)
_IN_TERMS: Final = (
    (re.compile(r"\bTEXT\b"), "CHỮ"),
    (re.compile(r"\bINTEGER( RANGE)?\b"), "SỐ"),
    (re.compile(r"\[%Y-%m-%d\]"), "NGÀY"),
)
_IN_HELP: Final = (
    (re.compile(r"^Show this message and exit\.$"), "Hiện trang này rồi thôi."),
    (re.compile(r"\brequired(?=[\];])"), "bắt buộc"),
    (re.compile(r"\bdefault: (?=[^\[\]]*\]$)"), "mặc định: "),
)
_YES: Final = frozenset({"c", "có", "co", "y", "yes"})
_NO: Final = frozenset({"", "k", "không", "khong", "n", "no"})


class VietnameseHelp(click.HelpFormatter):
    """Writes a page of help with the library's own words turned into Vietnamese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for words, ours in _IN_USAGE:
            args = args.replace(words, ours)
        super().write_usage(prog, args, "Cách dùng: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_SECTIONS.get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        super().write_dl(list(_turned(rows)), col_max, col_spacing)


def speak_vietnamese() -> None:
    """Have every command of this process explain itself so."""
    click.Context.formatter_class = VietnameseHelp


def agreed(question: str) -> bool:
    """Ask a yes or no at the terminal, on standard error; nothing said is no."""
    while True:
        click.echo(f"{question} [c/K]: ", nl=False, err=True)
        said = sys.stdin.readline()
        if not said:
            raise click.Abort
        if (word := said.strip().lower()) in _YES | _NO:
            return word in _YES
        click.echo("Hãy trả lời c (có) hoặc k (không).", err=True)


def insist(question: str) -> None:
    """Stop unless it is agreed to."""
    if not agreed(question):
        raise click.Abort


def _turned(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for term, said in rows:
        for pattern, ours in _IN_TERMS:
            term = pattern.sub(ours, term)  # noqa: PLW2901 - turned word by word
        for pattern, ours in _IN_HELP:
            said = pattern.sub(ours, said)  # noqa: PLW2901 - likewise
        yield term, said
