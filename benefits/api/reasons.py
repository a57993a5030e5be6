"""The codes with which the counter turns a request down, by what they are about."""

from typing import Final

OF_CARDS: Final = (
    *("not_ours", "code_mistyped", "other_installation", "bad_signature", "retired_key"),
    *("unknown_card", "slot_expired", "revoked", "lost", "suspended", "not_yet_valid", "expired"),
    *("membership_ended", "device_not_allowed", "cashier_not_allowed", "outlet_closed"),
)
OF_OFFERS: Final = (
    *("unit_not_covered", "kind_not_covered", "not_in_force", "limit_reached", "trust_too_low"),
)
OF_SALES: Final = (
    *("offer_not_here", "offer_changed", "quote_changed", "no_amount", "min_spend_not_reached"),
    *("outside_hours", "tier_not_reached", "balance_spent", "invoice_used", "bought_in_future"),
    *("bought_too_long_ago", "group_not_in_offer", "groups_missing"),
)
OF_REVERSALS: Final = ("already_reversed", "more_than_left", "nothing_to_reverse")
