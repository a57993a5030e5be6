"""The quick way with rows of which nothing is left open comes to what the long way comes to."""

import csv
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, text

from benefits.database import Database, open_database
from benefits.database.rows_at_once import RowsAtOnce
from benefits.exchange import KINDS, Circumstances, ImportRow, ImportRun, RowState, Taking
from benefits.exchange.kinds.plainly_new import PlainlyNew
from benefits.exchange.outcome import Problem, Result
from benefits.exchange.roster.plain_rows import PlainRows
from benefits.exchange.stamping import stamp
from tests.support.given_rosters import NOW
from tests.world import World

HEADER = (
    *("member_no", "full_name", "birth_date", "sex", "phone", "citizen_id"),
    *("organization_code", "kind", "from", "until", "relative_of"),
)
HUMAN = ("Mã đoàn viên", "Họ và tên", "Ngày sinh", "Giới tính", "SĐT", "CCCD", "Mã đơn vị")
KEPT = ("members", "member_words", "memberships", "twins", "personal_changes", "import_rows")
ROWS = 70


def roster(seed: int) -> str:
    """Write people of few names, numbers and days, so that they meet; some cells are spoilt."""
    source, written = Random(seed), StringIO()
    out = csv.writer(written)
    is_human = seed % 2 == 1
    out.writerow(HUMAN if is_human else HEADER)
    for _ in range(ROWS):
        row = person(source)
        out.writerow(row[: len(HUMAN)] if is_human else row)
    return written.getvalue()


def person(source: Random) -> list[str]:
    def one(*usual: str, seldom: tuple[str, ...]) -> str:
        return source.choice(usual) if source.random() < 0.9 else source.choice(seldom)

    name = " ".join(source.choice(part) for part in (("Lê", "Trần"), ("Văn", "Thị"), ("Hoà", "An")))
    born = f"199{source.randrange(3)}-01-0{source.randrange(1, 4)}"
    number, paper = source.randrange(3 * ROWS), source.randrange(4 * ROWS)
    return [
        one(f"DX{number}", seldom=("", "DV001")),
        one(name, name.upper(), seldom=("Lê Văn Hòa", "", "123")),
        one(born, seldom=("1991", "", "5/7/1991", "07/25/1991", "31/02/1990", "2015")),
        one("nam", "Nữ", seldom=("", "x")),
        one(f"0912{number:06d}", seldom=("", "912345678", "01234567890", "12")),
        one(f"0{paper:011d}", seldom=("", "1.23E+11", "12345678901", "B1234567")),
        one("SEN", "BM", seldom=("NAM", "XX")),
        one("doan_vien", "", seldom=("ĐV", "than_nhan", "zzz")),
        one("2024-01-01", "2021-03-05", seldom=("", "1/2/2022", "1999-01-01", "bad")),
        one("", seldom=("2025-01-01", "2019-01-01")),
        one("", seldom=("DV001", f"DX{source.randrange(ROWS)}")),
    ]


def left_behind(url: str, folder: Path, seeds: list[int]) -> dict[str, Any]:
    """Take rosters in one after the other, the first of them twice; tell all that is kept then."""
    database = open_database(url)
    with database.write() as session:
        World(session)
    told: dict[str, Any] = {"rehearsed": []}
    for seed in [*seeds, seeds[0]]:
        file = folder / f"{seed}.csv"
        file.write_text(roster(seed), encoding="utf-8")
        taking = Taking(database, KINDS["members"], file, Circumstances(now=NOW, secret=b"key"))
        taking.telling = told["rehearsed"].append
        taking.rehearse()
        taking.run()
    with database.engine.connect() as connection:
        told |= {table: _rows(connection, table) for table in KEPT}
    database.close()
    return told


def _rows(connection: Connection, table: str) -> list[str]:
    return sorted(str(tuple(row)) for row in connection.execute(text(f"SELECT * FROM {table}")))


@pytest.mark.parametrize("kind", ["sqlite"], scope="session", indirect=True)
def test_plain_rows_become_what_others_become(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    seeds, urls = [1, 2, 4], []
    for name in ("quick", "long"):
        (tmp_path / f"{name}.db").write_bytes(sqlite_template.read_bytes())
        urls.append(f"{kind}:///{tmp_path}/{name}.db")
    quick = left_behind(urls[0], tmp_path, seeds)
    monkeypatch.setattr(PlainRows, "read", lambda *_: None)
    monkeypatch.setattr(PlainRows, "several", lambda _, rows: iter(rows))
    monkeypatch.setattr(PlainlyNew, "span", lambda *_: None)
    assert quick == left_behind(urls[1], tmp_path, seeds)
    assert len(quick["members"]) > ROWS
    assert len(quick["twins"]) > 1


def test_rows_written_at_once_and_stamped_in_runs_are_each_as_they_were_told(
    database: Database,
) -> None:
    kept = RowsAtOnce(
        ImportRow.metadata.tables["import_rows"],
        ("run_id", "line", "state", "values", "problems"),
    )
    lines = [*range(2, 60), *range(61, 120)]
    flag = Problem(70, "", "Đ", "person_twice", is_flag=True)
    results = [
        Result(line, RowState.SAME, (flag,), 3)
        if line == 70
        else Result(line, RowState.ADDED, (), 100 + line)
        if line % 11
        else Result(line, RowState.REFUSED)
        for line in lines
    ]
    with database.write() as session:
        run = ImportRun(kind="members", file_hash="", file_name="", created_at=NOW)
        session.add(run)
        session.flush()
        waiting: list[tuple[Any, ...]] = [
            (run.id, line, RowState.WAITING, {"full_name": "Đỗ"}, []) for line in range(2, 121)
        ]
        kept.write(session, waiting)
        stamp(session, run.id, results)
    with database.read() as session:
        rows = {row.line: row for row in session.query(ImportRow)}
    assert {row.values["full_name"] for row in rows.values()} == {"Đỗ"}
    assert rows[60].state is rows[120].state is RowState.WAITING
    assert rows[70].problems == [flag.to_json()]
    for result in results:
        stamped = rows[result.line]
        assert (stamped.state, stamped.member_id) == (result.state, result.member_id)
