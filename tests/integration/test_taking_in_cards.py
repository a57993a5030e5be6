"""A file of cards: numbers that no code could hold are refused, our own codes known as shown."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from benefits.cards import Card, CardIndex, shown
from benefits.cards.models import HIGHEST
from benefits.database import DenseKey
from benefits.exchange import KINDS, Circumstances
from benefits.exchange.kinds.carding import ROOM
from benefits.exchange.outcome import Result, Row
from tests.scenes import Scene


def take(scene: Scene, *rows: dict[str, Any]) -> list[Result]:
    """Take rows in for a newcomer of Hoa Sen, unless a row names somebody else."""
    told = [Row(line, {"member_no": "MOI"} | row) for line, row in enumerate(rows, start=2)]
    how = Circumstances(now=scene.counter.now, secret=b"key")
    return KINDS["cards"].apply(scene.world.session, told, how)


def refusals(results: list[Result]) -> list[tuple[str, str]]:
    return [(each.column, each.code) for result in results for each in result.problems]


@pytest.fixture(autouse=True)
def newcomer(scene: Scene) -> None:
    scene.world.member("MOI", "Lâm Thị Mới", scene.world.lotus)


@pytest.mark.parametrize("index", [0, -1, 999_999_999_999_999, HIGHEST + 1, ROOM + 1_000])
def test_a_number_out_of_reach_is_refused_and_the_next_card_gets_the_next_number(
    scene: Scene, index: int
) -> None:
    session = scene.world.session
    results = take(scene, {"card_code": "A", "index": index}, {"card_code": "B"})
    assert refusals(results) == [("index", "index_too_far")]
    known = session.scalars(select(CardIndex).where(CardIndex.code == "B")).one()
    assert known.index == scene.world.lan_card.index + 1
    assert session.get_one(DenseKey, "cards").next == known.index + 1


def test_numbers_may_leave_gaps_and_go_with_the_file(scene: Scene) -> None:
    last = scene.world.lan_card.index
    far = {"card_code": "A", "index": last + ROOM, "status": "lost"}
    further = {"card_code": "B", "index": last + ROOM + ROOM, "status": "lost"}
    assert refusals(take(scene, far, further)) == [("index", "index_too_far")]


def test_the_database_itself_keeps_no_number_that_a_code_cannot_hold(scene: Scene) -> None:
    session, member = scene.world.session, scene.world.hanh
    for index in (0, HIGHEST + 1):
        wrong = CardIndex(index=index, member_id=member.id, code="X", typed_code="X")
        with pytest.raises(DBAPIError), session.begin_nested():
            session.add(wrong)
            session.flush()


def test_our_own_code_is_known_however_it_is_written(scene: Scene) -> None:
    session, card = scene.world.session, scene.card
    own = session.get_one(CardIndex, card.index)
    own.typed_code = own.code
    row = {"card_code": shown(own.code).lower(), "member_no": scene.world.hanh.member_no}
    [result] = take(scene, row | {"status": "suspended"})
    assert (result.state, result.problems) == ("changed", ())
    session.refresh(card)
    assert card.status == "suspended"
    codes = session.scalars(select(CardIndex.code).join(Card, Card.index == CardIndex.index))
    assert len(codes.all()) == 3
    assert refusals(take(scene, {"card_code": shown(own.code)})) == [
        ("member_no", "card_of_another")
    ]
