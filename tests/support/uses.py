"""Uses put straight into the ledger, for tests about what is counted rather than recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from benefits.agreements import Offer, OfferVersion
from benefits.cards.models import Card
from benefits.database import new_uuid
from benefits.members import BeneficiaryKind, Member, MemberMerge
from benefits.money import Dong
from benefits.organization import Organization
from benefits.partners import Outlet
from benefits.periods import start_of
from benefits.purchases import Attribution, Evidence, Method, Purchase, Reversal
from tests.world import World

Row = TypeVar("Row", Purchase, Reversal, Attribution, MemberMerge)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Writes what became known at `known` unless told otherwise."""

    world: World
    known: datetime

    def use(
        self,
        card: Card,
        unit: Organization,
        day: date,
        *,
        benefit: int = 10,
        paid: int = 90,
        subsidy: int = 0,
        offer: OfferVersion | None = None,
        outlet: Outlet | None = None,
        kind: BeneficiaryKind = BeneficiaryKind.DOAN_VIEN,
        evidence: Evidence = Evidence.QUET_THE_IN,
        method: Method = Method.COMPUTED,
        known: datetime | None = None,
    ) -> Purchase:
        version = offer or self.world.offer
        made = Purchase(
            member_id=card.member_id,
            id=new_uuid(),
            card_index=card.index,
            organization_id=unit.id,
            kind=kind,
            outlet_id=(outlet or self.world.outlet).id,
            offer_version_id=version.id,
            agreement_id=self._agreement_id(version),
            bought_at=start_of(day),
            bought_on=day,
            list_price=Dong(benefit + paid),
            paid=Dong(paid),
            benefit=Dong(benefit),
            subsidy=Dong(subsidy),
            method=method,
            evidence=evidence,
            known_at=known or self.known,
        )
        return self._kept(made)

    def take_back(
        self,
        use: Purchase,
        *,
        known: datetime,
        benefit: int = 0,
        paid: int = 0,
        subsidy: int = 0,
        is_whole: bool = False,
        number: int = 1,
    ) -> Reversal:
        return self._kept(
            Reversal(
                member_id=use.member_id,
                id=new_uuid(),
                purchase_id=use.id,
                number=number,
                list_price=Dong(benefit + paid),
                paid=Dong(paid),
                benefit=Dong(benefit),
                subsidy=Dong(subsidy),
                is_whole=is_whole,
                reason="returned",
                reversed_at=known,
                known_at=known,
            )
        )

    def attribute(
        self,
        use: Purchase,
        unit: Organization,
        *,
        known: datetime,
        kind: BeneficiaryKind = BeneficiaryKind.DOAN_VIEN,
        key: UUID | None = None,
    ) -> Attribution:
        return self._kept(
            Attribution(
                member_id=use.member_id,
                id=key or new_uuid(),
                purchase_id=use.id,
                organization_id=unit.id,
                kind=kind,
                because_of="late transfer",
                known_at=known,
            )
        )

    def same_person(self, one: Member, other: Member, *, known: datetime) -> MemberMerge:
        return self._kept(MemberMerge(member_id=one.id, into_id=other.id, known_at=known))

    def _agreement_id(self, version: OfferVersion) -> int:
        return self.world.session.get_one(Offer, version.offer_id).agreement_id

    def _kept(self, row: Row) -> Row:
        self.world.session.add(row)
        self.world.session.flush()
        return row
