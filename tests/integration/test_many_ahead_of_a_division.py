"""A whole list may come to a unit that is to be divided: nobody waits while it is carried on."""

from datetime import date
from pathlib import Path

from sqlalchemy import event, select

from benefits import reorganizations
from benefits.database import Database
from benefits.members import Membership
from benefits.organization import Level, by_code
from benefits.reorganizations import Choices, Kind, Part, Plan
from benefits.reorganizations.onward import AT_ONCE
from tests.support.deciding import PAPER
from tests.support.given_rosters import NOW, Union

DAY, IN_TURN = date(2026, 7, 1), date(2026, 8, 1)
PEOPLE = 2 * AT_ONCE + 3


def dividing(unit: str, rest: str, day: date) -> Plan:
    one = Part(code=f"{rest}1", name=f"CĐCS {rest} Một", level=Level.CO_SO)
    two = Part(code=rest, name=f"CĐCS {rest}", level=Level.CO_SO, takes_rest=True)
    return Plan(kind=Kind.CHIA, day=day, units=(unit,), parts=(one, two))


def test_a_list_goes_on_in_the_parts_a_few_people_a_transaction(
    database: Database, tmp_path: Path
) -> None:
    union, moved = Union(database, tmp_path), [0]
    for plan in (dividing("SEN", "P", DAY), dividing("P", "Q", IN_TURN)):
        with database.write() as session:
            reorganizations.carry_out(session, plan, Choices(), PAPER, by=None, now=NOW)

    def begun(_connection: object, _name: str) -> None:
        moved[-1] += 1

    def ended(_connection: object) -> None:
        moved.append(0)

    event.listen(database.engine, "savepoint", begun)
    event.listen(database.engine, "commit", ended)
    lines = [f"Vũ Thị Người {chr(65 + number)},{1960 + number}" for number in range(PEOPLE)]
    union.taking("\n".join(["Họ và tên,Năm sinh", *lines]), "SEN").run()
    assert max(moved) == AT_ONCE
    assert moved.count(AT_ONCE) == 2 * (PEOPLE // AT_ONCE)
    assert reorganizations.all_go_on_in_parts(database, NOW) == 0
    for code, day in (("P", DAY), ("Q", IN_TURN)):
        with database.read() as session:
            there = Membership.organization_id == by_code(session, code).id
            since = session.scalars(select(Membership.valid_from).where(there)).all()
        assert since == [day] * PEOPLE
