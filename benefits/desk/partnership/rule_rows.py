"""A rule's richer parts as the rows of its form show them, and what is typed there in our words."""

import re
from datetime import date
from typing import Any, Final

from benefits.agreements import Discount, Rule
from benefits.agreements.rules import percent_text
from benefits.agreements.terms import Measure
from benefits.folding import folded
from benefits.money import grouped
from benefits.periods import ONE_DAY
from benefits.web.languages import language
from benefits.wording import payer_told
from benefits.wording.offer_rules import PAYERS

SPARE: Final = 2
_CLOCK: Final = re.compile(r"(\d{1,2}) ?(?:[:hg.] ?(\d{1,2})?)?p?", re.IGNORECASE)


def filled_rows(rule: Rule) -> dict[str, Any]:
    """Return what the fields show of a rule, some empty rows after those that say something."""
    steps = rule.tiers.steps if rule.tiers else ()
    is_share = rule.discount is Discount.PERCENT
    rows: dict[str, list[dict[str, Any]]] = {
        "tiers": [
            {"at_least": str(each.at_least), "value": _told(each.value, is_share=is_share)}
            for each in steps
        ],
        "groups": [
            {
                "group": each.group,
                "value": percent_written(each.basis_points),
                "most": percent_written(each.up_to) if each.up_to != each.basis_points else "",
            }
            for each in rule.groups
        ],
        "subsidies": [
            {
                "payer": payer_told(each.payer, language()),
                "value": f"{percent_written(each.basis_points)}%"
                if each.basis_points
                else grouped(each.amount),
                "per_item": each.per_item,
            }
            for each in rule.subsidies
        ],
        "windows": [_filled_window(each.to_json()) for each in rule.windows],
    }
    return {
        "up_to": percent_written(rule.up_to) if rule.up_to else "",
        "per_item": rule.per_item,
        "stored_value": rule.stored_value,
        "tier_by": (rule.tiers.by if rule.tiers else Measure.GROUP_SIZE).value,
        **{name: [*told, *[{}] * SPARE] for name, told in rows.items()},
    }


def payer_code(typed: str) -> str:
    """Return the code of a payer the rules know by name, else the name as it was typed."""
    named = {folded(name): code for code, names in PAYERS.items() for name in names}
    return named.get(folded(typed), typed)


def payer_names() -> list[str]:
    return [payer_told(code, language()) for code in PAYERS]


def clock(typed: str) -> str:
    """Write an hour as rules have it: `8h30`, `8:30` and `8 giờ 30` are 08:30; else as typed."""
    plain = folded(typed).replace("gio", "h").replace("phut", "p").replace(" ", "")
    match = _CLOCK.fullmatch(plain)
    return f"{int(match[1]):02d}:{int(match[2] or 0):02d}" if match else typed


def _filled_window(window: dict[str, Any]) -> dict[str, Any]:
    after = window.get("valid_until")
    first = window.get("valid_from")
    opens = window.get("from", "" if window else "00:00")  # one of all hours is not an empty row
    return {
        "weekdays": [str(each) for each in window.get("weekdays", ())],
        "opens": opens,
        "closes": window.get("until", ""),
        "first": first and date.fromisoformat(first),
        "last": after and date.fromisoformat(after) - ONE_DAY,
    }


def _told(value: int, *, is_share: bool) -> str:
    return percent_written(value) if is_share else grouped(value)


def percent_written(points: int) -> str:
    """Write basis points as people type them: 750 is `7,5`."""
    return percent_text(points).replace(".", ",")
