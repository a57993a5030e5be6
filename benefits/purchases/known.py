"""What rows of a file speak of, looked up for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from benefits.agreements import Offering, OfferVersion, offerings_of
from benefits.cards import Card, CardIndex, CardStatus, normalize
from benefits.members import BeneficiaryKind, Member, Membership
from benefits.members.merging import survivor_of
from benefits.money import Dong
from benefits.organization import Organization, Placement, as_known, ids_of
from benefits.partners import Outlet
from benefits.periods import ONE_DAY
from benefits.purchases.models import Evidence, Purchase
from benefits.purchases.spent import Spent, hold, spent

ENDED = (CardStatus.REVOKED, CardStatus.LOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A use as a file states it, by the codes of the file; no `paid` leaves it to the rule."""

    id: UUID
    card_code: str
    outlet_code: str
    offer_code: str
    bought_at: datetime
    list_price: Dong
    paid: Dong | None = None
    subsidy: Dong | None = None
    invoice: str | None = None
    evidence: Evidence = Evidence.TAP_TIN_NHAP
    organization_code: str | None = None
    """The unit the use counts for where the file was written; plain files name none."""


class Holder(NamedTuple):
    """A card as far as a past use of it is concerned."""

    card_index: int
    member_id: int
    person_id: int
    household_id: int | None
    status: CardStatus
    status_on: date
    valid_until: date

    def had_ended_by(self, day: date) -> str | None:
        """Return how the card had ended by a day; its first day is not asked."""
        if self.status in ENDED and self.status_on < day:
            return self.status.value
        return "expired" if self.valid_until <= day else None


class Span(NamedTuple):
    """Where a member belonged over some days, and as what."""

    valid_from: date
    valid_until: date | None
    organization_id: int
    kind: BeneficiaryKind

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


class Content(NamedTuple):
    """What makes two rows with one id the same."""

    card_index: int
    outlet_id: int
    offer_id: int
    bought_at: datetime
    list_price: int
    paid: int
    subsidy: int
    invoice: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Known:
    """Everything in the register that some rows name."""

    cards: Mapping[str, Holder]
    outlets: Mapping[str, tuple[int, int]]
    offers: Mapping[str, list[Offering]]
    belonging: Mapping[int, list[Span]]
    stored: dict[UUID, Content]
    units: Mapping[str, int]
    spent: Spent

    def told_on(self, row: TakenIn, card: Holder, day: date) -> "Span | None":
        """Say where a row itself places its use, for days on which the register knows nothing."""
        unit = self.units.get(row.organization_code or "")
        spans = self.belonging.get(card.person_id) or self.belonging.get(card.member_id) or []
        before = [span for span in spans if span.valid_from <= day]
        if unit is None or not before:
            return None
        latest = max(before, key=lambda span: span.valid_from)
        return latest._replace(valid_from=day, valid_until=day + ONE_DAY, organization_id=unit)

    def belonging_on(self, card: Holder, day: date) -> Span | None:
        """Say where a card's record belonged on a day, else the one that stands for its owner."""
        both = (card.member_id, card.person_id)
        spans = (span for each in both for span in self.belonging.get(each, ()))
        return next((span for span in spans if span.holds_on(day)), None)


def look_up(session: Session, rows: Sequence[TakenIn]) -> Known:
    cards = _cards(session, {row.card_code for row in rows})
    members = {each for card in cards.values() for each in (card.member_id, card.person_id)}
    offers = offerings_of(session, {row.offer_code for row in rows})
    people = {card.person_id for card in cards.values()}
    values = [each for some in offers.values() for each in some if each.rule.stored_value]
    if values:
        hold(session, people)
    return Known(
        cards=cards,
        outlets=_outlets(session, {row.outlet_code for row in rows}),
        offers=offers,
        belonging=_belonging(session, members),
        stored=_stored(session, {row.id for row in rows}),
        units=_units(session, {row.organization_code for row in rows if row.organization_code}),
        spent=spent(session, people, values),
    )


def paths_of(session: Session, organization_ids: Collection[int]) -> Mapping[int, list[Placement]]:
    """Return where units stood, by their id."""
    stood: dict[int, list[Placement]] = defaultdict(list)
    for each in session.scalars(
        select(Placement).where(
            Placement.organization_id.in_(organization_ids), as_known(Placement)
        )
    ):
        stood[each.organization_id].append(each)
    return stood


def path_of(stood: Mapping[int, list[Placement]], organization_id: int, day: date) -> Sequence[int]:
    for each in stood.get(organization_id, ()):
        if each.valid_from <= day and (each.valid_until is None or day < each.valid_until):
            return ids_of(each.path)
    return (organization_id,)


def _cards(session: Session, codes: Collection[str]) -> dict[str, Holder]:
    """Find cards by the code they came with or, however it is spaced, by the code on their face."""
    typed = {code: normalize(code) for code in codes}
    rows = session.execute(
        select(
            CardIndex.code,
            CardIndex.typed_code,
            CardIndex.index,
            CardIndex.member_id,
            Member.id,
            Member.household_id,
            Card.status,
            Card.status_on,
            Card.valid_until,
        )
        .join(Card, and_(Card.member_id == CardIndex.member_id, Card.index == CardIndex.index))
        .join(Member, Member.id == survivor_of(CardIndex.member_id))
        .where(
            or_(
                CardIndex.code.in_(codes),
                CardIndex.typed_code.in_([code for code in typed.values() if code]),
            )
        )
    )
    by_code, by_typed = {}, {}
    for code, typed_code, *columns in rows:
        holder: list[Any] = columns
        by_code[code] = by_typed[typed_code] = Holder(*holder)
    found = {code: by_code.get(code) or by_typed.get(typed[code] or "") for code in codes}
    return {code: holder for code, holder in found.items() if holder is not None}


def _outlets(session: Session, codes: Collection[str]) -> dict[str, tuple[int, int]]:
    rows = session.execute(
        select(Outlet.code, Outlet.id, Outlet.partner_id).where(Outlet.code.in_(codes))
    )
    return {code: (outlet_id, partner_id) for code, outlet_id, partner_id in rows}


def _units(session: Session, codes: Collection[str]) -> dict[str, int]:
    if not codes:
        return {}
    rows = session.execute(
        select(Organization.code, Organization.id).where(Organization.code.in_(codes))
    )
    return {code: unit for code, unit in rows}  # noqa: C416 - typed rows are not pairs


def _belonging(session: Session, member_ids: Collection[int]) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    for each in session.scalars(select(Membership).where(Membership.member_id.in_(member_ids))):
        span = Span(each.valid_from, each.valid_until, each.organization_id, each.kind)
        spans[each.member_id].append(span)
    return spans


def _stored(session: Session, ids: Collection[UUID]) -> dict[UUID, Content]:
    rows = session.execute(
        select(
            Purchase.id,
            Purchase.card_index,
            Purchase.outlet_id,
            OfferVersion.offer_id,
            Purchase.bought_at,
            Purchase.list_price,
            Purchase.paid,
            Purchase.subsidy,
            Purchase.invoice,
            Purchase.evidence,
        )
        .join(OfferVersion, OfferVersion.id == Purchase.offer_version_id)
        .where(Purchase.id.in_(ids))
    )
    return {purchase_id: Content(*content) for purchase_id, *content in rows}
