"""Offers are kept between scans, and yet every scan finds them as they are."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from benefits.agreements import (
    Agreement,
    Coverage,
    LimitScope,
    LimitWindow,
    Offer,
    Offering,
    OfferLimit,
    OfferOutlet,
    OfferVersion,
    TagCoverage,
    Trust,
    keeping,
    offered_at,
)
from benefits.database import Database, Prepared, open_database
from benefits.members import Member
from benefits.organization import OrganizationTag
from benefits.partners import Outlet, Partner
from migrations.guards import STAMPED
from tests.counter import limit
from tests.world import World

DAY = date(2026, 5, 1)
Change = Callable[[World], object]


def say(statement: str) -> Change:
    """Change something past all of our own code, as somebody at a database's prompt would."""
    return lambda world: world.session.execute(text(statement))


CHANGES: dict[str, Change] = {
    "a limit is set": lambda world: limit(world.session, world.offer, 3),
    "a limit is raised": lambda world: world.session.execute(update(OfferLimit).values(allowed=9)),
    "a limit is lifted": say("DELETE FROM offer_limits"),
    "a version is narrowed": say("UPDATE offer_versions SET trust = 'phone'"),
    "an offer is made": lambda world: world.offered("AK-5", world.agreement, "Thêm 5%"),
    "an offer gets another code": say("UPDATE offers SET code = 'AK-NEW' WHERE code = 'AK-5'"),
    "an offer holds at one outlet": lambda world: world.session.add(
        OfferOutlet(offer_version_id=world.offer.id, outlet_id=world.other_outlet.id)
    ),
    "it holds everywhere again": say("DELETE FROM offer_outlets"),
    "a unit is left out": lambda world: world.session.add(
        Coverage(agreement_id=world.agreement.id, organization_id=world.north.id, is_excluded=True)
    ),
    "an agreement ends": say("UPDATE agreements SET terminated_on = '2026-04-01'"),
    "a partner writes other invoices": say("UPDATE partners SET tax_code = '0101'"),
    "an outlet goes to somebody else": say(
        "UPDATE outlets SET partner_id = (SELECT id FROM partners WHERE code = 'BH')"
    ),
}


@pytest.fixture
def elsewhere(empty_url: str) -> Iterator[Database]:
    """Another way to the same database, with connections of its own."""
    opened = open_database(empty_url)
    yield opened
    opened.close()


@pytest.fixture
def settled(database: Database) -> World:
    with database.write() as session:
        world = World(session)
        world.partner("BH", "Bách hóa Hoa Phượng")
    return world


def offers(database: Database, world: World) -> Sequence[Offering]:
    with database.read() as session:
        return offered_at(session, world.outlet.id, DAY)


def read_anew(database: Database, world: World) -> Sequence[Offering]:
    keeping.forget()
    return offers(database, world)


def test_every_change_of_an_offer_holds_at_the_next_scan(
    database: Database, elsewhere: Database, settled: World
) -> None:
    before = offers(elsewhere, settled)
    for what, change in CHANGES.items():
        with database.write() as session:
            settled.session = session
            change(settled)
        found = offers(elsewhere, settled)
        assert found != before, what
        assert found == offers(database, settled) == read_anew(elsewhere, settled), what
        before = found


def test_nothing_is_read_twice_where_nothing_changed(database: Database, settled: World) -> None:
    first, second = (offers(database, settled) for _ in range(2))
    assert first[0] is second[0]


def test_a_change_taken_back_was_never_there(
    database: Database, elsewhere: Database, settled: World
) -> None:
    before = offers(database, settled)

    def told(trust: Trust) -> Sequence[Offering]:
        with database.writing() as session:
            session.execute(update(OfferVersion).values(trust=trust))
            return offered_at(session, settled.outlet.id, DAY)

    assert [each.trust for each in told(Trust.PHONE)] == [Trust.PHONE]
    assert offers(elsewhere, settled) == before
    assert [each.trust for each in told(Trust.NAME)] == [Trust.NAME]
    assert offers(database, settled) == before


def test_a_scan_that_begins_after_a_change_never_finds_what_was_before(
    database: Database, elsewhere: Database, settled: World
) -> None:
    with database.write() as session:
        limit(session, settled.offer, 1)
    known = [1]

    def look(where: Database) -> list[tuple[int, int]]:
        seen = []
        while known[-1] < 20:
            least = known[-1]
            [offer] = offers(where, settled)
            seen.append((least, offer.limits[0].allowed))
        return seen

    with ThreadPoolExecutor(4) as pool:
        looking = [pool.submit(look, where) for where in (database, elsewhere) * 2]
        for allowed in range(2, 21):
            with elsewhere.write() as session:
                session.execute(update(OfferLimit).values(allowed=allowed))
            known.append(allowed)
    seen = [pair for each in looking for pair in each.result()]
    assert seen
    assert all(found >= least for least, found in seen)


@pytest.mark.usefixtures("world")
def test_a_prepared_question_answers_as_any_other(session: Session) -> None:
    asked = select(Member.id, Member.full_name, Member.known_at, Member.sex, Member.birth)
    expected = [dict(row) for row in session.execute(asked).mappings()]
    assert sorted(Prepared(asked).all(session), key=str) == sorted(expected, key=str)


def test_a_prepared_question_sees_what_was_done_before(session: Session, world: World) -> None:
    world.hanh.full_name = "Nguyễn Thị Hạnh Phúc"
    asked = Prepared(select(Member.full_name).where(Member.id == world.hanh.id))
    assert asked.first(session) == {"full_name": "Nguyễn Thị Hạnh Phúc"}


def test_a_prepared_statement_that_is_refused_is_refused_as_any_other(
    session: Session, world: World, statements: list[str]
) -> None:
    row = {"offer_version_id": world.offer.id, "scope": LimitScope.ALL, "window": LimitWindow.DAY}
    insert = Prepared(OfferLimit.__table__.insert(), [*row, "allowed"])  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError) as refused, session.begin_nested():
        insert.run(session, {**row, "allowed": 0})
    assert "total" not in str(refused.value)
    assert any("offer_limits" in each for each in statements)


def test_the_tables_that_make_up_an_offer_are_the_ones_that_are_stamped() -> None:
    whom = (Agreement, Coverage, TagCoverage, OrganizationTag)
    made_of = (Partner, Outlet, *whom, Offer, OfferVersion, OfferLimit, OfferOutlet)
    assert {each.__tablename__ for each in made_of} == set(STAMPED)
