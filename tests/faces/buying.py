"""Uses written straight into the ledger, for pages that show what was counted."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from benefits.cards import Card
from benefits.database import new_uuid
from benefits.members import BeneficiaryKind
from benefits.money import Dong
from benefits.organization import Organization
from benefits.periods import start_of
from benefits.purchases.models import Evidence, Method, Purchase
from tests.world import World


class Buying:
    """Buys at the pharmacy's first outlet: `buys(card, unit, day)` saves 15.000 of 100.000."""

    def __init__(self, session: Session, world: World) -> None:
        self.session, self.world = session, world

    def buys(
        self,
        card: Card,
        unit: Organization,
        day: date,
        *,
        price: int = 100_000,
        benefit: int = 15_000,
        subsidy: int = 0,
        method: Method = Method.COMPUTED,
    ) -> Purchase:
        at: datetime = start_of(day) + timedelta(hours=9)
        made = Purchase(
            member_id=card.member_id,
            id=new_uuid(),
            card_index=card.index,
            organization_id=unit.id,
            kind=BeneficiaryKind.DOAN_VIEN,
            outlet_id=self.world.outlet.id,
            offer_version_id=self.world.offer.id,
            agreement_id=self.world.agreement.id,
            bought_at=at,
            bought_on=day,
            list_price=Dong(price),
            paid=Dong(price - benefit),
            benefit=Dong(benefit),
            subsidy=Dong(subsidy),
            method=method,
            evidence=Evidence.QUET_THE_IN,
            known_at=at,
        )
        self.session.add(made)
        self.session.flush()
        return made
