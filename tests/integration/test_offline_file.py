"""A phone with nothing but its outlet's file answers what the server would, today and later."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from benefits.access import accounts, passwords
from benefits.agreements import OfferVersion, Trust
from benefits.cards import Card, CardStatus, KeyRing, Medium, hosts_of
from benefits.database import begin_epoch
from benefits.members import BeneficiaryKind, Member
from benefits.organization import Placement
from benefits.purchases.offline import OfflineFile, Survey, file_for, survey
from tests.counter import HOST, Counter
from tests.scenes import Scene
from tests.support.offline_phone import Distrusted, OfflinePhone
from tests.world import KNOWN, World

TODAY = date(2026, 5, 1)
DAYS = tuple(TODAY + timedelta(days=ahead) for ahead in range(4))
YESTERDAY, TOMORROW, LATER = TODAY - timedelta(days=1), DAYS[1], DAYS[2]

Making = Callable[..., OfflineFile]


class Cards:
    """Members whose cards stand in every way a card can."""

    def __init__(self, world: World) -> None:
        self.world, self.made = world, 0

    def of(self, **given: object) -> Card:
        self.made += 1
        spans = {key: given.pop(key) for key in ("kind", "joined", "left", "unit") if key in given}
        member = self.world.member(
            f"X{self.made}",
            f"Trần Thị Số {self.made}",
            spans.get("unit", self.world.lotus),  # type: ignore[arg-type]
            kind=spans.get("kind", BeneficiaryKind.DOAN_VIEN),  # type: ignore[arg-type]
            since=spans.get("joined", date(2020, 1, 1)),  # type: ignore[arg-type]
            until=spans.get("left"),  # type: ignore[arg-type]
        )
        status_on = given.pop("status_on", None)
        card = self.world.card(member, **given)  # type: ignore[arg-type]
        if status_on is not None:
            card.status_on = status_on  # type: ignore[assignment]
        self.world.session.flush()
        return card

    def every_way(self) -> Iterator[Card]:
        yield self.of()
        for status in (CardStatus.LOST, CardStatus.REVOKED, CardStatus.SUSPENDED):
            for day in (YESTERDAY, TODAY, TOMORROW, LATER):
                yield self.of(status=status, status_on=day)
        for day in (TODAY, TOMORROW, LATER):
            yield self.of(since=day)
            yield self.of(until=day)
            yield self.of(status=CardStatus.REPLACED, until=day)
            yield self.of(left=day)
            yield self.of(joined=day)
            yield self.of(left=day, until=day)
            yield self.moving(day)
        for kind in BeneficiaryKind:
            yield self.of(kind=kind)
        yield self.of(unit=self.world.dawn)
        yield self.of(medium=Medium.PHONE)
        yield self.of(medium=Medium.PHONE, unit=self.world.dawn, until=TOMORROW)

    def moving(self, day: date) -> Card:
        card = self.of(left=day)
        member = self.world.session.get_one(Member, card.member_id)
        self.world.belongs(member, self.world.dawn, since=day, kind=BeneficiaryKind.NGUOI_LAO_DONG)
        return card


class Deals:
    """Offers that differ in whom, when and how surely they ask."""

    def __init__(self, world: World) -> None:
        self.world, self.session = world, world.session

    def settle(self) -> None:
        world, pharmacy = self.world, self.world.pharmacy
        north = world.signed("02/TT", pharmacy, world.province, covers=(world.north,))
        world.offered("BAC-5", north, "Chỉ phía Bắc")
        members = world.offered("DV-1", north, "Chỉ đoàn viên")
        members.kinds = ["doan_vien", "than_nhan"]
        world.offered("PHONE", world.agreement, "Chỉ thẻ điện thoại", trust=Trust.PHONE)
        weekend = world.offered("WEEKEND", world.agreement, "Cuối tuần, qua nửa đêm")
        weekend.rule = {"windows": [{"weekdays": [6, 7], "from": "09:00", "until": "01:00"}]}
        opening = world.signed("03/TT", pharmacy, world.province, since=TOMORROW, until=LATER)
        world.offered("SHORT", opening, "Chỉ một ngày")
        renewed = world.offered("RENEWED", world.agreement, "Bản cũ")
        renewed.valid_until = LATER
        self.renew(renewed)
        draft = world.signed("04/TT", pharmacy, world.province)
        draft.is_draft = True
        world.offered("DRAFT", draft, "Chưa ký")
        self.session.flush()

    def renew(self, before: OfferVersion) -> None:
        self.session.add(
            OfferVersion(
                offer_id=before.offer_id,
                number=2,
                partner_id=before.partner_id,
                partner_kind=before.partner_kind,
                title="Bản mới",
                category=before.category,
                discount=before.discount,
                value=2_000,
                trust=before.trust,
                valid_from=LATER,
                known_at=KNOWN,
            )
        )


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
