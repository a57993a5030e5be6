"""Whatever the rule and the basket, the amounts of a quote fit together."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benefits.agreements import Basket, Line, Quote, Rule, combine, quote
from benefits.agreements.terms import Discount, GroupShare, Measure, Subsidy, Tier, Tiers
from benefits.agreements.windows import DAY_LENGTH, Window, is_open, next_opening
from benefits.money import BASIS_POINTS, Dong
from benefits.periods import VIETNAM

amounts = st.one_of(st.integers(0, 300), st.integers(0, 10**7), st.integers(0, 10**12)).map(Dong)
shares = st.integers(0, BASIS_POINTS)
names = st.sampled_from(["kham", "thuoc", "sua"])
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=VIETNAM)
)
windows = st.builds(
    Window,
    weekdays=st.sets(st.integers(1, 7)).map(lambda days: tuple(sorted(days))),
    opens=st.integers(0, 719),
    closes=st.integers(720, DAY_LENGTH),
) | st.builds(Window, opens=st.integers(720, 1439), closes=st.integers(0, 719))


@st.composite
def tiers(draw: st.DrawFn, values: st.SearchStrategy[int]) -> Tiers:
    starts = sorted(draw(st.sets(st.integers(1, 60), min_size=1, max_size=3)))
    steps = tuple(Tier(at_least, draw(values)) for at_least in starts)
    return Tiers(draw(st.sampled_from(Measure)), steps)


@st.composite
def groups(draw: st.DrawFn) -> tuple[GroupShare, ...]:
    found = []
    for name in sorted(draw(st.sets(names))):
        least, most = sorted([draw(shares), draw(shares)])
        found.append(GroupShare(name, least, most))
    return tuple(found)


fixed = st.builds(
    Subsidy, names, st.integers(1, 10**6).map(Dong), st.just(0), per_item=st.booleans()
)
relative = st.builds(Subsidy, names, st.just(Dong(0)), st.integers(1, BASIS_POINTS))


@st.composite
def rules(draw: st.DrawFn, *, tiered: bool = True) -> Rule:
    kind = draw(st.sampled_from(Discount))
    values = st.integers(1, kind.most)
    fitting: dict[str, Any] = {}
    if kind is Discount.PERCENT:
        fitting["groups"] = draw(groups())
    if kind is Discount.AMOUNT:
        fitting = draw(st.sampled_from([{}, {"per_item": True}, {"stored_value": True}]))
    with_tiers = kind not in (Discount.FREE, Discount.TYPED) and not any(fitting.values())
    if tiered and with_tiers and draw(st.booleans()):
        fitting["tiers"] = draw(tiers(values))
    return Rule(
        discount=kind,
        value=draw(values),
        ceiling=draw(st.none() | st.integers(1, 10**7).map(Dong)),
        min_spend=draw(st.none() | st.integers(1, 10**6).map(Dong)),
        subsidies=tuple(draw(st.lists(fixed | relative, max_size=3))),
        windows=tuple(draw(st.lists(windows, max_size=2))),
        **fitting,
    )


@st.composite
def baskets(draw: st.DrawFn) -> Basket:
    lines = tuple(draw(st.lists(st.builds(Line, names, amounts), max_size=3)))
    list_price = Dong(draw(amounts) + sum(line.amount for line in lines))
    paid = draw(st.none() | st.integers(0, list_price).map(Dong))
    return Basket(
        list_price=list_price,
        paid=paid,
        subsidy=None if paid is None else draw(st.none() | st.integers(0, paid).map(Dong)),
        quantity=draw(st.integers(1, 50)),
        group_size=draw(st.integers(1, 150)),
        lines=lines,
        stated=draw(st.none() | amounts),
        balance=draw(st.none() | amounts),
    )


@given(rules(), baskets(), instants)
def test_the_amounts_always_add_up(rule: Rule, basket: Basket, at: datetime) -> None:
    quoted = quote(rule, basket, at=at)
    assert quoted.list_price - quoted.paid == quoted.benefit >= 0
    assert 0 <= quoted.subsidy <= quoted.paid
    assert quoted.member_pays + quoted.subsidy == quoted.paid
    parts = [quoted.list_price, quoted.paid, quoted.benefit, quoted.subsidy, quoted.member_pays]
    assert all(type(part) is int for part in parts)


@given(rules(), baskets(), instants)
def test_a_rule_gives_nothing_where_it_does_not_apply(
    rule: Rule, basket: Basket, at: datetime
) -> None:
    quoted = quote(rule, replace(basket, paid=None, subsidy=None), at=at)
    assert quoted.applies or quoted.saving == 0
    if rule.discount is not Discount.TYPED and rule.ceiling is not None:
        assert quoted.benefit <= rule.ceiling


@given(rules(), baskets(), instants)
def test_prices_the_shop_states_are_never_altered(rule: Rule, basket: Basket, at: datetime) -> None:
    quoted = quote(rule, basket, at=at)
    if basket.paid is not None:
        assert (quoted.list_price, quoted.paid) == (basket.list_price, basket.paid)
    if basket.subsidy is not None:
        assert quoted.subsidy == basket.subsidy


@given(rules(), baskets(), instants)
def test_the_rules_own_price_is_never_flagged(rule: Rule, basket: Basket, at: datetime) -> None:
    computed = quote(rule, replace(basket, paid=None, subsidy=None, stated=None), at=at)
    taken = replace(basket, list_price=computed.list_price, paid=computed.paid, subsidy=None)
    codes = [warning.code for warning in quote(rule, taken, at=at).warnings]
    assert "differs_from_rule" not in codes


@given(rules(tiered=False), st.lists(amounts, min_size=2, max_size=5), instants)
def test_a_dearer_basket_never_earns_a_smaller_discount(
    rule: Rule, prices: list[Dong], at: datetime
) -> None:
    if rule.discount in (Discount.FREE, Discount.TYPED):
        rule = replace(rule, value=0)  # an assumed worth stands in for a price of nothing
    for cheaper, dearer in pairwise(sorted(prices)):
        less, more = (quote(rule, Basket(list_price=price), at=at) for price in (cheaper, dearer))
        assert less.benefit <= more.benefit


@given(st.integers(1, BASIS_POINTS), amounts, instants)
def test_a_percentage_is_the_exact_share_rounded_down(
    basis_points: int, price: Dong, at: datetime
) -> None:
    rule = Rule(discount=Discount.PERCENT, value=basis_points)
    exact = price * Fraction(basis_points, 10_000)
    benefit = quote(rule, Basket(list_price=price), at=at).benefit
    assert 0 <= exact - benefit < 1


@given(rules(), baskets(), instants)
def test_rule_basket_and_quote_survive_json(rule: Rule, basket: Basket, at: datetime) -> None:
    def through(document: dict[str, Any]) -> Any:
        return json.loads(json.dumps(document))

    quoted = quote(rule, basket, at=at)
    assert Rule.from_json(through(rule.to_json())) == rule
    assert Basket.from_json(through(basket.to_json())) == basket
    assert Quote.from_json(through(quoted.to_json())) == quoted


@given(st.lists(windows, min_size=1, max_size=3), instants)
def test_the_next_opening_is_the_first_minute_an_offer_opens(
    some: list[Window], at: datetime
) -> None:
    opening = next_opening(some, at)
    assert opening is not None
    assert at < opening
    assert is_open(some, opening)
    if not is_open(some, at):
        between = (opening - at) / 5
        assert not any(is_open(some, at + number * between) for number in range(1, 5))
        assert not is_open(some, opening - timedelta(minutes=1))


@given(st.lists(rules(), min_size=1, max_size=4), amounts, instants, st.data())
def test_a_combination_is_never_worse_than_its_best_offer(
    several: list[Rule], price: Dong, at: datetime, data: st.DataObject
) -> None:
    basket = Basket(list_price=price)
    quotes = {f"U{number}": quote(rule, basket, at=at) for number, rule in enumerate(several)}
    pair = frozenset(data.draw(st.lists(st.sampled_from(sorted(quotes)), max_size=2)))
    chosen = combine(quotes, [pair])
    savings = [quoted.saving for quoted in quotes.values() if quoted.applies]
    if chosen is None:
        assert not savings
        return
    assert chosen.saving >= max(savings)
    assert chosen.list_price - chosen.paid == chosen.benefit >= 0
    assert 0 <= chosen.subsidy <= chosen.paid
    assert len(chosen.offers) == 1 or frozenset(chosen.offers) == pair
