"""Where partners are to be found: their outlets that are open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.partners.models import Outlet, Partner


@dataclass(frozen=True, slots=True)
class Place:
    """A partner and its open outlets, by name."""

    partner: Partner
    outlets: list[Outlet] = field(default_factory=list)


def places_of(session: Session, partner_ids: Collection[int], day: date) -> Mapping[int, Place]:
    """Return these partners by id, each with the outlets that are open on a day."""
    partners = session.scalars(select(Partner).where(Partner.id.in_(partner_ids)))
    found = {partner.id: Place(partner) for partner in partners}
    theirs = select(Outlet).where(Outlet.partner_id.in_(partner_ids)).order_by(Outlet.name)
    for outlet in session.scalars(theirs):
        if outlet.is_open_on(day):
            found[outlet.partner_id].outlets.append(outlet)
    return found
