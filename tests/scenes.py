"""Hạnh at the pharmacy's counter, and one fact after another changed about it."""

import base64
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from benefits.access import Account, AccountRole, Device, Role
from benefits.agreements import Coverage, Trust
from benefits.cards import Card, CardIndex, CardStatus, KeyRing, Medium, Presented, printed_token
from benefits.members import BeneficiaryKind
from tests.counter import Counter, limit
from tests.world import World

TODAY = date(2026, 5, 1)
DAY = timedelta(days=1)


class Scene(NamedTuple):
    """Hạnh at the pharmacy's counter, and whatever a row of the table changes about it."""

    world: World
    counter: Counter
    foreign: KeyRing

    @property
    def card(self) -> Card:
        return self.world.hanh_card

    def print_of(self, card: Card | None = None) -> Presented:
        return self.counter.printed(card or self.card)

    def ends(self, status: CardStatus) -> Presented:
        self.card.status, self.card.status_on = status, TODAY
        return self.print_of()

    def member_with_card(self, **span: Any) -> Presented:
        somebody = self.world.member("DV009", "Đỗ Văn Minh", self.world.lotus, **span)
        return self.print_of(self.world.card(somebody))

    def at(self, **till: Any) -> Presented:
        self.counter.till = replace(self.counter.till, **till)
        return self.print_of()


def foreign_token(scene: Scene) -> str:
    return printed_token(scene.foreign, scene.card.index, date(2027, 12, 31), "doan_vien")


def altered(token: str) -> str:
    raw = bytearray(base64.b32decode(token + "===="))
    raw[4] ^= 1
    return base64.b32encode(bytes(raw)).rstrip(b"=").decode()


def mistyped(scene: Scene) -> Presented:
    code = scene.world.session.get_one(CardIndex, scene.card.index).typed_code
    return Presented(("B" if code[0] != "B" else "C") + code[1:])


def stale_phone(scene: Scene) -> Presented:
    phone = scene.world.card(scene.world.hanh, medium=Medium.PHONE)
    return scene.counter.on_phone(phone, scene.counter.now - timedelta(minutes=8))


def phone_token_of_a_print(scene: Scene) -> Presented:
    return scene.counter.on_phone(scene.card)


def not_yet_valid(scene: Scene) -> Presented:
    scene.card.valid_from = TODAY + DAY
    return scene.print_of()


def expired(scene: Scene) -> Presented:
    scene.card.valid_until = TODAY
    return scene.print_of()


def replaced_and_over(scene: Scene) -> Presented:
    scene.card.status, scene.card.valid_until = CardStatus.REPLACED, TODAY
    return scene.print_of()


def expired_on_its_face(scene: Scene) -> Presented:
    """The register was extended, the print was not: scanners offline know only the print."""
    token = printed_token(scene.counter.ring, scene.card.index, TODAY - DAY, "doan_vien")
    return Presented(token)


def lost_phone(scene: Scene) -> Presented:
    phone = Device(
        outlet_id=scene.world.outlet.id,
        name="Quầy 1",
        token_hash="1",
        enrolled_at=scene.counter.now,
        revoked_at=scene.counter.now,
    )
    scene.world.session.add(phone)
    scene.world.session.flush()
    return scene.at(device_id=phone.id)


def phone_of_another_outlet(scene: Scene) -> Presented:
    phone = Device(
        outlet_id=scene.world.other_outlet.id,
        name="Quầy 1",
        token_hash="1",
        enrolled_at=scene.counter.now,
    )
    scene.world.session.add(phone)
    scene.world.session.flush()
    return scene.at(device_id=phone.id)


def cashier_of_another_outlet(scene: Scene) -> Presented:
    account = Account(login="thu-ngan", name="Thu ngân", created_at=scene.counter.now)
    scene.world.session.add(account)
    scene.world.session.flush()
    scene.world.session.add(
        AccountRole(
            account_id=account.id,
            role=Role.CASHIER,
            outlet_id=scene.world.other_outlet.id,
            valid_from=date(2026, 1, 1),
        )
    )
    scene.world.session.flush()
    return scene.at(account_id=account.id)


def closed_outlet(scene: Scene) -> Presented:
    scene.world.outlet.closed_on = TODAY
    return scene.print_of()


def closed_partner(scene: Scene) -> Presented:
    scene.world.pharmacy.closed_on = TODAY
    return scene.print_of()


def excluded_unit(scene: Scene) -> Presented:
    scene.world.session.add(
        Coverage(
            agreement_id=scene.world.agreement.id,
            organization_id=scene.world.north.id,
            is_excluded=True,
        )
    )
    return scene.print_of()


def relative(scene: Scene) -> Presented:
    kind = BeneficiaryKind.THAN_NHAN
    somebody = scene.world.member("TN001", "Nguyễn Bé", scene.world.lotus, kind=kind)
    return scene.print_of(scene.world.card(somebody))


def offer_to_come(scene: Scene) -> Presented:
    scene.world.offer.valid_from = TODAY + DAY
    return scene.print_of()


def agreement_terminated(scene: Scene) -> Presented:
    scene.world.agreement.terminated_on = TODAY
    return scene.print_of()


def outside_hours(scene: Scene) -> Presented:
    scene.world.offer.rule = {"windows": [{"weekdays": [6, 7]}]}
    return scene.print_of()


def used_up(scene: Scene) -> Presented:
    limit(scene.world.session, scene.world.offer)
    scene.counter.record(scene.print_of())
    return scene.print_of()


def by_name(scene: Scene) -> Presented:
    return Presented.found_by_name(scene.card.index)


def print_where_a_phone_is_asked(scene: Scene) -> Presented:
    scene.world.offer.trust = Trust.PHONE
    return scene.print_of()


def no_offer_here(scene: Scene) -> Presented:
    scene.world.agreement.is_draft = True
    return scene.print_of()


def stale_phone_of_a_revoked_card(scene: Scene) -> Presented:
    phone = scene.world.card(scene.world.hanh, medium=Medium.PHONE, status=CardStatus.REVOKED)
    return scene.counter.on_phone(phone, scene.counter.now - timedelta(minutes=8))


def lost_and_expired(scene: Scene) -> Presented:
    scene.card.valid_until = TODAY
    return scene.ends(CardStatus.LOST)


def expired_and_left(scene: Scene) -> Presented:
    somebody = scene.world.member("DV009", "Đỗ Văn Minh", scene.world.lotus, until=TODAY)
    return scene.print_of(scene.world.card(somebody, until=TODAY))


def left_and_closed_outlet(scene: Scene) -> Presented:
    scene.world.outlet.closed_on = TODAY
    return scene.member_with_card(until=TODAY)


def revoked_phone_at_a_closed_outlet(scene: Scene) -> Presented:
    scene.world.outlet.closed_on = TODAY
    return lost_phone(scene)


def uncovered_relative(scene: Scene) -> Presented:
    excluded_unit(scene)
    return relative(scene)


def relative_of_an_ended_offer(scene: Scene) -> Presented:
    scene.world.agreement.terminated_on = TODAY
    return relative(scene)


def used_up_and_ended(scene: Scene) -> Presented:
    presented = used_up(scene)
    scene.world.agreement.terminated_on = TODAY
    return presented


def used_up_and_found_by_name(scene: Scene) -> Presented:
    used_up(scene)
    return by_name(scene)
