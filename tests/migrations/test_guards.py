"""What the database refuses whoever asks: tried with plain statements, past all our own code."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from benefits.agreements import Category, OfferVersion
from benefits.members import BeneficiaryKind, Membership
from benefits.money import Dong
from benefits.organization import Placement
from benefits.purchases.models import Evidence, Method, Purchase, QuotaCounter, Reversal
from tests.world import KNOWN, World


@pytest.fixture
def purchase(world: World, now: datetime) -> Purchase:
    made = Purchase(
        member_id=world.hanh.id,
        id=uuid4(),
        card_index=world.hanh_card.index,
        organization_id=world.lotus.id,
        kind=BeneficiaryKind.DOAN_VIEN,
        outlet_id=world.outlet.id,
        offer_version_id=world.offer.id,
        agreement_id=world.agreement.id,
        bought_at=now,
        bought_on=date(2026, 5, 1),
        list_price=Dong(100_000),
        paid=Dong(85_000),
        benefit=Dong(15_000),
        method=Method.COMPUTED,
        evidence=Evidence.QUET_THE_IN,
        known_at=now,
    )
    world.session.add(made)
    world.session.flush()
    return made


def taken_back(purchase: Purchase, now: datetime, number: int, price: int, paid: int) -> Reversal:
    return Reversal(
        member_id=purchase.member_id,
        id=uuid4(),
        purchase_id=purchase.id,
        number=number,
        list_price=Dong(price),
        paid=Dong(paid),
        benefit=Dong(price - paid),
        is_whole=price == purchase.list_price,
        reason="nham_gia",
        reversed_at=now,
        known_at=now,
    )


def refused(session: Session, act: Callable[[], object]) -> bool:
    with pytest.raises(DBAPIError), session.begin_nested():
        act()
        session.flush()
    return True


def test_a_purchase_is_never_edited_or_deleted(session: Session, purchase: Purchase) -> None:
    mine = Purchase.id == purchase.id
    edit = update(Purchase).where(mine).values(invoice="AB/1")
    assert refused(session, lambda: session.execute(edit))
    assert refused(session, lambda: session.execute(delete(Purchase).where(mine)))


@pytest.mark.usefixtures("purchase")
def test_amounts_must_agree(session: Session, world: World) -> None:
    columns = [
        column.name for column in Purchase.__table__.columns if column.name not in {"id", "benefit"}
    ]
    names = ", ".join(columns)
    copy = text(
        f"INSERT INTO purchases (id, benefit, {names})"
        f" SELECT :id, 1, {names} FROM purchases WHERE member_id = :member"
    )
    arguments = {"id": uuid4().hex, "member": world.hanh.id}
    assert refused(session, lambda: session.execute(copy, arguments))


def test_no_more_is_taken_back_than_is_left(
    session: Session, purchase: Purchase, now: datetime
) -> None:
    session.add(taken_back(purchase, now, 1, 40_000, 34_000))
    session.flush()
    assert refused(session, lambda: session.add(taken_back(purchase, now, 2, 61_000, 51_850)))
    session.add(taken_back(purchase, now, 2, 60_000, 51_000))
    session.flush()


def test_nothing_follows_a_whole_reversal(
    session: Session, purchase: Purchase, now: datetime
) -> None:
    session.add(taken_back(purchase, now, 1, 100_000, 85_000))
    session.flush()
    assert refused(session, lambda: session.add(taken_back(purchase, now, 2, 0, 0)))


def test_memberships_of_one_person_never_overlap(session: Session, world: World) -> None:
    def belong(since: date, until: date | None) -> Membership:
        return world.belongs(world.hanh, world.dawn, since=since, until=until)

    assert refused(session, lambda: belong(date(2026, 1, 1), None))
    session.execute(
        update(Membership)
        .where(Membership.member_id == world.hanh.id)
        .values(valid_until=date(2026, 1, 1))
    )
    belong(date(2026, 1, 1), date(2026, 2, 1))
    later = update(Membership).where(Membership.organization_id == world.dawn.id)
    later = later.where(Membership.member_id == world.hanh.id)
    assert refused(session, lambda: session.execute(later.values(valid_from=date(2025, 12, 31))))


def test_a_placement_is_only_superseded(session: Session, world: World, now: datetime) -> None:
    mine = Placement.organization_id == world.lotus.id
    edit = update(Placement).where(mine).values(valid_until=date(2026, 1, 1))
    assert refused(session, lambda: session.execute(edit))
    assert refused(session, lambda: session.execute(delete(Placement).where(mine)))
    session.execute(update(Placement).where(mine).values(superseded_at=now))
    again = update(Placement).where(mine).values(superseded_at=KNOWN)
    assert refused(session, lambda: session.execute(again))


def test_a_counter_never_passes_its_limit(session: Session, world: World) -> None:
    def count(used: int) -> None:
        session.add(
            QuotaCounter(
                member_id=world.hanh.id,
                offer_id=world.offer.offer_id,
                scope="member",
                subject=str(used),
                window="day",
                starts_on=date(2026, 5, 1),
                used=used,
                allowed=1,
            )
        )

    count(1)
    session.flush()
    assert refused(session, lambda: count(2))


def test_a_category_belongs_to_its_kind_of_partner(session: Session, world: World) -> None:
    hotel = (
        update(OfferVersion)
        .where(OfferVersion.id == world.offer.id)
        .values(category=Category.KHACH_SAN)
    )
    assert refused(session, lambda: session.execute(hotel))


def test_one_active_card_per_member_and_medium(session: Session, world: World) -> None:
    assert refused(session, lambda: world.card(world.hanh))
