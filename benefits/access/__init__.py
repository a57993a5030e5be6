"""Who may act, as what, and through which device."""

from benefits.access.accounts import (
    Added,
    Place,
    account_of,
    add_cashier,
    add_manager,
    add_member,
    add_officer,
    add_person,
    change_secret,
    disable,
    enable,
    forget_second_factor,
    give_role,
    member_account,
    open_account,
    person_account,
    reset,
)
from benefits.access.activation import ActivationLetter
from benefits.access.actors import NOBODY, Actor, Standing
from benefits.access.closing import end_roles_at, officers_at, take_along
from benefits.access.consents import Consent, ConsentDecision, ConsentMedium
from benefits.access.handing_over import hand_over
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
from benefits.access.roles import end_role, is_last_officer, roles_of
from benefits.access.sessions import actor_in_role
from benefits.access.signing_in import Refused, Signed, give_code, guess_of, sign_in
from benefits.access.tidying import forget_ended

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
    "Place",
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
    "add_person",
    "change_secret",
    "disable",
    "enable",
    "end_role",
    "end_roles_at",
    "forget_ended",
    "forget_second_factor",
    "give_code",
    "give_role",
    "guess_of",
    "hand_over",
    "is_last_officer",
    "member_account",
    "officers_at",
    "open_account",
    "permits",
    "person_account",
    "reset",
    "roles_of",
    "sign_in",
    "take_along",
]
