"""Uses that were counted but not recorded: kept apart, because nobody stands behind each."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import Base, BigKey
from benefits.money import Dong


class EstimatedUse(Base):
    """Uses without a person (a stall, a market): shown apart, in no official row."""

    __tablename__ = "estimated_uses"
    __table_args__ = (
        CheckConstraint("uses > 0", name="uses_sign"),
        CheckConstraint("list_price - paid = benefit AND benefit >= 0", name="benefit"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id"))
    offer_version_id: Mapped[int] = mapped_column(ForeignKey("offer_versions.id"))
    day: Mapped[date]
    uses: Mapped[int]
    list_price: Mapped[Dong]
    paid: Mapped[Dong]
    benefit: Mapped[Dong]
    subsidy: Mapped[Dong] = mapped_column(default=Dong(0))
    known_at: Mapped[datetime]
