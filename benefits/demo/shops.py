"""Partners and their outlets: businesses as one finds them in any province, and the union's own."""

from collections.abc import Iterator
from random import Random
from typing import Final, NamedTuple

from benefits.demo.seasons import OFFICE, WHOLE_DAY
from benefits.demo.tree import Row
from benefits.partners import PartnerKind

CENTRE: Final = (10.235, 105.962)
_SPREAD: Final = 0.09


class Shop(NamedTuple):
    """A partner; `outlets` are names with their wards, `weight` how often people go there."""

    code: str
    name: str
    weight: float
    outlets: tuple[str, ...]
    hours: tuple[int, int] = WHOLE_DAY
    kind: PartnerKind = PartnerKind.DOANH_NGHIEP
    works_on_holidays: bool = True

    def outlet_codes(self) -> list[str]:
        return [f"{self.code}-{number:02d}" for number in range(1, len(self.outlets) + 1)]


SHOPS: Final = (
    Shop(
        "SX",
        "Công ty CP Siêu thị Sông Xanh",
        19,
        (
            "Chợ Đình|24 Trần Hưng Đạo, phường Cửu An",
            "Bến Sung|112 Hùng Vương, phường Cửu An",
            "Phú Tây|5 Quốc lộ 1B, phường Phú Tây",
            "Vĩnh Thới|Ấp Chợ, xã Vĩnh Thới",
            "Cổng KCN Tân Hòa|Lô A2, khu công nghiệp Tân Hòa",
            "Nhà ở công nhân|Lô C7, khu công nghiệp Tân Hòa",
        ),
    ),
    Shop(
        "TA",
        "Chuỗi nhà thuốc Thiện Tâm An",
        6,
        (
            "Trần Hưng Đạo|61 Trần Hưng Đạo, phường Cửu An",
            "Lê Lai|18 Lê Lai, phường Cửu An",
            "Phú Tây|77 Nguyễn Thị Định, phường Phú Tây",
            "Vĩnh Thới|Chợ Vĩnh Thới, xã Vĩnh Thới",
            "Cồn Cát|Bến phà Cồn Cát, xã Cồn Cát",
            "Láng Sen|Ấp 3, xã Láng Sen",
        ),
    ),
    Shop(
        "PS",
        "Công ty TNHH Xăng dầu Phù Sa",
        4.5,
        (
            "Số 1|Ngã ba Cầu Mới, phường Cửu An",
            "Số 2|Km 9, Quốc lộ 1B, phường Phú Tây",
            "Số 3|Đường tỉnh 915, xã Vĩnh Thới",
            "Số 4|Đường D1, khu công nghiệp Tân Hòa",
        ),
        (6, 21),
    ),
    Shop(
        "TC",
        "Công ty CP Viễn thông Tia Chớp",
        3,
        (
            "Hùng Vương|9 Hùng Vương, phường Cửu An",
            "Phú Tây|140 Nguyễn Thị Định, phường Phú Tây",
            "Vĩnh Thới|Chợ Vĩnh Thới, xã Vĩnh Thới",
        ),
        (8, 20),
    ),
    Shop(
        "HA",
        "Bệnh viện Đa khoa Hoàn Ân",
        2.6,
        (
            "Cơ sở 1|201 Võ Thị Sáu, phường Cửu An",
            "Cơ sở 2|3 Quốc lộ 1B, phường Phú Tây",
        ),
        (7, 17),
    ),
    Shop(
        "NVH",
        "Nhà Văn hóa Lao động tỉnh Cửu An",
        2.2,
        ("|1 Quảng trường Công nhân, phường Cửu An",),
        (8, 21),
        PartnerKind.THIET_CHE,
    ),
    Shop(
        "BT",
        "Nhà sách Bút Tre",
        1.9,
        (
            "Lê Lai|33 Lê Lai, phường Cửu An",
            "Phú Tây|12 Cách Mạng Tháng Tám, phường Phú Tây",
            "Vĩnh Thới|Đối diện trường THPT, xã Vĩnh Thới",
        ),
        (8, 21),
    ),
    Shop(
        "TM",
        "Nha khoa Trúc Mai",
        2.4,
        (
            "Phú Tây|88 Nguyễn Thị Định, phường Phú Tây",
            "Chợ Đình|7 Trần Hưng Đạo, phường Cửu An",
            "Bến Sung|45 Bến Sung, phường Cửu An",
        ),
        (8, 19),
        works_on_holidays=False,
    ),
    Shop(
        "BN",
        "Hợp tác xã Xe khách Bảy Nhạn",
        1.3,
        (
            "Bến xe tỉnh|Bến xe tỉnh Cửu An, phường Phú Tây",
            "Văn phòng KCN|Cổng 2, khu công nghiệp Tân Hòa",
        ),
        (6, 20),
    ),
    Shop(
        "CS",
        "Khu vui chơi Cồn Sẻ Nâu",
        1.2,
        ("|Cồn Sẻ, xã Cồn Cát",),
        (8, 17),
    ),
    Shop(
        "PL",
        "Tư vấn pháp luật Công đoàn Cửu An",
        0.9,
        (
            "Trụ sở|1 Quảng trường Công nhân, phường Cửu An",
            "Tổ lưu động KCN|Nhà sinh hoạt công nhân, khu công nghiệp Tân Hòa",
            "Vĩnh Thới|Trụ sở Công đoàn xã Vĩnh Thới",
        ),
        OFFICE,
        PartnerKind.THIET_CHE,
        works_on_holidays=False,
    ),
    Shop(
        "NK",
        "Nhà khách Công đoàn Cửu An",
        0.6,
        ("|2 Quảng trường Công nhân, phường Cửu An",),
        (8, 21),
        PartnerKind.THIET_CHE,
    ),
    Shop(
        "CD",
        "Trung tâm Ngoại ngữ Cánh Diều Xanh",
        0.6,
        (
            "Lê Lai|50 Lê Lai, phường Cửu An",
            "Phú Tây|21 Cách Mạng Tháng Tám, phường Phú Tây",
        ),
        (8, 20),
        works_on_holidays=False,
    ),
    Shop(
        "XM",
        "Cửa hàng xe máy Phát Lộc Cửu An",
        0.2,
        (
            "Phú Tây|300 Nguyễn Thị Định, phường Phú Tây",
            "Vĩnh Thới|Ngã tư Đèn Đỏ, xã Vĩnh Thới",
        ),
        (8, 18),
    ),
    Shop(
        "QT",
        "Quỹ Tín dụng nhân dân Bến Sung",
        0.2,
        ("|14 Bến Sung, phường Cửu An",),
        OFFICE,
        works_on_holidays=False,
    ),
)


def partner_rows() -> Iterator[Row]:
    for number, shop in enumerate(SHOPS, start=1):
        yield shop.code, shop.name, shop.kind.value, f"99009{number:05d}"


def outlet_rows(source: Random) -> Iterator[Row]:
    for shop in SHOPS:
        for code, told in zip(shop.outlet_codes(), shop.outlets, strict=True):
            label, _, address = told.partition("|")
            name = f"{shop.name} – {label}" if label else shop.name
            place = (round(each + source.uniform(-_SPREAD, _SPREAD), 5) for each in CENTRE)
            yield code, shop.code, name, f"{address}, tỉnh Cửu An", *place
