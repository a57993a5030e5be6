"""Keys at a terminal: listed, changed, kept elsewhere, brought back, and never lost by a slip."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

import migrations
from benefits.cli.main import main
from benefits.members.identity_key import identity_key

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    url = f"sqlite:///{tmp_path}/benefits.db"
    migrations.upgrade(url)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("BENEFITS_KEYS_DIR", str(tmp_path / "keys"))

    def go(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            main(["keys", *map(str, arguments)])
            code = 0
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def test_keys_are_changed_kept_and_brought_back(run: Run, tmp_path: Path) -> None:
    keys, kept = tmp_path / "keys", tmp_path / "keys.tar.gz"
    assert json.loads(run("rotate", "--json")[1]) == {"key": 1, "keys": [0, 1]}
    identity_key(keys)
    told = json.loads(run("list", "--json")[1])["keys"]
    assert [(each["key"], each["state"]) for each in told] == [(0, "needed"), (1, "signing")]
    code, _, said = run("retire", 0)
    assert code == 1
    assert "Khóa số 0 còn cần cho 0 thẻ in và các mã trên điện thoại" in said

    assert run("backup", kept)[0] == 0
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert run("backup", kept)[0] == 1, "a file of keys is never overwritten"
    before = {file.name: file.read_bytes() for file in keys.iterdir()}
    assert before.keys() == {"0.pem", "1.pem", "citizen-ids.key"}
    made = (keys / "0.pem").stat().st_mtime
    (keys / "0.pem").unlink()
    assert run("restore", kept)[0] == 0
    assert {file.name: file.read_bytes() for file in keys.iterdir()} == before
    assert abs((keys / "0.pem").stat().st_mtime - made) < 1
    assert stat.S_IMODE((keys / "0.pem").stat().st_mode) == 0o600

    (keys / "0.pem").write_bytes(before["1.pem"])
    (keys / "1.pem").unlink()
    code, _, said = run("restore", kept)
    assert (code, (keys / "1.pem").exists()) == (1, False)
    assert "Không đưa khóa nào về" in said
    kept.write_bytes(b"torn")
    assert "đã hỏng" in run("restore", kept)[2]
