"""What the union stops stays stopped: across an exchange, a merger of records, a new card."""

from datetime import date, datetime, timedelta

import pytest

from benefits import cards, purchases
from benefits.cards import Card, CardStatus, Medium, allowing, batches, changing, giving
from benefits.cards.becoming import possible
from benefits.cards.giving import Giving, Wish
from benefits.cards.issuing import good_until
from benefits.errors import Conflict
from benefits.members import Member, Membership
from benefits.periods import day_of
from tests.scenes import DAY, TODAY, Scene

ACTIVE, REPLACED, SUSPENDED = CardStatus.ACTIVE, CardStatus.REPLACED, CardStatus.SUSPENDED
REVOKED, LOST = CardStatus.REVOKED, CardStatus.LOST


def exchanged(scene: Scene) -> tuple[Card, Card]:
    """Give Hạnh a new card for hers; both are good for a month."""
    session, now = scene.world.session, scene.counter.now
    new = cards.replace(session, scene.card.index, by=None, now=now, reason="Thẻ hỏng, mờ mã")
    return scene.card, new


def change(scene: Scene, card: Card, status: CardStatus, reason: str = "Nghi dùng sai") -> None:
    does = {SUSPENDED: cards.suspend, REVOKED: cards.revoke, ACTIVE: cards.restore}[status]
    does(scene.world.session, card.index, by=None, now=scene.counter.now, reason=reason)


def merged_with_card(scene: Scene) -> tuple[Member, Card]:
    """Merge a second record of Lan's, which has a card of its own, into Hạnh's."""
    other = scene.world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", scene.world.dawn)
    card = scene.world.card(other)
    purchases.merge(scene.world.session, other, scene.world.hanh, now=scene.counter.now)
    return other, card


@pytest.mark.parametrize("status", [SUSPENDED, REVOKED])
def test_stopping_a_new_card_stops_the_old_one_too_and_both_come_back(
    scene: Scene, status: CardStatus
) -> None:
    old, new = exchanged(scene)
    change(scene, new, status)
    for each in (old, new):
        assert scene.counter.verify(scene.print_of(each)).headline.code == status.value
    change(scene, new, ACTIVE, "Đã xác minh xong")
    assert (old.status, new.status) == (REPLACED, ACTIVE)
    assert scene.counter.verify(scene.print_of(old)).applies
    told = [event.status for event in cards.events_of(scene.world.session, old)]
    assert told == [REPLACED, status, REPLACED]


def test_an_old_card_alone_is_suspended_and_is_no_new_one_when_it_comes_back(scene: Scene) -> None:
    session = scene.world.session
    old, new = exchanged(scene)
    change(scene, old, SUSPENDED, "Đang xác minh đoàn viên")
    assert (old.status, new.status) == (SUSPENDED, ACTIVE)
    assert REPLACED not in possible(session, old, TODAY)
    scene.counter.now += DAY
    change(scene, new, SUSPENDED)
    assert ACTIVE not in possible(session, old, TODAY + DAY)
    change(scene, new, ACTIVE)
    assert old.status is SUSPENDED, "stopped before and for another reason"
    change(scene, old, ACTIVE)
    assert (old.status, new.status) == (REPLACED, ACTIVE)


def test_many_are_suspended_and_brought_back_with_those_they_replaced(scene: Scene) -> None:
    session, now = scene.world.session, scene.counter.now
    old, new = exchanged(scene)
    listed = [new.index, scene.world.son_card.index]
    for status, old_status in ((SUSPENDED, SUSPENDED), (ACTIVE, REPLACED)):
        done = changing.change_many(session, listed, status, by=None, now=now, reason="Nghi")
        assert (done, old.status, new.status) == (2, old_status, status)


def test_a_lost_new_card_leaves_the_old_one_and_so_does_one_the_printer_spoiled(
    scene: Scene,
) -> None:
    session, now = scene.world.session, scene.counter.now
    old, new = exchanged(scene)
    batches.withdraw(session, [new.index], by=None, now=now)
    assert (old.status, new.status) == (REPLACED, REVOKED)
    assert allowing.objection(session, scene.world.hanh.id, now) is None
    assert scene.world.hanh.id in cards.without_printed_card(session, scene.world.lotus.id, TODAY)
    newer = cards.issue(session, scene.world.hanh.id, Medium.PRINT, by=None, now=now)
    cards.lose(session, newer.index, by=None, now=now)
    assert old.status is REPLACED


def test_a_card_past_its_last_day_does_not_come_back(scene: Scene) -> None:
    change(scene, scene.card, SUSPENDED)
    scene.card.valid_until = TODAY
    scene.world.session.flush()
    with pytest.raises(Conflict, match="card_is_over"):
        change(scene, scene.card, ACTIVE)
    assert ACTIVE not in possible(scene.world.session, scene.card, TODAY)


def test_an_older_card_does_not_come_back_in_the_place_of_a_newer_one(scene: Scene) -> None:
    session, now = scene.world.session, scene.counter.now
    cards.lose(session, scene.card.index, by=None, now=now)
    new = cards.issue(session, scene.world.hanh.id, Medium.PRINT, by=None, now=now)
    change(scene, new, SUSPENDED)
    with pytest.raises(Conflict, match="newer_card_stopped"):
        change(scene, scene.card, ACTIVE, "Đã tìm thấy thẻ")


