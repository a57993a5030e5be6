"""Keys at a terminal: listed, changed, kept elsewhere, brought back, and never lost by a slip."""

import json
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

from benefits import cards
from benefits.audit import Entry
from benefits.cards import Card, KeyRing
from benefits.cards.tokens import check_signature, parse
from benefits.cli.main import main
from benefits.database import open_database
from benefits.members import Member, identity_key
from tests.world import KNOWN, World

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    sqlite_template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'benefits.db')}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("BENEFITS_KEYS_DIR", str(tmp_path / "keys"))

    def go(*arguments: object, of: str = "keys") -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            main([of, *map(str, arguments)])
            code = 0
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def test_keys_are_changed_kept_and_brought_back(run: Run, tmp_path: Path) -> None:
    keys, kept = tmp_path / "keys", tmp_path / "keys.tar.gz"
    assert json.loads(run("rotate", "--json")[1]) == {"key": 1, "keys": [0, 1]}
    identity_key.make(keys)
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


def test_no_key_takes_the_place_of_one_that_is_missing(run: Run, tmp_path: Path) -> None:
    """A folder not mounted or named wrongly: a new key 0 would call every printed card forged."""
    keys, kept, out = tmp_path / "keys", tmp_path / "kept.tar.gz", tmp_path / "the.pdf"
    database = open_database(f"sqlite:///{tmp_path}/benefits.db")
    with database.write() as session:
        world = World(session)
        world.member("Mới", "Lâm Thị Mới", world.lotus)
    database.close()
    run("rotate")
    run("backup", kept)
    assert run("issue", "--organization", "SEN", "--out", out, of="cards")[0] == 0
    shutil.rmtree(keys)
    for arguments, of in (
        (("list",), "keys"),
        (("rotate",), "keys"),
        (("upgrade",), "db"),
        (("members", kept), "import"),
    ):
        code, _, said = run(*arguments, of=of)
        assert (code, "không có khóa ký thẻ nào, mà thẻ thì đã in ra" in said) == (1, True), of
        assert not keys.exists()
    assert run("restore", kept)[0] == 0
    assert "vẫn còn" in run("rotate", "--lost")[2]
    assert json.loads(run("list", "--json")[1])["keys"][-1]["key"] == 1

    shutil.rmtree(keys)
    code, told, said = run("rotate", "--lost", "--json")
    assert json.loads(told) == {"key": 2, "keys": [2]}, "no number names two keys"
    assert "thẻ đã in phải in lại hết" in said


def test_a_retired_key_stays_retired_whichever_side_says_so(run: Run, tmp_path: Path) -> None:
    keys, before, after = tmp_path / "keys", tmp_path / "before.tar.gz", tmp_path / "after.tar.gz"
    run("rotate")
    run("backup", before)
    assert run("retire", 0, "--stolen", "--yes")[0] == 0
    run("backup", after)
    code, _, said = run("restore", before)
    assert (code, "Không thiếu khóa nào" in said) == (0, True)
    assert {file.name for file in keys.iterdir()} == {"0.retired", "1.pem"}
    for file in keys.iterdir():
        file.unlink()
    run("restore", after)
    assert {file.name for file in keys.iterdir()} == {"0.retired", "1.pem"}
    (keys / "0.retired").rename(keys / "0.pem")
    run("restore", after)
    assert {file.name for file in keys.iterdir()} == {"0.pem", "1.pem"}


