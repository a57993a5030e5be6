"""The fields of a use that is to be recorded."""

from typing import Final

from benefits.api import examples, kinds
from benefits.api.fields import Shape, needed, optional, usual
from benefits.api.texts import Text
from benefits.api.verifications import CARD, SHIFT
from benefits.money import NOTHING

ID: Final = needed(
    "id",
    kinds.uuid,
    Text(
        "UUID do máy gửi đặt, giữ nguyên khi gửi lại: gửi bao nhiêu lần cũng chỉ ghi một lượt.",
        "A UUID made by the sender and kept in every repetition, so that one use is stored once.",
    ),
    examples.PURCHASE_ID,
)
OFFER_VERSION: Final = optional(
    "offer_version",
    kinds.key,
    Text(
        "Bản ưu đãi, như câu trả lời khi kiểm tra thẻ. Gửi mục này hoặc offer.",
        "The version of the offer, as a verification names it. Send this or offer.",
    ),
    12,
)
OFFER: Final = optional(
    "offer",
    kinds.text,
    Text(
        "Mã ưu đãi; bản ưu đãi là bản có hiệu lực vào ngày mua.",
        "The offer's code; the version is the one in force on the day of the purchase.",
    ),
)
BOUGHT_AT: Final = optional(
    "bought_at",
    kinds.instant,
    Text(
        "Lúc mua, ISO 8601 có múi giờ. Bỏ trống là bây giờ; gửi lại vẫn là lúc gửi lần đầu.",
        "When it was bought, ISO 8601 with its offset. Left out it is now, and in a repetition "
        "the moment of the first time.",
    ),
    "2026-05-01T10:00:00+07:00",
)
LIST_PRICE: Final = usual(
    "list_price",
    kinds.amount,
    Text("Giá trước giảm, đồng.", "The price before discount, in đồng."),
    NOTHING,
    200_000,
)
STATED: Final = optional(
    "stated",
    kinds.amount,
    Text(
        "Giá trị ưu đãi do cửa hàng nêu, khi không tính được từ giá.",
        "What the benefit is worth, stated by the shop where no price tells it.",
    ),
)
PAID: Final = optional(
    "paid",
    kinds.amount,
    Text(
        "Tổng cửa hàng nhận, khi cửa hàng đã tự giảm sẵn.",
        "All the shop receives, where it has taken the discount off itself.",
    ),
)
SUBSIDY: Final = optional(
    "subsidy",
    kinds.amount,
    Text("Phần bên khác trả thay, nằm trong paid.", "The part of paid that others pay."),
)
QUANTITY: Final = usual("quantity", kinds.pieces, Text("Số lượng.", "How many pieces."), 1)
GROUP_SIZE: Final = usual("group_size", kinds.pieces, Text("Số người.", "How many people."), 1)
LINES: Final = usual(
    "lines",
    kinds.lines,
    Text("Tiền theo nhóm hàng, trước giảm.", "Amounts by group of products, before discount."),
    (),
)
INVOICE: Final = optional(
    "invoice",
    kinds.invoice,
    Text(
        "Số hóa đơn; một hóa đơn chỉ dùng một lần cho một người. Để trống là không có hóa đơn.",
        "The number of the invoice, good once for a person. A blank one is none.",
    ),
    "0001234",
)
EXPECTED_PAID: Final = optional(
    "expected_paid",
    kinds.amount,
    Text(
        "Số tiền thu ngân đã thấy; nếu cách tính nay khác, lượt không được ghi.",
        "The amount the cashier saw; where the rule now gives another, nothing is recorded.",
    ),
    170_000,
)
GROUP_ID: Final = optional(
    "group_id", kinds.uuid, Text("Nối các lượt của một đoàn.", "Ties the uses of one group sale.")
)
DEVICE_TIME: Final = optional(
    "device_time", kinds.instant, Text("Giờ trên máy gửi.", "The sender's own clock.")
)
CLOCK_OFFSET: Final = optional(
    "clock_offset_ms",
    kinds.milliseconds,
    Text("Máy gửi lệch giờ máy chủ, mili giây.", "How far that clock is off, in milliseconds."),
)
SHAPE: Final = Shape(
    *(ID, CARD, OFFER_VERSION, OFFER, BOUGHT_AT, LIST_PRICE, STATED, PAID, SUBSIDY, QUANTITY),
    *(GROUP_SIZE, LINES, INVOICE, EXPECTED_PAID, GROUP_ID, DEVICE_TIME, CLOCK_OFFSET, SHIFT),
    either=("offer_version", "offer"),
)
