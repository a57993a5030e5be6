"""What every command works on: the settings, the database, the clock, and the way it talks."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from sqlalchemy.orm import Session

import benefits.tables  # noqa: F401 - whatever slices a command loads, tables name each other
from benefits.cards import KeyRing, open_ring
from benefits.cli.trouble import why
from benefits.database import Database, open_database, retrying
from benefits.members.identity_key import identity_key
from benefits.settings import Settings

Progress = Callable[[int, int], None]
Result = TypeVar("Result")


@dataclass
class Place:
    """One command's surroundings; nothing is opened before it is asked for."""

    settings: Settings

    @classmethod
    def here(cls) -> "Place":
        return cls(Settings.from_environment(os.environ))

    @cached_property
    def database(self) -> Database:
        try:
            return open_database(self.settings.database_url)
        except OSError as error:
            raise click.ClickException(
                f"Không tạo được thư mục cơ sở dữ liệu: {why(error)}."
            ) from error

    def close(self) -> None:
        """Let go of the database, if a command opened it."""
        if "database" in self.__dict__:
            self.database.close()

    def write(self, act: Callable[[Session], Result]) -> Result:
        """Do one unit of work, and all of it once more where somebody else was quicker."""

        def once() -> Result:
            with self.database.write() as session:
                return act(session)

        return retrying(once)

    @cached_property
    def ring(self) -> KeyRing:
        return open_ring(self.settings.keys_dir, self.database)

    @property
    def secret(self) -> bytes:
        """What papers are hashed with; it lies beside the keys that sign cards."""
        return identity_key(self.ring.folder, self.database)

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)


of_place = click.make_pass_decorator(Place)
AS_JSON: Final = click.option(
    "--json", "as_json", is_flag=True, help="Kết quả dạng JSON ở đầu ra chuẩn."
)


def say(text: str) -> None:
    """Tell the person at the terminal; standard output is kept for what was asked for."""
    click.echo(text, err=True)


def reveal(what: str, secret: str) -> None:
    """Show what is told once: it alone is standard output, so that it can be led into a file."""
    click.echo(f"{what}: ", err=True, nl=False)
    click.echo(secret)


def answer(document: Any) -> None:
    """Put JSON, and nothing else, on standard output."""
    click.echo(json.dumps(document, ensure_ascii=False))


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Refuse a folder that is not there rather than make it: it may be a slip of the hand."""
    if not file.parent.is_dir():
        raise click.ClickException(f"Không có thư mục {file.parent}: hãy tạo trước, hoặc sửa lại.")
    try:
        yield
    except OSError as error:
        raise click.ClickException(
            f"Không ghi được tệp {error.filename or file}: {why(error)}."
        ) from error


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Show a bar where somebody is watching, nothing where the output goes into a file."""
    if not sys.stderr.isatty():
        yield lambda done, of: None  # noqa: ARG005 - nobody is watching
        return
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=None)

        def show(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield show
