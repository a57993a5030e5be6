"""Who a report is from, who signs it and whom it goes to, as every paper of a union says it.

The layout is NĐ 30/2020's as QĐ 933/QĐ-TLĐ takes it over. Number, place, day and signer's name are
left for the officer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from benefits.organization import Level
from benefits.periods import day_of
from benefits.reports.filling import Report

COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
SIGNER: Final = "CHỦ TỊCH"
ON_BEHALF_OF: Final[Mapping[Level, str]] = {
    Level.TONG_LIEN_DOAN: "TM. ĐOÀN CHỦ TỊCH",
    Level.TINH: "TM. BAN THƯỜNG VỤ",
    Level.NGANH: "TM. BAN THƯỜNG VỤ",
    Level.CAP_TREN: "TM. BAN THƯỜNG VỤ",
    Level.CO_SO: "TM. BAN CHẤP HÀNH",
    Level.BO_PHAN: "TM. BAN CHẤP HÀNH",
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`above` is empty for the top unit, which nobody is superior to."""

    above: str
    unit: str
    number: str
    place_and_day: str
    on_behalf_of: str
    recipients: tuple[str, ...]


def letterhead(report: Report) -> Letterhead:
    year = day_of(report.as_of).year
    superior = report.superior_name
    return Letterhead(
        above=(superior or "").upper(),
        unit=report.organization_name.upper(),
        number="Số:        /BC-………",
        place_and_day=f"……………, ngày …… tháng …… năm {year}",
        on_behalf_of=ON_BEHALF_OF[report.level],
        recipients=(*([f"- {superior};"] if superior else []), "- Lưu: VT."),
    )
