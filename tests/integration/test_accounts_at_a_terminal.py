"""Accounts at a terminal: the first officer let in, nobody locked out by a slip, all noted."""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import func, select, text

from benefits.access import accounts
from benefits.audit import Entry
from benefits.cli.main import main
from benefits.database import Database, open_database


class Ran(NamedTuple):
    code: int
    err: str
    out: str


Run = Callable[..., Ran]


@pytest.fixture
def run(
    empty_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    monkeypatch.setenv("DATABASE_URL", empty_url)
    monkeypatch.setenv("BENEFITS_INSTANCE", str(tmp_path / "instance"))

    def go(*arguments: str) -> Ran:
        capsys.readouterr()
        try:
            main(list(arguments))
            code = 0
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return Ran(code, said.err, said.out)

    return go


def test_the_first_officer_can_sign_in(run: Run) -> None:
    made = run("init", "--code", "T", "--name", "LĐLĐ tỉnh", "--login", "a@b.vn", "--officer", "An")
    assert made.code == 0
    assert "a@b.vn" in made.err
    again = run("init", "--code", "T", "--name", "", "--login", "b@b.vn", "--officer", "Bình")
    assert again.code == 0
    assert "Đơn vị T – LĐLĐ tỉnh" in again.err  # the name it has
    other = run("init", "--code", "T9", "--name", "Hai", "--login", "c@b.vn", "--officer", "Cúc")
    assert other.code == 1
    assert "Đã có đơn vị đứng đầu: T." in other.err


def test_what_is_shown_once_can_be_led_into_a_file(run: Run) -> None:
    """`… > token.txt` must hold the token, and nothing else: nobody can be told it again."""
    first = run(
        "init", "--code", "T", "--name", "LĐLĐ tỉnh", "--login", "a@b.vn", "--officer", "An"
    )
    added = run(
        *("accounts", "add", "--role", "officer", "--name", "Bình"),
        *("--login", "b@b.vn", "--at", "T"),
    )
    again = run("accounts", "reset", "b@b.vn")
    renamed = run("accounts", "correct", "b@b.vn", "--new-login", "c@b.vn")
    token = run("accounts", "token", "--name", "Kho dữ liệu", "--organization", "T")
    shown = [told.out for told in (first, added, again, renamed, token)]
    assert all(re.fullmatch(r"\S{8,}\n", each) for each in shown), shown
    assert len(set(shown)) == len(shown)
    assert shown[-1].startswith("udv_")
    assert "chỉ hiện một lần" in token.err
    assert shown[-1].strip() not in token.err


def test_what_is_done_to_accounts_at_the_servers_keyboard_is_noted(
    run: Run, empty_url: str
) -> None:
    run("init", "--code", "T", "--name", "LĐLĐ tỉnh", "--login", "a@b.vn", "--officer", "An")
    last = run("accounts", "disable", "a@b.vn")
    assert last.code == 1
    assert "cán bộ cuối cùng của đơn vị T" in last.err
    add = ("accounts", "add", "--role", "officer", "--name", "Bình", "--login", "b@b.vn")
    for command in (
        (*add, "--at", "T"),
        ("accounts", "disable", "a@b.vn"),
        ("accounts", "reset", "b@b.vn"),
        ("accounts", "disable", "b@b.vn", "--yes"),
        ("accounts", "enable", "a@b.vn"),
        ("accounts", "correct", "b@b.vn", "--name", "Bình An", "--new-login", "0912 345 678"),
        ("accounts", "correct", "+84912345678", "--name", "Bình An"),
    ):
        assert run(*command).code == 0
    opened = open_database(empty_url)
    with opened.read() as session:
        entries = session.scalars(select(Entry).order_by(Entry.id)).all()
    opened.close()
    assert {entry.account_id for entry in entries} == {None}
    assert [entry.act for entry in entries] == [
        "unit_founded",
        *("account_added", "role_given") * 2,
        "account_disabled",
        "account_reset",
        "account_disabled",
        "account_enabled",
        *("account_corrected", "account_reset"),
    ]


# On SQLite writers come one after another.
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True, scope="session")
def test_whoever_is_second_with_a_login_is_told_that_it_is_taken(
    run: Run, database: Database
) -> None:
    run("init", "--code", "T", "--name", "LĐLĐ tỉnh", "--login", "a@b.vn", "--officer", "An")
    add = ("accounts", "add", "--role", "officer", "--name", "Bình", "--login", "b@b.vn")
    run(*add, "--at", "T")
    second: list[Ran] = []

    def correct() -> None:
        second.append(run("accounts", "correct", "b@b.vn", "--new-login", "c@b.vn"))

    waiting = threading.Thread(target=correct)
    with database.write() as session:
        accounts.account_of(session, "a@b.vn").login = "c@b.vn"
        session.flush()
        waiting.start()
        until_somebody_waits(database)
    waiting.join(20)
    [told] = second
    assert told.code == 1
    assert "Tên đăng nhập này đã có." in told.err


def until_somebody_waits(database: Database) -> None:
    """Return once another connection waits for what is not committed yet."""
    here = "(SELECT oid FROM pg_database WHERE datname = current_database())"
    held = "pg_locks l JOIN pg_stat_activity a USING (pid)"
    waiting = select(func.count()).select_from(
        text(f"{held} WHERE NOT l.granted AND a.datid = {here}")
    )
    count = 0
    while not count:
        with database.read() as session:
            count = session.scalar(waiting) or 0
