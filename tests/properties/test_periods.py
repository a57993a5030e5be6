"""However a period is cut, no day is lost and none is counted twice."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from benefits.periods import Period, Span, code_of_month, day_of, instants_of, months_touching

days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
cutoffs = st.sampled_from([1, 15])
years = st.integers(1990, 2100)
periods = st.builds(
    lambda first, length: Period(first, first + timedelta(days=length)), days, st.integers(1, 1500)
)


@given(periods, cutoffs)
def test_months_partition_the_period_exactly(period: Period, cutoff: int) -> None:
    parts = months_touching(period, cutoff)
    assert parts[0][1].first == period.first
    assert parts[-1][1].after == period.after
    for (_, earlier), (_, later) in pairwise(parts):
        assert earlier.after == later.first
    codes = [code for code, _ in parts]
    assert codes == sorted(set(codes))


@given(periods, cutoffs)
def test_every_part_lies_in_the_month_its_code_names(period: Period, cutoff: int) -> None:
    for code, part in months_touching(period, cutoff):
        assert part == Period.of_code(code, cutoff).overlap(period)


@given(days, cutoffs)
def test_a_day_lies_in_the_month_it_is_counted_to(day: date, cutoff: int) -> None:
    month = Period.of_code(code_of_month(day, cutoff), cutoff)
    assert month.contains(day)
    assert month.first.day == month.after.day == cutoff


@given(years, cutoffs)
def test_months_quarters_and_halves_each_make_up_the_year(year: int, cutoff: int) -> None:
    whole = Period.of_code(str(year), cutoff)
    cuts = (
        [f"{year}-{month:02d}" for month in range(1, 13)],
        [f"{year}-Q{quarter}" for quarter in range(1, 5)],
        [f"{year}-H1", f"{year}-H2"],
    )
    for codes in cuts:
        parts = [Period.of_code(code, cutoff) for code in codes]
        assert sum(part.days for part in parts) == whole.days
        assert (parts[0].first, parts[-1].after) == (whole.first, whole.after)
    assert whole.after.year == year + (cutoff == 1)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - drawn as UTC
def test_an_instant_lies_between_the_instants_of_its_day(naive: datetime) -> None:
    instant = naive.replace(tzinfo=UTC)
    start, stop = instants_of(day_of(instant))
    assert start <= instant < stop


spans = st.builds(
    lambda first, length: Span(first, first + timedelta(days=length) if length else None),
    st.dates(date(2026, 1, 1), date(2026, 2, 1)),
    st.integers(0, 20),
)


@given(spans, spans)
def test_spans_overlap_when_they_share_a_day(one: Span, other: Span) -> None:
    some_days = [date(2026, 1, 1) + timedelta(days=number) for number in range(60)]
    shared = any(one.covers(day) and other.covers(day) for day in some_days)
    assert one.overlaps(other) == other.overlaps(one) == shared
