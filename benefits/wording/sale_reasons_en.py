"""Why a sale or a return is turned down, or asked about, in English: three sentences each."""

from typing import Final

NO_DISCOUNT: Final = "Sell at the normal price."
WAIT: Final = "One moment, please."

SALES: Final = {
    "offer_not_here": (
        "Not an offer of this outlet",
        "This offer does not apply here.",
        "Scan the card again and choose another offer.",
    ),
    "offer_changed": (
        "The offer has just changed",
        "The offer was just updated. " + WAIT,
        "Scan the card again to see the new terms.",
    ),
    "quote_changed": (
        "The amount differs from what was shown",
        "The right amount is {paid}.",
        "Shown was {expected}, it is now {paid}. Look again and confirm.",
    ),
    "no_amount": ("No amount yet", WAIT, "Enter the price before discount."),
    "min_spend_not_reached": (
        "Below the minimum of {min_spend}",
        "The offer starts at {min_spend}; {missing} are missing.",
        "Ask whether to buy for {missing} more; if not, sell at the normal price.",
    ),
    "outside_hours": (
        "Outside the hours of the offer",
        "This offer does not apply at this hour. {opening}",
        NO_DISCOUNT + " {opening}",
    ),
    "tier_not_reached": (
        "Too few: at least {least} are needed",
        "This offer starts at {least}.",
        "Check the number of people or pieces.",
    ),
    "balance_spent": ("Nothing is left of the value", "This benefit is used up.", NO_DISCOUNT),
    "group_not_in_offer": (
        "A group of products that is not in the offer",
        WAIT,
        "This offer has only: {groups}. Enter the amounts by these groups.",
    ),
    "groups_missing": (
        "No amounts by group of products yet",
        WAIT,
        "Enter the amount of each group that is bought: {groups}.",
    ),
    "price_high": (
        "{list_price} – a zero too many?",
        WAIT,
        "If the price is right, press record once more.",
    ),
    "price_low": (
        "{list_price} – is 000 missing?",
        WAIT,
        "If the price is right, press record once more.",
    ),
    "sold_just_now": (
        "This card was used for {list_price} at {sold_at}",
        WAIT,
        "Record another use? If it is another one, press record once more.",
    ),
    "invoice_used": (
        "This invoice was recorded already",
        "This invoice has had its benefit already.",
        "Check the number {invoice}; an invoice is recorded once.",
    ),
    "bought_in_future": (
        "The clock of this phone is fast",
        WAIT,
        "Switch on automatic time in the phone's settings and try again.",
    ),
    "bought_too_long_ago": (
        "More than {hours} hours ago: too late for the counter",
        "It is too late to record this here.",
        "Ask the manager to send it to the union.",
    ),
    "submission_differs": (
        "Recorded before with other content",
        WAIT,
        "Look at today's list. If it is wrong, take the first back and record again.",
    ),
    "already_reversed": (
        "Taken back already",
        "This was taken back already.",
        "Nothing is left to do.",
    ),
    "more_than_left": (
        "More than is left",
        "That is more than is left of this bill.",
        "Left are {list_price} before discount, of which the shop took {paid}. Enter it again.",
    ),
    "nothing_to_reverse": (
        "No amount to take back",
        WAIT,
        "Enter the price before discount of what is returned.",
    ),
    "too_late_to_undo": (
        "More than 15 minutes ago, or from another phone",
        WAIT,
        "Ask the manager to take it back and give a reason.",
    ),
}