def test_the_card_of_a_merged_record_is_a_card_of_the_person(scene: Scene) -> None:
    session, world, now = scene.world.session, scene.world, scene.counter.now
    cards.lose(session, world.hanh_card.index, by=None, now=now)
    _, card = merged_with_card(scene)
    assert world.hanh.id not in cards.without_printed_card(session, world.lotus.id, TODAY)
    how = Giving(job_id=None, by=None, within=world.lotus.id)
    assert giving.give(session, how, [world.hanh.id], now) == []
    [(_, why)] = giving.give_listed(session, how, [Wish(1, world.hanh.member_no)], now)
    assert why.code == "card_held"
    with pytest.raises(Conflict, match="active_card_exists"):
        cards.issue(session, world.hanh.id, Medium.PRINT, by=None, now=now)
    with pytest.raises(Conflict, match="active_card_exists"):
        change(scene, world.hanh_card, ACTIVE, "Đã tìm thấy thẻ")
    new = cards.replace(session, card.index, by=None, now=now)
    assert (new.member_id, card.replaced_by) == (world.hanh.id, new.index)
    change(scene, new, SUSPENDED)
    assert card.status is SUSPENDED


def test_cards_of_merged_records_are_exchanged_for_one_of_the_person(scene: Scene) -> None:
    session, world, now = scene.world.session, scene.world, scene.counter.now
    other, card = merged_with_card(scene)
    assert REPLACED not in possible(session, card, TODAY), "the person has one already"
    with pytest.raises(Conflict, match="active_card_exists"):
        cards.replace(session, card.index, by=None, now=now)
    assert (card.status, card.valid_until) == (ACTIVE, date(2028, 1, 1)), "nothing half done"
    assert REPLACED in possible(session, world.hanh_card, TODAY)
    cards.lose(session, world.hanh_card.index, by=None, now=now)
    assert changing.replace_many(session, [card.index], by=None, now=now, reason="Cũ") == 1
    given = session.get_one(Card, (world.hanh.id, card.replaced_by))
    assert given.status is ACTIVE
    with pytest.raises(Conflict, match="member_is_merged"):
        cards.issue(session, other.id, Medium.PRINT, by=None, now=now)


def test_who_has_left_is_given_no_card_that_could_not_be_printed(scene: Scene) -> None:
    session, world, now = scene.world.session, scene.world, scene.counter.now
    session.get_one(Membership, (world.hanh.id, 1)).valid_until = TODAY
    session.flush()
    with pytest.raises(Conflict, match="member_has_left"):
        cards.replace(session, world.hanh_card.index, by=None, now=now)
    with pytest.raises(Conflict, match="member_has_left"):
        cards.issue(session, world.hanh.id, Medium.PRINT, by=None, now=now)
    listed = [world.hanh_card.index, world.lan_card.index]
    assert changing.replace_many(session, listed, by=None, now=now, reason="Sắp hết hạn") == 1
    assert (world.hanh_card.status, world.lan_card.status) == (ACTIVE, REPLACED)


def test_who_had_a_card_taken_away_is_not_given_another_along_with_everybody(scene: Scene) -> None:
    session, world, now = scene.world.session, scene.world, scene.counter.now
    change(scene, world.hanh_card, REVOKED, "Dùng sai quy định")
    cards.lose(session, world.son_card.index, by=None, now=now)
    assert cards.without_printed_card(session, world.lotus.id, TODAY) == [world.son.id]
    [(number, why)] = giving.not_given(session, world.lotus.id, TODAY)
    assert (number, why.code) == (world.hanh.member_no, "last_card_revoked")
    assert why.params["reason"] == "Dùng sai quy định"
    how = Giving(job_id=None, by=None, within=world.lotus.id)
    wishes = [Wish(1, world.hanh.member_no), Wish(2, world.son.member_no)]
    [(wish, why)] = giving.give_listed(session, how, wishes, now)
    assert (wish.line, why.code) == (1, "last_card_revoked")
    again = cards.issue(session, world.hanh.id, Medium.PRINT, by=None, now=now)
    cards.lose(session, again.index, by=None, now=now)
    assert giving.not_given(session, world.lotus.id, TODAY) == []


@pytest.mark.parametrize(
    ("given", "until"),
    [
        ("2026-01-01T00:00+07:00", date(2028, 1, 1)),
        ("2026-12-31T08:00+07:00", date(2028, 1, 1)),
        ("2026-12-31T23:59+07:00", date(2028, 1, 1)),
        ("2027-01-01T00:00+07:00", date(2029, 1, 1)),
    ],
)
def test_a_card_is_good_to_the_last_day_of_the_year_after_that_of_its_day(
    scene: Scene, given: str, until: date
) -> None:
    now = datetime.fromisoformat(given)
    assert good_until(day_of(now)) == until
    somebody = scene.world.member("DV011", "Vũ Hà", scene.world.lotus)
    card = cards.issue(scene.world.session, somebody.id, Medium.PRINT, by=None, now=now)
    assert (card.valid_from, card.valid_until) == (day_of(now), until)
    last = datetime(until.year - 1, 12, 31, 23, 59, tzinfo=now.tzinfo)
    look = scene.counter.verify(scene.print_of(card), now=last)
    assert look.reason is None
    late = scene.counter.verify(scene.print_of(card), now=last + timedelta(minutes=1))
    assert late.headline.code == "expired"
