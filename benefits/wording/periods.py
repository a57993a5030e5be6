"""What a reporting period is called, on screens and on paper, from its code."""

import re
from collections.abc import Mapping
from typing import Final

from benefits.wording.refusals import VIETNAMESE

_CODE: Final = re.compile(r"(\d{4})(?:-(?:(\d{2})|([QH]\d)))?")
ROMAN: Final[Mapping[str, str]] = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}
QUARTERS: Final[Mapping[str, tuple[str, str]]] = {
    quarter: (f"Quý {roman}/{{year}}", f"{quarter} {{year}}") for quarter, roman in ROMAN.items()
}
SPANS: Final[Mapping[str, tuple[str, str]]] = {
    "": ("Năm {year}", "{year}"),
    "H1": ("6 tháng đầu năm {year}", "First half of {year}"),
    "H2": ("6 tháng cuối năm {year}", "Second half of {year}"),
    **QUARTERS,
}
MONTH: Final = ("Tháng {month}/{year}", "{named} {year}")
# Python's own names of months change with where the server stands.
NAMED: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def period_told(code: str, language: str = VIETNAMESE) -> str:
    """Say a period's code to a person: `2026-10` is Tháng 10/2026, `2026-Q2` Quý II/2026."""
    match, at = _CODE.fullmatch(code), int(language != VIETNAMESE)
    if match is None:
        return code
    year, month, span = match.groups()
    words = MONTH if month else SPANS.get(span or "")
    if words is None or (month and int(month) not in range(1, len(NAMED) + 1)):
        return code
    of_year = int(month or 0)
    return words[at].format(year=year, month=of_year, named=NAMED[of_year - 1])
