"""What codes are called on the desk's screens and in the files it writes."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from benefits.agreements import Category, Discount
from benefits.cards import CardStatus
from benefits.exchange.roster import Field
from benefits.members import BeneficiaryKind
from benefits.organization import Level, TagKind
from benefits.partners import PartnerKind
from benefits.web import Words, called

CATEGORIES: Final[Mapping[str, str]] = Words(
    {
        Category.DOI_TAC: _l("Đối tác ký thỏa thuận"),
        Category.KHACH_SAN: _l("Khách sạn, nhà nghỉ công đoàn"),
        Category.DAI_HOC: _l("Trường đại học của công đoàn"),
        Category.DAY_NGHE: _l("Trường, trung tâm dạy nghề"),
        Category.NHA_VAN_HOA: _l("Nhà văn hóa lao động"),
        Category.TU_VAN_PHAP_LUAT: _l("Tư vấn pháp luật"),
        Category.THIET_CHE_KHAC: _l("Thiết chế công đoàn khác"),
    }
)
KINDS: Final[Mapping[str, str]] = Words(
    {
        BeneficiaryKind.DOAN_VIEN: lazy_pgettext("one", "Đoàn viên"),
        BeneficiaryKind.NGUOI_LAO_DONG: _l("Người lao động"),
        BeneficiaryKind.THAN_NHAN: _l("Thân nhân"),
    }
)
TAG_KINDS: Final[Mapping[str, str]] = Words(
    {
        TagKind.KCN: _l("Khu công nghiệp"),
        TagKind.NGANH: _l("Ngành"),
        TagKind.DIA_BAN: _l("Địa bàn (tổ công tác)"),
        TagKind.KHAC: _l("Nhóm khác"),
    }
)
SEXES: Final = called.SEXES
LEVELS: Final[Mapping[str, str]] = Words(
    {
        Level.TONG_LIEN_DOAN: _l("Tổng Liên đoàn"),
        Level.TINH: _l("Tỉnh, thành phố"),
        Level.NGANH: _l("Ngành trung ương"),
        Level.CAP_TREN: _l("Cấp trên trực tiếp cơ sở"),
        Level.CO_SO: _l("Cơ sở"),
        Level.BO_PHAN: _l("Bộ phận"),
    }
)
MEDIA: Final = called.MEDIA
STATUSES: Final = called.STATUSES
STATUS_LOOKS: Final[Mapping[str, str]] = {
    CardStatus.ACTIVE: "good",
    CardStatus.REPLACED: "neutral",
    CardStatus.SUSPENDED: "warn",
    CardStatus.REVOKED: "bad",
    CardStatus.LOST: "bad",
    CardStatus.EXPIRED: "neutral",
}
PARTNER_KINDS: Final[Mapping[str, str]] = Words(
    {
        PartnerKind.DOANH_NGHIEP: _l("Doanh nghiệp"),
        PartnerKind.THIET_CHE: _l("Thiết chế công đoàn"),
    }
)
DISCOUNTS: Final[Mapping[str, str]] = Words(
    {
        Discount.PERCENT: _l("Giảm theo phần trăm"),
        Discount.AMOUNT: _l("Giảm số tiền"),
        Discount.PRICE: _l("Giá ưu đãi"),
        Discount.FREE: _l("Miễn phí"),
        Discount.TYPED: _l("Nhân viên nhập giá trị"),
    }
)
FIELDS: Final[Mapping[str, str]] = Words(
    {
        Field.NUMBERING: _l("Số thứ tự"),
        Field.FULL_NAME: _l("Họ và tên"),
        Field.FAMILY_NAMES: _l("Họ và tên đệm"),
        Field.GIVEN_NAME: _l("Tên"),
        Field.BIRTH: _l("Ngày sinh"),
        Field.BIRTH_DAY: _l("Ngày sinh: ngày"),
        Field.BIRTH_MONTH: _l("Ngày sinh: tháng"),
        Field.BIRTH_YEAR: _l("Ngày sinh: năm"),
        Field.MALE: _l("Nam"),
        Field.FEMALE: _l("Nữ"),
        Field.SEX: _l("Giới tính"),
        Field.PHONE: _l("Điện thoại"),
        Field.CITIZEN_ID: _l("Số căn cước"),
        Field.MEMBER_NO: _l("Mã đoàn viên"),
        Field.UNION_CARD_NO: _l("Số thẻ đoàn viên"),
        Field.ORGANIZATION_CODE: _l("Mã đơn vị"),
        Field.ORGANIZATION_NAME: _l("Tên đơn vị"),
        Field.KIND: _l("Đối tượng"),
        Field.FROM: _l("Từ ngày"),
        Field.JOINED: _l("Ngày vào công đoàn"),
        Field.UNTIL: _l("Đến ngày"),
        Field.LAST_DAY: _l("Ngày cuối"),
        Field.LEFT: _l("Đã nghỉ, đã chuyển (đánh dấu)"),
        Field.RELATIVE_OF: _l("Thân nhân của (mã đoàn viên)"),
        Field.HOUSEHOLD: _l("Mã gia đình"),
        Field.DUES: _l("Đang đóng đoàn phí"),
        Field.NOTE: _l("Ghi chú"),
    }
)
REASONS: Final[Mapping[str, str]] = Words(
    {
        "tap_tin_nhap": _l("Nhập từ tệp"),
        "in_hong": _l("Không in được"),
        "doan_vien_bao_mat": _l("Đoàn viên tự báo mất"),
        "doan_vien_go": _l("Đoàn viên tự gỡ khỏi điện thoại"),
        "chuyen_may": _l("Đã chuyển sang điện thoại khác"),
        "lay_the_moi": _l("Đã lấy thẻ mới trên chính điện thoại đó"),
        "may_nguoi_khac": _l("Người khác đã đăng nhập trên điện thoại đó"),
        "cho_lay_lai": _l("Công đoàn cho lấy lại thẻ trên điện thoại"),
        "gop_ho_so": _l("Gộp hai hồ sơ của một người"),
    }
)


def reason_of(stored: str | None) -> str:
    """Say why a card's status changed: a code, one of our sentences, or what somebody wrote."""
    if not stored:
        return ""
    return REASONS[stored] if stored in REASONS else _(stored)
