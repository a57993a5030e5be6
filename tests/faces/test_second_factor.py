"""The second factor: set up at the first sign-in, each code good once, half-way in is nowhere."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import (
    Account,
    RecoveryCode,
)
from benefits.settings import Settings
from tests.faces.people import People, Site, Visitor
from tests.faces.test_sign_in import DESK, SIGN_IN, give
from tests.page import Page
from tests.world import World


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, totp_required=True)


@pytest.fixture
def officer(world: World, people: People) -> Account:
    return people.officer(world.north).account


def set_up(visitor: Visitor, officer: Account) -> tuple[pyotp.TOTP, list[str]]:
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
    visitor: Visitor, officer: Account, session: Session
) -> None:
    _totp, codes = set_up(visitor, officer)
    assert len(set(codes)) == 10
    kept = set(session.scalars(select(RecoveryCode.code_hash)))
    assert not kept & set(codes)


def test_a_code_works_once(site: Site, officer: Account) -> None:
    first = site.visitor()
    totp, _codes = set_up(first, officer)
    second = site.visitor()
    page = give(second, officer.login)
    assert page.heading == "Mã xác thực"
    used = Page(page.send(second, {"code": totp.at(site.now)}, action=""))
    assert "đã dùng" in used.mistakes[0]
    second.now = site.now + timedelta(seconds=60)
    fields = {"code": totp.at(second.now)}
    assert Page(used.send(second, fields, follow_redirects=True)).heading == "Công đoàn phường Bắc"


def test_a_recovery_code_works_once(site: Site, officer: Account) -> None:
    _totp, codes = set_up(site.visitor(), officer)
    for expected in ("Công đoàn phường Bắc", "Mã xác thực"):
        client = site.visitor()
        page = give(client, officer.login)
        sent = page.send(client, {"code": codes[3].lower()}, follow_redirects=True)
        assert Page(sent).heading == expected


@pytest.mark.either_database
def test_half_way_in_is_nowhere(site: Site, officer: Account) -> None:
    set_up(site.visitor(), officer)
    client = site.visitor()
    give(client, officer.login)
    assert client.get(f"{DESK}/").status_code == 303
    assert client.get(f"{SIGN_IN}/thiet-lap").status_code == 302
    assert client.get(f"{SIGN_IN}/thiet-lap/ma.png").status_code == 404
