"""A long import and the tills share one database: nobody at a counter is ever turned away."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from benefits.cards import KeyRing
from benefits.database import Database, DenseKey, insert_or_ignore
from benefits.exchange import KINDS, Circumstances, Taking, committing
from benefits.purchases import Purchase, Recorded
from tests import files
from tests.tills import Counters

GROUP_SECONDS = 0.2
USES = 20


@contextmanager
def a_writer_of_long_groups(database: Database) -> Iterator[list[float]]:
    """Hold the write lock 200 ms at a time, over and over, breathing as an import does."""
    stop, held = threading.Event(), list[float]()
    with database.write() as session:
        insert_or_ignore(session, DenseKey, {"name": "busy", "next": 1})

    def hold() -> None:
        while not stop.is_set():
            with database.write() as session:
                session.execute(update(DenseKey).where(DenseKey.name == "busy").values(next=2))
                time.sleep(GROUP_SECONDS)
            held.append(GROUP_SECONDS)
            time.sleep(committing.BREATH)

    writer = threading.Thread(target=hold)
    writer.start()
    try:
        yield held
    finally:
        stop.set()
        writer.join()


def test_groups_of_200_ms_never_fail_a_recording(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    counters = Counters(database, ring, now)
    with a_writer_of_long_groups(database) as held:
        answers = [counters.send(counters.recording(invoice=f"HD{n}")) for n in range(USES)]
    assert [type(answer) for answer in answers] == [Recorded] * USES
    assert counters.count(Purchase) == USES
    assert held


@pytest.mark.parametrize("kind", ["sqlite"], scope="session", indirect=True)
def test_an_import_leaves_the_lock_between_its_groups(
    database: Database, ring: KeyRing, now: datetime, tmp_path: Path
) -> None:
    counters = Counters(database, ring, now)
    roster = tmp_path / "roster.csv"
    header = files.FILES["members"].splitlines()[0]
    lines = (f"N{n},Nguyễn Văn {n},,,,,SEN,doan_vien,2024-01-01," for n in range(1_500))
    roster.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    taking = Taking(database, KINDS["members"], roster, Circumstances(now=now, secret=b"key"))
    importer = threading.Thread(target=taking.run)
    importer.start()
    sold = 0
    while importer.is_alive():
        assert isinstance(counters.send(counters.recording(invoice=f"HD{sold}")), Recorded)
        sold += 1
    importer.join()
    assert sold > 1
