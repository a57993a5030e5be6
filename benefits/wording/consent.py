"""The words a member consents to before using the card on a phone; every version is kept.

A version that was ever shown is never edited: the hash kept with each consent is of these words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

VERSION: Final = "2026-2"

Parts = tuple[tuple[str, str], ...]

_FIRST: Final[Mapping[tuple[str, str], Parts]] = {
    ("2026-1", "vi"): (
        (
            "Để làm gì",
            (
                "Cho bạn xem thẻ, ưu đãi và số tiền đã tiết kiệm trên điện thoại; ghi lại lượt "
                "dùng thẻ để tính đúng ưu đãi và lập số liệu báo cáo của công đoàn."
            ),
        ),
        (
            "Dữ liệu nào",
            (
                "Họ tên, ngày sinh, điện thoại, đơn vị công đoàn, thẻ, các lượt dùng thẻ và các"
                " lần thẻ được xem. Vị trí của bạn không được lưu."
            ),
        ),
        (
            "Cửa hàng thấy gì",
            (
                "Họ và chữ cái đầu của tên, ảnh nếu có, đơn vị công đoàn, bạn là đoàn viên, "
                "người lao động hay thân nhân. Không thấy số điện thoại, ngày sinh, số căn "
                "cước."
            ),
        ),
        (
            "Ai giữ, giữ bao lâu",
            (
                "Công đoàn cấp thẻ giữ, không bán và không cho ai khác dùng để quảng cáo. Lần "
                "xem thẻ giữ 24 tháng. Lượt dùng thẻ giữ để làm chứng từ cho số liệu; khi bạn "
                "yêu cầu xóa, tên bạn được bỏ khỏi đó."
            ),
        ),
        (
            "Quyền của bạn",
            (
                "Xem, tải về, yêu cầu sửa hoặc xóa dữ liệu, rút lại đồng ý bất cứ lúc nào. Công"
                " đoàn trả lời trong 2 ngày làm việc. Không đồng ý thì vẫn dùng thẻ in như "
                "thường."
            ),
        ),
    ),
    ("2026-1", "en"): (
        (
            "What for",
            (
                "To show you your card, the offers and what you have saved on your phone; to "
                "record uses of the card, so that offers are worked out rightly and the union's"
                " figures are true."
            ),
        ),
        (
            "Which data",
            (
                "Name, date of birth, phone number, union, cards, uses of the card and looks at"
                " it. Where you are is never stored."
            ),
        ),
        (
            "What a shop sees",
            (
                "Your family name and initials, a photo if there is one, your union, and "
                "whether you are a member, a worker or a relative. No phone number, date of "
                "birth or identity number."
            ),
        ),
        (
            "Who keeps it, how long",
            (
                "The union that issued the card; it is not sold, nor given to anybody to "
                "advertise. Looks at the card are kept for 24 months. Uses are kept as evidence"
                " of the figures; when you ask for erasure, your name is taken out of them."
            ),
        ),
        (
            "Your rights",
            (
                "To see, download, correct or erase your data, and to withdraw consent at any "
                "time. The union answers within 2 working days. Without consent the printed "
                "card works as before."
            ),
        ),
    ),
}

_DATA_WITH_PHOTO: Final[Mapping[str, Parts]] = {
    "vi": (
        (
            "Dữ liệu nào",
            (
                "Họ tên, ngày sinh, điện thoại, ảnh nếu có, đơn vị công đoàn, thẻ, các lượt dùng "
                "thẻ và các lần thẻ được xem. Ảnh chỉ để in lên thẻ và để thu ngân nhận ra bạn; "
                "bạn bỏ ảnh đi lúc nào cũng được. Vị trí của bạn không được lưu."
            ),
        ),
    ),
    "en": (
        (
            "Which data",
            (
                "Name, date of birth, phone number, a photo if there is one, union, cards, uses of "
                "the card and looks at it. The photo is printed on the card and lets cashiers "
                "recognise you, nothing else; you may remove it at any time. Where you are is "
                "never stored."
            ),
        ),
    ),
}
TEXTS: Final[Mapping[tuple[str, str], Parts]] = {
    **_FIRST,
    **{
        ("2026-2", language): (parts[0], *_DATA_WITH_PHOTO[language], *parts[2:])
        for (_version, language), parts in _FIRST.items()
    },
}


@dataclass(frozen=True, slots=True)
class ConsentText:
    """Headings and paragraphs of one version in one language."""

    version: str
    language: str
    parts: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        written = "\n".join(f"{heading}\n{words}" for heading, words in self.parts)
        return sha256(written.encode()).hexdigest()


def current(language: str = "vi") -> ConsentText:
    """Return the words in use today; Vietnamese where another language has none."""
    return text_of(VERSION, language)


def text_of(version: str, language: str) -> ConsentText:
    spoken = language if (version, language) in TEXTS else "vi"
    return ConsentText(version, spoken, TEXTS[version, spoken])
