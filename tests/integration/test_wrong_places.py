"""What a terminal is told of a folder or a database that is not there."""

from pathlib import Path

import pytest

from tests import files
from tests.integration.conftest import FIGURES, Run


def test_a_place_that_is_not_there_is_refused_and_none_is_made(filled: Run, tmp_path: Path) -> None:
    missing = tmp_path / "nham" / "x.csv"
    ran = filled("export", "members", missing)
    assert ran.code == 1
    assert "Không có thư mục" in ran.err
    assert not missing.parent.exists()
    told = filled("export", "members", tmp_path / "x.csv", "--json")
    assert told.json["rows"] == len(files.read(tmp_path / "x.csv")) > 0


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")
def test_a_database_out_of_reach_is_said_so_in_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for url, said in (
        ("postgresql://u:sEcrEt@127.0.0.1:1/x", "Không tới được cơ sở dữ liệu"),
        ("sqlite:////proc/x.db", "Không đọc hay ghi được tệp cơ sở dữ liệu"),
    ):
        monkeypatch.setenv("DATABASE_URL", url)
        ran = run(*FIGURES)
        assert ran.code == 1
        assert ran.err.startswith(said)
        assert not {"Traceback", "sEcrEt", "127.0.0.1"} & set(ran.err.replace("@", " ").split())
        assert len(ran.err.splitlines()) == 1
