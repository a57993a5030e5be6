"""Staying signed in for as long as one may, and being out the moment it ends."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.access import (
    Added,
    Device,
    WebSession,
    accounts,
    devices,
    roles,
    sessions,
)
from benefits.periods import day_of
from tests.faces.conftest import SignedIn
from tests.faces.people import PASSWORD, People, Site, Visitor
from tests.faces.test_sign_in import DESK, SIGN_IN, give
from tests.page import Page
from tests.world import World


def test_signing_out_ends_the_session_for_whoever_kept_the_cookie(
    visitor: Visitor, world: World, people: People
) -> None:
    page = give(visitor, people.officer(world.north).account.login)
    cookie = visitor.get_cookie("desk_session", path=DESK)
    assert cookie is not None
    page.send(visitor, action="dang-xuat")
    visitor.set_cookie("desk_session", cookie.value, path=DESK)
    assert visitor.get(f"{DESK}/").status_code == 303


def test_a_revoked_session_role_or_account_is_out_at_the_next_request(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    now = people.now
    ends: tuple[Callable[[Added], None], ...] = (
        lambda added: sessions.revoke_all(session, added.account.id, now),
        lambda added: roles.end_role(session, added.role, day_of(now)),
        lambda added: accounts.disable(session, added.account, now),
    )
    for end in ends:
        added = people.officer(world.north)
        added.role.valid_from -= timedelta(days=30)
        client = signed_in(added)
        assert client.get(f"{DESK}/").status_code == 200
        end(added)
        session.flush()
        assert client.get(f"{DESK}/").status_code == 303


def test_a_session_ends_by_itself(signed_in: SignedIn, world: World, people: People) -> None:
    client = signed_in(people.officer(world.north))
    client.now = people.now + timedelta(hours=11)
    assert client.get(f"{DESK}/").status_code == 200
    client.now = people.now + timedelta(hours=13)
    assert client.get(f"{DESK}/").status_code == 303


def test_a_session_of_one_face_means_nothing_to_another(
    site: Site, world: World, people: People
) -> None:
    officer = people.officer(world.north)
    client = site.sign_in(officer.account, officer.role, prefix="/doi-tac")
    taken = client.get_cookie("partner_session", path="/doi-tac")
    assert taken is not None
    client.set_cookie("desk_session", taken.value, path=DESK)
    assert client.get(f"{DESK}/").status_code == 303


def test_cookies_name_a_row_and_keep_to_their_face(
    visitor: Visitor, world: World, people: People, session: Session
) -> None:
    page = Page(visitor.get(SIGN_IN))
    login = people.officer(world.north).account.login
    answer = page.send(visitor, {"login": login, "secret": PASSWORD})
    given = answer.headers["Set-Cookie"]
    assert given.startswith("desk_session=")
    for attribute in ("HttpOnly", f"Path={DESK}", "SameSite=Lax"):
        assert attribute in given
    assert session.scalar(select(func.count()).select_from(WebSession)) == 1


def test_a_manager_is_remembered_until_the_session_is_revoked(
    visitor: Visitor, world: World, people: People, session: Session
) -> None:
    manager = people.manager(world.pharmacy)
    page = Page(visitor.get("/doi-tac/dang-nhap"))
    answer = page.send(visitor, {"login": manager.account.login, "secret": PASSWORD})
    given = [each for each in answer.headers.getlist("Set-Cookie") if "remember" in each]
    assert len(given) == 1
    for attribute in ("partner_remember=", "HttpOnly", "Path=/doi-tac", "SameSite=Lax"):
        assert attribute in given[0]
    visitor.delete_cookie("partner_session", path="/doi-tac")
    visitor.now = people.now + timedelta(days=20)
    assert visitor.get("/doi-tac/").status_code == 200
    sessions.revoke_all(session, manager.account.id, people.now)
    assert visitor.get("/doi-tac/").status_code == 303


def test_a_revoked_phone_is_out_at_the_next_request(
    site: Site, signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    client = signed_in(people.cashier(world.outlet))
    assert client.get("/doi-tac/").status_code == 200
    device = session.scalars(select(Device)).one()
    devices.revoke(session, device, site.now)
    session.flush()
    assert client.get("/doi-tac/").status_code == 303
