"""The periods an officer chooses from, by code, and what each is called."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from flask_babel import gettext as _

from benefits.errors import Invalid
from benefits.periods import MID_MONTH, Period, code_of_month
from benefits.web.languages import language
from benefits.wording import period_told

FREE: Final = "ngay"
YEARS_BACK: Final = 2
_CODE: Final = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q(\d)|H(\d)))?")
Group = tuple[str, list[tuple[str, str]]]


def label_of(code: str) -> str:
    """Say a period's code to a person: `2026-10` is Tháng 10/2026."""
    return period_told(code, language())


def short_label_of(code: str) -> str:
    """Write a month where there is little room: 10/2026."""
    year, month = code.split("-")
    return f"{int(month)}/{year}"


def named(code: str, cutoff: int = MID_MONTH) -> Period | None:
    """Return the period of a code somebody may have typed into the address."""
    try:
        return Period.of_code(code, cutoff)
    except Invalid:
        return None


def months(today: date, cutoff: int, chosen: str = "") -> list[tuple[str, str]]:
    """List the reporting months up to today's, the newest first, and the chosen one."""
    codes = list(_months(code_of_month(today, cutoff)))
    if chosen and chosen not in codes and named(chosen, cutoff):
        codes.append(chosen)
    return [(code, label_of(code)) for code in codes]


def groups(today: date, cutoff: int, chosen: str = "") -> list[Group]:
    """List months, quarters, halves and years up to today's; any other period goes by days."""
    year, month = map(int, code_of_month(today, cutoff).split("-"))
    years = range(year, year - YEARS_BACK - 1, -1)
    quarters = [
        f"{each}-Q{q}" for each in years for q in (4, 3, 2, 1) if each < year or 3 * q - 2 <= month
    ]
    halves = [f"{each}-H{h}" for each in years for h in (2, 1) if each < year or 6 * h - 5 <= month]
    lists = {
        _("Tháng"): [code for code, _name in months(today, cutoff)],
        _("Quý"): quarters,
        _("6 tháng"): halves,
        _("Năm"): [str(each) for each in years],
    }
    known = {code for codes in lists.values() for code in codes}
    if chosen and chosen not in known and named(chosen, cutoff):
        lists[_("Kỳ khác")] = [chosen]
    listed = [(name, [(code, label_of(code)) for code in codes]) for name, codes in lists.items()]
    return [*listed, (_("Tự chọn"), [(FREE, _("Theo ngày ghi bên dưới"))])]


def beside(code: str) -> tuple[str, str] | None:
    """Return the codes of the periods just before and just after one of the same kind."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    year = int(match[1])
    for place, mark, count in ((2, "", 12), (3, "Q", 4), (4, "H", 2)):
        if match[place]:
            number = year * count + int(match[place]) - 1
            width = 2 if count == 12 else 1  # noqa: PLR2004 - months have two digits
            before, after = (
                f"{at // count}-{mark}{at % count + 1:0{width}d}" for at in (number - 1, number + 1)
            )
            return before, after
    return str(year - 1), str(year + 1)


def _months(newest: str) -> Iterator[str]:
    year, month = map(int, newest.split("-"))
    last = year * 12 + month - 1
    for at in range(last, (year - YEARS_BACK) * 12 - 1, -1):
        yield f"{at // 12:04d}-{at % 12 + 1:02d}"
