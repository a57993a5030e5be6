"""Shops and union facilities, and the places where a card may be shown."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from benefits.database import Base, ByteText, kept_as_text
from benefits.folding import folded


def _folded_name(context: Any) -> str:
    return folded(context.get_current_parameters()["name"])


class PartnerKind(StrEnum):
    DOANH_NGHIEP = "doanh_nghiep"
    THIET_CHE = "thiet_che"


class Partner(Base):
    """A company that signed, or a facility of the union's own (`thiet_che`).

    `name_key` is the folded name, to sort and to search by. `is_health` says whether people go
    there about their health or for legal aid; where nobody said so, the name tells
    (`partners.is_discreet`).
    """

    __tablename__ = "partners"
    __table_args__ = (
        UniqueConstraint("id", "kind"),
        CheckConstraint("opened_on < closed_on", name="span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(
        ByteText, init=False, insert_default=_folded_name, index=True
    )
    kind: Mapped[PartnerKind] = mapped_column(kept_as_text(PartnerKind))
    tax_code: Mapped[str | None] = mapped_column(default=None)
    hotline: Mapped[str | None] = mapped_column(default=None)
    is_health: Mapped[bool | None] = mapped_column(default=None)
    opened_on: Mapped[date | None] = mapped_column(default=None)
    closed_on: Mapped[date | None] = mapped_column(default=None)

    @validates("name")
    def _fold(self, _attribute: str, name: str) -> str:
        self.name_key = folded(name)
        return name


class Outlet(Base):
    """A place of a partner's. `closed_on` is the first day it is closed.

    `phone` and `hours` are what the shop itself says of how it is reached and when it is open.
    """

    __tablename__ = "outlets"
    __table_args__ = (CheckConstraint("opened_on < closed_on", name="span"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(unique=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(
        ByteText, init=False, insert_default=_folded_name, index=True
    )
    address: Mapped[str | None] = mapped_column(default=None)
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)
    hours: Mapped[str | None] = mapped_column(default=None)
    opened_on: Mapped[date | None] = mapped_column(default=None)
    closed_on: Mapped[date | None] = mapped_column(default=None)

    @validates("name")
    def _fold(self, _attribute: str, name: str) -> str:
        self.name_key = folded(name)
        return name

    def is_open_on(self, day: date) -> bool:
        began = self.opened_on is None or self.opened_on <= day
        return began and (self.closed_on is None or day < self.closed_on)
