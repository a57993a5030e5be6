"""The command line as another program drives it: exit codes, JSON alone on standard output."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from docx import Document

from tests import files
from tests.integration.conftest import FIGURES, Run


def test_figures_as_json_are_what_the_files_say(filled: Run) -> None:
    found = filled(*FIGURES, "--json")
    assert found.code == 0
    document = found.json
    assert set(document) == {"organization", "from", "until", "tree", "as_of", "pending", "rows"}
    assert (document["organization"], document["tree"], document["pending"]) == ("T", "then", 0)
    assert document["rows"] == [
        {
            "key": "T",
            "name": "LĐLĐ tỉnh Hoa Phượng",
            "people": 4,
            "uses": 5,
            "benefit": 125_000,
            "subsidy": 5_000,
            "turnover": 625_000,
        }
    ]


def test_parts_of_a_period_add_up_where_they_may(filled: Run) -> None:
    rows = filled(*FIGURES, "--by", "organization", "--json").json["rows"]
    assert {row["key"] for row in rows} == {"T", "BAC", "NAM", "SEN", "CU", "BM"}
    for by in ("month", "partner", "agreement", "category"):
        rows = filled(*FIGURES, "--by", by, "--json").json["rows"]
        assert sum(row["uses"] for row in rows) == 5, by
        assert sum(row["benefit"] for row in rows) == 125_000, by


def test_the_tree_of_today_is_another_reading(filled: Run) -> None:
    def of(unit: str) -> tuple[int, int]:
        [row] = filled(
            "figures",
            *("--organization", unit, "--from", "2026-01-01", "--until", "2027-01-01"),
            *("--tree", "now", "--json"),
        ).json["rows"]
        return row["people"], row["uses"]

    assert of("BAC") == (2, 2)
    assert of("NAM") == (2, 3)


def test_only_of_a_list_of_people_is_it_told_which_rows_were_nobody(
    run: Run, tmp_path: Path
) -> None:
    places = files.write(tmp_path / "in")
    told = {kind: run("import", kind, places[kind]).err for kind in ("organizations", "members")}
    assert "thêm 7, đổi 0, giữ nguyên 0, từ chối 0" in told["organizations"]
    assert "không phải người 0" in told["members"]


def test_an_import_tells_json_what_it_did(run: Run, tmp_path: Path) -> None:
    places = files.write(tmp_path / "in")
    document = run("import", "organizations", places["organizations"], "--json").json
    assert document == {
        "read": 7,
        "added": 7,
        "changed": 0,
        "same": 0,
        "refused": [],
        "flagged": [],
    }
    places["members"].write_text(
        "member_no,full_name,organization_code,from\n1,Nguyễn Văn An,KHONG,2026-01-01\n",
        encoding="utf-8",
    )
    refused = run("import", "members", places["members"], "--json")
    assert refused.code == 1
    [cell] = refused.json["refused"]
    assert (cell["line"], cell["column"], cell["value"]) == (2, "organization_code", "KHONG")
    assert "KHONG" in cell["reason"]


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    places = files.write(tmp_path / "in")
    rehearsed = run("import", "organizations", places["organizations"], "--dry-run", "--json")
    assert rehearsed.json["added"] == 7
    assert run(*FIGURES).code == 1


def test_cards_are_issued_once_with_their_codes(filled: Run, tmp_path: Path) -> None:
    out, codes = tmp_path / "the.pdf", tmp_path / "ma.csv"
    issued = filled("cards", "issue", "--organization", "T", "--out", out, "--codes", codes)
    assert issued.code == 0
    assert "https" in issued.err
    assert out.read_bytes().startswith(b"%PDF")
    rows = files.read(codes)
    assert [row["member_no"] for row in rows] == ["004"]
    assert len(rows[0]["token"]) == 116
    again = filled("cards", "issue", "--organization", "T", "--codes", codes, "--json")
    assert again.code == 0
    assert again.json == {"issued": 0, "printed": 0, "revoked": 0, "illegible": []}
    assert files.read(codes) == []


def test_an_address_that_cannot_be_printed_is_refused_before_a_card_is_given(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, codes = tmp_path / "the.pdf", tmp_path / "ma.csv"
    issue = ("cards", "issue", "--organization", "T", "--out", out, "--codes", codes)
    monkeypatch.setenv("PUBLIC_URL", f"https://{'x' * 60}.vn")
    refused = filled(*issue)
    assert refused.code == 2
    assert "PUBLIC_URL" in refused.err
    assert not out.exists()
    monkeypatch.delenv("PUBLIC_URL")
    assert filled(*issue).code == 0
    assert [row["member_no"] for row in files.read(codes)] == ["004"]
    filled("export", "cards", tmp_path / "cards.csv")
    cards = [row for row in files.read(tmp_path / "cards.csv") if row["member_no"] == "004"]
    assert [card["status"] for card in cards] == ["lost", "active"]


def test_the_monthly_form_is_filled_in(filled: Run, tmp_path: Path) -> None:
    report = ("report", "--form", "bt259-pl01", "--organization", "T", "--period", "2026-03")
    document = filled(*report, "--format", "json").json
    assert (document["from"], document["until"]) == ("2026-02-15", "2026-03-15")
    rows = {row["code"]: row for row in document["rows"]}
    assert rows["II.1.1"]["exact"] == 0
    assert rows["II.1.2"]["exact"] == 2
    assert rows["II.1.3"]["exact"] == 1
    assert rows["II.1.4"]["exact"] == 1
    assert (rows["II.1.5"]["exact"], rows["II.1.5"]["value"]) == (15_000, "0,015")
    file = tmp_path / "bao-cao.docx"
    assert filled(*report, "--format", "docx", "--out", file).code == 0
    table = Document(str(file)).tables[1]
    printed = {row.cells[0].text: row.cells[3].text for row in table.rows}
    assert printed["1.5"] == "0,015"
    refused = filled(*report[:-1], "2026")
    assert refused.code == 1
    assert "lập theo tháng" in refused.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("figures",), 2),
        (("nothing",), 2),
        (("import", "potatoes", "x.csv"), 2),
        (("figures", "--organization", "X", "--from", "2026-01-01", "--until", "2027-01-01"), 1),
        (("figures", "--organization", "T", "--from", "2027-01-01", "--until", "2026-01-01"), 1),
        (("figures", "--organization", "T", "--from", "1926-01-01", "--until", "2027-01-01"), 1),
        (("report", "--form", "none", "--organization", "T", "--period", "2026-03"), 2),
        (("accounts", "reset", "nobody@example.org"), 1),
    ],
)
def test_exit_codes_tell_a_refusal_from_a_wrong_call(
    run: Run, arguments: tuple[str, ...], code: int
) -> None:
    ran = run(*arguments)
    assert ran.code == code
    assert ran.err.strip()
    assert ran.out == ""


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")
def test_each_command_stands_on_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own a command has loaded nothing but what it asked for."""
    monkeypatch.delenv("DATABASE_URL")
    places, codes = files.write(tmp_path / "in"), tmp_path / "ma.csv"

    def own(*arguments: object) -> str:
        command = [sys.executable, "-m", "benefits.cli", *map(str, arguments)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (ran.returncode, "Traceback" in ran.stderr) == (0, False), ran.stderr
        return ran.stdout

    own("db", "upgrade")
    assert run("import", "organizations", places["organizations"]).code == 0
    own("import", "members", places["members"])
    issue = ("cards", "issue", "--organization", "T", "--out", tmp_path / "the.pdf")
    own(*issue, "--codes", codes)
    assert len(files.read(codes)) == 4
    assert run(*issue, "--codes", codes).code == 0
    assert files.read(codes) == []
    assert json.loads(own(*FIGURES, "--json"))["rows"][0]["people"] == 0
    assert own("export", "cards", "-").count("active") == 4


def test_a_file_that_cannot_be_read_is_told_as_json_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    ran = run("import", "partners", file, "--json")
    assert ran.code == 1
    assert ran.json["refused"][0]["value"] == "a, b"


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")
def test_a_database_never_made_is_said_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    ran = run(*FIGURES)
    assert ran.code == 1
    assert "benefits db upgrade" in ran.err
    assert "Traceback" not in ran.err


def test_a_line_of_a_second_sheet_is_named_by_its_sheet(run: Run, tmp_path: Path) -> None:
    places = files.write(tmp_path / "in")
    run("import", "organizations", places["organizations"])
    file = tmp_path / "danh sách.xlsx"
    with xlsxwriter.Workbook(file) as book:
        for name, phone in (("Tổ cắt", "0912345678"), ("Tổ may", "12345")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Họ và tên", "Điện thoại"])
            sheet.write_row(1, 0, ["Phạm Thị " + name[-3:].title(), phone])
            sheet.write_row(2, 0, ["Tổng cộng: 1 người"])
    ask = ("import", "members", file, "--organization", "SEN", "--dry-run")
    assert "trang tính “Tổ may”, dòng 2, cột Điện thoại" in run(*ask).err
    told = run(*ask, "--json").json
    [cell] = [each for each in told["flagged"] if each["column"] == "Điện thoại"]
    assert (told["read"], told["added"], told["same"], told["skipped"]) == (4, 2, 0, 2)
    assert (cell["sheet"], cell["line"]) == (2, 2)


def test_what_is_said_of_a_roster_names_no_column_by_our_own_word(run: Run, tmp_path: Path) -> None:
    places = files.write(tmp_path / "in")
    run("import", "organizations", places["organizations"])
    file = tmp_path / "danh sách.csv"
    file.write_text("Họ và tên\nPhạm Thị Mười\nPhạm Thị Mười\n", encoding="utf-8")
    told = run("import", "members", file, "--organization", "SEN", "--dry-run").err
    assert "dòng 3, cột Họ và tên «Phạm Thị Mười»" in told
    assert "full_name" not in told
