"""For which unit somebody acted stays said, whatever becomes of the role afterwards."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit
from benefits.access import Role, accounts, end_role
from benefits.audit import FOR_UNIT, Entry
from benefits.purchases import glances_at
from tests.faces.conftest import SignedIn
from tests.faces.people import People
from tests.faces.test_audit_trail import rows_of
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"
MEMBERS = f"{DESK}/doan-vien"


def noted_for(session: Session, act: str) -> list[int | None]:
    found = select(Entry).where(Entry.act == act).order_by(Entry.id)
    return [entry.fields.get(FOR_UNIT) for entry in session.scalars(found)]


def test_what_is_seen_and_what_is_done_say_for_which_unit(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    chair = people.officer(world.lotus)
    client = signed_in(chair)
    assert client.get(f"{MEMBERS}/{world.hanh.id}").status_code == 200
    with client.get(f"{MEMBERS}/xuat?dang=csv"):
        assert noted_for(session, "member_seen") == [world.lotus.id]
        assert noted_for(session, "roster_taken") == [world.lotus.id]


def test_a_new_role_does_not_say_of_the_past_that_another_union_looked(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    chair = people.officer(world.lotus)
    signed_in(chair).get(f"{MEMBERS}/{world.hanh.id}")
    before = people.now.replace(month=4)
    audit.act_for(session, None)
    audit.note(session, chair.account.id, "member_seen", "members", world.hanh.id, now=before)
    chair.role.valid_from = date(2026, 1, 1)
    accounts.give_role(
        session, chair.account, Role.OFFICER, people.now, organization_id=world.dawn.id
    )
    session.flush()
    seen = glances_at(session, world.hanh.id)
    assert [each.organization_id for each in seen] == [world.lotus.id, world.lotus.id]


def test_acts_of_a_role_that_ended_on_its_first_day_stay_with_the_superiors(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    chair, above = people.officer(world.lotus, "Lê Một Ngày"), people.officer(world.north)
    with signed_in(chair).get(f"{MEMBERS}/xuat?dang=csv"):
        end_role(session, chair.role, people.now.date())
    session.flush()
    [row] = rows_of(signed_in(above), tim="lê một ngày", viec="roster_taken")
    assert row[2] == "Lê Một Ngày"
    assert rows_of(signed_in(people.officer(world.dawn)), tim="lê một ngày") == []


@pytest.mark.parametrize("is_over", [True, False])
def test_an_agreement_that_is_over_lets_nobody_act_for_a_partner_of_others(
    signed_in: SignedIn, world: World, people: People, session: Session, *, is_over: bool
) -> None:
    """While nobody else has one that holds, whoever had one goes on looking after the partner."""
    shop = world.partner("BN", "Quán Bảy Nhạn")
    ended = world.signed("01/TT", shop, world.lotus, covers=(world.lotus,))
    ended.terminated_on = date(2026, 3, 1) if is_over else None
    session.flush()
    client = signed_in(people.officer(world.lotus))

    def added(login: str) -> int:
        page = Page(client.get(f"{DESK}/tai-khoan/quan-ly/them"))
        asked = {"name": "Phạm Quản", "login": login, "place": "BN"}
        return page.send(client, asked).status_code

    alone = added("0909 123 456")
    world.signed("02/TT", shop, world.dawn, covers=(world.lotus,))
    assert (alone, added("0909 123 457")) == (200, 422 if is_over else 200)
