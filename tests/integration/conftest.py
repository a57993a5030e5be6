"""The command line run in this process, on an empty database or one that took in all the files."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benefits.cli.main import main
from tests import files
from tests.support.once import once
from tests.support.postgres import fresh_database, is_borrowed

FIGURES = ("figures", "--organization", "T", "--from", "2026-01-01", "--until", "2027-01-01")
Run = Callable[..., "Ran"]


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(scope="module", autouse=True)
def little_effort(quick_hashes: None) -> None:
    """Whoever signs in here is not waited for."""


@pytest.fixture
def run(
    empty_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run a command in this process against a database of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", empty_url)
    monkeypatch.setenv("BENEFITS_INSTANCE", str(tmp_path / "instance"))

    def go(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            main([str(each) for each in arguments])
            code = 0
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return go


@pytest.fixture(scope="session")
def once_filled(
    kind: str,
    request: pytest.FixtureRequest,
    run_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, Path]:
    """A database that took in all the files, to be copied, and the folder of its instance."""
    template = request.getfixturevalue(f"{kind}_template")

    def make() -> str:
        folder = tmp_path_factory.mktemp("filled")
        if kind == "sqlite":
            url = f"sqlite:///{shutil.copy(template, folder / 'benefits.db')}"
        else:
            url = fresh_database("filled", template)
        take_in(url, folder)
        return f"{url}\n{folder / 'instance'}"

    # on a borrowed server each process takes its own databases away again
    is_own = kind == "postgresql" and is_borrowed()
    url, instance = (make() if is_own else once(run_folder / f"filled-{kind}", make)).split("\n")
    return url, Path(instance)


def take_in(url: str, folder: Path) -> None:
    with pytest.MonkeyPatch.context() as place:
        place.setenv("DATABASE_URL", url)
        place.setenv("BENEFITS_INSTANCE", str(folder / "instance"))
        for what, file in files.write(folder / "in").items():
            with pytest.raises(SystemExit, match="0"):
                main(["import", what, str(file)])


@pytest.fixture
def filled(
    run: Run, once_filled: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    url, instance = once_filled
    if url.startswith("sqlite"):
        shutil.copy(url.removeprefix("sqlite:///"), tmp_path / "filled.db")
        url = f"sqlite:///{tmp_path / 'filled.db'}"
    else:
        url = fresh_database("own", url)
    shutil.copytree(instance, tmp_path / "instance", dirs_exist_ok=True)
    monkeypatch.setenv("DATABASE_URL", url)
    return run
