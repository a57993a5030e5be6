"""Examples of what is sent and answered, as the published document shows them.

A test records the same things in a small province and compares their fields.
"""

from collections.abc import Mapping
from typing import Any, Final

from benefits.api.answering import sentences
from benefits.purchases.verifying import APPLIES

PURCHASE_ID: Final = "0195c0de-0000-7000-8000-000000000001"
REVERSAL_ID: Final = "0195c0de-0000-7000-8000-000000000002"
CARD: Final = "2345-6789-BCF"
SERVER_TIME: Final = "2026-05-01T03:00:00+00:00"

_OFFER: Final = {
    "code": "AK-15",
    "offer_version": 12,
    "title": "Giảm 15% thuốc không kê đơn",
    "terms": "",
    "applies": True,
    "reason": None,
    "sentences": None,
}
_MEMBER: Final = {"name": "Nguyễn T** H**", "kind": "doan_vien"}

VERIFICATION: Final[Mapping[str, Any]] = {
    "result": {"code": "applies", "params": {}},
    "applies": True,
    "offers": [_OFFER],
    "member": _MEMBER,
    "unit": "CĐCS Công ty Hoa Sen",
    "checked_at": "2026-05-01T10:00:00+07:00",
    "sentences": sentences(APPLIES),
    "server_time": SERVER_TIME,
}
RECORDED: Final[Mapping[str, Any]] = {
    "purchase_id": PURCHASE_ID,
    "result": "recorded",
    "list_price": 200_000,
    "paid": 170_000,
    "benefit": 30_000,
    "subsidy": 0,
    "member_pays": 170_000,
    "offer": {"code": "AK-15", "title": "Giảm 15% thuốc không kê đơn", "version": 12},
    "member": _MEMBER,
    "invoice": "0001234",
    "evidence": "go_ma",
    "bought_at": "2026-05-01T10:00:00+07:00",
    "recorded_at": "2026-05-01T10:00:00+07:00",
    "warnings": [],
    "server_time": SERVER_TIME,
}
TAKEN_BACK: Final[Mapping[str, Any]] = {
    "reversal_id": REVERSAL_ID,
    "purchase_id": PURCHASE_ID,
    "result": "reversed",
    "list_price": 200_000,
    "paid": 170_000,
    "benefit": 30_000,
    "subsidy": 0,
    "left": {"list_price": 0, "paid": 0},
    "reason": "goods_returned",
    "reversed_at": "2026-05-01T10:05:00+07:00",
    "server_time": "2026-05-01T03:05:00+00:00",
}
FIGURES: Final[Mapping[str, Any]] = {
    "organization": "BAC",
    "from": "2026-05-01",
    "until": "2026-06-01",
    "tree": "then",
    "as_of": "2026-06-02T01:00:00+00:00",
    "pending": 0,
    "rows": [
        {
            "key": "SEN",
            "name": "CĐCS Công ty Hoa Sen",
            "people": 1,
            "uses": 1,
            "benefit": 30_000,
            "subsidy": 0,
            "turnover": 170_000,
        }
    ],
    "server_time": "2026-06-02T01:00:00+00:00",
}
REPORT: Final[Mapping[str, Any]] = {
    "form": "bt259-pl01",
    "organization": "BAC",
    "period": "2026-05",
    "from": "2026-04-15",
    "until": "2026-05-15",
    "stage": "draft",
    "as_of": "2026-06-02T01:00:00+00:00",
    "notes": ["Số liệu từ ngày 15/04/2026 đến hết ngày 14/05/2026."],
    "rows": [
        {
            "code": "II.1.5",
            "number": "1.5",
            "label": "Giá trị đoàn viên được hưởng lợi tham gia chương trình.",
            "unit": "Triệu đồng",
            "value": "0,03",
            "exact": 30_000,
        }
    ],
    "server_time": "2026-06-02T01:00:00+00:00",
}
KEYS: Final[Mapping[str, Any]] = {
    "keys": [
        {
            "kty": "EC",
            "crv": "P-256",
            "alg": "ES256",
            "use": "sig",
            "kid": "0",
            "x": "AwudZ3VbYP4DS5eJxY0-Q6P3-r4goG1ueJZ2wGN9hoY",
            "y": "MLP1u7h47_VI_kU7y9h19ppbFSGWgGcgJDFDjMOo-IU",
        }
    ],
    "server_time": SERVER_TIME,
}
