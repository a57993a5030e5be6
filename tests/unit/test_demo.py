"""The demo's province holds together by itself, before any import looks at it."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from benefits.agreements.rules import parse
from benefits.demo.province import HEADERS, Province, make
from benefits.demo.seasons import tet_of
from benefits.members import identity
from benefits.periods import day_of

TODAY = date(2026, 11, 22)
FOR_GOOD = date.max
Rows = list[Mapping[str, Any]]


@cache
def province(seed: int = 7, today: date = TODAY, scale: float = 0.2) -> Province:
    return make(seed, today, scale)


def table(name: str, **of: Any) -> Rows:
    rows = province(**of).tables[name]
    return [dict(zip(HEADERS[name], row, strict=True)) for row in rows]


def by(name: str, column: str, **of: Any) -> dict[Any, Mapping[str, Any]]:
    return {row[column]: row for row in table(name, **of)}


def is_open(row: Mapping[str, Any], day: date, first: str = "from", until: str = "until") -> bool:
    return bool(row[first] <= day < (row[until] or FOR_GOOD))


def above(unit: str, day: date) -> set[str]:
    found: set[str] = set()
    while unit:
        rows = [row for row in table("organizations") if row["code"] == unit and is_open(row, day)]
        assert len(rows) == 1, (unit, day)
        found.add(unit)
        unit = rows[0]["parent_code"]
    return found


def test_the_same_seed_and_day_make_the_same_province() -> None:
    assert make(3, TODAY, 0.05) == make(3, TODAY, 0.05)
    assert make(3, TODAY, 0.05) != make(4, TODAY, 0.05)


def test_it_is_as_large_as_a_small_province() -> None:
    whole = {"scale": 1.0}
    assert len(by("members", "member_no", **whole)) == 2_000
    assert len(table("partners", **whole)) == 15
    assert len(table("outlets", **whole)) == 40
    assert 6_000 <= len(table("purchases", **whole)) <= 9_000
    sizes = Counter(row["organization_code"][:6] for row in table("members", **whole))
    assert max(sizes.values()) >= 500
    assert min(size for code, size in sizes.items() if "-" in code) <= 20


def test_it_has_every_level_and_one_merger_within_the_year() -> None:
    rows = table("organizations")
    levels = {"tong_lien_doan", "tinh", "cap_tren", "co_so", "bo_phan"}
    assert {row["level"] for row in rows} == levels
    [merged] = [row for row in rows if row["successor"]]
    assert TODAY - timedelta(days=365) < merged["until"] < TODAY
    moved = [row for row in rows if row["parent_code"] == merged["code"]]
    assert moved
    assert all(row["until"] == merged["until"] for row in moved)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("partners", "code"),
        ("outlets", "code"),
        ("agreements", "number"),
        ("offers", "code"),
        ("cards", "card_code"),
        ("purchases", "id"),
        ("reversals", "id"),
        ("reversals", "purchase_id"),
    ],
)
def test_nothing_is_named_twice(name: str, column: str) -> None:
    rows = table(name)
    assert len({row[column] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("name", "column", "of", "key"),
    [
        ("organizations", "parent_code", "organizations", "code"),
        ("organizations", "successor", "organizations", "code"),
        ("members", "organization_code", "organizations", "code"),
        ("outlets", "partner_code", "partners", "code"),
        ("agreements", "partner_code", "partners", "code"),
        ("agreements", "signed_by", "organizations", "code"),
        ("agreements", "covers", "organizations", "code"),
        ("offers", "agreement_number", "agreements", "number"),
        ("offers", "outlets", "outlets", "code"),
        ("cards", "member_no", "members", "member_no"),
        ("purchases", "card_code", "cards", "card_code"),
        ("purchases", "outlet_code", "outlets", "code"),
        ("purchases", "offer_code", "offers", "code"),
        ("reversals", "purchase_id", "purchases", "id"),
    ],
)
def test_every_code_that_is_named_exists(name: str, column: str, of: str, key: str) -> None:
    named = {code for row in table(name) for code in str(row[column]).split(";") if code}
    assert named <= set(by(of, key))
    assert named or column == "outlets"


def test_nobody_belongs_to_two_units_on_a_day() -> None:
    spans = defaultdict(list)
    for row in table("members"):
        assert row["from"] < (row["until"] or FOR_GOOD)
        spans[row["member_no"]].append((row["from"], row["until"] or FOR_GOOD))
    assert any(len(each) > 1 for each in spans.values())
    for each in spans.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(each)))


def test_people_belong_to_units_that_exist() -> None:
    for row in table("members"):
        assert row["organization_code"] in above(row["organization_code"], row["from"])
        if row["until"]:
            above(row["organization_code"], row["until"] - timedelta(days=1))


def test_people_can_be_read_as_a_roster() -> None:
    for row in by("members", "member_no").values():
        assert not row["phone"] or identity.phone(row["phone"]).flags == ()
        assert not row["citizen_id"] or identity.citizen_id(row["citizen_id"]).flags == ()
        assert len(row["full_name"].split()) >= 2


def test_one_active_card_of_a_medium_is_all_anybody_has() -> None:
    active = [
        (row["member_no"], row["medium"]) for row in table("cards") if row["status"] == "active"
    ]
    assert len(set(active)) == len(active)
    assert {row["status"] for row in table("cards")} == {"active", "lost", "replaced"}


def test_every_purchase_is_one_the_counter_would_have_taken() -> None:
    cards, outlets, offers, agreements = (
        by("cards", "card_code"),
        by("outlets", "code"),
        by("offers", "code"),
        by("agreements", "number"),
    )
    stays = defaultdict(list)
    for row in table("members"):
        stays[row["member_no"]].append(row)
    for row in table("purchases"):
        day = day_of(datetime.fromisoformat(row["bought_at"]))
        card, offer = cards[row["card_code"]], offers[row["offer_code"]]
        agreement = agreements[offer["agreement_number"]]
        [stay] = [each for each in stays[card["member_no"]] if is_open(each, day)]
        rule = json.loads(offer["rule"] or "{}")
        assert TODAY - timedelta(days=366) < day < TODAY
        assert is_open(card, day)
        assert is_open(agreement, day, "valid_from", "valid_until")
        assert above(stay["organization_code"], day) & set(agreement["covers"].split(";"))
        assert stay["kind"] in rule.get("kinds", ["doan_vien", "nguoi_lao_dong"])
        assert outlets[row["outlet_code"]]["partner_code"] == agreement["partner_code"]
        assert row["outlet_code"] in (offer["outlets"] or row["outlet_code"]).split(";")
        assert 0 <= row["subsidy"] <= row["paid"] <= row["list_price"]


def test_what_is_taken_back_was_bought_before_and_is_no_more_than_that() -> None:
    bought = by("purchases", "id")
    partial = 0
    for row in table("reversals"):
        purchase = bought[row["purchase_id"]]
        assert row["at"] >= purchase["bought_at"]
        if row["list_price"] != "":
            partial += 1
            rest = [purchase[name] - row[name] for name in ("list_price", "paid", "subsidy")]
            assert min(rest) >= 0
            assert 0 <= row["list_price"] - row["paid"] <= purchase["list_price"] - purchase["paid"]
    assert 0 < partial < len(table("reversals"))


def test_offers_are_of_every_kind_and_their_rules_can_be_read() -> None:
    rows = table("offers")
    assert {row["discount"] for row in rows} == {"percent", "amount", "price", "free", "typed"}
    assert {"khach_san", "nha_van_hoa", "tu_van_phap_luat"} <= {row["category"] for row in rows}
    ours = ("limits", "kinds", "trust", "terms")
    for row in rows:
        document = json.loads(row["rule"] or "{}")
        extras = {name: told for name, told in document.items() if name not in ours}
        parse(row["discount"], row["value"], row["ceiling"], row["min_spend"], extras)


def test_people_buy_most_before_tet_and_least_on_its_first_days() -> None:
    days = Counter(row["bought_at"][:10] for row in table("purchases", scale=1.0))
    tet = tet_of(2026)
    before = sum(days[str(tet - timedelta(days=number))] for number in range(2, 16))
    after = sum(days[str(tet + timedelta(days=number))] for number in range(3))
    usual = sum(days.values()) / 365
    assert before / 14 > 1.5 * usual
    assert after / 3 < 0.4 * usual


@pytest.mark.parametrize(
    "today",
    [
        date(2024, 2, 29),
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2026, 6, 30),
        date(2027, 2, 6),
        date(2041, 3, 31),
    ],
)
def test_it_can_be_made_on_any_day(today: date) -> None:
    made = make(1, today, 0.05)
    assert len(made.tables["purchases"]) == 380
    assert max(str(row[4]) for row in made.tables["purchases"]) < today.isoformat()
