"""What was bought: at an outlet on a day, by a member; and one purchase with its reversals."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from benefits.agreements import Discount, OfferVersion
from benefits.errors import NotFound
from benefits.members import Member
from benefits.members.merging import records_of
from benefits.members.names import masked
from benefits.money import Dong
from benefits.partners import Outlet
from benefits.periods import instants_of
from benefits.purchases.amounts import Amounts, left_of
from benefits.purchases.models import Purchase, Reversal
from benefits.purchases.reversing import reversals_of


@dataclass(frozen=True, slots=True)
class Line:
    """A purchase as a list shows it; `left` is what remains after parts were taken back."""

    purchase: Purchase
    masked_name: str
    offer_title: str
    discount: Discount
    outlet_name: str
    left: Amounts
    is_reversed: bool

    @property
    def is_partly_reversed(self) -> bool:
        return not self.is_reversed and self.left.list_price < self.purchase.list_price


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the lines that were not wholly taken back, and how many were."""

    uses: int
    list_price: Dong
    turnover: Dong
    benefit: Dong
    subsidy: Dong
    reversed: int = 0

    def with_more(self, other: "Totals") -> "Totals":
        return Totals(
            self.uses + other.uses,
            Dong(self.list_price + other.list_price),
            Dong(self.turnover + other.turnover),
            Dong(self.benefit + other.benefit),
            Dong(self.subsidy + other.subsidy),
            self.reversed + other.reversed,
        )


@dataclass(frozen=True, slots=True)
class Story:
    """One purchase, and everything that was taken back of it, in order."""

    line: Line
    reversals: Sequence[Reversal]


def of_outlet(
    session: Session, outlet_id: int, day: date, *, most: int | None = None
) -> list[Line]:
    """List what an outlet recorded on a day, the latest first."""
    return of_outlets(session, (outlet_id,), day, most=most)


def of_outlets(
    session: Session, outlet_ids: Collection[int], day: date, *, most: int | None = None
) -> list[Line]:
    """List what several outlets recorded on a day, the latest first."""
    first, after = instants_of(day)
    that_day = and_(Purchase.bought_at >= first, Purchase.bought_at < after)
    of_day = purchases_listed().where(Purchase.outlet_id.in_(outlet_ids), that_day)
    return lines_of(session, of_day.limit(most))


def of_member(session: Session, member_id: int, *, most: int = 200) -> list[Line]:
    """List what a member bought, the latest first."""
    mine = Purchase.member_id.in_(records_of(session, member_id))
    return lines_of(session, purchases_listed().where(mine).limit(most))


def latest_of(session: Session, member_id: int, outlet_id: int, *, since: datetime) -> Line | None:
    """Return the latest use of somebody's that an outlet has recorded since, if one stands."""
    theirs = purchases_listed().where(
        Purchase.member_id == member_id,
        Purchase.outlet_id == outlet_id,
        Purchase.known_at > since,
    )
    return next((each for each in lines_of(session, theirs) if not each.is_reversed), None)


def story_of(session: Session, purchase_id: UUID) -> Story:
    """Return one purchase with its reversals."""
    lines = lines_of(session, purchases_listed().where(Purchase.id == purchase_id))
    if not lines:
        raise NotFound("purchase", purchase_id=str(purchase_id))
    return Story(lines[0], reversals_of(session, lines[0].purchase))


def totals_of(lines: Sequence[Line]) -> Totals:
    live = [line.left for line in lines if not line.is_reversed]
    return Totals(
        uses=len(live),
        list_price=Dong(sum(left.list_price for left in live)),
        turnover=Dong(sum(left.paid for left in live)),
        benefit=Dong(sum(left.benefit for left in live)),
        subsidy=Dong(sum(left.subsidy for left in live)),
        reversed=len(lines) - len(live),
    )


_Line = tuple[Purchase, str, str, Discount, str]


def purchases_listed() -> Select[*_Line]:
    """Select uses with what a list tells of them, the latest first."""
    return (
        select(Purchase, Member.full_name, OfferVersion.title, OfferVersion.discount, Outlet.name)
        .join(Member, Member.id == Purchase.member_id)
        .join(OfferVersion, OfferVersion.id == Purchase.offer_version_id)
        .join(Outlet, Outlet.id == Purchase.outlet_id)
        .order_by(Purchase.bought_at.desc(), Purchase.id)
    )


def of_ids(session: Session, purchase_ids: Collection[UUID]) -> dict[UUID, Line]:
    """Read uses by their keys."""
    lines = lines_of(session, purchases_listed().where(Purchase.id.in_(purchase_ids)))
    return {line.purchase.id: line for line in lines}


def lines_of(session: Session, purchases: Select[*_Line]) -> list[Line]:
    """Read chosen uses, each with what is left of it, in two statements."""
    rows = session.execute(purchases).all()
    taken_back: dict[UUID, list[Reversal]] = {}
    wanted = select(Reversal).where(
        Reversal.member_id.in_({row[0].member_id for row in rows}),
        Reversal.purchase_id.in_({row[0].id for row in rows}),
    )
    for reversal in session.scalars(wanted) if rows else ():
        taken_back.setdefault(reversal.purchase_id, []).append(reversal)
    return [
        Line(
            purchase=purchase,
            masked_name=masked(full_name),
            offer_title=title,
            discount=discount,
            outlet_name=outlet_name,
            left=left_of(purchase, taken_back.get(purchase.id, ())),
            is_reversed=any(each.is_whole for each in taken_back.get(purchase.id, ())),
        )
        for purchase, full_name, title, discount, outlet_name in rows
    ]
