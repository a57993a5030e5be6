"""A list that names in another unit somebody who has left takes nobody back into it."""

from datetime import date
from pathlib import Path

import pytest

from benefits.database import Database
from benefits.exchange import RowState
from benefits.members import EndReason, enrolment, leaving
from tests.support.given_rosters import Union, codes

HEAD = "member_no,full_name,organization_code,from,until\n"
LEFT = date(2024, 6, 1)


@pytest.fixture
def union(database: Database, tmp_path: Path) -> Union:
    """Lê An belonged to SEN from 2020 until she left in 2024, long before the lists."""
    union = Union(database, tmp_path)
    union.take(f"{HEAD}1,Lê An,SEN,2020-01-01,\n")
    with database.write() as session:
        an = enrolment.by_number(session, ["1"])["1"]
        leaving.leave(session, an.id, LEFT, EndReason.ROI_DON_VI)
    return union


def test_who_left_long_ago_is_told_of_and_stays_where_she_was(union: Union) -> None:
    before = union.spans("Lê An")
    taken = union.take(f"{HEAD}1,Lê An,BM,2024-01-01,\n", "T")
    assert taken.states == {RowState.SAME: 1}
    assert list(codes(taken)) == ["left_before"]
    assert union.spans("Lê An") == before == [("SEN", date(2020, 1, 1), LEFT)]


def test_the_reason_stays_where_only_the_day_is_told_otherwise(union: Union) -> None:
    union.take(f"{HEAD}1,Lê An,SEN,2020-01-01,2024-05-01\n", "T")
    assert union.spans("Lê An") == [("SEN", date(2020, 1, 1), date(2024, 5, 1))]
    with union.database.read() as session:
        an = enrolment.by_number(session, ["1"])["1"]
        [span] = enrolment.spans_of(session, [an.id])[an.id]
        assert span.ended_because is EndReason.ROI_DON_VI


def test_who_is_told_to_have_moved_before_leaving_is_moved(union: Union) -> None:
    union.take(f"{HEAD}1,Lê An,BM,2024-01-01,2024-06-01\n", "T")
    assert union.spans("Lê An") == [
        ("SEN", date(2020, 1, 1), date(2024, 1, 1)),
        ("BM", date(2024, 1, 1), LEFT),
    ]
