"""Titles in a superior's list: a unit's, or of a part of the unit whose title stands above."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from benefits.database import Database
from benefits.members import Member, Membership
from benefits.organization import Organization
from tests.support.given_rosters import Union, codes

HEAD = "STT,Họ và tên,Ngày sinh"
SEN, BM = ",CĐCS Công ty Hoa Sen,", ",CĐCS Công ty Bình Minh,"
ONE, TWO, THREE = "1,Lê Một,1/2/1981", "2,Lê Hai,1/2/1982", "3,Lê Ba,1/2/1983"


@pytest.fixture
def union(database: Database, tmp_path: Path) -> Union:
    return Union(database, tmp_path)


@pytest.fixture
def taken(union: Union) -> Callable[..., dict[str, str]]:
    def take(*rows: str) -> dict[str, str]:
        outcome = union.take("\n".join([HEAD, *rows, ""]), "T")
        assert not outcome.refused
        units = (
            select(Member.full_name, Organization.code)
            .join(Membership, Membership.member_id == Member.id)
            .join(Organization, Organization.id == Membership.organization_id)
            .where(Member.full_name.like("Lê %"))
        )
        with union.database.read() as session:
            found = dict(session.execute(units).all())
        return {name: found[name] for name in ("Lê Một", "Lê Hai", "Lê Ba") if name in found} | {
            "flags": " ".join(sorted(codes(outcome).keys() - {"row_is_section"}))
        }

    return take


@pytest.mark.parametrize("title", ["Giáo viên,,", "II,Giáo viên,", ",II. Giáo viên,"])
def test_a_title_of_no_unit_is_of_the_unit_whose_title_stands_above(
    taken: Callable[..., dict[str, str]], title: str
) -> None:
    assert taken(SEN, ONE, title, TWO, BM, THREE) == {
        "Lê Một": "SEN",
        "Lê Hai": "SEN",
        "Lê Ba": "BM",
        "flags": "title_passed_over",
    }


def test_parts_go_on_being_of_the_unit_whose_title_came_last(
    taken: Callable[..., dict[str, str]],
) -> None:
    assert taken(SEN, "Giáo viên,,", ONE, "Công ty Bình Minh,,", "Nhân viên,,", TWO) == {
        "Lê Một": "SEN",
        "Lê Hai": "BM",
        "flags": "title_passed_over",
    }


def test_of_titles_numbered_alike_none_is_a_part_of_the_one_before(
    taken: Callable[..., dict[str, str]],
) -> None:
    rows = (",I. CĐCS Công ty Hoa Sen,", ONE, ",II. Sao Mai,", TWO)
    assert taken(*rows) == {"Lê Một": "SEN", "Lê Hai": "T", "flags": "joins_above"}


@pytest.mark.parametrize("label", ["Đơn vị: ", "Tên đơn vị: CĐCS ", "CĐCS: "])
def test_what_says_that_a_units_name_follows_is_no_part_of_the_name(
    taken: Callable[..., dict[str, str]], label: str
) -> None:
    rows = (SEN, ONE, f",{label}Công ty Bình Minh,", TWO)
    assert taken(*rows) == {"Lê Một": "SEN", "Lê Hai": "BM", "flags": ""}
