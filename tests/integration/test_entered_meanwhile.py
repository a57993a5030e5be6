"""Two files that name the same people, taken in at the same time: each person is entered once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from benefits.database import Database
from benefits.exchange import RowState, applying
from tests.support.given_rosters import Union

HEAD = "Họ và tên,Điện thoại\n"
FOUR = """Nguyễn Thị Hương,0912000001
Lê Văn Bảy,0912000002
Nguyễn Thị Hương,0912000003
Vũ Lâm,0912000004
"""
PATIENCE = 20


@pytest.fixture
def union(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Union:
    monkeypatch.setattr(applying, "MOST_ROWS", 2)
    monkeypatch.setattr(applying, "LEAST_ROWS", 2)
    return Union(database, tmp_path)


@pytest.mark.parametrize("before", ["", "Nguyễn Thị Hương,0912000009\n"], ids=["empty", "peopled"])
def test_who_was_entered_between_two_groups_is_not_entered_again(union: Union, before: str) -> None:
    """A whole list is taken in anew, under a title, while half of it is in."""
    if before:
        union.take(HEAD + before)
    first, second = (
        union.taking(HEAD + FOUR, "SEN"),
        union.taking(f"Danh sách\n{HEAD}{FOUR}", "SEN"),
    )
    is_half, may_go_on = Event(), Event()

    def wait(done: int, of: int) -> None:
        if 0 < done < of:
            is_half.set()
            assert may_go_on.wait(PATIENCE)

    first.progress = wait
    with ThreadPoolExecutor(1) as pool:
        half = pool.submit(first.run)
        assert is_half.wait(PATIENCE)
        try:
            states = second.run().states
        finally:
            may_go_on.set()
        assert states[RowState.ADDED] == 2
        assert half.result().states == {RowState.ADDED: 2, RowState.SAME: 2}
    assert len(union.people()) == 4 + bool(before)


def test_two_files_at_full_speed_enter_everybody_once(union: Union) -> None:
    """The names are few and come again, now in this file's group first and now in the other's."""
    people = [f"Lê Văn {'ABCDE'[each % 5]},09130000{each:02}" for each in range(24)]
    lists = [people, people[::-1]]
    together = Barrier(len(lists), timeout=PATIENCE)

    def run(rows: list[str]) -> int:
        taking = union.taking(HEAD + "\n".join(rows), "SEN")
        together.wait()
        return taking.run().states[RowState.ADDED]

    with ThreadPoolExecutor(len(lists)) as pool:
        added = list(pool.map(run, lists))
    assert sum(added) == len(people) == len(union.people())
