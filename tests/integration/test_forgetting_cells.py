"""What stood in the cells of a list of people is kept as long as the list, and no longer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from benefits.cli.tidy_task import tidy
from benefits.database import Database
from benefits.exchange import KINDS, Circumstances, ImportRow, ImportRun, RowState, Taking
from benefits.jobs import FileStore
from tests.world import World

DAY = timedelta(days=1)


def test_what_stood_in_a_list_of_people_goes_with_it_and_what_became_of_its_rows_stays(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    store = FileStore(tmp_path / "files")

    def take(name: str, days: int) -> int:
        (tmp_path / name).write_text(text, encoding="utf-8")
        when = Circumstances(now=now - days * DAY, secret=b"key", organization_id=unit)
        taking = Taking(database, KINDS["members"], tmp_path / name, when)
        taking.run()
        return taking.run_id or 0

    with database.write() as session:
        unit = World(session).lotus.id
    text = "Họ và tên,Ngày sinh,Điện thoại,CCCD\n"
    text += "Ngô Thị Kín,3/2/1990,0912345678,079190000125\nĐỗ Văn Tám,30/2/1988,,\n"
    old, young = take("old.csv", 31), take("young.csv", 29)
    words = ("Ngô Thị Kín", "1990-02-03", "912345678", "0125", "30/2/1988")
    tidy(database, store, now)
    tidy(database, store, now)
    with database.read() as session:
        kept = {
            run: session.scalars(select(ImportRow).where(ImportRow.run_id == run)).all()
            for run in (old, young)
        }
        run = session.get_one(ImportRun, old)
    assert [each for each in words if each in written(kept[old])] == []
    assert [each for each in words if each in written(kept[young])] == list(words)
    assert [(each.state, bool(each.member_id)) for each in kept[old]] == [
        (RowState.ADDED, True),
        (RowState.REFUSED, False),
    ]
    [problem] = kept[old][1].problems
    assert problem == kept[young][1].problems[0] | {"value": "", "params": {}}
    assert (run.read, run.forgotten_at) == (2, now)
    with database.write() as session:
        session.get_one(ImportRun, old).finished_at = None
    assert take("old.csv", 0) > young


def written(rows: Iterable[ImportRow]) -> str:
    return "".join(f"{row.values}{row.problems}" for row in rows)
