"""What was revoked or has ended stops working at the very next request, at every face."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from benefits import jobs, organization
from benefits.access import Added, Permission, Role, accounts, devices, machines, roles, sessions
from benefits.periods import day_of
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site, Visitor
from tests.world import World

FACES = {
    Role.OFFICER: "/cong-doan/",
    Role.MANAGER: "/doi-tac/",
    Role.CASHIER: "/doi-tac/",
    Role.MEMBER: "/the/",
}
TO_MIDNIGHT = timedelta(hours=14)  # from ten in the morning in Việt Nam

Make = Callable[[Role], Added]


@pytest.fixture
def somebody(world: World, people: People) -> Make:
    def make(role: Role) -> Added:
        match role:
            case Role.OFFICER:
                return people.officer(world.lotus)
            case Role.MANAGER:
                return people.manager(world.pharmacy)
            case Role.CASHIER:
                return people.cashier(world.outlet)
            case _:
                return people.member(world.hanh)

    return make


def is_in(client: Visitor, role: Role) -> bool:
    return client.get(FACES[role]).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_a_session_a_role_and_an_account(
    signed_in: SignedIn, somebody: Make, people: People, session: Session, role: Role
) -> None:
    added, now = somebody(role), people.now
    client = signed_in(added)
    assert is_in(client, role)
    sessions.revoke_all(session, added.account.id, now)
    assert not is_in(client, role)

    client = signed_in(added)
    accounts.disable(session, added.account, now)
    session.flush()
    assert not is_in(client, role)
    accounts.enable(added.account)

    client = signed_in(added)
    assert is_in(client, role)
    roles.end_role(session, added.role, day_of(now))  # on the day on which it began
    session.flush()
    assert not is_in(client, role)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_ends_with_the_day_ends_at_midnight_in_viet_nam(
    site: Site, signed_in: SignedIn, somebody: Make, session: Session, role: Role
) -> None:
    added, midnight = somebody(role), site.now + TO_MIDNIGHT
    roles.end_role(session, added.role, date(2026, 5, 2))
    session.flush()
    site.now = midnight - timedelta(hours=2)
    client = signed_in(added)
    client.now = midnight - timedelta(seconds=1)
    assert is_in(client, role)
    client.now = midnight
    assert not is_in(client, role)


def test_a_role_that_begins_tomorrow_opens_nothing_today(
    site: Site, somebody: Make, session: Session
) -> None:
    added = somebody(Role.OFFICER)
    added.role.valid_from = date(2026, 5, 2)
    session.flush()
    client = site.sign_in(added.account, added.role, prefix="/cong-doan")
    assert not is_in(client, Role.OFFICER)
    client.now = site.now + timedelta(hours=11)
    assert not is_in(client, Role.OFFICER)


def test_a_phone_for_the_counter_and_for_programs(
    site: Site, world: World, people: People, session: Session
) -> None:
    phone, cashier = people.phone(world.outlet), people.cashier(world.outlet)
    shift = people.shift(phone.device, cashier.account)
    browser = site.sign_in(
        cashier.account, cashier.role, prefix="/doi-tac", device=phone.device, shift=shift
    )
    scanner = site.program(phone.token)
    assert is_in(browser, Role.CASHIER)
    assert scanner.get("/api/v1/keys").status_code == 200
    verify = "/api/v1/verifications"
    assert scanner.post(verify, json={}).status_code != 401
    devices.revoke(session, phone.device, site.now)
    session.flush()
    assert not is_in(browser, Role.CASHIER)
    assert scanner.post(verify, json={}).status_code == 401


def test_a_programs_token(site: Site, world: World, session: Session) -> None:
    token, word = machines.issue_token(
        session,
        name="Kho dữ liệu",
        permissions=machines.READING,
        organization_id=world.lotus.id,
        now=site.now,
    )
    program, figures = site.program(word), "/api/v1/figures?organization=SEN"
    assert program.get(figures).status_code != 401
    machines.revoke_token(token, site.now)
    session.flush()
    assert program.get(figures).status_code == 401


def test_a_token_in_the_name_of_a_unit_that_closed(
    site: Site, world: World, session: Session
) -> None:
    _row, word = machines.issue_token(
        session,
        name="Kho dữ liệu",
        permissions=machines.READING,
        organization_id=world.lotus.id,
        now=site.now,
    )
    asked = "/api/v1/figures?organization=SEN&from=2026-01-01&until=2026-05-01"
    assert site.program(word).get(asked).status_code == 200
    organization.merge(session, [world.lotus], world.dawn, day_of(site.now), site.now)
    session.flush()
    answer = site.program(word).get(asked)
    told = dict(answer.get_json())
    assert (answer.status_code, told["code"]) == (403, "token_of_closed_unit")
    assert "đã đóng" in told["detail"]


def test_a_warehouse_rests_with_its_makers_role_and_a_till_goes_on(
    site: Site, world: World, people: People, session: Session
) -> None:
    maker, elsewhere = people.officer(world.north), people.officer(world.dawn)
    asked = "/api/v1/figures?organization=SEN&from=2026-01-01&until=2026-05-01"

    def program(by: Added, permissions: tuple[Permission, ...], **place: Any) -> Visitor:
        _row, word = machines.issue_token(
            session,
            name="Phần mềm",
            permissions=permissions,
            created_by_id=by.account.id,
            now=site.now,
            **place,
        )
        return site.program(word)

    warehouse = program(maker, machines.READING, organization_id=world.lotus.id)
    till = program(maker, machines.AT_A_TILL, outlet_id=world.outlet.id)
    other = program(elsewhere, machines.READING, organization_id=world.lotus.id)
    assert warehouse.get(asked).status_code == 200
    assert other.get(asked).get_json()["code"] == "token_maker_gone"

    accounts.disable(session, maker.account, site.now)
    session.flush()
    assert warehouse.get(asked).get_json()["code"] == "token_maker_gone"
    accounts.enable(maker.account)
    session.flush()
    assert warehouse.get(asked).status_code == 200

    roles.end_role(session, maker.role, day_of(site.now))
    session.flush()
    answer = warehouse.get(asked)
    assert (answer.status_code, answer.get_json()["code"]) == (403, "token_maker_gone")
    assert till.post("/api/v1/verifications", json={"card": "2345-6789-BCF"}).status_code == 200


def test_work_begun_in_a_role_that_is_over_stays_with_its_unit(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    mover = people.officer(world.lotus)
    job = jobs.enqueue(
        session,
        "export_list",
        now=people.now,
        input={"within": world.lotus.id},
        account_id=mover.account.id,
    )
    page = f"/cong-doan/viec/{job.id}"
    assert signed_in(mover).get(page).status_code == 200
    elsewhere = accounts.give_role(
        session, mover.account, Role.OFFICER, people.now, organization_id=world.dawn.id
    )
    session.flush()
    moved = signed_in(Added(mover.account, elsewhere, ""))
    assert moved.get(page).status_code == 404
    assert signed_in(people.officer(world.lotus)).get(page).status_code == 200
