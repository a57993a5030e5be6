"""How moments are told on screens."""

from datetime import UTC, datetime, timedelta

import pytest

from benefits.web.filters import moment_over

TEN = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "10:00"), (0.000001, "10:01"), (30, "10:01"), (60, "10:01")]
)
def test_a_wait_is_over_in_the_minute_that_is_told(seconds: float, told: str) -> None:
    assert moment_over(TEN + timedelta(seconds=seconds)) == f"01/05/2026 {told}"
    assert moment_over(None) == ""
