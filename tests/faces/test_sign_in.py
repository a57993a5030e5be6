"""Signing in at the desk, staying in, and being out the moment it ends."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.access import Account, Added, RecoveryCode, WebSession, accounts, roles, sessions
from benefits.database import Database
from benefits.periods import day_of
from benefits.settings import Settings
from benefits.wsgi import build_apps, compose
from tests.faces.conftest import SignedIn
from tests.faces.people import PASSWORD, People, Site, Visitor
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


def test_after_signing_in_one_is_where_one_wanted_to_go(
    visitor: Visitor, world: World, people: People
) -> None:
    officer = people.officer(world.north)
    wanted = visitor.get(f"{DESK}/toi/mat-khau")
    assert wanted.status_code == 303
    page = give(visitor, officer.account.login, url=wanted.headers["Location"])
    assert page.response.request.path == f"{DESK}/toi/mat-khau"


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


def test_behind_https_cookies_travel_only_by_https(
    settings: Settings, nested_database: Database
) -> None:
    secure = replace(settings, public_url="https://the.hoaphuong.example")
    application = compose(build_apps(secure, nested_database), secure)
    answer = Visitor(application).get(SIGN_IN)
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_form_without_its_token_or_from_another_site_is_refused(
    signed_in: SignedIn, world: World, people: People
) -> None:
    client = signed_in(people.officer(world.north))
    path = f"{DESK}/toi/mat-khau"
    assert client.post(path, data={"present": PASSWORD}).status_code == 400
    page = Page(client.get(path))
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert page.send(client, action="", headers=elsewhere).status_code == 403


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


class TestSecondFactor:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, totp_required=True)

    @pytest.fixture
    def officer(self, world: World, people: People) -> Account:
        return people.officer(world.north).account

    def set_up(self, visitor: Visitor, officer: Account) -> tuple[pyotp.TOTP, list[str]]:
        page = give(visitor, officer.login)
        assert page.heading == "Bảo vệ tài khoản"
        assert visitor.get(f"{SIGN_IN}/thiet-lap/ma.png").mimetype == "image/png"
        assert visitor.get(f"{DESK}/").status_code == 303
        secret = page.soup.select_one("code.secret")
        assert secret is not None
        totp = pyotp.TOTP(secret.get_text())
        done = Page(page.send(visitor, {"code": totp.at(visitor.now or 0)}, action=""))
        codes = re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", done.text)
        assert Page(visitor.get(f"{DESK}/")).heading == "Công đoàn phường Bắc"
        return totp, codes

    def test_it_is_set_up_at_the_first_sign_in(
        self, visitor: Visitor, officer: Account, session: Session
    ) -> None:
        _totp, codes = self.set_up(visitor, officer)
        assert len(set(codes)) == 10
        kept = set(session.scalars(select(RecoveryCode.code_hash)))
        assert not kept & set(codes)

    def test_a_code_works_once(self, site: Site, officer: Account) -> None:
        first = site.visitor()
        totp, _codes = self.set_up(first, officer)
        second = site.visitor()
        page = give(second, officer.login)
        assert page.heading == "Mã xác thực"
        used = Page(page.send(second, {"code": totp.at(site.now)}, action=""))
        assert "đã dùng" in used.mistakes[0]
        second.now = site.now + timedelta(seconds=60)
        fields = {"code": totp.at(second.now)}
        assert (
            Page(used.send(second, fields, follow_redirects=True)).heading == "Công đoàn phường Bắc"
        )

    def test_a_recovery_code_works_once(self, site: Site, officer: Account) -> None:
        _totp, codes = self.set_up(site.visitor(), officer)
        for expected in ("Công đoàn phường Bắc", "Mã xác thực"):
            client = site.visitor()
            page = give(client, officer.login)
            sent = page.send(client, {"code": codes[3].lower()}, follow_redirects=True)
            assert Page(sent).heading == expected

    def test_half_way_in_is_nowhere(self, site: Site, officer: Account) -> None:
        self.set_up(site.visitor(), officer)
        client = site.visitor()
        give(client, officer.login)
        assert client.get(f"{DESK}/").status_code == 303
        assert client.get(f"{SIGN_IN}/thiet-lap").status_code == 302
        assert client.get(f"{SIGN_IN}/thiet-lap/ma.png").status_code == 404
