"""What a member's phone says about the card on it, where it is not simply good."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from benefits.wording.reasons import filled

LANGUAGES: Final = ("vi", "en")


class PhoneCardSaid(NamedTuple):
    """What has become of the card, and what to do about it."""

    status: str
    sentence: str


PHONE_CARDS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "absent": (
        (
            "Thẻ không có trên máy này",
            "Lấy thẻ về điện thoại này để dùng, cả khi không có mạng.",
        ),
        ("The card is not on this phone", "Get the card here to use it, offline too."),
    ),
    "moved": (
        (
            "Thẻ đã chuyển sang điện thoại khác",
            "Mỗi người chỉ dùng thẻ trên một điện thoại. Muốn dùng trên máy này, hãy lấy lại thẻ.",
        ),
        (
            "The card has moved to another phone",
            "Everybody has the card on one phone only. Get it again to use it here.",
        ),
    ),
    "removed": (
        ("Thẻ đã gỡ khỏi điện thoại này", "Muốn dùng lại, hãy lấy thẻ về máy này lần nữa."),
        ("The card was taken off this phone", "Get it again to use it here."),
    ),
    "merged": (
        (
            "Thẻ giữ ở điện thoại khác",
            (
                "Hai hồ sơ của bạn đã gộp làm một, nên thẻ chỉ còn trên một điện thoại. "
                "Muốn dùng trên máy này, hãy lấy lại thẻ."
            ),
        ),
        (
            "The card is on another phone",
            (
                "Two records of yours became one, so the card stays on one phone only. "
                "Get it again to use it here."
            ),
        ),
    ),
    "allowed": (
        (
            "Thẻ trên máy này đã ngừng",
            "Công đoàn cho bạn lấy thẻ mới. Hãy lấy thẻ về máy muốn dùng.",
        ),
        (
            "The card here has stopped",
            "Your union lets you get a new one. Get it on the phone you want to use.",
        ),
    ),
    "revoked": (
        (
            "Thẻ trên điện thoại đã bị thu hồi",
            "Công đoàn thu hồi từ ngày {since}. Muốn lấy lại, hãy hỏi công đoàn cơ sở của bạn.",
        ),
        (
            "The card on the phone was revoked",
            "The union revoked it on {since}. Ask your union to let you get a new one.",
        ),
    ),
    "print_revoked": (
        (
            "Thẻ in đã bị thu hồi",
            (
                "Công đoàn thu hồi thẻ in của bạn từ ngày {since}, nên chưa lấy thẻ về điện thoại "
                "được. Hãy hỏi công đoàn cơ sở."
            ),
        ),
        (
            "The printed card was revoked",
            (
                "The union revoked your printed card on {since}, so there is none for the phone "
                "either. Ask your union."
            ),
        ),
    ),
    "lost": (
        (
            "Thẻ đã báo mất",
            "Thẻ trên điện thoại này đã báo mất từ ngày {since}. Muốn dùng lại, hãy lấy thẻ mới.",
        ),
        (
            "The card was reported lost",
            "The card on this phone was reported lost on {since}. Get a new one to use it here.",
        ),
    ),
    "suspended": (
        ("Thẻ đang tạm khóa", "Thẻ của bạn đang tạm khóa. Hãy hỏi công đoàn cơ sở của bạn."),
        ("The card is suspended", "Your card is suspended for now. Ask your union."),
    ),
    "not_yet_valid": (
        ("Thẻ chưa đến ngày dùng", "Thẻ này dùng được từ ngày {opens_on}."),
        ("The card is not valid yet", "This card can be used from {opens_on}."),
    ),
    "expired": (
        ("Thẻ đã hết hạn", "Thẻ này dùng được đến hết ngày {last_day}. Hãy lấy thẻ mới về máy."),
        ("The card has expired", "The last day of this card was {last_day}. Get a new one."),
    ),
    "membership_ended": (
        (
            "Chưa dùng được thẻ",
            "Hệ thống ghi bạn không sinh hoạt ở công đoàn nào. Hãy hỏi công đoàn cơ sở của bạn.",
        ),
        (
            "The card cannot be used",
            "According to the register you belong to no union at present. Ask your union.",
        ),
    ),
}
# After these the member may simply get the card again.
OFFERED_AGAIN: Final = frozenset(
    {"absent", "moved", "removed", "merged", "allowed", "lost", "expired"}
)


def phone_card(
    code: str, params: Mapping[str, object] | None = None, *, language: str = "vi"
) -> PhoneCardSaid:
    """Say why the card on a phone shows no code."""
    status, sentence = PHONE_CARDS[code][LANGUAGES.index(language)]
    return PhoneCardSaid(status, filled(sentence, params or {}, language=language))
