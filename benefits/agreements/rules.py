"""An offer's rule: data, checked on the way in, so that every till can rely on it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benefits.agreements.fields import Fields, Problem
from benefits.agreements.terms import Discount, GroupShare, Subsidy, Tiers
from benefits.agreements.windows import Window
from benefits.errors import Invalid
from benefits.money import BASIS_POINTS, Dong, parse_dong

__all__ = [
    "Discount",
    "InvalidRule",
    "Problem",
    "Rule",
    "basis_points",
    "parse",
    "percent_text",
    "stored",
]

_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))? ?%?")
EXTRAS = ("up_to", "per_item", "stored_value", "groups", "tiers", "subsidies", "windows")


class InvalidRule(Invalid):
    """The rule cannot be used. Every problem is named, not only the first."""

    code = "invalid_rule"

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(problems=self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What an offer gives, and when.

    `value` is basis points for a percentage, else đồng; for a free or a stated benefit it is the
    worth assumed when the till states none. `up_to` makes a percentage a range that begins at
    `value`. A stored value is an amount that several purchases use up together.
    """

    discount: Discount
    value: int = 0
    ceiling: Dong | None = None
    min_spend: Dong | None = None
    up_to: int | None = None
    per_item: bool = False
    stored_value: bool = False
    groups: tuple[GroupShare, ...] = ()
    tiers: Tiers | None = None
    subsidies: tuple[Subsidy, ...] = ()
    windows: tuple[Window, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether a percentage lies between two figures: what is given the shop alone knows."""
        least = any(group.up_to > group.basis_points for group in self.groups)
        return least or (self.up_to or 0) > self.value

    def extras(self) -> dict[str, Any]:
        """Return what the four plain columns cannot say; empty for a plain rule."""
        every: dict[str, Any] = {
            "up_to": self.up_to,
            "per_item": self.per_item,
            "stored_value": self.stored_value,
            "groups": [group.to_json() for group in self.groups],
            "tiers": self.tiers and self.tiers.to_json(self.discount),
            "subsidies": [subsidy.to_json() for subsidy in self.subsidies],
            "windows": [window.to_json() for window in self.windows],
        }
        return {name: value for name, value in every.items() if value}

    def to_json(self) -> dict[str, Any]:
        return {
            "discount": self.discount.value,
            "value": self.value,
            "ceiling": self.ceiling,
            "min_spend": self.min_spend,
            **self.extras(),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Rule":
        return stored(
            document["discount"],
            document["value"],
            document["ceiling"],
            document["min_spend"],
            {name: document[name] for name in EXTRAS if name in document},
        )


def parse(
    discount: str, value: object, ceiling: object, min_spend: object, rule_json: object = None
) -> Rule:
    """Read a rule as people write it: `7.5` is a percentage, `250.000` an amount."""
    problems: list[Problem] = []
    cells = {"discount": discount, "value": value, "ceiling": ceiling, "min_spend": min_spend}
    fields = Fields(cells, problems)
    kind = fields.choice("discount", Discount)
    if kind is None:
        raise InvalidRule(problems)
    number = _percent(fields) if kind is Discount.PERCENT else _amount(fields, "value")
    most, least = _amount(fields, "ceiling", least=1), _amount(fields, "min_spend")
    return _assembled(kind, number, most, least, Fields.of_json(rule_json, problems, "rule"))


def stored(
    discount: str,
    value: int,
    ceiling: int | None,
    min_spend: int | None,
    extras: Mapping[str, Any],
) -> Rule:
    """Build a rule from the columns it is kept in, where a percentage is in basis points."""
    return _assembled(Discount(discount), value, ceiling, min_spend, Fields(extras, []))


def basis_points(text: str) -> int | None:
    """Read a percentage as people write it; `None` where it is none."""
    match = _PERCENT.fullmatch(text.strip())
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else None


def percent_text(basis_points: int) -> str:
    """Write basis points as files have them: 750 is `7.5`."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def _assembled(
    kind: Discount, value: int | None, ceiling: int | None, min_spend: int | None, extra: Fields
) -> Rule:
    tiers = extra.part("tiers")
    rule = Rule(
        discount=kind,
        value=value or 0,
        ceiling=None if ceiling is None else Dong(ceiling),
        min_spend=Dong(min_spend) if min_spend else None,
        up_to=extra.whole("up_to", least=value or 0, most=BASIS_POINTS) or None,
        per_item=extra.flag("per_item"),
        stored_value=extra.flag("stored_value"),
        groups=tuple(GroupShare.read(part) for part in extra.parts("groups")),
        tiers=None if tiers is None else Tiers.read(tiers, kind),
        subsidies=tuple(Subsidy.read(part) for part in extra.parts("subsidies")),
        windows=tuple(Window.read(part) for part in extra.parts("windows")),
    )
    extra.close()
    _check_whole(rule, value, extra)
    if extra.problems:
        raise InvalidRule(extra.problems)
    return rule


def _check_whole(rule: Rule, value: int | None, fields: Fields) -> None:
    """Check what no field can tell by itself."""
    kind = rule.discount
    fitting = {
        "up_to": kind is Discount.PERCENT,
        "groups": kind is Discount.PERCENT and not rule.tiers,
        "per_item": kind is Discount.AMOUNT,
        "stored_value": kind is Discount.AMOUNT and not rule.tiers and not rule.per_item,
        "tiers": kind in (Discount.PERCENT, Discount.AMOUNT, Discount.PRICE),
    }
    for name, fits in fitting.items():
        if getattr(rule, name) and not fits:
            fields.refuse(name, "does_not_fit")
    names = [group.group for group in rule.groups]
    if len(names) != len(set(names)):
        fields.refuse("groups", "duplicate")
    already = any(problem.field == "value" for problem in fields.problems)
    if not already and not _gives_something(rule, value):
        code = "missing" if value is None else "too_small"
        fields.problems.append(Problem("value", code, {"least": 1}))


def _gives_something(rule: Rule, value: int | None) -> bool:
    if rule.discount in (Discount.FREE, Discount.TYPED):
        return True
    if rule.discount is Discount.PRICE:
        return value is not None or rule.tiers is not None
    return bool(value or rule.up_to or rule.groups or rule.tiers or rule.subsidies)


def _percent(fields: Fields) -> int | None:
    value = fields.raw("value")
    if value is None:
        return None
    points = basis_points(str(value))
    if points is None:
        fields.refuse("value", "not_a_percent")
        return None
    return fields.bounded("value", points, most=BASIS_POINTS)


def _amount(fields: Fields, name: str, least: int = 0) -> int | None:
    value = fields.raw(name)
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    amount = parse_dong(str(value))
    if amount is None:
        fields.refuse(name, "not_an_amount")
        return None
    return fields.bounded(name, amount, least, Discount.AMOUNT.most)
