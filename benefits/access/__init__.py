"""Who may act, as what, and through which device."""

from benefits.access.accounts import (
    Added,
    account_of,
    add_cashier,
    add_manager,
    add_member,
    add_officer,
    change_secret,
    disable,
    enable,
    give_role,
    member_account,
    reset,
)
from benefits.access.activation import ActivationLetter
from benefits.access.actors import NOBODY, Actor, Standing
from benefits.access.consents import Consent, ConsentDecision, ConsentMedium
from benefits.access.models import (
    Account,
    AccountRole,
    ApiToken,
    Device,
    Enrolment,
    Face,
    RecoveryCode,
    Role,
    Shift,
    Throttle,
    WebSession,
)
from benefits.access.permissions import HOLDERS, Permission, permits
from benefits.access.roles import end_role, roles_of
from benefits.access.sessions import actor_in_role
from benefits.access.signing_in import Refused, Signed, give_code, sign_in

__all__ = [
    "HOLDERS",
    "NOBODY",
    "Account",
    "AccountRole",
    "ActivationLetter",
    "Actor",
    "Added",
    "ApiToken",
    "Consent",
    "ConsentDecision",
    "ConsentMedium",
    "Device",
    "Enrolment",
    "Face",
    "Permission",
    "RecoveryCode",
    "Refused",
    "Role",
    "Shift",
    "Signed",
    "Standing",
    "Throttle",
    "WebSession",
    "account_of",
    "actor_in_role",
    "add_cashier",
    "add_manager",
    "add_member",
    "add_officer",
    "change_secret",
    "disable",
    "enable",
    "end_role",
    "give_code",
    "give_role",
    "member_account",
    "permits",
    "reset",
    "roles_of",
    "sign_in",
]
