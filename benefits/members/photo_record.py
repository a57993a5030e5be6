"""What is known of a member's photo beside the picture that is shown."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import Base
from benefits.members.photo_content import Framing


class MemberPhoto(Base):
    """The photo a member's is cut from, and how; the cut itself is the member's `photo_hash`."""

    __tablename__ = "member_photos"
    __table_args__ = (
        CheckConstraint("across BETWEEN 0 AND 100 AND down BETWEEN 0 AND 100", name="middle"),
        CheckConstraint("zoom BETWEEN 100 AND 400", name="zoom"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    source_hash: Mapped[str] = mapped_column(index=True)
    across: Mapped[int]
    down: Mapped[int]
    zoom: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    known_at: Mapped[datetime]

    @property
    def framing(self) -> Framing:
        return Framing(self.across, self.down, self.zoom)
