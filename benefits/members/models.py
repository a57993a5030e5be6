"""People, and the spans of days during which they belonged to a unit."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import Base, BigKey, ByteText, kept_as_text


def _where_told(table: str, column: str) -> Index:
    """Index a column that is empty in most rows by those that are not."""
    told = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=told, postgresql_where=told)


class BeneficiaryKind(StrEnum):
    DOAN_VIEN = "doan_vien"
    NGUOI_LAO_DONG = "nguoi_lao_dong"
    THAN_NHAN = "than_nhan"


class Sex(StrEnum):
    NAM = "nam"
    NU = "nu"


class EndReason(StrEnum):
    """Why somebody belongs to a unit no longer."""

    ROI_DON_VI = "roi_don_vi"
    NGHI_HUU = "nghi_huu"
    QUA_DOI = "qua_doi"
    DON_VI_GIAI_THE = "don_vi_giai_the"
    THEO_DOAN_VIEN = "theo_doan_vien"
    KHAC = "khac"


class Household(Base):
    """People who share one limit of an offer that is given per household."""

    __tablename__ = "households"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(unique=True)


class Member(Base):
    """A person. `id` is ours and in no file; `member_no` is the union's and kept as written.

    `birth` is `YYYY-MM-DD`, or `YYYY` where only the year is known. `sort_key` orders by given
    name as Vietnamese lists do; `likeness` is shared by records that may be one person. The citizen
    id is a keyed hash and its last four characters.
    """

    __tablename__ = "members"
    __table_args__ = (
        CheckConstraint("length(birth) IN (4, 10)", name="birth"),
        Index("ix_members_citizen_id", "citizen_id_last4", "citizen_id_hash"),  # asked with its end
        _where_told("members", "union_card_no"),
        _where_told("members", "household_id"),
        _where_told("members", "erased_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    member_no: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(ByteText, index=True)
    likeness: Mapped[str | None] = mapped_column(ByteText, default=None, index=True)
    birth: Mapped[str | None] = mapped_column(default=None)
    sex: Mapped[Sex | None] = mapped_column(kept_as_text(Sex), default=None)
    phone: Mapped[str | None] = mapped_column(default=None, index=True)
    citizen_id_hash: Mapped[str | None] = mapped_column(default=None)
    citizen_id_last4: Mapped[str | None] = mapped_column(default=None)
    union_card_no: Mapped[str | None] = mapped_column(default=None)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("households.id"), default=None)
    pays_dues: Mapped[bool | None] = mapped_column(default=None)
    photo_hash: Mapped[str | None] = mapped_column(default=None)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)
    known_at: Mapped[datetime]


class MemberWord(Base):
    """A folded word of a member's name, for searching by its beginning."""

    __tablename__ = "member_words"
    __table_args__ = (
        PrimaryKeyConstraint("word", "member_id"),  # whose words to delete is told by the name
        {"sqlite_with_rowid": False},
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    word: Mapped[str] = mapped_column(ByteText)


class Membership(Base):
    """A span of days in one unit. Spans of one member never overlap; the database sees to it.

    A relative (thân nhân) belongs through the member that `relative_of_id` names. Where the unit's
    end cut a span short, `otherwise_*` keep the end that was known before, if there was one.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_from < valid_until", name="span"),
        Index(  # all that counting the people of many units asks for
            "ix_memberships_belonging", "organization_id", "valid_from", "valid_until", "member_id"
        ),
        _where_told("memberships", "relative_of_id"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    kind: Mapped[BeneficiaryKind] = mapped_column(kept_as_text(BeneficiaryKind))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    relative_of_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), default=None)
    ended_because: Mapped[EndReason | None] = mapped_column(kept_as_text(EndReason), default=None)
    otherwise_until: Mapped[date | None] = mapped_column(default=None)
    otherwise_because: Mapped[EndReason | None] = mapped_column(
        kept_as_text(EndReason, "otherwise_reason"), default=None
    )
    known_at: Mapped[datetime]


class Confirmation(Base):
    """A unit looked through its list and said that these are its people; append-only."""

    __tablename__ = "confirmations"
    __table_args__ = (
        CheckConstraint("people >= 0", name="people"),
        Index("ix_confirmations_organization_id_confirmed_at", "organization_id", "confirmed_at"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    people: Mapped[int]
    leavers: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_at: Mapped[datetime]


class MemberMerge(Base):
    """Two records turned out to be one person. Both ids stay; figures count `into_id`.

    When the survivor is merged again, every earlier row is written anew with the last
    survivor, so that one look-up always leads to the end.
    """

    __tablename__ = "member_merges"
    __table_args__ = (CheckConstraint("member_id <> into_id", name="two_people"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    known_at: Mapped[datetime] = mapped_column(primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)


class TwinState(StrEnum):
    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


class Twins(Base):
    """Two records that may be one person; what somebody said about them is not asked again."""

    __tablename__ = "twins"
    __table_args__ = (
        UniqueConstraint("low_id", "high_id"),
        CheckConstraint("low_id < high_id", name="in_order"),
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(state = 'same') = (into_id IS NOT NULL)", name="survivor"),
        Index("ix_twins_state_found_at", "state", "found_at", "id"),
        Index("ix_twins_high_id", "high_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    low_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    high_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[TwinState] = mapped_column(kept_as_text(TwinState), default=TwinState.OPEN)
    found_at: Mapped[datetime]
    into_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)


class PersonalChange(Base):
    """An old value of a personal field, kept apart so that erasing a person can delete it."""

    __tablename__ = "personal_changes"
    __table_args__ = (ForeignKeyConstraint(["member_id"], ["members.id"]),)

    member_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    field: Mapped[str]
    old_value: Mapped[str | None]
    known_at: Mapped[datetime]
