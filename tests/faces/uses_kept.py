"""A use, and everything that is kept beside it, under one record of a person."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from benefits.cards import Card
from benefits.database import new_uuid
from benefits.members import BeneficiaryKind
from benefits.money import Dong
from benefits.purchases import (
    Attribution,
    Evidence,
    Method,
    Purchase,
    PurchaseOffer,
    Reversal,
    Verification,
)
from benefits.purchases.models import QuotaCounter
from tests.world import World


def at(day: int, hour: int = 3) -> datetime:
    """Give each thing a moment of its own, by which it is found again in the file."""
    return datetime(2025, 3, day, hour, tzinfo=UTC)


def fill_uses(session: Session, world: World, card: Card) -> None:
    bought = _bought(world, card)
    session.add(bought)
    session.flush()
    session.add_all([_part(world, bought), _counted_anew(world, bought), _taken_back(bought)])
    limit = QuotaCounter(
        member_id=card.member_id,
        offer_id=world.offer.offer_id,
        scope="member",
        subject=str(card.member_id),
        window="month",
        starts_on=date(2025, 3, 1),
        used=4,
        allowed=9,
    )
    look = Verification(
        outlet_id=world.other_outlet.id,
        member_id=card.member_id,
        card_index=card.index,
        result="applies",
        verified_at=at(6, 9),
    )
    session.add_all([limit, look])
    session.flush()


def _bought(world: World, card: Card) -> Purchase:
    return Purchase(
        member_id=card.member_id,
        id=new_uuid(),
        card_index=card.index,
        organization_id=world.dawn.id,
        kind=BeneficiaryKind.NGUOI_LAO_DONG,
        outlet_id=world.other_outlet.id,
        offer_version_id=world.offer.id,
        agreement_id=world.agreement.id,
        bought_at=at(1, 9),
        bought_on=date(2025, 3, 1),
        list_price=Dong(210_000),
        paid=Dong(170_000),
        benefit=Dong(40_000),
        subsidy=Dong(3_000),
        method=Method.COMPUTED,
        evidence=Evidence.GO_MA,
        invoice="HD-5566",
        quantity=7,
        party_size=8,
        id_compared=True,
        known_at=at(2, 9),
    )


def _part(world: World, bought: Purchase) -> PurchaseOffer:
    return PurchaseOffer(
        member_id=bought.member_id,
        purchase_id=bought.id,
        position=2,
        offer_version_id=world.offer.id,
        benefit=Dong(11),
    )


def _counted_anew(world: World, bought: Purchase) -> Attribution:
    return Attribution(
        member_id=bought.member_id,
        id=new_uuid(),
        purchase_id=bought.id,
        organization_id=world.south.id,
        kind=BeneficiaryKind.THAN_NHAN,
        because_of="reorganization",
        known_at=at(3, 9),
    )


def _taken_back(bought: Purchase) -> Reversal:
    return Reversal(
        member_id=bought.member_id,
        id=new_uuid(),
        purchase_id=bought.id,
        number=1,
        list_price=Dong(60_000),
        paid=Dong(50_000),
        benefit=Dong(10_000),
        subsidy=Dong(1_000),
        is_whole=False,
        reason="goods_returned",
        reversed_at=at(4, 9),
        known_at=at(5, 9),
    )
