"""What to tell members about their own card, and about the offers they may not use."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from benefits.wording.reasons import filled

ASK: Final = "Hãy liên hệ công đoàn cơ sở của bạn."


class OwnCard(NamedTuple):
    """A word for the badge, and a sentence about what to do."""

    status: str
    sentence: str


CARDS: Final[Mapping[str, tuple[str, str]]] = {
    "good": ("Đang dùng được", ""),
    "lost": (
        "Đã báo mất",
        "Thẻ này đã báo mất từ ngày {since}, không ai dùng được nữa. Muốn có thẻ mới? " + ASK,
    ),
    "revoked": ("Đã thu hồi", "Công đoàn đã thu hồi thẻ này từ ngày {since}. " + ASK),
    "suspended": ("Đang tạm khóa", "Thẻ này tạm khóa từ ngày {since}. " + ASK),
    "not_yet_valid": ("Chưa đến ngày dùng", "Thẻ này dùng được từ ngày {opens_on}."),
    "expired": (
        "Đã hết hạn",
        "Thẻ này dùng được đến hết ngày {last_day}. Hãy xin công đoàn cơ sở cấp thẻ mới.",
    ),
    "membership_ended": (
        "Không còn ở đơn vị nào",
        "Hệ thống ghi bạn hiện không sinh hoạt ở công đoàn nào, nên thẻ chưa dùng được. " + ASK,
    ),
}

OFFERS: Final[Mapping[str, str]] = {
    "unit_not_covered": "Thỏa thuận này không gồm đơn vị của bạn.",
    "kind_not_covered": "Ưu đãi này không dành cho {kind}.",
    "not_in_force": "Hiện chưa áp dụng. {opening}",
    "limit_reached": "Bạn đã dùng hết lượt ({limit}). {reopening}",
    "trust_too_low": "Ưu đãi này cần {asked}.",
}


def own_card(code: str, params: Mapping[str, object] | None = None) -> OwnCard:
    """Say how a member's own card stands."""
    status, sentence = CARDS[code]
    return OwnCard(status, filled(sentence, params or {}))


def why_not(code: str, params: Mapping[str, object] | None = None) -> str:
    """Say why a member may not use an offer."""
    return filled(OFFERS[code], params or {})


def limit_text(scope: str, window: str, allowed: int) -> str:
    """Say a limit of an offer: mỗi người tối đa 2 lượt mỗi tháng."""
    return filled("{limit}", {"scope": scope, "window": window, "allowed": allowed})
