"""What is kept of somebody's uses beside the uses themselves, for whoever asks for all of it."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from benefits.agreements import Agreement, OfferVersion
from benefits.purchases.models import Attribution, PurchaseOffer, QuotaCounter, Reversal


def reversals(session: Session, records: Collection[int]) -> Sequence[Reversal]:
    mine = select(Reversal).where(Reversal.member_id.in_(records))
    return session.scalars(mine.order_by(Reversal.reversed_at, Reversal.number)).all()


def attributions(session: Session, records: Collection[int]) -> Sequence[Attribution]:
    mine = select(Attribution).where(Attribution.member_id.in_(records))
    return session.scalars(mine.order_by(Attribution.known_at, Attribution.id)).all()


def parts(session: Session, records: Collection[int]) -> Sequence[tuple[PurchaseOffer, str]]:
    """List what each offer of a stacked pair gave, with its title."""
    mine = (
        select(PurchaseOffer, OfferVersion.title)
        .join(OfferVersion, OfferVersion.id == PurchaseOffer.offer_version_id)
        .where(PurchaseOffer.member_id.in_(records))
        .order_by(PurchaseOffer.purchase_id, PurchaseOffer.position)
    )
    return [(part, title) for part, title in session.execute(mine)]


def limits(session: Session, records: Collection[int]) -> Sequence[tuple[QuotaCounter, str]]:
    """List how much of each limit was used, with the offer's title of today."""
    version = aliased(OfferVersion)
    newest = (
        select(version.title)
        .where(version.offer_id == QuotaCounter.offer_id)
        .order_by(version.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    mine = select(QuotaCounter, newest).where(QuotaCounter.member_id.in_(records))
    ordered = mine.order_by(QuotaCounter.starts_on, QuotaCounter.offer_id)
    return [(counter, title or "") for counter, title in session.execute(ordered)]


def agreement_numbers(session: Session, agreement_ids: Collection[int]) -> dict[int, str]:
    """Say by which numbers agreements are known."""
    wanted = select(Agreement.id, Agreement.number).where(Agreement.id.in_(agreement_ids))
    return dict(session.execute(wanted).all())
