"""Several offers on one purchase: the best alone, unless two are allowed together."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from benefits.agreements.quotes import Quote
from benefits.money import Dong


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """The offers used, the better one first, and what each gives of the benefit."""

    list_price: Dong
    subsidy: Dong
    parts: tuple[tuple[str, Dong], ...]

    @property
    def offers(self) -> tuple[str, ...]:
        return tuple(offer for offer, _ in self.parts)

    @property
    def benefit(self) -> Dong:
        return Dong(sum(benefit for _, benefit in self.parts))

    @property
    def paid(self) -> Dong:
        return Dong(self.list_price - self.benefit)

    @property
    def member_pays(self) -> Dong:
        return Dong(self.paid - self.subsidy)

    @property
    def saving(self) -> Dong:
        return Dong(self.list_price - self.member_pays)


def combine(
    quotes: Mapping[str, Quote], allowed_pairs: Collection[frozenset[str]] = ()
) -> Combination | None:
    """Choose what saves the member most; of equals, one offer alone, and the one named first.

    The quotes are of one basket, by offer code. Prices the shop has already reduced are its
    answer for one offer, so those never pair.
    """
    usable = {code: quote for code, quote in quotes.items() if quote.applies}
    return min(_choices(usable, allowed_pairs), key=_order, default=None)


def _choices(
    quotes: Mapping[str, Quote], allowed_pairs: Collection[frozenset[str]]
) -> Iterator[Combination]:
    for code, quote in quotes.items():
        yield _of((code, quote))
    computed = [(code, quote) for code, quote in quotes.items() if quote.expected_paid is None]
    for one, other in combinations(computed, 2):
        is_same_basket = one[1].list_price == other[1].list_price
        if is_same_basket and frozenset((one[0], other[0])) in allowed_pairs:
            yield _of(*sorted((one, other), key=lambda named: -named[1].saving))


def _of(*chosen: tuple[str, Quote]) -> Combination:
    """Add up, the second giving no more than the first has left."""
    left = chosen[0][1].list_price
    parts: list[tuple[str, Dong]] = []
    for code, quote in chosen:
        part = Dong(min(left, quote.benefit))
        parts.append((code, part))
        left = Dong(left - part)
    subsidy = min(left, sum(quote.subsidy for _, quote in chosen))
    return Combination(
        list_price=chosen[0][1].list_price, subsidy=Dong(subsidy), parts=tuple(parts)
    )


def _order(combination: Combination) -> tuple[int, int]:
    return -combination.saving, len(combination.parts)
