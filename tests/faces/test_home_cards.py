"""What a chair is asked to do about cards can be done, and is gone when it was."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from benefits.cards import CardStatus, Medium
from benefits.members import Membership
from benefits.periods import ONE_DAY, day_of
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

LOST, ENDING = "Thẻ báo mất, chưa cấp thẻ khác", "Thẻ hết hạn trong 60 ngày tới"


@pytest.fixture
def chair(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def said_to(chair: Visitor) -> str:
    return Page(chair.get("/cong-doan/")).text


@pytest.mark.either_database
def test_a_card_on_a_phone_is_nothing_for_the_desk_to_exchange(
    chair: Visitor, world: World, people: People, session: Session
) -> None:
    soon = day_of(people.now) + timedelta(days=9)
    world.card(world.hanh, medium=Medium.PHONE, until=soon)
    world.card(world.son, medium=Medium.PHONE, status=CardStatus.LOST)
    session.flush()
    assert LOST not in said_to(chair)
    assert ENDING not in said_to(chair)
    world.hanh_card.valid_until, world.son_card.status = soon, CardStatus.LOST
    session.flush()
    assert LOST in said_to(chair)
    assert ENDING in said_to(chair)


def test_who_has_left_needs_no_other_card(
    chair: Visitor, world: World, people: People, session: Session
) -> None:
    world.hanh_card.valid_until, world.son_card.status = (
        day_of(people.now) + ONE_DAY,
        CardStatus.LOST,
    )
    theirs = Membership.member_id.in_([world.hanh.id, world.son.id])
    session.execute(update(Membership).where(theirs).values(valid_until=day_of(people.now)))
    assert LOST not in said_to(chair)
    assert ENDING not in said_to(chair)


@pytest.mark.either_database
@pytest.mark.parametrize("task", [LOST, ENDING])
def test_a_task_about_cards_opens_a_list_of_exactly_the_cards_it_counts(
    task: str, chair: Visitor, world: World, people: People, session: Session
) -> None:
    """Not those exchanged long ago, nor those of people who have left."""
    today = day_of(people.now)
    world.card(world.hanh, status=CardStatus.LOST)
    left = world.member("DV008", "Lê Thị Rời", world.lotus, until=today)
    theirs = world.card(left)
    if task == LOST:
        world.son_card.status = theirs.status = CardStatus.LOST
    else:
        world.son_card.valid_until = theirs.valid_until = today + ONE_DAY
    session.flush()
    home = Page(chair.get("/cong-doan/"))
    address = next(url for words, url in home.links().items() if words.startswith(f"1 {task}"))
    shown = Page(chair.get(address)).rows()
    assert [row[0] for row in shown] == [f"{world.son_card.index:07d}"]


def test_a_card_past_its_last_day_is_not_said_to_be_in_use_on_its_owners_page(
    chair: Visitor, world: World, people: People, session: Session
) -> None:
    def said_of_cards() -> list[str]:
        rows = Page(chair.get(f"/cong-doan/doan-vien/{world.hanh.id}")).rows()
        return [row[2] for row in rows if row[0] == f"{world.hanh_card.index:07d}"]

    assert said_of_cards() == ["Đang dùng"]
    world.hanh_card.valid_until = day_of(people.now)
    session.flush()
    assert said_of_cards() == ["Hết hạn"]
