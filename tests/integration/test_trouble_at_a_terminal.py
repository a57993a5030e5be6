"""A disk, a file or a setting in trouble is told in a sentence, and loses nothing."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests.integration.conftest import FIGURES, Run

# What is asked here is a file's trouble; a server has its own.
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")


def test_a_disk_in_trouble_is_told_in_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "benefits.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    assert run("db", "upgrade").code == 0
    file.write_bytes(b"something else altogether" * 100)
    ran = run(*FIGURES)
    assert (ran.code, "không phải cơ sở dữ liệu" in ran.err) == (1, True)
    file.unlink()
    file.mkdir()
    ran = run(*FIGURES)
    assert (ran.code, "Không đọc hay ghi được tệp cơ sở dữ liệu" in ran.err) == (1, True)
    file.rmdir()
    monkeypatch.setenv("BENEFITS_KEYS_DIR", str(tmp_path / "file" / "keys"))
    (tmp_path / "file").write_text("where a folder should be")
    ran = run("db", "upgrade")
    assert (ran.code, "một phần của đường dẫn là tệp" in ran.err) == (1, True)


def test_a_disk_that_is_full_is_told_and_leaves_all_as_it_was(filled: Run, tmp_path: Path) -> None:
    before = filled(*FIGURES, "--json").json["rows"]
    more = tmp_path / "more.csv"
    rows = [f"M{each},Lâm Văn {each},T,doan_vien,2026-01-01" for each in range(3000)]
    more.write_text("\n".join(["member_no,full_name,organization_code,kind,from", *rows]))

    def let_grow_no_more(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(Pool, "connect", let_grow_no_more)
    try:
        ran = filled("import", "members", more)
    finally:
        event.remove(Pool, "connect", let_grow_no_more)
    assert (ran.code, "đã đầy" in ran.err) == (1, True), ran.err
    assert filled(*FIGURES, "--json").json["rows"] == before
    assert filled("import", "members", more, "--json").json["added"] > 0


@pytest.mark.parametrize(
    "arguments",
    [("--workers", "0"), ("--threads", "0"), ("--bind", "nowhere"), ("--bind", "127.0.0.1:99999")],
)
def test_nothing_is_started_that_could_serve_nobody(run: Run, arguments: tuple[str, str]) -> None:
    ran = run("serve", *arguments)
    assert (ran.code, "Đang chạy" in ran.err) == (2, False)


def test_the_web_is_not_started_without_its_key(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    ran = run("serve")
    assert (ran.code, ran.err) == (2, "Cấu hình chưa dùng được: SECRET_KEY: chưa có\n")
