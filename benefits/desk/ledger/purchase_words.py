"""What is said about uses at the desk: how they are known of, and how they stand."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from benefits.cards import Medium
from benefits.web import Words, called

EVIDENCES: Final = called.EVIDENCES
SHOWN_OF_CODE: Final = 4
CARDS: Final[Mapping[str, str]] = Words(
    {Medium.PRINT: _l("Thẻ in"), Medium.PHONE: _l("Thẻ trên điện thoại")}
)
COUNTED, WHOLE, PARTLY, GONE = "tinh", "con", "mot_phan", "huy"
_STATES: Final = {WHOLE: _l("Đã ghi nhận"), PARTLY: _l("Đã hoàn một phần"), GONE: _l("Đã hủy")}
STATES: Final[Mapping[str, str]] = Words(_STATES)
CHOICES: Final[Mapping[str, str]] = Words({COUNTED: _l("Được tính vào số liệu"), **_STATES})
WAITS, WARNED = "cho", "co"
WARNINGS: Final[Mapping[str, str]] = Words(
    {WAITS: _l("Chờ công đoàn xem lại"), WARNED: _l("Có cảnh báo")}
)
BECAUSE_OF: Final[Mapping[str, str]] = Words(
    {
        "membership_told_anew": _l("Ghi muộn việc chuyển đơn vị hoặc đổi đối tượng"),
        "reorganization": _l("Ghi muộn việc sắp xếp đơn vị"),
    }
)
STATE_LOOKS: Final[Mapping[str, str]] = {WHOLE: "good", PARTLY: "warn", GONE: "bad"}
NAMING_REASONS: Final = called.NAMING_REASONS
