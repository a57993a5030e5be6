"""Records of one person that a list leaves behind, whichever way it was taken in."""

from pathlib import Path

from sqlalchemy import select

from benefits.database import open_database
from benefits.members import Member, Twins
from tests import files
from tests.integration.conftest import Run


def test_a_list_at_a_terminal_leaves_likely_twins_to_be_decided_on(
    run: Run, tmp_path: Path, empty_url: str
) -> None:
    run("import", "organizations", files.write(tmp_path / "in")["organizations"])
    for number, birth in (("MOT", "1986"), ("HAI", "05/07/1986"), ("BA", "1990")):
        file = tmp_path / f"{number}.csv"
        file.write_text(
            f"Mã đoàn viên,Họ và tên,Ngày sinh\n{number},Lê Thị Hoà,{birth}\n", encoding="utf-8"
        )
        assert run("import", "members", file, "--organization", "SEN").code == 0
    database = open_database(empty_url)
    with database.read() as session:
        pairs = session.execute(select(Twins.low_id, Twins.high_id)).all()
        numbers = dict(session.execute(select(Member.id, Member.member_no)).all())
    database.close()
    assert [{numbers[low], numbers[high]} for low, high in pairs] == [{"MOT", "HAI"}]
