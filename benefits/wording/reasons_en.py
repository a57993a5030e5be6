"""Every reason at the counter, in English; the same three sentences."""

from typing import Final

from benefits.wording.sale_reasons_en import NO_DISCOUNT, SALES, WAIT

ASK_UNION: Final = "Ask the customer to see their own union."

CARDS: Final = {
    "not_ours": (
        "Not a member benefit card",
        "This code is not a member benefit card.",
        "Scan the QR code on the front of the card, or type the code below it.",
    ),
    "code_mistyped": (
        "The code has a slip",
        "May I see the code on your card again?",
        "Compare it letter by letter with the card, or scan the QR code.",
    ),
    "other_installation": (
        "A card of another system",
        "This card comes from a union in another system and cannot be used here yet.",
        "It can be checked at {address}. " + NO_DISCOUNT,
    ),
    "bad_signature": (
        "Forged or altered",
        "The code on this card cannot be verified.",
        "Give no discount. Scan once more; if it stays so, tell the union.",
    ),
    "retired_key": (
        "An old QR code, no longer taken",
        "This QR code is an old one and is not taken; may I have the code printed below it?",
        "Type the code below the QR code to learn if the card still holds. The union reprints it.",
    ),
    "unknown_card": (
        "No such card",
        "The system does not find this card.",
        "Check the code. " + ASK_UNION,
    ),
    "slot_expired": (
        "The code on the phone is too old",
        "Please open the card on your phone again, online, for a new code.",
        "Ask the customer to go online and open the card again. Or type the code below it.",
    ),
    "revoked": (
        "The card was revoked",
        "This card was revoked and cannot be used any more.",
        NO_DISCOUNT + " Whoever changed phones opens the card on the new one. " + ASK_UNION,
    ),
    "lost": (
        "The card was reported lost",
        "This card was reported lost and cannot be used.",
        NO_DISCOUNT + " If it is the customer's own, the union can restore it.",
    ),
    "suspended": (
        "The card is suspended",
        "This card is suspended for now.",
        NO_DISCOUNT + " " + ASK_UNION,
    ),
    "not_yet_valid": (
        "The card is not valid yet",
        "This card can be used from {opens_on}.",
        NO_DISCOUNT + " Ask the customer to come back from {opens_on}.",
    ),
    "expired": (
        "The card has expired",
        "The last day of this card was {last_day}.",
        NO_DISCOUNT + " The customer can ask the union for a new card.",
    ),
    "membership_ended": (
        "No longer in the union",
        "According to the register you belong to no union at present.",
        NO_DISCOUNT + " " + ASK_UNION,
    ),
    "device_not_allowed": (
        "This phone may record nothing here",
        WAIT,
        "Ask the manager to pair this phone with the outlet again.",
    ),
    "cashier_not_allowed": (
        "You are not assigned to this outlet",
        WAIT,
        "Ask the manager to assign you, then sign in again.",
    ),
    "outlet_closed": (
        "This outlet has left the programme",
        "This outlet is no longer in the programme.",
        NO_DISCOUNT + " If the shop is open, the manager should tell the union.",
    ),
}

OFFERS: Final = {
    "applies": (
        "The benefit applies",
        "You get the member benefit.",
        "Enter the price before discount and confirm.",
    ),
    "no_offer": (
        "This outlet has no offers",
        "This shop has no member offers at present.",
        NO_DISCOUNT,
    ),
    "unit_not_covered": (
        "The customer's unit is not covered",
        "This offer does not cover your unit yet.",
        NO_DISCOUNT + " " + ASK_UNION,
    ),
    "kind_not_covered": (
        "Not for {kind}",
        "This offer is not for {kind}.",
        NO_DISCOUNT,
    ),
    "not_in_force": (
        "The offer is not in force",
        "This offer does not apply now. {opening}",
        NO_DISCOUNT + " {opening}",
    ),
    "limit_reached": (
        "Used up: {limit}",
        "This offer allows {limit}, and that is used up. {reopening}",
        NO_DISCOUNT + " {reopening}",
    ),
    "trust_too_low": (
        "This offer asks for {asked}",
        "May I see {asked}?",
        "Scan {asked} for this offer.",
    ),
}

REASONS: Final = CARDS | OFFERS | SALES
CLOSER: Final = {
    ("slot_expired", "ahead"): (
        "The clock of the customer's phone is fast",
        "The clock of your phone is fast by about {ahead}; please set it right.",
        "Going online mends it, or “Date or time wrong?” on the card; else type the code below.",
    ),
    ("expired", "replaced"): (
        "An old card; a new one was given for it",
        "The last day of this card was {last_day}; you have been given a new one.",
        "Ask for the new card, or for the card on the phone. " + ASK_UNION,
    ),
    ("retired_key", "phone"): (
        "The code on the phone is an old one",
        "Please go online and open the card on your phone again to get a new code.",
        "Scan again once the card was opened online, or type the code below the picture.",
    ),
}
MINUTES, HOURS, DAYS = "{} min", "{} h", "{} days"
ENDED: Final = "The offer has ended."
OPENS: Final = "It can be used from {}."
REOPENS: Final = "It can be used again from {}."
STAYS_FULL: Final = "There are no more uses."
WINDOWS: Final = {"day": "a day", "month": "a month", "total": "in all"}
SCOPES: Final = {
    "member": "for each person",
    "household": "for each household",
    "product": "for each person and product group",
    "outlet": "at this outlet",
    "organization": "for each unit",
    "all": "for everybody together",
}
LIMIT: Final = "at most {allowed} {window} {scope}"
KINDS: Final = {
    "doan_vien": "union members",
    "nguoi_lao_dong": "employees who are not members",
    "than_nhan": "relatives",
}
TRUSTS: Final = {
    "phone": "the card on the phone",
    "printed": "the printed card or the card on the phone",
    "typed_code": "the card or its code",
    "name": "the name",
}
