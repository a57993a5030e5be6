"""Which of the two designs a unit's cards have: its own choice, else that of the nearest above."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits import organization
from benefits.cards.printing import Design
from benefits.database import Base, kept_as_text


class CardDesign(Base):
    """What a unit chose for the cards of its people and of all units below it."""

    __tablename__ = "card_designs"

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    design: Mapped[Design] = mapped_column(kept_as_text(Design))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    known_at: Mapped[datetime]


def design_for(session: Session, organization_id: int, day: date) -> Design:
    """Return what a unit's cards are printed with unless somebody says otherwise."""
    units = [organization_id, *organization.ancestors_on(session, organization_id, day)]
    rows = session.scalars(select(CardDesign).where(CardDesign.organization_id.in_(units)))
    chosen = {row.organization_id: row.design for row in rows}
    return next((chosen[unit] for unit in units if unit in chosen), Design.PLAIN)


def choose(
    session: Session, organization_id: int, design: Design, *, by: int | None, now: datetime
) -> bool:
    """Keep a unit's choice, and tell whether it is another one."""
    row = session.get(CardDesign, organization_id)
    if row is not None and row.design is design:
        return False
    if row is None:
        row = CardDesign(organization_id=organization_id, design=design, known_at=now)
        session.add(row)
    row.design, row.account_id, row.known_at = design, by, now
    return True
