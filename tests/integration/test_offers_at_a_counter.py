"""What the offers of an outlet answer to a good card, and what is kept of a look."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from benefits.agreements import Coverage, LimitScope, LimitWindow, Trust
from benefits.cards import CardIndex, Medium, Presented
from benefits.purchases import Verification, verification_of
from tests.counter import limit
from tests.scenes import DAY, Scene


def test_each_offer_of_the_outlet_answers_for_itself(scene: Scene) -> None:
    world = scene.world
    covered_elsewhere = world.signed("02/TT", world.pharmacy, world.south)
    world.offered("AK-NAM", covered_elsewhere, "Chỉ phía Nam")
    world.offered("AK-DT", world.agreement, "Chỉ thẻ điện thoại", trust=Trust.PHONE)

    checked = scene.counter.verify(scene.print_of())

    answers = {each.offer.code: each.reason and each.reason.code for each in checked.offers}
    assert answers == {"AK-15": None, "AK-NAM": "unit_not_covered", "AK-DT": "trust_too_low"}
    assert checked.headline.code == "applies"


def test_when_no_offer_applies_the_reason_that_got_furthest_is_told(scene: Scene) -> None:
    world = scene.world
    covered_elsewhere = world.signed("02/TT", world.pharmacy, world.south)
    world.offered("AK-NAM", covered_elsewhere, "Chỉ phía Nam")
    world.offer.trust = Trust.PHONE
    world.session.flush()
    assert scene.counter.verify(scene.print_of()).headline.code == "trust_too_low"


def test_the_closest_organization_named_decides_what_is_covered(scene: Scene) -> None:
    world = scene.world
    for unit, is_excluded in ((world.north, True), (world.lotus, False)):
        world.session.add(
            Coverage(
                agreement_id=world.agreement.id,
                organization_id=unit.id,
                is_excluded=is_excluded,
            )
        )
    world.session.flush()
    assert scene.counter.verify(scene.print_of()).applies


@pytest.mark.parametrize(
    ("window", "opens_on"),
    [
        (LimitWindow.DAY, "2026-05-02"),
        (LimitWindow.MONTH, "2026-06-01"),
        (LimitWindow.TOTAL, None),
    ],
)
def test_a_limit_says_which_it_is_and_when_it_opens(
    scene: Scene, window: LimitWindow, opens_on: str | None
) -> None:
    limit(scene.world.session, scene.world.offer, window=window)
    scene.counter.record(scene.print_of())
    told = scene.counter.verify(scene.print_of()).headline
    assert told.params == {
        "scope": LimitScope.MEMBER,
        "window": window,
        "allowed": 1,
        "opens_on": opens_on,
    }


def test_a_limit_of_the_day_is_open_again_on_the_next(scene: Scene) -> None:
    limit(scene.world.session, scene.world.offer)
    scene.counter.record(scene.print_of())
    midnight = datetime(2026, 5, 1, 17, 0, tzinfo=scene.counter.now.tzinfo)
    assert not scene.counter.verify(scene.print_of(), now=midnight - DAY / 24).applies
    assert scene.counter.verify(scene.print_of(), now=midnight).applies


def test_a_phone_is_believed_two_minutes_either_side_of_its_slot(scene: Scene) -> None:
    phone = scene.world.card(scene.world.hanh, medium=Medium.PHONE)
    shown, minute = scene.counter.on_phone(phone), timedelta(minutes=1)
    answers = {
        minutes: scene.counter.verify(shown, now=scene.counter.now + minutes * minute).applies
        for minutes in (-3, -2, 0, 6, 7)
    }
    assert answers == {-3: False, -2: True, 0: True, 6: True, 7: False}


def test_a_typed_code_may_be_written_with_blanks_and_small_letters(scene: Scene) -> None:
    code = scene.world.session.get_one(CardIndex, scene.card.index).typed_code
    written = f" {code[:4]} {code[4:8]}-{code[8:]} ".lower()
    assert scene.counter.verify(Presented(written)).applies


def test_the_shop_sees_a_masked_name_and_little_else(scene: Scene) -> None:
    seen = scene.counter.verify(scene.print_of()).to_json()
    assert seen["member"] == {"name": "Nguyễn T** H**", "kind": "doan_vien"}
    for secret in ("Hạnh", "DV001", str(scene.card.index)):
        assert secret not in str(seen["member"])


def test_looking_is_written_down_and_counts_nowhere(scene: Scene) -> None:
    checked = scene.counter.verify(scene.print_of())
    verification_of(checked, scene.counter.till)(scene.world.session)
    [row] = scene.world.session.scalars(select(Verification))
    assert (row.card_index, row.outlet_id) == (scene.card.index, scene.world.outlet.id)
    assert row.result == "applies"


def test_a_look_needs_few_statements(scene: Scene, statements: list[str]) -> None:
    scene.counter.verify(scene.print_of())
    assert len(statements) <= 6
