"""A card that came with a code of its own is found by it, in capitals or in small letters."""

import pytest

from benefits.cards import Card, CardIndex, Presented
from tests.scenes import Scene


def given(scene: Scene, code: str, number: str) -> Card:
    """A card that came with a code from elsewhere."""
    card = scene.world.card(scene.world.member(number, "Vũ Thị Thẻ", scene.world.lotus))
    scene.world.session.get_one(CardIndex, card.index).code = code
    scene.world.session.flush()
    return card


@pytest.mark.parametrize("written", ["cđ-001/a", "CĐ-001/A"])
@pytest.mark.parametrize("typed", ["cđ-001/a", "CĐ-001/A", " CĐ-001/a "])
def test_capitals_make_no_difference_to_a_code(scene: Scene, written: str, typed: str) -> None:
    card = given(scene, written, "DV077")
    seen = scene.counter.verify(Presented(typed))
    assert seen.card is not None
    assert seen.card.index == card.index
    assert scene.counter.verify(Presented("CĐ-001/B")).headline.code != "applies"


def test_of_two_codes_alike_it_is_the_one_that_was_typed(scene: Scene) -> None:
    small, large = given(scene, "kh-9", "DV078"), given(scene, "KH-9", "DV079")
    for typed, card in (("kh-9", small), ("KH-9", large)):
        seen = scene.counter.verify(Presented(typed))
        assert seen.card is not None
        assert seen.card.index == card.index
    assert scene.counter.verify(Presented("Kh-9")).card is None
