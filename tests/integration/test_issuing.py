"""Cards are given out, replaced and taken away; each act is in the card's history."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from benefits import cards, jobs
from benefits.cards import (
    Card,
    CardIndex,
    CardStatus,
    Issued,
    Medium,
    Presented,
    giving,
    normalize,
)
from benefits.cards.giving import Giving, Wish
from benefits.cards.models import CardEvent
from benefits.errors import Conflict, NotFound
from benefits.members import MemberMerge
from tests.scenes import DAY, TODAY, Scene
from tests.support.deciding import decided, merging


def events(scene: Scene, card: Card) -> list[tuple[int, CardStatus, str | None]]:
    told = cards.events_of(scene.world.session, card)
    return [(event.number, event.status, event.reason) for event in told]


def test_a_new_card_is_good_until_the_end_of_next_year(scene: Scene) -> None:
    somebody = scene.world.member("DV011", "Vũ Hà", scene.world.lotus)
    card = cards.issue(
        scene.world.session, somebody.id, Medium.PRINT, by=None, now=scene.counter.now
    )
    assert (card.valid_from, card.valid_until) == (TODAY, date(2028, 1, 1))
    assert events(scene, card) == [(1, CardStatus.ACTIVE, None)]
    assert scene.counter.verify(scene.print_of(card)).applies


def test_indexes_are_dense_and_typed_codes_unique(scene: Scene) -> None:
    session = scene.world.session
    people = [
        scene.world.member(f"X{number}", "Lê Văn An", scene.world.dawn).id for number in range(30)
    ]
    issued = cards.issue_many(session, people, Medium.PHONE, by=None, now=scene.counter.now)
    first = scene.world.lan_card.index + 1
    assert [each.index for each in issued] == list(range(first, first + 30))
    assert [each.member_id for each in issued] == people
    assert len({each.typed_code for each in issued}) == 30
    assert all(normalize(each.typed_code) == each.typed_code for each in issued)
    row = session.get_one(CardIndex, first)
    assert row.code == row.typed_code == issued[0].typed_code


def test_a_second_card_of_the_same_medium_is_refused(scene: Scene) -> None:
    hanh, session, now = scene.world.hanh, scene.world.session, scene.counter.now
    with pytest.raises(Conflict, match="active_card_exists"):
        cards.issue(session, hanh.id, Medium.PRINT, by=None, now=now)
    cards.issue(session, hanh.id, Medium.PHONE, by=None, now=now)


def test_a_card_past_its_last_day_makes_way(scene: Scene) -> None:
    scene.card.valid_until = TODAY
    scene.world.session.flush()
    new = cards.issue(
        scene.world.session, scene.world.hanh.id, Medium.PRINT, by=None, now=scene.counter.now
    )
    assert scene.card.status is CardStatus.EXPIRED
    assert scene.counter.verify(scene.print_of(new)).applies


def test_a_replaced_card_stays_good_until_its_day(scene: Scene) -> None:
    until = TODAY + 7 * DAY
    new = cards.replace(
        scene.world.session,
        scene.card.index,
        by=None,
        now=scene.counter.now,
        reason="Đổi tên",
        good_until=until,
    )
    old = scene.print_of()
    assert scene.card.replaced_by == new.index
    assert scene.counter.verify(old).applies
    assert scene.counter.verify(scene.print_of(new)).applies
    last_day, day_after = scene.counter.now + 6 * DAY, scene.counter.now + 7 * DAY
    assert scene.counter.verify(old, now=last_day).applies
    assert scene.counter.verify(old, now=day_after).headline.code == "expired"


def test_losing_one_medium_leaves_the_other_good(scene: Scene) -> None:
    session, now = scene.world.session, scene.counter.now
    phone = cards.issue(session, scene.world.hanh.id, Medium.PHONE, by=None, now=now)
    cards.lose(session, scene.card.index, by=None, now=now, reason="Rơi ở chợ")
    assert scene.counter.verify(scene.print_of()).headline.code == "lost"
    assert scene.counter.verify(scene.counter.on_phone(phone)).applies


def test_a_card_is_suspended_and_restored_again(scene: Scene) -> None:
    session, now, index = scene.world.session, scene.counter.now, scene.card.index
    cards.suspend(session, index, by=None, now=now, reason="Kiểm tra")
    assert scene.counter.verify(scene.print_of()).headline.code == "suspended"
    cards.restore(session, index, by=None, now=now + DAY, reason="Xong")
    assert scene.counter.verify(scene.print_of()).applies
    assert [status for _, status, _ in events(scene, scene.card)] == ["suspended", "active"]


def test_a_lost_card_is_not_restored_beside_its_successor(scene: Scene) -> None:
    session, now, index = scene.world.session, scene.counter.now, scene.card.index
    cards.lose(session, index, by=None, now=now)
    cards.issue(session, scene.world.hanh.id, Medium.PRINT, by=None, now=now)
    with pytest.raises(Conflict, match="active_card_exists"):
        cards.restore(session, index, by=None, now=now, reason="Tìm thấy")


@pytest.mark.parametrize("status", [CardStatus.EXPIRED, CardStatus.REVOKED, CardStatus.LOST])
def test_a_card_out_of_use_is_not_suspended(scene: Scene, status: CardStatus) -> None:
    scene.ends(status)
    with pytest.raises(Conflict, match="card_cannot_become"):
        cards.suspend(
            scene.world.session, scene.card.index, by=None, now=scene.counter.now, reason=""
        )


def test_a_use_of_the_day_before_a_revocation_still_counts(scene: Scene) -> None:
    cards.revoke(
        scene.world.session, scene.card.index, by=None, now=scene.counter.now, reason="Cho mượn"
    )
    presented = scene.print_of()
    assert scene.counter.refused(presented) == "revoked"
    scene.counter.record(presented, bought_at=scene.counter.now - DAY)


def test_no_card_no_change(scene: Scene) -> None:
    with pytest.raises(NotFound):
        cards.revoke(scene.world.session, 999_999, by=None, now=scene.counter.now, reason="")


def test_those_without_a_printed_card_are_listed_unit_by_unit_and_by_name(scene: Scene) -> None:
    world, session = scene.world, scene.world.session
    minh = world.member("A", "Lê Minh", world.lotus)
    an = world.member("B", "Lê An", world.lotus)
    world.card(an, medium=Medium.PHONE)
    world.member("C", "Lê Cũ", world.lotus, until=TODAY)
    world.member("D", "Lê Dũng", world.dawn)
    twin = world.member("E", "Lê Văn Minh", world.lotus)
    session.add(MemberMerge(member_id=twin.id, into_id=minh.id, known_at=scene.counter.now))
    cards.lose(session, world.hanh_card.index, by=None, now=scene.counter.now)
    cards.suspend(session, world.son_card.index, by=None, now=scene.counter.now, reason="")

    found = cards.without_printed_card(session, world.north.id, TODAY)

    assert found == [an.id, world.hanh.id, minh.id]


def test_cards_past_their_day_are_written_down_as_expired(scene: Scene) -> None:
    scene.world.hanh_card.valid_until = scene.world.lan_card.valid_until = TODAY
    assert cards.expire(scene.world.session, scene.counter.now) == 2
    assert cards.expire(scene.world.session, scene.counter.now + timedelta(days=1)) == 0
    told = scene.world.session.scalars(select(CardEvent.status)).all()
    assert list(told) == [CardStatus.EXPIRED, CardStatus.EXPIRED]


def test_ten_thousand_cards_are_a_few_statements(scene: Scene, statements: list[str]) -> None:
    session = scene.world.session
    people = [scene.world.member(f"Y{each}", "Lê Văn An", scene.world.dawn).id for each in range(9)]
    statements.clear()
    issued = cards.issue_many(session, people, Medium.PRINT, by=None, now=scene.counter.now)
    assert isinstance(issued[0], Issued)
    assert len(statements) <= 8
    assert scene.counter.verify(Presented(issued[8].typed_code)).applies


def test_work_on_a_list_that_broke_off_goes_on_where_it_stopped(scene: Scene) -> None:
    session, now = scene.world.session, scene.counter.now
    for number in "12":
        scene.world.member(f"M{number}", "Lê Thị Mai", scene.world.lotus)
    job = jobs.enqueue(session, "issue_cards", now=now)
    how = Giving(job_id=job.id, by=None, within=scene.world.lotus.id, valid_until=TODAY + DAY)
    first, both = [Wish(1, "M1")], [Wish(1, "M1"), Wish(2, "M2"), Wish(3, "DV001")]
    assert giving.give_listed(session, how, first, now) == []
    [(wish, why)] = giving.give_listed(session, how, both, now)
    assert (wish.line, why.code) == (3, "card_held")
    count, first_index, last_index = giving.given_by(session, job.id)
    assert (count, giving.indexes_of(session, job.id)) == (2, [first_index, last_index])
    assert giving.give_listed(session, how, [Wish(1, scene.world.lan.member_no)], now)[0][1] == (
        "member_number_unknown",
        {},
    )


def test_who_left_a_unit_that_was_merged_since_is_said_to_have_left(scene: Scene) -> None:
    world, now = scene.world, scene.counter.now
    left = world.member("DV050", "Vũ Hà", world.lotus, until=TODAY - DAY)
    decided(world, now, merging(TODAY))
    how = Giving(job_id=None, by=None, within=world.dawn.id)
    [(_, why)] = giving.give_listed(world.session, how, [Wish(1, left.member_no)], now)
    assert why.code == "member_has_left"
