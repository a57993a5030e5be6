"""A phone with nothing but its outlet's file answers what the server would, today and later."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from benefits.access import Role, accounts, passwords
from benefits.cards import Card, CardStatus, KeyRing, Medium, hosts_of
from benefits.database import begin_epoch
from benefits.organization import Placement
from benefits.purchases.offline import OfflineFile, Survey, file_for, survey
from tests.counter import HOST, Counter
from tests.scenes import Scene
from tests.support.every_card import TOMORROW, Cards, Deals
from tests.support.offline_phone import Distrusted, OfflinePhone
from tests.world import KNOWN, World

Making = Callable[..., OfflineFile]


@pytest.fixture
def file(session: Session, world: World, ring: KeyRing, now: datetime) -> Making:
    def make(outlet_id: int | None = None, surveyed: Survey | None = None) -> OfflineFile:
        session.flush()
        return file_for(
            session,
            outlet_id or world.outlet.id,
            surveyed or survey(session, now),
            ring=ring,
            own_hosts=hosts_of(HOST),
        )

    return make


def phone(file: OfflineFile, ring: KeyRing) -> OfflinePhone:
    return OfflinePhone(file.content, ring.public_jwks()["keys"])


def test_every_card_and_offer_is_answered_as_the_server_would_on_each_day(
    world: World, counter: Counter, ring: KeyRing, now: datetime, file: Making
) -> None:
    Deals(world).settle()
    cards = [*Cards(world).every_way(), world.hanh_card, world.lan_card]
    move_a_unit(world, TOMORROW)
    offline = phone(file(), ring)
    told, differing = set(), []
    for ahead in (timedelta(0), timedelta(hours=13), *map(timedelta, (1, 2, 3))):
        at = now + ahead
        for card in cards:
            is_phone = card.medium is Medium.PHONE
            shown = counter.on_phone(card, at) if is_phone else counter.printed(card)
            checked = counter.verify(shown, now=at)
            reason = checked.reason and checked.reason.code
            offers = {each.offer.code: each.reason and each.reason.code for each in checked.offers}
            told |= {reason, *offers.values()}
            if offline.answer(shown.text, at) != (reason, offers):
                differing.append((card, at, reason, offers, offline.answer(shown.text, at)))
    assert differing == []
    assert told >= {
        *(None, "lost", "revoked", "suspended", "not_yet_valid", "expired", "membership_ended"),
        *("unit_not_covered", "kind_not_covered", "not_in_force", "trust_too_low"),
    }


def test_codes_of_nobody_of_another_union_and_of_another_minute_are_told_apart(
    scene: Scene, ring: KeyRing, now: datetime, file: Making
) -> None:
    world, counter = scene.world, scene.counter
    offline = phone(file(), ring)
    foreign = Counter(world.session, scene.foreign, now, world.outlet.id, world.offer.id)
    early = counter.on_phone(Cards(world).of(medium=Medium.PHONE), now - timedelta(minutes=8))
    shown = {
        "other_installation": foreign.printed(world.hanh_card, host="the.khac.example"),
        "bad_signature": foreign.printed(world.hanh_card),
    }
    for reason, presented in shown.items():
        assert offline.answer(presented.text, now) == (reason, {})
        checked = counter.verify(presented)
        assert checked.reason is not None
        assert checked.reason.code == reason
    made_later = phone(file(), ring)
    assert made_later.answer(early.text, now) == ("slot_expired", {})
    assert offline.answer(early.text, now) == ("unknown_card", {})


@pytest.mark.parametrize("where", [0, 5, 300, -70, -1])
def test_a_file_that_was_touched_is_not_believed(ring: KeyRing, file: Making, where: int) -> None:
    content = bytearray(file().content)
    content[where] ^= 1
    with pytest.raises((Distrusted, ValueError)):
        OfflinePhone(bytes(content), ring.public_jwks()["keys"])


def test_a_phone_that_reads_the_bits_wrongly_notices(
    ring: KeyRing, world: World, file: Making
) -> None:
    world.son_card.status = CardStatus.LOST
    offline = phone(file(), ring)
    check = offline.head["check"]
    assert check == {"good": world.hanh_card.index, "bad": world.son_card.index}
    offline.sections = [bytes(~each & 255 for each in section) for section in offline.sections]
    with pytest.raises(Distrusted):
        offline.check()


def test_cashiers_are_known_by_the_hash_of_their_pin(
    world: World, session: Session, ring: KeyRing, now: datetime, file: Making
) -> None:
    accounts.add_cashier(
        session, name="Thu Ngân", outlet_id=world.outlet.id, now=now, secret="260418"
    )
    [cashier] = phone(file(), ring).head["cashiers"]
    assert passwords.is_right(cashier["pin"], "260418")
    assert not passwords.is_right(cashier["pin"], "260419")
    assert phone(file(world.other_outlet.id), ring).head["cashiers"] == []


def test_the_password_of_an_owner_at_the_till_goes_to_no_phone(
    world: World, session: Session, ring: KeyRing, now: datetime, file: Making
) -> None:
    owner = accounts.add_manager(
        session, login="0912345678", name="Chủ Quầy", now=now, partner_id=world.pharmacy.id
    )
    accounts.give_role(session, owner.account, Role.CASHIER, now, outlet_id=world.outlet.id)
    session.flush()
    assert phone(file(), ring).head["cashiers"] == []


def test_nobody_is_named_and_the_last_keys_outlet_and_epoch_are_told(
    world: World, session: Session, ring: KeyRing, now: datetime, file: Making
) -> None:
    world.outlet.closed_on = TOMORROW
    made = file()
    head = phone(made, ring).head
    assert (head["epoch"], head["outlet"]["closed_on"]) == (1, TOMORROW.isoformat())
    assert head["keys"] == ring.public_jwks()["keys"]
    assert datetime.fromisoformat(head["valid_until"]) - now == timedelta(hours=72)
    assert "Hạnh".encode() not in made.content
    assert begin_epoch(session) == 2
    assert phone(file(), ring).head["epoch"] == 2


def test_a_file_changes_with_what_it_says_and_not_with_the_minute(
    world: World, session: Session, now: datetime, file: Making
) -> None:
    def at(moment: datetime) -> str:
        session.flush()
        return file(surveyed=survey(session, moment)).digest

    first = at(now)
    assert at(now + timedelta(minutes=20)) == first
    world.hanh_card.status = CardStatus.LOST
    lost = at(now)
    assert lost != first
    assert at(now + timedelta(days=1)) != lost


def test_no_cards_at_all_is_an_answer_too(
    world: World, counter: Counter, ring: KeyRing, file: Making
) -> None:
    shown = counter.printed(world.hanh_card)
    world.session.execute(delete(Card))
    offline = phone(file(), ring)
    assert offline.head["check"] == {"good": None, "bad": 0}
    assert offline.answer(shown.text, counter.now) == ("unknown_card", {})


def move_a_unit(world: World, day: date) -> None:
    """From a day on, everybody of Bình Minh stands under the north."""
    of_dawn = select(Placement).where(Placement.organization_id == world.dawn.id)
    before = world.session.scalars(of_dawn).one()
    before.superseded_at = KNOWN
    world.session.flush()
    for parent, since, until in (
        (world.south, before.valid_from, day),
        (world.north, day, None),
    ):
        made = Placement(
            organization_id=world.dawn.id,
            parent_id=parent.id,
            path=f"{world.path_of(parent)}{world.dawn.id}/",
            valid_from=since,
            valid_until=until,
            known_at=KNOWN,
        )
        world.session.add(made)
    world.session.flush()
