"""offers: `code,agreement_number,title,category,discount,value,ceiling,min_spend,outlets,rule`."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import (
    Agreement,
    Category,
    Discount,
    InvalidRule,
    Offer,
    OfferLimit,
    OfferOutlet,
    OfferVersion,
    is_called_off,
)
from benefits.agreements.rules import parse, percent_text
from benefits.errors import Refusal
from benefits.exchange import cells, values
from benefits.exchange.columns import Column, read_rows
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.offer_terms import Terms
from benefits.exchange.kinds.offering import Offering
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.partners import Outlet

AMOUNTS = ("value", "ceiling", "min_spend")
A_HUNDREDTH = 100  # basis points
_NO_SHARE = re.compile(r"0+(?:[.,]0+)? ?%?")


def _document(cell: str) -> dict[str, Any]:
    try:
        found = json.loads(cell)
    except ValueError as error:
        raise Refusal("not_json", cell) from error
    if not isinstance(found, dict):
        raise Refusal("not_an_object", cell)
    return found


class Offers:
    name = "offers"
    is_whole = False
    header = (
        "code",
        "agreement_number",
        "title",
        "category",
        "discount",
        "value",
        "ceiling",
        "min_spend",
        "outlets",
        "rule",
    )
    columns = (
        Column("code", cells.code, is_needed=True),
        Column("agreement_number", cells.code, is_needed=True),
        Column("title", cells.text, is_needed=True),
        Column("category", cells.one_of(Category)),
        Column("discount", cells.one_of(Discount), is_needed=True),
        Column("value", cells.text),
        Column("ceiling", cells.text),
        Column("min_spend", cells.text),
        Column("outlets", cells.codes),
        Column("rule", _document),
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        rows = [
            _with_rule(row) if isinstance(row, Row) else row
            for row in read_rows(sheets, self.columns)
        ]
        good = [row for row in rows if isinstance(row, Row)]
        several = {row.values["code"] for row in good if "from" in row.values["terms"]}
        for row in good:
            row.values["has_versions"] = row.values["code"] in several
        yield from rows

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        return Offering(session, rows, circumstances).run()

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        """Write every version; lists and keys are sorted here, as no two databases sort alike."""
        outlets: defaultdict[int, list[str]] = defaultdict(list)
        for version_id, code in session.execute(
            select(OfferOutlet.offer_version_id, Outlet.code).join(
                Outlet, Outlet.id == OfferOutlet.outlet_id
            )
        ):
            outlets[version_id].append(code)
        limits: defaultdict[int, list[OfferLimit]] = defaultdict(list)
        for limit in session.scalars(select(OfferLimit)):
            limits[limit.offer_version_id].append(limit)
        rows = (
            select(Offer.code, Agreement, OfferVersion)
            .join(Offer, Offer.id == OfferVersion.offer_id)
            .join(Agreement, Agreement.id == Offer.agreement_id)
            .where(Agreement.is_draft.is_(False), ~is_called_off())
            .order_by(Offer.id, OfferVersion.valid_from)
        )
        for code, agreement, version in session.execute(rows):
            terms = Terms.of(version, agreement, limits[version.id]).to_json()
            rule = {**version.rule, **terms}
            yield (
                code,
                agreement.number,
                version.title,
                version.category.value,
                version.discount.value,
                _value(version),
                "" if version.ceiling is None else version.ceiling,
                "" if version.min_spend is None else version.min_spend,
                ";".join(sorted(outlets[version.id])),
                json.dumps(rule, ensure_ascii=False, sort_keys=True) if rule else "",
            )


def _value(version: OfferVersion) -> str | int:
    """Write an amount, or a share the way it is read: below one per cent with its sign.

    A share of nothing, where only steps, products or payers give, is an empty cell.
    """
    if version.discount is not Discount.PERCENT:
        return version.value
    if not version.value:
        return ""
    return percent_text(version.value) + ("%" if version.value < A_HUNDREDTH else "")


def _amount(told: dict[str, Any], name: str) -> str:
    """Read an amount or a percentage; a spreadsheet's 0.07 is not taken for 7 %."""
    cell = told.get(name, "")
    if not cell:
        return ""
    if name == "value" and told["discount"] == Discount.PERCENT:
        if told.get("rule") and _NO_SHARE.fullmatch(cell):
            return ""
        return percent_text(values.percent(cell))
    return str(values.dong(cell))


def _with_rule(row: Row) -> Row | list[Problem]:
    """Check the rule as a whole, and keep it the way it will be stored."""
    told = row.values
    extras = {**told.get("rule", {})}
    column = "rule"
    try:
        terms = Terms.taken_from(extras)
        for column in AMOUNTS:
            extras[column] = _amount(told, column)
        value, ceiling, least = (extras.pop(name) for name in AMOUNTS)
        rule = parse(told["discount"], value, ceiling, least, extras or None)
    except Refusal as refusal:
        return [Problem.of(row.line, column, refusal)]
    except InvalidRule as error:
        return [
            Problem(row.line, each.field, str(told.get(each.field, "")), each.code)
            for each in error.problems
        ]
    kept = {
        "value": rule.value,
        "ceiling": rule.ceiling,
        "min_spend": rule.min_spend,
        "rule": rule.extras(),
        "terms": terms.to_json(),
    }
    return Row(row.line, {**told, **kept})
