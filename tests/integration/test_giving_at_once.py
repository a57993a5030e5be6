"""Two works give out cards to the same people at once."""

import threading
from datetime import datetime

from benefits.cards import giving
from benefits.cards.giving import Giving
from benefits.database import Database
from tests.world import World


def test_works_whose_units_overlap_give_everybody_one_card(
    database: Database, now: datetime
) -> None:
    with database.write() as session:
        world = World(session)
        people = [world.member(f"R{i}", "Lê Văn Rạng", world.lotus).id for i in range(4)]
        work = Giving(job_id=None, by=None, within=world.province.id)
    counts: dict[str, int] = {}
    first_gave, second_gave = threading.Event(), threading.Event()

    def give(name: str, ids: list[int]) -> None:
        with database.write() as session:
            counts[name] = len(giving.give(session, work, ids, now))
            if name == "first":
                first_gave.set()
                second_gave.wait(0.4)  # time to look, not to give: the other has to wait

    def give_again() -> None:
        first_gave.wait(10)
        give("second", people[::-1])
        second_gave.set()

    works = [threading.Thread(target=give, args=("first", people[:3]))]
    works.append(threading.Thread(target=give_again))
    for each in works:
        each.start()
    for each in works:
        each.join(20)
    assert counts == {"first": 3, "second": 1}
