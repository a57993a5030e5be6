"""What codes are called on the desk's screens and in the files it writes."""

from collections.abc import Mapping
from typing import Final

from benefits.agreements import Category, Discount
from benefits.cards import CardStatus, Medium
from benefits.exchange.roster import Field
from benefits.members import BeneficiaryKind, Sex
from benefits.organization import Level
from benefits.partners import PartnerKind

CATEGORIES: Final[Mapping[str, str]] = {
    Category.DOI_TAC: "Đối tác ký thỏa thuận",
    Category.KHACH_SAN: "Khách sạn, nhà nghỉ công đoàn",
    Category.DAI_HOC: "Trường đại học của công đoàn",
    Category.DAY_NGHE: "Trường, trung tâm dạy nghề",
    Category.NHA_VAN_HOA: "Nhà văn hóa lao động",
    Category.TU_VAN_PHAP_LUAT: "Tư vấn pháp luật",
    Category.THIET_CHE_KHAC: "Thiết chế công đoàn khác",
}
KINDS: Final[Mapping[str, str]] = {
    BeneficiaryKind.DOAN_VIEN: "Đoàn viên",
    BeneficiaryKind.NGUOI_LAO_DONG: "Người lao động",
    BeneficiaryKind.THAN_NHAN: "Thân nhân",
}
SEXES: Final[Mapping[str, str]] = {Sex.NAM: "Nam", Sex.NU: "Nữ"}
LEVELS: Final[Mapping[str, str]] = {
    Level.TONG_LIEN_DOAN: "Tổng Liên đoàn",
    Level.TINH: "Tỉnh, thành phố",
    Level.NGANH: "Ngành trung ương",
    Level.CAP_TREN: "Cấp trên trực tiếp cơ sở",
    Level.CO_SO: "Cơ sở",
    Level.BO_PHAN: "Bộ phận",
}
MEDIA: Final[Mapping[str, str]] = {Medium.PRINT: "Thẻ in", Medium.PHONE: "Thẻ trên điện thoại"}
STATUSES: Final[Mapping[str, str]] = {
    CardStatus.ACTIVE: "Đang dùng",
    CardStatus.REPLACED: "Đã đổi thẻ mới",
    CardStatus.SUSPENDED: "Tạm khóa",
    CardStatus.REVOKED: "Đã thu hồi",
    CardStatus.LOST: "Đã báo mất",
    CardStatus.EXPIRED: "Hết hạn",
}
STATUS_LOOKS: Final[Mapping[str, str]] = {
    CardStatus.ACTIVE: "good",
    CardStatus.REPLACED: "neutral",
    CardStatus.SUSPENDED: "warn",
    CardStatus.REVOKED: "bad",
    CardStatus.LOST: "bad",
    CardStatus.EXPIRED: "neutral",
}
PARTNER_KINDS: Final[Mapping[str, str]] = {
    PartnerKind.DOANH_NGHIEP: "Doanh nghiệp",
    PartnerKind.THIET_CHE: "Thiết chế công đoàn",
}
DISCOUNTS: Final[Mapping[str, str]] = {
    Discount.PERCENT: "Giảm theo phần trăm",
    Discount.AMOUNT: "Giảm số tiền",
    Discount.PRICE: "Giá ưu đãi",
    Discount.FREE: "Miễn phí",
    Discount.TYPED: "Nhân viên nhập giá trị",
}
FIELDS: Final[Mapping[str, str]] = {
    Field.NUMBERING: "Số thứ tự",
    Field.FULL_NAME: "Họ và tên",
    Field.FAMILY_NAMES: "Họ và tên đệm",
    Field.GIVEN_NAME: "Tên",
    Field.BIRTH: "Ngày sinh",
    Field.MALE: "Nam",
    Field.FEMALE: "Nữ",
    Field.SEX: "Giới tính",
    Field.PHONE: "Điện thoại",
    Field.CITIZEN_ID: "Số căn cước",
    Field.MEMBER_NO: "Mã đoàn viên",
    Field.UNION_CARD_NO: "Số thẻ đoàn viên",
    Field.ORGANIZATION_CODE: "Mã đơn vị",
    Field.ORGANIZATION_NAME: "Tên đơn vị",
    Field.KIND: "Đối tượng",
    Field.FROM: "Từ ngày",
    Field.JOINED: "Ngày vào công đoàn",
    Field.UNTIL: "Đến ngày",
    Field.LAST_DAY: "Ngày cuối",
    Field.NOTE: "Ghi chú",
}
REASONS: Final[Mapping[str, str]] = {
    "tap_tin_nhap": "Nhập từ tệp",
    "in_hong": "Không in được",
    "doan_vien_bao_mat": "Đoàn viên tự báo mất",
}
