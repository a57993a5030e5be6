"""The one who acts: an account in one of its roles, a phone at a counter, or a machine."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from benefits.access.models import Account, AccountRole, ApiToken, Device, Role, Shift, WebSession


class Standing(StrEnum):
    """What somebody is while asking. `half_way` has given a password but no second factor."""

    STRANGER = "stranger"
    HALF_WAY = "half_way"
    OFFICER = "officer"
    MANAGER = "manager"
    CASHIER = "cashier"
    MEMBER = "member"
    DEVICE = "device"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Phone:
    """An enrolled phone that proved itself by its token."""

    id: int
    outlet_id: int
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """What the token of another program says of it."""

    id: int
    organization_id: int | None
    outlet_id: int | None
    scopes: str
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Actor:
    account: Account | None = None
    role: AccountRole | None = None
    session: WebSession | None = field(default=None, repr=False)
    device: Device | Phone | None = None
    shift: Shift | None = None
    token: ApiToken | Program | None = field(default=None, repr=False)

    @property
    def standing(self) -> Standing:
        if self.role is not None:
            return Standing(self.role.role)
        if self.account is not None:
            return Standing.HALF_WAY
        if self.token is not None:
            return Standing.MACHINE
        return Standing.STRANGER if self.device is None else Standing.DEVICE

    @property
    def account_id(self) -> int | None:
        return None if self.account is None else self.account.id

    @property
    def is_signed_in(self) -> bool:
        return self.role is not None

    def is_a(self, role: Role) -> bool:
        return self.role is not None and self.role.role is role

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset() if self.token is None else frozenset(self.token.scopes.split())


NOBODY = Actor()
