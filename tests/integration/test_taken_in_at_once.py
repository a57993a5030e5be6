"""The same file given to two processes at once, or pressed for twice: it is taken in once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from benefits.database import Database
from benefits.errors import Refusal
from benefits.exchange import RowState, one_at_a_time
from tests.support.given_rosters import Union

THREE = "Họ và tên\nNguyễn Thị Hương\nLê Văn Bảy\nVũ Lâm\n"
PATIENCE = 20


@pytest.fixture
def union(database: Database, tmp_path: Path) -> Union:
    return Union(database, tmp_path)


def test_who_comes_second_waits_and_then_finds_everybody_there(
    union: Union, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(one_at_a_time, "ASKED_EVERY", 0.02)
    first, second = union.taking(THREE, "SEN"), union.taking(THREE, "SEN")
    is_begun, is_waiting = Event(), Event()

    def go_on(_done: int, _of: int) -> None:
        is_begun.set()
        assert is_waiting.wait(PATIENCE)

    first.progress, second.waiting = go_on, is_waiting.set
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(first.run)
        assert is_begun.wait(PATIENCE)
        two = pool.submit(second.run)
        assert one.result().states == {RowState.ADDED: 3}
        assert two.result().states == {RowState.SAME: 3}
    assert len(union.people()) == 3
    assert not list(tmp_path.rglob("*-import-*"))


def test_who_has_waited_long_enough_is_told_so_and_a_fault_lets_the_next_one_in(
    union: Union, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_at_a_time, "LONGEST_WAIT", -1.0)
    first, second = union.taking(THREE, "SEN"), union.taking(THREE, "SEN")

    def meanwhile(_done: int, _of: int) -> None:
        with pytest.raises(Refusal, match="file_in_hand"):
            second.run()
        raise ZeroDivisionError

    first.progress = meanwhile
    with pytest.raises(ZeroDivisionError):
        first.run()
    assert second.run().states == {RowState.ADDED: 3}
