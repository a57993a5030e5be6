"""What happened at the till: looked at, recorded, taken back. Nothing here is ever edited."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import Base, BigKey, Document, kept_as_text
from benefits.members import BeneficiaryKind
from benefits.money import Dong


class Evidence(StrEnum):
    """How we know of a use, from strongest to weakest; `uoc_tinh` is no purchase."""

    QUET_MA_DONG = "quet_ma_dong"
    QUET_THE_IN = "quet_the_in"
    GO_MA = "go_ma"
    TRA_TEN = "tra_ten"
    DOAN_VIEN_TU_QUET = "doan_vien_tu_quet"
    DANH_SACH = "danh_sach"
    TAP_TIN_DOI_TAC = "tap_tin_doi_tac"
    TAP_TIN_NHAP = "tap_tin_nhap"
    NHAP_SAU = "nhap_sau"


class Method(StrEnum):
    """Whether the benefit was computed from two prices or stated by the shop."""

    COMPUTED = "computed"
    STATED = "stated"


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Purchase(Base):
    """One use. `paid` is all the shop receives, the member's share and any subsidy together."""

    __tablename__ = "purchases"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "card_index"], ["cards.member_id", "cards.index"]),
        UniqueConstraint("id"),
        CheckConstraint("list_price - paid = benefit AND benefit >= 0", name="benefit"),
        CheckConstraint("subsidy >= 0 AND subsidy <= paid", name="subsidy"),
        CheckConstraint("method <> 'stated' OR paid = 0", name="stated"),
        Index("ix_purchases_organization_id_bought_on", "organization_id", "bought_on"),
        Index("ix_purchases_outlet_id_bought_at", "outlet_id", "bought_at"),
        Index("ix_purchases_bought_on", "bought_on"),
        Index("ix_purchases_known_at", "known_at"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    card_index: Mapped[int]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    kind: Mapped[BeneficiaryKind] = mapped_column(kept_as_text(BeneficiaryKind))
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id"))
    offer_version_id: Mapped[int] = mapped_column(ForeignKey("offer_versions.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    bought_at: Mapped[datetime]
    bought_on: Mapped[date]
    list_price: Mapped[Dong]
    paid: Mapped[Dong]
    benefit: Mapped[Dong]
    subsidy: Mapped[Dong] = mapped_column(default=Dong(0))
    method: Mapped[Method] = mapped_column(kept_as_text(Method))
    evidence: Mapped[Evidence] = mapped_column(kept_as_text(Evidence))
    invoice: Mapped[str | None] = mapped_column(default=None)
    quantity: Mapped[int] = mapped_column(default=1)
    party_size: Mapped[int | None] = mapped_column(default=None)
    group_id: Mapped[UUID | None] = mapped_column(default=None)
    id_compared: Mapped[bool | None] = mapped_column(default=None)
    warnings: Mapped[list[str]] = mapped_column(Document, default_factory=list)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"), default=None)
    shift_id: Mapped[UUID | None] = mapped_column(ForeignKey("shifts.id"), default=None)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    device_time: Mapped[datetime | None] = mapped_column(default=None)
    clock_offset_ms: Mapped[int | None] = mapped_column(BigKey, default=None)
    known_at: Mapped[datetime]


class PurchaseOffer(Base):
    """The parts of a stacked pair; the first names category and agreement."""

    __tablename__ = "purchase_offers"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "purchase_id"], ["purchases.member_id", "purchases.id"]),
    )

    member_id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    offer_version_id: Mapped[int] = mapped_column(ForeignKey("offer_versions.id"))
    benefit: Mapped[Dong]


class Reversal(Base):
    """Amounts taken back from a purchase; `is_whole` marks the one that leaves nothing."""

    __tablename__ = "reversals"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "purchase_id"], ["purchases.member_id", "purchases.id"]),
        UniqueConstraint("id"),
        UniqueConstraint("member_id", "purchase_id", "number"),
        CheckConstraint("list_price - paid = benefit AND benefit >= 0", name="benefit"),
        CheckConstraint("subsidy >= 0 AND subsidy <= paid", name="subsidy"),
        Index("ix_reversals_known_at", "known_at"),
    )

    member_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    purchase_id: Mapped[UUID]
    number: Mapped[int]
    list_price: Mapped[Dong]
    paid: Mapped[Dong]
    benefit: Mapped[Dong]
    subsidy: Mapped[Dong] = mapped_column(default=Dong(0))
    is_whole: Mapped[bool]
    reason: Mapped[str]
    reversed_at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"), default=None)
    known_at: Mapped[datetime]


class Attribution(Base):
    """A later word on whose use it was: the newest row counts, the purchase stays as it is."""

    __tablename__ = "attributions"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "purchase_id"], ["purchases.member_id", "purchases.id"]),
        Index("ix_attributions_organization_id", "organization_id"),
        Index("ix_attributions_purchase", "member_id", "purchase_id", "known_at"),
    )

    member_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    purchase_id: Mapped[UUID]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    kind: Mapped[BeneficiaryKind] = mapped_column(kept_as_text(BeneficiaryKind))
    because_of: Mapped[str]
    known_at: Mapped[datetime]


class Submission(Base):
    """What a client's UUID was answered, for ever: the same again is answered alike.

    `digest` covers card, outlet, offer version, amounts, invoice and the time of purchase.
    """

    __tablename__ = "submissions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(kept_as_text(Outcome))
    answer: Mapped[dict[str, Any]] = mapped_column(Document)
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id"))
    known_at: Mapped[datetime]


class QuotaCounter(Base):
    """Uses taken of a limit. `member_id` is 0 where the limit is shared; `subject` names whose.

    `starts_on` is the first day of the window (1 January 1970 for a total).
    """

    __tablename__ = "quota_counters"
    __table_args__ = (CheckConstraint("used >= 0 AND used <= allowed", name="within"),)

    member_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    window: Mapped[str] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    used: Mapped[int] = mapped_column(default=0)
    allowed: Mapped[int]


class QuotaTaking(Base):
    """Which counters a purchase took from, so that taking it back gives back exactly those."""

    __tablename__ = "quota_takings"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "purchase_id"], ["purchases.member_id", "purchases.id"]),
    )

    member_id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[UUID] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    window: Mapped[str] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    taken: Mapped[int] = mapped_column(default=1)


class InvoiceClaim(Base):
    """One invoice serves one member once; a whole reversal frees it."""

    __tablename__ = "invoice_claims"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "purchase_id"], ["purchases.member_id", "purchases.id"]),
        Index("ix_invoice_claims_invoice", "seller", "invoice"),
    )

    member_id: Mapped[int] = mapped_column(primary_key=True)
    seller: Mapped[str] = mapped_column(primary_key=True)
    invoice: Mapped[str] = mapped_column(primary_key=True)
    purchase_id: Mapped[UUID]


class Verification(Base):
    """Someone looked at a card. Kept 24 months; it counts nowhere."""

    __tablename__ = "verifications"
    __table_args__ = (Index("ix_verifications_member_id_verified_at", "member_id", "verified_at"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), default=None)
    member_id: Mapped[int | None] = mapped_column(default=None)
    card_index: Mapped[int | None] = mapped_column(default=None)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"), default=None)
    result: Mapped[str]
    verified_at: Mapped[datetime] = mapped_column(index=True)
