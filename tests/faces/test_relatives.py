"""Relatives at the desk: moved there and back, back with their member, a relative by mistake."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from benefits.members import BeneficiaryKind, EndReason, Member
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.faces.test_membership import PEOPLE, lotus_officer, one, spans
from tests.page import Page
from tests.world import World

__all__ = ["lotus_officer"]

SEN, BM = "SEN", "BM"
CHILDREN = ("TN1", "TN2")


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


@pytest.fixture
def children(officer: Visitor, session: Session, world: World) -> list[Member]:
    page = Page(officer.get(f"{PEOPLE}{world.hanh.id}/than-nhan"))
    for number, name in zip(CHILDREN, ("Lê Minh Anh", "Lê Minh Em"), strict=True):
        told = {"full_name": name, "since": "2026-02-01", "member_no": number}
        assert page.send(officer, told).status_code == 303
    return [one(session, number) for number in CHILDREN]


def units(session: Session, world: World, member: Member) -> list[tuple[str, date, date | None]]:
    codes = {world.lotus.id: SEN, world.dawn.id: BM}
    return [
        (codes[each.organization_id], each.valid_from, each.valid_until)
        for each in spans(session, member)
    ]


def test_relatives_move_there_and_back_with_their_member(
    officer: Visitor, children: list[Member], session: Session, world: World
) -> None:
    for unit, day in ((BM, "2026-03-01"), (SEN, "2026-04-01")):
        page = Page(officer.get(f"{PEOPLE}{world.hanh.id}/chuyen?tim={unit}"))
        assert page.send(officer, {"unit": unit, "day": day}, action="").status_code == 303
    there, back = date(2026, 3, 1), date(2026, 4, 1)
    for child in children:
        assert units(session, world, child) == [
            (SEN, date(2026, 2, 1), there),
            (BM, there, back),
            (SEN, back, None),
        ]
        assert {each.relative_of_id for each in spans(session, child)} == {world.hanh.id}
    assert units(session, world, world.hanh)[1:] == [(BM, there, back), (SEN, back, None)]


def test_relatives_come_back_with_their_member_unless_said_otherwise(
    officer: Visitor, children: list[Member], session: Session, world: World
) -> None:
    first, second = children
    alone = Page(officer.get(f"{PEOPLE}{second.id}/thoi"))
    alone.send(officer, {"day": "2026-03-01", "reason": "khac"})
    page = Page(officer.get(f"{PEOPLE}{world.hanh.id}/thoi"))
    page.send(officer, {"day": "2026-04-20", "reason": "roi_don_vi"})
    assert spans(session, first)[-1].ended_because is EndReason.THEO_DOAN_VIEN
    again = Page(officer.get(f"{PEOPLE}{world.hanh.id}/tham-gia-lai"))
    assert "Đã thôi theo lần trước: Lê Minh Anh." in again.text
    told = {"kind": "doan_vien", "day": "2026-04-21"}
    early = Page(again.send(officer, {**told, "day": "2026-04-01"}))
    assert early.mistakes
    assert again.send(officer, told).status_code == 303
    came = spans(session, first)[-1]
    assert (came.valid_from, came.kind, came.relative_of_id) == (
        date(2026, 4, 21),
        BeneficiaryKind.THAN_NHAN,
        world.hanh.id,
    )
    assert spans(session, second)[-1].valid_until == date(2026, 3, 2)  # left by itself


def test_a_relative_who_becomes_a_member_follows_nobody_and_can_be_one_again(
    officer: Visitor, children: list[Member], session: Session, world: World
) -> None:
    child, _other = children
    page = Page(officer.get(f"{PEOPLE}{child.id}/doi-tuong"))
    assert "Thân nhân của" not in page.text
    told = {"kind": "doan_vien", "day": "2026-02-01"}  # the very day it began
    assert page.send(officer, told).status_code == 303
    [span] = spans(session, child)
    assert (span.kind, span.relative_of_id) == (BeneficiaryKind.DOAN_VIEN, None)
    joined = {"kind": "nguoi_lao_dong", "day": "2026-03-01"}
    Page(officer.get(f"{PEOPLE}{child.id}/doi-tuong")).send(officer, joined)
    leaving = Page(officer.get(f"{PEOPLE}{world.hanh.id}/thoi"))
    assert "Lê Minh Anh" not in leaving.text


def test_who_was_a_relative_before_may_be_one_again(
    officer: Visitor, children: list[Member], session: Session, world: World
) -> None:
    child, _other = children
    Page(officer.get(f"{PEOPLE}{child.id}/doi-tuong")).send(
        officer, {"kind": "doan_vien", "day": "2026-03-01"}
    )
    page = Page(officer.get(f"{PEOPLE}{child.id}/doi-tuong"))
    assert "Thân nhân của Nguyễn Thị Hạnh" in page.text
    assert page.send(officer, {"kind": "than_nhan", "day": "2026-03-01"}).status_code == 303
    kinds = [(each.kind, each.relative_of_id) for each in spans(session, child)]
    assert set(kinds) == {(BeneficiaryKind.THAN_NHAN, world.hanh.id)}
    gone = Page(officer.get(f"{PEOPLE}{world.hanh.id}/thoi"))
    gone.send(officer, {"day": "2026-04-20", "reason": "roi_don_vi"})
    assert spans(session, child)[-1].ended_because is EndReason.THEO_DOAN_VIEN


def test_relatives_belong_as_long_and_where_their_member_does(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    path = f"{PEOPLE}{world.hanh.id}/than-nhan"
    page = Page(lotus_officer.get(path))
    child = {"full_name": "Lê Minh Anh", "birth": "2015", "since": "2026-03-01", "member_no": "TN1"}
    assert page.send(lotus_officer, child).status_code == 303
    relative = one(session, "TN1")
    [span] = spans(session, relative)
    assert (span.kind, span.relative_of_id) == (BeneficiaryKind.THAN_NHAN, world.hanh.id)
    assert relative.household_id == world.hanh.household_id is not None
    assert lotus_officer.get(f"{PEOPLE}{relative.id}/than-nhan").status_code == 404
    assert lotus_officer.get(f"{PEOPLE}{relative.id}/chuyen").status_code == 404

    moving = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}/chuyen?tim=binh+minh"))
    assert "Lê Minh Anh" in moving.text
    moving.send(lotus_officer, {"unit": "BM", "day": "2026-04-10"}, action="")
    assert [each.organization_id for each in spans(session, relative)] == [
        world.lotus.id,
        world.dawn.id,
    ]
    assert spans(session, relative)[-1].relative_of_id == world.hanh.id


def test_when_the_member_leaves_the_relatives_leave_along(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    page = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}/than-nhan"))
    for number, since in (("TN1", "2026-03-01"), ("TN2", "2026-05-01")):
        child = {"full_name": f"Lê {number[:1]} Anh", "since": since, "member_no": number}
        assert page.send(lotus_officer, {**child, "anyway": "y"}).status_code == 303
    leaving = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}/thoi"))
    leaving.send(lotus_officer, {"day": "2026-04-20", "reason": "nghi_huu"})
    [span] = spans(session, world.hanh)
    assert (span.valid_until, span.ended_because) == (date(2026, 4, 21), EndReason.NGHI_HUU)
    [first] = spans(session, one(session, "TN1"))
    assert (first.valid_until, first.ended_because) == (
        date(2026, 4, 21),
        EndReason.THEO_DOAN_VIEN,
    )
    assert spans(session, one(session, "TN2")) == []
    told = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}"))
    assert "Nghỉ hưu" in told.text
    assert "Thôi tham gia sau ngày 20/04/2026: nghỉ hưu" in told.text
    twice = Page(leaving.send(lotus_officer, {"day": "2026-04-25", "reason": "khac"}))
    assert twice.mistakes
    again = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}/tham-gia-lai"))
    again.send(lotus_officer, {"kind": "doan_vien", "day": "2026-04-21"})
    assert spans(session, world.hanh)[-1].valid_from == date(2026, 4, 21)
