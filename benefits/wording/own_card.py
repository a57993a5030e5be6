"""What to tell members about their own card, and about the offers they may not use."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from benefits.wording.reasons import filled
from benefits.wording.refusals import ENGLISH, VIETNAMESE

ASK: Final = "Hãy liên hệ công đoàn cơ sở của bạn."
ASK_IN_ENGLISH: Final = "Please ask your own grassroots union."


class OwnCard(NamedTuple):
    """A word for the badge, and a sentence about what to do."""

    status: str
    sentence: str


Told = tuple[OwnCard, OwnCard]

CARDS: Final[Mapping[str, Told]] = {
    "good": (OwnCard("Đang dùng được", ""), OwnCard("Valid", "")),
    "lost": (
        OwnCard(
            "Đã báo mất",
            "Thẻ này đã báo mất từ ngày {since}, không ai dùng được nữa. Muốn có thẻ mới? " + ASK,
        ),
        OwnCard(
            "Reported lost",
            "This card was reported lost on {since}; nobody can use it any more. "
            "Would you like a new one? " + ASK_IN_ENGLISH,
        ),
    ),
    "revoked": (
        OwnCard("Đã thu hồi", "Công đoàn đã thu hồi thẻ này từ ngày {since}. " + ASK),
        OwnCard("Revoked", "The union revoked this card on {since}. " + ASK_IN_ENGLISH),
    ),
    "suspended": (
        OwnCard("Đang tạm khóa", "Thẻ này tạm khóa từ ngày {since}. " + ASK),
        OwnCard("Suspended", "This card is suspended since {since}. " + ASK_IN_ENGLISH),
    ),
    "not_yet_valid": (
        OwnCard("Chưa đến ngày dùng", "Thẻ này dùng được từ ngày {opens_on}."),
        OwnCard("Not valid yet", "This card can be used from {opens_on}."),
    ),
    "expired": (
        OwnCard(
            "Đã hết hạn",
            "Thẻ này dùng được đến hết ngày {last_day}. Hãy xin công đoàn cơ sở cấp thẻ mới.",
        ),
        OwnCard(
            "Expired",
            "The last day of this card was {last_day}. Ask your grassroots union for a new one.",
        ),
    ),
    "replaced": (
        OwnCard(
            "Đã đổi thẻ mới",
            "Thẻ này dùng được đến hết ngày {last_day}. Hãy dùng thẻ mới đã cấp cho bạn.",
        ),
        OwnCard(
            "Replaced",
            "The last day of this card was {last_day}. Use the new one you were given.",
        ),
    ),
    "membership_ended": (
        OwnCard(
            "Không còn ở đơn vị nào",
            "Hệ thống ghi bạn hiện không sinh hoạt ở công đoàn nào, nên thẻ chưa dùng được. " + ASK,
        ),
        OwnCard(
            "In no unit",
            "According to the register you belong to no union at present, so the card cannot be "
            "used. " + ASK_IN_ENGLISH,
        ),
    ),
}

OFFERS: Final[Mapping[str, tuple[str, str]]] = {
    "unit_not_covered": (
        "Thỏa thuận này không gồm đơn vị của bạn.",
        "This agreement does not cover your unit.",
    ),
    "kind_not_covered": (
        "Ưu đãi này không dành cho {kind}.",
        "This offer is not for {kind}.",
    ),
    "not_in_force": (
        "Hiện chưa áp dụng. {opening}",
        "It does not apply at present. {opening}",
    ),
    "limit_reached": (
        "Bạn đã dùng hết lượt ({limit}). {reopening}",
        "You have used it up ({limit}). {reopening}",
    ),
    "trust_too_low": ("Ưu đãi này cần {asked}.", "This offer asks for {asked}."),
}


def own_card(
    code: str, params: Mapping[str, object] | None = None, *, language: str = VIETNAMESE
) -> OwnCard:
    """Say how a member's own card stands; one that is over because of another says so."""
    given = params or {}
    status, sentence = CARDS[str(given.get("because", code))][language == ENGLISH]
    return OwnCard(status, filled(sentence, given, language=language))


def why_not(
    code: str, params: Mapping[str, object] | None = None, *, language: str = VIETNAMESE
) -> str:
    """Say why a member may not use an offer."""
    return filled(OFFERS[code][language == ENGLISH], params or {}, language=language)


def limit_text(scope: str, window: str, allowed: int, *, language: str = VIETNAMESE) -> str:
    """Say a limit of an offer: mỗi người tối đa 2 lượt mỗi tháng."""
    given = {"scope": scope, "window": window, "allowed": allowed}
    return filled("{limit}", given, language=language)
