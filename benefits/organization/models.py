"""The union's units, and where each stood on which days."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, validates

from benefits.database import Base, BigKey, ByteText, kept_as_text
from benefits.folding import folded

TOP = "/"


def _folded_name(context: Any) -> str:
    return folded(context.get_current_parameters()["name"])


class Level(StrEnum):
    TONG_LIEN_DOAN = "tong_lien_doan"
    TINH = "tinh"
    NGANH = "nganh"
    CAP_TREN = "cap_tren"
    CO_SO = "co_so"
    BO_PHAN = "bo_phan"


class SuccessionKind(StrEnum):
    SAP_NHAP = "sap_nhap"
    HOP_NHAT = "hop_nhat"


class Organization(Base):
    """A unit of the union. Its names and its place in the tree are dated rows of their own."""

    __tablename__ = "organizations"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(unique=True)
    level: Mapped[Level] = mapped_column(kept_as_text(Level))


class OrganizationName(Base):
    """What a unit was called; `name_key` is the folded name, to search by."""

    __tablename__ = "organization_names"
    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_from < valid_until", name="span"),
        Index(
            "uq_organization_names_current",
            "organization_id",
            "valid_from",
            unique=True,
            postgresql_where=text("superseded_at IS NULL"),
            sqlite_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(ByteText, init=False, insert_default=_folded_name)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    known_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None] = mapped_column(default=None)

    @validates("name")
    def _fold(self, _attribute: str, name: str) -> str:
        self.name_key = folded(name)
        return name


class Placement(Base):
    """Where a unit stood in the tree over a span of days.

    `path` holds the ids from the top down to the unit itself: `/1/7/42/`. Rows are never
    edited: a later decision stamps `superseded_at` and new rows follow, so that the tree as it
    was known at any instant can be read again.
    """

    __tablename__ = "placements"
    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_from < valid_until", name="span"),
        CheckConstraint("path LIKE '/%/'", name="path"),
        Index("ix_placements_organization_id_valid_from", "organization_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"))
    path: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    known_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None] = mapped_column(default=None)


class Succession(Base):
    """A unit merged into another on a day (sáp nhập, hợp nhất): its past goes along."""

    __tablename__ = "successions"
    __table_args__ = (
        CheckConstraint("predecessor_id <> successor_id", name="two_units"),
        Index("ix_successions_day", "day"),
        Index(
            "uq_successions_current",
            "predecessor_id",
            "day",
            unique=True,
            postgresql_where=text("superseded_at IS NULL"),
            sqlite_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    kind: Mapped[SuccessionKind] = mapped_column(kept_as_text(SuccessionKind))
    day: Mapped[date]
    decision: Mapped[str | None] = mapped_column(default=None)
    known_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None] = mapped_column(default=None)


class TagKind(StrEnum):
    KCN = "kcn"
    NGANH = "nganh"
    DIA_BAN = "dia_ban"
    KHAC = "khac"


class Tag(Base):
    """A second grouping beside the legal tree: a KCN, a ngành, a tổ công tác địa bàn.

    `held_by_id` is the unit that made it; `name_key` is the folded name.
    """

    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("held_by_id", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(ByteText, init=False, insert_default=_folded_name)
    kind: Mapped[TagKind] = mapped_column(kept_as_text(TagKind))
    held_by_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    known_at: Mapped[datetime]

    @validates("name")
    def _fold(self, _attribute: str, name: str) -> str:
        self.name_key = folded(name)
        return name


class OrganizationTag(Base):
    """Days on which a unit, with everything below it, is in a tag; superseded, never edited."""

    __tablename__ = "organization_tags"
    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_from < valid_until", name="span"),
        Index(
            "uq_organization_tags_current",
            "tag_id",
            "organization_id",
            "valid_from",
            unique=True,
            postgresql_where=text("superseded_at IS NULL"),
            sqlite_where=text("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    known_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None] = mapped_column(default=None)
