"""Taking a draft away that was made by a slip, so that its number and its codes are free again."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from benefits.agreements.models import (
    Agreement,
    AgreementHolder,
    Coverage,
    Offer,
    OfferLimit,
    OfferOutlet,
    OfferVersion,
    TagCoverage,
)
from benefits.errors import Conflict, NotFound


def discard(session: Session, agreement: Agreement) -> None:
    """Take a draft away with the offers under it; nobody was ever served under one.

    Raise Conflict where it was signed meanwhile, NotFound where it is gone already.
    """
    own = Agreement.id == agreement.id
    is_draft = session.scalar(select(Agreement.is_draft).where(own).with_for_update())
    if is_draft is None:
        raise NotFound
    if not is_draft:
        raise Conflict("agreement_signed")
    offers = select(Offer.id).where(Offer.agreement_id == agreement.id)
    versions = select(OfferVersion.id).where(OfferVersion.offer_id.in_(offers))
    for statement in (
        *(
            delete(model).where(model.offer_version_id.in_(versions))
            for model in (OfferOutlet, OfferLimit)
        ),
        delete(OfferVersion).where(OfferVersion.offer_id.in_(offers)),
        *(
            delete(model).where(model.agreement_id == agreement.id)
            for model in (Offer, Coverage, TagCoverage, AgreementHolder)
        ),
        delete(Agreement).where(own),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})
    session.expire_all()  # whatever was read of them is gone
