"""Who may do what: the one list that every view of every face refers to."""

from enum import StrEnum
from typing import Final

from benefits.access.actors import Actor, Standing


class Permission(StrEnum):
    ANYONE = "anyone"
    FINISH_SIGN_IN = "finish_sign_in"
    OWN_ACCOUNT = "own_account"

    SEE_DESK = "see_desk"
    READ_FIGURES = "read_figures"
    READ_REPORTS = "read_reports"
    READ_UNITS = "read_units"
    MANAGE_UNITS = "manage_units"
    READ_MEMBERS = "read_members"
    MANAGE_MEMBERS = "manage_members"
    READ_CARDS = "read_cards"
    MANAGE_CARDS = "manage_cards"
    READ_PURCHASES = "read_purchases"
    NAME_USES = "name_uses"
    READ_PARTNERS = "read_partners"
    MANAGE_PARTNERS = "manage_partners"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_TOKENS = "manage_tokens"
    READ_AUDIT = "read_audit"

    SEE_COUNTER = "see_counter"
    VERIFY_CARD = "verify_card"
    RECORD_PURCHASE = "record_purchase"
    REVERSE_PURCHASE = "reverse_purchase"
    MANAGE_OUTLET = "manage_outlet"
    OPEN_SHIFT = "open_shift"
    READ_OFFLINE_FILE = "read_offline_file"

    SEE_OWN_CARD = "see_own_card"
    SEE_OWN_PURCHASES = "see_own_purchases"
    LOSE_OWN_CARD = "lose_own_card"
    KEEP_PHONE_CARD = "keep_phone_card"


EVERYBODY: Final = frozenset(Standing)
PEOPLE: Final = frozenset({Standing.OFFICER, Standing.MANAGER, Standing.CASHIER, Standing.MEMBER})
OFFICERS: Final = frozenset({Standing.OFFICER})
SHOP: Final = frozenset({Standing.MANAGER, Standing.CASHIER})
COUNTER: Final = frozenset({Standing.CASHIER, Standing.DEVICE})

HOLDERS: Final[dict[Permission, frozenset[Standing]]] = {
    Permission.ANYONE: EVERYBODY,
    Permission.FINISH_SIGN_IN: frozenset({Standing.HALF_WAY}),
    Permission.OWN_ACCOUNT: PEOPLE,
    Permission.SEE_DESK: OFFICERS,
    Permission.READ_FIGURES: OFFICERS | {Standing.MACHINE},
    Permission.READ_REPORTS: OFFICERS | {Standing.MACHINE},
    Permission.READ_UNITS: OFFICERS,
    Permission.MANAGE_UNITS: OFFICERS,
    Permission.READ_MEMBERS: OFFICERS,
    Permission.MANAGE_MEMBERS: OFFICERS,
    Permission.READ_CARDS: OFFICERS,
    Permission.MANAGE_CARDS: OFFICERS,
    Permission.READ_PURCHASES: OFFICERS,
    Permission.NAME_USES: OFFICERS,
    Permission.READ_PARTNERS: OFFICERS,
    Permission.MANAGE_PARTNERS: OFFICERS,
    Permission.MANAGE_ACCOUNTS: OFFICERS,
    Permission.MANAGE_TOKENS: OFFICERS,
    Permission.READ_AUDIT: OFFICERS,
    Permission.SEE_COUNTER: SHOP | {Standing.DEVICE},
    Permission.VERIFY_CARD: COUNTER | {Standing.MACHINE},
    Permission.RECORD_PURCHASE: COUNTER | {Standing.MACHINE},
    Permission.REVERSE_PURCHASE: SHOP | OFFICERS | {Standing.DEVICE, Standing.MACHINE},
    Permission.MANAGE_OUTLET: frozenset({Standing.MANAGER}),
    Permission.OPEN_SHIFT: frozenset({Standing.STRANGER}) | SHOP,
    Permission.READ_OFFLINE_FILE: frozenset({Standing.DEVICE}),
    Permission.SEE_OWN_CARD: frozenset({Standing.MEMBER}),
    Permission.SEE_OWN_PURCHASES: frozenset({Standing.MEMBER}),
    Permission.LOSE_OWN_CARD: frozenset({Standing.MEMBER}),
    Permission.KEEP_PHONE_CARD: frozenset({Standing.MEMBER}),
}


def permits(actor: Actor, permission: Permission) -> bool:
    """Tell whether the actor holds the permission; a machine also needs it in its token."""
    if actor.standing not in HOLDERS[permission]:
        return False
    is_open = permission is Permission.ANYONE
    return actor.standing is not Standing.MACHINE or is_open or permission in actor.scopes
