"""Everything one use's page tells: what is stored, the rule it was made under, what came after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from benefits import audit, purchases
from benefits.access import Account, Device
from benefits.agreements import Agreement, Offer, OfferVersion, is_discreet_use
from benefits.audit import Noted
from benefits.cards import Card, CardIndex, Medium
from benefits.desk import few, labels, naming
from benefits.desk.ledger import purchase_doubts
from benefits.desk.ledger.purchase_list import state_of
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.purchases import Amounts, Attribution, Purchase, PurchaseOffer, Reversal, left_of
from benefits.web import current
from benefits.web.languages import language
from benefits.web.lists import Badge
from benefits.wording import rule_told


@dataclass(frozen=True, slots=True)
class PurchasePage:
    purchase: Purchase
    outlet: Outlet
    partner: Partner
    version: OfferVersion
    offer_code: str
    agreement: Agreement
    medium: Medium
    typed_code: str
    device: str | None
    units: Mapping[int, str]
    left: Amounts
    reversals: Sequence[Reversal]
    doers: Mapping[int, str]
    attributions: Sequence[Attribution]
    parts: Sequence[tuple[PurchaseOffer, str]]
    noted: Sequence[Noted]
    may_name: bool

    @property
    def state(self) -> Badge:
        return state_of(self.reversals)

    @property
    def waits(self) -> bool:
        """Tell whether officers are asked to look at it, and nobody has yet."""
        looked_at = (each.entry.act == purchase_doubts.LOOKED_AT for each in self.noted)
        is_in_doubt = purchase_doubts.DOUBT in self.purchase.warnings
        return is_in_doubt and self.state.look != "bad" and not any(looked_at)

    @property
    def rule(self) -> list[str]:
        """Say the rule the use was made under, one sentence a line."""
        kept = {
            "discount": self.version.discount.value,
            "value": self.version.value,
            "ceiling": self.version.ceiling,
            "min_spend": self.version.min_spend,
        }
        return rule_told({**self.version.rule, **kept}, language())

    @property
    def unit(self) -> str:
        newest = self.attributions[-1] if self.attributions else self.purchase
        return self.units[newest.organization_id]

    @property
    def kind(self) -> str:
        """Say as whose use it counts, by the newest word."""
        newest = self.attributions[-1] if self.attributions else self.purchase
        return labels.KINDS[newest.kind]

    @property
    def masked_card(self) -> str:
        return naming.masked(self.medium, self.typed_code, is_open=self.is_open)

    @property
    def is_open(self) -> bool:
        """Tell whether what leads to a name is told: the minute, and what was entered of whom.

        Beside the minute at which a card was seen, or somebody's membership changed, it is one.
        """
        return self.may_name and not self.is_discreet

    def told(self, instant: datetime) -> datetime | date:
        return instant if self.is_open else day_of(instant)

    @property
    def is_discreet(self) -> bool:
        return is_discreet_use(self.version.category, self.partner, self.outlet.name)


def of(bought: Purchase) -> PurchasePage:
    """Gather a use's page."""
    session = current.session()
    outlet, partner, version, code, agreement, medium, typed_code, device = _about(bought)
    reversals = purchases.story_of(session, bought.id).reversals
    attributions = _attributions(bought)
    units = {bought.organization_id, *(each.organization_id for each in attributions)}
    names = few.names_of({(unit, bought.bought_on) for unit in units})
    by = {each.account_id for each in reversals if each.account_id is not None}
    doers = session.execute(select(Account.id, Account.name).where(Account.id.in_(by)))
    return PurchasePage(
        purchase=bought,
        outlet=outlet,
        partner=partner,
        version=version,
        offer_code=code,
        agreement=agreement,
        medium=medium,
        typed_code=typed_code,
        device=device,
        units={unit: name for (unit, _day), name in names.items()},
        left=left_of(bought, reversals),
        reversals=reversals,
        doers=dict(doers.all()),
        attributions=attributions,
        parts=_parts(bought.id, bought.member_id),
        noted=audit.about(session, "purchases", bought.id),
        may_name=naming.may_name(),
    )


def _about(
    bought: Purchase,
) -> tuple[Outlet, Partner, OfferVersion, str, Agreement, Medium, str, str | None]:
    card = (Card.medium, CardIndex.typed_code)
    row = current.session().execute(
        select(Outlet, Partner, OfferVersion, Offer.code, Agreement, *card, Device.name)
        .select_from(Purchase)
        .join(Outlet, Outlet.id == Purchase.outlet_id)
        .join(Partner, Partner.id == Outlet.partner_id)
        .join(OfferVersion, OfferVersion.id == Purchase.offer_version_id)
        .join(Offer, Offer.id == OfferVersion.offer_id)
        .join(Agreement, Agreement.id == Purchase.agreement_id)
        .join(Card, (Card.member_id == Purchase.member_id) & (Card.index == Purchase.card_index))
        .join(CardIndex, CardIndex.index == Purchase.card_index)
        .outerjoin(Device, Device.id == Purchase.device_id)
        .where(Purchase.id == bought.id)
    )
    return tuple(row.one())  # type: ignore[return-value]


def _attributions(bought: Purchase) -> Sequence[Attribution]:
    of_purchase = (Attribution.member_id == bought.member_id) & (
        Attribution.purchase_id == bought.id
    )
    said = select(Attribution).where(of_purchase)
    return current.session().scalars(said.order_by(Attribution.known_at, Attribution.id)).all()


def _parts(purchase_id: UUID, member_id: int) -> Sequence[tuple[PurchaseOffer, str]]:
    """List the parts of a stacked pair, each with what its offer is called."""
    rows = current.session().execute(
        select(PurchaseOffer, OfferVersion.title)
        .join(OfferVersion, OfferVersion.id == PurchaseOffer.offer_version_id)
        .where(PurchaseOffer.member_id == member_id, PurchaseOffer.purchase_id == purchase_id)
        .order_by(PurchaseOffer.position)
    )
    return [(part, title) for part, title in rows]
