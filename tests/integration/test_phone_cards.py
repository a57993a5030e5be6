"""A card on a phone: one at a time, its own index, apart from the printed one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from benefits.agreements import Trust
from benefits.cards import (
    Card,
    CardIndex,
    CardPhone,
    CardStatus,
    Medium,
    Presented,
    allowing,
    missing,
    phone_tokens,
    phones,
    slots_ahead,
)
from benefits.cards.ahead import AT_ONCE
from benefits.cards.tokens import SLOT, slot_at, slot_begins
from benefits.errors import Conflict, Invalid
from benefits.periods import start_of
from benefits.purchases import Recorded
from benefits.purchases.models import Evidence, Purchase
from tests.scenes import DAY, TODAY, Scene

SECRET, OTHER = "a" * 43, "b" * 43


def got(scene: Scene, secret: str = SECRET, name: str = "Android, Chrome") -> Card:
    now = scene.counter.now
    return phones.get_on_phone(
        scene.world.session, scene.world.hanh.id, secret, name=name, by=None, now=now
    )


def test_it_is_a_card_of_its_own_beside_the_printed_one(scene: Scene) -> None:
    card = got(scene)
    assert (card.medium, card.status) == (Medium.PHONE, CardStatus.ACTIVE)
    assert card.index != scene.card.index
    kept = scene.world.session.get_one(CardPhone, (card.member_id, card.index))
    assert SECRET not in kept.secret_hash
    assert kept.name == "Android, Chrome"


def test_asked_twice_with_one_secret_it_is_one_card(scene: Scene) -> None:
    assert got(scene) is got(scene)


def test_another_phone_gets_a_new_index_and_the_old_stops_at_once(scene: Scene) -> None:
    old = got(scene)
    shown = scene.counter.on_phone(old)
    new = got(scene, OTHER)
    assert (old.status, old.replaced_by) == (CardStatus.REVOKED, new.index)
    assert scene.counter.verify(shown).headline.code == "revoked"
    assert scene.counter.verify(scene.counter.on_phone(new)).applies
    assert scene.counter.verify(scene.print_of()).applies


def test_a_form_sent_again_after_the_card_moved_away_brings_nothing_back(scene: Scene) -> None:
    got(scene)
    new = got(scene, OTHER)
    with pytest.raises(Conflict):
        got(scene)
    assert new.status is CardStatus.ACTIVE


def test_losing_one_medium_does_not_end_the_other(scene: Scene) -> None:
    phone = got(scene)
    printed = scene.ends(CardStatus.LOST)
    assert scene.counter.verify(printed).headline.code == "lost"
    assert scene.counter.verify(scene.counter.on_phone(phone)).applies


def test_taken_off_it_stops_and_a_second_tap_does_nothing(scene: Scene) -> None:
    card, session = got(scene), scene.world.session
    taken = phones.take_off(session, card.member_id, by=None, now=scene.counter.now)
    assert taken == [card]
    assert scene.counter.verify(scene.counter.on_phone(card)).headline.code == "revoked"
    assert phones.take_off(session, card.member_id, by=None, now=scene.counter.now) == []
    assert phones.present_of(session, card.member_id, TODAY) is None


def test_a_card_past_its_last_day_makes_way_for_another(scene: Scene) -> None:
    old = got(scene)
    old.valid_from, old.valid_until = TODAY - DAY, TODAY
    new = got(scene, OTHER)
    assert (old.status, new.status) == (CardStatus.EXPIRED, CardStatus.ACTIVE)


def suspend_phone(scene: Scene) -> None:
    got(scene).status = CardStatus.SUSPENDED


def suspend_print(scene: Scene) -> None:
    scene.ends(CardStatus.SUSPENDED)


def revoke_print(scene: Scene) -> None:
    scene.ends(CardStatus.REVOKED)


def lose_print(scene: Scene) -> None:
    scene.ends(CardStatus.LOST)


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (suspend_phone, "suspended"),
        (suspend_print, "suspended"),
        (revoke_print, "print_revoked"),
        (lose_print, None),
    ],
)
def test_what_the_union_stopped_is_not_undone_by_taking_a_phone(
    scene: Scene, happens: Callable[[Scene], None], code: str | None
) -> None:
    happens(scene)
    scene.world.session.flush()
    refused = allowing.objection(scene.world.session, scene.world.hanh.id, scene.counter.now)
    assert (refused and refused.code) == code


def test_whoever_has_left_gets_no_card(scene: Scene) -> None:
    gone = scene.world.member("DV010", "Võ Thị Ra", scene.world.lotus, until=TODAY)
    with pytest.raises(Conflict, match="membership_ended"):
        phones.get_on_phone(
            scene.world.session, gone.id, SECRET, name="", by=None, now=scene.counter.now
        )


def test_a_secret_anybody_could_guess_is_refused(scene: Scene) -> None:
    with pytest.raises(Invalid):
        got(scene, "123456")


def test_it_never_passes_for_a_printed_card_nor_a_printed_one_for_it(scene: Scene) -> None:
    phone = got(scene)
    as_print = scene.counter.printed(phone)
    as_phone = scene.counter.on_phone(scene.card)
    for presented in (as_print, as_phone):
        assert scene.counter.verify(presented).headline.code == "unknown_card"


def test_it_is_trusted_most_and_recorded_as_what_it_is(scene: Scene) -> None:
    scene.world.offer.trust = Trust.PHONE
    scene.world.session.flush()
    answer = scene.counter.record(scene.counter.on_phone(got(scene)))
    assert isinstance(answer, Recorded)
    [purchase] = scene.world.session.scalars(select(Purchase))
    assert purchase.evidence is Evidence.QUET_MA_DONG


def test_its_typed_code_is_only_a_typed_code(scene: Scene) -> None:
    scene.world.offer.trust = Trust.PHONE
    code = scene.world.session.get_one(CardIndex, got(scene).index).typed_code
    assert scene.counter.verify(Presented(code)).headline.code == "trust_too_low"


@pytest.mark.parametrize(
    "wrong", [timedelta(days=-1), timedelta(minutes=-8), timedelta(minutes=8), timedelta(days=1)]
)
def test_a_phone_with_a_wrong_clock_shows_a_code_that_is_refused(
    scene: Scene, wrong: timedelta
) -> None:
    shown = scene.counter.on_phone(got(scene), scene.counter.now + wrong)
    reason = scene.counter.verify(shown).headline
    assert reason.code == "slot_expired"
    assert (reason.params.get("because") == "ahead") == (wrong > timedelta(0))
    ahead = timedelta(minutes=int(str(reason.params.get("ahead", 0))))
    assert abs(ahead - max(wrong, timedelta(0))) <= timedelta(minutes=3)


def test_seven_days_of_codes_are_signed_and_never_more(scene: Scene) -> None:
    card, now = got(scene), scene.counter.now
    slots = slots_ahead(now, card.valid_until)
    assert len(slots) == 2016
    assert slot_begins(slots.start) <= now < slot_begins(slots.start) + SLOT
    assert slot_begins(slots[-1]) < now + timedelta(days=7)


def test_only_what_is_missing_is_signed_a_day_at_a_time(scene: Scene) -> None:
    slots = slots_ahead(scene.counter.now, date(2028, 1, 1))
    have, answers = None, 0
    while part := missing(slots, have):
        assert len(part) <= AT_ONCE
        have, answers = part.stop, answers + 1
    assert (have, answers) == (slots.stop, 7)
    assert len(missing(slots, slots.start - 10_000)) == AT_ONCE
    assert list(missing(slots, slots.stop + 5)) == []


def test_no_code_outlives_the_cards_last_day(scene: Scene) -> None:
    slots = slots_ahead(scene.counter.now, TODAY + DAY)
    assert slot_begins(slots.stop) == start_of(TODAY + DAY)
    assert len(slots_ahead(scene.counter.now, TODAY)) == 0


def test_the_same_slots_are_signed_alike_every_time(scene: Scene) -> None:
    slots = range(slot_at(scene.counter.now), slot_at(scene.counter.now) + 3)
    first, again = (phone_tokens(scene.counter.ring, 7, slots) for _ in range(2))
    assert first == again
    assert len(set(first)) == 3


def test_when_it_came_for_codes_is_kept_to_the_hour(scene: Scene) -> None:
    card, session, now = got(scene), scene.world.session, scene.counter.now
    phone = session.get_one(CardPhone, (card.member_id, card.index))
    for minutes, seen in ((59, 0), (61, 61)):
        at = now + timedelta(minutes=minutes)
        phones.note_seen(session, card.member_id, card.index, at)
        assert phone.seen_at == now + timedelta(minutes=seen)
