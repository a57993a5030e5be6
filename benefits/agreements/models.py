"""What was signed with a partner, and the offers made under it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, validates

from benefits.agreements.terms import Discount
from benefits.database import (
    NAMES_EVIDENCE,
    Base,
    BigKey,
    ByteText,
    Document,
    given_once,
    kept_as_text,
)
from benefits.folding import folded
from benefits.money import Dong
from benefits.partners import PartnerKind


class Category(StrEnum):
    """Under which line of the official forms a use is counted."""

    DOI_TAC = "doi_tac"
    KHACH_SAN = "khach_san"
    DAI_HOC = "dai_hoc"
    DAY_NGHE = "day_nghe"
    NHA_VAN_HOA = "nha_van_hoa"
    TU_VAN_PHAP_LUAT = "tu_van_phap_luat"
    THIET_CHE_KHAC = "thiet_che_khac"


class Trust(StrEnum):
    """How sure the till must be of the card, from surest to least sure."""

    PHONE = "phone"
    PRINTED = "printed"
    TYPED_CODE = "typed_code"
    NAME = "name"


class LimitScope(StrEnum):
    MEMBER = "member"
    HOUSEHOLD = "household"
    PRODUCT = "product"
    OUTLET = "outlet"
    ORGANIZATION = "organization"
    ALL = "all"


class LimitWindow(StrEnum):
    DAY = "day"
    MONTH = "month"
    TOTAL = "total"


class Agreement(Base):
    """A paper with a partner. `held_by_id` is who stands behind it after a merger of units.

    `terminated_on` is the first day on which it no longer holds.
    """

    __tablename__ = "agreements"
    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_from < valid_until", name="span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    number: Mapped[str] = mapped_column(unique=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    signed_by_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    held_by_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    signed_on: Mapped[date]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    is_draft: Mapped[bool] = mapped_column(default=False)
    terminated_on: Mapped[date | None] = mapped_column(default=None)
    termination_reason: Mapped[str | None] = mapped_column(default=None)
    scan_hash: Mapped[str | None] = mapped_column(default=None, info=NAMES_EVIDENCE)
    known_at: Mapped[datetime]


class Coverage(Base):
    """A sub-tree an agreement covers, or (`is_excluded`) leaves out.

    `since` is the day from which it does, where that is not the agreement's own first day.
    """

    __tablename__ = "coverages"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), primary_key=True)
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id"), primary_key=True, index=True
    )
    is_excluded: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date | None] = mapped_column(default=None)


class AgreementHolder(Base):
    """Who stands behind an agreement from a day on; before the first row, `held_by_id`."""

    __tablename__ = "agreement_holders"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)


class TagCoverage(Base):
    """A tag an agreement covers: its units of each day, with everything below them."""

    __tablename__ = "tag_coverages"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True, index=True)


class Acknowledgement(Base):
    """A CĐCS says that it has told its people of an agreement."""

    __tablename__ = "acknowledgements"
    __table_args__ = (UniqueConstraint("agreement_id", "organization_id"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    acknowledged_on: Mapped[date]
    known_at: Mapped[datetime]


class Offer(Base):
    """An offer by its code; what it says lives in its versions."""

    __tablename__ = "offers"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(unique=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)


def _folded_title(context: Any) -> str:
    return folded(context.get_current_parameters()["title"])


class OfferVersion(Base):
    """The text and the rule of an offer over a span of days; kept for ever.

    `value` is basis points for a percentage, else đồng. `kinds` lists the beneficiary kinds
    served, empty meaning đoàn viên and người lao động. `rule` carries what the columns cannot.
    `title_key` is the folded title, to search by.
    """

    __tablename__ = "offer_versions"
    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_from < valid_until", name="span"),
        CheckConstraint("(category = 'doi_tac') = (partner_kind = 'doanh_nghiep')", name="whose"),
        CheckConstraint("value >= 0", name="value_sign"),
        CheckConstraint("discount <> 'percent' OR value <= 10000", name="at_most_all"),
        CheckConstraint("ceiling IS NULL OR ceiling > 0", name="ceiling_sign"),
        CheckConstraint("min_spend IS NULL OR min_spend >= 0", name="min_spend_sign"),
        ForeignKeyConstraint(["partner_id", "partner_kind"], ["partners.id", "partners.kind"]),
        UniqueConstraint("offer_id", "number"),
        Index("ix_offer_versions_partner_id", "partner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"))
    number: Mapped[int] = mapped_column(default=1)
    partner_id: Mapped[int]
    partner_kind: Mapped[PartnerKind] = mapped_column(kept_as_text(PartnerKind))
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(ByteText, init=False, insert_default=_folded_title)
    terms: Mapped[str] = mapped_column(default="")
    category: Mapped[Category] = mapped_column(kept_as_text(Category))
    discount: Mapped[Discount] = mapped_column(kept_as_text(Discount))
    value: Mapped[int] = mapped_column(BigInteger)
    ceiling: Mapped[Dong | None] = mapped_column(default=None)
    min_spend: Mapped[Dong | None] = mapped_column(default=None)
    rule: Mapped[dict[str, Any]] = mapped_column(Document, default_factory=dict)
    trust: Mapped[Trust] = mapped_column(kept_as_text(Trust), default=Trust.TYPED_CODE)
    kinds: Mapped[list[str]] = mapped_column(Document, default_factory=list)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    known_at: Mapped[datetime]

    @validates("title")
    def _fold(self, _attribute: str, title: str) -> str:
        self.title_key = folded(title)
        return title


class OfferOutlet(Base):
    """An outlet where a version holds; a version without any holds at all of the partner's."""

    __tablename__ = "offer_outlets"

    offer_version_id: Mapped[int] = mapped_column(ForeignKey("offer_versions.id"), primary_key=True)
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id"), primary_key=True, index=True)


class OfferLimit(Base):
    """At most `allowed` uses per scope and window."""

    __tablename__ = "offer_limits"
    __table_args__ = (CheckConstraint("allowed > 0", name="allowed_sign"),)

    offer_version_id: Mapped[int] = mapped_column(ForeignKey("offer_versions.id"), primary_key=True)
    scope: Mapped[LimitScope] = mapped_column(kept_as_text(LimitScope), primary_key=True)
    window: Mapped[LimitWindow] = mapped_column(kept_as_text(LimitWindow), primary_key=True)
    allowed: Mapped[int]


given_once(Agreement, Offer, OfferVersion)  # a draft is taken away, and links to it remain
