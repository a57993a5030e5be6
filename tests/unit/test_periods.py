from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from benefits.errors import Invalid
from benefits.periods import (
    Period,
    Span,
    code_of_month,
    day_of,
    instants_of,
    months_touching,
)


def test_a_day_begins_at_midnight_in_viet_nam() -> None:
    assert day_of(datetime(2026, 9, 14, 16, 59, 59, 999_999, tzinfo=UTC)) == date(2026, 9, 14)
    assert day_of(datetime(2026, 9, 14, 17, 0, tzinfo=UTC)) == date(2026, 9, 15)
    american = timezone(timedelta(hours=-8))
    assert day_of(datetime(2026, 12, 31, 9, 0, tzinfo=american)) == date(2027, 1, 1)


def test_the_instants_of_a_day_are_its_first_and_the_next_days_first() -> None:
    start, stop = instants_of(date(2026, 9, 15))
    assert start == datetime(2026, 9, 14, 17, tzinfo=UTC)
    assert stop - start == timedelta(days=1)


def test_an_instant_without_a_zone_has_no_day() -> None:
    with pytest.raises(Invalid, match="naive_instant"):
        day_of(datetime(2026, 9, 15))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("code", "cutoff", "first", "after"),
    [
        ("2026-10", 15, date(2026, 9, 15), date(2026, 10, 15)),
        ("2026-01", 15, date(2025, 12, 15), date(2026, 1, 15)),
        ("2024-03", 15, date(2024, 2, 15), date(2024, 3, 15)),
        ("2026-Q1", 15, date(2025, 12, 15), date(2026, 3, 15)),
        ("2026-Q2", 15, date(2026, 3, 15), date(2026, 6, 15)),
        ("2026-Q4", 15, date(2026, 9, 15), date(2026, 12, 15)),
        ("2026-H1", 15, date(2025, 12, 15), date(2026, 6, 15)),
        ("2026-H2", 15, date(2026, 6, 15), date(2026, 12, 15)),
        ("2026", 15, date(2025, 12, 15), date(2026, 12, 15)),
        ("2026-10", 1, date(2026, 10, 1), date(2026, 11, 1)),
        ("2026-12", 1, date(2026, 12, 1), date(2027, 1, 1)),
        ("2026-Q2", 1, date(2026, 4, 1), date(2026, 7, 1)),
        ("2026-H1", 1, date(2026, 1, 1), date(2026, 7, 1)),
        ("2026", 1, date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_code_names_a_period_by_the_month_it_ends_in(
    code: str, cutoff: int, first: date, after: date
) -> None:
    assert Period.of_code(code, cutoff) == Period(first, after)


@pytest.mark.parametrize(
    "code", ["", "2026-13", "2026-00", "2026-Q5", "2026-H3", "26-10", "2026-1", "0001"]
)
def test_a_code_that_names_nothing_is_refused(code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Period.of_code(code, 15)
    assert refused.value.code == "unknown_period"
    assert refused.value.params == {"period": code}


def test_only_the_two_cut_offs_of_the_forms_exist() -> None:
    with pytest.raises(Invalid, match="unknown_cutoff"):
        Period.of_code("2026-10", 20)


def test_a_period_shows_its_last_day_and_counts_whole_days() -> None:
    month = Period.of_code("2026-10", 15)
    assert month.last == date(2026, 10, 14)
    assert month.days == 30
    assert month.contains(date(2026, 9, 15))
    assert not month.contains(date(2026, 10, 15))
    assert month.instants == (
        datetime(2026, 9, 14, 17, tzinfo=UTC),
        datetime(2026, 10, 14, 17, tzinfo=UTC),
    )


def test_a_period_has_at_least_one_day() -> None:
    with pytest.raises(Invalid, match="empty_period"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


def test_the_fifteenth_opens_the_next_reporting_month() -> None:
    assert code_of_month(date(2026, 10, 14), 15) == "2026-10"
    assert code_of_month(date(2026, 10, 15), 15) == "2026-11"
    assert code_of_month(date(2026, 12, 15), 15) == "2027-01"
    assert code_of_month(date(2026, 12, 31), 1) == "2026-12"


def test_a_ragged_period_is_cut_into_clipped_months() -> None:
    assert months_touching(Period(date(2025, 12, 20), date(2026, 2, 16)), 15) == [
        ("2026-01", Period(date(2025, 12, 20), date(2026, 1, 15))),
        ("2026-02", Period(date(2026, 1, 15), date(2026, 2, 15))),
        ("2026-03", Period(date(2026, 2, 15), date(2026, 2, 16))),
    ]


def test_a_span_covers_its_first_day_and_not_its_until() -> None:
    span = Span(date(2026, 1, 1), date(2026, 2, 1))
    assert span.covers(date(2026, 1, 1))
    assert span.covers(date(2026, 1, 31))
    assert not span.covers(date(2026, 2, 1))
    assert not span.covers(date(2025, 12, 31))
    assert span.last == date(2026, 1, 31)
    assert Span(date(2026, 1, 1)).covers(date(2999, 1, 1))
    assert Span(date(2026, 1, 1)).last is None


def test_spans_that_only_touch_do_not_overlap() -> None:
    january = Span(date(2026, 1, 1), date(2026, 2, 1))
    assert not january.overlaps(Span(date(2026, 2, 1)))
    assert january.overlaps(Span(date(2026, 1, 31)))
    assert Span(date(2026, 3, 1)).overlaps(Span(date(2026, 9, 1)))


def test_a_span_is_clipped_to_a_period() -> None:
    year = Period.of_code("2026", 1)
    assert Span(date(2026, 3, 1)).within(year) == Period(date(2026, 3, 1), date(2027, 1, 1))
    assert Span(date(2025, 1, 1), date(2026, 1, 1)).within(year) is None
