"""Goods brought back piece by piece: whatever was split how, everything can be taken back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from benefits.money import Dong
from benefits.purchases import Amounts, part_of

NOTHING_LEFT = Amounts(Dong(0), Dong(0), Dong(0))


@st.composite
def bought(draw: st.DrawFn) -> Amounts:
    benefit, subsidy, own = (draw(st.integers(0, 10**6)) for _ in range(3))
    list_price = max(1, benefit + subsidy + own)
    return Amounts(Dong(list_price), Dong(list_price - benefit), Dong(subsidy))


@settings(max_examples=150, deadline=None)
@given(bought(), st.lists(st.floats(0.001, 0.999), max_size=6))
def test_parts_taken_back_one_after_another_leave_what_can_be_taken_back(
    left: Amounts, shares: list[float]
) -> None:
    for share in shares:
        price = Dong(int(left.list_price * share))
        part = part_of(left, price)
        assert part.list_price == price
        assert part.fits_into(left)
        left = left.less(part)
        assert left.is_possible
    assert left.fits_into(left)
    assert left.less(part_of(left, left.list_price)) == NOTHING_LEFT


def test_a_meal_that_others_pay_is_brought_back_in_part() -> None:
    left = Amounts(Dong(450_000), Dong(400_000), Dong(400_000))
    part = part_of(left, Dong(123_000))
    assert (part.benefit, part.subsidy) == (13_666, 109_334)
    assert part.paid == part.subsidy
    assert part.fits_into(left)


def test_no_part_fits_that_would_leave_more_subsidy_than_price() -> None:
    left = Amounts(Dong(100), Dong(80), Dong(60))
    assert not Amounts(Dong(50), Dong(50), Dong(10)).fits_into(left)
    assert Amounts(Dong(50), Dong(40), Dong(30)).fits_into(left)
