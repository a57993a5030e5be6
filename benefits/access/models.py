"""Accounts, what they may act as, and the devices and sessions they act through."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, validates

from benefits.database import Base, BigKey, ByteText, kept_as_text
from benefits.folding import folded


def _folded_name(context: Any) -> str:
    return folded(context.get_current_parameters()["name"])


class Role(StrEnum):
    OFFICER = "officer"
    MANAGER = "manager"
    CASHIER = "cashier"
    MEMBER = "member"


class Face(StrEnum):
    DESK = "desk"
    PARTNER = "partner"
    MEMBER = "member"


class Account(Base):
    """A way to sign in. `login` is an e-mail or phone; a cashier's is made by us.

    `name_key` is the folded name, to sort and to search by.
    """

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(
        ByteText, init=False, insert_default=_folded_name, index=True
    )
    secret_hash: Mapped[str | None] = mapped_column(default=None)
    totp_secret: Mapped[str | None] = mapped_column(default=None)
    totp_last_step: Mapped[int | None] = mapped_column(BigKey, default=None)
    must_change: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)
    created_at: Mapped[datetime]

    @validates("name")
    def _fold(self, _attribute: str, name: str) -> str:
        self.name_key = folded(name)
        return name


class AccountRole(Base):
    """A dated role at exactly one organization, partner, outlet or member.

    An officer reaches the sub-tree of `organization_id`; a manager every outlet of
    `partner_id`; a cashier `outlet_id`; a member himself. `otherwise_until` is the end an officer's
    role had before the unit closed, for when it opens again.
    """

    __tablename__ = "account_roles"
    __table_args__ = (
        CheckConstraint("valid_until IS NULL OR valid_from < valid_until", name="span"),
        CheckConstraint(
            "(role = 'officer') = (organization_id IS NOT NULL)"
            " AND (role = 'manager') = (partner_id IS NOT NULL)"
            " AND (role = 'cashier') = (outlet_id IS NOT NULL)"
            " AND (role = 'member') = (member_id IS NOT NULL)",
            name="where",
        ),
        Index("ix_account_roles_account_id", "account_id"),
        Index("ix_account_roles_member_id", "member_id"),
        Index("ix_account_roles_organization_id", "organization_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[Role] = mapped_column(kept_as_text(Role))
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id"), default=None
    )
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), default=None)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), default=None)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), default=None)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(default=None)
    otherwise_until: Mapped[date | None] = mapped_column(default=None)


class RecoveryCode(Base):
    __tablename__ = "recovery_codes"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class Device(Base):
    """A phone enrolled for one outlet. It proves itself by a token of which we keep a hash.

    `seen_at` is when it last asked us anything, kept to the hour.
    """

    __tablename__ = "devices"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id"), index=True)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    enrolled_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    enrolled_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    seen_at: Mapped[datetime | None] = mapped_column(default=None)


class Enrolment(Base):
    """A one-time invitation for a phone: a QR to open, or eight characters to type."""

    __tablename__ = "enrolments"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    consumed_at: Mapped[datetime | None] = mapped_column(default=None)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"), default=None)


class Shift(Base):
    """A cashier at a device, from PIN to sign-out."""

    __tablename__ = "shifts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)


class WebSession(Base):
    """A signed-in browser. The cookie holds a random word, this row its hash."""

    __tablename__ = "web_sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    face: Mapped[Face] = mapped_column(kept_as_text(Face))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    role_id: Mapped[int | None] = mapped_column(ForeignKey("account_roles.id"), default=None)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"), default=None)
    shift_id: Mapped[UUID | None] = mapped_column(ForeignKey("shifts.id"), default=None)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class ApiToken(Base):
    """A machine's bearer token: its hash, what it may do, what for and in whose name.

    `last_used_at` is kept to the hour.
    """

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[str]
    purpose: Mapped[str | None] = mapped_column(default=None)
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id"), default=None
    )
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), default=None)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)


class Throttle(Base):
    """Failures under one key (a login, a device, an address) and until when it must wait."""

    __tablename__ = "throttles"

    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]
    locked_until: Mapped[datetime | None] = mapped_column(default=None)
