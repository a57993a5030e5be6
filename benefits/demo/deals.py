"""Agreements: who signed with whom, for whom, from when until when."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from benefits.demo.seasons import months_from
from benefits.demo.tree import Row
from benefits.demo.units import LARGEST, LOCALS, MERGED, NATION, PROVINCE


class Deal(NamedTuple):
    """An agreement; `begins` and `ends` are months from the present one, none is open-ended."""

    key: str
    partner: str
    signer: str
    begins: int
    ends: int | None
    covers: tuple[str, ...] = ()
    mark: str = "LĐLĐ"


_MERGED_LOCALS: Final = tuple(unit.code for unit in LOCALS if unit.parent == MERGED)

DEALS: Final = (
    Deal("nha-khach", "NK", PROVINCE, -40, None),
    Deal("van-hoa", "NVH", PROVINCE, -36, None),
    Deal("phap-luat", "PL", PROVINCE, -36, None),
    Deal("thuoc-cu", "TA", PROVINCE, -20, -6),
    Deal("vien-thong", "TC", NATION, -18, None, mark="TLĐ"),
    Deal("xang-cong-thuong", "PS", MERGED, -16, 2, _MERGED_LOCALS, mark="CĐCT"),
    Deal("sieu-thi", "SX", PROVINCE, -15, 9),
    Deal("benh-vien", "HA", PROVINCE, -14, 10),
    Deal("ngoai-ngu", "CD", PROVINCE, -14, -2),
    Deal("nha-sach", "BT", "CA-GD", -13, 11, ("CA-GD", "CA-YT"), mark="CĐGD"),
    Deal("xe-may", "XM", "CA-KCN", -13, -1, mark="CĐKCN"),
    Deal("xe-tet", "BN", LARGEST, -12, 4, mark="CĐSM"),
    Deal("nha-khoa", "TM", "CA-PT", -11, 13, ("CA-PT", "CA-BS"), mark="CĐPT"),
    Deal("diem-phuc-loi", "SX", "CA-KCN", -10, 2, mark="CĐKCN"),
    Deal("tin-dung", "QT", PROVINCE, -10, 14),
    Deal("xang", "PS", PROVINCE, -9, 3),
    Deal("con-se", "CS", PROVINCE, -8, 4),
    Deal("thuoc", "TA", PROVINCE, -6, 18),
    Deal("xe-khach", "BN", PROVINCE, -4, 20),
    Deal("nha-sach-tinh", "BT", PROVINCE, -3, 9),
    Deal("con-se-xa", "CS", "CA-CC", -7, 5, mark="CĐCC"),
    Deal("nha-khoa-tinh", "TM", PROVINCE, 1, 25),
)


class Signed(NamedTuple):
    """An agreement with its number and its days."""

    deal: Deal
    number: str
    signed_on: date
    first: date
    until: date | None
    covers: tuple[str, ...]

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)

    def row(self) -> Row:
        partner, signer = self.deal.partner, self.deal.signer
        days = (self.signed_on, self.first, self.until or "")
        return self.number, partner, signer, *days, ";".join(self.covers)


def sign_all(today: date, source: Random) -> Iterator[Signed]:
    for number, deal in enumerate(DEALS, start=1):
        first = months_from(today, deal.begins)
        signed_on = min(first, today) - timedelta(days=source.randint(2, 20))
        yield Signed(
            deal,
            f"{number:02d}/{signed_on.year}/TTHT-{deal.mark}",
            signed_on,
            first,
            None if deal.ends is None else months_from(today, deal.ends),
            deal.covers or (deal.signer,),
        )
