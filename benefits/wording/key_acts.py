"""What the audit trail says of the keys of an installation."""

from collections.abc import Mapping
from typing import Final

KEY_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "keys_rotated": ("Đổi khóa ký thẻ", "Changed the key that signs cards"),
    "key_retired": ("Thôi nhận một khóa ký thẻ cũ", "Retired an old key that signed cards"),
    "key_given_up": (
        "Thôi nhận một khóa ký thẻ bị lộ: {cards} thẻ in phải in lại",
        "Stopped believing a stolen key: {cards} cards have to be printed again",
    ),
    "paper_key_renewed": (
        "Thay khóa đã mất của số giấy tờ: {people} người cần nhập lại số giấy tờ",
        (
            "Made a new key of identity papers for a lost one: papers of {people} people are "
            "entered again"
        ),
    ),
}
