"""What the card's page says while it runs, there where no server can be asked."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

WORDS: Final[Mapping[str, object]] = {
    "left": _l("Mã đổi sau {left}"),
    "until": _l("Không mạng còn dùng được đến {moment}"),
    "stale": _l("Hết mã dùng khi không có mạng"),
    "stale_next": _l("Mở lại thẻ trên điện thoại khi có mạng. Chưa có mạng thì đọc mã gõ tay."),
    "early": _l("Đồng hồ của máy này chạy chậm"),
    "early_next": _l("Bật mạng để thẻ tự chỉnh giờ. Chưa có mạng thì đọc mã gõ tay."),
    "fast": _l("Đồng hồ máy này nhanh {much}; thẻ đã theo giờ máy chủ."),
    "slow": _l("Đồng hồ máy này chậm {much}; thẻ đã theo giờ máy chủ."),
    "minutes": _l("{n} phút"),
    "hours": _l("{n} giờ"),
    "days": _l("{n} ngày"),
    "fast_perhaps": _l(
        "Đồng hồ máy này có lẽ nhanh {much}; thẻ đã tính bù. Có mạng, thẻ sẽ tự kiểm lại."
    ),
    "slow_perhaps": _l(
        "Đồng hồ máy này có lẽ chậm {much}; thẻ đã tính bù. Có mạng, thẻ sẽ tự kiểm lại."
    ),
    "set_back": _l(
        "Đồng hồ máy này vừa bị chỉnh lùi nên giờ trên là phỏng đoán. Có mạng, thẻ sẽ tự chỉnh."
    ),
    "chosen": _l("Thẻ theo ngày giờ bạn chọn."),
    "another_day": _l("Hôm nay không phải {day}? Hãy chỉnh ngày giờ."),
    "asking": _l("Bây giờ là lúc nào?"),
    "asking_next": _l(
        "Chưa có mạng nên thẻ chưa biết đồng hồ máy này đã đúng chưa. Chọn đúng lúc này để hiện mã."
    ),
    "own_clock": _l("{moment} (máy ghi)"),
    "type_moment": _l("Hãy nhập đủ ngày và giờ."),
    "too_early": _l("Không thể trước {moment}, lúc thẻ có mạng lần trước."),
    "no-network": _l("Chưa có mạng: đang dùng mã đã lưu."),
    "no-network_status": _l("Chưa tải được thẻ"),
    "no-network_sentence": _l("Hãy bật mạng. Thẻ sẽ tự hiện khi có mạng lại."),
    "signed-out": _l("Hãy đăng nhập lại để lấy mã cho những ngày tới."),
    "signed-out_status": _l("Cần đăng nhập"),
    "signed-out_sentence": _l("Hãy đăng nhập để mở thẻ trên máy này."),
    "no_worker": _l(
        "Trình duyệt này không mở lại được thẻ khi mất mạng. "
        "Hãy để trang này mở, hoặc mở bằng Chrome hay Safari."
    ),
    "not_kept": _l("Máy không lưu được mã: hãy để trang này mở."),
    "remove_offline": _l("Cần có mạng để gỡ thẻ."),
}


def words() -> dict[str, str]:
    return {key: str(text) for key, text in WORDS.items()}