def test_a_stolen_key_is_let_go_with_the_cards_that_it_signed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://uudai.example")
    out, codes = tmp_path / "the.pdf", tmp_path / "ma.csv"
    database = open_database(f"sqlite:///{tmp_path}/benefits.db")
    with database.write() as session:
        world = World(session)
        for name in ("Lâm Thị Mới", "Lâm Văn Mới"):
            world.member(name[4:], name, world.lotus)
        cards.revoke(session, world.son_card.index, by=None, now=KNOWN, reason="Dùng sai quy định")
    issue = ("issue", "--organization", "SEN", "--out", out, "--codes", codes)
    code, _, said = run(*issue, of="cards")
    assert (code, "Đã cấp 2 thẻ" in said, "1 người đã bị thu hồi thẻ" in said) == (0, True, True)
    [token, _] = [line.split(",")[2] for line in codes.read_text().splitlines()[1:]]
    ring = KeyRing.open(tmp_path / "keys")
    assert check_signature(parse(token), ring) == "good"
    assert "đang ký thẻ mới" in run("retire", 0, "--stolen", "--yes")[2]

    run("rotate")
    with database.write() as session:
        printed = session.scalars(select(Card).where(Card.printed_at.is_not(None))).all()
        assert len(printed) == 2, "printed at the terminal is printed"
        printed[0].printed_at = datetime.now(UTC) + timedelta(hours=1)
    assert "còn cần cho 5 thẻ in" in run("retire", 0)[2]
    monkeypatch.setattr("sys.stdin", StringIO("n\n"))
    code, _, said = run("retire", 0, "--stolen")
    assert (code, ring.ids) == (1, [0, 1])
    assert "Nhiều nhất 3 thẻ in đang dùng" in said
    assert run("retire", 0, "--stolen", "--yes")[0] == 0
    assert check_signature(parse(token), ring) == "unknown_key"
    with database.read() as session:
        noted = session.scalars(select(Entry).where(Entry.act == "key_given_up")).one()
        assert (noted.subject_key, noted.fields) == ("0", {"cards": 3})
    database.close()


def _with_a_paper(run: Run, tmp_path: Path) -> Path:
    database = open_database(f"sqlite:///{tmp_path}/benefits.db")
    with database.write() as session:
        World(session)
    database.close()
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "member_no,full_name,birth_date,citizen_id,organization_code,kind,from,until\n"
        "G1,Đỗ Văn Giấy,1979-05-01,079090000123,SEN,doan_vien,2026-01-01,\n",
        encoding="utf-8",
    )
    assert run("members", roster, of="import")[0] == 0
    return roster


def _paper_of(tmp_path: Path, number: str) -> tuple[str | None, str | None]:
    database = open_database(f"sqlite:///{tmp_path}/benefits.db")
    with database.read() as session:
        found = session.scalars(select(Member).where(Member.member_no == number)).one()
        told = found.citizen_id_hash, found.citizen_id_last4
    database.close()
    return told


def test_no_key_of_papers_takes_the_place_of_one_that_is_missing(run: Run, tmp_path: Path) -> None:
    """Under another key nobody is found by a paper again, and twins are made without a word."""
    keys, kept, file = tmp_path / "keys", tmp_path / "kept.tar.gz", tmp_path / "units.csv"
    roster = _with_a_paper(run, tmp_path)
    known = _paper_of(tmp_path, "G1")
    run("backup", kept)
    (keys / "citizen-ids.key").unlink()
    code, _, said = run("members", roster, of="import")
    assert (code, "khóa của số giấy tờ (citizen-ids.key)" in said) == (1, True)
    assert not (keys / "citizen-ids.key").exists()
    code, _, said = run("upgrade", of="db")
    assert (code, "Chú ý: Trong" in said) == (0, True), "tills go on without it"
    assert run("partners", file, of="export")[0] == 0
    assert run("partners", file, of="import")[0] == 0, "nothing in it is hashed"
    shutil.rmtree(keys)
    code, _, said = run("list")
    assert (code, "renew-papers --lost" in said, keys.exists()) == (1, True, False)

    assert run("restore", kept)[0] == 0
    assert run("members", roster, of="import")[0] == 0
    assert _paper_of(tmp_path, "G1") == known
    assert "vẫn còn" in run("renew-papers", "--lost")[2]
    (keys / "citizen-ids.key").write_bytes(b"")
    code, _, said = run("members", roster, of="import")
    assert (code, "không phải khóa của số giấy tờ" in said) == (1, True), "torn, not a key"


def test_a_key_of_papers_lost_for_good_is_begun_anew_in_so_many_words(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster, key = _with_a_paper(run, tmp_path), tmp_path / "keys" / "citizen-ids.key"
    known = _paper_of(tmp_path, "G1")
    key.unlink()
    assert run("renew-papers")[0] == 2
    monkeypatch.setattr("sys.stdin", StringIO("n\n"))
    assert run("renew-papers", "--lost")[0] == 1
    assert (_paper_of(tmp_path, "G1"), key.exists()) == (known, False)
    code, _, said = run("renew-papers", "--lost", "--yes")
    assert (code, "1 người có số giấy tờ đã lưu" in said, key.exists()) == (0, True, True)
    assert _paper_of(tmp_path, "G1") == (None, "0123")
    run("members", roster, of="import")
    told = _paper_of(tmp_path, "G1")
    assert told[0] not in {None, known[0]}, "found by the number, and known by the paper again"
