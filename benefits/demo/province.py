"""The nine files of a province that does not exist, the same for the same seed and day."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from benefits.agreements import Rule
from benefits.agreements.rules import parse
from benefits.demo import deals, shops
from benefits.demo.buying import Choice, Market
from benefits.demo.goods import GOODS
from benefits.demo.people import Census
from benefits.demo.returns import take_back
from benefits.demo.seasons import SHOPPING_BEGINS, next_tet, year_before
from benefits.demo.services import SERVICES
from benefits.demo.treats import TET, Treat
from benefits.demo.tree import Decisions, Row, plant
from benefits.demo.wallets import hand_out
from benefits.periods import start_of

PURCHASES: Final = 7_600
BUYERS_ONLY: Final = ("limits", "kinds", "trust", "terms")
HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "organizations": ("code", "name", "level", "parent_code", "from", "until", "successor"),
    "members": (
        *("member_no", "full_name", "birth_date", "sex", "phone", "citizen_id"),
        *("organization_code", "kind", "from", "until"),
    ),
    "partners": ("code", "name", "kind", "tax_code"),
    "outlets": ("code", "partner_code", "name", "address", "latitude", "longitude"),
    "agreements": (
        *("number", "partner_code", "signed_by", "signed_on"),
        *("valid_from", "valid_until", "covers"),
    ),
    "offers": (
        *("code", "agreement_number", "title", "category", "discount", "value"),
        *("ceiling", "min_spend", "outlets", "rule"),
    ),
    "cards": ("card_code", "member_no", "medium", "status", "from", "until", "index"),
    "purchases": (
        *("id", "card_code", "outlet_code", "offer_code", "bought_at"),
        *("list_price", "paid", "subsidy", "invoice", "evidence"),
    ),
    "reversals": ("id", "purchase_id", "list_price", "paid", "subsidy", "reason", "at"),
}


@dataclass(frozen=True, slots=True)
class Province:
    """The rows of the nine files, in the order in which they are to be taken in."""

    tables: Mapping[str, tuple[Row, ...]]

    def write(self, folder: Path) -> list[Path]:
        """Write the nine files as a union would hand them in."""
        files = []
        for name, rows in self.tables.items():
            file = folder / f"{name}.csv"
            with file.open("w", encoding="utf-8", newline="") as opened:
                csv.writer(opened).writerows([HEADERS[name], *rows])
            files.append(file)
        return files


def make(seed: int, today: date, scale: float = 1.0) -> Province:
    """Make the province as it stood on the morning of a day, with the year before it."""
    source, first_day = Random(seed), year_before(today)  # noqa: S311 - must come out the same
    decided = Decisions.before(today, first_day)
    tree = plant(decided)
    people = Census(tree, decided, first_day, today, source, scale).take()
    wallets = hand_out(people, first_day, today, source)
    choices = list(_choices(today, source))
    market = Market(people, tree, wallets, choices, first_day, today, source)
    bought = market.run(round(PURCHASES * scale))
    tables: dict[str, Iterable[Row]] = {
        "organizations": tree.rows(),
        "members": (row for person in people for row in person.rows()),
        "partners": shops.partner_rows(),
        "outlets": shops.outlet_rows(source),
        "agreements": {each.signed.number: each.signed.row() for each in choices}.values(),
        "offers": (_offer_row(each) for each in choices),
        "cards": wallets.rows(),
        "purchases": (one.row() for one in bought),
        "reversals": take_back(bought, start_of(today), source),
    }
    return Province({name: tuple(rows) for name, rows in tables.items()})


def _choices(today: date, source: Random) -> Iterable[Choice]:
    signed = {each.deal.key: each for each in deals.sign_all(today, source)}
    shop_of = {shop.code: shop for shop in shops.SHOPS}
    for treat in (*GOODS, *SERVICES):
        paper = signed[treat.deal]
        told = _in_season(treat, today)
        treat = treat._replace(rule=told)  # noqa: PLW2901
        yield Choice(treat, shop_of[paper.deal.partner], paper, _rule(treat))


def _in_season(treat: Treat, today: date) -> Mapping[str, Any]:
    """Say on which days an offer for Tết holds: that of the year behind us and the next."""
    if treat.season != TET:
        return treat.rule
    feasts = sorted({next_tet(year_before(today)), next_tet(today)})
    windows = [
        {
            "valid_from": (feast - timedelta(days=SHOPPING_BEGINS)).isoformat(),
            "valid_until": feast.isoformat(),
        }
        for feast in feasts
    ]
    return {**treat.rule, "windows": windows}


def _rule(treat: Treat) -> Rule:
    extras = {name: told for name, told in treat.rule.items() if name not in BUYERS_ONLY}
    amounts = (treat.ceiling or "", treat.min_spend or "")
    return parse(treat.discount.value, treat.value, *amounts, extras or None)


def _offer_row(choice: Choice) -> Row:
    treat = choice.treat
    what = (treat.code, choice.signed.number, treat.title, treat.category.value)
    amounts = (treat.discount.value, treat.value, treat.ceiling or "", treat.min_spend or "")
    rule = json.dumps(treat.rule, ensure_ascii=False) if treat.rule else ""
    return *what, *amounts, ";".join(treat.outlets), rule
