"""How a merged union is named on a look at a card that was printed before."""

import pytest

from benefits.cards.formerly import Merger, with_former


@pytest.mark.parametrize(
    ("gone", "heir", "said"),
    [
        ("LĐLĐ tỉnh Bắc Giang", "LĐLĐ tỉnh Bắc Ninh", "nay thuộc Bắc Ninh"),
        ("LĐLĐ tỉnh Quảng Bình", "LĐLĐ tỉnh Quảng Trị", "nay thuộc Quảng Trị"),
        ("LĐLĐ tỉnh Bình Dương", "LĐLĐ thành phố Hồ Chí Minh", "nay thuộc thành phố Hồ Chí Minh"),
        ("Công đoàn xã Tân An", "Công đoàn xã Tân Lập", "nay thuộc Tân Lập"),
        ("LĐLĐ tỉnh Vĩnh Long", "LĐLĐ tỉnh Vĩnh Long", None),
    ],
)
def test_the_heir_is_called_by_its_own_name_without_what_both_are(
    gone: str, heir: str, said: str | None
) -> None:
    merger = Merger(1, 2, True, gone, heir)
    assert with_former(heir, [merger], (9, 2)) == (f"{gone} ({said})" if said else heir)
    assert with_former(heir, [merger], (9, 3)) == heir


def test_of_mergers_one_after_another_the_first_and_the_last_are_told() -> None:
    mergers = [
        Merger(1, 2, False, "LĐLĐ tỉnh A", "LĐLĐ tỉnh B"),
        Merger(2, 3, False, "LĐLĐ tỉnh B", "LĐLĐ tỉnh C"),
    ]
    assert with_former("CĐCS May", mergers, (9, 3, 5)) == "CĐCS May, LĐLĐ tỉnh A (nay thuộc C)"
    own = Merger(4, 5, True, "CĐCS Dệt", "CĐCS May")
    assert with_former("CĐCS May", [*mergers, own], (9, 3, 5)) == "CĐCS Dệt (nay thuộc May)"
