"""Somebody ticked, or written down, as having left who has not: seen at once and taken back."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from benefits.members import BeneficiaryKind
from tests.faces.people import Visitor
from tests.faces.test_membership import CONFIRM, lotus_officer, spans
from tests.page import Page
from tests.world import World

__all__ = ["lotus_officer"]
PERSON = "/cong-doan/doan-vien/"


@pytest.mark.either_database
def test_who_was_ticked_is_named_and_belongs_again_the_same_day_without_a_gap(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    spans(session, world.son)[-1].kind = BeneficiaryKind.NGUOI_LAO_DONG
    session.flush()
    page = Page(lotus_officer.get(CONFIRM))
    done = Page(page.send(lotus_officer, {"left": [str(world.son.id)]}, follow_redirects=True))
    assert "Đã xác nhận: 1 người." in done.text
    assert "Đã rời: Trần Văn Sơn. Ghi nhầm" in done.text
    person = Page(lotus_officer.get(f"{PERSON}{world.son.id}"))
    back = Page(lotus_officer.get(person.links()["Tham gia lại"]))
    answer = Page(back.send(lotus_officer, follow_redirects=True))
    assert "Đã ghi tham gia lại." in answer.text
    ended, again = spans(session, world.son)
    assert ended.valid_until == again.valid_from == date(2026, 5, 2)
    assert again.kind is BeneficiaryKind.NGUOI_LAO_DONG
    assert "Tham gia lại" not in answer.links()


def test_whoever_stays_is_not_offered_to_come_again(lotus_officer: Visitor, world: World) -> None:
    page = Page(lotus_officer.get(CONFIRM))
    done = Page(page.send(lotus_officer, follow_redirects=True))
    assert "Đã rời" not in done.text
    assert "Tham gia lại" not in Page(lotus_officer.get(f"{PERSON}{world.son.id}")).links()


def test_of_many_who_left_the_first_are_named(lotus_officer: Visitor, world: World) -> None:
    left = [world.member(f"DV1{n}", f"Lê Văn {n}", world.lotus) for n in range(7)]
    page = Page(lotus_officer.get(CONFIRM))
    told = {"left": [str(each.id) for each in left]}
    done = Page(page.send(lotus_officer, told, follow_redirects=True))
    assert "Lê Văn 4 và 2 người khác. Ghi nhầm" in done.text
