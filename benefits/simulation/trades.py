"""What the partners of a simulated province deal in, and what they give to card holders."""

from typing import Any, Final, NamedTuple

from benefits.agreements import Category, Discount
from benefits.partners import PartnerKind


class Trade(NamedTuple):
    """`usual` is what people mostly spend there, `spread` how far bills lie apart (log scale)."""

    name: str
    title: str
    discount: Discount
    values: tuple[int, ...]
    usual: int
    spread: float = 0.6
    category: Category = Category.DOI_TAC
    ceiling: int | None = None
    min_spend: int | None = None

    @property
    def kind(self) -> PartnerKind:
        is_partner = self.category is Category.DOI_TAC
        return PartnerKind.DOANH_NGHIEP if is_partner else PartnerKind.THIET_CHE


def _of_the_union(category: Category, **about: Any) -> Trade:
    return Trade(category=category, **about)


TRADES: Final[tuple[Trade, ...]] = (
    Trade("Siêu thị", "Giảm trên hóa đơn", Discount.PERCENT, (300, 500, 700), 320_000),
    Trade(
        "Nhà thuốc",
        "Giảm giá thuốc",
        Discount.PERCENT,
        (500, 1000, 1500),
        140_000,
        0.7,
        ceiling=50_000,
    ),
    Trade("Cửa hàng ăn uống", "Giảm trên hóa đơn", Discount.PERCENT, (1000, 1250), 180_000),
    Trade("Nhà sách", "Giảm giá sách", Discount.PERCENT, (1000, 1500), 120_000, 0.5),
    Trade("Rạp chiếu phim", "Vé đồng giá", Discount.PRICE, (55_000, 65_000), 95_000, 0.12),
    Trade("Phòng khám", "Giảm giá khám", Discount.PERCENT, (1000, 1500, 2000), 450_000),
    Trade(
        "Điện máy",
        "Giảm thẳng vào hóa đơn",
        Discount.AMOUNT,
        (150_000, 200_000),
        4_500_000,
        0.7,
        min_spend=2_000_000,
    ),
    Trade("Xe khách", "Giảm giá vé", Discount.PERCENT, (1000, 2000), 210_000, 0.4),
    _of_the_union(
        Category.KHACH_SAN,
        name="Khách sạn Công đoàn",
        title="Giảm giá phòng",
        discount=Discount.PERCENT,
        values=(2000, 3000),
        usual=750_000,
        spread=0.4,
    ),
    _of_the_union(
        Category.TU_VAN_PHAP_LUAT,
        name="Trung tâm Tư vấn pháp luật",
        title="Tư vấn miễn phí",
        discount=Discount.FREE,
        values=(300_000,),
        usual=300_000,
        spread=0.3,
    ),
    Trade("Quỹ tín dụng", "Giảm lãi vay", Discount.TYPED, (400_000,), 500_000, 0.5),
    _of_the_union(
        Category.NHA_VAN_HOA,
        name="Nhà văn hóa Lao động",
        title="Giảm học phí lớp năng khiếu",
        discount=Discount.PERCENT,
        values=(1500, 2500),
        usual=400_000,
        spread=0.4,
    ),
    Trade(
        "Cửa hàng xe máy",
        "Giảm công sửa chữa",
        Discount.PERCENT,
        (1000, 1500),
        350_000,
        0.6,
        ceiling=200_000,
    ),
    _of_the_union(
        Category.DAY_NGHE,
        name="Trường Trung cấp nghề",
        title="Giảm học phí",
        discount=Discount.PERCENT,
        values=(1000, 1500),
        usual=2_600_000,
        spread=0.4,
    ),
    Trade("Trung tâm ngoại ngữ", "Giảm học phí", Discount.PERCENT, (1500, 2000), 1_800_000, 0.4),
    _of_the_union(
        Category.DAI_HOC,
        name="Trường Đại học",
        title="Giảm học phí vừa làm vừa học",
        discount=Discount.PERCENT,
        values=(1000,),
        usual=6_500_000,
        spread=0.3,
    ),
)
