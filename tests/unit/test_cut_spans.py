"""Days in a unit are cut where it ends; what is refused names the day on which it closed."""

from datetime import date

import pytest

from benefits.errors import Refusal
from benefits.members import BeneficiaryKind
from benefits.members.cutting import parts
from benefits.members.respanning import NewSpan
from benefits.organization import Courses

CLOSED, OPENED_AGAIN = date(2022, 1, 1), date(2023, 1, 1)
COURSES = Courses(lives={7: ((date(2020, 1, 1), CLOSED), (OPENED_AGAIN, None))})


def span(since: date) -> NewSpan:
    return NewSpan(7, BeneficiaryKind.DOAN_VIEN, since, None)


@pytest.mark.parametrize("since", [CLOSED, date(2022, 6, 1)])
def test_a_unit_that_was_opened_again_closed_on_the_day_it_closed(since: date) -> None:
    with pytest.raises(Refusal) as refused:
        parts(span(since), COURSES, may_be_closed=False)
    assert (refused.value.code, refused.value.params) == ("unit_closed", {"since": "01/01/2022"})


def test_who_comes_after_that_belongs_to_it() -> None:
    [kept] = parts(span(OPENED_AGAIN), COURSES, may_be_closed=False)
    assert kept == span(OPENED_AGAIN)
