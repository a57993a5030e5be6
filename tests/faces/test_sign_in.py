"""Signing in at the desk, with what a guesser meets, and a password of one's own."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from benefits.access import (
    accounts,
)
from benefits.database import Database
from benefits.settings import Settings
from benefits.wsgi import build_apps, compose
from tests.faces.conftest import SignedIn
from tests.faces.people import PASSWORD, People, Visitor
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"
SIGN_IN = f"{DESK}/dang-nhap"


def give(visitor: Visitor, login: str, secret: str = PASSWORD, url: str = SIGN_IN) -> Page:
    page = Page(visitor.get(url))
    return Page(page.send(visitor, {"login": login, "secret": secret}, follow_redirects=True))


def test_an_officer_signs_in_and_sees_the_unit(
    visitor: Visitor, world: World, people: People
) -> None:
    officer = people.officer(world.north)
    page = give(visitor, officer.account.login)
    assert page.heading == "Công đoàn phường Bắc"
    assert page.response.request.path == f"{DESK}/"


@pytest.mark.either_database
def test_after_signing_in_one_is_where_one_wanted_to_go(
    visitor: Visitor, world: World, people: People
) -> None:
    officer = people.officer(world.north)
    wanted = visitor.get(f"{DESK}/toi/mat-khau")
    assert wanted.status_code == 303
    page = give(visitor, officer.account.login, url=wanted.headers["Location"])
    assert page.response.request.path == f"{DESK}/toi/mat-khau"


@pytest.mark.either_database
@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_elsewhere_by_signing_in(
    visitor: Visitor, world: World, people: People, path: str
) -> None:
    page = Page(visitor.get(SIGN_IN, query_string={"tiep": path}))
    fields = {"login": people.officer(world.north).account.login, "secret": PASSWORD}
    answer = page.send(visitor, fields | {"tiep": path})
    assert answer.headers["Location"] == f"{DESK}/"


def test_wrong_unknown_and_disabled_answer_alike(
    visitor: Visitor, world: World, people: People, session: Session
) -> None:
    known, gone = people.officer(world.north), people.officer(world.south)
    accounts.disable(session, gone.account, people.now)
    session.flush()
    answers = [
        give(visitor, known.account.login, "không phải mật khẩu"),
        give(visitor, "khong-ai@hoaphuong.example"),
        give(visitor, gone.account.login),
    ]
    assert {page.status for page in answers} == {422}
    assert len({tuple(page.mistakes) for page in answers}) == 1


def test_a_guesser_has_to_wait_and_so_has_the_owner(
    visitor: Visitor, world: World, people: People
) -> None:
    login = people.officer(world.north).account.login
    for _ in range(5):
        give(visitor, login, "đoán mò thôi")
    assert "thử lại sau" in give(visitor, login).mistakes[0]
    visitor.now = people.now + timedelta(minutes=2)
    assert give(visitor, login).heading == "Công đoàn phường Bắc"


def test_without_a_role_here_nobody_gets_in(visitor: Visitor, world: World, people: People) -> None:
    manager = people.manager(world.pharmacy)
    assert "không có vai trò" in give(visitor, manager.account.login).mistakes[0]


@pytest.mark.either_database
def test_behind_https_cookies_travel_only_by_https(
    settings: Settings, nested_database: Database
) -> None:
    secure = replace(settings, public_url="https://the.hoaphuong.example")
    application = compose(build_apps(secure, nested_database), secure)
    answer = Visitor(application).get(SIGN_IN)
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.either_database
def test_a_form_without_its_token_or_from_another_site_is_refused(
    signed_in: SignedIn, world: World, people: People
) -> None:
    client = signed_in(people.officer(world.north))
    path = f"{DESK}/toi/mat-khau"
    assert client.post(path, data={"present": PASSWORD}).status_code == 400
    page = Page(client.get(path))
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert page.send(client, action="", headers=elsewhere).status_code == 403


@pytest.mark.either_database
def test_a_first_password_is_changed_before_anything_else(
    visitor: Visitor, world: World, session: Session, people: People
) -> None:
    added = accounts.add_officer(
        session,
        login="0912 345 678",
        name="Trần Thị Bình",
        organization_id=world.north.id,
        now=people.now,
    )
    page = give(visitor, "+84912345678", added.secret)
    assert page.heading == "Đổi mật khẩu"
    page = Page(
        page.send(
            visitor,
            {"present": added.secret, "chosen": PASSWORD, "again": PASSWORD},
            follow_redirects=True,
        )
    )
    assert page.heading == "Công đoàn phường Bắc"
    assert "Đã đổi mật khẩu" in page.text


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("sai mật khẩu", "một câu thật dài", "một câu thật dài"), "Không đúng"),
        ((PASSWORD, "một câu thật dài", "một câu khác hẳn"), "không giống nhau"),
        ((PASSWORD, "ngắn", "ngắn"), "ít nhất 10"),
        ((PASSWORD, "aaaaaaaaaaaa", "aaaaaaaaaaaa"), "dễ đoán"),
    ],
)
def test_a_password_is_changed_only_with_good_reason(
    signed_in: SignedIn, world: World, people: People, typed: tuple[str, str, str], said: str
) -> None:
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{DESK}/toi/mat-khau"))
    fields = dict(zip(("present", "chosen", "again"), typed, strict=True))
    answer = Page(page.send(client, fields))
    assert answer.status == 422
    assert said in answer.mistakes[0]


@pytest.mark.either_database
def test_an_officer_switches_between_own_roles_only(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    added, other = people.officer(world.north), people.officer(world.south)
    second = accounts.give_role(
        session, added.account, added.role.role, people.now, organization_id=world.dawn.id
    )
    client = signed_in(added)
    page = Page(client.get(f"{DESK}/toi/"))
    assert "CĐCS Công ty Bình Minh" in page.text
    home = page.send(client, action=f"vai-tro/{second.id}", follow_redirects=True)
    assert Page(home).heading == "CĐCS Công ty Bình Minh"
    stolen = client.post(
        f"{DESK}/toi/vai-tro/{other.role.id}",
        data={"csrf_token": page.form("vai-tro")["csrf_token"]},
    )
    assert stolen.status_code == 404
