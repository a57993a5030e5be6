"""A slot is believed for its five minutes and two either side, by whatever clock, never longer."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from benefits.cards import missing, slots_ahead
from benefits.cards.ahead import KEPT
from benefits.cards.standing import SLOT_GRACE, is_shown_at
from benefits.cards.tokens import SLOT, slot_at, slot_begins
from benefits.periods import day_of

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
instants = st.timedeltas(timedelta(0), timedelta(days=3650)).map(BEGAN.__add__)
offsets = st.timedeltas(timedelta(minutes=-30), timedelta(minutes=30))


@given(at=instants, wrong=offsets)
def test_a_phone_whose_clock_is_wrong_is_believed_just_as_far_as_its_slot_reaches(
    at: datetime, wrong: timedelta
) -> None:
    slot = slot_at(at + wrong)
    begins = slot_begins(slot)
    assert is_shown_at(slot, at) == (begins - SLOT_GRACE <= at < begins + SLOT + SLOT_GRACE)


@given(at=instants, wrong=st.timedeltas(-SLOT_GRACE, SLOT_GRACE))
def test_two_minutes_are_always_forgiven(at: datetime, wrong: timedelta) -> None:
    assert is_shown_at(slot_at(at + wrong), at)


@given(at=instants, wrong=offsets.filter(lambda each: abs(each) >= SLOT + SLOT_GRACE))
def test_seven_minutes_never_are(at: datetime, wrong: timedelta) -> None:
    assert not is_shown_at(slot_at(at + wrong), at)


@given(at=instants, days=st.integers(-1, 20), have=st.none() | st.integers(0, 1 << 21))
def test_codes_reach_neither_behind_now_nor_beyond_a_week_or_the_last_day(
    at: datetime, days: int, have: int | None
) -> None:
    until = day_of(at) + timedelta(days=days)
    for slot in missing(slots_ahead(at, until), have):
        assert slot >= slot_at(at)
        assert slot_begins(slot) < at + KEPT
        assert day_of(slot_begins(slot)) < until
